"""The word lists beside this module. Lines that begin with `#` are comments."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from focusgroups.identifiers.words import plain
from focusgroups.wordsets import word_set

DATA_FILES = (
    "lists/english_words.txt",
    "lists/first_names.txt",
    "lists/more_first_names.txt",
    "lists/names_that_are_words.txt",
    "lists/nicknames.txt",
    "lists/ordinary_words.txt",
    "lists/organisations.txt",
    "lists/places.txt",
    "lists/safe_terms.txt",
    "lists/settlements.txt",
    "lists/surnames.txt",
    "lists/surnames_that_are_words.txt",
)

# What is left of a word that is run together with the one before it: nobody'd, they've.
CLITICS = word_set("s d ll re ve m t")

# What people utter that is no word: mmm, hmm, uff, haha.
_SOUND = re.compile(
    r"m+-?(?:h?m+)?|h+m+|u+[hfgm]+|a+[hw]+|o+[hfw]+|e+[rwhk]+m*|(?:h[aeo])+h*|p+[hf]+t*|sh+|"
    r"t+s+k*|w+o+a*h+|brr+"
)
LISTS = Path(__file__).resolve().parent / "lists"


def _lines(name: str) -> list[str]:
    lines = (LISTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(plain(word) for line in _lines(name) for word in line.split())


@cache
def _terms(name: str) -> frozenset[str]:
    return frozenset(plain(term) for line in _lines(name) for term in line.split(",") if term)


@cache
def british_first_names() -> frozenset[str]:
    """First names and short forms that are usual in Britain, folded; some are words besides."""
    return _words("more_first_names")


@cache
def first_names() -> frozenset[str]:
    """First names, folded. Those that are also words stand in `names_that_are_words`."""
    known = _words("first_names") | british_first_names()
    return known - names_that_are_words().keys() - ordinary_words()


@cache
def surnames() -> frozenset[str]:
    """Surnames that are no words, no first names and no harmless terms, folded."""
    return _words("surnames") - first_names() - safe_terms() - names_that_are_words().keys()


@cache
def english_words() -> frozenset[str]:
    """Words of a small English dictionary, folded, without those that `stems` leads to."""
    return _words("english_words")


def in_dictionary(key: str) -> bool:
    """Whether a folded word is an English one, and no name that the lists know.

    >>> in_dictionary("walked"), in_dictionary("couldn't"), in_dictionary("ngozi")
    (True, True, False)
    """
    if key in first_names() or key in surnames():
        return False
    if "-" in key:
        return all(len(part) < 2 or in_dictionary(part) for part in key.split("-"))
    head, _, tail = key.rpartition("'")
    if head and (tail in CLITICS or not tail):
        key = head.removesuffix("n") if tail == "t" else head
    return is_ordinary(key) or _is_english(key) or any(_is_english(stem) for stem in stems(key))


def is_also_a_word(key: str) -> bool:
    """Whether a folded name, or what may be one, is an English word besides: House, Grace."""
    return in_dictionary(key) or key in names_that_are_words()


def _is_english(word: str) -> bool:
    known = english_words()
    return word in known or any(stem in known for stem in stems(word))


def stems(word: str) -> Iterator[str]:
    """What may be left of a folded ``word`` without the ending of an inflection.

    >>> list(stems("stopped"))
    ['stoppe', 'stopp', 'stop']
    """
    if word.endswith("ies"):
        yield word[:-3] + "y"
    if word.endswith("es") and word[:-2].endswith(("s", "x", "z", "ch", "sh", "o")):
        yield word[:-2]
    if word.endswith("s") and not word.endswith("ss"):
        yield word[:-1]
    if word.endswith("ied"):
        yield word[:-3] + "y"
    for ending in ("ed", "ing"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2:
            yield stem + "e"
            yield stem
            if stem[-1] == stem[-2]:
                yield stem[:-1]


@cache
def ordinary_words() -> frozenset[str]:
    """Words that open sentences or follow a title and are never a name, folded."""
    return _words("ordinary_words")


def is_ordinary(key: str) -> bool:
    """Whether a folded word, with or without what is run together with it, is never a name.

    >>> is_ordinary("nobody'd"), is_ordinary("o'hare")
    (True, False)
    """
    head, _, tail = key.rpartition("'")
    known = ordinary_words()
    return key in known or (tail in CLITICS and head in known) or bool(_SOUND.fullmatch(key))


def is_common(key: str) -> bool:
    """Whether a folded word is never a name, or is in the list of terms that identify nobody."""
    return key in ordinary_words() or key in safe_terms()


@cache
def names_besides_words() -> frozenset[str]:
    """First names and surnames that are English words besides, folded."""
    return surnames_that_are_words().union(names_that_are_words())


@cache
def places() -> frozenset[str]:
    """Names of places, folded; several words where the name has several."""
    people = first_names() | names_that_are_words().keys()
    made = _terms("settlements") - ordinary_words() - safe_terms() - people
    return _terms("places") | made


@cache
def organisations() -> frozenset[str]:
    """Bodies that locate somebody, as people call them, folded."""
    return _terms("organisations") - safe_terms()


@cache
def safe_terms() -> frozenset[str]:
    """Terms that look like names and identify nobody, folded."""
    return _terms("safe_terms")


@cache
def names_that_are_words() -> dict[str, frozenset[str]]:
    """Name to the words that may follow it where it is no name (`mark` before `my`), folded.

    >>> "my" in names_that_are_words()["mark"]
    True
    """
    table = {}
    for line in _lines("names_that_are_words"):
        name, _, followers = line.partition(":")
        table[plain(name)] = frozenset(plain(word) for word in followers.split() if word != "*")
    return table


@cache
def surnames_that_are_words() -> frozenset[str]:
    """Surnames that are English words besides and in no other list, folded."""
    return _words("surnames_that_are_words")


@cache
def everyday_names() -> frozenset[str]:
    """Those of `names_that_are_words` that are far more often a word: marked `*` in the list."""
    marked = (line.partition(":") for line in _lines("names_that_are_words"))
    return frozenset(plain(name) for name, _, rest in marked if "*" in rest.split())


@cache
def pet_forms() -> dict[str, frozenset[str]]:
    """First name to the short and pet forms that people use for it, folded; not the other way.

    Whoever is called Maureen may be called Mo; another Mo is not called Maureen for that.
    """
    table: dict[str, set[str]] = {}
    for line in _lines("nicknames"):
        full, *short = [plain(name) for name in line.replace(":", " ").split()]
        table.setdefault(full, set()).update(short)
    return {name: frozenset(forms) for name, forms in table.items()}


@cache
def nicknames() -> frozenset[str]:
    """Every name in the list of pet forms, full or short, folded."""
    return frozenset(pet_forms()).union(*pet_forms().values())
