"""Sheets to fill in: workbooks with column names, one commented example row, and formats.

Workbooks, not CSV: in CSV Excel would turn the codes and dates that a team types into numbers and
dates of its own, and save them so, where it does not ask for another format first. In a workbook
each column has its format, choices to pick from, and a hint with its meaning.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from focusgroups.documents.archives import write

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
LAST_ROW = 5000  # of the choices and hints
LONGEST_HINT, LONGEST_TITLE = 255, 32  # Excel refuses more

# Positions in `cellXfs` below.
TEXT, DATE, NUMBER, HEADER, EXAMPLE = 1, 2, 3, 4, 5
STYLES = f"""<styleSheet xmlns="{MAIN}">
<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>
<fonts count="3"><font><sz val="11"/><name val="Calibri"/></font>
<font><b/><sz val="11"/><name val="Calibri"/></font>
<font><i/><sz val="11"/><color rgb="FF6B6B6B"/><name val="Calibri"/></font></fonts>
<fills count="3"><fill><patternFill patternType="none"/></fill>
<fill><patternFill patternType="gray125"/></fill>
<fill><patternFill patternType="solid"><fgColor rgb="FFE4ECF2"/></patternFill></fill></fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="1" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="49" fontId="2" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>
</styleSheet>"""

FIXED_PARTS = {
    "[Content_Types].xml": f"""<Types xmlns="{PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/xl/workbook.xml" ContentType="{KINDS}.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{KINDS}.worksheet+xml"/>
<Override PartName="/xl/styles.xml" ContentType="{KINDS}.styles+xml"/></Types>""",
    "_rels/.rels": f"""<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>
</Relationships>""",
    "xl/_rels/workbook.xml.rels": f"""<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>
<Relationship Id="rId2" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>""",
    "xl/styles.xml": STYLES,
}

Columns = Mapping[str, Mapping[str, Any]]


def write_template(path: Path, title: str, columns: Columns) -> None:
    """Write a workbook with a sheet called ``title`` for the ``columns`` of the sheets' rules.

    The same columns give the same bytes.
    """
    workbook = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        f'<sheet name={quoteattr(title)} sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    sheet = "".join(_worksheet(columns))
    parts = {**FIXED_PARTS, "xl/workbook.xml": workbook, "xl/worksheets/sheet1.xml": sheet}
    write(path, {name: (DECLARATION + xml).encode() for name, xml in parts.items()}, None)


def example_row(columns: Columns) -> list[str]:
    """The example that a template shows, as a comment."""
    first, *others = (rule["example"] for rule in columns.values())
    return [f"# Example: {first}", *others]


def _worksheet(columns: Columns) -> Iterator[str]:
    """The XML of the sheet: Excel wants its elements in this order."""
    example = example_row(columns)
    yield f'<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">'
    yield '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    yield "</sheetView></sheetViews><cols>"
    for position, (name, rule) in enumerate(columns.items(), start=1):
        width = max(len(name), len(example[position - 1])) + 3
        yield f'<col min="{position}" max="{position}" width="{width}" '
        yield f'style="{_format(rule)}" customWidth="1"/>'
    yield "</cols><sheetData>"
    yield from _row(1, list(columns), HEADER)
    yield from _row(2, example, EXAMPLE)
    yield f'</sheetData><dataValidations count="{len(columns)}">'
    for position, (name, rule) in enumerate(columns.items()):
        yield _validation(_letter(position), name, rule)
    yield "</dataValidations></worksheet>"


def _row(number: int, cells: Sequence[str], style: int) -> Iterator[str]:
    yield f'<row r="{number}">'
    for position, cell in enumerate(cells):
        yield f'<c r="{_letter(position)}{number}" s="{style}" t="inlineStr">'
        yield f"<is><t>{escape(cell)}</t></is></c>"
    yield "</row>"


def _format(rule: Mapping[str, Any]) -> int:
    """How the cells of a column are kept: text stays as it was typed."""
    if rule.get("date"):
        return DATE
    return NUMBER if "integer" in rule else TEXT


def _validation(letter: str, name: str, rule: Mapping[str, Any]) -> str:
    """The hint that shows when a cell is chosen, and the list of what may be picked."""
    cells = f"{letter}2:{letter}{LAST_ROW}"
    hint = f"promptTitle={quoteattr(name[:LONGEST_TITLE])}"
    hint += f" prompt={quoteattr(rule['meaning'][:LONGEST_HINT])}"
    shown = f'allowBlank="1" showInputMessage="1" showErrorMessage="1" {hint} sqref="{cells}"'
    if "values" in rule:
        choices = ",".join(value for value in rule["values"] if value)
        return (
            f'<dataValidation type="list" {shown}><formula1>"{escape(choices)}"</formula1>'
            "</dataValidation>"
        )
    if "integer" in rule:
        lowest, highest = rule["integer"]
        return (
            f'<dataValidation type="whole" operator="between" {shown}><formula1>{lowest}</formula1>'
            f"<formula2>{highest}</formula2></dataValidation>"
        )
    return f"<dataValidation {shown}/>"


def _letter(position: int) -> str:
    """The letter of a column, from A at position 0; no sheet has more than 26."""
    return chr(ord("A") + position)
