"""The report of a study of 40 groups and 400 participants: complete, small enough, and usable."""

from pathlib import Path

import pytest
from lxml import html

from browsers import LOOKS, Chromium
from focusgroups.documents.findings import FIGURES
from large_study import GROUPS, PEOPLE, QUOTES, THEMES, large_report

MOST_BYTES = 15_000_000


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return large_report(tmp_path_factory.mktemp("large"))


def test_report_of_a_large_study_has_all_of_it_and_is_small_enough(report: Path) -> None:
    assert report.stat().st_size < MOST_BYTES
    page = html.document_fromstring(report.read_text(encoding="utf-8"))
    assert f"{len(PEOPLE)} (100.0)" in page.get_element_by_id("table_1_participants").text_content()
    by_group = page.get_element_by_id("themes_by_group")
    heads = {head.text_content() for head in by_group.iter("th")}
    assert set(GROUPS) <= heads
    assert len(page.get_element_by_id("quote-list").findall("li")) == QUOTES * len(THEMES)
    assert len(page.xpath("//figure//img")) == len(FIGURES)


def test_report_of_a_large_study_is_usable_on_a_telephone(chromium: Chromium, report: Path) -> None:
    with chromium.visit(report, **LOOKS["360 px"]) as visit:
        assert not visit.scrolls_sideways()
        visit.page.select_option("#filter-theme", THEMES[-1])
        assert visit.page.locator("#quote-list > li:visible").count() == QUOTES
        assert (visit.said, visit.asked) == ([], [])
