"""How far the findings hold: agreement of coders, the last focus group, and stability.

Numbers stay exactly as the tables have them. ``None`` stands for an empty cell: not defined.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from focusgroups.documents.tablerows import number, rows_of, whole
from focusgroups.tables import read_table
from focusgroups.themes.agreement import AGREEMENT_COLUMNS, COEFFICIENTS
from focusgroups.themes.saturation_orders import (
    COUNTS_OF_ORDERS,
    SHARES_OF_ORDERS,
    LastGroup,
    last_group,
)
from focusgroups.themes.stability_columns import COUNTS_OF_STABILITY, SHARES_OF_STABILITY


@dataclass(frozen=True)
class Estimate:
    """A figure with the ends of its 95 % interval."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Agreement:
    """How far some raters agree on a theme, or on all (`overall`), in the segments they share.

    ``percent`` is in per cent.
    """

    raters: str
    theme: str
    segments: int
    percent: Estimate
    kappa: Estimate
    ac1: Estimate
    alpha: Estimate


@dataclass(frozen=True)
class Stability:
    """How much of a theme, or of all (`overall`), stays when the analysis is repeated.

    ``left_out`` says what each of the ``runs`` did without; ``kept`` and ``quotes`` are in per
    cent, ``rank`` is the theme's place by number of segments.
    """

    left_out: str
    theme: str
    runs: int | None
    kept_low: float | None
    kept_median: float | None
    rank_low: int | None
    rank_high: int | None
    quotes_low: float | None
    quotes_median: float | None


def read_agreement(path: Path) -> tuple[Agreement, ...]:
    """The rows of `agreement.csv`; none where nobody has coded."""
    table = read_table(path, integers=["segments"], floats=AGREEMENT_COLUMNS[3:])
    return tuple(
        Agreement(
            str(row["raters"]),
            str(row["theme"]),
            int(row["segments"]),
            **{name: _estimate(row, name) for name in COEFFICIENTS},
        )
        for row in rows_of(table)
    )


def _estimate(row: Mapping[str, Any], name: str) -> Estimate:
    return Estimate(*(number(row[f"{name}{end}"]) for end in ("", "_low", "_high")))


def read_stability(path: Path) -> tuple[Stability, ...]:
    """The rows of `stability.csv`."""
    table = read_table(path, COUNTS_OF_STABILITY, SHARES_OF_STABILITY)
    return tuple(
        Stability(
            str(row["left_out"]),
            str(row["theme"]),
            **_cells(row),
        )
        for row in rows_of(table)
    )


def _cells(row: Mapping[str, Any]) -> dict[str, Any]:
    counts = {name: whole(row[name]) for name in COUNTS_OF_STABILITY}
    return counts | {name: number(row[name]) for name in SHARES_OF_STABILITY}


def read_last_group(saturation: Path, orders: Path) -> LastGroup | None:
    """What the last focus group added, in the order of collection and in others."""
    steps = read_table(saturation, integers=["order", "new_codes"], floats=["ratio"])
    return last_group(steps, read_table(orders, COUNTS_OF_ORDERS, SHARES_OF_ORDERS))
