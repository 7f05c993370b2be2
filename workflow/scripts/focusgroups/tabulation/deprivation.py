"""Where participants live, as counts: the deciles of table 2, and the moves of table 2b.

Two editions count the same people twice, so what is withheld is decided for both tables together.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from focusgroups.deprivation.editions import (
    DECILES,
    DOMAINS,
    MOVES,
    NO_MATCH,
    NOT_IN_BOTH,
)
from focusgroups.tabulation.disclosure import (
    is_small,
    with_percent,
    withheld_with_subtotal,
    withholds_single,
)
from focusgroups.tabulation.flows import tells_flow

TABLE_2_COLUMNS = ("edition", "domain", "decile", "n", "percent")
TABLE_2B_COLUMNS = ("edition_from", "edition_to", "domain", "move", "n", "percent")

OVERALL = "imd"
PRINTED_DOMAINS = (OVERALL, "health")  # those that sentences and figure 1 speak of
LOW_DECILES = 3  # "decile 3 or below", the published figures' mark
LOW = f"<={LOW_DECILES}"
ROWS = (*DECILES, LOW, NO_MATCH)  # of each edition and domain

Counts = Mapping[tuple[int, str], Sequence[int]]  # by edition and domain


def tabulate_deprivation(
    counts: pd.DataFrame, moves: pd.DataFrame, minimum: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Table 2, participants per decile, and table 2b, those whose area is in another decile later.

    ``counts`` is `deprivation_counts.csv` and ``moves`` `deprivation_moves.csv`, numbers as
    integers and the column decile as text; a domain that an edition lacks has no rows. The first
    answer has TABLE_2_COLUMNS: per edition and domain deciles 1 to 10, `<=3`, `no match`; the
    second TABLE_2B_COLUMNS. ``n`` is ``Int64``, missing where ``minimum`` forbids it; where nobody
    has a match in an edition there is nothing to withhold. ``percent`` is of all participants,
    those without a match included.
    """
    deciles = dict(_cells(counts, ["edition"], "decile", [*DECILES, NO_MATCH]))
    moved = dict(_cells(moves, ["edition_from", "edition_to"], "move", MOVES))
    editions = sorted({edition for edition, _ in deciles})
    told = any(
        _tells(deciles[earlier, domain][-1], deciles[later, domain][-1], cells, minimum)
        for (earlier, later, domain), cells in moved.items()
    )
    shared = told or any(
        _hides_unmatched(deciles[edition, OVERALL], minimum)
        for edition in editions
        if _matched(deciles[edition, OVERALL])
    )
    table_2 = [
        _decile_table(cells, edition, domain, minimum, shared)
        for (edition, domain), cells in deciles.items()
    ]
    table_2b = list(_move_tables(deciles, moved, minimum, shared))
    return _joined(table_2, TABLE_2_COLUMNS), _joined(table_2b, TABLE_2B_COLUMNS)


def _cells(
    table: pd.DataFrame, editions: list[str], column: str, names: Sequence[str]
) -> Iterator[tuple[Any, list[int]]]:
    """The counts called ``names``, per edition (or two) in order, and domain in that of DOMAINS."""
    for edition, of_editions in table.groupby(editions, sort=True):
        key: Any = edition  # a tuple of years, one or two
        for domain in DOMAINS:
            rows = of_editions[of_editions["domain"] == domain]
            if rows.empty:
                continue
            found = rows.set_index(column)["participants"]
            yield (*key, domain), [int(found[name]) for name in names]


def _matched(cells: Sequence[int]) -> int:
    """How many people have an area."""
    return sum(cells[:-1])


def _hides_unmatched(cells: Sequence[int], minimum: int) -> bool:
    """Whether these counts, looked at alone, withhold the people without an area."""
    return len(DECILES) in withheld_with_subtotal(cells, LOW_DECILES, minimum)[0]


