"""Reference files are known by their columns, whatever they are called and however packed."""

import re
import zipfile
from pathlib import Path

import pytest

from focusgroups.deprivation.reference import (
    find_reference,
    missing_reference,
    survey,
    table_that_holds,
)
from focusgroups.errors import StudyError
from reference_files import LAYOUTS, csv_bytes, lookup_rows, published_rows, write_lookup

POSTCODES = [("L6 4EG", "E01000001", "E01000001", "")]


def few_rows(year: int, domains: tuple[str, ...] = ("imd", "health")) -> list[list[str]]:
    return published_rows(year, domains)[:3]


def test_files_are_known_by_their_columns(tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_bytes(csv_bytes(few_rows(2019)))
    (tmp_path / "a.csv").write_bytes(csv_bytes(few_rows(2025)))
    write_lookup(tmp_path / "what.zip", "onspd", POSTCODES)
    found, problems = find_reference(tmp_path, [2025, 2019])
    assert {name: table.table.path.name for name, table in found.items()} == {
        "indices_2025": "a.csv",
        "indices_2019": "b.csv",
        "postcodes_2021": "what.zip",
        "postcodes_2011": "what.zip",
    }
    assert problems == []
    assert found["postcodes_2011"].table.part == "Data/what.csv"
    assert missing_reference(tmp_path, [2019, 2025]) == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layouts_of_lookups(tmp_path: Path, layout: str) -> None:
    path = write_lookup(tmp_path / "lookup.csv", layout, POSTCODES)
    (found,) = survey(tmp_path).tables
    text = " ".join(LAYOUTS[layout])
    assert found.holds == tuple(
        f"postcodes_20{year}" for year in (11, 21) if re.search(rf"\blsoa{year}(cd)?\b", text)
    )
    assert table_that_holds(path, found.holds[0]).path == path


def test_columns_in_other_letters_and_words_cut_short(tmp_path: Path) -> None:
    rows = few_rows(2025)
    rows[0] = [name.upper() for name in rows[0]]
    rows[0][-1] = "Health Deprivation and Disability Decile (where 1 is most deprived 10% of LSO"
    (tmp_path / "x.csv").write_bytes(csv_bytes(rows))
    lookup = lookup_rows("onspd", POSTCODES)
    lookup[0] = [name.upper() for name in lookup[0]]
    (tmp_path / "y.csv").write_bytes(csv_bytes(lookup))
    assert find_reference(tmp_path, [2025])[1] == []


def test_what_is_missing_is_said_with_the_reason(tmp_path: Path) -> None:
    write_lookup(tmp_path / "new.zip", "nspl_2021", POSTCODES)
    old = lookup_rows("nspl", POSTCODES)
    (tmp_path / "no_doterm.csv").write_bytes(
        csv_bytes([[c for c, n in zip(row, old[0], strict=True) if n != "doterm"] for row in old])
    )
    earlier = few_rows(2019)
    earlier[0] = [name.replace("(2019)", "(2013)") for name in earlier[0]]
    (tmp_path / "earlier.csv").write_bytes(csv_bytes(earlier))
    found, problems = find_reference(tmp_path, [2019])
    assert found == {}
    assert missing_reference(tmp_path, [2019]) == ["indices_2019", "postcodes_2011"]
    text = "\n".join(problems)
    assert "no file holds the Indices of Deprivation 2019" in text
    assert "no file holds postcodes with areas of 2011 (column lsoa11cd or lsoa11)" in text
    assert "deprivation/new.zip: a postcode lookup with areas of 2021 only" in text
    assert "deprivation/no_doterm.csv: a postcode lookup without the column doterm" in text
    assert "deprivation/earlier.csv: the indices of 2015" in text


def test_an_empty_or_absent_folder_says_what_to_put_there(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "none"):
        _, problems = find_reference(folder, [2025])
        assert len(problems) == 2
        assert all("make reference" in line and "config/README.md" in line for line in problems)


def test_the_fullest_file_counts_and_equal_ones_are_refused(tmp_path: Path) -> None:
    (tmp_path / "file_1.csv").write_bytes(csv_bytes(few_rows(2019, ("imd",))))
    (tmp_path / "file_2.csv").write_bytes(csv_bytes(few_rows(2019)))
    write_lookup(tmp_path / "lookup.csv", "nspl", POSTCODES)
    found, problems = find_reference(tmp_path, [2019])
    assert found["indices_2019"].table.path.name == "file_2.csv" and problems == []
    (tmp_path / "file_7.csv").write_bytes(csv_bytes(few_rows(2019)))
    _, problems = find_reference(tmp_path, [2019])
    assert len(problems) == 1
    assert "file_2.csv, file_7.csv all hold" in problems[0] and "keep one" in problems[0]


@pytest.mark.parametrize("name", ["x.zip", "x.xlsx", "x.csv.gz"])
@pytest.mark.parametrize("content", [b"", b"<!doctype html><p>Sign in", b"PK\x03\x04\x00\x00"])
def test_files_that_are_not_what_their_ending_says(
    tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    found = survey(tmp_path)
    assert found.tables == []
    if (name, content) == ("x.csv.gz", b""):
        assert found.other == [name]
    else:
        (problem,) = found.problems
        assert problem.startswith(f"deprivation/{name}: damaged or not what its ending says")


def test_other_files_are_passed_over(tmp_path: Path) -> None:
    for name in ("README.md", "provenance.csv", "embedded_lookup.csv", ".part.csv", "~$x.xlsx"):
        (tmp_path / name).write_text("pcds,doterm,lsoa11\n", encoding="utf-8")
    (tmp_path / "notes.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (tmp_path / "empty.csv").write_text("", encoding="utf-8")
    (tmp_path / "folder.csv").mkdir()
    assert survey(tmp_path).tables == [] and survey(tmp_path).problems == []
    _, problems = find_reference(tmp_path, [2019])
    passed = [line.split(":")[0] for line in problems if "passed over" in line]
    assert passed == [f"deprivation/{name}.csv" for name in ("empty", "folder", "notes")]


def test_all_files_in_one_archive(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for year in (2019, 2025):
            archive.writestr(f"{year}.csv", csv_bytes(few_rows(year)))
        archive.writestr("d/directory.csv", csv_bytes(lookup_rows("onspd", POSTCODES)))
        archive.writestr("d/pieces/L.csv", csv_bytes(lookup_rows("onspd", POSTCODES * 0)))
    found, problems = find_reference(tmp_path, [2019, 2025])
    assert problems == []
    assert {name: table.table.part for name, table in found.items()} == {
        "indices_2019": "2019.csv",
        "indices_2025": "2025.csv",
        "postcodes_2011": "d/directory.csv",
        "postcodes_2021": "d/directory.csv",
    }


def test_the_lookup_that_serves_both_editions_counts(tmp_path: Path) -> None:
    write_lookup(tmp_path / "both.zip", "onspd", POSTCODES)
    write_lookup(tmp_path / "earlier.zip", "best_fit_2011", POSTCODES)
    for year in (2019, 2025):
        (tmp_path / f"{year}.csv").write_bytes(csv_bytes(few_rows(year)))
    found, problems = find_reference(tmp_path, [2019, 2025])
    assert problems == []
    assert found["postcodes_2011"].table.path.name == "both.zip"
    _, problems = find_reference(tmp_path, [2019])
    assert len(problems) == 1 and "both.zip, earlier.zip all hold" in problems[0]


@pytest.mark.parametrize("name", ["{x}.csv", "<private>.zip", "a\nb.csv"])
def test_names_that_snakemake_would_take_for_wildcards(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(csv_bytes(few_rows(2019)))
    found = survey(tmp_path)
    assert found.tables == [] and len(found.problems) == 1
    assert "rename it" in found.problems[0]


def test_a_file_that_was_exchanged_since_is_refused(tmp_path: Path) -> None:
    path = write_lookup(tmp_path / "x.csv", "nspl_2021", POSTCODES)
    with pytest.raises(StudyError, match=r"deprivation/x\.csv: holds no longer postcodes"):
        table_that_holds(path, "postcodes_2011")
