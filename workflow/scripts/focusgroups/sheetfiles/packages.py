"""The archive that an .xlsx workbook is, opened with distrust and cut down to its first worksheet.

A library that reads workbooks trusts them: it makes room for every cell up to the last, and passes
over error values. So what it is given has been unpacked, measured and looked through before.
"""

import io
import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from focusgroups.errors import StudyError
from focusgroups.filekinds import Kind, kind_of
from focusgroups.sheetfiles.cells import MOST_BYTES, MOST_MEGABYTES, Mark
from focusgroups.sheetfiles.scanning import FarCellError, Scan
from focusgroups.untrusted.archives import Archive
from focusgroups.untrusted.faults import EntitiesError, OutsizedError, UntrustedError
from focusgroups.untrusted.walks import Attributes, walk

WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
ALWAYS = ("[Content_Types].xml", "_rels/.rels", WORKBOOK, RELATIONS)
SHARED = ("sharedStrings", "styles")  # what a worksheet's cells refer to
RESAVE = "open it in Excel and save it again as Excel workbook (.xlsx)"


@dataclass(frozen=True)
class Package:
    """A workbook of one worksheet, called ``title``, whose cells have these ``marks``."""

    content: io.BytesIO
    title: str
    marks: Mapping[tuple[int, int], Mark]


def open_package(path: Path, name: str) -> Package:
    """The first visible worksheet of a workbook, with all that its cells need, and no more.

    Raises StudyError, which calls the file ``name``, when it is none, damaged, locked or too large.
    """
    with path.open("rb") as file:
        if kind_of(file.read(8)) is Kind.OLE:
            raise StudyError(f"{name}: has a password or is an old .xls; save it as .xlsx without")
    try:
        return _cut_down(Archive(path))
    except FarCellError as error:
        raise StudyError(
            f"{name} row {error.row}: far outside the table or the table is far too large; delete "
            "what stands below and beside the table"
        ) from None
    except OutsizedError:
        raise StudyError(
            f"{name}: unpacks to more than {MOST_MEGABYTES} MB; keep only a table"
        ) from None
    except EntitiesError:
        raise StudyError(f"{name}: defines entities, as no spreadsheet does; {RESAVE}") from None
    except (UntrustedError, ValueError):
        raise StudyError(f"{name}: not an Excel workbook, or damaged; {RESAVE}") from None


def _cut_down(archive: Archive) -> Package:
    stored = {_usual(part.filename): part for part in archive.parts}
    room = MOST_BYTES

    def unpack(part: str) -> bytes:
        nonlocal room
        if _usual(part) not in stored:
            return b""
        content = archive.read(stored[_usual(part)], room)
        room -= len(content)
        return content

    kept = {part: unpack(part) for part in ALWAYS}
    relations = _relations(kept[RELATIONS])
    title, worksheet = _first_worksheet(kept[WORKBOOK], relations)
    shared = [target for kind, target in relations.values() if kind in SHARED]
    kept |= {part: unpack(part) for part in (worksheet, *shared)}
    for part in shared:
        walk(kept[part])
    scan = Scan()
    walk(kept[worksheet], scan.start, scan.end, scan.text)
    content = _stored({part: text for part, text in kept.items() if text})
    return Package(content, title, scan.marks)


def _first_worksheet(workbook: bytes, relations: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    """Title and part of the first tab that one sees in Excel and that is no chart."""
    found: list[tuple[str, str]] = []

    def start(element: str, attributes: Attributes) -> None:
        if _local(element) != "sheet" or attributes.get("state", "visible") != "visible":
            return
        reference = next((attributes[key] for key in attributes if _local(key) == "id"), "")
        kind, target = relations.get(reference, ("", ""))
        if kind == "worksheet":
            found.append((attributes.get("name", ""), target))

    walk(workbook, start)
    if not found:
        raise ValueError("no worksheet")
    return found[0]


def _relations(content: bytes) -> dict[str, tuple[str, str]]:
    """What the workbook refers to: kind and part, by id."""
    found: dict[str, tuple[str, str]] = {}

    def start(element: str, attributes: Attributes) -> None:
        if _local(element) == "Relationship" and "Target" in attributes:
            kind = attributes.get("Type", "").rpartition("/")[2]
            target = posixpath.normpath(posixpath.join("/xl", attributes["Target"])).lstrip("/")
            found[attributes.get("Id", "")] = kind, target

    walk(content, start)
    return found


def _stored(parts: Mapping[str, bytes]) -> io.BytesIO:
    """An archive of ``parts``, not packed."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    content.seek(0)
    return content


def _usual(part: str) -> str:
    """A part's name as all programs understand it: case and kind of slash make no difference."""
    return part.replace("\\", "/").lstrip("/").casefold()


def _local(name: str) -> str:
    return name.rpartition(":")[2]
