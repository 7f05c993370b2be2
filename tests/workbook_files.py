"""Workbooks as Excel saves them, part by part, for tests that need one in any state."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from zipped_files import zipped

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
BEFORE_FIRST_DAY = datetime.datetime(1899, 12, 30)
DATE_STYLE = 1


@dataclass(frozen=True)
class Error:
    """A cell with an error value."""

    text: str = "#N/A"


@dataclass(frozen=True)
class Formula:
    """A cell with a formula; its saved value is None when a program left it out."""

    value: str | float | None


def parts(rows: Sequence[Sequence[Any]], merged: Sequence[str] = ()) -> dict[str, str]:
    """The parts of a workbook with one worksheet: texts are shared, as Excel shares them."""
    texts: list[str] = []
    cells = "".join(_row(number, row, texts) for number, row in enumerate(rows, start=1))
    joined = "".join(f'<mergeCell ref="{area}"/>' for area in merged)
    shared = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in texts)
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": relations([("rId1", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": workbook_part([("Sheet1", "visible")]),
        "xl/_rels/workbook.xml.rels": relations(
            [
                ("rId1", "worksheet", "worksheets/sheet1.xml"),
                ("rId2", "worksheet", "worksheets/sheet2.xml"),
                ("rId8", "styles", "styles.xml"),
                ("rId9", "sharedStrings", "sharedStrings.xml"),
            ]
        ),
        "xl/styles.xml": (
            f'<styleSheet xmlns="{MAIN}"><cellXfs count="2"><xf numFmtId="0"/>'
            '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
        ),
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{shared}</sst>',
        "xl/worksheets/sheet1.xml": (
            f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData>'
            f"<mergeCells>{joined}</mergeCells></worksheet>"
        ),
    }


def relations(targets: Sequence[tuple[str, str, str]]) -> str:
    """What a part refers to: id, kind and part."""
    listed = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for name, kind, target in targets
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{listed}</Relationships>'


def workbook_part(sheets: Sequence[tuple[str, str]]) -> str:
    """The part that lists the worksheets: name and state of each."""
    listed = "".join(
        f'<sheet name="{name}" sheetId="{number}" state="{state}" r:id="rId{number}"/>'
        for number, (name, state) in enumerate(sheets, start=1)
    )
    return f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>'


def workbook(rows: Sequence[Sequence[Any]], merged: Sequence[str] = ()) -> bytes:
    """A workbook with ``rows`` of texts, numbers, truths, dates, None, `Error` and `Formula`."""
    return zipped(parts(rows, merged))


def _row(number: int, row: Sequence[Any], texts: list[str]) -> str:
    cells = "".join(
        _cell(f"{chr(ord('A') + place)}{number}", value, texts) for place, value in enumerate(row)
    )
    return f'<row r="{number}">{cells}</row>'


def _cell(place: str, value: Any, texts: list[str]) -> str:
    """A cell as Excel writes it: the kind of its value stands in `t`, dates in the style."""
    kind, style, inside = "", 0, ""
    match value:
        case None:
            pass
        case Error():
            kind, inside = "e", f"<v>{value.text}</v>"
        case Formula():
            kind = "str" if isinstance(value.value, str) else ""
            inside = "<f>A1</f>" + ("" if value.value is None else f"<v>{value.value}</v>")
        case bool():
            kind, inside = "b", f"<v>{int(value)}</v>"
        case datetime.datetime():
            style = DATE_STYLE
            inside = f"<v>{(value - BEFORE_FIRST_DAY) / datetime.timedelta(days=1)!r}</v>"
        case int() | float():
            inside = f"<v>{value!r}</v>"
        case _:
            texts.append(value)
            kind, inside = "s", f"<v>{len(texts) - 1}</v>"
    return f'<c r="{place}" s="{style}"' + (f' t="{kind}"' if kind else "") + f">{inside}</c>"
