"""Whatever a file shows or carries is seen, in every format that is published."""

import base64
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from focusgroups.errors import StudyError
from focusgroups.release.printed_text import printed_room, printed_text
from workbook_files import workbook

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
    "before.svg": f"<!-- {PLANTED} -->" + drawing("<g/>"),
    "tail.svg": drawing(f"<g/>{PLANTED}"),
    "address.svg": drawing(f'<a href="mailto:{PLANTED}"/>'),
    "link.html": page(f'<a href="mailto:{PLANTED}">x</a>'),
    "id.html": page(f'<p id="{PLANTED}">x</p>'),
    "marked.html": page("<p>Mau<wbr>reen <u>Ash</u><font>worth</font></p>"),
    "upper.html": page(
        f'<img src="DATA:image/svg+xml;base64,{embedded(drawing(f"<desc>{PLANTED}</desc>"))}">'
    ),
    "header.csv": f"{PLANTED},b\n1,2\n",
    "lines.txt": "about Maureen\nAshworth\n",
}


@pytest.mark.parametrize("name", TEXT_FILES)
def test_text_is_found_with_its_place(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(TEXT_FILES[name], encoding="utf-8")
    found = [p for p in printed_text(path, name) if PLANTED in " ".join(p.text.split())]
    assert found
    assert all(p.file == name and p.place for p in found)


def new_document() -> WordDocument:
    """A document without the small picture of itself that the default template carries."""
    document = Document()
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if "thumbnail" in relation.reltype:
            del package.rels[key]
    return document


def word_file(path: Path, where: str) -> None:
    document = new_document()
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
    assert [p.text for p in printed_text(tmp_path / "x.png", "x.png")] == [f"Author {PLANTED}"]


UNREADABLE = {
    "entity.svg": '<!DOCTYPE svg [<!ENTITY who "x">]><svg xmlns="http://www.w3.org/2000/svg"/>',
    "default.svg": '<!DOCTYPE svg [<!ATTLIST svg id CDATA "x">]><svg/>',
    "broken.svg": "<svg><g></svg>",
    "unpaired.csv": 'a,b\n1,"x\n',
    "photo.html": page('<img src="data:image/jpeg;base64,AAAA">'),
    "garbled.html": page('<img src="data:image/svg+xml;base64,@@@">'),
    "text.html": page('<a href="data:text/plain,x">x</a>'),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_part_that_cannot_be_looked_into_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(UNREADABLE[name], encoding="utf-8")
    with pytest.raises(StudyError, match=f"^{name}(?: row 2)?: .*; remove it and run again$"):
        list(printed_text(tmp_path / name, name))


def test_word_documents_with_other_parts_are_refused(tmp_path: Path) -> None:
    word_file(tmp_path / "x.docx", "runs")
    with zipfile.ZipFile(tmp_path / "x.docx", "a") as archive:
        archive.writestr("word/notes.txt", PLANTED)
    with pytest.raises(StudyError, match="cannot be checked"):
        list(printed_text(tmp_path / "x.docx", "x.docx"))


def test_a_part_of_a_word_document_cannot_hide_behind_another(tmp_path: Path) -> None:
    word_file(tmp_path / "x.docx", "runs")
    hidden = f"<a>{PLANTED.upper()}</a>"
    with zipfile.ZipFile(tmp_path / "x.docx", "a") as archive:
        sound = archive.read("word/settings.xml")
        for content in (hidden, sound):
            with pytest.warns(UserWarning, match="Duplicate name"):
                archive.writestr("word/settings.xml", content)
    texts = [printed.text for printed in printed_text(tmp_path / "x.docx", "x.docx")]
    assert PLANTED.upper() in texts


def test_damaged_word_document_is_refused(tmp_path: Path) -> None:
    word_file(tmp_path / "x.docx", "runs")
    content = (tmp_path / "x.docx").read_bytes()
    (tmp_path / "x.docx").write_bytes(content[: len(content) // 2])
    with pytest.raises(StudyError, match=r"^x\.docx: it is damaged; remove it and run again$"):
        list(printed_text(tmp_path / "x.docx", "x.docx"))


def test_entities_cannot_hide_in_another_encoding(tmp_path: Path) -> None:
    (tmp_path / "x.svg").write_bytes(UNREADABLE["entity.svg"].encode("utf-16"))
    with pytest.raises(StudyError, match="defines entities"):
        list(printed_text(tmp_path / "x.svg", "x.svg"))


def test_a_cell_may_be_as_long_as_a_turn(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text(f"a\n{'a ' * 200_000}{PLANTED}\n", encoding="utf-8")
    texts = [printed.text for printed in printed_text(tmp_path / "x.csv", "x.csv")]
    assert texts[-1].endswith(PLANTED)


def test_rows_of_a_workbook_and_of_csv_for_excel_belong_to_a_group(tmp_path: Path) -> None:
    rows = [["segment_id", "text"], ["FGD1-0001.1", "Grace"], ["FGD2-0001.1", "Ruby"]]
    rows += [["FGD1-0002.1", "yes"], ["FGD2-0002.1", "yes"]]
    (tmp_path / "x.xlsx").write_bytes(workbook(rows))
    (tmp_path / "x.csv").write_text("\n".join(map(",".join, rows)), encoding="utf-8-sig")
    groups = {"Grace": "FGD1", "Ruby": "FGD2", "segment_id": ""}
    book = {p.text: p.group for p in printed_text(tmp_path / "x.xlsx", "x.xlsx")}
    assert {text: book[text] for text in groups} == groups
    assert book["yes"] == ""  # of both groups
    assert not {"A1", "B2"} & set(book)  # a cell's place, which can look like a postcode's
    table = [(p.text, p.group) for p in printed_text(tmp_path / "x.csv", "x.csv")]
    assert {("Grace", "FGD1"), ("Ruby", "FGD2"), ("yes", "FGD1"), ("yes", "FGD2")} <= set(table)


def test_line_breaks_and_tabs_of_word_part_words(tmp_path: Path) -> None:
    document = new_document()
    document.add_paragraph("said to").add_run().add_break()
    document.paragraphs[0].add_run("Maureen\tAshworth")
    document.save(str(tmp_path / "x.docx"))
    texts = [" ".join(p.text.split()) for p in printed_text(tmp_path / "x.docx", "x.docx")]
    assert any("to Maureen Ashworth" in text for text in texts)


def test_pictures_that_carry_more_than_pixels_and_text_are_refused(tmp_path: Path) -> None:
    Image.new("RGB", (2, 2)).save(tmp_path / "x.png")
    content = (tmp_path / "x.png").read_bytes()
    (tmp_path / "x.png").write_bytes(content + PLANTED.encode())
    with pytest.raises(StudyError, match="more than pixels and text"):
        list(printed_text(tmp_path / "x.png", "x.png"))


def test_a_file_that_cannot_be_looked_into_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.bin").write_bytes(b"\0\1")
    with pytest.raises(StudyError, match=r"x\.bin: this kind of file cannot be checked"):
        list(printed_text(tmp_path / "x.bin", "x.bin"))


@pytest.mark.parametrize("name", ["x.csv", "x.txt"])
@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "utf-16-le"])
def test_text_in_another_encoding_is_refused(tmp_path: Path, name: str, encoding: str) -> None:
    (tmp_path / name).write_bytes(f"a,b\nRené,{PLANTED}\n".encode(encoding))
    found, problems = printed_room([tmp_path / name], tmp_path)
    assert found == []
    assert problems == [
        f"{tmp_path.name}/{name}: it is not written in UTF-8; remove it and run again"
    ]


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def with_chunks(path: Path, *chunks: bytes) -> None:
    """A picture with ``chunks`` right after its header."""
    Image.new("RGB", (2, 2)).save(path)
    content = path.read_bytes()
    path.write_bytes(content[:33] + b"".join(chunks) + content[33:])


NAME = PLANTED.encode()
CHUNKS = {
    "twice": (chunk(b"tEXt", b"Author\0" + NAME), chunk(b"tEXt", b"Author\0nobody")),
    "key": (chunk(b"tEXt", NAME + b"\0x"),),
    "packed": (chunk(b"zTXt", b"Author\0\0" + zlib.compress(NAME)),),
    "international": (chunk(b"iTXt", b"Author\0\0\0en\0\0" + NAME),),
    "international packed": (chunk(b"iTXt", b"Author\0\1\0en\0\0" + zlib.compress(NAME)),),
    "translated key": (chunk(b"iTXt", b"Author\0\0\0en\0" + NAME + b"\0x"),),
}


@pytest.mark.parametrize("where", CHUNKS)
def test_every_text_of_a_picture_is_read(tmp_path: Path, where: str) -> None:
    with_chunks(tmp_path / "x.png", *CHUNKS[where])
    assert any(PLANTED in printed.text for printed in printed_text(tmp_path / "x.png", "x.png"))


@pytest.mark.parametrize(
    "data",
    [
        b"zTXtAuthor\0\0" + zlib.compress(NAME)[:-6],
        b"zTXtAuthor\0\0" + zlib.compress(bytes(2_000_000)),
        b"tEXtAuthor\0" + PLANTED.encode("utf-16-le"),
        b"tEXtRaw profile type exif\0" + NAME.hex().encode(),
    ],
    ids=["cut off", "outsized", "zero bytes", "profile"],
)
def test_a_text_of_a_picture_that_cannot_be_read_is_refused(tmp_path: Path, data: bytes) -> None:
    with_chunks(tmp_path / "x.png", chunk(data[:4], data[4:]))
    with pytest.raises(StudyError):
        list(printed_text(tmp_path / "x.png", "x.png"))


def data(held: str) -> str:
    return page(f'<script type="application/json" data-group="FGD2">{held}</script>')


@pytest.mark.parametrize(
    "held",
    [
        f'"{PLANTED}"',
        f'{{"a": [1, ["x", "{PLANTED}"]]}}',
        f'{{"{PLANTED}": 1}}',
        f'{{"a": "{PLANTED}", "a": "x"}}',
        '"' + "".join(f"\\u{ord(char):04x}" for char in PLANTED) + '"',
    ],
    ids=["text", "nested", "key", "key twice", "escaped"],
)
def test_data_of_a_page_is_read_as_the_groups_that_it_belongs_to(tmp_path: Path, held: str) -> None:
    (tmp_path / "x.html").write_text(data(held), encoding="utf-8")
    found = [p.group for p in printed_text(tmp_path / "x.html", "x.html") if p.text == PLANTED]
    assert found == ["FGD2"]


def test_numbers_in_the_data_of_a_page_are_read_as_written(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text(data("[7700900123, -0.50]"), encoding="utf-8")
    texts = {printed.text for printed in printed_text(tmp_path / "x.html", "x.html")}
    assert {"7700900123", "-0.50"} <= texts


@pytest.mark.parametrize("held", ["", f"{{{PLANTED}", "[" * 200_000], ids=["none", "cut", "deep"])
def test_data_of_a_page_that_cannot_be_read_is_refused(tmp_path: Path, held: str) -> None:
    (tmp_path / "x.html").write_text(data(held), encoding="utf-8")
    with pytest.raises(StudyError) as error:
        list(printed_text(tmp_path / "x.html", "x.html"))
    assert PLANTED not in str(error.value)
