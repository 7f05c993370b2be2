"""Rich text: characters, paragraphs, tables, what is left out, and files that are damaged."""

import time
import tracemalloc
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from focusgroups.errors import StudyError
from focusgroups.transcripts import read_transcript
from focusgroups.transcripts.hidden.changes import ADDED, DELETED, STANDS, deleted_words
from focusgroups.transcripts.hidden.kinds import HiddenText
from focusgroups.transcripts.hidden.links import named_by_link
from focusgroups.transcripts.passages import Passage
from focusgroups.transcripts.rtf import hidden as rtfhidden
from focusgroups.transcripts.rtf import text as rtf
from focusgroups.transcripts.rtf.stories import read_stories
from focusgroups.transcripts.rtf.words import BODY
from focusgroups.transcripts.tidying import tidy

FONTS = (
    r"{\fonttbl{\f0\fswiss\fcharset0\fprq2{\*\panose 020b0604020202020204}Arial{\*\falt Helv};}"
    r"{\f1\fcharset204 Arial CYR;}{\f2\fnil\fcharset128 \'82\'6c\'82\'72;}{\f3\fcharset134 SimSun;}"
    r"{\f4\ftech\fcharset2 Symbol;}{\f5\fcharset238 Arial CE;}{\f6\fcharset136 MingLiU;}"
    r"{\f7\fcharset129 Batang;}{\f8\fcharset161 Arial Greek;}}"
)
STYLES = (
    r"{\stylesheet{\ql\f0 \snext0 Normal;}{\s1\b\outlinelevel0{\*\soutlvl0} heading 1;}"
    r"{\*\cs10 \additive Default Paragraph Font;}{\s2\f0 Header;}}"
)
HEAD = r"{\rtf1\ansi\ansicpg1252\uc1\deff0" + FONTS + STYLES
# What Word 2019 writes before the text, shortened.
WORD_HEAD = (
    r"{\rtf1\adeflang1025\ansi\ansicpg1252\uc1\adeff31507\deff0\stshfdbch31505\themelang2057"
    + FONTS
    + r"{\colortbl;\red0\green0\blue0;}{\*\defchp \f0\fs22}{\*\defpap \ql \li0}\noqfpromote "
    + STYLES
    + r"{\*\rsidtbl \rsid1\rsid22}{\mmathPr\mmathFont34}{\*\xmlnstbl {\xmlns1 http://x}}"
    + r"{\*\latentstyles\lsdstimax376{\lsdlockedexcept \lsdqformat1 Normal;heading 1;}}"
    + r"{\*\generator Riched20}\paperw11906\viewkind1 {\*\wgrffmtfilter 2450}"
    + r"\sectd\linex0{\*\pnseclvl1\pnucrm{\pntxta .}}"
)
WORD_TAIL = r"{\*\themedata 504b0304}{\*\datastore 01050000d0cf11e0}}"
PARAGRAPH = (
    r"\pard\plain \ltrpar\ql \li0\ri0\widctlpar\itap0\pararsid22 "
    r"\rtlch\fcs1 \af0\afs22 \ltrch\fcs0 \f0\fs22\lang2057 "
)


def word_run(text: str, properties: str = "") -> str:
    return (
        rf"{{\rtlch\fcs1 \af0 \ltrch\fcs0 {properties}\insrsid22\charrsid1 "
        rf"\hich\af0\dbch\af31505\loch\f0 {text}}}"
    )


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    def write(body: str | bytes, head: str = HEAD, tail: str = "}") -> Path:
        path = tmp_path / "FGD1.rtf"
        content = body if isinstance(body, bytes) else body.encode("latin-1")
        path.write_bytes(head.encode("ascii") + b"\n" + content + tail.encode("ascii"))
        return path

    return write


def texts(path: Path) -> list[str]:
    return [passage.text for passage in rtf.read(path)]


