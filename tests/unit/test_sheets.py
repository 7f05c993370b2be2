"""Sheets as people really save them, and what is said of their faults."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from focusgroups.errors import StudyError
from focusgroups.sheets import (
    SCHEMAS,
    Sheet,
    listed,
    read_rows,
    read_sheet,
    read_sheets,
    sheet_rules,
)
from workbook_files import workbook

RULES = sheet_rules()
HEADER = "participant_id,focus_group,speaker_labels,names,age,consent\n"
PERSON = "P01,FGD1,Den,Denise Cartwright;Den,52,yes\n"


def read(folder: Path, content: str | bytes, name: str = "participants") -> Sheet:
    path = folder / (Path(RULES[name]["file"]).name.replace("{coder}", "anna") + ".csv")
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


def test_a_cell_may_be_long(tmp_path: Path) -> None:
    sheet = read(
        tmp_path, HEADER.replace("consent", "notes") + PERSON.replace("yes", "a" * 200_000)
    )
    assert sheet.problems == []
    assert len(sheet.rows[0]["notes"]) == 200_000


def separated(separator: str, text: str = HEADER + PERSON) -> str:
    """A comma-separated text as Excel saves it where the list separator is another."""
    rows = csv.reader(io.StringIO(text))
    saved = io.StringIO()
    csv.writer(saved, delimiter=separator, lineterminator="\r\n").writerows(rows)
    return saved.getvalue()


SAVED = {
    "plain": (HEADER + PERSON).encode(),
    "no last line end": (HEADER + PERSON).rstrip().encode(),
    "mark": b"\xef\xbb\xbf" + (HEADER + PERSON).encode(),
    "CRLF": (HEADER + PERSON).replace("\n", "\r\n").encode(),
    "CR": (HEADER + PERSON).replace("\n", "\r").encode(),
    "trailing commas": (HEADER + PERSON).replace("\n", ",,,\n").encode(),
    "blank": (HEADER + PERSON + ",,,,,\n\n , ,\n").encode(),
    "quoted": ('"' + HEADER.strip().replace(",", '","') + '"\n' + PERSON).encode(),
    "semicolons": separated(";").encode(),
    "semicolons, mark": separated(";").encode("utf-8-sig"),
    "semicolons, trailing": separated(";").replace("\r\n", ";;;\r\n").encode(),
    "tabs": separated("\t").encode(),
    "Unicode Text": separated("\t").encode("utf-16"),
    "Unicode Text, other end": b"\xfe\xff" + separated("\t").encode("utf-16-be"),
    "separator stated": ("sep=;\r\n" + separated(";")).encode(),
    "separator stated in capitals": ("SEP=,\n" + HEADER + PERSON).encode("utf-8-sig"),
    "unusual separator stated": ("sep=|\n" + separated("|")).encode(),
    "separator stated and quoted": ('"sep=;";;;\r\n' + separated(";")).encode(),
}


@pytest.mark.parametrize("case", SAVED)
def test_however_it_was_saved_it_reads_the_same(tmp_path: Path, case: str) -> None:
    sheet = read(tmp_path, SAVED[case])
    assert sheet.problems == []
    assert [(row["participant_id"], row["names"], row["consent"]) for row in sheet.rows] == [
        ("P01", "Denise Cartwright;Den", "yes")
    ]
    assert sheet.columns == HEADER.strip().split(",")
    assert sheet.numbers == [2]


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(",;\t"),
    st.lists(
        st.text(st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(",;\t \n")),
        min_size=1,
        max_size=4,
    ),
)
def test_separator_is_never_guessed_from_the_cells(
    tmp_path_factory: pytest.TempPathFactory, separator: str, cells: list[str]
) -> None:
    rows = [["participant_id", "focus_group", "speaker_labels", "housing"]]
    rows += [["P01", "FGD1", "Den", cell] for cell in cells]
    saved = io.StringIO()
    csv.writer(saved, delimiter=separator).writerows(rows)
    sheet = read(tmp_path_factory.mktemp("sheet"), saved.getvalue())
    assert [row["housing"] for row in sheet.rows] == [cell.strip() for cell in cells]


def test_header_decides_even_where_the_cells_hold_more_of_another(tmp_path: Path) -> None:
    text = 'segment_id;theme\r\nFGD1-0001.1;a,b,c,d,e\r\nFGD1-0002.1;"a;b"\r\n'
    sheet = read(tmp_path, text, "coding")
    assert [row["theme"] for row in sheet.rows] == ["a,b,c,d,e", "a;b"]


def test_cells_with_an_unquoted_semicolon_are_told(tmp_path: Path) -> None:
    text = separated(";") + "P02;FGD1;Den;Denise Cartwright;Den;52;yes\r\n"
    assert read(tmp_path, text).problems == [
        "participants.csv row 3: 7 cells under 6 columns; put cells that hold a semicolon in "
        "quotation marks"
    ]


def test_comments_are_passed_over_and_counted_as_rows(tmp_path: Path) -> None:
    text = "# filled in by AB\n" + HEADER + "# Example: P00,FGD9,x,,500,perhaps,,,,\n" + PERSON
    sheet = read(tmp_path, text + '"# two\nlines",,,\n#,,\nP02,FGD1,T,,x,yes\n')
    assert sheet.numbers == [4, 7]
    assert sheet.problems == [
        "participants.csv row 7, column age: must be a whole number from 16 to 110, in digits"
    ]


def test_term_with_a_hash_is_no_comment(tmp_path: Path) -> None:
    text = "term,label,decision\n#mentalhealth,,keep\n# mental,,keep\n"
    rows = read(tmp_path, text, "redaction_decisions").rows
    assert [row["term"] for row in rows] == ["#mentalhealth"]


def test_apostrophe_before_what_excel_would_change_does_not_count(tmp_path: Path) -> None:
    terms = ["'57", "'=ruby", "'@ruby", "'cause", "o'57", "''57"]
    text = "term,label,decision\n" + "".join(f"{term},,keep\n" for term in terms)
    rows = read(tmp_path, text, "redaction_decisions").rows
    assert [row["term"] for row in rows] == ["57", "=ruby", "@ruby", "'cause", "o'57", "'57"]


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


def sheets_of(folder: Path, files: Mapping[str, str | bytes]) -> dict[str, Sheet]:
    """The sheets of a folder with these files."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_sheets(folder)


