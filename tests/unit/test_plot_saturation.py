"""Figure 4 shows the new codes of each group and says what came of it."""

from pathlib import Path

import pytest
from figure_tools import check_files, data, draw_twice, words

from focusgroups.tables import write_table
from focusgroups.themes.saturation import SATURATION_COLUMNS, measure_saturation
from focusgroups.themes.saturation_orders import ORDERS_COLUMNS, saturation_over_orders
from plot_saturation import plot_saturation


def plot(folder: Path, new: list[int], run_length: int = 2) -> dict[str, Path]:
    order = [f"G{i}" for i in range(1, len(new) + 1)]
    codes = {
        group: {(group, str(i)) for i in range(n)} for group, n in zip(order, new, strict=True)
    }
    steps = measure_saturation(codes, order, 4, run_length, 0.05)
    write_table(steps, folder / "saturation.csv", SATURATION_COLUMNS)
    kinds = {"keywords": codes, "sub-themes": {}}
    ranges = saturation_over_orders(kinds, order, 4, run_length, 0.05, seed=1)
    write_table(ranges, folder / "orders.csv", ORDERS_COLUMNS)
    return draw_twice(
        plot_saturation, folder / "drawn", saturation=folder / "saturation.csv",
        orders=folder / "orders.csv", base_size=4, run_length=run_length, threshold=0.05,
        synthetic=True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("new", "run_length", "outcome"),
    [
        ([41, 18, 12, 9, 3, 1], 2, "Saturated: groups 5 and 6 added 5.0 % to the base's codes"),
        ([41, 18, 12, 9, 3, 1, 30], 2, "Saturated: groups 5 and 6 added 5.0 % to the base's codes"),
        (
            [41, 18, 12, 9, 9, 9],
            2,
            "Not saturated: groups 5 and 6 added 22.5 % to the base's codes",
        ),
        ([40, 20, 10, 10, 0], 1, "Saturated: group 5 added 0.0 % to the base's codes"),
        ([40, 20, 10, 10, 1, 1, 1], 3, "Saturated: groups 5 to 7 added 3.8 % to the base's codes"),
        ([5, 4, 3], 2, "Saturation cannot be judged with 3 groups"),
        ([5], 2, "Saturation cannot be judged with one group"),
        ([0] * 6, 2, "Saturation cannot be judged with 6 groups"),
    ],
)
def test_outcome_is_said(tmp_path: Path, new: list[int], run_length: int, outcome: str) -> None:
    files = plot(tmp_path, new, run_length)
    assert check_files(files).startswith(f"{outcome} (base")
    assert outcome in words(files)


def test_new_and_all_codes_are_numbered(tmp_path: Path) -> None:
    files = plot(tmp_path, [41, 18, 12, 9, 3, 1])
    drawn = words(files)
    assert {"18", "12", "9", "3", "59", "71", "80", "83", "84", "5.0 % new"} <= set(drawn)
    said = "New codes: 41 with the first focus group, 1 with the last of 6, 84 in all;"
    assert said in check_files(files)
    shown = data(files)
    assert list(shown["new_codes"]) == ["41", "18", "12", "9", "3", "1"]
    assert list(shown["all_codes"]) == ["41", "59", "71", "80", "83", "84"]
    assert list(shown["ratio"]) == ["", "", "", "", "", "0.05"]
    assert set(shown["new_codes_high"]) == {"41"} and set(shown["new_codes_low"]) == {"1"}
    assert "at most 5 % of the base's codes" in " ".join(drawn)
    assert "Synthetic demonstration data" in drawn


def test_many_groups(tmp_path: Path) -> None:
    drawn = words(plot(tmp_path, [20] * 40))
    assert {"1", "5", "40"} <= set(drawn) and "37" not in drawn


def test_the_range_over_all_orders_is_drawn_and_said(tmp_path: Path) -> None:
    files = plot(tmp_path, [41, 18, 12, 9, 3, 1])
    assert "The same over all 720 orders: range, median" in words(files)
    # Every group has codes of its own, so that each place may see the fewest and the most.
    assert "over all 720 orders the last would bring 1 to 41." in check_files(files)


def test_a_sample_of_orders_is_called_so(tmp_path: Path) -> None:
    files = plot(tmp_path, [5] * 9)
    assert "The same over 5,000 random orders: range, median" in words(files)


def test_one_group_has_no_range(tmp_path: Path) -> None:
    files = plot(tmp_path, [5])
    assert not any("orders" in text for text in [*words(files), check_files(files)])
    assert list(data(files)["new_codes_median"]) == [""]
