"""How far a figure might have been another with other segments: bootstrap percentile intervals."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

SAMPLES = 2000
CERTAINTY = 0.95
# A figure that more samples than this cannot tell rests on one or two segments: it has no interval.
MOST_UNDEFINED = 0.1
MOST_DRAWN = 4_000_000  # numbers held at once

Floats = npt.NDArray[np.float64]


def bootstrap_intervals(
    units: int, measure: Callable[[Floats], Floats], width: int, seed: int
) -> tuple[Floats, Floats]:
    """The lower and the upper end of the interval of each figure.

    ``measure`` takes weights, samples in rows and ``units`` in columns (how often a sample has the
    unit), and returns figures, samples in its first axis. ``width`` is how many numbers it needs
    for one sample, so that memory stays bounded. Samples are as large as the data and drawn with
    replacement. In a sample a figure may be NaN; such samples are left out, and an end is NaN where
    they are more than ``MOST_UNDEFINED``. The same ``units`` and ``seed`` draw the same samples.
    """
    random = np.random.default_rng(seed)
    room = max(1, MOST_DRAWN // max(units, width))
    sizes = [min(room, SAMPLES - start) for start in range(0, SAMPLES, room)]
    figures = np.concatenate([measure(_weights(random, size, units)) for size in sizes])
    flat = figures.reshape(SAMPLES, -1)
    ends = np.array([_ends(flat[:, column]) for column in range(flat.shape[1])])
    low, high = ends.T.reshape(2, *figures.shape[1:])
    return low, high


def _weights(random: np.random.Generator, samples: int, units: int) -> Floats:
    """How often each unit is drawn, samples in rows."""
    drawn = random.integers(max(units, 1), size=(samples, units))
    drawn += units * np.arange(samples)[:, None]
    counts = np.bincount(drawn.ravel(), minlength=samples * units)
    return counts.reshape(samples, units).astype(np.float64)


def _ends(figures: Floats) -> tuple[float, float]:
    defined = figures[~np.isnan(figures)]
    if len(defined) < (1 - MOST_UNDEFINED) * len(figures):
        return np.nan, np.nan
    tail = (1 - CERTAINTY) / 2
    low, high = np.quantile(defined, [tail, 1 - tail])
    return float(low), float(high)