def all_problems(sheets: Mapping[str, Sheet]) -> list[str]:
    return [problem for sheet in sheets.values() for problem in sheet.problems]


def test_missing_sheet(tmp_path: Path) -> None:
    sheets = read_sheets(tmp_path)
    missing = "participants.xlsx or participants.csv: not found in"
    assert [problem.startswith(missing) for problem in all_problems(sheets)] == [True]
    assert (sheets["staff"].problems, sheets["staff"].rows) == ([], [])
    assert "coding" not in sheets


def test_files_are_found_in_any_case_and_by_any_ending(tmp_path: Path) -> None:
    staff = ["staff_id", "focus_groups", "speaker_labels"]
    sheets = sheets_of(
        tmp_path,
        {
            "Participants.CSV": HEADER + PERSON,
            "STAFF.xlsm": workbook([staff, ["FAC1", "FGD1", "Fac"]]),
            "~$participants.xlsx": b"\x05Denise",
            ".~lock.staff.csv#": "",
            "._participants.csv": b"\0\1",
            "staff-old.csv": "Zzz",
            "coding/Anna.XLSX": workbook([["segment_id", "theme"], ["FGD1-0001.1", "hope"]]),
            "coding/~$Anna.xlsx": b"\x05Denise",
            "coding/notes.docx": b"PK",
        },
    )
    assert all_problems(sheets) == []
    assert sheets["participants"].name == "Participants.CSV"
    assert sheets["staff"].rows[0]["staff_id"] == "FAC1"
    assert sheets["coding/Anna"].name == "coding/Anna.XLSX"
    assert [name for name in sheets if name.startswith("coding")] == ["coding/Anna"]


def test_an_empty_template_beside_a_filled_in_sheet_does_no_harm(tmp_path: Path) -> None:
    template, person = HEADER.strip().split(","), PERSON.strip().split(",")
    for filled, contents in {
        "csv": {"participants.csv": HEADER + PERSON, "participants.xlsx": workbook([template])},
        "xlsx": {"participants.csv": HEADER, "participants.xlsx": workbook([template, person])},
    }.items():
        sheets = sheets_of(tmp_path / filled, contents)
        assert all_problems(sheets) == []
        assert sheets["participants"].name == f"participants.{filled}"
        assert len(sheets["participants"].rows) == 1


