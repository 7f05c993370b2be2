"""Measure whether the last focus groups brought anything new."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from focusgroups.codebook import NO_THEME
from focusgroups.logs import logged
from focusgroups.sheets import optional_sheet, read_rows
from focusgroups.tables import read_table, write_table
from focusgroups.themes.saturation import (
    NOT_ASSESSABLE,
    SATURATION_COLUMNS,
    codes_by_group,
    order_of_collection,
)
from focusgroups.themes.saturation import measure_saturation as measured
from focusgroups.themes.saturation_orders import (
    KEYWORDS,
    ORDERS_COLUMNS,
    SUB_THEMES,
    saturation_over_orders,
    sub_themes_by_group,
)

if TYPE_CHECKING:
    from snakemake.script import snakemake


def measure_saturation(
    evidence: Path,
    segments: Path,
    coding: Path,
    clusters: Path,
    focus_groups: Path | None,
    groups: Sequence[str],
    base_size: int,
    run_length: int,
    threshold: float,
    seed: int,
    saturation: Path,
    orders: Path,
) -> list[str]:
    """Write ``saturation`` and ``orders``; return what the log may say of them."""
    texts = read_table(segments)
    codes = codes_by_group(read_table(evidence), texts, read_table(coding))
    kinds = {
        KEYWORDS: codes,
        SUB_THEMES: sub_themes_by_group(read_table(clusters), texts, otherwise=NO_THEME),
    }
    order = order_of_collection(groups, read_rows("focus_groups", focus_groups))
    table = measured(codes, order, base_size, run_length, threshold)
    ranges = saturation_over_orders(kinds, groups, base_size, run_length, threshold, seed)
    write_table(table, saturation, SATURATION_COLUMNS)
    write_table(ranges, orders, ORDERS_COLUMNS)
    first = (
        f"{len(order)} groups in the order {', '.join(order)}; {table['new_codes'].sum()} codes in "
        f"all; {table['verdict'].iloc[-1]}"
    )
    return [first, *_last_groups(ranges)]


def _last_groups(ranges: pd.DataFrame) -> list[str]:
    """For the log: per kind of codes, what the last group adds, whichever it is."""
    lines = []
    for kind, rows in ranges.groupby("codes", sort=False):
        last = rows.iloc[-1]
        share = NOT_ASSESSABLE
        if not pd.isna(last["saturated_share"]):
            share = f"saturated in {100 * last['saturated_share']:.1f} % of the orders"
        lines.append(
            f"{kind}: over {last['orders']} orders the last group adds {last['new_codes_low']} to "
            f"{last['new_codes_high']}, median {last['new_codes_median']:g}; {share}"
        )
    return lines


if __name__ == "__main__":
    with logged(snakemake.log[0]) as log:
        for line in measure_saturation(
            evidence=Path(snakemake.input.evidence),
            segments=Path(snakemake.input.segments),
            coding=Path(snakemake.input.coding),
            clusters=Path(snakemake.input.clusters),
            focus_groups=optional_sheet(snakemake.input.focus_groups),
            groups=snakemake.params.groups,
            base_size=snakemake.params.base_size,
            run_length=snakemake.params.run_length,
            threshold=snakemake.params.threshold,
            seed=snakemake.params.seed,
            saturation=Path(snakemake.output.saturation),
            orders=Path(snakemake.output.orders),
        ):
            log.info(line)