def places(passages: list[Passage]) -> list[tuple[str, str]]:
    return [(passage.source_ref.removeprefix("paragraph "), passage.text) for passage in passages]


Written = Callable[..., Path]

# --- Characters -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"caf\'e9 \'93x\'94 it\'92s", "café “x” it’s"),
        (r"\f1 \'cf\'f0\'e8 \f0 \'e9", "При é"),
        (r"{\f1 \'cf\'f0} \'e9", "Пр é"),
        (r"\f1 \'cf\plain \'e9", "Пé"),
        (r"{\loch\af1\hich\af1\dbch\f2 \'93\'fa}\loch\f0 \'e9", "日é"),
        (r"\f5 \'b9\'9c\'bf", "ąśż"),
        (r"\f8 \'c1\'e8", "Αθ"),
        # The second byte of a character may be a letter, a backslash or a brace.
        (r"\f2 \'93\'fa\'83A\'83\\\'83\{", "日アソボ"),
        ("\\f2 \\'93\n\\'fa", "日"),
        (r"\f3 \'d6\'d0\'ce\'c4 abc", "中文 abc"),
        (r"\f6 \'a4\'a4\'a4\'e5", "中文"),
        (r"\f7 \'c7\'d1\'b1\'db", "한글"),
        (r"\f4\'b7\f0 x", "·x"),
        (r"caf\u233?\u8217's", "café’s"),
        (r"\u8217\'92s \uc2\u8364\'80\'81x \uc0\u233 y", "’s €x éy"),
        (r"{\uc0\u233 y}\u233 abz", "éyébz"),
        (r"{\uc2{a}\u8364\'80\'80x}\u8217{}y", "a€x’y"),
        (r"\u-3913?x", "\uf0b7x"),
        (r"\u-10179?\u-8704? \uc0 \u55357\uc1 \u56832\'3f", "😀 😀"),
        (r"\u-10179?x", "�x"),
        (r"\u128512?\u99999999?", "😀�"),
        (r"a\u b", "ab"),
        # Named characters may stand in for a code, words about looks may not.
        (r"\u8220\ldblquote x\u8217\rquote s\u173\-y", "“x’sy"),
        (r"a\u8212\b x", "a—x"),
        (r"{\upr{caf?}{\*\ud{caf\u233?}}}", "café"),
        (r"a\~b\_c\-d \lquote x\rquote  \ldblquote y\rdblquote ", "a b-cd ‘x’ “y”"),
        (r"a\endash b\emdash c\bullet d\emspace e\zwnj f", "a–b—c•d ef"),
        (r"\{x\} \\ y\:z\|", "{x} \\ yz"),
        ("one\r\ntwo\nthree", "onetwothree"),
        ("a\x00b\\'e9", "abé"),
        (r"x\'81y", "xy"),
        (r"\'E9\'zz", "ézz"),
        (r"a\fs123456789012345678 b\b-c", "ab-c"),
        (r"{\unknownword kept}{\*\unknownword gone{ too}}", "kept"),
    ],
    ids=count(),
)
def test_characters(written: Written, body: str, expected: str) -> None:
    assert texts(written(body + r"\par")) == [expected]


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        (r"{\rtf1\ansi\ansicpg1251\deff0{\fonttbl{\f0 Arial;}}", r"\f0\'cf\'f0\f9\'e8", "При"),
        (r"{\rtf1\ansi\ansicpg1251", r"\'cf", "П"),
        (r"{\rtf1\ansi\ansicpg1251{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset1 B;}}", r"\'e9", "é"),
        (r"{\rtf1\ansi\ansicpg1251{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset1 B;}}", r"\f1\'e9", "й"),
        (r"{\rtf1\ansi{\fonttbl{\f0\cpg1251 A;}}", r"\'cf", "П"),
        (r"{\rtf1\deff3{\fonttbl{\f0 A;}{\f3\fcharset204 B;}}", r"\'cf\f0\'e9\plain\'cf", "ПéП"),
        (r"{\rtf1\mac{\fonttbl{\f0 Geneva;}}", r"caf\'8e \'d2x\'d3", "café “x”"),
        (r"{\rtf1\mac\ansicpg10000{\fonttbl\f0\fcharset77 A;\f1 B;}", r"\f0 caf\'8e", "café"),
        (r"{\rtf1\ansi\ansicpg10000{\fonttbl{\f0\fcharset0 Times;}}", r"\f0 it\'d5s", "it’s"),
        (r"{\rtf1\pc", r"caf\'82", "café"),
        (r"{\rtf1\pca", r"caf\'82 \'b5", "café Á"),
        (r"{\rtf1\ansi\ansicpg65001", "caf\xc3\xa9", "café"),
        (r"{\rtf1\ansi\ansicpg0", r"\'e9", "é"),
        (r"{\rtf1", "caf\xe9 \x93x\x94", "café “x”"),
        # What is not read need not be right.
        (r"{\rtf1\ansicpg932{\fonttbl{\f0 \'83;}}", r"{\header \'83}x", "x"),
        ("\xef\xbb\xbf\r\n{\\rtf1", "x", "x"),
    ],
    ids=count(),
)  # fmt: skip
def test_code_page_of_font_and_file(tmp_path: Path, head: str, body: str, expected: str) -> None:
    path = tmp_path / "FGD1.rtf"
    path.write_bytes(f"{head} {body}\\par}}".encode("latin-1"))
    assert texts(path) == [expected]


