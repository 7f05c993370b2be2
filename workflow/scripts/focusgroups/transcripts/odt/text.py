"""OpenDocument texts (LibreOffice), read from their XML: what stands on the page."""

from collections.abc import Collection, Iterator
from pathlib import Path

from lxml import etree

from focusgroups.transcripts.containers import Container
from focusgroups.transcripts.elements import ParagraphCounter, attribute, local_name, nearest
from focusgroups.transcripts.odt.styles import styles_that_stand_out
from focusgroups.transcripts.odt.vanished import blank_vanished
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
CHARACTERS = {"tab": "\t", "line-break": "\n"}
MOST_SPACES = 100  # the count of a run of spaces is only a number, and may be any


def read(path: Path) -> list[Passage]:
    """The passages of an .odt, paragraph by paragraph, and tables row by row."""
    archive = Container(path, KIND)
    if "[Content_Types].xml" in archive.parts:
        raise archive.wrong("it is a Word file; give it the ending .docx")
    if "META-INF/manifest.xml" in archive.parts and any(
        local_name(part) == "encryption-data"
        for part in archive.xml("META-INF/manifest.xml").iter()
    ):
        raise archive.locked()
    content = archive.xml("content.xml")
    body = next((part for part in content if local_name(part) == "body"), None)
    text = next(
        (part for part in (body if body is not None else ()) if local_name(part) == "text"), None
    )
    if text is None:
        raise archive.wrong("save the transcript as a text document")
    blank_vanished(archive, content)
    return list(_passages(text, ParagraphCounter(), styles_that_stand_out(archive, content)))


def _passages(
    container: etree._Element, counter: ParagraphCounter, standing_out: Collection[str]
) -> Iterator[Passage]:
    """Passages of the paragraphs, headings, lists and tables in ``container``."""
    for block in container:
        name = local_name(block)
        if name in PARAGRAPHS:
            counter.go_by()
            lead = _lead(block, standing_out)
            yield from passages_of(_text(block), counter.place(), lead=lead)
            for box in nearest(block, "text-box", LEFT_OUT):
                yield from _passages(box, counter.box(), standing_out)
        elif name == "table":
            yield from passages_of_rows(list(_rows(block, counter)))
        elif name not in LEFT_OUT:
            yield from _passages(block, counter, standing_out)


def _lead(paragraph: etree._Element, standing_out: Collection[str]) -> int:
    """How many characters at the beginning are bold, underlined or a heading's."""
    whole = local_name(paragraph) == "h" or attribute(paragraph, "style-name") in standing_out
    if whole:
        return len(_text(paragraph))
    length = 0
    for text, style in _stretches(paragraph):
        if text.strip() and style not in standing_out:
            break
        length += len(text)
    return length


def _stretches(paragraph: etree._Element) -> Iterator[tuple[str, str]]:
    """The text of a paragraph in pieces, each with the name of its style, if it has its own."""
    yield _spaced(paragraph.text), ""
    for part in paragraph:
        yield _inside(part), attribute(part, "style-name")
        yield _spaced(part.tail), ""


def _rows(table: etree._Element, counter: ParagraphCounter) -> Iterator[Row]:
    for row in nearest(table, "table-row", LEFT_OUT):
        place = counter.place(ahead=1)
        cells = []
        for cell in nearest(row, "table-cell", LEFT_OUT):
            paragraphs = [part for part in cell.iter() if local_name(part) in PARAGRAPHS]
            counter.go_by(len(paragraphs))
            cells.append("\n".join(_text(paragraph) for paragraph in paragraphs))
        yield place, cells


def _text(element: etree._Element) -> str:
    """The text that stands in ``element``; text boxes are paragraphs of their own.

    White space in the XML is no more than a space: line breaks are elements.
    """
    parts = (_inside(child) + _spaced(child.tail) for child in element)
    return _spaced(element.text) + "".join(parts)


def _inside(element: etree._Element) -> str:
    """What an element within a paragraph adds to its text."""
    name = local_name(element)
    if name == "s":
        count = attribute(element, "c")
        return " " * (min(int(count), MOST_SPACES) if count.isdecimal() else 1)
    if name in CHARACTERS:
        return CHARACTERS[name]
    return _text(element) if name and name not in LEFT_OUT and name != "text-box" else ""


def _spaced(text: str | None) -> str:
    return (text or "").replace("\r", " ").replace("\n", " ")
