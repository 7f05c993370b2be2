"""What the documents say whatever the data: our own sentences, labels, style sheet and settings.

Names are words besides (White, Lock, English, Kern). A phrase of our own names nobody.
"""

import ast
import io
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from focusgroups.documents.word_styles import empty_document
from focusgroups.identifiers.wordlists import in_dictionary
from focusgroups.release.finder import Finder, KnownIdentifier, legible
from focusgroups.release.markup import word_document
from focusgroups.sheets import Row

DATA_FILES = (
    "../documents/templates/audit.css",
    "../documents/templates/audit.html",
    "../documents/templates/audit.js",
    "../documents/templates/page.css",
    "../documents/templates/report.css",
    "../documents/templates/report.html",
    "../documents/templates/report.js",
)
PACKAGE = Path(__file__).resolve().parents[1]
WRITERS = ("documents", "figures", "tabulation")  # packages whose strings are printed
# Columns of the sheets of people that hold no characteristic.
ABOUT_PEOPLE = {
    "participant_id", "staff_id", "focus_group", "focus_groups", "speaker_labels", "names",
    "postcode", "consent", "role",
}  # fmt: skip

_MARKUP = re.compile(r"\{[{%#].*?[}%#]\}|</?[a-z][a-z0-9-]*|[<>\"\n;]")
_WORD = re.compile(r"[^\W\d_]{2,}")


@cache
def own_wording() -> frozenset[str]:
    """Phrases of several words that the templates and modules print, with no data in them.

    Only those that a name could be sought in: with a capital inside, or a word of no dictionary.
    """
    return frozenset(filter(_may_hold_name, map(_bare, (*_strings(), *_templates(), *_settings()))))


def levels_of(people: Iterable[Row], certain: Iterable[KnownIdentifier]) -> set[str]:
    """What the sheets say of people's characteristics (`White British`), none with a name in it.

    A level of one word could be somebody's name anywhere: it is freed as the sentence has it.
    """
    names = Finder(known for known in certain if not known.within)
    levels = {
        value
        for row in people
        for column, value in row.items()
        if column not in ABOUT_PEOPLE and value and not names.count(value)
    }
    several = {level for level in levels if len(level.split()) > 1}
    return several | {f"{verb} {level}" for verb in ("was", "were") for level in levels - several}


def _strings() -> Iterator[str]:
    """The strings in the modules that write tables, figures and documents, without docstrings."""
    for package in WRITERS:
        for path in sorted((PACKAGE / package).rglob("*.py")):
            tree = ast.parse(path.read_bytes())
            docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
            for node in ast.walk(tree):
                if isinstance(node, ast.Constant) and id(node) not in docstrings:
                    yield from node.value.splitlines() if isinstance(node.value, str) else ()


def _templates() -> Iterator[str]:
    for name in DATA_FILES:
        text = (Path(__file__).parent / name).read_text(encoding="utf-8")
        yield from _MARKUP.split(text)
        yield from text.splitlines()


def _settings() -> Iterator[str]:
    """The words in a Word document without content: styles, theme and settings."""
    content = io.BytesIO()
    empty_document().save(content)
    for _, text in word_document(content.getvalue()):
        yield from text.splitlines()


def _bare(text: str) -> str:
    """A piece of text from its first letter or digit to its last, on one line."""
    return re.sub(r"^[\W_]+|[\W_]+$", "", " ".join(legible(text).split()))


def _may_hold_name(phrase: str) -> bool:
    if len(re.split(r"[\s-]+", phrase)) < 2:
        return False
    found = _WORD.findall(phrase)
    capitals = any(word[0].isupper() for word in found[1:])
    return capitals or not all(in_dictionary(word.casefold()) for word in found)
