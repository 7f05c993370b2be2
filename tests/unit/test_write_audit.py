"""The audit page: every number with its rows, every segment with its trail, and no way out."""

import base64
import hashlib
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from focusgroups.release.printed_text import printed_text
from focusgroups.tables import read_table
from focusgroups.trail.material import OF_GROUPS, WORKING_TABLES, TrailFiles
from focusgroups.trail.published import TABLES
from needed import program
from trail_study import ATTACK, TALK, WIDE, edit, lay_out
from write_audit import write_audit

THEMES_TABLE = "candidate/2_qualitative_findings/table_3_themes.csv"
EVIDENCE = "working/keyword_evidence.csv"
FIRST = "A-0002.1"


@pytest.fixture
def results(tmp_path: Path) -> Path:
    lay_out(tmp_path / "results")
    return tmp_path / "results"


def written(results: Path, name: str = "audit.html") -> tuple[Path, list[str]]:
    """The page of the study as it lies there, and its faults."""
    page = results.parent / name
    codebook = results / "codebook.yaml"
    files = TrailFiles.in_rooms(results)
    _, faults = write_audit(files, codebook, None, list(TALK), "A study", True, page)
    return page, faults


def data_of(page: Path) -> list[dict[str, Any]]:
    """The data in the page: what groups share, then each group."""
    root = html.document_fromstring(page.read_bytes())
    return [json.loads(block.text) for block in root.iterfind(".//script[@class='data']")]


def table_of(page: Path, key: str) -> dict[str, Any]:
    return next(table for table in data_of(page)[0]["tables"] if table["key"] == key)


# --- Numbers --------------------------------------------------------------------------------------


def test_every_published_number_is_on_the_page_and_counted_again(results: Path) -> None:
    page, faults = written(results)
    assert faults == []
    shared = data_of(page)[0]
    published = sorted((results / "candidate").rglob("*.csv"))
    assert {table["key"] for table in shared["tables"]} == {path.stem for path in published}
    for path in published:
        table = table_of(page, path.stem)
        assert table["rows"] == read_table(path).to_numpy().tolist()
        assert len(table["counts"]) == len(table["rows"])
    assert shared["recounted"] > 50


def test_themes_lead_to_the_segments_that_they_count(results: Path) -> None:
    page, _ = written(results)
    shared, *groups = data_of(page)
    table = table_of(page, "table_3_themes")
    for row, counted in zip(table["rows"], table["counts"], strict=True):
        assert counted["kind"] == "segments" and counted["where"] == {"theme": row[0]}
        names = [theme["id"] for theme in shared["themes"]]
        decisions = [
            [column["decision"][n] for column in group["coding"]]
            for group in groups
            for n in range(len(group["segments"]["id"]))
        ]
        if row[0] == "none":
            given = [all(not decision & 2 for decision in of) for of in decisions]
        else:
            given = [bool(of[names.index(row[0])] & 2) for of in decisions]
        assert str(sum(given)) == row[table["columns"].index("segments")]


def test_people_are_told_by_their_level(results: Path) -> None:
    page, _ = written(results)
    table = table_of(page, "table_1_participants")
    ids = {tuple(row[:2]): c["ids"] for row, c in zip(table["rows"], table["counts"], strict=True)}
    assert ids["gender", "Female"] == ["P01", "P03"]
    assert ids["age", "38 to 61"] == ["P01", "P02", "P03"]
    assert ids["age", "50-59"] == ["P01"]
    assert ids["age", "not stated"] == ["P04"]
    table = table_of(page, "table_2_deprivation")
    kinds = [(counted["kind"], counted["numbers"]["n"]) for counted in table["counts"]]
    assert kinds == [("participants", 2), ("deprivation_counts", 3), ("participants", 1)]


def test_new_codes_are_named(results: Path) -> None:
    page, _ = written(results)
    counts = table_of(page, "saturation")["counts"]
    assert counts[0]["ids"] == ["help/asked", "home/kettle", "home/warm"]
    assert counts[1]["ids"] == [] and counts[1]["where"] == {"group": "B"}


# --- Faults ---------------------------------------------------------------------------------------

