"""Transcripts as a .csv: `speaker,text`, with `start` and `end` if they were kept."""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from focusgroups.errors import StudyError
from focusgroups.separated import UnpairedMarkError, header_of, records
from focusgroups.speakers import comparable
from focusgroups.transcripts.clocks import only_times
from focusgroups.transcripts.passages import Passage, check_length
from focusgroups.transcripts.plaintext import text_lines
from focusgroups.transcripts.tables import (
    END_HEADINGS,
    SPEAKER_HEADINGS,
    START_HEADINGS,
    TEXT_HEADINGS,
    column_named,
    passages_of_cells,
)
from focusgroups.transcripts.tidying import tidy

HEADINGS = {
    "speaker": SPEAKER_HEADINGS,
    "text": TEXT_HEADINGS,
    "start": START_HEADINGS,
    "end": END_HEADINGS,
}
KNOWN = frozenset().union(*HEADINGS.values())
SECONDS = re.compile(r"[0-9]{1,6}(?:[.,][0-9]{1,7})?")


def read(path: Path) -> list[Passage]:
    """The passages of a .csv, one per row; other columns than the four are passed over.

    Times are seconds or clock times. Raises StudyError when the first row does not name the columns
    speaker and text, or a row cannot be read.
    """
    text = "\n".join(text_lines(path))
    separator, header = header_of(text, lambda cell: comparable(cell) in KNOWN)
    columns = _columns(header)
    if not {"speaker", "text"} <= columns.keys():
        raise StudyError(
            f"{path.name} row 1: must name the columns speaker and text (and start and end, if "
            "there are any); add such a row at the top"
        )
    passages: list[Passage] = []
    width = 0
    for number, cells in enumerate(_records(text, separator, path.name), 1):
        place = f"row {number}"
        if number == 1:
            width = len(cells)
            continue
        if any(cell.strip() for cell in cells[width:]):
            raise StudyError(
                f"{path.name} {place}: more cells than columns; put text that holds the separator "
                "in quotation marks"
            )
        passages += _passages_of_record(cells, columns, place)
    return passages


def _columns(header: Sequence[str]) -> dict[str, int]:
    """Where in the header row each column that we know stands."""
    cells = [comparable(cell) for cell in header]
    places = {column: column_named(cells, names) for column, names in HEADINGS.items()}
    return {column: place for column, place in places.items() if place is not None}


def _records(text: str, separator: str, file_name: str) -> Iterator[list[str]]:
    try:
        yield from records(io.StringIO(text, newline=""), separator)
    except UnpairedMarkError as error:
        raise StudyError(
            f"{file_name} row {error.row}: a quotation mark without its partner; open and save the "
            "transcript in Excel"
        ) from None


def _passages_of_record(
    cells: Sequence[str], columns: Mapping[str, int], place: str
) -> Iterator[Passage]:
    check_length("".join(cells), place)
    values = {column: tidy(cells[i]) if i < len(cells) else "" for column, i in columns.items()}
    start, end = _seconds(values.get("start", "")), _seconds(values.get("end", ""))
    times = (start[0], end[0] if end[0] is not None else start[1])
    text = cells[columns["text"]] if values["text"] else ""  # with its line breaks
    return passages_of_cells(values["speaker"], text, times, place)


def _seconds(cell: str) -> tuple[float | None, float | None]:
    """A time of a cell, or the two of a span, in seconds; None for what is not stated."""
    if SECONDS.fullmatch(cell):
        return float(cell.replace(",", ".")), None
    return only_times(cell) or (None, None)
