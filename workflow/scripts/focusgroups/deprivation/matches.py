"""Where people live on the English Indices of Deprivation: matches, deciles and their counts.

A rank is a place code: it stays in the private room, with the postcode and the area.
"""

import itertools
from collections.abc import Mapping, Sequence

import pandas as pd

from focusgroups.deprivation.editions import (
    COUNT_COLUMNS,
    DECILES,
    DOMAINS,
    MOVE_COLUMNS,
    MOVES,
    NO_MATCH,
    Edition,
    part_of,
)
from focusgroups.deprivation.resolution import Find, resolve
from focusgroups.errors import StudyError, raise_problems
from focusgroups.naturalorder import natural_key
from focusgroups.sheets import Row
from focusgroups.speakers import WITHDRAWN

PARTS = {"decile": 10, "quintile": 5}
MATCH_COLUMNS = (
    "participant_id",
    "postcode",
    "lsoa",
    "edition",
    "match",
    "suggestion",
    "note",
    *(f"{domain}_{part}" for domain in DOMAINS for part in ("rank", *PARTS)),
)
PLACE_COLUMNS = ("imd_edition", "imd_decile", "imd_quintile", "health_decile", "match")


def counted_people(people: Sequence[Row]) -> list[Row]:
    """The participants who count, by id in natural order: all but those who have withdrawn."""
    staying = [row for row in people if row["consent"] != WITHDRAWN]
    return sorted(staying, key=lambda row: natural_key(row["participant_id"]))


def match_postcodes(
    people: Sequence[Row], find: Find, indices: pd.DataFrame, edition: Edition
) -> pd.DataFrame:
    """Look up everybody's area in one edition; one row per person of ``people``, MATCH_COLUMNS.

    ``find`` knows the postcodes, ``indices`` has ``lsoa`` and ``{domain}_rank`` for one or more
    domains. Ranks, deciles and quintiles are ``Int64``, missing without a match or domain.
    """
    found = resolve([row["postcode"] for row in people], find)
    matches = pd.concat([found, _ranked(found["lsoa"], indices, edition)], axis=1)
    matches["participant_id"] = [row["participant_id"] for row in people]
    matches["edition"] = edition.year
    return matches.reindex(columns=list(MATCH_COLUMNS))


def _ranked(areas: "pd.Series[str]", indices: pd.DataFrame, edition: Edition) -> pd.DataFrame:
    """Rank, decile and quintile of each area in every domain, under their column names."""
    if not areas[areas != ""].isin(indices["lsoa"]).all():
        raise StudyError(
            f"deprivation/: the postcode lookup has areas that the indices of {edition.year} do "
            "not rank; replace the one that is not as published"
        )
    names = [f"{domain}_rank" for domain in DOMAINS]
    ranks = indices.set_index("lsoa").astype("Int64").reindex(index=areas, columns=names)
    columns = {}
    for domain in DOMAINS:
        rank = columns[f"{domain}_rank"] = ranks[f"{domain}_rank"].array
        for part, parts in PARTS.items():
            columns[f"{domain}_{part}"] = part_of(rank, parts, edition.areas)
    return pd.DataFrame(columns).astype("Int64")


def side_by_side(matches: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The matches of the same people in several editions, each person's rows together."""
    return pd.concat(matches).sort_index(kind="stable")


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


def count_deciles(matches: pd.DataFrame, domains: Sequence[str], year: int) -> pd.DataFrame:
    """How many people live in each decile of each of the ``domains`` of an edition; COUNT_COLUMNS.

    ``matches`` comes from `match_postcodes` for the edition of ``year``. Per domain eleven rows:
    deciles 1 to 10, zeros included, and `no match`. The column decile is text.
    """
    rows: list[tuple[int, str, str, int]] = []
    for domain in domains:
        deciles = matches[f"{domain}_decile"]
        counts = [int((deciles == int(decile)).sum()) for decile in DECILES]
        named = zip((*DECILES, NO_MATCH), (*counts, int(deciles.isna().sum())), strict=True)
        rows.extend((year, domain, decile, count) for decile, count in named)
    return pd.DataFrame(rows, columns=list(COUNT_COLUMNS))


def count_moves(
    matches: Mapping[int, pd.DataFrame], domains: Mapping[int, Sequence[str]]
) -> pd.DataFrame:
    """How many people live in a more or less deprived decile in the later of two editions.

    ``matches`` and the ``domains`` that an edition ranks are given by year, for the same people in
    the same order. Returns MOVE_COLUMNS: per domain of both editions a row for each of MOVES, in
    that order; without two editions no row.
    """
    rows: list[tuple[int, int, str, str, int]] = []
    for earlier, later in itertools.pairwise(sorted(matches)):
        for domain in DOMAINS:
            if domain not in domains[earlier] or domain not in domains[later]:
                continue
            column = f"{domain}_decile"
            step = matches[later][column] - matches[earlier][column]
            for move, count in zip(
                MOVES,
                ((step < 0).sum(), (step == 0).sum(), (step > 0).sum(), step.isna().sum()),
                strict=True,
            ):
                rows.append((earlier, later, domain, move, int(count)))
    return pd.DataFrame(rows, columns=list(MOVE_COLUMNS))
