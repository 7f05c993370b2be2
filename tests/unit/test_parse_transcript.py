"""Reading transcripts of every format, whole or damaged, and the script that does it."""

import time
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from focusgroups.errors import StudyError
from focusgroups.speakers import Person
from focusgroups.study_checks import TRANSCRIPT_ENDINGS
from focusgroups.tables import read_table
from focusgroups.transcripts import READERS, read_transcript
from focusgroups.transcripts.settling import settle_labels
from focusgroups.transcripts.turns import TURN_COLUMNS, attribute_turns
from parse_transcript import parse_transcript
from zipped_files import zipped

PLAIN = {"unlabelled_speaker": "previous", "prompt_pattern": ""}
PEOPLE = [
    Person("P01", "SU", ("Gwen",), ()),
    Person("P02", "SU", ("SU2",), ()),
    Person("FAC1", "FAC", ("Facilitator",), ()),
]
LABELS = {"P01": "Gwen", "P02": "SU2", "FAC1": "Facilitator"}
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
ODF = "urn:oasis:names:tc:opendocument:xmlns"

# --- Small writers --------------------------------------------------------------------------------


def docx(body: str) -> bytes:
    document = f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>"
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": document})


def odt(body: str) -> bytes:
    names = "".join(f' xmlns:{n}="{ODF}:{n}:1.0"' for n in ("office", "text", "table", "draw"))
    content = f"<office:body><office:text>{body}</office:text></office:body>"
    root = f"<office:document-content{names}>{content}</office:document-content>"
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": root})


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{paragraph(run(cell))}</w:tc>' for cell in cells)}</w:tr>"


def written(folder: Path, ending: str, content: bytes) -> Path:
    path = folder / f"FGD9.{ending}"
    path.write_bytes(content)
    return path


def spoken(path: Path, people=PEOPLE, **conventions: str) -> list[tuple[str, str]]:
    table = attribute_turns(
        read_transcript(path), path.name, "FGD9", people, PLAIN | conventions
    ).turns
    return list(zip(table["speaker"], table["text"], strict=True))


def passages(folder: Path, ending: str, content: bytes):
    """The passages of a file with the labels that are known to be some."""
    path = written(folder, ending, content)
    return settle_labels(read_transcript(path), path.name, PEOPLE)


def test_the_study_and_the_readers_know_the_same_endings() -> None:
    assert set(READERS) == set(TRANSCRIPT_ENDINGS)


# --- Word -----------------------------------------------------------------------------------------


def test_word_counts_insertions_and_content_controls_but_not_deletions(tmp_path: Path) -> None:
    body = paragraph(
        run("Gwen: I "),
        f"<w:ins>{run('did ')}</w:ins>",
        "<w:del><w:r><w:delText>never </w:delText></w:r></w:del>",
        f"<w:moveFrom>{run('away ')}</w:moveFrom><w:moveTo>{run('there ')}</w:moveTo>",
        f"<w:sdt><w:sdtPr/><w:sdtContent>{run('go')}</w:sdtContent></w:sdt>",
        "<w:r><w:tab/><w:t>by</w:t><w:br/><w:t>tram</w:t></w:r><w:r><w:commentReference/></w:r>",
        "<w:r><w:instrText>PAGE</w:instrText></w:r>",
    )
    control = f"<w:sdt><w:sdtContent>{paragraph(run('SU2: Aye.'))}</w:sdtContent></w:sdt>"
    path = written(tmp_path, "docx", docx(body + control))
    assert spoken(path) == [("P01", "I did there go by tram"), ("P02", "Aye.")]


def test_a_deleted_paragraph_end_joins_two_paragraphs(tmp_path: Path) -> None:
    gone = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    body = paragraph(gone, run("Gwen: mid")) + paragraph(run("dle")) + paragraph(run("SU2: yes"))
    found = passages(tmp_path, "docx", docx(body))
    assert [(p.label, p.text) for p in found] == [("Gwen", "middle"), ("SU2", "yes")]


