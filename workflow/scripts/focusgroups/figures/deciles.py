"""Figure 1: participants by decile of deprivation, beside what a tenth per decile would be."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from focusgroups.deprivation.editions import DECILES, NO_MATCH
from focusgroups.figures.style import (
    INK,
    ON_WHITE,
    PALE,
    QUIET,
    REFERENCE,
    SIZE,
    SMALL,
    STRONG,
    WITHHELD,
    head,
    house_style,
    new_figure,
    say_nothing_to_draw,
)
from focusgroups.tabulation.deprivation import LOW, LOW_DECILES, PRINTED_DOMAINS

TITLE = "Participants by decile of deprivation"
NAMES = {"imd": "Overall deprivation", "health": "Health deprivation and disability"}
NOBODY = "Nobody has an area with a known decile"
DECILES_DRAWN_COLUMNS = ("edition", "domain", "decile", "n", "expected")
NO_MATCH_PLACE = 11.6  # a little apart from decile 10
HEADROOM = 1.45  # so that what is said at the top stands above the tallest bar


@house_style()
def draw_deciles(table: pd.DataFrame, participants: int, synthetic: bool) -> Figure:
    """Bars per decile, overall and health side by side; one row of panels per edition.

    ``table`` is table 2 (``n`` as ``Int64``, missing where withheld), ``participants`` how many
    took part. A domain that an edition lacks has no panel, other domains are not drawn. The dashed
    line is a tenth of the participants with a match: what one would expect of people drawn from all
    of England.
    """
    table = table[table["domain"].isin(PRINTED_DOMAINS)]
    editions, domains = list(dict.fromkeys(table["edition"])), _domains(table)
    note = f"{WITHHELD}: small, or would give a small count away" if _any_withheld(table) else ""
    figure = new_figure(7.0 * max(len(editions), 1) + 0.6, synthetic, note)
    head(figure, TITLE)
    if not editions:
        say_nothing_to_draw(figure.subplots(), NOBODY)
        return figure
    panels = figure.subplots(len(editions), len(domains), sharey=True, squeeze=False)
    highest = max([int(n) for n in table.loc[table["decile"] != LOW, "n"].dropna()], default=0)
    for row, edition in zip(panels, editions, strict=True):
        for axes, domain in zip(row, domains, strict=True):
            if not (counts := _counts(table, edition, domain)):
                axes.set_axis_off()
                continue
            several = f", {edition}" if len(editions) > 1 else ""
            axes.set_title(f"{NAMES[domain]}{several}", fontsize=SIZE)
            if not _matched(counts, participants):
                say_nothing_to_draw(axes, NOBODY)
                continue
            _draw_bars(axes, counts, highest)
            _draw_expectation(axes, counts, participants)
            _say_low(axes, counts, participants)
            axes.set_xlabel("Decile of deprivation (1 = most deprived)")
        row[0].set_ylabel("Participants (number)")
    return figure


def deciles_as_drawn(table: pd.DataFrame, participants: int) -> pd.DataFrame:
    """DECILES_DRAWN_COLUMNS: the bars of figure 1, and the expectation beside each decile.

    The arguments are those of `draw_deciles`. ``expected`` is missing beside people without an area
    and the low deciles together, which the figure only counts, and where nobody has an area.
    """
    drawn = table[table["domain"].isin(PRINTED_DOMAINS)]
    expected = []
    for row in drawn.to_dict("records"):
        counts = _counts(drawn, row["edition"], str(row["domain"]))
        of_decile = str(row["decile"]) in DECILES and _matched(counts, participants)
        expected.append(_expectation(counts, participants)[0] if of_decile else None)
    drawn = drawn.assign(expected=pd.Series(expected, index=drawn.index, dtype="float64"))
    return drawn.loc[:, list(DECILES_DRAWN_COLUMNS)]


def deciles_alt_text(table: pd.DataFrame, participants: int) -> str:
    """What figure 1 shows, in words; the arguments are those of `draw_deciles`."""
    table = table[table["domain"].isin(PRINTED_DOMAINS)]
    editions = list(dict.fromkeys(table["edition"]))
    said = []
    for edition in editions:
        for domain in _domains(table[table["edition"] == edition]):
            counts = _counts(table, edition, domain)
            several = f" {edition}" if len(editions) > 1 else ""
            said.append(f"{NAMES[domain]}{several}: {_said_of(counts, participants)}")
    return (
        f"Bar charts of {participants} participants by decile of deprivation of the area where "
        f"they live, where 1 is most deprived. {' '.join(said) or f'{NOBODY}.'}"
    )


def _said_of(counts: dict[str, int | None], participants: int) -> str:
    """The low deciles and the lowest beside what one would expect, and who has no area."""
    if not _matched(counts, participants):
        return f"{NOBODY[0].lower()}{NOBODY[1:]}."
    expected, _ = _expectation(counts, participants)
    return (
        f"{_said(counts[LOW])} in decile {LOW_DECILES} or below, where {expected * LOW_DECILES:g} "
        f"would be expected nationally, and {_said(counts[DECILES[0]])} in decile 1, where "
        f"{expected:g} would be; without an area: {_said(counts[NO_MATCH])}."
    )


def _matched(counts: dict[str, int | None], participants: int) -> bool:
    """Whether anybody has an area, as far as the table tells."""
    return counts[NO_MATCH] is None or counts[NO_MATCH] != participants


def _domains(table: pd.DataFrame) -> list[str]:
    """Those of PRINTED_DOMAINS that ``table`` has."""
    known = set(table["domain"])
    return [domain for domain in PRINTED_DOMAINS if domain in known]


def _counts(table: pd.DataFrame, edition: object, domain: str) -> dict[str, int | None]:
    """Count by decile, `<=3` and `no match`; None where withheld."""
    rows = table[(table["edition"] == edition) & (table["domain"] == domain)]
    return {
        str(decile): None if pd.isna(n) else int(n)
        for decile, n in zip(rows["decile"], rows["n"], strict=True)
    }


def _any_withheld(table: pd.DataFrame) -> bool:
    return bool(table["n"].isna().any())


def _said(count: int | None) -> str:
    return WITHHELD if count is None else str(count)


def _draw_bars(axes: Axes, counts: dict[str, int | None], highest: int) -> None:
    places = {**{decile: float(decile) for decile in DECILES}, NO_MATCH: NO_MATCH_PLACE}
    for name, place in places.items():
        count = counts[name]
        if count is None:
            axes.text(
                place, 0.15, WITHHELD, rotation=90, ha="center", va="bottom", fontsize=SMALL,
                color=QUIET, bbox=ON_WHITE,
            )  # fmt: skip
            continue
        low = name.isdecimal() and int(name) <= LOW_DECILES
        hatch: dict[str, Any] = {"facecolor": "white", "edgecolor": QUIET, "hatch": "////"}
        colour: dict[str, Any] = (
            hatch if name == NO_MATCH else {"facecolor": STRONG if low else PALE}
        )
        if count:
            axes.bar(place, count, width=0.78, **colour)
        axes.annotate(
            str(count), (place, count), (0, 2), textcoords="offset points", ha="center",
            va="bottom", color=INK if count else QUIET, bbox=ON_WHITE,
        )  # fmt: skip
    axes.set_xticks(list(places.values()), [*DECILES, "no\nmatch"])
    axes.set_xlim(0.4, NO_MATCH_PLACE + 0.6)
    axes.set_ylim(0, max(highest, 4) * HEADROOM)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))
    axes.tick_params(axis="x", length=0)


def _expectation(counts: dict[str, int | None], participants: int) -> tuple[float, str]:
    """A tenth of the people with a match, or of all where the number without is withheld."""
    missing = counts[NO_MATCH]
    if missing is None:
        return round(participants / 10, 1), f"10 % of all {participants}"
    matched = participants - missing
    return round(matched / 10, 1), f"10 % of {matched}"


def _draw_expectation(axes: Axes, counts: dict[str, int | None], participants: int) -> None:
    height, label = _expectation(counts, participants)
    axes.plot([0.5, 10.5], [height, height], color=REFERENCE, linestyle=(0, (4, 2)), linewidth=1.2)
    axes.annotate(
        f"National expectation (dashed):\n{label} = {height:g} per decile",
        (0.97, 0.97), (0, -12), xycoords="axes fraction", textcoords="offset points", ha="right",
        va="top", fontsize=SMALL, color=REFERENCE,
    )  # fmt: skip


def _say_low(axes: Axes, counts: dict[str, int | None], participants: int) -> None:
    low = counts[LOW]
    said = WITHHELD if low is None else f"{low} of {participants}"
    axes.text(
        0.97, 0.97, f"Decile {LOW_DECILES} or below: {said}", transform=axes.transAxes,
        ha="right", va="top", color=STRONG, fontweight="bold",
    )  # fmt: skip
