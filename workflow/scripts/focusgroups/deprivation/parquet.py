"""Reference tables in Parquet files, written and queried with DuckDB, without a network."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd

from focusgroups.deprivation.published import fingerprint
from focusgroups.files import replacing

SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,  # the same bytes on every machine
    "temp_directory": "",  # nothing is left on disk
    "autoinstall_known_extensions": False,  # nothing is downloaded
    "autoload_known_extensions": False,
}
ROWS_PER_GROUP = 65_536  # few of which are read to find few postcodes


@dataclass(frozen=True)
class Source:
    """The published file that a table was made of: its name, SHA-256 and number of rows.

    ``note`` is what was odd about it.
    """

    file: str
    sha256: str
    rows: int
    note: str = ""


@contextmanager
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory, which is gone at the end."""
    database = duckdb.connect(":memory:", config=SETTINGS)
    try:
        yield database
    finally:
        database.close()


def write_parquet(
    database: duckdb.DuckDBPyConnection,
    query: str,
    output: Path,
    source: Path,
    odd: Sequence[str],
) -> None:
    """Write what ``query`` gives to ``output``, with the name and SHA-256 of its ``source``.

    The warnings ``odd`` of the source go with it.
    """
    notes = {"file": source.name, "sha256": fingerprint(source), "note": "; ".join(odd)}
    pairs = ", ".join(f"{name}: {quoted(note)}" for name, note in notes.items())
    with replacing(output) as temporary:
        database.execute(
            f"copy ({query}) to {quoted(temporary)} (format parquet, compression zstd, "
            f"row_group_size {ROWS_PER_GROUP}, kv_metadata {{{pairs}}})"
        )


def read_parquet(path: Path) -> pd.DataFrame:
    """All of a table that `write_parquet` wrote."""
    with connection() as database:
        return database.execute(f"from {rows_in(path)}").df()


def rows_in(path: Path) -> str:
    """The rows of a Parquet file, as a query has them.

    A folder called `a=b` on the way to it is no column, for which DuckDB would else take it.
    """
    return f"read_parquet({quoted(path)}, hive_partitioning = false)"


def source_of(table: Path) -> Source:
    """What a table that `write_parquet` wrote was made of."""
    with connection() as database:
        known = database.execute(
            "select decode(key), decode(value) from parquet_kv_metadata(?)", [str(table)]
        ).fetchall()
        ((rows,),) = database.execute(
            "select num_rows from parquet_file_metadata(?)", [str(table)]
        ).fetchall()
    values = dict(known)
    return Source(values["file"], values["sha256"], int(rows), values["note"])


def quoted(text: object) -> str:
    """``text`` as SQL has it, where a parameter cannot stand."""
    return "'" + str(text).replace("'", "''") + "'"
