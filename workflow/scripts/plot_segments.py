"""Figure 3: the map of segments."""

from pathlib import Path
from typing import TYPE_CHECKING

from focusgroups.codebook import read_codebook
from focusgroups.figures.segment_map import TITLE, draw_segment_map, segment_map_alt_text
from focusgroups.figures.style import save_figure
from focusgroups.logs import logged
from focusgroups.tables import read_table

if TYPE_CHECKING:
    from snakemake.script import snakemake


def plot_segments(
    places: Path, codebook: Path, synthetic: bool, svg: Path, png: Path, alt: Path
) -> str:
    """Draw the map; return what the log may say of it."""
    segments = read_table(places, floats=["x", "y"])
    themes = read_codebook(codebook)
    figure = draw_segment_map(segments, themes, synthetic)
    save_figure(figure, TITLE, segment_map_alt_text(segments, themes), svg, png, alt)
    return f"{len(segments)} segments"


if __name__ == "__main__":
    with logged(snakemake.log[0]) as log:
        log.info(
            plot_segments(
                places=Path(snakemake.input.places),
                codebook=Path(snakemake.input.codebook),
                synthetic=snakemake.params.synthetic,
                svg=Path(snakemake.output.svg),
                png=Path(snakemake.output.png),
                alt=Path(snakemake.output.alt),
            )
        )
