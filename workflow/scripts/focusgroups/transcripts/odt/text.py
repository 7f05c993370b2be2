"""OpenDocument texts (LibreOffice), read from their XML: what stands on the page."""

from collections.abc import Collection, Iterator
from pathlib import Path

from lxml import etree

from focusgroups.transcripts.containers import Container
from focusgroups.transcripts.elements import ParagraphCounter, attribute, local_name, nearest
from focusgroups.transcripts.odt.styles import (
    Style,
    roots_with_styles,
    style_of,
    styles_that_stand_out,
)
from focusgroups.transcripts.odt.vanished import blank_vanished, hiding_styles
from focusgroups.transcripts.passages import Passage, passages_of
from focusgroups.transcripts.tables import Row, passages_of_rows
from focusgroups.wordsets import word_set

KIND = "an OpenDocument text (.odt)"

# Deleted text, comments, notes, tables of contents, pronunciation guides, forms, macros, pictures.
LEFT_OUT = word_set(
    """tracked-changes annotation note table-of-content alphabetical-index ruby-text forms
    covered-table-cell sequence-decls variable-decls user-field-decls
    script event-listeners binary-data"""
)
PARAGRAPHS = ("p", "h")
CHARACTERS = {"tab": "\t", "line-break": "\n"}
BOXES = word_set(
    "text-box custom-shape rect ellipse circle polygon polyline regular-polygon path line caption"
)
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
    roots = roots_with_styles(archive, content)
    blank_vanished(content, hiding_styles(roots))
    return list(_passages(text, ParagraphCounter(), styles_that_stand_out(roots)))


def _passages(
    container: etree._Element, counter: ParagraphCounter, standing_out: Collection[Style]
) -> Iterator[Passage]:
    """Passages of the paragraphs, headings, lists and tables in ``container``."""
    for block in container:
        name = local_name(block)
        if name in PARAGRAPHS:
            counter.go_by()
            lead = _lead(block, standing_out)
            yield from passages_of(_text(block), counter.place(), lead=lead)
            for box in _boxes(block):
                yield from _passages(box, counter.box(), standing_out)
        elif name == "table":
            yield from passages_of_rows(list(_rows(block, counter)))
        elif name not in LEFT_OUT:
            yield from _passages(block, counter, standing_out)


def _boxes(element: etree._Element) -> Iterator[etree._Element]:
    """Boxes and shapes with text that are anchored in ``element``, none within another."""
    for child in element:
        if local_name(child) in BOXES:
            yield child
        elif local_name(child) not in LEFT_OUT:
            yield from _boxes(child)


def _lead(paragraph: etree._Element, standing_out: Collection[Style]) -> int:
    """How many characters at the beginning are bold, underlined or a heading's."""
    whole = local_name(paragraph) == "h" or style_of(paragraph) in standing_out
    if whole:
        return len(_text(paragraph))
    length = 0
    for text, style in _stretches(paragraph):
        if text.strip() and style not in standing_out:
            break
        length += len(text)
    return length


def _stretches(paragraph: etree._Element) -> Iterator[tuple[str, Style | None]]:
    """The text of a paragraph in pieces, each with the name of its style, if it has its own."""
    yield _spaced(paragraph.text), None
    for part in paragraph:
        yield _inside(part), style_of(part)
        yield _spaced(part.tail), None


def _rows(table: etree._Element, counter: ParagraphCounter) -> Iterator[Row]:
    for row in nearest(table, "table-row", LEFT_OUT):
        place = counter.place(ahead=1)
        cells = []
        for cell in row:
            # One that another covers keeps its column.
            if local_name(cell) == "covered-table-cell":
                cells.append("")
                continue
            paragraphs = list(_paragraphs(cell))
            counter.go_by(len(paragraphs))
            cells.append("\n".join(_text(paragraph) for paragraph in paragraphs))
        yield place, cells


def _paragraphs(container: etree._Element) -> Iterator[etree._Element]:
    """All paragraphs in ``container``, those of boxes within a paragraph too."""
    for child in container:
        if local_name(child) in PARAGRAPHS:
            yield child
        if local_name(child) not in LEFT_OUT:
            yield from _paragraphs(child)


def describes(element: etree._Element) -> bool:
    """Whether ``element`` is what somebody wrote about a picture, shape or table.

    A field that shows the title of the document has the same name, in the namespace of text.
    """
    name = local_name(element)
    return name == "desc" or (name == "title" and "text" not in str(etree.QName(element).namespace))


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
    if not name or name in LEFT_OUT or name in BOXES or describes(element):
        return ""
    return "" if attribute(element, "display") == "none" else _text(element)


def _spaced(text: str | None) -> str:
    return (text or "").replace("\r", " ").replace("\n", " ")