def _decile_table(
    cells: Sequence[int], edition: int, domain: str, minimum: int, shared: bool
) -> pd.DataFrame:
    """The rows of one domain; ``shared`` says that people without an area are withheld everywhere.

    They are the same people in every domain, so their number would follow from what two domains
    withhold beside it. Where it is withheld, the overall index alone is told by decile, and that
    only where its own counts withhold it; of the other domains the low deciles together.
    """
    alone = domain == OVERALL and (not shared or _hides_unmatched(cells, minimum))
    low, total = sum(cells[:LOW_DECILES]), sum(cells)
    hidden: set[int] = set()
    low_hidden = False
    if _matched(cells) and alone:
        hidden, low_hidden = withheld_with_subtotal(cells, LOW_DECILES, minimum)
    elif _matched(cells) and shared:
        hidden, low_hidden = set(range(len(cells))), withholds_single(low, total, minimum)
    elif _matched(cells):
        hidden, low_hidden = withheld_with_subtotal(cells[:-1], LOW_DECILES, minimum)
    shown = [None if cell in hidden else n for cell, n in enumerate(cells)]
    counts = [*shown[:-1], None if low_hidden else low, shown[-1]]
    table = pd.DataFrame({"decile": ROWS, "n": counts})
    return with_percent(table.assign(edition=edition, domain=domain), total)


# --- Moves --------------------------------------------------------------------------------------


def _tells(unmatched_before: int, unmatched_after: int, moved: Sequence[int], minimum: int) -> bool:
    """Whether the people without an area, of one edition, the other or either, tell a small count.

    Their three numbers tell how many have an area in both, in one only, and in neither.
    """
    unmatched, total = moved[-1], sum(moved)
    only_before, only_after = unmatched - unmatched_before, unmatched - unmatched_after
    neither = unmatched_before + unmatched_after - unmatched
    if total in (unmatched_before, unmatched_after):
        return False  # an edition in which nobody has an area tells nothing of the other
    parts = (total - unmatched, only_before, only_after, neither)
    return any(is_small(n, minimum) for n in (*parts, unmatched, unmatched_before, unmatched_after))


def _move_tables(
    deciles: Counts, moved: Mapping[tuple[int, int, str], Sequence[int]], minimum: int, shared: bool
) -> Iterator[pd.DataFrame]:
    """The moves of a domain are shown or withheld together.

    The deciles of the two editions, which table 2 shows, add up with the moves: of people who all
    live in decile 1, those in the same decile later are that decile's count. One move that stands
    beside a withheld one would therefore often tell it.
    """
    for (earlier, later, domain), cells in moved.items():
        before, after = deciles[earlier, domain], deciles[later, domain]
        nobody = sum(cells[:-1]) == 0 and sum(cells) in (before[-1], after[-1])
        hidden: set[str] = set()
        if shared and not nobody:
            hidden = set(MOVES)
        elif _tells_with_deciles(before, after, cells, minimum):
            hidden = set(MOVES) - {NOT_IN_BOTH}
        shown = [None if move in hidden else n for move, n in zip(MOVES, cells, strict=True)]
        table = pd.DataFrame({"move": MOVES, "n": shown})
        table = table.assign(edition_from=earlier, edition_to=later, domain=domain)
        yield with_percent(table, sum(cells))


def _tells_with_deciles(
    before: Sequence[int], after: Sequence[int], moved: Sequence[int], minimum: int
) -> bool:
    """Whether the moves of a domain, told beside its deciles, can tell a small count.

    They hardly can where all of them are many, since people who moved one way hide those who moved
    the other way; `tells_flow` finds where they can. If nobody became more deprived, as many left
    decile 1 as it lost, and so on upwards, and a decile that is withheld in one edition could be
    had from the other; likewise if nobody stayed. Where nobody moved and the deciles are the same
    twice, the second tells nothing new.
    """
    more, same, less = (dict(zip(MOVES, moved, strict=True))[move] for move in MOVES[:-1])
    if any(is_small(n, minimum) for n in (more, same, less)):
        return True
    unmoved = not more and not less and before == after
    if minimum <= 1 or not more + same + less or unmoved:
        return False
    return 0 in (more, same, less) or tells_flow(before, after, moved, minimum)


def _joined(pieces: Sequence[pd.DataFrame], columns: Sequence[str]) -> pd.DataFrame:
    if not pieces:
        return pd.DataFrame(columns=list(columns))
    return pd.concat(pieces, ignore_index=True).loc[:, list(columns)]
