"""OpenDocument texts (LibreOffice), read from their XML: what stands on the page."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from focusgroups.transcripts.containers import Container
from focusgroups.transcripts.passages import Passage, passages_of, word_set
from focusgroups.transcripts.tables import Row, passages_of_rows

KIND = "an OpenDocument text (.odt)"

# Deleted text, comments, notes, tables of contents, pronunciation guides, forms.
LEFT_OUT = word_set(
    """tracked-changes annotation note table-of-content alphabetical-index ruby-text forms
    covered-table-cell sequence-decls variable-decls user-field-decls"""
)
PARAGRAPHS = ("p", "h")


@dataclass
class _Counter:
    """How many paragraphs have gone by: all of them, headings and those in tables included."""

    paragraphs: int = 0


def read(path: Path) -> list[Passage]:
    """The passages of an .odt: `Speaker: text` paragraphs, and tables row by row."""
    archive = Container(path, KIND)
    if "[Content_Types].xml" in archive.parts:
        raise archive.wrong("it is a Word file; give it the ending .docx")
    if "META-INF/manifest.xml" in archive.parts and any(
        _name(part) == "encryption-data" for part in archive.xml("META-INF/manifest.xml").iter()
    ):
        raise archive.locked()
    body = next((part for part in archive.xml("content.xml") if _name(part) == "body"), None)
    text = next(
        (part for part in (body if body is not None else ()) if _name(part) == "text"), None
    )
    if text is None:
        raise archive.wrong("save the transcript as a text document")
    return list(_passages(text, _Counter()))


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _passages(container: etree._Element, counter: _Counter) -> Iterator[Passage]:
    """Passages of the paragraphs, headings, lists and tables in ``container``."""
    for block in container:
        name = _name(block)
        if name in PARAGRAPHS:
            counter.paragraphs += 1
            yield from passages_of(_text(block), f"paragraph {counter.paragraphs}")
            for box in _boxes(block):
                yield from _passages(box, counter)
        elif name == "table":
            yield from passages_of_rows(list(_rows(block, counter)))
        elif name not in LEFT_OUT:
            yield from _passages(block, counter)


def _rows(table: etree._Element, counter: _Counter) -> Iterator[Row]:
    for row in _nearest(table, "table-row"):
        place = f"paragraph {counter.paragraphs + 1}"
        cells = []
        for cell in _nearest(row, "table-cell"):
            paragraphs = [part for part in cell.iter() if _name(part) in PARAGRAPHS]
            counter.paragraphs += len(paragraphs)
            cells.append("\n".join(_text(paragraph) for paragraph in paragraphs))
        yield place, cells


def _nearest(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Descendants called ``name`` that do not lie within another of that name."""
    for child in element:
        if _name(child) == name:
            yield child
        elif _name(child) not in LEFT_OUT:
            yield from _nearest(child, name)


def _text(element: etree._Element) -> str:
    """The text that stands in ``element``; text boxes are paragraphs of their own.

    White space in the XML is no more than a space: line breaks are elements.
    """
    pieces = [_spaced(element.text)]
    for child in element:
        name = _name(child)
        if name in ("s", "tab"):
            pieces.append(" ")
        elif name == "line-break":
            pieces.append("\n")
        elif name and name not in LEFT_OUT and name != "text-box":
            pieces.append(_text(child))
        pieces.append(_spaced(child.tail))
    return "".join(pieces)


def _spaced(text: str | None) -> str:
    return (text or "").replace("\r", " ").replace("\n", " ")


def _boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Text boxes anchored in a paragraph."""
    for child in paragraph:
        if _name(child) == "text-box":
            yield child
        elif _name(child) not in LEFT_OUT:
            yield from _boxes(child)
