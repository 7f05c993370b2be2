"""The report as a browser shows it with the network off: readable, usable, asking for nothing."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from browsers import LOOKS, Chromium, Visit
from csvrows import rows_of
from offices import text_of_pdf

SHOWN = "#quote-list > li:not([hidden])"
SORT, SEARCH, ZOOM = "th button.sort", "input.table-search", "button.zoom"
CONTROLS = f"#quote-filters :is(select, input, button), {SORT}, {SEARCH}, {ZOOM}"


@pytest.fixture(scope="module")
def release(finished) -> Path:
    return Path(finished.folder / "results" / "release")


@pytest.fixture(scope="module")
def quotes(release: Path) -> list[dict[str, Any]]:
    """The published quotes, each with its group, its score and the keywords said in it."""
    folder = release / "2_qualitative_findings"
    hits = rows_of(folder / "quote_keywords.csv")
    found = []
    for quote in rows_of(folder / "table_4_quotes.csv"):
        place = (quote["theme"], quote["rank"])
        own = [hit for hit in hits if (hit["theme"], hit["rank"]) == place]
        spans = [(int(hit["start"]), int(hit["end"])) for hit in own if hit["keyword"]]
        letters = {n for start, end in spans for n in range(start, end)}
        marked = "".join(c if n in letters else "\0" for n, c in enumerate(quote["quote"]))
        found.append(
            {
                **quote,
                "group": own[0]["focus_group"],
                "score": float(own[0]["score"]),
                "marked": [words for words in re.split("\0+", marked) if words],
            }
        )
    return found


@pytest.fixture
def report(chromium: Chromium, release: Path) -> Iterator[Visit]:
    """The report, open; whatever a test does there, nothing goes wrong and nothing is asked for."""
    with chromium.visit(release / "report.html") as visit:
        yield visit
        assert (visit.said, visit.asked) == ([], [])


def shown(visit: Visit) -> list[str]:
    """The quotes that can be seen, as the page has them."""
    assert visit.page.locator(f"{SHOWN}:visible").count() == visit.page.locator(SHOWN).count()
    return visit.page.locator(f"{SHOWN} blockquote").all_text_contents()


def reset(visit: Visit) -> None:
    """Show all quotes again; the page does so when the form has emptied itself."""
    visit.page.click("#filter-reset")
    visit.page.evaluate("new Promise(done => setTimeout(done, 50))")


def texts(quotes: list[dict[str, Any]], **wanted: str) -> list[str]:
    fitting = [q for q in quotes if all(q[name] == value for name, value in wanted.items())]
    return [quote["quote"] for quote in fitting]


def focused(visit: Visit) -> str:
    """The name of what has the focus: its text, its label, or the id of what it is in."""
    return str(
        visit.page.evaluate(
            "(a => a.id || a.ariaLabel || a.textContent.trim())(document.activeElement)"
        )
    )


# --- To everybody's eyes ------------------------------------------------------------------------


@pytest.mark.parametrize("look", LOOKS)
def test_report_is_accessible_in_every_look(chromium: Chromium, release: Path, look: str) -> None:
    with chromium.visit(release / "report.html", **LOOKS[look]) as visit:
        assert visit.violations() == []
        assert not visit.scrolls_sideways()
        visit.page.locator(SORT).first.click()
        visit.page.locator(ZOOM).first.click()
        assert visit.violations() == []
        assert not visit.scrolls_sideways()
        assert (visit.said, visit.asked) == ([], [])


def test_headings_are_in_order_and_all_pictures_are_there(report: Visit) -> None:
    headings = report.page.locator("h1, h2, h3, h4, h5, h6")
    levels = [int(tag[1]) for tag in headings.evaluate_all("all => all.map(h => h.tagName)")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    widths = report.page.locator("img").evaluate_all("all => all.map(i => i.naturalWidth)")
    assert widths and all(widths)


def test_the_whole_report_can_be_used_by_keyboard(report: Visit) -> None:
    page = report.page
    controls = page.locator(CONTROLS)
    controls.evaluate_all("all => all.forEach((one, n) => one.dataset.wanted = n)")
    page.keyboard.press("Tab")
    assert page.locator("a.skip").evaluate("link => link === document.activeElement")
    target = str(page.locator("a.skip").get_attribute("href")).removeprefix("#")
    reached, hidden = set(), []
    for _ in range(2000):
        page.keyboard.press("Tab")
        name, wanted, seen = page.evaluate(
            "(a => [a.tagName, a.dataset.wanted ?? null, a.getBoundingClientRect().width > 0"
            " && getComputedStyle(a).outlineStyle !== 'none'])(document.activeElement)"
        )
        if name == "BODY":
            break
        if not seen:
            hidden.append(focused(report))
        reached.add(wanted)
    assert hidden == []
    assert {str(n) for n in range(controls.count())} <= reached

    page.reload()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert focused(report) == target


def test_report_can_be_printed_without_its_buttons(
    report: Visit, quotes: list[dict[str, Any]], tmp_path: Path
) -> None:
    file = tmp_path / "report.pdf"
    report.page.pdf(path=file, format="A4")
    printed = text_of_pdf(file)
    if printed is None:
        assert file.read_bytes().startswith(b"%PDF")
        return
    solid = "".join(printed.split())
    assert [quote for quote in texts(quotes) if "".join(quote.split()) not in solid] == []
    assert "Enlarge" not in printed
    assert "Mark keywords" not in printed


# --- Quotes ---------------------------------------------------------------------------------------


def test_a_theme_shows_its_quotes_and_no_other(report: Visit, quotes: list[dict[str, Any]]) -> None:
    assert shown(report) == texts(quotes)
    names = report.page.locator("#filter-theme option").evaluate_all("all => all.map(o => o.value)")
    assert set(names) == {"", *(quote["theme"] for quote in quotes)}
    for theme in names[1:]:
        report.page.select_option("#filter-theme", theme)
        assert shown(report) == texts(quotes, theme=theme)
        assert str(len(texts(quotes, theme=theme))) in report.page.inner_text("#quote-count")


def test_groups_scores_and_words_narrow_the_list_together(
    report: Visit, quotes: list[dict[str, Any]]
) -> None:
    page = report.page
    for group in {quote["group"] for quote in quotes}:
        page.select_option("#filter-group", group)
        assert shown(report) == texts(quotes, group=group)
    reset(report)
    assert shown(report) == texts(quotes)

    scores = sorted(quote["score"] for quote in quotes)
    low, high = scores[len(scores) // 3], scores[2 * len(scores) // 3]
    page.fill("#filter-score-from", str(low))
    assert shown(report) == [q["quote"] for q in quotes if q["score"] >= low]
    page.fill("#filter-score-to", str(high))
    between = [quote for quote in quotes if low <= quote["score"] <= high]
    assert 0 < len(between) < len(quotes)
    assert shown(report) == texts(between)
    theme = between[0]["theme"]
    page.select_option("#filter-theme", theme)
    assert shown(report) == texts(between, theme=theme)

    reset(report)
    assert shown(report) == texts(quotes)
    assert page.input_value("#filter-theme") == page.input_value("#filter-score-from") == ""
    word = max(re.findall(r"\w+", quotes[0]["quote"]), key=len)
    page.fill("#filter-words", word.upper())
    assert shown(report) == [q["quote"] for q in quotes if word.lower() in q["quote"].lower()]
    page.fill("#filter-words", "no such words at all")
    assert shown(report) == []
    assert re.match(r"(0|No)\b", page.inner_text("#quote-count"))
    assert report.violations() == []


def test_keywords_are_marked_where_they_are_said_until_nobody_wants_it(
    report: Visit, quotes: list[dict[str, Any]]
) -> None:
    items = report.page.locator("#quote-list > li").all()
    marked = [item.locator("mark").all_text_contents() for item in items]
    assert marked == [quote["marked"] for quote in quotes]
    assert any(marked)
    mark = report.page.locator("#quote-list mark").first
    colour = "mark => getComputedStyle(mark).backgroundColor"
    before = mark.evaluate(colour)
    report.page.uncheck("#filter-keywords")
    assert mark.evaluate(colour) != before
    report.page.check("#filter-keywords")
    assert mark.evaluate(colour) == before


# --- Tables and figures ---------------------------------------------------------------------------


def test_columns_sort_by_number_with_withheld_cells_last(report: Visit) -> None:
    table = report.page.locator("#table_3_themes table")
    head = table.locator("thead th").nth(1)
    cells = table.locator("tbody tr td:nth-child(2)")
    original = cells.all_text_contents()
    numbers = [int(cell.replace(",", "")) for cell in original]
    # By their letters these would come in another order.
    assert sorted(map(str, numbers)) != [str(n) for n in sorted(numbers)]

    def sorted_to(order: str) -> list[str]:
        head.locator("button.sort").click()
        assert head.get_attribute("aria-sort") == order
        return cells.all_text_contents()

    assert sorted_to("ascending") == [f"{n:,}" for n in sorted(numbers)]
    assert sorted_to("descending") == [f"{n:,}" for n in sorted(numbers, reverse=True)]
    assert sorted_to("none") == original
    cells.first.evaluate("cell => cell.textContent = 'withheld'")
    rest = sorted(numbers[1:])
    assert sorted_to("ascending") == [*(f"{n:,}" for n in rest), "withheld"]
    assert sorted_to("descending") == [*(f"{n:,}" for n in rest[::-1]), "withheld"]
    first = table.locator("thead th").first
    first.locator("button.sort").click()
    assert (first.get_attribute("aria-sort"), head.get_attribute("aria-sort")) == (
        "ascending",
        "none",
    )


def test_long_tables_can_be_searched_and_only_these(report: Visit) -> None:
    boxes = report.page.locator("div.table").all()
    rows = "tbody tr:not(.heading)"
    long = [box for box in boxes if box.locator(rows).count() > 10]
    assert long
    assert report.page.locator(SEARCH).count() == len(long)
    for box, field in zip(long, report.page.locator(SEARCH).all(), strict=True):
        last = box.locator(rows).last.locator("th").inner_text()
        field.fill(last.upper())
        seen = box.locator(f"{rows}:visible").all_text_contents()
        assert 0 < len(seen) < box.locator(rows).count()
        assert all(last.lower() in row.lower() for row in seen)
        field.fill("")
        assert box.locator(f"{rows}:visible").count() == box.locator(rows).count()


def test_figures_are_enlarged_and_escape_leads_back(report: Visit) -> None:
    page = report.page
    buttons = page.locator(ZOOM)
    assert buttons.count() == page.locator("figure img").count()
    for button in (buttons.first, buttons.last):
        button.focus()
        page.keyboard.press("Enter")
        dialog = page.locator("dialog.zoomed")
        assert dialog.is_visible()
        assert dialog.evaluate("dialog => dialog.contains(document.activeElement)")
        assert dialog.locator("img").evaluate("image => image.naturalWidth") > 0
        page.keyboard.press("Escape")
        assert not dialog.is_visible()
        assert button.evaluate("button => button === document.activeElement")


def test_without_scripts_everything_can_be_read_and_no_control_is_shown(
    chromium: Chromium, release: Path, quotes: list[dict[str, Any]]
) -> None:
    page_file = release / "report.html"
    with chromium.visit(page_file) as visit:
        there = {kind: visit.page.locator(kind).count() for kind in ("table tr", "img", "h2", "h3")}
    with chromium.visit(page_file, script=False) as visit:
        page = visit.page
        assert shown(visit) == texts(quotes)
        for kind, number in there.items():
            assert number == page.locator(kind).count() == page.locator(f"{kind}:visible").count()
        assert page.locator(":is(button, input, select):visible").count() == 0
        assert visit.asked == []
