"""Names that a hurried typist left without their capital, and words that no list knows."""

from collections.abc import Iterator, Sequence

from focusgroups.identifiers.spans import AUTO, REVIEW, Span
from focusgroups.identifiers.surroundings import among_people
from focusgroups.identifiers.wordlists import (
    british_first_names,
    first_names,
    in_dictionary,
    is_ordinary,
    surnames,
)
from focusgroups.identifiers.words import Word
from focusgroups.wordsets import word_set

SHORTEST_UNKNOWN = 4  # letters of a name that no list has
# Short forms that in small letters are names only among people: told mo, with jo.
VERY_SHORT = word_set("jo mo al di vi bo ed")

# Words besides, but in talk without a capital still oftener somebody.
OFTENER_NAMES = word_set("dean ruby carol hazel heather daisy poppy jade ivy")


def find_small(found: Sequence[Word], i: int, text: str) -> Iterator[Span]:
    """A name without its capital; of words that are names besides, only OFTENER_NAMES.

    A short first name, which may be half a word, is sure only if it is British or stands among
    people. A word in no list and no dictionary is for a person: a name, slang or a slip.
    """
    word, key = found[i], found[i].key
    if key in OFTENER_NAMES or (key in VERY_SHORT and among_people(found, i, text)):
        yield Span(word.start, word.end, "PERSON", "lower", 0.3, REVIEW)
    elif is_ordinary(key) or len(key) < 3 or not key.replace("-", "").isalpha():
        return
    elif i and found[i - 1].key in ("the", "a", "an") and text[word.end : word.end + 1] not in "'’":
        return  # taking the mick
    elif key in first_names():
        short = len(key) <= 3 and key not in british_first_names()
        sure = not short or among_people(found, i, text)
        doubt = ("list", 0.7, AUTO) if sure else ("lower", 0.4, REVIEW)
        yield Span(word.start, _with_lower_surname(found, i, text), "PERSON", *doubt)
    elif key in surnames() and len(key) > SHORTEST_UNKNOWN:
        yield Span(word.start, word.end, "PERSON", "list", 0.6)
    elif len(key) < SHORTEST_UNKNOWN or in_dictionary(key):
        return
    elif text.islower() or among_people(found, i, text):
        # In a turn with capitals where they belong it is dialect or a slip, but among people.
        yield Span(word.start, word.end, "PERSON", "unknown", 0.2, REVIEW)


def _with_lower_surname(found: Sequence[Word], i: int, text: str) -> int:
    """Where a first name without its capital ends: with a surname that is no English word."""
    word = found[i]
    if i + 1 < len(found) and text[word.end : found[i + 1].start] == " ":
        follower = found[i + 1]
        named = follower.key in surnames() or not in_dictionary(follower.key)
        if named and len(follower.key) >= SHORTEST_UNKNOWN:
            return follower.end
    return word.end
