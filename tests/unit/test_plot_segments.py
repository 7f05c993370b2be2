"""Figure 3 has a point for each segment and a legend that counts them."""

from pathlib import Path

import pandas as pd
import pytest
from figure_tools import check_files, data, draw_twice, words
from PIL import Image

from focusgroups.tables import write_table
from plot_segments import plot_segments

CODEBOOK = """themes:
  - {id: warm, name: Warmth, definition: d, keywords: [warm]}
  - {id: cold, name: Cold, definition: d, keywords: [cold]}
"""
COLUMNS = ["segment_id", "theme", "x", "y"]


def picture_height(files: dict[str, Path]) -> int:
    with Image.open(files["png"]) as picture:
        return int(picture.height)


def plot(
    folder: Path,
    found: list[str],
    withheld: tuple[str, ...] = (),
    minimum: int = 0,
    themes: int = 2,
) -> dict[str, Path]:
    folder.mkdir(exist_ok=True)
    more = "".join(
        f"  - {{id: t{i}, name: What people made of it in all those years, definition: d, "
        f"keywords: [k{i}]}}\n"
        for i in range(themes - 2)
    )
    rows = [(f"FGD1-{i:04d}.1", t, i % 7 / 7, i % 11 / 11) for i, t in enumerate(found)]
    write_table(pd.DataFrame(rows, columns=COLUMNS), folder / "map.csv", COLUMNS)
    table = [(theme, None if theme in withheld else 7) for theme in ("warm", "cold", "none")]
    table_3 = pd.DataFrame(table, columns=["theme", "participants"])
    write_table(table_3.astype({"participants": "Int64"}), folder / "table_3.csv", table_3.columns)
    (folder / "codebook.yaml").write_text(CODEBOOK + more, encoding="utf-8")
    return draw_twice(
        plot_segments, folder / "drawn", places=folder / "map.csv",
        codebook=folder / "codebook.yaml", table=folder / "table_3.csv", minimum=minimum,
        synthetic=True,
    )  # fmt: skip


def test_legend_and_description_count_segments(tmp_path: Path) -> None:
    files = plot(tmp_path, ["warm"] * 9 + ["none"] * 4 + ["cold"])
    said = check_files(files)
    assert "14 segments" in said and "Warmth: 9; Cold: 1; no theme: 4" in said
    drawn = words(files)
    places = [drawn.index(label) for label in ("Warmth (9)", "Cold (1)", "No theme (4)")]
    assert places == sorted(places)
    assert any("Exploratory" in text for text in drawn)
    assert "FGD1-" not in files["svg"].read_text("utf-8")


def test_withheld_theme_cannot_be_counted_on_the_map(tmp_path: Path) -> None:
    files = plot(tmp_path / "a", ["warm"] * 9 + ["none"] * 4 + ["cold"] * 6, ("cold",), 5)
    drawn = " ".join(words(files))
    assert "Warmth (9)" in drawn and "or one that is withheld (10)" in drawn and "Cold" not in drawn
    said = check_files(files)
    assert "Warmth: 9; no theme, or one that is withheld: 10" in said and "Cold" not in said
    # Four segments without a theme are published: one more grey point would be the withheld one.
    drawn = " ".join(
        words(plot(tmp_path / "b", ["warm"] * 9 + ["none"] * 4 + ["cold"], ("cold",), 5))
    )
    assert "or one that is withheld (14)" in drawn and "Warmth" not in drawn


def test_data_are_the_points_in_an_order_that_tells_nothing(tmp_path: Path) -> None:
    shown = data(plot(tmp_path, ["warm", "none", "cold", "warm", "none"]))
    assert list(shown.columns) == ["theme", "x", "y"]
    points = [tuple(row) for row in shown.itertuples(index=False)]
    assert points == sorted(points, key=lambda row: (row[0], float(row[1]), float(row[2])))
    assert {point for point in points if point[0] == "warm"} == {
        ("warm", "0.0", "0.0"), ("warm", "0.429", "0.273"),
    }  # fmt: skip
    assert len(points) == 5


def test_data_do_not_tell_withheld_themes_apart(tmp_path: Path) -> None:
    files = plot(tmp_path, ["warm"] * 9 + ["none"] * 4 + ["cold"] * 6, ("cold",), 5)
    assert dict(data(files)["theme"].value_counts()) == {"none": 10, "warm": 9}


def test_long_names_of_many_themes_make_the_figure_taller(tmp_path: Path) -> None:
    heights = [picture_height(plot(tmp_path / str(n), ["warm"], themes=n)) for n in (2, 12)]
    assert heights[0] < heights[1]


@pytest.mark.parametrize("themes", [[], ["none"]])
def test_hardly_any_segment(tmp_path: Path, themes: list[str]) -> None:
    assert f"map of {len(themes)} segments" in check_files(plot(tmp_path, themes))


def test_thousands_of_segments_make_a_small_drawing(tmp_path: Path) -> None:
    files = plot(tmp_path, ["warm", "cold", "none"] * 1000)
    assert files["svg"].stat().st_size < 300_000
    assert "Warmth (1000)" in words(files)
