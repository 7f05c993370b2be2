"""Which file of a folder is a sheet, and which is one under the wrong name."""

import difflib
from collections.abc import Collection, Iterable
from pathlib import Path

from focusgroups.sheetfiles.cells import letters

WORKBOOKS = (".xlsx", ".xlsm")
ENDINGS = (*WORKBOOKS, ".csv")
# Spreadsheets that are not read, and text that perhaps should have been .csv.
OTHER_SPREADSHEETS = (".xls", ".xlsb", ".ods", ".numbers")
PERHAPS_SHEETS = (*ENDINGS, *OTHER_SPREADSHEETS, ".txt", ".tsv", "")
SAVE_AS_XLSX = "cannot be read; open it and save it as Excel workbook (.xlsx)"
NOT_OPENED = "cannot be opened; check who may read the folder"
NEAR = 0.85  # share of letters in common


def find_sheet(
    folder: Path, name: str, known: Collection[str], required: bool
) -> tuple[list[Path], list[str]]:
    """The files in ``folder`` that can be the sheet ``name``, mostly one, or what is wrong.

    Case makes no difference. ``known`` are the names of all sheets. A file under another name is
    never named, as its name may be a person's.
    """
    try:
        files = _visible_files(folder)
    except OSError:
        return [], [f"{name}: {folder.name}/ {NOT_OPENED}"] if required else []
    own = [file for file in files if file.stem.casefold() == name]
    sheets = [file for file in own if file.suffix.casefold() in (*ENDINGS, *OTHER_SPREADSHEETS)]
    unread = [file for file in sheets if file.suffix.casefold() in OTHER_SPREADSHEETS]
    if unread and len(sheets) > 1:
        return [], [more_than_one(sheets, folder)]
    if unread:
        return [], [f"{unread[0].name}: {SAVE_AS_XLSX}"]
    if sheets:
        return sheets, []
    missing = f"{name}.xlsx or {name}.csv: not found in {folder.name}/"
    if any(_is_near(file, name, known, required) for file in files):
        return [], [f"{missing}, but a file is nearly called so; rename it or save it as .xlsx"]
    return [], [f"{missing}; see config/README.md"] if required else []


def more_than_one(files: Iterable[Path], folder: Path) -> str:
    """The problem of a folder with several files for one sheet."""
    names = " and ".join(file.name for file in files)
    return f"{names}: more than one file for one sheet; keep one in {folder.name}/"


def find_coders(folder: Path) -> tuple[list[Path], list[str]]:
    """The sheets of the coders in their folder, by name, and what is wrong with the others."""
    try:
        files = _visible_files(folder)
    except OSError:
        return [], [f"{folder.name}/: {NOT_OPENED}"]
    coders: dict[str, Path] = {}
    problems: list[str] = []
    for position, file in enumerate(files, start=1):
        place = f"{folder.name}/ file {position} of {len(files)} by name"
        if file.suffix.casefold() in OTHER_SPREADSHEETS:
            problems.append(f"{place}: {SAVE_AS_XLSX}")
        elif file.suffix.casefold() in ENDINGS:
            if file.stem.casefold() in coders:
                problems.append(f"{place}: more than one file for one coder; keep one")
            coders.setdefault(file.stem.casefold(), file)
    return list(coders.values()), problems


def _visible_files(folder: Path) -> list[Path]:
    """The files of a folder by name, without hidden ones and those that mark a sheet as open."""
    if not folder.is_dir():
        return []
    files = (file for file in folder.iterdir() if not file.name.startswith((".", "~")))
    return sorted(file for file in files if file.is_file())


def _is_near(file: Path, name: str, known: Collection[str], required: bool) -> bool:
    """Whether a file was probably meant to be the sheet: `Participant.xlsx`, `staff (1).csv`.

    A required sheet is looked for in longer names too, such as `participants final.csv`.
    """
    if file.suffix.casefold() not in PERHAPS_SHEETS:
        return False
    plain, wanted = letters(file.stem), letters(name)
    if plain in {letters(other) for other in known if other != name}:
        return False
    share = difflib.SequenceMatcher(None, plain, wanted).ratio()
    return share >= NEAR or (required and wanted in plain)
