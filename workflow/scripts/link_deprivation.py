"""Find each participant's area on the Indices of Deprivation, and count the deciles."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from focusgroups.deprivation.editions import (
    COUNT_COLUMNS,
    EDITIONS,
    EMBEDDED_EDITION,
    MOVE_COLUMNS,
    REFERENCE_COLUMNS,
)
from focusgroups.deprivation.lookups import (
    Lookup,
    embedded_lookup,
    official_lookup,
    reference_table,
)
from focusgroups.deprivation.matches import (
    MATCH_COLUMNS,
    count_deciles,
    count_moves,
    counted_people,
    match_postcodes,
    participant_columns,
    participant_table,
    side_by_side,
)
from focusgroups.deprivation.resolution import MATCH_STATES, NOT_FOUND
from focusgroups.errors import first_of
from focusgroups.logs import logged
from focusgroups.naturalorder import natural_key
from focusgroups.sheets import read_rows
from focusgroups.tables import write_table

if TYPE_CHECKING:
    from snakemake.script import snakemake

PEOPLE_SHOWN = 10


def link_deprivation(
    participants: Path,
    lookups: Mapping[int, Lookup],
    characteristics: Sequence[str],
    outputs: Mapping[str, Path],
) -> tuple[list[str], list[str]]:
    """Write ``outputs``; return what the log may say, and whose postcodes some edition lacks.

    ``lookups`` are by edition, the study's main one first. ``outputs`` are ``matches`` (private),
    ``participants``, ``counts``, ``moves`` and ``reference``.
    """
    people = counted_people(read_rows("participants", participants))
    matches = {
        year: match_postcodes(people, lookup.find, lookup.indices, EDITIONS[year])
        for year, lookup in lookups.items()
    }
    domains = {year: lookup.domains for year, lookup in lookups.items()}
    main = next(iter(matches.values()))
    counts = [count_deciles(matches[year], domains[year], year) for year in sorted(matches)]
    tables = {
        "matches": (side_by_side(list(matches.values())), MATCH_COLUMNS),
        "participants": (
            participant_table(people, main, characteristics),
            participant_columns(characteristics),
        ),
        "counts": (pd.concat(counts), COUNT_COLUMNS),
        "moves": (count_moves(matches, domains), MOVE_COLUMNS),
        "reference": (reference_table(lookups), REFERENCE_COLUMNS),
    }
    for name, (table, columns) in tables.items():
        write_table(table, outputs[name], columns)
    unfound = {
        person
        for matched in matches.values()
        for person in matched.loc[matched["match"] == NOT_FOUND, "participant_id"]
    }
    states = [_states(matched, year) for year, matched in matches.items()]
    return states, sorted(unfound, key=natural_key)


def _states(matches: pd.DataFrame, year: int) -> str:
    states = (f"{(matches['match'] == state).sum()} {state}" for state in MATCH_STATES)
    return f"edition {year}, {len(matches)} participants: {', '.join(states)}"


def open_lookups(files: Mapping[str, Sequence[str]], editions: Sequence[int]) -> dict[int, Lookup]:
    """The lookup of each edition: its pair of official files, or else the one embedded table."""
    if files.get("embedded"):
        return {EMBEDDED_EDITION: embedded_lookup(Path(files["embedded"][0]))}
    pairs = zip(editions, files["postcodes"], files["indices"], strict=True)
    return {year: official_lookup(Path(codes), Path(ranks)) for year, codes, ranks in pairs}


if __name__ == "__main__":
    with logged(snakemake.log[0]) as log:
        names = ("embedded", "postcodes", "indices")
        said, unfound = link_deprivation(
            participants=Path(snakemake.input.participants),
            lookups=open_lookups(
                {name: list(snakemake.input.get(name)) for name in names}, snakemake.params.editions
            ),
            characteristics=snakemake.params.characteristics,
            outputs={name: Path(path) for name, path in snakemake.output.items()},
        )
        for line in said:
            log.info(line)
        if unfound:
            log.warning(
                "%s: no area found for the postcode of %s; see the columns suggestion and note of "
                "private/postcode_matches.csv",
                Path(snakemake.input.participants).name,
                first_of(unfound, PEOPLE_SHOWN),
            )
