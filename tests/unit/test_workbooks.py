"""Sheets that Excel saved as workbooks: what is in the cells, and what Excel made of them."""

import datetime
import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from focusgroups.errors import StudyError
from focusgroups.sheetfiles.cells import MOST_BYTES, Mark
from focusgroups.sheetfiles.workbooks import read_workbook
from focusgroups.sheets import Sheet, read_sheet, sheet_rules
from limits import MEGABYTE, PEAK_UNIT
from workbook_files import Error, Formula, parts, workbook, workbook_part
from zipped_files import zipped

RULES = sheet_rules()
HEADER = ["participant_id", "focus_group", "speaker_labels", "names", "age", "consent"]
RELATIONS = "xl/_rels/workbook.xml.rels"
PERSON = ["P01", "FGD1", "Den", "Denise Cartwright;Den", 52, "yes"]


def read(folder: Path, rows: list[list[Any]], name: str = "participants", **more: Any) -> Sheet:
    path = folder / f"{name}.xlsx"
    path.write_bytes(workbook(rows, **more))
    return read_sheet(path, RULES[name])


def refusal(folder: Path, content: bytes, ending: str = "xlsx") -> str:
    """The one line that is said of a file."""
    path = folder / f"participants.{ending}"
    path.write_bytes(content)
    sheet = read_sheet(path, RULES["participants"])
    assert sheet.rows == []
    assert len(sheet.problems) == 1, sheet.problems
    return sheet.problems[0]


def changed(change: Callable[[dict[str, Any]], object]) -> bytes:
    """A sound workbook after a change to its parts."""
    content: dict[str, Any] = parts([HEADER, PERSON])
    change(content)
    return zipped(content)


# What is in the cells


def test_workbook_reads_like_csv(tmp_path: Path) -> None:
    rows = [HEADER, PERSON, ["P02 ", "FGD1", " T\u00e9z", None, 61.0, "no_quotes", None, None]]
    sheet = read(tmp_path, rows)
    assert sheet.problems == []
    csv = tmp_path / "participants.csv"
    lines = [",".join(HEADER), "P01,FGD1,Den,Denise Cartwright;Den,52,yes"]
    csv.write_text("\n".join([*lines, "P02,FGD1,T\u00e9z,,61,no_quotes"]), encoding="utf-8")
    assert sheet.rows == read_sheet(csv, RULES["participants"]).rows
    assert sheet.columns == HEADER
    assert sheet.name == "participants.xlsx"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (52, "52"),
        (52.0, "52"),
        (0.1 + 0.2, "0.3"),
        (-3, "-3"),
        (123456789012, "123456789012"),
        (1.5e20, "1.5e+20"),
        (True, "TRUE"),
        (False, "FALSE"),
        (datetime.datetime(2019, 5, 14), "2019-05-14"),
        (datetime.datetime(2019, 5, 14, 10, 30), "2019-05-14 10:30:00"),
        ("  two\nlines & <more> ", "two\nlines & <more>"),
        ("007", "007"),
        (Formula("Single"), "Single"),
        (Formula(7.0), "7"),
        (Formula(""), ""),
    ],
)
def test_value_as_text(tmp_path: Path, value: object, text: str) -> None:
    sheet = read(tmp_path, [[*HEADER[:3], "housing"], ["P01", "FGD1", "Den", value]])
    assert sheet.problems == []
    assert sheet.rows[0]["housing"] == text


def test_dates_that_are_dates_are_read_as_such(tmp_path: Path) -> None:
    rows = [
        ["focus_group", "date", "minutes"],
        ["FGD1", datetime.datetime(2019, 5, 14), 82],
        ["FGD2", "2019-05-21", "90"],
        ["FGD3", "14/05/2019", 90],
        ["FGD4", "2019-02-30", 90],
        ["FGD5", 43599, 90],
        ["FGD6", datetime.datetime(2019, 5, 14, 10, 30), 90],
    ]
    sheet = read(tmp_path, rows, "focus_groups")
    assert [row["date"] for row in sheet.rows[:2]] == ["2019-05-14", "2019-05-21"]
    problem = "column date: must be year, month and day as in 2019-05-14"
    assert sheet.problems == [f"focus_groups.xlsx row {row}, {problem}" for row in (4, 5, 6, 7)]


def test_rows_are_numbered_as_excel_counts_them(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["# to be filled in by Friday"], HEADER, PERSON, [], [None, " "]]
    sheet = read(tmp_path, [*rows, ["# Example", "FGD1"], ["P02", "FGD1", "T", None, "x", "yes"]])
    assert sheet.numbers == [3, 7]
    assert [problem.split(":")[0] for problem in sheet.problems] == [
        "participants.xlsx row 7, column age"
    ]


