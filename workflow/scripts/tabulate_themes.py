"""Table 3, the themes by focus group, and the facts of the study."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from focusgroups.codebook import read_codebook
from focusgroups.logs import logged
from focusgroups.sheets import read_rows
from focusgroups.study_facts import FACT_COLUMNS, study_facts
from focusgroups.tables import read_table, write_table
from focusgroups.theme_tables import (
    TABLE_3_COLUMNS,
    THEMES_BY_GROUP_COLUMNS,
    coded_segments,
    tabulate_by_group,
)
from focusgroups.theme_tables import tabulate_themes as tabulated

if TYPE_CHECKING:
    from snakemake.script import snakemake


def tabulate_themes(
    turns: Sequence[Path],
    segments: Path,
    coding: Path,
    codebook: Path,
    participants: Path,
    focus_groups: Path | None,
    groups: Sequence[str],
    invited: int | None,
    minimum: int,
    table: Path,
    by_group: Path,
    facts: Path,
) -> str:
    """Write ``table``, ``by_group`` and ``facts``; return what the log may say of it."""
    themes = [theme.id for theme in read_codebook(codebook)]
    spoken = read_table(segments, integers=["n_words"])
    people = len(read_table(participants))
    coded = coded_segments(spoken, read_table(coding), themes)
    words = int(spoken["n_words"].sum())
    printed = tabulated(coded, themes, groups, words, people, minimum)
    write_table(printed, table, TABLE_3_COLUMNS)
    write_table(tabulate_by_group(coded, printed, groups), by_group, THEMES_BY_GROUP_COLUMNS)
    everything = pd.concat(map(read_table, turns))
    sheet = read_rows("focus_groups", focus_groups)
    known = study_facts(groups, sheet, people, invited, everything, spoken)
    write_table(known, facts, FACT_COLUMNS)
    return (
        f"{len(spoken)} segments, {len(themes)} themes, {known['value'].isna().sum()} facts unknown"
    )


if __name__ == "__main__":
    with logged(snakemake.log[0]) as log:
        sheet = snakemake.input.focus_groups
        log.info(
            tabulate_themes(
                turns=[Path(path) for path in snakemake.input.turns],
                segments=Path(snakemake.input.segments),
                coding=Path(snakemake.input.coding),
                codebook=Path(snakemake.input.codebook),
                participants=Path(snakemake.input.participants),
                focus_groups=Path(sheet[0]) if sheet else None,
                groups=snakemake.params.groups,
                invited=snakemake.params.invited,
                minimum=snakemake.params.minimum,
                table=Path(snakemake.output.table),
                by_group=Path(snakemake.output.by_group),
                facts=Path(snakemake.output.facts),
            )
        )
