"""E-mail addresses, web addresses and handles, typed or said: `rhi dot pugh at gmail dot com`."""

import re
from collections.abc import Iterator

from focusgroups.identifiers.spans import Span
from focusgroups.identifiers.wordlists import (
    first_names,
    in_dictionary,
    ordinary_words,
    safe_terms,
)
from focusgroups.wordsets import word_set

_TLD = (
    r"(?:com|org|net|info|biz|eu|uk|cymru|example|"
    r"(?:co|org|ac|nhs|gov|me|sch)\.uk)"
)
_SAID_TLD = (
    r"(?:(?:co|org|ac|nhs|gov|sch|me)(?:\s+dot|\.)?\s*uk|"
    r"com|org|net|info|ie|eu|scot|wales|cymru|london|example|uk)"
)
_PROVIDERS = (
    r"(?:g ?mail|hot ?mail|yahoo|outlook|icloud|i cloud|btinternet|bt internet|aol|google ?mail|"
    r"sky|virgin ?media|proton ?mail|talktalk|nhs ?mail)"
)
_EMAIL = re.compile(r"[\w.+'-]*\w\s?@\s?[A-Z0-9-]+(?:\.[A-Z0-9-]+)+", re.IGNORECASE)

_JOINT = re.compile(r"dot|underscore|hyphen|dash|stop|point|slash")
# Said after "at": words and joints, and at the end a domain of the first order or a provider.
_SAID_DOMAIN = (
    rf"(?:(?:[\w'’-]+\s+){{1,6}}?dot\s+(?:{_SAID_TLD}|[a-z]{{2}})|[\w-]+(?:\.[\w-]+)*\.{_TLD}|"
    rf"{_PROVIDERS}(?:\s+dot\s+{_SAID_TLD}|\.{_TLD})?)(?!\w)"
)
_AT = re.compile(rf"\s+at\s+(?P<domain>{_SAID_DOMAIN})", re.IGNORECASE)
LONGEST_MAILBOX = 5  # words that no joint holds together
# Words that no mailbox begins with, and after which it may begin.
_NO_MAILBOX = word_set(
    "it's its it is was were are be been i'm me my us them they him her you your find look looked "
    "site website page email e-mail mail address up on to at or and so that's that the a an if "
    "is's no yeah yes send sent write well just then here's of in for with from email's try "
    "message contact reach drop him's can we he she there not but do does did got get have has "
    "had"
)
_URL = re.compile(
    r"(?<![\w@.])(?:https?://[^\s,;)]+|www\.[^\s,;)]+|"
    rf"(?:[A-Z0-9-]+\.)+{_TLD}(?![\w.]\w)(?:/[^\s,;)]*)?|"
    rf"(?:[A-Z0-9-]+\.)+[A-Z]{{2,}}/[A-Z][^\s,;)]+)",
    re.IGNORECASE,
)
_SPOKEN_URL = re.compile(
    r"(?<!\w)(?:(?:www|w w w|double u double u double u|triple w)\s+dot\s+"
    rf"(?:[\w-]+\s+){{1,8}}?dot\s+{_SAID_TLD}"
    rf"|(?:[\w-]+\s+(?:dot|hyphen|dash|underscore)\s+)*[\w-]+\s+dot\s+{_SAID_TLD})"
    r"(?:\s+(?:forward\s+|back\s+)?slash\s+[\w-]+"
    r"(?:(?:\s+[\w-]+){1,4}(?=[,.?!;]|$)|(?:\s+(?:dot|hyphen|dash|underscore)\s+[\w-]+)*))*(?!\w)",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w.@])@\s?[A-Z0-9_][\w.]*\w", re.IGNORECASE)
_UNDERSCORED = re.compile(r"(?<![\w@])(?=\w*[A-Z])[A-Z0-9.]+(?:_+[A-Z0-9.]+)+(?!\w)", re.IGNORECASE)
_SPOKEN_HANDLE = re.compile(
    r"(?<!\w)(?:at\s+(?:[\w-]+\s+){0,3}?)?[\w-]+(?:\s+(?:dot\s+[\w-]+\s+)?underscore\s+[\w-]+)+",
    re.IGNORECASE,
)
_NETWORK = (
    r"(?:instagram|insta|twitter|facebook|fb|tiktok|tik tok|snapchat|snap|youtube|handle|"
    r"user ?name|gamer ?tag|xbox|discord|threads|blue ?sky|tweets?|tweeting|linkedin|reddit|"
    r"twitch|playstation|vinted|tag me|dm)"
)
_NETWORK_CUE = re.compile(rf"\b{_NETWORK}\b[^.?!]{{0,45}}$", re.IGNORECASE)
_LETTERS_AND_DIGITS = re.compile(r"(?<![\w@])[A-Z][A-Z.]*\d+\w*(?!\w)", re.IGNORECASE)
# A handle of several words, where somebody says so.
_SAID_HANDLE = re.compile(
    rf"\b{_NETWORK}\b[^.?!,]{{0,25}}?,?\s(?:it's|is|as|under|called|handle|me|name's)\s+"
    r"(?P<name>(?:at\s+)?(?!at\b)[\w.]+(?:\s+[\w.]+){0,4})"
    r"(?=,?\s(?:all one word|all lower|no spaces|one word|lower case|all together))",
    re.IGNORECASE,
)
_AT_HANDLE = re.compile(
    rf"\b{_NETWORK}\b[^.?!]{{0,25}}\s(?P<name>at\s+(?P<first>[\w]+)(?:\s+[\w]+){{0,4}}?)(?=[,.?!;]|$)",
    re.IGNORECASE,
)
# What a network or "find me on" is directly followed by: one word of letters and digits or dots.
_DOTTED_HANDLE = re.compile(
    rf"\b{_NETWORK}\b[^.?!]{{0,30}}?\s(?P<name>[A-Z0-9]+(?:[._][A-Z0-9]+)+)(?!\w)", re.IGNORECASE
)
_AT_ON = re.compile(
    r"\b(?P<name>at\s(?P<first>\w+)(?:\s\w+){0,4}?)(?=,?\son\s(?:the\s)?(?:tik ?tok|insta|"
    r"instagram|"
    r"twitter|snapchat|youtube|facebook|x|threads|blue ?sky)\b)",
    re.IGNORECASE,
)
_ON_NETWORK = re.compile(
    r"(?<![\w.@])(?P<name>[a-z][a-z0-9._]{5,})(?=,? on (?:insta|instagram|tik ?tok|twitter|"
    r"snapchat|youtube)\b)"
)
_BARE_HANDLE = re.compile(
    r"\b(?:instagram|insta|twitter|tiktok|tik tok|snapchat|youtube|username|handle|gamertag|twitch)"
    r"(?:['’]s| is| as| under|,| it['’]s)?\s(?P<name>[a-z][a-z0-9]{6,})(?!\w)",
    re.IGNORECASE,
)
# Words after `at` that are no handle: on Facebook at night.
_NO_HANDLE = word_set(
    "night home work school first the a an my me your his her their our this that all least once "
    "times weekends weekend dinner lunch tea college uni one two three four five six seven eight "
    "nine ten half least last any some it them us you people everyone christmas easter"
)
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
    for match in _AT.finditer(text):
        start = _mailbox_start(text, match.start())
        if start < match.start():
            yield Span(start, match.end(), "EMAIL", "pattern", 0.95)


