"""What a person has to look at: places that may name somebody, with a reason in plain words."""

from collections.abc import Mapping, Sequence

import pandas as pd

from focusgroups.identifiers.spans import Span

AROUND = 40  # characters of context on either side

REASONS = {
    "capital": "a capital letter in mid-sentence, in a word that is no known name",
    "entity": "the language model takes it for a name, and little else does",
    "opening": "it begins a sentence, so its capital says little, but it may be a name",
    "word": "a name that is also an ordinary word",
    "lower": "a name without its capital, or an ordinary word",
    "unknown": "in no list and no dictionary: a name without its capital, slang, or a slip",
    "pet": "a short form of the name of somebody on the sheets, or somebody else's name",
    "initials": "initials, which may be somebody's",
    "near": "one or two letters away from the name of somebody on the sheets",
    "age": "a number that may be somebody's age",
    "hidden": "it stands in a comment, in deleted text or the like, and may identify somebody",
    "pattern": "has the form of an identifier, but a check failed",
}


def review_rows(
    texts: Mapping[str, str], doubts: Mapping[str, Sequence[Span]], columns: Sequence[str]
) -> pd.DataFrame:
    """One row per place that waits for a decision, in the order of the text.

    ``texts`` and ``doubts`` map turn_id to a turn's text and its undecided spans.
    """
    rows = [
        (
            turn_id,
            span.start,
            span.end,
            span.label,
            texts[turn_id][span.start : span.end],
            REASONS[span.source],
            context(texts[turn_id], span),
        )
        for turn_id, spans in doubts.items()
        for span in spans
    ]
    return pd.DataFrame(rows, columns=list(columns))


def context(text: str, span: Span) -> str:
    """The place with about 40 characters either side, cut at words; `…` where text is left out."""
    start, end = max(0, span.start - AROUND), min(len(text), span.end + AROUND)
    while 0 < start < span.start and not text[start - 1].isspace():
        start += 1
    while span.end < end < len(text) and not text[end].isspace():
        end -= 1
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return f"{before}{text[start:end].strip()}{after}"
