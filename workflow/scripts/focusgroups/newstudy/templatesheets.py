"""Sheets to fill in: workbooks with column names, one commented example row, and formats.

Workbooks, not CSV: in CSV Excel would turn the codes and dates that a team types into numbers and
dates of its own, and save them so, where it does not ask for another format first. In a workbook
each column has its format, choices to pick from, and a hint with its meaning.
"""

import datetime
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

LAST_ROW = 5000  # of the choices and hints
LONGEST_HINT, LONGEST_TITLE = 255, 32  # Excel refuses more

# All files state this as the moment when they were made, so that their bytes never differ.
MADE = datetime.datetime(1980, 1, 1)

Columns = Mapping[str, Mapping[str, Any]]

TEXT, DATE, NUMBER = ({"num_format": code} for code in ("@", "yyyy-mm-dd", "0"))
HEADER = {**TEXT, "bold": True, "bg_color": "#E4ECF2"}
EXAMPLE = {**TEXT, "italic": True, "font_color": "#6B6B6B"}


def write_template(path: Path, title: str, columns: Columns) -> None:
    """Write a workbook with a sheet called ``title`` for the ``columns`` of the sheets' rules.

    The same columns give the same bytes.
    """
    content = io.BytesIO()
    with Workbook(content, {"in_memory": True}) as workbook:
        workbook.set_properties({"created": MADE})
        header, example = workbook.add_format(HEADER), workbook.add_format(EXAMPLE)
        sheet = workbook.add_worksheet(title)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)  # as wide as a page, as long as it gets
        rules = zip(columns.items(), example_row(columns), strict=True)
        for position, ((name, rule), shown) in enumerate(rules):
            width = max(len(name), len(shown)) + 3
            sheet.set_column(position, position, width, workbook.add_format(_format(rule)))
            sheet.write_string(0, position, name, header)
            sheet.write_string(1, position, shown, example)
            sheet.data_validation(1, position, LAST_ROW - 1, position, _validation(name, rule))
    path.write_bytes(content.getvalue())


def example_row(columns: Columns) -> list[str]:
    """The example that a template shows, as a comment."""
    first, *others = (rule["example"] for rule in columns.values())
    return [f"# Example: {first}", *others]


def _format(rule: Mapping[str, Any]) -> dict[str, Any]:
    """How the cells of a column are kept: text stays as it was typed."""
    if rule.get("date"):
        return DATE
    return NUMBER if "integer" in rule else TEXT


def _validation(name: str, rule: Mapping[str, Any]) -> dict[str, Any]:
    """The hint that shows when a cell is chosen, and the list of what may be picked."""
    hint = {
        "input_title": name[:LONGEST_TITLE],
        "input_message": rule["meaning"][:LONGEST_HINT],
    }
    if "values" in rule:
        return {**hint, "validate": "list", "source": [value for value in rule["values"] if value]}
    if "integer" in rule:
        lowest, highest = rule["integer"]
        between = {"criteria": "between", "minimum": lowest, "maximum": highest}
        return {**hint, "validate": "integer", **between}
    return {**hint, "validate": "any"}
