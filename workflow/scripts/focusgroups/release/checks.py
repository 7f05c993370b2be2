"""The checks that decide whether a candidate may be released, each with a plain verdict."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

import pandas as pd

from focusgroups.identifiers.patterns import find_patterns
from focusgroups.identifiers.spans import Span
from focusgroups.release.finder import Search
from focusgroups.release.known_identifiers import KnownIdentifiers
from focusgroups.release.printed_text import Printed
from focusgroups.release.undecided import turns_of
from focusgroups.release.verdicts import (
    NOT_REQUIRED,
    Verdict,
    listed_verdict,
    note,
)
from focusgroups.sheets import USE, Row
from focusgroups.speakers import QUOTABLE, WITHDRAWN
from focusgroups.tokens import published

# Identifiers whose shape alone gives them away; dates and ages have too many innocent shapes.
STRUCTURED = {"POSTCODE", "PHONE", "EMAIL", "NHS_NUMBER", "NINO", "URL_HANDLE"}


@dataclass(frozen=True)
class Quotes:
    """What is printed of people's speech, with all that decides whether it may be.

    ``table`` is table 4; ``segments`` the working segments; ``decisions`` the rows of quotes.csv;
    ``consent`` maps participant ids to their consent; ``review`` is every undecided flag.
    """

    table: pd.DataFrame
    segments: pd.DataFrame
    decisions: Sequence[Row]
    consent: Mapping[str, str]
    review: pd.DataFrame
    people: Collection[str] = field(default_factory=frozenset)


def check_readable(problems: Sequence[str]) -> Verdict:
    """Every file could be looked into, to the last part."""
    return listed_verdict("readable_files", problems)


def check_identifiers(check: str, texts: Iterable[Printed], finder: Search) -> Verdict:
    """No known identifier stands in any of ``texts``."""
    return _of_texts(check, texts, lambda text, _: finder.count(text) > 0)


def check_redacted(texts: Iterable[Printed], known: KnownIdentifiers) -> Verdict:
    """Nothing that redaction took out of a group stands elsewhere in the same form.

    Text that belongs to a group is searched for what was redacted there, all other text for what
    was redacted anywhere.
    """

    def is_left(text: str, group: str) -> bool:
        return known.redacted.get(group, known.redacted_anywhere).count(text) > 0

    return _of_texts("redacted_terms", texts, is_left)


def check_hidden(texts: Iterable[Printed], known: KnownIdentifiers) -> Verdict:
    """No name stands anywhere that a transcript's file holds out of sight, such as an author's."""

    def is_left(text: str, group: str) -> bool:
        return known.hidden.get(group, known.hidden_anywhere).count(text) > 0

    return _of_texts("hidden_terms", texts, is_left)


def check_structured(texts: Iterable[Printed]) -> Verdict:
    """Nothing with the shape of a postcode, phone, e-mail, NHS or NI number or handle."""

    def is_telling(text: str, _: str) -> bool:
        return any(_is_unmistakable(span, text) for span in find_patterns(text))

    return _of_texts("structured_identifiers", texts, is_telling)


def _is_unmistakable(span: Span, text: str) -> bool:
    """Whether the shape alone tells. A handle without @ or dot is like our own column names."""
    found = text[span.start : span.end]
    return span.label in STRUCTURED and (span.label != "URL_HANDLE" or "@" in found or "." in found)


def check_person_ids(texts: Iterable[Printed], people: Collection[str]) -> Verdict:
    """No candidate file tells people or places apart: `[P07]` and `[Place 2]` are working text."""
    return _of_texts("person_ids", texts, lambda text, _: published(text, people) != text)


def check_consent(quotes: Quotes) -> Verdict:
    """Every quoted person agreed to be quoted."""
    speaker = dict(zip(quotes.segments["segment_id"], quotes.segments["speaker"], strict=True))
    return _of_segments(
        "consent_to_quotes",
        quotes,
        lambda row: quotes.consent.get(speaker.get(row.segment_id, ""), "") != QUOTABLE,
    )


def check_quote_text(quotes: Quotes) -> Verdict:
    """Every printed quote is its segment's text as it may be published, and nothing else."""
    text = dict(zip(quotes.segments["segment_id"], quotes.segments["text"], strict=True))
    return _of_segments(
        "quotes_are_segments",
        quotes,
        lambda row: row.quote != published(text.get(row.segment_id, ""), quotes.people).strip(),
    )


