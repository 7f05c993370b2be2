"""Saturation: worked examples of the published method, and the order of collection."""

from fractions import Fraction
from itertools import permutations
from pathlib import Path
from statistics import median

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from focusgroups.tables import read_table, write_table
from focusgroups.themes.saturation import (
    SATURATION_COLUMNS,
    codes_by_group,
    measure_saturation,
    order_of_collection,
)
from focusgroups.themes.saturation_orders import (
    COUNTS_OF_ORDERS,
    ORDERS_COLUMNS,
    SHARES_OF_ORDERS,
    LastGroup,
    last_group,
    saturation_over_orders,
    sub_themes_by_group,
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
    clusters = pd.DataFrame(
        [("t", 1, "FGD1-0001.1"), ("none", 1, "FGD2-0001.1")],
        columns=["theme", "cluster", "segment_id"],
    )
    write_table(clusters, tmp_path / "clusters.csv", list(clusters.columns))
    (tmp_path / "focus_groups.csv").write_text("focus_group,order\nFGD2,1\nFGD1,2\n")
    account = measure_saturation_script(
        tmp_path / "evidence.csv",
        tmp_path / "segments.csv",
        tmp_path / "coding.csv",
        tmp_path / "clusters.csv",
        tmp_path / "focus_groups.csv",
        ["FGD1", "FGD2", "FGD3"],
        4,
        2,
        0.05,
        1,
        tmp_path / "saturation.csv",
        tmp_path / "orders.csv",
    )
    assert account == [
        "3 groups in the order FGD2, FGD1, FGD3; 2 codes in all; not assessable",
        "keywords: over 6 orders the last group adds 0 to 2, median 0; not assessable",
        "sub-themes: over 6 orders the last group adds 0 to 1, median 0; not assessable",
    ]
    ranges = read_table(tmp_path / "orders.csv", integers=COUNTS_OF_ORDERS, floats=SHARES_OF_ORDERS)
    assert tuple(ranges.columns) == ORDERS_COLUMNS and len(ranges) == 6
    steps = read_table(tmp_path / "saturation.csv", integers=["new_codes"], floats=["ratio"])
    assert last_group(steps, ranges) == LastGroup(3, 0, 0, 0.0, 2, 6, None)
    written = read_table(tmp_path / "saturation.csv", integers=["new_codes"], floats=["ratio"])
    assert written["new_codes"].tolist() == [0, 2, 0]


def over_orders(
    seen: dict[str, set[tuple[str, str]]],
    groups: list[str],
    base: int,
    run: int,
    threshold: float = 0.05,
    seed: int = 1,
) -> pd.DataFrame:
    table = saturation_over_orders({"keywords": seen}, groups, base, run, threshold, seed)
    return table.set_index("groups_seen")


def test_three_groups_worked_by_hand() -> None:
    # A has 1 2 3 4, B has 1 2, C has 4 5; a base of one group, runs of one.
    #   order  new     ratios            order  new     ratios
    #   A B C  4 0 1   0/4  1/4          B C A  2 2 1   2/2  1/2
    #   A C B  4 1 0   1/4  0/4          C A B  2 3 0   3/2  0/2
    #   B A C  2 2 1   2/2  1/2          C B A  2 2 1   2/2  1/2
    groups = ["FGD1", "FGD2", "FGD3"]
    table = over_orders(codes([1, 2, 3, 4], [1, 2], [4, 5]), groups, 1, 1, threshold=0.25)
    assert table["orders"].tolist() == [6, 6, 6]
    new = table[["new_codes_low", "new_codes_median", "new_codes_high"]]
    assert new.to_numpy().tolist() == [[2, 2, 4], [0, 2, 3], [0, 1, 1]]
    ratios = table[["ratio_low", "ratio_median", "ratio_high", "saturated_share"]]
    assert ratios.loc[1].isna().all()
    assert ratios.loc[2].tolist() == pytest.approx([0, 1, 1.5, 2 / 6])
    assert ratios.loc[3].tolist() == pytest.approx([0, 0.375, 0.5, 3 / 6])


def test_runs_overlap_and_the_base_stays() -> None:
    # Ten codes in the one group that has many; every other group adds one of its own.
    seen = codes([*range(10)], [10], [11], [12], [13], [14])
    table = over_orders(seen, GROUPS, 4, 2)
    # With the large group in the base (4 of 6 orders) it has 13 codes and each run adds 2.
    assert table["saturated_share"].iloc[-1] == 0
    assert table.loc[6, "ratio_low"] == pytest.approx(2 / 13, abs=1e-6)
    assert table.loc[6, "ratio_high"] == pytest.approx(11 / 4)
    assert table.loc[5].drop(["codes", "orders"]).isna().sum() == 4  # no run is complete yet
    shorter = over_orders(seen, GROUPS, 3, 2)
    assert shorter["ratio_low"].notna().tolist() == [False] * 4 + [True, True]
    assert shorter.loc[5, "ratio_low"] == shorter.loc[6, "ratio_low"] == pytest.approx(2 / 12, 1e-5)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sets(st.integers(0, 7)), min_size=1, max_size=5),
    st.integers(1, 3),
    st.integers(1, 2),
)
def test_every_order_is_that_of_the_curve(seen: list[set[int]], base: int, run: int) -> None:
    groups = GROUPS[: len(seen)]
    found = codes(*[sorted(numbers) for numbers in seen])
    table = over_orders(found, groups, base, run, threshold=0.2)
    curves = [measure_saturation(found, order, base, run, 0.2) for order in permutations(groups)]
    for place in range(1, len(groups) + 1):
        steps = [curve.iloc[place - 1] for curve in curves]
        new = [int(step["new_codes"]) for step in steps]
        row = table.loc[place]
        assert (row["new_codes_low"], row["new_codes_high"]) == (min(new), max(new))
        assert row["new_codes_median"] == median(new)
        ratios = [step["ratio"] for step in steps if not pd.isna(step["ratio"])]
        if not ratios:
            assert row[["ratio_low", "ratio_median", "saturated_share"]].isna().all()
            continue
        assert row["ratio_low"] == min(ratios) and row["ratio_high"] == max(ratios)
        assert row["ratio_median"] == pytest.approx(median(ratios))
        saturated = [step["verdict"] for step in steps].count("saturated")
        assert row["saturated_share"] == pytest.approx(float(Fraction(saturated, len(steps))))


