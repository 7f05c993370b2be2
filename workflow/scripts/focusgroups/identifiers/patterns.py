"""Identifiers with a form of their own: postcodes, e-mail, web addresses, streets with a number."""

import re
from collections.abc import Iterator

from focusgroups.identifiers.dates import find_ages, find_dates
from focusgroups.identifiers.numbers import (
    HYPHENS,
    ONES,
    TEENS,
    TENS,
    find_ninos,
    find_numbers,
)
from focusgroups.identifiers.spans import REVIEW, Span
from focusgroups.identifiers.wordlists import ordinary_words
from focusgroups.identifiers.words import CAPITALISED
from focusgroups.wordsets import word_set

# The letters that a British postcode may begin with (Royal Mail postcode areas).
AREAS = word_set(
    "AB AL B BA BB BD BF BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL "
    "DN DT DY E EC EH EN EX FK FY G GL GU GX GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT "
    "KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG "
    "RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD "
    "WF WN WR WS WV YO ZE"
)
_INWARD = "[ABD-HJLNP-UW-Z]"
_POSTCODE = re.compile(
    rf"(?<![\w#])([A-Z]{{1,2}})(?=\d)[\dO][A-Z\d]?[ .{HYPHENS}-]{{0,3}}[\dO]{_INWARD}{{2}}(?!\w)",
    re.IGNORECASE,
)
_DIGIT = "|".join(["[0-9]", *ONES])
_NUMBER = "|".join(
    [
        "[0-9]{1,2}",
        *TEENS,
        *(f"{ten}(?:[ -](?:{'|'.join(list(ONES)[4:])}))?" for ten in TENS),
        *ONES,
    ]
)
# L four, three QJ: letters and digits said one by one. Two letters that could be a word, such as
# `be`, count only in capitals or apart.
_SPELLED_POSTCODE = re.compile(
    rf"(?<![\w'’])(?P<one>[A-Z])[\s.,-]{{0,3}}(?P<two>[A-Z])?[\s.,-]{{0,3}}"
    rf"(?:{_NUMBER})(?:[\s,.-]{{1,3}}(?:{_DIGIT}))?[\s,.;–-]{{1,4}}(?:(?:er|erm|um)[\s,]+)?"
    rf"(?:{_DIGIT})[\s,.-]{{0,3}}(?P<unit>{_INWARD}(?P<gap>[\s.,-]{{0,3}}){_INWARD})(?![\w'’])",
    re.IGNORECASE,
)
_OUTWARD = re.compile(
    rf"(?<![\w&])([A-Z]{{1,2}})\s?(?:[0-9]{{1,2}}[A-Z]?|{'|'.join([*ONES][4:])})(?![\w.]\w)"
)
_OUTWARD_CUE = re.compile(
    r"\b(?:post ?code(?:'s|’s| is| was|:|,)*|live[sd]?(?: in)?|living in|born in|moved (?:to|from|"
    r"in)|"
    r"house in|flat in|(?:me|my|us|we're|I'm|over|back|from|all) in|from|round|area is)\s+$",
    re.IGNORECASE,
)
# Motorways, vitamins and the like that look like an outward code.
_NOT_OUTWARD = re.compile(r"(?:B(?:1|2|3|6|9|12)|[AM]\d+|E\d+|L[12])$")


def find_postcodes(text: str) -> Iterator[Span]:
    """Postcodes in full, typed or said, and the first half where somebody says where they live."""
    for match in _POSTCODE.finditer(text):
        if match[1].upper() in AREAS:
            ordinal = re.search(r"\s\d(?:st|nd|rd|th)$", match[0])
            tier = {"tier": REVIEW} if ordinal else {}
            yield Span(match.start(), match.end(), "POSTCODE", "pattern", 0.98, **tier)
    for match in _SPELLED_POSTCODE.finditer(text):
        area = (match["one"] + (match["two"] or "")).upper()
        apart = bool(match["gap"]) or match["unit"].isupper()
        if area in AREAS and apart:
            yield Span(match.start(), match.end(), "POSTCODE", "pattern", 0.95)
    for match in _OUTWARD.finditer(text):
        cue = _OUTWARD_CUE.search(text[max(0, match.start() - 30) : match.start()])
        in_full = "postcode" in text[max(0, match.start() - 30) : match.start()].casefold()
        if match[1] in AREAS and cue and (in_full or not _NOT_OUTWARD.match(match[0])):
            yield Span(match.start(), match.end(), "POSTCODE", "pattern", 0.85)


