"""Figure 1: participants by decile of deprivation."""

from pathlib import Path
from typing import TYPE_CHECKING

from focusgroups.figures.deciles import (
    DECILES_DRAWN_COLUMNS,
    TITLE,
    deciles_alt_text,
    deciles_as_drawn,
    draw_deciles,
)
from focusgroups.figures.style import save_figure
from focusgroups.logs import logged
from focusgroups.tables import read_table, write_table
from focusgroups.tabulation.demographics import PARTICIPANTS

if TYPE_CHECKING:
    from snakemake.script import snakemake


def plot_deprivation(
    participants: Path,
    deprivation: Path,
    synthetic: bool,
    svg: Path,
    png: Path,
    alt: Path,
    data: Path,
) -> str:
    """Draw tables 1 (for the total) and 2; return what the log may say of it."""
    people = read_table(participants, integers=["n"])
    total = int(people.loc[people["characteristic"] == PARTICIPANTS, "n"].iloc[0])
    table = read_table(deprivation, integers=["n"])
    figure = draw_deciles(table, total, synthetic)
    save_figure(figure, TITLE, deciles_alt_text(table, total), svg, png, alt)
    write_table(deciles_as_drawn(table, total), data, DECILES_DRAWN_COLUMNS)
    return f"{total} participants"


if __name__ == "__main__":
    with logged(snakemake.log[0]) as log:
        log.info(
            plot_deprivation(
                participants=Path(snakemake.input.participants),
                deprivation=Path(snakemake.input.deprivation),
                synthetic=snakemake.params.synthetic,
                svg=Path(snakemake.output.svg),
                png=Path(snakemake.output.png),
                alt=Path(snakemake.output.alt),
                data=Path(snakemake.output.data),
            )
        )
