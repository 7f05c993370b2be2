"""What is outdated goes; what is up to date, the user's own or behind a link stays."""

import os
from pathlib import Path

import pytest

from focusgroups.purging import (
    FOLDERS,
    counted,
    outdated_records,
    remove_files,
    sort_results,
)
from focusgroups.runmemory import Made

CURRENT = {
    "private/turns/FGD1.csv": "parse_transcript",
    "working/segments.csv": "segment_turns",
}
OUTDATED = ("private/turns/FGD2.csv", "candidate/report.html")
RECORDED = ("working/of_an_earlier_version.csv", *CURRENT)
VANISHED = ("private/review/FGD9.csv",)
LOGS = {
    "logs/segment_turns.log": True,
    "logs/parse_transcript/FGD1.log": True,
    "logs/parse_transcript/FGD2.log": False,
    "logs/code_themes.log": False,
    "logs/check_inputs.log": False,
}
UNFINISHED = ("working/.x1.unfinished.csv",)
OTHERS = ("working/notes.docx", "private/old/turns.csv", "logs/notes.txt")


def write(path: Path, text: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def results(tmp_path: Path) -> Path:
    """Results with a file of every kind."""
    folder = Path(os.path.realpath(tmp_path)) / "results"
    for name in (*RECORDED, *OUTDATED, *VANISHED, *LOGS, *UNFINISHED, *OTHERS, "private/origin"):
        write(folder / name)
    return folder


def within(results: Path, names) -> set[Path]:
    return {results / name for name in names}


def found_in(results: Path, protected=()):
    current = {results / name: rule for name, rule in CURRENT.items()}
    made = Made(current, frozenset(within(results, OUTDATED)))
    recorded, vanished = within(results, RECORDED), within(results, VANISHED)
    return sort_results(results, made, recorded, vanished, protected)


def test_every_file_of_results_is_sorted_once(results: Path) -> None:
    found = found_in(results)
    logs = [name for name, stays in LOGS.items() if stays]
    gone = [*OUTDATED, RECORDED[0], *VANISHED, *UNFINISHED, *(LOGS.keys() - logs)]
    assert set(found.leftover) == within(results, gone)
    assert set(found.current) == within(results, [*CURRENT, "private/origin", *logs])
    assert set(found.others) == within(results, OTHERS)
    assert found.beyond == []
    together = [*found.leftover, *found.current, *found.others]
    assert len(together) == len(set(together)) == sum(f.is_file() for f in results.rglob("*"))


def test_what_is_the_users_own_is_never_sorted(results: Path) -> None:
    # Whoever lets results be the folder of the study itself loses none of it.
    found = found_in(results, protected=[results / "private", results / "working" / "notes.docx"])
    sorted_files = {*found.leftover, *found.current, *found.others}
    assert not any(file.is_relative_to(results / "private") for file in sorted_files)
    assert results / "working" / "notes.docx" not in sorted_files


def test_links_out_of_results_are_not_followed(results: Path) -> None:
    elsewhere = write(results.parent / "elsewhere" / "turns.csv", "somebody's own").parent
    (results / "private" / "linked").symlink_to(elsewhere)
    (results / "working" / "linked.csv").symlink_to(elsewhere / "turns.csv")
    outdated = {elsewhere / "turns.csv", results / "working" / "linked.csv"}
    found = sort_results(results, Made({}, frozenset(outdated)), set(), set(), [])
    assert found.beyond == [elsewhere / "turns.csv"]
    assert results / "working" / "linked.csv" in found.leftover
    assert results / "private" / "linked" in found.others
    removed = remove_files([*found.leftover, results / "private" / "linked" / "turns.csv"], results)
    assert removed.stuck == [results / "private" / "linked" / "turns.csv"]
    assert not (results / "working" / "linked.csv").is_symlink()
    assert (elsewhere / "turns.csv").read_text() == "somebody's own"


def test_emptied_folders_go_but_those_of_the_rooms(results: Path) -> None:
    turns = sorted((results / "private" / "turns").iterdir())
    review = sorted((results / "private" / "review").iterdir())
    removed = remove_files([turns[0], *review, results / "candidate" / "report.html"], results)
    assert removed.stuck == [] and len(removed.files) == 3
    assert (results / "private" / "turns").is_dir()
    assert not (results / "private" / "review").exists()
    assert (results / "candidate").is_dir()


def test_what_cannot_be_removed_is_told(results: Path) -> None:
    folder = results / "candidate"  # a folder cannot be unlinked, whoever asks
    removed = remove_files([folder, results / "working" / "segments.csv"], results)
    assert removed.stuck == [folder]
    assert removed.files == [results / "working" / "segments.csv"]


def test_records_go_only_with_their_files(results: Path) -> None:
    about = {
        "gone": results / "working" / "coding.csv",
        "there": results / "working" / "segments.csv",
        "of another study": results.parent / "other" / "results" / "working" / "coding.csv",
    }
    records = {Path(name): file for name, file in about.items()}
    assert outdated_records(records, results) == [Path("gone")]


def test_counts_name_no_folder_of_the_users() -> None:
    files = [Path(f"results/{name}") for name in ("private/a", "private/b/c", "Denise/d", "e")]
    assert counted(files, Path("results"), FOLDERS) == "2 in private/, 2 elsewhere in results/"
