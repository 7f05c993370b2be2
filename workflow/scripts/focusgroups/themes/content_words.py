"""The words of a study that say what talk is about, computed once for all who look at them."""

from dataclasses import dataclass

import pandas as pd
from threadpoolctl import threadpool_limits

from focusgroups.tables import in_natural_order
from focusgroups.themes.features import WordFeatures, talk_stop_words
from focusgroups.themes.words import plain_text


@dataclass(frozen=True)
class ContentWords:
    """Segments in which something was spoken, in natural order: their ``ids`` and their words.

    The rows of ``words`` are those segments; stop words and fillers are left out.
    """

    ids: list[str]
    words: WordFeatures


def content_words(segments: pd.DataFrame) -> ContentWords:
    """The words of ``segments`` (``segment_id``, ``text``), which may come in any order."""
    ordered = in_natural_order(segments, "segment_id")
    texts = ordered["text"].map(plain_text)
    is_spoken = texts != ""
    with threadpool_limits(1):
        words = WordFeatures(list(texts[is_spoken]), stop_words=talk_stop_words())
    return ContentWords(list(ordered.loc[is_spoken, "segment_id"]), words)
