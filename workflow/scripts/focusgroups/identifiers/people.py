"""Every place where a turn names somebody on the sheets.

Known names need no guessing: full names, first names, surnames, nicknames, possessives, small
misspellings and, where the form is no English word, lower case.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from rapidfuzz.distance import OSA

from focusgroups.identifiers.months import MONTHS
from focusgroups.identifiers.roster import Roster, sound
from focusgroups.identifiers.spans import AUTO, REVIEW, Span
from focusgroups.identifiers.surroundings import SPEAKING
from focusgroups.identifiers.wordlists import (
    british_first_names,
    everyday_names,
    first_names,
    in_dictionary,
    is_also_a_word,
    is_common,
    names_that_are_words,
    safe_terms,
)
from focusgroups.identifiers.words import Word, in_phrases, plain, words
from focusgroups.speakers import TITLES

SHORTEST_MISSPELT = 5  # letters; below, too many words are one letter away
LONG_MISSPELT = 7  # letters; from here on a word without a capital is no accident
LONGEST_FORM = 4  # words


def find_people(
    text: str,
    roster: Roster,
    group: str,
    lowered: Collection[str],
    strangers: Collection[str] = (),
) -> list[Span]:
    """Every place in ``text``, a turn of ``group``, that names somebody on the sheets.

    ``lowered`` holds folded words that the group also uses without a capital, ``strangers`` those
    that it uses as names of people who need not be on the sheets (`our Mo`). A form that is an
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
            if len(stretch) == 1 and _named_with_others(found, i):
                span = Span(stretch[0].start, stretch[0].end, "PERSON", "roster", 0.9)
            said = plain(text[stretch[0].start : stretch[-1].end])
            if span and said not in roster.forms and (len(owners) > 1 or said in strangers):
                # A pet form that may be somebody else's.
                span = replace(span, tier=REVIEW, source="pet", score=0.5)
                owners = ()
            spans += [_with_person(span, owners)] if span else []
            i += len(stretch)
            continue
        misspelt = None if i in harmless else _misspelt(found[i], roster, group, lowered)
        spans += [misspelt] if misspelt else []
        i += 1
    return spans


def _named_with_others(found: Sequence[Word], i: int) -> bool:
    """Whether a word in lower case stands beside another name: `pat and maureen`, `pat said`."""
    if found[i].capitalised:
        return False
    after = [word.key for word in found[i + 1 : i + 3]]
    before = [word.key for word in found[max(0, i - 2) : i]]
    if after[:1] and after[0] in SPEAKING:
        return before[-1:] not in (["the"], ["a"], ["to"], ["i"], ["you"], ["we"], ["they"])
    beside = after[1:] if after[:1] == ["and"] else before[:1] if before[1:] == ["and"] else []
    return any(key in first_names() for key in beside)


def whose(said: str, roster: Roster, group: str) -> str:
    """The id of the one person who is called ``said``, as spoken in ``group``; else empty.

    Their names may be misspelt, cut to an initial or have an s for `'s`: `Denice Makins`, `K.
    Rimmer`. Pet forms that are on no sheet do not count: `our Mo` need not be the group's Maureen.
    """
    folded = plain(said)
    owners = _owners(folded, roster, group)
    if not owners and " " in folded:
        fitting = [p for p in roster.groups if fits(folded, roster.names_of[p])]
        here = [person for person in fitting if group in roster.groups[person]]
        owners = tuple(here or fitting)
    return owners[0] if len(owners) == 1 else ""


def fits(said: str, forms: Collection[str]) -> bool:
    """Whether all words of ``said``, folded, are among one person's single ``forms``, nearly.

    >>> fits("denice makins", {"denise", "makin"}), fits("denise tanner", {"denise", "makin"})
    (True, False)
    >>> fits("d. makin", {"denise", "makin"}), fits("d. m.", {"denise", "makin"})
    (True, False)
    """
    pieces = [piece.rstrip(".") for piece in said.split() if piece.rstrip(".") not in TITLES]
    initials = {form[0] for form in forms}
    whole = [piece for piece in pieces if len(piece) > 1]
    cut = [piece for piece in pieces if len(piece) == 1]
    return (
        bool(whole)
        and all(piece in initials for piece in cut)
        and all(any(_alike(piece, form) for form in forms) for piece in whole)
    )


