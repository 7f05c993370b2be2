"""Text whose cells are parted by commas, semicolons or tabs, read strictly."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab"}

# The limit of the csv module holds for the whole process and is shorter than a long turn. Nobody
# relies on it: what a file may hold is limited where it is read.
NO_LIMIT = 2**31 - 1


class UnpairedMarkError(Exception):
    """In ``row``, from 1, begins a quotation mark without its partner."""

    def __init__(self, row: int) -> None:
        super().__init__()
        self.row = row


def records(lines: Iterable[str], separator: str = ",") -> Iterator[list[str]]:
    """The rows of a text. Raises UnpairedMarkError.

    ``lines`` keep their ends, as a file gives them that is opened with an empty ``newline``.
    """
    csv.field_size_limit(NO_LIMIT)
    # strict: a mark that is never closed would otherwise swallow all rows below.
    reader = csv.reader(lines, delimiter=separator, strict=True)
    for row in count(1):
        try:
            record = next(reader, None)
        except csv.Error:
            raise UnpairedMarkError(row) from None
        if record is None:
            return
        yield record


def header_of(
    text: str,
    is_known: Callable[[str], bool],
    is_header: Callable[[Sequence[str]], bool] = lambda row: True,
) -> tuple[str, list[str]]:
    """The separator by which the header row has the most known names, else the comma; the row.

    Only the header is asked: cells hold commas and semicolons of their own. It is the first row
    that ``is_header``.
    """
    headers = {separator: _first(text, separator, is_header) for separator in SEPARATORS}
    best = max(headers, key=lambda separator: sum(map(is_known, headers[separator])))
    return best, headers[best]


def _first(text: str, separator: str, is_header: Callable[[Sequence[str]], bool]) -> list[str]:
    rows = records(io.StringIO(text, newline=""), separator)
    try:
        return next(filter(is_header, rows), [])
    except UnpairedMarkError:
        return []