# --- Paragraphs -----------------------------------------------------------------------------------


def test_all_paragraphs_count_and_breaks_part_lines(written: Written) -> None:
    body = (
        "one\\par\\par\\pard two\\line G: three\\par {\\par}four\\sect five\\page six\\\nseven"
        r"\'0dG: eight"
    )
    assert places(rtf.read(written(body))) == [
        ("1", "one"),
        ("3", "two"),
        ("3", "G: three"),
        ("5", "four"),
        ("6", "five"),
        ("6", "six"),
        ("7", "seven"),
        ("7", "G: eight"),
    ]


def test_deleted_end_joins_paragraphs_and_an_added_one_parts_them(written: Written) -> None:
    body = r"one {\deleted\par}two{\revised\par}{\v\par}{\deleted gone\par}three\par four"
    assert places(rtf.read(written(body))) == [("2", "one two"), ("5", "three"), ("6", "four")]


def test_files_of_wordpad_and_textedit(tmp_path: Path) -> None:
    wordpad = (
        "{\\rtf1\\ansi\\ansicpg1252\\deff0\\nouicompat\\deflang2057{\\fonttbl{\\f0\\fnil\\fcharset0"
        " Calibri;}{\\f1\\fnil Calibri;}}\r\n{\\*\\generator Riched20 10.0.19041}\\viewkind4\\uc1 "
        "\r\n\\pard\\sa200\\b\\f0\\fs22\\lang9 Gwen:\\b0  it\\f1\\rquote\\f0 s \\'a320\\par\r\n"
        "{\\pntext\\f0\\'B7\\tab}{\\*\\pn\\pnlvlblt{\\pntxtb\\'B7}}SU2: no\\par\r\n}\r\n\x00"
    )
    textedit = (
        "{\\rtf1\\ansi\\ansicpg1252\\cocoartf2639\n\\cocoaplatform0{\\fonttbl\\f0\\fswiss\\fcharset0"
        " Helvetica-Bold;\\f1\\fswiss\\fcharset0 Helvetica;}\n{\\colortbl;\\red255\\green255"
        "\\blue255;}\n{\\*\\expandedcolortbl;;}\n\\pard\\tx566\\partightenfactor0\n\n\\f0\\b\\fs24 "
        "\\cf0 Gwen:\n\\f1\\b0  it\\'92s \\'a320\\\nSU2: no}"
    )
    for content in (wordpad, textedit):
        path = tmp_path / "FGD1.rtf"
        path.write_bytes(content.encode("latin-1"))
        assert places(rtf.read(path)) == [("1", "Gwen: it’s £20"), ("2", "SU2: no")]


