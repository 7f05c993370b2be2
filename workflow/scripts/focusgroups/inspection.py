"""What only the transcripts themselves can tell of a study, found for all of them together.

The analysis reads a transcript when it comes to its group. Here every one is read at once, so that
a team can mend the whole study in one go.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from focusgroups.deprivation.indices import checked_indices
from focusgroups.deprivation.postcode_index import check_lookup
from focusgroups.deprivation.reference import table_that_holds
from focusgroups.errors import StudyError, first_of
from focusgroups.identifiers.words import occurrences, plain
from focusgroups.logs import unexpected
from focusgroups.naturalorder import natural_key
from focusgroups.sheets import QUOTES, Sheet, listed
from focusgroups.speakers import (
    PARTICIPANT,
    UNKNOWN,
    Person,
    people_of_group,
    shared_labels,
)
from focusgroups.study import Study
from focusgroups.study_checks import GROUP_COLUMNS
from focusgroups.tables import read_table
from focusgroups.transcripts import read_transcript
from focusgroups.transcripts.hidden.kinds import warnings_of
from focusgroups.transcripts.hidden.reading import read_hidden
from focusgroups.transcripts.turns import attribute_turns

NO_PROBLEMS = "no problems"  # how the summary of a sound study ends
ROWS_SHOWN = 10  # named in one line


@dataclass
class Inspection:
    """What was found: ``problems`` stop an analysis, ``warnings`` do not; ``files`` were read."""

    problems: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    files: int = 0

    @property
    def summary(self) -> str:
        """One line on how much was read and what came of it."""
        count = len(self.problems)
        said = f"{count} {'problem' if count == 1 else 'problems'}" if count else NO_PROBLEMS
        return f"{self.files} files read: {said}"

    @property
    def lines(self) -> list[str]:
        """All that is to be said: the problems, the warnings, and the summary."""
        return [*self.problems, *(f"warning: {line}" for line in self.warnings), self.summary]


def inspect_study(study: Study, problems: Iterable[str] = ()) -> Inspection:
    """Read every transcript of ``study``, of which ``problems`` are known already.

    Where a faulty sheet or config leaves unsure who speaks in a group, its transcript is read and
    its labels are passed over: they would be blamed for what has been said.
    """
    found = Inspection(list(problems), files=_files_besides(study))
    turns: dict[str, pd.DataFrame] = {}
    for group, transcript in study.transcripts.items():
        found.files += 1
        with _collecting(found.problems, transcript.name):
            passages = read_transcript(transcript)
            people = _people(study, group)
            with _collecting(found.problems, transcript.name):
                if people:
                    conventions = study.conventions(group)
                    told = attribute_turns(passages, transcript.name, group, people, conventions)
                    turns[group] = told.turns
                    found.warnings += _of_turns(told.turns, transcript.name, people, study)
                    found.warnings += told.doubts
            found.warnings += warnings_of(read_hidden(transcript), transcript.name, group)
    found.warnings += _of_names(study.sheets["participants"])
    found.warnings += _unread_files(study)
    found.warnings += _of_rows(study, turns)
    return found


def inspect_reference(study: Study, found: Inspection) -> None:
    """Read the whole of every reference file, and add to ``found`` what is wrong with it."""
    for holds, path in study.reference.items():
        kind, year = holds.split("_")
        with _collecting(found.problems, path.name):
            table = table_that_holds(path, holds)
            if kind == "indices":
                found.warnings += checked_indices(table, int(year))[1]
            else:
                found.warnings += check_lookup(table, int(year))
    found.files += len(set(study.reference.values()))


@contextmanager
def _collecting(problems: list[str], file_name: str) -> Iterator[None]:
    """What goes wrong with one file becomes a line in ``problems`` and ends nothing else."""
    try:
        yield
    except StudyError as error:
        problems += error.problems
    except Exception as error:
        problems.append(f"{file_name}: {unexpected(error)}")


def _files_besides(study: Study) -> int:
    """How many files a study has besides its transcripts: the config, the codebook, the sheets."""
    return 1 + study.codebook.is_file() + len(study.sheet_files(*study.sheets))


def _people(study: Study, group: str) -> list[Person]:
    """The people of a group; nobody when it is unsure who they are or which labels they have."""
    participants, staff = study.sheets["participants"], study.sheets["staff"]
    people = people_of_group(group, participants.rows, staff.rows)
    sure = (
        {"unlabelled_speaker", "prompt_pattern"} <= set(study.settings.get("transcripts", {}))
        and any(person.role == PARTICIPANT for person in people)
        and not shared_labels(people)
        and all(
            _spares(sheet, column, group)
            for sheet, column in (
                (participants, GROUP_COLUMNS["participants"]),
                (staff, GROUP_COLUMNS["staff"]),
            )
        )
    )
    return people if sure else []


def _spares(sheet: Sheet, group_column: str, group: str) -> bool:
    """Whether no problem of ``sheet`` touches who speaks in ``group``.

    What stands in other columns does not, nor do labels of people of other groups. A row that
    could not be read at all may be anybody's.
    """
    if not sheet.problems:
        return True
    elsewhere = {
        sheet.place(position, column)
        for position, row in enumerate(sheet.rows)
        for column in sheet.columns
        if column not in (group_column, "speaker_labels")
        or (column != group_column and group not in listed(row[group_column]))
    }
    return all(problem.partition(":")[0] in elsewhere for problem in sheet.problems)


def _of_turns(
    table: pd.DataFrame, file_name: str, people: Sequence[Person], study: Study
) -> Iterator[str]:
    """Warnings on one transcript whose turns could be told apart."""
    heard = set(table["speaker"])
    silent = {person.id for person in people if person.id not in heard and not person.withdrawn}
    if silent and len(table):
        # Rows rather than ids: an id that breaks the rules may be somebody's name.
        rows = [
            sheet.place(position)
            for sheet, column in (
                (study.sheets["participants"], "participant_id"),
                (study.sheets["staff"], "staff_id"),
            )
            for position, row in enumerate(sheet.rows)
            if row[column] in silent
        ]
        yield (
            f"{file_name}: no turn of the person in {', '.join(rows)}; if they spoke, check their "
            "speaker_labels"
        )
    unknown = int((table["role"] == UNKNOWN).sum())
    if unknown:
        yield (
            f"{file_name}: {unknown} of {len(table)} turns have no known speaker; they are counted "
            "and never quoted"
        )


def _of_names(participants: Sheet) -> Iterator[str]:
    """A warning when people have no names, which redaction looks for first."""
    nameless = sum(not row["names"] for row in participants.rows)
    if nameless:
        yield (
            f"{participants.name}: {nameless} of {len(participants.rows)} people have no names; "
            "fill them in, since they are what is looked for first"
        )


def _unread_files(study: Study) -> Iterator[str]:
    """A warning for each file beside the sheets that is none, by its position: it may be a name."""
    if not study.resources.is_dir():
        return
    sheets = {Path(file).name for file in study.sheet_files(*study.sheets)}
    files = [file for file in study.resources.iterdir() if file.name[0] not in ".~"]
    files = sorted(filter(Path.is_file, files), key=lambda file: natural_key(file.name.casefold()))
    for position, file in enumerate(files, start=1):
        template = file.stem.casefold() in study.sheets
        if file.name not in sheets and not template:
            yield (
                f"{study.resources.name}/ file {position} of {len(files)} by name: not one of the "
                "sheets, and not read; give it a sheet's name or put it elsewhere"
            )


def _of_rows(study: Study, turns: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    """Warnings on rows that name a segment or a term which no transcript has.

    ``turns`` lacks the groups of which that cannot be told.
    """
    segments = _segments_so_far(study)
    for name, sheet in study.sheets.items():
        if sheet.problems:
            continue
        if name == QUOTES or name.startswith("coding/"):
            idle = _segments_of_nobody(sheet, study.groups, turns)
            remedy = "no such segment; copy it from results/working/segments.csv"
            yield from _of_cells(sheet, "segment_id", idle, remedy)
            yield from _of_codings(name, sheet, segments)
        elif name == "redaction_decisions":
            idle = _terms_never_said(sheet, study.groups, turns)
            yield from _of_cells(sheet, "term", idle, "said in no transcript; check its spelling")


def _segments_so_far(study: Study) -> dict[str, str]:
    """The text_check of every segment of the last run, if there was one, by the segment's id."""
    path = study.results / "working" / "segments.csv"
    try:
        table = read_table(path)
        return dict(zip(table["segment_id"], table["text_check"], strict=True))
    except (OSError, ValueError, KeyError):
        return {}


