"""A study of one's own from an empty folder to the release, as a team meets it."""

import csv
import shutil
from pathlib import Path
from typing import Any

from commands import command
from csvrows import rows_of
from traces import Person
from workbook_files import workbook

GROUP = "FGD3"


def rows_of_group(sheet: Path, column: str) -> list[list[Any]]:
    """The header and the rows of one focus group, with numbers as Excel has them."""
    header, *rows = csv.reader(sheet.read_text("utf-8").splitlines())
    place = header.index(column)
    kept = [[*row[:place], GROUP, *row[place + 1 :]] for row in rows if GROUP in row[place]]
    return [header, *([int(cell) if cell.isdigit() else cell for cell in row] for row in kept)]


def withdraw_and_purge(project: Path, study: Path, people: list[list[Any]]) -> None:
    """Somebody withdraws whose words are approved as a quote and coded; all of it goes."""
    results, resources = study / "results", study / "resources"
    first = rows_of(results / "working" / "quotes_proposed.csv")[0]
    proposed, theme = first["segment_id"], first["theme"]
    (who,) = {
        row["speaker"]
        for row in rows_of(results / "working" / "segments.csv")
        if row["segment_id"] == proposed
    }
    person = Person(results, GROUP, who)
    sheet = f"segment_id,theme,decision\n{proposed},{theme},use\n"
    (resources / "quotes.csv").write_text(sheet, encoding="utf-8")
    for coder in ("anna", "consensus"):
        sheet = f"segment_id,theme\n{proposed},{theme}\n"
        (resources / "coding" / f"{coder}.csv").write_text(sheet, encoding="utf-8")
    assert (study / "config.yaml").read_text("utf-8").count("learn_from: all") == 1
    consent = people[0].index("consent")
    rewritten = [
        [*row[:consent], "withdrawn" if row[0] == who else row[consent], *row[consent + 1 :]]
        for row in people
    ]
    (resources / "participants.xlsx").write_bytes(workbook(rewritten))
    memory = project / ".snakemake"
    others = memory / "log" / "of_another_study.log"
    others.write_text("  Config file(s): ['/secure/other/config.yaml']\n", encoding="utf-8")

    again = command(project, "run_study", "--cores", "2", str(study))
    assert again.returncode == 0, again.stderr[-3000:]
    # That a row of a sheet is about no segment is said to the team, by the segment's id.
    assert sorted(person.traces(results, memory)) == [
        "turns in propose_codings.log",
        "turns in select_quotes.log",
    ]
    assert "warning: coding/: 1 coded segments are none of this study" in again.stdout
    assert f"warning: sheet quotes, not used: {proposed} is no segment" in again.stdout
    told = command(project, "purge_study", str(study))
    assert told.returncode == 0, told.stderr
    assert told.stdout.startswith("Removed results: 1 in logs/\n")  # that of `make check`
    assert "makes anew" not in told.stdout
    assert sorted((memory / "log").iterdir()) == [others]
    report = (results / "release" / "report.html").read_text("utf-8")
    assert "Where one person had coded a segment" in report  # what was agreed on is nobody's own
    assert "Nothing to be done" in command(project, "run_study", str(study)).stderr


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

    withdraw_and_purge(fresh.folder, study, people)

    shutil.copy2(resources / "participants.xlsx", resources / "participants.csv")
    twice = command(fresh.folder, "run_study", str(study))
    assert twice.returncode != 0
    line = "participants.csv and participants.xlsx: more than one file for one sheet; keep one"
    assert line in twice.stderr
