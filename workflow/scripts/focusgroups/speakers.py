"""Who speaks: from a label as the typist wrote it to a person on the sheets."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from focusgroups.sheets import Row, listed
from focusgroups.wordsets import word_set

PARTICIPANT, STAFF, UNKNOWN = "SU", "FAC", "UNK"

# Two of the answers in the column consent; the third counts people and never quotes them.
QUOTABLE, WITHDRAWN = "yes", "withdrawn"

# What somebody does in a study, as typists write it in labels.
ROLES = word_set(
    """moderator facilitator cofacilitator interviewer interviewee participant respondent adviser
    advisor observer researcher speaker notetaker taker carer therapist nurse assistant chair host
    client patient volunteer worker manager translator interpreter staff member user"""
)
# Words that beside these, or alone, tell a voice without a name, and how typists shorten them.
_NO_NAME = ROLES | word_set(
    """male female man woman men women person people voice voices unknown unidentified unclear
    unnamed anonymous anon several multiple all both everyone everybody group other others
    co peer lead public service note support social key care research student guest chairperson
    chairman chairwoman convenor convener presenter trainer expert by experience family husband
    wife partner mother father parent mum dad son daughter child friend witness caller doctor gp
    first second third main senior junior older younger new the and a of
    mod fac facil int interv resp ppt part obs res rep adv vol trans transcriber typist
    moderators facilitators interviewers interviewees participants respondents speakers carers"""
)
TITLES = word_set("mr mrs ms miss mx dr prof sir")


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


def name_in_label(label: str) -> str:
    """The name that a speaker label holds; empty when it holds none.

    A label is a name unless it has a digit, is initials (at most three letters, all capitals) or
    consists of words for a role. Such words and titles beside a name are left out.

    >>> [name_in_label(label) for label in ("tadhg", "SU1", "J.T.", "Co-facilitator (Ottilie)")]
    ['tadhg', '', '', 'Ottilie']
    """
    if any(char.isdigit() for char in label):
        return ""
    words = [word.strip(".-'’\"“”") for word in re.split(r"[\s()\[\]/&,:;+?_]+", label)]
    return " ".join(word for word in words if not (_is_initials(word) or _is_no_name(word)))


def _is_initials(word: str) -> bool:
    letters = "".join(char for char in word if char.isalpha())
    return len(letters) < 2 or (len(letters) <= 3 and letters.isupper())


def _is_no_name(word: str) -> bool:
    """Whether each part of a word, `co` and `facilitator` say, is one for a role or a title."""
    parts = re.split("[-.'’]", word.casefold())
    return all(part in _NO_NAME or part in TITLES for part in parts)


def people_of_group(group: str, participants: Sequence[Row], staff: Sequence[Row]) -> list[Person]:
    """The participants and staff of one focus group, in the order of the sheets."""
    speakers = [
        Person(
            id=row["participant_id"],
            role=PARTICIPANT,
            labels=tuple(listed(row["speaker_labels"])),
            names=tuple(listed(row["names"])),
            withdrawn=row["consent"] == WITHDRAWN,
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
