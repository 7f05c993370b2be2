"""Reading the sheets that a study team fills in, and saying what is wrong with them.

Our own reader, because general validators print the offending row, with names and postcode, in
their messages. The rules stand in `workflow/schemas/sheets.yaml`; messages name the file, the row
as Excel counts it, the column and the rule.
"""

import csv
import difflib
import io
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from focusgroups.errors import raise_problems

SCHEMAS = Path(__file__).resolve().parents[2] / "schemas"
DATA_FILES = ("../../schemas/sheets.yaml",)

Row = dict[str, str]

# What a row of redaction_decisions.csv, and one of quotes.csv, decides.
REDACT, KEEP = "redact", "keep"
USE, NEVER = "use", "never"


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


def read_sheet(path: Path, rules: Mapping[str, Any]) -> Sheet:
    """Read one sheet and check each cell; problems are collected, not raised.

    A missing optional sheet has no rows. All cells are stripped text; every column the rules name
    is present in each row, empty where the file lacks it. The name in messages has the folder of
    the sheets that lie in one: `coding/anna.csv`.
    """
    name = str(Path(rules["file"]).with_name(path.name))
    if not path.is_file():
        missing = f"{name}: not found in {path.parent.name}/; see config/README.md"
        return Sheet(name, problems=[missing] if rules["required"] else [])
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Sheet(name, problems=[_not_utf8(name, error)])
    (header, *lines), broken = _records(text)
    if broken:
        unpaired = "a quotation mark without its partner; open and save the sheet in Excel"
        return Sheet(name, problems=[f"{name} row {broken}: {unpaired}"])
    sheet = Sheet(name, header, problems=list(_header_problems(name, header, rules)))
    if sheet.problems:
        return sheet
    for number, cells in enumerate(lines, start=2):
        if len(cells) > len(header):
            sheet.problems.append(
                f"{name} row {number}: {len(cells)} cells under {len(header)} columns; "
                "put cells that hold a comma in quotation marks"
            )
        elif cells == header:
            sheet.problems.append(f"{name} row {number}: the column names again; remove the row")
        elif cells:
            row = dict.fromkeys(rules["columns"], "")
            row.update(zip(header, cells, strict=False))
            sheet.rows.append(row)
            sheet.numbers.append(number)
    sheet.problems.extend(_cell_problems(sheet, header, rules))
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


def _records(text: str) -> tuple[list[list[str]], int]:
    """At least one row of stripped cells, and the number of the row that cannot be read, or 0.

    Empty cells at the end of a row are left out: Excel saves columns that once held something.
    """
    records: list[list[str]] = []
    try:
        # strict: a mark that is never closed would otherwise swallow all rows below.
        for record in csv.reader(io.StringIO(text, newline=""), strict=True):
            cells = [cell.strip() for cell in record]
            while cells and not cells[-1]:
                cells.pop()
            records.append(cells)
    except csv.Error:
        return [[]], len(records) + 1
    return records or [[]], 0


def _not_utf8(name: str, error: UnicodeDecodeError) -> str:
    line = error.object[: error.start].count(b"\n") + 1
    return f"{name} line {line}: not UTF-8; save it as 'CSV UTF-8' in Excel"


def _header_problems(name: str, header: list[str], rules: Mapping[str, Any]) -> Iterator[str]:
    if not header:
        yield f"{name} row 1: empty; the first row must hold the column names"
        return
    if len(header) == 1 and re.search("[;\t]", header[0]):
        yield f"{name} row 1: not separated by commas; save it as 'CSV UTF-8 (Comma delimited)'"
        return
    for column, rule in rules["columns"].items():
        if rule.get("required") and column not in header:
            yield f"{name} row 1: column {column} is missing; see config/README.md"
    seen: set[str] = set()
    for position, column in enumerate(header, start=1):
        if not column:
            yield f"{name} row 1: column {position} has no name; name it or remove it"
        elif column in seen:
            yield f"{name} row 1: column {position} repeats an earlier column name; remove one"
        elif column not in rules["columns"] and not rules["further_columns"]:
            known = ", ".join(rules["columns"])
            yield f"{name} row 1: column {position} has an unknown name; known are {known}"
        elif meant := _nearly_known(column, rules["columns"]):
            yield (
                f"{name} row 1: column {position} is nearly called {meant}; write it exactly so, "
                "or choose a name that cannot be taken for it"
            )
        seen.add(column)


def _nearly_known(column: str, known: Collection[str]) -> str:
    """The known column that a heading of one's own was probably meant to be, or an empty text.

    Unnoticed, `Consent` for `consent` would let a withdrawn person's words through.
    """
    if column in known:
        return ""
    plain = re.sub("[^a-z]+", "_", column.casefold()).strip("_")
    return next(iter(difflib.get_close_matches(plain, known, n=1, cutoff=0.8)), "")


def _cell_problems(sheet: Sheet, header: list[str], rules: Mapping[str, Any]) -> Iterator[str]:
    for column, rule in rules["columns"].items():
        if column not in header:
            continue
        for position, row in enumerate(sheet.rows):
            problem = _broken_rule(row[column], rule)
            if problem:
                yield f"{sheet.place(position, column)}: {problem}"


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
    if "pattern" in rule and not all(re.fullmatch(rule["pattern"], item) for item in items):
        return f"must be {rule['form']}"
    return ""


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