def _of_codings(name: str, sheet: Sheet, segments: Mapping[str, str]) -> Iterator[str]:
    """Warnings on rows of a coder, or of the sheet quotes, that do not count as they are."""
    outdated = [
        position
        for position, row in enumerate(sheet.rows)
        if row["text_check"] not in ("", segments.get(row["segment_id"], row["text_check"]))
    ]
    problem = "its text is another now, so the row does not count; read the passage again in "
    yield from _of_cells(sheet, "text_check", outdated, f"{problem}results/working/segments.csv")
    if sheet.waiting:
        whole = len(sheet.rows) + len(sheet.waiting)
        waiting = "rows have no decision yet" if name == QUOTES else "rows have no theme yet"
        yield f"{sheet.name}: {len(sheet.waiting)} of {whole} {waiting}"


def _segments_of_nobody(
    sheet: Sheet, groups: Sequence[str], turns: Mapping[str, pd.DataFrame]
) -> list[int]:
    """Positions of rows whose segment is in no turn of a participant."""
    spoken = {
        turn_id
        for table in turns.values()
        for turn_id in table.loc[table["role"] == PARTICIPANT, "turn_id"]
    }
    unread = set(groups) - set(turns)
    turn_ids = [row["segment_id"].rpartition(".")[0] for row in sheet.rows]
    return [
        position
        for position, turn_id in enumerate(turn_ids)
        if turn_id not in spoken and turn_id.rpartition("-")[0] not in unread
    ]


def _terms_never_said(
    sheet: Sheet, groups: Sequence[str], turns: Mapping[str, pd.DataFrame]
) -> list[int]:
    """Positions of rows whose term is said in none of the groups where it is decided on."""
    # A mark that is no space keeps a term from being found across the end of a turn.
    texts = {group: "\0".join(table["text"]) for group, table in turns.items()}
    folded = {group: plain(text) for group, text in texts.items()}
    idle = []
    for position, row in enumerate(sheet.rows):
        where = [row["focus_group"]] if row["focus_group"] else groups
        if set(where) <= set(texts) and not any(
            True
            for group in where
            if plain(row["term"]).split()[0] in folded[group]
            for _ in occurrences(row["term"], texts[group])
        ):
            idle.append(position)
    return idle


def _of_cells(sheet: Sheet, column: str, positions: Sequence[int], problem: str) -> Iterator[str]:
    """One line on all cells of ``column`` at ``positions``, if there are any."""
    rows = [str(sheet.numbers[position]) for position in positions]
    if rows:
        yield f"{sheet.name} row {first_of(rows, ROWS_SHOWN)}, column {column}: {problem}"
