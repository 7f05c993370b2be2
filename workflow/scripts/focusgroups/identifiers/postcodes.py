"""Postcodes, in full or their first half, typed or said: `L4 3QJ`, `ell four, three queue jay`."""

import re
from collections.abc import Iterator

from focusgroups.identifiers.numbers import HYPHENS
from focusgroups.identifiers.spans import REVIEW, Span
from focusgroups.identifiers.spelled import read_as
from focusgroups.identifiers.wordlists import safe_terms
from focusgroups.wordsets import word_set

# The letters that a British postcode may begin with (Royal Mail postcode areas).
AREAS = word_set(
    "AB AL B BA BB BD BF BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN "
    "DT DY E EC EH EN EX FK FY G GL GU GX GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L "
    "LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE "
    "SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO "
    "ZE"
)
_INWARD = "[ABD-HJLNP-UW-Z]"  # letters in the second half of a postcode

_TYPED = re.compile(
    rf"(?<![\w#])([A-Z]{{1,2}})(?=\d)[\dO][A-Z\d]?[ .{HYPHENS}-]{{0,3}}[\dO]{_INWARD}{{2}}(?!\w)",
    re.IGNORECASE,
)
# People mistake a letter, and letters that no second half has are heard for others.
_MISHEARD = re.compile(
    rf"(?<![\w#])([A-Z]{{1,2}})\d[A-Z\d]?[ .{HYPHENS}-]{{1,3}}\d(?!KM|MG|KG|MM|CM|PM|AM|"
    rf"ML)[A-Z]{{2}}(?!\w)"
)
_FULL = re.compile(r"(?P<area>[A-Z]{1,2})[0-9][0-9A-Z]?[0-9][A-Z]{2}")
_TIME = re.compile(r"[ap]\.\s?m|\d\.\d")
_FIRST_HALF = re.compile(r"(?P<area>[A-Z]{1,2})[0-9]{1,2}")
_CUE = re.compile(r"\bpost ?codes?\b|\bfirst (?:half|bit|part)\b", re.IGNORECASE)

_OUTWARD = re.compile(
    r"(?<![\w&£$@#/-])(?P<area>[A-Z]{1,2})\s?[0-9]{1,2}[A-Z]?(?=s?(?:[^\w.%]|\.?$|\.\s|\s))"
)
_LOWER_OUTWARD = re.compile(r"(?<![\w&£$@#/-])(?P<area>[a-z]{1,2})[0-9]{1,2}(?![\w.]\w|[%\w-])")
# Where somebody lives, and words that may say so.
_HOME = re.compile(
    r"\b(?:live[sd]?(?: in)?|living in|born in|moved? (?:to|from|in)|house in|flat in|place in|"
    r"covers?|covered|only covers|everyone in|people in|anywhere in|all over|"
    r"(?:I['’]m|im|we['’]re|he['’]s|she['’]s|they['’]re|you['’]re)(?: only| just| over| still|"
    r" all| in)*)"
    r"\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_PERHAPS_HOME = re.compile(
    r"\b(?:(?:me|my|us|we're|I'm|im|he's|she's|they're|over|back|from|all|out|up|down|stuck|"
    r"here) in|"
    r"from|round|around|near|area is|it's|it is|that's|across|outside|im|I'm|in)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_AREA_AFTER = re.compile(
    r"s?(?:\s(?:and|or|to)\s[A-Z]{1,2}\d{1,2}|,\s[A-Z]{1,2}\d{1,2})*\s(?:[a-z]+\s)?(?:way|areas?|"
    r"side|end|postcodes?|address(?:es)?|estate|district|lot|people|born|and bred|folk|kids|"
    r"round there)\b"
)
_NEIGHBOUR = re.compile(r"s?(?:,? (?:and|or|to)|,)\s")
_PERHAPS_L = re.compile(r"\b(?:from|to|in|round|them|the|and|or)\s$", re.IGNORECASE)
_IN_OR_FROM = re.compile(r"\b(?:from|in|round|around|near|outside)\s$", re.IGNORECASE)
FEWEST_WORDS = 4  # of a turn that is somebody's talk
_ADDRESS_AFTER = re.compile(r"\s(?:[a-z]+\s)?address\b")
# Motorways, vitamins, grades, size and the like that look like a first half.
_NO_OUTWARD = re.compile(
    r"(?:B(?:1|2|3|6|7|9|12)|M\d+|E\d|E45|L[12]|[GSNWE]\d|(?:CT|PA|PE|PL|CA|HP|CO|TV|PS|SS|SP|IP|"
    r"CB|ML|DL|RM|DD|HD|WV|GL|ST|SA|SO)[1-5])$"
)


