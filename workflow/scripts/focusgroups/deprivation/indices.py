"""The Indices of Deprivation as published, checked by the rules by which they were made.

Competition ranks (a tie of k skips k - 1 ranks) and deciles ceil(10 x rank / areas): Ministry of
Housing, Communities & Local Government (2019), The English Indices of Deprivation 2019: technical
report.
"""

import hashlib
import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd

from focusgroups.deprivation.countries import AREA_IN_ENGLAND
from focusgroups.deprivation.editions import DOMAINS, EDITIONS, Edition, part_of
from focusgroups.deprivation.published import RESTORE, PublishedTable, rows_of
from focusgroups.deprivation.reference import AREA_CODE, PUBLISHED_NAMES, column_of
from focusgroups.errors import StudyError, first_of, raise_problems
from focusgroups.tables import read_table

ROWS_SHOWN = 3
MANY = 0.1  # of the rows
AREA = rf"{AREA_IN_ENGLAND}[0-9]{{6}}"
MEASURES = ("Rank", "Decile")

# What `ranks_fingerprint` gives for the ranks as they were published, by edition and domain.
DATA_FILES = ("published_ranks.csv",)
PUBLISHED_RANKS = Path(__file__).with_name(*DATA_FILES)


def checked_indices(table: PublishedTable, year: int) -> tuple[pd.DataFrame, list[str]]:
    """The published indices of the edition ``year``, and what is odd about them.

    Returns a frame with ``lsoa`` (area code, in order) and ``{domain}_rank`` (``int32``) for each
    domain that the table has, and lines of warning. Raises StudyError, with every problem, unless
    each area of the edition has one row, with competition ranks and the deciles that follow.
    """
    edition, name = EDITIONS[year], table.path.name
    domains = [domain for domain in DOMAINS if column_of(table, domain, "Rank")]
    area = next(column for column in table.columns if AREA_CODE.fullmatch(column))
    raise_problems(_columns_given_twice(table, area, domains))
    ranks = {domain: column_of(table, domain, "Rank") for domain in domains}
    deciles = {domain: column_of(table, domain, "Decile") for domain in domains}
    columns = [area, *ranks.values(), *filter(None, deciles.values())]
    rows = itertools.islice(rows_of(table, columns), edition.areas + 1)
    read = pd.DataFrame(rows, columns=columns).apply(lambda cells: cells.str.strip())
    raise_problems(_area_problems(read[area], name, edition))
    numbers = {column: _whole(read[column]) for column in columns[1:]}
    problems: list[str] = []
    for domain in domains:
        problems += _rank_problems(numbers[ranks[domain]], name, ranks[domain], edition)
        if deciles[domain]:
            pair = numbers[ranks[domain]], numbers[deciles[domain]]
            problems += _decile_problems(*pair, name, deciles[domain], edition)
    raise_problems(problems)
    indices = pd.DataFrame({"lsoa": read[area]})
    for domain in domains:
        indices[f"{domain}_rank"] = numbers[ranks[domain]].astype("int32")
    indices = indices.sort_values("lsoa", ignore_index=True)
    missing = [PUBLISHED_NAMES[domain] for domain in DOMAINS if domain not in domains]
    odd = (
        [f"{name}: has no ranks of {', '.join(missing)}"] if 1 < len(domains) < len(DOMAINS) else []
    )
    return indices, [*odd, *_differences(indices, name, year)]


def ranks_fingerprint(indices: pd.DataFrame, domain: str) -> str:
    """A hash of the ranks of a domain: the same for every form of an edition.

    ``indices`` has the areas in order, as `checked_indices` gives them.
    """
    ranks = map(str, indices[f"{domain}_rank"])
    return hashlib.sha256("\n".join(ranks).encode()).hexdigest()[:12]


def _columns_given_twice(table: PublishedTable, area: str, domains: Sequence[str]) -> Iterator[str]:
    names = {area, *(column_of(table, domain, part) for domain in domains for part in MEASURES)}
    for column in table.columns:
        if column in names and table.columns.count(column) > 1:
            yield f"{table.path.name} row 1, column {column}: stands there twice; {RESTORE}"
            names.discard(column)


