"""Build the demonstration's transcripts and gold tables from their one source.

    python tests/gold/build_demonstration.py [folder]

The source is `tests/gold/transcripts/FGD1.txt` to `FGD6.txt`: one turn per line, as
`P01 <theme; theme> text with {PERSON:Denise} marked` for participants and `FAC1 text` for staff.
Each group is written as a typist or a meeting program would, in another format, to
`resources/transcripts/`, and what the marks say to `identifiers.csv` and `themes.csv` beside this
script. The same source gives the same bytes: archives are stored without compression, with
`study.date` as their date.
"""

import csv
import io
import re
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import yaml

REPOSITORY = Path(__file__).resolve().parents[2]
NOTICE = "Synthetic demonstration data: every person, number, address and event is invented"
LINE = re.compile(r"(?P<speaker>[A-Z]+[0-9]+) (?:<(?P<themes>[a-z_; ]+)> )?(?P<marked>.+)")
MARK = re.compile(r"\{(?P<label>[A-Z_]+):(?P<text>[^{}]+)\}")
WORDS_PER_SECOND = 2.6


@dataclass(frozen=True)
class Turn:
    """One turn of the source: ``spans`` are (start, end, label) into ``text``.

    ``typed`` is the text with the typist's double spaces, which readers make one.
    """

    speaker: str
    themes: str
    typed: str
    text: str
    spans: tuple[tuple[int, int, str], ...]


def read_source(path: Path) -> list[Turn]:
    """The turns of one source file; ValueError names the line that does not fit."""
    turns: list[Turn] = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        found = LINE.fullmatch(line)
        if found is None or (found["themes"] is None) == participant(found["speaker"]):
            raise ValueError(f"{path.name} line {number}: not `SPEAKER <themes> text`")
        typed, _ = _unmarked(found["marked"])
        text, spans = _unmarked(" ".join(found["marked"].split()))
        if "{" in text or "}" in text:
            raise ValueError(f"{path.name} line {number}: stray braces")
        if turns and turns[-1].speaker == found["speaker"]:
            raise ValueError(f"{path.name} line {number}: the same speaker twice")
        themes = ";".join(theme.strip() for theme in (found["themes"] or "").split(";"))
        turns.append(Turn(found["speaker"], themes, typed, text, spans))
    return turns


def participant(speaker: str) -> bool:
    """Whether an id is a participant's (P01) rather than a member of staff's (FAC1, PA1)."""
    return re.fullmatch("P[0-9]+", speaker) is not None


def _unmarked(marked: str) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    text, spans, position = "", [], 0
    for mark in MARK.finditer(marked):
        text += marked[position : mark.start()]
        spans.append((len(text), len(text) + len(mark["text"]), mark["label"]))
        text += mark["text"]
        position = mark.end()
    return text + marked[position:], tuple(spans)


Spoken = Sequence[tuple[str, str]]  # (label as typed, text) of each turn


def clock(seconds: float) -> str:
    """Hours, minutes and seconds, as 0:01:15."""
    whole = int(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02d}:{whole % 60:02d}"


def beginnings(spoken: Spoken) -> Iterator[float]:
    """When each turn begins, in seconds, at an even pace of speech with a breath between turns."""
    now = 4.0
    for _, text in spoken:
        yield now
        now += 0.6 + len(text.split()) / WORDS_PER_SECOND


# --- Archives -------------------------------------------------------------------------------------

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def archive(parts: Mapping[str, str], date: str) -> bytes:
    """A zip of ``parts`` in their order, the same bytes wherever it is made."""
    year, month, day = (int(piece) for piece in date.split("-"))
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_STORED) as target:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, (year, month, day, 0, 0, 0))
            entry.create_system, entry.external_attr = 0, 0
            target.writestr(entry, content.encode("utf-8"))
    return memory.getvalue()


# --- Word -----------------------------------------------------------------------------------------

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def word_document(body: str, title: str, date: str) -> bytes:
    """A .docx with ``body`` (WordprocessingML), a page header with the notice, and no author."""
    types = "".join(
        f'<Override PartName="/{part}" ContentType="{kind}+xml"/>'
        for part, kind in {
            "word/document.xml": f"{WORD_TYPE}.document.main",
            "word/styles.xml": f"{WORD_TYPE}.styles",
            "word/header1.xml": f"{WORD_TYPE}.header",
            "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties",
        }.items()
    )
    section = (
        f'<w:sectPr><w:headerReference xmlns:r="{R}" w:type="default" r:id="rId2"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1134" w:bottom="1134" '
        'w:left="1134" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>'
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
        "_rels/.rels": relationships(
            f"{R}/officeDocument", "word/document.xml",
            f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml",
        ),
        "word/_rels/document.xml.rels": relationships(
            f"{R}/styles", "styles.xml", f"{R}/header", "header1.xml"
        ),
        "word/document.xml": f"<w:document {W}><w:body>{body}{section}</w:body></w:document>",
        "word/styles.xml": f'<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii='
        '"Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="22"/><w:lang w:val="en-GB"/>'
        '</w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" '
        'w:styleId="Normal"><w:name w:val="Normal"/><w:pPr><w:spacing w:after="120"/></w:pPr>'
        "</w:style></w:styles>",
        "word/header1.xml": f"<w:hdr {W}><w:p><w:r><w:t>{escape(f'{title}. {NOTICE}.')}</w:t></w:r>"
        "</w:p></w:hdr>",
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:description>{escape(NOTICE)}</dc:description>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{date}T00:00:00Z</dcterms:created>'
        "</cp:coreProperties>",
    }  # fmt: skip
    return archive({name: XML + content for name, content in parts.items()}, date)