def test_word_numbers_all_paragraphs(tmp_path: Path) -> None:
    table = f"<w:tbl>{row('Gwen', 'in a table')}{row('SU2', 'too')}</w:tbl>"
    body = paragraph() + paragraph(run("Gwen: one")) + table + paragraph(run("SU2: last"))
    refs = [p.source_ref for p in passages(tmp_path, "docx", docx(body))]
    assert refs == ["paragraph 2", "paragraph 3", "paragraph 5", "paragraph 7"]


def test_words_in_a_text_box_are_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph(run('SU2: boxed'))}</w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    body = paragraph(run("Gwen: yes"), f"<w:r>{both}</mc:AlternateContent></w:r>")
    assert spoken(written(tmp_path, "docx", docx(body))) == [("P01", "yes"), ("P02", "boxed")]


def test_tables_give_times_and_continue_empty_speaker_cells(tmp_path: Path) -> None:
    rows = row("0:04", "Gwen:", "one") + row("0:09", "", "two") + row("1:02:03", "SU2", "three")
    deleted = row("0:10", "Gwen", "gone").replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>")
    path = written(tmp_path, "docx", docx(f"<w:tbl>{rows}{deleted}</w:tbl>"))
    assert spoken(path) == [("P01", "one two"), ("P02", "three")]
    assert [p.start for p in read_transcript(path)] == [4.0, 9.0, 3723.0]


def test_a_table_of_time_and_labelled_text_is_read_like_paragraphs(tmp_path: Path) -> None:
    rows = row("0:04", "Gwen: one") + row("0:09 - 0:12", "SU2: two")
    found = passages(tmp_path, "docx", docx(f"<w:tbl>{rows}</w:tbl>"))
    assert [(p.label, p.start, p.end) for p in found] == [("Gwen", 4, None), ("SU2", 9, 12)]


def test_a_row_of_another_width_and_notes_beside_the_talk_make_no_speech(tmp_path: Path) -> None:
    rows = row("Speaker", "Text", "Observer") + row("Gwen", "one", "nods") + row("A break")
    rows += row("SU2", "two", "") + row("Gwen", "three", "cries")
    path = written(tmp_path, "docx", docx(f"<w:tbl>{rows}</w:tbl>"))
    assert spoken(path) == [("P01", "one A break"), ("P02", "two"), ("P01", "three")]


def test_a_second_speaker_in_a_cell_is_told_apart(tmp_path: Path) -> None:
    cell = f"<w:tc>{paragraph(run('hello'))}{paragraph(run('SU2: hi'))}</w:tc>"
    rows = f"<w:tr><w:tc>{paragraph(run('Gwen'))}</w:tc>{cell}</w:tr>" + row("Gwen", "so")
    path = written(tmp_path, "docx", docx(f"<w:tbl>{rows}</w:tbl>"))
    assert spoken(path) == [("P01", "hello"), ("P02", "hi"), ("P01", "so")]


def test_a_label_at_the_beginning_of_a_joined_paragraph_stays_one(tmp_path: Path) -> None:
    gone = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    body = paragraph(gone, run("Gwen: I came.")) + paragraph(run("SU2: By bus."))
    assert spoken(written(tmp_path, "docx", docx(body))) == [("P01", "I came."), ("P02", "By bus.")]


def test_a_file_inside_a_document_is_refused(tmp_path: Path) -> None:
    body = paragraph(run("Gwen: yes")) + "<w:altChunk/>"
    with pytest.raises(StudyError, match="another file"):
        passages(tmp_path, "docx", docx(body))


# --- OpenDocument ---------------------------------------------------------------------------------


