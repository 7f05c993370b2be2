"""A study as it lies on disk: its transcripts, sheets, codebook and settings, checked together.

Everything here runs while the workflow is parsed, before any job starts, so it imports little and
reads sheets and the headers of reference files, never a transcript.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field, replace
from pathlib import Path
from typing import Any

from focusgroups.codebook import read_codebook
from focusgroups.config import examine_config
from focusgroups.deprivation.editions import EMBEDDED, EMBEDDED_EDITION, OFFICIAL
from focusgroups.deprivation.reference import FOLDER, find_reference
from focusgroups.errors import StudyError
from focusgroups.naturalorder import natural_key
from focusgroups.sheets import CODING, Row, Sheet, is_consensus, read_sheets, sheet_rules
from focusgroups.speakers import find_person, label_index, people_of_group
from focusgroups.study_checks import (
    ALL_CODERS,
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
from focusgroups.themes.minilm_packages import MINILM, NOT_INSTALLED, is_installed


@dataclass(frozen=True)
class Study:
    """A checked study. ``transcripts`` maps group ids, in natural order, to files.

    ``reference`` maps what deprivation is looked up in (`indices_2019`, `postcodes_2011`) to
    official files; it is empty where the embedded table serves. What is wrong with these files
    stands apart: who purges a study or decides on flagged words needs none of them.
    """

    resources: Path
    results: Path
    codebook: Path
    settings: Mapping[str, Any]
    transcripts: Mapping[str, Path]
    sheets: Mapping[str, Sheet]
    paper_figures: Path | None
    reference: Mapping[str, Path] = field(default_factory=dict)
    reference_problems: Sequence[str] = ()

    @property
    def groups(self) -> list[str]:
        """The ids of the focus groups in natural order."""
        return list(self.transcripts)

    @property
    def coders(self) -> list[str]:
        """The coders whose codings override the model, by the names of their files."""
        wanted = self.settings["themes"]["learn_from"]
        sheets = (name.partition("/") for name in self.sheets)
        found = [coder for folder, _, coder in sheets if folder == CODING and coder]
        return sorted(found if wanted == ALL_CODERS else wanted, key=natural_key)

    def people_coding(self) -> int | None:
        """How many people's codings override the model; None if only what they agreed on does."""
        people = [coder for coder in self.coders if not is_consensus(coder)]
        return len(people) if people or not self.coders else None

    def codings(self) -> list[Row]:
        """The rows of all coders' sheets, whether they count or not."""
        sheets = self.sheets.items()
        return [
            row for name, sheet in sheets if name.startswith(f"{CODING}/") for row in sheet.rows
        ]

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
            person = find_person(label, people)
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

    def reference_file(self, name: str) -> str | list[str]:
        """Path of the file that holds `indices_2019` or the like, for a rule's input; or none."""
        return str(self.reference[name]) if name in self.reference else []

    def reference_state(self, name: str) -> list[int]:
        """Size and time of that file: one with an older date may have come in its place."""
        if name not in self.reference:
            return []
        state = self.reference[name].stat()
        return [state.st_size, state.st_mtime_ns]

    def sheet_files(self, *names: str) -> list[str]:
        """Paths of those of the named sheets that exist, for a rule's input.

        A sheet's name is that of its file, whichever of the endings it has.
        """
        files = [self.resources / self.sheets[name].name for name in names]
        return [str(path) for path in files if path.is_file()]

    def has_example_codebook(self, repository: Path) -> bool:
        """Whether a study of one's own still has the themes of the demonstration."""
        example = repository / "config" / "codebook.yaml"
        is_own = not self.settings["synthetic"]
        return is_own and read_codebook(self.codebook) == read_codebook(example)

    def unserved_postcodes(self) -> int:
        """How many people of a study of one's own have a postcode that no official file serves."""
        if self.settings["synthetic"] or self.settings["deprivation"]["source"] != EMBEDDED:
            return 0
        return sum(bool(row.get("postcode")) for row in self.sheets["participants"].rows)

    def switched_off(self) -> list[str]:
        """Rules of safety that a study of one's own has switched off in its config."""
        release, minimum = self.settings["release"], self.settings["disclosure"]["minimum_count"]
        keys = [f"release.{key}" for key, required in sorted(release.items()) if not required]
        is_own = not self.settings["synthetic"]
        return [*keys, *(["disclosure.minimum_count"] if not minimum else [])] if is_own else []

    def vanished_groups(self) -> list[str]:
        """Groups whose transcripts are gone while their results still lie on disk."""
        return sorted({file.stem for file in self.vanished_files()}, key=natural_key)

    def vanished_files(self) -> list[Path]:
        """The results of those groups: tables of a single group, by whose id they are called."""
        private = ("turns", "hidden", "identifiers", "hidden_terms", "redactions", "review")
        working = ("working/turns", "working/trail")
        return [
            file
            for folder in (*(f"private/{name}" for name in private), *working)
            for file in sorted((self.results / folder).glob("[!.]*.csv"))
            if file.stem not in self.transcripts
        ]


def _fingerprint(rows: Iterable[Sequence[object]]) -> str:
    """A hash of rows that does not depend on their order."""
    return hashlib.sha256(json.dumps(sorted(map(json.dumps, rows))).encode()).hexdigest()


