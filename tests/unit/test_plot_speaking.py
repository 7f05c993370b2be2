"""The figure of who speaks how much names the least and the most, and keeps facilitators apart."""

from pathlib import Path

import pandas as pd
from figure_tools import check_files, draw_twice, words

from focusgroups.tables import write_table
from focusgroups.tabulation.speaking import SPEAKING_COLUMNS, tabulate_speaking
from plot_speaking import plot_speaking

Said = tuple[str, str, str, int]  # group, speaker, role, words


def plot(folder: Path, said: list[Said], groups: list[str]) -> dict[str, Path]:
    turns = pd.DataFrame(
        [(group, who, role, "word " * number) for group, who, role, number in said],
        columns=["focus_group", "speaker", "role", "text"],
    )
    people = pd.DataFrame(
        [("P1", "G1"), ("P2", "G1"), ("P3", "G1"), ("P4", "G2")],
        columns=["participant_id", "focus_group"],
    )
    table = tabulate_speaking(turns, people[people["focus_group"].isin(groups)], groups)
    write_table(table, folder / "speaking.csv", SPEAKING_COLUMNS)
    return draw_twice(
        plot_speaking, folder / "drawn", with_data=False, speaking=folder / "speaking.csv",
        synthetic=True,
    )  # fmt: skip


def test_the_least_and_the_most_are_named_and_facilitators_apart(tmp_path: Path) -> None:
    said = [("G1", "P1", "SU", 60), ("G1", "P2", "SU", 30), ("G1", "P3", "SU", 10)]
    files = plot(tmp_path, [*said, ("G1", "F1", "FAC", 25)], ["G1"])
    drawn = words(files)
    assert drawn.count("P1") == 2 and "F1" not in drawn
    assert "20.0" in drawn and any("Not for publication" in text for text in drawn)
    assert (
        "The largest share of words is 60.0 % (P1, G1, where an equal share is 33.3 %); "
        "participants who say nothing: 0; facilitators say 20.0 % to 20.0 % of all words."
    ) in check_files(files)


def test_a_silent_group_says_so(tmp_path: Path) -> None:
    files = plot(tmp_path, [("G1", "P1", "SU", 9), ("G2", "F1", "FAC", 9)], ["G1", "G2"])
    assert words(files).count("no participant speaks") == 2
    assert "participants who say nothing: 3" in check_files(files)


def test_nobody_says_anything(tmp_path: Path) -> None:
    files = plot(tmp_path, [], ["G1"])
    assert "no participant says anything" in check_files(files) and "no words" in words(files)


def test_no_group_at_all(tmp_path: Path) -> None:
    files = plot(tmp_path, [], [])
    assert "no participant says anything" in check_files(files)


def test_forty_groups(tmp_path: Path) -> None:
    groups = [f"FGD{g}" for g in range(1, 41)]
    said = [(group, f"{group}-{p}", "SU", 5 + p) for group in groups for p in range(8)]
    files = plot(tmp_path, said, groups)
    check_files(files)
    assert set(groups) <= set(words(files))
