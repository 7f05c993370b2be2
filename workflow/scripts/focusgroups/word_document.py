"""An outline as a Word document: real styles, captions that count themselves, nobody's name in it.

The document is the same bytes whenever outline and study details are the same.
"""

from collections.abc import Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from focusgroups.archives import rewrite
from focusgroups.findings import StudyDetails
from focusgroups.outline import (
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

LANGUAGE = "en-GB"
SYNTHETIC = "Synthetic demonstration data"

# Word's own fonts, so that a journal's template finds nothing strange.
TEXT_FONT, HEADING_FONT = "Times New Roman", "Arial"
PLACEHOLDER, TABLE_TEXT, TABLE_NOTE = "Interpretation Placeholder", "Table Text", "Table Note"
NOTICE, TABLE_STYLE = "Notice", "Three-Line Table"

TEXT_WIDTH = Cm(16)
FIRST_COLUMN = 0.38  # of the width of a table

# What is left of the default template; the rest is a gallery of styles that nobody asked for.
KEPT_STYLES = {
    "Normal", "Header", "Footer", "Title", "Subtitle", "Caption", "Quote",
    "Heading 1", "Heading 2", "Heading 3",
    "Default Paragraph Font", "Normal Table", "No List",
}  # fmt: skip
DROPPED_PARTS = ("/stylesWithEffects", "/thumbnail", "/customXml", "/numbering")


def write_word_document(blocks: Sequence[Block], path: Path, study: StudyDetails) -> None:
    """Write ``blocks`` under the study's title to ``path``, an existing folder's .docx file.

    Figures must be .png files. Created and modified dates are the study's date, or absent.
    """
    document = docx.Document()
    _empty(document)
    _set_page(document)
    _set_settings(document.settings.element)
    _set_styles(document)
    _set_properties(document, study)
    _set_header_and_footer(document, study)
    document.add_paragraph(study.title, style="Title")
    if study.synthetic:
        document.add_paragraph(
            f"{SYNTHETIC}: the people and their words are invented.", style=NOTICE
        )
    labels, bookmarks = numbered(blocks), count(1)
    for block in blocks:
        _add(document, block, labels, bookmarks)
    document.save(str(path))
    rewrite(path, study.date)


def _add(document: Any, block: Block, labels: Mapping[str, str], bookmarks: Any) -> None:
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
            _add_caption(document, block.key, block.title, labels, next(bookmarks), above=True)
            _add_table(document, block)
            document.add_paragraph(block.note, style=TABLE_NOTE)
        case Figure():
            _add_picture(document, block)
            title = " ".join([f"{block.title}.", block.note]).strip()
            _add_caption(document, block.key, title, labels, next(bookmarks), above=False)


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
    document: Any, key: str, title: str, labels: Mapping[str, str], bookmark: int, above: bool
) -> None:
    """A caption such as *Table 1. Participants*, its number a field, its label a bookmark."""
    kind, number = labels[key].split(" ")
    caption = document.add_paragraph(style="Caption")
    caption.paragraph_format.keep_with_next = above
    if not above:
        caption.paragraph_format.space_before, caption.paragraph_format.space_after = Pt(4), Pt(16)
    caption._p.append(
        parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="{bookmark}" w:name="{_bookmark(key)}"/>')
    )
    caption.add_run(f"{kind}\u00a0").bold = True
    _add_field(caption, f"SEQ {kind} \\* ARABIC", number)
    caption._p.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="{bookmark}"/>'))
    for run in caption.runs:
        run.bold = True
    caption.add_run(f". {title}" if title.endswith(".") else f". {title}.")


# --- Tables and pictures ------------------------------------------------------------------------


def _add_table(document: Any, block: Table) -> None:
    table = document.add_table(rows=0, cols=len(block.header), style=TABLE_STYLE)
    table.autofit = False
    _look(table)
    widths = _widths(len(block.header))
    grouped = False
    for position, row in enumerate([Row(block.header), *block.rows]):
        cells = table.add_row().cells
        _keep_row_whole(table.rows[-1], header=position == 0)
        for column, (cell, width) in enumerate(zip(cells, widths, strict=True)):
            cell.width = width
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


def _widths(columns: int) -> list[int]:
    """Widths of a table's columns: a wide first one, the others equal."""
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


# --- Page, styles, properties -------------------------------------------------------------------


def _empty(document: Any) -> None:
    """Drop what the default template brings: parts and styles that the document does not use."""
    for owner in (document.part, document.part.package):
        for key in [k for k, rel in owner.rels.items() if _dropped(rel.reltype)]:
            del owner.rels[key]
    styles = document.styles.element
    for style in list(styles.findall(qn("w:style"))):
        name = style.find(qn("w:name")).get(qn("w:val"))
        if name.casefold() not in {kept.casefold() for kept in KEPT_STYLES}:
            styles.remove(style)
    for style in styles.findall(qn("w:style")):
        for name in ("w:link", "w:rsid"):
            for element in style.findall(qn(name)):
                style.remove(element)


def _dropped(relationship: str) -> bool:
    return relationship.endswith(DROPPED_PARTS)


def _set_page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.5)


