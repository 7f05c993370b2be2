"""Choose the exploratory patterns within themes that may be printed."""

from pathlib import Path
from typing import TYPE_CHECKING

from focusgroups.logs import logged
from focusgroups.tables import read_table, write_table
from focusgroups.tabulation.sub_themes import SUB_THEMES_COLUMNS, printable_sub_themes

if TYPE_CHECKING:
    from snakemake.script import snakemake


def tabulate_sub_themes(
    patterns: Path, themes: Path, participants: Path, minimum: int, table: Path
) -> str:
    """Write ``table``; return what the log may say of it."""
    counts = ["segments", "participants"]
    found = read_table(patterns, integers=[*counts, "focus_groups"])
    people = len(read_table(participants))
    shown = printable_sub_themes(found, read_table(themes, integers=counts), people, minimum)
    write_table(shown, table, SUB_THEMES_COLUMNS)
    return f"{len(shown)} of {len(found)} patterns may be printed"


if __name__ == "__main__":
    with logged(snakemake.log[0]) as log:
        log.info(
            tabulate_sub_themes(
                patterns=Path(snakemake.input.patterns),
                themes=Path(snakemake.input.themes),
                participants=Path(snakemake.input.participants),
                minimum=snakemake.params.minimum,
                table=Path(snakemake.output.table),
            )
        )
