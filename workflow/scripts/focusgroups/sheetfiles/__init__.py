"""The files that sheets come in, from CSV of any Excel to workbooks: found, opened, read to cells.

What a cell may hold, and which columns there are, is not known here but in `sheetrules`.
"""

from collections.abc import Collection
from pathlib import Path

from focusgroups.errors import StudyError
from focusgroups.sheetfiles.cells import MOST_BYTES, MOST_MEGABYTES, Cells
from focusgroups.sheetfiles.delimited import read_delimited
from focusgroups.sheetfiles.finding import WORKBOOKS


def read_cells(path: Path, name: str, columns: Collection[str]) -> Cells:
    """The cells of a sheet's file, which messages call ``name``.

    ``columns`` are the names that its header row may hold: they tell which separator a CSV file
    has. Raises StudyError when the file cannot be read.
    """
    try:
        if path.suffix.casefold() in WORKBOOKS:
            # Late: a study whose sheets are all CSV does not pay for it.
            from focusgroups.sheetfiles.workbooks import read_workbook  # noqa: PLC0415

            return read_workbook(path, name)
        if path.stat().st_size > MOST_BYTES:
            raise StudyError(f"{name}: larger than {MOST_MEGABYTES} MB; keep only the table in it")
        return read_delimited(path.read_bytes(), name, columns)
    except OSError:
        raise StudyError(
            f"{name}: cannot be opened; close it in other programs, or ask for leave to read it"
        ) from None
