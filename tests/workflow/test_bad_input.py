"""Bad input: one clear line with file, place and remedy, before any job starts where possible."""

import shutil

import pytest

SHEETS = {
    "group without participants": (
        "resources/participants.csv",
        ("P12,FGD4,", "P12,FGD3,", "P13,FGD4,", "P13,FGD3,"),
        "FGD4.vtt: no participant is in FGD4; add its people to participants.csv",
    ),
    "duplicate id": (
        "resources/participants.csv",
        ("P12,FGD4,", "P11,FGD4,"),
        "participants.csv row 13, column participant_id: the same as in row 12; keep one",
    ),
    "age in words": (
        "resources/participants.csv",
        (",52,Female", ",forty,Female"),
        "participants.csv row 2, column age: must be a whole number from 16 to 110, in digits",
    ),
    "unknown key": (
        "config/config.yaml",
        ("  per_theme: 3", "  per_them: 3"),
        "config.yaml quotes: unknown key per_them; known keys are per_theme, min_words, max_words",
    ),
    "theme without keywords": (
        "config/codebook.yaml",
        ("    keywords: [accepted, safe,", "    exclude_too: [accepted, safe,"),
        "codebook.yaml themes[1]: key keywords is missing",
    ),
}


@pytest.mark.parametrize("case", SHEETS)
def test_faulty_sheets_stop_everything_before_any_job(fresh, case: str) -> None:
    name, edits, line = SHEETS[case]
    for old, new in zip(edits[::2], edits[1::2], strict=True):
        fresh.edit(name, old, new)
    outcome = fresh.snakemake()
    assert outcome.returncode != 0
    assert line in outcome.stderr
    assert "Traceback" not in outcome.stderr
    assert not (fresh.folder / "results").exists()


def test_all_problems_are_said_at_once(fresh) -> None:
    fresh.edit("resources/participants.csv", "P12,FGD4,", "P11,FGD4,")
    fresh.edit("resources/participants.csv", ",52,Female", ",forty,Female")
    name, (old, new), _ = SHEETS["theme without keywords"]
    fresh.edit(name, old, new)
    transcripts = fresh.folder / "resources" / "transcripts"
    shutil.copy2(transcripts / "FGD3.txt", transcripts / "fgd4.txt")
    said = fresh.snakemake().stderr
    cases = ("duplicate id", "age in words", "theme without keywords")
    lines = [*(SHEETS[case][2] for case in cases), "two files for focus group"]
    assert [line for line in lines if line not in said] == []


def test_two_files_for_one_group(fresh) -> None:
    transcripts = fresh.folder / "resources" / "transcripts"
    shutil.copy2(transcripts / "FGD3.txt", transcripts / "fgd4.txt")
    outcome = fresh.snakemake()
    assert outcome.returncode != 0
    assert "transcripts/: two files for focus group" in outcome.stderr


def test_file_name_with_a_persons_name_is_refused_and_not_repeated(fresh) -> None:
    transcripts = fresh.folder / "resources" / "transcripts"
    (transcripts / "FGD3.txt").rename(transcripts / "FGD3-Michelle.txt")
    outcome = fresh.snakemake()
    assert outcome.returncode != 0
    assert "transcripts/ file 3 of 6 by name: the file name holds the name of a person" in (
        outcome.stderr
    )
    assert "Michelle" not in outcome.stdout + outcome.stderr


def test_demonstrations_rules_cannot_be_used_for_another_study(fresh) -> None:
    shutil.copytree(fresh.folder / "resources", fresh.folder / "study")
    fresh.edit("config/config.yaml", "resources: resources", "resources: study")
    outcome = fresh.snakemake()
    assert outcome.returncode != 0
    assert "config.yaml synthetic: true is for the demonstration in resources/ only" in (
        outcome.stderr
    )


