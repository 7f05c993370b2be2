"""Figure 2: how many of each focus group spoke about each theme, and how much."""

from collections.abc import Sequence
from textwrap import fill

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from focusgroups.codebook import NO_THEME, Theme
from focusgroups.figures.palette import theme_looks
from focusgroups.figures.style import (
    FULL_WIDTH,
    MARK_ROOM,
    NAME_LINE,
    NEXT_LINE,
    SIZE,
    SMALL,
    SMALLEST,
    WITHHELD,
    WITHHELD_SHORT,
    bare,
    draw_cell,
    head,
    house_style,
    legend_below,
    lines_of,
    mark_themes,
    new_figure,
    theme_key,
)
from focusgroups.tabulation.themes import SHARES_BY_GROUP

TITLE = "Themes by focus group"
WORDS, PEOPLE = SHARES_BY_GROUP
PANELS = {
    PEOPLE: "Share of the group's participants (%)",
    WORDS: "Share of the group's words (%)",
}
MOST_IN_ROWS = 8  # with more groups than this, groups stand in the rows and themes in the columns
NAME_WIDTH = 30  # letters
ROW, GROUP_ROW = 0.95, 0.5  # centimetres
KEY_WIDTH, KEY_LINE = 48, 0.43  # letters and centimetres of a line of the legend
MOST_LETTERS = 34  # of ids of groups side by side, above one panel
NARROW = 0.85  # centimetres; in narrower cells numbers are smaller

NOTE = "Segments may have several themes, and people speak about several: shares do not add up."
WITHHELD_NOTE = f"{WITHHELD_SHORT}: {WITHHELD}, a small number of people or one that tells it"
NO_PEOPLE_NOTE = "Shares of participants are withheld: each would tell of a small number of people."


@house_style()
def draw_themes_by_group(shares: pd.DataFrame, themes: Sequence[Theme], synthetic: bool) -> Figure:
    """Cells of themes and groups, tinted in the theme's colour by its share, with the number.

    ``shares`` is `themes_by_group.csv`, missing where withheld: one panel for shares of
    participants and one for shares of words. Themes stand in the rows, or in the columns when there
    are many groups. Without any share of participants that may be told, there is no panel of them.
    """
    names = _names(themes)
    grids = {measure: _grid(shares, measure, names) for measure in _measures(shares)}
    groups = list(dict.fromkeys(shares["focus_group"]))
    in_rows = len(groups) <= MOST_IN_ROWS
    note = _note(shares)
    broken = [fill(name, NAME_WIDTH if in_rows else KEY_WIDTH) for name in names.values()]
    row = max(ROW, NAME_LINE * lines_of(broken) + 0.1) if in_rows else GROUP_ROW
    below = 0.0 if in_rows else 0.5 + KEY_LINE * sum(name.count("\n") + 1 for name in broken) / 2
    rows = len(names) if in_rows else len(groups)
    height = 2.4 + NEXT_LINE * note.count("\n") + row * max(rows, 1) + below
    figure = new_figure(height, synthetic, note, below)
    head(figure, TITLE)
    panels = figure.subplots(1, len(grids), sharey=True, squeeze=False)[0]
    columns = (len(groups) if in_rows else len(names)) * len(grids)
    room = (FULL_WIDTH - (5.2 if in_rows else 1.6)) / max(columns, 1)
    for axes, (measure, grid) in zip(panels, grids.items(), strict=True):
        axes.set_title(PANELS[measure], fontsize=SIZE, fontweight="normal", pad=6)
        _draw_cells(axes, measure, grid, themes, in_rows, SIZE if room >= NARROW else SMALLEST)
    if in_rows:
        _name_rows(panels[0], broken, themes)
    else:
        _name_columns(panels, groups, themes)
        looks = theme_looks([theme.id for theme in themes])
        numbers = _numbers(themes)
        keys = [
            theme_key(looks[theme], name if theme == NO_THEME else f"{number}: {name}")
            for theme, number, name in zip(names, numbers, broken, strict=True)
        ]
        legend_below(figure, keys, note)
    return figure


def themes_by_group_alt_text(shares: pd.DataFrame, themes: Sequence[Theme]) -> str:
    """What figure 2 shows, in words; the arguments are those of `draw_themes_by_group`."""
    told = shares[shares["theme"] != NO_THEME]
    of_theme = told.set_index("focus_group").groupby("theme")[WORDS]
    said = "; ".join(f"{t.name} {_range(of_theme.get_group(t.id))}" for t in themes)
    groups = shares["focus_group"].nunique()
    people = ""
    if PEOPLE in _measures(shares):
        lowest, highest = told[PEOPLE].min(), told[PEOPLE].max()
        people = (
            " Of a group's participants, where that may be told, from "
            f"{lowest:.1f} % to {highest:.1f} % spoke about a theme."
        )
    return (
        f"Numbers on tinted cells for {len(themes)} themes and {groups} focus groups. "
        f"Share of a group's words: {said}.{people}"
    )