def relationships(*types_and_targets: str) -> str:
    """The part that lists relationships rId1, rId2 ... of alternating types and targets."""
    pairs = zip(types_and_targets[::2], types_and_targets[1::2], strict=True)
    items = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(pairs, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{items}</Relationships>'


def word_run(text: str, bold: bool = False) -> str:
    """A run of text with its spaces kept."""
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def word_paragraphs(spoken: Spoken, title: str, date: str) -> bytes:
    """A .docx with a paragraph per turn, the speaker in bold."""
    body = (
        f"<w:p>{word_run(f'{label}:', bold=True)}{word_run(f' {text}')}</w:p>"
        for label, text in spoken
    )
    return word_document("".join(body), title, date)


def word_table(spoken: Spoken, title: str, date: str) -> bytes:
    """A .docx with one table: time, speaker, text."""
    widths = (1100, 1700, 6838)
    rows = [("Time", "Speaker", "Text")]
    rows += [(clock(t), *turn) for t, turn in zip(beginnings(spoken), spoken, strict=True)]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    cells = (
        "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
            f"<w:p>{word_run(cell, bold=number == 0)}</w:p></w:tc>"
            for width, cell in zip(widths, row, strict=True)
        )
        for number, row in enumerate(rows)
    )
    body = "".join(f"<w:tr>{row}</w:tr>" for row in cells)
    look = '<w:tblPr><w:tblW w:w="9638" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
    table = f"<w:tbl>{look}<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl><w:p/>"
    return word_document(table, title, date)


# --- LibreOffice ----------------------------------------------------------------------------------

ODF = "urn:oasis:names:tc:opendocument:xmlns"
ODF_NAMES = (
    f'xmlns:office="{ODF}:office:1.0" xmlns:style="{ODF}:style:1.0" xmlns:text="{ODF}:text:1.0" '
    f'xmlns:fo="{ODF}:xsl-fo-compatible:1.0" xmlns:meta="{ODF}:meta:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"'
)
ODT_TYPE = "application/vnd.oasis.opendocument.text"


def odt_document(spoken: Spoken, title: str, date: str, gap: str = " ") -> bytes:
    """An .odt with a paragraph per turn; ``gap`` (XML) stands between label and text."""
    body = "".join(
        f'<text:p text:style-name="Turn"><text:span text:style-name="Label">{escape(label)}:'
        f"</text:span>{gap}{escape(text)}</text:p>"
        for label, text in spoken
    )
    looks = (
        '<style:style style:name="Turn" style:family="paragraph" '
        'style:parent-style-name="Standard">'
        '<style:paragraph-properties fo:margin-bottom="0.2cm"/></style:style>'
        '<style:style style:name="Label" style:family="text"><style:text-properties '
        'fo:font-weight="bold"/></style:style>'
    )
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in {
            "/": ODT_TYPE, "content.xml": "text/xml", "styles.xml": "text/xml",
            "meta.xml": "text/xml",
        }.items()
    )  # fmt: skip
    parts = {
        "content.xml": f"<office:document-content {ODF_NAMES}><office:automatic-styles>{looks}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>",
        "styles.xml": f"<office:document-styles {ODF_NAMES}><office:styles><style:style "
        'style:name="Standard" style:family="paragraph"><style:text-properties fo:font-size="11pt" '
        'fo:language="en" fo:country="GB"/></style:style></office:styles><office:automatic-styles>'
        '<style:page-layout style:name="Page"><style:page-layout-properties fo:page-width="21cm" '
        'fo:page-height="29.7cm" fo:margin="2cm"/><style:header-style/></style:page-layout>'
        '</office:automatic-styles><office:master-styles><style:master-page style:name="Standard" '
        f'style:page-layout-name="Page"><style:header><text:p>{escape(f"{title}. {NOTICE}.")}'
        "</text:p></style:header></style:master-page></office:master-styles>"
        "</office:document-styles>",
        "meta.xml": f"<office:document-meta {ODF_NAMES}><office:meta><dc:title>{escape(title)}"
        f"</dc:title><dc:description>{escape(NOTICE)}</dc:description><meta:creation-date>{date}"
        "T00:00:00</meta:creation-date></office:meta></office:document-meta>",
        "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{ODF}:manifest:1.0" '
        f'manifest:version="1.3">{entries}</manifest:manifest>',
    }
    declared = {name: XML + content for name, content in parts.items()}
    return archive({"mimetype": ODT_TYPE, **declared}, date)