@pytest.mark.parametrize(
    ("files", "line"),
    [
        (
            ["participants.csv", "Participants.xlsx"],
            "Participants.xlsx and participants.csv: more than one file for one sheet; keep one",
        ),
        (
            ["participants.csv", "participants.ods"],
            "participants.csv and participants.ods: more than one file for one sheet; keep one",
        ),
        (["participants.xls"], "participants.xls: cannot be read; open it and save it as Excel"),
        (["PARTICIPANTS.ods"], "PARTICIPANTS.ods: cannot be read; open it and save it as Excel"),
        (["participant.csv"], "not found in resources/, but a file is nearly called so; rename"),
        (["participants (1).xlsx"], "but a file is nearly called so; rename it or save it as"),
        (["Participants Denise Cartwright.csv"], "but a file is nearly called so; rename it or"),
        (["participants.csv.csv"], "but a file is nearly called so; rename it or save it as .xlsx"),
        (["participants.txt"], "but a file is nearly called so; rename it or save it as .xlsx"),
        (["participants"], "but a file is nearly called so; rename it or save it as .xlsx"),
        (["participants.docx"], "participants.csv: not found in resources/; see config/README.md"),
        (["people.csv"], "participants.csv: not found in resources/; see config/README.md"),
    ],
)
def test_file_under_another_name(tmp_path: Path, files: list[str], line: str) -> None:
    resources = tmp_path / "resources"
    resources.mkdir()
    sheets = sheets_of(resources, dict.fromkeys(files, HEADER + PERSON))
    assert len(all_problems(sheets)) == 1
    assert line in sheets["participants"].problems[0]
    assert "Denise" not in line


@pytest.mark.parametrize(
    ("name", "file", "is_told"),
    [
        ("staff", "staf.csv", True),
        ("staff", "Staff (2).xlsx", True),
        ("staff", "staff.xls", True),
        ("focus_groups", "focus groups.csv", True),
        ("focus_groups", "focus_group.xlsx", True),
        ("quotes", "quote.csv", True),
        ("quotes", "quotes_proposed.csv", False),
        ("staff", "staffing rota.csv", False),
        ("staff", "Anna Stafford.csv", False),
    ],
)
def test_optional_sheet_under_another_name(
    tmp_path: Path, name: str, file: str, is_told: bool
) -> None:
    sheets = sheets_of(tmp_path, {"participants.csv": HEADER + PERSON, file: "x"})
    assert len(all_problems(sheets)) == is_told
    assert bool(sheets[name].problems) == is_told


def test_files_in_the_folder_of_codings_are_not_named(tmp_path: Path) -> None:
    codings = "segment_id,theme\nFGD1-0001.1,hope\n"
    files = {f"coding/{name}": codings for name in ("Denise.ods", "anna.csv", "Anna.csv", "b.csv")}
    sheets = sheets_of(tmp_path, {"participants.csv": HEADER + PERSON, **files})
    assert [problem.split(";")[0] for problem in sheets["coding"].problems] == [
        "coding/ file 2 of 4 by name: cannot be read",
        "coding/ file 3 of 4 by name: more than one file for one coder",
    ]


