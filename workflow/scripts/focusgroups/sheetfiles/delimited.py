"""CSV as Excel saves it anywhere in the world: commas, semicolons or tabs, UTF-8 or UTF-16."""

import csv
import io
import re
from collections.abc import Collection

from focusgroups.errors import StudyError
from focusgroups.sheetfiles.cells import MOST_ROWS, Cells, is_comment, trimmed

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab"}
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
STATED = re.compile(r'"?sep=(?P<separator>\t|[^\w\s"])"?[,;\t]*(?:\r\n|\r|\n|$)', re.IGNORECASE)
SAVE = "save it in Excel as .xlsx or as 'CSV UTF-8'"

# How a file of another kind begins.
OTHER_KINDS = {
    b"PK\x03\x04": "not CSV but a workbook; give it the ending that fits its content, .xlsx",
    b"\xd0\xcf\x11\xe0": "not CSV but an old workbook or one with a password; save it as .xlsx",
}


def read_delimited(content: bytes, name: str, columns: Collection[str]) -> Cells:
    """The cells of a CSV file. ``columns`` are the names that may stand in its header row.

    Raises StudyError, which calls the file ``name``, when it is no such text.
    """
    text = _decoded(content, name)
    stated = STATED.match(text)  # a line for Excel alone, which it does not count as a row
    separator = stated["separator"] if stated else _separator(text, columns)
    rows: list[list[str]] = []
    lines = io.StringIO(text[stated.end() if stated else 0 :], newline="")
    try:
        # strict: a mark that is never closed would otherwise swallow all rows below.
        for record in csv.reader(lines, strict=True, delimiter=separator):
            rows.append(trimmed(record))
            if len(rows) > MOST_ROWS:
                raise StudyError(f"{name}: more than {MOST_ROWS} rows; keep only the table in it")
    except csv.Error:
        unpaired = "a quotation mark without its partner; open and save the sheet in Excel"
        raise StudyError(f"{name} row {len(rows) + 1}: {unpaired}") from None
    return Cells(rows, separator=SEPARATORS.get(separator, "separator"))


def _decoded(content: bytes, name: str) -> str:
    for beginning, kind in OTHER_KINDS.items():
        if content.startswith(beginning):
            raise StudyError(f"{name}: {kind}")
    is_utf16 = content.startswith(UTF16_MARKS)
    try:
        text = content.decode("utf-16" if is_utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        # Never guessed: in the wrong encoding every accent in a name would be another letter.
        line = error.object[: error.start].count(b"\n") + 1
        place = name if is_utf16 else f"{name} line {line}"
        raise StudyError(f"{place}: not UTF-8; {SAVE}") from None
    if "\0" in text:
        raise StudyError(f"{name}: not UTF-8; {SAVE}")
    return text


def _separator(text: str, columns: Collection[str]) -> str:
    """The separator by which the header row has the most known column names; else the comma.

    Only the header is asked: cells hold commas and semicolons of their own.
    """
    known = {_plain(column) for column in columns}
    return max(
        SEPARATORS,
        key=lambda separator: sum(_plain(cell) in known for cell in _header(text, separator)),
    )


def _header(text: str, separator: str) -> list[str]:
    try:
        records = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        return next((row for row in records if not is_comment(trimmed(row))), [])
    except csv.Error:
        return []


def _plain(column: str) -> str:
    return re.sub("[^a-z]+", "", column.casefold())
