"""Names known from lists, and capitalised words that no list knows."""

import re
from collections.abc import Collection, Iterator, Sequence

from focusgroups.identifiers.months import MONTHS, is_month
from focusgroups.identifiers.smallnames import SHORTEST_UNKNOWN, find_small
from focusgroups.identifiers.spans import AUTO, REVIEW, Span
from focusgroups.identifiers.surroundings import (
    ACTING,
    DOING,
    HARDLY_NAMES,
    acts_as_person,
    does_or_owns,
    is_first_name,
)
from focusgroups.identifiers.wordlists import (
    everyday_names,
    in_dictionary,
    is_ordinary,
    names_that_are_words,
    nicknames,
    surnames,
)
from focusgroups.identifiers.words import PARTICLES, Word, in_phrases, words
from focusgroups.wordsets import word_set

# Before the initials of a body: through PSS.
_BEFORE_BODY = word_set("through with from at to by for of in called joined run")
# Before what can hardly be but somebody, were it a word besides: him they call Squeak.
_BEFORE_NICKNAME = word_set(
    "told tell asked called named call met rang phoned texted bless old poor thank thanks our"
)
LONGEST_NAME = 6  # words
LONGEST_ACRONYM = 5  # letters
_LAST_INITIAL = re.compile(r"\s[A-HJ-Z]\b(?![.'’]\w|\s[A-Z]\b|\s?(?:&|and)\b|&)")


def find_names(text: str, safe: Collection[str], lowered: Collection[str]) -> list[Span]:
    """First names and surnames of the lists, and what only a person can decide.

    ``safe`` and ``lowered`` hold folded terms: those that identify nobody, and the words that the
    group also uses without a capital.
    """
    found = words(text)
    covered = in_phrases(found, safe, text)
    spans: list[Span] = []
    for i, word in enumerate(found):
        if word.key in MONTHS and word.capitalised:
            spans += _month(found, i)
        elif word.capitalised and i not in covered:
            spans += _judged(found, i, text, lowered)
        elif i not in covered:
            spans += find_small(found, i, text)
    return spans


def _month(found: Sequence[Word], i: int) -> Iterator[Span]:
    """A month's name that may be somebody's: amid a sentence, or before what people do."""
    word = found[i]
    follower = found[i + 1].key if i + 1 < len(found) else ""
    acts = follower in DOING or follower in ACTING
    may_be = acts if word.opens else not is_month(found, i)
    if word.text.istitle() and may_be:
        yield Span(word.start, word.end, "PERSON", "word", 0.3, REVIEW)


def is_the_word(word: Word, follower: Word, text: str) -> bool:
    """Whether what follows makes a word of what may be a name: `Mark my words`."""
    adjacent = text[word.end : follower.start] == " "
    return adjacent and follower.key in names_that_are_words().get(word.key, ())


def _judged(found: Sequence[Word], i: int, text: str, lowered: Collection[str]) -> Iterator[Span]:
    """A capitalised word outside safe terms: a known name, perhaps one, or none."""
    word, key = found[i], found[i].key
    shouted = word.text.isupper() and len(word.text) > 1
    if len(key) < 2 or key.startswith("i'"):
        return
    if key in names_that_are_words():
        yield from _ambiguous(found, i, text, shouted)
    elif is_first_name(key) and not (shouted and len(key) <= 3):
        yield Span(word.start, _with_surname(found, i, text), "PERSON", "list", 0.85)
    elif key in surnames() and not word.opens and not shouted:
        yield Span(word.start, word.end, "PERSON", "list", 0.7)
    elif is_ordinary(key):
        return
    elif key in lowered and in_dictionary(key):
        if i and not word.opens and found[i - 1].key in _BEFORE_NICKNAME and word.text.istitle():
            yield Span(word.start, word.end, "PERSON", "capital", 0.3, REVIEW)
    elif word.opens:
        yield from _opening(found, i, text)
    else:
        yield from _amid(found, i, text)


