"""Where keywords stand in the quotes as they are printed."""

from collections.abc import Collection

import pandas as pd

from focusgroups.tokens import published, published_place

QUOTE_KEYWORD_COLUMNS = (
    "theme",
    "rank",
    "segment_id",
    "focus_group",
    "score",
    "keyword",
    "start",
    "end",
)


def printed_keywords(
    quotes: pd.DataFrame,
    segments: pd.DataFrame,
    coding: pd.DataFrame,
    evidence: pd.DataFrame,
    people: Collection[str],
) -> pd.DataFrame:
    """A row for each keyword of its theme in each printed quote, with ``QUOTE_KEYWORD_COLUMNS``.

    ``quotes`` is table 4; the others have the columns of their files, ``people`` are all ids on the
    sheets. The hits are those that the coding counted, at their place in the text as published,
    which has other tokens: code points, end exclusive. A quote without a hit has one row.
    """
    texts = dict(zip(segments["segment_id"], segments["text"], strict=True))
    pairs = zip(coding["segment_id"], coding["theme"], strict=True)
    scores = dict(zip(pairs, coding["score"], strict=True))
    groups = dict(zip(segments["segment_id"], segments["focus_group"], strict=True))
    rows = []
    for quote in quotes.itertuples(index=False):
        text = texts[quote.segment_id]
        whole = published(text, people)
        stripped = len(whole) - len(whole.lstrip())
        said = evidence[
            (evidence["segment_id"] == quote.segment_id) & (evidence["theme"] == quote.theme)
        ]
        hits = [
            (keyword, *(published_place(text, people, place) - stripped for place in (start, end)))
            for keyword, start, end in zip(said["keyword"], said["start"], said["end"], strict=True)
        ]
        about = (
            quote.theme,
            quote.rank,
            quote.segment_id,
            groups[quote.segment_id],
            scores[quote.segment_id, quote.theme],
        )
        rows += [(*about, *hit) for hit in hits or [("", pd.NA, pd.NA)]]
    table = pd.DataFrame(rows, columns=list(QUOTE_KEYWORD_COLUMNS))
    return table.astype({"rank": "Int64", "start": "Int64", "end": "Int64"})
