"""Somebody withdraws, or a transcript goes: nothing of it is left in results or in `.snakemake`."""

import os
import shutil
import stat
import subprocess
from base64 import urlsafe_b64decode
from pathlib import Path

from commands import command
from csvrows import rows_of
from traces import Person, texts

GROUP, PERSON, POSTCODE = "FGD3", "P10", "PR9 0LL"
VANISHED = "FGD6"
NOTHING = "Nothing to remove: whatever is there, the study as it is now has made"


def withdraw(project) -> None:
    """Say so on the sheet, and give it an old date, as one that was copied from elsewhere has."""
    project.edit("resources/participants.csv", f"{POSTCODE},yes", f"{POSTCODE},withdrawn")
    os.utime(project.folder / "resources/participants.csv", (1_000_000_000, 1_000_000_000))


def purge(project, *arguments: str) -> subprocess.CompletedProcess[str]:
    return command(project.folder, "purge_study", *arguments)


def recorded(folder: Path) -> set[str]:
    """What Snakemake remembers runs of."""
    memory = folder / ".snakemake" / "metadata"
    return {urlsafe_b64decode(file.name).decode() for file in memory.iterdir() if file.is_file()}


def leave_behind(folder: Path, words: str) -> list[Path]:
    """What a killed run leaves, at every place where it may."""
    places = (
        ".snakemake/scripts/tmpab12.redact_transcripts.py",
        ".snakemake/shadow/tmpcd34/turns.csv",
        ".snakemake/auxiliary/x.txt",
        "results/working/.x1y2.unfinished.csv",
        "results/private/.z.unfinished",
    )
    for name in places:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(words, encoding="utf-8")
    return [folder / name for name in places]


def test_purge_leaves_nothing_of_somebody_withdrawn_and_the_next_run_works(project) -> None:
    folder = project.folder
    results, memory = folder / "results", folder / ".snakemake"
    person = Person(results, GROUP, PERSON)
    untouched = {
        name: (results / "private" / name).stat().st_mtime_ns
        for name in ("turns/FGD1.csv", "identifiers/FGD6.csv")
    }
    mentioned = (results / "working/turns/FGD3.csv").read_text("utf-8").count(f"[{PERSON}]")
    told = rows_of(results / f"private/turns/{GROUP}.csv")
    left = leave_behind(folder, " ".join(row["text"] for row in told if row["speaker"] == PERSON))
    assert stat.S_IMODE((results / "private").stat().st_mode) == 0o700
    withdraw(project)
    own = {file: file.read_bytes() for file in (folder / "resources").rglob("*") if file.is_file()}
    assert len(person.traces(results, memory)) > 10

    told = purge(project)
    assert told.returncode == 0, told.stderr
    assert "Removed results: " in told.stdout and "yours to remove" in told.stdout
    assert "none of their words are in the" in told.stdout
    assert not any(word in told.stdout for word in ("Barbara", "Quayle", "Babs", PERSON))
    assert person.traces(results, memory) == []
    assert not any(file.exists() for file in left)
    for room in ("release", "candidate", "working"):
        assert [file for file in (results / room).rglob("*") if file.is_file()] == []
    for name, made in untouched.items():
        assert (results / "private" / name).stat().st_mtime_ns == made
    assert all((folder / name).is_file() for name in recorded(folder))
    assert all(file.read_bytes() == content for file, content in own.items())

    assert project.planned().groups == {GROUP}
    project.run()
    assert (results / "release" / "report.html").is_file()
    assert person.traces(results, memory) == []
    assert POSTCODE not in "".join(text for _, text in texts(results))
    turns = [row["text"] for row in rows_of(results / "working/turns/FGD3.csv")]
    assert 0 < sum(text.count(f"[{PERSON}]") for text in turns) <= mentioned
    table = (results / "release/1_demographics/table_1_participants.csv").read_text("utf-8")
    assert "participants,all,17," in table
    assert "Nothing to be done" in project.run()

    told = purge(project)
    assert told.returncode == 0
    assert told.stdout.startswith("Removed from what Snakemake remembers: ")
    assert purge(project).stdout.startswith(NOTHING)
    assert "Nothing to be done" in project.run()


def test_results_wrongly_taken_for_up_to_date_are_removed_all_the_same(project) -> None:
    person = Person(project.folder / "results", GROUP, PERSON)
    withdraw(project)
    project.run("--touch")
    copy = project.folder / "results" / "working" / "our copy.csv"
    shutil.copy2(project.folder / "results" / "private" / "turns" / "FGD3.csv", copy)
    told = purge(project)
    assert told.returncode == 1
    assert (
        "Words of people who have withdrawn stood in results that counted as up to" in told.stdout
    )
    assert "1 in working/: files that no run made, with words of people who" in told.stdout
    assert "our copy" not in told.stdout
    copy.unlink()
    assert person.traces(project.folder / "results", project.folder / ".snakemake") == []
    assert purge(project).returncode == 0
    assert project.planned().groups == {f"FGD{number}" for number in range(1, 7)}


def test_purge_waits_for_a_run_and_mends_no_study(project) -> None:
    before = project.contents()
    lock = project.folder / ".snakemake" / "locks" / "0.output.lock"
    lock.parent.mkdir(exist_ok=True)
    lock.write_text("results/working/segments.csv\n")
    withdraw(project)
    told = purge(project)
    assert told.returncode == 1
    assert ".snakemake: an analysis is running, or one was killed" in told.stderr
    lock.unlink()
    project.edit("resources/participants.csv", "P11,FGD3", "P11,FGD4")
    project.edit("resources/staff.csv", "FAC1,", "FAC 1,")
    told = purge(project)
    assert told.returncode == 1
    assert "staff.csv row 2, column staff_id" in told.stderr
    assert told.stderr.rstrip().endswith("Nothing was removed.")
    assert project.contents() == before


def test_results_of_a_vanished_group_refuse_the_release_until_purged(project) -> None:
    folder, group = project.folder, VANISHED
    (folder / f"resources/transcripts/{group}.srt").unlink()
    for path in (folder / "resources").glob("*.csv"):
        text = path.read_text(encoding="utf-8").replace(f";{group}", "")
        lines = [line for line in text.splitlines(keepends=True) if group not in line]
        path.write_text("".join(lines), encoding="utf-8")
    outcome = project.snakemake()
    said = outcome.stdout + outcome.stderr
    assert outcome.returncode != 0
    assert f"without a transcript lie in the results folder: {group}" in said
    assert f"check_release vanished_groups: 1 place: {group}. make purge" in said

    told = purge(project)
    assert told.returncode == 0, told.stderr
    assert f"Focus groups without a transcript: {group}" in told.stdout
    both = [folder / "results", folder / ".snakemake"]
    assert [file.name for file, text in texts(*both) if group in text] == []
    assert not any(group in name for name in recorded(folder))
    assert list((folder / "results").rglob(f"*{group}*")) == []

    assert "without a transcript" not in project.run()
    assert (folder / "results" / "release" / "report.html").is_file()
    assert "Nothing to be done" in project.run()
