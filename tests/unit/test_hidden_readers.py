"""What is hidden in places that few look at is found, and is no speech."""

from pathlib import Path

import pytest

from focusgroups.transcripts import read_transcript
from focusgroups.transcripts.hidden.kinds import is_nobody
from focusgroups.transcripts.hidden.reading import read_hidden
from hidden_files import PROPERTIES, archive, paragraph, run, word_file

OASIS = "urn:oasis:names:tc:opendocument:xmlns"
ODF = " ".join(
    f'xmlns:{prefix}="{OASIS}:{name}:1.0"'
    for prefix, name in {
        **{name: name for name in ("office", "text", "style", "table", "script")},
        **{"draw": "drawing", "svg": "svg-compatible"},
    }.items()
)
DUBLIN_CORE = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
STYLE = (
    '<style:style style:name="{name}" style:family="{family}" style:parent-style-name="{parent}">'
    "{letters}</style:style>"
)
HIDES = '<style:text-properties text:display="none"/>'
SHOWS = '<style:text-properties text:display="true"/>'


def style(name: str, parent: str = "", letters: str = "", family: str = "paragraph") -> str:
    return STYLE.format(name=name, parent=parent, letters=letters, family=family)


def odt_file(path: Path, text: str, looks: str = "", styles: str = "", **parts: str) -> Path:
    """An .odt with ``text``, with automatic ``looks`` and with ``styles`` of its own part."""
    return archive(
        path,
        {
            "content.xml": (
                f"<office:document-content {ODF} {DUBLIN_CORE}><office:automatic-styles>{looks}"
                f"</office:automatic-styles><office:body><office:text>{text}</office:text>"
                "</office:body></office:document-content>"
            ),
            "styles.xml": (
                f"<office:document-styles {ODF}><office:styles>{styles}</office:styles>"
                "</office:document-styles>"
            ),
            **{f"{name}.xml": content for name, content in parts.items()},
        },
    )


def said(path: Path) -> list[str]:
    return [passage.text for passage in read_transcript(path)]


def hidden(path: Path) -> set[tuple[str, str]]:
    return {(piece.kind, piece.text) for piece in read_hidden(path)}


def odt_of(folder: Path, text: str, looks: str = "", styles: str = "", **parts: str) -> Path:
    return odt_file(folder / "G1.odt", text, looks, styles, **parts)


# --- OpenDocument -------------------------------------------------------------------------------


def test_a_style_hides_through_its_parents(tmp_path: Path) -> None:
    path = odt_of(
        tmp_path,
        '<text:p text:style-name="P1">aside one<draw:frame><svg:desc>Petra</svg:desc>'
        "</draw:frame></text:p>"
        '<text:p text:style-name="P2">said one</text:p>'
        '<text:p text:style-name="P3">said two <text:span text:style-name="Quiet">aside two'
        '</text:span><text:span text:style-name="Base">and three</text:span></text:p>',
        looks=style("P1", "Quiet") + style("P2", "Quiet", SHOWS) + style("P3", "P3"),
        styles=style("Base", family="text")
        + style("Base", letters=HIDES)
        + style("Quiet", "Base")
        + style("Quiet", letters=HIDES, family="text")
        + style("P3", letters=HIDES),
    )
    assert said(path) == ["said one", "said two and three"]
    asides = {("hidden text", text) for text in ("aside one", "aside two")}
    assert hidden(path) == {*asides, ("property", "Petra")}


@pytest.mark.parametrize("is_hidden", ["true", "false"])
def test_a_section_hides_on_a_condition(tmp_path: Path, is_hidden: str) -> None:
    section = f'<text:section text:display="condition" text:is-hidden="{is_hidden}">'
    path = odt_of(tmp_path, f"{section}<text:p>aside</text:p></text:section><text:p>yes</text:p>")
    assert said(path) == (["yes"] if is_hidden == "true" else ["aside", "yes"])
    assert hidden(path) == ({("hidden text", "aside")} if is_hidden == "true" else set())


