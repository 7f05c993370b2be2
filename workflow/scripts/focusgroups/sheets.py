"""Reading the sheets that a study team fills in, and saying what is wrong with them.

Our own reader, because general validators print the offending row, with names and postcode, in
their messages. The rules stand in `workflow/schemas/sheets.yaml`; messages name the file, the row
as Excel counts it, the column and the rule. Which files can be read is the matter of `sheetfiles`.
"""

import datetime
import difflib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from focusgroups.errors import StudyError, raise_problems
from focusgroups.sheetfiles import read_cells
from focusgroups.sheetfiles.cells import MOST_COLUMNS, Cells, Mark, is_comment
from focusgroups.sheetfiles.finding import find_coders, find_sheet, more_than_one

SCHEMAS = Path(__file__).resolve().parents[2] / "schemas"
DATA_FILES = ("../../schemas/sheets.yaml",)

Row = dict[str, str]

# What a row of redaction_decisions.csv, and one of quotes.csv, decides.
REDACT, KEEP = "redact", "keep"
USE, NEVER = "use", "never"

CODING = "coding"  # the rules of the coders' sheets, and the folder that these lie in

# What is wrong with a cell whatever its column, and what to do.
SPOILED = {
    Mark.ERROR: "holds an error value of Excel, such as #N/A; type the value itself",
    Mark.UNSAVED: "holds a formula without a saved value; open the sheet in Excel and save it",
    Mark.MERGED: "is merged with other cells; unmerge them and fill in each",
}
FORMAT_AS_TEXT = "format the column as Text and type the cell again"


@dataclass(frozen=True)
class Sheet:
    """A sheet as read: its ``columns``, ``rows``, the rows' ``numbers`` in Excel, ``problems``."""

    name: str
    columns: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def place(self, position: int, column: str = "") -> str:
        """Where the row at ``position`` stands, for an error line."""
        where = f"{self.name} row {self.numbers[position]}"
        return f"{where}, column {column}" if column else where


def sheet_rules() -> dict[str, Any]:
    """The rules of every sheet, as `workflow/schemas/sheets.yaml` states them."""
    rules: dict[str, Any] = yaml.safe_load((SCHEMAS / "sheets.yaml").read_text(encoding="utf-8"))
    return rules


def read_sheets(folder: Path) -> dict[str, Sheet]:
    """Every sheet of a study by name; the coders' are called `coding/{coder}`.

    A sheet that is not there has no rows. A coder's sheet without a row is nobody's yet.
    """
    rules = sheet_rules()
    names = [name for name in rules if name != CODING]
    sheets: dict[str, Sheet] = {}
    for name in names:
        paths, problems = find_sheet(folder, name, names, rules[name]["required"])
        found = [read_sheet(path, rules[name]) for path in paths]
        sheets[name] = _filled_in(found, folder) if found else Sheet(name, problems=problems)
    paths, problems = find_coders(folder / CODING)
    if problems:
        sheets[CODING] = Sheet(CODING, problems=problems)
    for path in paths:
        sheet = read_sheet(path, rules[CODING])
        if sheet.rows or sheet.problems:
            sheets[f"{CODING}/{path.stem}"] = sheet
    return sheets


def _filled_in(found: Sequence[Sheet], folder: Path) -> Sheet:
    """The one of several files for a sheet that has rows: the others are templates as they came."""
    filled = [sheet for sheet in found if sheet.rows or sheet.problems] or found[:1]
    if len(filled) == 1:
        return filled[0]
    problem = more_than_one([folder / sheet.name for sheet in filled], folder)
    return Sheet(filled[0].name, problems=[problem])


def read_sheet(path: Path, rules: Mapping[str, Any]) -> Sheet:
    """Read one sheet and check each cell; problems are collected, not raised.

    All cells are stripped text; every column the rules name is present in each row, empty where
    the file lacks it. Rows that are comments are passed over. The name in messages has the folder
    of the sheets that lie in one: `coding/anna.csv`.
    """
    name = str(Path(rules["file"]).with_name(path.name))
    try:
        cells = read_cells(path, name, rules["columns"])
    except StudyError as error:
        return Sheet(name, problems=list(error.problems))
    numbered = [(n, row) for n, row in enumerate(cells.rows, start=1) if not is_comment(row)]
    (first, header), *body = numbered or [(1, [])]
    sheet = Sheet(name, header)
    place = f"{name} row {first}"
    sheet.problems.extend(_header_problems(place, header, cells.marks_of(first), rules))
    if sheet.problems:
        return sheet
    for number, row in body:
        problem = _misplaced(row, header, cells.separator)
        if problem:
            sheet.problems.append(f"{name} row {number}: {problem}")
        elif row:
            full = dict.fromkeys([*rules["columns"], *header], "")
            full.update(zip(header, row, strict=False))
            sheet.rows.append(full)
            sheet.numbers.append(number)
    sheet.problems.extend(_cell_problems(sheet, cells, rules))
    sheet.problems.extend(_repeated_rows(sheet, rules))
    return sheet


def read_rows(name: str, path: str | Path | None) -> list[Row]:
    """The rows of the sheet called ``name`` in the rules; none when ``path`` is None.

    Raises StudyError when the sheet has become faulty since the workflow was parsed.
    """
    if path is None:
        return []
    sheet = read_sheet(Path(path), sheet_rules()[name])
    raise_problems(sheet.problems)
    return sheet.rows


def optional_sheet(files: Sequence[str]) -> Path | None:
    """The path of a sheet that a study may lack, from a rule's list of at most one file."""
    return Path(files[0]) if files else None


