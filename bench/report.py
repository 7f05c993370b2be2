"""How soon the report of a large study opens in a browser and answers, and how big it is.

    .venv/bin/python bench/report.py [--runs 7] [--study FOLDER]

Writes the report of an invented study of 40 groups and 400 participants (tests/large_study.py) and
opens it in headless Chromium with the network off, each time in a new browser: the medians, in
seconds from asking for the page. Beside it the report of the demonstration study and, of the same
run, the one that Snakemake makes itself, if the project, or the copy of it at FOLDER, has been run.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page

PROJECT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(PROJECT / "workflow" / "scripts"), str(PROJECT / "tests")]

from browsers import Chromium, opened_chromium  # noqa: E402
from large_study import large_report  # noqa: E402

COLUMNS = ("read", "loaded", "theme", "word")
SECONDS, MEGABYTES = 2, 15  # what a report may take
# Seconds until what an event changed is on the screen: after two frames nothing is left to draw.
ANSWER = """([id, value]) => new Promise(done => {
    const start = performance.now(), field = document.getElementById(id);
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    requestAnimationFrame(() => requestAnimationFrame(
        () => done((performance.now() - start) / 1000)));
})"""
OPENED = """() => {
    const [page] = performance.getEntriesByType("navigation");
    return [page.domContentLoadedEventEnd / 1000, page.loadEventEnd / 1000];
}"""


def measure(chromium: Chromium, page: Path) -> dict[str, float]:
    """Seconds of one visit; of filters only where the page has them."""
    with chromium.visit(page) as visit:
        visit.page.wait_for_function("performance.getEntriesByType('navigation')[0].loadEventEnd")
        read, loaded = visit.page.evaluate(OPENED)
        return {"read": read, "loaded": loaded, **dict(answers(visit.page))}


def answers(page: Page) -> Iterator[tuple[str, float]]:
    """Seconds until the quotes of a theme are shown, and those with a word."""
    if page.locator("#quote-filters").count():
        theme = page.locator("#filter-theme option").nth(1).get_attribute("value")
        yield "theme", page.evaluate(ANSWER, ["filter-theme", theme])
        yield "word", page.evaluate(ANSWER, ["filter-words", "a"])


def reports(study: Path, folder: Path) -> Iterator[tuple[str, Path]]:
    """The pages that are measured, each with its name."""
    yield "this pipeline, 40 groups", large_report(folder)
    demonstration = study / "results" / "release" / "report.html"
    if not demonstration.is_file():
        print(f"no {demonstration.relative_to(study)}: only the large study is measured")
        return
    yield "this pipeline, demonstration", demonstration
    page = folder / "snakemake.html"
    command = [sys.executable, "-m", "snakemake", "--report", str(page)]
    subprocess.run(command, cwd=study, check=True, capture_output=True)
    yield "snakemake --report, demonstration", page


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--study", type=Path, default=PROJECT)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, opened_chromium() as chromium:
        print(f"wanted: below {SECONDS} s and {MEGABYTES} MB; Chromium {chromium.browser.version}")
        print(
            f"{'report':<36}{'MB':>6}{'read, s':>9}{'loaded, s':>11}{'theme, s':>10}{'word, s':>9}"
        )
        for report, page in reports(options.study, Path(name)):
            runs = [measure(chromium, page) for _ in range(options.runs)]
            middle = {key: statistics.median(run[key] for run in runs) for key in runs[0]}
            size = page.stat().st_size / 1e6
            said = [f"{middle[key]:.2f}" if key in middle else "-" for key in COLUMNS]
            print(f"{report:<36}{size:>6.1f}{said[0]:>9}{said[1]:>11}{said[2]:>10}{said[3]:>9}")


if __name__ == "__main__":
    main()
