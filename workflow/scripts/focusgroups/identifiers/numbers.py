"""Numbers as they are typed and as they are said, and what they are: phones and NHS numbers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from focusgroups.identifiers.spans import REVIEW, Span

ONES = {
    "zero": 0, "nought": 0, "oh": 0, "o": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
    "six": 6, "seven": 7, "eight": 8, "nine": 9,
}  # fmt: skip
TEENS = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
TIMES = {"double": 2, "triple": 3, "treble": 3}

_ONE = "|".join(ONES)
SAID = (
    rf"(?:(?:{'|'.join(TIMES)})[\s-]+(?:{_ONE}|\d)"
    rf"|(?:{_ONE})[\s-]+hundred"
    rf"|(?:{'|'.join(TENS)})(?:[\s-]+(?:{'|'.join(list(ONES)[4:])}))?"
    rf"|{'|'.join(TEENS)}|{_ONE})"
)
# Without a digit or the beginning of a number word a text has no number, date, age or postcode.
MENTIONS_NUMBER = re.compile(
    rf"\d|\b(?:{'|'.join([*TEENS, *TENS, *(name for name in ONES if len(name) > 2)])}|"
    r"oh|double|triple|"
    r"treble|hundred|first|second|third|fifth|eighth|ninth|twelfth|twentieth|thirtieth|fortieth|"
    r"fiftieth|sixtieth|seventieth|eightieth|ninetieth)",
    re.IGNORECASE,
)
_PIECE = re.compile(rf"(?<![\w£$.])(?:\+?\d+|{SAID}|plus)(?!\w)", re.IGNORECASE)
# Soft, true and non-breaking hyphens and dashes, beside the one on the keyboard.
HYPHENS = "\u00ad\u2010-\u2015"
# Between pieces of one number: spaces, commas, brackets, dashes, dots, a hesitation.
_BETWEEN = re.compile(
    rf"(?:[\s,./(){HYPHENS}-]|…|\b(?:er|erm|um|then|and then|it's)\b){{0,12}}", re.IGNORECASE
)

# Words that say which number is being given, looked for shortly before and after it.
_PHONE_CUE = re.compile(
    r"\b(?:phone|number|mobile|mob|landline|ring|rang|call|text|tel|whatsapp|fax|dial)\b", re.I
)
_NHS_CUE = re.compile(r"\bN\.?H\.?S\.?\b(?:\W+\w+){0,3}?\W+(?:number|no\b)|\bNHS\W+", re.IGNORECASE)
_NOT_A_PHONE = re.compile(r"\b(?:account|sort code|reference|ref)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Piece:
    """One group of digits, typed or said, and its place."""

    start: int
    end: int
    digits: str
    plus: bool = False


def said_digits(text: str) -> str:
    """The digits of one typed or spoken group.

    >>> said_digits("double seven"), said_digits("nine hundred"), said_digits("forty-two")
    ('77', '900', '42')
    """
    if re.fullmatch(r"\+?\d+", text):
        return text.lstrip("+")
    first, *rest = re.split(r"[\s-]+", text.casefold())
    if first in TIMES:
        return (rest[0] if rest[0].isdigit() else str(ONES[rest[0]])) * TIMES[first]
    if rest == ["hundred"]:
        return f"{ONES[first]}00"
    if first in TENS:
        return str(TENS[first] + (ONES[rest[0]] if rest else 0))
    return str({**ONES, **TEENS}[first])


def runs(text: str) -> Iterator[list[Piece]]:
    """Stretches of groups of digits with nothing but spaces and the like between them."""
    run: list[Piece] = []
    plus = False
    for match in _PIECE.finditer(text):
        if run and not _BETWEEN.fullmatch(text, run[-1].end, match.start()):
            yield run
            run, plus = [], False
        if match[0].casefold() == "plus":
            plus = True
            continue
        start = match.start()
        if not run and start and text[start - 1] == "(":
            start -= 1
        digits = said_digits(match[0])
        run.append(Piece(start, match.end(), digits, plus or match[0].startswith("+")))
        plus = False
    if run:
        yield run


def find_numbers(text: str) -> Iterator[Span]:
    """Phone and NHS numbers in ``text``, however they are grouped, typed or said."""
    for run in runs(text):
        position = 0
        while position < len(run):
            span, used = _number_at(run, position, text)
            if span:
                yield span
            position += used


def _number_at(run: list[Piece], position: int, text: str) -> tuple[Span | None, int]:
    """The longest number from the piece at ``position`` on, and how many pieces it took."""
    for count in range(min(len(run) - position, 14), 0, -1):
        pieces = run[position : position + count]
        span = _judged(pieces, text)
        if span:
            return span, count
    return None, 1


def _judged(pieces: list[Piece], text: str) -> Span | None:
    """What ``pieces`` together are, if anything."""
    digits = "".join(piece.digits for piece in pieces)
    start, end = pieces[0].start, pieces[-1].end
    before, after = text[max(0, start - 45) : start], text[end : end + 20]
    if len(digits) == 10 and not digits.startswith("0"):
        return _ten_digits(digits, start, end, before + " " + after)
    if _international(pieces[0], digits) or (digits[0] == "0" and len(digits) in (10, 11)):
        return Span(start, end, "PHONE", "pattern", 0.98)
    if len(digits) > 11 or _NOT_A_PHONE.search(before):
        return None
    cued = bool(_PHONE_CUE.search(before) or _PHONE_CUE.search(after))
    if digits[0] == "0" and len(digits) >= 8 and len(pieces) > 1:
        return Span(start, end, "PHONE", "pattern", 0.9)
    local = len(digits) in (6, 7) and digits[0] not in "01"
    if local and (cued or _grouped_like_local(pieces)):
        return Span(start, end, "PHONE", "pattern", 0.9)
    return None


def _international(first: Piece, digits: str) -> bool:
    if first.plus:
        return 9 <= len(digits) <= 14
    return digits.startswith("0044") and 13 <= len(digits) <= 15


def _grouped_like_local(pieces: list[Piece]) -> bool:
    """Three digits, then four: 496 0117, or the same said digit by digit."""
    lengths = [len(piece.digits) for piece in pieces]
    if len(pieces) == 2:
        return lengths == [3, 4]
    return sum(lengths) == 7 and len(pieces) >= 5 and max(lengths) <= 2


def _ten_digits(digits: str, start: int, end: int, around: str) -> Span | None:
    if _NHS_CUE.search(around):
        return Span(start, end, "NHS_NUMBER", "pattern", 0.98)
    if valid_nhs_number(digits):
        return Span(start, end, "NHS_NUMBER", "pattern", 0.95)
    return Span(start, end, "NHS_NUMBER", "pattern", 0.5, REVIEW)


def valid_nhs_number(digits: str) -> bool:
    """Whether ten digits end in their check digit: modulus 11, weights 10 to 2 (NHS Data Model).

    >>> valid_nhs_number("9434765919")
    True
    """
    total = sum(
        int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)
    )
    return len(digits) == 10 and -total % 11 == int(digits[9])
