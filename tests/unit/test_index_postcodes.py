"""A postcode lookup, as published, becomes a compact index; a damaged one is refused."""

import random
import re
from pathlib import Path

import pandas as pd
import pytest

from focusgroups.deprivation.editions import DOMAINS, EDITIONS
from focusgroups.deprivation.lookups import official_lookup
from focusgroups.deprivation.matches import match_postcodes
from focusgroups.deprivation.parquet import read_parquet, source_of
from focusgroups.deprivation.postcode_index import find_postcodes
from focusgroups.deprivation.published import fingerprint
from focusgroups.errors import StudyError
from index_postcodes import index_postcodes
from read_indices import read_indices
from reference_files import LAYOUTS, Postcode, csv_bytes, lookup_rows, write_lookup

POSTCODES: list[Postcode] = [
    ("YO1 9AA", "E01000003", "E01000033", ""),
    ("L6 4EG", "E01000001", "E01000011", ""),
    ("B13 3AH", "", "", "200411"),
    ("CF10 3AT", "W01000001", "W01000002", ""),
    ("BT1 1AA", "95GG01S1", "N20000001", "201001"),
    ("GIR 0AA", "E01000002", "E01000002", ""),
]


def index(path: Path, census: int = 2011) -> Path:
    output = path.with_name("index.parquet")
    said, odd = index_postcodes(path, census, output)
    assert said == f"{len(POSTCODES)} postcodes"
    assert len(odd) == 1 and " areas of England; people who live in others" in odd[0]
    return output


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("ending", [".csv", ".zip"])
def test_every_layout_gives_the_same_index(tmp_path: Path, layout: str, ending: str) -> None:
    path = write_lookup(tmp_path / f"lookup{ending}", layout, POSTCODES)
    for census, place in ((2011, 1), (2021, 2)):
        if not any(f"lsoa{census - 2000}" in column for column in LAYOUTS[layout]):
            continue
        table = read_parquet(index(path, census))
        assert list(table["postcode"]) == sorted(code[0].replace(" ", "") for code in POSTCODES)
        areas = {code[0].replace(" ", ""): code[place] for code in POSTCODES}
        assert dict(zip(table["postcode"], table["lsoa"], strict=True)) == areas
        ended = {code[0].replace(" ", ""): code[3] for code in POSTCODES}
        assert dict(zip(table["postcode"], table["ended"], strict=True)) == ended


def test_the_index_knows_its_source_and_is_the_same_each_time(tmp_path: Path) -> None:
    path = write_lookup(tmp_path / "it's a lookup.zip", "onspd", POSTCODES)
    first = index(path).read_bytes()
    assert index(path).read_bytes() == first
    other = write_lookup(tmp_path / "other.csv", "nspl", POSTCODES[::-1])
    assert read_parquet(index(other))["postcode"].iloc[0] == "B133AH"
    source = source_of(index(path))
    assert (source.file, source.sha256) == (path.name, fingerprint(path))
    assert "people who live in others will not be found" in source.note


def test_finding_keeps_the_order_and_tells_unknown_from_without_area(tmp_path: Path) -> None:
    found = find_postcodes(
        index(write_lookup(tmp_path / "x.csv", "nspl", POSTCODES)),
        ["B133AH", "X", "YO19AA", "YO19AA", ""],
    )
    assert found["lsoa"].fillna("unknown").tolist() == [
        "", "unknown", "E01000003", "E01000003", "unknown",
    ]  # fmt: skip
    assert found["ended"].fillna("unknown").tolist()[:2] == ["200411", "unknown"]


def test_finding_nothing_in_any_index(tmp_path: Path) -> None:
    lookup = index(write_lookup(tmp_path / "x.csv", "nspl", POSTCODES))
    assert find_postcodes(lookup, []).empty
    assert find_postcodes(lookup, ["'; drop table lookup"])["lsoa"].isna().all()


def test_folders_that_look_like_columns(tmp_path: Path) -> None:
    folder = tmp_path / "lsoa=1" / "it's [a] place"
    folder.mkdir(parents=True)
    lookup = index(write_lookup(folder / "x.csv", "nspl", POSTCODES))
    assert find_postcodes(lookup, ["YO19AA"])["lsoa"].tolist() == ["E01000003"]
    assert list(read_parquet(lookup).columns) == ["postcode", "lsoa", "ended"]
    assert source_of(lookup).rows == len(POSTCODES)


def test_letters_of_other_encodings_and_spaces_in_cells(tmp_path: Path) -> None:
    rows = lookup_rows("best_fit_2011", POSTCODES)
    rows[1][-1] = "Ynys Môn"
    rows[2] = [f" {cell} " for cell in rows[2]]
    rows[3][4] += ".0"  # as Excel may have it
    rows.append([""] * len(rows[0]))
    (tmp_path / "x.csv").write_bytes(csv_bytes(rows, mark=False).decode("utf-8").encode("latin-1"))
    assert list(read_parquet(index(tmp_path / "x.csv"))["lsoa"])[-2:] == ["E01000001", "E01000003"]


