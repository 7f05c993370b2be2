"""Transcripts as typists and meeting programs save them: one talk, written in every form.

A writer takes the turns as (label, text), the title and the date of the document, and gives the
bytes of the file. The same talk gives the same bytes: archives are stored without compression, with
the document's date as theirs. The demonstration's transcripts are made with some of these writers;
tests read all of them back.
"""

import csv
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from xml.sax.saxutils import escape

NOTICE = "Synthetic demonstration data: every person, number, address and event is invented"
WORDS_PER_SECOND = 2.6

Spoken = Sequence[tuple[str, str]]  # (label as typed, text) of each turn


Writer = Callable[[Spoken, str, str], bytes]


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
        '</w:style><w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/>'
        '<w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style></w:styles>',
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


def word_paragraph(*runs: str, style: str = "") -> str:
    """A paragraph of runs, in the style with this id."""
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{look}{''.join(runs)}</w:p>"


def word_paragraphs(spoken: Spoken, title: str, date: str) -> bytes:
    """A .docx with a paragraph per turn, the speaker in bold."""
    body = (
        word_paragraph(word_run(f"{label}:", bold=True), word_run(f" {text}"))
        for label, text in spoken
    )
    return word_document("".join(body), title, date)


def word_bold(spoken: Spoken, title: str, date: str) -> bytes:
    """A .docx with a paragraph per turn, the speaker told by bold letters alone."""
    body = (
        word_paragraph(word_run(label, bold=True), word_run(f" {text}")) for label, text in spoken
    )
    return word_document("".join(body), title, date)


def word_bold_lines(spoken: Spoken, title: str, date: str) -> bytes:
    """A .docx with the speaker in a bold paragraph above what was said."""
    body = (
        word_paragraph(word_run(label, bold=True)) + word_paragraph(word_run(text))
        for label, text in spoken
    )
    return word_document("".join(body), title, date)


def word_headings(spoken: Spoken, title: str, date: str) -> bytes:
    """A .docx with the speaker as a heading above what was said."""
    body = (
        word_paragraph(word_run(label), style="Heading2") + word_paragraph(word_run(text))
        for label, text in spoken
    )
    return word_document("".join(body), title, date)


def word_tabs(spoken: Spoken, title: str, date: str) -> bytes:
    """A .docx with a tab between speaker and text."""
    body = (
        word_paragraph(word_run(label), "<w:r><w:tab/></w:r>", word_run(text))
        for label, text in spoken
    )
    return word_document("".join(body), title, date)


def word_teams(spoken: Spoken, title: str, date: str) -> bytes:
    """A .docx of Teams: name, spaces, time, soft break and speech in one paragraph."""
    body = [word_paragraph(word_run(title)), word_paragraph(word_run("1h 2m 3s"))]
    for start, (label, text) in zip(beginnings(spoken), spoken, strict=True):
        name = word_run(f"{label}   {clock(start)}", bold=True)
        body.append(word_paragraph(name, "<w:r><w:br/></w:r>", word_run(text)))
    return word_document("".join(body), title, date)


def word_teams_arrows(spoken: Spoken, title: str, date: str) -> bytes:
    """A .docx of older Teams: times with an arrow, name and speech, between soft breaks."""
    body = []
    for start, (label, text) in zip(beginnings(spoken), spoken, strict=True):
        end = start + len(text.split()) / WORDS_PER_SECOND
        times = word_run(f"{unpadded(start)} --> {unpadded(end)}")
        pieces = (times, word_run(label), word_run(text))
        body.append(word_paragraph("<w:r><w:br/></w:r>".join(pieces)))
    return word_document("".join(body), title, date)


def word_dictation(spoken: Spoken, title: str, date: str) -> bytes:
    """A .docx of Word's own transcription: time and name in a paragraph, speech in the next."""
    body = (
        word_paragraph(word_run(f"0{clock(start)} {label}")) + word_paragraph(word_run(text))
        for start, (label, text) in zip(beginnings(spoken), spoken, strict=True)
    )
    return word_document("".join(body), title, date)


