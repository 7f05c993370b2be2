"""What postcodes are looked up in: the demonstration's small table, or the official files."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pandas as pd

from focusgroups.deprivation.editions import (
    DOMAINS,
    EDITIONS,
    EMBEDDED_EDITION,
    REFERENCE_COLUMNS,
    part_of,
)
from focusgroups.deprivation.parquet import Source, read_parquet, source_of
from focusgroups.deprivation.postcode_index import find_postcodes
from focusgroups.deprivation.postcodes import compact
from focusgroups.deprivation.published import fingerprint
from focusgroups.deprivation.resolution import Find
from focusgroups.errors import StudyError, raise_problems
from focusgroups.tables import read_table

RANK_COLUMNS = tuple(f"{domain}_rank" for domain in DOMAINS)
DECILE_COLUMNS = tuple(f"{domain}_decile" for domain in DOMAINS)
EMBEDDED_COLUMNS = ("pcds", "lsoa11cd", *RANK_COLUMNS, *DECILE_COLUMNS)


@dataclass(frozen=True)
class Lookup:
    """One edition: how postcodes are found, and the ``indices``, ``lsoa`` with ``{domain}_rank``.

    ``sources`` are the files behind them, by what they hold.
    """

    find: Find
    indices: pd.DataFrame
    sources: dict[str, Source]

    @property
    def domains(self) -> list[str]:
        """The domains that the indices rank."""
        return [domain for domain in DOMAINS if f"{domain}_rank" in self.indices.columns]


def official_lookup(postcodes: Path, indices: Path) -> Lookup:
    """The lookup in files that `index_postcodes` and `read_indices` have made."""
    sources = {"indices": source_of(indices), "postcodes": source_of(postcodes)}
    return Lookup(partial(find_postcodes, postcodes), read_parquet(indices), sources)


def embedded_lookup(path: Path) -> Lookup:
    """The lookup in one small table with EMBEDDED_COLUMNS, of the edition of 2019.

    Raises StudyError unless every row has a postcode of its own, ranks from 1 to the number of
    areas of the edition, and the deciles that follow from them.
    """
    name = path.name
    try:
        table = read_table(path, integers=(*RANK_COLUMNS, *DECILE_COLUMNS))
        table = table.loc[:, list(EMBEDDED_COLUMNS)]
    except KeyError:
        wanted = ", ".join(EMBEDDED_COLUMNS)
        raise StudyError(f"{name} row 1: the columns must include {wanted}") from None
    except ValueError:
        raise StudyError(f"{name}: not a table of whole numbers; restore the file") from None
    raise_problems(_problems(table, name))
    known = table.assign(lsoa=table["lsoa11cd"], ended="").set_index(table["pcds"].map(compact))

    def find(postcodes: Sequence[str]) -> pd.DataFrame:
        return known[["lsoa", "ended"]].reindex(list(postcodes))

    indices = (
        known.drop_duplicates("lsoa")
        .loc[:, ["lsoa", *RANK_COLUMNS]]
        .astype(dict.fromkeys(RANK_COLUMNS, "int32"))
    )
    source = Source(name, fingerprint(path), len(table))
    return Lookup(find, indices, {"indices": source, "postcodes": source})


def reference_table(lookups: Mapping[int, Lookup]) -> pd.DataFrame:
    """Which files deciles were looked up in, by edition; REFERENCE_COLUMNS."""
    rows = [
        (year, holds, source.file, source.sha256, source.rows, source.note)
        for year, lookup in sorted(lookups.items())
        for holds, source in lookup.sources.items()
    ]
    return pd.DataFrame(rows, columns=list(REFERENCE_COLUMNS))


def _problems(lookup: pd.DataFrame, name: str) -> Iterator[str]:
    areas = EDITIONS[EMBEDDED_EDITION].areas
    for row in lookup.index[lookup["pcds"].map(compact).duplicated()]:
        yield f"{name} row {row + 2}, column pcds: a postcode given twice; keep one"
    for domain in DOMAINS:
        ranks, deciles = lookup[f"{domain}_rank"], lookup[f"{domain}_decile"]
        expected = part_of(ranks, 10, areas)
        sound = (ranks.between(1, areas) & (deciles == expected)).fillna(False)
        for row in lookup.index[~sound]:
            yield (
                f"{name} row {row + 2}, columns {domain}_rank and {domain}_decile: not a rank from "
                f"1 to {areas} with its decile; restore the file"
            )
