"""The results section in Word: every number from a table, and nobody's name in the file."""

import re
import zipfile
from collections import Counter
from itertools import takewhile
from pathlib import Path
from typing import Any

import docx
import pytest
import yaml
from docx.oxml.ns import qn
from lxml import etree

from candidate_study import (
    CANDIDATE,
    CODEBOOK,
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
from focusgroups.documents.findings import FIGURES, CarefulWords
from focusgroups.documents.wording import SPACE, digits
from focusgroups.errors import StudyError
from write_results_section import write_results_section

DC = "{http://purl.org/dc/elements/1.1/}"


def written(folder: Path, target: Path, codebook: Path = CODEBOOK, **changes: Any) -> Path:
    path = target / "results_section.docx"
    write_results_section(candidate_files(folder, ".png"), codebook, details(**changes), path)
    return path


def tables_of(path: Path) -> list[list[list[str]]]:
    tables = docx.Document(str(path)).tables
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in tables]


def paragraphs(path: Path, style: str) -> list[str]:
    document = docx.Document(str(path))
    return [p.text for p in document.paragraphs if p.style.name == style]


def prose(path: Path) -> str:
    return "\n".join(paragraphs(path, "Normal")).replace(SPACE, " ")


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(CANDIDATE, tmp_path_factory.mktemp("example"))


# --- Numbers ------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_tables_print_the_numbers_of_their_files(tmp_path: Path, seed: int) -> None:
    folder = copied(tmp_path)
    with_other_numbers(folder, seed)
    one, two, three, agreement, stability = tables_of(written(folder, tmp_path))
    counts = [row[1] for row in one[1:] if row[1]]
    assert counts == [printed(row) for row in rows_of(folder, "participants")]
    assert [row[1:] for row in two[1:]] == decile_rows(rows_of(folder, "deprivation"))
    for row, source in zip(three[1:], rows_of(folder, "themes"), strict=True):
        whole = [digits(int(source[c])) for c in ("segments", "participants", "focus_groups")]
        assert row[1:] == [*whole, f"{float(source['percent_of_words']):.1f}"]
    raters = [row for row in rows_of(folder, "agreement") if row["theme"] == "overall"]
    for row, source in zip(agreement[1:], raters, strict=True):
        values = [f"{float(source['percent']):.1f}"]
        values += [f"{float(source[name]):.2f}" for name in ("kappa", "ac1", "alpha")]
        assert row[1] == digits(int(source["segments"]))
        assert [cell.split()[0] for cell in row[2:]] == values
    repeated = [row for row in rows_of(folder, "stability") if row["theme"] == "overall"]
    for row, source in zip(stability[1:], repeated, strict=True):
        names = ("kept_median", "kept_low", "quotes_median", "quotes_low")
        shares = [f"{float(source[name]):.1f}" for name in names]
        assert row[1:] == [digits(int(source["runs"])), *shares]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_number_in_the_prose_comes_from_elsewhere(tmp_path: Path, seed: int) -> None:
    folder = copied(tmp_path)
    with_other_numbers(folder, seed)
    text = prose(written(folder, tmp_path))
    allowed = _numbers_that_may_be_said(folder)
    # Ids of groups, numbers of tables and figures, and years of publications are no findings.
    text = re.sub(
        r"FGD\d+|(Table|Figure) S?\d|Chen \(2020\)|(Cohen|Gwet|Krippendorff) \d{4}|"
        r"95 % interval|AC1|1 is full agreement, 0 is|[Cc]oder \d|of 0\.800|0\.667",
        "",
        text,
    )
    said = set(re.findall(r"\d[\d,]*(?:\.\d+)?", text))
    assert said
    assert {number.rstrip(",") for number in said} <= allowed


def _numbers_that_may_be_said(folder: Path) -> set[str]:
    """Numbers of the tables as they are printed, and what sentences compute from them."""
    facts = {row["fact"]: int(row["value"]) for row in rows_of(folder, "facts")}
    values: list[int] = list(facts.values())
    shares = [100 * facts["participants"] / facts["invited"]]
    for row in [*rows_of(folder, "participants"), *rows_of(folder, "deprivation")]:
        values.append(int(row["n"]))
        shares.append(float(row["percent"]))
    for row in rows_of(folder, "themes"):
        values += [int(row[column]) for column in ("segments", "participants", "focus_groups")]
        shares += [float(row["percent_of_words"])]
        shares += [100 * int(row["participants"]) / facts["participants"]]
    for row in rows_of(folder, "sub_themes"):
        values += [int(row[column]) for column in ("segments", "participants")]
    shares += [float(row["percent_of_words"]) for row in rows_of(folder, "themes_by_group")]
    new = [int(row["new_codes"]) for row in rows_of(folder, "saturation")]
    values += [sum(new[:4]), sum(new[4:]), new[-1]]
    shares += [5.0, *(100 * float(r["ratio"]) for r in rows_of(folder, "saturation") if r["ratio"])]
    last = rows_of(folder, "saturation_orders")[5]
    values += [int(last[name]) for name in ("orders", "new_codes_low", "new_codes_high")]
    shares += [float(last["new_codes_median"]), 100 * float(last["saturated_share"])]
    values += [int(row["segments"]) for row in rows_of(folder, "agreement")]
    agreed = rows_of(folder, "agreement")
    shares += [float(row[f"percent{end}"]) for row in agreed for end in ("", "_low", "_high")]
    alphas = {f"{float(row[f'alpha{end}']):.2f}" for row in agreed for end in ("", "_low", "_high")}
    for row in rows_of(folder, "stability"):
        values.append(int(row["runs"]))
        names = ("kept_median", "kept_low", "quotes_median", "quotes_low")
        shares += [float(row[name]) for name in names]
    ends = rows_of(folder, "participants")[1]["level"].split(" to ")
    numbers = {*map(digits, values), *(f"{share:.1f}" for share in shares)}
    return {*numbers, *alphas, *ends, "2019"}


