"""Small counts of people that tables 2 and 2b tell only when they are read together."""

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from focusgroups.deprivation.editions import (
    LESS_DEPRIVED,
    MORE_DEPRIVED,
    NO_MATCH,
    NOT_IN_BOTH,
    SAME,
)
from focusgroups.release.counts import (
    DECILE_TABLE,
    HEADER_ROWS,
    MOVE_TABLE,
    Rule,
    number_of,
)

Shown = Mapping[str, int | None]  # a domain's counts by decile or move, None where withheld


def told_together(tables: Mapping[str, pd.DataFrame], rule: Rule) -> list[str]:
    """The places of moves, such as `table_2b.csv row 3`, that tell more beside the deciles.

    ``tables`` maps names of files to tables as text; those of deciles and of moves are known by
    their columns. Without either, there is nothing to read together.
    """
    deciles = [table for table in tables.values() if set(table.columns) >= {*DECILE_TABLE}]
    places = []
    for name, table in tables.items():
        if set(table.columns) >= {*MOVE_TABLE} and deciles:
            places += [f"{name} row {row + HEADER_ROWS}" for row in _told(table, deciles[0], rule)]
    return places


def _told(moves: pd.DataFrame, deciles: pd.DataFrame, rule: Rule) -> Iterator[int]:
    for (earlier, later), of_pair in moves.groupby(["edition_from", "edition_to"], sort=False):
        missing = of_pair["move"] == NOT_IN_BOTH
        unmatched = [
            _known(deciles[(deciles["edition"] == earlier) & (deciles["decile"] == NO_MATCH)]),
            _known(deciles[(deciles["edition"] == later) & (deciles["decile"] == NO_MATCH)]),
            _known(of_pair[missing]),
        ]
        if _tell_parts(unmatched, rule):
            yield from map(int, of_pair.index[missing][:1])
        for domain, rows in of_pair.groupby("domain", sort=False):
            of_domain = deciles[deciles["domain"] == domain]
            before, after = (
                _shown(of_domain[of_domain["edition"] == edition], "decile")
                for edition in (earlier, later)
            )
            if _tell_leavers(_shown(rows, "move"), before, after):
                yield int(rows.index[0])


def _tell_parts(unmatched: Sequence[int | None], rule: Rule) -> bool:
    """Whether people without an area in one edition, the other, and either, tell a small part."""
    before, after, either = unmatched
    if before is None or after is None or either is None or rule.total in (before, after):
        return False
    return any(rule.tells(n) for n in (either - before, either - after, before + after - either))


def _tell_leavers(moved: Shown, before: Shown, after: Shown) -> bool:
    """Whether nobody moved one way, or nobody stayed, while the deciles are not the same twice.

    As many left decile 1 as it lost then, as many deciles 1 and 2 as these lost, and so on; and
    what is withheld in one edition can be had from the other.
    """
    more, same, less = (moved.get(move) for move in (MORE_DEPRIVED, SAME, LESS_DEPRIVED))
    if more is None or less is None or same is None or not more + same + less:
        return False
    unmoved = not more and not less and before == after
    return 0 in (more, same, less) and not unmoved


def _known(rows: pd.DataFrame) -> int | None:
    """A count that is the same in all ``rows``: the first that is shown."""
    return next((n for n in map(number_of, rows["n"]) if n is not None), None)


def _shown(rows: pd.DataFrame, column: str) -> Shown:
    return dict(zip(rows[column], map(number_of, rows["n"]), strict=True))
