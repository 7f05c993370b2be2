"""Stability: what becomes of codings, ranks and quotes when something of the study is left out.

A finding that hangs on one group, one person or one word of the codebook is a finding of that. The
whole coding is made anew for each part that is left out, and over samples of participants drawn
with replacement (Efron and Tibshirani 1993, An Introduction to the Bootstrap, chapters 6 and 11).
"""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
from threadpoolctl import threadpool_limits

from focusgroups.codebook import ALL_THEMES
from focusgroups.tables import DECIMALS
from focusgroups.tabulation.disclosure import is_small
from focusgroups.themes.coding import coding_table
from focusgroups.themes.material import Material
from focusgroups.themes.omissions import Omission, nothing_left_out, omissions, own_keywords
from focusgroups.themes.scoring import Decided, decide_themes
from focusgroups.themes.stability_columns import (
    COUNTS_OF_STABILITY,
    KEYWORD,
    KINDS,
    PARTICIPANT,
    RUN_COLUMNS,
    STABILITY_COLUMNS,
)

Flags = npt.NDArray[np.bool_]
# Which segments would be quoted, per theme id, after a coding in the form of `coding_table`.
Quotes = Callable[[pd.DataFrame], dict[str, set[str]]]


def measure_stability(study: Material, quotes: Quotes) -> pd.DataFrame:
    """Code the study again without each of its parts, a row per part and theme (``RUN_COLUMNS``).

    ``kept`` is the percentage of segments given the theme in either coding, whole or without the
    part, that are given it in both: proposed with a keyword or without, or by people. Segments that
    were left out do not count. ``segments`` and ``rank``, the theme's place by their number, go by
    the themes assigned; ``quotes`` is the percentage of the whole study's quotes, of those still
    there, that are chosen again. Cells are missing where there is nothing to compare. The theme
    ``overall`` takes all themes together and has no rank.
    """
    with threadpool_limits(1):
        whole, quoted = _coded(study, nothing_left_out(study), quotes)
        rows = [
            row
            for omission in omissions(study)
            for row in _compared(study, omission, whole, quoted, quotes)
        ]
    return pd.DataFrame(rows, columns=list(RUN_COLUMNS))


def summarise_stability(runs: pd.DataFrame, theme_ids: Sequence[str], minimum: int) -> pd.DataFrame:
    """The lowest, median and highest of ``runs`` (``RUN_COLUMNS``) per kind and theme.

    Of keywords, a theme's row takes those of the theme itself. The runs without one participant
    are as many as participants: fewer than ``minimum`` are not told. The result has
    ``STABILITY_COLUMNS``.
    """
    rows = []
    for kind in KINDS:
        for theme in (*theme_ids, ALL_THEMES):
            of_theme = runs[(runs["left_out"] == kind) & (runs["theme"] == theme)]
            if kind == KEYWORD and theme != ALL_THEMES:
                of_theme = of_theme[of_theme["which"].str.startswith(own_keywords(theme))]
            if of_theme.empty:
                continue
            kept, rank, quotes = (of_theme[column] for column in ("kept", "rank", "quotes"))
            ranks = (rank.min(), rank.max())
            shares = (kept.min(), kept.median()), (quotes.min(), quotes.median())
            rows.append((kind, theme, len(of_theme), *shares[0], *ranks, *shares[1]))
    table = pd.DataFrame(rows, columns=list(STABILITY_COLUMNS))
    table = table.astype(dict.fromkeys(COUNTS_OF_STABILITY, "Int64"))
    of_people = table["left_out"] == PARTICIPANT
    small = table["runs"].map(lambda number: is_small(number, minimum)).astype(bool)
    table["runs"] = table["runs"].mask(of_people & small)
    return table


def _coded(
    study: Material, omission: Omission, quotes: Quotes
) -> tuple[Decided, dict[str, set[str]]]:
    by_people = study.by_people[omission.rows]
    is_whole = len(omission.rows) == len(study.segments)
    talk = study.talk if is_whole else study.talk.part(omission.rows)
    decided = decide_themes(talk, omission.found, by_people, study.seed, omission.copies)
    ids = list(study.segments["segment_id"].iloc[omission.rows])
    return decided, quotes(coding_table(ids, study.theme_ids, decided, by_people))


def _compared(
    study: Material,
    omission: Omission,
    whole: Decided,
    quoted: dict[str, set[str]],
    quotes: Quotes,
) -> Iterator[tuple[str, str, str, int, float, float, float]]:
    decided, chosen = _coded(study, omission, quotes)
    is_open = np.isnan(study.by_people[omission.rows])
    before = np.where(is_open, whole.proposed[omission.rows], whole.assigned[omission.rows])
    after = np.where(is_open, decided.proposed, decided.assigned)
    present = set(study.segments["segment_id"].iloc[omission.rows])
    counts = (decided.assigned * omission.copies[:, None]).sum(axis=0)
    ranks = 1 + (counts[None, :] > counts[:, None]).sum(axis=1)
    for column, theme in enumerate(study.theme_ids):
        expected = quoted.get(theme, set()) & present
        again = expected & chosen.get(theme, set())
        yield (
            omission.left_out,
            omission.which,
            theme,
            int(counts[column]),
            _kept(before[:, column], after[:, column]),
            float(ranks[column]),
            _percent(len(again), len(expected)),
        )
    expected = set().union(*quoted.values()) & present
    again = expected & set().union(*chosen.values())
    overall = (_kept(before, after), np.nan, _percent(len(again), len(expected)))
    yield (omission.left_out, omission.which, ALL_THEMES, int(counts.sum()), *overall)


def _kept(before: Flags, after: Flags) -> float:
    return _percent(int((before & after).sum()), int((before | after).sum()))


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, DECIMALS) if whole else np.nan
