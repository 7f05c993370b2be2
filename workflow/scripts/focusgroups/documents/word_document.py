"""An outline as a Word document: real styles, captions that count themselves, nobody's name in it.

The document is the same bytes whenever outline and study details are the same.
"""

import string
from collections.abc import Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt

from focusgroups.documents import wording
from focusgroups.documents.archives import rewrite
from focusgroups.documents.findings import StudyDetails
from focusgroups.documents.outline import (
    Block,
    Figure,
    Heading,
    Paragraph,
    Placeholder,
    Quote,
    Reference,
    Row,
    Table,
    Text,
    numbered,
)
from focusgroups.documents.word_styles import (
    LANGUAGE,
    NOTICE,
    PLACEHOLDER,
    TABLE_NOTE,
    TABLE_STYLE,
    TABLE_TEXT,
    empty_document,
)

TEXT_WIDTH = Cm(16)
FIRST_COLUMN = 0.38  # of the width of a table


def write_word_document(blocks: Sequence[Block], path: Path, study: StudyDetails) -> None:
    """Write ``blocks`` under the study's title to ``path``, an existing folder's .docx file.

    Figures must be .png files. Created and modified dates are the study's date, or absent.
    """
    document = empty_document()
    _set_properties(document, study)
    _set_header_and_footer(document, study)
    document.add_paragraph(study.title, style="Title")
    if study.synthetic:
        document.add_paragraph(
            f"{wording.SYNTHETIC}: the people and their words are invented.", style=NOTICE
        )
    labels, bookmarks = numbered(blocks), count(1)
    counters: dict[str, int] = {}
    for block in blocks:
        _add(document, block, labels, bookmarks, counters)
    document.save(str(path))
    rewrite(path, study.date)


def _add(
    document: Any, block: Block, labels: Mapping[str, str], bookmarks: Any, counters: dict[str, int]
) -> None:
    match block:
        case Heading():
            document.add_heading(block.text, level=block.level)
        case Paragraph():
            _add_text(document.add_paragraph(), block.text, labels)
        case Placeholder():
            document.add_paragraph(f"[{block.text}]", style=PLACEHOLDER)
        case Quote():
            quote = document.add_paragraph(f"“{block.text}” ", style="Quote")
            quote.add_run(f"({block.attribution})").italic = False
        case Table():
            caption = _add_caption(
                document, block.key, block.title, labels, next(bookmarks), counters
            )
            caption.paragraph_format.keep_with_next = True
            _add_table(document, block)
            document.add_paragraph(block.note, style=TABLE_NOTE)
        case Figure():
            _add_picture(document, block)
            title = " ".join([f"{block.title}.", block.note]).strip()
            caption = _add_caption(document, block.key, title, labels, next(bookmarks), counters)
            caption.paragraph_format.space_before = Pt(4)
            caption.paragraph_format.space_after = Pt(16)


# --- Text and fields ----------------------------------------------------------------------------


def _add_text(paragraph: Any, text: Text, labels: Mapping[str, str]) -> None:
    for piece in text:
        if isinstance(piece, Reference):
            _add_field(paragraph, f"REF {_bookmark(piece.key)} \\h", labels[piece.key])
        else:
            paragraph.add_run(piece)


def _bookmark(key: str) -> str:
    """A bookmark's name; the leading underscore hides it from Word's list."""
    return f"_Ref_{key}"


