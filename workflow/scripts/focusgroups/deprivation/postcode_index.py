"""A postcode lookup in a compact file of its own, in order, so that few of its rows are read."""

import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from focusgroups.deprivation.countries import AREA_IN_ENGLAND
from focusgroups.deprivation.editions import EDITIONS
from focusgroups.deprivation.parquet import connection, rows_in, write_parquet
from focusgroups.deprivation.published import RESTORE, PublishedTable, rows_of
from focusgroups.deprivation.reference import POSTCODE, area_column, ended_column
from focusgroups.errors import raise_problems

ROWS_AT_ONCE = 200_000
ENGLISH = f"starts_with(lsoa, '{AREA_IN_ENGLAND}')"
NEARLY_ALL = 0.99

# What may be wrong with a row: which column has not the form that it should have.
FORMS = {
    "column pcds: no postcode": ("postcode", "[A-Z][A-Z0-9]{1,3}[0-9][A-Z]{2}"),
    "column doterm: no month": ("ended", "([0-9]{6})?"),
    "no code of an area": ("lsoa", "([A-Z0-9]{8,9})?"),
}


def write_index(table: PublishedTable, census: int, output: Path) -> tuple[int, list[str]]:
    """Write the index of a lookup, by the areas of ``census``; return its rows, and warnings.

    The index is a Parquet file, all text, in the order of the postcodes: ``postcode`` in capitals
    without spaces; ``lsoa``, empty where the lookup knows no area; ``ended``, the month (199606)
    in which the postcode ceased, or empty. Raises StudyError when the lookup is damaged or has a
    postcode twice.
    """
    with connection() as database:
        odd = _load(database, table, census)
        write_parquet(database, "from lookup order by postcode", output, table.path, odd)
        return _count(database, "true"), odd


def check_lookup(table: PublishedTable, census: int) -> list[str]:
    """What `write_index` would warn of, and refuse, of a lookup; nothing is written."""
    with connection() as database:
        return _load(database, table, census)


def find_postcodes(index: Path, postcodes: Sequence[str]) -> pd.DataFrame:
    """What an index knows of ``postcodes`` (in capitals, without spaces), a row for each in turn.

    Returns ``lsoa`` and ``ended`` as `write_index` has them; missing for unknown postcodes.
    """
    wanted = pd.DataFrame({"place": np.arange(len(postcodes)), "postcode": postcodes})
    with connection() as database:
        database.register("wanted", wanted.astype({"postcode": "str"}))
        known = database.execute(
            f"select place, lsoa, ended from wanted join {rows_in(index)} using (postcode)"
        ).df()
    return known.set_index("place").reindex(wanted["place"])


def _load(database: duckdb.DuckDBPyConnection, table: PublishedTable, census: int) -> list[str]:
    """Read a lookup into the table `lookup` of the database and judge it; return warnings."""
    pcds = next(column for column in table.columns if column.casefold() == POSTCODE)
    columns = [pcds, area_column(table, census), ended_column(table)]
    database.execute("create table lookup (postcode text, lsoa text, ended text)")
    for chunk in _chunks(rows_of(table, columns)):
        database.register("chunk", chunk)
        database.execute(
            "insert into lookup select upper(replace(postcode, ' ', '')), trim(lsoa), "
            "regexp_replace(trim(ended), '[.]0$', '') from chunk"
        )
    raise_problems(_problems(database, table.path.name))
    return list(_gaps(database, table.path.name, census))


def _chunks(rows: Iterator[tuple[str, ...]]) -> Iterator[pd.DataFrame]:
    while chunk := list(itertools.islice(rows, ROWS_AT_ONCE)):
        yield pd.DataFrame(chunk, columns=["postcode", "lsoa", "ended"])


def _problems(database: duckdb.DuckDBPyConnection, name: str) -> Iterator[str]:
    if not _count(database, ENGLISH):
        yield f"{name}: has no postcode with an area in England; {RESTORE}"
    elif not _count(database, "ended = ''"):
        yield f"{name} column doterm: says of every postcode that it has ended; {RESTORE}"
    for said, (column, form) in FORMS.items():
        if rows := _count(database, f"not regexp_full_match({column}, '{form}')"):
            yield f"{name} {rows} rows, {said}; {RESTORE}"
    (twice,) = _row(database, "select count(*) - count(distinct postcode) from lookup")
    if twice:
        yield f"{name} {twice} rows, column pcds: a postcode that stands there twice; {RESTORE}"


def _gaps(database: duckdb.DuckDBPyConnection, name: str, census: int) -> Iterator[str]:
    """A warning when a lookup is of a part of the country, as Excel leaves of a long one."""
    areas = next(edition.areas for edition in EDITIONS.values() if edition.census == census)
    (listed,) = _row(database, f"select count(distinct lsoa) from lookup where {ENGLISH}")
    if listed < NEARLY_ALL * areas:
        yield (
            f"{name}: has postcodes in {listed} of the {areas} areas of England; people who live "
            "in others will not be found; put the whole lookup there"
        )


def _count(database: duckdb.DuckDBPyConnection, condition: str) -> int:
    return int(_row(database, f"select count(*) from lookup where {condition}")[0])


def _row(database: duckdb.DuckDBPyConnection, query: str) -> tuple[int, ...]:
    (row,) = database.execute(query).fetchall()
    return tuple(row)
