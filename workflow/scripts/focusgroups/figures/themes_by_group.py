"""Figure 2: how much of each focus group's talk went to each theme."""

from collections.abc import Sequence
from textwrap import fill
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from focusgroups.codebook import NO_THEME, Theme
from focusgroups.figures.style import (
    NO_THEME_COLOUR,
    NO_THEME_MARKER,
    QUIET,
    SMALL,
    WITHHELD,
    bare,
    house_style,
    new_figure,
    theme_colours,
    theme_markers,
    tint,
)

TITLE = "Themes by focus group, as a share of participants' words"
MOST_COLUMNS = 12  # more groups than this stand in the rows
STRONGEST = 0.75  # tint of the largest share; black numbers stay legible on it


@house_style()
def draw_themes_by_group(shares: pd.DataFrame, themes: Sequence[Theme], synthetic: bool) -> Figure:
    """Cells of themes and groups, tinted in the theme's colour by its share, with the number.

    ``shares`` is `themes_by_group.csv`: theme (or `none`), focus_group, percent_of_words (missing
    where withheld). Themes stand in the rows, or in the columns when there are many groups.
    """
    grid, names = _grid(shares, themes)
    ids = [theme.id for theme in themes]
    colours = {**theme_colours(ids), NO_THEME: NO_THEME_COLOUR}
    markers = {**theme_markers(ids), NO_THEME: NO_THEME_MARKER}
    wide = len(grid.columns) <= MOST_COLUMNS
    sums = "columns" if wide else "rows"
    note = f"Per cent of the group's words; segments may have several themes: {sums} do not add up"
    rows, columns = grid.shape if wide else grid.shape[::-1]
    height = 1.9 + (0.95 if wide else 0.55) * rows + (0.0 if wide else 3.4)
    figure = new_figure(height, synthetic, note)
    axes = figure.subplots()
    bare(axes)
    axes.set_xlim(-0.5, columns - 0.5)
    axes.set_ylim(rows - 0.5, -0.5)
    highest = max(grid.max(numeric_only=True).max(), 1.0)
    for i, theme in enumerate(grid.index):
        for j, group in enumerate(grid.columns):
            x, y = (j, i) if wide else (i, j)
            _draw_cell(axes, x, y, grid.loc[theme, group], colours[theme], highest)
    _label(axes, grid, names, wide)
    _draw_keys(axes, list(grid.index), colours, markers, wide)
    return figure


def themes_by_group_alt_text(shares: pd.DataFrame, themes: Sequence[Theme]) -> str:
    """What figure 2 shows, in words; the arguments are those of `draw_themes_by_group`."""
    grid, names = _grid(shares, themes)
    said = "; ".join(f"{names[theme]}: {_row_in_words(grid.loc[theme])}" for theme in grid.index)
    return (
        "Numbers on tinted cells: the share of each focus group's words that belongs to each "
        f"theme. {said}."
    )


def _row_in_words(shares: pd.Series) -> str:
    """Each group's share; with many groups only the smallest and the largest."""
    if len(shares) <= MOST_COLUMNS or shares.isna().all():
        return ", ".join(f"{group} {_number(share, ' %')}" for group, share in shares.items())
    return (
        f"from {_number(shares.min(), ' %')} in {shares.idxmin()} to "
        f"{_number(shares.max(), ' %')} in {shares.idxmax()}"
    )


def _grid(shares: pd.DataFrame, themes: Sequence[Theme]) -> tuple[pd.DataFrame, dict[str, str]]:
    """Shares with themes in rows and groups in columns, both in their order, and themes' names."""
    names = {**{theme.id: theme.name for theme in themes}, NO_THEME: "No theme"}
    grid = shares.pivot(index="theme", columns="focus_group", values="percent_of_words")
    groups = list(dict.fromkeys(shares["focus_group"]))
    return grid.reindex(index=list(names), columns=groups), names


def _number(share: float, unit: str = "") -> str:
    return WITHHELD if pd.isna(share) else f"{share:.1f}{unit}"


def _draw_cell(axes: Axes, x: int, y: int, share: float, colour: str, highest: float) -> None:
    strength = 0.0 if pd.isna(share) else STRONGEST * share / highest
    axes.add_patch(
        Rectangle(
            (x - 0.5, y - 0.5),
            1,
            1,
            facecolor=tint(colour, strength),
            edgecolor="white",
            linewidth=1.5,
        )
    )
    small: dict[str, Any] = {"fontsize": SMALL, "color": QUIET} if pd.isna(share) else {}
    axes.text(x, y, _number(share), ha="center", va="center", **small)


def _label(axes: Axes, grid: pd.DataFrame, names: dict[str, str], wide: bool) -> None:
    groups, themes = list(grid.columns), [fill(names[theme], 32) for theme in grid.index]
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    if wide:
        axes.set_xticks(range(len(groups)), groups)
        axes.set_yticks(range(len(themes)), themes)
        axes.tick_params(axis="y", pad=18)
    else:
        axes.set_xticks(range(len(themes)), themes, rotation=40, ha="left", rotation_mode="anchor")
        axes.set_yticks(range(len(groups)), groups)
        axes.tick_params(axis="x", pad=14)


def _draw_keys(
    axes: Axes,
    themes: Sequence[str],
    colours: dict[str, str],
    markers: dict[str, str],
    wide: bool,
) -> None:
    """Each theme's marker beside its name, as in the map of segments."""
    for i, theme in enumerate(themes):
        place = (-0.02, i) if wide else (i, 1.02)
        transform = axes.get_yaxis_transform() if wide else axes.get_xaxis_transform()
        axes.plot(
            *[[part] for part in place], marker=markers[theme], color=colours[theme], markersize=5,
            linestyle="none", transform=transform, clip_on=False,
        )  # fmt: skip
