"""Measure whether the last focus groups brought anything new."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from focusgroups.logs import logged
from focusgroups.sheets import optional_sheet, read_rows
from focusgroups.tables import read_table, write_table
from focusgroups.themes.saturation import (
    SATURATION_COLUMNS,
    codes_by_group,
    order_of_collection,
)
from focusgroups.themes.saturation import measure_saturation as measured

if TYPE_CHECKING:
    from snakemake.script import snakemake


def measure_saturation(
    evidence: Path,
    segments: Path,
    coding: Path,
    focus_groups: Path | None,
    groups: Sequence[str],
    base_size: int,
    run_length: int,
    threshold: float,
    saturation: Path,
) -> str:
    """Write ``saturation``; return what the log may say of it."""
    codes = codes_by_group(read_table(evidence), read_table(segments), read_table(coding))
    order = order_of_collection(groups, read_rows("focus_groups", focus_groups))
    table = measured(codes, order, base_size, run_length, threshold)
    write_table(table, saturation, SATURATION_COLUMNS)
    return (
        f"{len(order)} groups in the order {', '.join(order)}; {table['new_codes'].sum()} codes in "
        f"all; {table['verdict'].iloc[-1]}"
    )


if __name__ == "__main__":
    with logged(snakemake.log[0]) as log:
        log.info(
            measure_saturation(
                evidence=Path(snakemake.input.evidence),
                segments=Path(snakemake.input.segments),
                coding=Path(snakemake.input.coding),
                focus_groups=optional_sheet(snakemake.input.focus_groups),
                groups=snakemake.params.groups,
                base_size=snakemake.params.base_size,
                run_length=snakemake.params.run_length,
                threshold=snakemake.params.threshold,
                saturation=Path(snakemake.output.saturation),
            )
        )
