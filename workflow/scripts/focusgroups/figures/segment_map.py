"""Figure 3: the map of segments, coloured by theme."""

from collections.abc import Collection, Sequence
from textwrap import fill
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from focusgroups.codebook import NO_THEME, Theme
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
NOTE = "Exploratory: like words and like theme scores lie near each other; axes without unit"
HEIGHT = 8.5  # centimetres: two figures share a page
MOST_DRAWN = 2000  # more points than this are put into the drawing as one picture


def veiled(places: pd.DataFrame, withheld: Collection[str], minimum: int) -> pd.DataFrame:
    """The map without the themes in ``withheld``, whose points could be counted.

    Their points become those of no theme. When there are fewer than ``minimum`` of them, which the
    published number of segments without a theme would tell, those of all themes do.
    """
    hidden = places["theme"].isin(withheld)
    few = 0 < int(hidden.sum()) < minimum
    return places.assign(theme=places["theme"].mask(hidden | few, NO_THEME))


@house_style()
def draw_segment_map(
    places: pd.DataFrame, themes: Sequence[Theme], withheld: Collection[str], synthetic: bool
) -> Figure:
    """A point per segment in the colour and marker of its theme, those without one in grey.

    ``places`` needs ``theme`` (or `none`), ``x`` and ``y`` and comes from `veiled` if any themes
    are ``withheld``. The legend counts the segments.
    """
    figure = new_figure(HEIGHT, synthetic, NOTE)
    axes = figure.subplots()
    every = [theme.id for theme in themes]
    colours = {**theme_colours(every), NO_THEME: NO_THEME_COLOUR}
    markers = {**theme_markers(every), NO_THEME: NO_THEME_MARKER}
    ids = [theme.id for theme in _shown(places, themes, withheld)]
    names = {**{theme.id: theme.name for theme in themes}, NO_THEME: _nothing(withheld)}
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


def segment_map_alt_text(
    places: pd.DataFrame, themes: Sequence[Theme], withheld: Collection[str]
) -> str:
    """What figure 3 shows, in words; the arguments are those of `draw_segment_map`."""
    counts = places["theme"].value_counts()
    names = {theme.id: theme.name for theme in _shown(places, themes, withheld)}
    names[NO_THEME] = _nothing(withheld).lower()
    said = "; ".join(f"{name}: {int(counts.get(theme, 0))}" for theme, name in names.items())
    return (
        f"Exploratory map of {len(places)} segments of participants' talk as points that lie near "
        f"each other when their words are alike. Segments by their foremost theme: {said}."
    )


def _shown(
    places: pd.DataFrame, themes: Sequence[Theme], withheld: Collection[str]
) -> Sequence[Theme]:
    """The themes that have a place in the legend: where any are withheld, those that are drawn."""
    if not withheld:
        return themes
    drawn = set(places["theme"]) - set(withheld)
    return [theme for theme in themes if theme.id in drawn]


def _nothing(withheld: Collection[str]) -> str:
    return "No theme, or one that is withheld" if withheld else "No theme"
