"""Workbooks as Excel saves them (.xlsx, .xlsm): the first worksheet, as text, with its marks."""

import datetime
from pathlib import Path

from focusgroups.errors import StudyError
from focusgroups.sheetfiles.cells import Cells, Mark, trimmed
from focusgroups.sheetfiles.packages import RESAVE, Package, open_package

MIDNIGHT = datetime.time()

Moment = datetime.date | datetime.datetime | datetime.time | datetime.timedelta
Value = str | bool | int | float | Moment


def read_workbook(path: Path, name: str) -> Cells:
    """The cells of the first visible worksheet, rows hidden by hand or by a filter included.

    Formulas count by their saved value. Raises StudyError, which calls the file ``name``, when it
    cannot be read.
    """
    package = open_package(path, name)
    values, merged = _values(package, name)
    marks: dict[tuple[int, int], Mark] = {}
    for number, row in enumerate(values, start=1):
        for column, value in enumerate(row, start=1):
            if isinstance(value, int | float) and not isinstance(value, bool):
                marks[number, column] = Mark.NUMBER
            elif isinstance(value, Moment):
                marks[number, column] = Mark.DATE
    rows = [trimmed([written(value) for value in row]) for row in values]
    return Cells(rows, {**marks, **package.marks, **dict.fromkeys(merged, Mark.MERGED)})


def written(value: Value) -> str:
    """A cell's value as text: whole numbers without a point, dates as 2019-05-14.

    >>> [written(value) for value in (52.0, 0.1 + 0.2, True, " Den ")]
    ['52', '0.3', 'TRUE', ' Den ']
    >>> written(datetime.datetime(2019, 5, 14))
    '2019-05-14'
    """
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return f"{value:.0f}" if abs(value) < 1e15 and value == int(value) else f"{value:.15g}"
    if isinstance(value, datetime.datetime):
        return str(value.date() if value.time() == MIDNIGHT else value)
    return str(value)


def _values(package: Package, name: str) -> tuple[list[list[Value]], list[tuple[int, int]]]:
    """Row by row from the first on, as Excel counts them, with an empty text for an empty cell.

    Second, the first cell of each area of merged ones, by row and column from 1.
    """
    from python_calamine import CalamineWorkbook  # noqa: PLC0415

    try:
        workbook = CalamineWorkbook.from_object(package.content)
        sheet = workbook.get_sheet_by_name(package.title)
        values: list[list[Value]] = sheet.to_python(skip_empty_area=False)
        areas = [(first, last) for first, last in sheet.merged_cell_ranges or () if first != last]
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException:  # a fault in the library itself is no Exception to Python
        raise StudyError(f"{name}: not an Excel workbook, or damaged; {RESAVE}") from None
    return values, [(row + 1, column + 1) for (row, column), _ in areas]
