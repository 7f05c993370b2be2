"""Tables come back from disk as they went."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from focusgroups.tables import read_table, write_table

AWKWARD = [
    "NA",
    "None",
    "nan",
    "null",
    "",
    '"',
    '"quoted", he said',
    "a\nb",
    "a\r\nb",
    " pad ",
    "café ☕ 日本",
    "\u2028",
    "007",
    "1.50",
    "=1+1",
    "#",
    "\ufeffx",
    "\\",
    "\x00",
]


@pytest.mark.parametrize("text", AWKWARD)
def test_text_survives(tmp_path: Path, text: str) -> None:
    table = pd.DataFrame({"turn_id": ["FGD1-0001", "FGD1-0002"], "text": [text, "after"]})
    write_table(table, tmp_path / "turns.csv", ["turn_id", "text"])
    assert read_table(tmp_path / "turns.csv").to_dict("list") == table.to_dict("list")


@settings(max_examples=80, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=5))
def test_any_text_survives_but_a_lone_carriage_return(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    path = tmp_path_factory.mktemp("table") / "t.csv"
    write_table(pd.DataFrame({"text": texts}), path, ["text"])
    expected = [
        t.replace("\r\n", "\0\0").replace("\r", "\n").replace("\0\0", "\r\n") for t in texts
    ]
    if not any("\0" in text for text in texts):
        assert read_table(path)["text"].tolist() == expected


def test_lone_carriage_return_does_not_break_the_row(tmp_path: Path) -> None:
    table = pd.DataFrame({"text": ["one\rtwo", "three"], "n": [1, 2]})
    write_table(table, tmp_path / "t.csv", ["text", "n"])
    assert read_table(tmp_path / "t.csv")["text"].tolist() == ["one\ntwo", "three"]


def test_integers_with_gaps_stay_integers(tmp_path: Path) -> None:
    table = pd.DataFrame({"decile": pd.array([1, None, 10], dtype="Int64")})
    write_table(table, tmp_path / "t.csv", ["decile"])
    assert (tmp_path / "t.csv").read_bytes() == b'decile\n1\n""\n10\n'
    read = read_table(tmp_path / "t.csv", integers=["decile"])["decile"]
    assert str(read.dtype) == "Int64"
    assert read.tolist() == [1, pd.NA, 10]


def test_columns_without_any_value_keep_their_type(tmp_path: Path) -> None:
    table = pd.DataFrame({"start": [None, None], "n": pd.array([None, None], dtype="Int64")})
    write_table(table, tmp_path / "t.csv", ["start", "n"])
    read = read_table(tmp_path / "t.csv", integers=["n"], floats=["start"])
    assert [str(kind) for kind in read.dtypes] == ["float64", "Int64"]
    assert read.isna().all(axis=None)


def test_table_without_rows_keeps_columns_and_types(tmp_path: Path) -> None:
    write_table(pd.DataFrame({"n": [], "x": [], "t": []}), tmp_path / "t.csv", ["n", "x", "t"])
    read = read_table(tmp_path / "t.csv", integers=["n"], floats=["x"])
    assert [str(kind) for kind in read.dtypes[:2]] == ["Int64", "float64"]
    assert list(read.columns) == ["n", "x", "t"]
    assert len(read) == 0


def test_floats_are_rounded_to_six_decimals_without_minus_zero(tmp_path: Path) -> None:
    table = pd.DataFrame({"score": [0.123456789, -0.00000001, None, 2.0]})
    write_table(table, tmp_path / "t.csv", ["score"])
    assert (tmp_path / "t.csv").read_text("utf-8") == 'score\n0.123457\n0.0\n""\n2.0\n'
    assert read_table(tmp_path / "t.csv", floats=["score"])["score"][3] == 2.0


def test_only_the_named_columns_in_their_order_with_line_feeds(tmp_path: Path) -> None:
    table = pd.DataFrame({"b": ["ü"], "secret": ["x"], "a": [1]}, index=[7])
    write_table(table, tmp_path / "t.csv", ["a", "b"])
    assert (tmp_path / "t.csv").read_bytes() == "a,b\n1,ü\n".encode()


def test_missing_column_is_an_error_and_leaves_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("old", encoding="utf-8")
    with pytest.raises(KeyError):
        write_table(pd.DataFrame({"a": [1]}), tmp_path / "t.csv", ["a", "b"])
    assert [file.read_text("utf-8") for file in tmp_path.iterdir()] == ["old"]


def test_writing_changes_nothing_in_the_table(tmp_path: Path) -> None:
    table = pd.DataFrame({"score": [0.123456789], "text": ["a\rb"]})
    write_table(table, tmp_path / "t.csv", ["score", "text"])
    assert table.to_dict("list") == {"score": [0.123456789], "text": ["a\rb"]}
