"""Coefficients of agreement: published worked examples, what must always hold, and intervals."""

import time
from collections.abc import Callable
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.metrics import cohen_kappa_score

from focusgroups.themes.bootstrap import SAMPLES, bootstrap_intervals
from focusgroups.themes.reliability import (
    MISSING,
    cohen_kappa,
    gwet_ac1,
    krippendorff_alpha,
    percent_agreement,
    unit_coincidences,
    unit_tables,
)

Array = npt.NDArray[np.float64]
Values = npt.NDArray[np.int64]

# Cohen 1960, and the table of two abstractors in Gwet 2014.
COHEN_1960 = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
ABSTRACTORS = [[13, 0, 0], [0, 20, 7], [0, 4, 56]]
# Gwet 2002 and 2008: nearly everything is of one value.
ONE_VALUE_PREVAILS = [[118, 5], [2, 0]]
# Feinstein and Cicchetti 1990: the same percent, and kappas far apart.
BALANCED, UNBALANCED = [[40, 9], [6, 45]], [[80, 10], [5, 5]]
SYMMETRIC, ASYMMETRIC = [[45, 15], [25, 15]], [[25, 35], [5, 35]]


def raters(*rows: str) -> Values:
    """Rows of one character per unit, `.` where nothing was said."""
    kinds = sorted({value for row in rows for value in row if value != "."})
    known = {value: number for number, value in enumerate(kinds)} | {".": MISSING}
    return np.array([[known[value] for value in row] for row in rows])


# Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), examples A, B and C.
BINARY = raters("0100000010", "1110010000")
NOMINAL = raters("aabbdcccedda", "babbbccceddd")
FOUR_OBSERVERS = raters("123321412...", "1233224125.3", ".3332342251.", "12332441251.")


def table(rows: list[list[int]]) -> Array:
    return np.array(rows, dtype=np.float64)


def alpha(values: Values) -> float:
    categories = int(values.max()) + 1
    return float(krippendorff_alpha(unit_coincidences(values, categories).sum(axis=0)))


def of_pair(rows: list[list[int]]) -> Values:
    """The values of two raters, unit by unit, that make a table."""
    cells = [(i, j) for i, row in enumerate(rows) for j, n in enumerate(row) for _ in range(n)]
    return np.array(cells).T


@pytest.mark.parametrize(
    ("rows", "percent", "kappa"),
    [
        (COHEN_1960, 0.70, 0.492),
        (ABSTRACTORS, 0.89, 0.7964094),
        (ONE_VALUE_PREVAILS, 0.944, -0.0234),
        (BALANCED, 0.85, 0.70),
        (UNBALANCED, 0.85, 0.32),
        (SYMMETRIC, 0.60, 0.13),
        (ASYMMETRIC, 0.60, 0.26),
    ],
)
def test_kappa_is_as_published(rows: list[list[int]], percent: float, kappa: float) -> None:
    digits = len(str(kappa).split(".")[1])
    assert percent_agreement(table(rows)) == pytest.approx(percent)
    assert round(float(cohen_kappa(table(rows))), digits) == kappa
    assert cohen_kappa(table(rows)) == pytest.approx(cohen_kappa_score(*of_pair(rows)))


@pytest.mark.parametrize(("rows", "ac1"), [(ABSTRACTORS, 0.8493305), (ONE_VALUE_PREVAILS, 0.9408)])
def test_ac1_is_as_published(rows: list[list[int]], ac1: float) -> None:
    assert float(gwet_ac1(table(rows))) == pytest.approx(ac1, abs=5e-5)


@pytest.mark.parametrize(
    ("values", "published"),
    [
        (BINARY, 0.095),
        (NOMINAL, 0.692),
        (FOUR_OBSERVERS, 0.743),
        (of_pair(ABSTRACTORS), 0.7972585),
    ],
    ids=["binary", "nominal", "missing values", "from a table"],
)
def test_alpha_is_as_published(values: Values, published: float) -> None:
    assert alpha(values) == pytest.approx(published, abs=5e-4)


def test_alpha_counts_the_values_that_can_be_paired() -> None:
    """Of the four observers 40 of 41 values: one unit has a single one."""
    matrix = unit_coincidences(FOUR_OBSERVERS, 5).sum(axis=0)
    assert matrix.sum() == pytest.approx(40)
    assert matrix.sum(axis=0).tolist() == pytest.approx([9, 13, 10, 5, 3])


@pytest.mark.parametrize("rows", [[[9, 0], [0, 0]], [[0, 0], [0, 9]]])
def test_where_only_one_value_was_ever_given_kappa_and_alpha_have_no_answer(
    rows: list[list[int]],
) -> None:
    assert percent_agreement(table(rows)) == 1
    assert gwet_ac1(table(rows)) == 1
    assert np.isnan(cohen_kappa(table(rows)))
    assert np.isnan(krippendorff_alpha(2 * table(rows)))


def test_one_rater_who_never_varies_has_a_kappa_of_chance() -> None:
    assert cohen_kappa(table([[9, 1], [0, 0]])) == 0


@pytest.mark.parametrize("measure", [percent_agreement, cohen_kappa, gwet_ac1, krippendorff_alpha])
def test_without_units_nothing_has_an_answer(measure: Callable[[Array], Array]) -> None:
    assert np.isnan(measure(np.zeros((3, 2, 2)))).all()


values_of_raters = arrays(np.int64, (3, 12), elements=st.integers(MISSING, 2))


