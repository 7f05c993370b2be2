"""Word documents, read from their XML: what Word would show with all changes accepted."""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from focusgroups.transcripts.containers import Container
from focusgroups.transcripts.docx.styles import Looks, read_looks
from focusgroups.transcripts.docx.vanished import drop_vanished
from focusgroups.transcripts.elements import ParagraphCounter, local_name, nearest
from focusgroups.transcripts.passages import Passage, passages_of
from focusgroups.transcripts.tables import Row, passages_of_rows
from focusgroups.wordsets import word_set

KIND = "a Word document (.docx)"

# Deleted or moved away; field codes; pronunciation guides; old copies of shapes; properties; and
# marks that point at comments and notes, which are parts of their own.
LEFT_OUT = word_set(
    """del moveFrom delText instrText delInstrText rt Fallback pPr rPr tblPr tblGrid trPr tcPr
    sdtPr sectPr footnoteReference endnoteReference commentReference annotationRef"""
)
CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def read(path: Path) -> list[Passage]:
    """The passages of a .docx, paragraph by paragraph, and tables row by row."""
    archive = Container(path, KIND)
    if "content.xml" in archive.parts:
        raise archive.wrong("it is an OpenDocument file; give it the ending .odt")
    body = next(
        (part for part in archive.xml(_main_part(archive)) if local_name(part) == "body"), None
    )
    if body is None:
        raise archive.wrong("save it as .docx from Word or LibreOffice")
    drop_vanished(archive, body)
    return list(_passages(body, ParagraphCounter(), read_looks(archive)))


def _main_part(archive: Container) -> str:
    """The part with the text; usually word/document.xml, but the archive's own list decides."""
    if "_rels/.rels" in archive.parts:
        for relation in archive.xml("_rels/.rels"):
            if str(relation.get("Type", "")).endswith("/officeDocument"):
                return str(relation.get("Target", "")).lstrip("/")
    return "word/document.xml"


def _passages(
    container: etree._Element, counter: ParagraphCounter, looks: Looks
) -> Iterator[Passage]:
    """Passages of the paragraphs and tables in ``container``, at any depth of wrapping."""
    unfinished, lead = "", 0
    for block in _blocks(container):
        if local_name(block) == "tbl":
            yield from passages_of_rows(list(_rows(block, counter)))
            continue
        counter.go_by()
        text = unfinished + _text(block)
        if not unfinished:
            lead = _lead(block, looks)
        unfinished = ""
        if _runs_on(block):
            unfinished = text
            continue
        yield from passages_of(text, counter.place(), lead=lead)
        # Not the copies of text boxes that are kept for old versions of Word. Word does not count
        # the paragraphs in a box: their place is that of the paragraph which holds it.
        for box in nearest(block, "txbxContent", LEFT_OUT):
            yield from _passages(box, counter.box(), looks)
    yield from passages_of(unfinished, counter.place(), lead=lead)


def _lead(paragraph: etree._Element, looks: Looks) -> int:
    """How many characters at the beginning are bold, underlined or a heading's."""
    if looks.is_heading(paragraph):
        return len(_text(paragraph))
    length = 0
    for run in nearest(paragraph, "r", LEFT_OUT):
        text = _text(run)
        if text.strip() and not looks.is_set_apart(run):
            break
        length += len(text)
    return length


def _blocks(container: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables in ``container``, through content controls and the like."""
    for child in container:
        if local_name(child) in ("p", "tbl"):
            yield child
        elif local_name(child) not in LEFT_OUT:
            yield from _blocks(child)


def _rows(table: etree._Element, counter: ParagraphCounter) -> Iterator[Row]:
    """Place and cells of each row that was not deleted; deleted rows still count paragraphs."""
    for row in nearest(table, "tr", LEFT_OUT):
        place = counter.place(ahead=1)
        cells = []
        for cell in nearest(row, "tc", LEFT_OUT):
            paragraphs = [part for part in cell.iter() if local_name(part) == "p"]
            counter.go_by(len(paragraphs))
            cells.append("\n".join(_text(paragraph) for paragraph in paragraphs))
        if not any(
            local_name(mark) == "del" for part in row if local_name(part) == "trPr" for mark in part
        ):
            yield place, cells


def _text(element: etree._Element) -> str:
    """The text that stands in ``element``; text boxes are paragraphs of their own."""
    pieces = []
    for child in element:
        name = local_name(child)
        if name == "t":
            pieces.append(child.text or "")
        elif name in CHARACTERS:
            pieces.append(CHARACTERS[name])
        elif name not in LEFT_OUT and name != "txbxContent":
            pieces.append(_text(child))
    return "".join(pieces)


def _runs_on(paragraph: etree._Element) -> bool:
    """Whether the paragraph's end was deleted, so that the next one continues it."""
    marks = (mark for part in paragraph if local_name(part) == "pPr" for mark in part)
    return any(
        local_name(gone) in ("del", "moveFrom")
        for m in marks
        if local_name(m) == "rPr"
        for gone in m
    )
