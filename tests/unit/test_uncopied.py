"""Decisions typed into the table of flagged terms are not lost to the next run."""

from pathlib import Path

import pytest

from focusgroups.uncopied import (
    PROPOSED,
    TABLE,
    TO_CODE,
    uncopied_codings,
    uncopied_decisions,
    uncopied_quotes,
)
from workbook_files import workbook

HEADER = "term,label,decision,focus_group,replacement,places"


def table(results: Path, *rows: str, encoding: str = "utf-8-sig") -> Path:
    path = results / TABLE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding=encoding)
    return results


def decided(term: str, decision: str, group: str = "") -> dict[str, str]:
    return {"term": term, "decision": decision, "focus_group": group}


def test_nothing_is_said_of_a_table_as_it_was_written(tmp_path: Path) -> None:
    assert uncopied_decisions(tmp_path, []) == []
    assert uncopied_decisions(table(tmp_path, "Zoë,PERSON,,,,3"), []) == []


def test_decisions_that_stand_only_there_are_counted_and_not_quoted(tmp_path: Path) -> None:
    rows = ["Zoë,PERSON,redact,,,3", "'57,AGE,keep,,,2", "ruby,PERSON,,,,1"]
    (line,) = uncopied_decisions(table(tmp_path, *rows), [])
    assert line == (
        "private/review_terms.csv: 2 decisions stand only there, where a run would overwrite them; "
        "copy these rows to the sheet redaction_decisions, or delete this file"
    )
    on_sheet = [decided("ZOË", "redact"), decided("57", "keep")]
    assert uncopied_decisions(tmp_path, on_sheet) == []
    (line,) = uncopied_decisions(tmp_path, on_sheet[:1])
    assert ": 1 decision stands only there" in line


@pytest.mark.parametrize(
    "changed", [("Zoë", "keep", ""), ("Zoë", "redact", "FGD1"), ("Zo", "redact", "")]
)
def test_another_decision_on_the_sheet_is_not_the_same(
    tmp_path: Path, changed: tuple[str, str, str]
) -> None:
    table(tmp_path, "Zoë,PERSON,redact,,,3")
    assert len(uncopied_decisions(tmp_path, [decided(*changed)])) == 1


def test_what_excel_saves_elsewhere_in_europe_is_read(tmp_path: Path) -> None:
    path = table(tmp_path) / TABLE
    path.write_text(
        "term;label;decision;focus_group;replacement;places\nZoë;PERSON;keep;;;3\n", "utf-8-sig"
    )
    assert len(uncopied_decisions(tmp_path, [])) == 1
    assert uncopied_decisions(tmp_path, [decided("Zoë", "keep")]) == []


@pytest.mark.parametrize(
    "content", ["term,decision\nZoë,keep\n".encode("cp1252"), b"", b"a,b\n1,2\n"]
)
def test_a_table_that_cannot_be_read_may_hold_decisions(tmp_path: Path, content: bytes) -> None:
    (table(tmp_path) / TABLE).write_bytes(content)
    (line,) = uncopied_decisions(tmp_path, [])
    assert line.startswith("private/review_terms.csv: changed and no longer to be read; copy your")


# Codings

COLUMNS = ["segment_id", "theme", "text_check", "text"]


def to_code(results: Path, *rows: list[str]) -> Path:
    """Both tables of what to code next, filled in alike."""
    table, book = (results / name for name in TO_CODE)
    table.parent.mkdir(parents=True, exist_ok=True)
    lines = [",".join(row) for row in (COLUMNS, *rows)]
    table.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8-sig")
    book.write_bytes(workbook([COLUMNS, *rows]))
    return results


def coded(segment_id: str, theme: str) -> dict[str, str]:
    return {"segment_id": segment_id, "theme": theme, "text_check": ""}


def test_nothing_is_said_of_codings_before_anybody_typed_one(tmp_path: Path) -> None:
    assert uncopied_codings(tmp_path, []) == []
    assert uncopied_codings(to_code(tmp_path, ["FGD1-0001.1", "", "", "Zoe"]), []) == []


def test_codings_that_stand_only_there_are_counted_in_either_table(tmp_path: Path) -> None:
    rows = [["FGD1-0001.1", "b;a", "", "Zoe"], ["FGD1-0002.1", "none", "", "Zoe"]]
    to_code(tmp_path, *rows)
    assert uncopied_codings(tmp_path, []) == [
        f"{name}: 2 codings stand only there, where a run would overwrite them; save them as a "
        "file of your own in coding/, or delete this file"
        for name in TO_CODE
    ]
    saved = [coded("FGD1-0001.1", "a; b"), coded("FGD1-0002.1", "a")]
    assert all("1 coding stands" in line for line in uncopied_codings(tmp_path, saved))
    assert uncopied_codings(tmp_path, [*saved, coded("FGD1-0002.1", "none")]) == []


@pytest.mark.parametrize("content", [b"segment_id,thema\n\xe9,a\n", b"a,b\n1,2\n"])
def test_a_table_of_codings_that_cannot_be_read_may_hold_some(
    tmp_path: Path, content: bytes
) -> None:
    (to_code(tmp_path) / TO_CODE[0]).write_bytes(content)
    (line,) = uncopied_codings(tmp_path, [])
    assert line.startswith("working/next_to_code.csv: changed and no longer to be read; save your")


# Quotes

DECIDED = ["theme", "kind", "segment_id", "text_check", "decision", "text"]


def proposed(results: Path, *rows: list[str]) -> Path:
    """The workbook of proposed quotes, filled in."""
    book = results / PROPOSED
    book.parent.mkdir(parents=True, exist_ok=True)
    book.write_bytes(workbook([DECIDED, *rows]))
    return results


def test_decisions_on_quotes_that_stand_only_there_are_counted(tmp_path: Path) -> None:
    assert uncopied_quotes(tmp_path, []) == []
    empty = ["b", "speaks for", "FGD1-0003.1", "", "", "Zoe"]
    assert uncopied_quotes(proposed(tmp_path, empty), []) == []
    chosen = ["a", "counter-example", "FGD1-0001.1", "0123456789ab", "use", "Zoe"]
    proposed(tmp_path, chosen, ["b", "speaks for", "FGD1-0002.1", "", "never", "Zoe"], empty)
    (line,) = uncopied_quotes(tmp_path, [])
    assert line == (
        "working/quotes_proposed.xlsx: 2 decisions stand only there, where a run would overwrite "
        "them; copy these rows to the sheet quotes, or delete this file"
    )
    on_sheet = [coded("FGD1-0001.1", "a") | {"decision": "use"}]
    (line,) = uncopied_quotes(tmp_path, on_sheet)
    assert ": 1 decision stands only there" in line
    on_sheet += [coded("FGD1-0002.1", "b") | {"decision": "use"}]
    assert len(uncopied_quotes(tmp_path, on_sheet)) == 1  # never is not use
    on_sheet += [coded("FGD1-0002.1", "b") | {"decision": "never"}]
    assert uncopied_quotes(tmp_path, on_sheet) == []


def test_a_workbook_of_quotes_that_cannot_be_read_may_hold_decisions(tmp_path: Path) -> None:
    (proposed(tmp_path) / PROPOSED).write_bytes(b"no workbook")
    (line,) = uncopied_quotes(tmp_path, [])
    assert line == (
        "working/quotes_proposed.xlsx: changed and no longer to be read; copy your decisions to "
        "the sheet quotes, then delete this file"
    )
