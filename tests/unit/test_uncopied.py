"""Decisions typed into the table of flagged terms are not lost to the next run."""

from pathlib import Path

import pytest

from focusgroups.uncopied import TABLE, uncopied_decisions

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
