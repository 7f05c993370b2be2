"""The people on the sheets, and every place where a turn names one of them.

Known names need no guessing: full names, first names, surnames, nicknames, possessives, small
misspellings and, where the form is no English word, lower case.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from focusgroups.identifiers.spans import AUTO, REVIEW, Span
from focusgroups.identifiers.wordlists import (
    everyday_names,
    first_names,
    names_that_are_words,
    nicknames,
    ordinary_words,
    safe_terms,
)
from focusgroups.identifiers.words import Word, in_phrases, plain, words
from focusgroups.sheets import Row, listed

SHORTEST_MISSPELT = 5  # letters; below, too many words are one letter away
LONGEST_FORM = 4  # words


@dataclass(frozen=True)
class Roster:
    """Forms of names, folded. Each maps to the ids that have it, in the order of the sheets.

    ``forms`` stand on the sheets or are part of a name there and count in every group;
    ``pet_forms`` are usual short forms of a first name and count only where the person spoke.
    ``groups`` maps an id to the groups where the person spoke.
    """

    forms: Mapping[str, tuple[str, ...]]
    pet_forms: Mapping[str, tuple[str, ...]]
    groups: Mapping[str, frozenset[str]]

    @property
    def people(self) -> list[str]:
        """All ids in the order of the sheets."""
        return list(self.groups)


def build_roster(participants: Sequence[Row], staff: Sequence[Row]) -> Roster:
    """Every form of the names of participants and staff, withdrawn people included.

    ``participants`` and ``staff`` are rows of the sheets (`sheets.read_rows`). A person without an
    entry in `names` is known by those speaker labels that look like a name.
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
        yield row["participant_id"], _names_of(row), [row["focus_group"]]
    for row in staff:
        yield row["staff_id"], _names_of(row), listed(row["focus_groups"])


def _names_of(row: Row) -> list[str]:
    """The names on the sheet; a label such as `Denise` is one, `SU1` or `RD` is none."""
    labels = [
        label
        for label in listed(row["speaker_labels"])
        if label[:1].isupper() and not label.isupper() and not any(c.isdigit() for c in label)
    ]
    known = {plain(label) for label in labels} & (first_names() | names_that_are_words().keys())
    return listed(row["names"]) + [label for label in labels if plain(label) in known]


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
        if not pieces:
            continue
        own.add(" ".join(pieces))
        given.add(pieces[0])
        if len(pieces) > 1:
            surnames.add(pieces[-1])
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
    pets = {pet for first in given for pet in nicknames().get(first, ())}
    pets -= ordinary_words() | safe_terms()
    whole = {f"{first} {last}" for first in given | pets for last in surnames}
    return own | given | surnames | halves | whole, pets


def find_people(text: str, roster: Roster, group: str, lowered: Collection[str]) -> list[Span]:
    """Every place in ``text``, a turn of ``group``, that names somebody on the sheets.

    ``lowered`` holds folded words that the group also uses without a capital. A form that is an
    ordinary word counts only where its capital or its surroundings make it a name; other places of
    such forms come back for review. ``person`` is empty where several people share the form.
    """
    found = words(text)
    # Kit in Kit Kat, Lewis in John Lewis.
    harmless = in_phrases(found, safe_terms(), text, shortest=2)
    spans: list[Span] = []
    i = 0
    while i < len(found):
        stretch, owners = _longest_form(found, i, text, roster, group)
        if stretch and not (len(stretch) == 1 and i in harmless):
            span = _judged(stretch, found[i + len(stretch) :], text)
            spans += [_with_person(span, owners)] if span else []
            i += len(stretch)
            continue
        misspelt = None if i in harmless else _misspelt(found[i], roster, group, lowered)
        spans += [misspelt] if misspelt else []
        i += 1
    return spans


def whose(said: str, roster: Roster, group: str) -> str:
    """The id of the one person who is called ``said``, as spoken in ``group``; else empty."""
    spoken = words(said)
    owners = _owners(plain(said), spoken[0], roster, group) if spoken else ()
    return owners[0] if len(owners) == 1 else ""


def _longest_form(
    found: Sequence[Word], i: int, text: str, roster: Roster, group: str
) -> tuple[Sequence[Word], tuple[str, ...]]:
    """The longest stretch of words from position ``i`` that is a form, and whose it is."""
    for length in range(min(LONGEST_FORM, len(found) - i), 0, -1):
        stretch = found[i : i + length]
        said = plain(text[stretch[0].start : stretch[-1].end])
        owners = _owners(said, stretch[0], roster, group)
        if owners:
            return stretch, owners
    return (), ()


def _owners(said: str, first: Word, roster: Roster, group: str) -> tuple[str, ...]:
    """Ids of those who may be meant: people of this group before all others."""
    ids = roster.forms.get(said, ())
    here = tuple(person for person in ids if group in roster.groups[person])
    if here or ids:
        return here or ids
    # A pet form that is on no sheet needs its capital.
    pets = roster.pet_forms.get(said, ()) if first.capitalised else ()
    return tuple(person for person in pets if group in roster.groups[person])


