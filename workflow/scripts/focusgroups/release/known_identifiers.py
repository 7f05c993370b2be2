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
    is_ordinary,
    names_that_are_words,
    ordinary_words,
    places,
    safe_terms,
    surnames_that_are_words,
)
from focusgroups.identifiers.words import plain, words
from focusgroups.release.finder import Finder, KnownIdentifier, legible
from focusgroups.sheets import KEEP, REDACT, Row
from focusgroups.tokens import DIRECT
from focusgroups.transcripts.hidden.kinds import INITIALS

# Whose method the report names in its own sentences.
CITED = frozenset({"Guest, Namey and Chen"})
SHORT = 3  # forms of at most so many letters are also syllables and ordinary words


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
) -> KnownIdentifiers:
    """Gather the identifiers of a study.

    ``people`` are the rows of both sheets of people, ``decisions`` those of
    redaction_decisions.csv; ``redactions`` maps groups to tables with label and original;
    ``hidden_terms``, of all groups, has HIDDEN_TERM_COLUMNS; ``talk`` holds the working turns. A
    term that a decision keeps for all groups is no identifier; one kept for a group is none there.
    """
    by_group = {
        group: Finder(_redacted(table), _kept(decisions, group) | CITED)
        for group, table in redactions.items()
    }
    anywhere = [
        KnownIdentifier(known.form, exact=True, within=known.within)
        for table in redactions.values()
        for known in _redacted(table)
    ]
    everyday = everyday_words(word for text in talk for word in words(text))
    hidden = Finder(_hidden(hidden_terms, surnames_that_are_words() | everyday))
    phrases = {term for term in _kept(decisions, *redactions) if " " in term}
    kept = _kept(decisions) | phrases | CITED
    return KnownIdentifiers(
        roster=Finder(_roster_forms(people), kept),
        decided=Finder(_decided_forms(decisions), kept),
        postcodes=Finder(_postcodes(people)),
        redacted=by_group,
        redacted_anywhere=Finder(anywhere, kept),
        hidden={group: hidden.keeping(_kept(decisions, group) | CITED) for group in redactions},
        hidden_anywhere=hidden.keeping(kept),
    )


def _kept(decisions: Iterable[Row], *groups: str) -> set[str]:
    """Terms that decisions keep in all groups or in one of ``groups``."""
    return {
        row["term"]
        for row in decisions
        if row["decision"] == KEEP and row["focus_group"] in ("", *groups)
    }


def _roster_forms(people: Iterable[Row]) -> Iterator[KnownIdentifier]:
    """Every form of everybody's name that the sheets give or imply; pet forms are guesses."""
    for row in people:
        for name in names_of(row):
            yield _identifier(name)
        for form in name_forms(names_of(row))[0]:
            # Folded; a doubtful one is looked for with a capital, as a name would have.
            yield _identifier(form.title() if _is_doubtful(form) else form)


def _decided_forms(decisions: Iterable[Row]) -> Iterator[KnownIdentifier]:
    """Terms that a person decided to redact as a direct identifier in every group."""
    for row in decisions:
        direct = row["decision"] == REDACT and row["label"] in DIRECT
        if direct and not row["focus_group"]:
            yield _identifier(row["term"])


def _redacted(redactions: pd.DataFrame) -> Iterator[KnownIdentifier]:
    """What redaction replaced as a direct identifier, and the parts of a full name."""
    direct = redactions[redactions["label"].isin(DIRECT)]
    pairs = direct[["label", "original"]].drop_duplicates()
    for label, original in pairs.itertuples(index=False):
        form = original.strip(" .,;:!?")
        if form:
            yield _identifier(form)
        parts = form.split() if label == "PERSON" else []
        for part in parts if len(parts) > 1 else []:
            if len(part) > SHORT and part.casefold() not in ordinary_words():
                yield _identifier(part)


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
                word = form.casefold() in ordinary
                yield KnownIdentifier(form, True, True) if word else _identifier(form)
        else:
            yield KnownIdentifier(term.term, exact=True, within=_is_doubtful(term.term))


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


def _identifier(form: str) -> KnownIdentifier:
    """A name form; short ones and ordinary words (Will, Grace, May) count only as names do."""
    doubtful = _is_doubtful(form)
    return KnownIdentifier(form, exact=doubtful, within=doubtful)


def _is_doubtful(form: str) -> bool:
    return len(form) <= SHORT or legible(form).casefold() in names_that_are_words()
