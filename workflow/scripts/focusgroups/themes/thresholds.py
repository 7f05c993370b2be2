"""Deciding without labels: from which score on a segment has a theme."""

import numpy as np
import numpy.typing as npt

LEAST_COVERAGE = 0.6  # a codebook that hits less of the talk is thought to miss some of it
SPREADS = 2.0  # how far below the segment's best theme another may lie, in standard deviations

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def propose(scores: Floats, strong: Flags) -> tuple[Flags, Floats]:
    """Decide from scores alone, without any labels, which themes a segment has.

    ``scores`` and ``strong`` (whether keywords speak for the theme at least half as strongly as for
    the segment's best) have segments in rows and themes in columns. As many segments exceed a
    theme's threshold as keywords speak for; when they reach less than ``LEAST_COVERAGE`` of the
    segments, all shares grow in proportion. A theme must also lie within ``SPREADS`` standard
    deviations of the segment's best margin. Returns the decisions and a threshold per theme.
    """
    coverage = strong.any(axis=1).mean() if len(strong) else 1.0
    growth = LEAST_COVERAGE / coverage if 0 < coverage < LEAST_COVERAGE else 1.0
    exceeded = thresholds(scores, strong, growth)
    margins = scores - exceeded
    spread = margins.std() if len(margins) else 0.0
    within = margins >= margins.max(axis=1, keepdims=True) - SPREADS * spread
    return (margins > 0) & within, exceeded


def thresholds(scores: Floats, strong: Flags, growth: float = 1.0) -> Floats:
    """Per theme, the score that as many segments exceed as keywords speak for, ``growth`` times.

    ``scores`` and ``strong`` have segments in rows and themes in columns; without segments 0.
    """
    if not len(scores):
        return np.zeros(scores.shape[1])
    wanted = np.rint(np.minimum(strong.mean(axis=0) * growth, 1) * len(scores)).astype(int)
    return np.array([_exceeded_by(scores[:, column], n) for column, n in enumerate(wanted)])


def _exceeded_by(scores: Floats, number: int) -> float:
    """The score that exactly ``number`` of the ``scores`` exceed, ties aside."""
    falling = np.sort(scores)[::-1]
    if number == 0:
        return float(falling[0])
    if number == len(falling):
        return float(falling[-1] - 1)
    return float((falling[number - 1] + falling[number]) / 2)