def test_what_is_written_of_pictures_and_shapes_is_hidden_and_not_said(tmp_path: Path) -> None:
    described = "<svg:title>{0} title</svg:title><svg:desc>{0} words</svg:desc>"
    path = odt_of(
        tmp_path,
        f"<text:p>We <draw:frame>{described.format('Petra')}</draw:frame>met <draw:g>"
        f"{described.format('Gwen')}<draw:rect>{described.format('Tadhg')}<text:p>in a box</text:p>"
        "</draw:rect></draw:g><text:title>Title shown</text:title>"
        "<text:script>run()</text:script><office:event-listeners>listen"
        '</office:event-listeners><text:variable-set text:display="none">Vera</text:variable-set>'
        "<text:variable-set>seen</text:variable-set></text:p>"
        "<table:table><table:title>Ottilie table</table:title><table:table-row><table:table-cell>"
        "<text:p>in a cell<office:annotation><text:p>no speech</text:p></office:annotation>"
        "</text:p></table:table-cell></table:table-row></table:table>",
    )
    assert said(path) == ["We met Title shownseen", "in a box", "in a cell"]
    names, kinds = ("Petra", "Gwen", "Tadhg"), ("title", "words")
    pictures = {f"{name} {what}" for name in names for what in kinds}
    assert hidden(path) == {
        *(("property", text) for text in (*pictures, "Ottilie table")),
        *(("hidden text", "Vera"), ("comment", "no speech")),
    }


@pytest.mark.parametrize(
    "gone",
    ["<text:p>kechi</text:p><text:p/>", "<text:p/><text:p>Nkech</text:p>", "<text:p>kech</text:p>"],
    ids=["paragraph ends after it", "paragraph ends before it", "within a word"],
)
def test_deleted_words_end_where_their_paragraph_ends(tmp_path: Path, gone: str) -> None:
    path = odt_of(
        tmp_path,
        '<text:tracked-changes><text:changed-region text:id="c"><text:deletion>'
        f"{gone}</text:deletion></text:changed-region></text:tracked-changes>"
        '<text:p>I saw N<text:change text:change-id="c"/>i yes.</text:p>',
    )
    assert hidden(path) == {("deleted text", "Nkechi")}


def test_earlier_versions_name_who_kept_them(tmp_path: Path) -> None:
    version = '<v:version-entry v:creator="Una Changer" v:comment="before Tadhg left"/>'
    versions = f'<v:version-list xmlns:v="urn:v">{version}</v:version-list>'
    path = odt_of(tmp_path, "<text:p>yes</text:p>", VersionList=versions)
    assert hidden(path) == {("change author", "Una Changer"), ("comment", "before Tadhg left")}


# --- Word -----------------------------------------------------------------------------------------


def row(*cells: str, marks: str = "", cell_marks: str = "") -> str:
    inside = "".join(f"<w:tc><w:tcPr>{cell_marks}</w:tcPr>{cell}</w:tc>" for cell in cells)
    return f"<w:tr><w:trPr>{marks}</w:trPr>{inside}</w:tr>"


def test_hidden_rows_and_deleted_cells_are_no_speech(tmp_path: Path) -> None:
    aside, yes = (paragraph(run(text)) for text in ("aside", "said in a row"))
    gone, inner = (paragraph(run(text)) for text in ("cut cell", "aside within"))
    table = (
        row(aside, marks="<w:hidden/>")
        + row(yes, marks='<w:hidden w:val="0"/>')
        + row(gone, cell_marks="<w:cellDel/>")
        + row(f"<w:tbl>{row(inner, marks='<w:hidden/>')}</w:tbl>{paragraph(run('last row'))}")
    )
    path = word_file(tmp_path / "G1.docx", f"<w:tbl>{table}</w:tbl>{paragraph(run('after'))}")
    passages = read_transcript(path)
    # Rows that do not stand count their paragraphs.
    assert [(passage.text, passage.source_ref) for passage in passages] == [
        ("said in a row", "paragraph 2"),
        ("last row", "paragraph 4"),
        ("after", "paragraph 6"),
    ]
    asides = {("hidden text", text) for text in ("aside", "aside within")}
    assert hidden(path) == {*asides, ("deleted text", "cut cell")}


def code(text: str) -> str:
    half = len(text) // 2
    return "".join(run(piece, tag="instrText") for piece in (text[:half], text[half:]))


def test_fields_and_permissions_name_people(tmp_path: Path) -> None:
    body = (
        paragraph(code('HYPERLINK "mailto:gwen@example.org"'), run("said"))
        + paragraph(code("HYPERLINK mailto:petra@example.org "), code(' AUTHOR "Ada Quell" '))
        + '<w:p><w:fldSimple w:instr="HYPERLINK &quot;mailto:mel@example.org&quot;"/>'
        '<w:permStart w:id="1" w:ed="CORP\\jtypist"/></w:p>'
    )
    path = word_file(tmp_path / "G1.docx", body)
    assert said(path) == ["said"]
    mails = {("link", f"{name}@example.org") for name in ("gwen", "petra", "mel")}
    assert hidden(path) == {*mails, ("author", "Ada Quell"), ("user name", "CORP\\jtypist")}