def listed(cell: str) -> list[str]:
    """The items of a `;`-separated cell, stripped, without empty ones."""
    return [item.strip() for item in cell.split(";") if item.strip()]


def _misplaced(row: list[str], header: list[str], separator: str) -> str:
    """What is wrong with a row as a whole, or an empty text."""
    if row == header:
        return "the column names again; remove the row"
    if len(row) <= len(header):
        return ""
    remedy = (
        f"put cells that hold a {separator} in quotation marks"
        if separator
        else "name the columns that have no name, or empty them"
    )
    return f"{len(row)} cells under {len(header)} columns; {remedy}"


def _header_problems(
    place: str, header: list[str], marks: Mapping[int, Mark], rules: Mapping[str, Any]
) -> Iterator[str]:
    """What is wrong with the column names, which stand at ``place``."""
    if not header:
        yield f"{place}: empty; the first row must hold the column names"
        return
    if len(header) == 1 and re.search("[,;\t]", header[0]):
        yield f"{place}: all columns stand in one; part them in Excel with 'Text to Columns'"
        return
    if len(header) > MOST_COLUMNS:
        yield f"{place}: more than {MOST_COLUMNS} columns; keep only those of the table"
        return
    for column, rule in rules["columns"].items():
        if rule.get("required") and column not in header:
            yield f"{place}: column {column} is missing; see config/README.md"
    if "" in header:  # said once: there may be thousands
        yield f"{place}: column {header.index('') + 1} has no name; name it or remove it"
    for position, column in enumerate(header, start=1):
        repeated = column in header[: position - 1]
        spoiled = SPOILED.get(marks.get(position, Mark.NUMBER), "")
        if problem := spoiled or _wrong_name(column, repeated, rules):
            yield f"{place}: column {position} {problem}"


def _wrong_name(column: str, repeated: bool, rules: Mapping[str, Any]) -> str:
    """What is wrong with a column's name, or an empty text."""
    if column and repeated:
        return "repeats an earlier column name; remove one"
    if column and column not in rules["columns"] and not rules["further_columns"]:
        return f"has an unknown name; known are {', '.join(rules['columns'])}"
    if meant := _nearly_known(column, rules["columns"]):
        return (
            f"is nearly called {meant}; write it exactly so, or choose a name that cannot be taken "
            "for it"
        )
    return ""


def _nearly_known(column: str, known: Collection[str]) -> str:
    """The known column that a heading of one's own was probably meant to be, or an empty text.

    Unnoticed, `Consent` for `consent` would let a withdrawn person's words through.
    """
    if column in known:
        return ""
    plain = re.sub("[^a-z]+", "_", column.casefold()).strip("_")
    return next(iter(difflib.get_close_matches(plain, known, n=1, cutoff=0.8)), "")


def _cell_problems(sheet: Sheet, cells: Cells, rules: Mapping[str, Any]) -> Iterator[str]:
    for place, column in enumerate(sheet.columns, start=1):
        rule = rules["columns"].get(column, {})
        for position, row in enumerate(sheet.rows):
            mark = cells.marks.get((sheet.numbers[position], place))
            problem = _spoiled(mark, column, rules) or _broken_rule(row[column], rule)
            if problem:
                # A column of the team's own may be called anything.
                where = column if rule else f"number {place}"
                yield f"{sheet.place(position, where)}: {problem}"


def _spoiled(mark: Mark | None, column: str, rules: Mapping[str, Any]) -> str:
    """What is wrong with a cell of a workbook for what it is, or an empty text.

    Excel takes `12345678e004` for a number and `SEP1` for a date, and what was typed is lost.
    """
    rule = rules["columns"].get(column)
    if mark in SPOILED:
        return SPOILED[mark]
    if mark is Mark.NUMBER and rule and rule.get("text"):
        return f"holds a number, which Excel may have changed; {FORMAT_AS_TEXT}"
    if mark is Mark.DATE and rule and not rule.get("date"):
        return f"holds a date or time, which Excel made of it; {FORMAT_AS_TEXT}"
    return ""


def _broken_rule(cell: str, rule: Mapping[str, Any]) -> str:
    """What is wrong with one cell, or an empty text."""
    items = listed(cell) if rule.get("list") else [cell]
    if not any(items):
        return "empty; it must be filled" if rule.get("filled") else ""
    if "values" in rule and cell not in rule["values"]:
        return f"must be one of: {', '.join(value for value in rule['values'] if value)}"
    if "integer" in rule:
        lowest, highest = rule["integer"]
        if not re.fullmatch("[0-9]{1,6}", cell) or not lowest <= int(cell) <= highest:
            return f"must be a whole number from {lowest} to {highest}, in digits"
    if rule.get("date") and not _is_date(cell):
        return "must be year, month and day as in 2019-05-14"
    if "pattern" in rule and not all(re.fullmatch(rule["pattern"], item) for item in items):
        return f"must be {rule['form']}"
    return ""


def _is_date(cell: str) -> bool:
    try:
        return str(datetime.date.fromisoformat(cell)) == cell
    except ValueError:
        return False


def _repeated_rows(sheet: Sheet, rules: Mapping[str, Any]) -> Iterator[str]:
    first: dict[tuple[str, ...], int] = {}
    for position, row in enumerate(sheet.rows):
        key = tuple(row[column].casefold() for column in rules["unique"])
        if not any(key):
            continue  # said already: empty
        if key in first:
            columns = " and ".join(rules["unique"])
            yield (
                f"{sheet.place(position, columns)}: the same as in row "
                f"{sheet.numbers[first[key]]}; keep one"
            )
        else:
            first[key] = position