def test_odt_leaves_out_deletions_and_comments_and_keeps_headings(tmp_path: Path) -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>never</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        '<text:h>Gwen: I<text:s text:c="3"/>went<office:annotation><text:p>hm</text:p>'
        "</office:annotation><text:line-break/>by <text:span>tr<text:span>am</text:span>"
        "</text:span><text:soft-page-break/>.</text:h><text:list><text:list-item><text:p>"
        "SU2: Aye.</text:p></text:list-item></text:list><table:table><table:table-row>"
        "<table:table-cell><text:p>Gwen</text:p></table:table-cell>"
        "<table:table-cell><text:p>in a</text:p><text:p>table</text:p></table:table-cell>"
        "</table:table-row></table:table>"
    )
    path = written(tmp_path, "odt", odt(body))
    assert spoken(path) == [("P01", "I went by tram."), ("P02", "Aye."), ("P01", "in a table")]
    refs = dict.fromkeys(p.source_ref for p in read_transcript(path))
    assert list(refs) == [f"paragraph {n}" for n in (1, 2, 3)]


def test_shapes_are_boxes_and_covered_cells_keep_their_column(tmp_path: Path) -> None:
    shape = "<draw:custom-shape><text:p>SU2: boxed</text:p></draw:custom-shape>"
    covered = "<table:covered-table-cell/>"
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    rows = [cell.format("0:03") + cell.format("Gwen") + cell.format("one")]
    rows += [covered + cell.format("SU2") + cell.format("two")]
    table = "".join(f"<table:table-row>{cells}</table:table-row>" for cells in rows)
    body = f"<text:p>Gwen: so{shape}</text:p><table:table>{table}</table:table>"
    found = [("P01", "so"), ("P02", "boxed"), ("P01", "one"), ("P02", "two")]
    assert spoken(written(tmp_path, "odt", odt(body))) == found


# --- Text and WebVTT ------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16"])
def test_text_in_any_usual_encoding(tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path, "txt", "Gwen: the café – “ours”\rSU2: aye".encode(encoding))
    assert spoken(path) == [("P01", "the café – “ours”"), ("P02", "aye")]


def test_characters_that_nobody_sees_are_gone_and_accents_are_composed(tmp_path: Path) -> None:
    text = "\ufeffGw\u200ben: Jo\u00adhn\u2060 a\u00a0 b\x0bcafe\u0301 \u202eok\u202c"
    path = written(tmp_path, "txt", text.encode())
    assert spoken(path) == [("P01", "John a b caf\u00e9 ok")]


def test_one_sign_on_the_page_is_one_sign_in_the_text(tmp_path: Path) -> None:
    text = "Gwen: Zoe\u0308 O\u02bcHare, O\u00b4Hare, L9\u20119QX, \u2018no\u2019 and 5` it`s"
    path = written(tmp_path, "txt", text.encode())
    assert spoken(path) == [("P01", "Zo\u00eb O’Hare, O’Hare, L9-9QX, ‘no’ and 5` it’s")]


def test_times_before_labels_are_times(tmp_path: Path) -> None:
    found = passages(tmp_path, "txt", b"[00:01:05] Gwen: yes\n10:30 was when she came")
    assert [(p.label, p.start, p.text) for p in found] == [
        ("Gwen", 65.0, "yes"),
        (None, None, "10:30 was when she came"),
    ]


def test_webvtt_voices_entities_notes_and_tags(tmp_path: Path) -> None:
    text = (
        "\ufeffWEBVTT - meeting\nKind: captions\n\nNOTE\nnot said\n\nSTYLE\n::cue {}\n\n"
        "abc/12-0\n00:01.500 --> 00:02.000 align:start\n"
        "<v Gwen>Fish &amp; <i>chips</i></v> <v.loud SU2>I &lt;3\nthem</v>\n\n"
        "01:00:00.000 --> 01:00:02.250\nFacilitator: 2 < 3, <00:00:01.000>right?\n- yes\n"
    )
    found = passages(tmp_path, "vtt", text.encode())
    assert [(p.label, p.text, p.start, p.end, p.source_ref) for p in found] == [
        ("Gwen", "Fish & chips", 1.5, 2.0, "cue 1"),
        ("SU2", "I <3 them", 1.5, 2.0, "cue 1"),
        ("Facilitator", "2 < 3, right? - yes", 3600.0, 3602.25, "cue 2"),
    ]


