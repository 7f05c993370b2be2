"""All the text that a file would show or carry, whatever its format, each piece with its place."""

import base64
import binascii
import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from urllib.parse import unquote_to_bytes

from lxml import etree, html
from PIL import Image

from focusgroups.errors import StudyError

SVG_ADDRESS = "data:image/svg+xml"
# Attributes that no reader sees or hears: geometry, style and machinery.
SILENT_ATTRIBUTES = {"d", "style", "class", "id", "transform", "href", "points", "viewBox", "src"}


@dataclass(frozen=True)
class Printed:
    """A piece of text and where it stands: a file's name within its room, and a place in it.

    ``group`` is the focus group that a row of a table belongs to, empty for all other text.
    """

    file: str
    place: str
    text: str
    group: str = ""


def printed_room(files: Iterable[Path], room: Path) -> Iterator[Printed]:
    """Every piece of text in ``files``, each named by its path within ``room``."""
    for path in files:
        yield from printed_text(path, f"{room.name}/{path.relative_to(room).as_posix()}")


def printed_text(path: Path, name: str) -> Iterator[Printed]:
    """Every piece of text in the file at ``path``, called ``name`` in messages.

    Tables cell by cell; documents with properties, comments and alternative texts; pages and
    drawings with attributes and the drawings embedded in them; pictures with their metadata.
    Raises StudyError for a kind of file that cannot be looked into, since it could hide anything.
    """
    if path.suffix.lower() == ".csv":
        yield from _table(path, name)
        return
    readers: dict[str, Callable[[Path], Iterator[tuple[str, str]]]] = {
        ".docx": _word_document,
        ".html": _page,
        ".svg": _drawing,
        ".png": _picture,
        ".txt": _lines,
    }
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise StudyError(f"{name}: this kind of file cannot be checked; remove it from the folder")
    for place, text in reader(path):
        if text.strip():
            yield Printed(name, place, text)


def _table(path: Path, name: str) -> Iterator[Printed]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        header = next(rows, [])
        for number, row in enumerate(rows, start=2):
            cells = list(zip_longest(header, row, fillvalue=""))
            named = dict(cells)
            ids = named.get("segment_id") or named.get("turn_id") or ""
            group = named.get("focus_group") or ids.rpartition("-")[0]
            for column, cell in cells:
                if cell.strip():
                    yield Printed(name, f"row {number}, column {column}", cell, group)


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        yield f"line {number}", line


def _word_document(path: Path) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(path) as archive:
        for part in archive.namelist():
            if part.endswith((".xml", ".rels")):
                yield from _xml(archive.read(part), part)
            elif part.endswith(".png"):
                for place, text in _picture(io.BytesIO(archive.read(part))):
                    yield f"{part} {place}", text


def _drawing(path: Path) -> Iterator[tuple[str, str]]:
    yield from _xml(path.read_bytes(), "drawing")


def _xml(content: bytes, part: str) -> Iterator[tuple[str, str]]:
    """Text of each paragraph-like element as a whole, so that no name hides between two runs."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(content, parser)
    blocks = {"p", "text", "title", "desc"}
    for number, node in enumerate(root.iter(), start=1):
        if not isinstance(node.tag, str):  # a comment
            yield f"{part} comment {number}", node.text or ""
            continue
        name = etree.QName(node).localname
        if name in blocks:
            yield f"{part} {name} {number}", "".join(node.itertext())
        elif not _inside(node, blocks):
            yield f"{part} {name} {number}", node.text or ""
        yield from _attributes(node, f"{part} {name} {number}")


def _inside(node: etree._Element, blocks: set[str]) -> bool:
    return any(etree.QName(above).localname in blocks for above in node.iterancestors())


def _page(path: Path) -> Iterator[tuple[str, str]]:
    """Block by block, so that a name split by mark-up is still seen as one."""
    inline = {"a", "abbr", "b", "em", "i", "mark", "small", "span", "strong", "sub", "sup", "tspan"}
    root = html.document_fromstring(path.read_bytes())
    for number, node in enumerate(root.iter(), start=1):
        if not isinstance(node.tag, str):
            yield f"comment {number}", node.text or ""
            continue
        place = f"{node.tag} {number}"
        if node.tag not in inline | {"style"}:
            yield place, _own_text(node, inline)
        yield from _attributes(node, place)


def _own_text(node: etree._Element, inline: set[str]) -> str:
    """Text of a block without that of the blocks inside it."""
    pieces = [node.text or ""]
    for child in node:
        if isinstance(child.tag, str) and child.tag in inline:
            pieces.append(_own_text(child, inline))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _attributes(node: etree._Element, place: str) -> Iterator[tuple[str, str]]:
    for key, value in node.attrib.items():
        attribute = etree.QName(key).localname if key.startswith("{") else key
        if str(value).startswith(SVG_ADDRESS):
            yield from _xml(_embedded(str(value)), f"{place} {attribute}")
        elif attribute not in SILENT_ATTRIBUTES:
            yield f"{place} {attribute}", str(value)


def _embedded(address: str) -> bytes:
    """The drawing that a data address holds."""
    kind, _, content = address.partition(",")
    try:
        return base64.b64decode(content) if "base64" in kind else unquote_to_bytes(content)
    except binascii.Error:
        return b"<svg/>"


def _picture(file: Path | io.BytesIO) -> Iterator[tuple[str, str]]:
    with Image.open(file) as picture:
        picture.load()
        for key, value in picture.info.items():
            if isinstance(value, str | bytes):
                text = value if isinstance(value, str) else value.decode("latin-1")
                yield f"metadata {key}", text
