"""Models of themes: labels between no and yes, weights, and never a segment's own label."""

import numpy as np
import pytest
from scipy import sparse

from focusgroups.themes import learning
from focusgroups.themes.learning import (
    FEWEST,
    fit_soft,
    fold_of,
    log_odds_from_people,
    out_of_fold_log_odds,
)

SEED = 4
NUMBER = 60


def spoken(number: int = NUMBER) -> sparse.csr_matrix:
    """Segments of two kinds, the first half of one and the second of the other, with some noise."""
    matrix = np.random.default_rng(SEED).random((number, 6)) * 0.6
    matrix[: number // 2, 0] += 1
    matrix[number // 2 :, 1] += 1
    return sparse.csr_matrix(matrix)


def halves(first: float, second: float, number: int = NUMBER) -> np.ndarray:
    return np.repeat([first, second], [number // 2, number - number // 2])


def even(number: int = NUMBER) -> np.ndarray:
    return np.ones(number)


def folds(number: int = NUMBER) -> np.ndarray:
    return np.arange(number) % learning.FOLDS


def learnt(labels: np.ndarray, weights: np.ndarray | None = None) -> np.ndarray:
    given = even(len(labels)) if weights is None else weights
    return out_of_fold_log_odds(spoken(len(labels)), labels, given, folds(len(labels)), SEED)


def test_a_segment_is_in_the_same_fold_in_every_study() -> None:
    ids = [f"FGD{group}-{turn:04d}.1" for group in range(1, 5) for turn in range(1, 101)]
    dealt = [fold_of(segment_id) for segment_id in ids]
    assert dealt[:6] == [fold_of(segment_id) for segment_id in ids[:6]]
    assert all(60 < dealt.count(fold) < 100 for fold in range(learning.FOLDS))


def test_a_fold_that_leaves_examples_of_one_side_only_gets_the_share() -> None:
    labels = (np.arange(NUMBER) % learning.FOLDS == 0).astype(float)  # all of them in fold 0
    found = learnt(labels)
    share = np.log(12.5 / 48.5)
    assert np.allclose(found[labels == 1], share)
    assert not np.allclose(found[labels == 0], share)


def test_talk_like_that_of_a_theme_has_higher_log_odds() -> None:
    found = learnt(halves(1, 0))
    assert found[:30].min() > 0 > found[30:].max()


def test_soft_labels_lie_between_hard_ones() -> None:
    means = [learnt(halves(label, 0.1))[:30].mean() for label in (0.5, 0.7, 0.9, 1.0)]
    assert means == sorted(means)
    assert means[-1] - means[0] > 0.5
    hard = learnt(halves(1, 0))
    assert np.allclose(learnt(halves(0.97, 0.03)), hard)  # clear enough to count as hard


def test_a_soft_label_is_an_example_for_and_one_against() -> None:
    labels = halves(0.7, 0.2)
    soft = fit_soft(spoken(), labels, even(), np.arange(NUMBER), SEED)
    matrix = sparse.vstack([spoken(), spoken()]).tocsr()
    hard = fit_soft(
        matrix,
        np.repeat([1.0, 0.0], NUMBER),
        np.concatenate([labels, 1 - labels]),
        np.arange(2 * NUMBER),
        SEED,
    )
    assert np.allclose(soft.coef_, hard.coef_, atol=1e-3)


def test_a_segments_own_label_does_not_change_its_own_log_odds() -> None:
    labels = np.random.default_rng(SEED).random(NUMBER)
    before = learnt(labels)
    for place in (0, 17, 59):
        changed = labels.copy()
        changed[place] = 1 - changed[place]
        after = learnt(changed)
        assert after[place] == before[place]
        assert not np.array_equal(after, before)
    decided = np.where(np.arange(NUMBER) < 40, labels > 0.5, np.nan).astype(float)
    from_people = log_odds_from_people(spoken(), decided, folds(len(decided)), SEED)
    decided[17] = 1 - decided[17]
    again = log_odds_from_people(spoken(), decided, folds(len(decided)), SEED)
    assert again[17] == from_people[17]
    assert again[50] != from_people[50]


def test_heavier_examples_teach_more() -> None:
    labels = halves(1, 0)
    labels[:8] = 0  # mistaken
    light = learnt(labels, np.where(np.arange(NUMBER) < 8, 0.1, 1))
    heavy = learnt(labels, np.where(np.arange(NUMBER) < 8, 10.0, 1))
    assert light[:30].mean() > heavy[:30].mean() + 1


@pytest.mark.parametrize("hits", range(FEWEST))
def test_a_tiny_theme_gets_its_share_throughout(hits: int) -> None:
    labels = np.zeros(NUMBER)
    labels[:hits] = 1
    assert np.allclose(learnt(labels), np.log((hits + 0.5) / (NUMBER - hits + 0.5)))
    assert np.allclose(learnt(1 - labels), np.log((NUMBER - hits + 0.5) / (hits + 0.5)))


@pytest.mark.parametrize("hits", [FEWEST, FEWEST + 1])
def test_few_examples_make_few_folds(hits: int) -> None:
    labels = np.zeros(NUMBER)
    labels[:hits] = 1
    found = learnt(labels)
    assert np.isfinite(found).all()
    assert found[:30].mean() > found[30:].mean()


@pytest.mark.parametrize("number", [0, 1])
def test_without_words_or_segments_there_is_nothing_to_learn(number: int) -> None:
    nothing = sparse.csr_matrix((number, 0))
    assert out_of_fold_log_odds(
        nothing, np.ones(number), even(number), folds(number), SEED
    ).shape == (number,)
    assert not log_odds_from_people(nothing, np.ones(number), folds(number), SEED).any()
    silent = out_of_fold_log_odds(
        sparse.csr_matrix((20, 0)), halves(1, 0, 20), even(20), folds(20), SEED
    )
    assert silent.tolist() == [0.0] * 20


def test_thinning_keeps_the_rare_side(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "MOST_TAUGHT", 20)
    has = np.arange(NUMBER) < 4
    chosen, weights = learning._affordable(np.arange(NUMBER), has, SEED)
    assert len(chosen) == len(set(chosen)) == 20
    assert chosen[:4].tolist() == [0, 1, 2, 3]
    # Each stands for as many as were thinned out beside it.
    assert weights[:4].tolist() == [1] * 4
    assert weights[4:].tolist() == [56 / 16] * 16
    even_sides, _ = learning._affordable(np.arange(NUMBER), np.arange(NUMBER) < 30, SEED)
    assert (even_sides < 30).sum() == 10
    few, ones = learning._affordable(np.arange(5, 20), has, SEED)
    assert (few.tolist(), ones.tolist()) == (list(range(5, 20)), [1] * 15)


def test_thinned_models_still_tell_themes(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = learnt(halves(1, 0, 400))
    monkeypatch.setattr(learning, "MOST_TAUGHT", 60)
    thinned = learnt(halves(1, 0, 400))
    assert thinned[:200].min() > 0 > thinned[200:].max()
    assert np.corrcoef(whole, thinned)[0, 1] > 0.9


def test_what_is_left_stands_for_what_was_thinned_out(monkeypatch: pytest.MonkeyPatch) -> None:
    labels = (np.arange(600) % 10 == 0).astype(float)  # a theme that no feature tells
    whole = learnt(labels)
    monkeypatch.setattr(learning, "MOST_TAUGHT", 100)
    assert learnt(labels).mean() == pytest.approx(whole.mean(), abs=0.4)


def test_what_people_say_counts_only_when_they_say_enough() -> None:
    decided = np.full(NUMBER, np.nan)
    decided[[0, 1, 30, 31, 32]] = [1, 1, 0, 0, 0]
    assert not log_odds_from_people(spoken(), decided, folds(len(decided)), SEED).any()
    decided[2] = 1
    found = log_odds_from_people(spoken(), decided, folds(len(decided)), SEED)
    assert found[3:30].mean() > 0 > found[33:].mean()


def test_people_may_have_decided_everything() -> None:
    found = log_odds_from_people(spoken(), halves(1, 0), folds(len(halves(1, 0))), SEED)
    assert found[:30].min() > 0 > found[30:].max()
