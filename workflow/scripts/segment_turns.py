"""Cut what participants said into segments, the unit of coding and quoting."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from focusgroups.logs import logged
from focusgroups.tables import read_table, write_table
from focusgroups.themes.segments import SEGMENT_COLUMNS, unattributed
from focusgroups.themes.segments import segment_turns as segmented

if TYPE_CHECKING:
    from snakemake.script import snakemake


def segment_turns(turns: Sequence[Path], max_words: int, segments: Path) -> str:
    """Write ``segments``; return what the log may say of it."""
    spoken = pd.concat([read_table(path) for path in turns], ignore_index=True)
    table = segmented(spoken, max_words)
    write_table(table, segments, SEGMENT_COLUMNS)
    return (
        f"{table['turn_id'].nunique()} turns of participants in {len(table)} segments; "
        f"{unattributed(spoken)} turns of unknown speakers left out"
    )


if __name__ == "__main__":
    with logged(snakemake.log[0]) as log:
        log.info(
            segment_turns(
                turns=[Path(path) for path in snakemake.input.turns],
                max_words=snakemake.params.max_words,
                segments=Path(snakemake.output.segments),
            )
        )