def test_hidden_rows_count_and_hidden_worksheets_do_not(tmp_path: Path) -> None:
    content = parts([HEADER, PERSON])
    content["xl/workbook.xml"] = workbook_part([("Lists", "hidden"), ("People", "visible")])
    hidden = content["xl/worksheets/sheet1.xml"].replace('<row r="2"', '<row r="2" hidden="1"')
    content |= {"xl/worksheets/sheet1.xml": "<broken", "xl/worksheets/sheet2.xml": hidden}
    (tmp_path / "participants.xlsx").write_bytes(zipped(content))
    sheet = read_sheet(tmp_path / "participants.xlsx", RULES["participants"])
    assert (sheet.problems, len(sheet.rows)) == ([], 1)


def test_workbooks_of_other_programs_and_editions_are_read(tmp_path: Path) -> None:
    strict = {
        name: text.replace(
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            "http://purl.oclc.org/ooxml/spreadsheetml/main",
        ).replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, text in parts([HEADER, PERSON]).items()
    }
    rooted = parts([HEADER, PERSON])
    rooted[RELATIONS] = rooted[RELATIONS].replace('Target="w', 'Target="/xl/w')
    for content in (strict, rooted):
        (tmp_path / "participants.xlsm").write_bytes(zipped(content))
        sheet = read_sheet(tmp_path / "participants.xlsm", RULES["participants"])
        assert (sheet.problems, len(sheet.rows)) == ([], 1)


# What Excel made of them


SPOILED = {
    "error value": (Error(), "column names: holds an error value of Excel, such as #N/A; type the"),
    "unsaved": (Formula(None), "column names: holds a formula without a saved value; open the"),
    "date": (
        datetime.datetime(2026, 9, 1),
        "column names: holds a date or time, which Excel made of it; format the column as Text",
    ),
}


@pytest.mark.parametrize("case", SPOILED)
def test_what_excel_spoiled_is_named_and_not_guessed(tmp_path: Path, case: str) -> None:
    value, problem = SPOILED[case]
    sheet = read(tmp_path, [HEADER, ["P01", "FGD1", "Den", value, 52, "yes"]])
    assert len(sheet.problems) == 1
    assert sheet.problems[0].startswith(f"participants.xlsx row 2, {problem}")


@pytest.mark.parametrize(
    ("name", "header", "row", "column"),
    [
        ("quotes", ["segment_id", "theme", "decision", "text_check"], 3, "text_check"),
        ("redaction_decisions", ["term", "label", "decision"], 0, "term"),
    ],
)
def test_code_that_became_a_number_is_refused(
    tmp_path: Path, name: str, header: list[str], row: int, column: str
) -> None:
    # 12345678e004 and 123456780000 are the same number: which one was typed cannot be known.
    sound: list[Any] = [RULES[name]["columns"][known]["example"] for known in header]
    spoiled = [*sound[:row], 123456780000, *sound[row + 1 :]]
    sheet = read(tmp_path, [header, spoiled], name)
    assert [line.split(";")[0] for line in sheet.problems] == [
        f"{name}.xlsx row 2, column {column}: holds a number, which Excel may have changed"
    ]
    assert read(tmp_path, [header, sound], name).problems == []


def test_id_that_became_a_date_is_refused(tmp_path: Path) -> None:
    sheet = read(tmp_path, [HEADER, [datetime.datetime(2026, 9, 1), "FGD1", "Den"]])
    assert "row 2, column participant_id: holds a date or time" in sheet.problems[0]


def test_own_column_may_hold_anything_but_errors(tmp_path: Path) -> None:
    header = [*HEADER[:3], "Denise Cartwright"]
    fine = read(tmp_path, [header, ["P01", "FGD1", "Den", datetime.datetime(2019, 5, 14)]])
    assert fine.problems == []
    faulty = read(tmp_path, [header, ["P01", "FGD1", "Den", Error()]])
    assert faulty.problems == [
        "participants.xlsx row 2, column number 4: holds an error value of Excel, such as #N/A; "
        "type the value itself"
    ]


def test_merged_cells_are_refused_where_they_matter(tmp_path: Path) -> None:
    rows = [HEADER, PERSON, ["P02", "FGD1", "T", None, 61, None], ["# a note"]]
    sheet = read(tmp_path, rows, merged=["F2:F3", "A4:F4", "H2:I2"])
    said = "is merged with other cells; unmerge them and fill in each"
    assert f"participants.xlsx row 2, column consent: {said}" in sheet.problems
    assert sum("merged" in problem for problem in sheet.problems) == 1
    header = read(tmp_path, rows, merged=["C1:D1"])
    assert f"participants.xlsx row 1: column 3 {said}" in header.problems


