"""The words of people who withdrew are found wherever they stand, and nobody else's."""

import io
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document

from focusgroups.study import Study, examine_study
from focusgroups.withdrawal import Looked, look_into, withdrawn_words

TALK = """Facilitator: What is it like to come here?
Denise: It is like a second home, and my sister Maureen said the same of it.
Terry: I come for the computers. You can just be yourself in here.
Denise: You can just be yourself in here. I cried every night.
Terry: Same.
"""
SHEET = "participant_id,focus_group,speaker_labels,names,consent\n"
CODEBOOK = "themes:\n- {id: home, name: Home, definition: At home., keywords: [home]}\n"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "data" / "transcripts").mkdir(parents=True)
    for group in ("FGD1", "FGD2"):
        (tmp_path / "data" / "transcripts" / f"{group}.txt").write_text(TALK)
    (tmp_path / "codebook.yaml").write_text(CODEBOOK)
    (tmp_path / "data" / "staff.csv").write_text(
        "staff_id,focus_groups,speaker_labels\nFAC1,FGD1;FGD2,Facilitator\n"
    )
    return tmp_path


def study_in(place: Path, *withdrawn: str) -> Study:
    people = ["P1,FGD1,Denise", "P2,FGD1,Terry", "P3,FGD2,Denise", "P4,FGD2,Terry"]
    rows = (f"{row},,{'withdrawn' if row[:2] in withdrawn else 'yes'}" for row in people)
    (place / "data" / "participants.csv").write_text(SHEET + "\n".join(rows) + "\n")
    config = {"resources": "data", "results": "results", "codebook": "codebook.yaml"}
    study, problems = examine_study(config | {"synthetic": False}, "config.yaml", place, place)
    assert problems == []
    return study


def holding(place: Path, study: Study, **texts: str) -> set[str]:
    files = []
    for name, text in texts.items():
        file = place / name.replace("_", ".")
        file.write_text(text, encoding="utf-8")
        files.append(file)
    looked = looked_into(study, *files)
    assert looked.closed == []
    return {file.name for file in looked.telling}


def looked_into(study: Study, *files: Path) -> Looked:
    return look_into(withdrawn_words(study).passages, files)


def test_nobody_withdrawn_means_nothing_to_look_for(place: Path) -> None:
    trace = withdrawn_words(study_in(place))
    assert (trace.people, trace.unread) == (0, ())
    assert trace.passages.count(TALK) == 0


def test_words_are_found_in_any_kind_of_file_with_names_replaced(place: Path) -> None:
    study = study_in(place, "P1", "P3")
    assert withdrawn_words(study).people == 2
    assert holding(
        place,
        study,
        table_csv="turn_id,text\nFGD1-0002,it is like a second home and\n",
        page_html="<p>and my <b>sister</b> [Person 1] said the same of it</p>",
        drawing_svg="<svg><title>I cried every night.</title></svg>",
        run_log="ERROR it is like a second home and\n",
        broken_csv='"it is like a second home, and my',
        others_csv="turn_id,text\nFGD1-0003,You can just be yourself in here.\n",
        short_csv="turn_id,text\nFGD1-0003,It is like a home\n",
    ) == {"table.csv", "page.html", "drawing.svg", "run.log", "broken.csv"}


def test_words_are_found_in_documents_workbooks_and_projects_of_codings(place: Path) -> None:
    study = study_in(place, "P1", "P3")
    said = "It is like a second home, and my sister came."
    document, nested = Document(), io.BytesIO()
    document.add_paragraph(said)
    document.save(str(place / "our copy.docx"))
    document.save(nested)
    with ZipFile(place / "notes.xlsx", "w", ZIP_DEFLATED) as archive:
        strings = f"<sst><si><t>Note</t></si><si><t>{said}</t></si></sst>"
        archive.writestr("xl/sharedStrings.xml", strings)
    for name, part in {"one.qdpx": "sources/1.txt", "two.qdpx": "sources/1.docx"}.items():
        with ZipFile(place / name, "w") as archive:
            archive.writestr("project.qde", "<Project/>")
            archive.writestr(part, said if part.endswith("txt") else nested.getvalue())
    files = [place / name for name in ("our copy.docx", "notes.xlsx", "one.qdpx", "two.qdpx")]
    assert looked_into(study, *files) == Looked(files, [])
    # Documents of this kind hold a small picture of themselves, in which no words can be read.
    assert looked_into(study_in(place, "P2"), *files) == Looked([], [files[0], files[3]])


def test_what_cannot_be_looked_into_is_counted_and_not_taken_for_clean(place: Path) -> None:
    study = study_in(place, "P1", "P3")
    said = "It is like a second home, and my sister came."
    with ZipFile(place / "copies.zip", "w", ZIP_DEFLATED) as archive:
        archive.writestr("turns.csv", said)
    with ZipFile(place / "project.qdpx", "w", ZIP_DEFLATED) as archive:
        archive.writestr("sources/1.pdf", said)
    (place / "broken.docx").write_bytes(b"PK\x03\x04 nothing")
    (place / "locked.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\0\0")
    (place / "scan.pdf").write_bytes(b"%PDF-1.7 nothing")
    (place / "link").symlink_to(place / "data")
    names = (
        "copies.zip",
        "project.qdpx",
        "broken.docx",
        "locked.xlsx",
        "scan.pdf",
        "link",
        "gone.txt",
    )
    files = [place / name for name in names]
    assert looked_into(study, *files) == Looked([], files)


def test_what_another_said_as_well_is_no_trace(place: Path) -> None:
    said = "I come for the computers. You can just be yourself in here."
    assert holding(place, study_in(place, "P2"), turns_csv=f"text\n{said}\n") == set()
    assert holding(place, study_in(place, "P2", "P4"), turns_csv=f"text\n{said}\n") != set()


def test_the_same_question_to_another_is_no_trace_when_the_name_is_a_token(place: Path) -> None:
    questions = {
        "FGD1": "What do you think, Denise?",
        "FGD2": "So what do you think, Terry, of it?",
    }
    for group, asked in questions.items():
        transcript = place / "data" / "transcripts" / f"{group}.txt"
        transcript.write_text(f"{TALK}Facilitator: {asked} Say a bit more of that.\n")
    study = study_in(place, "P1", "P2")
    redacted = "text\nSo what do you think, [P4], of it? Say a bit more of that.\n"
    assert holding(place, study, turns_csv=redacted) == set()
    assert holding(place, study, turns_csv="text\nI cried every night.\n") == set()  # P3 did too
    assert holding(place, study_in(place, "P1", "P3"), turns_csv="text\nI cried every night.\n")


def test_where_all_of_a_group_withdrew_the_questions_to_them_go_too(place: Path) -> None:
    asked = "What is it like to come here?"
    everybody = study_in(place, "P1", "P2", "P3", "P4")
    assert holding(place, everybody, turns_csv=f"text\n{asked}\n") == {"turns.csv"}
    assert holding(place, study_in(place, "P1", "P2"), turns_csv=f"text\n{asked}\n") == set()


def test_a_transcript_that_cannot_be_read_is_named(place: Path) -> None:
    study = study_in(place, "P1")
    (place / "data" / "transcripts" / "FGD2.txt").write_bytes(b"\x00")
    assert withdrawn_words(study).unread == ("FGD2.txt",)
