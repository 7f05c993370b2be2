"""Figure 2 prints the share of every theme in every group."""

from pathlib import Path

import pandas as pd
import pytest
from figure_tools import check_files, data, draw_twice, words

from focusgroups.figures.palette import theme_colours, theme_markers
from focusgroups.tables import write_table
from focusgroups.tabulation.themes import SHARES_BY_GROUP, THEMES_BY_GROUP_COLUMNS
from plot_themes import plot_themes

CODEBOOK = """themes:
  - {id: warm, name: 'Warmth & light', definition: d, keywords: [warm]}
  - {id: cold, name: Cold, definition: d, keywords: [cold]}
"""


def plot(
    folder: Path,
    groups: int,
    withheld: bool = False,
    codebook: str = CODEBOOK,
    people: float | None = 1.0,
) -> dict[str, Path]:
    """``people`` times the share of words, and 40, is that of participants; None withholds it."""
    folder.mkdir(exist_ok=True)
    rows = []
    for i, theme in enumerate(("warm", "cold", "none")):
        for g in range(1, groups + 1):
            words = None if withheld and theme == "cold" else i * 10 + g / 10
            share = None if words is None or people is None else people * words + 40
            rows.append((theme, f"FGD{g}", words, share))
    return draw(folder, rows, codebook)


def draw(folder: Path, rows: list[tuple[object, ...]], codebook: str = CODEBOOK) -> dict[str, Path]:
    table = pd.DataFrame(rows, columns=list(THEMES_BY_GROUP_COLUMNS))
    table = table.astype(dict.fromkeys(SHARES_BY_GROUP, "float64"))
    write_table(table, folder / "by_group.csv", THEMES_BY_GROUP_COLUMNS)
    (folder / "codebook.yaml").write_text(codebook, encoding="utf-8")
    return draw_twice(
        plot_themes, folder / "drawn", by_group=folder / "by_group.csv",
        codebook=folder / "codebook.yaml", synthetic=True,
    )  # fmt: skip


@pytest.mark.parametrize("groups", [1, 6, 15, 40])
def test_every_number_is_in_its_cell(tmp_path: Path, groups: int) -> None:
    files = plot(tmp_path, groups)
    check_files(files)
    drawn = words(files)
    for g in range(1, groups + 1):
        assert {f"FGD{g}", f"{g / 10:.1f}", f"{10 + g / 10:.1f}", f"{50 + g / 10:.1f}"} <= {*drawn}
    assert {"Themes by focus group", "Share of the group's words (%)"} <= set(drawn)
    assert "Share of the group's participants (%)" in drawn
    key = "1: Warmth & light" if groups > 8 else "Warmth & light"  # themes stand in the columns
    assert {key, "Synthetic demonstration data"} <= set(drawn)


def test_data_are_the_shares_that_are_drawn(tmp_path: Path) -> None:
    files = plot(tmp_path, 6, withheld=True)
    shown = data(files)
    told = [*shown["percent_of_words"], *shown["percent_of_participants"]]
    drawn = words(files)
    assert sorted(cell for cell in told if cell) == sorted(x for x in drawn if x in set(told))
    assert told.count("") == drawn.count("w") == 12


def test_alt_text_says_where_a_theme_took_least_and_most(tmp_path: Path) -> None:
    said = check_files(plot(tmp_path / "few", 2))
    assert "Warmth & light 0.1 % (FGD1) to 0.2 % (FGD2); Cold 10.1 % (FGD1) to 10.2 %" in said
    assert "from 40.1 % to 50.2 % spoke about a theme" in said
    said = check_files(plot(tmp_path / "many", 30))
    assert "Cold 10.1 % (FGD1) to 13.0 % (FGD30)" in said and len(said) < 400


def test_withheld_shares_are_drawn_as_withheld(tmp_path: Path) -> None:
    files = plot(tmp_path, 3, withheld=True)
    assert "Cold withheld" in check_files(files)
    assert words(files).count("w") == 6 and any(t.startswith("w: withheld") for t in words(files))


def test_without_any_share_of_participants_there_is_no_panel_of_them(tmp_path: Path) -> None:
    files = plot(tmp_path, 3, people=None)
    drawn = words(files)
    assert "Share of the group's participants (%)" not in drawn and "w" not in drawn
    assert any(text.startswith("Shares of participants are withheld") for text in drawn)
    assert "spoke about a theme" not in check_files(files)


def test_a_group_in_which_nobody_speaks_is_named(tmp_path: Path) -> None:
    rows = [(theme, "FGD1", 20.0, 50.0) for theme in ("warm", "cold", "none")]
    rows += [(theme, "FGD2", 0.0, 0.0) for theme in ("warm", "cold", "none")]
    assert "No participant speaks: FGD2." in words(draw(tmp_path, rows))


def test_many_themes_with_long_names_are_told_by_number(tmp_path: Path) -> None:
    ids = [f"t{i}" for i in range(12)]
    long = "What people made of all that they were offered there in the course of so many years"
    codebook = "themes:\n" + "".join(
        f"  - {{id: {theme}, name: {long} {theme}, definition: d, keywords: [k]}}\n"
        for theme in ids
    )
    rows = [(theme, f"FGD{g}", 8.0, 50.0) for theme in [*ids, "none"] for g in range(1, 41)]
    files = draw(tmp_path, rows, codebook)
    drawn = words(files)
    check_files(files)
    assert {"12", "–"} <= set(drawn) and any(text.startswith("12: What people") for text in drawn)


def test_dollar_signs_are_no_mathematics(tmp_path: Path) -> None:
    name = "Money ($x_1^2$) and $\\frac{1$"
    codebook = CODEBOOK.replace("'Warmth & light'", f"'{name}'")
    assert name in words(plot(tmp_path, 2, codebook=codebook))


def test_themes_differ_without_colour_and_keep_their_own() -> None:
    ids = [f"t{i}" for i in range(20)]
    looks = list(zip(theme_colours(ids).values(), theme_markers(ids).values(), strict=True))
    assert len(set(looks)) == 20
    assert len(set(theme_markers(ids[:8]).values())) == 8
    assert theme_colours(ids[:3]) == {t: theme_colours(ids)[t] for t in ids[:3]}


def test_nothing_but_withheld_shares_can_be_drawn(tmp_path: Path) -> None:
    files = draw(tmp_path, [(theme, "FGD1", None, None) for theme in ("warm", "cold", "none")])
    assert words(files).count("w") == 3
    assert "Cold withheld" in check_files(files)
