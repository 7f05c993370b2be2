"""Figure 4: the new codes that each focus group brought, and when they ran dry."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from focusgroups.figures.style import (
    INK,
    PALE,
    SMALL,
    STRONG,
    house_style,
    new_figure,
)
from focusgroups.themes.saturation import BASE, SATURATED

TITLE = "New codes with each further focus group"
MOST_LABELLED = 14  # with more groups than this the numbers would run into each other


@house_style()
def draw_saturation(
    steps: pd.DataFrame, base_size: int, run_length: int, threshold: float, synthetic: bool
) -> Figure:
    """Bars of new codes and the line of all codes so far, in the order of collection.

    ``steps`` is `saturation.csv`: order, new_codes (integers), ratio (missing before the first run
    is complete), verdict. The other numbers are the config's: they are said under the axes.
    """
    note = (
        f"Base: the first {_groups(base_size)}. Saturated: {_groups(run_length)} in a row add "
        f"at most {100 * threshold:g} % of the base's codes"
    )
    figure = new_figure(7.6, synthetic, note)
    axes = figure.subplots()
    every = len(steps) <= MOST_LABELLED
    base = steps["verdict"] == BASE
    if base.any():
        axes.axvspan(0.5, float(base.sum()) + 0.5, color="#F2F2F2", linewidth=0)
        axes.text(0.6, 0.97, "base", transform=axes.get_xaxis_transform(), va="top", fontsize=SMALL)
    axes.bar(steps["order"], steps["new_codes"], width=0.6, color=PALE, label="New codes")
    total = steps["new_codes"].cumsum()
    axes.plot(
        steps["order"], total, color=STRONG, marker="o", markersize=4, label="All codes so far"
    )
    if every:
        _number_points(axes, steps, total)
    axes.set_xticks(steps["order"], [_below(step, every) for step in steps.itertuples()])
    axes.set_xlim(0.5, len(steps) + 0.5)
    axes.set_ylim(0, max(int(total.max()), 1) * 1.15)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))
    axes.tick_params(axis="x", length=0)
    axes.set_xlabel("Focus groups in the order of collection")
    axes.set_ylabel("Codes (keywords of a theme)")
    axes.set_title(_outcome(steps, run_length))
    axes.legend(loc="center right", bbox_to_anchor=(1.0, 0.45))
    return figure


def saturation_alt_text(
    steps: pd.DataFrame, base_size: int, run_length: int, threshold: float
) -> str:
    """What figure 4 shows, in words; the arguments are those of `draw_saturation`."""
    total = steps["new_codes"].cumsum()
    said = ", ".join(
        f"group {order}: {new} new of {so_far}"
        for order, new, so_far in zip(steps["order"], steps["new_codes"], total, strict=True)
    )
    return (
        f"Bar and line chart of new codes per focus group in the order of collection. {said}. Base "
        f"of {base_size} groups, runs of {run_length}, threshold {100 * threshold:g} %. "
        f"{_outcome(steps, run_length)}."
    )


def _groups(number: int) -> str:
    return "one group" if number == 1 else f"{number} groups"


def _outcome(steps: pd.DataFrame, run_length: int) -> str:
    """The first run that met the threshold, or else what the last one brought."""
    met = steps[steps["verdict"] == SATURATED]
    rated = met if len(met) else steps[steps["ratio"].notna()].tail(1)
    if rated.empty:
        return f"Saturation cannot be judged with {_groups(len(steps))}"
    step = rated.iloc[0]
    run = [str(order) for order in range(step["order"] - run_length + 1, step["order"] + 1)]
    named = f"groups {run[0]} to {run[-1]}" if len(run) > 2 else f"groups {' and '.join(run)}"
    named = f"group {run[0]}" if len(run) == 1 else named
    verdict = "Saturated" if len(met) else "Not saturated"
    return f"{verdict}: {named} added {100 * step['ratio']:.1f} % to the base's codes"


def _below(step: object, every: bool) -> str:
    """What stands under a bar: the group's number and, with room, the share of new codes."""
    order, ratio = str(step.order), step.ratio  # type: ignore[attr-defined]
    if not every:
        return order if int(order) % 5 == 0 or order == "1" else ""
    return order if pd.isna(ratio) else f"{order}\n{100 * ratio:.1f} % new"


def _number_points(axes: Axes, steps: pd.DataFrame, total: pd.Series) -> None:
    for order, new, so_far in zip(steps["order"], steps["new_codes"], total, strict=True):
        near: dict[str, Any] = {"textcoords": "offset points", "ha": "center", "va": "bottom"}
        axes.annotate(str(so_far), (order, so_far), (0, 4), color=STRONG, **near)
        if new != so_far:
            axes.annotate(str(new), (order, new), (0, 2), color=INK, **near)