def test_file_of_word(written: Written) -> None:
    body = (
        PARAGRAPH
        + word_run("Gwen:", r"\b")
        + word_run(r" it\rquote ")
        + word_run(r"{\*\bkmkstart _GoBack}{\*\bkmkend _GoBack}s \u-10179\'3f\u-8704\'3f")
        + word_run(r"\par ")
        + PARAGRAPH
        + word_run("SU2: no")
        + r"{\rtlch\fcs1 \af0 \ltrch\fcs0 \insrsid1 \par }"
    )
    passages = rtf.read(written(body, head=WORD_HEAD, tail=WORD_TAIL))
    assert places(passages) == [("1", "Gwen: it’s 😀"), ("2", "SU2: no")]
    assert passages[0].readings[0].label == "Gwen"


@pytest.mark.parametrize(
    ("body", "lead"),
    [
        (r"{\b Gwen} yes", 4),
        (r"{\b Gw}{\v x} {\b en}{\i  yes}", 5),
        (r"\b Gwen\b0 : yes", 4),
        (r"{\b Gw}{\b en} \b0 yes", 4),
        (r"\ul Gwen\ulnone  yes", 4),
        (r"{\uldb Gwen}{\ul0  yes}", 4),
        (r"{\b Gwen\plain  yes}", 4),
        (r"Gwen {\b yes}", 0),
        (r"{\deleted x}{\b Gwen}{\v x} yes", 4),
        (r"\s1 Gwen", 4),
        (r"\outlinelevel2 Gwen", 4),
        (r"\outlinelevel9 Gwen", 0),
        (r"\s2 Gwen", 0),
        (r"\s1\pard Gwen", 0),
    ],
    ids=count(),
)
def test_bold_underlined_and_headings_are_set_apart(written: Written, body: str, lead: int) -> None:
    stories = dict(read_stories(written(body + r"\par\pard next\par")))
    assert [block.lead for block in stories[BODY]] == [lead, 0]  # type: ignore[union-attr]


def test_set_apart_label_is_read(written: Written) -> None:
    passages = rtf.read(written(r"\s1 Gwen\par\pard yes\par {\b SU2} no\par"))
    assert [{r.form: r.label for r in p.readings}.get("set apart") for p in passages] == [
        "Gwen",
        None,
        "SU2",
    ]


# --- Tables and boxes -----------------------------------------------------------------------------

ROW = r"\trowd\cellx900\cellx1900\pard\intbl %s\row "


def test_tables_are_read_row_by_row(written: Written) -> None:
    rows = (
        ROW % r"Speaker\cell Text\cell",
        ROW % r"{Gwen}\cell one\par\b two\cell",
        r"\pard after\par"
        r"\pard\intbl{SU2\cell three\cell}\pard\intbl{\trowd\cellx900\cellx1900\row}",
    )
    body = r"before\par" + "".join(rows) + r"\pard end\par" + ROW % r"Gwen\cell four\cell"
    passages = rtf.read(written(body))
    assert [(p.source_ref, p.label, p.text) for p in passages] == [
        ("paragraph 1", None, "before"),
        ("paragraph 4", "Gwen", "one two"),
        ("paragraph 7", None, "after"),
        ("paragraph 8", "SU2", "three"),
        ("paragraph 10", None, "end"),
        ("paragraph 11", "Gwen", "four"),
    ]


def test_nested_tables_are_text_of_their_cell(written: Written) -> None:
    inner = (
        r"\pard\intbl\itap2 in one\nestcell in two\nestcell"
        r"{\*\nesttableprops\trowd\cellx500\nestrow}{\nonesttables\par}\pard\intbl\itap1 "
    )
    body = ROW % (r"Gwen\cell out " + inner + r"more\cell") + ROW % r"SU2\cell last\cell"
    passages = rtf.read(written(body))
    assert [(p.source_ref, p.label, p.text) for p in passages] == [
        ("paragraph 1", "Gwen", "out in one in two more"),
        ("paragraph 5", "SU2", "last"),
    ]