def themes_as_drawn(shares: pd.DataFrame, themes: Sequence[Theme]) -> pd.DataFrame:
    """The numbers of figure 2: its panels' columns of ``shares``, in the order of the themes."""
    order = {theme: place for place, theme in enumerate(_names(themes))}
    return shares.sort_values("theme", key=lambda ids: ids.map(order), kind="stable")


def _measures(shares: pd.DataFrame) -> list[str]:
    """The measures that have a panel: participants only where any of their shares may be told."""
    return [PEOPLE, WORDS] if shares[PEOPLE].notna().any() else [WORDS]


def _note(shares: pd.DataFrame) -> str:
    lines = [NOTE]
    if len(_measures(shares)) == 1:
        lines.append(NO_PEOPLE_NOTE)
    if shares[_measures(shares)].isna().any(axis=None):
        lines.append(WITHHELD_NOTE)
    spoken = shares.groupby("focus_group", sort=False)[WORDS].agg(["sum", "count"])
    silent = list(spoken.index[(spoken["sum"] == 0) & (spoken["count"] > 0)])
    if silent and len(silent) < len(spoken):
        named = ", ".join(silent) if len(silent) <= MOST_IN_ROWS else f"{len(silent)} groups"
        lines.append(f"No participant speaks: {named}.")
    return "\n".join(lines)


def _names(themes: Sequence[Theme]) -> dict[str, str]:
    return {**{theme.id: theme.name for theme in themes}, NO_THEME: "No theme"}


def _grid(shares: pd.DataFrame, measure: str, names: dict[str, str]) -> pd.DataFrame:
    """Shares with themes in rows and groups in columns, both in their order."""
    grid = shares.pivot(index="theme", columns="focus_group", values=measure)
    return grid.reindex(index=list(names), columns=list(dict.fromkeys(shares["focus_group"])))


def _range(shares: pd.Series) -> str:
    """From the lowest to the highest share that is told, and where these are."""
    told = shares.dropna()
    if told.empty:
        return WITHHELD
    if told.min() == told.max():
        return f"{told.min():.1f} %{' in every group' if len(told) > 1 else ''}"
    return f"{told.min():.1f} % ({told.idxmin()}) to {told.max():.1f} % ({told.idxmax()})"


def _draw_cells(
    axes: Axes, measure: str, grid: pd.DataFrame, themes: Sequence[Theme], in_rows: bool,
    size: float,
) -> None:  # fmt: skip
    looks = theme_looks([theme.id for theme in themes])
    highest = 100.0 if measure == PEOPLE else max(grid.max(numeric_only=True).max(), 1.0)
    shape = grid.shape if in_rows else grid.shape[::-1]
    bare(axes)
    axes.set_xlim(-0.5, shape[1] - 0.5)
    axes.set_ylim(shape[0] - 0.5, -0.5)
    axes.xaxis.tick_top()
    for i, theme in enumerate(grid.index):
        for j, group in enumerate(grid.columns):
            share = grid.loc[theme, group]
            withheld = pd.isna(share)
            draw_cell(
                axes, (j, i) if in_rows else (i, j), looks[theme][0],
                0.0 if withheld else share / highest,
                WITHHELD_SHORT if withheld else _number(share), size,
            )  # fmt: skip
    if in_rows:
        groups = list(grid.columns)
        axes.set_xticks(range(len(groups)), groups, fontsize=SMALL)
        if len(groups) * max(map(len, groups), default=0) > MOST_LETTERS:
            axes.tick_params(axis="x", labelrotation=90)


def _number(share: float) -> str:
    return "100" if share == 100 else f"{share:.1f}"


def _name_rows(axes: Axes, names: Sequence[str], themes: Sequence[Theme]) -> None:
    ids = [*(theme.id for theme in themes), NO_THEME]
    axes.set_yticks(range(len(names)), names)
    axes.tick_params(axis="y", pad=MARK_ROOM)
    mark_themes(axes, ids, theme_looks(ids[:-1]), in_rows=True)


def _numbers(themes: Sequence[Theme]) -> list[str]:
    return [*(str(i) for i in range(1, len(themes) + 1)), "–"]


def _name_columns(panels: Sequence[Axes], groups: Sequence[str], themes: Sequence[Theme]) -> None:
    """Themes by number and marker above the columns; a legend has their names."""
    ids = [theme.id for theme in themes]
    panels[0].set_yticks(range(len(groups)), groups, fontsize=SMALL)
    for axes in panels:
        axes.set_xticks(range(len(ids) + 1), _numbers(themes), fontsize=SMALL)
        axes.tick_params(axis="x", pad=MARK_ROOM)
        mark_themes(axes, [*ids, NO_THEME], theme_looks(ids), in_rows=False)
