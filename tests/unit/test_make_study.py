"""`make study` and `make run STUDY=`: a study of one's own, laid out and found again."""

import re
import shutil
import stat
import subprocess
from pathlib import Path

import pytest
import yaml

from commands import command
from focusgroups.codebook import read_codebook
from focusgroups.config import complete_config, read_schema
from focusgroups.errors import StudyError
from focusgroups.newstudy.configtext import config_text
from focusgroups.newstudy.layout import lay_out
from focusgroups.newstudy.templatesheets import LONGEST_HINT, example_row, write_template
from focusgroups.sheetfiles.workbooks import read_workbook
from focusgroups.sheets import read_sheet, read_sheets, sheet_rules
from focusgroups.study import examine_study

RULES = sheet_rules()
SECTIONS = {
    key: rule
    for key, rule in read_schema("config")["properties"].items()
    if rule.get("type") == "object"
}
TOP = {"README.txt", "codebook.yaml", "config.yaml", "resources", "results"}


def contents(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {str(file.relative_to(folder)): file.read_bytes() for file in files}


@pytest.fixture
def study(repository: Path, tmp_path: Path) -> Path:
    lay_out(tmp_path / "a st\u00fcdy of ours", repository)
    return tmp_path / "a st\u00fcdy of ours"


# What is in it


def test_all_that_a_team_fills_in_is_there(study: Path) -> None:
    assert {path.name for path in study.iterdir()} == TOP
    resources = {str(path.relative_to(study / "resources")) for path in study.rglob("*.xlsx")}
    assert resources == {
        *(f"{name}.xlsx" for name in RULES if name != "coding"),
        "coding/coder_1.xlsx",
    }
    assert (study / "resources" / "transcripts").is_dir()


def test_same_bytes_in_every_folder(study: Path, repository: Path, tmp_path: Path) -> None:
    lay_out(tmp_path / "again", repository)
    first, second = contents(study), contents(tmp_path / "again")
    assert {name for name in first if first[name] != second[name]} == {"README.txt"}


def test_new_study_lacks_nothing_but_what_the_team_adds(study: Path, repository: Path) -> None:
    config = yaml.safe_load((study / "config.yaml").read_text("utf-8"))
    opened, problems = examine_study(config, "config.yaml", study, repository)
    assert sorted(problems) == [
        "participants.xlsx: nobody is on it yet; add a row for each participant",
        "transcripts/: no transcript; put one file per focus group there",
    ]
    assert opened.has_example_codebook(repository)
    assert opened.switched_off() == []
    assert not [name for name in opened.sheets if name.startswith("coding")]


def test_what_a_real_study_switches_off_is_told(study: Path, repository: Path) -> None:
    config = yaml.safe_load((study / "config.yaml").read_text("utf-8"))
    config |= {"release": {"requires_review": False}, "disclosure": {"minimum_count": 0}}
    opened, _ = examine_study(config, "config.yaml", study, repository)
    assert opened.switched_off() == ["release.requires_review", "disclosure.minimum_count"]


def test_config_is_the_schemas_defaults_and_a_real_studys(study: Path) -> None:
    text = (study / "config.yaml").read_text("utf-8")
    own = {"resources": "resources", "results": "results", "codebook": "codebook.yaml"}
    expected = complete_config({**own, "synthetic": False}, "config.yaml")
    given = yaml.safe_load(text)
    assert complete_config(given, "config.yaml") == expected
    assert set(given) == set(read_schema("config")["properties"])
    assert "auto" in text and "Life Rooms" not in text
    # What a list of files says of one stands on one line each, to be copied.
    lines = [line for line in text.splitlines() if not re.match(" +(title|address): ", line)]
    assert max(map(len, lines)) <= 100


def test_every_key_of_the_config_stands_below_its_meaning() -> None:
    lines = config_text().splitlines()
    # Deeper than two steps are the entries of a list, which is explained as a whole.
    keys = [at for at, line in enumerate(lines) if re.match(r"(  )?\w+: ?", line)]
    explained = [at for at in keys if lines[at].strip()[:-1] not in SECTIONS]
    assert len(explained) > 20
    assert all(lines[at - 1].lstrip().startswith("# ") for at in explained)


def test_list_of_files_is_a_block_that_people_can_read_and_edit() -> None:
    block = re.findall(r"^  downloads:\n((?: {4}.*\n)+)", config_text(), flags=re.MULTILINE)
    (lines,) = [text.splitlines() for text in block]
    default = SECTIONS["deprivation"]["properties"]["downloads"]["default"]
    names = [re.match(r"    (?:- |  )(\w+): \S", line) for line in lines]
    assert [name and name[1] for name in names] == [key for entry in default for key in entry]
    assert [line[4] for line in lines] == [
        mark for entry in default for mark in ("-", *" " * (len(entry) - 1))
    ]
    assert yaml.safe_load("\n".join(lines)) == default


def test_codebook_is_sound_and_marked_as_an_example(study: Path, repository: Path) -> None:
    example = read_codebook(repository / "config" / "codebook.yaml")
    assert read_codebook(study / "codebook.yaml") == example
    assert (study / "codebook.yaml").read_text("utf-8").startswith("# EXAMPLE")


def test_readme_names_every_file_and_the_commands(study: Path, repository: Path) -> None:
    text = (study / "README.txt").read_bytes().decode("utf-8")
    assert text.count("\r\n") == text.count("\n")
    assert f"make run STUDY='{study}'" in text
    assert str(repository) in text
    for path in study.rglob("*"):
        if path.is_file() and path.name != "README.txt":
            assert str(path.relative_to(study)) in text


def test_only_the_user_can_open_it(study: Path) -> None:
    folders = [study, *(path for path in study.rglob("*") if path.is_dir())]
    assert len(folders) == 5
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in folders} == {0o700}


