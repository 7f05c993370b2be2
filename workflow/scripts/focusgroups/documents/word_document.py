"""An outline as a Word document: real styles, captions that count themselves, nobody's name in it.

The document is the same bytes whenever outline and study details are the same.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt

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
    Table,
    numbered,
)
from focusgroups.documents.word_fields import Captions, add_field, add_list, add_text
from focusgroups.documents.word_styles import (
    LANGUAGE,
    LIST_ENTRY,
    LIST_HEADING,
    NOTICE,
    PLACEHOLDER,
    TABLE_NOTE,
    TEXT_WIDTH,
    empty_document,
)
from focusgroups.documents.word_tables import add_table

HOW_TO_REMOVE = (
    "Put your own words in the place of each. Then remove these lines: in Word, click on any of "
    "them, choose Select, Select Text with Similar Formatting, and press Delete."
)


def write_word_document(
    blocks: Sequence[Block], path: Path, study: StudyDetails, with_lists: bool = True
) -> None:
    """Write ``blocks`` under the study's title to ``path``, an existing folder's .docx file.

    A first page lists tables and figures, unless ``with_lists`` is false. Figures must be .png
    files. Created and modified dates are the study's date, or absent.
    """
    document = empty_document()
    _set_properties(document, study)
    _set_header_and_footer(document, study)
    captions = Captions(numbered(blocks))
    _add_title(document, study)
    if with_lists:
        _add_lists(document, blocks, captions)
    is_first = with_lists
    for block in blocks:
        added = _add(document, block, captions)
        if is_first:
            added.paragraph_format.page_break_before = True
            is_first = False
    document.save(str(path))
    rewrite(path, study.date)


def _add_title(document: Any, study: StudyDetails) -> None:
    document.add_paragraph(study.title, style="Title")
    if study.synthetic:
        document.add_paragraph(
            f"{wording.SYNTHETIC}: the people and their words are invented.", style=NOTICE
        )


def _add_lists(document: Any, blocks: Sequence[Block], captions: Captions) -> None:
    """What is left to the authors, and the lists of tables and figures."""
    if marked := sum(isinstance(block, Placeholder) for block in blocks):
        are = f"{wording.plural(marked, 'passage is', 'passages are')} marked for the authors"
        said = wording.sentence(f"{wording.cardinal(marked)} {are} in this way")
        document.add_paragraph(f"[{said} {HOW_TO_REMOVE}]", style=PLACEHOLDER)
    for kind, heading in ((Table, "Tables"), (Figure, "Figures")):
        if any(isinstance(block, kind) for block in blocks):
            document.add_paragraph(heading, style=LIST_HEADING)
            add_list(document, blocks, kind, captions.labels, LIST_ENTRY)


def _add(document: Any, block: Block, captions: Captions) -> Any:
    """The first paragraph that was added for ``block``."""
    match block:
        case Heading():
            return document.add_heading(block.text, level=block.level)
        case Paragraph():
            paragraph = document.add_paragraph()
            add_text(paragraph, block.text, captions.labels)
            return paragraph
        case Placeholder():
            return document.add_paragraph(f"[{block.text}]", style=PLACEHOLDER)
        case Quote():
            quote = document.add_paragraph(f"“{block.text}” ", style="Quote")
            quote.add_run(f"({block.attribution})").italic = False
            return quote
        case Table():
            return _add_captioned_table(document, block, captions)
        case Figure():
            return _add_figure(document, block, captions)


def _add_captioned_table(document: Any, block: Table, captions: Captions) -> Any:
    """Caption, table and note, which stay together."""
    caption = document.add_paragraph(style="Caption")
    captions.add(caption, block.key, block.title)
    caption.paragraph_format.keep_with_next = True
    add_table(document, block)
    document.add_paragraph(block.note, style=TABLE_NOTE)
    return caption


def _add_figure(document: Any, block: Figure, captions: Captions) -> Any:
    """Picture, caption and note, which stay together."""
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
    caption = document.add_paragraph(style="Caption")
    captions.add(caption, block.key, block.title)
    caption.paragraph_format.space_before = Pt(4)
    caption.paragraph_format.keep_with_next = bool(block.note)
    if block.note:
        document.add_paragraph(block.note, style=TABLE_NOTE)
    return paragraph


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
    add_field(footer, "PAGE", "1")
