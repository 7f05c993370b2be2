"""Tables as their publishers put them out: .csv, packed or not, and .xlsx."""

import csv
import gzip
import hashlib
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from focusgroups.errors import StudyError

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

ENDINGS = (".csv", ".gz", ".zip", ".xlsx")
RESTORE = "use the file as it was published: remove this one and download it again"
DAMAGED = f"damaged or not what its ending says; {RESTORE}"
# In an archive of the postcode directory stands the same table once more, cut up by postcode area.
PIECES = "multi_csv"
ROWS_TO_HEADER = 20  # in a worksheet a title may stand above the header
LONGEST_HEADER = 1 << 16  # bytes
FAULTS = (
    OSError,
    EOFError,
    UnicodeError,
    csv.Error,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
)
# A way of packing that zipfile does not know, and an archive with a password.
LOCKED = (NotImplementedError, RuntimeError)


@dataclass(frozen=True)
class PublishedTable:
    """A table in the file ``path``: its ``columns``, and the archive's part or sheet it is in."""

    path: Path
    columns: tuple[str, ...]
    part: str = ""


def is_table_file(path: Path) -> bool:
    """Whether a file may hold a published table, going by its name."""
    return path.name.casefold().endswith(ENDINGS)


def tables_in(path: Path) -> list[PublishedTable]:
    """The tables of a file, largest first, each by its header only.

    Raises StudyError when the file cannot be read.
    """
    with _mendable(path):
        if path.suffix.casefold() == ".xlsx":
            return [PublishedTable(path, tuple(header), title) for title, header in _headers(path)]
        return [
            PublishedTable(path, tuple(_first_row(path, part)), part) for part in _parts_of(path)
        ]


def rows_of(table: PublishedTable, columns: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The cells of two or more ``columns`` in every row below the header, as they stand there.

    Empty rows are passed over. Raises StudyError when the file is damaged, or a row is shorter than
    the header: with its number, counting the header as row 1.
    """
    cells = itemgetter(*(table.columns.index(column) for column in columns))
    width = len(table.columns)
    with _mendable(table.path):
        for number, row in enumerate(_rows(table), start=2):
            if len(row) >= width and any(wanted := cells(row)):
                yield wanted
            elif any(row):
                raise StudyError(
                    f"{table.path.name} row {number}: ends before its last column, or is empty "
                    f"where it must not be; {DAMAGED}"
                )


def fingerprint(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _rows(table: PublishedTable) -> Iterator[list[str]]:
    if table.path.suffix.casefold() == ".xlsx":
        rows = iter(_sheet(_workbook(table.path), table.part))
        for row in rows:
            if _trimmed(row) == list(table.columns):
                break
        yield from ([_written(cell) for cell in row] for row in rows)
        return
    with _text(table.path, table.part) as text:
        reader = csv.reader(text)
        next(reader, None)
        yield from reader


def _first_row(path: Path, part: str) -> list[str]:
    with _bytes(path, part) as content:
        line = content.readline(LONGEST_HEADER).decode("utf-8-sig", errors="replace")
    return _trimmed(next(csv.reader([line]), []))


def _parts_of(path: Path) -> list[str]:
    """The .csv files in an archive, largest first; for a file that is none, one without a name."""
    if path.suffix.casefold() != ".zip":
        return [""]
    with zipfile.ZipFile(path) as archive:
        parts = [
            part
            for part in archive.infolist()
            if part.filename.casefold().endswith(".csv") and PIECES not in part.filename.casefold()
        ]
    return [part.filename for part in sorted(parts, key=lambda p: (-p.file_size, p.filename))]


@contextmanager
def _text(path: Path, part: str) -> Iterator[IO[str]]:
    """The text of a .csv, with a mark for letters that are no UTF-8.

    The ONS also publishes in Latin-1. What the analysis reads of its tables is plain ASCII.
    """
    with _bytes(path, part) as content:
        yield io.TextIOWrapper(content, encoding="utf-8-sig", errors="replace", newline="")


@contextmanager
def _bytes(path: Path, part: str) -> Iterator[IO[bytes]]:
    if part:
        with zipfile.ZipFile(path) as archive, archive.open(part) as content:
            yield content
    elif path.suffix.casefold() == ".gz":
        with gzip.open(path) as unpacked:
            yield cast(IO[bytes], unpacked)
    else:
        with path.open("rb") as content:
            yield content


def _headers(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Title and header of each worksheet, the longest sheet first.

    The header is the first row with several filled cells.
    """
    workbook = _workbook(path)
    sheets = {title: _sheet(workbook, title) for title in workbook.sheet_names}
    for title, rows in sorted(sheets.items(), key=lambda sheet: -len(sheet[1])):
        for row in rows[:ROWS_TO_HEADER]:
            header = _trimmed(row)
            if sum(map(bool, header)) > 2:
                yield title, header
                break


def _workbook(path: Path) -> "CalamineWorkbook":
    from python_calamine import CalamineWorkbook  # noqa: PLC0415

    return CalamineWorkbook.from_path(path)


def _sheet(workbook: "CalamineWorkbook", title: str) -> list[list[object]]:
    return [list(row) for row in workbook.get_sheet_by_name(title).to_python()]


def _trimmed(row: Sequence[object]) -> list[str]:
    """Column names with single spaces, without empty cells at the end."""
    names = [" ".join(_written(cell).split()) for cell in row]
    while names and not names[-1]:
        names.pop()
    return names


def _written(cell: object) -> str:
    return f"{cell:.0f}" if isinstance(cell, float) and cell.is_integer() else str(cell)


@contextmanager
def _mendable(path: Path) -> Iterator[None]:
    """Whatever is wrong with the file itself becomes one line."""
    try:
        yield
    except (StudyError, KeyboardInterrupt, SystemExit, MemoryError, GeneratorExit):
        raise
    except PermissionError:
        raise StudyError(f"{path.name}: may not be read; change the rights of the file") from None
    except LOCKED:
        raise StudyError(
            f"{path.name}: packed or locked in a way that cannot be read here; unpack it and put "
            "the .csv there"
        ) from None
    except FAULTS:
        raise StudyError(f"{path.name}: {DAMAGED}") from None
    except BaseException:  # a fault in the library of workbooks is no Exception to Python
        if path.suffix.casefold() != ".xlsx":
            raise
        raise StudyError(f"{path.name}: {DAMAGED}") from None