def test_unreadable_transcripts_cost_no_other_group_its_turns(fresh) -> None:
    transcripts = fresh.folder / "resources" / "transcripts"
    docx = transcripts / "FGD1.docx"
    docx.write_bytes(docx.read_bytes()[:2000])
    (transcripts / "FGD3.txt").write_text("", encoding="utf-8")
    fresh.edit("resources/participants.csv", "P14,FGD5,Ruby,Ruby Threlfall;Rubes", "P14,FGD5,R,")
    outcome = fresh.snakemake()
    assert outcome.returncode != 0
    said = outcome.stdout + outcome.stderr
    for file in ("FGD1.docx", "FGD3.txt", "FGD5.rtf"):
        assert f"{file}" in said
    results = fresh.folder / "results"
    turns = sorted(file.stem for file in (results / "private" / "turns").glob("*.csv"))
    assert turns == ["FGD2", "FGD4", "FGD6"]
    assert not (results / "working" / "turns").exists()
    assert not (results / "release").exists()
    assert "Threlfall" not in said


def test_check_inputs_says_all_that_is_wrong_with_sound_sheets(fresh) -> None:
    transcripts = fresh.folder / "resources" / "transcripts"
    docx = transcripts / "FGD1.docx"
    docx.write_bytes(docx.read_bytes()[:2000])
    (transcripts / "FGD3.txt").write_text("", encoding="utf-8")
    released = fresh.folder / "results" / "release" / "report.html"
    released.parent.mkdir(parents=True)
    released.write_text("earlier", encoding="utf-8")
    outcome = fresh.snakemake("check_inputs")
    assert outcome.returncode == 1
    lines = outcome.stderr.splitlines()
    first = next(n for n, line in enumerate(lines) if line.startswith("FGD1.docx: "))
    assert lines[first + 1].startswith("FGD3.txt: the file is empty")
    assert [line for line in lines if line.endswith("files read: 2 problems")]
    assert "Error in rule" not in outcome.stderr and "Traceback" not in outcome.stderr
    written = [file for file in (fresh.folder / "results").rglob("*") if file.is_file()]
    assert sorted(file.name for file in written) == ["check_inputs.log", "report.html"]


def test_check_inputs_and_a_plain_run_say_transcripts_with_sheets_codebook_and_config(
    fresh,
) -> None:
    transcripts = fresh.folder / "resources" / "transcripts"
    for case in ("unknown key", "theme without keywords", "age in words"):
        name, (old, new), _ = SHEETS[case]
        fresh.edit(name, old, new)
    fresh.edit("resources/staff.csv", "staff_id,", "staff,")
    docx = transcripts / "FGD1.docx"
    docx.write_bytes(docx.read_bytes()[:2000])
    (transcripts / "FGD3.txt").write_text("", encoding="utf-8")
    (transcripts / "FGD4.vtt").write_text("Zebedee: hello", encoding="utf-8")
    expected = [
        SHEETS["unknown key"][2],
        SHEETS["theme without keywords"][2],
        SHEETS["age in words"][2],
        "staff.csv row 1: column staff_id is missing",
        "FGD1.docx: not a Word document",
        "FGD3.txt: the file is empty",
        "FGD4.vtt line 1: not WEBVTT",
    ]
    for arguments in (["check_inputs"], []):
        outcome = fresh.snakemake(*arguments)
        assert outcome.returncode == 1
        places = [outcome.stderr.find(line) for line in expected]
        assert -1 not in places and places == sorted(places)
        assert " files read: " in outcome.stderr
        assert "Traceback" not in outcome.stderr and "Zebedee" not in outcome.stderr
        assert not (fresh.folder / "results").exists()


def test_check_inputs_ends_well_for_the_demonstration_and_is_nobodys_input(fresh) -> None:
    assert "check_inputs" not in fresh.planned().rules
    assert fresh.planned("check_inputs").rules == {"check_inputs"}
    assert not (fresh.folder / "results").exists()
    assert " files read: no problems" in fresh.run("check_inputs")
    written = [file for file in (fresh.folder / "results").rglob("*") if file.is_file()]
    assert [file.name for file in written] == ["check_inputs.log"]
