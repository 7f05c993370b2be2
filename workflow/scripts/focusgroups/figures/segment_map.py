"""Figure 3: the map of segments, coloured by theme."""

from collections.abc import Sequence
from textwrap import fill
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from focusgroups.codebook import Theme
from focusgroups.codings import NO_THEME
from focusgroups.figures.style import (
    GRID,
    NO_THEME_COLOUR,
    NO_THEME_MARKER,
    house_style,
    new_figure,
    theme_colours,
    theme_markers,
)

TITLE = "Map of the segments by theme (exploratory)"
NOTE = "Exploratory: segments in like words lie near each other; the axes have no unit"
MOST_DRAWN = 2000  # more points than this are put into the drawing as one picture


@house_style()
def draw_segment_map(places: pd.DataFrame, themes: Sequence[Theme], synthetic: bool) -> Figure:
    """A point per segment in the colour and marker of its theme, those without one in grey.

    ``places`` needs ``theme`` (or `none`), ``x`` and ``y``. The legend counts the segments.
    """
    figure = new_figure(9.6, synthetic, NOTE)
    axes = figure.subplots()
    ids = [theme.id for theme in themes]
    colours = {**theme_colours(ids), NO_THEME: NO_THEME_COLOUR}
    markers = {**theme_markers(ids), NO_THEME: NO_THEME_MARKER}
    names = {**{theme.id: theme.name for theme in themes}, NO_THEME: "No theme"}
    for theme in [NO_THEME, *ids]:  # grey lies underneath
        points = places[places["theme"] == theme]
        edge: dict[str, Any] = {} if theme == NO_THEME else {"edgecolors": "white"}
        axes.scatter(
            points["x"], points["y"], s=11 if theme == NO_THEME else 20, c=colours[theme],
            marker=markers[theme], linewidths=0.7 if theme == NO_THEME else 0.35, **edge,
            rasterized=len(places) > MOST_DRAWN,
            label=f"{fill(names[theme], 26, break_on_hyphens=False)} ({len(points)})",
        )  # fmt: skip
    axes.set_aspect("equal", adjustable="datalim")
    axes.set_xticks([])
    axes.set_yticks([])
    for spine in axes.spines.values():
        spine.set_visible(True)
        spine.set_color(GRID)
    handles, labels = axes.get_legend_handles_labels()
    figure.legend(
        [*handles[1:], handles[0]], [*labels[1:], labels[0]], loc="outside right upper",
        title="Theme (segments)", alignment="left", markerscale=1.3, labelspacing=0.9,
    )  # fmt: skip
    return figure


def segment_map_alt_text(places: pd.DataFrame, themes: Sequence[Theme]) -> str:
    """What figure 3 shows, in words; the arguments are those of `draw_segment_map`."""
    counts = places["theme"].value_counts()
    names = {**{theme.id: theme.name for theme in themes}, NO_THEME: "no theme"}
    said = "; ".join(f"{name}: {int(counts.get(theme, 0))}" for theme, name in names.items())
    return (
        f"Exploratory map of {len(places)} segments of participants' talk as points that lie near "
        f"each other when their words are alike. Segments by their foremost theme: {said}."
    )
