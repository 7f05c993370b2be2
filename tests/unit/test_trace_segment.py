"""The trail of a segment or turn on the terminal, and what to do where there is none."""

import importlib
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from commands import command
from focusgroups.errors import StudyError
from focusgroups.tables import read_table
from trail_study import WIDE, edit, lay_out

FIRST = "A-0002.1"


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """A folder with a config and the results of a run; its private room must not be needed."""
    lay_out(tmp_path / "results")
    (tmp_path / "config.yaml").write_text("resources: .\nresults: results\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def trace(
    repository: Path, study: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., list[str]]:
    """What the command would print of an id, in this process."""
    monkeypatch.syspath_prepend(str(repository / "workflow" / "commands"))
    command_module = importlib.import_module("trace_segment")
    return lambda wanted=FIRST, place=study: command_module.trace_segment(wanted, str(place))


def refused(trace: Callable[..., list[str]], *given: object) -> str:
    """The one line that says why nothing is printed."""
    with pytest.raises(StudyError) as error:
        trace(*given)
    (line,) = error.value.problems
    return line


def flat(lines: list[str]) -> str:
    return " ".join(" ".join(lines).split())


def test_segment_is_traced_to_its_place_and_its_numbers(
    trace: Callable[..., list[str]], study: Path
) -> None:
    said = flat(trace())
    assert said.startswith(f"Segment {FIRST} speaker P01, A")
    for part in (
        WIDE,
        "transcript A.docx, paragraph 2",
        "replaced in the turn name 1",
        "home -0.500000 0.250000 true true 1 model model, with a keyword",
        "home: warm, said as “warm” (10-14)",
        "help: asked, said as “asked” (26-31)",
        "proposed (speaks for) for home, place 1; decision: use",
        "printed under home, quote 1, as A_SU",
        "A-0001 FAC1: What was it like?",
        "> A-0002 P01:",
    ):
        assert part in said, part
    table = study / "results/candidate/2_qualitative_findings/table_3_themes.csv"
    (row,) = read_table(table).query("theme == 'home'").to_dict("records")
    counts = ", ".join(f"{column} {row[column]}" for column in list(row)[1:])
    assert f"table_3_themes.csv, home: {counts}" in said


def test_suggestion_is_not_called_counted(trace: Callable[..., list[str]]) -> None:
    said = flat(trace("B-0002.1"))
    assert "model alone: a suggestion, not counted" in said
    assert "none of any theme" in said and "neither proposed nor printed" in said
    assert "table_3_themes.csv, none:" in said and "table_3_themes.csv, home" not in said


def test_turn_is_traced_with_its_segments(trace: Callable[..., list[str]]) -> None:
    said = flat(trace("B-0001"))
    assert said.startswith("Turn B-0001 transcript B.docx, paragraph 1")
    assert "B-0001.1 home, help" in said
    facilitator = flat(trace("A-0001"))
    assert "only participants' speech is cut into segments" in facilitator


def test_unknown_id_is_told_with_what_to_do(trace: Callable[..., list[str]]) -> None:
    line = refused(trace, "Ottilie-0001.1")
    assert line.startswith("working/segments.csv and working/turns: no segment and no turn")
    assert "look the id up" in line and "Ottilie" not in line


def test_without_an_id_it_says_how_to_ask(trace: Callable[..., list[str]]) -> None:
    assert refused(trace, "").startswith("ID: name a segment or turn, such as make")


def test_before_any_run_it_says_what_makes_the_table(
    trace: Callable[..., list[str]], study: Path
) -> None:
    shutil.rmtree(study / "results/working/trail")
    assert refused(trace) == ("working/trail: there are no such tables yet; make run makes it")
    shutil.rmtree(study / "results")
    assert refused(trace) == ("working/segments.csv: there is no such table yet; make run makes it")


def test_missing_study_is_told(trace: Callable[..., list[str]], study: Path) -> None:
    line = refused(trace, FIRST, study / "nowhere")
    assert line.startswith("STUDY: no such folder")


def test_wrong_offsets_break_nothing(trace: Callable[..., list[str]], study: Path) -> None:
    edit(
        study / "results/working/keyword_evidence.csv",
        lambda text: text.replace(f"{FIRST},home,warm,", f"{FIRST},home,warm,9"),
    )
    assert "home: warm, not a place in the segment" in flat(trace())


def test_only_working_and_candidate_are_opened(repository: Path, study: Path) -> None:
    program = (
        "import sys; sys.path.insert(0, 'workflow/commands'); sys.addaudithook(lambda event, args: "
        "print(args[0]) if event in ('open', 'os.scandir', 'os.listdir') else None); "
        "from trace_segment import trace_segment; trace_segment(*sys.argv[1:])"
    )
    outcome = subprocess.run(
        [sys.executable, "-c", program, FIRST, str(study)],
        cwd=repository,
        env={"PYTHONPATH": "workflow/scripts"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 0, outcome.stderr
    results = f"{study / 'results'}/"
    opened = [line for line in outcome.stdout.splitlines() if line.startswith(results)]
    rooms = {line.removeprefix(results).partition("/")[0] for line in opened}
    assert rooms == {"working", "candidate"}


def test_command_prints_a_trail_or_one_line(repository: Path, study: Path) -> None:
    outcome = command(repository, "trace_segment", FIRST, str(study))
    assert outcome.returncode == 0 and outcome.stdout.startswith(f"Segment {FIRST}\n")
    unknown = command(repository, "trace_segment", "A-0099.1", str(study))
    assert unknown.returncode == 1 and unknown.stdout == ""
    assert len(unknown.stderr.splitlines()) == 1