@pytest.mark.parametrize("seed", [4, 5])
def test_prose_says_the_planted_numbers_where_they_belong(tmp_path: Path, seed: int) -> None:
    folder = copied(tmp_path)
    with_other_numbers(folder, seed)
    text = prose(written(folder, tmp_path))
    facts = {row["fact"]: digits(int(row["value"])) for row in rows_of(folder, "facts")}
    women = next(r for r in rows_of(folder, "participants") if r["level"] == "Female")
    low = next(r for r in rows_of(folder, "deprivation") if r["decile"] == "<=3")
    lowest = next(r for r in rows_of(folder, "deprivation") if r["decile"] == "1")
    theme = rows_of(folder, "themes")[0]
    groups = [r for r in rows_of(folder, "themes_by_group") if r["theme"] == theme["theme"]]
    low_share, high_share = (
        f"{float(row['percent_of_words']):.1f} % in {row['focus_group']}"
        for row in sorted(groups, key=lambda row: float(row["percent_of_words"]))[
            :: len(groups) - 1
        ]
    )
    pattern = rows_of(folder, "sub_themes")[0]
    new = [int(row["new_codes"]) for row in rows_of(folder, "saturation")]
    for sentence in (
        f"Of {facts['invited']} people invited, {facts['participants']} (",
        f"took part in {facts['focus_groups']} focus groups.",
        f"lasted {facts['minutes_min']} to {facts['minutes_max']} minutes.",
        f"Of the {facts['participants']} participants, ",
        f"{digits(int(low['n']))} of {facts['participants']} participants "
        f"({float(low['percent']):.1f} %) lived in areas in the three most deprived deciles",
        f"{digits(int(lowest['n']))} of {facts['participants']} participants "
        f"({float(lowest['percent']):.1f} %) lived in areas in the most deprived decile.",
        f"{digits(int(theme['segments']))} segments",
        f"{float(theme['percent_of_words']):.1f} % of the participants’ words",
        f"Its share of a group’s words ranged from {low_share} to {high_share} (Figure 2).",
        f"“{pattern['label']}” ({digits(int(pattern['segments']))} segments from "
        f"{digits(int(pattern['participants']))} participants)",
        f"gave a base of {digits(sum(new[:4]))} codes",
        f"added {digits(sum(new[4:]))} codes",
    ):
        assert sentence in text
    share = f"({float(women['percent']):.1f} %)"
    assert re.search(rf"{digits(int(women['n']))} {re.escape(share)} (were )?female", text)


def test_sentences_of_the_example_read_as_in_a_paper(example: Path) -> None:
    text = prose(example)
    for sentence in (
        "Of 187 people invited, 18 (9.6 %) took part in six focus groups. Five groups had been "
        "scheduled and one was added. The groups met at two sites and lasted 60 to 90 minutes.",
        "Participants were aged 34 to 65 years. Of the 18 participants, 12 (66.7 %) were female "
        "and 6 (33.3 %) male. Fourteen (77.8 %) were White British and one each (5.6 %) ",
        "Fourteen (77.8 %) were single, 2 (11.1 %) married, 1 (5.6 %) divorced and 1 (5.6 %) "
        "widowed (Table 1).",
        "Fourteen of 18 participants (77.8 %) lived in areas in the three most deprived deciles of "
        "the Index of Multiple Deprivation (English Indices of Deprivation 2019).",
        "Nine of 18 participants (50.0 %) lived in areas in the most deprived decile.",
        "All 18 participants, in all six focus groups, spoke about it. With 121 segments and ",
        "Most participants (16 of 18, 88.9 %), in all six focus groups, spoke about it.",
        "The run from the fifth to the sixth group added three codes, 4.8 % of the base; with a "
        "threshold of 5.0 %, saturation was reached with the fifth group and confirmed by the one "
        "after it (Figure 4).",
    ):
        assert sentence in text


# --- What is missing or withheld ----------------------------------------------------------------


