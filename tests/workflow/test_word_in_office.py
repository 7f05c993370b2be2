"""The Word files as other programs see them: LibreOffice reads, writes and prints all of them.

LibreOffice counts fields anew when it opens a file. So the text that it writes is the same only if
the numbers of captions and the references to them were right as they stood.
"""

import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from offices import Office, text_of_pdf

DOCUMENTS = ("results_section.docx", "coreq.docx")
ODF_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
ODF_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
ODF_IMAGE = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}image"
ODF_DESCRIPTION = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}desc"
ODF_FIELDS = {
    "SEQ": ("sequence",),
    "REF": ("bookmark-ref", "reference-ref", "sequence-ref"),
    "TOC": ("table-index", "illustration-index", "table-of-content", "user-index"),
}
REFERRING = re.compile(r"\{http://schemas\.openxmlformats\.org/officeDocument/2006/relationships\}")


def plain(text: str) -> str:
    """Text with its spaces of every kind and width alike."""
    return " ".join(text.split())


def solid(text: str) -> str:
    """Text without any spaces: a page breaks lines wherever it likes."""
    return "".join(text.split())


@dataclass(frozen=True)
class Contents:
    """All that must come through a conversion."""

    paragraphs: list[str]
    tables: list[list[list[str]]]
    pictures: list[str]
    styles: dict[str, int]
    fields: dict[str, int]


def text_of(paragraph: Any) -> str:
    return plain("".join(text.text or "" for text in paragraph.iter(qn("w:t"))))


def instructions(body: Any) -> Iterator[list[str]]:
    """What each field says, in words: `SEQ`, `Table` and so on, with bare quotation marks gone."""
    instruction: list[str] = []
    depth = 0
    for element in body.iter(qn("w:fldChar"), qn("w:instrText"), qn("w:fldSimple")):
        if element.tag == qn("w:fldSimple"):
            yield element.get(qn("w:instr")).replace('"', "").split()
        elif element.tag == qn("w:instrText"):
            instruction.append(element.text or "")
        else:
            kind = element.get(qn("w:fldCharType"))
            depth += {"begin": 1, "end": -1}.get(kind, 0)
            if kind == "separate":
                yield "".join(instruction).replace('"', "").split()
            if kind in ("begin", "separate"):
                instruction = []
    assert depth == 0


def named(field: list[str]) -> str:
    """What a field counts, lists or refers to: `Table`, or a bookmark."""
    return field[field.index("\\c") + 1] if field[0] == "TOC" else field[1]


def contents(file: Path) -> Contents:
    document = docx.Document(str(file))
    body = document.element.body
    paragraphs = [text_of(paragraph) for paragraph in body.iter(qn("w:p"))]
    styles = (paragraph.style.name for paragraph in document.paragraphs if paragraph.style)
    return Contents(
        paragraphs=[text for text in paragraphs if text],
        tables=[
            [[plain(cell.text) for cell in row.cells] for row in table.rows]
            for table in document.tables
        ],
        pictures=[picture.get("descr", "") for picture in body.iter(qn("wp:docPr"))],
        styles=Counter(styles),
        fields=Counter(
            f"{words[0]} {named(words)}" for words in instructions(body) if words[0] in ODF_FIELDS
        ),
    )


@pytest.fixture(params=DOCUMENTS)
def document(request: pytest.FixtureRequest, finished) -> Path:
    return Path(finished.folder / "results" / "candidate" / request.param)


def test_nothing_is_lost_where_libreoffice_opens_a_document_and_saves_it(
    document: Path, office: Office, tmp_path: Path
) -> None:
    before = contents(document)
    after = contents(office.converted(document, "docx", tmp_path))
    assert after.paragraphs == before.paragraphs
    assert after.tables == before.tables
    assert after.pictures == before.pictures
    assert all(after.pictures)
    assert after.styles == before.styles
    assert after.fields == before.fields


def test_nothing_is_lost_where_libreoffice_makes_its_own_document_of_it(
    document: Path, office: Office, tmp_path: Path
) -> None:
    before = contents(document)
    with zipfile.ZipFile(office.converted(document, "odt", tmp_path)) as archive:
        body = etree.fromstring(archive.read("content.xml"))
    for described in body.iter(ODF_DESCRIPTION):
        described.text = None  # of a picture: no paragraph, though it stands in one
    for spaces in body.iter(f"{ODF_TEXT}s", f"{ODF_TEXT}tab"):
        spaces.text = " "
    texts = [plain("".join(p.itertext())) for p in body.iter(f"{ODF_TEXT}p", f"{ODF_TEXT}h")]
    assert [text for text in texts if text] == before.paragraphs
    assert len(list(body.iter(f"{ODF_TABLE}table"))) == len(before.tables)
    assert len(list(body.iter(ODF_IMAGE))) == len(before.pictures)
    headings = [name for name in before.styles if name.startswith("Heading")]
    assert len(list(body.iter(f"{ODF_TEXT}h"))) == sum(before.styles[name] for name in headings)
    for kind, names in ODF_FIELDS.items():
        found = sum(len(list(body.iter(f"{ODF_TEXT}{name}"))) for name in names)
        assert found == sum(n for field, n in before.fields.items() if field.split()[0] == kind)


