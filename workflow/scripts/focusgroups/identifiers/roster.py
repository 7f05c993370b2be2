"""The people on the sheets, with every form of their names that somebody may say."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from focusgroups.identifiers.wordlists import (
    ordinary_words,
    pet_forms,
    safe_terms,
)
from focusgroups.identifiers.words import PARTICLES, plain
from focusgroups.sheets import Row, listed
from focusgroups.speakers import TITLES, name_in_label


@dataclass(frozen=True)
class Roster:
    """Forms of names, folded. Each maps to the ids that have it, in the order of the sheets.

    ``forms`` stand on the sheets or are part of a name there and count in every group;
    ``pet_forms`` are usual short forms of a first name, a guess: they count only where the person
    spoke and nobody else can be meant.
    ``groups`` maps an id to the groups where the person spoke.
    """

    forms: Mapping[str, tuple[str, ...]]
    pet_forms: Mapping[str, tuple[str, ...]]
    groups: Mapping[str, frozenset[str]]

    @cached_property
    def names_of(self) -> Mapping[str, frozenset[str]]:
        """The ``forms`` of one word of each person."""
        names: dict[str, set[str]] = {person: set() for person in self.groups}
        for form, ids in self.forms.items():
            for person in ids if " " not in form else ():
                names[person].add(form)
        return {person: frozenset(forms) for person, forms in names.items()}

    @cached_property
    def single_words(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """The ``forms`` of one word by their first letter, which misspellings mostly keep."""
        by_letter: dict[str, dict[str, tuple[str, ...]]] = {}
        for form, ids in self.forms.items():
            if " " not in form:
                by_letter.setdefault(form[0], {})[form] = ids
        return by_letter


def build_roster(participants: Sequence[Row], staff: Sequence[Row]) -> Roster:
    """Every form of the names of participants and staff, withdrawn people included.

    ``participants`` and ``staff`` are rows of the sheets (`sheets.read_rows`). Names are
    those of `names_of`.
    """
    forms: dict[str, list[str]] = {}
    pets: dict[str, list[str]] = {}
    groups: dict[str, frozenset[str]] = {}
    for person, names, spoke_in in _people(participants, staff):
        groups[person] = frozenset(spoke_in)
        own, pet = name_forms(names)
        for form in own:
            forms.setdefault(form, []).append(person)
        for form in pet - own:
            pets.setdefault(form, []).append(person)
    return Roster(
        {form: tuple(ids) for form, ids in sorted(forms.items())},
        {form: tuple(ids) for form, ids in sorted(pets.items())},
        groups,
    )


def _people(
    participants: Sequence[Row], staff: Sequence[Row]
) -> Iterable[tuple[str, list[str], list[str]]]:
    for row in participants:
        yield row["participant_id"], names_of(row), [row["focus_group"]]
    for row in staff:
        yield row["staff_id"], names_of(row), listed(row["focus_groups"])


def names_of(row: Row) -> list[str]:
    """The names of a row of either sheet of people: column `names`, then labels that are names.

    >>> names_of({"names": "Xiomara Reyes", "speaker_labels": "SU1;Xio;Female voice"})
    ['Xiomara Reyes', 'Xio']
    """
    labels = [name_in_label(label) for label in listed(row["speaker_labels"])]
    return list(dict.fromkeys([*listed(row["names"]), *filter(None, labels)]))


def name_forms(names: Iterable[str]) -> tuple[set[str], set[str]]:
    """Folded forms of one person's ``names``: those that the sheet implies, usual pet forms.

    >>> own, pets = name_forms(["Terence Makin", "Tez"])
    >>> "tez makin" in own, "makin" in own, "terry" in pets
    (True, True, True)
    """
    given: set[str] = set()
    surnames: set[str] = set()
    own: set[str] = set()
    for name in names:
        pieces = plain(name).replace("(", " ").replace(")", " ").replace('"', " ").split()
        pieces = [piece for piece in pieces if len(piece) > 1 and not piece.endswith(".")]
        pieces = [piece for piece in pieces if piece not in TITLES]
        if not pieces:
            continue
        own.add(" ".join(pieces))
        given.add(pieces[0])
        if len(pieces) > 1:
            surnames.add(pieces[-1])
            surnames.add(" ".join(_with_small_words(pieces)))
            given.add(" ".join(pieces[:-1]))
            surnames.update({pieces[-1].replace("'", "")} if "'" in pieces[-1] else ())
    for first in sorted(given):
        for joint in ("-", " "):
            if joint in first:
                given.add(first.split(joint)[0])
                given |= {
                    first.replace(joint, " "),
                    first.replace(joint, ""),
                    first.replace(joint, "-"),
                }
    given = {form for form in given if len(form) > 1}
    # The two halves of a double-barrelled surname are said alone as often as together.
    halves = {half for surname in surnames for half in surname.split("-") if len(half) > 2}
    pets = {pet for first in given for pet in pet_forms().get(first, ())}
    pets -= ordinary_words() | safe_terms()
    whole = {f"{first} {last}" for first in given | pets for last in surnames}
    forms = own | given | surnames | halves | whole
    return forms | set(map(without_accents, forms)), pets


def _with_small_words(pieces: Sequence[str]) -> Sequence[str]:
    """The surname at the end of a name's ``pieces`` with the small words before it: van der Meulen.

    >>> _with_small_words(["anneke", "van", "der", "meulen"])
    ['van', 'der', 'meulen']
    """
    first = len(pieces) - 1
    while first > 1 and pieces[first - 1] in PARTICLES:
        first -= 1
    return pieces[first:]


def without_accents(name: str) -> str:
    """A name as those type it who do not look for its accents.

    >>> without_accents("siobhán")
    'siobhan'
    """
    apart = unicodedata.normalize("NFD", name)
    return "".join(char for char in apart if not unicodedata.combining(char))


# Spellings that sound alike in English first names: Rachael, Steven, Sara, Jon, Lynne, Kathy.
_ALIKE = (
    ("ae", "e"),
    ("ce", "se"),
    ("ci", "si"),
    ("cy", "sy"),
    ("ph", "v"),
    ("ie", "y"),
    ("i", "y"),
    ("h", ""),
    ("c", "k"),
    ("z", "s"),
)


@cache
def sound(name: str) -> str:
    """A folded name as it sounds, roughly.

    >>> sound("rachael") == sound("rachel"), sound("steven") == sound("stephen")
    (True, True)
    """
    for spelling, same in _ALIKE:
        name = name.replace(spelling, same)
    name = re.sub(r"(.)\1", r"\1", name)
    return re.sub(r"(?<=[nr])e$", "", name)
