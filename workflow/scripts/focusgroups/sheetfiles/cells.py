"""The cells of a sheet, and what a spreadsheet made of some of them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

# What a spreadsheet takes for a formula, a number or a date. An apostrophe before it says: text.
_TAKEN_FOR_ELSE = re.compile(r"'*[=+@＝＋＠－-]|.*\d", re.DOTALL)

# Far above the sheets of any study, and read in a few seconds with some 300 MB of memory.
MOST_ROWS = 100_000
MOST_COLUMNS = 500
MOST_CELLS = 2_000_000
MOST_MEGABYTES = 50
MOST_BYTES = MOST_MEGABYTES * 1_000_000


class Mark(Enum):
    """What a cell of a workbook is, other than text."""

    NUMBER = "number"
    DATE = "date"
    ERROR = "error value"
    UNSAVED = "formula without a saved value"
    MERGED = "first of merged cells"


@dataclass(frozen=True)
class Cells:
    """``rows`` from the first on, each of stripped text, without empty cells at its end.

    ``marks`` name a cell by row and column, both counted from 1. ``separator`` is the word for what
    stands between the cells; empty for a workbook.
    """

    rows: Sequence[list[str]]
    marks: Mapping[tuple[int, int], Mark] = field(default_factory=dict)
    separator: str = ""

    def marks_of(self, row: int) -> dict[int, Mark]:
        """The marks in one row, by column."""
        return {column: mark for (number, column), mark in self.marks.items() if number == row}


def trimmed(cells: Sequence[str]) -> list[str]:
    """Stripped cells without the empty ones at the end, which Excel keeps where text once was.

    >>> trimmed(["P01 ", "", "yes", " ", ""])
    ['P01', '', 'yes']
    """
    stripped = [cell.strip() for cell in cells]
    while stripped and not stripped[-1]:
        stripped.pop()
    return stripped


def is_comment(row: Sequence[str]) -> bool:
    """Whether a row is a note to its reader: its first cell is `#`, a space and more.

    A term such as #mentalhealth has no space and is none.
    """
    return bool(row) and (row[0] == "#" or row[0].startswith("# "))


def letters(name: str, between: str = "") -> str:
    """The letters of a name of a sheet or column, with ``between`` where others stand in it.

    >>> letters(" Focus-Group (2)"), letters(" Focus-Group (2)", between="_")
    ('focusgroup', 'focus_group')
    """
    return re.sub("[^a-z]+", between, name.casefold()).strip(between)


def as_text(cell: str) -> str:
    """``cell`` as it must stand in a CSV file for a spreadsheet to take it as it is.

    >>> as_text("=1+1"), as_text("07700 900123"), as_text("ruby")
    ("'=1+1", "'07700 900123", 'ruby')
    """
    return f"'{cell}" if _TAKEN_FOR_ELSE.match(cell) else cell


def as_meant(cell: str) -> str:
    """``cell`` without the apostrophe of `as_text`, which people type for the same reason.

    >>> as_meant("'57"), as_meant("'Arry"), as_meant("57")
    ('57', "'Arry", '57')
    """
    return cell[1:] if cell.startswith("'") and _TAKEN_FOR_ELSE.match(cell[1:]) else cell
