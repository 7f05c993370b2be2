"""The figure of who speaks how much, for the study team's eyes."""

from pathlib import Path
from typing import TYPE_CHECKING

from focusgroups.figures.speaking import TITLE, draw_speaking, speaking_alt_text
from focusgroups.figures.style import save_figure
from focusgroups.logs import logged
from focusgroups.tables import read_table
from focusgroups.tabulation.speaking import SPEAKING_COUNTS, SPEAKING_SHARES

if TYPE_CHECKING:
    from snakemake.script import snakemake


def plot_speaking(speaking: Path, synthetic: bool, svg: Path, png: Path, alt: Path) -> str:
    """Draw the shares of talk; return what the log may say of it."""
    table = read_table(speaking, integers=SPEAKING_COUNTS, floats=SPEAKING_SHARES)
    figure = draw_speaking(table, synthetic)
    save_figure(figure, TITLE, speaking_alt_text(table), svg, png, alt)
    return f"{len(table)} speakers"


if __name__ == "__main__":
    with logged(snakemake.log[0]) as log:
        log.info(
            plot_speaking(
                speaking=Path(snakemake.input.speaking),
                synthetic=snakemake.params.synthetic,
                svg=Path(snakemake.output.svg),
                png=Path(snakemake.output.png),
                alt=Path(snakemake.output.alt),
            )
        )
