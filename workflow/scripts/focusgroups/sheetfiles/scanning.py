"""Looking through the XML of a worksheet for what a reader of workbooks keeps to itself."""

import re
from collections.abc import Mapping

from focusgroups.sheetfiles.cells import MOST_CELLS, MOST_ROWS, Mark

REFERENCE = re.compile("([A-Z]{1,3})([0-9]{1,7})")


class FarCellError(Exception):
    """A worksheet reaches further than any study's sheet; ``row`` is where."""

    def __init__(self, row: int) -> None:
        super().__init__()
        self.row = row


class Scan:
    """Handlers for a parser of XML; afterwards ``marks`` has what shows no value.

    Raises FarCellError as soon as the rectangle from A1 to the last cell is too large, and
    ValueError when a cell's address is none.
    """

    def __init__(self) -> None:
        self.marks: dict[tuple[int, int], Mark] = {}
        self._row = self._column = 0  # of the cell that is being read, from 1
        self._last_row = self._last_column = 0
        self._kind = ""
        self._is_formula = self._is_inside = self._has_text = False

    def start(self, element: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        name = element.rpartition(":")[2]
        if name == "c":
            self._start_cell(attributes)
        elif name in ("v", "t"):
            self._is_inside = True
        elif name == "f":
            self._is_formula = True
        elif name == "row":
            self._row, self._column = int(attributes.get("r", self._row + 1)), 0

    def text(self, text: str) -> None:
        """Text stands in the present element."""
        if self._is_inside and text:
            self._has_text = True

    def end(self, element: str) -> None:
        """An element ends."""
        name = element.rpartition(":")[2]
        if name in ("v", "t"):
            self._is_inside = False
        elif name == "c":
            self._end_cell()

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        if "r" in attributes:
            self._row, self._column = _position(attributes["r"])
        else:
            self._column += 1
        self._kind = attributes.get("t", "n")
        self._is_formula = self._has_text = False

    def _end_cell(self) -> None:
        if self._kind == "e":
            self.marks[self._row, self._column] = Mark.ERROR
        elif self._is_formula and not self._has_text and self._kind != "str":
            self.marks[self._row, self._column] = Mark.UNSAVED
        elif not self._has_text:
            return  # only coloured or framed
        self._last_row = max(self._last_row, self._row)
        self._last_column = max(self._last_column, self._column)
        if self._last_row > MOST_ROWS or self._last_row * self._last_column > MOST_CELLS:
            raise FarCellError(self._row)


def _position(reference: str) -> tuple[int, int]:
    """Row and column, from 1, of an address.

    >>> _position("AB3")
    (3, 28)
    """
    found = REFERENCE.fullmatch(reference.replace("$", ""))
    if not found or not int(found[2]):
        raise ValueError("no address of a cell")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column