def test_cues_that_follow_without_an_empty_line_are_told_apart(tmp_path: Path) -> None:
    text = (
        "WEBVTT\n00:01.000 --> 00:02.000\nGwen: one\n00:02.000 --> 00:03.000\ntwo\n"
        "abc/3-0\n00:03.000 --> 00:04.000\nSU2: three\n\nan id of words\n"
        "00:04.000 --> 00:05.000\nfour --> five\n"
    )
    path = written(tmp_path, "vtt", text.encode())
    assert spoken(path) == [("P01", "one two"), ("P02", "three four --> five")]
    assert [p.source_ref for p in read_transcript(path)] == [f"cue {n}" for n in (1, 2, 3, 4)]


def test_subrip_numbers_looks_and_commas(tmp_path: Path) -> None:
    text = (
        "\ufeff1\r\n00:00:01,500 --> 00:00:02,000 X1:40 X2:60\r\n<i>Gwen:</i> Fish &amp;\r\n"
        '<font color="red">chips.</font>\r\n\r\n00:00:03.000 --> 00:01:04.250\r\n'
        "{\\an8}- SU2: I <3 them\r\n"
    )
    found = passages(tmp_path, "srt", text.encode())
    assert [(p.label, p.text, p.start, p.end, p.source_ref) for p in found] == [
        ("Gwen", "Fish & chips.", 1.5, 2.0, "cue 1"),
        ("SU2", "I <3 them", 3.0, 64.25, "cue 2"),
    ]


@pytest.mark.parametrize(
    ("encoding", "header", "separator"),
    [
        ("utf-8", "speaker,text,start,end", ","),
        ("utf-8-sig", "Speaker;Text;Start time;End time", ";"),
        ("utf-16", "Name\tTranscript\tTimestamp\tEnd", "\t"),
    ],
)
def test_a_table_of_text_as_spreadsheets_save_it(
    tmp_path: Path, encoding: str, header: str, separator: str
) -> None:
    rows = [
        ["Gwen:", '"one, ""two""; three\nfour"', "1.5", "0:00:02"],
        ["", "five", "2,5", ""],
        ["SU2", '"a\tb"', "1:02:03", ""],
        [],
        ["FACILITATOR", "six", "", ""],
    ]
    rows = [row for row in rows if not (separator == "," and "2,5" in row)]
    text = "\r\n".join([header, *(separator.join(row) for row in rows)])
    found = passages(tmp_path, "csv", text.encode(encoding))
    told = [(p.label, p.text, p.start, p.end, p.source_ref) for p in found]
    assert told[0] == ("Gwen", 'one, "two"; three four', 1.5, 2.0, "row 2")
    assert told[-2][:3] == ("SU2", "a b", 3723.0)
    assert told[-1] == ("FACILITATOR", "six", None, None, f"row {len(rows) + 1}")
    assert separator == "," or told[1] == (None, "five", 2.5, None, "row 3")


def test_of_several_columns_that_may_be_meant_the_surest_is(tmp_path: Path) -> None:
    text = b"participant,turn,speaker,words,text\nP01,1,Facilitator,1,Who?\nP01,2,Gwen,1,Me."
    assert spoken(written(tmp_path, "csv", text)) == [("FAC1", "Who?"), ("P01", "Me.")]


def test_further_columns_of_a_table_of_text_are_no_speech(tmp_path: Path) -> None:
    text = b"Row,Speaker,Role,Utterance,Notes\n1,Gwen,SU,hello,cried\n2,SU2,SU,aye"
    assert spoken(written(tmp_path, "csv", text)) == [("P01", "hello"), ("P02", "aye")]


# --- What cannot be read --------------------------------------------------------------------------

