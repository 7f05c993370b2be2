"""Reading the sheets that a study team fills in, and saying where something is wrong with them.

Our own reader, because general validators print the offending row, with names and postcode, in
their messages. Ours name the file, the row as Excel counts it, the column and the rule. Which files
can be read is the matter of `sheetfiles`, what a cell may hold that of `sheetrules`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from focusgroups.errors import StudyError, raise_problems
from focusgroups.sheetfiles import read_cells
from focusgroups.sheetfiles.cells import Cells, as_meant, is_comment
from focusgroups.sheetfiles.finding import find_coders, find_sheet, more_than_one
from focusgroups.sheetrules import broken_rule, header_problems, misplaced, spoiled_cell

SCHEMAS = Path(__file__).resolve().parents[2] / "schemas"
DATA_FILES = ("../../schemas/sheets.yaml",)

Row = dict[str, str]

# What a row of redaction_decisions.csv, and one of quotes.csv, decides.
REDACT, KEEP = "redact", "keep"
USE, NEVER = "use", "never"

QUOTES = "quotes"  # the sheet of passages that may be printed
CODING = "coding"  # the rules of the coders' sheets, and the folder that these lie in
CONSENSUS = "consensus"  # the coder's name under which coders settle what they saw differently


@dataclass(frozen=True)
class Sheet:
    """A sheet as read: its ``columns``, ``rows``, the rows' ``numbers`` in Excel, ``problems``.

    ``waiting`` are the numbers of rows that are not filled in yet, which are not among the rows.
    """

    name: str
    columns: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    waiting: list[int] = field(default_factory=list)

    def place(self, position: int, column: str = "") -> str:
        """Where the row at ``position`` stands, for an error line."""
        where = f"{self.name} row {self.numbers[position]}"
        return f"{where}, column {column}" if column else where


@cache
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
    the file lacks it. Rows that are comments are passed over, and so are those that wait to be
    filled in and columns that the rules pass over. The name in messages has the folder of the
    sheets that lie in one: `coding/anna.csv`.
    """
    name = str(Path(rules["file"]).with_name(path.name))
    try:
        cells = read_cells(path, name, [*rules["columns"], *rules["passed_over"]])
    except StudyError as error:
        return Sheet(name, problems=list(error.problems))
    numbered = [(n, row) for n, row in enumerate(cells.rows, start=1) if not is_comment(row)]
    (first, header), *body = numbered or [(1, [])]
    sheet = Sheet(name, header)
    place = f"{name} row {first}"
    sheet.problems.extend(header_problems(place, header, cells.marks_of(first), rules))
    if sheet.problems:
        return sheet
    for number, row in body:
        problem = misplaced(row, header, cells.separator)
        if problem:
            sheet.problems.append(f"{name} row {number}: {problem}")
        elif row:
            full = _full_row(header, row, rules)
            if rules["waits_for"] and not full[rules["waits_for"]]:
                sheet.waiting.append(number)
                continue
            sheet.rows.append(full)
            sheet.numbers.append(number)
    sheet.problems.extend(_cell_problems(sheet, cells, rules))
    sheet.problems.extend(_repeated_rows(sheet, rules))
    return sheet


def _full_row(header: Sequence[str], row: Sequence[str], rules: Mapping[str, Any]) -> Row:
    """A row with a cell for every column, without those that the rules pass over."""
    full = dict.fromkeys([*rules["columns"], *header], "")
    full.update(zip(header, row, strict=False))
    texts = {column for column in full if rules["columns"].get(column, {}).get("text")}
    full |= {column: as_meant(full[column]) for column in texts}
    return {column: cell for column, cell in full.items() if column not in rules["passed_over"]}


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


def is_consensus(coder: str) -> bool:
    """Whether the sheet called ``coder`` holds what coders settled; capitals make no difference."""
    return coder.casefold() == CONSENSUS


def _cell_problems(sheet: Sheet, cells: Cells, rules: Mapping[str, Any]) -> Iterator[str]:
    for place, column in enumerate(sheet.columns, start=1):
        if column in rules["passed_over"]:
            continue
        rule = rules["columns"].get(column, {})
        for position, row in enumerate(sheet.rows):
            mark = cells.marks.get((sheet.numbers[position], place))
            items = listed(row[column]) if rule.get("list") else [row[column]]
            problem = spoiled_cell(mark, column, rules) or broken_rule(items, rule)
            if problem:
                # A column of the team's own may be called anything.
                where = column if rule else f"number {place}"
                yield f"{sheet.place(position, where)}: {problem}"


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
