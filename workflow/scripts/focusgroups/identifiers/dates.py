"""Dates that single out an event, in digits and in words."""

import re
from collections.abc import Iterator

from focusgroups.identifiers.numbers import MENTIONS_NUMBER, ONES, TEENS, TENS
from focusgroups.identifiers.spans import Span
from focusgroups.wordsets import word_list

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)"
)
_ORDINALS = word_list(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth "
    "thirtieth"
)
_ORDINAL = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)|(?:twenty|thirty)[ -](?:{'|'.join(_ORDINALS[:9])})|"
    rf"{'|'.join(_ORDINALS)})"
)
_UNITS = "|".join(list(ONES)[4:])
_TWO_DIGITS = (
    rf"(?:(?:{'|'.join(TENS)})(?:[ -](?:{_UNITS}))?|{'|'.join(TEENS)}|(?:oh|o)[ -](?:{_UNITS}))"
)
_SAID_YEAR = (
    rf"(?:nineteen[ -](?:hundred(?: and)?[ -])?{_TWO_DIGITS}|twenty[ -](?:ten|eleven|twelve|"
    rf"thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty(?:[ -](?:{_UNITS}))?)"
    rf"|two thousand(?: and [\w-]+)?)"
)
_DIGIT_YEAR = r"(?:19|20)\d\d"
_YEAR = rf"(?:{_DIGIT_YEAR}|{_SAID_YEAR})"
_FEAST = (
    r"(?:Boxing Day|Christmas(?: Day| Eve)?|New Year['’]?s?(?: Day| Eve)?|Easter(?: Sunday|"
    r" Monday)?|Good Friday|Halloween|Bonfire Night|Valentine['’]?s(?: Day)?|Mother['’]?s Day|"
    r"Father['’]?s Day|(?:the )?(?:summer|spring|winter|autumn)|Ramadan|Eid|Diwali|Vaisakhi|Holi|"
    r"Hanukkah|Passover|Hogmanay|Burns Night|St\.? (?:Patrick|David|George|Andrew)['’]?s Day|"
    r"Pancake Day|Shrove Tuesday|Ash Wednesday|Remembrance (?:Day|Sunday)|May Day|"
    r"Bank Holiday Monday)"
)

_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
_DAY_SAID = (
    rf"(?:(?:oh|o|zero|nought)[ -](?:{_UNITS})|{_ORDINAL}|{_TWO_DIGITS}|{_UNITS}|0?[1-9]|[12]\d|"
    r"3[01])"
)

