"""Table 3, the themes by group and the study's facts come out of segments and their coding."""

from pathlib import Path

import pandas as pd
import pytest

from focusgroups.tables import read_table, write_table
from tabulate_themes import tabulate_themes

CODEBOOK = """themes:
  - {id: warm, name: Warmth, definition: d, keywords: [warm]}
  - {id: cold, name: Cold, definition: d, keywords: [cold]}
"""
FOCUS_GROUPS = "focus_group,order,site,date,minutes,scheduled\nG1,1,A,2019-05-14,60,yes\n"
Spoken = tuple[str, str, int, str]  # group, speaker, words, themes (`warm?` is only suggested)


def tables(folder: Path, spoken: list[Spoken], minimum: int = 0, people: int | None = None,
           sheet: str | None = None,
           silent: dict[str, int] | None = None) -> dict[str, pd.DataFrame]:  # fmt: skip
    segments, coding, turns = [], [], [("G1-0001", "G1", 1, "F1", "FAC", "So?")]
    for number, (group, speaker, words, themes) in enumerate(spoken, start=2):
        turn = f"{group}-{number:04d}"
        turns.append((turn, group, number, speaker, "SU", "text"))
        segments.append((f"{turn}.1", turn, group, speaker, "text", words))
        for theme in ("warm", "cold"):
            assigned = str(theme in themes.split(";")).lower()
            proposed = str(f"{theme}?" in themes.split(";") or assigned == "true").lower()
            coding.append((f"{turn}.1", theme, proposed, assigned, "model"))
    turns.append(("G1-0999", "G1", 999, "", "UNK", "Who?"))
    files = {
        "turns": (turns, ["turn_id", "focus_group", "turn", "speaker", "role", "text"]),
        "segments": (
            segments, ["segment_id", "turn_id", "focus_group", "speaker", "text", "n_words"],
        ),
        "coding": (coding, ["segment_id", "theme", "proposed", "assigned", "source"]),
        "people": (
            on_sheet(spoken, people, silent or {}), ["participant_id", "focus_group"],
        ),
    }  # fmt: skip
    for name, (rows, columns) in files.items():
        write_table(pd.DataFrame(rows, columns=columns), folder / f"{name}.csv", columns)
    (folder / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
    if sheet is not None:
        (folder / "focus_groups.csv").write_text(sheet, encoding="utf-8")
    outputs = {name: folder / f"{name}_out.csv" for name in ("table", "by_group", "facts")}
    tabulate_themes(
        turns=[folder / "turns.csv"], segments=folder / "segments.csv",
        coding=folder / "coding.csv", codebook=folder / "codebook.yaml",
        participants=folder / "people.csv",
        focus_groups=None if sheet is None else folder / "focus_groups.csv",
        groups=list(dict.fromkeys(group for group, *_ in spoken)) or ["G1"],
        invited=187, minimum=minimum, **outputs,
    )  # fmt: skip
    return {name: read_table(path) for name, path in outputs.items()}


def on_sheet(
    spoken: list[Spoken], people: int | None, silent: dict[str, int]
) -> list[tuple[str, str]]:
    """Those who speak, with ``silent`` more by group, or else ``people`` who say nothing in G1."""
    found = sorted({(who, group) for group, who, *_ in spoken})
    found += [(f"S{group}{i}", group) for group, number in silent.items() for i in range(number)]
    return found or [(f"P{i}", "G1") for i in range(people or 0)]


def rows(table: pd.DataFrame) -> dict[str, list[str]]:
    return {row[0]: list(row[1:]) for row in table.itertuples(index=False)}


SPOKEN = [
    ("G1", "P1", 30, "warm"), ("G1", "P1", 10, "warm;cold"), ("G1", "P2", 20, "none"),
    ("G2", "P3", 40, "warm"),
]  # fmt: skip


def test_counts_and_shares(tmp_path: Path) -> None:
    table = tables(tmp_path, SPOKEN)["table"]
    assert rows(table) == {
        "warm": ["3", "2", "2", "80.0"],
        "cold": ["1", "1", "1", "10.0"],
        "none": ["1", "1", "1", "20.0"],
    }


def test_shares_by_group_are_of_the_group_s_words(tmp_path: Path) -> None:
    by_group = tables(tmp_path, SPOKEN)["by_group"]
    assert list(by_group.itertuples(index=False, name=None)) == [
        ("warm", "G1", "66.7", "50.0"), ("warm", "G2", "100.0", "100.0"),
        ("cold", "G1", "16.7", "50.0"), ("cold", "G2", "0.0", "0.0"),
        ("none", "G1", "33.3", "50.0"), ("none", "G2", "0.0", "0.0"),
    ]  # fmt: skip


def test_people_who_say_nothing_belong_to_their_group(tmp_path: Path) -> None:
    by_group = tables(tmp_path, SPOKEN, silent={"G2": 2})["by_group"]
    assert list(by_group["percent_of_participants"]) == [
        "50.0",
        "33.3",
        "50.0",
        "0.0",
        "50.0",
        "0.0",
    ]


def test_theme_that_nobody_mentions_has_zeros(tmp_path: Path) -> None:
    found = tables(tmp_path, [("G1", "P1", 30, "warm")])
    assert rows(found["table"])["cold"] == ["0", "0", "0", "0.0"]
    assert rows(found["table"])["none"] == ["0", "0", "0", "0.0"]
    assert list(found["by_group"]["percent_of_words"]) == ["100.0", "0.0", "0.0"]


def test_study_without_speech(tmp_path: Path) -> None:
    found = tables(tmp_path, [], people=2)
    assert set(map(tuple, rows(found["table"]).values())) == {("0", "0", "0", "0.0")}
    assert rows(found["facts"])["segments"] == ["0"]


def test_facts(tmp_path: Path) -> None:
    sheet = FOCUS_GROUPS + "G2,2,B,2019-05-21,90,no\n"
    found = rows(tables(tmp_path, SPOKEN, sheet=sheet)["facts"])
    facts = {fact: value for fact, (value,) in found.items()}
    assert facts == {
        "focus_groups": "2", "scheduled_groups": "1", "added_groups": "1", "sites": "2",
        "minutes_min": "60", "minutes_max": "90", "participants": "3", "invited": "187",
        "participant_turns": "4", "participant_words": "100", "segments": "4",
        "suggested_segments": "0", "unattributed_turns": "1",
    }  # fmt: skip


def test_suggestions_are_a_fact_and_count_nowhere_else(tmp_path: Path) -> None:
    spoken = [*SPOKEN, ("G2", "P3", 5, "warm?;cold?"), ("G2", "P3", 5, "warm;cold?")]
    found = tables(tmp_path, spoken)
    assert rows(found["facts"])["suggested_segments"] == ["2"]
    assert rows(found["table"])["cold"] == ["1", "1", "1", "9.1"]
    assert rows(found["table"])["none"][0] == "2"


@pytest.mark.parametrize("sheet", [None, FOCUS_GROUPS, FOCUS_GROUPS + "G2,2,,,,\n"])
def test_what_is_not_known_of_every_group_is_no_fact(tmp_path: Path, sheet: str | None) -> None:
    facts = rows(tables(tmp_path, SPOKEN, sheet=sheet)["facts"])
    unknown = ("scheduled_groups", "added_groups", "sites", "minutes_min", "minutes_max")
    assert [facts[fact] for fact in unknown] == [[""]] * 5


def everybody(groups: int, in_each: int, theme_of: int) -> list[Spoken]:
    """Groups of ``in_each`` people with six segments each; the first ``theme_of`` speak of warm."""
    return [
        (f"G{g}", f"P{g}-{p}", 10, "warm" if (g - 1) * in_each + p <= theme_of else "cold")
        for g in range(1, groups + 1)
        for p in range(1, in_each + 1)
        for _ in range(6)
    ]


WITHHELD = ["", "", "", ""]


def test_small_number_of_speakers_is_withheld_and_so_is_its_complement(tmp_path: Path) -> None:
    table = rows(tables(tmp_path, everybody(6, 3, 4), minimum=5)["table"])
    assert table["warm"] == table["cold"] == WITHHELD  # 14 of 18 leaves four
    assert table["none"] == ["0", "0", "0", "0.0"]


def test_row_with_withheld_speakers_tells_nothing_else(tmp_path: Path) -> None:
    spoken = [*everybody(3, 6, 12), *[("G1", f"P1-{p}", 10, "warm;cold") for p in (1, 2)]]
    found = tables(tmp_path, spoken, minimum=5)
    assert rows(found["table"])["cold"] == ["38", "8", "2", "34.5"]
    spoken = [*everybody(3, 6, 18), *[("G1", f"P1-{p}", 10, "cold") for p in (1, 2)]]
    found = tables(tmp_path, spoken, minimum=5)
    assert rows(found["table"])["cold"] == WITHHELD
    shares = found["by_group"].groupby("theme")["percent_of_words"].agg(list)
    assert shares["cold"] == ["", "", ""]
    assert shares["warm"] == ["94.7", "100.0", "100.0"]


def test_groups_of_few_people_have_no_shares_of_their_own(tmp_path: Path) -> None:
    found = tables(tmp_path, everybody(8, 1, 8), minimum=5)
    assert rows(found["table"])["warm"] == ["48", "8", "8", "100.0"]
    assert set(found["by_group"]["percent_of_words"]) == {""}
    assert "" not in set(tables(tmp_path, everybody(8, 1, 8))["by_group"]["percent_of_words"])


def test_single_small_group_takes_the_next_smallest_with_it(tmp_path: Path) -> None:
    spoken = [*everybody(2, 6, 12), ("G2", "P2-7", 10, "warm"), ("G3", "P3-1", 10, "warm")]
    shares = tables(tmp_path, spoken, minimum=5)["by_group"]
    by_group = shares.groupby("focus_group")["percent_of_words"].agg(set)
    assert by_group["G1"] == by_group["G3"] == {""}
    assert by_group["G2"] == {"100.0", "0.0"}


def test_study_smaller_than_the_minimum_counts_nobody(tmp_path: Path) -> None:
    found = tables(tmp_path, everybody(2, 2, 4), minimum=5)
    assert set(map(tuple, rows(found["table"]).values())) == {tuple(WITHHELD)}
    assert set(found["by_group"]["percent_of_words"]) == {""}
    assert rows(found["facts"])["participants"] == ["4"]


def of_participants(found: dict[str, pd.DataFrame], theme: str) -> list[str]:
    table = found["by_group"]
    return list(table.loc[table["theme"] == theme, "percent_of_participants"])


def speakers(*groups: tuple[int, int]) -> list[Spoken]:
    """Per group how many people there are and speak of warm; the others speak of cold."""
    return [
        (f"G{g}", f"P{g}-{p}", 10, "warm" if p < warm else "cold")
        for g, (size, warm) in enumerate(groups, start=1)
        for p in range(size)
    ]


def test_share_of_participants_that_is_a_small_number_is_withheld(tmp_path: Path) -> None:
    # Two of twelve, to be had from table 3 if alone; five who do, or do not, are next to it.
    found = tables(tmp_path, speakers((12, 2), (12, 6), (12, 7), (12, 5)), minimum=5)
    assert of_participants(found, "warm") == ["", "50.0", "", ""]
    # Whoever does not speak of the one speaks of the other: the same must be withheld of it.
    assert of_participants(found, "cold") == ["", "50.0", "", ""]
    words = found["by_group"]["percent_of_words"]
    assert "" not in set(words.iloc[:8])


def test_share_that_leaves_few_of_its_group_is_withheld(tmp_path: Path) -> None:
    found = tables(tmp_path, speakers((12, 10), (12, 6), (12, 6)), minimum=5)
    assert "" in of_participants(found, "warm") and of_participants(found, "warm")[0] == ""


def test_nobody_and_everybody_are_told_of_a_group(tmp_path: Path) -> None:
    found = tables(tmp_path, speakers((12, 12), (12, 0), (12, 6)), minimum=5)
    assert of_participants(found, "warm") == ["100.0", "0.0", "50.0"]


def test_group_that_is_small_on_the_sheet_has_no_share_of_participants(tmp_path: Path) -> None:
    found = tables(tmp_path, speakers((4, 4), (12, 6), (12, 6)), minimum=5)
    assert of_participants(found, "warm")[0] == ""
    assert of_participants(found, "warm").count("") > 1
