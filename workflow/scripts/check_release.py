"""Look for anybody recognisable in what would be published, and write a verdict per check."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from focusgroups.logs import logged
from focusgroups.release import checks
from focusgroups.release.hidden_passages import HiddenPassages, hidden_passages
from focusgroups.release.known_identifiers import KnownIdentifiers, known_identifiers
from focusgroups.release.printed_text import Printed, printed_room
from focusgroups.release.verdicts import CHECK_COLUMNS, Verdict, seal_candidate
from focusgroups.sheets import Row, optional_sheet, read_rows
from focusgroups.tables import read_table, write_table

if TYPE_CHECKING:
    from snakemake.script import snakemake

# Published tables that count people, and the column that does.
COUNTS_OF_PEOPLE = {
    "1_demographics/table_1_participants.csv": "n",
    "1_demographics/table_2_deprivation.csv": "n",
    "2_qualitative_findings/table_3_themes.csv": "participants",
}


@dataclass(frozen=True)
class Evidence:
    """All that the checks look at.

    ``candidate`` and ``working`` are the texts of both rooms, ``unreadable`` what of their files
    could not be looked into; ``turns`` are the working turns of all groups; ``counts`` maps tables
    that count people to the table and its column; ``participants`` is how many there are.
    """

    candidate: Sequence[Printed]
    working: Sequence[Printed]
    unreadable: Sequence[str]
    known: KnownIdentifiers
    passages: HiddenPassages
    turns: pd.DataFrame
    quotes: checks.Quotes
    counts: Mapping[str, tuple[pd.DataFrame, str]]
    participants: int


def check_release(
    rooms: Mapping[str, Path],
    files: Mapping[str, Sequence[Path]],
    sheets: Mapping[str, Path | None],
    private: Mapping[str, Sequence[Path]],
    rules: Mapping[str, Any],
    output: Path,
) -> tuple[list[Verdict], list[str]]:
    """Run every check on the ``files`` of both ``rooms`` and write ``output``.

    Returns the verdicts, and the ids of participants who never speak.
    """
    evidence = gather(rooms, files, sheets, private)
    verdicts = [*judge(evidence, rules), seal_candidate(files["candidate"])]
    write_table(pd.DataFrame(map(asdict, verdicts)), output, CHECK_COLUMNS)
    return verdicts, checks.silent_participants(evidence.turns, evidence.quotes.consent)


def gather(
    rooms: Mapping[str, Path],
    files: Mapping[str, Sequence[Path]],
    sheets: Mapping[str, Path | None],
    private: Mapping[str, Sequence[Path]],
) -> Evidence:
    """Read what would be published, and what must not stand in it."""
    rows = {name: read_rows(name, path) for name, path in sheets.items()}
    people = [*rows["participants"], *rows["staff"]]
    ids = [row.get("participant_id") or row["staff_id"] for row in people]
    candidate, closed = printed_room(files["candidate"], rooms["candidate"])
    working, also_closed = printed_room(files["working"], rooms["working"])
    turns = read_all(path for path in files["working"] if path.parent.name == "turns")
    redactions = {path.stem: read_table(path) for path in private["redactions"]}
    terms, decisions = read_all(private["hidden_terms"]), rows["redaction_decisions"]
    return Evidence(
        candidate=candidate,
        working=working,
        unreadable=closed + also_closed,
        known=known_identifiers(people, decisions, redactions, terms, turns["text"]),
        passages=hidden_passages(read_all(private["hidden"]), turns["text"]),
        turns=turns,
        quotes=read_quotes(rooms, rows, private["review"], ids),
        counts={
            name: (read_table(rooms["candidate"] / name), column)
            for name, column in COUNTS_OF_PEOPLE.items()
        },
        participants=len(read_table(rooms["working"] / "participants.csv")),
    )


def judge(found: Evidence, rules: Mapping[str, Any]) -> list[Verdict]:
    """The verdict of each check of what was ``found``, in the order of the table of checks."""
    everything = [*found.candidate, *found.working]
    known, quotes = found.known, found.quotes
    return [
        checks.check_readable(found.unreadable),
        checks.check_identifiers("roster_names", everything, known.roster),
        checks.check_identifiers("decided_terms", everything, known.decided),
        checks.check_identifiers("participant_postcodes", everything, known.postcodes),
        checks.check_redacted(everything, known),
        checks.check_hidden(everything, known),
        checks.check_identifiers("hidden_passages", found.candidate, found.passages),
        checks.check_structured(everything),
        checks.check_person_ids(found.candidate, quotes.people),
        checks.check_withdrawn(found.turns, quotes.consent),
        checks.check_consent(quotes),
        checks.check_quote_text(quotes),
        checks.check_approval(quotes, required=rules["requires_quote_approval"]),
        checks.check_review(quotes, required=rules["requires_review"]),
        checks.check_minimum_count(found.counts, found.participants, rules["minimum_count"]),
        checks.check_vanished_groups(rules["vanished_groups"]),
        checks.check_quote_decisions(quotes),
    ]


def read_all(files: Iterable[Path]) -> pd.DataFrame:
    """The rows of several tables with the same columns."""
    return pd.concat(map(read_table, files), ignore_index=True)


def read_quotes(
    rooms: Mapping[str, Path],
    rows: Mapping[str, Sequence[Row]],
    review: Sequence[Path],
    people: Sequence[str],
) -> checks.Quotes:
    """What is printed of people's speech, with all that decides whether it may be."""
    return checks.Quotes(
        table=read_table(rooms["candidate"] / "2_qualitative_findings/table_4_quotes.csv"),
        segments=read_table(rooms["working"] / "segments.csv"),
        decisions=rows["quotes"],
        consent={row["participant_id"]: row["consent"] for row in rows["participants"]},
        review=read_all(review),
        people=people,
    )


if __name__ == "__main__":
    with logged(snakemake.log[0]) as log:
        given = snakemake.input
        verdicts, silent = check_release(
            rooms={
                "candidate": Path(given.report).parent,
                "working": Path(given.segments).parent,
            },
            files={
                "candidate": [Path(file) for file in given.candidate],
                "working": [Path(file) for file in given.working],
            },
            sheets={
                "participants": Path(given.participants),
                "staff": optional_sheet(given.staff),
                "redaction_decisions": optional_sheet(given.decisions),
                "quotes": optional_sheet(given.quote_decisions),
            },
            private={
                "redactions": [Path(file) for file in given.redactions],
                "hidden_terms": [Path(file) for file in given.hidden_terms],
                "hidden": [Path(file) for file in given.hidden],
                "review": [Path(file) for file in given.review],
            },
            rules=snakemake.params.rules,
            output=Path(snakemake.output.checks),
        )
        for verdict in verdicts:
            log.info("%s: %s", verdict.check, verdict.status)
        if silent:
            log.warning(
                "%s: no turn of %s; if they spoke, check their speaker_labels",
                Path(given.participants).name,
                ", ".join(silent),
            )