_DATES = [
    # 09/11/1964, 2.10.16, 2019-05-14
    (
        rf"(?<![\w/.-])(?:0?[1-9]|[12]\d|3[01])(?P<mark>[/.-])(?:0?[1-9]|"
        rf"1[0-2])(?P=mark)(?:{_DIGIT_YEAR}|\d\d)(?![\w/-])"
    ),
    rf"(?<![\w-]){_DIGIT_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\w-])",
    # the 4th of March, 14 March 2019, the fourteenth of May twenty sixteen
    (
        rf"\b{_WEEKDAY}(?:the )?(?:{_ORDINAL}|[0-3]?\d)(?: of)? {_MONTH}\b(?:,? (?:of )?{_YEAR}|"
        rf",? ['’]\d\d)?(?!\w)"
    ),
    # March 2019, march the 4th, May 14th 2016
    rf"\b{_WEEKDAY}{_MONTH},? (?:the )?{_ORDINAL}\b(?:,? (?:of )?{_YEAR})?(?!\w)",
    rf"\b(?:late |early |mid[ -])?{_MONTH},? (?:of |in )?{_YEAR}(?!\w)",
    rf"\b{_MONTH} ['’]\d\d(?!\w)",
    # since Nov 20
    rf"(?<=\b(?i:since)\s){_MONTH} \d\d(?![\w:])",
    rf"(?<=\b(?i:in)\s){_MONTH} [012]\d(?![\w:])",
    # Friday the 14th
    rf"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? the {_ORDINAL}(?!\w)",
    # August bank holiday 2021
    rf"\b(?:{_MONTH} |spring |summer |late )?bank holiday(?: Monday| weekend)?,? (?:of |"
    rf"in )?{_YEAR}(?!\w)",
    # fourteenth of the third, forty-nine
    (
        rf"\b(?:the )?{_ORDINAL} of (?:the )?{_ORDINAL}\b(?:[ ,]{{1,2}}(?:{_YEAR}|{_TWO_DIGITS}|"
        rf"['’]?\d\d))?(?!\w)"
    ),
    rf"\b{_FEAST},? (?:of |in )?{_YEAR}(?!\w)",
    # in 2011, since nineteen eighty-four
    (
        rf"(?<![\w£$.,/:-]){_DIGIT_YEAR}(?![\w%/:]|[.,]\d|\s+(?:quid|pounds|people|steps|calories|"
        rf"euros|words|metres|miles))"
    ),
    rf"(?<=\b(?i:in)\s){_SAID_YEAR}\b(?!\s+(?:minutes|pounds|quid|people|years|hours|days|weeks))",
    rf"(?<=\b(?i:since)\s){_SAID_YEAR}\b",
    rf"\bnineteen[ -](?:forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:{_UNITS}))?\b",
    rf"\btwo thousand and (?:{_UNITS}|ten|{'|'.join(TEENS)})\b",
    (
        r"\btwenty[ -](?:eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
        r"nineteen)\b"
    ),
]  # fmt: skip
_DATE = [re.compile(pattern, re.IGNORECASE) for pattern in _DATES]
_BIRTH_CUE = re.compile(
    r"\b(?:date of birth|D\.?O\.?B\.?|born(?: on)?)\b[^.?!]{0,20}$", re.IGNORECASE
)
_AFTER_BIRTH = re.compile(
    rf"(?:the )?(?:{_ORDINAL}|\d{{1,2}}|{_TWO_DIGITS}|{_UNITS})(?:[ ,/]{{1,2}}(?:of |"
    rf"the )*(?:{_ORDINAL}|\d{{1,2}}|"
    rf"{_TWO_DIGITS}|{_UNITS})){{1,2}}(?:[ ,/]{{1,2}}(?:{_YEAR}|\d\d))?\b",
    re.IGNORECASE,
)
# Four, seven, sixty-two: a day, a month and a year, where a birthday is spoken of.
_THREE_NUMBERS = re.compile(
    rf"(?<!\w){_DAY_SAID}(?:[ ,/.-]{{1,3}}(?:of the )?){_DAY_SAID}(?:[ ,/.-]{{1,3}})"
    rf"(?:{_YEAR}|{_TWO_DIGITS}|\d\d)(?!\w)",
    re.IGNORECASE,
)
_BIRTHDAY = re.compile(r"\b(?:birthday|date of birth|D\.?O\.?B|born)\b", re.IGNORECASE)
# The lower-case words of two month names, which need more than a number beside them.
_VERB_MONTH = re.compile(r"(?:^|\d )(?:may|march)\b", re.ASCII)


def find_dates(text: str) -> Iterator[Span]:
    """Dates of one event: a day, a month with its year, a year; not weekdays or months alone."""
    if not MENTIONS_NUMBER.search(text):
        return
    for pattern in _DATE:
        for match in pattern.finditer(text):
            ordinal = re.search(_ORDINAL, match[0], re.IGNORECASE)
            year = re.search(_YEAR, match[0], re.IGNORECASE)
            if _VERB_MONTH.search(match[0]) and not ordinal and not year:
                continue
            yield Span(match.start(), match.end(), "DATE", "pattern", 0.95)
    for match in _AFTER_BIRTH.finditer(text):
        if _BIRTH_CUE.search(text[max(0, match.start() - 40) : match.start()]):
            yield Span(match.start(), match.end(), "DATE", "pattern", 0.9)
    for match in _THREE_NUMBERS.finditer(text):
        if _BIRTHDAY.search(text[max(0, match.start() - 40) : match.end() + 30]):
            yield Span(match.start(), match.end(), "DATE", "pattern", 0.9)
