"""Figure 3: the map of segments, coloured by theme."""

from collections.abc import Collection, Sequence
from textwrap import fill
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from focusgroups.codebook import NO_THEME, Theme
from focusgroups.figures.palette import theme_looks
from focusgroups.figures.style import (
    GRID,
    head,
    house_style,
    new_figure,
    say_nothing_to_draw,
)

TITLE = "Map of the segments by theme (exploratory)"
NOTE = "Exploratory: like words and like theme scores lie near each other; axes without unit"
HEIGHT = 9.0  # centimetres: two figures share a page
LEGEND_HEAD, LEGEND_LINE, LEGEND_GAP = 2.0, 0.34, 0.28  # centimetres
MAP_DRAWN_COLUMNS = ("theme", "x", "y")
MAP_DECIMALS = 3  # of what is drawn and published: finer than a point, no finger-print of a segment
MOST_DRAWN = 2000  # more points than this are put into the drawing as one picture


def veiled(places: pd.DataFrame, withheld: Collection[str], minimum: int) -> pd.DataFrame:
    """The map without the themes in ``withheld``, whose points could be counted.

    Their points become those of no theme. When there are fewer than ``minimum`` of them, which the
    published number of segments without a theme would tell, those of all themes do. Returns
    MAP_DRAWN_COLUMNS, in an order that tells nothing of who spoke when: by theme and place.
    """
    hidden = places["theme"].isin(withheld)
    few = 0 < int(hidden.sum()) < minimum
    shown = places.assign(theme=places["theme"].mask(hidden | few, NO_THEME))
    shown = shown.round({"x": MAP_DECIMALS, "y": MAP_DECIMALS})
    columns = list(MAP_DRAWN_COLUMNS)
    return shown.sort_values(columns, kind="stable", ignore_index=True)[columns]


@house_style()
def draw_segment_map(
    places: pd.DataFrame, themes: Sequence[Theme], withheld: Collection[str], synthetic: bool
) -> Figure:
    """A point per segment in the colour and marker of its theme, those without one in grey.

    ``places`` needs ``theme`` (or `none`), ``x`` and ``y`` and comes from `veiled` if any themes
    are ``withheld``. The legend counts the segments.
    """
    looks = theme_looks([theme.id for theme in themes])
    ids = [theme.id for theme in _shown(places, themes, withheld)]
    names = {**{theme.id: theme.name for theme in themes}, NO_THEME: _nothing(withheld)}
    labels = {theme: fill(names[theme], 26, break_on_hyphens=False) for theme in [*ids, NO_THEME]}
    lines = sum(label.count("\n") + 1 for label in labels.values())
    keyed = LEGEND_HEAD + LEGEND_LINE * lines + LEGEND_GAP * len(labels)
    figure = new_figure(max(HEIGHT, keyed), synthetic, NOTE)
    head(figure, TITLE)
    axes = figure.subplots()
    for theme in [NO_THEME, *ids]:  # grey lies underneath
        points = places[places["theme"] == theme]
        colour, marker = looks[theme]
        edge: dict[str, Any] = {} if theme == NO_THEME else {"edgecolors": "white"}
        axes.scatter(
            points["x"], points["y"], s=11 if theme == NO_THEME else 20, c=colour,
            marker=marker, linewidths=0.7 if theme == NO_THEME else 0.35, **edge,
            rasterized=len(places) > MOST_DRAWN,
            label=f"{labels[theme]} ({len(points)})",
        )  # fmt: skip
    axes.set_aspect("equal", adjustable="datalim")
    axes.set_xticks([])
    axes.set_yticks([])
    for spine in axes.spines.values():
        spine.set_visible(True)
        spine.set_color(GRID)
    if places.empty:
        say_nothing_to_draw(axes, "Nothing was said that could be drawn")
    handles, entries = axes.get_legend_handles_labels()
    figure.legend(
        [*handles[1:], handles[0]], [*entries[1:], entries[0]], loc="outside right upper",
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
        f"Exploratory map of {len(places)} segments of participants' talk: points whose words and "
        f"theme scores are alike lie near each other. Segments by their foremost theme: {said}."
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
