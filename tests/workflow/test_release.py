"""A name that slips through stops the release, whatever file it hides in."""

import csv
from pathlib import Path


def leak_into_segments(folder: Path) -> None:
    path = folder / "results/working/segments.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace("I ", "I said to Denise Cartwright I ", 1),
        encoding="utf-8",
    )


def leak_into_report(folder: Path) -> None:
    path = folder / "results/candidate/report.html"
    path.write_text(
        path.read_text(encoding="utf-8").replace("</main>", "<p>thanks, <b>Amina</b></p></main>"),
        encoding="utf-8",
    )


def leak_postcode_into_figure(folder: Path) -> None:
    path = folder / "results/candidate/1_demographics/figure_1_deciles.svg"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("</svg>", "<!-- l64eg --></svg>"), encoding="utf-8")


def test_planted_identifiers_leave_the_release_empty(project) -> None:
    for leak in (leak_into_segments, leak_into_report, leak_postcode_into_figure):
        leak(project.folder)
    outcome = project.snakemake(
        "publish_release", "--forcerun", "check_release", "--rerun-triggers", "params"
    )
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