def test_error_in_the_header_is_told_once(tmp_path: Path) -> None:
    sheet = read(tmp_path, [[*HEADER, Error(), "x"], PERSON])
    assert sheet.problems[0] == (
        "participants.xlsx row 1: column 7 has no name; name it or remove it"
    )
    assert len(sheet.problems) <= 2


def test_all_columns_in_one(tmp_path: Path) -> None:
    sheet = read(tmp_path, [[",".join(HEADER)], ["P01,FGD1,Den,,52,yes"]])
    assert sheet.problems == [
        "participants.xlsx row 1: all columns stand in one; part them in Excel with "
        "'Text to Columns'"
    ]


def test_cells_beside_the_columns(tmp_path: Path) -> None:
    sheet = read(tmp_path, [HEADER, [*PERSON, None, "Zzz"]])
    assert sheet.problems == [
        "participants.xlsx row 2: 8 cells under 6 columns; name the columns that have no name, or "
        "empty them"
    ]


# Files that are no such thing


def spoil(part: str, old: str, new: str) -> bytes:
    """A workbook in which a piece of one part was replaced."""

    def change(content: dict[str, Any]) -> None:
        assert old in content[part]
        content[part] = content[part].replace(old, new)

    return changed(change)


SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
ENTITIES = '<!DOCTYPE x [<!ENTITY a "zzzzzzzzzz"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
NO_WORKBOOK = "not an Excel workbook, or damaged; open it in Excel and save it again"
DAMAGED = {
    "empty": (b"", NO_WORKBOOK),
    "text": (b"participant_id,focus_group\n", NO_WORKBOOK),
    "password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "has a password or is an old"),
    "cut off": (workbook([HEADER, PERSON])[:-300], NO_WORKBOOK),
    "half": (workbook([HEADER, PERSON])[:700], NO_WORKBOOK),
    "another document": (zipped({"content.xml": "<office/>"}), NO_WORKBOOK),
    "no worksheet": (changed(lambda p: p.pop(SHEET)), NO_WORKBOOK),
    "no relations": (changed(lambda p: p.pop(RELATIONS)), NO_WORKBOOK),
    "only hidden": (spoil("xl/workbook.xml", '"visible"', '"veryHidden"'), NO_WORKBOOK),
    "only a chart": (spoil(RELATIONS, "/worksheet", "/chartsheet"), NO_WORKBOOK),
    "packed as no spreadsheet is": (
        zipped(parts([HEADER, PERSON]), zipfile.ZIP_LZMA),
        NO_WORKBOOK,
    ),
    "no XML": (changed(lambda p: p.update({SHEET: b"\0\1\2"})), NO_WORKBOOK),
    "unclosed": (spoil(SHEET, "</sheetData>", ""), NO_WORKBOOK),
    "address": (spoil(SHEET, 'r="B2"', 'r="Zzz!"'), NO_WORKBOOK),
    "row": (spoil(SHEET, '<row r="2"', '<row r="Zzz"'), NO_WORKBOOK),
    "text out of range": (spoil(SHEET, "<v>3</v>", "<v>99999</v>"), NO_WORKBOOK),
    "entities": (spoil(STRINGS, "<sst", ENTITIES + "<sst"), "defines entities"),
    "entities in cells": (spoil(SHEET, "<worksheet", ENTITIES + "<worksheet"), "defines entities"),
    "far below": (spoil(SHEET, 'r="F2"', 'r="F1048576"'), "row 1048576: far outside the table"),
    "far right": (spoil(SHEET, 'r="F2"', 'r="XFD200"'), "row 200: far outside the table"),
    "unpacks to much": (
        changed(lambda p: p.update({STRINGS: " " * (MOST_BYTES + 1)})),
        "unpacks to more than 50 MB",
    ),
}


@pytest.mark.parametrize("case", DAMAGED)
def test_damaged_file_is_told_in_one_line(tmp_path: Path, case: str) -> None:
    content, line = DAMAGED[case]
    said = refusal(tmp_path, content)
    assert said.startswith("participants.xlsx")
    assert line in said
    assert "zzz" not in said.casefold()


def test_coloured_cells_far_away_do_no_harm(tmp_path: Path) -> None:
    far = '<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'
    (tmp_path / "participants.xlsx").write_bytes(spoil(SHEET, "</sheetData>", far))
    sheet = read_sheet(tmp_path / "participants.xlsx", RULES["participants"])
    assert (sheet.problems, len(sheet.rows)) == ([], 1)


