"""Dates that single out an event, and people's ages, in digits and in words."""

import re
from collections.abc import Iterator

from focusgroups.identifiers.numbers import ONES, TEENS, TENS
from focusgroups.identifiers.spans import REVIEW, Span
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
    r"Father['’]?s Day|(?:the )?(?:summer|spring|winter|autumn)|Ramadan|Eid)"
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
        rf"\b(?:the )?(?:{_ORDINAL}|[0-3]?\d)(?: of)? {_MONTH}\b(?:,? (?:of )?{_YEAR}|"
        rf",? ['’]\d\d)?(?!\w)"
    ),
    # March 2019, march the 4th, May 14th 2016
    rf"\b{_MONTH},? (?:the )?{_ORDINAL}\b(?:,? (?:of )?{_YEAR})?(?!\w)",
    rf"\b(?:late |early |mid[ -])?{_MONTH},? (?:of |in )?{_YEAR}(?!\w)",
    rf"\b{_MONTH} ['’]\d\d(?!\w)",
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
# The lower-case words of two month names, which need more than a number beside them.
_VERB_MONTH = re.compile(r"(?:^|\d )(?:may|march)\b", re.ASCII)


def find_dates(text: str) -> Iterator[Span]:
    """Dates of one event: a day, a month with its year, a year; not weekdays or months alone."""
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


_SAID_AGE = (
    rf"(?:(?:{'|'.join(TENS)})(?:[ -](?:{_UNITS}))?|{'|'.join(TEENS)}|{_UNITS}|"
    rf"a hundred(?: and (?:{_UNITS}))?)"
)
_AGE = rf"(?:[1-9]\d?|1[01]\d|{_SAID_AGE})(?:[ -]odd)?"
_MODIFIER = (
    r"(?:(?:only|just|about|nearly|now|going on|like|all of|over|under|around|almost|"
    r"coming up(?: to| for)?|still|already|turned|turning|aged|what|me|about to be|gonna be|"
    r"going to be)[ ,]{1,2}){0,2}"
)
# Who has the age, with the verb. Of "it was twelve" and "there's sixty" nobody has.
_BEING = (
    r"(?P<who>\b(?:I|he|she|they|you|who|we|them|(?:my|me|his|her|our|their|your|the)\s[\w-]+|"
    r"(?-i:(?!It|That|There|What|Here|This)[A-Z][a-z]+)))"
    r"(?:['’](?:m|s|d|re|ll)|\s(?:am|is|was|were|are|be|turned|turns|turning|hit|will|would|only))"
    r"(?:\s(?:be|been))?"
)
# What may follow an age; a noun after the number makes it a count (two hours, thirty quid).
_ENDS = (
    r"(?=\s*(?:[.,;:!?–—)\]\"”]|$)|\s(?:when|then|and|but|so|now|years?[ -]old|year[ -]old|"
    r"in (?-i:[A-Z])|next|this|last|at the time|by then|or|with|I|he|she|you|year|because|'cause|"
    r"if|before|after|still|already|going on|at|anyway|though|too|mate|love)\b)"
)
_NOT_AGE_AFTER = re.compile(
    r"\s*(?:(?:and|or|to|,)\s\S+\s|(?:more|extra|whole|long|solid|full|good|odd|other|square|"
    r"of us|thousand|hundred)[ -])?"
    r"\s*(?:minutes?|mins?|hours?|days?|weeks?|months?|miles?|quid|pounds?|pence|p\b|percent|"
    r"per cent|%|stone|foot|feet|inch|times|people|of (?:us|them|the)|o['’]?clock|am\b|pm\b|"
    r"degrees|doors|sessions|points|"
    r"years(?! old| of age| young))",
    re.IGNORECASE,
)
_AGES = [
    # I'm 61, she's eighty-one, he was only fourteen
    rf"{_BEING}[ ,]{{1,2}}{_MODIFIER}(?P<age>{_AGE}){_ENDS}",
    # aged nine, the age of thirty-two, age 40
    (
        rf"\b(?:aged|at the age of|the age of|age of|age|ages)\s(?:about |"
        rf"around )?(?P<age>{_AGE})(?!\w)(?!\s(?:concern|uk))"
    ),
    # seven years old, a three-year-old
    rf"(?<!\w)(?P<age>{_AGE})[ -]years?[ -](?:olds?|of age|young)\b",
    # eighty-one she is
    rf"(?<!\w)(?P<age>{_AGE}),? (?:he|she|I) (?:is|was|am)(?=[,.!?]|$)",
    # turned fifty, hit sixty, pushing seventy
    rf"\b(?:turned|turning|turns|pushing|hitting|nearing|approaching)\s(?P<age>{_AGE}){_ENDS}",
    # my fiftieth, her 60th birthday
    (
        r"\b(?:my|me|his|her|their|your|our|'s|’s)\s(?P<age>\d{2}(?:st|nd|rd|th)|[a-z]+(?:tieth|"
        r"teenth))(?=\sbirthday|[.,!?])"
    ),
]  # fmt: skip
_AGE_PATTERNS = [re.compile(pattern, re.IGNORECASE) for pattern in _AGES]
_GROWN = (
    rf"(?:(?:{'|'.join(TENS)})(?:[ -](?:{_UNITS}))?|{'|'.join(list(TEENS)[3:])}|1[3-9]|[2-9]\d)"
)
_PERHAPS = [
    # at fifty-six, from sixteen: a house, a time or an age
    re.compile(rf"\b(?:at|from)\s(?:nearly |only |just )?(?P<age>{_GROWN}){_ENDS}", re.IGNORECASE),
    # Fifty-six. A number that is a sentence
    re.compile(rf"(?:^|[.!?–—]\s)(?P<age>{_GROWN})(?=[.,;!?–—]|$| and I\b)", re.IGNORECASE),
]


def find_ages(text: str) -> Iterator[Span]:
    """The number or number words of somebody's age: sure in a context that makes it one."""
    for match in (m for pattern in _AGE_PATTERNS for m in pattern.finditer(text)):
        start, end = match.span("age")
        number = match["age"].casefold()
        if _NOT_AGE_AFTER.match(text, end) or number in ("one", "a hundred"):
            continue
        # "I was two" can be anything from a place in a queue to a price.
        who = (match.groupdict().get("who") or "he").casefold()
        small = number in ("two", "three", "four", "2", "3", "4", "10", "ten")
        if small and who in ("i", "they", "you", "we", "them", "who"):
            yield Span(start, end, "AGE", "age", 0.5, REVIEW)
        else:
            yield Span(start, end, "AGE", "pattern", 0.9)
    for match in (m for pattern in _PERHAPS for m in pattern.finditer(text)):
        start, end = match.span("age")
        if not _NOT_AGE_AFTER.match(text, end):
            yield Span(start, end, "AGE", "age", 0.4, REVIEW)
