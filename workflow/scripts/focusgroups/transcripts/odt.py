"""OpenDocument texts (LibreOffice), read from their XML: what stands on the page."""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from focusgroups.transcripts.containers import Container
from focusgroups.transcripts.elements import ParagraphCounter, local_name, nearest
from focusgroups.transcripts.passages import Passage, passages_of
from focusgroups.transcripts.tables import Row, passages_of_rows
from focusgroups.wordsets import word_set

KIND = "an OpenDocument text (.odt)"

# Deleted text, comments, notes, tables of contents, pronunciation guides, forms.
LEFT_OUT = word_set(
    """tracked-changes annotation note table-of-content alphabetical-index ruby-text forms
    covered-table-cell sequence-decls variable-decls user-field-decls"""
)
PARAGRAPHS = ("p", "h")


def read(path: Path) -> list[Passage]:
    """The passages of an .odt: `Speaker: text` paragraphs, and tables row by row."""
    archive = Container(path, KIND)
    if "[Content_Types].xml" in archive.parts:
        raise archive.wrong("it is a Word file; give it the ending .docx")
    if "META-INF/manifest.xml" in archive.parts and any(
        local_name(part) == "encryption-data"
        for part in archive.xml("META-INF/manifest.xml").iter()
    ):
        raise archive.locked()
    body = next((part for part in archive.xml("content.xml") if local_name(part) == "body"), None)
    text = next(
        (part for part in (body if body is not None else ()) if local_name(part) == "text"), None
    )
    if text is None:
        raise archive.wrong("save the transcript as a text document")
    return list(_passages(text, ParagraphCounter()))


def _passages(container: etree._Element, counter: ParagraphCounter) -> Iterator[Passage]:
    """Passages of the paragraphs, headings, lists and tables in ``container``."""
    for block in container:
        name = local_name(block)
        if name in PARAGRAPHS:
            counter.paragraphs += 1
            yield from passages_of(_text(block), f"paragraph {counter.paragraphs}")
            for box in nearest(block, "text-box", LEFT_OUT):
                yield from _passages(box, counter)
        elif name == "table":
            yield from passages_of_rows(list(_rows(block, counter)))
        elif name not in LEFT_OUT:
            yield from _passages(block, counter)


def _rows(table: etree._Element, counter: ParagraphCounter) -> Iterator[Row]:
    for row in nearest(table, "table-row", LEFT_OUT):
        place = f"paragraph {counter.paragraphs + 1}"
        cells = []
        for cell in nearest(row, "table-cell", LEFT_OUT):
            paragraphs = [part for part in cell.iter() if local_name(part) in PARAGRAPHS]
            counter.paragraphs += len(paragraphs)
            cells.append("\n".join(_text(paragraph) for paragraph in paragraphs))
        yield place, cells


def _text(element: etree._Element) -> str:
    """The text that stands in ``element``; text boxes are paragraphs of their own.

    White space in the XML is no more than a space: line breaks are elements.
    """
    pieces = [_spaced(element.text)]
    for child in element:
        name = local_name(child)
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