def test_withheld_counts_are_said_to_be_withheld(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    for level in ("Male", "Female"):
        edit(folder, "participants", replaced({"level": level}, n="", percent=""))
    edit(folder, "participants", replaced({"level": "34 to 65"}, level="30 to 65"))
    edit(folder, "deprivation", replaced({"decile": "<=3"}, n="", percent=""))
    hidden = dict.fromkeys(["segments", "participants", "focus_groups", "percent_of_words"], "")
    edit(folder, "themes", replaced({"theme": "moving_forward"}, **hidden))
    edit(folder, "themes_by_group", replaced({"theme": "moving_forward"}, percent_of_words=""))
    path = written(folder, tmp_path, minimum_count=5)
    text = prose(path)
    assert "aged between 30 and 65 years" in text
    assert "All counts by gender are withheld (Table 1)." in text
    assert "A withheld number of participants lived in areas in the three most deprived" in text
    assert text.count("How many participants spoke about it, and how much, is withheld.") == 1
    assert "No participant" not in text
    assert "of the talk than" not in text  # what is withheld may be the most
    one, two, three = tables_of(path)[:3]
    assert [row[1] for row in one if row[0] in ("Female", "Male")] == ["withheld"] * 2
    assert [row[11] for row in two] == ["3 or below, n\u00a0(%)", *["w"] * 8]
    assert three[4][1:] == ["withheld"] * 4
    notes = paragraphs(path, "Table Note")
    assert sum("Withheld: a count below 5" in note for note in notes) == 2
    assert "w, withheld: a count below 5" in notes[1]
    assert "Ranges are widened to multiples of five." in notes[0]


def test_facts_that_are_not_known_are_left_out(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    for fact in ("invited", "sites", "minutes_min", "minutes_max", "scheduled_groups",
                 "added_groups"):  # fmt: skip
        edit(folder, "facts", replaced({"fact": fact}, value=""))
    first = paragraphs(written(folder, tmp_path), "Normal")[0]
    assert first == "Eighteen people took part in six focus groups."


def test_one_person_in_one_group_at_one_site(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    for fact in ("participants", "focus_groups", "sites", "participant_turns", "participant_words"):
        edit(folder, "facts", replaced({"fact": fact}, value="1"))
    edit(folder, "facts", replaced({"fact": "unattributed_turns"}, value="1"))
    edit(folder, "facts", replaced({"fact": "added_groups"}, value="0"))
    one = dict.fromkeys(["segments", "participants", "focus_groups"], "1")
    edit(folder, "themes", replaced({}, **one))
    text = prose(written(folder, tmp_path))
    assert "1 (0.5 %) took part in one focus group. The group met at one site" in text
    assert "The participant took one turn and spoke one word." in text
    assert "In one further turn the speaker is not known; it is neither coded nor quoted." in text
    assert "The one participant, in the one focus group, spoke about it." in text


def test_people_without_an_area_or_a_stated_level_are_counted(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder, "deprivation", replaced({"decile": "no match"}, n="2", percent="11.111111"))
    edit(folder, "participants", replaced({"level": "Male"}, level="not stated"))
    text = prose(written(folder, tmp_path))
    assert "For 2 of 18 participants (11.1 %) no area was found." in text
    said = "Of the 18 participants, 12 (66.7 %) were female. Gender was not known for 6 (33.3 %)."
    assert said in text


def test_two_editions_and_the_moves_between_them(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    with_two_editions(folder, unmatched=3)
    path = written(folder, tmp_path)
    text = prose(path)
    for sentence in (
        "the Index of Multiple Deprivation (English Indices of Deprivation 2019).",
        "the Index of Multiple Deprivation (English Indices of Deprivation 2025).",
        "In the domain of health deprivation and disability of 2025, 14 of 18 participants",
        "For 3 of 18 participants (16.7 %) no area was found in the indices of 2019.",
        "One of 18 participants (5.6 %) lived in an area in a more deprived decile of the Index of "
        "Multiple Deprivation in 2025 than in 2019, 12 (66.7 %) in the same decile and "
        "2 (11.1 %) in a less deprived one. For 3 of 18 participants (16.7 %) no area was "
        "found in one or both of the editions (Table 2b).",
    ):
        assert sentence in text
    two, moves = tables_of(path)[1:3]
    headed = [row[0] for row in two if len(set(row)) == 1]  # one cell across the table
    assert headed == [f"English Indices of Deprivation {year}" for year in (2019, 2025)]
    assert [row[1:] for row in two if row[0] not in headed][1:] == decile_rows(
        rows_of(folder, "deprivation")
    )
    assert moves[0][1] == f"More deprived in 2025, n{SPACE}(%)"
    assert moves[1] == ["Overall (IMD)", "1 (5.6)", "12 (66.7)", "2 (11.1)", "3 (16.7)"]
    labels = [c.replace(SPACE, " ").split(".")[0] for c in paragraphs(path, "Caption")]
    assert labels[:5] == ["Table 1", "Table 2", "Table 2b", "Figure 1", "Table 3"]
    assert sequence(path) == [1, 2, 2, 1, 3, 2, 3, 1, 4, 1, 2, 5]
    note = paragraphs(path, "Table Note")[2]
    assert "not by itself a change in an area’s own circumstances" in note


def test_withheld_moves_are_said_to_be_withheld(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    with_two_editions(folder)
    edit(folder, "moves", replaced({}, n="", percent=""))
    text = prose(written(folder, tmp_path, minimum_count=5))
    said = "moved to another decile between the indices of 2019 and 2025 is withheld."
    assert f"How many participants’ areas {said}" in text


def test_a_domain_that_an_edition_lacks_has_no_row_and_no_sentence(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder, "deprivation", lambda rows: [row for row in rows if row["domain"] == "imd"])
    path = written(folder, tmp_path)
    assert [row[0] for row in tables_of(path)[1]] == ["Domain", "Overall (IMD)"]
    assert "domain of health" not in prose(path)


def test_no_deprivation_at_all_is_said_and_nothing_else_lost(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder, "deprivation", lambda rows: [{**r, "n": "0", "percent": "0.0"} for r in rows])
    edit(folder, "deprivation", replaced({"decile": "no match"}, n="18", percent="100.0"))
    path = written(folder, tmp_path)
    said = "No participant had a postcode that could be linked to an area, so deprivation is not"
    assert said in prose(path)
    assert len(tables_of(path)) == 4
    captions = paragraphs(path, "Caption")
    assert [c.replace(SPACE, " ").split(".")[0] for c in captions] == [
        "Table 1", "Table 3", "Figure 2", "Figure 3", "Figure S1", "Figure 4", "Table S1",
        "Table S2", "Figure 5",
    ]  # fmt: skip
    assert "(Table 3, Figure 2 and Figure 3)" in prose(path)
    # Word counts fields anew when it updates them: it must be told where numbers are left out.
    assert sequence(path) == [1, 3, 2, 3, 1, 4, 1, 2, 5]


def sequence(path: Path) -> list[int]:
    """The numbers that Word's own counting gives the captions, in order of appearance."""
    counters: Counter[str] = Counter()
    numbers = []
    for element in docx.Document(str(path)).element.body.iter(qn("w:instrText")):
        field = element.text.split()
        if field[0] == "SEQ":
            reset = int(field[field.index("\\r") + 1]) if "\\r" in field else None
            if "\\c" not in field:
                counters[field[1]] = counters[field[1]] + 1 if reset is None else reset
            numbers.append(counters[field[1]])
    return numbers


def test_groups_too_small_to_be_told_apart_leave_figure_2_out(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder, "themes_by_group", replaced({}, percent_of_words=""))
    path = written(folder, tmp_path, minimum_count=5)
    text = prose(path)
    assert "The themes of single focus groups are withheld: too few people speak in them." in text
    assert "(Table 3 and Figure 3)" in text
    assert "Figure 2" not in text
    captions = [c.replace(SPACE, " ").split(".")[0] for c in paragraphs(path, "Caption")]
    kept = ["Table 1", "Table 2", "Figure 1", "Table 3", "Figure 3", "Figure S1"]
    assert captions[:6] == kept


def test_no_share_is_called_the_largest_beside_a_withheld_one(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder, "themes_by_group", replaced({"focus_group": "FGD2"}, percent_of_words=""))
    text = prose(written(folder, tmp_path, minimum_count=5))
    assert "share of a group’s words ranged" not in text
    assert "(Figure 2)" not in text


def test_levels_that_look_like_ranges_are_levels_unless_they_are_ages(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder, "participants", replaced({"level": "Single"}, level="2 to 3"))
    edit(folder, "participants", replaced({"level": "Married"}, level="4-5"))
    path = written(folder, tmp_path)
    first = [row[0] for row in tables_of(path)[0]]
    assert {"34 to 65 (range)", "2 to 3", "4–5"} <= set(first)
    assert "Fourteen (77.8 %) were 2 to 3, 2 (11.1 %) 4-5" in prose(path)


def test_a_theme_that_nobody_spoke_of_and_one_without_quotes(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    silent = {"segments": "0", "participants": "0", "focus_groups": "0", "percent_of_words": "0.0"}
    edit(folder, "themes", replaced({"theme": "moving_forward"}, **silent))
    gone = ("moving_forward", "social_inclusion")
    edit(folder, "quotes", lambda rows: [row for row in rows if row["theme"] not in gone])
    path = written(folder, tmp_path)
    text = prose(path)
    assert text.count("No segment of the participants’ talk was given it.") == 1
    assert "No segment of the talk was given “Moving forward" in text
    assert "Each of the others was spoken about by" in text
    assert text.count("No quote has been chosen for this theme.") == 1
    assert len(paragraphs(path, "Quote")) == 6


@pytest.mark.parametrize(
    ("verdict", "expected"),
    [
        ("saturated", "saturation was reached"),
        ("not saturated", "saturation was not reached"),
        ("not assessable", "Saturation could not be assessed"),
    ],
)
def test_each_verdict_on_saturation(tmp_path: Path, verdict: str, expected: str) -> None:
    folder = copied(tmp_path)
    edit(folder, "saturation", replaced({"order": "6"}, verdict=verdict))
    text = prose(written(folder, tmp_path))
    assert expected in text
    assert ("takes six focus groups" in text) == (verdict == "not assessable")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, "Over all 720 orders in which the groups could have been held, the last one added 1 "
         "to 2 (median 1). Saturation was reached in 66.7 % of these orders."),
        ({"orders": "5000", "new_codes_low": "2"}, "Over 5,000 orders of the groups drawn at "
         "random, the last one added two new codes whichever group it was."),
        ({"saturated_share": "0.0"}, "Saturation was reached in none of these orders."),
        ({"saturated_share": ""}, "With so few groups saturation is not assessable in any order."),
    ],
)  # fmt: skip
def test_what_the_last_group_added_in_any_order(
    tmp_path: Path, change: dict[str, str], said: str
) -> None:
    folder = copied(tmp_path)
    last = {"codes": "keywords", "groups_seen": "6"}
    edit(folder, "saturation_orders", replaced(last, **change))
    text = prose(written(folder, tmp_path))
    start = "Counted in keywords, the sixth and last focus group added one new code in the order"
    assert start in text
    assert said in text


def test_one_group_needs_no_orders(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    for table in ("saturation", "saturation_orders"):
        edit(folder, table, lambda rows: [row for row in rows if row["groups_seen"] == "1"])
    edit(folder, "saturation", replaced({}, verdict="not assessable"))
    text = prose(written(folder, tmp_path))
    assert "The one focus group showed 31 new codes." in text
    assert "orders" not in text


def test_low_agreement_is_said_in_numbers(tmp_path: Path, example: Path) -> None:
    text = prose(example)
    for sentence in (
        "In 60 segments that both coder 1 and coder 2 had coded, 95.4 % (95 % interval 92.1 to "
        "97.9) of the decisions were the same; alpha was 0.85 (0.74 to 0.94).",
        "The model’s decisions were the same as those of coder 1 in 85.0 % (95 % interval 79.6 to "
        "90.0; alpha 0.53, 0.38 to 0.67) and those of coder 2 in 84.6 % (95 % interval 79.2 to "
        "89.2; alpha 0.50, 0.35 to 0.65) (Table S1).",
        "Alpha over all themes lies below 0.667 for: coder 1 and the model; coder 2 and the model.",
        "The coders of this demonstration are invented, too",
    ):
        assert sentence in text
    folder = copied(tmp_path)
    edit(folder, "agreement", replaced({"theme": "overall"}, alpha="0.9"))
    text = prose(written(folder, tmp_path, synthetic=False))
    assert "No alpha over all themes lies below 0.667." in text
    assert "invented" not in text


def test_one_coder_many_coders_and_undefined_agreement(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    alone = {"raters": "coder_1 and model"}
    edit(folder, "agreement", lambda rows: [r for r in rows if r["raters"] == alone["raters"]])
    nothing = {f"{name}{end}": "" for name in ("kappa", "alpha") for end in ("", "_low", "_high")}
    edit(folder, "agreement", replaced(alone, **nothing))
    path = written(folder, tmp_path)
    text = prose(path)
    assert "Fewer than two people coded segments" in text
    assert "those of coder 1 in 85.0 % (95 % interval 79.6 to 90.0) (Table S1)." in text
    assert [row[3] for row in tables_of(path)[3][1:]] == ["–"]
    assert any("–: not defined" in note for note in paragraphs(path, "Table Note"))
    folder = copied(tmp_path / "more")
    edit(folder, "agreement", with_more_coders)
    text = prose(written(folder, tmp_path))
    assert "In 60 segments that two or more coders had coded, 95.4 %" in text
    assert "compared with four raters one by one; alpha was 0.85 to 0.85" in text


def test_stability_is_told_for_each_way_of_repeating(tmp_path: Path, example: Path) -> None:
    text = prose(example)
    assert "100.0 % without one focus group (six runs, lowest 100.0 %)" in text
    assert "By number of segments, none of the four themes kept the same place" in text
    folder = copied(tmp_path)
    empty = ("kept_low", "kept_median", "quotes_low", "quotes_median", "rank_low", "rank_high")
    edit(folder, "stability", replaced({}, **dict.fromkeys(empty, "")))
    path = written(folder, tmp_path)
    assert "Nothing could be compared (Table S2 and Figure 5)." in prose(path)
    assert tables_of(path)[4][1][2:] == ["–"] * 4


def test_nothing_measured_is_said(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    for table in ("agreement", "stability", "saturation", "saturation_orders"):
        edit(folder, table, lambda rows: [])
    path = written(folder, tmp_path)
    for said in ("agreement was not measured.", "Stability was not", "Saturation was not measured"):
        assert said in prose(path)
    assert len(tables_of(path)) == 3


def test_a_later_run_with_many_new_codes_is_not_passed_over(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder, "saturation", replaced({"order": "5"}, verdict="saturated", ratio="0.01"))
    edit(folder, "saturation", replaced({"order": "6"}, verdict="not saturated", ratio="0.2"))
    said = prose(written(folder, tmp_path / "a.docx"))
    assert "A later run exceeded the threshold again" in said


def test_a_theme_outside_the_codebook_is_an_error_without_content(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder, "quotes", replaced({"theme": "moving_forward"}, theme="secret"))
    with pytest.raises(StudyError, match=r"table_4_quotes\.csv.*codebook\.yaml") as raised:
        written(folder, tmp_path)
    assert "secret" not in str(raised.value)


# --- Studies unlike the demonstration -------------------------------------------------------------

GONE = {"segments": "0", "participants": "0", "focus_groups": "0", "percent_of_words": "0.0"}
NO_SHARE = {"percent_of_words": "0.0", "percent_of_participants": "0.0"}


def test_a_group_in_which_no_participant_speaks(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder, "themes_by_group", replaced({"focus_group": "FGD5"}, **NO_SHARE))
    edit(folder, "themes", replaced({}, focus_groups="5"))
    text = prose(written(folder, tmp_path))
    assert "No participant spoke in FGD5, so nothing that follows is from it." in text
    assert "in five of six focus groups" in text
    assert "all six focus groups" not in text
    assert "0.0 % in FGD5" not in text


def test_a_theme_that_did_not_come_up_everywhere(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    absent = {"focus_group": "FGD3", "theme": "moving_forward"}
    edit(folder, "themes_by_group", replaced(absent, **NO_SHARE))
    edit(folder, "themes", replaced({"theme": "moving_forward"}, focus_groups="5"))
    text = prose(written(folder, tmp_path))
    assert "It did not come up in FGD3; elsewhere its share of a group’s words ranged from" in text
    # A share that is rounded to nothing is no absence: table 3 says in how many groups it came up.
    edit(folder, "themes", replaced({"theme": "moving_forward"}, focus_groups="6"))
    text = prose(written(folder, tmp_path))
    assert "did not come up" not in text
    assert "ranged from 0.0 % in FGD3 to" in text


def test_a_theme_of_one_person_in_one_group(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(
        folder, "themes", replaced({"theme": "moving_forward"}, participants="1", focus_groups="1")
    )
    for number in (1, 3, 4, 5, 6):
        absent = {"focus_group": f"FGD{number}", "theme": "moving_forward"}
        edit(folder, "themes_by_group", replaced(absent, **NO_SHARE))
    text = prose(written(folder, tmp_path))
    assert "One of the 18 participants, in one of the six focus groups, spoke about it." in text
    assert "That was FGD2, where it took 19.3 % of the words (Figure 2)." in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((0.5, 0.2), "Most participants (13 of 18, 72.2 %), in all six"),
        ((0.8, 0.2), "Some participants (13 of 18, 72.2 %), in all six"),
    ],
)
def test_careful_words_are_the_configs(
    tmp_path: Path, words: tuple[float, float], said: str
) -> None:
    assert said in prose(written(CANDIDATE, tmp_path, wording=CarefulWords(*words)))


def test_one_participant_without_an_age(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder, "participants", replaced({"level": "34 to 65"}, n="17", percent="94.4"))
    unknown = {"characteristic": "age", "level": "not stated", "n": "1", "percent": "5.6"}
    edit(folder, "participants", lambda rows: [*rows[:2], unknown, *rows[2:]])
    text = prose(written(folder, tmp_path))
    assert "Participants were aged 34 to 65 years. Age was not known for 1 (5.6 %). Of the" in text


def test_a_study_of_one_person_in_one_group_reads_well(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    alone = ("all", "34 to 65", "30-39", "Female", "White British")
    edit(
        folder,
        "participants",
        lambda rows: [
            {**row, "n": "1", "percent": "100.0"} for row in rows if row["level"] in alone
        ],
    )
    edit(folder, "participants", replaced({"level": "34 to 65"}, level="34 to 34"))
    for fact in ("participants", "invited", "focus_groups", "sites"):
        edit(folder, "facts", replaced({"fact": fact}, value="1"))
    edit(folder, "facts", replaced({"fact": "added_groups"}, value="0"))
    edit(folder, "themes", replaced({}, participants="1", focus_groups="1"))
    edit(folder, "themes_by_group", lambda rows: [r for r in rows if r["focus_group"] == "FGD1"])
    edit(folder, "deprivation", replaced({}, n="0", percent="0.0"))
    for decile in ("1", "<=3"):
        edit(folder, "deprivation", replaced({"decile": decile}, n="1", percent="100.0"))
    text = prose(written(folder, tmp_path))
    for said in (
        "The one person invited took part in one focus group. The group met at one site",
        "The participant was aged 34 years. The one participant was female. The one participant",
        "The one participant lived in an area in the three most deprived deciles",
        "Each was spoken about by the one participant, and in the one focus group.",
        "The one participant, in the one focus group, spoke about it.",
    ):
        assert said in text
    assert "ranged from" not in text  # there is one group


def test_everything_that_can_be_withheld(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    blank = {"n": "", "percent": ""}
    for table in ("participants", "deprivation"):
        edit(
            folder,
            table,
            lambda rows: [
                row if row.get("level") in ("all", "34 to 65") else {**row, **blank} for row in rows
            ],
        )
    edit(folder, "themes", replaced({}, **dict.fromkeys(GONE, "")))
    edit(folder, "themes_by_group", replaced({}, **dict.fromkeys(NO_SHARE, "")))
    for table in ("sub_themes", "quotes"):
        edit(folder, table, lambda rows: [])
    path = written(folder, tmp_path, minimum_count=5)
    text = prose(path)
    for said in (
        "All counts by age, gender, ethnicity and marital status are withheld (Table 1).",
        "How many participants lived in areas of which decile is withheld (Table 2 and Figure 1).",
        "How widely they were spoken about is withheld (Table 3 and Figure 3).",
        "No quotes are printed, since none has been chosen yet.",
    ):
        assert said in text
    assert text.count("How many participants spoke about it, and how much, is withheld.") == 4
    assert "exploratory" not in text
    assert "No quote has been chosen for this theme." not in text  # said once, above
    cells = {cell for table in tables_of(path)[:3] for row in table[1:] for cell in row[1:]}
    assert cells == {"18 (100.0)", "", "withheld", "w"}


def test_twelve_themes_are_named_in_the_table_alone(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    book = yaml.safe_load(CODEBOOK.read_text(encoding="utf-8"))
    first = book["themes"][0]
    book["themes"] = [
        {**first, "id": f"t{n}", "name": f"Theme {chr(96 + n)}"} for n in range(1, 13)
    ]
    codebook = tmp_path / "codebook.yaml"
    codebook.write_text(yaml.safe_dump(book), encoding="utf-8")
    ids = [theme["id"] for theme in book["themes"]]
    row, rest = rows_of(folder, "themes")[0], rows_of(folder, "themes")[-1]
    edit(folder, "themes", lambda rows: [*({**row, "theme": name} for name in ids), rest])
    shares = rows_of(folder, "themes_by_group")
    edit(
        folder,
        "themes_by_group",
        lambda rows: [*({**r, "theme": name} for name in ids for r in shares[:6]), *shares[-6:]],
    )
    for table in ("quotes", "sub_themes", "agreement", "stability"):
        edit(folder, table, lambda rows: [])
    path = written(folder, tmp_path, codebook)
    text = prose(path)
    assert "Twelve themes were coded. Each was spoken about by all 18 participants, and" in text
    assert len([h for h in paragraphs(path, "Heading 2") if h.startswith("Theme ")]) == 12
    # Of equals none is the largest.
    assert text.count("It was given to 121 segments, which hold 27.1 % of") == 12
    marked = paragraphs(path, "Interpretation Placeholder")
    assert marked[0].startswith("[14 passages are") or marked[0].startswith("[Fourteen passages")
    assert len(marked) == 15


# --- The file -----------------------------------------------------------------------------------


def test_special_characters_stand_as_they_are(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    strange = 'a < b & "c" > d \u2013 ünï'
    edit(folder, "quotes", replaced({"theme": "moving_forward", "rank": "1"}, quote=strange))
    codebook = tmp_path / "codebook.yaml"
    text = CODEBOOK.read_text(encoding="utf-8")
    codebook.write_text(text.replace("name: Resourceful and accessible", "name: R & <A>"), "utf-8")
    path = written(folder, tmp_path, codebook, title="Health & <care>")
    assert f"“{strange}” (FGD6_SU)" in paragraphs(path, "Quote")
    assert "R & <A>" in paragraphs(path, "Heading 2")
    assert paragraphs(path, "Title") == ["Health & <care>"]


def test_the_same_bytes_twice_and_no_clock(tmp_path: Path, example: Path) -> None:
    again = written(CANDIDATE, tmp_path)
    assert again.read_bytes() == example.read_bytes()
    with zipfile.ZipFile(again) as archive:
        assert {entry.date_time[:3] for entry in archive.infolist()} == {(2019, 9, 30)}


def test_no_author_and_no_date_but_the_studys(tmp_path: Path, example: Path) -> None:
    core = docx.Document(str(example)).core_properties
    assert core.title == "A study of places to be"
    assert core.language == "en-GB"
    assert str(core.created.date()) == str(core.modified.date()) == "2019-09-30"
    with zipfile.ZipFile(example) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
        elements = {element.tag for element in etree.fromstring(archive.read("docProps/core.xml"))}
        assert not [n for n in archive.namelist() if "thumbnail" in n or "customXml" in n]
    assert f"{DC}creator" not in elements
    for trace in (
        b"python-docx",
        b"Steve",
        b"Macintosh",
        b"lastModifiedBy",
        b"rsid",
        str(CANDIDATE).encode(),
    ):
        assert trace not in everything
    undated = docx.Document(str(written(CANDIDATE, tmp_path, date=None))).core_properties
    assert undated._element.find(qn("dcterms:created")) is None


def test_parts_are_well_formed_and_relationships_resolve(example: Path) -> None:
    with zipfile.ZipFile(example) as archive:
        names = set(archive.namelist())
        assert archive.namelist()[0] == "[Content_Types].xml"
        for name in names:
            if name.endswith((".xml", ".rels")):
                tree = etree.fromstring(archive.read(name))
                if name.endswith(".rels"):
                    base = Path(name).parent.parent
                    for relation in tree:
                        assert relation.get("TargetMode") != "External"
                        target = relation.get("Target").lstrip("/")
                        assert target in names or str(base / target) in names


def test_word_opens_it_as_a_document_of_its_own_time(example: Path) -> None:
    with zipfile.ZipFile(example) as archive:
        settings = etree.fromstring(archive.read("word/settings.xml"))
    modes = {s.get(qn("w:name")): s.get(qn("w:val")) for s in settings.iter(qn("w:compatSetting"))}
    assert modes["compatibilityMode"] == "15"


def test_captions_and_references_are_fields_with_bookmarks(example: Path) -> None:
    body = docx.Document(str(example)).element.body
    codes = [element.text.split() for element in body.iter(qn("w:instrText"))]
    assert [c[1] for c in codes if c[0] == "SEQ"] == [
        "Table", "Table", "Figure", "Table", "Figure", "Figure", "Figure_S", "Figure", "Table_S",
        "Table_S", "Figure",
    ]  # fmt: skip
    bookmarks = [element.get(qn("w:name")) for element in body.iter(qn("w:bookmarkStart"))]
    assert len(bookmarks) == len(set(bookmarks)) == 11
    assert {c[1] for c in codes if c[0] == "REF"} == set(bookmarks)
    kinds = [e.get(qn("w:fldCharType")) for e in body.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") == len(codes)


def test_a_reference_says_what_its_caption_says(example: Path) -> None:
    body = docx.Document(str(example)).element.body
    labels = {}
    for start in body.iter(qn("w:bookmarkStart")):
        within = takewhile(lambda e: e.tag != qn("w:bookmarkEnd"), start.itersiblings())
        labels[start.get(qn("w:name"))] = "".join(t.text for e in within for t in e.iter(qn("w:t")))
    said = [(code.split()[1], "".join(texts)) for code, texts in fields(example, "REF")]
    assert said
    for bookmark, label in said:
        assert label == labels[bookmark]  # with a space at which no line breaks


def fields(path: Path, name: str) -> list[tuple[str, list[str]]]:
    """The fields of this name, as `TOC`: the instruction, and what their paragraphs say."""
    body = docx.Document(str(path)).element.body
    found: list[tuple[str, list[str]]] = []
    inside, instruction = False, ""
    for paragraph in body.iter(qn("w:p")):
        said = ""
        for element in paragraph.iter(qn("w:fldChar"), qn("w:instrText"), qn("w:t")):
            if element.tag == qn("w:instrText"):
                instruction = element.text.strip()
                if instruction.startswith(name):
                    inside = True
                    found.append((instruction, []))
            elif element.tag == qn("w:t") and inside:
                said += element.text
            elif element.get(qn("w:fldCharType")) == "end" and instruction.startswith(name):
                found[-1][1].append(said)
                inside, instruction, said = False, "", ""
        if inside:
            found[-1][1].append(said)
    return found


def test_lists_of_tables_and_figures_are_fields_that_say_what_the_captions_say(
    tmp_path: Path, example: Path
) -> None:
    folder = copied(tmp_path)
    with_two_editions(folder)
    for path in (example, written(folder, tmp_path)):
        lists = fields(path, "TOC")
        assert [instruction for instruction, _ in lists] == [
            f'TOC \\n \\h \\z \\c "{name}"' for name in ("Table", "Table_S", "Figure", "Figure_S")
        ]
        captions = paragraphs(path, "Caption")
        for instruction, entries in lists:
            name = instruction.split('"')[1].replace("_", SPACE)
            numbered = re.compile(rf"{name if SPACE in name else name + SPACE}\d")
            assert entries == [caption for caption in captions if numbered.match(caption)]
        body = docx.Document(str(path)).element.body
        links = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
        marks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
        assert sorted(links) == sorted(marks)
        assert all(len(mark) <= 40 for mark in marks)  # Word cuts longer ones


def test_nothing_asks_the_reader_to_update_fields(example: Path) -> None:
    with zipfile.ZipFile(example) as archive:
        assert b"updateFields" not in archive.read("word/settings.xml")
        assert b"w:dirty" not in archive.read("word/document.xml")


def test_headings_have_outline_levels_and_list_headings_none(example: Path) -> None:
    styles = docx.Document(str(example)).styles
    levels = [
        styles[f"Heading {level}"]
        .element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        .get(qn("w:val"))
        for level in (1, 2, 3)
    ]
    assert levels == ["0", "1", "2"]
    for name in ("TOC Heading", "table of figures", "Caption"):
        assert styles[name].element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}") is None


def test_caption_table_and_note_stay_on_one_page(example: Path) -> None:
    document = docx.Document(str(example))
    captions = [p for p in document.paragraphs if p.style.name == "Caption"]
    assert all(p.paragraph_format.keep_with_next for p in captions if p.text.startswith("Table"))
    for table in document.tables:
        kept = [
            paragraph.paragraph_format.keep_with_next
            for row in table.rows
            for cell in row.cells
            for paragraph in cell.paragraphs
        ]
        assert all(kept)


def test_structure_styles_language_and_alt_texts(example: Path) -> None:
    document = docx.Document(str(example))
    assert paragraphs(example, "Heading 1") == [
        "Participants", "Qualitative findings", "Rigour"
    ]  # fmt: skip
    assert len(paragraphs(example, "Heading 2")) == 9
    quotes = [f"“{row['quote']}” ({row['attribution']})" for row in rows_of(CANDIDATE, "quotes")]
    assert paragraphs(example, "Quote") == quotes
    placeholders = paragraphs(example, "Interpretation Placeholder")
    assert placeholders[0].startswith("[Six passages are marked for the authors in this way.")
    assert len(placeholders[1:]) == 6
    assert all(text.startswith("[Interpretation:") for text in placeholders[1:])
    assert {table.style.name for table in document.tables} == {"Three-Line Table"}
    assert all(t.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for t in document.tables)
    said = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    texts = {path.stem: path.read_text("utf-8") for path in CANDIDATE.rglob("figure_*.txt")}
    order = [*FIGURES[:3], "figure_s1_cooccurrence", *FIGURES[3:5]]
    assert said == [texts[figure].strip() for figure in order]
    properties = [table._tbl.tblPr for table in document.tables]
    titles = [p.find(qn("w:tblCaption")).get(qn("w:val")) for p in properties]
    captions = [c for c in paragraphs(example, "Caption") if c.startswith("Table")]
    assert [f". {title}." in caption for title, caption in zip(titles, captions, strict=True)]
    described = [p.find(qn("w:tblDescription")).get(qn("w:val")) for p in properties]
    assert all(re.search(r"\d+ rows below the header\. Columns: .+\.", text) for text in described)
    languages = {e.get(qn("w:val")) for e in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}


def test_only_the_demonstration_says_that_it_is_synthetic(tmp_path: Path, example: Path) -> None:
    def said(path: Path) -> list[str]:
        document = docx.Document(str(path))
        header = document.sections[0].header.paragraphs
        return [p.text for p in [*header, *document.paragraphs] if "ynthetic" in p.text]

    assert [text[:28] for text in said(example)] == ["Synthetic demonstration data"] * 2
    assert said(written(CANDIDATE, tmp_path, synthetic=False)) == []
