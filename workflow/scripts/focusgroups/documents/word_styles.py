"""An empty Word document: the page, the styles, and nothing of the program's default template."""

from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

LANGUAGE = "en-GB"

# Word's own fonts, so that a journal's template finds nothing strange.
TEXT_FONT, HEADING_FONT = "Times New Roman", "Arial"
PLACEHOLDER, TABLE_TEXT, TABLE_NOTE = "Interpretation Placeholder", "Table Text", "Table Note"
NOTICE, TABLE_STYLE = "Notice", "Three-Line Table"
# Word's own names for what heads and makes up its lists of tables and figures.
LIST_HEADING, LIST_ENTRY = "TOC Heading", "table of figures"
TEXT_WIDTH = Cm(16)
TO_FILL = "FFF2CC"  # the tint of what a person must write

# What is left of the default template; the rest is a gallery of styles that nobody asked for.
KEPT_STYLES = {
    "Normal", "Header", "Footer", "Title", "Subtitle", "Caption", "Quote",
    "Heading 1", "Heading 2", "Heading 3",
    "Default Paragraph Font", "Normal Table", "No List",
}  # fmt: skip
DROPPED_PARTS = ("/stylesWithEffects", "/thumbnail", "/customXml", "/numbering")


def empty_document() -> Any:
    """A document without content: A4, this study's styles, British English."""
    document = docx.Document()
    _empty(document)
    _set_page(document)
    _set_settings(document.settings.element)
    _set_styles(document)
    return document


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
    for name in [name for name in section._sectPr.attrib if "rsid" in str(name)]:
        del section._sectPr.attrib[name]  # of the template's own editing sessions
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.5)


def _set_styles(document: Any) -> None:
    styles = document.styles
    _set_language(styles)
    _set_kept_styles(styles)
    _add_own_styles(styles)
    styles.element.append(_three_line_table())


def _set_kept_styles(styles: Any) -> None:
    """Word's own styles, by which a journal's template finds headings, captions and quotes."""
    black = RGBColor(0, 0, 0)
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


def _add_own_styles(styles: Any) -> None:
    """Styles for tables, placeholders and the notice that the data are invented."""
    for name, font, size, before, after in (
        (TABLE_TEXT, HEADING_FONT, 9, 2, 2),
        (TABLE_NOTE, HEADING_FONT, 8, 3, 14),
        (PLACEHOLDER, TEXT_FONT, 11.5, 0, 8),
        (NOTICE, HEADING_FONT, 10, 0, 10),
        (LIST_HEADING, HEADING_FONT, 12, 14, 5),
        (LIST_ENTRY, TEXT_FONT, 11, 0, 3),
    ):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        style.quick_style = True
        _set_font(style, font, size, before, after)
    styles[TABLE_TEXT].paragraph_format.line_spacing = 1.0
    styles[TABLE_NOTE].paragraph_format.line_spacing = 1.0
    styles[TABLE_NOTE].font.color.rgb = RGBColor(0x40, 0x40, 0x40)
    _shade(styles[PLACEHOLDER], TO_FILL, "BF9000")
    _shade(styles[NOTICE], "E7E6E6", "595959")
    styles[NOTICE].font.bold = styles[LIST_HEADING].font.bold = True
    styles[LIST_HEADING].paragraph_format.keep_with_next = True
    styles[LIST_ENTRY].paragraph_format.left_indent = Cm(1.6)
    styles[LIST_ENTRY].paragraph_format.first_line_indent = Cm(-1.6)
    styles[LIST_ENTRY].paragraph_format.line_spacing = 1.0


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


def mark_cell(cell: Any) -> None:
    """Tint a cell of a table in which a person must write something."""
    cell._tc.get_or_add_tcPr().append(
        parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{TO_FILL}"/>')
    )


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
