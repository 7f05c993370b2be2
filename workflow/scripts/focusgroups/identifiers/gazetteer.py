"""Places and bodies that the lists know, and rows of capitalised words that are likely one."""

from collections.abc import Iterator, Sequence
from functools import cache

from focusgroups.identifiers.spans import AUTO, REVIEW, Span
from focusgroups.identifiers.wordlists import (
    in_dictionary,
    is_also_a_word,
    organisations,
    places,
)
from focusgroups.identifiers.words import Word, first_words, in_phrases, plain, words
from focusgroups.speakers import TITLES
from focusgroups.wordsets import word_set

# Before the name of a place, also where a hurried typist left out its capital.
_BEFORE_PLACE = word_set(
    "in from to near at round around outside through via towards into by of over up down off "
    "leaving left tae fae frae"
)
LONGEST_TERM = 5  # words
# What stands before a name and is none: Doctor Adebayo.
_POSTS = TITLES | word_set(
    "doctor professor nurse sister matron councillor sergeant inspector constable reverend father "
    "pastor imam rabbi judge auntie aunty aunt uncle nan nana grandma grandad granny cousin"
)
_BEFORE_BODY = _BEFORE_PLACE | {"the"}


def find_listed(text: str, safe: frozenset[str]) -> list[Span]:
    """Places and bodies of the lists, and titles; ``safe`` holds folded harmless terms."""
    found = words(text)
    return [
        *_places(found, text, safe),
        *_organisations(found, text, safe),
        *_titles(found, text, safe),
    ]


def _places(found: Sequence[Word], text: str, safe: frozenset[str]) -> Iterator[Span]:
    """Places of the list, the longest first; `Liverpool 8` with its number."""
    for first, last in _listed(found, text, _places_but(safe)):
        word, end = found[first], found[last].end
        said = plain(text[word.start : end])
        if plain(text[word.start : end + 2]) in safe:
            continue  # Huntington's
        digits = text[end : end + 3].strip(" ")
        if said == "liverpool" and text[end : end + 1] == " " and digits[:1].isdigit():
            end += 1 + len(digits.rstrip(".,;?! "))
        placed = first > 0 and found[first - 1].key in _BEFORE_PLACE
        if word.capitalised and (placed or not _common(said)):
            yield Span(word.start, end, "LOCATION", "list", 0.85)
        elif placed and not said.startswith("the ") and (last > first or not _common(said)):
            yield Span(word.start, end, "LOCATION", "list", 0.75)


def _organisations(found: Sequence[Word], text: str, safe: frozenset[str]) -> Iterator[Span]:
    """Hospitals, wards and the like of the list; those called after somebody only `at Jimmy's`."""
    for first, last in _listed(found, text, _organisations_but(safe)):
        word, end = found[first], found[last].end
        possessive = text[end : end + 2] in ("'s", "’s")
        placed = first > 0 and found[first - 1].key in _BEFORE_BODY
        several = last > first
        sure = several or placed or not (possessive or word.opens)
        typed_small = placed and (several or not in_dictionary(word.key))
        if sure if word.capitalised else typed_small:
            yield Span(word.start, end + 2 * possessive, "ORGANISATION", "list", 0.86)


@cache
def _places_but(safe: frozenset[str]) -> frozenset[str]:
    return places() - safe


@cache
def _organisations_but(safe: frozenset[str]) -> frozenset[str]:
    return organisations() - safe


def _listed(found: Sequence[Word], text: str, terms: frozenset[str]) -> Iterator[tuple[int, int]]:
    """First and last position of each of the folded ``terms``, the longest first."""
    i, first = 0, first_words(terms)
    while i < len(found):
        if found[i].key not in first:
            i += 1
            continue
        for last in range(min(i + LONGEST_TERM, len(found)) - 1, i - 1, -1):
            end = found[last].end
            if {plain(text[found[i].start : end]), plain(text[found[i].start : end + 2])} & terms:
                yield i, last
                i = last
                break
        i += 1


def _common(said: str) -> bool:
    """Whether all words of a folded term are ordinary: `old swan`, unlike `norris green`."""
    return all(is_also_a_word(word) for word in said.split())


def _titles(found: Sequence[Word], text: str, safe: frozenset[str]) -> Iterator[Span]:
    """Capitalised words in a row in mid-sentence, none a name by itself: the North Western."""
    known = in_phrases(found, safe, text, shortest=2)
    i = 0
    while i < len(found):
        j = i
        while (
            j < len(found) and found[j].capitalised and j not in known and found[j].key[:2] != "i'"
        ):
            if j > i and text[found[j - 1].end : found[j].start] != " ":
                break
            j += 1
        row = found[i:j]
        while row and (row[0].opens or row[0].key == "i" or row[0].key in _POSTS):
            row = row[1:]
        while row and row[-1].key == "i":
            row = row[:-1]
        if len(row) > 1 and not text[row[0].start : row[-1].end].isupper():
            # Of words that all know it may be a course or a programme; another is a name.
            named = any(not in_dictionary(w.key) and w.key not in safe for w in row)
            doubt = (0.5, AUTO) if named else (0.3, REVIEW)
            yield Span(row[0].start, row[-1].end, "ORGANISATION", "capital", *doubt)
        i = max(j, i + 1)
