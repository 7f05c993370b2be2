"""Sheets as people really save them, and what is said of their faults."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from focusgroups.errors import StudyError
from focusgroups.sheets import SCHEMAS, Sheet, listed, read_rows, read_sheet, sheet_rules

RULES = sheet_rules()
HEADER = "participant_id,focus_group,speaker_labels,names,age,consent\n"
PERSON = "P01,FGD1,Den,Denise Cartwright;Den,52,yes\n"


def read(folder: Path, content: str | bytes, name: str = "participants") -> Sheet:
    path = folder / Path(RULES[name]["file"]).name.replace("{coder}", "anna")
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_sheet(path, RULES[name])


def test_cells_are_stripped_text_and_missing_columns_empty(tmp_path: Path) -> None:
    sheet = read(tmp_path, HEADER + "P01 , FGD1,\u00a0Den,Denise,52 ,yes\t\n")
    assert sheet.problems == []
    assert sheet.rows == [
        {
            "participant_id": "P01",
            "focus_group": "FGD1",
            "speaker_labels": "Den",
            "names": "Denise",
            "age": "52",
            "gender": "",
            "ethnicity": "",
            "marital_status": "",
            "postcode": "",
            "consent": "yes",
        }
    ]


@pytest.mark.parametrize(
    "saved",
    [
        (HEADER + PERSON).encode(),
        (HEADER + PERSON).rstrip().encode(),
        b"\xef\xbb\xbf" + (HEADER + PERSON).encode(),
        (HEADER + PERSON).replace("\n", "\r\n").encode(),
        (HEADER + PERSON).replace("\n", "\r").encode(),
        (HEADER + PERSON).replace("\n", ",,,\n").encode(),
        (HEADER + PERSON + ",,,,,\n\n , ,\n").encode(),
        ('"' + HEADER.strip().replace(",", '","') + '"\n' + PERSON).encode(),
    ],
    ids=["plain", "no last line end", "mark", "CRLF", "CR", "trailing commas", "blank", "quoted"],
)
def test_however_it_was_saved_it_reads_the_same(tmp_path: Path, saved: bytes) -> None:
    sheet = read(tmp_path, saved)
    assert sheet.problems == []
    assert [(row["participant_id"], row["names"], row["consent"]) for row in sheet.rows] == [
        ("P01", "Denise Cartwright;Den", "yes")
    ]
    assert sheet.columns == HEADER.strip().split(",")


def test_rows_are_numbered_as_excel_counts_them(tmp_path: Path) -> None:
    rows = ['P01,FGD1,"Den, loud","Denise\nCartwright",52,yes', "", ",,,,,", "P02,FGD1,T,,x,yes"]
    sheet = read(tmp_path, HEADER + "\n".join(rows) + "\n")
    assert sheet.numbers == [2, 5]
    assert sheet.rows[0]["speaker_labels"] == "Den, loud"
    assert sheet.rows[0]["names"] == "Denise\nCartwright"
    assert sheet.problems == [
        "participants.csv row 5, column age: must be a whole number from 16 to 110, in digits"
    ]


def test_short_rows_are_filled_with_empty_cells(tmp_path: Path) -> None:
    sheet = read(
        tmp_path, "staff_id,focus_groups,speaker_labels,names,role\nFAC1,FGD1,Fac\n", "staff"
    )
    assert sheet.problems == []
    assert (sheet.rows[0]["names"], sheet.rows[0]["role"]) == ("", "")


def test_further_columns_are_carried_where_they_are_allowed(tmp_path: Path) -> None:
    text = "participant_id,focus_group,speaker_labels,Housing status\nP01,FGD1,Den,renting\n"
    assert read(tmp_path, text).rows[0]["Housing status"] == "renting"


def test_missing_sheet(tmp_path: Path) -> None:
    missing = read_sheet(tmp_path / "participants.csv", RULES["participants"])
    assert len(missing.problems) == 1
    assert "participants.csv: not found" in missing.problems[0]
    optional = read_sheet(tmp_path / "staff.csv", RULES["staff"])
    assert (optional.problems, optional.rows) == ([], [])


def test_header_alone_is_a_sheet_without_rows(tmp_path: Path) -> None:
    sheet = read(tmp_path, HEADER)
    assert (sheet.problems, sheet.rows) == ([], [])


FAULTY = {
    "empty": ("participants", "", "participants.csv row 1: empty"),
    "only a mark": ("participants", b"\xef\xbb\xbf", "participants.csv row 1: empty"),
    "blank first row": ("participants", "\n" + HEADER + PERSON, "participants.csv row 1: empty"),
    "Windows-1252": (
        "participants",
        (HEADER + PERSON + "P02,FGD1,Zoë,,,yes\n").encode("cp1252"),
        "participants.csv line 3: not UTF-8; save it as 'CSV UTF-8' in Excel",
    ),
    "UTF-16": ("participants", HEADER.encode("utf-16"), "participants.csv line 1: not UTF-8"),
    "semicolons": (
        "participants",
        HEADER.replace(",", ";"),
        "participants.csv row 1: not separated by commas",
    ),
    "tabs": ("staff", "staff_id\tfocus_groups\n", "staff.csv row 1: not separated by commas"),
    "column missing": (
        "participants",
        "participant_id,focus_group\nP01,FGD1\n",
        "participants.csv row 1: column speaker_labels is missing",
    ),
    "unknown column": (
        "staff",
        "staff_id,focus_groups,speaker_labels,Zzz Zzz\n",
        "staff.csv row 1: column 4 has an unknown name; known are staff_id, ",
    ),
    "column twice": (
        "participants",
        HEADER.strip() + ",names\n" + PERSON,
        "participants.csv row 1: column 7 repeats an earlier column name",
    ),
    "column without name": (
        "participants",
        HEADER.replace("names", " ") + PERSON,
        "participants.csv row 1: column 4 has no name",
    ),
    "too many cells": (
        "participants",
        HEADER + PERSON + "P02,FGD1,Zzz,Zzz, Zzz,44,yes\n",
        "participants.csv row 3: 7 cells under 6 columns; put cells that hold a comma in",
    ),
    "mark never closed": (
        "participants",
        HEADER + PERSON + 'P02,FGD1,"Zzz,,,yes\nP03,FGD1,C,,,yes\n',
        "participants.csv row 3: a quotation mark without its partner",
    ),
    "mark within a cell": (
        "participants",
        HEADER + 'P02,FGD1,"Zzz" Smith,,,yes\n',
        "participants.csv row 2: a quotation mark without its partner",
    ),
    "header again": (
        "participants",
        HEADER + PERSON + HEADER,
        "participants.csv row 3: the column names again; remove the row",
    ),
    "id twice by case": (
        "participants",
        HEADER + PERSON + "p01,FGD2,T,,44,yes\n",
        "participants.csv row 3, column participant_id: the same as in row 2; keep one",
    ),
    "id empty": (
        "participants",
        HEADER + ",FGD1,Zzz,,44,yes\n",
        "participants.csv row 2, column participant_id: empty; it must be filled",
    ),
    "id with a space": (
        "participants",
        HEADER + "Zzz Zzz,FGD1,T,,44,yes\n",
        "participants.csv row 2, column participant_id: must be a letter, then",
    ),
    "id with accents": (
        "participants",
        HEADER + "Zzzé,FGD1,T,,44,yes\n",
        "participants.csv row 2, column participant_id: must be a letter, then",
    ),
    "group too long": (
        "participants",
        HEADER + f"P01,{'Zzz' * 9},T,,44,yes\n",
        "participants.csv row 2, column focus_group: must be a letter, then",
    ),
    "list of nothing": (
        "participants",
        HEADER + "P01,FGD1, ; ;,Zzz,44,yes\n",
        "participants.csv row 2, column speaker_labels: empty; it must be filled",
    ),
    "label that can never be found": (
        "participants",
        HEADER + "P01,FGD1,Den;?,Zzz,44,yes\n",
        "participants.csv row 2, column speaker_labels: must be labels that each hold a letter",
    ),
    "age in words": (
        "participants",
        HEADER + "P01,FGD1,T,,Zzz,yes\n",
        "participants.csv row 2, column age: must be a whole number from 16 to 110, in digits",
    ),
    "age in other digits": (
        "participants",
        HEADER + "P01,FGD1,T,,٤٤,yes\n",
        "participants.csv row 2, column age: must be a whole number",
    ),
    "age too low": ("participants", HEADER + "P01,FGD1,T,,15,yes\n", "row 2, column age: must be"),
    "age too high": ("participants", HEADER + "P01,FGD1,T,,111,yes\n", "row 2, column age: must"),
    "age with decimals": ("participants", HEADER + "P01,FGD1,T,,44.0,yes\n", "column age: must be"),
    "consent unknown": (
        "participants",
        HEADER + "P01,FGD1,T,,44,Zzz\n",
        "participants.csv row 2, column consent: must be one of: yes, no_quotes, withdrawn",
    ),
    "consent empty": (
        "participants",
        HEADER + "P01,FGD1,T,,44,\n",
        "participants.csv row 2, column consent: empty; it must be filled",
    ),
    "staff's groups": (
        "staff",
        "staff_id,focus_groups,speaker_labels\nFAC1,FGD1; Zzz Zzz,Fac\n",
        "staff.csv row 2, column focus_groups: must be a letter, then",
    ),
    "role": (
        "staff",
        "staff_id,focus_groups,speaker_labels,role\nFAC1,FGD1,Fac,Zzz\n",
        "staff.csv row 2, column role: must be one of: facilitator, public adviser, staff",
    ),
    "date as Excel writes it": (
        "focus_groups",
        "focus_group,date\nFGD1,14/05/2019\n",
        "focus_groups.csv row 2, column date: must be year, month and day as in 2019-05-14",
    ),
    "minutes": (
        "focus_groups",
        "focus_group,minutes\nFGD1,1 hour\n",
        "focus_groups.csv row 2, column minutes: must be a whole number from 1 to 600, in digits",
    ),
    "decision": (
        "redaction_decisions",
        "term,label,decision\nZzz,PERSON,perhaps\n",
        "redaction_decisions.csv row 2, column decision: must be one of: redact, keep",
    ),
    "term decided twice": (
        "redaction_decisions",
        "term,label,decision\nZzz,PERSON,redact\nzzz,PERSON,keep\n",
        "redaction_decisions.csv row 3, column term and focus_group: the same as in row 2",
    ),
    "replacement in brackets": (
        "redaction_decisions",
        "term,label,decision,replacement\nBen,PERSON,redact,[Zzz]\n",
        "redaction_decisions.csv row 2, column replacement: must be without brackets",
    ),
    "segment": (
        "quotes",
        "segment_id,theme,decision\nFGD1-0001,hope,use\n",
        "quotes.csv row 2, column segment_id: must be the id of a segment, such as FGD1-0001.1",
    ),
    "text_check as Excel spoils it": (
        "coding",
        "segment_id,theme,text_check\nFGD1-0001.1,hope,1.23E+11\n",
        "coding/anna.csv row 2, column text_check: must be 12 of the characters",
    ),
}


@pytest.mark.parametrize("case", FAULTY)
def test_fault_is_named_by_file_place_and_remedy(tmp_path: Path, case: str) -> None:
    name, content, line = FAULTY[case]
    problems = read(tmp_path, content, name).problems
    assert len(problems) == 1, problems
    assert line in problems[0]


@pytest.mark.parametrize("case", FAULTY)
def test_fault_is_told_without_content(tmp_path: Path, case: str) -> None:
    name, content, _ = FAULTY[case]
    said = "\n".join(read(tmp_path, content, name).problems)
    for secret in ("zzz", "zoë", "cartwright", "denise", "14/05", "1 hour", "perhaps", "1.23", "٤"):
        assert secret not in said.casefold()


def _columns() -> list[tuple[str, str]]:
    return [(name, column) for name, rules in RULES.items() for column in rules["columns"]]


@pytest.mark.parametrize(("name", "column"), _columns())
def test_no_column_of_any_sheet_is_quoted(tmp_path: Path, name: str, column: str) -> None:
    secret = 'Quentin "Q" Zebedee, [L69 3BX]'
    header = list(RULES[name]["columns"])
    cells = ['"' + secret.replace('"', '""') + '"' if other == column else "" for other in header]
    text = ",".join(header) + "\n" + "\n".join([",".join(cells)] * 2) + "\n"
    sheet = read(tmp_path, text, name)
    assert sheet.problems != []
    for piece in ("Quentin", "Zebedee", "L69", "3BX"):
        assert piece not in "\n".join(sheet.problems)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: HEADER + text))
def test_any_file_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: str | bytes
) -> None:
    sheet = read(tmp_path_factory.mktemp("sheet"), content)
    assert sheet.problems or all(row["participant_id"] for row in sheet.rows)
    assert len(sheet.rows) == len(sheet.numbers)
    assert all("\n" not in problem for problem in sheet.problems)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    sheet = read(tmp_path, HEADER + "P 1,FGD1,A,,x,yes\nP02,,B,,44,maybe\n")
    assert len(sheet.problems) == 4


def test_rows_for_a_script(tmp_path: Path) -> None:
    path = tmp_path / "staff.csv"
    path.write_text("staff_id,focus_groups,speaker_labels\nFAC1,FGD1;FGD2,Fac\n", encoding="utf-8")
    assert read_rows("staff", path)[0]["focus_groups"] == "FGD1;FGD2"
    assert read_rows("staff", None) == []
    path.write_text("staff_id,focus_groups\n", encoding="utf-8")
    with pytest.raises(StudyError, match=r"staff\.csv row 1: column speaker_labels is missing"):
        read_rows("staff", path)


def test_lists_in_a_cell() -> None:
    assert listed(" Den ; Denise;; ") == ["Den", "Denise"]
    assert listed("") == []


@pytest.mark.parametrize(("name", "rules"), RULES.items())
def test_rules_are_complete(name: str, rules: Mapping[str, Any]) -> None:
    assert set(rules) == {"file", "required", "further_columns", "unique", "columns"}
    assert set(rules["unique"]) <= set(rules["columns"])
    known = {"required", "filled", "list", "pattern", "form", "values", "integer", "meaning"}
    for column, rule in rules["columns"].items():
        assert set(rule) <= known, column
        assert rule["meaning"].endswith("."), column
        assert ("pattern" in rule) == ("form" in rule), column


def test_values_are_text_for_every_reader_of_yaml() -> None:
    # An unquoted yes would be read as true and never be found in a cell.
    rules = yaml.safe_load((SCHEMAS / "sheets.yaml").read_text("utf-8"))
    values = [
        value
        for sheet in rules.values()
        for rule in sheet["columns"].values()
        for value in rule.get("values", [])
    ]
    assert all(isinstance(value, str) for value in values)
