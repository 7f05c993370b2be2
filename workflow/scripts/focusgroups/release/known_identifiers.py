"""Everything the study knows to be identifying, as patterns to look for in printed text."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from focusgroups.identifiers.names import is_surely_month
from focusgroups.identifiers.wordlists import names_that_are_words
from focusgroups.sheets import Row, listed
from focusgroups.tokens import DIRECT

SHORT = 3  # forms of at most so many letters are also syllables and ordinary words


@dataclass(frozen=True)
class KnownIdentifier:
    """A form to look for. ``exact``: in this case only; ``within``: only inside a sentence."""

    form: str
    exact: bool
    within: bool


@dataclass(frozen=True)
class KnownIdentifiers:
    """Finders of what identifies somebody.

    ``redacted`` has one per focus group, for text that belongs to that group; ``redacted_anywhere``
    is for text of no group.
    """

    roster: "Finder"
    decided: "Finder"
    postcodes: "Finder"
    redacted: Mapping[str, "Finder"]
    redacted_anywhere: "Finder"


def known_identifiers(
    people: Sequence[Row], decisions: Sequence[Row], redactions: Mapping[str, pd.DataFrame]
) -> KnownIdentifiers:
    """Gather the identifiers of a study.

    ``people`` are the rows of both sheets of people, ``decisions`` those of
    redaction_decisions.csv; ``redactions`` maps groups to tables with label and original. A term
    that a decision keeps for all groups is no identifier; one kept for a group is none there.
    """
    by_group = {
        group: Finder(_redacted(table), _kept(decisions, group))
        for group, table in redactions.items()
    }
    anywhere = [form for table in redactions.values() for form in _redacted(table)]
    phrases = {term for term in _kept(decisions, *redactions) if " " in term}
    kept = _kept(decisions) | phrases
    return KnownIdentifiers(
        roster=Finder(_roster_forms(people), kept),
        decided=Finder(_decided_forms(decisions), kept),
        postcodes=Finder(_postcodes(people)),
        redacted=by_group,
        redacted_anywhere=Finder(anywhere, kept),
    )


def _kept(decisions: Iterable[Row], *groups: str) -> set[str]:
    """Terms that decisions keep in all groups or in one of ``groups``."""
    return {
        row["term"]
        for row in decisions
        if row["decision"] == "keep" and row["focus_group"] in ("", *groups)
    }


def _roster_forms(people: Iterable[Row]) -> Iterator[KnownIdentifier]:
    """Every name form of everybody on the sheets, whole and word by word."""
    for row in people:
        for name in listed(row["names"]):
            for form in {name, *(word.strip(".,") for word in name.split())}:
                if form:
                    yield _identifier(form)


def _decided_forms(decisions: Iterable[Row]) -> Iterator[KnownIdentifier]:
    """Terms that a person decided to redact as a direct identifier in every group."""
    for row in decisions:
        direct = row["decision"] == "redact" and row["label"] in DIRECT
        if direct and not row["focus_group"]:
            yield _identifier(row["term"])


def _redacted(redactions: pd.DataFrame) -> Iterator[KnownIdentifier]:
    """What redaction replaced as a direct identifier, in the same case."""
    for form in redactions.loc[redactions["label"].isin(DIRECT), "original"].unique():
        yield KnownIdentifier(form, exact=True, within=_is_ordinary(form))


def _postcodes(people: Iterable[Row]) -> Iterator[KnownIdentifier]:
    """The participants' postcodes, in any case, with or without a space."""
    for row in people:
        if row.get("postcode"):
            code = "".join(row["postcode"].split())
            yield KnownIdentifier(f"{code[:-3]} {code[-3:]}", exact=False, within=False)


def _identifier(form: str) -> KnownIdentifier:
    """A name form; short ones and ordinary words (Will, Grace, May) count only as names do."""
    doubtful = _is_ordinary(form)
    return KnownIdentifier(form, exact=doubtful, within=doubtful)


def _is_ordinary(form: str) -> bool:
    return len(form) <= SHORT or form.casefold() in names_that_are_words()


class Finder:
    """Finds any of many identifiers in a text, but not within terms that are ``kept``."""

    def __init__(self, identifiers: Iterable[KnownIdentifier], kept: Collection[str] = ()) -> None:
        known = set(identifiers)
        self._exact = _alternatives(k.form for k in known if k.exact and not k.within)
        self._within = _alternatives(k.form for k in known if k.within)
        self._folded = _alternatives((k.form for k in known if not k.exact), re.IGNORECASE)
        self._kept = _alternatives(kept, re.IGNORECASE)

    def count(self, text: str) -> int:
        """How many places in ``text`` hold a known identifier."""
        free = [hit.span() for hit in _hits(self._kept, text)]
        found = [hit for pattern in (self._exact, self._folded) for hit in _hits(pattern, text)]
        found += [hit for hit in _hits(self._within, text) if _is_name_here(hit, text)]
        return sum(
            not any(start <= hit.start() and hit.end() <= end for start, end in free)
            for hit in found
        )


def _is_name_here(hit: re.Match[str], text: str) -> bool:
    """Whether a word that may be a name is one: capitalised inside a sentence, and no month."""
    before = text[: hit.start()]
    opens = _starts_sentence(text, hit.start())
    return hit[0][:1].isupper() and not opens and not is_surely_month(hit[0], before)


def _hits(pattern: re.Pattern[str] | None, text: str) -> Iterator[re.Match[str]]:
    return pattern.finditer(text) if pattern else iter(())


def _alternatives(forms: Iterable[str], flags: int = 0) -> re.Pattern[str] | None:
    """One pattern for many forms as whole words, longest first; spaces in a form match any run."""
    ordered = sorted(set(forms), key=lambda form: (-len(form), form))
    if not ordered:
        return None
    spaced = [r"\s*".join(map(re.escape, form.split())) for form in ordered]
    return re.compile(rf"(?<!\w)(?:{'|'.join(spaced)})(?!\w)", flags)


def _starts_sentence(text: str, position: int) -> bool:
    """Whether nothing, or the end of a sentence, stands before ``position``."""
    before = text[:position].rstrip(" \t\n\"'“‘(—–-")
    return not before or before[-1] in ".!?…:]"
