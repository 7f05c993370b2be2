"""Figure S1: themes that are spoken about together."""

from pathlib import Path
from typing import TYPE_CHECKING

from focusgroups.codebook import read_codebook
from focusgroups.figures.cooccurrence import TITLE, cooccurrence_alt_text, draw_cooccurrence
from focusgroups.figures.style import save_figure
from focusgroups.logs import logged
from focusgroups.tables import read_table, write_table
from focusgroups.tabulation.cooccurrence import COOCCURRENCE_COLUMNS, tabulate_cooccurrence
from focusgroups.tabulation.themes import coded_segments

if TYPE_CHECKING:
    from snakemake.script import snakemake


def plot_cooccurrence(
    segments: Path,
    coding: Path,
    codebook: Path,
    table: Path,
    minimum: int,
    synthetic: bool,
    svg: Path,
    png: Path,
    alt: Path,
    data: Path,
) -> str:
    """Count the segments that themes share, as far as ``table`` (table 3) tells of them; draw them.

    Returns what the log may say of it.
    """
    themes = read_codebook(codebook)
    ids = [theme.id for theme in themes]
    coded = coded_segments(read_table(segments, integers=["n_words"]), read_table(coding), ids)
    told = read_table(table, integers=["participants"])
    pairs = tabulate_cooccurrence(coded, told, ids, minimum)
    figure = draw_cooccurrence(pairs, themes, synthetic)
    save_figure(figure, TITLE, cooccurrence_alt_text(pairs, themes), svg, png, alt)
    write_table(pairs, data, COOCCURRENCE_COLUMNS)
    return f"{len(themes)} themes, {int(pairs['segments'].isna().sum())} cells withheld"


if __name__ == "__main__":
    with logged(snakemake.log[0]) as log:
        log.info(
            plot_cooccurrence(
                segments=Path(snakemake.input.segments),
                coding=Path(snakemake.input.coding),
                codebook=Path(snakemake.input.codebook),
                table=Path(snakemake.input.table),
                minimum=snakemake.params.minimum,
                synthetic=snakemake.params.synthetic,
                svg=Path(snakemake.output.svg),
                png=Path(snakemake.output.png),
                alt=Path(snakemake.output.alt),
                data=Path(snakemake.output.data),
            )
        )
