"""Reference files in the layouts of their publishers, with invented ranks, for tests.

No real lookup with areas of 2021 is at hand: those made here are in the layout of the directory,
with codes of areas that are merely numbered.
"""

import csv
import gzip
import io
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import xlsxwriter

import focusgroups.deprivation.indices
from focusgroups.deprivation.editions import DOMAINS, EDITIONS, part_of
from focusgroups.deprivation.indices import DATA_FILES, ranks_fingerprint
from focusgroups.deprivation.reference import PUBLISHED_NAMES

# Where the library has the marks of the published ranks.
PUBLISHED_RANKS = Path("workflow/scripts/focusgroups/deprivation") / DATA_FILES[0]

RANK, DECILE = "Rank (where 1 is most deprived)", "Decile (where 1 is most deprived 10% of LSOAs)"
DISTRICTS = {2019: 2019, 2025: 2024}

Row = list[str]
# Postcode, area of 2011, area of 2021, month in which it ended.
Postcode = tuple[str, str, str, str]

LAYOUTS: dict[str, tuple[str, ...]] = {
    "best_fit_2011": (
        "pcd7", "pcd8", "pcds", "dointr", "doterm", "usertype", "oa11cd", "lsoa11cd", "msoa11cd",
        "ladcd", "lsoa11nm",
    ),
    "best_fit_2021": (
        "pcd7", "pcd8", "pcds", "dointr", "doterm", "usertype", "oa21cd", "lsoa21cd", "msoa21cd",
        "ladcd", "lsoa21nm",
    ),
    "nspl": ("pcd", "pcd2", "pcds", "dointr", "doterm", "usertype", "oa11", "lsoa11", "imd"),
    "nspl_2021": ("pcd", "pcd2", "pcds", "dointr", "doterm", "usertype", "oa21", "lsoa21", "imd"),
    "onspd": (
        "pcd", "pcd2", "pcds", "dointr", "doterm", "lsoa01", "oa11", "lsoa11", "imd", "oa21",
        "lsoa21",
    ),
    "onspd_2025": (
        "pcd7", "pcd8", "pcds", "dointr", "doterm", "lsoa01cd", "lsoa11cd", "lsoa21cd", "imd20ind",
    ),
}  # fmt: skip


@cache
def indices(year: int) -> pd.DataFrame:
    """An invented edition: ``lsoa`` and ``{domain}_rank``, sound, with ties."""
    edition = EDITIONS[year]
    random = np.random.default_rng(year)
    table = pd.DataFrame({"lsoa": [f"E01{n:06}" for n in range(1, edition.areas + 1)]})
    for domain in DOMAINS:
        scores = pd.Series(random.random(edition.areas)).round(5)
        table[f"{domain}_rank"] = scores.rank(method="min").astype("int64")
    return table


@contextmanager
def invented_passing_for_published(folder: Path) -> Iterator[None]:
    """While this lasts, the ranks of `indices` count as those that were published."""
    known = folder / "ranks.csv"
    known.write_text(ranks_of_invented_editions(), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(focusgroups.deprivation.indices, "PUBLISHED_RANKS", known)
        yield


@cache
def ranks_of_invented_editions() -> str:
    """What `published_ranks.csv` has to say for `indices` to pass for published."""
    lines = [
        f"{year},{domain},{ranks_fingerprint(indices(year), domain)}"
        for year in EDITIONS
        for domain in DOMAINS
    ]
    return "\n".join(["edition,domain,fingerprint", *lines, ""])


def published_rows(year: int, domains: Sequence[str] = DOMAINS) -> list[Row]:
    """That edition as it would be published (File 2; with `imd` alone File 1), the header first."""
    edition, table = EDITIONS[year], indices(year)
    header = [f"LSOA code ({edition.census})", f"LSOA name ({edition.census})"]
    header += [f"Local Authority District code ({DISTRICTS[year]})"]
    columns: list[list[str]] = [list(table["lsoa"]), ["Somewhere 001A"] * len(table)]
    columns += [["E07000001"] * len(table)]
    for domain in domains:
        ranks = table[f"{domain}_rank"]
        header += [f"{PUBLISHED_NAMES[domain]} {RANK}", f"{PUBLISHED_NAMES[domain]} {DECILE}"]
        columns += [list(map(str, ranks)), list(map(str, part_of(ranks, 10, edition.areas)))]
    return [header, *map(list, zip(*columns, strict=True))]


def csv_bytes(rows: Sequence[Sequence[str]], mark: bool = True) -> bytes:
    """Rows as the publishers write them: quoted where needed, CRLF, with a byte order mark."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8-sig" if mark else "utf-8")


def write_indices(path: Path, rows: Sequence[Row]) -> Path:
    """Write a published table as the ending of ``path`` says."""
    if path.suffix == ".xlsx":
        with xlsxwriter.Workbook(path) as workbook:
            workbook.add_worksheet("Notes").write(0, 0, "Some notes on these data")
            sheet = workbook.add_worksheet("IoD Domains")
            for number, row in enumerate(rows):
                cells = row if number == 0 else [int(c) if c.isdigit() else c for c in row]
                sheet.write_row(number, 0, cells)
    elif path.suffix == ".gz":
        path.write_bytes(gzip.compress(csv_bytes(rows), 1))
    else:
        path.write_bytes(csv_bytes(rows))
    return path


def lookup_rows(layout: str, postcodes: Sequence[Postcode]) -> list[Row]:
    """A lookup in one of LAYOUTS, the header first."""
    columns = LAYOUTS[layout]
    rows = [list(columns)]
    for pcds, lsoa11, lsoa21, ended in postcodes:
        known = {"pcds": pcds, "doterm": ended, "dointr": "198001", "imd": "1"}
        known |= dict.fromkeys(("lsoa11cd", "lsoa11"), lsoa11)
        known |= dict.fromkeys(("lsoa21cd", "lsoa21"), lsoa21)
        rows.append([known.get(column, "") for column in columns])
    return rows


def write_lookup(path: Path, layout: str, postcodes: Sequence[Postcode]) -> Path:
    """Write a lookup: as .csv, or as .zip with pieces and documents, as the directory comes."""
    content = csv_bytes(lookup_rows(layout, postcodes), mark=False)
    if path.suffix != ".zip":
        path.write_bytes(content)
        return path
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"Documents/{path.stem} names and codes.csv", "code,name\nE01000001,A\n")
        archive.writestr(f"Data/multi_csv/{path.stem}_L.csv", content * 2)
        archive.writestr(f"Data/{path.stem}.csv", content)
    return path


def directory_of(participants: Path) -> list[Postcode]:
    """A directory that knows everybody's postcode but two, one of them as no longer in use."""
    codes = pd.read_csv(participants, dtype=str)["postcode"]
    known = list(indices(2019)["lsoa"][6500 : 6500 + 7 * len(codes) : 7])
    rows = [(code, area, area, "") for code, area in zip(codes, known, strict=True)]
    rows[0] = (*rows[0][:3], "201906")
    rows[1] = (rows[1][0], "W01000001", "W01000001", "")
    return rows[:-1]