def test_deleted_rows_are_left_out_and_count(written: Written) -> None:
    gone = r"\trowd\pard\intbl{\deleted SU2\cell b\cell\row}"
    marked = r"\trowd\pard\intbl SU2\cell b\cell{\deleted\row}"
    body = ROW % r"Gwen\cell a\cell" + gone + marked + ROW % r"SU3\cell c\cell"
    passages = rtf.read(written(body))
    assert [(p.source_ref, p.label, p.text) for p in passages] == [
        ("paragraph 1", "Gwen", "a"),
        ("paragraph 7", "SU3", "c"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        # The paragraphs after a table still say that they are in one.
        ROW % r"G\cell a\cell" + r"one\par two\par" + ROW % r"S\cell b\cell" + r"\pard end",
        # A row does not say where it ends.
        (ROW % r"G\cell a\cell")
        + r"\pard one\par two\par" + (ROW % r"S\cell b\cell")[:-5] + r"\pard end",
        # Cells do not say that they are in a table.
        (ROW % r"G\cell a\cell").replace(r"\intbl", "")
        + r"\pard one\par two\par" + ROW % r"S\cell b" + r"\pard end",
    ],
    ids=count(),
)  # fmt: skip
def test_tables_of_careless_programs_lose_nothing(written: Written, body: str) -> None:
    passages = rtf.read(written(body))
    assert [(p.label, p.text) for p in passages] == [
        ("G", "a"),
        (None, "one"),
        (None, "two"),
        ("S", "b"),
        (None, "end"),
    ]


def test_text_boxes_follow_the_paragraph_that_holds_them(written: Written) -> None:
    box = (
        r"{\shp{\*\shpinst\shpleft0{\sp{\sn fLine}{\sv 0}}{\shptxt\pard box one\par box two}}"
        r"{\shprslt{\*\do\dobxpage{\dptxbxtext box one}}}}"
    )
    old_box = r"{\*\do\dobxpage\dptxbx{\dptxbxtext\pard box three\par}\dpx0}"
    table = r"{\shp{\*\shpinst{\shptxt " + ROW % r"G\cell box four\cell" + "}}}"
    cell = ROW % rf"G\cell d{box}\cell"
    body = rf"a{box} b{old_box}\par c{table}\par {cell}\pard{table}"
    assert places(rtf.read(written(body))) == [
        ("1", "a b"),
        ("1", "box one"),
        ("1", "box two"),
        ("1", "box three"),
        ("2", "c"),
        ("2", "box four"),
        ("3", "d box one box two"),
        ("5", "box four"),
    ]


# --- What is left out, and what is not ------------------------------------------------------------


@pytest.mark.parametrize(
    "apart",
    [
        r"{\info{\title t}{\author a}}",
        r"{\pict\pngblip 89504e47}",
        r"{\*\shppict{\pict\pngblip 89504e47}}{\nonshppict{\pict 0100}}",
        r"{\pict\wmetafile8\bin9 }}{\bin9 }",
        r"{\header\pard h\par}{\footerl f\par}{\headerf h}{\footerr{\*\x}f\par}",
        r"{\super\chftn{\footnote\pard\plain\chftn note\par}}",
        r"{\footnote\ftnalt endnote}",
        r"{\*\atrfstart 1}{\*\atnid FA}{\*\atnauthor F}\chatn{\*\annotation{\*\atnref 1}c\par}",
        r"{\field{\*\fldinst HYPERLINK {x}}}{\field{\fldinst PAGE}}",
        r"{\listtext\pard\plain 1.\tab}{\pntext\'B7\tab}",
        r"{\xe{\v index}}{\tc contents}",
        r"{\object\objemb{\*\objclass P}{\*\objdata 0102}}",
        r"{\v hidden\par}"[:-5] + "}",
        r"\v hidden\v0 ",
        r"{\deleted gone {\b0 gone}}",
        r"\deleted gone\deleted0 ",
        r"{\mvf\mvauth1 moved away}",
        r"{\deleted{\field{\*\fldinst X}{\fldrslt gone}}}",
        r"{\*\pgdsctbl{\pgdsc0{\header h\par}Default;}}",
        r"{\*\ftnsep\chftnsep x\par}{\ftnsepc x}{\aftncn x}",
        r"{\revtbl{Unknown;}{F;}}{\*\userprops{\propname n}{\staticval v}}",
    ],
    ids=count(),
)
def test_what_is_not_the_talk_is_left_out(written: Written, apart: str) -> None:
    assert texts(written(rf"one {apart}two\par")) == ["one two"]