def check_approval(quotes: Quotes, required: bool) -> Verdict:
    """Every printed quote was approved by a person, for this theme and this very text."""
    if not required:
        return Verdict("quote_approval", NOT_REQUIRED, "release.requires_quote_approval is false")
    current = dict(zip(quotes.segments["segment_id"], quotes.segments["text_check"], strict=True))
    approved = {
        (row["segment_id"], row["theme"])
        for row in quotes.decisions
        if row["decision"] == USE and row["text_check"] in {"", current.get(row["segment_id"])}
    }
    return _of_segments(
        "quote_approval", quotes, lambda row: (row.segment_id, row.theme) not in approved
    )


def check_review(quotes: Quotes, required: bool) -> Verdict:
    """No flagged word is undecided in a turn that is quoted."""
    undecided = set(quotes.review["turn_id"])
    if not required:
        detail = f"release.requires_review is false; {len(quotes.review)} flags are undecided"
        return Verdict("review_decided", NOT_REQUIRED, detail)
    return _of_segments(
        "review_decided", quotes, lambda row: not undecided.isdisjoint(turns_of([row.segment_id]))
    )


def check_minimum_count(
    tables: Mapping[str, tuple[pd.DataFrame, str]], total: int, minimum: int
) -> Verdict:
    """No printed count of people, and no difference to the total, lies from 1 to ``minimum`` - 1.

    ``tables`` maps a file's name to the table and its column of counts; empty cells are withheld.
    Nobody and everybody are no small group: a study of four may say that it had four.
    """
    if minimum <= 1:
        return Verdict("minimum_count", NOT_REQUIRED, "disclosure.minimum_count is 0")
    places: list[str] = []
    for name, (table, column) in tables.items():
        counts = pd.to_numeric(table[column].replace("", None)).dropna()
        counts = counts[counts.between(1, total - 1)]
        small = counts[counts.between(1, minimum - 1) | (total - counts).between(1, minimum - 1)]
        places += [f"{name} row {position + 2}" for position in small.index]
    return listed_verdict("minimum_count", places)


def check_withdrawn(turns: pd.DataFrame, consent: Mapping[str, str]) -> Verdict:
    """No working turn is spoken by somebody who withdrew."""
    withdrawn = {person for person, given in consent.items() if given == WITHDRAWN}
    left = turns.loc[turns["speaker"].isin(withdrawn), "turn_id"]
    return listed_verdict("withdrawn_people", [str(turn) for turn in left])


def check_vanished_groups(groups: Sequence[str]) -> Verdict:
    """No results lie about of a group whose transcript is gone."""
    return listed_verdict("vanished_groups", groups)


def check_quote_decisions(quotes: Quotes) -> Verdict:
    """Which approvals do not count, since no quote is printed for them; a note, not a fault.

    What is no segment any more may be that of somebody withdrawn: `make check` lists such rows.
    """
    segments = set(quotes.segments["segment_id"])
    printed = set(zip(quotes.table["segment_id"], quotes.table["theme"], strict=True))
    idle = [
        row["segment_id"]
        for row in quotes.decisions
        if row["decision"] == USE
        and row["segment_id"] in segments
        and (row["segment_id"], row["theme"]) not in printed
    ]
    return note("quote_decisions", idle, "approved and not printed: other text, or no consent")


def silent_participants(turns: pd.DataFrame, consent: Mapping[str, str]) -> list[str]:
    """Ids of those on the sheet who never speak; a mistyped label can be the cause."""
    heard = set(turns["speaker"])
    return [who for who, given in consent.items() if given != WITHDRAWN and who not in heard]


def _of_segments(check: str, quotes: Quotes, is_wrong: Callable[..., bool]) -> Verdict:
    wrong = [str(row.segment_id) for row in quotes.table.itertuples() if is_wrong(row)]
    return listed_verdict(check, wrong)


def _of_texts(
    check: str, texts: Iterable[Printed], is_wrong: Callable[[str, str], bool]
) -> Verdict:
    """The verdict over ``texts``; ``is_wrong`` judges a text and its group, each pair once."""
    judged = cache(is_wrong)
    found = [f"{p.file} {p.place}" for p in texts if judged(p.text, p.group)]
    return listed_verdict(check, found)