def test_every_paragraph_is_there_on_paper(document: Path, office: Office, tmp_path: Path) -> None:
    pdf = office.converted(document, "pdf", tmp_path)
    assert pdf.read_bytes().startswith(b"%PDF")
    printed = text_of_pdf(pdf)
    if printed is None:
        printed = "\n".join(contents(office.converted(document, "docx", tmp_path)).paragraphs)
    said = solid(without_margins(printed, document))
    assert [text for text in contents(document).paragraphs if solid(text) not in said] == []


def without_margins(printed: str, document: Path) -> str:
    """The text of pages without what stands at the head and foot of each."""
    section = docx.Document(str(document)).sections[0]
    heads = {solid(paragraph.text) for paragraph in section.header.paragraphs}
    kept = []
    for page in printed.split("\f"):
        lines = [line for line in page.splitlines() if line.strip()]
        if lines and solid(lines[0]) in heads:
            del lines[0]
        if lines and lines[-1].strip().isdigit():
            del lines[-1]
        kept += lines
    return "\n".join(kept)


def test_every_part_is_well_formed_and_everything_referred_to_is_there(document: Path) -> None:
    with zipfile.ZipFile(document) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert len(parts) == len(zipfile.ZipFile(document).infolist())
    trees = {
        name: etree.fromstring(content)
        for name, content in parts.items()
        if name.endswith((".xml", ".rels"))
    }
    reached = {"[Content_Types].xml"}
    for name in [name for name in parts if name.endswith(".rels")]:
        folder, _, owner = name.rpartition("_rels/")
        owner = folder + owner.removesuffix(".rels")
        known = set()
        for relationship in trees[name]:
            known.add(relationship.get("Id"))
            assert relationship.get("TargetMode") != "External", name
            target = relationship.get("Target")
            path = target[1:] if target.startswith("/") else posixpath.join(folder, target)
            assert posixpath.normpath(path) in parts, f"{name}: {target}"
            reached |= {name, posixpath.normpath(path)}
        if owner in trees:
            asked = {
                value
                for element in trees[owner].iter(etree.Element)
                for key, value in element.attrib.items()
                if REFERRING.match(key)
            }
            assert asked <= known, name
    assert reached == set(parts)
    types = trees["[Content_Types].xml"]
    declared = {item.get("PartName") for item in types} | {item.get("Extension") for item in types}
    undeclared = [name for name in parts if not {f"/{name}", name.rpartition(".")[2]} & declared]
    assert undeclared == []


def test_headings_captions_references_and_lists_of_tables_are_real(finished) -> None:
    file = finished.folder / "results" / "candidate" / "results_section.docx"
    document = docx.Document(str(file))
    body = document.element.body
    levels = [
        int(paragraph.style.name.removeprefix("Heading "))
        for paragraph in document.paragraphs
        if paragraph.style.name.startswith("Heading ")
    ]
    assert levels[0] == 1
    assert {1, 2} <= set(levels)
    assert all(after <= before + 1 for before, after in pairwise(levels))

    captions = [p for p in document.paragraphs if p.style.name == "Caption"]
    marked = set()
    counted: Counter[str] = Counter()
    for caption in captions:
        (field,) = instructions(caption._p)
        assert field[0] == "SEQ", text_of(caption._p)
        counted[field[1]] += 1
        start = next(caption._p.iter(qn("w:bookmarkStart")))
        marked.add(start.get(qn("w:name")))
    assert len(captions) == len(document.tables) + len(contents(file).pictures)
    assert {"Table", "Figure"} <= set(counted)

    fields = list(instructions(body))
    referred = {field[1] for field in fields if field[0] == "REF"}
    assert referred
    assert referred <= marked
    listed = {named(field) for field in fields if field[0] == "TOC"}
    assert listed == set(counted)
    # Each entry of these lists is the caption as it stands.
    entries = [text_of(p._p) for p in document.paragraphs if p.style.name == "table of figures"]
    for caption in captions:
        assert any(text_of(caption._p).startswith(entry.rstrip(".")) for entry in entries)
    assert len(entries) == len(captions)
