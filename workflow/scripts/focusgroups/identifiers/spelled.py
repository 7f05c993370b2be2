"""What is spelled out, sign by sign, as transcribers write it: `ell nineteen, two bee ex`.

Letters said by their names or as `P for Peter`, digits typed or said, with hesitations between,
become one line of signs in which whoever knows a form looks for it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from focusgroups.identifiers.numbers import MENTIONS_NUMBER, SAID, said_digits
from focusgroups.identifiers.spans import Span
from focusgroups.identifiers.wordlists import in_dictionary, safe_terms
from focusgroups.wordsets import word_set

# Names of letters that are nothing else, and those that are also words.
_NAMES = {
    "bee": "B", "cee": "C", "dee": "D", "eff": "F", "gee": "G", "jee": "G", "aitch": "H",
    "haitch": "H", "jay": "J", "kay": "K", "ell": "L", "el": "L", "em": "M", "en": "N",
    "pee": "P", "cue": "Q", "queue": "Q", "ess": "S", "tee": "T", "vee": "V", "double-u": "W",
    "double u": "W", "double you": "W", "ex": "X", "wye": "Y", "zed": "Z", "ee": "E", "ay": "A",
    "double-you": "W", "yew": "U", "arr": "R", "ar": "R",
}  # fmt: skip
_WORDS = {
    "see": "C", "sea": "C", "be": "B", "are": "R", "you": "U", "why": "Y", "tea": "T", "eye": "I",
    "pea": "P", "eh": "A",
}  # fmt: skip
_SPELLING_ALPHABET = word_set(
    "alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike "
    "november oscar papa quebec romeo sierra tango uniform victor whiskey whisky x-ray yankee "
    "zulu"
)
_LETTERS = _NAMES | _WORDS
_LETTER = "|".join(sorted((re.escape(name) for name in _LETTERS), key=len, reverse=True))
_SIGN = re.compile(
    rf"(?<![\w'’&])(?:(?P<like>[A-Z])(?:,)?\s(?:for|"
    rf"as in)\s(?:an?\s)?[A-Z][a-z]+(?:\s(?=[A-Z]\s(?:for|as)))?"
    rf"|(?P<nato>{'|'.join(sorted(_SPELLING_ALPHABET))})"
    rf"|(?P<name>{_LETTER})|double\s(?P<double>{_LETTER}|[A-Z])"
    rf"|(?P<digits>\d{{1,6}})(?P<joined>[A-Z]{{1,2}})?|(?P<said>{SAID})"
    rf"|(?P<typed>(?-i:[A-Z]{{1,3}}|[a-z]{{1,2}}))(?P<number>\d{{1,4}})?(?P<tail>[A-Z]{{1,2}})?)"
    r"(?![\w'’])",
    re.IGNORECASE,
)
# Between signs of one thing: spaces, dots, dashes, and what people say while they think.
_BETWEEN = re.compile(
    r"(?:[\s,.;:?/\u00ad\u2010-\u2015-]|…|\b(?:er|erm|uh|um|and|then|space|gap|capitals?|that's|"
    r"that is|it's|is it|like|yeah|yes|no|sorry|so|I think|think|new line|ends?|"
    r"what is it)\b){0,20}",
    re.IGNORECASE,
)
LONGEST_READING = 14  # signs
FEWEST_LETTERS = 4  # of a name that is spelled
_SPELLED = re.compile(r"(?<![\w-])[A-Z](?P<mark>-|\. |, |\.| )[A-Z](?:(?P=mark)[A-Z])+(?![\w-])")
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Sign:
    """A letter or digits with their place; ``sure`` unless it may as well be a word."""

    start: int
    end: int
    chars: str
    sure: bool


@dataclass(frozen=True)
class Reading:
    """A place in a text that reads as a pattern, with the match; ``cued`` when the talk says so."""

    start: int
    end: int
    match: re.Match[str]
    cued: bool


@lru_cache(maxsize=8)
def signs(text: str) -> tuple[list[Sign], ...]:
    """Stretches of letters and digits with nothing but pauses between them; a number is in some."""
    return tuple(_signs(text)) if MENTIONS_NUMBER.search(text) else ()


def _signs(text: str) -> Iterator[list[Sign]]:
    run: list[Sign] = []
    for match in _SIGN.finditer(text):
        if match["typed"] and len(match[0]) > 1 and in_dictionary(match[0]):
            continue  # a word between two signs, or the end of a run
        if run and not _BETWEEN.fullmatch(text, run[-1].end, match.start()):
            yield run
            run = []
        run.append(_sign(match))
    if run:
        yield run


def _sign(match: re.Match[str]) -> Sign:
    chars, sure = _read(match)
    return Sign(match.start(), match.end(), chars, sure)


def _read(match: re.Match[str]) -> tuple[str, bool]:
    """What one sign stands for, and whether it is surely one."""
    if match["like"] or match["nato"]:
        return (match["like"] or match["nato"])[0].upper(), True
    if match["name"]:
        name = match["name"].casefold()
        return _LETTERS[name], name in _NAMES
    if match["double"]:
        letter = match["double"].casefold()
        return 2 * _LETTERS.get(letter, letter.upper()), True
    if match["digits"]:
        return match["digits"] + (match["joined"] or "").upper(), True
    if match["said"]:
        return said_digits(match["said"]), True
    typed = match["typed"] + (match["number"] or "") + (match["tail"] or "")
    # "a" and "I" alone are words, and so is many a short word that is not in capitals.
    is_word = typed in ("I", "A", "a", "i") or (
        len(typed) > 1 and typed.islower() and typed.isalpha()
    )
    return typed.upper(), not is_word


def read_as(text: str, pattern: re.Pattern[str], cue: re.Pattern[str]) -> Iterator[Reading]:
    """Where whole signs in a row read as ``pattern``, the longest first, without overlap.

    Signs that may as well be words count where ``cue`` says shortly before what is being given, or
    in the midst of others.
    """
    for run in signs(text):
        first = 0
        while first < len(run):
            for last in range(min(first + LONGEST_READING, len(run)), first + 1, -1):
                taken = run[first:last]
                match = pattern.fullmatch("".join(sign.chars for sign in taken))
                place = taken[0].start, taken[-1].end
                cued = bool(match and cue.search(text[max(0, place[0] - 80) : place[0]]))
                if match and (cued or _is_sure(taken)):
                    yield Reading(*place, match, cued)
                    first = last - 1
                    break
            first += 1


def _is_sure(taken: Sequence[Sign]) -> bool:
    unsure = [sign for sign in taken if not sign.sure]
    return taken[0].sure and taken[-1].sure and len(unsure) <= 1


def find_spelled_names(text: str) -> Iterator[Span]:
    """Names that somebody spells letter by letter: `C-H-I-K-W-A-N-D-A`."""
    for match in _SPELLED.finditer(text):
        letters = "".join(filter(str.isalpha, match[0])).casefold()
        enough = len(letters) >= FEWEST_LETTERS + (match["mark"] == " ")
        known = in_dictionary(letters) or letters in safe_terms() or letters in _ALPHABET
        if enough and not known:
            yield Span(match.start(), match.end(), "PERSON", "pattern", 0.8)
