"""A study as it lies on disk: its transcripts, sheets, codebook and settings, checked together.

Everything here runs while the workflow is parsed, before any job starts, so it imports little and
reads sheets, never a transcript.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from focusgroups.codebook import read_codebook
from focusgroups.config import complete_config
from focusgroups.errors import StudyError, raise_problems
from focusgroups.naturalorder import natural_key
from focusgroups.sheets import Sheet, read_sheet, sheet_rules
from focusgroups.speakers import comparable, label_index, people_of_group
from focusgroups.study_checks import (
    confusable_people,
    decisions_without_label,
    find_transcripts,
    groups_without_people,
    groups_without_transcript,
    names_in_ids,
    unknown_characteristics,
    unknown_coders,
    unknown_themes,
)


@dataclass(frozen=True)
class Study:
    """A checked study. ``transcripts`` maps group ids, in natural order, to files."""

    resources: Path
    results: Path
    codebook: Path
    settings: Mapping[str, Any]
    transcripts: Mapping[str, Path]
    sheets: Mapping[str, Sheet]
    paper_figures: Path | None

    @property
    def groups(self) -> list[str]:
        """The ids of the focus groups in natural order."""
        return list(self.transcripts)

    def speakers_fingerprint(self, group: str) -> str:
        """A hash that changes only when the people who may speak in ``group`` change.

        It covers what parsing a transcript knows of them: ids, labels, names, who has withdrawn.
        """
        participants, staff = self.sheets["participants"].rows, self.sheets["staff"].rows
        people = [astuple(person) for person in people_of_group(group, participants, staff)]
        return _fingerprint(people)

    def conventions(self, group: str) -> dict[str, str]:
        """How the transcript of ``group`` is to be read; an interview's speaker is named by id.

        The config names that speaker by a label, which may be a name, and Snakemake keeps what it
        is given as a parameter.
        """
        conventions = dict(self.settings["transcripts"])
        label = conventions["unlabelled_speaker"]
        if label != "previous":
            participants, staff = self.sheets["participants"].rows, self.sheets["staff"].rows
            people = label_index(people_of_group(group, participants, staff))
            person = people.get(comparable(label))
            conventions["unlabelled_speaker"] = person.id if person else ""
        return conventions

    def roster_fingerprint(self) -> str:
        """A hash that changes only when the names to look for in any group change."""
        rows = [*self.sheets["participants"].rows, *self.sheets["staff"].rows]
        columns = ("participant_id", "staff_id", "focus_group", "focus_groups", "names")
        people = [[row.get(name, "") for name in (*columns, "speaker_labels")] for row in rows]
        return _fingerprint(people)

    def consent_fingerprint(self) -> str:
        """A hash that changes only when somebody's consent changes."""
        rows = self.sheets["participants"].rows
        return _fingerprint([[row["participant_id"], row["consent"]] for row in rows])

    def sheet_files(self, *names: str) -> list[str]:
        """Paths of those of the named sheets that exist, for a rule's input."""
        files = [self.resources / self.sheets[name].name for name in names]
        return [str(path) for path in files if path.is_file()]

    def vanished_groups(self) -> list[str]:
        """Groups whose transcripts are gone while their results still lie on disk."""
        per_group = ("private/turns", "private/identifiers", "private/redactions", "private/review")
        left = {
            file.stem
            for folder in (*per_group, "working/turns")
            for file in (self.results / folder).glob("[!.]*.csv")
        }
        return sorted(left - set(self.groups), key=natural_key)


def _fingerprint(rows: Iterable[Sequence[object]]) -> str:
    """A hash of rows that does not depend on their order."""
    return hashlib.sha256(json.dumps(sorted(map(json.dumps, rows))).encode()).hexdigest()


def open_study(config: Mapping[str, Any], name: str, base: Path, repository: Path) -> Study:
    """Check a study and everything it names; raise StudyError with all problems at once.

    ``name`` is the config file's name for messages; relative paths in it count from ``base``.
    ``repository`` is where this workflow lies: only its own resources may be called synthetic.
    """
    settings = complete_config(config, name)
    resources, results, codebook = (
        base / settings[key] for key in ("resources", "results", "codebook")
    )
    problems: list[str] = []
    if settings["synthetic"] and resources.resolve() != (repository / "resources").resolve():
        problems.append(
            f"{name} synthetic: true is for the demonstration in resources/ only; write synthetic: "
            "false, so that review, approval and minimum counts apply"
        )
    if not resources.is_dir():
        raise StudyError(*problems, f"{name} resources: no such folder; make it or mend the path")
    sheets = _read_sheets(resources)
    problems += [problem for sheet in sheets.values() for problem in sheet.problems]
    transcripts, misnamed = find_transcripts(resources / "transcripts", sheets)
    transcripts = dict(sorted(transcripts.items(), key=lambda item: natural_key(item[0])))
    problems += misnamed
    try:
        themes = [theme.id for theme in read_codebook(codebook)]
        problems += unknown_themes(sheets, themes, codebook.name)
    except StudyError as error:
        problems += error.problems
    problems += groups_without_people(sheets, transcripts)
    problems += groups_without_transcript(sheets, transcripts)
    problems += confusable_people(sheets, list(transcripts))
    problems += names_in_ids(sheets)
    problems += decisions_without_label(sheets)
    problems += unknown_characteristics(sheets, settings["participants"]["characteristics"], name)
    problems += unknown_coders(sheets, settings["themes"]["learn_from"], name)
    paper_figures = _paper_figures(settings, base, repository)
    if paper_figures and not paper_figures.is_file():
        problems.append(f"{name} paper_figures: no such file; mend the path or write null")
    raise_problems(problems)
    return Study(resources, results, codebook, settings, transcripts, sheets, paper_figures)


def _read_sheets(resources: Path) -> dict[str, Sheet]:
    """Every sheet of a study by name; the coders' are called `coding/{coder}`."""
    rules = sheet_rules()
    names = ("participants", "staff", "focus_groups", "redaction_decisions", "quotes")
    sheets = {name: read_sheet(resources / rules[name]["file"], rules[name]) for name in names}
    for file in sorted((resources / "coding").glob("[!.~]*.csv")):
        sheets[f"coding/{file.stem}"] = read_sheet(file, rules["coding"])
    return sheets


def _paper_figures(settings: Mapping[str, Any], base: Path, repository: Path) -> Path | None:
    if settings["paper_figures"] is None:
        return None
    if settings["paper_figures"] == "auto":
        return repository / "config" / "paper_figures.yaml"
    return base / str(settings["paper_figures"])
