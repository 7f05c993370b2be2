"""The audit page as a browser shows it: every address leads somewhere, and nothing is asked for."""

from pathlib import Path

import pytest

from browsers import LOOKS, Chromium
from csvrows import rows_of

PLACES = ("", "#segments", "#faults", "#table_3_themes", "#SEGMENT", "#TURN", "#PERSON")


@pytest.fixture(scope="module")
def working(finished) -> Path:
    return Path(finished.folder / "results" / "working")


@pytest.fixture(scope="module")
def segments(working: Path) -> list[dict[str, str]]:
    return rows_of(working / "segments.csv")


@pytest.mark.parametrize("look", LOOKS)
def test_audit_page_is_accessible_in_every_look(
    chromium: Chromium, working: Path, segments: list[dict[str, str]], look: str
) -> None:
    quoted = rows_of(working / "quotes_proposed.csv")[0]["segment_id"]
    segment = next(row for row in segments if row["segment_id"] == quoted)
    names = {"#SEGMENT": quoted, "#TURN": segment["turn_id"], "#PERSON": segment["speaker"]}
    with chromium.visit(working / "audit.html", **LOOKS[look]) as visit:
        for place in PLACES:
            address = f"#{names[place]}" if place in names else place
            visit.page.evaluate("address => { location.hash = address }", address)
            visit.page.wait_for_timeout(50)
            assert visit.violations() == [], place
            assert not visit.scrolls_sideways(), place
        assert (visit.said, visit.asked) == ([], [])


def test_the_address_of_a_segment_shows_that_segment(
    chromium: Chromium, working: Path, segments: list[dict[str, str]]
) -> None:
    for segment in (segments[0], segments[len(segments) // 2], segments[-1]):
        with chromium.visit(working / "audit.html", f"#{segment['segment_id']}") as visit:
            main = visit.page.locator("main")
            assert segment["segment_id"] in main.locator("h2").first.inner_text()
            assert main.locator(".passage").all_text_contents() == [segment["text"]]
            assert segment["text_check"] in main.inner_text()
            assert (visit.said, visit.asked) == ([], [])


def test_a_published_number_leads_to_the_segments_that_it_counts(
    chromium: Chromium, working: Path
) -> None:
    given = [row for row in rows_of(working / "coding.csv") if row["assigned"] == "true"]
    theme = given[0]["theme"]
    wanted = {row["segment_id"] for row in given if row["theme"] == theme}
    with chromium.visit(working / "audit.html", "#table_3_themes") as visit:
        row = visit.page.locator("main tbody tr").filter(has_text=theme).first
        row.get_by_role("link", name=str(len(wanted)), exact=True).first.click()
        main = visit.page.locator("main")
        listed = main.locator("ul.list > li .particulars a:first-child").all_text_contents()
        assert set(listed) <= wanted
        assert len(listed) == min(len(wanted), 50)
        assert (visit.said, visit.asked) == ([], [])
