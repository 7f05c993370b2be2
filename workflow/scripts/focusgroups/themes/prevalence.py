"""How common themes are, as people who coded a random sample of segments see it."""

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd

from focusgroups.tables import DECIMALS
from focusgroups.themes.bootstrap import CERTAINTY
from focusgroups.themes.human_codings import HumanCodings
from focusgroups.themes.random_order import coded_prefix, random_order

PREVALENCE_COLUMNS = (
    "theme",
    "coded",
    "applies",
    "share",
    "share_low",
    "share_high",
    "model_share",
)

# A few that happen to be coded and first in the order are no sample; no share is told of fewer.
FEWEST_CODED = 10


def estimate_prevalence(
    segment_ids: Sequence[str],
    coding: pd.DataFrame,
    human: HumanCodings,
    coded: Collection[str],
    theme_ids: Sequence[str],
    seed: int,
) -> pd.DataFrame:
    """The share of segments that each theme applies to, from people's codings alone.

    ``segment_ids`` are the segments in which something was spoken, ``coded`` those that somebody
    coded, ``human`` what they decided. Only those count that stand in `random_order` before the
    first uncoded one; where coders were even about a theme, the segment counts neither way. The
    result has ``PREVALENCE_COLUMNS``: shares with Wilson's interval (1927), missing when fewer than
    ``FEWEST_CODED`` were coded; ``model_share`` is the share of all ``segment_ids`` to which
    ``coding`` assigns the theme.
    """
    sample = coded_prefix(random_order(segment_ids, seed), coded)
    spoken = coding[coding["segment_id"].isin(set(segment_ids)) & (coding["assigned"] == "true")]
    assigned = spoken.groupby("theme").size()
    rows = []
    for theme in theme_ids:
        decided = [d for s in sample if (d := human.decisions.get((s, theme))) is not None]
        model = assigned.get(theme, 0) / len(segment_ids) if len(segment_ids) else np.nan
        rows.append((theme, len(decided), sum(decided), *_share(sum(decided), len(decided)), model))
    table = pd.DataFrame(rows, columns=list(PREVALENCE_COLUMNS))
    return table.round(DECIMALS)


def _share(applies: int, coded: int) -> tuple[float, float, float]:
    """A share with the ends of its interval."""
    from scipy.stats import binomtest  # noqa: PLC0415

    if coded < FEWEST_CODED:
        return np.nan, np.nan, np.nan
    between = binomtest(applies, coded).proportion_ci(CERTAINTY, method="wilson")
    return applies / coded, between.low, between.high
