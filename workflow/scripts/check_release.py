"""Look for anybody recognisable in what would be published, and write a verdict per check."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from focusgroups.codebook import read_codebook
from focusgroups.logs import logged
from focusgroups.release import checks
from focusgroups.release.counts import Pair, Rule
from focusgroups.release.hidden_passages import HiddenPassages, hidden_passages
from focusgroups.release.known_identifiers import KnownIdentifiers, known_identifiers
from focusgroups.release.printed_text import Printed, printed_room
from focusgroups.release.undeclared import undeclared_files, undeclared_room
from focusgroups.release.verdicts import CHECK_COLUMNS, Verdict, seal_candidate
from focusgroups.sheets import Row, optional_sheet, read_rows
from focusgroups.tables import read_table, write_table

if TYPE_CHECKING:
    from snakemake.script import snakemake

MOVES = "1_demographics/table_2b_deprivation_moves.csv"  # only where there are two editions
# Published tables that count people.
COUNTS_OF_PEOPLE = (
    "study_facts.csv",
    "1_demographics/table_1_participants.csv",
    "1_demographics/table_2_deprivation.csv",
    MOVES,
    "1_demographics/figure_1_deciles.csv",
    "2_qualitative_findings/table_3_themes.csv",
    "2_qualitative_findings/themes_by_group.csv",
    "2_qualitative_findings/sub_themes.csv",
    "2_qualitative_findings/figure_2_themes_by_group.csv",
    "2_qualitative_findings/figure_s1_cooccurrence.csv",
)


@dataclass(frozen=True)
class Evidence:
    """All that the checks look at.

    ``candidate`` and ``working`` are the texts of both rooms, ``unreadable`` what of their files
    could not be looked into, ``undeclared`` how many of them no rule makes; ``turns`` are the
    working turns of all groups; ``counts`` maps names to tables that count people;
    ``participants`` is how many there are, ``groups`` how many of them by group, and ``pairs`` how
    many speak in segments with both of two themes.
    """

    candidate: Sequence[Printed]
    working: Sequence[Printed]
    unreadable: Sequence[str]
    undeclared: int
    known: KnownIdentifiers
    passages: HiddenPassages
    turns: pd.DataFrame
    quotes: checks.Quotes
    counts: Mapping[str, pd.DataFrame]
    participants: int
    groups: Mapping[str, int]
    pairs: Mapping[Pair, int]


def check_release(
    rooms: Mapping[str, Path],
    files: Mapping[str, Sequence[Path]],
    sheets: Mapping[str, Path | None],
    private: Mapping[str, Sequence[Path]],
    codebook: Path,
    rules: Mapping[str, Any],
    output: Path,
) -> tuple[list[Verdict], list[str]]:
    """Run every check on the ``files`` of both ``rooms`` and write ``output``.

    ``files`` are those that rules make there; whatever else lies in the rooms is searched as well.
    Returns the verdicts, and the ids of participants who never speak.
    """
    evidence = gather(rooms, files, sheets, private, codebook, output)
    verdicts = [*judge(evidence, rules), seal_candidate(files["candidate"])]
    write_table(pd.DataFrame(map(asdict, verdicts)), output, CHECK_COLUMNS)
    return verdicts, checks.silent_participants(evidence.turns, evidence.quotes.consent)


def gather(
    rooms: Mapping[str, Path],
    files: Mapping[str, Sequence[Path]],
    sheets: Mapping[str, Path | None],
    private: Mapping[str, Sequence[Path]],
    codebook: Path,
    output: Path | None = None,
) -> Evidence:
    """Read what would be published, and what must not stand in it."""
    rows = {name: read_rows(name, path) for name, path in sheets.items()}
    people = [*rows["participants"], *rows["staff"]]
    ids = [row.get("participant_id") or row["staff_id"] for row in people]
    text, unreadable, undeclared = read_rooms(rooms, files, output)
    turns = read_all(path for path in files["working"] if path.parent.name == "turns")
    redactions = {path.stem: read_table(path) for path in private["redactions"]}
    terms, decisions = read_all(private["hidden_terms"]), rows["redaction_decisions"]
    names = [theme.name for theme in read_codebook(codebook)]
    on_sheet = read_table(rooms["working"] / "participants.csv")
    return Evidence(
        candidate=text["candidate"],
        working=text["working"],
        unreadable=unreadable,
        undeclared=undeclared,
        known=known_identifiers(people, decisions, redactions, terms, turns["text"], names),
        passages=hidden_passages(read_all(private["hidden"]), turns["text"]),
        turns=turns,
        quotes=read_quotes(rooms, rows, private["review"], ids),
        counts=read_counts(rooms["candidate"]),
        participants=len(on_sheet),
        groups={str(group): int(n) for group, n in on_sheet["focus_group"].value_counts().items()},
        pairs=read_pairs(rooms["working"]),
    )


def read_rooms(
    rooms: Mapping[str, Path], files: Mapping[str, Sequence[Path]], output: Path | None
) -> tuple[dict[str, list[Printed]], list[str], int]:
    """The text of each room, a line for each file not looked into, how many files no rule makes."""
    text: dict[str, list[Printed]] = {}
    unreadable: list[str] = []
    undeclared = 0
    for room, folder in rooms.items():
        text[room], closed = printed_room(files[room], folder)
        others = undeclared_files([folder], [*files[room], *([output] if output else [])])
        more, also_closed = undeclared_room(others, folder)
        text[room] += more
        unreadable += closed + also_closed
        undeclared += len(others)
    return text, unreadable, undeclared


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
        checks.check_areas(everything),
        checks.check_person_ids(found.candidate, quotes.people, found.turns["text"]),
        checks.check_withdrawn(found.turns, quotes.consent),
        checks.check_consent(quotes),
        checks.check_quote_text(quotes),
        checks.check_approval(quotes, required=rules["requires_quote_approval"]),
        checks.check_speech_consent(found.candidate, found.turns, quotes),
        checks.check_speech_approval(
            found.candidate, found.turns, quotes, required=rules["requires_quote_approval"]
        ),
        checks.check_review(quotes, required=rules["requires_review"]),
        checks.check_minimum_count(
            found.counts,
            Rule(found.participants, rules["minimum_count"], found.groups, found.pairs),
        ),
        checks.check_vanished_groups(rules["vanished_groups"]),
        checks.check_quote_decisions(quotes),
        checks.check_undeclared(found.undeclared),
    ]


def read_all(files: Iterable[Path]) -> pd.DataFrame:
    """The rows of several tables with the same columns."""
    return pd.concat(map(read_table, files), ignore_index=True)


def read_counts(candidate: Path) -> dict[str, pd.DataFrame]:
    """The tables that count people; one in another encoding counts as a file not looked into."""
    tables = {}
    for name in COUNTS_OF_PEOPLE:
        if name == MOVES and not (candidate / name).exists():
            continue
        with suppress(UnicodeDecodeError):
            tables[name] = read_table(candidate / name)
    return tables


def read_pairs(working: Path) -> dict[Pair, int]:
    """How many people speak in the segments that have both of two themes, in either order."""
    coding = read_table(working / "coding.csv")
    given = coding.loc[coding["assigned"] == "true", ["segment_id", "theme"]]
    spoken = given.merge(read_table(working / "segments.csv")[["segment_id", "speaker"]])
    both = spoken.merge(given, on="segment_id", suffixes=("", "_too"))
    people = both.groupby(["theme", "theme_too"])["speaker"].nunique().reset_index()
    pairs = zip(people["theme"], people["theme_too"], strict=True)
    return dict(zip(pairs, map(int, people["speaker"]), strict=True))


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
            codebook=Path(given.codebook),
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
