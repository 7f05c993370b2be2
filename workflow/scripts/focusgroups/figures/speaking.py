"""Who speaks how much in each focus group; for the study team, not for print."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from focusgroups.figures.style import (
    GRID,
    INK,
    ON_WHITE,
    QUIET,
    REFERENCE,
    SIZE,
    SMALL,
    SMALLEST,
    STRONG,
    head,
    house_style,
    new_figure,
    say_nothing_to_draw,
)
from focusgroups.speakers import PARTICIPANT, STAFF

TITLE = "Who speaks how much in each focus group"
NOTE = (
    "Each dot is a participant, the least and the most named; line across: an equal share.\n"
    "Facilitators: their share of all words of the group. Not for publication."
)
PANELS = {
    "percent_of_words": "Participants' words (%)",
    "percent_of_turns": "Participants' turns (%)",
}
SILENT = "no participant speaks"
ROW = 0.62  # centimetres
ROOM = 0.2  # so that names stand beside the largest and the smallest share


@house_style()
def draw_speaking(speaking: pd.DataFrame, synthetic: bool) -> Figure:
    """A row per group: participants' shares of its words and turns, and facilitators' apart.

    ``speaking`` has SPEAKING_COLUMNS.
    """
    groups = list(dict.fromkeys(speaking["focus_group"]))
    figure = new_figure(3.5 + ROW * len(groups), synthetic, NOTE)
    head(figure, TITLE)
    if not groups:
        say_nothing_to_draw(figure.subplots(), "Nobody is on the sheet and nobody speaks")
        return figure
    *panels, last = figure.subplots(1, 3, sharey=True, width_ratios=[3, 3, 1.6])
    participants = speaking[speaking["role"] == PARTICIPANT]
    for axes, (measure, title) in zip(panels, PANELS.items(), strict=True):
        axes.set_title(title, fontsize=SIZE, fontweight="normal")
        _draw_shares(axes, participants, measure, groups)
    last.set_title("Facilitators (%)", fontsize=SIZE, fontweight="normal")
    shares = _of_facilitators(speaking).reindex(groups)
    last.barh(range(len(groups)), shares.fillna(0.0), height=0.5, color=GRID)
    for place, share in enumerate(shares):
        said = "no words" if pd.isna(share) else f"{share:.1f}"
        last.text(1.5, place, said, va="center", fontsize=SMALL, color=INK)
    highest = max(participants[list(PANELS)].to_numpy().max(initial=0.0), 1.0)
    beside = ROOM * highest
    for axes in panels:
        axes.set_xlim(-beside, highest + beside)
        ticks = MaxNLocator(nbins=5, integer=True).tick_values(0, highest)
        axes.set_xticks([tick for tick in ticks if 0 <= tick <= 100])
    last.set_xlim(0, 105)
    last.set_xticks([0, 50, 100])
    for axes in (*panels, last):
        axes.tick_params(axis="y", length=0)
        axes.set_xlabel("Share (%)")
    panels[0].set_yticks(range(len(groups)), groups)
    panels[0].set_ylim(len(groups) - 0.4, -0.6)
    return figure


def speaking_alt_text(speaking: pd.DataFrame) -> str:
    """What the figure shows, in words: the widest gap between participants, and facilitators."""
    participants = speaking[speaking["role"] == PARTICIPANT]
    spoken = participants[participants.groupby("focus_group")["words"].transform("sum") > 0]
    if spoken.empty:
        return "Dot plot of who speaks how much: no participant says anything."
    ranked = spoken.sort_values("percent_of_words", ascending=False, kind="stable")
    most = ranked.to_dict("records")[0]
    groups = spoken["focus_group"].nunique()
    quiet = int((participants["words"] == 0).sum())
    shares = _of_facilitators(speaking).dropna()
    return (
        f"Dot plot of each participant's share of the words and turns in "
        f"{groups} focus groups. The largest share of words is {most['percent_of_words']:.1f} % "
        f"({most['speaker']}, {most['focus_group']}, where an equal share is "
        f"{most['equal_share']:.1f} %); participants who say nothing: {quiet}; facilitators say "
        f"{shares.min():.1f} % to {shares.max():.1f} % of all words."
    )


def _of_facilitators(speaking: pd.DataFrame) -> pd.Series:
    """The facilitators' share of all words of each group, missing where nobody says any."""
    words = speaking.groupby(["focus_group", "role"])["words"].sum().unstack(fill_value=0)
    staff = words[STAFF] if STAFF in words else words.sum(axis=1) * 0
    total = words.sum(axis=1)
    return 100 * staff / total.where(total > 0)


def _draw_shares(axes: Axes, participants: pd.DataFrame, measure: str, groups: list[str]) -> None:
    places = {group: place for place, group in enumerate(groups)}
    for group, rows in participants.groupby("focus_group"):
        place = places[str(group)]
        axes.axhline(place, color=GRID, linewidth=0.5, zorder=0)
        if not rows[measure].sum():
            axes.text(0, place, SILENT, fontsize=SMALLEST, color=QUIET, va="center", bbox=ON_WHITE)
            continue
        equal = rows["equal_share"].iloc[0]
        axes.plot([equal, equal], [place - 0.34, place + 0.34], color=REFERENCE, linewidth=1.6)
        axes.plot(
            rows[measure], [place] * len(rows), "o", color=STRONG, markersize=4, alpha=0.75,
            markeredgecolor="white", markeredgewidth=0.4, clip_on=False,
        )  # fmt: skip
        ranked = rows.sort_values(measure, kind="stable")
        named = [(ranked.iloc[0], -1), (ranked.iloc[-1], 1)][-len(ranked) :]
        for row, side in named:
            axes.annotate(
                str(row["speaker"]), (row[measure], place), (4 * side, 0), fontsize=SMALLEST,
                textcoords="offset points", ha="left" if side > 0 else "right", va="center",
                color=QUIET,
            )  # fmt: skip