@pytest.mark.parametrize(
    "counted",
    [
        r"{\revised\revauth1 two}",
        r"{\mvt two}",
        r"{\deleted0\v0 two}",
        r"{\field{\*\fldinst HYPERLINK {x}}{\fldrslt{\ul two}}}",
        r"{\field{\*\fldinst FORMTEXT{\*\formfield{\*\ffdeftext x}}}{\fldrslt two}}",
        r"{\object{\*\objdata 0102}{\result{\pict 01}two}}",
        r"{\deleted gone \plain two}",
        r"{\strike\caps\webhidden two}",
    ],
    ids=count(),
)
def test_what_stands_counts(written: Written, counted: str) -> None:
    assert texts(written(rf"one {counted}\par")) == ["one two"]


def test_hidden_text_is_told_by_kind(written: Written) -> None:
    body = (
        r"{\info{\title T}{\author A\'e9}{\operator O}{\*\manager M}{\*\company C}{\subject S}"
        r"{\keywords K}{\doccomm D}{\creatim\yr2024}}{\*\template C:\\Users\\Tess\\x.dotm}"
        r"{\*\userprops{\propname n}\proptype30{\staticval V}"
        r"{\propname _AuthorEmailDisplayName}{\staticval W}}"
        r"{\*\revtbl {Unknown;}{Rev One;}{Rev Two;}}{\header H\par}{\footer F}"
        r"said{\*\atnid CI}{\*\atnauthor CA}\chatn{\*\annotation{\*\atnref 1}c{\v  one}\par c two}"
        r"{\footnote N {\deleted ND}}"
        r'{\field{\*\fldinst HYPERLINK "mailto:g@example.org?subject=x"}{\fldrslt link}}'
        r" De{\deleted borah}{\revised nise} {\deleted gone\par gone} {\v V1}{\b\v V2} said\par"
        r"\trowd\pard\intbl{x\cell\deleted\row}"
    )
    found = [(piece.kind, piece.text) for piece in rtfhidden.read(written(body))]
    assert found == [
        ("property", "T"),
        ("author", "Aé"),
        ("last modified by", "O"),
        ("manager", "M"),
        *(("property", letter) for letter in "CSKD"),
        ("user name", "Tess"),
        ("property", "V"),
        ("author", "W"),
        *(("change author", name) for name in ("Unknown", "Rev One", "Rev Two", "")),
        ("header or footer", "H"),
        ("header or footer", "F"),
        ("initials", "CI"),
        ("comment author", "CA"),
        ("comment", "c one\nc two"),
        ("note", "N "),
        ("deleted text", "ND"),
        ("link", "g@example.org"),
        ("deleted text", "Deborah"),
        ("deleted text", "gone\ngone"),
        ("hidden text", "V1V2"),
        ("deleted text", "x"),
    ]


