"""Figure 2 prints the share of every theme in every group."""

from pathlib import Path

import pandas as pd
import pytest
from figure_tools import check_files, draw_twice, words

from focusgroups.figures.style import theme_colours, theme_markers
from focusgroups.tables import write_table
from focusgroups.tabulation.themes import THEMES_BY_GROUP_COLUMNS
from plot_themes import plot_themes

CODEBOOK = """themes:
  - {id: warm, name: 'Warmth & light', definition: d, keywords: [warm]}
  - {id: cold, name: Cold, definition: d, keywords: [cold]}
"""


def plot(
    folder: Path, groups: int, withheld: bool = False, codebook: str = CODEBOOK
) -> dict[str, Path]:
    rows = [
        (theme, f"FGD{g}", None if withheld and theme == "cold" else i * 10 + g / 10)
        for i, theme in enumerate(("warm", "cold", "none"))
        for g in range(1, groups + 1)
    ]
    table = pd.DataFrame(rows, columns=list(THEMES_BY_GROUP_COLUMNS))
    write_table(table, folder / "by_group.csv", THEMES_BY_GROUP_COLUMNS)
    (folder / "codebook.yaml").write_text(codebook, encoding="utf-8")
    return draw_twice(
        plot_themes, folder / "drawn", by_group=folder / "by_group.csv",
        codebook=folder / "codebook.yaml", synthetic=True,
    )  # fmt: skip


@pytest.mark.parametrize("groups", [1, 6, 15])
def test_every_number_is_in_its_cell(tmp_path: Path, groups: int) -> None:
    files = plot(tmp_path, groups)
    check_files(files)
    drawn = words(files)
    for g in range(1, groups + 1):
        assert {f"FGD{g}", f"{g / 10:.1f}", f"{10 + g / 10:.1f}"} <= set(drawn)
    assert {"Warmth & light", "No theme", "Synthetic demonstration data"} <= set(drawn)


def test_alt_text_names_shares_and_shortens_for_many_groups(tmp_path: Path) -> None:
    said = check_files(plot(tmp_path / "few", 2))
    assert "Warmth & light: FGD1 0.1 %, FGD2 0.2 %; Cold: FGD1 10.1 %" in said
    said = check_files(plot(tmp_path / "many", 30))
    assert "Cold: from 10.1 % in FGD1 to 13.0 % in FGD30" in said and len(said) < 400


def test_withheld_shares_are_drawn_as_withheld(tmp_path: Path) -> None:
    files = plot(tmp_path, 3, withheld=True)
    assert "Cold: FGD1 withheld" in check_files(files)
    assert words(files).count("withheld") == 3


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
    table = pd.DataFrame(
        [(theme, "FGD1", None) for theme in ("warm", "cold", "none")],
        columns=list(THEMES_BY_GROUP_COLUMNS),
    ).astype({"percent_of_words": "float64"})
    write_table(table, tmp_path / "by_group.csv", THEMES_BY_GROUP_COLUMNS)
    (tmp_path / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
    files = draw_twice(
        plot_themes, tmp_path / "drawn", by_group=tmp_path / "by_group.csv",
        codebook=tmp_path / "codebook.yaml", synthetic=False,
    )  # fmt: skip
    assert words(files).count("withheld") == 3
    assert "Cold: FGD1 withheld" in check_files(files)