def word_rows(rows: Sequence[Sequence[str]], title: str, date: str) -> bytes:
    """A .docx with one table."""
    widths = (1100, 1700, 6838)[-len(rows[0]) :]
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


def word_table(spoken: Spoken, title: str, date: str) -> bytes:
    """A .docx with a table of time, speaker and text."""
    rows = [(clock(t), *turn) for t, turn in zip(beginnings(spoken), spoken, strict=True)]
    return word_rows([("Time", "Speaker", "Text"), *rows], title, date)


def word_table_of_two(spoken: Spoken, title: str, date: str) -> bytes:
    """A .docx with a table of speaker and text, without names of columns."""
    return word_rows(spoken, title, date)


def word_nvivo(spoken: Spoken, title: str, date: str) -> bytes:
    """A .docx with a table as NVivo exports it: the speaker comes last."""
    rows = [
        (f"{clock(t)[2:]}.0 - {clock(t + 5)[2:]}.0", text, label)
        for t, (label, text) in zip(beginnings(spoken), spoken, strict=True)
    ]
    return word_rows([("Timespan", "Content", "Speaker"), *rows], title, date)


# --- LibreOffice ----------------------------------------------------------------------------------

ODF = "urn:oasis:names:tc:opendocument:xmlns"
ODF_NAMES = (
    f'xmlns:office="{ODF}:office:1.0" xmlns:style="{ODF}:style:1.0" xmlns:text="{ODF}:text:1.0" '
    f'xmlns:table="{ODF}:table:1.0" xmlns:fo="{ODF}:xsl-fo-compatible:1.0" '
    f'xmlns:meta="{ODF}:meta:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"'
)
ODT_TYPE = "application/vnd.oasis.opendocument.text"


def odt_paragraphs(spoken: Spoken, title: str, date: str, gap: str = " ") -> bytes:
    """An .odt with a paragraph per turn; ``gap`` (XML) stands between label and text."""
    body = "".join(
        f'<text:p text:style-name="Turn"><text:span text:style-name="Label">{escape(label)}:'
        f"</text:span>{gap}{escape(text)}</text:p>"
        for label, text in spoken
    )
    return odt_archive(body, title, date)


def odt_archive(body: str, title: str, date: str) -> bytes:
    """An .odt with ``body`` (OpenDocument XML), a page header with the notice, and no author."""
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


def odt_with_tabs(spoken: Spoken, title: str, date: str) -> bytes:
    """An .odt whose typist pressed the tab key after each label."""
    return odt_paragraphs(spoken, title, date, gap="<text:tab/>")


def odt_table(spoken: Spoken, title: str, date: str) -> bytes:
    """An .odt with a table of speaker and text."""
    rows = "".join(
        "<table:table-row>"
        + "".join(
            f"<table:table-cell><text:p>{escape(cell)}</text:p></table:table-cell>" for cell in turn
        )
        + "</table:table-row>"
        for turn in spoken
    )
    columns = '<table:table-column table:number-columns-repeated="2"/>'
    table = f'<table:table table:name="Talk">{columns}{rows}</table:table><text:p/>'
    return odt_archive(table, title, date)


# --- Rich text ------------------------------------------------------------------------------------


def rich_text(spoken: Spoken, title: str, date: str) -> bytes:
    """An .rtf with a paragraph per turn, the speaker in bold, letters of the Western code page."""
    year, month, day = (int(piece) for piece in date.split("-"))
    header = rtf_escaped(f"{title}. {NOTICE}.")
    body = "\n".join(
        f"\\pard\\sa120 {{\\b {rtf_escaped(label)}:}} {rtf_escaped(text)}\\par"
        for label, text in spoken
    )
    document = (
        "{\\rtf1\\ansi\\ansicpg1252\\deff0\\deflang2057\\uc1\n"
        "{\\fonttbl{\\f0\\fswiss\\fcharset0 Calibri;}}\n"
        f"{{\\info{{\\title {rtf_escaped(title)}}}{{\\doccomm {rtf_escaped(NOTICE)}}}"
        f"{{\\creatim\\yr{year}\\mo{month}\\dy{day}}}}}\n"
        f"{{\\header\\pard {header}\\par}}\n\\f0\\fs22\n{body}\n}}\n"
    )
    return document.encode("ascii")


