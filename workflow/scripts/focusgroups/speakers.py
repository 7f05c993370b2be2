"""Who speaks: from a label as the typist wrote it to a person on the sheets."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from focusgroups.sheets import Row, listed

PARTICIPANT, STAFF, UNKNOWN = "SU", "FAC", "UNK"


@dataclass(frozen=True)
class Person:
    """Somebody on the sheets, as far as speech is concerned."""

    id: str
    role: str
    labels: tuple[str, ...]
    names: tuple[str, ...]
    withdrawn: bool = False


def comparable(label: str) -> str:
    """A label without case, accents' composition, spaces and punctuation: `P. 3:` is `p3`."""
    folded = unicodedata.normalize("NFKC", label).casefold()
    return "".join(char for char in folded if char.isalnum())


def people_of_group(group: str, participants: Sequence[Row], staff: Sequence[Row]) -> list[Person]:
    """The participants and staff of one focus group, in the order of the sheets."""
    speakers = [
        Person(
            id=row["participant_id"],
            role=PARTICIPANT,
            labels=tuple(listed(row["speaker_labels"])),
            names=tuple(listed(row["names"])),
            withdrawn=row["consent"] == "withdrawn",
        )
        for row in participants
        if row["focus_group"] == group
    ]
    staffed = [
        Person(
            id=row["staff_id"],
            role=STAFF,
            labels=tuple(listed(row["speaker_labels"])),
            names=tuple(listed(row["names"])),
        )
        for row in staff
        if group in listed(row["focus_groups"])
    ]
    return speakers + staffed


def label_index(people: Sequence[Person]) -> Mapping[str, Person]:
    """Comparable label to person: speaker labels first, then ids, then full names.

    A later source never overrides an earlier one, so a typed label always wins over a name. What
    two people share in one source, such as a first name, stands for neither.
    """
    index: dict[str, Person | None] = {"": None}
    for source in ("labels", "ids", "names"):
        claims: dict[str, Person | None] = {}
        for person in people:
            forms = {"labels": person.labels, "ids": (person.id,), "names": person.names}[source]
            for form in map(comparable, forms):
                claims[form] = person if claims.get(form, person) == person else None
        index = claims | index
    return {form: person for form, person in index.items() if person}


def shared_labels(people: Sequence[Person]) -> list[tuple[str, str]]:
    """Pairs of ids in one group that claim the same speaker label, each pair once."""
    owner: dict[str, str] = {}
    pairs: list[tuple[str, str]] = []
    for person in people:
        for label in dict.fromkeys(map(comparable, person.labels)):
            first = owner.setdefault(label, person.id)
            if first != person.id and (first, person.id) not in pairs:
                pairs.append((first, person.id))
    return pairs
