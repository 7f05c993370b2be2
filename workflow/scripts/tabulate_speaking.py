"""Who speaks how much in each focus group, for the study team's eyes."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from focusgroups.logs import logged
from focusgroups.tables import read_table, write_table
from focusgroups.tabulation.speaking import SPEAKING_COLUMNS
from focusgroups.tabulation.speaking import tabulate_speaking as tabulated

if TYPE_CHECKING:
    from snakemake.script import snakemake


def tabulate_speaking(
    turns: Sequence[Path], participants: Path, groups: Sequence[str], table: Path
) -> str:
    """Write ``table``; return what the log may say of it."""
    everything = pd.concat(map(read_table, turns), ignore_index=True)
    counted = tabulated(everything, read_table(participants), groups)
    write_table(counted, table, SPEAKING_COLUMNS)
    return f"{len(counted)} speakers in {len(groups)} groups"


if __name__ == "__main__":
    with logged(snakemake.log[0]) as log:
        log.info(
            tabulate_speaking(
                turns=[Path(path) for path in snakemake.input.turns],
                participants=Path(snakemake.input.participants),
                groups=snakemake.params.groups,
                table=Path(snakemake.output.table),
            )
        )
