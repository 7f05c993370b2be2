"""The published Indices of Deprivation are taken in every form, and refused when damaged."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest

from focusgroups.deprivation.editions import DOMAINS, EDITIONS
from focusgroups.deprivation.parquet import read_parquet, source_of
from focusgroups.errors import StudyError
from read_indices import read_indices
from reference_files import (
    csv_bytes,
    indices,
    invented_passing_for_published,
    published_rows,
    write_indices,
)

Rows = list[list[str]]


@pytest.fixture
def invented(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with invented_passing_for_published(tmp_path_factory.mktemp("published")):
        yield


def read(path: Path, year: int) -> tuple[pd.DataFrame, str, list[str]]:
    output = path.with_name("indices.parquet")
    said, odd = read_indices(path, year, output)
    return read_parquet(output), said, list(odd)


@pytest.mark.parametrize("year", EDITIONS)
@pytest.mark.parametrize("ending", [".csv", ".csv.gz"])
@pytest.mark.usefixtures("invented")
def test_every_area_keeps_its_ranks(tmp_path: Path, year: int, ending: str) -> None:
    path = write_indices(tmp_path / f"file{ending}", published_rows(year))
    table, said, odd = read(path, year)
    pd.testing.assert_frame_equal(table, indices(year), check_dtype=False)
    assert said == f"{EDITIONS[year].areas} areas, 8 domains"
    assert odd == []
    source = source_of(tmp_path / "indices.parquet")
    assert (source.file, source.rows) == (path.name, EDITIONS[year].areas)


@pytest.mark.usefixtures("invented")
def test_a_workbook_with_notes_before_its_table(tmp_path: Path) -> None:
    path = write_indices(tmp_path / "file.xlsx", published_rows(2019, ("imd",)))
    table, said, _ = read(path, 2019)
    assert list(table.columns) == ["lsoa", "imd_rank"]
    assert list(table["imd_rank"]) == list(indices(2019)["imd_rank"])
    assert said == "32844 areas, 1 domains"


@pytest.mark.usefixtures("invented")
def test_thousands_separators_any_order_of_rows_and_no_names(tmp_path: Path) -> None:
    header, *rows = published_rows(2019)
    rows = [[f"{int(c):,}" if c.isdigit() else f" {c} " for c in row] for row in reversed(rows)]
    empty = [""] * len(header)
    (tmp_path / "x.csv").write_bytes(csv_bytes([header, *rows, empty, empty], mark=False))
    table, _, _ = read(tmp_path / "x.csv", 2019)
    pd.testing.assert_frame_equal(table, indices(2019), check_dtype=False)


def test_official_files_are_accepted_and_known(tmp_path: Path, shared_data: Path) -> None:
    files = {
        2019: "File_2_-_IoD2019_Domains_of_Deprivation.csv.gz",
        2025: "iod2025_domains_lsoa21.csv.gz",
    }
    for year, name in files.items():
        output = tmp_path / f"{year}.parquet"
        said, odd = read_indices(shared_data / "reference" / name, year, output)
        assert said == f"{EDITIONS[year].areas} areas, 8 domains"
        assert odd == []
        published = pd.read_csv(shared_data / "reference" / name, encoding="utf-8-sig")
        ranks = published.filter(regex=" Rank ").set_axis(list(DOMAINS), axis="columns")
        assert (read_parquet(output).iloc[:, 1:].to_numpy() == ranks.to_numpy()).all()


def place(rows: Rows, name: str) -> int:
    return next(n for n, column in enumerate(rows[0]) if column.startswith(name))


def exchange(one: str, other: str) -> Callable[[Rows], None]:
    """Two columns change places, their names do not."""

    def change(rows: Rows) -> None:
        a, b = place(rows, one), place(rows, other)
        for row in rows[1:]:
            row[a], row[b] = row[b], row[a]

    return change


def put(name: str, cell: str, row: int = 100) -> Callable[[Rows], None]:
    def change(rows: Rows) -> None:
        rows[row - 1][place(rows, name)] = cell

    return change


def take(row: int) -> Callable[[Rows], None]:
    return lambda rows: rows.__delitem__(row - 1)


DAMAGE = {
    "a row short": (take(100), "32843 rows of areas, where the edition 2019 has 32844"),
    "a row twice": (lambda r: r.insert(99, r[99]), "more than 32844 .*\n.*row 101: an area that"),
    "another area": (put("LSOA code", "E01000001"), "row 100: an area that stands there twice"),
    "a Welsh area": (put("LSOA code", "W01000001"), "row 100: no code of an area in England"),
    "rank and decile swapped": (
        exchange("Crime Rank", "Crime Decile"),
        "column Crime Rank .*: not the rank that the other areas leave",
    ),
    "two ranks swapped": (
        exchange("Crime Rank", "Income Rank"),
        "and 2[0-9]{4} more, column Income Decile .*two columns may be swapped",
    ),
    "two deciles swapped": (
        exchange("Crime Decile", "Income Decile"),
        "column Crime Decile .*: not the decile that follows from the rank",
    ),
    "a decile of 11": (put("Health Deprivation and Disability Decile", "11"), "row 100, column H"),
    "no decile": (put("Income Decile", ""), "row 100, column Income Decile"),
    "no rank": (put("Income Rank", ""), "row 100, column Income Rank .*: no rank from 1 to 32844"),
    "a rank of 0": (put("Income Rank", "0"), "row 100, column Income Rank"),
    "a rank too high": (put("Income Rank", "32845"), "row 100, column Income Rank"),
    "half a rank": (put("Income Rank", "7.5"), "row 100, column Income Rank"),
    "a rank in words": (put("Income Rank", "seven"), "row 100, column Income Rank"),
    "a column twice": (
        put("Income Decile", "Crime Rank (where 1 is most deprived)", row=1),
        "column Crime Rank .*: stands there twice",
    ),
}


@pytest.fixture(scope="module")
def sound() -> Rows:
    return published_rows(2019, ("imd", "income", "health", "crime"))


@pytest.mark.parametrize("damage", DAMAGE)
def test_damaged_files_are_refused_with_the_reason(
    tmp_path: Path, sound: Rows, damage: str
) -> None:
    change, reason = DAMAGE[damage]
    rows = [list(row) for row in sound]
    change(rows)
    (tmp_path / "file.csv").write_bytes(csv_bytes(rows))
    with pytest.raises(StudyError) as error:
        read(tmp_path / "file.csv", 2019)
    assert re.search(reason, str(error.value)), str(error.value)
    assert all(line.endswith("download it again") for line in error.value.problems)
    assert not (tmp_path / "indices.parquet").exists()


def test_a_tie_leaves_no_rank_out(tmp_path: Path, sound: Rows) -> None:
    """A tie of two must skip one rank: the next rank may not follow at once."""
    rows = [list(row) for row in sound]
    column = place(rows, "Income Rank")
    ranks = [int(row[column]) for row in rows[1:]]
    tied = next(rank for rank in sorted(ranks) if ranks.count(rank) == 2)
    after = ranks.index(min(rank for rank in ranks if rank > tied)) + 1
    rows[after][column] = str(tied + 1)
    (tmp_path / "file.csv").write_bytes(csv_bytes(rows))
    with pytest.raises(StudyError, match="equal ones counted as a tie"):
        read(tmp_path / "file.csv", 2019)


def test_the_ranks_of_one_domain_under_the_name_of_another(
    tmp_path: Path, shared_data: Path
) -> None:
    name = "File_2_-_IoD2019_Domains_of_Deprivation.csv.gz"
    table = pd.read_csv(shared_data / "reference" / name, encoding="utf-8-sig", dtype=str)
    columns = list(table.columns)
    crime, income = columns.index(next(c for c in columns if c.startswith("Crime R"))), 6
    for step in (0, 1):
        a, b = columns[income + step], columns[crime + step]
        columns[income + step], columns[crime + step] = b, a
    table.set_axis(columns, axis="columns").to_csv(tmp_path / "x.csv", index=False)
    with pytest.raises(StudyError, match="column Income Rank: has the ranks of Crime"):
        read(tmp_path / "x.csv", 2019)


def test_ranks_that_were_never_published(tmp_path: Path, sound: Rows) -> None:
    """As sound as any, but no domain has the ranks that are known: sorted, or another edition."""
    (tmp_path / "x.csv").write_bytes(csv_bytes(sound))
    with pytest.raises(StudyError, match="no column has the ranks that were published for 2019"):
        read(tmp_path / "x.csv", 2019)


@pytest.mark.usefixtures("invented")
def test_a_domain_that_was_corrected_or_is_missing_is_warned_of(
    tmp_path: Path, sound: Rows
) -> None:
    rows = [list(row) for row in sound]
    column = place(rows, "Crime Rank")
    ranks = {int(row[column]): row for row in rows[1:]}
    once = [rank for rank in ranks if rank + 1 in ranks and rank % 3000 == 7]
    for rank in once:  # two areas of one decile change places
        ranks[rank][column], ranks[rank + 1][column] = str(rank + 1), str(rank)
    assert once
    (tmp_path / "x.csv").write_bytes(csv_bytes(rows))
    _, said, odd = read(tmp_path / "x.csv", 2019)
    assert said == "32844 areas, 4 domains"
    assert odd[0].startswith("x.csv: has no ranks of Employment, Education, Skills and Training")
    assert odd[1].startswith("x.csv column Crime Rank: differs from the ranks that were published")
    assert len(odd) == 2


@pytest.mark.parametrize("part", [0.3, 0.999])
@pytest.mark.parametrize("ending", [".csv", ".csv.gz"])
def test_a_file_cut_short(tmp_path: Path, sound: Rows, ending: str, part: float) -> None:
    path = write_indices(tmp_path / f"x{ending}", sound)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * part)])
    with pytest.raises(StudyError, match="download it again"):
        read(path, 2019)
