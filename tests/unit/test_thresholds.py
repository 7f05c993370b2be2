"""Thresholds: as many segments exceed each as keywords speak for, and nobody codes anything."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from focusgroups.themes.thresholds import propose, thresholds


def drawn(number: int, themes: int = 1, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(number, themes))


def first(number: int, of: int) -> np.ndarray:
    return np.arange(of)[:, None] < number


def test_the_share_of_each_theme_follows_its_keywords() -> None:
    scores = drawn(1000, 2)
    strong = np.random.default_rng(2).random((1000, 2)) < [0.5, 0.4]
    proposed, exceeded = propose(scores, strong)
    above = (scores > exceeded).sum(axis=0)
    assert above.tolist() == strong.sum(axis=0).tolist()  # coverage is 70 %: no growth
    assert not (proposed & (scores <= exceeded)).any()


@pytest.mark.parametrize(("hit", "expected"), [(300, 600), (600, 600), (599, 600), (800, 800)])
def test_shares_grow_when_keywords_reach_few(hit: int, expected: int) -> None:
    proposed, _ = propose(drawn(1000), first(hit, 1000))
    assert proposed.sum() == expected


def test_all_shares_grow_in_proportion() -> None:
    strong = np.hstack([first(200, 1000), first(100, 1000)])  # together a fifth of the talk
    _, exceeded = propose(scores := drawn(1000, 2), strong)
    assert (scores > exceeded).sum(axis=0).tolist() == [600, 300]


def test_a_theme_that_is_everywhere_does_not_grow_beyond_all_segments() -> None:
    assert (thresholds(drawn(10), first(9, 10), growth=3.0) < drawn(10).min()).all()


def test_a_theme_far_below_the_best_one_is_dropped() -> None:
    scores, strong = np.zeros((20, 2)), np.zeros((20, 2), dtype=bool)
    scores[:2], strong[:2] = [[20.0, 0.2], [0.2, 0.2]], True
    proposed, _ = propose(scores, strong)
    assert proposed[:2].tolist() == [[True, False], [True, True]]
    assert not proposed[2:].any()


def test_a_theme_without_any_keyword_is_never_proposed() -> None:
    strong = np.hstack([first(7, 10), first(0, 10)])
    proposed, exceeded = propose(scores := drawn(10, 2), strong)
    assert not proposed[:, 1].any()
    assert exceeded[1] == scores[:, 1].max()


@pytest.mark.parametrize("themes", [1, 3])
def test_without_segments_there_is_nothing_to_propose(themes: int) -> None:
    nothing = np.zeros((0, themes))
    proposed, exceeded = propose(nothing, nothing.astype(bool))
    assert proposed.shape == (0, themes)
    assert exceeded.tolist() == [0] * themes


def test_without_any_keyword_nothing_is_proposed() -> None:
    assert not propose(drawn(9, 2), np.zeros((9, 2), dtype=bool))[0].any()


@given(st.lists(st.tuples(st.floats(-9, 9), st.booleans()), min_size=1, unique_by=lambda x: x[0]))
def test_exactly_as_many_exceed_a_threshold_as_keywords_speak_for(
    rows: list[tuple[float, bool]],
) -> None:
    scores, strong = (np.array(column)[:, None] for column in zip(*rows, strict=True))
    exceeded = thresholds(scores.round(6), strong)
    distinct = len(np.unique(scores.round(6))) == len(scores)
    assert not distinct or (scores.round(6) > exceeded).sum() == strong.sum()


@given(st.permutations(range(12)))
def test_the_order_of_segments_decides_nothing(order: list[int]) -> None:
    scores, strong = drawn(12, 2), np.hstack([first(4, 12), first(3, 12)])
    proposed, exceeded = propose(scores, strong)
    again, exceeded_again = propose(scores[order], strong[order])
    assert (again == proposed[order]).all()
    assert exceeded_again.tolist() == exceeded.tolist()
