"""The word lists beside this module. Lines that begin with `#` are comments."""

from functools import cache
from pathlib import Path

from focusgroups.identifiers.words import plain

DATA_FILES = (
    "lists/first_names.txt",
    "lists/names_that_are_words.txt",
    "lists/nicknames.txt",
    "lists/ordinary_words.txt",
    "lists/places.txt",
    "lists/safe_terms.txt",
)

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
    """Whether a folded word, or what stands before its apostrophe, is never a name: `nobody'd`."""
    return key in ordinary_words() or key.split("'", maxsplit=1)[0] in ordinary_words()


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
def everyday_names() -> frozenset[str]:
    """Those of `names_that_are_words` that are far more often a word: marked `*` in the list."""
    marked = (line.partition(":") for line in _lines("names_that_are_words"))
    return frozenset(plain(name) for name, _, rest in marked if "*" in rest.split())


@cache
def nicknames() -> dict[str, frozenset[str]]:
    """First name to the short and pet forms that people use for it, both ways, folded."""
    table: dict[str, set[str]] = {}
    for line in _lines("nicknames"):
        full, *short = [plain(name) for name in line.replace(":", " ").split()]
        table.setdefault(full, set()).update(short)
        for name in short:
            table.setdefault(name, set()).add(full)
    return {name: frozenset(forms) for name, forms in table.items()}