DAMAGE = {
    "cut within a row": (lambda t: t[: t.rindex(",E0100")], "row 7: ends before its last column"),
    "columns swapped": (lambda t: t.replace("pcds,dointr", "dointr,pcds"), "6 rows, column pcds"),
    "no area code": (lambda t: t.replace("W01000001", "Wales"), "no code of an area"),
    "no month": (lambda t: t.replace("200411", "Nov 2004"), "1 rows, column doterm"),
    "twice": (lambda t: t.replace("YO1 9AA", "l64eg"), "1 rows, column pcds: a postcode that"),
    "nothing below the header": (lambda t: t[: t.index("\n") + 1], "has no postcode with an area"),
    "no area at all": (lambda t: re.sub("E01[0-9]{6}", "", t), "has no postcode with an area"),
    "every postcode ended": (
        lambda t: t.replace("198001,,", "198001,200101,"),
        "says of every postcode that it has ended",
    ),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damaged_lookups_are_refused(tmp_path: Path, damage: str) -> None:
    change, reason = DAMAGE[damage]
    content = csv_bytes(lookup_rows("nspl", POSTCODES), mark=False).decode("utf-8")
    assert change(content) != content
    (tmp_path / "x.csv").write_text(change(content), encoding="utf-8")
    with pytest.raises(StudyError) as error:
        index(tmp_path / "x.csv")
    assert reason in str(error.value)
    assert not any(code in str(error.value) for code in ("4EG", "YO1", "W01", "Wales", "Nov"))
    assert not (tmp_path / "index.parquet").exists()


@pytest.mark.parametrize("part", [0.2, 0.9])
def test_an_archive_cut_short(tmp_path: Path, part: float) -> None:
    path = write_lookup(tmp_path / "x.zip", "onspd", POSTCODES)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * part)])
    with pytest.raises(StudyError, match=r"x\.zip: damaged .*download it again"):
        index(path)


def test_an_archive_with_a_wrong_byte(tmp_path: Path) -> None:
    many = [(f"L{n} 4EG", f"E0100{n:04}", "", "") for n in range(10, 100)]
    path = write_lookup(tmp_path / "x.zip", "onspd", many)
    content = bytearray(path.read_bytes())
    content[len(content) * 3 // 4] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(StudyError, match="download it again"):
        index(path)


def test_the_official_files_of_2019_equal_a_plain_join(
    tmp_path: Path, shared_data: Path, english: pd.DataFrame
) -> None:
    """5,000 English postcodes through the index of the whole lookup, and by pandas alone."""
    lookup = shared_data / "reference" / "PCD_OA_LSOA_MSOA_LAD_MAY22_UK_LU.zip"
    assert index_postcodes(lookup, 2011, tmp_path / "index.parquet") == ("2676240 postcodes", [])
    indices = shared_data / "reference" / "File_2_-_IoD2019_Domains_of_Deprivation.csv.gz"
    assert_as_joined(english, indices, 2019, tmp_path)


def test_the_official_indices_of_2025_equal_a_plain_join(
    tmp_path: Path, shared_data: Path, english: pd.DataFrame
) -> None:
    """The same for 2025, with a directory made here: no list with areas of 2021 is at hand.

    Most codes of areas did not change between the censuses, so those of 2011 that the edition has
    stand for those of 2021.
    """
    indices = shared_data / "reference" / "iod2025_domains_lsoa21.csv.gz"
    areas = set(pd.read_csv(indices, usecols=["LSOA code (2021)"])["LSOA code (2021)"])
    known = english[english["lsoa"].isin(areas)]
    assert len(known) > 0.9 * len(english)
    rows = [(code, "", lsoa, ended) for code, lsoa, ended in known.itertuples(index=False)]
    directory = write_lookup(tmp_path / "directory.zip", "onspd_2025", rows)
    index_postcodes(directory, 2021, tmp_path / "index.parquet")
    assert_as_joined(known, indices, 2025, tmp_path)


@pytest.fixture(scope="module")
def english(shared_data: Path) -> pd.DataFrame:
    """5,000 postcodes in England, live and terminated, as the official lookup has them."""
    table = pd.read_csv(
        shared_data / "reference" / "PCD_OA_LSOA_MSOA_LAD_MAY22_UK_LU.zip",
        usecols=["pcds", "lsoa11cd", "doterm"], dtype=str, keep_default_na=False,
        encoding="latin-1",
    ).rename(columns={"lsoa11cd": "lsoa"})  # fmt: skip
    of_england = table[table["lsoa"].str.startswith("E01")]
    drawn = of_england.iloc[random.Random(2019).sample(range(len(of_england)), 5000)]
    return drawn[["pcds", "lsoa", "doterm"]]


def assert_as_joined(chosen: pd.DataFrame, indices: Path, year: int, folder: Path) -> None:
    """Every rank, decile and state that the analysis gives is that of a plain join."""
    census = f"LSOA code ({EDITIONS[year].census})"
    ranks = pd.read_csv(indices, encoding="utf-8-sig")
    joined = chosen.merge(ranks, left_on="lsoa", right_on=census, how="left")
    assert joined.notna().all().all()
    read_indices(indices, year, folder / "indices.parquet")
    lookup = official_lookup(folder / "index.parquet", folder / "indices.parquet")
    typed = [
        code if n % 3 else code.lower().replace(" ", "") for n, code in enumerate(joined["pcds"])
    ]
    people = [{"participant_id": f"P{n}", "postcode": code} for n, code in enumerate(typed)]
    matches = match_postcodes(people, lookup.find, lookup.indices, EDITIONS[year])
    assert list(matches["postcode"]) == list(joined["pcds"])
    assert list(matches["lsoa"]) == list(joined["lsoa"])
    states = joined["doterm"].map(lambda month: "terminated" if month else "live")
    assert list(matches["match"]) == list(states)
    for measure in ("rank", "decile"):
        published = joined.filter(regex=f" {measure.title()} ").set_axis(
            [f"{domain}_{measure}" for domain in DOMAINS], axis="columns"
        )
        ours = matches[list(published.columns)].astype("int64")
        pd.testing.assert_frame_equal(ours, published)