# The sheets


@pytest.mark.parametrize("name", RULES)
def test_template_has_the_columns_and_a_commented_example(tmp_path: Path, name: str) -> None:
    columns = RULES[name]["columns"]
    write_template(tmp_path / f"{name}.xlsx", name, columns)
    cells = read_workbook(tmp_path / f"{name}.xlsx", name)
    assert list(cells.rows) == [list(columns), example_row(columns)]
    assert cells.rows[1][0].startswith("# ")
    sheet = read_sheet(tmp_path / f"{name}.xlsx", RULES[name])
    assert (sheet.rows, sheet.problems, sheet.columns) == ([], [], list(columns))


@pytest.mark.parametrize("name", RULES)
def test_example_without_its_mark_keeps_the_rules(tmp_path: Path, name: str) -> None:
    columns = RULES[name]["columns"]
    rows = [list(columns), [rule["example"] for rule in columns.values()]]
    (tmp_path / "sheet.csv").write_text("\n".join(",".join(row) for row in rows), "utf-8")
    sheet = read_sheet(tmp_path / "sheet.csv", RULES[name])
    assert (sheet.problems, len(sheet.rows)) == ([], 1)


def test_hints_fit_into_excel() -> None:
    for rules in RULES.values():
        for rule in rules["columns"].values():
            assert len(rule["meaning"]) <= LONGEST_HINT
            assert len(",".join(rule.get("values", []))) <= LONGEST_HINT
            assert not any("," in value for value in rule.get("values", []))


# Where it may lie


def refused(folder: Path, repository: Path) -> list[str]:
    with pytest.raises(StudyError) as error:
        lay_out(folder, repository)
    return list(error.value.problems)


def test_nothing_is_overwritten_and_all_is_said_at_once(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "resources").mkdir()
    (tmp_path / "config.yaml").write_text("mine", "utf-8")
    (tmp_path / "README.txt").symlink_to(tmp_path / "nowhere")
    said = refused(tmp_path, repository)
    assert [line.split(";")[0] for line in said] == [
        f"DIR: {name} is there already" for name in ("README.txt", "config.yaml", "resources")
    ]
    assert contents(tmp_path) == {"config.yaml": b"mine"}
    assert not any((tmp_path / "resources").iterdir())


def test_folder_in_use_keeps_its_files_and_permissions(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "ethics.docx").write_text("approved", "utf-8")
    tmp_path.chmod(0o750)
    lay_out(tmp_path, repository)
    assert (tmp_path / "ethics.docx").read_text("utf-8") == "approved"
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o750
    assert stat.S_IMODE((tmp_path / "results").stat().st_mode) == 0o700


