"""The checks that decide whether a candidate may be released, each with a plain verdict."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

import pandas as pd

from focusgroups.identifiers.patterns import find_patterns
from focusgroups.identifiers.spans import Span
from focusgroups.release.areas import tells_area
from focusgroups.release.barred_speech import speech_without_approval, speech_without_consent
from focusgroups.release.counts import Rule, rows_beside_withheld, small_counts
from focusgroups.release.counts_by_group import told_by_group
from focusgroups.release.counts_together import told_together
from focusgroups.release.finder import Search
from focusgroups.release.known_identifiers import KnownIdentifiers
from focusgroups.release.printed_text import Printed
from focusgroups.release.undecided import turns_of
from focusgroups.release.verdicts import (
    NOT_REQUIRED,
    NOTE,
    PASSED,
    Verdict,
    listed_verdict,
    note,
)
from focusgroups.sheets import USE, Row
from focusgroups.speakers import PARTICIPANT, QUOTABLE, WITHDRAWN
from focusgroups.tokens import published, tells_apart, tokens_apart

# Identifiers whose shape alone gives them away; dates and ages have too many innocent shapes.
STRUCTURED = {"POSTCODE", "PHONE", "EMAIL", "NHS_NUMBER", "NINO", "ADDRESS", "URL_HANDLE"}

NO_APPROVAL = "release.requires_quote_approval is false"


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


def check_areas(texts: Iterable[Printed]) -> Verdict:
    """No area's code stands anywhere, and no table has a column of ranks, areas or postcodes."""
    return listed_verdict("areas", [f"{p.file} {p.place}" for p in texts if tells_area(p)])


def _is_unmistakable(span: Span, text: str) -> bool:
    """Whether the shape alone tells. A handle without @ or dot is like our own column names."""
    found = text[span.start : span.end]
    return span.label in STRUCTURED and (span.label != "URL_HANDLE" or "@" in found or "." in found)


def check_person_ids(
    texts: Iterable[Printed], people: Collection[str], talk: Iterable[str] = ()
) -> Verdict:
    """No candidate file tells people or places apart: `[P07]` and `[Place 2]` are working text.

    ``talk`` are the working turns: what a decision chose there, such as `[Sister A]`, is no kind
    either. Bare ids (`P07`) and numbered roles (`FGD5_SU1`) count as well.
    """
    chosen = {token for text in talk for token in tokens_apart(text, people)}
    bare = _bare_ids(people)

    def is_telling(text: str, _: str) -> bool:
        return bool(bare.search(text)) or tells_apart(text, people, chosen)

    return _of_texts("person_ids", texts, is_telling)


def _bare_ids(people: Collection[str]) -> re.Pattern[str]:
    """Ids that no word looks like, since they have a digit, and roles with a number.

    `Table S1` and `Figure S1` are our own captions, `figure_s1` the name of a file, and `size: A4`
    a style sheet's paper.
    """
    ids = [re.escape(person) for person in sorted(people) if any(map(str.isdigit, person))]
    known = "|".join([*ids, f"{PARTICIPANT}[0-9]+"])
    return re.compile(
        rf"(?<![^\W_])(?<!Table\s)(?<!Figure\s)(?<!figure_)(?<!size:\s)(?:{known})(?![^\W_])"
    )


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
        return Verdict("quote_approval", NOT_REQUIRED, NO_APPROVAL)
    approved = _approved(quotes)
    return _of_segments(
        "quote_approval", quotes, lambda row: (row.segment_id, row.theme) not in approved
    )


def check_speech_consent(texts: Iterable[Printed], turns: pd.DataFrame, quotes: Quotes) -> Verdict:
    """Nowhere in print stands what somebody said who did not agree to be quoted."""
    barred = speech_without_consent(turns, quotes.consent)
    return check_identifiers("speech_without_consent", texts, barred)


def check_speech_approval(
    texts: Iterable[Printed], turns: pd.DataFrame, quotes: Quotes, required: bool
) -> Verdict:
    """Nowhere in print stands what participants said, unless a person approved of it."""
    if not required:
        return Verdict("speech_without_approval", NOT_REQUIRED, NO_APPROVAL)
    approved = {segment for segment, _ in _approved(quotes)}
    barred = speech_without_approval(turns, quotes.segments, approved)
    return check_identifiers("speech_without_approval", texts, barred)


def _approved(quotes: Quotes) -> set[tuple[str, str]]:
    """Segments and themes that a person approved of, while the text is still the same."""
    current = dict(zip(quotes.segments["segment_id"], quotes.segments["text_check"], strict=True))
    return {
        (row["segment_id"], row["theme"])
        for row in quotes.decisions
        if row["decision"] == USE and row["text_check"] in {"", current.get(row["segment_id"])}
    }


def check_review(quotes: Quotes, required: bool) -> Verdict:
    """No flagged word is undecided in a turn that is quoted."""
    undecided = set(quotes.review["turn_id"])
    if not required:
        detail = f"release.requires_review is false; {len(quotes.review)} flags are undecided"
        return Verdict("review_decided", NOT_REQUIRED, detail)
    return _of_segments(
        "review_decided", quotes, lambda row: not undecided.isdisjoint(turns_of([row.segment_id]))
    )


def check_minimum_count(tables: Mapping[str, pd.DataFrame], rule: Rule) -> Verdict:
    """No count of people from 1 to the rule's minimum - 1 is printed or can be worked out.

    ``tables`` maps a file's name to the table as text, in which empty cells are withheld.
    """
    if rule.minimum <= 1:
        return Verdict("minimum_count", NOT_REQUIRED, "disclosure.minimum_count is 0")
    places = [place for name, table in tables.items() for place in small_counts(name, table, rule)]
    places += [*told_together(tables, rule), *told_by_group(tables, rule)]
    verdict = listed_verdict("minimum_count", list(dict.fromkeys(places)))
    beside = sum(map(rows_beside_withheld, tables.values()))
    if verdict.status == PASSED and beside:
        said = f"{verdict.detail}; {beside} withheld rows show segments or words, not people"
        return Verdict(verdict.check, PASSED, said)
    return verdict


def check_undeclared(files: int) -> Verdict:
    """How many files lie in the rooms that no rule makes; a note, since all checks looked there."""
    if not files:
        return Verdict("undeclared_files", PASSED, "0 files")
    noun = "file" if files == 1 else "files"
    said = f"{files} {noun} in working/ and candidate/ that no rule makes: searched, not published"
    return Verdict("undeclared_files", NOTE, said)


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
