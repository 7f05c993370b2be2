"""What a transcript hides is found whole and named to nobody."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from focusgroups.tables import read_table
from focusgroups.transcripts import read_transcript
from focusgroups.transcripts.hidden.kinds import (
    HIDDEN_COLUMNS,
    NAME_KINDS,
    UNREADABLE,
    HiddenText,
    warnings_of,
)
from focusgroups.transcripts.hidden.reading import read_hidden
from focusgroups.transcripts.hidden.withdrawn import names_alone
from hidden_files import (
    DC,
    PROPERTIES,
    RELATIONS,
    SPACES,
    TALK,
    archive,
    core,
    cut,
    paragraph,
    run,
    word_file,
)
from parse_transcript import keep_hidden


def full_word_file(path: Path) -> Path:
    """A Word document that hides something of every kind."""
    body = (
        paragraph(run("SU1: It felt safe "), cut("with Xanthe ", "Una Changer"), run("there."))
        + paragraph(
            run("And "),
            f'<w:ins w:author="Ivo Inserter">{run("later ")}</w:ins>',
            f'<w:moveFrom w:author="Una Changer">{run("moved away words ")}</w:moveFrom>',
            run("whispered aside", "<w:vanish/>"),
            run("shown again", '<w:vanish w:val="0"/>'),
            run(" by style", '<w:rStyle w:val="Quiet"/>'),
        )
        + "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>"
        + paragraph(run("row that went"))
        + "</w:tc></w:tr></w:tbl>"
        + '<w:p><w:r><wp:docPr descr="Photo of Petra"/></w:r></w:p>'
    )
    comment = (
        '<w:comment w:id="1" w:author="Cora Commenter" w:initials="CC">'
        f"{paragraph(run('Was that Brendan?'))}{paragraph(run('Ask her.'))}</w:comment>"
    )
    return word_file(
        path,
        body,
        comments=f"<w:comments {SPACES}>{comment}</w:comments>",
        people=(
            f'<w15:people {SPACES}><w15:person w15:author="Pia Presence"><w15:presenceInfo '
            'w15:userId="S::p.presence@example.org::1f"/></w15:person></w15:people>'
        ),
        footnotes=(
            f'<w:footnotes {SPACES}><w:footnote w:id="2">{paragraph(run("Lives by the docks"))}'
            "</w:footnote></w:footnotes>"
        ),
        endnotes=(
            f'<w:endnotes {SPACES}><w:endnote w:id="2">{paragraph(run("Her second flat"))}'
            "</w:endnote></w:endnotes>"
        ),
        header1=f"<w:hdr {SPACES}>{paragraph(run('Interview with Heda'))}</w:hdr>",
        footer2=f"<w:ftr {SPACES}>{paragraph(run('Typed by Fay'))}</w:ftr>",
        styles=(
            f'<w:styles {SPACES}><w:style w:styleId="Quiet"><w:basedOn w:val="Base"/></w:style>'
            '<w:style w:styleId="Base"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
        ),
        settings=f'<w:settings {SPACES}><w:docVar w:name="a" w:val="Vera"/></w:settings>',
        links=(
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="a" '
            'Target="file:///C:\\Users\\jtypist\\Normal.dotm" TargetMode="External"/>'
            '<Relationship Id="b" Target="mailto:mel@example.org" TargetMode="External"/>'
            "</Relationships>"
        ),
        core=core(creator="Ada Author", modified="Lou Last", title="Talk with Tilda"),
        app=(
            f'<Properties xmlns="{PROPERTIES}/extended-properties"><Application>Word</Application>'
            "<Manager>Max Manager</Manager><Company>Quillfeather</Company></Properties>"
        ),
        custom=(
            f'<Properties xmlns="{PROPERTIES}/custom-properties"><property name="Checked by">'
            '<lpwstr xmlns="urn:vt">Cass</lpwstr></property></Properties>'
        ),
        data="<anything>not looked at</anything>",
    )


WORD_HIDES = {
    "author": {"Ada Author"},
    "last modified by": {"Lou Last"},
    "manager": {"Max Manager"},
    "user name": {"Pia Presence", "p.presence@example.org", "jtypist"},
    "comment author": {"Cora Commenter"},
    "change author": {"Una Changer", "Ivo Inserter"},
    "initials": {"CC"},
    "comment": {"Was that Brendan?\nAsk her."},
    "deleted text": {"with Xanthe", "moved away words", "row that went"},
    "hidden text": {"whispered aside", "by style"},
    "header or footer": {"Interview with Heda", "Typed by Fay"},
    "note": {"Lives by the docks", "Her second flat"},
    "property": {"Talk with Tilda", "Quillfeather", "Cass", "Vera", "Photo of Petra"},
    "link": {"mel@example.org"},
}

OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
ODF = " ".join(
    f'xmlns:{name}="{OFFICE}:{name}:1.0"' for name in ("office", "text", "style", "meta", "drawing")
) + (
    f' xmlns:dc="{DC}" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
)


def odt_file(path: Path, text: str, styles: str = "", meta: str = "", looks: str = "") -> Path:
    looks = f"<office:automatic-styles>{looks}</office:automatic-styles>"
    body = f"<office:body><office:text>{text}</office:text></office:body>"
    return archive(
        path,
        {
            "content.xml": f"<office:document {ODF}>{looks}{body}</office:document>",
            "styles.xml": f"<office:document-styles {ODF}>{styles}</office:document-styles>",
            "meta.xml": (
                f"<office:document-meta {ODF}><office:meta>{meta}</office:meta>"
                "</office:document-meta>"
            ),
        },
    )


def changed(kind: str, text: str = "", name: str = "ct1") -> str:
    return (
        f'<text:changed-region text:id="{name}"><text:{kind}><office:change-info>'
        f"<dc:creator>Una Changer</dc:creator><dc:date>2019</dc:date></office:change-info>{text}"
        f"</text:{kind}></text:changed-region>"
    )


def full_odt_file(path: Path) -> Path:
    """An OpenDocument text that hides something of every kind."""
    changes = changed("deletion", "<text:p>with Xanthe</text:p>") + changed("insertion", name="ct2")
    comment = (
        "<office:annotation><dc:creator>Cora Commenter</dc:creator><dc:date>2019</dc:date>"
        "<meta:creator-initials>CC</meta:creator-initials><text:p>Was that Brendan?</text:p>"
        "<text:p>Ask her.</text:p></office:annotation>"
    )
    return odt_file(
        path,
        f"<text:tracked-changes>{changes}</text:tracked-changes><text:user-field-decls>"
        '<text:user-field-decl office:string-value="Vera"/></text:user-field-decls>'
        f'<text:p>SU1: It felt safe <text:change text:change-id="ct1"/> there.{comment}</text:p>'
        '<text:p>And <text:span text:style-name="T9">whispered aside</text:span> later'
        "<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>Lives by the docks</text:p></text:note-body></text:note>.</text:p>"
        '<text:p><text:hidden-text text:string-value="by field"/>Yes, '
        '<text:a xlink:href="mailto:mel@example.org">write</text:a>.</text:p>'
        "<text:p><text:hidden-paragraph/>row that went</text:p>"
        "<drawing:frame><svg:desc>Photo of Petra</svg:desc></drawing:frame>",
        looks='<style:style style:name="T9"><style:text-properties text:display="none"/>'
        "</style:style>",
        styles="<office:master-styles><style:master-page><style:header><text:p>Interview with Heda"
        "</text:p></style:header><style:footer-left><text:p>Typed by Fay</text:p>"
        "</style:footer-left></style:master-page></office:master-styles>",
        meta="<meta:initial-creator>Ada Author</meta:initial-creator><dc:creator>Lou Last"
        "</dc:creator><meta:printed-by>jtypist</meta:printed-by>"
        "<dc:title>Talk with Tilda</dc:title>"
        '<meta:user-defined meta:name="Checked by">Cass</meta:user-defined>'
        "<meta:generator>LibreOffice/24.2</meta:generator>",
    )


ODT_HIDES = {
    **{kind: WORD_HIDES[kind] for kind in ("author", "last modified by", "comment author")},
    **{kind: WORD_HIDES[kind] for kind in ("initials", "comment", "header or footer", "link")},
    "user name": {"jtypist"},
    "change author": {"Una Changer"},
    "deleted text": {"with Xanthe"},
    "hidden text": {"whispered aside", "by field", "row that went"},
    "note": {"Lives by the docks"},
    "property": {"Talk with Tilda", "Cass", "Vera", "Photo of Petra"},
}


def by_kind(found: list[HiddenText]) -> dict[str, set[str]]:
    kinds = dict.fromkeys(piece.kind for piece in found)
    return {kind: {piece.text for piece in found if piece.kind == kind} for kind in kinds}


@pytest.mark.parametrize(
    ("name", "hides"), [("G1.docx", WORD_HIDES), ("G1.odt", ODT_HIDES)], ids=["word", "odt"]
)
def test_every_kind_is_found_once_and_nothing_that_stands(
    tmp_path: Path, name: str, hides: dict[str, set[str]]
) -> None:
    make = full_word_file if name.endswith("docx") else full_odt_file
    found = read_hidden(make(tmp_path / name))
    assert by_kind(found) == hides
    assert len(set(found)) == len(found)
    assert found == read_hidden(tmp_path / name)
    stands = " ".join(passage.text for passage in read_transcript(tmp_path / name))
    assert "It felt safe" in stands
    gone = ("Xanthe", "moved away", "Brendan", "Heda", "docks", "Author", "whispered", "went")
    assert not any(word in stands for word in gone)


def test_captions_hold_comments_and_a_title(tmp_path: Path) -> None:
    path = tmp_path / "G1.vtt"
    path.write_text(
        "WEBVTT - Talk with Tilda\n\nNOTE typed by Fay\nand checked\n\n"
        "00:01.000 --> 00:02.000\n<v SU1>NOTE that I said so.</v>\n\nNOTE\nAsk her.\n",
        encoding="utf-8",
    )
    assert by_kind(read_hidden(path)) == {
        "property": {"Talk with Tilda"},
        "comment": {"typed by Fay\nand checked", "Ask her."},
    }


@pytest.mark.parametrize("ending", ["txt", "srt", "csv"])
def test_plain_formats_hide_nothing(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"G1.{ending}"
    path.write_text("SU1: Yes.\n", encoding="utf-8")
    assert read_hidden(path) == []


@pytest.mark.parametrize(
    "name",
    [
        *("Author", "Unknown Author", "Microsoft Office User", "Windows User", "User", "Admin"),
        *("python-docx", "LibreOffice 7.3", "User 2", "DELL", "", "  ", "G1"),
    ],
)
def test_names_that_programs_give_are_nobodys(tmp_path: Path, name: str) -> None:
    by = f'<w:ins w:author="{name}"/>'
    path = word_file(tmp_path / "G1.docx", TALK + by, core=core(creator=name, modified=name))
    assert read_hidden(path) == []


@pytest.mark.parametrize(
    "text", ["Page 3 of 12", "Focus group G1", "CONFIDENTIAL draft", "g1", "3"]
)
def test_headers_of_any_transcript_hide_nothing(tmp_path: Path, text: str) -> None:
    header = f"<w:hdr {SPACES}>{paragraph(run(text))}</w:hdr>"
    path = word_file(tmp_path / "G1.docx", header1=header, core=core(title=text))
    assert read_hidden(path) == []


def test_words_that_were_cut_up_are_found_whole(tmp_path: Path) -> None:
    body = paragraph(run("SU1: ask D"), cut("en"), cut("ise Cartw"), run("right, not "), cut("him"))
    found = read_hidden(word_file(tmp_path / "G1.docx", body))
    assert by_kind(found) == {"deleted text": {"Denise Cartwright", "him"}}
    text = (
        f"<text:tracked-changes>{changed('deletion', '<text:p>enise</text:p>')}"
        '</text:tracked-changes><text:p>SU1: ask D<text:change text:change-id="ct1"/>, yes</text:p>'
    )
    found = read_hidden(odt_file(tmp_path / "G1.odt", text))
    assert by_kind(found)["deleted text"] == {"Denise"}


def test_a_broken_part_costs_no_talk_and_is_named_where_it_may_hide_something(
    tmp_path: Path,
) -> None:
    path = word_file(tmp_path / "G1.docx", comments="<w:comments", styles="<w:styles", data="<")
    assert [passage.text for passage in read_transcript(path)] == [
        "It felt safe from the first day."
    ]
    found = read_hidden(path)
    assert found == [HiddenText(UNREADABLE, "comments")]
    (warning,) = warnings_of(found, path.name, "G1")
    assert warning.startswith("G1.docx: its comments cannot be read")


def test_the_warning_names_file_and_kinds_and_holds_no_content(tmp_path: Path) -> None:
    path = full_word_file(tmp_path / "G1.docx")
    (warning,) = keep_hidden(path, sheet_of(tmp_path, "yes"), tmp_path / "hidden.csv")
    said = warning.partition(";")[0]
    assert said == (
        "G1.docx: holds text that nobody sees: 1 author, 1 last-modified-by name, 1 manager, "
        "3 user names, 1 comment author, 2 authors of changes, 1 set of initials, 1 comment, "
        "3 deleted passages, 2 passages in hidden letters, 2 headers or footers, "
        "2 footnotes or endnotes, 5 properties, 1 link"
    )
    hidden = [word for texts in WORD_HIDES.values() for text in texts for word in text.split()]
    names = {word.strip("?.") for word in hidden if word[0].isupper()} - {"Ask", "Was", "Photo"}
    assert "Cora" in names
    assert not any(name in warning.split() for name in names)
    table = read_table(tmp_path / "hidden.csv")
    assert tuple(table.columns) == HIDDEN_COLUMNS
    assert set(table["focus_group"]) == {"G1"}
    assert len(table) == sum(map(len, WORD_HIDES.values()))


def sheet_of(folder: Path, consent: str, group: str = "G1") -> Path:
    """A sheet of one participant."""
    sheet = folder / "participants.csv"
    row = f"P1,{group},SU1,{consent}"
    sheet.write_text(f"participant_id,focus_group,speaker_labels,consent\n{row}\n")
    return sheet


def test_of_a_group_with_somebody_withdrawn_only_names_are_kept(tmp_path: Path) -> None:
    path, hidden = full_word_file(tmp_path / "G1.docx"), tmp_path / "hidden.csv"
    keep_hidden(path, sheet_of(tmp_path, "withdrawn", group="G2"), hidden)
    before = read_table(hidden)
    (warning,) = keep_hidden(path, sheet_of(tmp_path, "withdrawn"), hidden)
    after = read_table(hidden)
    assert warning.startswith("G1.docx: holds text that nobody sees: 1 author,")
    names_before, names_after = (
        table.loc[table["kind"].isin(NAME_KINDS), "text"].tolist() for table in (before, after)
    )
    assert names_after == names_before
    sentences = ("comment", "deleted text", "hidden text", "note")
    long = before["kind"].isin(sentences) & (before["text"].str.split().str.len() > 3)
    assert long.any()
    assert not set(before.loc[long, "text"]) & set(after["text"])
    lines = [line for text in after["text"] for line in text.split("\n")]
    assert all(len(line.split()) <= 3 for line in lines if line not in set(before["text"]))


def test_names_alone_leaves_no_sentence() -> None:
    text = "I said to Maureen O'Hara, our kid, that I'd never. So KIERAN went to Elm Park Surgery."
    found = [HiddenText("deleted text", text), HiddenText("comment", "ask Denise"),
             HiddenText("author", "Rachel Mary Ann Dunmore"),
             HiddenText("comment", "nothing said here at all"),
             HiddenText("comment", "IT WAS ALL IN CAPITALS")]  # fmt: skip
    assert names_alone(found) == [
        HiddenText("deleted text", "Maureen O'Hara\nSo KIERAN\nElm Park Surgery"),
        HiddenText("comment", "ask Denise"),
        HiddenText("author", "Rachel Mary Ann Dunmore"),
    ]


@pytest.mark.parametrize("name", ["G1.docx", "G1.odt", "G1.vtt"])
def test_nothing_is_said_of_a_title_that_names_nobody(name: str) -> None:
    found = [HiddenText("property", "Invented data: every person and every number is made up")]
    assert warnings_of(found, name, "G1") == []
    assert warnings_of([HiddenText("comment", "Yes")], "G1.docx", "G1") != []


pieces = st.lists(
    st.tuples(st.sampled_from(["stands", "cut", "added"]), st.text("ab c", min_size=1, max_size=6)),
    max_size=8,
)


@given(pieces)
def test_deleted_words_and_standing_words_part(
    tmp_path_factory: pytest.TempPathFactory, found: list[tuple[str, str]]
) -> None:
    runs = {"stands": run, "cut": cut, "added": lambda text: f"<w:ins>{run(text)}</w:ins>"}
    body = paragraph(*(runs[state](text) for state, text in found))
    path = word_file(tmp_path_factory.mktemp("doc") / "G1.docx", TALK + body)
    stands = "".join(text for state, text in found if state != "cut")
    passages = read_transcript(path)[1:]
    assert " ".join(f"{p.label or ''} {p.text}" for p in passages).split() == stands.split()
    before = "".join(text for state, text in found if state != "added").split()
    deleted = [word for piece in read_hidden(path) for word in piece.text.split()]
    assert set(deleted) <= set(before)
    gone = "".join(text for state, text in found if state == "cut")
    assert set(gone.replace(" ", "")) <= set("".join(deleted))
