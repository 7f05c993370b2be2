"""Figure 4: the new codes that each focus group brought, and when they ran dry."""

from math import factorial
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from focusgroups.figures.style import (
    INK,
    PALE,
    QUIET,
    SMALL,
    STRONG,
    house_style,
    new_figure,
)
from focusgroups.themes.saturation import BASE, SATURATED
from focusgroups.themes.saturation_orders import KEYWORDS

TITLE = "New codes with each further focus group"
MOST_LABELLED = 14  # with more groups than this the numbers would run into each other
MOST_RATED = 9  # and with more than this the shares under the axis would


@house_style()
def draw_saturation(
    steps: pd.DataFrame,
    ranges: pd.DataFrame,
    base_size: int,
    run_length: int,
    threshold: float,
    synthetic: bool,
) -> Figure:
    """Bars of new codes and the line of all codes so far, in the order of collection.

    ``steps`` is `saturation.csv`: order, new_codes (integers), ratio (missing before the first run
    is complete), verdict. ``ranges`` is `saturation_orders.csv`: beside each bar stand the lowest,
    median and highest number of new codes over all orders of the groups, or a sample of them. The
    other numbers are the config's: they are said under the axes.
    """
    note = (
        f"Base: the first {_groups(base_size)}. Saturated: {_groups(run_length)} in a row add "
        f"at most {100 * threshold:g} % of the base's codes"
    )
    figure = new_figure(8.2, synthetic, note)
    axes = figure.subplots()
    every, rated = len(steps) <= MOST_LABELLED, len(steps) <= MOST_RATED
    base = steps["verdict"] == BASE
    if base.any():
        axes.axvspan(0.5, float(base.sum()) + 0.5, color="#F2F2F2", linewidth=0)
        axes.text(0.6, 0.97, "base", transform=axes.get_xaxis_transform(), va="top", fontsize=SMALL)
    axes.bar(steps["order"], steps["new_codes"], width=0.6, color=PALE, label="New codes")
    _draw_ranges(axes, _of_keywords(ranges))
    total = steps["new_codes"].cumsum()
    axes.plot(
        steps["order"], total, color=STRONG, marker="o", markersize=4, label="All codes so far"
    )
    if every:
        _number_points(axes, steps, total)
    axes.set_xticks(steps["order"], [_below(step, every, rated) for step in steps.itertuples()])
    axes.set_xlim(0.5, len(steps) + 0.5)
    axes.set_ylim(0, max(int(total.max()), 1) * 1.15)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))
    axes.tick_params(axis="x", length=0)
    axes.set_xlabel("Focus groups in the order of collection")
    axes.set_ylabel("Codes (keywords of a theme)")
    axes.set_title(_outcome(steps, run_length), pad=22)
    axes.legend(loc="lower left", bbox_to_anchor=(-0.01, 1.0), ncols=3, borderaxespad=0.2)
    return figure


def saturation_alt_text(
    steps: pd.DataFrame, ranges: pd.DataFrame, base_size: int, run_length: int, threshold: float
) -> str:
    """What figure 4 shows, in words; the arguments are those of `draw_saturation`."""
    total = steps["new_codes"].cumsum()
    said = ", ".join(
        f"group {order}: {new} new of {so_far}"
        for order, new, so_far in zip(steps["order"], steps["new_codes"], total, strict=True)
    )
    return (
        f"Bar and line chart of new codes per focus group in the order of collection. {said}. "
        f"{_said_of_ranges(ranges)}Base of {base_size} groups, runs of {run_length}, threshold "
        f"{100 * threshold:g} %. {_outcome(steps, run_length)}."
    )


def _of_keywords(ranges: pd.DataFrame) -> pd.DataFrame:
    """The ranges of the codes that the figure counts; none where there is but one order."""
    return ranges[(ranges["codes"] == KEYWORDS) & (ranges["orders"] > 1)]


def _draw_ranges(axes: Axes, ranges: pd.DataFrame) -> None:
    """Beside each bar a line from the lowest to the highest number, and a dot for the median."""
    if ranges.empty:
        return
    beside = ranges["groups_seen"] + 0.38
    label = f"The same over {_orders(ranges)}: range, median"
    median = ranges["new_codes_median"]
    reach = [median - ranges["new_codes_low"], ranges["new_codes_high"] - median]
    axes.errorbar(
        beside, median, yerr=reach, fmt="o", color=QUIET, elinewidth=1, markersize=2.5, label=label
    )


def _orders(ranges: pd.DataFrame) -> str:
    """`all 720 orders`, or `5,000 random orders` where the groups have more."""
    looked_at, groups = int(ranges["orders"].iloc[0]), int(ranges["groups_seen"].max())
    every = looked_at == factorial(groups)
    return f"all {looked_at:,} orders" if every else f"{looked_at:,} random orders"


def _said_of_ranges(ranges: pd.DataFrame) -> str:
    """The ranges in words, with a space after them; empty where none are drawn."""
    drawn = _of_keywords(ranges)
    if drawn.empty:
        return ""
    said = ", ".join(
        f"{place}: {low} to {high}"
        for place, low, high in zip(
            drawn["groups_seen"], drawn["new_codes_low"], drawn["new_codes_high"], strict=True
        )
    )
    return f"Lowest to highest number of new codes at each place over {_orders(drawn)}: {said}. "


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


def _below(step: object, every: bool, rated: bool) -> str:
    """What stands under a bar: the group's number and, with room, the share of new codes."""
    order, ratio = str(step.order), step.ratio  # type: ignore[attr-defined]
    if not every:
        return order if int(order) % 5 == 0 or order == "1" else ""
    return order if pd.isna(ratio) or not rated else f"{order}\n{100 * ratio:.1f} % new"


def _number_points(axes: Axes, steps: pd.DataFrame, total: pd.Series) -> None:
    for order, new, so_far in zip(steps["order"], steps["new_codes"], total, strict=True):
        near: dict[str, Any] = {"textcoords": "offset points", "ha": "center", "va": "bottom"}
        axes.annotate(str(so_far), (order, so_far), (0, 4), color=STRONG, **near)
        if new != so_far:
            axes.annotate(str(new), (order, new), (0, 2), color=INK, **near)
