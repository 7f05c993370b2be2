"""Patterns within themes: which may be printed, and with which words."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from focusgroups.tables import read_table, write_table
from focusgroups.tabulation.disclosure import withholds_single
from focusgroups.tabulation.sub_themes import (
    SUB_THEMES_COLUMNS,
    printable_label,
    printable_sub_themes,
)
from tabulate_sub_themes import tabulate_sub_themes

FOUND = ("theme", "cluster", "label", "segments", "participants", "focus_groups", "nearest")


def found(*rows: tuple[str, str, int, int]) -> pd.DataFrame:
    """Patterns as `cluster_themes` finds them: theme, label, segments, participants."""
    cells = [(t, i, label, n, people, 2, "FGD1-0001.1") for i, (t, label, n, people) in
             enumerate(rows, start=1)]  # fmt: skip
    return pd.DataFrame(cells, columns=list(FOUND))


def table_3(**themes: tuple[int, int] | None) -> pd.DataFrame:
    """Segments and participants of each theme; None where the theme is withheld."""
    rows = [(name, *(cells or (None, None))) for name, cells in themes.items()]
    table = pd.DataFrame(rows, columns=["theme", "segments", "participants"])
    return table.astype({"segments": "Int64", "participants": "Int64"})


def labels(patterns: pd.DataFrame, themes: pd.DataFrame, total: int, minimum: int) -> list[str]:
    return list(printable_sub_themes(patterns, themes, total, minimum)["label"])


def test_without_a_minimum_all_are_printed() -> None:
    patterns = found(("a", "bus, walk", 9, 3), ("a", "train", 2, 1), ("none", "rain", 5, 2))
    themes = table_3(a=(11, 3), none=(5, 2))
    table = printable_sub_themes(patterns, themes, 4, 0)
    assert tuple(table.columns) == SUB_THEMES_COLUMNS
    assert list(table["label"]) == ["bus, walk", "train", "rain"]
    assert list(table["segments"]) == [9, 2, 5]


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("bus, grace, ngozi", "bus"),  # a name that is a word, and a name
        ("ngozi, grace", ""),
        ("bus stop, walk", "bus stop, walk"),
        ("", ""),
    ],
)
def test_terms_that_could_be_a_name_are_not_printed(label: str, shown: str) -> None:
    assert printable_label(label) == shown
    table = printable_sub_themes(found(("a", label, 9, 9)), table_3(a=(9, 9)), 18, 0)
    assert list(table["label"]) == [shown] * bool(shown)


@pytest.mark.parametrize(
    ("people", "printed"),
    # Of 12 people of a theme in a study of 20: few, enough, all but few of the theme, all of it.
    [(4, False), (5, True), (7, True), (8, False), (11, False), (12, True)],
)
def test_few_people_and_all_but_few(people: int, printed: bool) -> None:
    patterns = found(("a", "bus", 40, people))
    assert labels(patterns, table_3(a=(40, 12)), 20, 5) == ["bus"] * printed


def test_all_but_few_of_the_study_are_few() -> None:
    assert labels(found(("a", "bus", 40, 16)), table_3(a=(40, 16)), 20, 5) == []
    assert labels(found(("a", "bus", 40, 20)), table_3(a=(40, 20)), 20, 5) == ["bus"]


def test_a_withheld_theme_has_no_patterns() -> None:
    patterns = found(("a", "bus", 40, 10), ("b", "rain", 40, 10))
    assert labels(patterns, table_3(a=None, b=(40, 10)), 20, 5) == ["rain"]


def test_few_segments_that_are_left_over_are_not_given_away() -> None:
    patterns = found(("a", "bus", 20, 10), ("a", "walk", 8, 5), ("a", "train", 3, 2))
    assert labels(patterns, table_3(a=(31, 10)), 20, 5) == ["bus"]  # else three would be left
    assert labels(patterns, table_3(a=(33, 10)), 20, 5) == ["bus", "walk"]


@pytest.mark.parametrize(
    ("people", "printed"),
    # In both patterns of a theme of 20 people speak: none, one, four, five.
    [(6, ["bus", "walk"]), (7, ["bus"]), (10, ["bus"]), (11, ["bus", "walk"])],
)
def test_few_people_in_two_patterns_cannot_be_worked_out(people: int, printed: list[str]) -> None:
    patterns = found(("a", "bus", 20, 14), ("a", "walk", 11, people))
    assert labels(patterns, table_3(a=(31, 20)), 20, 5) == printed


@given(
    st.lists(st.tuples(st.integers(1, 60), st.integers(1, 20)), max_size=6),
    st.integers(0, 20),
    st.integers(0, 8),
)
def test_nothing_printed_tells_of_few(
    sizes: list[tuple[int, int]], people: int, minimum: int
) -> None:
    patterns = found(*(("a", "bus", n, min(speakers, people)) for n, speakers in sizes))
    segments = sum(n for n, _ in sizes)
    table = printable_sub_themes(patterns, table_3(a=(segments, people)), 20, minimum)
    for count in table["participants"]:
        assert not withholds_single(count, 20, minimum)
        assert not withholds_single(count, people, minimum)
    rest = segments - sum(table["segments"])
    assert table.empty or not 0 < rest < minimum


def test_the_script_writes_what_may_be_printed(tmp_path: Path) -> None:
    write_table(found(("a", "bus", 40, 10), ("a", "ngozi", 9, 9)), tmp_path / "p.csv", FOUND)
    themes = table_3(a=(60, 10))
    write_table(themes, tmp_path / "t.csv", tuple(themes.columns))
    people = pd.DataFrame({"participant_id": [f"P{n:02}" for n in range(1, 21)]})
    write_table(people, tmp_path / "q.csv", ("participant_id",))
    files = (tmp_path / "p.csv", tmp_path / "t.csv", tmp_path / "q.csv")
    said = tabulate_sub_themes(*files, minimum=5, table=tmp_path / "sub_themes.csv")
    assert said == "1 of 2 patterns may be printed"
    table = read_table(tmp_path / "sub_themes.csv")
    assert table.to_dict("records") == [
        {"theme": "a", "label": "bus", "segments": "40", "participants": "10", "focus_groups": "2"}
    ]
