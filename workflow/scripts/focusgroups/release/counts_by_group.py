"""Small counts of people that the themes by group tell only beside table 3."""

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from focusgroups.release.counts import HEADER_ROWS, SHARE_TABLE, Rule, number_of, people_of
from focusgroups.tabulation.demographics import PARTICIPANTS
from focusgroups.tabulation.disclosure import is_small


def told_by_group(tables: Mapping[str, pd.DataFrame], rule: Rule) -> list[str]:
    """The places of shares, such as `themes_by_group.csv row 3`, that tell more beside table 3.

    ``tables`` maps names of files to tables as text; table 3 and those of shares are known by their
    columns, and patterns within themes, which are no table 3, by their labels. Everybody belongs to
    one group, so the people of a theme in all groups make those of table 3: what is withheld of a
    theme makes what its other groups leave of them.
    """
    counted = [table for table in tables.values() if {"theme", PARTICIPANTS} <= {*table.columns}]
    people: dict[str, int | None] = {}
    for table in counted:
        if {"segments", "label"} & {*table.columns} == {"segments"} and table["theme"].is_unique:
            people |= dict(zip(table["theme"], map(number_of, table[PARTICIPANTS]), strict=True))
    places = []
    for name, table in tables.items():
        if {*SHARE_TABLE} <= {*table.columns}:
            for theme, rows in table.groupby("theme", sort=False):
                found = _told(rows, people.get(str(theme)), rule)
                places += [f"{name} row {row + HEADER_ROWS}" for row in found]
    return places


def _told(rows: pd.DataFrame, people: int | None, rule: Rule) -> Iterator[int]:
    """The first row of one theme that should not stand, or that others give away."""
    shares = [str(share) for share in rows["percent_of_participants"]]
    shown = [share != "" for share in shares]
    if people is None:  # withheld by table 3, or not in it
        yield from [int(row) for row, told in zip(rows.index, shown, strict=True) if told][:1]
        return
    sizes = [rule.groups.get(str(group), 0) for group in rows["focus_group"]]
    known = [people_of(share, size) or 0 for share, size in zip(shares, sizes, strict=True)]
    hidden = [size for size, told in zip(sizes, shown, strict=True) if not told and size]
    if hidden and any(shown) and _tells_few(hidden, people - sum(known), rule):
        yield int(rows.index[shown.index(False)])


def _tells_few(hidden: Sequence[int], together: int, rule: Rule) -> bool:
    """Whether groups of these sizes, known to have ``together`` people, tell a small count.

    Of a single one all is known; of several, that each is small where they are together.
    """
    rest = sum(hidden) - together
    if len(hidden) == 1:
        return Rule(hidden[0], rule.minimum).forbids(together)
    return is_small(together, rule.minimum) or is_small(rest, rule.minimum)
