"""Look for keywords of the codebook that find nothing, too much, or the wrong theme."""

from pathlib import Path
from typing import TYPE_CHECKING

from focusgroups.codebook import read_codebook
from focusgroups.logs import logged
from focusgroups.tables import read_table, write_table
from focusgroups.tabulation.themes import coded_segments, withheld_themes
from focusgroups.themes.codebook_check import (
    CODEBOOK_CHECK_COLUMNS,
    COUNTS,
    KEYWORDS_COLUMNS,
    withhold_counts,
    withhold_segments,
)
from focusgroups.themes.codebook_check import check_codebook as checked

if TYPE_CHECKING:
    from snakemake.script import snakemake


def check_codebook(
    codebook: Path,
    segments: Path,
    evidence: Path,
    coding: Path,
    trust: Path,
    participants: Path,
    minimum: int,
    checks: Path,
    keywords: Path,
) -> str:
    """Write ``checks`` and ``keywords``; return what the log may say of them.

    Of a theme that table 3 withholds no segments are counted out, and of others none so few that
    no more than a few people can have said them.
    """
    themes = read_codebook(codebook)
    said, codings = read_table(segments), read_table(coding)
    table = checked(themes, said, read_table(evidence), codings)
    ids = [theme.id for theme in themes]
    coded = coded_segments(said, codings, ids)
    withheld = withheld_themes(coded, ids, len(read_table(participants)), minimum)
    write_table(withhold_counts(table, withheld, minimum), checks, CODEBOOK_CHECK_COLUMNS)
    trusted = read_table(trust, integers=["segments"], floats=["trust"])
    write_table(withhold_segments(trusted, withheld, minimum), keywords, KEYWORDS_COLUMNS)
    findings = table.loc[table["check"] != COUNTS, "check"].value_counts(sort=False)
    found = ", ".join(f"{check} {number}" for check, number in findings.items())
    return f"{len(themes)} themes; {found or 'nothing to look at'}"


if __name__ == "__main__":
    with logged(snakemake.log[0]) as log:
        log.info(
            check_codebook(
                codebook=Path(snakemake.input.codebook),
                segments=Path(snakemake.input.segments),
                evidence=Path(snakemake.input.evidence),
                coding=Path(snakemake.input.coding),
                trust=Path(snakemake.input.trust),
                participants=Path(snakemake.input.participants),
                minimum=snakemake.params.minimum,
                checks=Path(snakemake.output.checks),
                keywords=Path(snakemake.output.keywords),
            )
        )
