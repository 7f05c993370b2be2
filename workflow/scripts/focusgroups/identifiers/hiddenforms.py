"""Every form in which the terms of hidden text are looked for, worked out once for a study."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from focusgroups.identifiers.roster import name_forms
from focusgroups.identifiers.spans import AUTO, NAMES, REVIEW
from focusgroups.identifiers.terms import ALL_FORMS, Term
from focusgroups.identifiers.wordlists import (
    first_names,
    is_common,
    names_besides_words,
    nicknames,
)
from focusgroups.identifiers.words import plain
from focusgroups.transcripts.hidden.kinds import INITIALS

SHORTEST_ANY_CASE = 3  # letters; `Al` and `Jo` are looked for as they stand


@dataclass(frozen=True)
class SoughtForms:
    """Forms to look for, each with its label: names in any case, names as typed, all else.

    ``inside`` holds names that are common words: these count with a capital inside a sentence only.
    """

    any_case: dict[str, str] = field(default_factory=dict)
    exact: dict[str, str] = field(default_factory=dict)
    inside: dict[str, str] = field(default_factory=dict)
    others: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class HiddenNames:
    """What is looked for in all talk of a study, and whose it is.

    ``forms`` has one entry for each tier. ``whole_names`` maps a folded form to the one full name,
    folded too, that it may be part of; ``initials`` maps initials as typed to such a name;
    ``everyday`` are folded words that the groups together mostly say without a capital.
    """

    forms: Mapping[str, SoughtForms]
    whole_names: Mapping[str, str]
    initials: Mapping[str, str]
    everyday: frozenset[str] = frozenset()


def hidden_names(terms: Iterable[Term]) -> HiddenNames:
    """All that is to be looked for of ``terms``, which are those of all groups."""
    typed = list(dict.fromkeys(terms))
    forms = {term.term: forms_of_name(term.term) for term in typed if term.forms == ALL_FORMS}
    whole = {name: said for name, said in forms.items() if " " in name}
    initials = _unshared((i, name) for name, said in whole.items() for i in _initials(said))
    in_comments = {term.term for term in typed if term.source == INITIALS}
    return HiddenNames(
        {tier: _sought(typed, forms, tier) for tier in (REVIEW, AUTO)},
        _unshared((plain(form), name) for name, said in whole.items() for form in said),
        {letters: name for letters, name in initials.items() if letters in in_comments},
    )


def _sought(terms: Iterable[Term], forms: Mapping[str, Sequence[str]], tier: str) -> SoughtForms:
    """The terms of one ``tier``, of names all their ``forms``; common words are for review."""
    sought = SoughtForms()
    for term in terms:
        if tier == REVIEW and term.forms == ALL_FORMS:
            sought.inside.update(dict.fromkeys(common_forms_of_name(term.term), term.label))
        if term.tier != tier:
            continue
        if term.label not in NAMES:
            sought.others[term.term] = term.label
        elif term.forms == ALL_FORMS:
            for form in forms[term.term]:
                any_case = len(form) >= SHORTEST_ANY_CASE
                (sought.any_case if any_case else sought.exact)[form] = term.label
        elif tier == REVIEW and _is_common_name(plain(term.term)):
            sought.inside[term.term] = term.label
        else:
            sought.exact[term.term] = term.label
    return sought


def _unshared(owned: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The one name, folded, of each form that has no second; ``owned`` are forms with a name."""
    owners: dict[str, set[str]] = {}
    for form, name in owned:
        owners.setdefault(form, set()).add(plain(name))
    return {form: next(iter(names)) for form, names in owners.items() if len(names) == 1}


def forms_of_name(name: str) -> list[str]:
    """Forms of a person's name that somebody may say, with capitals, none an ordinary word.

    >>> forms_of_name("Dr Rhian MAKIN-SUNDAY")
    ['Makin', 'Makin-Sunday', 'Rhian', 'Rhian Makin-Sunday']
    """
    typed = {plain(p): p for p in name.split() if p not in (p.casefold(), p.upper())}
    said = [form for form in name_forms([name])[0] if " " in form or not is_common(form)]
    return sorted(" ".join(typed.get(w, w.title()) for w in form.split()) for form in said)


def common_forms_of_name(name: str) -> list[str]:
    """The words of a person's name that are common words besides being names, with capitals.

    >>> common_forms_of_name("Tara May"), common_forms_of_name("Denise Sunday")
    (['May', 'Tara'], [])
    """
    return sorted(form.title() for form in name_forms([name])[0] if _is_common_name(form))


def _is_common_name(form: str) -> bool:
    known = form in first_names() or form in nicknames() or form in names_besides_words()
    return known and is_common(form)


def _initials(forms: Iterable[str]) -> set[str]:
    """Initials, in capitals, of those ``forms`` of a name that are several words."""
    several = [form for form in forms if " " in form]
    parted = [form.split() for form in several] + [re.split("[ -]", form) for form in several]
    return {"".join(part[:1] for part in parts).upper() for parts in parted}
