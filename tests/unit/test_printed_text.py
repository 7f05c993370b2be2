"""Whatever a file shows or carries is seen, in every format that is published."""

import base64
from pathlib import Path

import pytest
from docx import Document
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from focusgroups.errors import StudyError
from focusgroups.release.printed_text import printed_text

PLANTED = "Maureen Ashworth"


def page(body: str) -> str:
    return f"<!doctype html><html><head><title>t</title></head><body>{body}</body></html>"


def drawing(body: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg">{body}</svg>'


def embedded(content: str) -> str:
    return base64.b64encode(content.encode()).decode()


TEXT_FILES = {
    "cell.csv": f'a,b\n1,"x\n{PLANTED}, y"\n',
    "line.txt": f"alt text\nabout {PLANTED}\n",
    "block.html": page(f"<p>said {PLANTED}.</p>"),
    "split.html": page("<p>said <b>Maureen</b> <i>Ash</i>worth.</p>"),
    "alt.html": page(f'<img src="x.png" alt="photo of {PLANTED}">'),
    "comment.html": page(f"<!-- {PLANTED} -->"),
    "script.html": page(f"<script>var who = '{PLANTED}';</script>"),
    "title.html": f"<!doctype html><title>{PLANTED}</title><p>x</p>",
    "image.html": page(
        f'<img src="data:image/svg+xml;base64,{embedded(drawing(f"<text>{PLANTED}</text>"))}">'
    ),
    "text.svg": drawing("<text>Maureen <tspan>Ashworth</tspan></text>"),
    "desc.svg": drawing(f"<desc>{PLANTED}</desc>"),
    "label.svg": drawing(f'<g aria-label="{PLANTED}"/>'),
    "comment.svg": drawing(f"<!-- {PLANTED} -->"),
}


@pytest.mark.parametrize("name", TEXT_FILES)
def test_text_is_found_with_its_place(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(TEXT_FILES[name], encoding="utf-8")
    found = [p for p in printed_text(path, name) if PLANTED in " ".join(p.text.split())]
    assert found
    assert all(p.file == name and p.place for p in found)


def word_file(path: Path, where: str) -> None:
    document = Document()
    paragraph = document.add_paragraph("They said ")
    if where == "runs":
        paragraph.add_run("Maureen ").bold = True
        paragraph.add_run("Ashworth")
    if where == "table":
        document.add_table(1, 1).cell(0, 0).text = PLANTED
    if where == "header":
        document.sections[0].header.paragraphs[0].text = PLANTED
    if where == "author":
        document.core_properties.author = PLANTED
    document.save(str(path))


@pytest.mark.parametrize("where", ["runs", "table", "header", "author"])
def test_word_documents_are_read_to_the_last_part(tmp_path: Path, where: str) -> None:
    path = tmp_path / "x.docx"
    word_file(path, where)
    assert any(PLANTED in printed.text for printed in printed_text(path, "x.docx"))


def test_metadata_of_pictures_is_read(tmp_path: Path) -> None:
    metadata = PngInfo()
    metadata.add_text("Author", PLANTED)
    Image.new("RGB", (2, 2)).save(tmp_path / "x.png", pnginfo=metadata)
    assert [p.text for p in printed_text(tmp_path / "x.png", "x.png")] == [PLANTED]


def test_a_file_that_cannot_be_looked_into_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.bin").write_bytes(b"\0\1")
    with pytest.raises(StudyError, match=r"x\.bin: this kind of file cannot be checked"):
        list(printed_text(tmp_path / "x.bin", "x.bin"))
