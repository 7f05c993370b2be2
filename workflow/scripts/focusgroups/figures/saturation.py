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
RANGE = ("new_codes_low", "new_codes_median", "new_codes_high")
SATURATION_DRAWN_COLUMNS = ("order", "new_codes", "all_codes", "ratio", *RANGE)
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


def saturation_as_drawn(steps: pd.DataFrame, ranges: pd.DataFrame) -> pd.DataFrame:
    """SATURATION_DRAWN_COLUMNS: the bars, the line and the ranges of figure 4, a row per group.

    The arguments are those of `draw_saturation`; the range is missing where none is drawn.
    """
    drawn = _of_keywords(ranges).set_index("groups_seen").reindex(steps["order"])
    shown = steps[["order", "new_codes", "ratio"]].assign(all_codes=steps["new_codes"].cumsum())
    for end in RANGE:
        shown[end] = drawn[end].to_numpy()
    return shown.loc[:, list(SATURATION_DRAWN_COLUMNS)]


def saturation_alt_text(
    steps: pd.DataFrame, ranges: pd.DataFrame, base_size: int, run_length: int, threshold: float
) -> str:
    """What figure 4 shows, in words; the arguments are those of `draw_saturation`."""
    return (
        f"{_outcome(steps, run_length)} (base: the first {_groups(base_size)}; threshold "
        f"{100 * threshold:g} %). New codes: {_said_of_bars(list(steps['new_codes']))}"
        f"{_said_of_ranges(ranges)}."
    )


def _said_of_bars(new: list[int]) -> str:
    """The first, the last and all: one by one, numbers in a row can read like a telephone's."""
    if len(new) < 2:
        return f"{sum(new)} in all"
    ends = f"{new[0]} with the first focus group, {new[-1]} with the last of {len(new)}"
    return f"{ends}, {sum(new)} in all"


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
    """What the last group would bring in other orders; empty where no ranges are drawn."""
    drawn = _of_keywords(ranges)
    if drawn.empty:
        return ""
    last = drawn.iloc[-1]
    return (
        f"; over {_orders(drawn)} the last would bring {last['new_codes_low']} to "
        f"{last['new_codes_high']}"
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