def _amid(found: Sequence[Word], i: int, text: str) -> Iterator[Span]:
    """A capitalised word amid a sentence that no list has among names."""
    word, key = found[i], found[i].key
    unknown = not in_dictionary(key)
    shouted = word.text.isupper() and len(word.text) > 1
    if key in nicknames() and len(key) > 2:
        yield Span(word.start, _with_surname(found, i, text), "PERSON", "list", 0.7)
    elif shouted and (len(key) <= LONGEST_ACRONYM or text.isupper()):
        if unknown and len(key) > 2 and not text.isupper() and found[i - 1].key in _BEFORE_BODY:
            yield Span(word.start, word.end, "ORGANISATION", "capital", 0.3, REVIEW)
    elif unknown and len(key) >= SHORTEST_UNKNOWN and word.text.istitle():
        # In no list of names, and no English word: a name all the same, and sure to be one.
        yield Span(word.start, _with_surname(found, i, text), "PERSON", "capital", 0.55)
    else:
        yield Span(word.start, word.end, "PERSON", "capital", 0.3, REVIEW)


def _opening(found: Sequence[Word], i: int, text: str) -> Iterator[Span]:
    """A capitalised word that opens a sentence and that no list has among first names."""
    word, key = found[i], found[i].key
    follower = found[i + 1] if i + 1 < len(found) else None
    if word.text.isupper() and (len(key) <= 5 or text.isupper()):
        return
    known = key in nicknames() or key in surnames()
    if in_dictionary(key) and not known:
        return
    partner = found[i + 2] if follower and follower.key == "and" and i + 2 < len(found) else None
    sure = (
        does_or_owns(word, follower, text)
        or (key in surnames() and len(key) >= SHORTEST_UNKNOWN)
        or bool(partner and partner.capitalised and is_first_name(partner.key))
    )
    doubt = (0.6, AUTO) if sure else (0.3, REVIEW)
    end = _with_surname(found, i, text) if sure else word.end
    yield Span(word.start, end, "PERSON", "opening", *doubt)


def _with_surname(found: Sequence[Word], i: int, text: str) -> int:
    """Where the name ends that begins with the first name at ``i``: with middle names, surname.

    Small words of surnames belong to it where a capital follows: `Ana van der Berg`.
    """
    last = i
    for j in range(i + 1, min(i + LONGEST_NAME, len(found))):
        word = found[j]
        if not _joined(text[found[j - 1].end : word.start]):
            break
        if word.key in PARTICLES:
            continue
        if not word.capitalised or is_ordinary(word.key) or word.key.startswith("i'"):
            break
        last = j
    end = found[last].end
    # An initial at the end is part of the name: Gemma T, David P.
    initial = _LAST_INITIAL.match(text, end)
    return initial.end() if initial and last == i else end


def _joined(between: str) -> bool:
    return between in (" ", "-")


def _ambiguous(found: Sequence[Word], i: int, text: str, shouted: bool) -> Iterator[Span]:
    """A capitalised name that is a word as well: sure, for review, or the word."""
    word, key, everyday = found[i], found[i].key, found[i].key in everyday_names()
    follower = found[i + 1] if i + 1 < len(found) else None
    after = text[word.end : word.end + 2]
    next_key = follower.key if follower and text[word.end : follower.start] == " " else ""
    acts = word.opens and not shouted and acts_as_person(found, i, text)
    is_word = next_key in names_that_are_words()[key] and not acts
    if is_word or (shouted and (everyday or len(key) < 4)):
        return
    if shouted:
        yield Span(word.start, word.end, "PERSON", "word", 0.3, REVIEW)
        return
    end = _with_surname(found, i, text)
    if word.opens:
        sure = acts
    else:
        # Amid a sentence a capital tells, but for months and in titles.
        before = found[i - 1] if i else None
        titled = (before and before.capitalised and not before.opens) or (
            follower and follower.capitalised and next_key and end == word.end
        )
        sure = not everyday or end > word.end or not (titled or key in MONTHS)
    # "Long wait", "Ward staff": what is hardly ever a name is asked about where it may be one.
    telling = next_key in ACTING or next_key == "and" or not after or after[0] in ".,?!;:'’–—"
    if sure:
        yield Span(word.start, end, "PERSON", "list", 0.75)
    elif telling or not word.opens or key not in HARDLY_NAMES:
        yield Span(word.start, word.end, "PERSON", "word", 0.4, REVIEW)
