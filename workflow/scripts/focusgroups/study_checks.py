"""Checks across a study's files: transcripts against sheets, sheets against codebook and config."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from focusgroups.codebook import NO_THEME
from focusgroups.identifiers.roster import names_of
from focusgroups.naturalorder import natural_key
from focusgroups.sheets import REDACT, Sheet, listed, sheet_rules
from focusgroups.speakers import WITHDRAWN, people_of_group, shared_labels

Sheets = Mapping[str, Sheet]

GROUP_PATTERN = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,23}")
TRANSCRIPT_ENDINGS = (".docx", ".odt", ".rtf", ".txt", ".vtt", ".srt", ".csv")
SHORTEST_RUN_IN = 5  # letters of a name that is noticed inside a longer word
NOT_TRANSCRIPTS = {"thumbs.db", "desktop.ini"}  # left by file managers

# Which column of which sheet names focus groups.
GROUP_COLUMNS = {
    "participants": "focus_group",
    "staff": "focus_groups",
    "focus_groups": "focus_group",
    "redaction_decisions": "focus_group",
}

ALL_CODERS = "all"  # in the config: whoever has a file in coding/

# Columns of participants.csv that identify or steer; they are never carried on as characteristics.
RESERVED_COLUMNS = {
    "participant_id",
    "focus_group",
    "speaker_labels",
    "names",
    "postcode",
    "consent",
}


def find_transcripts(folder: Path, sheets: Sheets) -> tuple[dict[str, Path], list[str]]:
    """The transcript of each group, in natural order, and what is wrong with the folder.

    A file whose name cannot be a group's id, or holds a known name, is named by its position in
    the folder (sorted by name), since the file name itself may identify somebody.
    """
    if not folder.is_dir():
        return {}, [f"{folder.name}/: not found in resources; put one transcript per group there"]
    try:
        # In the order in which file managers show them: FGD2 before FGD10.
        files = sorted(
            (file for file in folder.iterdir() if _may_be_transcript(file)),
            key=lambda file: (natural_key(file.stem), file.name),
        )
    except OSError:
        return {}, [f"{folder.name}/: cannot be opened; check who may read the folder"]
    known_names = _name_pieces(sheets)
    found: dict[str, Path] = {}
    taken: set[str] = set()
    problems: list[str] = []
    for position, file in enumerate(files, start=1):
        problem = _misnamed(file, known_names)
        if problem:
            problems.append(f"{folder.name}/ file {position} of {len(files)} by name: {problem}")
        elif file.stem.casefold() in taken:
            problems.append(f"{folder.name}/: two files for focus group {file.stem}; keep one")
        else:
            found[file.stem] = file
            taken.add(file.stem.casefold())
    if not files:
        problems.append(f"{folder.name}/: no transcript; put one file per focus group there")
    return found, problems


def _may_be_transcript(file: Path) -> bool:
    """Whether a file counts at all: not hidden, not a lock file, not a file manager's."""
    hidden = file.name.startswith((".", "~$")) or file.name.casefold() in NOT_TRANSCRIPTS
    return file.is_file() and not hidden


def _misnamed(file: Path, known_names: set[str]) -> str:
    """Why a file's name will not do, or an empty text."""
    if not GROUP_PATTERN.fullmatch(file.stem):
        return (
            "the name before the ending must be the group's id, such as FGD1: a letter, then "
            "letters, digits or hyphens, at most 24; rename it"
        )
    if _holds_a_name(file.stem, known_names):
        return "the file name holds the name of a person; rename it, for example to FGD1"
    if file.suffix.casefold() not in TRANSCRIPT_ENDINGS:
        return f"not a transcript format; known are {', '.join(TRANSCRIPT_ENDINGS)}"
    return ""


def _holds_a_name(stem: str, known_names: set[str]) -> bool:
    """Whether a name is a word of ``stem`` or, when it is no short one, runs into another word."""
    words = _pieces(stem)
    # A short word cannot hold a long name, so most file names need no search through all names.
    long = [word for word in words if len(word) >= SHORTEST_RUN_IN]
    run_in = (name for name in known_names if len(name) >= SHORTEST_RUN_IN) if long else ()
    return bool(words & known_names) or any(name in word for name in run_in for word in long)


def _pieces(name: str) -> set[str]:
    """The words of a name or file name with three letters or more, without case and accents.

    >>> sorted(_pieces("Zoë O'Neill-2FGD"))
    ['fgd', 'neill', 'zoe']
    """
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    apart = unicodedata.normalize("NFKD", parted)  # letters apart from their accents
    plain = "".join(char for char in apart if not unicodedata.combining(char)).casefold()
    return {piece for piece in re.split(r"[\W\d_]+", plain) if len(piece) >= 3}


def _name_pieces(sheets: Sheets) -> set[str]:
    rows = [*sheets["participants"].rows, *sheets["staff"].rows]
    return {piece for row in rows for form in names_of(row) for piece in _pieces(form)}


