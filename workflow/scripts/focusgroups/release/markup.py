"""The text of Word documents, pages and drawings: shown, hidden, embedded or in an attribute."""

import base64
import binascii
import json
import re
from collections.abc import Callable, Collection, Iterator
from typing import Any
from urllib.parse import unquote_to_bytes

from lxml import etree, html

from focusgroups.filekinds import Kind, kind_of
from focusgroups.release import pictures
from focusgroups.untrusted import trees
from focusgroups.untrusted.archives import Archive
from focusgroups.untrusted.faults import EntitiesError, OutsizedError, UntrustedError
from focusgroups.wordsets import word_set

Pieces = Iterator[tuple[str, str]]

MOST_BYTES = 100_000_000  # of a part of a document

# Elements of a page with data for its script, of which a browser shows and runs nothing.
DATA_OF_PAGE = ".//script[@type='application/json']"
AS_WRITTEN: dict[str, Any] = {"parse_int": str, "parse_float": str}

# Attributes that hold geometry and looks, never words.
GEOMETRY = {"d", "points", "transform", "viewBox", "style"}
# Where a new line of thought begins; all other elements are part of the text around them, so that
# no name hides between two runs.
XML_BLOCKS = word_set("p text title desc metadata tbl tr tc body sdt foreignObject") | word_set(
    # A Word document's properties, which stand side by side without a space.
    "creator lastModifiedBy subject description keywords category contentStatus created modified "
    "language revision version lastPrinted identifier property Company Manager Application Template"
)
# The same in workbooks, cell by cell, and in projects of codings.
SHEET_BLOCKS = word_set("si is c v row comment PlainTextContent Description")
# Where a cell of a workbook stands: E17 is no part of London there.
CELL_ATTRIBUTES = {"r", "ref", "sqref", "activeCell", "topLeftCell"}
CELLS = re.compile("[A-Z]{1,3}[0-9]{1,7}(?::[A-Z]{1,3}[0-9]{1,7})?")
HTML_BLOCKS = XML_BLOCKS | word_set(
    "html head article section main header footer nav aside div h1 h2 h3 h4 h5 h6 ul ol li dl dt "
    "dd blockquote pre address figure figcaption table caption thead tbody tfoot td th form option "
    "fieldset legend details summary select textarea script style noscript template svg g br hr"
)
AT_RULE = re.compile(r"@[a-z-]+")
# Names of fonts, one after the other, the last of which is a kind of font.
FONTS = re.compile(
    r"(?:(?:\"[^\"\n;{}]*\"|-?[\w-]+),\s*)+(?:sans-serif|serif|monospace)(?=\s*[;}])"
)
# Attributes of Word's own elements that name fonts and scripts, and looks that nobody chose.
WORD_ELEMENT = "{http://schemas.openxmlformats.org/"
FONT_ATTRIBUTES = {"typeface", "script", "ascii", "hAnsi", "eastAsia", "cs"}
FONT_ELEMENTS = {"font": "name", "mathFont": "val", "family": "val", "lsdException": "name"}
# Elements of Word that stand for a character between two pieces of text.
CHARACTERS = {"br": " ", "cr": " ", "tab": " ", "noBreakHyphen": "-", "softHyphen": ""}


def word_document(content: bytes) -> Pieces:
    """Every part of a .docx; raises ValueError, at the end, for one that is neither XML nor PNG."""
    yield from _parts(content, _part_of_document)


def package(content: bytes) -> Pieces:
    """Every part of a .qdpx of codings or of a workbook: XML, text, pictures and documents.

    Raises ValueError, at the end, where there is any other part.
    """
    yield from _parts(content, _part_of_package)


def _parts(content: bytes, read: Callable[[bytes, str, int], Pieces]) -> Pieces:
    """What is in all parts of an archive; what cannot be read is told once the rest is read."""
    problems: list[str] = []
    try:
        archive = Archive(content)
        if archive.comment or kind_of(content) is not Kind.ZIP:
            raise ValueError("it carries more than a document")
        for number, part in enumerate(archive.parts, start=1):
            yield f"part {number}", part.filename.replace("/", " ")
            if part.is_dir():
                continue
            try:
                yield from read(archive.read(part, MOST_BYTES), part.filename, number)
            except UnicodeDecodeError:
                problems.append(f"part {number} of it is no text")
            except ValueError as error:
                problems.append(str(error))
    except OutsizedError:
        raise ValueError("a part of it is too large to be checked") from None
    except UntrustedError:
        raise ValueError("it is damaged") from None
    if problems:
        raise ValueError(problems[0])


def _part_of_document(content: bytes, name: str, number: int) -> Pieces:
    if name.endswith((".xml", ".rels")):
        yield from xml_text(content, name)
    elif name.endswith(".png"):
        yield from ((f"{name} {place}", text) for place, text in pictures.picture(content))
    else:
        raise ValueError(f"part {number} of it cannot be checked")


def _part_of_package(content: bytes, name: str, number: int) -> Pieces:
    place, ending = f"part {number}", name.rpartition(".")[2].casefold()
    if ending in ("xml", "rels", "qde", "vml"):
        yield from xml_text(content, place, XML_BLOCKS | SHEET_BLOCKS)
    elif ending == "txt":
        yield place, content.decode("utf-8-sig")
    elif ending == "docx":
        yield from ((f"{place} {within}", text) for within, text in word_document(content))
    elif ending == "png":
        yield from ((f"{place} {within}", text) for within, text in pictures.picture(content))
    else:
        raise ValueError(f"{place} of it cannot be checked")


