"""Where people live on the English Indices of Deprivation: matches, deciles and their counts.

Ranks, deciles and quintiles count from the most deprived (1). A rank is a place code: it stays in
the private room, with the postcode and the area.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd

from focusgroups.deprivation.postcodes import (
    compact,
    likely_postcodes,
    spaced,
    wholly_outside_england,
)
from focusgroups.errors import StudyError, raise_problems
from focusgroups.naturalorder import natural_key
from focusgroups.sheets import Row
from focusgroups.speakers import WITHDRAWN
from focusgroups.tables import read_table

DOMAINS = (
    "imd",
    "income",
    "employment",
    "education",
    "health",
    "crime",
    "barriers",
    "environment",
)
AREAS = {2019: 32_844}  # lower-layer super output areas that an edition ranks

LIVE, NOT_FOUND, NO_POSTCODE, NOT_ENGLAND = "live", "not_found", "no_postcode", "not_england"
MATCH_STATES = (LIVE, NOT_FOUND, NO_POSTCODE, NOT_ENGLAND)
DECILES = tuple(str(decile) for decile in range(1, 11))
NO_MATCH = "no match"  # stands in the column decile for everybody without an area

RANK_COLUMNS = tuple(f"{domain}_rank" for domain in DOMAINS)
DECILE_COLUMNS = tuple(f"{domain}_decile" for domain in DOMAINS)
LOOKUP_COLUMNS = ("pcds", "lsoa11cd", *RANK_COLUMNS, *DECILE_COLUMNS)
MATCH_COLUMNS = (
    "participant_id",
    "postcode",
    "lsoa",
    "edition",
    "match",
    "suggestion",
    *(f"{domain}_{part}" for domain in DOMAINS for part in ("rank", "decile", "quintile")),
)
PLACE_COLUMNS = ("imd_edition", "imd_decile", "imd_quintile", "health_decile", "match")
COUNT_COLUMNS = ("edition", "domain", "decile", "participants")


def part_of(rank: int, parts: int, areas: int) -> int:
    """Which of ``parts`` equal parts of ``areas`` ranked areas holds ``rank``: the official rule.

    ceil(parts x rank / areas), so 1 is the most deprived tenth when ``parts`` is 10.

    >>> part_of(3284, 10, 32844), part_of(3285, 10, 32844)
    (1, 2)
    """
    return -(-parts * rank // areas)


def read_lookup(path: str | Path, edition: int) -> pd.DataFrame:
    """Read a lookup from postcode to area and ranks; at least LOOKUP_COLUMNS, numbers ``Int64``.

    Raises StudyError unless every row has a postcode of its own, ranks from 1 to the number of
    areas of ``edition``, and the deciles that follow from them.
    """
    name = Path(path).name
    try:
        lookup = read_table(path, integers=(*RANK_COLUMNS, *DECILE_COLUMNS))
        lookup = lookup.loc[:, list(LOOKUP_COLUMNS)]
    except KeyError:
        wanted = ", ".join(LOOKUP_COLUMNS)
        raise StudyError(f"{name} row 1: the columns must include {wanted}") from None
    except ValueError:
        raise StudyError(f"{name}: not a table of whole numbers; restore the file") from None
    raise_problems(_lookup_problems(lookup, name, AREAS[edition]))
    return lookup


def _lookup_problems(lookup: pd.DataFrame, name: str, areas: int) -> Iterator[str]:
    for row in lookup.index[lookup["pcds"].map(compact).duplicated()]:
        yield f"{name} row {row + 2}, column pcds: a postcode given twice; keep one"
    for domain in DOMAINS:
        ranks, deciles = lookup[f"{domain}_rank"], lookup[f"{domain}_decile"]
        expected = -(-10 * ranks // areas)
        sound = (ranks.between(1, areas) & (deciles == expected)).fillna(False)
        for row in lookup.index[~sound]:
            yield (
                f"{name} row {row + 2}, columns {domain}_rank and {domain}_decile: not a rank from "
                f"1 to {areas} with its decile; restore the file"
            )


def counted_people(people: Sequence[Row]) -> list[Row]:
    """The participants who count, by id in natural order: all but those who have withdrawn."""
    staying = [row for row in people if row["consent"] != WITHDRAWN]
    return sorted(staying, key=lambda row: natural_key(row["participant_id"]))


def match_postcodes(people: Sequence[Row], lookup: pd.DataFrame, edition: int) -> pd.DataFrame:
    """Look up everybody's area; one row per person of ``people``, with MATCH_COLUMNS.

    ``lookup`` comes from `read_lookup`. Ranks, deciles and quintiles are ``Int64``, missing
    for people without a match.
    """
    keys = lookup["pcds"].map(compact)
    places = dict(zip(keys, lookup.index, strict=True))
    rows = [_match(row, lookup, places, edition) for row in people]
    matches = pd.DataFrame(rows, columns=list(MATCH_COLUMNS))
    numbers = list(MATCH_COLUMNS[6:])
    matches[numbers] = matches[numbers].astype("Int64")
    return matches


def _match(
    row: Row, lookup: pd.DataFrame, places: dict[str, int], edition: int
) -> dict[str, object]:
    typed = row["postcode"]
    found = places.get(compact(typed))
    match: dict[str, object] = {
        "participant_id": row["participant_id"],
        "postcode": spaced(typed),
        "lsoa": "" if found is None else lookup.loc[found, "lsoa11cd"],
        "edition": edition,
        "match": LIVE,
        "suggestion": "",
    }
    if found is not None:
        match.update(_ranked(lookup, found, AREAS[edition]))
    elif not typed:
        match["match"] = NO_POSTCODE
    elif wholly_outside_england(typed):
        match["match"] = NOT_ENGLAND
    else:
        match["match"] = NOT_FOUND
        match["suggestion"] = ";".join(likely_postcodes(typed, places))
    return match


def _ranked(lookup: pd.DataFrame, place: int, areas: int) -> Iterator[tuple[str, int]]:
    """Rank, decile and quintile of one area in every domain, under their column names."""
    for domain in DOMAINS:
        rank = int(lookup.loc[place, f"{domain}_rank"])  # type: ignore[arg-type]
        yield f"{domain}_rank", rank
        yield f"{domain}_decile", part_of(rank, 10, areas)
        yield f"{domain}_quintile", part_of(rank, 5, areas)


def participant_table(
    people: Sequence[Row], matches: pd.DataFrame, characteristics: Sequence[str]
) -> pd.DataFrame:
    """What the working room may know of each person; columns as `participant_columns` gives.

    ``people`` and ``matches`` (from `match_postcodes`) stand in the same order. No postcode, area,
    rank or suggestion is carried over, and of the deciles only the overall and the health decile.
    """
    columns = participant_columns(characteristics)
    known = [{c: row.get(c, "") for c in columns[: -len(PLACE_COLUMNS)]} for row in people]
    table = pd.DataFrame(known, columns=list(columns[: -len(PLACE_COLUMNS)]))
    for column in PLACE_COLUMNS:
        table[column] = matches["edition" if column == "imd_edition" else column].to_numpy()
    for column in ("imd_decile", "imd_quintile", "health_decile"):
        table[column] = table[column].astype("Int64")
    return table


def participant_columns(characteristics: Sequence[str]) -> tuple[str, ...]:
    """The columns of working/participants.csv.

    Raises StudyError when a characteristic bears the name of one of our own columns.
    """
    raise_problems(
        f"sheet participants: column {name} has a name that the analysis needs; rename it there "
        "and in participants.characteristics of the config"
        for name in characteristics
        if name in PLACE_COLUMNS
    )
    return ("participant_id", "focus_group", *characteristics, *PLACE_COLUMNS)


def count_deciles(matches: pd.DataFrame, edition: int) -> pd.DataFrame:
    """How many people live in each decile of each domain; COUNT_COLUMNS.

    ``matches`` comes from `match_postcodes` for ``edition``. Per domain eleven rows: deciles 1 to
    10, zeros included, and `no match`. The column decile is text.
    """
    rows: list[tuple[int, str, str, int]] = []
    for domain in DOMAINS:
        deciles = matches[f"{domain}_decile"]
        for decile in DECILES:
            rows.append((edition, domain, decile, int((deciles == int(decile)).sum())))
        rows.append((edition, domain, NO_MATCH, int(deciles.isna().sum())))
    return pd.DataFrame(rows, columns=list(COUNT_COLUMNS))
