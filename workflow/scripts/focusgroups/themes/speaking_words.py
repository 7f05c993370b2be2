"""The words of a segment that speak for a theme, as the model weighs them."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import pandas as pd

from focusgroups.themes.features import talk_stop_words

# Columns of working/theme_words.
WORD_COLUMNS = ("theme", "term", "weight", "segments")

WORDS_SHOWN = 6


def words_by_theme(theme_words: pd.DataFrame) -> dict[str, dict[str, float]]:
    """The weight of each word or pair of words, theme by theme, without empty talk.

    ``theme_words`` needs ``theme``, ``term`` and ``weight``. Terms of nothing but stop words help
    the model and tell a reader nothing.
    """
    stop_words = set(talk_stop_words())
    is_empty = (
        theme_words["term"].map(lambda term: stop_words.issuperset(term.split())).astype(bool)
    )
    telling = theme_words[~is_empty]
    return {
        str(theme): dict(zip(rows["term"], rows["weight"].astype(float), strict=True))
        for theme, rows in telling.groupby("theme", sort=False)
    }


def speaking_words(plain: str, weights: Mapping[str, float], most: int = WORDS_SHOWN) -> list[str]:
    """The heaviest of the ``weights`` that stand in ``plain``, which comes from `plain_text`.

    >>> speaking_words("they were rude at the desk", {"rude": 2.0, "the desk": 0.5, "kind": 3.0})
    ['rude', 'the desk']
    """
    found = sorted(
        weights.keys() & set(_terms(plain.split())), key=lambda term: (-weights[term], term)
    )
    return found[:most]


def _terms(words: Sequence[str]) -> Iterator[str]:
    """All words and pairs; the model's own pairs pass over words of one letter."""
    yield from words
    for sequence in (words, [word for word in words if len(word) > 1]):
        yield from (f"{first} {second}" for first, second in pairwise(sequence))