def test_words_are_deleted_whole() -> None:
    pieces = [("De", STANDS), ("borah", DELETED), ("nise", ADDED), (" and X", STANDS)]
    assert list(deleted_words([*pieces, ("Y ", DELETED), ("z", STANDS)])) == ["Deborah", "XY "]
    many = [("ab", STANDS), ("c ", DELETED)] * 50_000
    began = time.perf_counter()
    assert sum(len(text) for text in deleted_words(many)) == 200_000
    assert time.perf_counter() - began < 2


def test_links_name_people() -> None:
    assert list(named_by_link("https://example.org/Users")) == []
    assert list(named_by_link(r"file:///C:\\Users\\Tess%20T\\x")) == [
        HiddenText("user name", "Tess T")
    ]


# --- Whole dialogues ------------------------------------------------------------------------------

LETTERS = st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"))
LINES = st.lists(st.text(LETTERS, min_size=1, max_size=60), min_size=1, max_size=12)


def as_codes(line: str) -> str:
    """Every character beyond ASCII as Word writes it in Unicode."""
    units = line.encode("utf-16-le")
    numbers = [int.from_bytes(units[i : i + 2], "little") for i in range(0, len(units), 2)]
    pieces = [
        ("\\" if chr(n) in "\\{}" else "") + chr(n)
        if n < 128
        else rf"\u{n - 65536 if n > 32767 else n}\'3f"
        for n in numbers
    ]
    return "".join(pieces)


def as_bytes(line: str) -> str:
    """Characters of the code page by their bytes, others by their number and nothing for it."""
    written = []
    for char in line:
        try:
            byte = char.encode("windows-1252")
            written.append(f"\\'{byte.hex()}" if byte[0] > 127 or char in "\\{}" else char)
        except UnicodeEncodeError:
            units = char.encode("utf-16-le")
            for i in range(0, len(units), 2):
                number = int.from_bytes(units[i : i + 2], "little")
                written.append(rf"{{\uc0\u{number - 65536 if number > 32767 else number} }}")
    return "".join(written)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(lines=LINES, cut=st.integers(0, 60))
def test_every_dialogue_comes_back_whole(written: Written, lines: list[str], cut: int) -> None:
    expected = [words for words in map(tidy, lines) if words]
    assume(expected)
    plain = "".join(rf"\pard {as_codes(line)}\par" + "\r\n" for line in lines)
    runs = "".join(
        PARAGRAPH + word_run(as_bytes(line[:cut])) + word_run(as_bytes(line[cut:])) + r"{\par }"
        for line in lines
    )
    assert texts(written(plain)) == expected
    assert texts(written(runs, head=WORD_HEAD, tail=WORD_TAIL)) == expected


# --- Damaged and outsized files -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"{\\rtf1 one\\par\ntwo, cut in the mid", "line 2: the file ends in the middle"),
        (b"{\\rtf1 one\\par\n\\pard {\\b two\\par", "line 2: the file ends in the middle"),
        (b"{\\rtf1 one\\par\n{\\*\\themedata 504b", "line 2: the file ends in the middle"),
        (b"{\\rtf1 one\\par\n{\\pict\\bin999 abc}}", "line 2: the file ends in the middle"),
        (b"{\\rtf1 one\\par\n\\par", "line 2: the file ends in the middle"),
        (b"{\\rtf1 one \\\\par ", "line 1: the file ends in the middle"),
        (b"{\\rtf1 " + b"{" * 100_000, "line 1: the file ends in the middle"),
        (b"{\\rtf1 one\n\\b two}} three\\par}", "line 2: the text ends here but the file goes on"),
        (b"{\\rtf1\\ansicpg932 one\\par\ntw\\'83 o\\par\n}", "line 2: a character that its code"),
        (b"{\\rtf1\\ansicpg99999 tw\\'83o}", "line 1: a character that its code page does not"),
        (b"PK\x03\x04", "not rich text (.rtf) but a Word, OpenDocument or zip file"),
        (b"\xd0\xcf\x11\xe0", "not rich text (.rtf) but an old .doc file"),
        (b"Gwen: hello", "not rich text (.rtf) but something else"),
        ("{\\rtf1 one\\par}".encode("utf-16"), "not rich text (.rtf) but something else"),
        (b"{\\rtf1 " + b"x\\par " * 100_001 + b"}", "too large for a transcript"),
        (b"{\\rtf1 " + b"\\b " * 500_000 + b"}", "too large for a transcript"),
        (b"{\\rtf1 " + b"word " * 1_000_001 + b"}", "more than 5 MB of text"),
        (b"{\\rtf1{\\pict " + b"0f" * 15_000_000 + b"}x}", "larger than 30 MB"),
    ],
    ids=count(),
)
def test_what_cannot_be_read_is_said_in_one_line(
    tmp_path: Path, content: bytes, problem: str
) -> None:
    path = tmp_path / "FGD1.rtf"
    path.write_bytes(content)
    began = time.perf_counter()
    with pytest.raises(StudyError) as error:
        rtf.read(path)
    assert str(error.value).startswith("FGD1.rtf") and problem in str(error.value)
    assert "\n" not in str(error.value) and "two" not in str(error.value)
    assert time.perf_counter() - began < 8


