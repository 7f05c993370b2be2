"""National Insurance numbers, typed, said or spelled out."""

import re
from collections.abc import Iterator

from focusgroups.identifiers.numbers import HYPHENS, runs
from focusgroups.identifiers.spans import Span
from focusgroups.identifiers.spelled import read_as

_GAP = rf"[ .,{HYPHENS}-]{{0,2}}"
_TYPED_NINO = re.compile(
    rf"(?<!\w)[A-Z]{_GAP}[A-Z]{_GAP}(?:\d{_GAP}){{6}}[A-D](?!\w)", re.IGNORECASE
)
_SPELLED = re.compile(r"[A-Z]{2}[0-9]{6}[A-D]")
_LETTERS_BEFORE = re.compile(r"(?<!\w)([A-Z])[\s.,-]{0,2}([A-Z])[\s.,:-]{0,3}$", re.IGNORECASE)
_LETTER_AFTER = re.compile(r"[\s.,-]{0,3}([A-D])(?!\w)", re.IGNORECASE)
_NINO_CUE = re.compile(r"\b(?:national insurance|N\.?I\.? ?(?:number|no)|NINO)\b", re.IGNORECASE)


def find_ninos(text: str) -> Iterator[Span]:
    """National Insurance numbers: two letters, six digits, a letter A to D, typed or said.

    Without the last letter only where the talk is of National Insurance.
    """
    for match in _TYPED_NINO.finditer(text):
        yield Span(match.start(), match.end(), "NINO", "pattern", 0.98)
    for reading in read_as(text, _SPELLED, _NINO_CUE):
        yield Span(reading.start, reading.end, "NINO", "pattern", 0.94)
    for run in runs(text):
        for first in range(len(run)):
            for last in range(first, min(first + 6, len(run))):
                pieces = run[first : last + 1]
                if sum(len(piece.digits) for piece in pieces) == 6:
                    yield from _nino_around(pieces[0].start, pieces[-1].end, text)


def _nino_around(start: int, end: int, text: str) -> Iterator[Span]:
    before = _LETTERS_BEFORE.search(text[max(0, start - 8) : start])
    after = _LETTER_AFTER.match(text, end)
    cued = _NINO_CUE.search(text[max(0, start - 80) : start])
    if before and (after or cued):
        begin = max(0, start - 8) + before.start()
        yield Span(begin, after.end() if after else end, "NINO", "pattern", 0.95)
    elif cued:
        yield Span(start, after.end() if after else end, "NINO", "pattern", 0.85)
