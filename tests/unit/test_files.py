"""Files appear whole or not at all."""

import os
from pathlib import Path

import pytest

from focusgroups.errors import StudyError
from focusgroups.files import close_to_others, remove_folder, remove_unfinished, replacing


def test_file_appears_with_its_folder_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "working" / "turns" / "FGD1.csv"
    with replacing(path) as temporary:
        temporary.write_text("new", encoding="utf-8")
        assert not path.exists()
    assert path.read_text(encoding="utf-8") == "new"
    assert list(path.parent.iterdir()) == [path]


def test_old_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text("a much longer old report", encoding="utf-8")
    with replacing(path) as temporary:
        temporary.write_text("new", encoding="utf-8")
    assert path.read_text(encoding="utf-8") == "new"


def test_old_file_stays_and_nothing_is_left_behind_when_writing_fails(tmp_path: Path) -> None:
    path = tmp_path / "segments.csv"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(ZeroDivisionError), replacing(path) as temporary:
        temporary.write_text("half of", encoding="utf-8")
        raise ZeroDivisionError
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_no_file_appears_when_the_first_writing_fails(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), replacing(tmp_path / "figure.svg") as temporary:
        temporary.write_text("half of", encoding="utf-8")
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


def test_temporary_file_is_hidden_and_keeps_the_ending(tmp_path: Path) -> None:
    with replacing(tmp_path / "figure.png") as temporary:
        assert temporary.suffix == ".png"
        assert temporary.name.startswith(".")
        assert temporary.parent == tmp_path


def test_permissions_are_those_of_any_new_file(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        with replacing(tmp_path / "table.csv") as temporary:
            temporary.write_text("x", encoding="utf-8")
        assert (tmp_path / "table.csv").stat().st_mode & 0o777 == 0o640
        assert os.umask(0o027) == 0o027
    finally:
        os.umask(old)


def test_only_what_was_left_half_written_is_removed(tmp_path: Path) -> None:
    whole = tmp_path / "turns" / "FGD1.csv"
    with replacing(whole) as temporary:
        temporary.write_text("whole", encoding="utf-8")
        left = temporary.with_name(temporary.name.replace(".unfinished", "0.unfinished"))
    left.write_text("half", encoding="utf-8")
    (tmp_path / "turns" / ".hidden").write_text("kept", encoding="utf-8")
    assert remove_unfinished(tmp_path) == 1
    assert sorted(file.name for file in whole.parent.iterdir()) == [".hidden", "FGD1.csv"]


def test_folder_goes_with_all_that_is_in_it_and_may_be_missing(tmp_path: Path) -> None:
    (tmp_path / "release" / "1_demographics").mkdir(parents=True)
    remove_folder(tmp_path / "release")
    remove_folder(tmp_path / "release")
    assert list(tmp_path.iterdir()) == []


def test_folder_that_stays_is_said_to_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(folder: Path) -> None:
        raise PermissionError(folder)

    monkeypatch.setattr("shutil.rmtree", refuse)
    with pytest.raises(StudyError, match=r"^release/: an earlier release cannot be removed"):
        (tmp_path / "release").mkdir()
        remove_folder(tmp_path / "release")


@pytest.mark.parametrize(
    ("before", "after"),
    [(None, 0o700), (0o755, 0o700), (0o777, 0o700), (0o750, 0o750), (0o2770, 0o2770)],
)
def test_a_folder_is_closed_to_all_but_those_who_were_let_in(
    tmp_path: Path, before: int | None, after: int
) -> None:
    folder = tmp_path / "results" / "private"
    if before is not None:
        folder.mkdir(parents=True)
        folder.chmod(before)
    close_to_others(folder)
    assert folder.stat().st_mode & 0o7777 == after