@pytest.mark.parametrize(
    "content",
    [
        b"{\\rtf1 one\\par\r\n\x00",
        b"{\\rtf1 one\\sect ",
        b"{\\rtf1 one\\\n",
        b"{\\rtf1 one}}}\r\n\x00\x1a",
        b"{\\rtf1 one\\par}" + b"\x00" * 1000,
        b"{\\rtf1 one\\bin-5 \\par}",
        b"{\\rtf1 " + b"{" * 100_000 + b"one" + b"}" * 100_000 + b"\\par}",
        b"{\\rtf1 " + b"{\\b\\v0 " * 20_000 + b"one" + b"}" * 20_000 + b"\\par}",
        b"{\\rtf1 {\\pict " + b"0f" * 13_000_000 + b"}one\\par}",
        b"{\\rtf1 {\\pict\\bin20000000 " + bytes(range(256)) * 78_125 + b"}one\\par}",
        b"{\\rtf1 one" + b"\x00" * 10_000_000 + b"}",
    ],
    ids=count(),
)
def test_what_is_sure_is_read(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "FGD1.rtf"
    path.write_bytes(content)
    tracemalloc.start()
    assert texts(path) == ["one"]
    assert tracemalloc.get_traced_memory()[1] < 150_000_000
    tracemalloc.stop()


def test_a_file_cut_anywhere_within_is_noticed(written: Written) -> None:
    body = "".join(PARAGRAPH + word_run(f"turn {n}") + r"{\par }" for n in range(5))
    path = written(body, head=WORD_HEAD, tail=WORD_TAIL)
    content = path.read_bytes()
    for end in range(10, len(content), 3):
        path.write_bytes(content[:end])
        with pytest.raises(StudyError, match="ends in the middle"):
            rtf.read(path)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(noise=st.text(st.sampled_from("{}\\'*uabpr 0-9\n~") | st.characters(max_codepoint=255)))
def test_noise_is_read_or_refused(written: Written, noise: str) -> None:
    for body in (noise, rf"\trowd\intbl {noise}\cell {noise}\row\uc2{{\footnote {noise}}}\par"):
        path = written(body)
        try:
            rtf.read(path)
            list(rtfhidden.read(path))
        except StudyError as error:
            assert str(error).startswith("FGD1.rtf")


def test_an_hour_of_talk_takes_no_time(written: Written) -> None:
    turns = [
        PARAGRAPH + "".join(word_run("word " * 5, r"\b0") for _ in range(5)) + r"{\par }"
        for _ in range(400)
    ]
    path = written("".join(turns), head=WORD_HEAD, tail=WORD_TAIL)
    began = time.perf_counter()
    passages = read_transcript(path)
    assert time.perf_counter() - began < 0.5
    assert sum(len(passage.text.split()) for passage in passages) == 10_000