def _area_problems(areas: "pd.Series[str]", name: str, edition: Edition) -> Iterator[str]:
    if len(areas) != edition.areas:
        count = len(areas) if len(areas) < edition.areas else f"more than {edition.areas}"
        yield (
            f"{name}: {count} rows of areas, where the edition {edition.year} has "
            f"{edition.areas}; {RESTORE}"
        )
    wrong = ~areas.str.fullmatch(AREA)
    if wrong.any():
        yield f"{name} {_rows(wrong)}: no code of an area in England; {RESTORE}"
    twice = areas.duplicated() & ~wrong
    if twice.any():
        yield f"{name} {_rows(twice)}: an area that stands there twice; {RESTORE}"


def _whole(cells: "pd.Series[str]") -> "pd.Series[float]":
    """Numbers, written with or without separators of thousands; what is none is missing."""
    plain = cells.str.replace(",", "", regex=False)
    return pd.to_numeric(plain, errors="coerce")


def _rank_problems(
    ranks: "pd.Series[float]", name: str, column: str, edition: Edition
) -> Iterator[str]:
    place = f"column {column}"
    wrong = ~(ranks.between(1, edition.areas) & (ranks % 1 == 0))
    if wrong.any():
        yield (
            f"{name} {_rows(wrong)}, {place}: no rank from 1 to {edition.areas}{_swapped(wrong)}; "
            f"{RESTORE}"
        )
        return
    wrong = ranks != ranks.rank(method="min")
    if wrong.any():
        yield (
            f"{name} {_rows(wrong)}, {place}: not the rank that the other areas leave, equal ones "
            f"counted as a tie{_swapped(wrong)}; {RESTORE}"
        )


def _decile_problems(
    ranks: "pd.Series[float]",
    deciles: "pd.Series[float]",
    name: str,
    column: str,
    edition: Edition,
) -> Iterator[str]:
    wrong = deciles != part_of(ranks, 10, edition.areas)
    if wrong.any() and ranks.notna().all():
        yield (
            f"{name} {_rows(wrong)}, column {column}: not the decile that follows from the rank"
            f"{_swapped(wrong)}; {RESTORE}"
        )


def _rows(wrong: "pd.Series[bool]") -> str:
    """The rows where something is wrong, counted with the header, for a message."""
    rows = [f"row {row + 2}" for row in wrong.index[wrong]]
    return first_of(rows, ROWS_SHOWN)


def _swapped(wrong: "pd.Series[bool]") -> str:
    """What many wrong rows in a column suggest."""
    return "; two columns may be swapped, or one sorted by itself" if wrong.mean() > MANY else ""


def _differences(indices: pd.DataFrame, name: str, year: int) -> list[str]:
    """Warnings for domains whose ranks are sound but not those that were published.

    Raises StudyError where none are, as when a column was sorted by itself or the edition is
    another, and for the ranks of one domain under the name of another.
    """
    known = read_table(PUBLISHED_RANKS, integers=["edition"])
    of_year = known[known["edition"] == year]
    published = dict(zip(of_year["domain"], of_year["fingerprint"], strict=True))
    domain_of = {fingerprint: domain for domain, fingerprint in published.items()}
    domains = [column.removesuffix("_rank") for column in indices.columns[1:]]
    found = {domain: ranks_fingerprint(indices, domain) for domain in domains}
    raise_problems(
        f"{name} column {PUBLISHED_NAMES[domain]} Rank: has the ranks of "
        f"{PUBLISHED_NAMES[domain_of[mark]]}; {RESTORE}"
        for domain, mark in found.items()
        if domain_of.get(mark, domain) != domain
    )
    odd = [domain for domain in domains if found[domain] != published[domain]]
    if odd == domains:
        raise StudyError(
            f"{name}: no column has the ranks that were published for {year}; is it another "
            f"edition, or was a column sorted by itself? {RESTORE}"
        )
    return [
        f"{name} column {PUBLISHED_NAMES[domain]} Rank: differs from the ranks that were published "
        f"for {year}; go on only if the publisher has corrected them since"
        for domain in odd
    ]
