"""Tests that need more than the usual installation skip with a reason, or fail if none may skip."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from browsers import Chromium
from needed import NO_SKIPS

TESTS = Path(__file__).resolve().parents[1]
ASKING = """\
def test_office(office): pass
def test_browser(chromium): pass
def test_model(language_model): pass
"""
WITHOUT_MODEL = f"""\
import runpy
house = runpy.run_path({str(TESTS / "conftest.py")!r})
office, chromium, language_model = house["office"], house["chromium"], house["language_model"]
house["is_installed"].__globals__["find_spec"] = lambda name: None
"""
REASONS = ("LibreOffice is not installed", "(make embeddings)")
NO_BROWSER = ("Chromium is not installed", "Playwright is not installed (make browser)")


def outcome(folder: Path, **environment: str) -> str:
    """What pytest says on a machine without programs and without the language model."""
    (folder / "test_asking.py").write_text(ASKING)
    (folder / "conftest.py").write_text(WITHOUT_MODEL)
    rest = {name: value for name, value in os.environ.items() if name != NO_SKIPS}
    options = ("-rsfE", "-p", "no:xdist", "-p", "no:cacheprovider", "-c", os.devnull)
    process = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "--rootdir", str(folder), str(folder)],
        env={**rest, "PATH": str(folder), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return process.stdout


def test_what_is_not_there_skips_the_tests_that_need_it_and_says_why(tmp_path: Path) -> None:
    said = outcome(tmp_path)
    assert "3 skipped" in said
    assert all(reason in said for reason in REASONS)
    assert any(reason in said for reason in NO_BROWSER)


def test_where_no_test_may_be_skipped_the_same_tests_fail(tmp_path: Path) -> None:
    said = outcome(tmp_path, **{NO_SKIPS: "1"})
    assert "skipped" not in said
    assert "1 failed" in said or "errors" in said
    assert said.count(NO_SKIPS) >= 3
    assert all(reason in said for reason in REASONS)


@pytest.mark.parametrize(
    ("content", "asked"),
    [
        ("<img src='https://example.org/a.png'>", "https://example.org/a.png"),
        ("<script>fetch('http://example.org/b').catch(() => 0)</script>", "http://example.org/b"),
        ("<script>new WebSocket('ws://example.org/c')</script>", "ws://example.org/c"),
        ("<link rel=stylesheet href='other.css'>", "other.css"),
    ],
)
def test_whatever_a_page_asks_for_outside_its_file_is_noted(
    chromium: Chromium, tmp_path: Path, content: str, asked: str
) -> None:
    page = tmp_path / "page.html"
    page.write_text(f"<!DOCTYPE html><link rel=icon href='data:,'>{content}")
    with chromium.visit(page) as visit:
        visit.page.wait_for_timeout(200)
    assert [address.endswith(asked) for address in visit.asked] == [True]


def test_errors_of_a_page_are_heard_and_its_faults_are_found(
    chromium: Chromium, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<!DOCTYPE html><html lang=en><title>A page</title><link rel=icon href='data:,'>"
        "<main><h1>A page</h1><p style='color:#bbb;background:white'>pale</p>"
        "<p style='width:500px'>wide</p></main>"
        "<script>console.error('one'); console.log('two'); throw new Error('three')</script>"
    )
    with chromium.visit(page, viewport={"width": 360, "height": 800}) as visit:
        assert visit.said == ["one", "three"]
        assert [fault.partition(":")[0] for fault in visit.violations()] == ["color-contrast"]
        assert visit.scrolls_sideways()
    with chromium.visit(page, script=False) as visit:
        assert visit.said == []
    assert visit.asked == []
