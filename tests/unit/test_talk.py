"""Talk as the models see it: words, likeness to themes, and what stands beside keywords."""

import numpy as np
import pytest

from focusgroups.codebook import Theme
from focusgroups.themes.talk import Talk, hear

SAFE = Theme("safe", "Safety", "Feeling safe.", ("safe*", "in the park", "café"))
WORK = Theme("work", "Work", "Having a job.", ("job", "on top of it"))
TEXTS = [
    "I felt safer in the park",
    "Safely home, two parks along",
    "The job in the cafe",
    "My jobs were hard, hard work",
    "[laughs]",
    "It rained on the café",
]


def ids_of(texts: list[str]) -> list[str]:
    return [f"FGD1-{place:04d}.1" for place in range(1, len(texts) + 1)]


def heard(texts: list[str] = TEXTS, *themes: Theme) -> Talk:
    return hear(ids_of(texts), texts, themes or [SAFE, WORK], None)


def beside(talk: Talk, theme: int = 0) -> set[str]:
    return {talk.terms[column] for column in talk.beside[theme]}


def test_words_of_keywords_stand_in_no_term_beside_them() -> None:
    terms = beside(heard())
    # Every form of a keyword's word, what begins like an open one, and pairs with either.
    gone = {"safer", "safely", "park", "parks", "cafe", "the park", "felt safer", "two parks"}
    assert not terms & gone
    assert gone <= set(heard().terms)
    assert {"felt", "job", "jobs", "rained", "hard work"} <= terms


def test_stop_words_of_a_keyword_stay() -> None:
    assert {"in", "the", "in the", "on", "on the", "it"} <= beside(heard())
    assert {"on", "it", "it rained"} <= beside(heard(), 1)


def test_themes_have_their_own_columns() -> None:
    talk = heard()
    assert {"job", "jobs"} <= beside(talk) and not {"job", "jobs"} & beside(talk, 1)
    assert {"safer", "park"} <= beside(talk, 1)


def test_an_open_end_takes_nothing_before_it() -> None:
    walking = Theme("walking", "Walking", "Going on.", ("walking ra*",))
    terms = beside(heard([*TEXTS, "walking rails", "train to rain"], walking))
    assert not {"walking", "rails", "rain", "rained"} & terms
    assert {"train", "train to"} <= terms


def test_a_theme_whose_keywords_are_no_words_loses_no_column() -> None:
    marks = Theme("marks", "Marks", "Marks.", ("!", "-*"))
    talk = heard(TEXTS, marks)
    assert len(talk.beside[0]) == len(talk.terms)


def test_tokens_and_notes_are_silence() -> None:
    talk = heard()
    assert talk.is_said.tolist() == [True, True, True, True, False, True]
    assert talk.spoken[4].nnz == talk.words[4].nnz == 0
    assert not {"laughs", "laugh"} & set(talk.terms)


def test_segments_are_like_the_theme_that_is_described_in_their_words() -> None:
    likeness = heard().likeness
    assert likeness[0, 0] > likeness[0, 1]
    assert likeness[3, 1] > likeness[3, 0]
    assert likeness.mean(axis=0) == pytest.approx([0, 0])


@pytest.mark.parametrize(
    "texts", [[], ["[laughs]"], ["[Person 1] [Place 2]", "[laughs]"], ["a"], ["Mm."]]
)
def test_little_or_nothing_said(texts: list[str]) -> None:
    talk = heard(texts)
    assert talk.words.shape[0] == talk.spoken.shape[0] == len(texts)
    assert talk.likeness.shape == (len(texts), 2)
    assert np.isfinite(talk.likeness).all()
    assert len(talk.beside) == 2
    assert talk.is_said.tolist() == [text[0] != "[" for text in texts]


def test_a_part_has_its_rows_and_the_columns_of_all() -> None:
    talk, rows = heard(), np.array([3, 0])
    part = talk.part(rows)
    assert (part.spoken != talk.spoken[rows]).nnz == (part.words != talk.words[rows]).nnz == 0
    assert (part.likeness == talk.likeness[rows]).all()
    assert part.is_said.tolist() == [True, True]
    assert part.terms == talk.terms
    assert part.beside is talk.beside
    assert talk.part(np.arange(0)).likeness.shape == (0, 2)


def test_large_studies_drop_what_one_segment_has() -> None:
    texts = [f"said by number{number}" for number in range(120)]
    assert set(heard(texts).terms) == {"said", "by", "said by"}