RTF_WORDS = {
    "\\": "\\\\", "{": "\\{", "}": "\\}", "\t": "\\tab ", "‘": "\\lquote ", "’": "\\rquote ",
    "“": "\\ldblquote ", "”": "\\rdblquote ", "–": "\\endash ", "—": "\\emdash ",
}  # fmt: skip


def rtf_escaped(text: str) -> str:
    """Text as RTF writes it: named signs, the code page's letters, else numbered ones."""
    return "".join(RTF_WORDS.get(char) or _rtf_letter(char) for char in text)


def _rtf_letter(char: str) -> str:
    if char.isascii():
        return char
    try:
        return f"\\'{char.encode('windows-1252').hex()}"
    except UnicodeEncodeError:
        units = char.encode("utf-16-le")
        numbers = [int.from_bytes(units[i : i + 2], "little") for i in range(0, len(units), 2)]
        return "".join(f"\\u{n - 65536 if n > 32767 else n}?" for n in numbers)


# --- Text -----------------------------------------------------------------------------------------


def plain_text(spoken: Spoken, title: str, date: str) -> bytes:
    """A .txt with a line per turn and an empty line between turns."""
    return "\n".join(f"{label}: {text}\n" for label, text in spoken).encode("utf-8")


def notepad_text(spoken: Spoken, title: str, date: str) -> bytes:
    """A .txt of Windows: byte order mark, carriage returns, tabs between label and text."""
    return "\r\n".join(f"{label}\t{text}" for label, text in spoken).encode("utf-8-sig")


def western_text(spoken: Spoken, title: str, date: str) -> bytes:
    """A .txt in the Western code page, as far as its letters go."""
    text = "\r\n".join(f"{label}: {text}" for label, text in spoken)
    try:
        western = text.encode("windows-1252")
    except UnicodeEncodeError:
        return text.encode("utf-8")
    # Bytes that mean something in UTF-8 as well are read as that.
    return western if _not_utf8(western) else text.encode("utf-8")


def _not_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False


def unicode_text(spoken: Spoken, title: str, date: str) -> bytes:
    """A .txt as Word saves Unicode."""
    return "\r\n".join(f"{label}: {text}" for label, text in spoken).encode("utf-16")


def otter_text(spoken: Spoken, title: str, date: str) -> bytes:
    """A .txt of Otter: name, two spaces, time; then what was said."""
    turns = (
        f"{label}  {clock(start).removeprefix('0:')}  \n{text}\n"
        for start, (label, text) in zip(beginnings(spoken), spoken, strict=True)
    )
    return ("\n".join(turns) + "\nTranscribed by https://otter.ai\n").encode("utf-8")


def zoom_text(spoken: Spoken, title: str, date: str) -> bytes:
    """A .txt of Zoom's captions: name in brackets, time of day; then what was said."""
    turns = (
        f"[{label}] 1{clock(start)}\n{text}\n"
        for start, (label, text) in zip(beginnings(spoken), spoken, strict=True)
    )
    return "\n".join(turns).encode("utf-8")


def dashed_text(spoken: Spoken, title: str, date: str) -> bytes:
    """A .txt with a dash between speaker and text."""
    return "\n".join(f"{label} – {text}" for label, text in spoken).encode("utf-8")


def text_of_lines(spoken: Spoken, title: str, date: str) -> bytes:
    """A .txt with the speaker on a line above what was said."""
    return "\n".join(f"{label}\n{text}\n" for label, text in spoken).encode("utf-8")


def comma_separated(spoken: Spoken, title: str, date: str) -> bytes:
    """A .csv with the columns speaker and text."""
    memory = io.StringIO()
    csv.writer(memory, lineterminator="\n").writerows([("speaker", "text"), *spoken])
    return memory.getvalue().encode("utf-8")


