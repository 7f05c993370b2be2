"""Figure 3 has a point for each segment and a legend that counts them."""

from pathlib import Path

import pandas as pd
import pytest
from figure_tools import check_files, draw_twice, words

from focusgroups.tables import write_table
from plot_segments import plot_segments

CODEBOOK = """themes:
  - {id: warm, name: Warmth, definition: d, keywords: [warm]}
  - {id: cold, name: Cold, definition: d, keywords: [cold]}
"""
COLUMNS = ["segment_id", "theme", "x", "y"]


def plot(folder: Path, themes: list[str]) -> dict[str, Path]:
    rows = [(f"FGD1-{i:04d}.1", t, i % 7 / 7, i % 11 / 11) for i, t in enumerate(themes)]
    write_table(pd.DataFrame(rows, columns=COLUMNS), folder / "map.csv", COLUMNS)
    (folder / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
    return draw_twice(
        plot_segments, folder / "drawn", places=folder / "map.csv",
        codebook=folder / "codebook.yaml", synthetic=True,
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


@pytest.mark.parametrize("themes", [[], ["none"]])
def test_hardly_any_segment(tmp_path: Path, themes: list[str]) -> None:
    assert f"map of {len(themes)} segments" in check_files(plot(tmp_path, themes))


def test_thousands_of_segments_make_a_small_drawing(tmp_path: Path) -> None:
    files = plot(tmp_path, ["warm", "cold", "none"] * 1000)
    assert files["svg"].stat().st_size < 300_000
    assert "Warmth (1000)" in words(files)
