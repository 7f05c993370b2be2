"""Small counts of people that published tables show, or let a reader work out."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from focusgroups.deprivation.editions import NO_MATCH, NOT_IN_BOTH
from focusgroups.tabulation.demographics import AGE, NOT_STATED, PARTICIPANTS, WITHHELD
from focusgroups.tabulation.deprivation import LOW, LOW_DECILES
from focusgroups.tabulation.disclosure import is_small

WHOLE = re.compile(r"([0-9]+)(?:\.0+)?")
SHARE = re.compile(r"[0-9]+(?:\.[0-9]+)?")  # per cent
RANGE = re.compile(r"[0-9.]+ to [0-9.]+")
BAND = re.compile(r"[0-9]+-[0-9]+")
# The columns by which tables 2 and 2b are known.
DECILE_TABLE = ("edition", "domain", "decile", "n")
MOVE_TABLE = ("edition_from", "edition_to", "domain", "move", "n")
HEADER_ROWS = 2  # the header, and rows count from one
# Facts whose name has one of these words, and no other that says what is counted, count people.
PEOPLE = frozenset({PARTICIPANTS, "people", "persons", "invited", "speakers"})


SHARE_TABLE = ("theme", "focus_group", "percent_of_participants")  # the themes by group
PAIR_TABLE = ("theme", "other_theme", "segments")  # figure S1

Pair = tuple[str, str]


@dataclass(frozen=True)
class Rule:
    """A ``total`` of people, and counts from 1 to ``minimum`` - 1 that may not be told.

    Nobody and everybody are no small group: a study of four may say that it had four. ``groups``
    maps focus groups to their numbers of participants, ``pairs`` themes, in both orders, to the
    number of people in whose segments they stand together.
    """

    total: int
    minimum: int
    groups: Mapping[str, int] = field(default_factory=dict)
    pairs: Mapping[Pair, int] = field(default_factory=dict)

    def forbids(self, count: int) -> bool:
        """Whether ``count`` people, or those whom it leaves of all, are too few."""
        rest = self.total - count
        small = is_small(count, self.minimum) or is_small(rest, self.minimum)
        return count > 0 and rest > 0 and small

    def tells(self, together: int) -> bool:
        """Whether it tells too much that the withheld cells make ``together`` people."""
        return together < self.total and is_small(together, self.minimum)


def small_counts(name: str, table: pd.DataFrame, rule: Rule) -> list[str]:
    """The places of the table ``name``, such as `row 3`, that show or give away a small count.

    Which reading applies is told by the columns; a table that has none of them counts no people.
    """
    places: list[str] = []
    for columns, find in READINGS.items():
        if set(columns) <= set(table.columns):
            places += [f"{name} {place}" for place in find(table, rule)]
    return places or ([] if _is_known(table) else [f"{name} columns"])


def rows_beside_withheld(table: pd.DataFrame) -> int:
    """In how many rows other figures stand although the number of participants is withheld."""
    if PARTICIPANTS not in table.columns or "theme" not in table.columns:
        return 0
    others = table.drop(columns=["theme", PARTICIPANTS])
    return int(((table[PARTICIPANTS] == "") & (others != "").any(axis=1)).sum())


def _is_known(table: pd.DataFrame) -> bool:
    return any(set(columns) <= set(table.columns) for columns in READINGS)


def _of_levels(table: pd.DataFrame, rule: Rule) -> Iterator[str]:
    """Table 1: each characteristic divides all participants among its levels."""
    counts, wrong = _counts(table, "n", rule)
    yield from [*wrong, *_shares_beside_withheld(table)]
    for name, rows in table.groupby("characteristic", sort=False):
        levels = list(rows["level"])
        if name == PARTICIPANTS or levels == [WITHHELD]:
            continue
        ranged = name == AGE and bool(RANGE.fullmatch(levels[0])) and _has_band(levels[1:])
        parts = list(rows.index[1:] if ranged else rows.index)
        yield from _told([(rule.total, parts)], counts, rule, never_empty=True)
        known = counts.get(rows.index[0]) if ranged else None
        if known is not None:
            stated = [row for row in parts if table.at[row, "level"] != NOT_STATED]
            yield from _told([(known, stated)], counts, rule, never_empty=True)


def _has_band(levels: Sequence[str]) -> bool:
    return any(BAND.fullmatch(level) for level in levels)


def _of_deciles(table: pd.DataFrame, rule: Rule) -> Iterator[str]:
    """Table 2: deciles and people without a match make all; the lowest deciles have a subtotal.

    People without a match are the same in every domain of an edition: known of one, known of all.
    """
    counts, wrong = _counts(table, "n", rule)
    yield from [*wrong, *_shares_beside_withheld(table)]
    _share(counts, table[table["decile"] == NO_MATCH].groupby("edition"))
    lowest = {str(decile) for decile in range(1, LOW_DECILES + 1)}
    for _, rows in table.groupby(["edition", "domain"], sort=False):
        parts = [row for row in rows.index if table.at[row, "decile"] != LOW]
        first = [row for row in parts if table.at[row, "decile"] in lowest]
        marks = [counts.get(row) for row in rows.index if row not in parts]
        low = marks[0] if marks else None
        sums = [(rule.total, parts)]
        if low is not None:
            sums = [(low, first), (rule.total - low, [row for row in parts if row not in first])]
        yield from _told(sums, counts, rule)


def _of_moves(table: pd.DataFrame, rule: Rule) -> Iterator[str]:
    """Table 2b: moves and people without an area make all; those without are the same everywhere.

    A move beside a withheld one could be worked out with the deciles of table 2, so they are
    withheld together, and with them those where people without an area are withheld.
    """
    counts, wrong = _counts(table, "n", rule)
    yield from [*wrong, *_shares_beside_withheld(table)]
    pairs = ["edition_from", "edition_to"]
    _share(counts, table[table["move"] == NOT_IN_BOTH].groupby(pairs))
    for _, rows in table.groupby([*pairs, "domain"], sort=False):
        yield from _told([(rule.total, list(rows.index))], counts, rule)
        moved = [row for row in rows.index if table.at[row, "move"] != NOT_IN_BOTH]
        hidden = [row for row in moved if counts.get(row) is None]
        missing = any(counts.get(row) is None for row in rows.index if row not in moved)
        if (hidden or missing) and len(hidden) < len(moved):
            yield _place(next(row for row in moved if row not in hidden))


def _share(counts: dict[int, int | None], groups: Iterable[tuple[object, pd.DataFrame]]) -> None:
    """Let all rows of a group have the count of those that show it: it is one and the same."""
    for _, rows in groups:
        shown = [counts[row] for row in rows.index if counts.get(row) is not None]
        counts.update(dict.fromkeys(rows.index, shown[0]) if shown else {})


def _of_themes(table: pd.DataFrame, rule: Rule) -> Iterator[str]:
    """Table 3: the people of a theme, who may speak of others too, so that nothing adds up.

    Segments count no people, but where they are fewer than the minimum, so are their speakers.
    """
    _, wrong = _counts(table, PARTICIPANTS, rule)
    yield from wrong
    for row, cells in enumerate(table.to_dict("records")):
        segments = number_of(str(cells.get("segments", "")))
        if cells[PARTICIPANTS] == "" and is_small(segments or 0, rule.minimum):
            yield _place(row)


def _of_shares(table: pd.DataFrame, rule: Rule) -> Iterator[str]:
    """Themes by group: a share of a group's participants is a number of them.

    It may not stand in a small group, nor be that of a small number or of all but such.
    """
    for row, cells in enumerate(table.to_dict("records")):
        share = str(cells["percent_of_participants"])
        if not share:
            continue
        size = rule.groups.get(str(cells["focus_group"]), 0)
        count = people_of(share, size)
        in_group = Rule(size, rule.minimum)
        if count is None or is_small(size, rule.minimum) or in_group.forbids(count):
            yield _place(row)


def people_of(share: str, size: int) -> int | None:
    """How many of ``size`` people ``share`` per cent are; None where it is no such number."""
    found = SHARE.fullmatch(share)
    return round(float(share) * size / 100) if found else None


def _of_pairs(table: pd.DataFrame, rule: Rule) -> Iterator[str]:
    """Figure S1: segments that two themes share, or a part of a theme's, told of few people.

    What the table withholds of a pair in one order, it may not tell in the other.
    """
    rows = [{name: str(cell) for name, cell in row.items()} for row in table.to_dict("records")]
    shown = [row["segments"] + row.get("percent_of_segments", "") for row in rows]
    hidden = {
        (row["theme"], row["other_theme"])
        for row, cell in zip(rows, shown, strict=True)
        if not cell
    }
    for place, (row, cell) in enumerate(zip(rows, shown, strict=True)):
        pair = row["theme"], row["other_theme"]
        few = pair[0] != pair[1] and is_small(rule.pairs.get(pair, 0), rule.minimum)
        if cell and (few or pair[::-1] in hidden):
            yield _place(place)


def _of_facts(table: pd.DataFrame, rule: Rule) -> Iterator[str]:
    """The facts that count people; more than took part, as of those invited, are no part of all."""
    about = table["fact"].map(lambda fact: _counts_people(str(fact)))
    _, wrong = _counts(table[about], "value", rule)
    yield from wrong


def _counts_people(fact: str) -> bool:
    words = fact.split("_")
    return not PEOPLE.isdisjoint(words) and words[-1] not in ("turns", "words", "segments")


Reading = Callable[[pd.DataFrame, Rule], Iterator[str]]
READINGS: Mapping[tuple[str, ...], Reading] = {
    ("characteristic", "level", "n"): _of_levels,
    DECILE_TABLE: _of_deciles,
    MOVE_TABLE: _of_moves,
    ("theme", PARTICIPANTS): _of_themes,
    SHARE_TABLE: _of_shares,
    PAIR_TABLE: _of_pairs,
    ("fact", "value"): _of_facts,
}


def _counts(
    table: pd.DataFrame, column: str, rule: Rule
) -> tuple[dict[int, int | None], list[str]]:
    """The count in each row, None where withheld, and the places of those that may not stand."""
    counts: dict[int, int | None] = {}
    wrong: list[str] = []
    for row, cell in table[column].items():
        place = int(str(row))
        counts[place] = number_of(str(cell))
        count = counts[place]
        if (count is None and str(cell).strip()) or (count is not None and rule.forbids(count)):
            wrong.append(_place(place))
    return counts, wrong


def _shares_beside_withheld(table: pd.DataFrame) -> Iterator[str]:
    """Rows that withhold a count and print its share, from which it can be had back."""
    shares = table["percent"] if "percent" in table.columns else pd.Series("", index=table.index)
    for row in table.index[(table["n"] == "") & (shares != "")]:
        yield _place(int(row))


def _told(
    sums: Sequence[tuple[int, Sequence[int]]],
    counts: Mapping[int, int | None],
    rule: Rule,
    never_empty: bool = False,
) -> Iterator[str]:
    """Where the withheld cells of a sum can be worked out to be a small count.

    Together they are what the others leave of the sum. If that is small, so is each of them; where
    no cell is empty, as many people as cells means one in each.
    """
    for together, rows in sums:
        hidden = [row for row in rows if counts.get(row) is None]
        left = together - sum(counts.get(row) or 0 for row in rows)
        ones = never_empty and bool(hidden) and left == len(hidden) and rule.minimum > 1
        if rows and (rule.tells(left) or ones):
            yield _place((hidden or list(rows))[0])


def number_of(cell: str) -> int | None:
    """The whole number in a cell, or None where it holds none."""
    found = WHOLE.fullmatch(cell.strip())
    return int(found[1]) if found else None


def _place(row: int) -> str:
    return f"row {row + HEADER_ROWS}"
