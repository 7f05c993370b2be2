"""Figure 4: the new codes that each focus group brought."""

from pathlib import Path
from typing import TYPE_CHECKING

from focusgroups.figures.saturation import (
    SATURATION_DRAWN_COLUMNS,
    TITLE,
    draw_saturation,
    saturation_alt_text,
    saturation_as_drawn,
)
from focusgroups.figures.style import save_figure
from focusgroups.logs import logged
from focusgroups.tables import read_table, write_table
from focusgroups.themes.saturation_orders import COUNTS_OF_ORDERS, SHARES_OF_ORDERS

if TYPE_CHECKING:
    from snakemake.script import snakemake


def plot_saturation(
    saturation: Path,
    orders: Path,
    base_size: int,
    run_length: int,
    threshold: float,
    synthetic: bool,
    svg: Path,
    png: Path,
    alt: Path,
    data: Path,
) -> str:
    """Draw the steps of saturation; return what the log may say of it."""
    steps = read_table(saturation, integers=["order", "new_codes"], floats=["ratio"])
    ranges = read_table(orders, integers=COUNTS_OF_ORDERS, floats=SHARES_OF_ORDERS)
    figure = draw_saturation(steps, ranges, base_size, run_length, threshold, synthetic)
    said = saturation_alt_text(steps, ranges, base_size, run_length, threshold)
    save_figure(figure, TITLE, said, svg, png, alt)
    write_table(saturation_as_drawn(steps, ranges), data, SATURATION_DRAWN_COLUMNS)
    return f"{len(steps)} groups"


if __name__ == "__main__":
    with logged(snakemake.log[0]) as log:
        log.info(
            plot_saturation(
                saturation=Path(snakemake.input.saturation),
                orders=Path(snakemake.input.orders),
                base_size=snakemake.params.base_size,
                run_length=snakemake.params.run_length,
                threshold=snakemake.params.threshold,
                synthetic=snakemake.params.synthetic,
                svg=Path(snakemake.output.svg),
                png=Path(snakemake.output.png),
                alt=Path(snakemake.output.alt),
                data=Path(snakemake.output.data),
            )
        )
