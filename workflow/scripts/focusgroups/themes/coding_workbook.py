"""What is to be coded next, as a workbook in which people code.

Not CSV alone: Excel would make numbers of some checks and formulas of some speech, and show curly
quotation marks as noise.
"""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from focusgroups.codebook import NO_THEME, Theme
from focusgroups.files import replacing
from focusgroups.newstudy.templatesheets import HEADER, MADE, TEXT

TO_CODE, THEMES = "to code", "themes"  # the names of the two worksheets

WIDTHS = {"segment_id": 15, "theme": 26, "text_check": 14, "text": 80, "reason": 13, "about": 24}
WIDTH = 28  # of the other columns
LINE, TALLEST = 15, 400  # points; Excel allows no row above 409
THEME_WIDTHS = (30, 44, 90)
WRAPPED = {**TEXT, "text_wrap": True, "valign": "top"}
TO_FILL_IN = {**WRAPPED, "bg_color": "#FFF8E1", "border": 1, "border_color": "#D9CBA3"}
HINT = (
    "Pick one theme, or type several with ; between them, or none. Leave empty what you have not "
    "coded. The sheet 'themes' says what each means."
)
NO_THEME_MEANING = "No theme of the codebook is spoken of."


def write_coding_workbook(table: pd.DataFrame, themes: Sequence[Theme], path: Path) -> None:
    """Write the rows of ``table``, as text, and on a second worksheet what the themes mean.

    ``table`` has a column ``theme`` to be filled in. The same rows give the same bytes.
    """
    content = io.BytesIO()
    with Workbook(content, {"in_memory": True}) as workbook:
        workbook.set_properties({"created": MADE})
        header = workbook.add_format(HEADER)
        to_code = _worksheet(workbook, TO_CODE, list(table.columns), header)
        _fill(to_code, table, workbook)
        place = table.columns.get_loc("theme")
        if len(table):
            to_code.autofilter(0, 0, len(table), len(table.columns) - 1)
            to_code.data_validation(1, place, len(table), place, _choice(len(themes) + 1))
        explained = _worksheet(workbook, THEMES, ["theme", "name", "definition"], header)
        _explain(explained, themes, workbook.add_format(WRAPPED))
    with replacing(path) as temporary:
        temporary.write_bytes(content.getvalue())


def _worksheet(workbook: Workbook, title: str, columns: Sequence[str], header: Any) -> Worksheet:
    sheet = workbook.add_worksheet(title)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    for position, name in enumerate(columns):
        sheet.write_string(0, position, name, header)
    return sheet


def _fill(sheet: Worksheet, table: pd.DataFrame, workbook: Workbook) -> None:
    wrapped, to_fill_in = workbook.add_format(WRAPPED), workbook.add_format(TO_FILL_IN)
    widths = [WIDTHS.get(name, WIDTH) for name in table.columns]
    for number, row in enumerate(table.itertuples(index=False), start=1):
        sheet.set_row(number, _height(row, widths))
    for position, name in enumerate(table.columns):
        # The whole column is text, so that rows may be pasted below.
        sheet.set_column(position, position, widths[position], wrapped)
        for number, cell in enumerate(table[name], start=1):
            if name == "theme":
                sheet.write_blank(number, position, None, to_fill_in)
            elif cell:
                sheet.write_string(number, position, cell, wrapped)


def _height(cells: Sequence[str], widths: Sequence[int]) -> int:
    """Points for a row in which the longest cell is read as a whole; not every program fits it."""
    pairs = zip(cells, widths, strict=True)
    lines = max(sum(1 + len(line) // width for line in cell.split("\n")) for cell, width in pairs)
    return min(LINE * lines, TALLEST)


def _choice(choices: int) -> dict[str, Any]:
    """A list to pick from, which also lets several be typed."""
    return {
        "validate": "list",
        "source": f"={THEMES}!$A$2:$A${choices + 1}",
        "show_error": False,
        "input_title": "theme",
        "input_message": HINT,
    }


def _explain(sheet: Worksheet, themes: Sequence[Theme], wrapped: Any) -> None:
    for position, width in enumerate(THEME_WIDTHS):
        sheet.set_column(position, position, width, wrapped)
    rows = [(theme.id, theme.name, theme.definition) for theme in themes]
    for number, row in enumerate([*rows, (NO_THEME, "", NO_THEME_MEANING)], start=1):
        sheet.set_row(number, _height(row, THEME_WIDTHS))
        for position, cell in enumerate(row):
            sheet.write_string(number, position, cell, wrapped)