@given(values_of_raters)
def test_the_order_of_raters_and_units_changes_nothing(values: Values) -> None:
    turned = values[::-1, ::-1]
    for (a, b), (c, d) in zip(
        combinations(values, 2), reversed([*combinations(turned, 2)]), strict=True
    ):
        one, other = unit_tables(a, b, 3).sum(axis=0), unit_tables(c, d, 3).sum(axis=0)
        for measure in (percent_agreement, cohen_kappa, gwet_ac1):
            assert measure(one) == pytest.approx(measure(other), nan_ok=True)
    matrix = unit_coincidences(values, 3).sum(axis=0)
    assert matrix == pytest.approx(unit_coincidences(turned, 3).sum(axis=0))
    assert matrix == pytest.approx(matrix.T)


@given(values_of_raters, st.permutations(range(3)))
def test_other_names_of_the_values_change_nothing(values: Values, names: list[int]) -> None:
    renamed = np.where(values == MISSING, MISSING, np.array([*names, MISSING])[values])
    for measure in (percent_agreement, cohen_kappa, gwet_ac1):
        one, other = (measure(unit_tables(v[0], v[1], 3).sum(axis=0)) for v in (values, renamed))
        assert one == pytest.approx(other, nan_ok=True)
    one, other = (
        krippendorff_alpha(unit_coincidences(v, 3).sum(axis=0)) for v in (values, renamed)
    )
    assert one == pytest.approx(other, nan_ok=True)


@given(arrays(np.int64, 12, elements=st.integers(0, 2)))
def test_full_agreement_is_one_unless_everything_is_of_one_value(values: Values) -> None:
    tables = unit_tables(values, values, 3).sum(axis=0)
    assert percent_agreement(tables) == gwet_ac1(tables) == 1
    varied = len(set(values.tolist())) > 1
    matrix = unit_coincidences(np.stack([values] * 4), 3).sum(axis=0)
    for found in (cohen_kappa(tables), krippendorff_alpha(matrix)):
        assert found == 1 if varied else np.isnan(found)


@given(arrays(np.int64, (2, 15), elements=st.integers(0, 2)))
def test_kappa_is_that_of_scikit_learn(values: Values) -> None:
    found = float(cohen_kappa(unit_tables(*values, 3).sum(axis=0)))
    if not np.isnan(found):
        assert found == pytest.approx(cohen_kappa_score(*values, labels=[0, 1, 2]))
    else:
        assert len(np.unique(values)) == 1


@given(values_of_raters)
def test_alpha_is_that_of_its_definition(values: Values) -> None:
    """One less observed over expected disagreement, from pairs of values one by one."""
    units = [[v for v in unit if v != MISSING] for unit in values.T.tolist()]
    units = [unit for unit in units if len(unit) > 1]
    pooled = [v for unit in units for v in unit]
    observed = sum(
        2 * sum(a != b for a, b in combinations(unit, 2)) / (len(unit) - 1) for unit in units
    )
    expected = 2 * sum(a != b for a, b in combinations(pooled, 2)) / max(len(pooled) - 1, 1)
    found = float(krippendorff_alpha(unit_coincidences(values, 3).sum(axis=0)))
    assert found == pytest.approx(1 - observed / expected if expected else np.nan, nan_ok=True)


def kappa_of(tables: Array) -> Callable[[Array], Array]:
    return lambda weights: cohen_kappa(np.tensordot(weights, tables, 1))


@settings(max_examples=15)
@given(st.integers(0, 10**6))
def test_an_interval_holds_the_figure_and_narrows_with_more_units(seed: int) -> None:
    random = np.random.default_rng(seed)
    widths = []
    for units in (60, 600):
        first = random.integers(0, 2, units)
        second = np.where(random.random(units) < 0.8, first, 1 - first)
        tables = unit_tables(first, second, 2)
        low, high = bootstrap_intervals(units, kappa_of(tables), 4, seed)
        assert low <= cohen_kappa(tables.sum(axis=0)) <= high
        widths.append(float(high - low))
    assert widths[1] < widths[0] / 2


def test_an_interval_is_as_wide_as_large_samples_have_it() -> None:
    """Of a share: the estimate, and 1.96 standard errors to either side."""
    tables = unit_tables(np.zeros(1000, dtype=int), np.arange(1000) % 5 // 4, 2)
    low, high = bootstrap_intervals(
        1000, lambda weights: percent_agreement(np.tensordot(weights, tables, 1)), 4, 1
    )
    error = 1.96 * np.sqrt(0.8 * 0.2 / 1000)
    assert [float(low), float(high)] == pytest.approx([0.8 - error, 0.8 + error], abs=0.004)


@pytest.mark.parametrize(("varying", "known"), [(1, False), (2, False), (3, True), (30, True)])
def test_no_interval_rests_on_one_or_two_units(varying: int, known: bool) -> None:
    values = np.array([1] * varying + [0] * (60 - varying))
    tables = unit_tables(values, values, 2)
    low, high = bootstrap_intervals(60, kappa_of(tables), 4, 7)
    assert (low == high == 1) if known else (np.isnan(low) and np.isnan(high))


def test_samples_are_the_same_however_little_memory_there_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second = np.arange(40) % 2, np.arange(40) % 3 // 2
    measure = kappa_of(unit_tables(first, second, 2))
    whole = bootstrap_intervals(40, measure, 4, 3)
    monkeypatch.setattr("focusgroups.themes.bootstrap.MOST_DRAWN", 7 * 40)
    assert SAMPLES % 7 != 0
    pieces = bootstrap_intervals(40, measure, 4, 3)
    assert np.allclose(whole, pieces, atol=0.03)
    assert bootstrap_intervals(40, measure, 4, 3) == pieces


def test_hundreds_of_units_take_a_fraction_of_a_second() -> None:
    random = np.random.default_rng(1)
    tables = unit_tables(*random.integers(0, 2, (2, 500, 12)), 2)
    start = time.perf_counter()
    bootstrap_intervals(500, kappa_of(tables), 48, 1)
    assert time.perf_counter() - start < 1
