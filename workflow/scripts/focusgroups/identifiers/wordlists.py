"""The word lists beside this module. Lines that begin with `#` are comments."""

from functools import cache
from pathlib import Path

from focusgroups.identifiers.words import plain
from focusgroups.wordsets import word_set

DATA_FILES = (
    "lists/first_names.txt",
    "lists/names_that_are_words.txt",
    "lists/nicknames.txt",
    "lists/ordinary_words.txt",
    "lists/places.txt",
    "lists/safe_terms.txt",
    "lists/surnames_that_are_words.txt",
)

# What is left of a word that is run together with the one before it: nobody'd, they've.
CLITICS = word_set("s d ll re ve m t")

LISTS = Path(__file__).resolve().parent / "lists"


def _lines(name: str) -> list[str]:
    lines = (LISTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


@cache
def first_names() -> frozenset[str]:
    """Common first names, folded. Those that are also words stand in `names_that_are_words`."""
    return frozenset(plain(name) for line in _lines("first_names") for name in line.split())


@cache
def ordinary_words() -> frozenset[str]:
    """Words that open sentences or follow a title and are never a name, folded."""
    return frozenset(plain(word) for line in _lines("ordinary_words") for word in line.split())


def is_ordinary(key: str) -> bool:
    """Whether a folded word, with or without what is run together with it, is never a name.

    >>> is_ordinary("nobody'd"), is_ordinary("o'hare")
    (True, False)
    """
    head, _, tail = key.rpartition("'")
    return key in ordinary_words() or (tail in CLITICS and head in ordinary_words())


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
    return frozenset(plain(place) for line in _lines("places") for place in line.split(","))


@cache
def safe_terms() -> frozenset[str]:
    """Terms that look like names and identify nobody, folded."""
    return frozenset(plain(term) for line in _lines("safe_terms") for term in line.split(","))


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
    lines = _lines("surnames_that_are_words")
    return frozenset(plain(name) for line in lines for name in line.split())


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
