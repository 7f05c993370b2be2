"""People's ages, in digits and in words: sure where the talk makes a number one."""

import re
from collections.abc import Iterator

from focusgroups.identifiers.numbers import MENTIONS_NUMBER, ONES, TEENS, TENS
from focusgroups.identifiers.spans import REVIEW, Span
from focusgroups.identifiers.wordlists import in_dictionary, names_that_are_words
from focusgroups.identifiers.words import plain

_UNITS = "|".join(list(ONES)[4:])
_UP_TO_99 = rf"(?:(?:{'|'.join(TENS)})(?:[ -](?:{_UNITS}))?|{'|'.join(TEENS)}|{_UNITS})"
_SAID = rf"(?:(?:a|one) hundred(?: and {_UP_TO_99})?|{_UP_TO_99})"
_AGE = (
    rf"(?:(?<![\w£$€.,:/-])(?:10\d|[1-9]\d?)(?![\w%£:/]|[.,]\d)|\b{_SAID}(?![\w]))"
    rf"(?:[ -]odd|(?: and)? a half|[ -]and[ -]a[ -]half|[ -]?ish)?"
)
# Ages at which somebody is grown up, or nearly: of smaller numbers most count things.
_GROWN = (
    rf"(?:(?<![\w£$€.,:/-])(?:1[3-9]|[2-9]\d)(?![\w%£:/]|[.,]\d)|\b(?:(?:{'|'.join(TENS)})"
    rf"(?:[ -](?:{_UNITS}))?|{'|'.join(list(TEENS)[3:])})(?!\w))(?:[ -]odd|[ -]?ish)?"
)
_AFTER_SEVEN = rf"(?:{_GROWN}|\b(?:eight|nine|eleven|twelve|8|9|11|12)(?!\w))"
_MODIFIER = (
    r"(?:(?:only|just|about|nearly|now|going on|getting on for|like|all of|over|under|around|"
    r"almost|coming up(?: to| for)?|coming|still|already|turned|turning|aged|what|me|about to be|"
    r"gonna be|going to be|even|barely|probably|roughly|must(?: be| have been)?|maybe|not even|"
    r"something like|well|er|erm|um|touching|the other side of|both|all)[ ,]{1,2}){0,3}"
)
_KIN = (
    r"(?:mum|mam|mom|mother|dad|da|father|nan|nanna|nana|gran|granny|grandma|grandad|grandfather|"
    r"grandmother|husband|wife|partner|fella|brother|sister|son|daughter|lad|lass|lassie|girl|"
    r"boy|baby|eldest|oldest|youngest|middle one|little one|other one|twins?|niece|nephew|"
    r"grandson|granddaughter|grandkids|grandchildren|kids?|children|boys|girls|lads|wee one|"
    r"bairn|aunt|auntie|aunty|uncle|cousin|friend|mate|neighbour|man|woman|lady|gentleman|guy|"
    r"bloke|chap|fellow|feller|person|patient|client|resident|service user|teenager|"
    r"mother-in-law|father-in-law|stepson|stepdaughter|boyfriend|girlfriend|carer|widow|widower)"
)
# Who has the age, with the verb. Of "it was twelve" and "there's sixty" nobody has, and "my sats
# were ninety-two" is a measurement.
_ADJECTIVES = (
    r"(?:(?:own|late|old|big|little|younger|older|eldest|oldest|youngest|other|new|wee|two|three|"
    r"four|first|second|best|lovely|dear|poor|young)\s){0,2}"
)
_OWNER = r"(?:my|me|his|her|our|their|your|the|wor|one|another|a|that|this|some)"
_BEING = (
    rf"(?:\b(?:shes|hes|theyre|im)|(?P<who>\b(?:I|he|she|they|you|who|them|"
    rf"{_OWNER}\s{_ADJECTIVES}{_KIN}(?:\s(?-i:[A-Z][a-z]+)|\s(?:she|he))?|(?-i:mum|dad|nan)|"
    r"(?-i:(?!It|That|There|What|Here|This|These|Those|Which|Where)(?P<named>[A-Z][a-z]+))))"
    r"(?:['’](?:m|s|re|ll be|d be|d been)|\s(?:am|is|was|wis|were|are|be|turned|turns|turning|hit|"
    r"hits|will be|would be|would have been|would've been|has been|have been|must be|only|"
    r"just turned|not long turned|had turned|reached)))"
    r"(?:\s(?:be|been))?"
)
# What may follow an age: the end of a clause, or a word that goes on; a noun makes it a count.
_GOES_ON = (
    r"when|then|and|but|so|now|next|this|last|at|by|or|with|I|I['’]m|he|she|they|you|we|it|"
    r"because|['’]?cause|cos|cuz|if|before|after|still|already|going|anyway|though|although|too|"
    r"mate|love|me|my|his|her|our|their|your|first|just|that|what|who|which|like|well|yeah|no|"
    r"got|is|was|were|isn['’]t|wasn['’]t|not|exactly|today|tomorrow|yesterday|since|ish|only|"
    r"mind|bless|lad|la|hen|pet|duck|pal|innit|almost|nearly|year[ -]?olds?|years?[ -]old|"
    r"years?[ -]of[ -]age|years?[ -]young|yrs?|s?hes|there|him|them|them days|to (?:him|her|me|"
    r"them)|on (?:my|me|his|her|the|(?-i:[A-Z]))|in (?:the|a|two|three|(?-i:[A-Z]))|the (?:week|"
    r"day|month|year|time|other|first|youngest|eldest|oldest|same|next)|as|from|for|according|"
    r"same|both|all|(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|come"
)
_ENDS = rf"(?=\s*(?:[.,;:!?–—…)\]\"”]|$)|\s*-\s|\s(?:{_GOES_ON})\b)"
_UNIT = (
    r"(?:minutes?|mins?|hours?|hrs?|days?|weeks?|wks?|months?|miles?|quid|pounds?|pence|p\b|"
    r"percent|per cent|%|stone|foot|feet|inch(?:es)?|times|people|o['’]?clock|am\b|pm\b|degrees|"
    r"doors|sessions|points|kids|children|years(?! old| of age| young))"
)
_NOT_AGE_AFTER = re.compile(
    rf"\s(?:of (?:us|them|the|you|my|me)|in (?:the|a) (?:group|room|class|queue|house))\b|"
    rf"\s*(?:(?:and|or|to|,)\s\S+\s|(?:more|extra|whole|long|solid|full|good|odd|other|square|"
    rf"thousand|hundred|per)[ -])?\s*{_UNIT}|\s?[x×]\s?\d",
    re.IGNORECASE,
)
_YEARS_OLD = r"[ -]?(?:years?|yrs?)[ -]?(?:olds?|of[ -]age|young)\b"
_AGES = [
    # I'm 61, she's eighty-one, he was only fourteen, me daughter she's twenty eight
    rf"{_BEING}[ ,]{{1,2}}{_MODIFIER}(?P<age>{_AGE}){_ENDS}",
    # aged nine, the age of thirty-two, age 40
    (
        rf"\b(?:aged|at the age of|the age of|age of|age|ages)\s(?:about |around |from )?"
        rf"(?P<age>{_AGE})(?!\w)(?!\s(?:concern|uk))"
    ),
    # seven years old, a three-year-old, an 18-month-old
    rf"(?P<age>{_AGE}){_YEARS_OLD}",
    rf"(?P<age>{_AGE})[ -]?(?:y/?o|months?[ -]old|weeks?[ -]old|days?[ -]old)\b",
    # eighty-one she is
    rf"(?P<age>{_AGE}),? (?:he|she|I|they) (?:is|was|am|are|were|would be)(?=[,.!?]|$)",
    # fifty-three when they told me, nineteen first time
    rf"(?P<age>{_AGE}) (?:when|the first time|first time) (?:I|he|she|they|we|it|my|me|his|her|our|"
    rf"the|mum|dad|[A-Z][a-z]+)\b",
    # sixty-two last birthday, forty next week, 18 just turned
    (
        rf"(?P<age>{_GROWN}) (?:last (?:birthday|time|week|month|year)|next (?:birthday|week|month|"
        rf"year)|just turned|this year|on (?:my|his|her) birthday|in (?:January|February|March|"
        rf"April|"
        rf"May|June|July|August|September|October|November|December))\b"
    ),
    # turned fifty, hit sixty, pushing seventy
    (
        rf"\b(?:turned|turning|turns|pushing|hitting|nearing|approaching|knocking on|just gone|"
        rf"side of|people of|lived (?:to|till|until)|got to|made it to|ripe old age of|reached|"
        rf"into (?:my|me|her|his))\s(?:be )?(?P<age>{_GROWN}){_ENDS}"
    ),

    # died at 42, diagnosed at thirty-one, left school at fifteen, widowed at fifty
    (
        rf"\b(?:died|dead|passed|gone|diagnosed|school|home|retired|redundant|married|wed|widowed|"
        rf"pregnant|mother|mum|dad|father|born|started|stopped|finished|sectioned|stroke|"
        rf"started work|"
        rf"orphaned|care|army|navy|moved out|living|still)\b[^.?!,;]{{0,12}}\sat\s(?:about |"
        rf"only |just |"
        rf"nearly )?(?P<age>{_GROWN}){_ENDS}"
    ),
    # started smoking at twelve, by fifteen I was ...
    (
        rf"\b(?:started|left|married|moved|began|lost|had|first|met|joined|smoking|drinking|me|us|"
        rf"working)\b[^.?!;]{{0,30}}\s(?:at|by)\s(?:about |only |just )?(?P<age>{_AFTER_SEVEN})"
        rf"(?=[,.;!?–—…]|$|\s(?:and|but|I|he|she|then|with)\b)(?!\s(?:past|to)\b)"
    ),
    # my two boys 10 and 14; im 41 mum of three; 3yo, 5yr old
    rf"\b{_KIN}\s(?P<age>(?:1[0-9]|[2-9]\d|[2-9]))(?=,|\sand\s(?:\d|{_UNITS}|{'|'.join(TEENS)}))",
    rf"\b(?:im|I['’]m)\s(?P<age>{_AGE})(?=\s{_KIN}\b)",
    r"(?<!\w)(?P<age>\d{1,2})(?=\s?(?:yo|y/o|yr|yrs|year)[ -]?(?:olds?)?\b)(?!\s?(?:yrs?|"
    r"years?)\b(?![ -]?old))",
    # at forty-five I thought; from sixteen I was
    rf"\b(?:at|from|by|until|since)\s(?P<age>{_GROWN})(?=,?\s(?:I|he|she|I['’]d|he['’]d|"
    rf"she['’]d)\b)",
    # not bad for seventy-seven; with me being sixty-one
    rf"\b(?:good|well|bad|young|fit|great|sprightly) for (?P<age>{_GROWN}){_ENDS}",
    rf"\b(?:me|him|her|I|he|she) being (?P<age>{_GROWN}){_ENDS}",
    # a lad of nineteen, a woman of seventy
    rf"\b{_KIN}\sof\s(?:about )?(?P<age>{_GROWN}){_ENDS}",
    # my daughter, 34, ...; a young man, twenty-three,; me mum, who's ninety; our Jade (19)
    rf"\b{_KIN}(?:,\s|\s\()(?:she['’]s |he['’]s )?{_MODIFIER}(?P<age>{_AGE})(?=[,.;)!?]|$| and\b|"
    rf" now\b)",
    r"(?-i:\b[A-Z][a-z]+)(?:,\s|\s\()" + rf"(?P<age>{_GROWN})(?=[,.;)])(?!,\s(?-i:[A-Z]|\d))",
    # and then twenty one with our Jade
    rf"\bthen (?:I was )?(?P<age>{_GROWN}) (?:with|when)\b",
    # Skye and Hunter, six and nine
    (
        rf"(?-i:[A-Z][a-z]+)(?:, (?-i:[A-Z][a-z]+))*,? and (?-i:[A-Z][a-z]+), (?P<age>{_AGE})"
        rf"(?=(?:, {_AGE})*,? and {_AGE}(?:[,.;!?]|$))"
    ),
    # at my age, seventy-two
    rf"\bat (?:my|his|her|your|me) age,? (?:like )?(?P<age>{_GROWN}){_ENDS}",
    # my fiftieth, her 60th birthday, the big four-oh
    (
        r"\b(?:my|me|his|her|their|your|our|'s|’s)\s(?P<age>\d{2}(?:st|nd|rd|th)|[a-z]+(?:tieth|"
        r"teenth)|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-(?:first|second|third|"
        r"fourth|fifth|sixth|seventh|eighth|ninth))(?=\sbirthday|[.,!?]|\swas\b|\swhen\b)"
    ),
    r"\bthe big (?P<age>(?:three|four|five|six|seven|eight|nine|[3-9])[ -](?:oh|o|0))\b",
]  # fmt: skip
_AGE_PATTERNS = [re.compile(pattern, re.IGNORECASE) for pattern in _AGES]
_PERHAPS = [
    # in my late sixties
    re.compile(
        r"\b(?:in|into|out of) (?:my|me|his|her|their|our|your) (?P<age>(?:(?:early|mid|late)[ -])?"
        r"(?:teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties|"
        r"[1-9]0s))\b",
        re.IGNORECASE,
    ),
    # at fifty-six, from sixteen: a house, a time or an age
    re.compile(
        rf"\b(?:at|from|since|till|until|to)\s(?:nearly |only |just |"
        rf"about )?(?P<age>{_GROWN}){_ENDS}",
        re.IGNORECASE,
    ),
    # Me dad made old bones, ninety-six, and never saw a doctor.
    re.compile(
        rf",\s(?:nearly |about )?(?P<age>{_GROWN})(?=,\s(?:and|but|he|she|I|never|still)\b)", re.I
    ),
    # Fifty-six. A number that is a sentence
    re.compile(rf"(?:^|[.!?–—…]\s)(?P<age>{_GROWN})(?=[.,;!?–—…]|$| and I\b)", re.IGNORECASE),
]
# Before the second number of a weight or a height: ten stone two.
_MEASURED = re.compile(r"\b(?:stone|foot|feet|pounds?|quid|ft)\s$", re.IGNORECASE)
# After an age in the same sentence: and twenty one with, 11 and 9, fifteen going on sixteen.
_ANOTHER = re.compile(
    rf"(?:,|\sand|\sor|\sto|\sgoing on|\snearly|\scoming up|\sthen|\sand then|"
    rf"\sthe other(?: one)?(?: is|['’]s)?"
    rf"|\ssomething){{1,3}}\s?(?:she['’]s |he['’]s |I was |I['’]m )?(?P<age>{_AGE}){_ENDS}",
    re.IGNORECASE,
)


