"""Table 1: who took part; and the same per focus group for the study team."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from focusgroups.logs import logged
from focusgroups.tables import read_table, write_table
from focusgroups.tabulation.demographics import (
    BY_GROUP_COLUMNS,
    TABLE_1_COLUMNS,
    tabulate_by_group,
)
from focusgroups.tabulation.demographics import tabulate_participants as tabulated

if TYPE_CHECKING:
    from snakemake.script import snakemake


def tabulate_participants(
    participants: Path, characteristics: Sequence[str], minimum: int, table: Path, by_group: Path
) -> str:
    """Write ``table`` (to publish) and ``by_group`` (working); return what the log may say."""
    people = read_table(participants)
    printed = tabulated(people, characteristics, minimum)
    write_table(printed, table, TABLE_1_COLUMNS)
    write_table(tabulate_by_group(people, characteristics), by_group, BY_GROUP_COLUMNS)
    return (
        f"{len(people)} participants, {printed['n'].isna().sum()} of {len(printed)} rows withheld"
    )


if __name__ == "__main__":
    with logged(snakemake.log[0]) as log:
        log.info(
            tabulate_participants(
                participants=Path(snakemake.input.participants),
                characteristics=snakemake.params.characteristics,
                minimum=snakemake.params.minimum,
                table=Path(snakemake.output.table),
                by_group=Path(snakemake.output.by_group),
            )
        )
