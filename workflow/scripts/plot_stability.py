"""Figure 5: what stays when a part of the study is left out."""

from pathlib import Path
from typing import TYPE_CHECKING

from focusgroups.codebook import read_codebook
from focusgroups.figures.stability import (
    STABILITY_DRAWN_COLUMNS,
    TITLE,
    draw_stability,
    stability_alt_text,
    stability_as_drawn,
)
from focusgroups.figures.style import save_figure
from focusgroups.logs import logged
from focusgroups.tables import read_table, write_table
from focusgroups.themes.stability_columns import COUNTS_OF_STABILITY, SHARES_OF_STABILITY

if TYPE_CHECKING:
    from snakemake.script import snakemake


def plot_stability(
    stability: Path, codebook: Path, synthetic: bool, svg: Path, png: Path, alt: Path, data: Path
) -> str:
    """Draw the shares that stay; return what the log may say of it."""
    table = read_table(stability, integers=COUNTS_OF_STABILITY, floats=SHARES_OF_STABILITY)
    names = {theme.id: theme.name for theme in read_codebook(codebook)}
    figure = draw_stability(table, names, synthetic)
    save_figure(figure, TITLE, stability_alt_text(table), svg, png, alt)
    write_table(stability_as_drawn(table, names), data, STABILITY_DRAWN_COLUMNS)
    return f"{len(table)} rows"


if __name__ == "__main__":
    with logged(snakemake.log[0]) as log:
        log.info(
            plot_stability(
                stability=Path(snakemake.input.stability),
                codebook=Path(snakemake.input.codebook),
                synthetic=snakemake.params.synthetic,
                svg=Path(snakemake.output.svg),
                png=Path(snakemake.output.png),
                alt=Path(snakemake.output.alt),
                data=Path(snakemake.output.data),
            )
        )
