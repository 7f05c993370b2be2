"""CSV as Excel saves it anywhere in the world: commas, semicolons or tabs, UTF-8 or UTF-16."""

import io
import re
from collections.abc import Collection

from focusgroups.errors import StudyError
from focusgroups.filekinds import Kind, kind_of
from focusgroups.separated import SEPARATORS, UnpairedMarkError, header_of, records
from focusgroups.sheetfiles.cells import MOST_ROWS, Cells, is_comment, letters, trimmed

UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
STATED = re.compile(r'"?sep=(?P<separator>\t|[^\w\s"])"?[,;\t]*(?:\r\n|\r|\n|$)', re.IGNORECASE)
SAVE = "save it in Excel as .xlsx or as 'CSV UTF-8'"

OTHER_KINDS = {
    Kind.ZIP: "not CSV but a workbook; give it the ending that fits its content, .xlsx",
    Kind.OLE: "not CSV but an old workbook or one with a password; save it as .xlsx",
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
        for record in records(lines, separator):
            rows.append(trimmed(record))
            if len(rows) > MOST_ROWS:
                raise StudyError(f"{name}: more than {MOST_ROWS} rows; keep only the table in it")
    except UnpairedMarkError as error:
        unpaired = "a quotation mark without its partner; open and save the sheet in Excel"
        raise StudyError(f"{name} row {error.row}: {unpaired}") from None
    return Cells(rows, separator=SEPARATORS.get(separator, "separator"))


def _decoded(content: bytes, name: str) -> str:
    kind = kind_of(content)
    if kind in OTHER_KINDS:
        raise StudyError(f"{name}: {OTHER_KINDS[kind]}")
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
    known = {letters(column) for column in columns}
    separator, _ = header_of(
        text,
        is_known=lambda cell: letters(cell) in known,
        is_header=lambda row: not is_comment(trimmed(row)),
    )
    return separator