def groups_without_people(sheets: Sheets, transcripts: Mapping[str, Path]) -> Iterator[str]:
    """Transcripts whose group has no participant; nothing when the sheet cannot be read at all.

    A sheet that nobody is on yet is said once, not of every transcript.
    """
    sheet = sheets["participants"]
    if not sheet.rows:
        if sheet.columns and not sheet.problems:
            yield f"{sheet.name}: nobody is on it yet; add a row for each participant"
        return
    placed = {row["focus_group"] for row in sheet.rows}
    for group, file in transcripts.items():
        if group not in placed:
            yield f"{file.name}: no participant is in {group}; add its people to {sheet.name}"


def groups_without_transcript(sheets: Sheets, transcripts: Mapping[str, Path]) -> Iterator[str]:
    """Cells that name a group without a transcript; such a row would do nothing, unnoticed.

    Each missing group is said once per sheet, by the first row that names it. Somebody who has
    withdrawn may stay on the sheet without a transcript, so that others' mentions stay redacted.
    """
    for name, column in GROUP_COLUMNS.items():
        sheet = sheets[name]
        first: dict[str, int] = {}
        for position, row in enumerate(sheet.rows):
            if row.get("consent") == WITHDRAWN:
                continue
            for group in filter(GROUP_PATTERN.fullmatch, listed(row[column])):
                first.setdefault(group, position)
        for position in dict.fromkeys(first[group] for group in first if group not in transcripts):
            place = sheet.place(position, column)
            yield f"{place}: no such group in transcripts/; add its file or mend its rows"


def confusable_people(sheets: Sheets, groups: Sequence[str]) -> Iterator[str]:
    """Ids that a participant and a member of staff share, and labels that two people share."""
    participants, staff = sheets["participants"], sheets["staff"]
    ids = {row["participant_id"].casefold() for row in participants.rows}
    for position, row in enumerate(staff.rows):
        if row["staff_id"].casefold() in ids:
            yield f"{staff.place(position, 'staff_id')}: also the id of a participant; rename one"
    # Rows, not ids, name the two: an id that breaks the rules may be somebody's name.
    rows = {row["staff_id"]: staff.place(at) for at, row in enumerate(staff.rows)}
    for at, row in enumerate(participants.rows):
        rows[row["participant_id"]] = participants.place(at)
    for group in groups:
        people = people_of_group(group, participants.rows, staff.rows)
        for first, second in shared_labels(people):
            places = f"{rows[first]} and {rows[second]}, column speaker_labels"
            yield f"{places}: the same label in {group}; give each their own"


def names_in_ids(sheets: Sheets) -> Iterator[str]:
    """Ids, which stand in every output, that hold a word of the person's own name."""
    for name, column in (("participants", "participant_id"), ("staff", "staff_id")):
        sheet = sheets[name]
        for position, row in enumerate(sheet.rows):
            names = {piece for form in names_of(row) for piece in _pieces(form)}
            if _holds_a_name(row[column], names):
                place = sheet.place(position, column)
                yield f"{place}: holds part of the person's name; use a number instead"


def decisions_without_label(sheets: Sheets) -> Iterator[str]:
    """Decisions to redact that do not say what kind of identifier it is."""
    sheet = sheets["redaction_decisions"]
    for position, row in enumerate(sheet.rows):
        if row["decision"] == REDACT and not row["label"]:
            yield f"{sheet.place(position, 'label')}: empty; redact needs the kind of identifier"


def unknown_themes(sheets: Sheets, themes: Sequence[str], codebook: str) -> Iterator[str]:
    """Cells of quotes.csv and of the coding files whose theme the codebook does not have."""
    for name, sheet in sheets.items():
        is_coding = name.startswith("coding/")
        if name != "quotes" and not is_coding:
            continue
        allowed = {*themes, NO_THEME} if is_coding else set(themes)
        for position, row in enumerate(sheet.rows):
            given = listed(row["theme"]) if is_coding else [row["theme"]]
            place = sheet.place(position, "theme")
            if row["theme"] and not set(given) <= allowed:
                known = ", ".join([*themes, *allowed - set(themes)])
                yield f"{place}: not a theme of {codebook}; known are {known}"
            elif NO_THEME in given and len(set(given)) > 1:
                yield f"{place}: none beside a theme; write the one or the other"


def unknown_characteristics(sheets: Sheets, wanted: Sequence[str], config: str) -> Iterator[str]:
    """Characteristics in the config that participants.csv does not have or must not carry on."""
    sheet = sheets["participants"]
    described = sheet_rules()["participants"]["columns"]
    known = {*described, *sheet.columns} - RESERVED_COLUMNS
    for column in wanted:
        if column not in known:
            yield (
                f"{config} participants.characteristics: {column} is no column of {sheet.name} "
                "that may be carried on; mend the entry"
            )


def unknown_coders(sheets: Sheets, wanted: str | Sequence[str], config: str) -> Iterator[str]:
    """Coders in the config without a file; where all count, there are none."""
    for coder in [] if wanted == ALL_CODERS else wanted:
        if f"coding/{coder}" not in sheets:
            yield f"{config} themes.learn_from: no codings of {coder} in coding/; add them"