def examine_study(
    config: Mapping[str, Any], name: str, base: Path, repository: Path
) -> tuple[Study, list[str]]:
    """A study as far as it is known, and its problems: of config, codebook, sheets, transcripts.

    ``name`` is the config file's name for messages; relative paths in it count from ``base``.
    ``repository`` is where this workflow lies: only its own resources may be called synthetic.
    Where there are problems the study lacks what they concern: a setting, rows of a sheet, or, when
    the config does not say where they are, all sheets and transcripts.
    """
    study, problems = _bare_study(config, name, base)
    settings, resources = study.settings, study.resources
    found = "resources" in settings and resources.is_dir()
    sheets = read_sheets(resources) if found else _no_sheets()
    transcripts, misnamed = (
        find_transcripts(resources / "transcripts", sheets) if found else ({}, [])
    )
    reference, missed = _reference(settings, resources, name) if found else ({}, [])
    study = replace(
        study,
        transcripts=transcripts,
        sheets=sheets,
        paper_figures=_paper_figures(settings, base, repository),
        reference=reference,
        reference_problems=missed,
    )
    problems += _config_problems(study, name, repository)
    themes: list[str] = []
    if "codebook" in settings:
        try:
            themes = [theme.id for theme in read_codebook(study.codebook)]
        except StudyError as error:
            problems += error.problems
    problems += _sheet_problems(study, themes)
    problems += misnamed
    problems += groups_without_people(sheets, transcripts)
    return study, problems


def examine_settings(
    config: Mapping[str, Any], name: str, base: Path, repository: Path
) -> tuple[Study, list[str]]:
    """A study of which only the config counts, and the config's problems.

    For what a team may do before it has filled in anything else: sheets, transcripts and the
    codebook are not looked at, and the study has none. The arguments are those of `examine_study`.
    """
    study, problems = _bare_study(config, name, base)
    return study, problems + list(_place_problems(study, name, repository))


def _bare_study(config: Mapping[str, Any], name: str, base: Path) -> tuple[Study, list[str]]:
    """The settings and places of a study, which has nothing else yet, and the config's problems."""
    settings, problems = examine_config(config, name)
    resources, results, codebook = (
        base / settings.get(key, "") for key in ("resources", "results", "codebook")
    )
    return Study(resources, results, codebook, settings, {}, _no_sheets(), None), problems


def _config_problems(study: Study, name: str, repository: Path) -> Iterator[str]:
    """What is wrong with the config in view of the files that it speaks of."""
    settings, sheets = study.settings, study.sheets
    yield from _place_problems(study, name, repository)
    if "resources" in settings and study.resources.is_dir():
        characteristics = settings.get("participants", {}).get("characteristics", [])
        yield from unknown_characteristics(sheets, characteristics, name)
        coders = settings.get("themes", {}).get("learn_from", [])
        yield from unknown_coders(sheets, coders, name)
    if settings.get("themes", {}).get("embeddings") == MINILM and not is_installed():
        yield f"{name} {NOT_INSTALLED}"
    if study.paper_figures and not study.paper_figures.is_file():
        yield f"{name} paper_figures: no such file; mend the path or write null"


def _place_problems(study: Study, name: str, repository: Path) -> Iterator[str]:
    """What is wrong with the folder of a study's data."""
    if "resources" not in study.settings:
        return
    demonstration = (repository / "resources").resolve()
    if study.settings.get("synthetic") and study.resources.resolve() != demonstration:
        yield (
            f"{name} synthetic: true is for the demonstration in resources/ only; write "
            "synthetic: false, so that review, approval and minimum counts apply"
        )
    if not study.resources.is_dir():
        yield f"{name} resources: no such folder; make it or mend the path"


def _sheet_problems(study: Study, themes: Sequence[str]) -> Iterator[str]:
    """What is wrong in the sheets; ``themes`` are the codebook's, none when it cannot be read."""
    sheets = study.sheets
    for sheet in sheets.values():
        yield from sheet.problems
    if themes:
        yield from unknown_themes(sheets, themes, study.codebook.name)
    if study.transcripts:  # else it is said of the folder, not of every row
        yield from groups_without_transcript(sheets, study.transcripts)
    yield from confusable_people(sheets, study.groups)
    yield from names_in_ids(sheets)
    yield from decisions_without_label(sheets)


def _no_sheets() -> dict[str, Sheet]:
    """The sheets of a study whose folder is not known: all there, and empty."""
    return {name: Sheet(rules["file"]) for name, rules in sheet_rules().items() if name != CODING}


def _reference(
    settings: Mapping[str, Any], resources: Path, name: str
) -> tuple[dict[str, Path], list[str]]:
    """The official files that the study looks deprivation up in, and what is wrong with them."""
    deprivation = settings.get("deprivation", {})
    source, editions = deprivation.get("source"), deprivation.get("editions")
    if not source or not editions:
        return {}, []
    if source == OFFICIAL:
        tables, problems = find_reference(resources / FOLDER, editions)
        return {holds: found.table.path for holds, found in tables.items()}, problems
    if editions != [EMBEDDED_EDITION]:
        return {}, [
            f"{name} deprivation.editions: the embedded table knows {EMBEDDED_EDITION} only; write "
            f"[{EMBEDDED_EDITION}], or source: {OFFICIAL}"
        ]
    return {}, []


def _paper_figures(settings: Mapping[str, Any], base: Path, repository: Path) -> Path | None:
    path = settings.get("paper_figures")
    if path is None:
        return None
    return repository / "config" / "paper_figures.yaml" if path == "auto" else base / str(path)
