"""Figure 2: themes by focus group."""

from pathlib import Path
from typing import TYPE_CHECKING

from focusgroups.codebook import read_codebook
from focusgroups.figures.style import save_figure
from focusgroups.figures.themes_by_group import (
    TITLE,
    draw_themes_by_group,
    themes_as_drawn,
    themes_by_group_alt_text,
)
from focusgroups.logs import logged
from focusgroups.tables import read_table, write_table
from focusgroups.tabulation.themes import SHARES_BY_GROUP, THEMES_BY_GROUP_COLUMNS

if TYPE_CHECKING:
    from snakemake.script import snakemake


def plot_themes(
    by_group: Path, codebook: Path, synthetic: bool, svg: Path, png: Path, alt: Path, data: Path
) -> str:
    """Draw the shares of the themes in each group; return what the log may say of it."""
    shares = read_table(by_group, floats=SHARES_BY_GROUP)
    themes = read_codebook(codebook)
    figure = draw_themes_by_group(shares, themes, synthetic)
    save_figure(figure, TITLE, themes_by_group_alt_text(shares, themes), svg, png, alt)
    write_table(themes_as_drawn(shares, themes), data, THEMES_BY_GROUP_COLUMNS)
    return f"{len(themes)} themes, {shares['focus_group'].nunique()} groups"


if __name__ == "__main__":
    with logged(snakemake.log[0]) as log:
        log.info(
            plot_themes(
                by_group=Path(snakemake.input.by_group),
                codebook=Path(snakemake.input.codebook),
                synthetic=snakemake.params.synthetic,
                svg=Path(snakemake.output.svg),
                png=Path(snakemake.output.png),
                alt=Path(snakemake.output.alt),
                data=Path(snakemake.output.data),
            )
        )
