"""Looking for many known forms in a text, however they are written."""

import re
import string
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cache
from itertools import groupby, takewhile
from typing import Protocol

from focusgroups.identifiers.months import is_surely_month

APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼ`´′＇"), "'")
SHORT = 3  # names of at most so many letters are also syllables and codes
LETTER, LETTER_OR_DIGIT = r"[^\W\d_]", r"[^\W_]"
HYPHENS = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
# Letters that no accent can be taken from, as those type them who do not have them.
BASE_LETTERS = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe"}
BASE_LETTERS |= {"ħ": "h", "ı": "i", "ŧ": "t"}
BASE_LETTERS |= {a.upper(): b.title() for a, b in BASE_LETTERS.items() if len(a.upper()) == 1}
# Control characters and fillers that show nothing; white space stays.
UNSEEN = dict.fromkeys([*range(9), *range(14, 28), 127, 0x115F, 0x1160, 0x3164])
READ_AS = {
    **UNSEEN,
    **APOSTROPHES,
    **HYPHENS,
    **{ord(letter): base for letter, base in BASE_LETTERS.items()},
}


@dataclass(frozen=True)
class KnownIdentifier:
    """A form to look for. ``exact``: in this case only; ``within``: only inside a sentence."""

    form: str
    exact: bool
    within: bool


class Search(Protocol):
    """Anything that counts the places in a text where something stands."""

    def count(self, text: str) -> int:
        """How many places in ``text`` hold what is looked for."""


def legible(text: str) -> str:
    """``text`` as a reader sees it: no accents, no invisible characters, one apostrophe and hyphen.

    >>> legible("O’Hare, Rene\\u0301e, Saint\\u2011Clair, Mau\\u00adreen, Łucja")
    "O'Hare, Renee, Saint-Clair, Maureen, Lucja"
    """
    plain = text.translate(READ_AS)
    if plain.isascii():
        return plain
    apart = unicodedata.normalize("NFKD", plain)
    return "".join(char for char in apart if unicodedata.category(char) not in ("Mn", "Cf"))


class Finder:
    """Finds any of many identifiers in a text, but not within terms that are ``kept``.

    Nor within ``wording``, our own phrases, which are the same for many finders.
    """

    def __init__(
        self,
        identifiers: Iterable[KnownIdentifier],
        kept: Collection[str] = (),
        wording: frozenset[str] = frozenset(),
    ) -> None:
        known = set(identifiers)
        self._exact = _alternatives(k.form for k in known if k.exact and not k.within)
        self._within = _alternatives(k.form for k in known if k.within)
        self._folded = _alternatives((k.form for k in known if not k.exact), ignore_case=True)
        self._kept = _alternatives(kept, ignore_case=True)
        self._wording = _phrases(wording)

    def keeping(self, kept: Collection[str]) -> "Finder":
        """A finder of the same identifiers within other terms; it shares their patterns."""
        other = copy(self)
        other._kept = _alternatives(kept, ignore_case=True)
        return other

    def count(self, text: str) -> int:
        """How many places in ``text`` hold a known identifier."""
        seen = legible(text)
        found = [hit for pattern in (self._exact, self._folded) for hit in _hits(pattern, seen)]
        found += [hit for hit in _everywhere(self._within, seen) if _is_name_here(hit, seen)]
        if not found:
            return 0
        patterns = (self._kept, self._wording)
        free = [hit.span() for pattern in patterns for hit in _everywhere(pattern, seen)]
        return sum(
            not any(start <= hit.start() and hit.end() <= end for start, end in free)
            for hit in found
        )


@cache
def _phrases(wording: frozenset[str]) -> re.Pattern[str] | None:
    return _alternatives(wording, ignore_case=True)


def _alternatives(forms: Iterable[str], ignore_case: bool = False) -> re.Pattern[str] | None:
    """One pattern for many forms as whole words, those with the same beginning longest first.

    Spaces and hyphens in a form match any run of either, or none, and an apostrophe within a word
    a space or nothing too (O'Neil); what is looked for in any case also matches its plural. A digit
    or underscore beside a letter ends a word, as in `sharon_86`, but not beside a few capitals,
    which may be a part of a code.
    Forms are tried only where their first letters stand: thousands take the time of a few.
    """
    known = {form for form in map(legible, forms) if _pieces(form)}
    ordered = sorted(known, key=lambda form: (-len(form), form))
    if not ordered:
        return None
    ending = "(?:'?s)?" if ignore_case else ""
    begun = sorted(ordered, key=lambda form: _beginning(form, ignore_case))
    groups = [
        _behind(beginning, [_whole(form, ending) for form in forms])
        for beginning, forms in groupby(begun, lambda form: _beginning(form, ignore_case))
    ]
    # No form begins after a letter; to say it once spares the search most places.
    return re.compile(rf"(?<!{LETTER})(?:{'|'.join(groups)})", re.IGNORECASE if ignore_case else 0)


def _beginning(form: str, ignore_case: bool) -> str:
    """The first two characters of a form's first piece, as far as they are plain letters."""
    first = _pieces(form)[:1]
    beginning = "".join(takewhile(string.ascii_letters.__contains__, "".join(first)[:2]))
    return beginning.lower() if ignore_case else beginning


def _behind(beginning: str, whole: Sequence[str]) -> str:
    return rf"(?={beginning})(?:{'|'.join(whole)})"


def _pieces(form: str) -> list[str]:
    return [piece for piece in re.split(r"[\s-]+", form) if piece]


def _whole(form: str, ending: str) -> str:
    digits = any(map(str.isdigit, form)) or (form.isupper() and len(form) <= SHORT)
    before = LETTER if form[0].isalpha() and not digits else LETTER_OR_DIGIT
    after = LETTER if form[-1].isalpha() and not digits else LETTER_OR_DIGIT
    joined = r"[\s-]*".join(map(re.escape, _pieces(form)))
    joined = re.sub(rf"(?<={LETTER})'(?={LETTER})", r"(?:'\\s?|[\\s-])?", joined)
    return rf"(?<!{before}){joined}{ending}(?!{after})"


def _hits(pattern: re.Pattern[str] | None, text: str) -> Iterator[re.Match[str]]:
    return pattern.finditer(text) if pattern else iter(())


def _everywhere(pattern: re.Pattern[str] | None, text: str) -> Iterator[re.Match[str]]:
    """Hits that may overlap: a word that counts is not hidden by one that does not."""
    hit = pattern.search(text) if pattern else None
    while pattern and hit:
        yield hit
        hit = pattern.search(text, hit.start() + 1)


def _is_name_here(hit: re.Match[str], text: str) -> bool:
    """Whether a word that may be a name is one: capitalised inside a sentence, and no month."""
    before = text[: hit.start()]
    opens = _starts_sentence(before)
    return hit[0][:1].isupper() and not opens and not is_surely_month(hit[0], before)


def _starts_sentence(before: str) -> bool:
    """Whether nothing, or the end of a sentence, stands ``before`` a word."""
    said = before.rstrip(" \t\n\"'“”(-")
    return not said or said[-1] in ".!?:]"
