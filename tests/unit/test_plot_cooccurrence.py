"""Figure S1 shows which themes segments share, and nothing that few people's talk would tell."""

from pathlib import Path

import pandas as pd
import pytest
from figure_tools import check_files, data, draw_twice, words

from focusgroups.tables import write_table
from plot_cooccurrence import plot_cooccurrence

Spoken = tuple[str, str]  # speaker, themes
PAIR = "warm;cold"


def plot(
    folder: Path,
    spoken: list[Spoken],
    minimum: int = 0,
    themes: tuple[str, ...] = ("warm", "cold", "loud"),
    withheld: tuple[str, ...] = (),
    name: str = "Called",
) -> dict[str, Path]:
    folder.mkdir(exist_ok=True)
    segments, coding = [], []
    for number, (speaker, given) in enumerate(spoken):
        segments.append((f"G1-{number:04d}.1", "G1", speaker, 10))
        coding += [
            (f"G1-{number:04d}.1", theme, str(theme in given.split(";")).lower())
            for theme in themes
        ]
    table = pd.DataFrame({"theme": themes, "participants": [9] * len(themes)}).astype(
        {"participants": "Int64"}
    )
    table.loc[table["theme"].isin(withheld), "participants"] = pd.NA
    files = {
        "segments": pd.DataFrame(
            segments, columns=["segment_id", "focus_group", "speaker", "n_words"]
        ),
        "coding": pd.DataFrame(coding, columns=["segment_id", "theme", "assigned"]),
        "table": table,
    }
    for file, rows in files.items():
        write_table(rows, folder / f"{file}.csv", list(rows.columns))
    codebook = "".join(
        f"  - {{id: {theme}, name: {name} {theme}, definition: d, keywords: [k]}}\n"
        for theme in themes
    )
    (folder / "codebook.yaml").write_text(f"themes:\n{codebook}", encoding="utf-8")
    return draw_twice(
        plot_cooccurrence, folder / "drawn", codebook=folder / "codebook.yaml", minimum=minimum,
        synthetic=True, **{file: folder / f"{file}.csv" for file in files},
    )  # fmt: skip


def cells(files: dict[str, Path]) -> dict[tuple[str, str], tuple[str, str]]:
    return {
        (row.theme, row.other_theme): (row.segments, row.percent_of_segments)
        for row in data(files).itertuples()
    }


def test_segments_and_shares_of_each_pair(tmp_path: Path) -> None:
    spoken = [("P1", PAIR), ("P2", PAIR), ("P1", "warm"), ("P1", "warm;loud"), ("P3", "none")]
    files = plot(tmp_path, spoken)
    found = cells(files)
    assert found["warm", "warm"] == ("4", "100.0")
    assert found["warm", "cold"] == ("2", "50.0") and found["cold", "warm"] == ("2", "100.0")
    assert found["warm", "loud"] == ("1", "25.0") and found["cold", "loud"] == ("0", "0.0")
    said = check_files(files)
    assert "together are Called warm and Called cold, in 2 segments, 50.0 % of those" in said
    assert "share no segment: 1." in said
    drawn = " ".join(words(files))
    assert "Themes that are spoken about together" in drawn and "Synthetic" in drawn
    for segments, share in found.values():
        assert segments in drawn and f"{share} %" in drawn


def test_pair_of_few_people_is_withheld_with_company(tmp_path: Path) -> None:
    spoken = [(f"P{i % 2}", PAIR) for i in range(8)]  # two people
    spoken += [(f"P{i}", "warm;loud") for i in range(9)] + [
        (f"P{i}", "cold;loud") for i in range(7)
    ]
    files = plot(tmp_path, spoken, minimum=5)
    found = cells(files)
    assert found["warm", "cold"] == found["cold", "warm"] == ("", "")
    # One pair alone could nearly be worked out from the segments of table 3.
    assert found["cold", "loud"] == found["loud", "cold"] == ("", "")
    assert found["warm", "loud"][0] == "9" and found["warm", "warm"][0] == "17"
    assert words(files).count("w") == 4
    assert "Withheld are 2 of 3 pairs." in check_files(files)


def test_pair_of_enough_people_is_told(tmp_path: Path) -> None:
    found = cells(plot(tmp_path, [(f"P{i}", PAIR) for i in range(5)], minimum=5))
    assert found["warm", "cold"] == ("5", "100.0") and found["loud", "warm"] == ("0", "0.0")


def test_theme_that_table_3_withholds_has_no_numbers(tmp_path: Path) -> None:
    spoken = [(f"P{i}", "warm;loud") for i in range(9)] + [("P1", "cold")]
    found = cells(plot(tmp_path, spoken, minimum=5, withheld=("cold",)))
    assert {cell for pair, cell in found.items() if "cold" in pair} == {("", "")}
    assert found["warm", "loud"] == ("9", "100.0")


@pytest.mark.parametrize(
    ("themes", "said"),
    [(("warm",), "one theme, so that there are no pairs"), (("warm", "cold"), "no pair")],
    ids=["one theme", "nothing shared"],
)
def test_nothing_to_share(tmp_path: Path, themes: tuple[str, ...], said: str) -> None:
    files = plot(tmp_path, [("P1", "warm")], themes=themes)
    assert said in check_files(files)
    assert len(data(files)) == len(themes) ** 2


def test_many_themes_with_long_names_are_told_by_number(tmp_path: Path) -> None:
    themes = tuple(f"t{i}" for i in range(13))
    name = "What people made of all that they were offered in those years"
    files = plot(tmp_path, [("P1", "t0;t12")], themes=themes, name=name)
    drawn = words(files)
    check_files(files)
    assert {"1", "13"} <= set(drawn) and any(text.startswith("13: What people") for text in drawn)


def test_a_theme_s_number_and_name_are_no_address(tmp_path: Path) -> None:
    files = plot(tmp_path, [("P1", PAIR)], name="Park Road")
    assert any(text.startswith("2: Park Road") for text in words(files))
    check_files(files)