BOMB = '<!DOCTYPE a [<!ENTITY b "boom"><!ENTITY c "&b;&b;">]>'
GOOD = docx(paragraph(run("Gwen: Secretword")))
DEEP = "<w:sdt><w:sdtContent>" * 3000 + "</w:sdtContent></w:sdt>" * 3000
BAD: dict[str, tuple[str, bytes, str]] = {
    "empty": ("docx", b"", "the file is empty"),
    "truncated zip": ("docx", GOOD[: len(GOOD) // 2], "damaged or incomplete"),
    "flipped bytes": ("docx", GOOD[:60] + b"\xff" * 40 + GOOD[100:], "damaged or incomplete"),
    "odt named docx": ("docx", odt("<text:p>Secretword</text:p>"), r"\.odt"),
    "docx named odt": ("odt", GOOD, r"\.docx"),
    "docx named txt": ("txt", GOOD, "not plain text"),
    "txt named docx": ("docx", b"Gwen: Secretword", "damaged or incomplete"),
    "zip without a document": ("docx", zipped({"a.txt": "Secretword"}), "a part of it is missing"),
    "old Word or a password": ("docx", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "password"),
    "pdf named docx": ("docx", b"%PDF-1.7 Secretword", "PDF"),
    "rtf named txt": ("txt", rb"{\rtf1 Secretword}", "rich text"),
    "broken xml": ("docx", docx("<w:p>Secretword"), "line 1: damaged"),
    "deep xml": ("docx", docx(DEEP), "damaged"),
    "many tags": ("docx", docx("<w:p/>" * 510_000), "too large"),
    "more text than a book": ("txt", b"Gwen: yes\n" * 510_000, "larger than 5 MB"),
    "one huge paragraph": ("docx", docx(paragraph(*[run("x" * 9_000)] * 90)), "paragraph 1: too"),
    "unpacks to gigabytes": ("docx", zipped({"word/document.xml": " " * 120_000_000}), "100 MB"),
    "entities": ("odt", zipped({"content.xml": BOMB + "<a>&c;</a>"}), "defines entities"),
    "no words": ("docx", docx(paragraph()), "no words"),
    "spreadsheet": (
        "odt",
        zipped({"content.xml": "<a><body><spreadsheet/></body></a>"}),
        "text doc",
    ),
    "encrypted odt": (
        "odt",
        zipped({"content.xml": "x", "META-INF/manifest.xml": "<m><encryption-data/></m>"}),
        "password",
    ),
    "binary": ("txt", bytes(range(256)) * 4, "line 2: neither"),
    "zeros": ("txt", b"Gwen: a\nSecretword\x00\x00", "line 2: not plain text"),
    "no known encoding": ("txt", b"Gwen: Secretword\n\x81\x8d", "line 2: neither"),
    "half a UTF-16 letter": ("txt", b"\xff\xfeG\x00w", "utf-16"),
    "blank": ("txt", b" \n\t\n", "no words"),
    "one endless line": ("txt", b"Gwen: " + b"Secretword " * 100_000, "line 1: too long"),
    "no header": ("vtt", b"1\n00:01.000 --> 00:02.000\nSecretword", "line 1: not WEBVTT"),
    "unreadable times": ("vtt", b"WEBVTT\n\n1\n00:xx --> 00:02.000\nSecretword", "line 4, cue 1"),
    "words without a time": ("vtt", b"WEBVTT\n\nSecretword\nmore", "line 3: words without"),
    "unclosed voice": ("vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Secretword", "cue 1: <v"),
    "tags without end": (
        "vtt",
        b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"<c.<v " * 80_000,
        "cue 1: <v",
    ),
    "captions without times": ("srt", b"1\nSecretword: yes\n", "line 1: words without"),
    "only numbers": ("srt", b"1\n\n2\n\n3\n", "line 1: words without"),
    "unreadable captions": ("srt", b"1\n00:00:01,0 -> 2\nSecretword", "line 1: words without"),
    "no names of columns": ("csv", b"Gwen,Secretword\nSU2,yes", "row 1: must name the columns"),
    "too many cells": ("csv", b"speaker,text\nGwen,Secretword, yes", "row 2: more cells than"),
    "unclosed quotation": ("csv", b'speaker,text\nGwen,"Secretword\nSU2,yes', "row 2: a quotation"),
    "one huge cell": ("csv", b"speaker,text\nGwen," + b"x" * 600_000, "row 2: too long"),
    "header only": ("vtt", b"WEBVTT\n", "no words"),
    "no format at all": ("doc", b"Secretword", "not a transcript format"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_gets_one_line_with_file_and_remedy(tmp_path: Path, case: str) -> None:
    ending, content, problem = BAD[case]
    started = time.monotonic()
    with pytest.raises(StudyError, match=problem) as failure:
        passages(tmp_path, ending, content)
    (line,) = failure.value.problems
    assert line.startswith("FGD9.") and "\n" not in line and "Secretword" not in line
    assert ";" in line and time.monotonic() - started < 5


def test_a_file_that_is_not_there_or_closed_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match=r"FGD9\.docx: cannot be opened"):
        read_transcript(tmp_path / "FGD9.docx")


@pytest.mark.parametrize("content", [b"Gwen:\nSU2:\n", b"Gwen: hello\nMabel: hello"])
def test_only_speakers_and_unknown_labels_are_errors_of_the_turns(
    tmp_path: Path, content: bytes
) -> None:
    with pytest.raises(StudyError, match=r"^FGD9\.txt"):
        spoken(written(tmp_path, "txt", content))


# --- The script, and real interviews --------------------------------------------------------------


def test_the_script_writes_the_turns_of_its_group(tmp_path: Path) -> None:
    (tmp_path / "participants.csv").write_text(
        "participant_id,focus_group,speaker_labels,names,consent\n"
        "P01,FGD9,Gwen,,yes\nP02,FGD8,SU2,,yes\n"
    )
    (tmp_path / "staff.csv").write_text("staff_id,focus_groups,speaker_labels\nFAC1,FGD9,Ruth\n")
    transcript = written(tmp_path, "txt", b"Ruth: NA\n\nGwen: 12, None")
    report, doubts = parse_transcript(
        transcript, tmp_path / "participants.csv", tmp_path / "staff.csv", PLAIN, tmp_path / "t.csv"
    )
    assert report == "FGD9: 2 passages, 2 turns" and doubts == []
    table = read_table(tmp_path / "t.csv", integers=["turn"], floats=["start", "end"])
    assert tuple(table.columns) == TURN_COLUMNS
    assert table["text"].tolist() == ["NA", "12, None"]
    assert table["start"].isna().all()


# Turns of the moderator, of the participant, and runs of prompts in four public interviews.
INTERVIEWS = {
    "P2_GMT20211119": (7, 43, 37),
    "P10_GMT20211130": (8, 42, 35),
    "P14_GMT20220124": (15, 45, 30),
    "P16_GMT20211215": (13, 44, 32),
}


@pytest.mark.parametrize("name", INTERVIEWS)
def test_real_interviews_fall_into_moderator_participant_and_prompts(
    shared_data: Path, name: str
) -> None:
    people = [
        Person("IV1", "SU", ("Participant",), ()),
        Person("FAC1", "FAC", ("Moderator",), ()),
    ]
    guide = r"([0-9]+([.][a-z])?|[a-z][.][ivx]+)[.)]? +[A-Z]"
    path = shared_data / "transcripts" / f"{name}.odt"
    conventions = {"unlabelled_speaker": "Participant", "prompt_pattern": guide}
    table = attribute_turns(read_transcript(path), path.name, "IV1", people, conventions).turns
    assert set(table["speaker"]) == {"IV1", "FAC1"}
    staff, labelled = table["role"] == "FAC", table["speaker_label"] != ""
    counts = (sum(staff & labelled), sum(~staff), sum(staff & ~labelled))
    assert counts == INTERVIEWS[name]