def drawing(content: bytes) -> Pieces:
    """Everything in an .svg file."""
    yield from xml_text(content, "drawing")


def page(content: bytes) -> Pieces:
    """Everything in an .html file, block by block, but for what `data_of_page` reads."""
    root = _page(content)
    for block in root.iterfind(DATA_OF_PAGE):
        block.text = ""
    yield from _nodes(root, HTML_BLOCKS, "page")


def data_of_page(content: bytes) -> Iterator[tuple[str, str, str]]:
    """The data that the script of an .html file draws: each word, number and key in it once.

    Place, text and the focus group that a block says it belongs to. Raises ValueError for data that
    cannot be read.
    """
    for number, block in enumerate(_page(content).iterfind(DATA_OF_PAGE), start=1):
        try:
            # Pairs, since of a key that stands twice the first would be lost.
            held = json.loads(block.text or "", object_pairs_hook=list, **AS_WRITTEN)
        except (ValueError, RecursionError):
            raise ValueError(f"block {number} of its data cannot be read") from None
        group = block.get("data-group") or ""
        for count, text in enumerate(dict.fromkeys(_leaves(held)), start=1):
            yield f"data {number} text {count}", text, group


def _page(content: bytes) -> etree._Element:
    return html.document_fromstring(content, parser=html.HTMLParser(huge_tree=True))


def _leaves(held: object) -> Iterator[str]:
    """Every text and number in ``held``, keys included."""
    waiting = [held]
    while waiting:
        found = waiting.pop()
        if isinstance(found, list | tuple):
            waiting += found
        elif isinstance(found, str):
            yield found


def xml_text(content: bytes, part: str, blocks: Collection[str] = XML_BLOCKS) -> Pieces:
    """Everything in an XML document; raises ValueError where it defines its own entities."""
    try:
        root = trees.parse(content, may_name_type=True)
    except EntitiesError:
        raise ValueError(f"{part} defines entities, which cannot be checked") from None
    except OutsizedError:
        raise ValueError(f"{part} is too large to be checked") from None
    except UntrustedError:
        raise ValueError(f"{part} is not well-formed") from None
    yield from _nodes(root, blocks, part)


def _nodes(root: etree._Element, blocks: Collection[str], part: str) -> Pieces:
    yield part, _block_text(root, blocks)
    for number, node in enumerate(root.iter(), start=1):
        if not isinstance(node.tag, str):
            continue
        place = f"{part} {_local(node.tag)} {number}"
        if _local(node.tag) in blocks and node is not root:
            text = _block_text(node, blocks)
            yield place, _without_looks(text) if _local(node.tag) == "style" else text
        yield from _attributes(node, place)
    for number, note in enumerate(root.getroottree().xpath("//comment()"), start=1):
        yield f"{part} comment {number}", note.text or ""


def _block_text(node: etree._Element, blocks: Collection[str]) -> str:
    """Text of a block without that of the blocks inside it."""
    pieces = [node.text or ""]
    for child in node:
        name = _local(child.tag) if isinstance(child.tag, str) else ""
        if name in CHARACTERS:
            pieces.append(CHARACTERS[name])
        elif name in blocks:
            pieces.append("\n")
        elif name:
            pieces.append(_block_text(child, blocks))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _without_looks(style_sheet: str) -> str:
    """A style sheet without at-rules, which look like handles, and fonts, which have names."""
    return FONTS.sub(" ", AT_RULE.sub(" ", style_sheet))


def _names_font(node: etree._Element, attribute: str) -> bool:
    """Whether an attribute of Word's vocabulary names a font: there are Georgia and Shruti."""
    if not str(node.tag).startswith(WORD_ELEMENT):
        return False
    return attribute in FONT_ATTRIBUTES or FONT_ELEMENTS.get(_local(node.tag)) == attribute


def _attributes(node: etree._Element, place: str) -> Pieces:
    for key, value in node.attrib.items():
        attribute = _local(str(key))
        if str(value).strip().lower().startswith("data:"):
            yield from _embedded(str(value).strip(), f"{place} {attribute}")
        elif attribute in CELL_ATTRIBUTES and CELLS.fullmatch(str(value)):
            continue
        elif attribute not in GEOMETRY and not _names_font(node, attribute):
            yield f"{place} {attribute}", str(value)


def _embedded(address: str, place: str) -> Pieces:
    """What a data address holds; raises ValueError for anything but a drawing or a PNG."""
    kind, _, written = address.partition(",")
    if not written:
        return
    try:
        encoded = kind.lower().endswith(";base64")
        # Figures are drawn with line ends within the encoded picture.
        bare = "".join(written.split())
        content = base64.b64decode(bare, validate=True) if encoded else unquote_to_bytes(written)
    except binascii.Error:
        raise ValueError(f"{place} holds something that cannot be read") from None
    if re.match(r"data:image/svg\+xml\b", kind, re.IGNORECASE):
        yield from xml_text(content, place)
    elif re.match(r"data:image/png\b", kind, re.IGNORECASE):
        yield from pictures.picture(content)
    else:
        raise ValueError(f"{place} holds something that cannot be checked")


def _local(name: str) -> str:
    return name.rpartition("}")[2]
