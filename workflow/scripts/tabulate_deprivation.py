"""Tables 2 and 2b: participants by decile, and by the move of their area to another one."""

from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from focusgroups.logs import logged
from focusgroups.tables import read_table, write_table
from focusgroups.tabulation.deprivation import TABLE_2_COLUMNS, TABLE_2B_COLUMNS
from focusgroups.tabulation.deprivation import tabulate_deprivation as tabulated

if TYPE_CHECKING:
    from snakemake.script import snakemake


def tabulate_deprivation(
    counts: Path, moves: Path, minimum: int, table: Path, table_of_moves: Path | None
) -> str:
    """Write ``table``, and the moves unless None; return what the log may say of them."""
    deciles, moved = tabulated(
        read_table(counts, integers=("edition", "participants")),
        read_table(moves, integers=("edition_from", "edition_to", "participants")),
        minimum,
    )
    write_table(deciles, table, TABLE_2_COLUMNS)
    if table_of_moves is None:
        return _said(deciles)
    write_table(moved, table_of_moves, TABLE_2B_COLUMNS)
    return f"deciles: {_said(deciles)}; moves: {_said(moved)}"


def _said(table: pd.DataFrame) -> str:
    return f"{table['n'].isna().sum()} of {len(table)} rows withheld"


if __name__ == "__main__":
    with logged(snakemake.log[0]) as log:
        log.info(
            tabulate_deprivation(
                counts=Path(snakemake.input.counts),
                moves=Path(snakemake.input.moves),
                minimum=snakemake.params.minimum,
                table=Path(snakemake.output.table),
                table_of_moves=next(map(Path, snakemake.output.moves), None),
            )
        )
