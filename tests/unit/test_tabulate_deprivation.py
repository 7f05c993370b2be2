"""Table 2 counts deciles, those at three and below, and people without a match."""

from pathlib import Path

import pandas as pd

from focusgroups.deprivation.indices import COUNT_COLUMNS, DOMAINS
from focusgroups.tables import read_table, write_table
from tabulate_deprivation import tabulate_deprivation

NAMES = [*map(str, range(1, 11)), "no match"]
ROWS = [*NAMES[:10], "<=3", "no match"]


def table_2(folder: Path, minimum: int, **deciles: list[int]) -> dict[str, pd.DataFrame]:
    rows = [
        (2019, domain, name, n)
        for domain in DOMAINS
        for name, n in zip(
            NAMES, deciles.get(domain, [0] * 10 + [sum(deciles["imd"])]), strict=True
        )
    ]
    write_table(pd.DataFrame(rows, columns=list(COUNT_COLUMNS)), folder / "c.csv", COUNT_COLUMNS)
    tabulate_deprivation(folder / "c.csv", minimum, folder / "t.csv")
    table = read_table(folder / "t.csv")
    assert list(table["domain"].unique()) == ["imd", "health"]
    assert set(table["edition"]) == {"2019"}
    return {str(domain): of.set_index("decile") for domain, of in table.groupby("domain")}


def test_published_margins(tmp_path: Path) -> None:
    tables = table_2(
        tmp_path, 0,
        imd=[9, 3, 2, 1, 1, 1, 0, 1, 0, 0, 0], health=[12, 1, 1, 2, 1, 1, 0, 0, 0, 0, 0],
    )  # fmt: skip
    for table in tables.values():
        assert list(table.index) == ROWS
        assert list(table.loc["<=3"])[2:] == ["14", "77.8"]
        assert table.loc["no match", "n"] == "0"
    assert list(tables["imd"].loc["1"])[2:] == ["9", "50.0"]


def test_people_without_a_match_are_counted_in_all_percentages(tmp_path: Path) -> None:
    table = table_2(tmp_path, 0, imd=[2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2])["imd"]
    assert list(table.loc["no match"])[2:] == ["2", "50.0"]
    assert list(table.loc["1"])[2:] == ["2", "50.0"]


def test_small_rest_withholds_the_subtotal(tmp_path: Path) -> None:
    table = table_2(tmp_path, 5, imd=[9, 3, 2, 1, 1, 1, 0, 1, 0, 0, 0])["imd"]
    assert table.loc["<=3", "n"] == ""  # 18 - 14 would be four people
    assert list(table["n"]) == ["9", "", "", "", "", "", "0", "", "0", "0", "", "0"]
    assert list(table["percent"] == "") == list(table["n"] == "")


def test_safe_subtotal_is_published_and_each_side_protected(tmp_path: Path) -> None:
    table = table_2(tmp_path, 5, imd=[20, 8, 2, 3, 3, 6, 0, 0, 0, 0, 0])["imd"]
    assert list(table["n"]) == ["20", "", "", "", "", "6", "0", "0", "0", "0", "30", "0"]


def test_shared_count_without_a_match_is_withheld_in_both(tmp_path: Path) -> None:
    tables = table_2(
        tmp_path, 5,
        imd=[20, 0, 0, 10, 10, 0, 0, 0, 0, 0, 3], health=[20, 0, 0, 20, 0, 0, 0, 0, 0, 0, 3],
    )  # fmt: skip
    assert {table.loc["no match", "n"] for table in tables.values()} == {""}
    assert tables["health"].loc["4", "n"] == ""


def test_study_smaller_than_the_minimum(tmp_path: Path) -> None:
    tables = table_2(tmp_path, 5, imd=[4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    assert {n for table in tables.values() for n in table["n"]} == {""}


def test_nobody_with_a_match_is_no_small_group(tmp_path: Path) -> None:
    for people in (18, 4):
        nobody = [0] * 10 + [people]
        tables = table_2(tmp_path, 5, imd=nobody, health=nobody)
        for table in tables.values():
            assert list(table["n"]) == ["0"] * 11 + [str(people)]
            assert list(table["percent"]) == ["0.0"] * 11 + ["100.0"]


def test_nobody(tmp_path: Path) -> None:
    table = table_2(tmp_path, 5, imd=[0] * 11, health=[0] * 11)["imd"]
    assert set(table["n"]) == {"0"} and set(table["percent"]) == {""}
