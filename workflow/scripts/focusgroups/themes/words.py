"""Words as speech has them: what counts as a word, and how words are compared."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

import snowballstemmer

from focusgroups.tokens import speech

# Letters and digits with the marks that combine with them; an apostrophe inside is part of it.
_LETTERS = r"[^\W_](?:[^\W_]|[\u0300-\u036f])*"
_WORD = re.compile(rf"{_LETTERS}(?:['’]{_LETTERS})*")
_STEMMER = snowballstemmer.stemmer("english")


@dataclass(frozen=True)
class Word:
    """One spoken word: its comparable ``form``, its ``stem``, and where it stands in the text."""

    form: str
    stem: str
    start: int
    end: int


def spoken_words(text: str) -> list[Word]:
    """The words of ``text`` outside tokens and typists' notes, in order.

    Offsets are code points into ``text``, end exclusive. Forms have no case and no accents, so that
    café and CAFE compare equal; stems are Snowball's for English.
    """
    words: list[Word] = []
    for match in _WORD.finditer(speech(text)):
        form, stem = _form_and_stem(match[0])
        words.append(Word(form, stem, match.start(), match.end()))
    return words


def plain_text(text: str) -> str:
    """``text`` as the models see it: spoken words only, without case, accents and punctuation."""
    return " ".join(word.form for word in spoken_words(text))


def count_words(text: str) -> int:
    """How many words of ``text`` were spoken; tokens and notes do not count."""
    return sum(1 for _ in _WORD.finditer(speech(text)))


@cache
def _form_and_stem(word: str) -> tuple[str, str]:
    decomposed = unicodedata.normalize("NFKD", word.replace("’", "'").casefold())
    form = "".join(char for char in decomposed if not unicodedata.combining(char))
    return form, _STEMMER.stemWord(form)
