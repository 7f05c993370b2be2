"""Figure 5: how much of the coding and of the quotes stays when a part of the study is left out."""

from collections.abc import Mapping
from math import floor
from textwrap import fill
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from focusgroups.codebook import ALL_THEMES
from focusgroups.figures.style import (
    GRID,
    QUIET,
    REFERENCE,
    STRONG,
    house_style,
    new_figure,
    say_nothing_to_draw,
)
from focusgroups.themes.stability_columns import GROUP, KEYWORD, KINDS, PARTICIPANT, RESAMPLED

TITLE = "What stays when a part of the study is left out"
NAMES = {
    GROUP: "Without one\nfocus group",
    PARTICIPANT: "Without one\nparticipant",
    KEYWORD: "Without one\nkeyword",
    RESAMPLED: "Participants\ndrawn by lot",
}
SPOKEN = {kind: name.replace("\n", " ").lower() for kind, name in NAMES.items()}
STABILITY_DRAWN_COLUMNS = (
    "left_out",
    "theme",
    "runs",
    "kept_low",
    "kept_median",
    "quotes_low",
    "quotes_median",
)
OVERALL_NAME = "All themes"
APART = 0.17  # the two lines of a theme
ROW = 0.95  # centimetres
NAME_WIDTH = 31  # letters

# The measure's columns, what it is called, its colour, marker and place in the theme's row.
MEASURES = (
    ("kept", "Codings that stay", STRONG, "o", -APART),
    ("quotes", "Quotes that are chosen again", REFERENCE, "D", APART),
)


@house_style()
def draw_stability(table: pd.DataFrame, names: Mapping[str, str], synthetic: bool) -> Figure:
    """One panel per kind of omission; per theme a line from the lowest share to the median.

    ``table`` is `stability.csv`; ``names`` maps theme ids to printed names, in the codebook's
    order. The point is the median over all runs, the line reaches down to the lowest.
    """
    themes = [*names, ALL_THEMES]
    kinds = [kind for kind in KINDS if (table["left_out"] == kind).any()]
    height = 3.4 + ROW * len(themes)
    figure = new_figure(height, synthetic, "Point: median of all runs; line: down to the lowest")
    if not kinds:
        say_nothing_to_draw(figure.subplots(), _outcome(table))
        return figure
    panels = figure.subplots(1, len(kinds), sharey=True, squeeze=False)[0]
    for axes, kind in zip(panels, kinds, strict=True):
        of_kind = table[table["left_out"] == kind].set_index("theme").reindex(themes)
        _draw_shares(axes, of_kind)
        runs = of_kind["runs"].max()
        number = "" if pd.isna(runs) else f" ({runs:,})"
        axes.set_title(f"{NAMES[kind]}{number}", fontweight="normal", fontsize=8)
        axes.set_xlabel("Share (%)")
    called = [fill(name, NAME_WIDTH) for name in (*names.values(), OVERALL_NAME)]
    panels[0].set_yticks(range(len(themes)), called)
    panels[0].invert_yaxis()
    figure.suptitle(f"{_outcome(table)}\n\n", x=0.006, ha="left", fontsize=8.5, fontweight="bold")
    handles, labels = panels[0].get_legend_handles_labels()
    under_title = (0.0, 1 - 0.45 / height)
    figure.legend(handles, labels, loc="upper left", bbox_to_anchor=under_title, ncols=2)
    return figure


def stability_as_drawn(table: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """STABILITY_DRAWN_COLUMNS: the points and the ends of the lines of figure 5.

    The arguments are those of `draw_stability`.
    """
    drawn = table[table["left_out"].isin(KINDS) & table["theme"].isin([*names, ALL_THEMES])]
    return drawn.loc[:, list(STABILITY_DRAWN_COLUMNS)]


def stability_alt_text(table: pd.DataFrame) -> str:
    """What figure 5 shows, in words: of each kind of omission the shares over all themes."""
    overall: list[Any] = table[table["theme"] == ALL_THEMES].to_dict("records")
    found = {row["left_out"]: row for row in overall}
    said = "; ".join(f"{SPOKEN[kind]} {_said(found[kind])}" for kind in KINDS if kind in found)
    of_all = f" Over all themes, from the lowest to the median of all runs: {said}." if said else ""
    return f"Dot plots by theme. {_outcome(table)}.{of_all}"


def _draw_shares(axes: Axes, of_kind: pd.DataFrame) -> None:
    axes.axhline(len(of_kind) - 1.5, color=GRID, linewidth=0.8)
    for name, label, colour, marker, shift in MEASURES:
        low, median = of_kind[f"{name}_low"], of_kind[f"{name}_median"]
        places = [place + shift for place in range(len(of_kind))]
        axes.hlines(places, low, median, color=colour, linewidth=1.2)
        axes.plot(median, places, marker, color=colour, markersize=4, label=label, clip_on=False)
    axes.set_xlim(0, 104)
    axes.set_xticks([0, 50, 100])
    axes.grid(axis="x")
    axes.tick_params(axis="y", length=0)
    axes.tick_params(axis="x", color=QUIET)


def _outcome(table: pd.DataFrame) -> str:
    """What the figure says in one sentence: the least that stays over all themes."""
    overall = table[table["theme"] == ALL_THEMES].set_index("left_out")["kept_low"].dropna()
    lowest = overall[[kind for kind in (GROUP, PARTICIPANT) if kind in overall.index]]
    if lowest.empty:
        return "Stability cannot be judged: there is nothing to leave out"
    least = floor(lowest.min())  # never more than it is
    share = f"At least {least} % of" if least < 100 else "All"
    return f"{share} codings stay without any one {' or '.join(lowest.index)}"


def _said(row: Mapping[str, Any]) -> str:
    codings = f"codings {_share(row['kept_low'])} to {_share(row['kept_median'])}"
    return f"{codings}, quotes {_share(row['quotes_low'])} to {_share(row['quotes_median'])}"


def _share(value: float) -> str:
    return "none to compare" if pd.isna(value) else f"{value:.0f} %"
