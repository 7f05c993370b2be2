"""Find each participant's area on the Indices of Deprivation, and count the deciles."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from focusgroups.deprivation.indices import (
    COUNT_COLUMNS,
    MATCH_COLUMNS,
    MATCH_STATES,
    count_deciles,
    counted_people,
    match_postcodes,
    participant_columns,
    participant_table,
    read_lookup,
)
from focusgroups.logs import logged
from focusgroups.sheets import read_rows
from focusgroups.tables import write_table

if TYPE_CHECKING:
    from snakemake.script import snakemake


def link_deprivation(
    participants: Path,
    lookup: Path,
    characteristics: Sequence[str],
    edition: int,
    matches: Path,
    people: Path,
    counts: Path,
) -> str:
    """Write ``matches`` (private), ``people`` and ``counts``; return what the log may say of it."""
    staying = counted_people(read_rows("participants", participants))
    matched = match_postcodes(staying, read_lookup(lookup, edition), edition)
    table = participant_table(staying, matched, characteristics)
    write_table(matched, matches, MATCH_COLUMNS)
    write_table(table, people, participant_columns(characteristics))
    write_table(count_deciles(matched, edition), counts, COUNT_COLUMNS)
    states = (f"{(matched['match'] == state).sum()} {state}" for state in MATCH_STATES)
    return f"edition {edition}, {len(staying)} participants: {', '.join(states)}"


if __name__ == "__main__":
    with logged(snakemake.log[0]) as log:
        log.info(
            link_deprivation(
                participants=Path(snakemake.input.participants),
                lookup=Path(snakemake.input.lookup),
                characteristics=snakemake.params.characteristics,
                edition=snakemake.params.edition,
                matches=Path(snakemake.output.matches),
                people=Path(snakemake.output.participants),
                counts=Path(snakemake.output.counts),
            )
        )
