"""Logs say what went wrong and where, never what anybody said."""

import io
import logging
import warnings
from pathlib import Path

import pandas as pd
import pytest

from focusgroups.errors import StudyError
from focusgroups.logs import logged
from focusgroups.tables import write_table

SECRET = "Denise lives in Anfield"


def run(path: Path, error: BaseException) -> int | str | None:
    with pytest.raises(SystemExit) as stop, logged(path):
        raise error
    return stop.value.code


def test_what_is_logged_stands_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "logs" / "parse_transcript" / "FGD1.log"
    with logged(path) as log:
        log.info("FGD1: 12 turns")
    assert path.read_text("utf-8") == "INFO FGD1: 12 turns\n"


def test_study_error_gives_each_line_and_status_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.log"
    assert run(path, StudyError("FGD1.docx: empty; 100 % of it", "FGD2.docx: too long")) == 1
    assert path.read_text("utf-8") == (
        "ERROR FGD1.docx: empty; 100 % of it\nERROR FGD2.docx: too long\n"
    )
    assert capsys.readouterr().err == "FGD1.docx: empty; 100 % of it\nFGD2.docx: too long\n"


@pytest.mark.parametrize("error", [ValueError(SECRET), KeyError(SECRET), RuntimeError(SECRET)])
def test_unexpected_error_gives_type_and_place_but_no_message(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], error: Exception
) -> None:
    path = tmp_path / "x.log"
    assert run(path, error) == 1
    said, printed = path.read_text("utf-8"), capsys.readouterr().err
    assert f"unexpected {type(error).__name__} at test_logs.py:" in said
    assert " in run;" in said
    assert said == f"ERROR {printed}"
    assert SECRET not in said


def test_error_inside_the_library_names_the_librarys_line(tmp_path: Path) -> None:
    path = tmp_path / "x.log"
    with pytest.raises(SystemExit), logged(path):
        write_table(pd.DataFrame({"a": [1]}), tmp_path / "t.csv", [SECRET])
    said = path.read_text("utf-8")
    assert "unexpected KeyError at tables.py:" in said
    assert " in write_table;" in said
    assert SECRET not in said


def test_chained_error_does_not_bring_its_cause_along(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.log"
    with pytest.raises(SystemExit), logged(path):
        try:
            raise ValueError(SECRET)
        except ValueError as error:
            raise TypeError(SECRET) from error
    captured = capsys.readouterr()
    assert "unexpected TypeError" in captured.err
    assert SECRET not in path.read_text("utf-8") + captured.err + captured.out


def test_warning_gives_type_and_place_but_no_message(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.log"
    with logged(path):
        warnings.simplefilter("always")
        warnings.warn(SECRET, RuntimeWarning, stacklevel=1)
    captured = capsys.readouterr()
    assert path.read_text("utf-8").startswith("WARNING RuntimeWarning at test_logs.py:")
    assert SECRET not in path.read_text("utf-8") + captured.err + captured.out


def test_log_begins_anew_and_is_let_go_of(tmp_path: Path) -> None:
    path = tmp_path / "x.log"
    before = warnings.showwarning
    for text in ("first", "second"):
        with logged(path) as log:
            log.info(text)
    log.info("after the end")
    run(path, StudyError("third"))
    assert path.read_text("utf-8") == "ERROR third\n"
    kinds = [type(handler) for handler in logging.getLogger("focusgroups").handlers]
    assert logging.FileHandler not in kinds
    assert warnings.showwarning is before


def test_lines_go_to_no_other_log(tmp_path: Path) -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    logging.getLogger().addHandler(handler)
    try:
        with logged(tmp_path / "x.log") as log:
            log.error("FGD1: 12 turns")
    finally:
        logging.getLogger().removeHandler(handler)
    assert stream.getvalue() == ""