def _set_styles(document: Any) -> None:
    styles = document.styles
    _set_language(styles)
    black, grey = RGBColor(0, 0, 0), RGBColor(0x40, 0x40, 0x40)
    for name, font, size, before, after in (
        ("Normal", TEXT_FONT, 11.5, 0, 8),
        ("Title", HEADING_FONT, 19, 0, 8),
        ("Heading 1", HEADING_FONT, 14.5, 20, 6),
        ("Heading 2", HEADING_FONT, 12, 14, 5),
        ("Heading 3", HEADING_FONT, 11, 12, 4),
        ("Caption", HEADING_FONT, 9, 12, 5),
        ("Quote", TEXT_FONT, 11.5, 2, 8),
        ("Header", HEADING_FONT, 8.5, 0, 0),
        ("Footer", HEADING_FONT, 8.5, 0, 0),
    ):
        _set_font(styles[name], font, size, before, after)
        styles[name].font.color.rgb = black
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3"):
        styles[name].font.bold = True
        styles[name].paragraph_format.keep_with_next = True
        _without_border(styles[name])
    styles["Normal"].paragraph_format.line_spacing = 1.25
    styles["Normal"].paragraph_format.widow_control = True
    styles["Caption"].font.bold = False
    styles["Quote"].font.italic = True
    styles["Quote"].paragraph_format.left_indent = Cm(1)
    styles["Quote"].paragraph_format.right_indent = Cm(1)
    styles["Quote"].paragraph_format.keep_together = True
    for name, font, size, before, after in (
        (TABLE_TEXT, HEADING_FONT, 9, 2, 2),
        (TABLE_NOTE, HEADING_FONT, 8, 3, 14),
        (PLACEHOLDER, TEXT_FONT, 11.5, 0, 8),
        (NOTICE, HEADING_FONT, 10, 0, 10),
    ):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        style.quick_style = True
        _set_font(style, font, size, before, after)
    styles[TABLE_TEXT].paragraph_format.line_spacing = 1.0
    styles[TABLE_NOTE].paragraph_format.line_spacing = 1.0
    styles[TABLE_NOTE].font.color.rgb = grey
    _shade(styles[PLACEHOLDER], "FFF2CC", "BF9000")
    _shade(styles[NOTICE], "E7E6E6", "595959")
    styles[NOTICE].font.bold = True
    styles.element.append(_three_line_table())


def _set_settings(settings: Any) -> None:
    """Present-day Word, British English, and no traces of the template's own editing sessions."""
    for name in ("w:rsids", "w:proofState", "w:savePreviewPicture", "w:zoom"):
        for element in settings.findall(qn(name)):
            settings.remove(element)
    for language in settings.findall(qn("w:themeFontLang")):
        language.set(qn("w:val"), LANGUAGE)
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")  # 14 would open in compatibility mode


def _set_language(styles: Any) -> None:
    """British English for all text, whatever the template's language was."""
    defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for language in defaults.findall(qn("w:lang")):
        defaults.remove(language)
    defaults.append(
        parse_xml(
            f'<w:lang {nsdecls("w")} w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}" w:bidi="ar-SA"/>'
        )
    )


def _set_font(style: Any, font: str, size: float, before: float, after: float) -> None:
    style.font.size = Pt(size)
    style.font.name = font
    fonts = style.element.rPr.rFonts
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), font)
    style.font.italic = False
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)
    for spacing in style.element.rPr.findall(qn("w:spacing")):
        style.element.rPr.remove(spacing)  # letter spacing of the template's Title


def _without_border(style: Any) -> None:
    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)


def _shade(style: Any, fill: str, edge: str) -> None:
    """A tinted box with a bar at its left, so that nobody overlooks it and print shows it too."""
    properties = style.element.get_or_add_pPr()
    border = parse_xml(
        f"<w:pBdr {nsdecls('w')}>"
        f'<w:left w:val="single" w:sz="24" w:space="6" w:color="{edge}"/></w:pBdr>'
    )
    shade = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{fill}"/>')
    # The schema wants borders and shading before spacing and indentation.
    place = next(
        (i for i, e in enumerate(properties) if e.tag in (qn("w:spacing"), qn("w:ind"))),
        len(properties),
    )
    properties.insert(place, shade)
    properties.insert(place, border)


def _three_line_table() -> Any:
    """A rule above, one below the header row, one at the foot, as journals set tables."""
    return parse_xml(
        f"""<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="ThreeLineTable">
          <w:name w:val="{TABLE_STYLE}"/><w:basedOn w:val="TableNormal"/><w:qFormat/>
          <w:tblPr><w:tblBorders>
            <w:top w:val="single" w:sz="12" w:space="0" w:color="000000"/>
            <w:bottom w:val="single" w:sz="12" w:space="0" w:color="000000"/>
          </w:tblBorders><w:tblCellMar>
            <w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/>
          </w:tblCellMar></w:tblPr>
          <w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>
            <w:bottom w:val="single" w:sz="6" w:space="0" w:color="000000"/>
          </w:tcBorders></w:tcPr></w:tblStylePr>
        </w:style>"""
    )


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
        header.text = SYNTHETIC
        header.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _add_field(footer, "PAGE", "1")