# --- Text -----------------------------------------------------------------------------------------


def plain_text(spoken: Spoken, title: str, date: str) -> bytes:
    """A .txt with a line per turn and an empty line between turns."""
    return "\n".join(f"{label}: {text}\n" for label, text in spoken).encode("utf-8")


MEETING = "3d0c5a4e-71b2-4c58-9f0e-b6a1f2d37c10"
CUE_WORDS = 16


def web_vtt(spoken: Spoken, title: str, date: str) -> bytes:
    """A .vtt as a meeting program exports it: a voice in each cue, long turns in several cues."""
    blocks = ["WEBVTT", f"NOTE\n{escape(title)}. {NOTICE}."]
    for number, (start, (label, text)) in enumerate(zip(beginnings(spoken), spoken, strict=True)):
        now = start
        for piece, words in enumerate(cue_texts(text)):
            end = now + len(words.split()) / WORDS_PER_SECOND
            voice = f"<v {escape(label)}>{escape(words)}</v>"
            times = f"{milliseconds(now)} --> {milliseconds(end)}"
            blocks.append(f"{MEETING}/{number}-{piece}\n{times}\n{voice}")
            now = end
    return ("\n\n".join(blocks) + "\n").encode("utf-8")


def cue_texts(text: str) -> Iterator[str]:
    """``text`` in pieces of about equal length, at most CUE_WORDS words each."""
    words = text.split()
    pieces = -(-len(words) // CUE_WORDS)
    for piece in range(pieces):
        yield " ".join(words[piece * len(words) // pieces : (piece + 1) * len(words) // pieces])


def milliseconds(seconds: float) -> str:
    """A time as WebVTT writes it: 00:01:15.250."""
    whole, rest = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}.{rest:03d}"


def odt_with_tabs(spoken: Spoken, title: str, date: str) -> bytes:
    """An .odt whose typist pressed the tab key after each label."""
    return odt_document(spoken, title, date, gap="<text:tab/>")


@dataclass(frozen=True)
class Form:
    """How a group's transcript is typed; ``staff_label`` picks one of each member of staff's."""

    ending: str
    write: Callable[[Spoken, str, str], bytes]
    staff_label: int = 0


FORMS = {
    "FGD1": Form("docx", word_paragraphs),
    "FGD2": Form("odt", odt_document),
    "FGD3": Form("txt", plain_text),
    "FGD4": Form("vtt", web_vtt, staff_label=1),
    "FGD5": Form("docx", word_table),
    "FGD6": Form("odt", odt_with_tabs, staff_label=2),
}


# --- The study ------------------------------------------------------------------------------------


def speaker_labels(repository: Path, staff_label: int) -> dict[str, str]:
    """Every person's id and the label that the typist used."""
    labels: dict[str, str] = {}
    for sheet, column, choice in (
        ("participants", "participant_id", 0),
        ("staff", "staff_id", staff_label),
    ):
        with (repository / "resources" / f"{sheet}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                forms = row["speaker_labels"].split(";")
                labels[row[column]] = forms[min(choice, len(forms) - 1)].strip()
    return labels


def build(repository: Path, target: Path) -> list[Path]:
    """Write the demonstration of ``repository`` under ``target``, laid out alike; return files."""
    date = yaml.safe_load((repository / "config" / "config.yaml").read_text("utf-8"))["study"][
        "date"
    ]
    files: dict[Path, bytes] = {}
    identifiers: list[tuple[object, ...]] = [("turn_id", "start", "end", "label", "text")]
    themes: list[tuple[object, ...]] = [("turn_id", "theme")]
    for group, form in FORMS.items():
        turns = read_source(repository / "tests" / "gold" / "transcripts" / f"{group}.txt")
        labels = speaker_labels(repository, form.staff_label)
        spoken = [(labels[turn.speaker], turn.typed) for turn in turns]
        file = Path("resources", "transcripts", f"{group}.{form.ending}")
        files[file] = form.write(spoken, f"Focus group {group}", date)
        for number, turn in enumerate(turns, 1):
            turn_id = f"{group}-{number:04d}"
            identifiers += [(turn_id, a, b, kind, turn.text[a:b]) for a, b, kind in turn.spans]
            if turn.themes:
                themes.append((turn_id, turn.themes))
    files[Path("tests", "gold", "identifiers.csv")] = table(identifiers)
    files[Path("tests", "gold", "themes.csv")] = table(themes)
    for file, content in files.items():
        (target / file).parent.mkdir(parents=True, exist_ok=True)
        (target / file).write_bytes(content)
    return list(files)


def table(rows: Sequence[tuple[object, ...]]) -> bytes:
    """``rows`` as comma-separated text."""
    memory = io.StringIO()
    csv.writer(memory, lineterminator="\n").writerows(rows)
    return memory.getvalue().encode("utf-8")


if __name__ == "__main__":
    for written in build(REPOSITORY, Path(sys.argv[1]) if sys.argv[1:] else REPOSITORY):
        print(written)
