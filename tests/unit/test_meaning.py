"""Meaning: invented vectors, whose likeness and directions are known."""

import numpy as np
import pytest

from focusgroups.codebook import Theme
from focusgroups.errors import StudyError
from focusgroups.tables import DECIMALS
from focusgroups.themes import meaning
from focusgroups.themes.embeddings import KnownTexts, text_hash
from focusgroups.themes.meaning import (
    FEATURE_WEIGHT,
    MOST_DIRECTIONS,
    likeness_in_meaning,
    meaning_features,
    theme_texts,
)
from focusgroups.themes.minilm import DIMENSIONS
from focusgroups.themes.talk import hear

SAFE = Theme("safe", "Safety", "Feeling safe.", ("safe*", "kind"))
DEFINED, FIRST, SECOND = theme_texts(SAFE)
THEME_VECTORS = {DEFINED: (1, 0, 0), FIRST: (0, 1, 0), SECOND: (0, 1, 0)}


def invented(vectors: dict[str, tuple[int, ...]]) -> KnownTexts:
    """Vectors with the given first numbers and nothing after them."""
    known = {}
    for text, numbers in vectors.items():
        whole = np.zeros(DIMENSIONS, dtype="<i2")
        whole[: len(numbers)] = numbers
        known[text_hash("invented", text)] = whole.tobytes()
    return KnownTexts("invented", known)


def drawn(number: int) -> tuple[KnownTexts, list[str]]:
    random = np.random.default_rng(2)
    texts = [f"text {place}" for place in range(number)]
    return invented({text: tuple(random.integers(-99, 99, DIMENSIONS)) for text in texts}), texts


def test_a_theme_is_its_definition_and_each_keyword() -> None:
    assert theme_texts(SAFE) == ["Safety: Feeling safe.", "safe", "kind"]


def test_likeness_is_the_cosine_with_definition_and_keywords_together() -> None:
    texts = {"like both": (1, 1, 0), "like one": (5, 0, 0), "unlike": (0, 0, 2), "against": (-3, 0)}
    found = likeness_in_meaning(invented(THEME_VECTORS | texts), list(texts), [SAFE])
    assert found.ravel() == pytest.approx([1, 0.5**0.5, 0, -(0.5**0.5)], abs=1e-6)


def test_keywords_count_together_as_much_as_the_definition() -> None:
    uneven = THEME_VECTORS | {FIRST: (0, 1, 1), SECOND: (0, 1, -1)}
    texts = {"like the definition": (1, 0, 0), "like their mean": (0, 1, 0)}
    found = likeness_in_meaning(invented(uneven | texts), list(texts), [SAFE])
    assert found[0, 0] == pytest.approx(found[1, 0])


def test_texts_without_vectors_are_an_error_that_tells_no_text() -> None:
    known = invented({**THEME_VECTORS, "there": (1, 1)})
    with pytest.raises(StudyError) as error:
        likeness_in_meaning(known, ["said in private", "there", "said to you"], [SAFE])
    assert error.value.problems == (
        "segment_vectors.csv: missing or damaged, 2 of 3 texts have no vector; delete it and run "
        "again",
    )


@pytest.mark.parametrize("number", [0, 1, 2, 5, MOST_DIRECTIONS + 1])
def test_there_are_as_many_directions_as_texts_allow(number: int) -> None:
    known, texts = drawn(number)
    features = meaning_features(known, texts)
    assert features.shape == (number, min(MOST_DIRECTIONS, number) if number > 1 else 0)
    assert np.isfinite(features.toarray()).all()


def test_directions_keep_how_far_texts_are_apart() -> None:
    known, texts = drawn(30)
    found, vectors = meaning_features(known, texts).toarray(), known.of(texts)
    for first, second in ((0, 1), (3, 29)):
        apart = np.linalg.norm(vectors[first] - vectors[second])
        assert np.linalg.norm(found[first] - found[second]) == pytest.approx(
            FEATURE_WEIGHT * apart, abs=1e-4
        )


@pytest.mark.filterwarnings("error")
def test_equal_texts_have_no_direction() -> None:
    known = invented({"one": (1, 2, 3)})
    assert meaning_features(known, ["one"] * 5).shape == (5, 0)


def test_the_last_digits_of_linear_algebra_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    known, texts = drawn(20)
    here = meaning_features(known, texts).toarray()
    assert np.abs(here / FEATURE_WEIGHT - (here / FEATURE_WEIGHT).round(DECIMALS)).max() < 1e-15
    exact = meaning.PCA.fit_transform

    def elsewhere(self: object, vectors: np.ndarray) -> np.ndarray:
        space = exact(self, vectors)
        return space + np.random.default_rng(1).normal(0, 1e-12, space.shape)

    monkeypatch.setattr(meaning.PCA, "fit_transform", elsewhere)
    assert np.abs(meaning_features(known, texts).toarray() - here).max() <= 10.0**-DECIMALS
    assert (meaning_features(known, texts).toarray() == here).mean() > 0.99


def test_talk_hears_meaning_beside_words() -> None:
    texts = {"snug": (1, 1, 0), "grafting": (0, 0, 1), "[laughs]": (0, 1, 1)}
    known = invented(THEME_VECTORS | texts)
    plain, talk = (
        hear(list(texts), list(texts), [SAFE], None),
        hear(list(texts), list(texts), [SAFE], known),
    )
    assert talk.spoken.shape[1] == plain.spoken.shape[1] + 3
    assert (talk.words != plain.words).nnz == 0
    assert not plain.likeness.any()
    assert talk.likeness[0, 0] > talk.likeness[1, 0]


def test_a_study_without_segments_has_no_meaning() -> None:
    talk = hear([], [], [SAFE], invented(THEME_VECTORS))
    assert talk.spoken.shape == (0, 0)
    assert talk.likeness.shape == (0, 1)
