"""The rules of header rows and cells, as `workflow/schemas/sheets.yaml` has them: what breaks one.

What is said of a cell never quotes it.
"""

import datetime
import difflib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from focusgroups.sheetfiles.cells import MOST_COLUMNS, Mark, letters

# What is wrong with a cell whatever its column, and what to do.
SPOILED = {
    Mark.ERROR: "holds an error value of Excel, such as #N/A; type the value itself",
    Mark.UNSAVED: "holds a formula without a saved value; open the sheet in Excel and save it",
    Mark.MERGED: "is merged with other cells; unmerge them and fill in each",
}
NEAR = 0.8  # share of letters in common
FORMAT_AS_TEXT = "format the column as Text and type the cell again"


def header_problems(
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
    if column in rules["passed_over"]:
        return ""
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
    plain = letters(column, between="_")
    return next(iter(difflib.get_close_matches(plain, known, n=1, cutoff=NEAR)), "")


def misplaced(row: list[str], header: list[str], separator: str) -> str:
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


def spoiled_cell(mark: Mark | None, column: str, rules: Mapping[str, Any]) -> str:
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


def broken_rule(items: Sequence[str], rule: Mapping[str, Any]) -> str:
    """What is wrong with the items of one cell, of which most have but one, or an empty text."""
    if not any(items):
        return "empty; it must be filled" if rule.get("filled") else ""
    if "values" in rule and not all(item in rule["values"] for item in items):
        return f"must be one of: {', '.join(value for value in rule['values'] if value)}"
    if "integer" in rule:
        lowest, highest = rule["integer"]
        if not all(_is_number(item, lowest, highest) for item in items):
            return f"must be a whole number from {lowest} to {highest}, in digits"
    if rule.get("date") and not all(map(_is_date, items)):
        return "must be year, month and day as in 2019-05-14"
    if "pattern" in rule and not all(re.fullmatch(rule["pattern"], item) for item in items):
        return f"must be {rule['form']}"
    return ""


def _is_number(cell: str, lowest: int, highest: int) -> bool:
    return bool(re.fullmatch("[0-9]{1,6}", cell)) and lowest <= int(cell) <= highest


def _is_date(cell: str) -> bool:
    try:
        return str(datetime.date.fromisoformat(cell)) == cell
    except ValueError:
        return False