def find_postcodes(text: str) -> Iterator[Span]:
    """Postcodes in full, and their first half where somebody says where they live."""
    for match in _TYPED.finditer(text):
        if match[1].upper() in AREAS:
            ordinal = re.search(r"\s\d(?:st|nd|rd|th)$", match[0])
            tier = {"tier": REVIEW} if ordinal else {}
            yield Span(match.start(), match.end(), "POSTCODE", "pattern", 0.98, **tier)
    for match in _MISHEARD.finditer(text):
        if match[1] in AREAS:
            yield Span(match.start(), match.end(), "POSTCODE", "pattern", 0.9)
    for reading in read_as(text, _FULL, _CUE):
        said = text[reading.start : reading.end].casefold()
        if reading.match["area"] in AREAS and not _TIME.search(said):
            yield Span(reading.start, reading.end, "POSTCODE", "pattern", 0.94)
    yield from _first_halves(text)


def _first_halves(text: str) -> Iterator[Span]:
    found = [match for match in _OUTWARD.finditer(text) if match["area"] in AREAS]
    sure = [_tells(match, text) for match in found]
    # Of several in a row, L4, L5 and L20, one tells what all are.
    for i in (*range(1, len(found)), *reversed(range(len(found) - 1))):
        beside = i - 1 if sure[i - 1] and i else i + 1
        if beside < len(found) and sure[beside]:
            first, second = sorted((i, beside))
            sure[i] |= bool(_NEIGHBOUR.fullmatch(text, found[first].end(), found[second].start()))
    for match in (match for match, tells in zip(found, sure, strict=True) if tells):
        yield Span(match.start(), match.end(), "POSTCODE", "pattern", 0.85)
    for match in _LOWER_OUTWARD.finditer(text):
        known = match["area"].upper() in AREAS and not _NO_OUTWARD.match(match[0].upper())
        # Where a typist uses no capitals at all, l15 and ch41 are hardly anything else; a word or
        # two alone may be anything.
        telling = text.islower() and len(match[0]) > 2 and len(text.split()) > FEWEST_WORDS
        if known and (telling or _told(match.start(), match.end(), text, _PERHAPS_HOME)):
            yield Span(match.start(), match.end(), "POSTCODE", "pattern", 0.8)
    yield from _said_first_halves(text)


def _said_first_halves(text: str) -> Iterator[Span]:
    for reading in read_as(text, _FIRST_HALF, _CUE):
        said = text[reading.start : reading.end]
        told = reading.cued or _told(reading.start, reading.end, text, _PERHAPS_HOME)
        # CH forty-one: two capitals that are an area and nothing else.
        two = said[:2].isupper() and said[:2].isalpha() and said[:2].casefold() not in safe_terms()
        two |= said[:2] == "L " and bool(_PERHAPS_L.search(text[: reading.start]))
        if reading.match["area"] in AREAS and (told or two) and ". " not in said:
            yield Span(reading.start, reading.end, "POSTCODE", "pattern", 0.8)


def _told(start: int, end: int, text: str, cue: re.Pattern[str]) -> bool:
    """Whether the words around a place say that it is where somebody lives."""
    before = text[max(0, start - 40) : start]
    return bool(cue.search(before) or _HOME.search(before) or _AREA_AFTER.match(text, end))


def _tells(match: re.Match[str], text: str) -> bool:
    """Whether what looks like the first half of a postcode is one."""
    around = text[max(0, match.start() - 40) : match.start()], text[match.end() : match.end() + 25]
    cued = any(_CUE.search(side) or _ADDRESS_AFTER.match(side) for side in around)
    if cued or _told(match.start(), match.end(), text, _HOME):
        return True
    shape = match[0].replace(" ", "")
    # L20 and CH41 are hardly anything else; L4 and CO2 may be.
    telling = len(shape) >= 3 and " " not in match[0] and match["area"] != "B"
    told = _told(match.start(), match.end(), text, _PERHAPS_HOME)
    # From N1, in E5: not on the M6, nor B12.
    placed = match["area"] not in ("A", "B", "M") and _IN_OR_FROM.search(around[0])
    return bool(placed) or (not _NO_OUTWARD.match(shape) and (telling or told))
