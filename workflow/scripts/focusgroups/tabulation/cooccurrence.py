"""Which themes are spoken about together: segments that have two of them."""

from collections.abc import Sequence
from itertools import combinations

import pandas as pd

from focusgroups.tabulation.disclosure import is_small, percent, withheld_beside

COOCCURRENCE_COLUMNS = ("theme", "other_theme", "segments", "percent_of_segments")

Pair = tuple[str, str]


def people_of_pairs(coded: pd.DataFrame, themes: Sequence[str]) -> dict[Pair, int]:
    """How many people speak in the segments that have both of two ``themes``, by pair in order.

    ``coded`` is as `coded_segments` gives it.
    """
    shared = _shared(coded, themes)
    return {pair: int(rows["speaker"].nunique()) for pair, rows in shared.items()}


def tabulate_cooccurrence(
    coded: pd.DataFrame, table: pd.DataFrame, themes: Sequence[str], minimum: int
) -> pd.DataFrame:
    """For each theme, how many of its segments have each other theme as well.

    ``coded`` is as `coded_segments` gives it, ``table`` is table 3. Returns COOCCURRENCE_COLUMNS,
    themes and under each the others in the order of ``themes``, itself among them: ``segments`` as
    ``Int64``, ``percent_of_segments`` of the first theme's, with one decimal, 0 where it has none.
    Both are missing for a theme that ``table`` withholds, for pairs of which fewer people than
    ``minimum`` speak, and for as many other pairs as it takes that theirs cannot be worked out.
    """
    told = set(table.loc[table["participants"].notna(), "theme"])
    together = {pair: len(rows) for pair, rows in _shared(coded, themes).items()}
    hidden = _withheld_pairs(together, people_of_pairs(coded, themes), told, minimum)
    alone = coded["theme"].value_counts()
    rows: list[tuple[str, str, int | None, float | None]] = []
    for theme in themes:
        total = int(alone.get(theme, 0))
        for other in themes:
            pair = (theme, other) if (theme, other) in together else (other, theme)
            segments = total if theme == other else together[pair]
            if pair in hidden or not {theme, other} <= told:
                rows.append((theme, other, None, None))
            else:
                rows.append((theme, other, segments, percent(segments, total) or 0.0))
    found = pd.DataFrame(rows, columns=list(COOCCURRENCE_COLUMNS))
    return found.astype({"segments": "Int64", "percent_of_segments": "float64"})


def _shared(coded: pd.DataFrame, themes: Sequence[str]) -> dict[Pair, pd.DataFrame]:
    """The segments of each pair of themes, one row each."""
    of_theme = {theme: coded[coded["theme"] == theme] for theme in themes}
    return {
        (theme, other): of_theme[theme][
            of_theme[theme]["segment_id"].isin(of_theme[other]["segment_id"])
        ]
        for theme, other in combinations(themes, 2)
    }


def _withheld_pairs(
    segments: dict[Pair, int], people: dict[Pair, int], told: set[str], minimum: int
) -> set[Pair]:
    """Pairs that few people speak of, and others, so that nobody can find them by subtraction.

    Table 3 tells how many segments its themes have, and how many have none, so nearly how many
    all pairs have together. Pairs with a theme that it withholds are not told anyway.
    """
    pairs = list(segments)
    hidden = {place for place, pair in enumerate(pairs) if is_small(people[pair], minimum)}
    counts = [segments[pair] for pair in pairs]
    if hidden:
        hidden |= {place for place, pair in enumerate(pairs) if not {*pair} <= told}
    return {pairs[place] for place in withheld_beside(counts, hidden, minimum)[0]}
