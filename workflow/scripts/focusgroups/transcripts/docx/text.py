"""Word documents, read from their XML: what Word would show with all changes accepted."""

from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

from lxml import etree

from focusgroups.errors import StudyError
from focusgroups.transcripts.containers import Container
from focusgroups.transcripts.docx.styles import Looks, looks_of, styles_of
from focusgroups.transcripts.docx.vanished import (
    drop_vanished,
    is_deleted,
    is_hidden_row,
    vanished_of,
)
from focusgroups.transcripts.elements import ParagraphCounter, local_name, nearest
from focusgroups.transcripts.passages import Passage, passages_of
from focusgroups.transcripts.readings import split_label
from focusgroups.transcripts.tables import Row, passages_of_rows
from focusgroups.transcripts.tidying import tidy
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
    if next(body.iter("{*}altChunk"), None) is not None:
        raise StudyError(
            f"{path.name}: a part of it is another file, put in by a program; open it in Word and "
            "save it again"
        )
    styles = styles_of(archive)
    drop_vanished(body, vanished_of(styles))
    return list(_passages(body, ParagraphCounter(), looks_of(styles)))


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
            yield from passages_of(unfinished, counter.place(), lead=lead)
            unfinished = ""
            yield from passages_of_rows(list(_rows(block, counter)))
            continue
        counter.go_by()
        text = _text(block)
        if unfinished:
            # A label that stood at the beginning of its paragraph stays at that of a line.
            text = f"{unfinished}\n{text}" if split_label(tidy(text)) else unfinished + text
        else:
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
    """Place and cells of each row that stands; deleted and hidden ones still count paragraphs."""
    for row in nearest(table, "tr", LEFT_OUT):
        place = counter.place(ahead=1)
        cells = []
        for cell in nearest(row, "tc", LEFT_OUT):
            paragraphs = list(nearest(cell, "p", LEFT_OUT))
            counter.go_by(len(paragraphs))
            boxes = (box for p in paragraphs for box in nearest(p, "txbxContent", LEFT_OUT))
            paragraphs += [part for box in boxes for part in nearest(box, "p", LEFT_OUT)]
            # Other rows, if any, are those of a table within the cell.
            stands = [part for part in paragraphs if not _is_gone(part, within=cell)]
            if not is_deleted(cell):
                cells.append("\n".join(_text(paragraph) for paragraph in stands))
        if not (is_deleted(row) or is_hidden_row(row)):
            yield place, cells


def _is_gone(paragraph: etree._Element, within: etree._Element) -> bool:
    """Whether a row or cell that lies ``within`` another and holds ``paragraph`` does not stand."""
    holders = takewhile(lambda holder: holder is not within, paragraph.iterancestors())
    return any(is_deleted(holder) or is_hidden_row(holder) for holder in holders)


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
