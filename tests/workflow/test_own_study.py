"""A study of one's own from an empty folder to the release, as a team meets it."""

import csv
import shutil
from pathlib import Path
from typing import Any

from commands import command
from workbook_files import workbook

GROUP = "FGD3"


def rows_of_group(sheet: Path, column: str) -> list[list[Any]]:
    """The header and the rows of one focus group, with numbers as Excel has them."""
    header, *rows = csv.reader(sheet.read_text("utf-8").splitlines())
    place = header.index(column)
    kept = [[*row[:place], GROUP, *row[place + 1 :]] for row in rows if GROUP in row[place]]
    return [header, *([int(cell) if cell.isdigit() else cell for cell in row] for row in kept)]


def test_empty_study_is_filled_in_and_runs_to_the_release(fresh, tmp_path) -> None:
    study = tmp_path / "our st\u00fcdy"
    assert command(fresh.folder, "make_study", str(study)).returncode == 0

    empty = command(fresh.folder, "run_study", str(study))
    assert empty.returncode != 0
    assert "participants.xlsx: nobody is on it yet; add a row for each participant" in empty.stderr
    assert "transcripts/: no transcript; put one file per focus group there" in empty.stderr
    assert "Traceback" not in empty.stderr
    assert not any((study / "results").iterdir())

    demonstration, resources = fresh.folder / "resources", study / "resources"
    shutil.copy2(demonstration / "transcripts" / f"{GROUP}.txt", resources / "transcripts")
    people = rows_of_group(demonstration / "participants.csv", "focus_group")
    (resources / "participants.xlsx").write_bytes(workbook(people))
    (resources / "staff.xlsx").unlink()
    with (resources / "Staff.csv").open("w", encoding="utf-8-sig", newline="") as file:
        staff = rows_of_group(demonstration / "staff.csv", "focus_groups")
        csv.writer(file, delimiter=";").writerows(staff)

    full = command(fresh.folder, "run_study", "--cores", "2", str(study / "config.yaml"))
    assert full.returncode == 0, full.stderr[-3000:]
    report = study / "results" / "release" / "report.html"
    assert full.stdout.splitlines()[-1] == f"The report is {report}"
    assert report.is_file()
    assert "still has the themes of the demonstration study" in full.stderr
    assert {file.stem for file in (study / "results/private/turns").iterdir()} == {GROUP}
    with (study / "results/working/participants.csv").open(encoding="utf-8", newline="") as file:
        found = [(row["participant_id"], row["age"]) for row in csv.DictReader(file)]
    age = people[0].index("age")
    assert found == [(row[0], str(row[age])) for row in people[1:]]
    assert command(fresh.folder, "run_study", "--check", str(study)).returncode == 0

    shutil.copy2(resources / "participants.xlsx", resources / "participants.csv")
    twice = command(fresh.folder, "run_study", str(study))
    assert twice.returncode != 0
    line = "participants.csv and participants.xlsx: more than one file for one sheet; keep one"
    assert line in twice.stderr