def test_too_few_groups_have_no_ratio_in_any_order() -> None:
    table = over_orders(codes([1], [2], [3]), GROUPS[:3], 4, 2)
    assert (
        table[["ratio_low", "ratio_median", "ratio_high", "saturated_share"]].isna().all(axis=None)
    )
    assert table["new_codes_median"].tolist() == [1, 1, 1]
    assert over_orders({}, [], 4, 2).empty


def test_many_groups_are_put_into_a_sample_of_orders() -> None:
    groups = [f"FGD{i}" for i in range(1, 301)]
    seen = {group: {("t", str(i % 7)), ("t", group)} for i, group in enumerate(groups)}
    table = over_orders(seen, groups, 4, 2)
    assert set(table["orders"]) == {5000}
    assert table["new_codes_high"].max() == 2 and table["new_codes_low"].iloc[-1] == 1
    mixed = {group: seen[group] for group in reversed(groups)}
    pd.testing.assert_frame_equal(over_orders(mixed, groups[::-1], 4, 2), table)
    # Each place is as likely for each group: the median of a place is that of fair orders.
    assert table.loc[1, "new_codes_median"] == 2


def test_orders_of_eight_groups_are_all_looked_at() -> None:
    groups = [f"FGD{i}" for i in range(1, 9)]
    table = over_orders({group: {("t", group)} for group in groups}, groups, 4, 2)
    assert set(table["orders"]) == {40320}
    assert table.loc[8, "ratio_median"] == 0.5


def test_leftovers_are_no_sub_themes() -> None:
    clusters = pd.DataFrame(
        [("t", "1", "a"), ("t", "2", "b"), ("none", "1", "c"), ("u", "1", "a")],
        columns=["theme", "cluster", "segment_id"],
    )
    segments = pd.DataFrame(
        [("a", "FGD1"), ("b", "FGD2"), ("c", "FGD3")], columns=["segment_id", "focus_group"]
    )
    assert sub_themes_by_group(clusters, segments, otherwise="none") == {
        "FGD1": {("t", "1"), ("u", "1")},
        "FGD2": {("t", "2")},
    }


def test_facts_on_the_last_group() -> None:
    seen = codes([*range(20)], [*range(20)], [*range(20)], [*range(20)], [20], [])
    steps = measure_saturation(seen, GROUPS, 4, 2, 0.05)
    ranges = saturation_over_orders({"keywords": seen, "sub-themes": {}}, GROUPS, 4, 2, 0.05, 1)
    facts = last_group(steps, ranges)
    assert facts is not None
    assert (facts.groups, facts.new_codes, facts.orders) == (6, 0, 720)
    assert (facts.low, facts.median, facts.high) == (0, 0, 1)
    assert facts.saturated_share == 1
    assert last_group(steps.head(0), ranges.head(0)) is None
