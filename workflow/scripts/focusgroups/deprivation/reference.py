"""Which of a study's reference files hold the Indices of Deprivation, and which the postcodes.

Files are known by the names of their columns, whatever the files themselves are called. What they
hold is called `indices_2019` (by edition) and `postcodes_2011` (by the census whose areas stand
there).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from focusgroups.deprivation.editions import DOMAINS, EDITIONS
from focusgroups.deprivation.published import PublishedTable, is_table_file, tables_in
from focusgroups.errors import StudyError

FOLDER = "deprivation"
OURS = frozenset({"embedded_lookup.csv", "provenance.csv"})  # and what explains them, .md

# The official names of the domains, in front of `Rank (where 1 is most deprived)` and the like.
PUBLISHED_NAMES = {
    "imd": "Index of Multiple Deprivation (IMD)",
    "income": "Income",
    "employment": "Employment",
    "education": "Education, Skills and Training",
    "health": "Health Deprivation and Disability",
    "crime": "Crime",
    "barriers": "Barriers to Housing and Services",
    "environment": "Living Environment",
}
AREA_CODE = re.compile(r"LSOA code \((2011|2021)\)", re.IGNORECASE)
# Areas of 2011 are ranked by the editions of 2015 and 2019; the year of the districts tells them.
DISTRICT_CODE = re.compile(r"Local Authority District code \((\d{4})\)", re.IGNORECASE)
DISTRICTS_OF_2015 = "2013"

POSTCODE, ENDED = "pcds", "doterm"
AREA_COLUMNS = {2011: ("lsoa11cd", "lsoa11"), 2021: ("lsoa21cd", "lsoa21")}

# Snakemake reads these as wildcards, and a name that is no text cannot be written down.
NAME = re.compile(r"[^{}<>\n\ud800-\udfff]+")

REMEDY = "run make reference, or download it and put it there; see config/README.md"
UNKNOWN = (
    "its columns are not those of a published file; put that there unchanged, not saved anew from "
    "Excel"
)


@dataclass(frozen=True)
class ReferenceTable:
    """A published table and what it holds: `indices_2019`, or `postcodes_2011`, or both censuses.

    ``domains`` are those that indices rank; ``reason`` says why a table of its kind does not serve.
    """

    table: PublishedTable
    holds: tuple[str, ...]
    domains: tuple[str, ...] = ()
    reason: str = ""


@dataclass
class Survey:
    """What lies in a folder: reference ``tables``, the names of ``other`` files, ``problems``."""

    tables: list[ReferenceTable] = field(default_factory=list)
    other: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def needed_reference(editions: Sequence[int]) -> list[str]:
    """What looking up postcodes in ``editions`` takes.

    >>> needed_reference([2019])
    ['indices_2019', 'postcodes_2011']
    """
    indices = [f"indices_{year}" for year in editions]
    return [*indices, *(f"postcodes_{EDITIONS[year].census}" for year in editions)]


def missing_reference(folder: Path, editions: Sequence[int]) -> list[str]:
    """What of `needed_reference` no readable file in ``folder`` holds."""
    held = {name for found in survey(folder).tables for name in found.holds}
    return [name for name in needed_reference(editions) if name not in held]


def find_reference(
    folder: Path, editions: Sequence[int]
) -> tuple[dict[str, ReferenceTable], list[str]]:
    """The table for each need of ``editions``, and what is wrong: nothing or too much found.

    Of several files with the indices of an edition the one with most domains counts, of several
    postcode lookups the one that serves most editions.
    """
    found = survey(folder)
    chosen: dict[str, ReferenceTable] = {}
    missed = []
    needed = needed_reference(editions)
    for name in needed:
        held = [table for table in found.tables if name in table.holds]
        worth = [(len(table.domains), len({*table.holds} & {*needed})) for table in held]
        best = [table for table, its in zip(held, worth, strict=True) if its == max(worth)]
        if len(best) == 1:
            chosen[name] = best[0]
        elif best:
            names = ", ".join(table.table.path.name for table in best)
            found.problems.append(f"{FOLDER}/: {names} all hold {described(name)}; keep one there")
        else:
            missed.append(f"{FOLDER}/: no file holds {described(name)}; {REMEDY}")
            missed += _not_quite(name, found.tables)
    if missed:
        missed += [f"{FOLDER}/{name}: passed over; {UNKNOWN}" for name in found.other]
    return chosen, found.problems + missed


def table_that_holds(path: Path, name: str) -> PublishedTable:
    """The table in the file ``path`` that holds ``name``, such as `indices_2019`.

    Raises StudyError when there is none.
    """
    for table in tables_in(path):
        found = recognise(table)
        if found and name in found.holds:
            return table
    raise StudyError(f"{FOLDER}/{path.name}: holds no longer {described(name)}; {REMEDY}")


def survey(folder: Path) -> Survey:
    """What the files in ``folder`` are; of several tables of a kind in one file the largest."""
    found = Survey()
    try:
        paths = sorted(folder.iterdir()) if folder.is_dir() else []
    except OSError:
        found.problems.append(f"{FOLDER}/: may not be read; change the rights of the folder")
        return found
    for path in paths:
        if path.name.startswith((".", "~$")) or path.name in OURS or path.suffix == ".md":
            continue
        if not NAME.fullmatch(path.name):
            found.problems.append(f"{FOLDER}/: a file whose name has one of {{ }} < >; rename it")
            continue
        try:
            known = _recognised(path) if path.is_file() and is_table_file(path) else []
        except StudyError as error:
            found.problems += [f"{FOLDER}/{problem}" for problem in error.problems]
            continue
        found.tables += known
        if not known:
            found.other.append(path.name)
    return found


def _recognised(path: Path) -> list[ReferenceTable]:
    """The reference tables of a file that hold something which none before them holds."""
    known: list[ReferenceTable] = []
    for table in filter(None, map(recognise, tables_in(path))):
        held = {name for other in known for name in other.holds}
        if not known or not held.issuperset(table.holds):
            known.append(table)
    return known


def recognise(table: PublishedTable) -> ReferenceTable | None:
    """What a published table holds, going by its columns; None when it is nothing of ours."""
    if POSTCODE in {column.casefold() for column in table.columns}:
        return _recognise_lookup(table)
    areas = [found for column in table.columns if (found := AREA_CODE.fullmatch(column))]
    domains = tuple(domain for domain in DOMAINS if column_of(table, domain, "Rank"))
    if len(areas) != 1 or "imd" not in domains:
        return None
    if any(
        found[1] == DISTRICTS_OF_2015
        for found in map(DISTRICT_CODE.fullmatch, table.columns)
        if found
    ):
        return ReferenceTable(table, (), domains, "the indices of 2015")
    editions = [year for year in EDITIONS if EDITIONS[year].census == int(areas[0][1])]
    return ReferenceTable(table, tuple(f"indices_{year}" for year in editions), domains)


def _recognise_lookup(table: PublishedTable) -> ReferenceTable:
    censuses = [census for census in AREA_COLUMNS if area_column(table, census)]
    if not ended_column(table):
        reason = f"a postcode lookup without the column {ENDED}"
        return ReferenceTable(table, (), reason=reason)
    has = f"areas of {' and '.join(map(str, censuses))} only" if censuses else "no areas"
    holds = tuple(f"postcodes_{census}" for census in censuses)
    return ReferenceTable(table, holds, reason=f"a postcode lookup with {has}")


def area_column(table: PublishedTable, census: int) -> str:
    """The column of a postcode lookup with the areas of a census, or an empty text."""
    named = {column.casefold(): column for column in table.columns}
    return next((named[name] for name in AREA_COLUMNS[census] if name in named), "")


def ended_column(table: PublishedTable) -> str:
    """The column of a postcode lookup with the month in which a postcode ended, or ``""``."""
    return next((column for column in table.columns if column.casefold() == ENDED), "")


def column_of(table: PublishedTable, domain: str, measure: str) -> str:
    """The column with the `Rank` or `Decile` of a domain, or an empty text.

    The words in brackets behind it (where 1 is most deprived) may be cut short or missing.
    """
    pattern = re.compile(
        rf"{re.escape(PUBLISHED_NAMES[domain])} {measure}( \(where.*)?", re.IGNORECASE
    )
    return next((column for column in table.columns if pattern.fullmatch(column)), "")


def described(name: str) -> str:
    """What `indices_2019` or the like is, for people to look for."""
    kind, year = name.split("_")
    if kind == "indices":
        return (
            f"the Indices of Deprivation {year} (File 1, 2 or 7, with the column LSOA code "
            f"({EDITIONS[int(year)].census}))"
        )
    columns = " or ".join(AREA_COLUMNS[int(year)])
    edition = next(its for its in EDITIONS if EDITIONS[its].census == int(year))
    return (
        f"postcodes with areas of {year} (column {columns}), for the edition {edition}: the ONS "
        "Postcode Directory has them"
    )


def _not_quite(name: str, tables: Sequence[ReferenceTable]) -> Iterator[str]:
    """Files of the kind that is missed, which do not serve, each with the reason."""
    for found in tables:
        if found.reason and bool(found.domains) == name.startswith("indices"):
            yield f"{FOLDER}/{found.table.path.name}: {found.reason}; not what {name} needs"