def test_pictures_and_macros_are_not_unzipped(tmp_path: Path) -> None:
    content: dict[str, Any] = parts([HEADER, PERSON])
    content["xl/media/image1.png"] = bytes(MOST_BYTES + 1)
    (tmp_path / "participants.xlsx").write_bytes(zipped(content))
    assert read_sheet(tmp_path / "participants.xlsx", RULES["participants"]).problems == []


def test_archive_that_lies_about_its_size_is_not_unzipped(tmp_path: Path) -> None:
    size = 200_000_000
    content = bytearray(changed(lambda p: p.update({STRINGS: bytes(size)})))
    stated = size.to_bytes(4, "little")
    while (place := content.find(stated)) >= 0:
        content[place : place + 4] = (1000).to_bytes(4, "little")
    assert NO_WORKBOOK in refusal(tmp_path, bytes(content))


def test_archive_of_very_many_parts_is_not_listed(tmp_path: Path) -> None:
    many = {f"xl/media/image{number}.png": b"" for number in range(20_000)}
    assert NO_WORKBOOK in refusal(tmp_path, changed(lambda p: p.update(many)))


def test_locked_part(tmp_path: Path) -> None:
    content = bytearray(workbook([HEADER, PERSON]))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        places = [part.header_offset for part in archive.infolist()]
    for place in places:
        content[place + 6] |= 1
    directory = content.find(b"PK\x01\x02")
    while directory >= 0:
        content[directory + 8] |= 1
        directory = content.find(b"PK\x01\x02", directory + 4)
    assert NO_WORKBOOK in refusal(tmp_path, bytes(content))


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([SHEET, STRINGS, "xl/workbook.xml", "xl/styles.xml"]),
    st.integers(0, 2000),
    st.integers(0, 40),
    st.binary(max_size=12),
)
def test_any_file_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, part: str, place: int, length: int, new: bytes
) -> None:
    def change(content: dict[str, Any]) -> None:
        text = content[part].encode()
        content[part] = text[:place] + new + text[place + length :]

    path = tmp_path_factory.mktemp("sheet") / "participants.xlsx"
    path.write_bytes(changed(change))
    sheet = read_sheet(path, RULES["participants"])
    assert len(sheet.rows) == len(sheet.numbers)
    assert all("\n" not in problem for problem in sheet.problems)


# Forks, so that the peak of memory is that of reading and of nothing before.
MEASURE = """
import os, sys
from pathlib import Path
from focusgroups.sheetfiles.workbooks import read_workbook

child = os.fork()
if child == 0:
    found = read_workbook(Path(sys.argv[1]), "large.xlsx")
    print(len(found.rows), found.marks[20_000, 2].name, flush=True)
    os._exit(0)
used = os.wait4(child, 0)[2]
print(used.ru_utime + used.ru_stime, used.ru_maxrss)
"""


def test_large_sheet_takes_little_time_and_memory(repository: Path, tmp_path: Path) -> None:
    path = tmp_path / "large.xlsx"
    path.write_bytes(workbook([[f"a{row}", row, "text", 1.5] for row in range(20_000)]))
    said = subprocess.run(
        [sys.executable, "-c", MEASURE, str(path)],
        cwd=repository / "workflow" / "scripts",
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    rows, mark, seconds, peak = said.split()
    assert (rows, mark) == ("20000", Mark.NUMBER.name)
    assert float(seconds) < 5
    assert int(peak) * PEAK_UNIT < 100 * MEGABYTE


def test_more_rows_than_any_study_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "large.xlsx"
    path.write_bytes(workbook([["a"]] * 30))
    monkeypatch.setattr("focusgroups.sheetfiles.scanning.MOST_ROWS", 20)
    with pytest.raises(StudyError, match=r"large\.xlsx row 21: far outside the table"):
        read_workbook(path, "large.xlsx")


def test_library_is_imported_only_for_workbooks(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "staff.csv").write_text("staff_id,focus_groups,speaker_labels\n", "utf-8")
    (tmp_path / "staff.xlsx").write_bytes(workbook([["staff_id", "focus_groups"]]))
    program = (
        "import sys; from pathlib import Path; from focusgroups.sheets import *; import sys\n"
        "read_sheet(Path(sys.argv[1]), sheet_rules()['staff'])\n"
        "print('python_calamine' in sys.modules, 'pyexpat' in sys.modules)"
    )
    for ending, expected in (("csv", "False False"), ("xlsx", "True True")):
        said = subprocess.run(
            [sys.executable, "-c", program, str(tmp_path / f"staff.{ending}")],
            cwd=repository / "workflow" / "scripts",
            capture_output=True,
            text=True,
            check=True,
        )
        assert said.stdout.strip() == expected
