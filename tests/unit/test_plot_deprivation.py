"""Figure 1 shows every count of table 2, withheld ones as such, and what to compare them with."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd
import pytest
from figure_tools import check_files, data, draw_twice, words

from focusgroups.deprivation.editions import COUNT_COLUMNS, MOVE_COLUMNS
from focusgroups.tables import write_table
from focusgroups.tabulation.demographics import TABLE_1_COLUMNS
from focusgroups.tabulation.deprivation import TABLE_2_COLUMNS, tabulate_deprivation
from plot_deprivation import plot_deprivation

NAMES = [*map(str, range(1, 11)), "no match"]
IMD = [9, 3, 2, 1, 1, 1, 0, 1, 0, 0, 2]
HEALTH = [12, 1, 1, 2, 1, 1, 0, 0, 0, 0, 2]


ONE_EDITION = {(2019, "imd"): IMD, (2019, "crime"): IMD, (2019, "health"): HEALTH}


def plot(
    folder: Path,
    minimum: int = 0,
    synthetic: bool = True,
    counts: Mapping[tuple[int, str], Sequence[int]] = ONE_EDITION,
) -> dict[str, Path]:
    rows = [
        (edition, domain, name, n)
        for (edition, domain), cells in counts.items()
        for name, n in zip(NAMES, cells, strict=True)
    ]
    table, _ = tabulate_deprivation(
        pd.DataFrame(rows, columns=list(COUNT_COLUMNS)),
        pd.DataFrame(columns=list(MOVE_COLUMNS)),
        minimum,
    )
    write_table(table, folder / "table_2.csv", TABLE_2_COLUMNS)
    everybody = [("participants", "all", 20, 100.0)]
    write_table(
        pd.DataFrame(everybody, columns=list(TABLE_1_COLUMNS)), folder / "table_1.csv",
        TABLE_1_COLUMNS,
    )  # fmt: skip
    return draw_twice(
        plot_deprivation, folder / "drawn", participants=folder / "table_1.csv",
        deprivation=folder / "table_2.csv", synthetic=synthetic,
    )  # fmt: skip


def test_counts_expectation_and_missing_people_are_said(tmp_path: Path) -> None:
    files = plot(tmp_path)
    said = check_files(files)
    assert "20 participants" in said
    assert (
        "Overall deprivation: 14 in decile 3 or below, where 5.4 would be expected nationally, "
        "and 9 in decile 1, where 1.8 would be; without an area: 2."
    ) in said
    drawn = words(files)
    assert drawn.count("Decile 3 or below: 14 of 20") == 2
    assert "Synthetic demonstration data" in drawn
    assert [n for n in drawn if n == "12"] and "10 % of 18 = 1.8 per decile" in drawn
    assert "Participants by decile of deprivation" in drawn and "Participants (number)" in drawn


def test_data_are_the_bars_and_the_expectation(tmp_path: Path) -> None:
    shown = data(plot(tmp_path))
    assert set(shown["domain"]) == {"imd", "health"}  # crime has no panel
    overall = shown[shown["domain"] == "imd"].set_index("decile")
    assert [overall.at[name, "n"] for name in NAMES] == [str(n) for n in IMD]
    assert overall.at["<=3", "n"] == "14"
    assert list(overall.loc[NAMES[:10], "expected"]) == ["1.8"] * 10
    assert list(overall.loc[["<=3", "no match"], "expected"]) == ["", ""]


def test_withheld_counts_are_drawn_as_withheld(tmp_path: Path) -> None:
    files = plot(tmp_path, minimum=5, synthetic=False)
    said, drawn = check_files(files), words(files)
    assert "without an area: withheld" in said
    assert drawn.count("withheld") >= 10 and "Decile 3 or below: 14 of 20" in drawn
    assert not any("Synthetic" in text for text in drawn)
    overall = data(files).set_index(["domain", "decile"])["n"]["imd"]
    assert overall["2"] == overall["no match"] == ""


def test_each_edition_has_its_panels_and_a_missing_domain_none(tmp_path: Path) -> None:
    files = plot(
        tmp_path, counts={(2019, "imd"): IMD, (2025, "imd"): HEALTH, (2025, "health"): IMD}
    )
    said, drawn = check_files(files), words(files)
    titles = [text for text in drawn if text.endswith((", 2019", ", 2025"))]
    assert titles == [
        "Overall deprivation, 2019",
        "Overall deprivation, 2025",
        "Health deprivation and disability, 2025",
    ]
    assert drawn.count("Decile 3 or below: 14 of 20") == 3
    assert said.count("without an area: 2.") == 3 and "Overall deprivation 2025: 14 in" in said


def test_overall_deciles_alone(tmp_path: Path) -> None:
    files = plot(tmp_path, counts={(2019, "imd"): IMD})
    assert check_files(files).count("would be expected") == 1
    assert "Overall deprivation" in words(files)


NOBODY = "Nobody has an area with a known decile"


@pytest.mark.parametrize("minimum", [0, 5])
def test_without_any_area_the_panels_say_so(tmp_path: Path, minimum: int) -> None:
    nowhere = [0] * 10 + [20]
    files = plot(tmp_path, minimum, counts={(2019, "imd"): nowhere, (2019, "health"): nowhere})
    assert words(files).count(NOBODY) == 2
    assert check_files(files).count("nobody has an area") == 2
    assert set(data(files)["expected"]) == {""}


def test_without_any_edition_the_figure_says_so(tmp_path: Path) -> None:
    files = plot(tmp_path, counts={})
    assert NOBODY in words(files) and NOBODY in check_files(files)
    assert data(files).empty