def find_ages(text: str) -> Iterator[Span]:
    """The number or number words of somebody's age: sure in a context that makes it one."""
    if not MENTIONS_NUMBER.search(text):
        return
    for match in (m for pattern in _AGE_PATTERNS for m in pattern.finditer(text)):
        if _is_count(match, text):
            continue
        named = match.groupdict().get("named") or ""
        if plain(named) in names_that_are_words():
            # Summer is six: only somebody has an age.
            yield Span(*match.span("named"), "PERSON", "context", 0.8)
        start, end = match.span("age")
        # "I was two" can be anything from a place in a queue to a price.
        who = (match.groupdict().get("who") or "he").casefold()
        if match["age"].casefold() in _SMALL and who in ("i", "they", "you", "we", "them", "who"):
            yield Span(start, end, "AGE", "age", 0.5, REVIEW)
            continue
        yield Span(start, end, "AGE", "pattern", 0.9)
        yield from _others(end, text)
    for match in (m for pattern in _PERHAPS for m in pattern.finditer(text)):
        start, end = match.span("age")
        if not _NOT_AGE_AFTER.match(text, end):
            yield Span(start, end, "AGE", "age", 0.4, REVIEW)


_SMALL = ("two", "three", "four", "2", "3", "4", "10", "ten")
_AGE_WITH_OLD = re.compile(
    r"[ -]?(?:years?|yrs?|months?|weeks?|days?)[ -]?(?:olds?|of[ -]age|young)\b"
)


def _is_count(match: re.Match[str], text: str) -> bool:
    """Whether what stands around the number of a ``match`` makes it no age."""
    start, end = match.span("age")
    if match["age"].casefold() in ("one", "a hundred", "1", "100", "one hundred"):
        return True
    if _MEASURED.search(text[max(0, start - 9) : start]):
        return True
    if _NOT_AGE_AFTER.match(text, end) and not _AGE_WITH_OLD.match(text, end):
        return True
    return _is_thing(match.groupdict().get("named") or "")


def _is_thing(subject: str) -> bool:
    """Whether a capitalised subject is a word that opens its sentence: `Temperature was forty`."""
    key = plain(subject)
    return bool(key) and in_dictionary(key) and key not in names_that_are_words()


def _others(position: int, text: str) -> Iterator[Span]:
    """Further ages that follow one another after the age that ends at ``position``."""
    while match := _ANOTHER.match(text, position):
        start, position = match.span("age")
        if _NOT_AGE_AFTER.match(text, position):
            return
        yield Span(start, position, "AGE", "pattern", 0.8)
