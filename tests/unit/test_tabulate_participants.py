"""Table 1 says who took part, and under a minimum count nothing from which one could be told."""

from pathlib import Path

import pandas as pd
import pytest

from focusgroups.tables import read_table, write_table
from tabulate_participants import tabulate_participants

NAMES = ["age", "gender", "ethnicity"]


def people(folder: Path, rows: list[tuple[str, ...]]) -> Path:
    columns = ["participant_id", "focus_group", *NAMES]
    numbered = [(f"P{i}", *row) for i, row in enumerate(rows, start=1)]
    write_table(pd.DataFrame(numbered, columns=columns), folder / "people.csv", columns)
    return folder / "people.csv"


def tables(folder: Path, rows: list[tuple[str, ...]], minimum: int, names: list[str] = NAMES):
    outputs = folder / "table.csv", folder / "by_group.csv"
    tabulate_participants(people(folder, rows), names, minimum, *outputs)
    return read_table(outputs[0]), read_table(outputs[1])


def as_rows(table: pd.DataFrame, characteristic: str) -> list[tuple[str, str, str]]:
    chosen = table[table["characteristic"] == characteristic]
    return list(chosen[["level", "n", "percent"]].itertuples(index=False, name=None))


FEW = [
    ("G1", "34", "Female", "White British"),
    ("G1", "65", "Male", "White British"),
    ("G2", "38", "Female", ""),
]


def test_levels_counts_and_percentages(tmp_path: Path) -> None:
    table, by_group = tables(tmp_path, FEW, 0)
    assert as_rows(table, "participants") == [("all", "3", "100.0")]
    assert as_rows(table, "age") == [
        ("34 to 65", "3", "100.0"), ("30-39", "2", "66.7"), ("60-69", "1", "33.3"),
    ]  # fmt: skip
    assert as_rows(table, "gender") == [("Female", "2", "66.7"), ("Male", "1", "33.3")]
    assert as_rows(table, "ethnicity")[-1] == ("not stated", "1", "33.3")
    assert list(by_group["focus_group"].unique()) == ["G1", "G2"]
    in_g2 = by_group[by_group["focus_group"] == "G2"].set_index("level")["n"]
    assert dict(in_g2) == {"all": "1", "38 to 38": "1", "30-39": "1", "Female": "1",
                           "not stated": "1"}  # fmt: skip


def test_unknown_age_is_counted_and_leaves_the_range(tmp_path: Path) -> None:
    table, _ = tables(tmp_path, [*FEW, ("G2", "", "", "")], 0)
    age = as_rows(table, "age")
    assert age[0] == ("34 to 65", "3", "75.0") and age[-1] == ("not stated", "1", "25.0")


def test_nobody_s_age_known(tmp_path: Path) -> None:
    table, _ = tables(tmp_path, [("G1", "", "Male", "")] * 2, 0)
    assert as_rows(table, "age") == [("not stated", "2", "100.0")]


def test_only_listed_characteristics_in_their_order(tmp_path: Path) -> None:
    table, _ = tables(tmp_path, FEW, 0, ["gender"])
    assert list(table["characteristic"].unique()) == ["participants", "gender"]
    table, _ = tables(tmp_path, FEW, 0, [])
    assert len(table) == 1


def test_words_among_numbers_make_levels(tmp_path: Path) -> None:
    table, _ = tables(tmp_path, [("G1", "40s", "", ""), ("G1", "41", "", "")], 0, ["age"])
    assert as_rows(table, "age") == [("40s", "1", "50.0"), ("41", "1", "50.0")]


def test_only_ages_are_put_into_bands(tmp_path: Path) -> None:
    for minimum in (0, 2):
        rows = [("G1", "40", children, "") for children in ("0", "2", "2", "0", "0", "12")]
        table, _ = tables(tmp_path, rows, minimum, ["gender"])  # any characteristic but age
        levels = [level for level, *_ in as_rows(table, "gender")]
        assert sorted(levels) == ["0", "12", "2"]
        assert not any(" to " in level or "-" in level for level in levels)


MANY = [("G1", str(age), gender, ethnic) for age, gender, ethnic in zip(
    [34, 38, 41, 44, 46, 47, 49, 50, 52, 54, 55, 57, 58, 59, 61, 62, 63, 65],
    ["Female"] * 12 + ["Male"] * 6,
    ["White British"] * 14 + ["Chinese", "Black African", "White Irish", "Indian"],
    strict=True,
)]  # fmt: skip


def test_small_counts_are_withheld_with_what_would_tell_them(tmp_path: Path) -> None:
    table, _ = tables(tmp_path, MANY, 5)
    assert as_rows(table, "participants") == [("all", "18", "100.0")]
    assert as_rows(table, "age") == [
        ("30 to 65", "18", "100.0"), ("30-39", "", ""), ("40-49", "5", "27.8"),
        ("50-59", "7", "38.9"), ("60-69", "", ""),
    ]  # fmt: skip
    assert as_rows(table, "gender") == [("Female", "12", "66.7"), ("Male", "6", "33.3")]
    levels = as_rows(table, "ethnicity")
    assert {(n, percent) for _, n, percent in levels} == {("", "")}
    assert [level for level, *_ in levels] == [
        "Black African", "Chinese", "Indian", "White British", "White Irish",
    ]  # by name: the order tells no size  # fmt: skip


@pytest.mark.parametrize("size", [1, 4])
def test_study_smaller_than_the_minimum_shows_its_total_only(tmp_path: Path, size: int) -> None:
    table, by_group = tables(tmp_path, MANY[:size], 5)
    assert list(table["n"]) == [str(size), "", "", ""]
    assert list(table["level"]) == ["all", "withheld", "withheld", "withheld"]
    assert "34" not in table.to_csv()
    assert by_group["n"].ne("").all()


def test_few_known_ages_show_no_range(tmp_path: Path) -> None:
    rows = [(g, age if i < 3 else "", *rest) for i, (g, age, *rest) in enumerate(MANY)]
    table, _ = tables(tmp_path, rows, 5)
    assert [n for _, n, _ in as_rows(table, "age")] == ["", "", ""]
    assert not any(" to " in level for level, *_ in as_rows(table, "age"))


def test_few_unknown_ages_hide_how_many_are_known(tmp_path: Path) -> None:
    rows = [(g, age if i > 1 else "", *rest) for i, (g, age, *rest) in enumerate(MANY)]
    table, _ = tables(tmp_path, rows, 5)
    assert as_rows(table, "age")[0] == ("40 to 65", "", "")


def test_as_many_levels_as_people_are_not_even_named(tmp_path: Path) -> None:
    rows = [("G1", "", "", name) for name in ("Chinese", "Indian", "Welsh", "Irish", "Roma")]
    table, _ = tables(tmp_path, rows, 5, ["ethnicity"])
    assert as_rows(table, "ethnicity") == [("withheld", "", "")]


def test_no_participant_at_all(tmp_path: Path) -> None:
    table, by_group = tables(tmp_path, [], 5)
    assert as_rows(table, "participants") == [("all", "0", "")]
    assert len(table) == 1 and by_group.empty