def excel_separated(spoken: Spoken, title: str, date: str) -> bytes:
    """A .csv as Excel saves it on the Continent: semicolons, a byte order mark, times."""
    memory = io.StringIO()
    rows = [
        (clock(start), clock(start + 5), label, text)
        for start, (label, text) in zip(beginnings(spoken), spoken, strict=True)
    ]
    writer = csv.writer(memory, delimiter=";", lineterminator="\r\n")
    writer.writerows([("Start", "End", "Speaker", "Text"), *rows])
    return memory.getvalue().encode("utf-8-sig")


# --- Captions -------------------------------------------------------------------------------------

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


def zoom_vtt(spoken: Spoken, title: str, date: str) -> bytes:
    """A .vtt of Zoom: numbered cues that cut a turn in mid-sentence, each with the name."""
    blocks = ["WEBVTT"]
    for now, end, label, words in cues(spoken):
        times = f"{milliseconds(now)} --> {milliseconds(end)}"
        blocks.append(f"{len(blocks)}\r\n{times}\r\n{escape(label)}: {escape(words)}")
    return ("\r\n\r\n".join(blocks) + "\r\n").encode("utf-8")


def sub_rip(spoken: Spoken, title: str, date: str) -> bytes:
    """A .srt with the name in each cue."""
    blocks = [
        f"{number}\n{_comma(now)} --> {_comma(end)}\n{label}: {words}\n"
        for number, (now, end, label, words) in enumerate(cues(spoken), 1)
    ]
    return "\n".join(blocks).encode("utf-8")


def sub_rip_by_change(spoken: Spoken, title: str, date: str) -> bytes:
    """A .srt with the name where the speaker changes."""
    blocks, before = [], ""
    for number, (now, end, label, words) in enumerate(cues(spoken), 1):
        shown = words if label == before else f"{label}: {words}"
        blocks.append(f"{number}\r\n{_comma(now)} --> {_comma(end)}\r\n{shown}\r\n")
        before = label
    return "\r\n".join(blocks).encode("utf-8-sig")


def _comma(seconds: float) -> str:
    return milliseconds(seconds).replace(".", ",")


def cues(spoken: Spoken) -> Iterator[tuple[float, float, str, str]]:
    """Start, end, label and words of each cue; a long turn has several."""
    for start, (label, text) in zip(beginnings(spoken), spoken, strict=True):
        now = start
        for words in cue_texts(text):
            end = now + len(words.split()) / WORDS_PER_SECOND
            yield now, end, label, words
            now = end


def unpadded(seconds: float) -> str:
    """A time as older Teams writes it: 0:1:15.250."""
    whole, rest = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600}:{whole // 60 % 60}:{whole % 60}.{rest}"


# Every form by name: the ending of its file, and what writes it.
FORMS: Mapping[str, tuple[str, Writer]] = {
    "word paragraphs": ("docx", word_paragraphs),
    "word bold": ("docx", word_bold),
    "word bold lines": ("docx", word_bold_lines),
    "word headings": ("docx", word_headings),
    "word tabs": ("docx", word_tabs),
    "word table": ("DOCX", word_table),
    "word table of two": ("docx", word_table_of_two),
    "word table of NVivo": ("docx", word_nvivo),
    "word of Teams": ("docx", word_teams),
    "word of Teams, arrows": ("docx", word_teams_arrows),
    "word dictation": ("docx", word_dictation),
    "odt paragraphs": ("odt", odt_paragraphs),
    "odt tabs": ("Odt", odt_with_tabs),
    "odt table": ("odt", odt_table),
    "rtf": ("rtf", rich_text),
    "text": ("txt", plain_text),
    "text of Notepad": ("TXT", notepad_text),
    "text, Western": ("txt", western_text),
    "text, Unicode": ("txt", unicode_text),
    "text of Otter": ("txt", otter_text),
    "text of Zoom": ("txt", zoom_text),
    "text with dashes": ("txt", dashed_text),
    "text of lines": ("txt", text_of_lines),
    "vtt of Teams": ("vtt", web_vtt),
    "vtt of Zoom": ("Vtt", zoom_vtt),
    "srt": ("srt", sub_rip),
    "srt by change": ("srt", sub_rip_by_change),
    "csv": ("csv", comma_separated),
    "csv of Excel": ("csv", excel_separated),
}
