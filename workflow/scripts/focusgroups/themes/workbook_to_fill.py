"""Workbooks in which people read passages and fill in one column.

Not CSV alone: Excel would make numbers of some checks and formulas of some speech, and show curly
quotation marks as noise.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from focusgroups.codebook import Theme
from focusgroups.files import replacing
from focusgroups.newstudy.templatesheets import HEADER, MADE, TEXT

THEMES = "themes"  # the name of the worksheet that explains them
THEME_WIDTHS = (30, 44, 90)
WIDTH = 28  # of columns for which no other is given
LINE, TALLEST = 15, 400  # points; Excel allows no row above 409
WRAPPED = {**TEXT, "text_wrap": True, "valign": "top"}
TO_FILL_IN = {**WRAPPED, "bg_color": "#FFF8E1", "border": 1, "border_color": "#D9CBA3"}


@contextmanager
def new_workbook(path: Path) -> Iterator[Workbook]:
    """A workbook that is written to ``path`` as a whole; the same content gives the same bytes."""
    content = io.BytesIO()
    with Workbook(content, {"in_memory": True}) as workbook:
        workbook.set_properties({"created": MADE})
        yield workbook
    with replacing(path) as temporary:
        temporary.write_bytes(content.getvalue())


def passages_sheet(
    workbook: Workbook,
    title: str,
    table: pd.DataFrame,
    widths: Mapping[str, int],
    column: str,
    choice: Mapping[str, Any],
) -> None:
    """A worksheet with the rows of ``table``, as text, whose ``column`` is to be filled in.

    ``choice`` is the validation of its cells, with a hint.
    """
    sheet = _worksheet(workbook, title, list(table.columns))
    wrapped, to_fill_in = workbook.add_format(WRAPPED), workbook.add_format(TO_FILL_IN)
    wide = [widths.get(name, WIDTH) for name in table.columns]
    for number, row in enumerate(table.itertuples(index=False), start=1):
        sheet.set_row(number, _height(row, wide))
    for position, name in enumerate(table.columns):
        # The whole column is text, so that rows may be pasted below.
        sheet.set_column(position, position, wide[position], wrapped)
        style = to_fill_in if name == column else wrapped
        for number, cell in enumerate(table[name], start=1):
            if cell:
                sheet.write_string(number, position, cell, style)
            elif name == column:
                sheet.write_blank(number, position, None, style)
    place = table.columns.get_loc(column)
    if len(table):
        sheet.autofilter(0, 0, len(table), len(table.columns) - 1)
        sheet.data_validation(1, place, len(table), place, dict(choice))


def themes_sheet(
    workbook: Workbook, themes: Sequence[Theme], others: Sequence[tuple[str, str, str]] = ()
) -> None:
    """A worksheet that says what the themes mean; ``others`` are further rows of it."""
    sheet = _worksheet(workbook, THEMES, ["theme", "name", "definition"])
    wrapped = workbook.add_format(WRAPPED)
    for position, width in enumerate(THEME_WIDTHS):
        sheet.set_column(position, position, width, wrapped)
    rows = [(theme.id, theme.name, theme.definition) for theme in themes]
    for number, row in enumerate([*rows, *others], start=1):
        sheet.set_row(number, _height(row, THEME_WIDTHS))
        for position, cell in enumerate(row):
            sheet.write_string(number, position, cell, wrapped)


def _worksheet(workbook: Workbook, title: str, columns: Sequence[str]) -> Worksheet:
    sheet = workbook.add_worksheet(title)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    header = workbook.add_format(HEADER)
    for position, name in enumerate(columns):
        sheet.write_string(0, position, name, header)
    return sheet


def _height(cells: Sequence[str], widths: Sequence[int]) -> int:
    """Points for a row in which the longest cell is read as a whole; not every program fits it."""
    pairs = zip(cells, widths, strict=True)
    lines = max(sum(1 + len(line) // width for line in cell.split("\n")) for cell, width in pairs)
    return min(LINE * lines, TALLEST)
