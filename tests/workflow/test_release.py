"""A name that slips through stops the release, whatever file it hides in."""

import csv
import os
from pathlib import Path

LEAKS = {
    "working/segments.csv": ("I ", "I said to Denise Cartwright I "),
    "candidate/report.html": ("</main>", "<p>thanks, <b>Amina</b></p></main>"),
    "candidate/1_demographics/figure_1_deciles.svg": ("</svg>", "<!-- l64eg --></svg>"),
}


def leak(results: Path) -> None:
    """Put names and a postcode into results, which keep their dates: else they were made anew."""
    for name, (old, new) in LEAKS.items():
        path = results / name
        text, made = path.read_text(encoding="utf-8"), path.stat()
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        os.utime(path, ns=(made.st_atime_ns, made.st_mtime_ns))


def test_planted_identifiers_leave_the_release_empty(project) -> None:
    leak(project.folder / "results")
    outcome = project.snakemake("publish_release", "--forcerun", "check_release")
    assert outcome.returncode != 0
    release = project.folder / "results" / "release"
    assert [file for file in release.rglob("*") if file.is_file()] == []
    with (project.folder / "results/working/checks.csv").open(encoding="utf-8") as file:
        failed = [row for row in csv.DictReader(file) if row["status"] == "fail"]
    details = " ".join(row["detail"] for row in failed)
    assert {row["check"] for row in failed} >= {"roster_names", "participant_postcodes"}
    for file in ("segments.csv", "report.html", "figure_1_deciles.svg"):
        assert file in details
    said = outcome.stdout + outcome.stderr
    assert all(f"check_release {row['check']}: " in said for row in failed)
    assert not any(name in said for name in ("Denise", "Cartwright", "Amina", "L6 4EG", "l64eg"))
    assert (project.folder / "results/candidate/report.html").read_text("utf-8").count("Amina") == 1


def test_failure_anywhere_leaves_no_earlier_release(project) -> None:
    assert (project.folder / "results/release/report.html").is_file()
    (project.folder / "resources/transcripts/FGD3.txt").write_text("", encoding="utf-8")
    outcome = project.snakemake("results/private/turns/FGD3.csv")
    assert outcome.returncode != 0
    assert "Nothing is released" in outcome.stderr
    assert not (project.folder / "results" / "release").exists()


def test_what_a_killed_run_left_half_written_goes(project) -> None:
    left = project.folder / "results" / "working" / ".x1y2.unfinished.csv"
    left.write_text("half a turn", encoding="utf-8")
    project.run("--forcerun", "publish_release")
    assert not left.exists()
