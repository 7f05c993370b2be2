"""The release holds a whole checked candidate, or nothing."""

from dataclasses import astuple
from pathlib import Path

import pandas as pd
import pytest

from focusgroups.errors import StudyError
from focusgroups.release.verdicts import CHECK_COLUMNS, seal_candidate
from focusgroups.tables import write_table
from publish_release import publish_release


def lay_out(folder: Path, status: str) -> dict[str, Path]:
    candidate = folder / "candidate"
    (candidate / "1_demographics").mkdir(parents=True)
    (candidate / "report.html").write_text("<p>report</p>", encoding="utf-8")
    (candidate / "1_demographics" / "table_1.csv").write_text("n\n18\n", encoding="utf-8")
    (folder / "release").mkdir()
    (folder / "release" / "of_an_earlier_run.csv").write_text("n\n3\n", encoding="utf-8")
    checks = folder / "checks.csv"
    seal = seal_candidate(file for file in candidate.rglob("*") if file.is_file())
    rows = [("roster_names", status, "2 places: report.html p 4"), astuple(seal)]
    write_table(pd.DataFrame(rows, columns=list(CHECK_COLUMNS)), checks, CHECK_COLUMNS)
    return {"checks": checks, "candidate_room": candidate, "release_room": folder / "release"}


def files_in(folder: Path) -> list[str]:
    return sorted(str(f.relative_to(folder)) for f in folder.rglob("*") if f.is_file())


@pytest.mark.parametrize("status", ["pass", "not required"])
def test_release_is_the_candidate_and_its_checks(tmp_path: Path, status: str) -> None:
    places = lay_out(tmp_path, status)
    candidate = sorted(f for f in places["candidate_room"].rglob("*") if f.is_file())
    publish_release(candidate, **places)
    assert files_in(places["release_room"]) == [
        "1_demographics/table_1.csv",
        "checks.csv",
        "report.html",
    ]
    for file in candidate:
        copy = places["release_room"] / file.relative_to(places["candidate_room"])
        assert copy.read_bytes() == file.read_bytes()


def test_what_changed_after_it_was_checked_is_not_published(tmp_path: Path) -> None:
    places = lay_out(tmp_path, "pass")
    candidate = sorted(f for f in places["candidate_room"].rglob("*") if f.is_file())
    (places["candidate_room"] / "report.html").write_text("<p>other</p>", encoding="utf-8")
    with pytest.raises(StudyError, match="changed after it was checked"):
        publish_release(candidate, **places)
    assert files_in(places["release_room"]) == []


def test_failed_check_is_named_and_leaves_the_release_empty(tmp_path: Path) -> None:
    places = lay_out(tmp_path, "fail")
    candidate = [f for f in places["candidate_room"].rglob("*") if f.is_file()]
    with pytest.raises(StudyError) as error:
        publish_release(candidate, **places)
    assert error.value.problems == ("check_release roster_names: 2 places: report.html p 4",)
    assert files_in(places["release_room"]) == []
