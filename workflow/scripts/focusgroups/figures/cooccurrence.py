"""Figure S1: which themes are spoken about together."""

from collections.abc import Sequence
from textwrap import fill

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from focusgroups.codebook import Theme
from focusgroups.figures.palette import theme_looks
from focusgroups.figures.style import (
    FULL_WIDTH,
    GRID,
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
    lines_of,
    mark_themes,
    new_figure,
)

TITLE = "Themes that are spoken about together"
NOTE = "Segments of the row's theme that have the column's too, and % of the row's"
WITHHELD_NOTE = f"{WITHHELD_SHORT}: {WITHHELD}, few people speak of both, or it would tell of such"
MOST_NAMED = 5  # with more themes than this, columns are named by the number of their row
MOST_SAID = 12  # with more, cells have no room for a share
NAME_WIDTH, LEFT = 34, 5.6  # letters and centimetres of the names of the rows
LETTERS = 5.5  # that a centimetre of a column's name holds
MOST_LINES = 5  # a name above a column that takes more gives way to the number of its row
TALLEST_CELL = 1.15  # centimetres


@house_style()
def draw_cooccurrence(pairs: pd.DataFrame, themes: Sequence[Theme], synthetic: bool) -> Figure:
    """A cell per theme and other theme: segments with both, and their share of the theme's.

    ``pairs`` has COOCCURRENCE_COLUMNS, numbers missing where withheld. A cell is tinted in the
    colour of its row's theme by the share; on the diagonal, in grey, stand all of the theme's.
    """
    hidden = pairs["segments"].isna().any()
    note = f"{NOTE}\n{WITHHELD_NOTE}" if hidden else NOTE
    width = (FULL_WIDTH - LEFT) / len(themes)
    names = [f"{i}: {theme.name}" for i, theme in enumerate(themes, start=1)]
    beside = [fill(name, NAME_WIDTH) for name in names]
    above = [fill(name, int(width * LETTERS)) for name in names]
    if len(themes) > MOST_NAMED or lines_of(above) > MOST_LINES:
        above = [str(i) for i in range(1, len(themes) + 1)]
    cell = max(min(TALLEST_CELL, width), NAME_LINE * lines_of(beside) + 0.1)
    figure = new_figure(2.6 + NEXT_LINE * lines_of(above) + cell * len(themes), synthetic, note)
    head(figure, TITLE)
    axes = figure.subplots()
    bare(axes)
    axes.set_xlim(-0.5, len(themes) - 0.5)
    axes.set_ylim(len(themes) - 0.5, -0.5)
    axes.xaxis.tick_top()
    axes.set_xticks(range(len(themes)), above, fontsize=SMALL)
    axes.set_yticks(range(len(themes)), beside)
    axes.tick_params(pad=MARK_ROOM)
    _draw_cells(axes, pairs, [theme.id for theme in themes])
    return figure


def cooccurrence_alt_text(pairs: pd.DataFrame, themes: Sequence[Theme]) -> str:
    """What figure S1 shows, in words; the arguments are those of `draw_cooccurrence`."""
    names = {theme.id: theme.name for theme in themes}
    between = pairs[pairs["theme"] != pairs["other_theme"]]
    told = between[between["segments"].notna()]
    hidden = (len(between) - len(told)) // 2
    withheld = f" Withheld are {hidden} of {len(between) // 2} pairs." if hidden else ""
    if len(themes) < 2:
        return "Co-occurrence of themes: the codebook has one theme, so that there are no pairs."
    if not told["segments"].sum():
        return (
            f"Co-occurrence of themes: no pair whose number may be told shares a segment.{withheld}"
        )
    most = told.sort_values("segments", ascending=False, kind="stable").to_dict("records")[0]
    apart = int((told["segments"] == 0).sum()) // 2
    return (
        f"Numbers on tinted cells for each pair of {len(themes)} themes. Most often spoken about "
        f"together are {names[most['theme']]} and {names[most['other_theme']]}, in "
        f"{most['segments']} segments, {most['percent_of_segments']:.1f} % of those of the first; "
        f"pairs that share no segment: {apart}.{withheld}"
    )


def _draw_cells(axes: Axes, pairs: pd.DataFrame, ids: Sequence[str]) -> None:
    looks = theme_looks(ids)
    mark_themes(axes, ids, looks, in_rows=True)
    mark_themes(axes, ids, looks, in_rows=False)
    places = {theme: place for place, theme in enumerate(ids)}
    size = SIZE if len(ids) <= MOST_NAMED else SMALLEST
    between = pairs.loc[pairs["theme"] != pairs["other_theme"], "percent_of_segments"]
    highest = max(between.fillna(0.0).max(), 1.0) if len(between) else 1.0
    for row in pairs.to_dict("records"):
        theme, other, share = row["theme"], row["other_theme"], row["percent_of_segments"]
        colour, strength = (GRID, 1.0) if theme == other else (looks[theme][0], share / highest)
        said = WITHHELD_SHORT
        if not pd.isna(share):
            percentage = "" if len(ids) > MOST_SAID else f"\n{share:.1f} %"
            said = f"{row['segments']}{percentage}"
        strength = 0.0 if pd.isna(share) else strength
        draw_cell(axes, (places[other], places[theme]), colour, strength, said, size)
