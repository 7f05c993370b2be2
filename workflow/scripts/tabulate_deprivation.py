"""Table 2: how many participants live in each decile of deprivation."""

from pathlib import Path
from typing import TYPE_CHECKING

from focusgroups.logs import logged
from focusgroups.tables import read_table, write_table
from focusgroups.tabulation.demographics import TABLE_2_COLUMNS, tabulate_deciles

if TYPE_CHECKING:
    from snakemake.script import snakemake


def tabulate_deprivation(counts: Path, minimum: int, table: Path) -> str:
    """Write ``table``; return what the log may say of it."""
    deciles = tabulate_deciles(read_table(counts, integers=("edition", "participants")), minimum)
    write_table(deciles, table, TABLE_2_COLUMNS)
    return f"{deciles['n'].isna().sum()} of {len(deciles)} rows withheld"


if __name__ == "__main__":
    with logged(snakemake.log[0]) as log:
        log.info(
            tabulate_deprivation(
                counts=Path(snakemake.input.counts),
                minimum=snakemake.params.minimum,
                table=Path(snakemake.output.table),
            )
        )
