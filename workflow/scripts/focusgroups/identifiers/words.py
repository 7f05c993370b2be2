"""Words of a turn with their places: which are capitalised, and which only open a sentence."""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from focusgroups.wordsets import word_set

# A capitalised word as a name may be written, without a possessive: O'Hare, Mei-Lin, McNulty.
CAPITALISED = r"[A-ZÀ-ÖØ-Þ][^\W\d_]*(?:['’-](?!s\b)[^\W\d_]+)*"

# Small words of surnames, which have no capital or need none.
PARTICLES = word_set(
    "de da di del della der den van von la le al el bin bint ibn ap ab ferch dos du ter ten ó o "
    "ní nic mac abu ould ul ur"
)

_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PREFIXED = re.compile(r"[a-z]['’][A-Z]")
_NOTE = re.compile(r"\[[^\[\]]*\]")
# What stands before a word that is capitalised because a sentence, or somebody's reported speech,
# begins there: "he goes, Come in".
_OPENING = re.compile(
    r"(?:^|[.!?…:\"“‘(—–]|(?:\b(?:said|says|say|saying|goes|go|going|went|like|thought|asked|"
    r"told \w+),))"
    r"[\s\"“”‘’'(\[\])—–-]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Word:
    """A word without possessive; ``opens`` when its capital may be that of a sentence."""

    start: int
    end: int
    text: str
    opens: bool

    @property
    def capitalised(self) -> bool:
        """Whether it begins with a capital letter, as names do, those in d'Arblay's way too."""
        return self.text[0].isupper() or bool(_PREFIXED.match(self.text))

    @cached_property
    def key(self) -> str:
        """The word without regard to case and kind of apostrophe."""
        return plain(self.text)


@lru_cache(maxsize=1 << 16)
def plain(text: str) -> str:
    """Text as it is compared: case folded, accents composed, one apostrophe, single spaces."""
    composed = unicodedata.normalize("NFC", text)
    return " ".join(composed.replace("’", "'").casefold().split())


def without_possessive(said: str) -> str:
    """``said`` without an ending `'s`, whatever its apostrophe.

    >>> without_possessive("Denise’s"), without_possessive("James")
    ('Denise', 'James')
    """
    return _POSSESSIVE.sub("", said)


def words(text: str) -> list[Word]:
    """The words of ``text`` in order.

    >>> [(w.text, w.opens) for w in words("Dean's in. I said Hope so")][:3]
    [('Dean', True), ('in', False), ('I', True)]
    """
    return list(_words(text))


@lru_cache(maxsize=1 << 13)
def _words(text: str) -> tuple[Word, ...]:
    # Every layer asks for the words of a turn.
    # Notes are no speech: a word after one opens a sentence if it would without the note.
    spoken = _NOTE.sub(lambda note: " " * len(note[0]), text)
    found = []
    for match in _WORD.finditer(text):
        bare = without_possessive(match[0])
        before = spoken[max(0, match.start() - 60) : match.start()]
        opens = bool(_OPENING.search(before)) or not before.strip()
        found.append(Word(match.start(), match.start() + len(bare), bare, opens))
    return tuple(found)


def uncapitalised(found: Iterable[Word]) -> Counter[str]:
    """How often each word, folded, stands in ``found`` without a capital."""
    return Counter(word.key for word in found if not word.capitalised)


def lower_words(texts: Iterable[str]) -> frozenset[str]:
    """Every word that stands somewhere in ``texts`` without a capital."""
    return frozenset(uncapitalised(word for text in texts for word in words(text)))


def occurrences(term: str, text: str) -> Iterator[tuple[int, int]]:
    """Places where ``term`` stands in ``text`` as whole words, whatever the case.

    Spaces in the term match any white space, apostrophes either kind.
    """
    yield from ((m.start(), m.end()) for m in _term_pattern(term).finditer(text))


@cache
def _term_pattern(term: str) -> re.Pattern[str]:
    composed = unicodedata.normalize("NFC", term)
    pieces = [re.sub("['’]", "['’]", re.escape(piece)) for piece in composed.split()]
    return re.compile(r"(?<!\w)" + r"\s+".join(pieces) + r"(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=64)
def first_words(phrases: frozenset[str]) -> frozenset[str]:
    """The words that ``phrases`` begin with."""
    return frozenset(found[0].key for phrase in phrases if (found := _words(phrase)))


def in_phrases(
    found: Sequence[Word], phrases: Collection[str], text: str, shortest: int = 1
) -> set[int]:
    """Positions in ``found`` of words that are part of one of the folded ``phrases``.

    Longer phrases come first; those of fewer than ``shortest`` words do not count.
    """
    inside: set[int] = set()
    first = first_words(frozenset(phrases))
    i = 0
    while i < len(found):
        if found[i].key not in first:
            i += 1
            continue
        for length in range(min(5, len(found) - i), shortest - 1, -1):
            start, end = found[i].start, found[i + length - 1].end
            # A possessive may be part of the phrase: Sainsbury's.
            said = text[start:end].replace(",", "")  # Tom, Dick and Harry
            if plain(said) in phrases or plain(text[start : end + 2]) in phrases:
                inside.update(range(i, i + length))
                i += length - 1
                break
        i += 1
    return inside
