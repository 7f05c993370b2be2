"""Everybody has a row with what they say, and those who say nothing have one as well."""

from pathlib import Path

import pandas as pd

from focusgroups.tables import read_table, write_table
from tabulate_speaking import tabulate_speaking

TURNS = ["turn_id", "focus_group", "turn", "speaker", "role", "start", "end", "text"]
PEOPLE = ["participant_id", "focus_group"]


def tabulate(folder: Path) -> dict[tuple[str, str, str], tuple[str, ...]]:
    turns = [
        ("G1", "P10", "SU", "one two three"),
        ("G1", "P2", "SU", "one [Person 1]"),
        ("G1", "P10", "SU", "four five"),
        ("G1", "F1", "FAC", "one two three four"),
        ("G1", "", "UNK", "who"),
        ("G1", "F1", "FAC", ""),  # what somebody said who has withdrawn
        ("G2", "F1", "FAC", "anybody"),
    ]
    rows = [(f"t{i}", group, i, who, role, "", "", text)
            for i, (group, who, role, text) in enumerate(turns)]  # fmt: skip
    people = [("P2", "G1"), ("P10", "G1"), ("P3", "G1"), ("P4", "G2")]
    write_table(pd.DataFrame(rows, columns=TURNS), folder / "turns.csv", TURNS)
    write_table(pd.DataFrame(people, columns=PEOPLE), folder / "people.csv", PEOPLE)
    tabulate_speaking(
        [folder / "turns.csv"], folder / "people.csv", ["G1", "G2"], folder / "speaking.csv"
    )
    table = read_table(folder / "speaking.csv")
    return {tuple(row[:3]): tuple(row[3:]) for row in table.itertuples(index=False)}


def test_turns_words_and_shares(tmp_path: Path) -> None:
    assert tabulate(tmp_path) == {
        ("G1", "SU", "P2"): ("1", "1", "33.3", "16.7", "33.3"),
        ("G1", "SU", "P3"): ("0", "0", "0.0", "0.0", "33.3"),
        ("G1", "SU", "P10"): ("2", "5", "66.7", "83.3", "33.3"),
        ("G1", "FAC", "F1"): ("1", "4", "100.0", "100.0", "100.0"),
        ("G1", "UNK", ""): ("1", "1", "100.0", "100.0", "100.0"),
        ("G2", "SU", "P4"): ("0", "0", "0.0", "0.0", "100.0"),
        ("G2", "FAC", "F1"): ("1", "1", "100.0", "100.0", "100.0"),
    }


def test_people_stand_in_the_order_of_their_ids(tmp_path: Path) -> None:
    assert [who for _, _, who in tabulate(tmp_path)][:3] == ["P2", "P3", "P10"]