FAULTS: dict[str, tuple[str, Callable[[str], str], str]] = {
    "another number": (
        THEMES_TABLE,
        lambda text: re.sub(r"^home,(\d+)", "home,77", text, flags=re.MULTILINE),
        r"table_3_themes\.csv row 2, segments: its rows make \d+",
    ),
    "offsets beyond the segment": (
        EVIDENCE,
        lambda text: text.replace(f"{FIRST},home,warm,", f"{FIRST},home,warm,9"),
        rf"keyword_evidence\.csv row 2: not a place in {FIRST}",
    ),
    "evidence of no segment": (
        EVIDENCE,
        lambda text: text.replace(f"{FIRST},home", "A-0099.1,home"),
        r"keyword_evidence\.csv row 2: A-0099\.1 is no segment",
    ),
    "missing evidence": (
        EVIDENCE,
        lambda text: re.sub(rf"^{FIRST},help.*\n", "", text, flags=re.MULTILINE),
        rf"coding\.csv: help is assigned to {FIRST} and no keyword of it is there",
    ),
    "words of another turn": (
        "working/segments.csv",
        lambda text: text.replace("It rained.", "It snowed."),
        r"segments\.csv: the segments of B-0002 do not make up its text",
    ),
    "uncoded segment": (
        "working/coding.csv",
        lambda text: re.sub(r"^B-0002\.1,.*\n", "", text, flags=re.MULTILINE),
        r"coding\.csv: B-0002\.1 is not coded",
    ),
    "quote of no segment": (
        "candidate/2_qualitative_findings/table_4_quotes.csv",
        lambda text: text.replace(FIRST, "A-0099.9"),
        r"table_4_quotes\.csv: A-0099\.9 is no segment",
    ),
    "unknown place": (
        "working/trail/B.csv",
        lambda text: re.sub(r"^B-0002,.*\n", "", text, flags=re.MULTILINE),
        r"trail: no place is known of B-0002",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_planted_faults_are_told_and_the_page_is_made_all_the_same(
    results: Path, fault: str
) -> None:
    file, change, line = FAULTS[fault]
    edit(results / file, change)
    page, faults = written(results)
    assert [told for told in faults if re.fullmatch(line, told)]
    assert data_of(page)[0]["faults"] == faults
    words = {word for turns in TALK.values() for _, _, said in turns for word in said.split()}
    assert not {word for word in words if len(word) > 5} & set(" ".join(faults).split())


def test_words_that_are_not_in_their_turn_are_shown_as_they_are(results: Path) -> None:
    edit(results / "working/segments.csv", lambda text: text.replace("It rained.", "It snowed."))
    segments = data_of(written(results)[0])[2]["segments"]
    assert segments["apart"] == {str(segments["id"].index("B-0002.1")): "It snowed."}


# --- Talk -----------------------------------------------------------------------------------------


def units(text: str, start: int, end: int) -> str:
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def test_segments_and_keywords_lie_where_a_browser_counts_them(results: Path) -> None:
    shared, *groups = data_of(written(results)[0])
    spoken = read_table(results / "working/segments.csv").set_index("segment_id")["text"]
    found = 0
    for group in groups:
        segments, turns = group["segments"], group["turns"]
        assert segments["apart"] == {}
        texts = []
        for n, segment in enumerate(segments["id"]):
            turn = turns["text"][segments["turn"][n]]
            texts.append(units(turn, segments["start"][n], segments["end"][n]))
            assert texts[-1] == spoken[segment]
        for n, _, keyword, start, end in group["evidence"]:
            assert units(texts[n], start, end) == shared["keywords"][keyword]
            found += 1
    assert found == len(read_table(results / EVIDENCE))


def test_turns_have_their_place_and_kinds_of_what_was_replaced(results: Path) -> None:
    _, first, _ = data_of(written(results)[0])
    assert first["turns"]["transcript"] == "A.docx"
    assert first["turns"]["place"] == [f"paragraph {n}" for n in range(1, 5)]
    assert first["turns"]["redactions"] == ["", "PERSON 1", "", ""]


# --- The page as a file ---------------------------------------------------------------------------


def test_same_study_gives_the_same_bytes(results: Path) -> None:
    first, second = (written(results, name)[0].read_bytes() for name in ("a.html", "b.html"))
    assert first == second


def test_talk_cannot_break_out_of_the_page(results: Path) -> None:
    page, _ = written(results)
    root = html.document_fromstring(page.read_bytes())
    scripts = root.findall(".//script")
    assert len(scripts) == 1 + 1 + len(TALK)
    assert root.findall(".//img") == [] and root.xpath("//@onerror") == []
    texts = data_of(page)[1]["turns"]["text"]
    assert any(ATTACK in text for text in texts) and WIDE in texts


def test_page_runs_its_own_script_and_style_and_asks_for_nothing(results: Path) -> None:
    page, _ = written(results)
    root = html.document_fromstring(page.read_bytes())
    (policy,) = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; ") and "unsafe" not in policy
    for element in (root.find(".//style"), root.findall(".//script")[-1]):
        digest = hashlib.sha256(element.text.encode("utf-8")).digest()
        assert f"'sha256-{base64.b64encode(digest).decode()}'" in policy
    assert root.xpath("//@style") == [] and root.xpath("//*[@src]") == []
    assert set(root.xpath("//link/@href")) == {"data:,"}
    assert all(address.startswith("#") for address in root.xpath("//a/@href"))
    drawn = root.findall(".//script")[-1].text
    for way in ("innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(", "fetch("):
        assert way not in drawn
    (notice,) = root.xpath("//*[@class='notice']")
    assert "Not for publication" in notice.text_content()
    assert "study team and its auditors" in notice.text_content()


def test_release_checks_see_talk_by_its_group(results: Path) -> None:
    page, _ = written(results)
    pieces = list(printed_text(page, "working/audit.html"))
    for group, turns in TALK.items():
        for _, _, said in turns:
            assert {piece.group for piece in pieces if piece.text == said.strip()} == {group}
    assert all("\\u003c" not in piece.text for piece in pieces)


# --- Rules ----------------------------------------------------------------------------------------


def test_page_names_the_rule_that_makes_each_file(repository: Path) -> None:
    text = "".join(p.read_text("utf-8") for p in (repository / "workflow/rules").glob("*.smk"))
    blocks = re.split(r"^rule (\w+):$", text, flags=re.MULTILINE)
    made = {
        name: body.partition("    output:\n")[2].partition("    log:\n")[0]
        for name, body in zip(blocks[1::2], blocks[2::2], strict=True)
    }
    for file, rule in [*WORKING_TABLES.values(), *OF_GROUPS.values()]:
        assert f"<working>/{file}" in made[rule]
    for stem, table in TABLES.items():
        if any(f"{stem}.csv" in output for output in made.values()):
            assert f"{stem}.csv" in made[table.rule], stem


# --- In a browser ---------------------------------------------------------------------------------

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIETLY = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


def drawn(page: Path, address: str) -> Any:
    """What a browser shows of the page at an address, as its elements."""
    browser = program(BROWSERS, "Chromium is not installed")
    own = [*QUIETLY, f"--user-data-dir={page.parent / 'browser'}", "--dump-dom"]
    command = [browser, *own, f"{page.as_uri()}#{address}"]
    shown = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    return html.document_fromstring(shown.stdout).get_element_by_id("view")


def test_browser_shows_a_segment_and_marks_its_keywords(results: Path) -> None:
    view = drawn(written(results)[0], FIRST)
    (passage,) = view.find_class("passage")
    assert passage.text_content() == WIDE
    assert [mark.text for mark in passage.findall("mark")] == ["warm", "asked"]
    said = view.text_content()
    assert "A.docx" in said and "paragraph 2" in said and "name 1" in said
    assert "quote 1 (A_SU)" in said and "the team decided: use" in said


def test_browser_shows_talk_as_text(results: Path) -> None:
    view = drawn(written(results)[0], "A-0003.1")
    assert ATTACK in view.find_class("passage")[0].text_content()
    assert view.findall(".//img") == []


def test_browser_lists_as_many_segments_as_the_number_says(results: Path) -> None:
    page, _ = written(results)
    table = read_table(results / THEMES_TABLE)
    theme = "home"
    (number,) = table.loc[table["theme"] == theme, "segments"]
    view = drawn(page, f"table_3_themes/{theme}/segments")
    assert view.find("h2").text == f"{number} segments"
    assert len(view.find_class("passage") or view.xpath(".//ul[@class='list']/li")) == int(number)
    assert f"Counted again from the rows below: {number}." in view.text_content()
