"""Figure 3: the map of segments."""

from pathlib import Path
from typing import TYPE_CHECKING

from focusgroups.codebook import read_codebook
from focusgroups.figures.segment_map import (
    MAP_DRAWN_COLUMNS,
    TITLE,
    draw_segment_map,
    segment_map_alt_text,
    veiled,
)
from focusgroups.figures.style import save_figure
from focusgroups.logs import logged
from focusgroups.tables import read_table, write_table

if TYPE_CHECKING:
    from snakemake.script import snakemake


def plot_segments(
    places: Path,
    codebook: Path,
    table: Path,
    minimum: int,
    synthetic: bool,
    svg: Path,
    png: Path,
    alt: Path,
    data: Path,
) -> str:
    """Draw the map without the themes that ``table`` (table 3) withholds; return what to log."""
    themes = read_codebook(codebook)
    counted = read_table(table, integers=["participants"])
    withheld = list(counted.loc[counted["participants"].isna(), "theme"])
    segments = veiled(read_table(places, floats=["x", "y"]), withheld, minimum)
    figure = draw_segment_map(segments, themes, withheld, synthetic)
    said = segment_map_alt_text(segments, themes, withheld)
    save_figure(figure, TITLE, said, svg, png, alt)
    write_table(segments, data, MAP_DRAWN_COLUMNS)
    return f"{len(segments)} segments, {len(withheld)} themes withheld"


if __name__ == "__main__":
    with logged(snakemake.log[0]) as log:
        log.info(
            plot_segments(
                places=Path(snakemake.input.places),
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