def test_coder_without_a_row_is_nobody_yet(tmp_path: Path) -> None:
    empty = "segment_id,theme\n# Example: FGD1-0001.1,hope\n"
    files = {"participants.csv": HEADER + PERSON, "coding/coder_1.csv": empty}
    assert "coding/coder_1" not in sheets_of(tmp_path, files)
    files["coding/coder_1.csv"] = empty + "FGD1-0002.1,hope\n"
    assert len(sheets_of(tmp_path, files)["coding/coder_1"].rows) == 1
    files["coding/coder_1.csv"] = empty + "Zzz,hope\n"
    assert all_problems(sheets_of(tmp_path, files)) != []


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
        "participants.csv line 3: not UTF-8; save it in Excel as .xlsx or as 'CSV UTF-8'",
    ),
    "UTF-16 without its mark": (
        "participants",
        (HEADER + PERSON).encode("utf-16-le"),
        "participants.csv: not UTF-8; save it in Excel as .xlsx",
    ),
    "UTF-16 cut off": (
        "participants",
        (HEADER + PERSON).encode("utf-16")[:-1],
        "participants.csv: not UTF-8; save it in Excel as .xlsx",
    ),
    "workbook": (
        "participants",
        workbook([["participant_id", "Zzz"]]),
        "participants.csv: not CSV but a workbook; give it the ending that fits",
    ),
    "old workbook": (
        "participants",
        b"\xd0\xcf\x11\xe0\xa1\xb1" + bytes(100),
        "participants.csv: not CSV but an old workbook or one with a password; save it as .xlsx",
    ),
    "all in one column": (
        "participants",
        f'"{HEADER.strip()}"\n"{PERSON.strip()}"\n',
        "participants.csv row 1: all columns stand in one; part them in Excel with 'Text to",
    ),
    "columns without end": (
        "staff",
        ",".join(["staff_id", *["Zzz"] * 16_000]) + "\n",
        "staff.csv row 1: more than 500 columns; keep only those of the table",
    ),
    "only comments": ("participants", "# Zzz\n# Zzz\n", "participants.csv row 1: empty"),
    "comment and blank": (
        "participants",
        "# Zzz\n\n" + HEADER + PERSON,
        "participants.csv row 2: empty; the first row must hold the column names",
    ),
    "day that does not exist": (
        "focus_groups",
        "focus_group,date\nFGD1,2019-02-30\n",
        "focus_groups.csv row 2, column date: must be year, month and day as in 2019-05-14",
    ),
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
    if RULES[name]["waits_for"] not in ("", column):  # else the row would count as not filled in
        cells[header.index(RULES[name]["waits_for"])] = "none"
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


CODING = "segment_id,theme,text_check,text,reason,about,keywords,words,score\n"


def test_rows_without_a_theme_wait_and_columns_of_ours_are_not_read(tmp_path: Path) -> None:
    rows = (
        'FGD1-0001.1,hope;joy,0bc280edd828,"Yes, ""home"".",top,hope,,,1.20\n'
        'FGD1-0002.1,,1.23E+11,#NAME?,"top; borderline","hope; joy",a; b,,"1.2; 0.1"\n'
        "FGD1-0002.1,none,,05/14/2019,random,,,,\n"
        "FGD1-0002.1,,,,random,,,,\n"
    )
    sheet = read(tmp_path, CODING + rows, "coding")
    assert sheet.problems == []
    assert sheet.rows == [
        {"segment_id": "FGD1-0001.1", "theme": "hope;joy", "text_check": "0bc280edd828"},
        {"segment_id": "FGD1-0002.1", "theme": "none", "text_check": ""},
    ]
    assert (sheet.numbers, sheet.waiting) == ([2, 4], [3, 5])


def test_segment_coded_twice_is_told_by_its_rows(tmp_path: Path) -> None:
    rows = "FGD1-0001.1,hope\nFGD1-0002.1,\nFGD1-0001.1,none\n"
    assert read(tmp_path, "segment_id,theme\n" + rows, "coding").problems == [
        "coding/anna.csv row 4, column segment_id: the same as in row 2; keep one"
    ]


def test_a_check_that_became_a_number_is_refused_only_where_something_is_coded(
    tmp_path: Path,
) -> None:
    path = tmp_path / "anna.xlsx"
    header = ["segment_id", "theme", "text_check", "score"]
    rows = [["FGD1-0001.1", "hope", 123456789012, 0.5], ["FGD1-0002.1", "", 12345678e4, 0.5]]
    path.write_bytes(workbook([header, *rows]))
    (line,) = read_sheet(path, RULES["coding"]).problems
    assert line.startswith("coding/anna.xlsx row 2, column text_check: holds a number, which Excel")


def test_other_columns_of_a_coder_are_refused(tmp_path: Path) -> None:
    (line,) = read(tmp_path, "segment_id,theme,mood\n", "coding").problems
    assert line.startswith("coding/anna.csv row 1: column 3 has an unknown name")


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
    assert set(rules) == {
        *("file", "required", "further_columns", "unique", "columns", "waits_for", "passed_over")
    }
    assert {*rules["unique"], rules["waits_for"]} - {""} <= set(rules["columns"])
    assert not set(rules["passed_over"]) & set(rules["columns"])
    known = {"required", "filled", "list", "pattern", "form", "values", "integer", "meaning"}
    known |= {"date", "text", "example"}
    for column, rule in rules["columns"].items():
        assert isinstance(rule["example"], str), column
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
