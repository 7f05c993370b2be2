"""Put the published figures beside the recomputed ones."""

from pathlib import Path
from typing import TYPE_CHECKING

from focusgroups.logs import logged
from focusgroups.tables import read_table, write_table
from focusgroups.tabulation.comparison import (
    COMPARISON_COLUMNS,
    CandidateTables,
    compare,
    read_paper_figures,
)

if TYPE_CHECKING:
    from snakemake.script import snakemake


def compare_with_paper(
    paper_figures: Path,
    facts: Path,
    participants: Path,
    deprivation: Path,
    themes: Path,
    comparison: Path,
) -> str:
    """Write ``comparison``; return what the log may say of it."""
    tables = CandidateTables(
        facts=read_table(facts),
        participants=read_table(participants),
        deprivation=read_table(deprivation),
        themes=read_table(themes),
    )
    table = compare(read_paper_figures(paper_figures), tables)
    write_table(table, comparison, COMPARISON_COLUMNS)
    return f"{(table['match'] == 'true').sum()} of {len(table)} figures match"


if __name__ == "__main__":
    with logged(snakemake.log[0]) as log:
        log.info(
            compare_with_paper(
                paper_figures=Path(snakemake.input.paper_figures[0]),
                facts=Path(snakemake.input.facts),
                participants=Path(snakemake.input.participants),
                deprivation=Path(snakemake.input.deprivation),
                themes=Path(snakemake.input.themes),
                comparison=Path(snakemake.output.comparison),
            )
        )