def _alike(said: str, form: str) -> bool:
    if said in (form, f"{form}s", f"{form}'s"):
        return True
    if min(len(said), len(form)) < SHORTEST_MISSPELT:
        return False
    distance = OSA.distance(said, form, score_cutoff=2)
    return sound(said) == sound(form) or distance <= (1 if len(form) < 8 else 2)


def _longest_form(
    found: Sequence[Word], i: int, text: str, roster: Roster, group: str
) -> tuple[Sequence[Word], tuple[str, ...]]:
    """The longest stretch of words from position ``i`` that is a form, and whose it is."""
    for length in range(min(LONGEST_FORM, len(found) - i), 0, -1):
        stretch = found[i : i + length]
        said = plain(text[stretch[0].start : stretch[-1].end])
        owners = _owners(said, roster, group) or _pet_owners(said, found, i, roster, group)
        if owners:
            return stretch, owners
    return (), ()


def _owners(said: str, roster: Roster, group: str) -> tuple[str, ...]:
    """Ids of those who may be meant: people of this group before all others."""
    ids = roster.forms.get(said, ())
    here = tuple(person for person in ids if group in roster.groups[person])
    return here or ids


def _pet_owners(
    said: str, found: Sequence[Word], i: int, roster: Roster, group: str
) -> tuple[str, ...]:
    """Ids of the people of this group for whom ``said`` is usual, if it is written as a name."""
    named = found[i].capitalised or _named_with_others(found, i)
    pets = roster.pet_forms.get(said, ()) if named else ()
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
    if (text.isupper() and len(text) > len(key) + 2) or key in safe_terms():
        return REVIEW  # "I am Black" is nobody's surname
    if next_key in followers:
        # "I agree with Will there": amid a sentence the capital tells, but for months.
        inside = REVIEW if key in MONTHS else AUTO
        return None if word.opens else inside
    return AUTO if not word.opens or _addressed(word, text) else REVIEW


def _is_word(key: str) -> bool:
    """Whether a form is an English word besides: House, as well as Grace."""
    return is_also_a_word(key) or is_common(key)


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
        # A name of its own is the same person's only where it sounds the same: Rachael, Rachel; or
        # where it is so rare that it is more likely a slip: Moureen.
        owners = _sounding_like(key, roster, group)
        if not owners and key not in british_first_names() and len(key) >= SHORTEST_MISSPELT:
            owners = _near(key, roster, group, 1)
    elif len(key) >= SHORTEST_MISSPELT:
        owners = _near(key, roster, group, 1 if len(key) < 8 else 2)
    else:
        owners = ()
    if not owners:
        return None
    return _with_person(Span(word.start, word.end, "PERSON", "roster", 0.9), owners)


def _sounding_like(key: str, roster: Roster, group: str) -> tuple[str, ...]:
    """People one of whose names sounds like ``key``: those of this group before all others."""
    ids = dict.fromkeys(
        person
        for form, owners in roster.single_words.get(key[0], {}).items()
        if sound(form) == sound(key)
        for person in owners
    )
    here = tuple(person for person in ids if group in roster.groups[person])
    return here or tuple(ids)


def _misspelt_lower(word: Word, roster: Roster, group: str) -> Span | None:
    """The same for a word without a capital: only forms of some length, and no word that is one."""
    if word.capitalised or in_dictionary(word.key) or word.key in first_names():
        return None
    owners = _near(word.key, roster, group, 1) if len(word.key) >= SHORTEST_MISSPELT else ()
    if not owners:
        return None
    if len(word.key) >= LONG_MISSPELT:
        return _with_person(Span(word.start, word.end, "PERSON", "roster", 0.8), owners)
    return Span(word.start, word.end, "PERSON", "near", 0.4, REVIEW)


def _near(key: str, roster: Roster, group: str, distance: int) -> tuple[str, ...]:
    """Whose form is nearest to ``key`` within ``distance`` edits, with the same first letter."""
    nearest: tuple[int, tuple[str, ...]] = (distance + 1, ())
    for form, ids in roster.single_words.get(key[0], {}).items():
        if len(form) < SHORTEST_MISSPELT:
            continue
        edits = OSA.distance(form, key, score_cutoff=nearest[0] - 1)
        if 0 < edits < nearest[0]:
            here = tuple(person for person in ids if group in roster.groups[person])
            nearest = (edits, here or ids)
    return nearest[1]
