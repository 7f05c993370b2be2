"""Segments: the pieces of participants' speech that themes are given to and quotes are made of."""

import hashlib
import re
from collections.abc import Sequence
from itertools import pairwise

import pandas as pd

from focusgroups.speakers import PARTICIPANT, UNKNOWN
from focusgroups.tables import in_natural_order
from focusgroups.themes.words import count_words

SEGMENT_COLUMNS = (
    "segment_id",
    "turn_id",
    "focus_group",
    "speaker",
    "text",
    "n_words",
    "text_check",
)

# Never inside a token or a typist's note.
_OUTSIDE = r"(?![^\[\]]*\])"
# A sentence ends at its stop, unless that belongs to a title or the next word is in lower case.
_SENTENCE_END = re.compile(
    r"(?<!\bDr)(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bSt)(?<!\be\.g)(?<!\bi\.e)"
    rf"[.!?…]+[\"'”’)\]]*\s+(?![a-z]){_OUTSIDE}"
)
_CLAUSE_END = re.compile(rf"[,;:–—]\s+{_OUTSIDE}")
_WORD_GAP = re.compile(rf"\s+{_OUTSIDE}")


def segment_turns(turns: pd.DataFrame, max_words: int) -> pd.DataFrame:
    """Cut participants' turns into segments.

    ``turns`` has the columns of `working/turns`; only role SU is taken. The result has
    ``SEGMENT_COLUMNS``, turns in natural order of their ids; the segments of a turn, put together,
    are its text, white space included.
    """
    spoken = turns[(turns["role"] == PARTICIPANT) & (turns["text"] != "")]
    spoken = in_natural_order(spoken, "turn_id")
    rows = [
        (f"{turn_id}.{number}", turn_id, group, speaker, text, count_words(text), text_check(text))
        for turn_id, group, speaker, whole in zip(
            spoken["turn_id"], spoken["focus_group"], spoken["speaker"], spoken["text"], strict=True
        )
        for number, text in enumerate(cut_text(whole, max_words), start=1)
    ]
    return pd.DataFrame(rows, columns=list(SEGMENT_COLUMNS))


def unattributed(turns: pd.DataFrame) -> int:
    """How many turns have a speaker that nobody knows; they are counted and never quoted."""
    return int((turns["role"] == UNKNOWN).sum())


def text_check(text: str) -> str:
    """A fingerprint of a segment's text: the first 12 hex digits of its SHA-256 in UTF-8.

    >>> text_check("I felt at home.")
    'e06b902f0af4'
    """
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:12]


def cut_text(text: str, max_words: int) -> list[str]:
    """Cut ``text`` at the ends of sentences into pieces of nearly equal length.

    As few pieces as possible, each of at most ``max_words`` words. A sentence that is longer by
    itself is cut at the ends of its clauses, and without clauses between words. The pieces, put
    together, are the text.
    """
    if count_words(text) <= max_words:
        return [text]
    return _packed(_small_pieces(text, max_words), max_words)


def _small_pieces(text: str, max_words: int) -> list[str]:
    """Sentences, and what longer ones consist of, each of at most ``max_words`` words."""
    pieces = [text]
    for boundary in (_SENTENCE_END, _CLAUSE_END):
        pieces = [part for piece in pieces for part in _split(piece, boundary, max_words)]
    return [
        part
        for piece in pieces
        for part in (_packed(_split(piece, _WORD_GAP, max_words), max_words))
    ]


def _split(text: str, boundary: re.Pattern[str], max_words: int) -> list[str]:
    """``text`` cut after every match of ``boundary``, or whole when it is short enough."""
    if count_words(text) <= max_words:
        return [text]
    places = [0, *(match.end() for match in boundary.finditer(text)), len(text)]
    return [text[start:end] for start, end in pairwise(places) if end > start]


def _packed(pieces: Sequence[str], max_words: int) -> list[str]:
    """Neighbouring ``pieces`` joined into as few as possible, of lengths as equal as possible.

    Dynamic programming over the last cut: first the number of joined pieces counts, then the sum
    of the squares of their words, which is least when they are equal.
    """
    sizes = [count_words(piece) for piece in pieces]
    best: list[tuple[int, int, int]] = [(0, 0, 0)]  # number, squares, where the last one starts
    for end in range(1, len(pieces) + 1):
        options: list[tuple[int, int, int]] = []
        size = 0
        for start in range(end - 1, -1, -1):
            size += sizes[start]
            if size > max_words and start < end - 1:
                break
            number, squares, _ = best[start]
            options.append((number + 1, squares + size * size, start))
        best.append(min(options))
    cuts = [len(pieces)]
    while cuts[-1] > 0:
        cuts.append(best[cuts[-1]][2])
    cuts.reverse()
    return ["".join(pieces[start:end]) for start, end in pairwise(cuts)]
