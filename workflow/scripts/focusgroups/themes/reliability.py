"""How far raters agree, and how far beyond chance: percent, kappa, AC1 and alpha.

Values are categories numbered from 0, all of equal weight. A table of two raters counts, in row i
and column j, the units to which one gave value i and the other value j; a coincidence matrix does
the same for any number of raters. Both are sums over units, so the functions that make them return
one table per unit, and those that measure them take any number of summed tables at once, in the
last two axes: the samples of a bootstrap need no loop.

What has no answer is NaN: no units, and 0 divided by 0. Kappa and alpha are so where everybody gave
one and the same value throughout: nothing shows that they would tell another one from it.
"""

import numpy as np
import numpy.typing as npt

MISSING = -1  # stands where a rater gave a unit no value

Values = npt.NDArray[np.integer]
Floats = npt.NDArray[np.float64]


def unit_tables(first: Values, second: Values, categories: int) -> Floats:
    """The table of each unit by itself: a single 1, or nothing where a rater gave no value.

    ``first`` and ``second`` are what two raters said of the same units, in any shape; the tables
    are two axes more.
    """
    tables = _one_hot(first, categories)[..., :, None] * _one_hot(second, categories)[..., None, :]
    return np.asarray(tables, dtype=np.float64)


def unit_coincidences(raters: Values, categories: int) -> Floats:
    """The coincidence matrix of each unit by itself; ``raters`` has the raters in its first axis.

    Every ordered pair of values that different raters gave to the unit counts 1 / (m - 1), where m
    is how many gave one, so that the matrix of a unit adds up to m. A unit with a single value has
    nothing to compare and adds nothing (Krippendorff 2019).
    """
    given = _one_hot(raters, categories).sum(axis=0)
    pairs = given[..., :, None] * given[..., None, :] - given[..., None] * np.eye(categories)
    others = np.maximum(given.sum(axis=-1) - 1, 1)
    return np.asarray(pairs / others[..., None, None], dtype=np.float64)


def percent_agreement(tables: Floats) -> Floats:
    """The share of units to which both raters gave the same value, from 0 to 1."""
    return _divided(_diagonal(tables), tables.sum(axis=(-1, -2)))


def cohen_kappa(tables: Floats) -> Floats:
    """Agreement beyond what the two raters' own shares of values would bring about by chance.

    kappa = (p_o - p_e) / (1 - p_e), with p_e the sum over values of the product of both raters'
    shares (Cohen 1960, Educational and Psychological Measurement 20: 37-46). It is computed from
    whole counts, so that 0 divided by 0 is told exactly.
    """
    units = tables.sum(axis=(-1, -2))
    by_chance = (tables.sum(axis=-1) * tables.sum(axis=-2)).sum(axis=-1)
    return _divided(units * _diagonal(tables) - by_chance, units * units - by_chance)


def gwet_ac1(tables: Floats) -> Floats:
    """Agreement beyond chance, where chance is least when one value prevails.

    AC1 = (p_o - p_e) / (1 - p_e), with p_e the sum over values of s (1 - s), divided by the number
    of values less one; s is the mean of both raters' shares (Gwet 2008, British Journal of
    Mathematical and Statistical Psychology 61: 29-48). All values that could be given count,
    whether anybody gave them or not.
    """
    units = tables.sum(axis=(-1, -2))[..., None]
    shares = _divided(tables.sum(axis=-1) + tables.sum(axis=-2), 2 * units)
    by_chance = (shares * (1 - shares)).sum(axis=-1) / (tables.shape[-1] - 1)
    return _divided(percent_agreement(tables) - by_chance, 1 - by_chance)


def krippendorff_alpha(coincidences: Floats) -> Floats:
    """One less the disagreement seen, divided by that expected if values were dealt at random.

    For nominal data alpha = 1 - (n - 1)(n - sum of o_cc) / (n n - sum of n_c n_c), with o the
    coincidences, n_c their sums by value and n their sum (Krippendorff 2019, Content Analysis, 4th
    edition; Hayes and Krippendorff 2007, Communication Methods and Measures 1: 77-89).
    """
    by_value = coincidences.sum(axis=-1)
    number = by_value.sum(axis=-1)
    differing = (number - 1) * (number - _diagonal(coincidences))
    return 1 - _divided(differing, number * number - (by_value * by_value).sum(axis=-1))


def _one_hot(values: Values, categories: int) -> Floats:
    return np.asarray(values[..., None] == np.arange(categories), dtype=np.float64)


def _diagonal(tables: Floats) -> Floats:
    diagonal: Floats = np.trace(tables, axis1=-2, axis2=-1)
    return diagonal


def _divided(dividend: Floats, divisor: Floats) -> Floats:
    """``dividend`` / ``divisor``, and NaN where the divisor is 0."""
    undefined = np.full(np.shape(dividend), np.nan)
    quotient = np.divide(dividend, divisor, out=undefined, where=np.asarray(divisor != 0))
    return np.asarray(quotient, dtype=np.float64)
