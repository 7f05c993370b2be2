"""Table 3, the themes by focus group, and the facts of the study."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from focusgroups.codebook import read_codebook
from focusgroups.logs import logged
from focusgroups.sheets import optional_sheet, read_rows
from focusgroups.tables import read_table, write_table
from focusgroups.tabulation.study_facts import FACT_COLUMNS, study_facts
from focusgroups.tabulation.themes import (
    TABLE_3_COLUMNS,
    THEMES_BY_GROUP_COLUMNS,
    coded_segments,
    tabulate_by_group,
)
from focusgroups.tabulation.themes import tabulate_themes as tabulated
from focusgroups.themes.tiers import suggested

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
    members = read_table(participants)["focus_group"].value_counts()
    people = int(members.sum())
    codings = read_table(coding)
    coded = coded_segments(spoken, codings, themes)
    words = int(spoken["n_words"].sum())
    printed = tabulated(coded, themes, words, people, minimum)
    write_table(printed, table, TABLE_3_COLUMNS)
    sizes = {group: int(members.get(group, 0)) for group in groups}
    shares = tabulate_by_group(coded, printed, sizes, minimum)
    write_table(shares, by_group, THEMES_BY_GROUP_COLUMNS)
    everything = pd.concat(map(read_table, turns))
    sheet = read_rows("focus_groups", focus_groups)
    unconfirmed = suggested(codings)["segment_id"].nunique()
    known = study_facts(groups, sheet, people, invited, everything, spoken, unconfirmed)
    write_table(known, facts, FACT_COLUMNS)
    return (
        f"{len(spoken)} segments, {len(themes)} themes, {known['value'].isna().sum()} facts unknown"
    )


if __name__ == "__main__":
    with logged(snakemake.log[0]) as log:
        log.info(
            tabulate_themes(
                turns=[Path(path) for path in snakemake.input.turns],
                segments=Path(snakemake.input.segments),
                coding=Path(snakemake.input.coding),
                codebook=Path(snakemake.input.codebook),
                participants=Path(snakemake.input.participants),
                focus_groups=optional_sheet(snakemake.input.focus_groups),
                groups=snakemake.params.groups,
                invited=snakemake.params.invited,
                minimum=snakemake.params.minimum,
                table=Path(snakemake.output.table),
                by_group=Path(snakemake.output.by_group),
                facts=Path(snakemake.output.facts),
            )
        )