def _add_field(paragraph: Any, instruction: str, result: str) -> None:
    """A field with its present result, so that readers which do not count show it too."""
    for kind in ("begin", "instruction", "separate", "result", "end"):
        run = paragraph.add_run(result if kind == "result" else "")
        if kind == "instruction":
            element = parse_xml(f'<w:instrText {nsdecls("w")} xml:space="preserve"/>')
            element.text = f" {instruction} "
            run._r.append(element)
        elif kind != "result":
            run._r.append(parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="{kind}"/>'))


def _add_caption(
    document: Any,
    key: str,
    title: str,
    labels: Mapping[str, str],
    bookmark: int,
    counters: dict[str, int],
) -> Any:
    """A caption such as *Table 1. Participants*, its number a field, its label a bookmark.

    Where a table or figure is left out, the field is told its number; from there on Word counts.
    One with a letter, as *Table 2b*, repeats the number before it; supplementary ones, as *Table
    S1*, are counted by themselves.
    """
    kind, label = labels[key].split(" ")
    before = label.rstrip(string.digits + string.ascii_lowercase)
    number = label.removeprefix(before).rstrip(string.ascii_lowercase)
    letter, switch = label.removeprefix(before + number), ""
    sequence = f"{kind}_{before}" if before else kind
    last = counters.get(sequence, 0)
    if letter and int(number) == last:
        switch = " \\c"
    elif int(number) != last + 1:
        switch = f" \\r {number}"
    counters[sequence] = int(number)
    caption = document.add_paragraph(style="Caption")
    caption._p.append(
        parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="{bookmark}" w:name="{_bookmark(key)}"/>')
    )
    caption.add_run(f"{kind}\u00a0{before}").bold = True
    _add_field(caption, f"SEQ {sequence} \\* ARABIC{switch}", number)
    if letter:
        caption.add_run(letter)
    caption._p.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="{bookmark}"/>'))
    for run in caption.runs:
        run.bold = True
    caption.add_run(f". {title}" if title.endswith(".") else f". {title}.")
    return caption


# --- Tables and pictures ------------------------------------------------------------------------


def _add_table(document: Any, block: Table) -> None:
    table = document.add_table(rows=0, cols=len(block.header), style=TABLE_STYLE)
    table.autofit = False
    _look(table)
    widths = _widths(block)
    grouped = False
    for position, row in enumerate([Row(block.header), *block.rows]):
        cells = table.add_row().cells
        _keep_row_whole(table.rows[-1], header=position == 0)
        if row.heading and block.widths:
            cells = (cells[0].merge(cells[-1]),)  # its words would not fit a narrow column
        for column, cell in enumerate(cells):
            cell.width = TEXT_WIDTH if len(cells) == 1 else widths[column]
            text = row.cells[column] if column < len(row.cells) else ""
            paragraph = cell.paragraphs[0]
            paragraph.style = TABLE_TEXT
            paragraph.paragraph_format.keep_with_next = position < len(block.rows)
            run = paragraph.add_run(text)
            grouped = grouped or row.heading
            if row.heading:
                run.bold = True
            elif column == 0 and grouped:
                paragraph.paragraph_format.left_indent = Cm(0.5)
            if column and column not in block.prose:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width


def _widths(block: Table) -> list[int]:
    """Widths of a table's columns: as it says, or a wide first one and the others equal."""
    if block.widths:
        return [int(TEXT_WIDTH * width) for width in block.widths]
    columns = len(block.header)
    first = int(TEXT_WIDTH * max(FIRST_COLUMN, 1 / columns))
    return [first, *[int((TEXT_WIDTH - first) / max(1, columns - 1))] * (columns - 1)]


def _look(table: Any) -> None:
    """Only the first row is special: no banding, no bold first column."""
    properties = table._tbl.tblPr
    for look in properties.findall(qn("w:tblLook")):
        properties.remove(look)
    properties.append(
        parse_xml(
            f'<w:tblLook {nsdecls("w")} w:val="0620" w:firstRow="1" w:lastRow="0" '
            'w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        )
    )


def _keep_row_whole(row: Any, header: bool) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
    if header:
        properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))


def _add_picture(document: Any, block: Figure) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.space_before = Pt(10)
    picture = paragraph.add_run().add_picture(str(block.image))
    if picture.width > TEXT_WIDTH:
        picture.height = int(picture.height * TEXT_WIDTH / picture.width)
        picture.width = TEXT_WIDTH
    # The file's own name may say where it lay; readers of screens hear the description.
    picture._inline.docPr.set("name", block.key)
    picture._inline.docPr.set("descr", block.alt)
    for properties in picture._inline.iter(qn("pic:cNvPr")):
        properties.set("name", block.key)
        properties.set("descr", block.alt)


# --- Properties, header and footer ---------------------------------------------------------------


def _set_properties(document: Any, study: StudyDetails) -> None:
    """Title and language only: no author, no software, no date but the study's."""
    core = document.core_properties
    for element in list(core._element):
        core._element.remove(element)
    core.title, core.language = study.title, LANGUAGE
    if study.date is not None:
        for kind in ("created", "modified"):
            core._element.append(
                parse_xml(
                    f'<dcterms:{kind} xmlns:dcterms="http://purl.org/dc/terms/" '
                    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
                    f'xsi:type="dcterms:W3CDTF">{study.date}T00:00:00Z</dcterms:{kind}>'
                )
            )
    for part in document.part.package.iter_parts():
        if part.partname == "/docProps/app.xml":
            part._blob = (
                b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns='
                b'"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
            )


def _set_header_and_footer(document: Any, study: StudyDetails) -> None:
    section = document.sections[0]
    if study.synthetic:
        header = section.header.paragraphs[0]
        header.text = wording.SYNTHETIC
        header.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _add_field(footer, "PAGE", "1")
