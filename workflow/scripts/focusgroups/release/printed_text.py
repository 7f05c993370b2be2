"""All the text that a file would show or carry, whatever its format, each piece with its place.

What cannot be looked into is refused, not passed over: it could hide anything.
"""

import html
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from focusgroups.errors import StudyError
from focusgroups.release import markup, pictures
from focusgroups.separated import UnpairedMarkError, records
from focusgroups.sheetfiles import read_cells

HEAD, BETWEEN_CELLS = "row 1", " | "  # the place of a table's first row, and what parts its cells


@dataclass(frozen=True)
class Printed:
    """A piece of text and where it stands: a file's name within its room, and a place in it.

    ``group`` is the focus group that a row of a table belongs to, empty for all other text.
    """

    file: str
    place: str
    text: str
    group: str = ""


def printed_room(files: Iterable[Path], room: Path) -> tuple[list[Printed], list[str]]:
    """Every piece of text in ``files``, each named by its path within ``room``.

    Second, a line for each file that cannot be looked into.
    """
    pieces: list[Printed] = []
    problems: list[str] = []
    for path in files:
        try:
            pieces += printed_text(path, f"{room.name}/{path.relative_to(room).as_posix()}")
        except StudyError as error:
            problems += error.problems
    return pieces, problems


def printed_text(path: Path, name: str) -> Iterator[Printed]:
    """Every piece of text in the file at ``path``, called ``name`` in messages.

    Tables cell by cell; documents with properties, comments and alternative texts; pages and
    drawings with attributes and what is embedded in them; pictures with their metadata. Raises
    StudyError for a file, or a part of one, that cannot be looked into.
    """
    if path.suffix == ".csv":
        try:
            yield from _table(path, name)
        except ValueError as error:
            raise StudyError(f"{name}: {error}; remove it and run again") from None
        except UnpairedMarkError as error:
            raise StudyError(
                f"{name} row {error.row}: a quotation mark without its partner; remove it and run "
                "again"
            ) from None
        return
    readers: dict[str, Callable[[bytes], Iterator[tuple[str, str]]]] = {
        ".docx": markup.word_document,
        ".qdpx": markup.package,
        ".xlsx": markup.package,
        ".html": markup.page,
        ".svg": markup.drawing,
        ".png": pictures.picture,
        ".txt": _lines,
        ".md": _markdown,
    }
    reader = readers.get(path.suffix)
    if reader is None:
        raise StudyError(f"{name}: this kind of file cannot be checked; remove it from the folder")
    groups = _groups_of_cells(path, name) if path.suffix == ".xlsx" else {}
    try:
        for place, text in reader(path.read_bytes()):
            if text.strip():
                yield Printed(name, place, text, groups.get(text.strip(), ""))
        if path.suffix == ".html":
            for place, text, group in markup.data_of_page(path.read_bytes()):
                yield Printed(name, place, text, group)
    except ValueError as error:
        # Ours, from the readers: it names a part, never its content.
        raise StudyError(f"{name}: {error}; remove it and run again") from None


def _table(path: Path, name: str) -> Iterator[Printed]:
    text = _decoded(path.read_bytes()).removeprefix("\ufeff")  # a mark for Excel
    rows = records(io.StringIO(text, newline=""))
    header = next(rows, [])
    yield Printed(name, HEAD, BETWEEN_CELLS.join(header))
    for number, row in enumerate(rows, start=2):
        cells = list(zip_longest(header, row, fillvalue=""))
        group = _group(dict(cells))
        for column, cell in cells:
            if cell.strip():
                yield Printed(name, f"row {number}, column {column}", cell, group)


def _group(row: Mapping[str, str]) -> str:
    """The focus group that a row of a table belongs to, if it says so."""
    ids = row.get("segment_id") or row.get("turn_id") or ""
    return row.get("focus_group") or ids.rpartition("-")[0]


def _groups_of_cells(path: Path, name: str) -> dict[str, str]:
    """The focus group of each text in the first table of a workbook that only one group has."""
    groups: dict[str, set[str]] = {}
    with suppress(StudyError):  # of a kind that is read part by part all the same
        header, *rows = read_cells(path, name, []).rows or [[]]
        for row in rows:
            for cell in row:
                groups.setdefault(cell, set()).add(_group(dict(zip(header, row, strict=False))))
    return {cell: found.pop() for cell, found in groups.items() if len(found) == 1}


def _lines(content: bytes) -> Iterator[tuple[str, str]]:
    """The text as a whole, so that nothing hides in a line break."""
    yield "text", _decoded(content)


def _markdown(content: bytes) -> Iterator[tuple[str, str]]:
    """Paragraph by paragraph and cell by cell, as it shows: without marks of emphasis or escape.

    What is written as an entity counts as the character that it stands for.
    """
    for number, block in enumerate(re.split(r"\n\s*\n", _decoded(content)), start=1):
        is_table = block.lstrip().startswith("|")
        pieces = re.split(r"(?<!\\)\||\n", block) if is_table else [block]
        for piece in pieces:
            bare = re.sub(r"(?<!\\)[*`]", "", piece)
            shown = html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", bare))
            yield f"block {number}", shown


def _decoded(content: bytes) -> str:
    """Raises ValueError for text in another encoding; with zero bytes, it may look like ours."""
    with suppress(UnicodeDecodeError):
        text = content.decode("utf-8")
        if "\0" not in text:
            return text
    raise ValueError("it is not written in UTF-8")