def test_empty_folder_is_fine_and_becomes_private(repository: Path, tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    lay_out(tmp_path, repository)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700


def test_folder_in_the_project_is_refused(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(repository)
    for folder in (repository, repository / "results" / "x", tmp_path / "link" / "x"):
        assert "lies in the project" in refused(folder, repository)[0]
    assert not (repository / "results" / "x").exists()


def test_place_that_cannot_be(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    assert "is a file" in refused(tmp_path / "file", repository)[0]
    assert "cannot be written (Not a dir" in refused(tmp_path / "file" / "x", repository)[0]
    assert "{ }" in refused(tmp_path / "{study}", repository)[0]
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


# The commands


def test_make_study_takes_any_way_to_write_a_path(repository: Path, tmp_path: Path) -> None:
    outcome = command(repository, "make_study", "our study", folder=tmp_path)
    assert outcome.returncode == 0, outcome.stderr
    assert (tmp_path / "our study" / "README.txt").is_file()
    assert f"make run STUDY='{tmp_path}/our study'" in outcome.stdout
    again = command(repository, "make_study", "our study", folder=tmp_path)
    assert again.returncode == 1
    assert again.stderr.splitlines() == [
        f"DIR: {name} is there already; nothing is overwritten; name another folder or move it away"
        for name in sorted(TOP)
    ]


def test_home_is_known(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert command(repository, "make_study", "~/x").returncode == 0
    assert (tmp_path / "x" / "config.yaml").is_file()
    assert "no such user" in command(repository, "make_study", "~nobody-like-this/x").stderr
    assert "no folder is named" in command(repository, "make_study", "").stderr


@pytest.mark.parametrize(
    ("study", "line"),
    [
        ("nowhere", "STUDY: no such folder; mend the path, or make study DIR=... lays out a new"),
        (".", "STUDY: there is no config.yaml in that folder; mend the path, or make study DIR="),
        ("empty.yaml", "empty.yaml: has no key; see config/README.md"),
        ("text.docx", "text.docx line 1: not UTF-8; save it as UTF-8"),
        ("tab.yaml", "tab.yaml line 2: not valid YAML; compare config/config.yaml"),
        ("~nobody-like-this", "STUDY: no such user; write the whole path"),
    ],
)
def test_mistyped_study_is_told_in_one_line(
    repository: Path, tmp_path: Path, study: str, line: str
) -> None:
    (tmp_path / "empty.yaml").write_text("", "utf-8")
    (tmp_path / "text.docx").write_bytes(b"PK\xff\xfe")
    (tmp_path / "tab.yaml").write_text("a:\n\tb: 1\n", "utf-8")
    for name in ("run_study", "review_study"):
        outcome = command(repository, name, study, folder=tmp_path)
        assert outcome.returncode == 1
        assert len(outcome.stderr.splitlines()) == 1
        assert outcome.stderr.startswith(line)


def test_folder_of_results_that_is_left_out_is_told_by_the_run(
    repository: Path, study: Path
) -> None:
    config = study / "config.yaml"
    config.write_text(config.read_text("utf-8").replace("results: results", "results:"), "utf-8")
    outcome = command(repository, "run_study", "--cores", "1", str(study))
    assert outcome.returncode == 1
    assert "config.yaml results: " in outcome.stderr
    assert "participants.xlsx: nobody is on it yet" in outcome.stderr
    assert (outcome.stdout, {path.name for path in study.iterdir()}) == ("", TOP)


@pytest.mark.skipif(shutil.which("make") is None, reason="no make")
@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["study", "DIR=a b'c"], ["make_study.py", "a b'c"]),
        (["run"], ["run_study.py", ""]),
        (["run", "STUDY=a b'c", "CORES=2"], ["run_study.py", "--cores", "2", "a b'c"]),
        (["check", "STUDY=x"], ["run_study.py", "--check", "x"]),
        (["reference", "STUDY=x"], ["run_study.py", "--reference", "x"]),
        (["review"], ["review_study.py", ""]),
        (["review", "STUDY=a b'c", "CORES=2"], ["review_study.py", "--cores", "2", "a b'c"]),
        (["trace", "ID=FGD1-0012.1"], ["trace_segment.py", "FGD1-0012.1", ""]),
        (["trace", "ID=x", "STUDY=a b'c"], ["trace_segment.py", "x", "a b'c"]),
    ],
)
def test_makefile_hands_on_what_it_is_given(
    repository: Path, tmp_path: Path, arguments: list[str], expected: list[str]
) -> None:
    shutil.copy2(repository / "Makefile", tmp_path)
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    python = tmp_path / ".venv" / "bin" / "python"
    python.write_text('#!/bin/sh\nfor word in "$@"; do echo "<$word>"; done\n', "utf-8")
    python.chmod(0o755)
    said = subprocess.run(
        ["make", "-o", ".venv/ready", *arguments],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    words = re.findall("<(.*)>", said)
    assert [words[0].removeprefix("workflow/commands/"), *words[1:]] == expected
    assert (repository / words[0]).is_file()


def test_sheets_of_a_new_study_are_found(study: Path) -> None:
    sheets = read_sheets(study / "resources")
    assert [sheet.name for sheet in sheets.values()] == [
        f"{name}.xlsx" for name in RULES if name != "coding"
    ]