def _with_person(span: Span, owners: tuple[str, ...]) -> Span:
    person = owners[0] if len(owners) == 1 else ""
    return Span(span.start, span.end, span.label, span.source, span.score, span.tier, person)


def _judged(stretch: Sequence[Word], rest: Sequence[Word], text: str) -> Span | None:
    """A form as it stands in the text: certain, for review, or an ordinary word."""
    first, last = stretch[0], stretch[-1]
    start, end = first.start, last.end
    sure = Span(start, end, "PERSON", "roster", 1.0)
    if len(stretch) > 1:
        every_word = all(_is_word(word.key) for word in stretch)
        return None if every_word and not any(word.capitalised for word in stretch) else sure
    if not _is_word(first.key):
        return sure
    tier = _word_or_name(first, rest, text)
    if tier is None:
        return None
    source = "word" if first.capitalised else "lower"
    return sure if tier == AUTO else Span(start, end, "PERSON", source, 0.5, REVIEW)


def _word_or_name(word: Word, rest: Sequence[Word], text: str) -> str | None:
    """The tier of a form that is an English word besides; None where it is that word."""
    key = word.key
    followers = names_that_are_words().get(key, frozenset())
    next_key = rest[0].key if rest and text[word.end : rest[0].start] == " " else ""
    if not word.capitalised:
        rare = key in names_that_are_words() and key not in everyday_names()
        return REVIEW if rare and next_key not in followers else None
    if next_key in followers or (text.isupper() and len(text) > len(key) + 2):
        return None if word.opens else REVIEW
    return AUTO if not word.opens or _addressed(word, text) else REVIEW


def _is_word(key: str) -> bool:
    """Whether a form is an English word besides."""
    return key in names_that_are_words() or key in ordinary_words() or key in safe_terms()


def _addressed(word: Word, text: str) -> bool:
    """Whether a word at a sentence's beginning is a call or an answer: `Dean, d'you`, `Dean.`"""
    after = text[word.end : word.end + 2]
    if after in ("'s", "’s"):
        return word.key not in everyday_names()
    if after[:1] in (".", "?", "!", "") or after in ("—", "–"):
        return True
    return (after == ", " and word.key not in everyday_names()) or (
        after == ", " and text[word.end + 2 : word.end + 4].islower()
    )


def _misspelt(word: Word, roster: Roster, group: str, lowered: Collection[str]) -> Span | None:
    """A word that is a letter or two away from a form, and is nothing else that is known."""
    key = word.key
    if key in lowered:
        return _misspelt_lower(word, roster, group)
    if not word.capitalised or _is_word(key):
        return None
    if key in first_names():
        # A name of its own is the same person's only where it sounds the same: Rachael, Rachel.
        owners = _sounding_like(key, roster, group)
    elif len(key) >= SHORTEST_MISSPELT:
        owners = _near(key, roster, group, 1 if len(key) < 8 else 2)
    else:
        owners = ()
    if not owners:
        return None
    if word.opens and key not in first_names():
        return Span(word.start, word.end, "PERSON", "near", 0.6, REVIEW)
    return _with_person(Span(word.start, word.end, "PERSON", "roster", 0.9), owners)


# Spellings that sound alike in English first names: Rachael, Steven, Sara, Jon, Lynne, Kathy.
_ALIKE = (("ae", "e"), ("ph", "v"), ("ie", "y"), ("i", "y"), ("h", ""), ("c", "k"), ("z", "s"))


def sound(name: str) -> str:
    """A folded name as it sounds, roughly.

    >>> sound("rachael") == sound("rachel"), sound("steven") == sound("stephen")
    (True, True)
    """
    for spelling, same in _ALIKE:
        name = name.replace(spelling, same)
    name = re.sub(r"(.)\1", r"\1", name)
    return re.sub(r"(?<=[nr])e$", "", name)


def _sounding_like(key: str, roster: Roster, group: str) -> tuple[str, ...]:
    """People of this group one of whose names sounds like ``key``."""
    ids = [
        person
        for form, owners in roster.forms.items()
        if " " not in form and form[0] == key[0] and sound(form) == sound(key)
        for person in owners
        if group in roster.groups[person]
    ]
    return tuple(dict.fromkeys(ids))


def _misspelt_lower(word: Word, roster: Roster, group: str) -> Span | None:
    """The same for a word without a capital: only long forms, and only for a person to decide."""
    if word.capitalised or len(word.key) < 7 or not _near(word.key, roster, group, 1):
        return None
    return Span(word.start, word.end, "PERSON", "near", 0.4, REVIEW)


def _near(key: str, roster: Roster, group: str, distance: int) -> tuple[str, ...]:
    """Whose form is nearest to ``key`` within ``distance`` edits, with the same first letter."""
    nearest: tuple[int, tuple[str, ...]] = (distance + 1, ())
    for form, ids in roster.forms.items():
        if form[0] != key[0] or " " in form or len(form) < SHORTEST_MISSPELT:
            continue
        edits = OSA.distance(form, key, score_cutoff=nearest[0] - 1)
        if 0 < edits < nearest[0]:
            here = tuple(person for person in ids if group in roster.groups[person])
            nearest = (edits, here or ids)
    return nearest[1]
