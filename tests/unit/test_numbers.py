"""Every number of the Word file and of the report is that of the released tables.

What is shown is read from the documents by `shown_numbers`, what should be from the tables by
`release_numbers`; neither uses the code that writes the documents. The chapter on methods is left
out: it prints settings and versions, not findings.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from candidate_study import (
    CANDIDATE,
    CODEBOOK,
    PARAMETERS,
    REFERENCE_FILES,
    appendix_files,
    candidate_files,
    copied,
    details,
    edit,
    replaced,
    with_other_numbers,
    with_two_editions,
)
from release_numbers import TABLES, Release, sayable
from shown_numbers import (
    Passage,
    Shown,
    ShownTable,
    numbers_in,
    of_page,
    of_word,
    places_of_numbers,
)
from write_report import write_report
from write_results_section import write_results_section

SETTINGS = {"saturation": {"base_size": 4, "run_length": 2, "threshold": 0.05}}
METHODS = "Methods"


def documents(folder: Path, target: Path, minimum: int = 0) -> dict[str, Shown]:
    """The Word file and the report of a study, as a reader sees them."""
    word, page = target / "results_section.docx", target / "report.html"
    study = details(minimum_count=minimum)
    write_results_section(candidate_files(folder, ".png"), CODEBOOK, study, word)
    write_report(
        candidate_files(folder, ".svg"),
        appendix_files(folder),
        CODEBOOK,
        study,
        PARAMETERS,
        0,
        REFERENCE_FILES,
        folder / "2_qualitative_findings" / "quote_keywords.csv",
        page,
    )
    return {"Word file": of_word(word), "report": of_page(page)}


def release_of(folder: Path, minimum: int = 0) -> Release:
    return Release(folder, CODEBOOK, {**SETTINGS, "minimum_count": minimum})


def wrong_numbers(shown: Shown, release: Release) -> list[str]:
    """Where ``shown`` says another number than ``release``."""
    tables = [table for table in shown.tables if table.part != METHODS]
    passages = [passage for passage in shown.passages if passage.part != METHODS]
    return [
        *(place for table in tables for place in wrong_cells(table, release)),
        *(place for passage in passages for place in wrong_words(passage, release)),
    ]


def wrong_cells(table: ShownTable, release: Release) -> Iterator[str]:
    """The rows of a table that are not those of its file."""
    if table.title not in TABLES:
        yield f"{table.title}: nothing says which file this table comes from"
        return
    expected = TABLES[table.title](release)
    if len(expected) != len(table.rows):
        yield f"{table.title}: {len(table.rows)} rows, not {len(expected)}"
    for number, (row, cells) in enumerate(zip(table.rows, expected, strict=False), start=1):
        told = row[1 : 1 + len(cells)]
        if told != cells or any(re.search(r"\d", cell) for cell in row[1 + len(cells) :]):
            yield f"{table.title}, row {number}: {told}, not {cells}"


def wrong_words(passage: Passage, release: Release) -> Iterator[str]:
    """The numbers in a passage that no table under its heading accounts for."""
    said = numbers_in(passage.text)
    if not said:
        return
    known = sayable(release, passage.heading)
    if known is None:
        yield f"{passage.heading}: nothing says which tables this is about"
        return
    allowed = set().union(*known.values())
    for number in said:
        if number not in allowed:
            yield f"{passage.heading}: {number} in “{passage.text}”"


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Shown]]:
    """A study with two editions whose numbers are hardly to be met twice, and its documents."""
    target = tmp_path_factory.mktemp("planted")
    folder = copied(target)
    with_two_editions(folder)
    with_other_numbers(folder, seed=11)
    return folder, documents(folder, target)


def test_the_numbers_of_the_demonstration_are_those_of_its_tables(tmp_path: Path) -> None:
    for name, shown in documents(CANDIDATE, tmp_path).items():
        assert wrong_numbers(shown, release_of(CANDIDATE)) == [], name


@pytest.mark.parametrize("seed", [21, 22])
def test_so_are_numbers_that_were_planted(tmp_path: Path, seed: int) -> None:
    folder = copied(tmp_path)
    with_two_editions(folder, unmatched=3)
    with_other_numbers(folder, seed)
    for name, shown in documents(folder, tmp_path).items():
        assert wrong_numbers(shown, release_of(folder)) == [], name


def test_so_are_those_beside_withheld_ones(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    with_two_editions(folder)
    with_other_numbers(folder, seed=31)
    blank = {"n": "", "percent": ""}
    for table, where in (
        ("participants", {"characteristic": "gender"}),
        ("deprivation", {"domain": "imd"}),
        ("moves", {"domain": "health"}),
    ):
        edit(folder, table, replaced(where, **blank))
    hidden = dict.fromkeys(("segments", "participants", "focus_groups", "percent_of_words"), "")
    edit(folder, "themes", replaced({"theme": "moving_forward"}, **hidden))
    shares = {"percent_of_words": "", "percent_of_participants": ""}
    edit(folder, "themes_by_group", replaced({"theme": "moving_forward"}, **shares))
    for table in ("codebook_check", "keywords"):
        edit(folder, table, replaced({"theme": "moving_forward"}, segments=""))
    edit(folder, "codebook_check", replaced({"theme": "moving_forward"}, of_segments=""))
    edit(folder, "sub_themes", lambda rows: [r for r in rows if r["theme"] != "moving_forward"])
    for name, shown in documents(folder, tmp_path, minimum=5).items():
        assert wrong_numbers(shown, release_of(folder, minimum=5)) == [], name


def test_every_table_is_printed_somewhere(planted: tuple[Path, dict[str, Shown]]) -> None:
    shown = {table.title for document in planted[1].values() for table in document.tables}
    assert shown >= set(TABLES)


# --- Planted faults -----------------------------------------------------------------------------

# What names a row, or the place of a keyword in a quote, is no finding.
KEYS = {"edition", "edition_from", "edition_to", "decile", "order", "groups_seen", "rank", "start",
        "end"}  # fmt: skip


def is_printed(table: str, row: dict[str, str], column: str, release: Release) -> bool:
    """Whether a document prints this cell; of most tables it prints all."""
    match table:
        case "table_2_deprivation" if column == "percent":
            told = row["domain"] == "imd" and row["decile"] in ("1", "no match")
            return row["decile"] == "<=3" or told
        case "saturation_orders":  # the last group, counted in keywords, is told in sentences
            is_last = row["groups_seen"] == release.rows("saturation")[-1]["groups_seen"]
            return row["codes"] == "keywords" and is_last and not column.startswith("ratio")
        case "keywords":  # those in doubt
            return int(row["segments"]) >= 8 and float(row["trust"]) < 0.7
        case "quote_keywords":  # a row for each keyword; the quote's score is said once
            quotes = release.rows(table, theme=row["theme"], rank=row["rank"])
            return row is quotes[0]
        case "study_facts":  # the methods tell the suggestions
            return row["fact"] != "suggested_segments"
    return True


def test_a_number_changed_in_a_table_is_found(planted: tuple[Path, dict[str, Shown]]) -> None:
    folder, shown = planted
    release = release_of(folder)
    for document in shown.values():
        assert wrong_numbers(document, release) == []
    missed = Counter[str]()
    for name, rows in release.tables.items():
        for row in rows[:: max(1, len(rows) // 8)]:
            for column, before in row.items():
                is_number = re.fullmatch(r"-?\d+(\.\d+)?", before)
                if column in KEYS or not is_number or not is_printed(name, row, column, release):
                    continue
                row[column] = other(before)
                found = any(wrong_numbers(document, release) for document in shown.values())
                missed[f"{name} {column}"] += not found
                row[column] = before
    assert {place: number for place, number in missed.items() if number} == {}
    assert missed.keys() >= {
        f"{name} n" for name in ("table_1_participants", "table_2_deprivation")
    }
    assert {place.split()[0] for place in missed} == set(release.tables) - {"table_4_quotes"}


def other(cell: str) -> str:
    return str(int(cell) + 3) if cell.isdigit() else f"{float(cell) + 0.31:.6f}"


@pytest.mark.parametrize("name", ["Word file", "report"])
def test_a_number_changed_in_a_document_is_found(
    planted: tuple[Path, dict[str, Shown]], name: str
) -> None:
    folder, documents_of_it = planted
    shown, release = documents_of_it[name], release_of(folder)
    passages = [passage for passage in shown.passages if passage.part != METHODS]
    tried = 0
    for passage in passages:
        for _, start, end in places_of_numbers(passage.text):
            text = f"{passage.text[:start]}987654.3{passage.text[end:]}"
            assert list(wrong_words(replace(passage, text=text), release))
            tried += 1
    assert tried > 100
    for table in shown.tables:
        if table.part == METHODS:
            continue
        for number, row in enumerate(table.rows):
            for column in range(1, len(row)):
                if not re.search(r"\d", row[column]):
                    continue
                cells = [
                    *row[:column],
                    re.sub(r"\d", "7777", row[column], count=1),
                    *row[column + 1 :],
                ]
                rows = [*table.rows[:number], tuple(cells), *table.rows[number + 1 :]]
                assert list(wrong_cells(replace(table, rows=tuple(rows)), release))