_TLD = r"(?:com|org|net|info|biz|io|me|tv|eu|ie|uk|(?:co|org|ac|nhs|gov|me)\.uk)"
_SAID_TLD = (
    r"(?:com|org|net|info|(?:co|org|ac|nhs|gov)(?:\s+dot)?\s+uk|(?:co|org|ac|nhs|gov)\.uk|uk)"
)
_PROVIDERS = r"(?:gmail|hotmail|yahoo|outlook|icloud|btinternet|aol|live|googlemail|sky|protonmail)"
_EMAIL = re.compile(r"[\w.+'-]*\w\s?@\s?[A-Z0-9-]+(?:\.[A-Z0-9-]+)+", re.IGNORECASE)
_JOINT = r"\s+(?:dot|underscore|hyphen|dash|full stop)\s+"
_LETTERS = r"(?:[A-Z][\s-]){2,}[A-Z]"
_LOCAL = rf"(?:{_LETTERS}|[\w.'-]+)(?:{_JOINT}(?:{_LETTERS}|[\w'-]+)|(?:\s+\d+))*"
_SPOKEN_EMAIL = re.compile(
    rf"(?<!\w)(?P<local>{_LOCAL})\s+at\s+"
    rf"(?:(?:[\w-]+\s+dot\s+)*(?:[\w-]+\s+dot\s+{_SAID_TLD}|[\w-]+\.{_TLD})|"
    rf"{_PROVIDERS}\b(?:\s+dot\s+\w+)*)(?!\w)",
    re.IGNORECASE,
)
# Words that may stand before "at" without being the name of a mailbox.
_NO_MAILBOX = word_set(
    "it's its is was were are be i'm me us them find look looked site website page email up on"
)
_URL = re.compile(
    r"(?<![\w@.])(?:https?://[^\s,;)]+|www\.[^\s,;)]+|"
    rf"(?:[A-Z0-9-]+\.)+{_TLD}(?![\w.]\w)(?:/[^\s,;)]*)?)",
    re.IGNORECASE,
)
_SPOKEN_URL = re.compile(
    r"(?<!\w)(?:(?:www|w w w|double u double u double u)\s+dot\s+)?"
    rf"(?:[\w-]+\s+dot\s+)*[\w-]+\s+dot\s+{_SAID_TLD}"
    r"(?:\s+(?:forward\s+)?slash\s+[\w-]+)*(?!\w)",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w.@])@\s?[A-Z0-9_][\w.]*\w", re.IGNORECASE)
_UNDERSCORED = re.compile(r"(?<![\w@])(?=\w*[A-Z])[A-Z0-9.]+(?:_+[A-Z0-9.]+)+(?!\w)", re.IGNORECASE)
_SPOKEN_HANDLE = re.compile(r"(?<!\w)(?:at\s+)?[\w-]+(?:\s+underscore\s+[\w-]+)+", re.IGNORECASE)
_NETWORK_CUE = re.compile(
    r"\b(?:instagram|insta|twitter|facebook|tiktok|tik tok|snapchat|snap|youtube|handle|user ?name|"
    r"gamer ?tag|xbox|discord|threads|bluesky)\b[^.?!]{0,45}$",
    re.IGNORECASE,
)
_LETTERS_AND_DIGITS = re.compile(r"(?<![\w@])[A-Z][A-Z.]*\d+\w*(?!\w)", re.IGNORECASE)
# Addresses that say nothing of anybody: public services, and names of file formats in documents.
_PUBLIC_SITES = re.compile(
    r"(?:https?://)?(?:www\.)?(?:nhs\.uk|gov\.uk|bbc\.co\.uk|google\.(?:com|co\.uk))/?$"
    r"|https?://(?:schemas\.openxmlformats\.org|schemas\.microsoft\.com|www\.w3\.org|purl\.org)/.*"
)


def find_emails(text: str) -> Iterator[Span]:
    """E-mail addresses, typed or said."""
    for match in _EMAIL.finditer(text):
        end = match.start() + len(match[0].rstrip(".-_"))
        yield Span(match.start(), end, "EMAIL", "pattern", 0.99)
    for match in _SPOKEN_EMAIL.finditer(text):
        if match["local"].casefold().replace("’", "'") not in _NO_MAILBOX:
            yield Span(match.start(), match.end(), "EMAIL", "pattern", 0.95)