def test_those_who_share_react_and_get_tasks_are_named(tmp_path: Path) -> None:
    user = '<c:user userId="S::{0}@example.org::1f" userName="{1}"/>'
    shared = (
        "<properties><SharedWithUsers><UserInfo><DisplayName>Heda Sharer</DisplayName>"
        "<AccountId>12</AccountId></UserInfo><UserInfo><DisplayName>i:0#.f|membership|"
        "fay@example.org</DisplayName></UserInfo></SharedWithUsers><Id>AB-12</Id>"
        f"<Flag>false</Flag><Essay>{'Words and words ' * 20}</Essay></properties>"
    )
    path = word_file(
        tmp_path / "G1.docx",
        data=shared,
        # Which part of the file it stands in does not matter: its first element says what it is.
        comments=f'<c:commentsExtensible xmlns:c="c">{user.format("ivo", "Ivo Reader")}'
        "</c:commentsExtensible>",
        people=f'<c:Tasks xmlns:c="c">{user.format("una", "Una Asked")}'
        '<c:SetTitle title="Ask Tadhg"/></c:Tasks>',
        custom=f'<Properties xmlns="{PROPERTIES}/custom-properties">'
        '<property name="MSIP_Label_1f_Owner"><l>cass@example.org</l></property>'
        '<property name="MSIP_Label_1f_Name"><l>Official</l></property></Properties>',
    )
    users = ("ivo@example.org", "Ivo Reader", "una@example.org", "Una Asked", "cass@example.org")
    assert hidden(path) == {
        *(("user name", user) for user in users),
        *(("property", text) for text in ("Heda Sharer", "fay@example.org")),
        ("comment", "Ask Tadhg"),
    }


# --- Rich text, captions, names of nobody ---------------------------------------------------------


def test_rich_text_names_people_in_lists_and_links(tmp_path: Path) -> None:
    path = tmp_path / "G1.rtf"
    path.write_text(
        r"{\rtf1\ansi{\*\docvar {Checked by}{Vera Quell}}{\*\protusertbl{CORP\\jtypist}{Una Lund}}"
        r"{\field{\*\fldinst HYPERLINK mailto:mel@example.org}{\fldrslt said}}\par}",
        encoding="ascii",
    )
    assert said(path) == ["said"]
    assert hidden(path) == {
        *(("property", "Vera Quell"), ("link", "mel@example.org")),
        *(("user name", "CORP\\jtypist"), ("user name", "Una Lund")),
    }


def test_captions_name_people_in_header_and_styles(tmp_path: Path) -> None:
    path = tmp_path / "G1.vtt"
    path.write_text(
        "WEBVTT\nKind: captions\nLanguage: en\nTyped by Fay Quell\n\n"
        "STYLE\n::cue(v[voice=\"Heda Lund\"]) { color: red }\n::cue(v[voice='Ivo']) {}\n\n"
        '00:01.000 --> 00:02.000\n<v SU1>a [voice="said"] word</v>\n',
        encoding="utf-8",
    )
    texts = ("Typed by Fay Quell", "Heda Lund", "Ivo")
    assert hidden(path) == {("property", text) for text in texts}
    assert said(path) == ['a [voice="said"] word']


@pytest.mark.parametrize("between", ["", "\n"], ids=["times", "empty line"])
def test_a_header_ends_where_cues_begin(tmp_path: Path, between: str) -> None:
    path = tmp_path / "G1.vtt"
    path.write_text(f"WEBVTT\n{between}00:01.000 --> 00:02.000\nFay came\n", encoding="utf-8")
    assert hidden(path) == set()
    assert said(path) == ["Fay came"]


GENERIC = [
    *("Guest User", "Registered User", "Valued Customer", "Local Account", "Public", "Shared"),
    *("Family", "Test", "Default", "Benutzer", "Toshiba", "Transcript", "Speaker 1", "user-2"),
    *("Home Account", "Default User", "Test account 3"),
]


@pytest.mark.parametrize("name", GENERIC)
def test_generic_names_are_nobodys(name: str) -> None:
    assert is_nobody(name)


def test_names_beside_generic_words_are_somebodys() -> None:
    names = ("Petra User", "Gwen Account", "Una Guest", "Shared Quell")
    assert not any(map(is_nobody, names))
