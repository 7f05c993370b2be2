"""Everything the study knows to be identifying, ready to be looked for in printed text."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from focusgroups.identifiers.hiddenforms import forms_of_name
from focusgroups.identifiers.hiddenmentions import everyday_words
from focusgroups.identifiers.roster import name_forms, names_of
from focusgroups.identifiers.spans import AUTO, NAMES
from focusgroups.identifiers.terms import ALL_FORMS, CUT_OR_WRITTEN, Term, terms_in_table
from focusgroups.identifiers.wordlists import (
    first_names,
    in_dictionary,
    is_common,
    is_ordinary,
    names_besides_words,
    nicknames,
    ordinary_words,
    places,
    safe_terms,
    surnames_that_are_words,
)
from focusgroups.identifiers.words import plain, words
from focusgroups.release.finder import SHORT, Finder, KnownIdentifier, legible
from focusgroups.release.own_wording import levels_of, own_wording
from focusgroups.sheets import KEEP, REDACT, Row
from focusgroups.speakers import TITLES
from focusgroups.tokens import DIRECT
from focusgroups.transcripts.hidden.kinds import INITIALS

# Whose method the report names in its own sentences.
CITED = frozenset({"Guest, Namey and Chen"})
# What people decide to redact and other groups may say all the same.
SAID_BY_MANY = ("AGE",)


@dataclass(frozen=True)
class KnownIdentifiers:
    """Finders of what identifies somebody.

    ``redacted`` and ``hidden`` have one per focus group, for text that belongs to that group;
    ``redacted_anywhere`` and ``hidden_anywhere`` are for text of no group.
    """

    roster: Finder
    decided: Finder
    postcodes: Finder
    redacted: Mapping[str, Finder]
    redacted_anywhere: Finder
    hidden: Mapping[str, Finder]
    hidden_anywhere: Finder


def known_identifiers(
    people: Sequence[Row],
    decisions: Sequence[Row],
    redactions: Mapping[str, pd.DataFrame],
    hidden_terms: pd.DataFrame,
    talk: Iterable[str],
    wording: Iterable[str] = (),
) -> KnownIdentifiers:
    """Gather the identifiers of a study.

    ``people`` are the rows of both sheets of people, ``decisions`` those of
    redaction_decisions.csv; ``redactions`` maps groups to tables with label and original;
    ``hidden_terms``, of all groups, has HIDDEN_TERM_COLUMNS; ``talk`` holds the working turns;
    ``wording`` are further phrases that the study itself prints, such as the names of its themes. A
    term that a decision keeps for all groups is no identifier; one kept for a group is none there.
    Names on the sheets are identifiers whatever is kept, unless they are ordinary words.
    """
    roster = set(_roster_forms(people))
    own = own_wording() | levels_of(people, roster) | {*wording} | CITED
    by_group = {
        group: Finder(_redacted(table), _kept(decisions, group), own)
        for group, table in redactions.items()
    }
    anywhere = [
        KnownIdentifier(known.form, exact=True, within=known.within)
        for table in redactions.values()
        for known in _redacted(table)
    ]
    everyday = everyday_words(word for text in talk for word in words(text))
    ordinary = surnames_that_are_words() | everyday
    hidden = Finder(_hidden(hidden_terms, ordinary), wording=own)
    phrases = {term for term in _kept(decisions, *redactions) if " " in term}
    kept = _kept(decisions) | phrases
    return KnownIdentifiers(
        roster=Finder(roster, _kept_of_names(kept, roster), own),
        decided=Finder(_decided_forms(decisions), kept, own),
        postcodes=Finder(_postcodes(people)),
        redacted=by_group,
        redacted_anywhere=Finder(anywhere, kept, own),
        hidden={group: hidden.keeping(_kept(decisions, group)) for group in redactions},
        hidden_anywhere=hidden.keeping(kept),
    )


def _kept(decisions: Iterable[Row], *groups: str) -> set[str]:
    """Terms that decisions keep in all groups or in one of ``groups``."""
    return {
        row["term"]
        for row in decisions
        if row["decision"] == KEEP and row["focus_group"] in ("", *groups)
    }


def _kept_of_names(kept: Iterable[str], roster: Iterable[KnownIdentifier]) -> set[str]:
    """Those ``kept`` terms that are no name on the sheets but a word, or a phrase of other words.

    A whole name within a phrase is a name; one of its words may be that of a street.
    """
    certain = {_compared(known.form) for known in roster if not known.within}
    whole = Finder(known for known in roster if not known.within and " " in known.form)
    return {t for t in kept if _compared(t) not in certain and not whole.count(t)}


def _compared(name: str) -> str:
    """A name in the form in which two are the same: Mrs Okafor and OKAFOR."""
    return " ".join(p for p in plain(legible(name)).split() if p.rstrip(".") not in TITLES)


def _roster_forms(people: Iterable[Row]) -> Iterator[KnownIdentifier]:
    """Every form of everybody's name that the sheets give or imply; pet forms are guesses."""
    for row in people:
        for name in names_of(row):
            if " " in name or not name.islower():
                yield from _name(name)
        for form in name_forms(names_of(row))[0]:
            # Folded; a doubtful one is looked for with a capital, as a name would have.
            yield from _name(form)