def find_net(text: str) -> Iterator[Span]:
    """Web addresses and handles, typed or said."""
    for pattern, score in ((_URL, 0.97), (_SPOKEN_URL, 0.93)):
        for match in pattern.finditer(text):
            end = match.start() + len(match[0].rstrip(".?!'’\""))
            if not _PUBLIC_SITES.fullmatch(text[match.start() : end].casefold()):
                yield Span(match.start(), end, "URL_HANDLE", "pattern", score)
    for pattern in (_HANDLE, _SPOKEN_HANDLE):
        for match in pattern.finditer(text):
            yield Span(match.start(), match.end(), "URL_HANDLE", "pattern", 0.95)
    for match in _LETTERS_AND_DIGITS.finditer(text):
        if _NETWORK_CUE.search(text[: match.start()]):
            yield Span(match.start(), match.end(), "URL_HANDLE", "pattern", 0.85)


def find_underscored(text: str) -> Iterator[Span]:
    """Words with an underscore, which in speech are handles (in a table, names of columns)."""
    for match in _UNDERSCORED.finditer(text):
        end = match.start() + len(match[0].rstrip("."))
        yield Span(match.start(), end, "URL_HANDLE", "pattern", 0.9)


# Words that make a street of the capitalised words before them.
STREET = (
    r"(?:Road|Street|Avenue|Lane|Drive|Close|Terrace|Gardens?|Grove|Crescent|Court|Way|Place|"
    r"Square|Walk|Mews|Hill|Row|Parade|Rise|View|Park|Green|Vale|Mount|Brow|Bank|Croft|Fold|Heys?|"
    r"Meadows?|Promenade|Boulevard|Gate|Yard|Wharf|Rd|St|Ave|Dr|Cres|Ln)"
)
_PLAIN_STREET = (
    r"(?:road|street|avenue|lane|drive|terrace|gardens|grove|crescent|close|court|rd|st|ave)"
)
_HOUSE = rf"(?:\d{{1,4}}[A-Z]?|{_NUMBER})"
_FLAT = rf"(?:(?:flat|apartment|apt|unit|room)\s+(?:number\s+)?(?:{_HOUSE}|[A-Z])\b[\s,]{{1,2}})"
_ADDRESS = re.compile(
    rf"(?<![\w.])(?i:{_FLAT})?(?i:(?:number\s+)?{_HOUSE})[\s,]{{1,2}}"
    rf"(?:(?:The|St\.?)\s)?(?:{CAPITALISED}\s){{1,3}}{STREET}\b"
)
_LOWER_ADDRESS = re.compile(
    (
        rf"(?<![\w.])(?:{_FLAT})?(?:number\s+)?{_HOUSE}[\s,]{{1,2}}(?P<name>(?:[a-z'’-]+\s){{1,2}}){_PLAIN_STREET}\b"
    ),
    re.IGNORECASE,
)
_FLAT_IN = re.compile(
    rf"(?<![\w.])(?i:{_FLAT})(?:{CAPITALISED}\s){{1,3}}(?:House|Heights|Point|Tower|Court|Lodge|"
    rf"Buildings)\b"
)
_NUMBER_AFTER = re.compile(
    rf"(?:{CAPITALISED}\s){{1,3}}{STREET},?\s(?i:(?:at\s)?number\s{_HOUSE})(?!\w)"
)
# Words between a number and a street that show it is a distance or a count.
_NO_STREET_NAME = word_set(
    "minutes minute mins miles mile yards doors door houses steps stops buses of the a an "
    "this that down up on off in along across years days weeks months hours people main other "
    "same cars different more way from every whole to by at and or high side busy our your my "
    "me with"
)


def find_addresses(text: str) -> Iterator[Span]:
    """A number with a street, with or without a flat before it, or with the number at the end."""
    for pattern in (_ADDRESS, _FLAT_IN, _NUMBER_AFTER):
        for match in pattern.finditer(text):
            yield Span(match.start(), match.end(), "ADDRESS", "pattern", 0.95)
    for match in _LOWER_ADDRESS.finditer(text):
        name = match["name"].casefold().split()
        common = _NO_STREET_NAME | ordinary_words()
        if not any(word in common for word in name):
            yield Span(match.start(), match.end(), "ADDRESS", "pattern", 0.85)


def find_patterns(text: str) -> list[Span]:
    """Every identifier with a form of its own in one turn; they may overlap."""
    finders = (
        find_postcodes,
        find_numbers,
        find_ninos,
        find_emails,
        find_net,
        find_addresses,
        find_dates,
        find_ages,
    )
    return [span for finder in finders for span in finder(text)]
