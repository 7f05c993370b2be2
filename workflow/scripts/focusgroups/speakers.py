"""Who speaks: from a label as the typist wrote it to a person on the sheets."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from focusgroups.sheets import Row, listed
from focusgroups.tokens import is_noise
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
# What a line may begin with in capitals that would otherwise be somebody's initials.
NOT_INITIALS = {
    word.upper()
    for word in word_set(
        "am cbt ct gp hi hr it me mh mr nb nhs no oh ok ot pa pc pip pm ps re so tv uc up us we"
    )
}
# What may stand before a name in brackets that is the speaker's.
BEFORE_A_NAME = word_set("speaker participant respondent interviewee su sp p serviceuser person")
SEVERAL = re.compile(r"\s*(?:[/&+,]|\band\b)\s*")
BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")


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
    """Comparable label to person: speaker labels first, then ids, names, first names, initials.

    A later source never overrides an earlier one, so a typed label always wins over a name. What
    two people share in one source, such as a first name, stands for neither. Initials are kept in
    capitals, as labels have them, apart from everything else. To be used through `find_person`.
    """
    index: dict[str, Person | None] = {"": None}
    for forms_of in (_labels, _ids, _names, _first_names, _initials):
        claims: dict[str, Person | None] = {}
        for person in people:
            for form in forms_of(person):
                claims[form] = person if claims.get(form, person) == person else None
        index = claims | index
    return {form: person for form, person in index.items() if person}


def _labels(person: Person) -> list[str]:
    return [comparable(label) for label in person.labels]


def _ids(person: Person) -> list[str]:
    return [comparable(person.id)]


def _names(person: Person) -> list[str]:
    return [comparable(name) for name in person.names]


def _first_names(person: Person) -> list[str]:
    return [comparable(words[0]) for words in map(_name_words, person.names) if words]


def _initials(person: Person) -> list[str]:
    words = [words for words in map(_name_words, person.names) if len(words) > 1]
    both = {"".join(word[0] for word in (first, *rest)) for first, *rest in words}
    both |= {first[0] + last[0] for first, *_, last in words}
    return sorted({letters.upper() for letters in both} - NOT_INITIALS)


def _name_words(name: str) -> list[str]:
    words = [word for word in name.split() if word[0].isalpha()]
    return [word for word in words if word.casefold().strip(".") not in TITLES]


def people_meant(label: str, index: Mapping[str, Person]) -> list[Person]:
    """Who speaks by a typed label: one person, several (`SU1 and SU2`, `P1/2`), or nobody."""
    person = find_person(label, index)
    if person:
        return [person]
    parts = [part for part in SEVERAL.split(BRACKETS.sub(" ", label)) if part.strip()]
    letters = re.match(r"[^\W\d_]+", parts[0].strip()) if parts else None
    if letters:
        # `P1/2` are P1 and P2.
        parts = [f"{letters[0]}{part}" if part.strip().isdecimal() else part for part in parts]
    found = [find_person(part, index) for part in parts if not is_noise(part)]
    together = {person.id: person for person in found if person}
    return list(together.values()) if None not in found else []


def find_person(label: str, index: Mapping[str, Person]) -> Person | None:
    """Whom a typed label means, by an index of `label_index`; None when nobody or two people.

    Meeting programs write `Parr, Gwen` and add what they know: `Gwen Parr (Guest)`. What stands in
    brackets is who speaks only behind a word such as `Participant`: `Carer (Gwen)` is not Gwen.

    >>> gwen = Person("P01", "SU", ("SU1",), ("Gwen Parr",))
    >>> index = label_index([gwen])
    >>> [find_person(label, index).id for label in ("su 1", "Parr, Gwen (NHS)", "Speaker (Gwen)")]
    ['P01', 'P01', 'P01']
    """
    whole = index.get(comparable(label))
    if whole and not _numbers_apart(label, whole):
        return whole
    outside, inside = BRACKETS.sub(" ", label), " ".join(BRACKETS.findall(label))
    last, comma, first = outside.partition(",")
    letters = "".join(char for char in outside if char.isalpha())
    generic = comparable(outside).rstrip("0123456789") in BEFORE_A_NAME
    keys = (
        comparable(outside) if not _numbers_apart(outside) else "",
        comparable(inside) if generic else "",
        comparable(first + last) if comma else "",
        letters if letters.isupper() and len(letters) < 5 and not inside else "",
    )
    meant = {person.id: person for key in keys if (person := index.get(key))}
    return next(iter(meant.values())) if len(meant) == 1 else None


def _numbers_apart(label: str, person: Person | None = None) -> bool:
    """Whether a label has two numbers, `P1/2`, that would run into one; not if it is typed so."""
    typed = person is not None and label.casefold().strip() in map(str.casefold, person.labels)
    return not typed and re.search(r"[0-9]\W+[0-9]", label) is not None


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
