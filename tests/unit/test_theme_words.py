"""Words by which the model tells a theme: positive, ordered, and few enough to read."""

import numpy as np
import pytest

from focusgroups.codebook import Theme
from focusgroups.themes import theme_words
from focusgroups.themes.speaking_words import WORD_COLUMNS
from focusgroups.themes.talk import Talk, hear
from focusgroups.themes.theme_words import MOST_WORDS, weigh_words

THEMES = [
    Theme("warmth", "Warmth", "Being warm.", ("kettle",)),
    Theme("travel", "Travel", "Going about.", ("bus",)),
]
IDS = [theme.id for theme in THEMES]
WARM = ["the kettle was on", "kettle and tea", "a warm kettle", "tea on the hob"]
AWAY = ["the bus was late", "bus and train", "two buses late", "train on the hour"]
SEED = 5


def ids_of(texts: list[str]) -> list[str]:
    return [f"FGD1-{place:04d}.1" for place in range(1, len(texts) + 1)]


def study(texts: list[str]) -> Talk:
    return hear(ids_of(texts), texts, THEMES, None)


def labels(texts: list[str], yes: float = 1.0, no: float = 0.0) -> np.ndarray:
    warm = np.array([text in WARM for text in texts], dtype=bool)
    return np.where(np.column_stack([warm, ~warm]), yes, no)


TEXTS = (WARM + AWAY) * 5


def test_only_words_that_speak_for_a_theme_the_heaviest_first() -> None:
    found = weigh_words(study(TEXTS), labels(TEXTS), IDS, SEED)
    assert tuple(found.columns) == WORD_COLUMNS
    assert found["theme"].drop_duplicates().tolist() == IDS
    assert (found["weight"] > 0).all()
    for theme, expected, other in (("warmth", "kettle", "bus"), ("travel", "train", "tea")):
        rows = found[found["theme"] == theme]
        keys = list(zip(-rows["weight"], rows["term"], strict=True))
        assert keys == sorted(keys)
        assert expected in rows["term"].head(3).tolist()
        assert other not in rows["term"].tolist()
        assert rows["term"].is_unique


def test_segments_are_counted_that_have_the_term() -> None:
    found = weigh_words(study(TEXTS), labels(TEXTS), IDS, SEED).set_index(["theme", "term"])
    assert found.loc[("warmth", "kettle"), "segments"] == 15
    assert found.loc[("warmth", "kettle was"), "segments"] == 5


def test_no_more_than_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"{text} said{number}" for number, text in enumerate(WARM * 80)] + AWAY * 3
    many = np.column_stack([[True] * 320 + [False] * 12, [False] * 320 + [True] * 12]).astype(float)
    everything = weigh_words(study(texts[:90] + AWAY), many[-94:], IDS, SEED)
    assert everything.groupby("theme").size().max() <= MOST_WORDS
    monkeypatch.setattr(theme_words, "MOST_WORDS", 4)
    few = weigh_words(study(TEXTS), labels(TEXTS), IDS, SEED)
    monkeypatch.undo()
    whole = weigh_words(study(TEXTS), labels(TEXTS), IDS, SEED)
    assert few.to_numpy().tolist() == whole.groupby("theme", sort=False).head(4).to_numpy().tolist()


@pytest.mark.parametrize("hits", [0, 1, 2])
def test_a_tiny_theme_has_no_words_and_its_neighbour_has(hits: int) -> None:
    some = labels(TEXTS)
    some[:, 0] = np.arange(len(TEXTS)) < hits
    for column in (some[:, 0], 1 - some[:, 0]):
        some[:, 0] = column
        assert set(weigh_words(study(TEXTS), some, IDS, SEED)["theme"]) == {"travel"}


@pytest.mark.parametrize("texts", [[], ["[laughs]"] * 9])
def test_without_words_there_are_none(texts: list[str]) -> None:
    found = weigh_words(study(texts), labels(texts), IDS, SEED)
    assert found.empty
    assert tuple(found.columns) == WORD_COLUMNS


def test_unsure_labels_weigh_less() -> None:
    sure = weigh_words(study(TEXTS), labels(TEXTS), IDS, SEED)
    unsure = weigh_words(study(TEXTS), labels(TEXTS, 0.7, 0.3), IDS, SEED)
    heaviest = [table.groupby("theme")["weight"].max() for table in (sure, unsure)]
    assert (heaviest[0] > heaviest[1]).all()
