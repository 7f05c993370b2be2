"""Look for anybody recognisable in what would be published, and write a verdict per check."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from focusgroups.logs import logged
from focusgroups.release import checks
from focusgroups.release.hidden_passages import hidden_passages
from focusgroups.release.known_identifiers import known_identifiers
from focusgroups.release.printed_text import printed_room
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
    rows = {name: read_rows(name, path) for name, path in sheets.items()}
    candidate, closed = printed_room(files["candidate"], rooms["candidate"])
    working, also_closed = printed_room(files["working"], rooms["working"])
    everything = candidate + working
    people = [*rows["participants"], *rows["staff"]]
    ids = [row.get("participant_id") or row["staff_id"] for row in people]
    redactions = {path.stem: read_table(path) for path in private["redactions"]}
    terms = pd.concat(map(read_table, private["hidden_terms"]), ignore_index=True)
    turns = pd.concat(read_table(path) for path in files["working"] if path.parent.name == "turns")
    decisions = rows["redaction_decisions"]
    known = known_identifiers(people, decisions, redactions, terms, turns["text"])
    quotes = read_quotes(rooms, rows, private["review"], ids)
    hidden = pd.concat(map(read_table, private["hidden"]), ignore_index=True)
    passages = hidden_passages(hidden, turns["text"])
    participants = read_table(rooms["working"] / "participants.csv")
    counts = {
        name: (read_table(rooms["candidate"] / name), column)
        for name, column in COUNTS_OF_PEOPLE.items()
    }
    verdicts = [
        checks.check_readable(closed + also_closed),
        checks.check_identifiers("roster_names", everything, known.roster),
        checks.check_identifiers("decided_terms", everything, known.decided),
        checks.check_identifiers("participant_postcodes", everything, known.postcodes),
        checks.check_redacted(everything, known),
        checks.check_hidden(everything, known),
        checks.check_identifiers("hidden_passages", candidate, passages),
        checks.check_structured(everything),
        checks.check_person_ids(candidate, ids),
        checks.check_withdrawn(turns, quotes.consent),
        checks.check_consent(quotes),
        checks.check_quote_text(quotes),
        checks.check_approval(quotes, required=rules["requires_quote_approval"]),
        checks.check_review(quotes, required=rules["requires_review"]),
        checks.check_minimum_count(counts, len(participants), rules["minimum_count"]),
        checks.check_vanished_groups(rules["vanished_groups"]),
        checks.check_quote_decisions(quotes),
        seal_candidate(files["candidate"]),
    ]
    table = pd.DataFrame(map(asdict, verdicts))
    write_table(table, output, CHECK_COLUMNS)
    return verdicts, checks.silent_participants(turns, quotes.consent)


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
        review=pd.concat(map(read_table, review)),
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
