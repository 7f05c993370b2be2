"""Saturation: worked examples of the published method, and the order of collection."""

from pathlib import Path

import pandas as pd
import pytest

from focusgroups.tables import read_table, write_table
from focusgroups.themes.saturation import (
    SATURATION_COLUMNS,
    codes_by_group,
    measure_saturation,
    order_of_collection,
)
from measure_saturation import measure_saturation as measure_saturation_script

GROUPS = ["FGD1", "FGD2", "FGD3", "FGD4", "FGD5", "FGD6"]


def codes(*numbers: list[int]) -> dict[str, set[tuple[str, str]]]:
    return {
        group: {("t", str(code)) for code in seen}
        for group, seen in zip(GROUPS, numbers, strict=False)
    }


def test_two_new_codes_on_a_base_of_twenty_are_ten_per_cent() -> None:
    seen = codes([*range(8)], [*range(5, 14)], [*range(12, 18)], [18, 19, 1], [20, 2], [21, 20])
    table = measure_saturation(seen, GROUPS, base_size=4, run_length=2, threshold=0.05)
    assert tuple(table.columns) == SATURATION_COLUMNS
    assert table["new_codes"].tolist() == [8, 6, 4, 2, 1, 1]
    assert table["groups_seen"].tolist() == [1, 2, 3, 4, 5, 6]
    assert table["ratio"].isna().tolist() == [True] * 5 + [False]
    assert table["ratio"].iloc[-1] == pytest.approx(2 / 20)
    assert table["verdict"].tolist() == ["base"] * 4 + ["run not complete", "not saturated"]
    loose = measure_saturation(seen, GROUPS, base_size=4, run_length=2, threshold=0.1)
    assert loose["verdict"].iloc[-1] == "saturated"


def test_every_later_group_closes_a_run_of_its_own() -> None:
    seen = codes([1, 2, 3, 4], [5], [], [6], [6], [])
    table = measure_saturation(seen, GROUPS, base_size=2, run_length=2, threshold=0)
    assert table["ratio"].tolist()[3:] == [0.2, 0.2, 0.0]
    assert table["verdict"].tolist()[3:] == ["not saturated", "not saturated", "saturated"]


def test_too_few_groups_cannot_be_assessed() -> None:
    table = measure_saturation(codes([1], [1], [1]), GROUPS[:3], 4, 2, 0.05)
    assert set(table["verdict"]) == {"not assessable"}
    assert table["new_codes"].tolist() == [1, 0, 0]
    assert table["ratio"].isna().all()


def test_a_base_without_codes_cannot_be_assessed() -> None:
    table = measure_saturation(codes([], [], [], [], [1], [2]), GROUPS, 4, 2, 0.05)
    assert table["verdict"].iloc[-1] == "not assessable"


def test_the_order_is_that_of_the_sheet_then_natural() -> None:
    sheet = [
        {"focus_group": "FGD10", "order": "1"},
        {"focus_group": "FGD2", "order": ""},
        {"focus_group": "FGD3", "order": "2"},
    ]
    groups = ["FGD1", "FGD2", "FGD3", "FGD10"]
    assert order_of_collection(groups, sheet) == ["FGD10", "FGD3", "FGD1", "FGD2"]
    assert order_of_collection(["FGD10", "FGD2"], []) == ["FGD2", "FGD10"]


def test_only_keywords_of_assigned_themes_are_codes(tmp_path: Path) -> None:
    evidence = pd.DataFrame(
        [
            ("FGD1-0001.1", "t", "safe", 0, 4),
            ("FGD1-0001.1", "t", "safe", 9, 13),
            ("FGD1-0001.1", "u", "safe", 0, 4),
            ("FGD2-0001.1", "t", "warm", 0, 4),
        ],
        columns=["segment_id", "theme", "keyword", "start", "end"],
    )
    coding = pd.DataFrame(
        [
            ("FGD1-0001.1", "t", "true"),
            ("FGD1-0001.1", "u", "true"),
            ("FGD2-0001.1", "t", "false"),
        ],
        columns=["segment_id", "theme", "assigned"],
    )
    segments = pd.DataFrame(
        [("FGD1-0001.1", "FGD1"), ("FGD2-0001.1", "FGD2")], columns=["segment_id", "focus_group"]
    )
    assert codes_by_group(evidence, segments, coding) == {"FGD1": {("t", "safe"), ("u", "safe")}}

    for name, table in (("evidence", evidence), ("coding", coding), ("segments", segments)):
        write_table(table, tmp_path / f"{name}.csv", list(table.columns))
    (tmp_path / "focus_groups.csv").write_text("focus_group,order\nFGD2,1\nFGD1,2\n")
    account = measure_saturation_script(
        tmp_path / "evidence.csv",
        tmp_path / "segments.csv",
        tmp_path / "coding.csv",
        tmp_path / "focus_groups.csv",
        ["FGD1", "FGD2", "FGD3"],
        4,
        2,
        0.05,
        tmp_path / "saturation.csv",
    )
    assert account == "3 groups in the order FGD2, FGD1, FGD3; 2 codes in all; not assessable"
    written = read_table(tmp_path / "saturation.csv", integers=["new_codes"], floats=["ratio"])
    assert written["new_codes"].tolist() == [0, 2, 0]