def _decided_forms(decisions: Iterable[Row]) -> Iterator[KnownIdentifier]:
    """Terms that a person decided to redact: direct identifiers, and all else with its capital.

    What identifies somebody directly in one group only is among what redaction took out there.
    """
    for row in decisions:
        if row["decision"] != REDACT:
            continue
        if row["label"] not in DIRECT:
            if row["label"] not in SAID_BY_MANY:
                yield from _as_written(row["term"])
        elif not row["focus_group"]:
            yield from _name(row["term"])


def _as_written(term: str) -> Iterator[KnownIdentifier]:
    """A place, body or date: as it stands and as it opens a sentence, if it has a capital.

    >>> [known.form for known in _as_written("the Rocket")]
    ['the Rocket', 'The Rocket']
    """
    if any(char.isupper() for char in term):
        for form in dict.fromkeys((term, term[:1].upper() + term[1:])):
            yield KnownIdentifier(form, exact=True, within=_is_word(form))


def _redacted(redactions: pd.DataFrame) -> Iterator[KnownIdentifier]:
    """What redaction replaced as a direct identifier, and the parts of a full name."""
    direct = redactions[redactions["label"].isin(DIRECT)]
    pairs = direct[["label", "original"]].drop_duplicates()
    for label, original in pairs.itertuples(index=False):
        form = original.strip(" .,;:!?")
        if form:
            yield _found(form)
        parts = form.split() if label == "PERSON" else []
        for part in parts if len(parts) > 1 else []:
            if len(part) > SHORT and part.casefold() not in ordinary_words():
                yield _found(part)


def _hidden(terms: pd.DataFrame, ordinary: Collection[str]) -> Iterator[KnownIdentifier]:
    """What is certain of the hidden text: names in all their forms, direct identifiers as typed.

    What the language model took for a place or a body may be a name as well: it counts as typed.

    Of surnames that are ``ordinary`` words only those that stand as names do.
    Initials are left out. They name nobody to a reader, and `SU` stands in every attribution.
    """
    sure = [term for term in terms_in_table(terms) if term.tier == AUTO and term.source != INITIALS]
    for term in sure:
        if term.label not in DIRECT:
            if _may_name_somebody(term):
                yield KnownIdentifier(term.term, exact=True, within=False)
        elif term.label != "PERSON":
            yield KnownIdentifier(term.term, exact=False, within=False)
        elif term.forms == ALL_FORMS:
            for form in forms_of_name(term.term):
                if form.casefold() in ordinary:
                    yield KnownIdentifier(form, exact=True, within=True)
                else:
                    yield from _name(form)
        else:
            yield KnownIdentifier(term.term, exact=True, within=_found(term.term).within)


def _may_name_somebody(term: Term) -> bool:
    """Whether a place or body of a comment or the like is written as a name and none of a list."""
    listed = safe_terms() | places()
    found = words(term.term)
    return (
        (term.label in NAMES and term.source in CUT_OR_WRITTEN and bool(found))
        and all(word.capitalised for word in found)
        and plain(term.term) not in listed
        and not any(is_ordinary(word.key) or word.key in listed for word in found)
    )


def _postcodes(people: Iterable[Row]) -> Iterator[KnownIdentifier]:
    """The participants' postcodes, in any case, with or without a space."""
    for row in people:
        if row.get("postcode"):
            code = "".join(row["postcode"].split())
            yield KnownIdentifier(f"{code[:-3]} {code[-3:]}", exact=False, within=False)


def _name(form: str) -> Iterator[KnownIdentifier]:
    """Somebody's name. Ordinary words (Will, Grace, May) count only as names do.

    A short one that is no word (Tez, Ian) counts wherever it has a capital, or several.
    """
    if _is_word(form):
        typed = form if form[0].isupper() else form.title()
        yield KnownIdentifier(typed, exact=True, within=True)
    elif len(form) <= SHORT:
        yield KnownIdentifier(form.title(), exact=True, within=False)
        if len(form) == SHORT:  # of two, such as `SU`, there are too many that mean something else
            yield KnownIdentifier(form.upper(), exact=True, within=False)
    else:
        yield KnownIdentifier(form, exact=False, within=False)


def _found(form: str) -> KnownIdentifier:
    """What was taken for a name in talk: a short form that is on no list may be a mere sound."""
    key = plain(legible(form))
    short = len(form) <= SHORT
    if _is_word(form) or (short and key not in first_names() and key not in nicknames()):
        return KnownIdentifier(form, exact=True, within=True)
    return KnownIdentifier(form, exact=short, within=False)


def _is_word(form: str) -> bool:
    """Whether a form is one word that means something besides, going by the dictionary."""
    key = plain(legible(form))
    if " " in key or "-" in key:
        return False
    return in_dictionary(key) or is_common(key) or key in names_besides_words()
