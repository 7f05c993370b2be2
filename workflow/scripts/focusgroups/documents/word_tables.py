"""Tables of a Word document: three lines, repeated header rows, numbers to the right."""

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm

from focusgroups.documents.outline import Row, Table
from focusgroups.documents.word_styles import TABLE_STYLE, TABLE_TEXT, TEXT_WIDTH, mark_cell

FIRST_COLUMN = 0.38  # of the width of a table
MOST_TOGETHER = 24  # rows of a table that goes on one page; of a longer one the ends stay together
ENDS = 3


def add_table(document: Any, block: Table) -> None:
    """``block`` without its caption and note, to which its first and last row keep."""
    table = document.add_table(rows=0, cols=len(block.header), style=TABLE_STYLE)
    table.autofit = False
    _set_properties(table, block)
    widths = _widths(block)
    rows = [Row(block.header), *block.rows]
    grouped = False
    for position, row in enumerate(rows):
        cells = table.add_row().cells
        _keep_row_whole(table.rows[-1], header=position == 0)
        if row.heading and block.widths:
            cells = (cells[0].merge(cells[-1]),)  # its words would not fit a narrow column
        grouped = grouped or row.heading
        is_end = position < ENDS or position >= len(rows) - ENDS
        for column, cell in enumerate(cells):
            cell.width = TEXT_WIDTH if len(cells) == 1 else widths[column]
            paragraph = cell.paragraphs[0]
            paragraph.style = TABLE_TEXT
            paragraph.paragraph_format.keep_with_next = (
                is_end or row.heading or len(rows) <= MOST_TOGETHER
            )
            run = paragraph.add_run(_text(block, row, column))
            if row.heading:
                run.bold = True
            elif column == 0 and grouped:
                paragraph.paragraph_format.left_indent = Cm(0.5)
            if column and column not in block.prose:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            if column in row.to_fill:
                mark_cell(cell)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width


def _text(block: Table, row: Row, column: int) -> str:
    """The text of a cell; an interval goes on a line of its own where columns are narrow for it."""
    text = row.cells[column] if column < len(row.cells) else ""
    if block.breaking and column and column not in block.prose:
        return text.replace(" (", "\n(")
    return text


def _widths(block: Table) -> list[int]:
    """Widths of a table's columns: as it says, or a wide first one and the others equal."""
    if block.widths:
        return [int(TEXT_WIDTH * width) for width in block.widths]
    columns = len(block.header)
    first = int(TEXT_WIDTH * max(FIRST_COLUMN, 1 / columns))
    return [first, *[int((TEXT_WIDTH - first) / max(1, columns - 1))] * (columns - 1)]


def _set_properties(table: Any, block: Table) -> None:
    """What readers of screens hear, and that only the first row is special: no banding."""
    properties = table._tbl.tblPr
    for look in properties.findall(qn("w:tblLook")):
        properties.remove(look)
    properties.append(
        parse_xml(
            f'<w:tblLook {nsdecls("w")} w:val="0620" w:firstRow="1" w:lastRow="0" '
            'w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        )
    )
    columns = "; ".join(name for name in block.header if name)
    described = f"{len(block.rows)} rows below the header. Columns: {columns}."
    for name, text in (("tblCaption", block.title), ("tblDescription", described)):
        element = parse_xml(f"<w:{name} {nsdecls('w')}/>")
        element.set(qn("w:val"), text)
        properties.append(element)


def _keep_row_whole(row: Any, header: bool) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
    if header:
        properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