def _mailbox_start(text: str, end: int) -> int:
    """Where the mailbox begins that ends at ``end``; ``end`` itself where there is none.

    It has the words that joints hold together and, as `mary smith one two` has no joint, others
    back to a word that no mailbox begins with.
    """
    pieces = [
        (piece.start(), piece[0].casefold().replace("’", "'"))
        for piece in re.finditer(r"[\w.'’-]+", text[max(0, end - 120) : end])
    ]
    offset, start, loose = max(0, end - 120), end, 0
    for i in reversed(range(len(pieces))):
        place, piece = pieces[i]
        last = i + 1 == len(pieces)
        neighbours = [pieces[j][1] for j in (i - 1, i, i + 1) if 0 <= j < len(pieces)]
        joined = any(map(_is_joint, neighbours))
        if not joined and (piece in _NO_MAILBOX or loose == LONGEST_MAILBOX):
            break
        if not last and re.search(
            r"[.?!,;:]\s*$", text[offset + place : offset + pieces[i + 1][0]]
        ):
            break
        loose += not joined
        start = offset + place
    # One ordinary word before "at Sky" or "at Outlook" is no mailbox.
    alone = text[start:end].casefold().strip() in ordinary_words()
    return end if alone and " dot " not in text[end : end + 60] else start


def _is_joint(piece: str) -> bool:
    return bool(_JOINT.fullmatch(piece))


def find_net(text: str) -> Iterator[Span]:
    """Web addresses and handles, typed or said."""
    for pattern, score in ((_URL, 0.97), (_SPOKEN_URL, 0.93)):
        for match in pattern.finditer(text):
            end = match.start() + len(match[0].rstrip(".?!'’\""))
            typed = re.sub(r"\s+dot\s+", ".", text[match.start() : end].casefold())
            if not _PUBLIC_SITES.fullmatch(typed):
                yield Span(match.start(), end, "URL_HANDLE", "pattern", score)
    for pattern in (_HANDLE, _SPOKEN_HANDLE):
        for match in pattern.finditer(text):
            yield Span(match.start(), match.end(), "URL_HANDLE", "pattern", 0.95)
    for match in _LETTERS_AND_DIGITS.finditer(text):
        if _NETWORK_CUE.search(text[max(0, match.start() - 80) : match.start()]):
            yield Span(match.start(), match.end(), "URL_HANDLE", "pattern", 0.85)
    yield from _said_handles(text)


def _said_handles(text: str) -> Iterator[Span]:
    """Handles of several words, or with a dot, after the name of a network."""
    for pattern in (_SAID_HANDLE, _DOTTED_HANDLE):
        for match in pattern.finditer(text):
            yield Span(*match.span("name"), "URL_HANDLE", "pattern", 0.85)
    yield from _bare_handles(text)
    for match in (*_AT_HANDLE.finditer(text), *_AT_ON.finditer(text)):
        # "on Facebook at night": a word that all know is no handle.
        if match["first"].casefold() not in _NO_HANDLE and len(match["name"].split()) > 1:
            yield Span(*match.span("name"), "URL_HANDLE", "pattern", 0.85)


def _bare_handles(text: str) -> Iterator[Span]:
    """A word that is none, beside the name of a network: `my tiktok kevscopdjourney`."""
    for match in (*_BARE_HANDLE.finditer(text), *_ON_NETWORK.finditer(text)):
        key = match["name"].casefold()
        if not in_dictionary(key) and key not in safe_terms() and key not in first_names():
            yield Span(*match.span("name"), "URL_HANDLE", "pattern", 0.8)


def find_underscored(text: str) -> Iterator[Span]:
    """Words with an underscore, which in speech are handles (in a table, names of columns)."""
    for match in _UNDERSCORED.finditer(text):
        end = match.start() + len(match[0].rstrip("."))
        yield Span(match.start(), end, "URL_HANDLE", "pattern", 0.9)
