"""Postcodes become deciles; neither postcode nor area nor rank leaves the private room."""

import csv
import gzip
import re
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from focusgroups.deprivation.countries import country_of_postcode
from focusgroups.deprivation.editions import DOMAINS, EDITIONS, part_of
from focusgroups.deprivation.lookups import Lookup, embedded_lookup, official_lookup
from focusgroups.deprivation.postcodes import compact, spaced, variants
from focusgroups.errors import StudyError
from focusgroups.tables import read_table
from index_postcodes import index_postcodes
from link_deprivation import link_deprivation
from read_indices import read_indices
from reference_files import (
    Postcode,
    indices,
    invented_passing_for_published,
    published_rows,
    write_indices,
    write_lookup,
)

CHARACTERISTICS = ["age", "gender"]
TRIED = "also after what was tried: capitals, spacing, O for 0, I for 1"
HEADER = "participant_id,focus_group,speaker_labels,age,gender,postcode,consent\n"


@pytest.fixture
def lookup(repository: Path) -> Path:
    return repository / "resources" / "deprivation" / "embedded_lookup.csv"


def link(
    folder: Path,
    sheet: str,
    lookups: Path | dict[int, Lookup],
    characteristics: list[str] = CHARACTERISTICS,
):
    """Link a sheet; return what is said of it, and the tables, everything as text."""
    (folder / "participants.csv").write_text(sheet, encoding="utf-8")
    names = ("matches", "participants", "counts", "moves", "reference")
    outputs = {name: folder / "linked" / f"{name}.csv" for name in names}
    if isinstance(lookups, Path):
        lookups = {2019: embedded_lookup(lookups)}
    said, unfound = link_deprivation(folder / "participants.csv", lookups, characteristics, outputs)
    tables = {name: read_table(path) for name, path in outputs.items()}
    return said, unfound, {**tables, "people": tables["participants"]}


def test_every_state_of_a_match(tmp_path: Path, lookup: Path) -> None:
    typed = {
        "P1": (" l6   4eg ", "live"),
        "P2": ("L64EG", "live"),
        "P3": ("LI 7AZ", "not_found"),
        "P4": ("L2O 4JD", "not_found"),
        "P5": ("", "no_postcode"),
        "P6": ("CF10 3AT", "not_england"),
        "P7": ("G1", "not_england"),
        "P8": ("TD15 1AA", "not_found"),  # a border area: Berwick is in England
        "P9": ("L6", "not_found"),  # an outward code alone does not resolve
        "P10": ("not given", "not_found"),
    }
    rows = "".join(f"{who},G1,{who},40,Female,{code},yes\n" for who, (code, _) in typed.items())
    said, unfound, tables = link(tmp_path, HEADER + rows, lookup)
    matches = tables["matches"].set_index("participant_id")
    assert dict(matches["match"]) == {who: state for who, (_, state) in typed.items()}
    assert dict(tables["people"].set_index("participant_id")["match"]) == dict(matches["match"])
    assert list(matches.index) == list(typed)  # natural order: P10 after P9
    assert matches.loc["P1", "postcode"] == "L6 4EG"
    assert matches.loc["P1", "lsoa"] == "E01006540"
    assert list(matches.loc["P1", ["imd_rank", "imd_decile", "imd_quintile"]]) == ["30", "1", "1"]
    assert list(matches.loc["P2", ["barriers_decile", "barriers_quintile"]]) == ["6", "3"]
    suggested = dict(matches["suggestion"][matches["suggestion"] != ""])
    assert suggested == {"P3": "L1 7AZ", "P4": "L20 4JD"}
    assert set(matches.loc["P3", "imd_rank":]) == {""}
    notes = dict(matches["note"][matches["note"] != ""])
    assert notes == {
        "P3": f"in no list, {TRIED}",
        "P4": f"in no list, {TRIED}",
        "P6": "Wales: the indices are of England only",
        "P7": "Scotland: the indices are of England only",
        "P8": f"in no list, {TRIED}",
        "P9": "an outward code alone does not resolve; the whole postcode is needed",
        "P10": f"not the form of a postcode, {TRIED}",
    }
    assert said == [
        "edition 2019, 10 participants: 2 live, 0 terminated, 5 not_found, 1 no_postcode, "
        "2 not_england"
    ]
    assert unfound == ["P3", "P4", "P8", "P9", "P10"]


def test_counts_make_everybody_in_every_domain(tmp_path: Path, lookup: Path) -> None:
    rows = "P1,G1,A,40,Female,L6 4EG,yes\nP2,G1,B,40,Male,PR8 4AT,no_quotes\nP3,G1,C,,,,yes\n"
    _, _, tables = link(tmp_path, HEADER + rows, lookup)
    counts = tables["counts"]
    assert list(counts["domain"].unique()) == list(DOMAINS)
    for _, of_domain in counts.groupby("domain"):
        assert list(of_domain["decile"]) == [*map(str, range(1, 11)), "no match"]
        assert of_domain["participants"].astype(int).sum() == 3
        assert of_domain["participants"].iloc[-1] == "1"
    barriers = counts[counts["domain"] == "barriers"].set_index("decile")["participants"]
    assert {decile: n for decile, n in barriers.items() if n != "0"} == {
        "6": "1", "10": "1", "no match": "1",
    }  # fmt: skip


def test_nothing_that_names_a_place_leaves_the_private_room(tmp_path: Path, lookup: Path) -> None:
    known = read_table(lookup)
    rows = "".join(
        f"P{i},G1,L{i},40,Female,{code},yes\n" for i, code in enumerate(known["pcds"], start=1)
    )
    said, unfound, _ = link(tmp_path, HEADER + rows + "P99,G1,X,40,Male,LI 7AZ,yes\n", lookup)
    names = ("participants", "counts", "moves", "reference")
    files = [(tmp_path / "linked" / f"{name}.csv").read_text("utf-8") for name in names]
    open_text = "".join([*files[:3], *said, *unfound])
    ranks = [str(n) for domain in DOMAINS for n in known[f"{domain}_rank"] if int(n) > 200]
    secrets = [*known["pcds"], *known["pcds"].map(compact), *known["lsoa11cd"], "L1 7AZ", "LI 7AZ"]
    found = [s for s in [*secrets, *ranks] if re.search(rf"(?<!\w){re.escape(s)}(?!\w)", open_text)]
    assert found == ["2019"] * found.count("2019")  # the edition, should a rank be the same number
    assert "rank" not in open_text and "lsoa" not in open_text


def test_withdrawn_people_are_nowhere(tmp_path: Path, lookup: Path) -> None:
    rows = "P1,G1,A,40,Female,L6 4EG,withdrawn\nP2,G1,B,41,Male,L4 3QJ,yes\n"
    _, _, tables = link(tmp_path, HEADER + rows, lookup)
    assert list(tables["matches"]["participant_id"]) == ["P2"]
    assert list(tables["people"]["participant_id"]) == ["P2"]
    assert tables["counts"]["participants"].astype(int).sum() == len(DOMAINS)


def test_everybody_withdrawn_still_gives_tables(tmp_path: Path, lookup: Path) -> None:
    _, _, tables = link(tmp_path, HEADER + "P1,G1,A,40,Female,L6 4EG,withdrawn\n", lookup)
    assert tables["matches"].empty and tables["people"].empty
    assert len(tables["counts"]) == 11 * len(DOMAINS)
    assert set(tables["counts"]["participants"]) == {"0"}


def test_sheet_without_postcodes_or_characteristics(tmp_path: Path, lookup: Path) -> None:
    sheet = "participant_id,focus_group,speaker_labels\nP1,G1,A\n"
    _, _, tables = link(tmp_path, sheet, lookup)
    assert list(tables["matches"]["match"]) == ["no_postcode"]
    assert list(tables["people"].columns[:4]) == ["participant_id", "focus_group", "age", "gender"]
    assert list(tables["people"].loc[0, ["age", "gender", "imd_decile"]]) == ["", "", ""]


def test_further_columns_only_if_listed(tmp_path: Path, lookup: Path) -> None:
    sheet = HEADER.replace("consent", "consent,carer,diary")
    sheet += "P1,G1,A,40,Female,L6 4EG,yes,no,secret\n"
    _, _, tables = link(tmp_path, sheet, lookup, ["carer"])
    assert list(tables["people"]["carer"]) == ["no"]
    assert not {"age", "diary", "postcode"} & set(tables["people"].columns)


def test_characteristic_with_a_name_of_ours_is_refused(tmp_path: Path, lookup: Path) -> None:
    sheet = HEADER.replace("gender", "match") + "P1,G1,A,40,best,L6 4EG,yes\n"
    with pytest.raises(StudyError, match="column match has a name that the analysis needs"):
        link(tmp_path, sheet, lookup, ["match"])


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda t: t.replace(",30,1,", ",30,2,"), "row 6, columns imd_rank and imd_decile"),
        (lambda t: t.replace(",30,1,", ",0,0,"), "row 6, columns imd_rank and imd_decile"),
        (lambda t: t.replace(",30,1,", ",32845,11,"), "not a rank from 1 to 32844"),
        (lambda t: t.replace(",30,1,", ",,,"), "row 6, columns imd_rank"),
        (lambda t: t.replace(",30,1,", ",thirty,1,"), "not a table of whole numbers"),
        (lambda t: t.replace("L6 4EG", "l4 3qj"), "a postcode given twice"),
        (lambda t: t.replace("crime_rank", "crime"), "the columns must include"),
    ],
)
def test_damaged_lookup_is_refused(tmp_path: Path, lookup: Path, change, problem: str) -> None:
    text = lookup.read_text("utf-8")
    position = text.splitlines().index(next(r for r in text.splitlines() if r.startswith("L6 4EG")))
    damaged = tmp_path / "lookup.csv"
    damaged.write_text(change(text), encoding="utf-8")
    with pytest.raises(StudyError) as error:
        embedded_lookup(damaged)
    assert problem.replace("row 6", f"row {position + 1}") in str(error.value)
    assert "4EG" not in str(error.value)


def test_embedded_lookup_equals_the_official_file(lookup: Path, shared_data: Path) -> None:
    path = shared_data / "reference" / "File_2_-_IoD2019_Domains_of_Deprivation.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8-sig") as file:
        official = {row[0]: row for row in csv.reader(file)}
    known = pd.read_csv(lookup, dtype=str)
    assert len(known) == 18 and len(official) == 32_844 + 1
    for row in known.itertuples(index=False):
        of_area = official[row.lsoa11cd]
        assert [row.lsoa11cd, row.lsoa11nm, row.ladnm] == [of_area[0], of_area[1], of_area[3]]
        assert list(row[4:]) == of_area[4:]


def test_deciles_follow_from_ranks_in_all_official_areas(shared_data: Path) -> None:
    path = shared_data / "reference" / "File_2_-_IoD2019_Domains_of_Deprivation.csv.gz"
    table = pd.read_csv(path, encoding="utf-8-sig").iloc[:, 4:]
    for ranks, deciles in zip(table.columns[::2], table.columns[1::2], strict=True):
        assert (table[ranks].map(lambda rank: part_of(rank, 10, 32_844)) == table[deciles]).all()


@given(st.integers(1, 32_844))
def test_two_deciles_make_a_quintile(rank: int) -> None:
    decile, quintile = part_of(rank, 10, 32_844), part_of(rank, 5, 32_844)
    assert 1 <= decile <= 10 and quintile == (decile + 1) // 2


CODES = st.from_regex(r"[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}", fullmatch=True)


@given(CODES, st.data())
def test_any_spacing_and_case_is_the_same_postcode(code: str, data: st.DataObject) -> None:
    gaps = st.sampled_from(["", " ", "  ", "\u00a0", "\t"])
    typed = "".join(char + data.draw(gaps) for char in code.replace(" ", "").lower())
    assert compact(typed) == code.replace(" ", "")
    assert spaced(typed) == code


@given(CODES, st.data())
def test_confused_letters_are_suggested_back(code: str, data: st.DataObject) -> None:
    swaps = {"O": "0", "0": "O", "I": "1", "1": "I"}
    typed = "".join(
        swaps[char] if char in swaps and data.draw(st.booleans()) else char for char in code
    )
    expected = [] if typed == code else [code]
    assert [form for form in variants(typed) if form == compact(code)] == list(
        map(compact, expected)
    )


BORDERS = "CA6 4AA,CH4 0AA,DG16 5HZ,HR5 3AA,LD7 1AA,LL14 1AA,NP16 7AA,SY10 7AA,TD9 0AA"


@pytest.mark.parametrize("code", [*BORDERS.split(","), "L1 1AA"])
def test_border_areas_are_left_to_the_lookup(code: str) -> None:
    assert country_of_postcode(code) == ""


@pytest.mark.parametrize(
    ("code", "country"),
    [
        ("EH1 1AA", "Scotland"),
        ("zE1 0AA", "Scotland"),
        ("BT1 1AA", "Northern Ireland"),
        ("SA1 1AA", "Wales"),
        ("JE2", "Channel Islands"),
        ("gy11aa", "Channel Islands"),
        ("im11aa", "Isle of Man"),
    ],
)
def test_areas_beyond_england(code: str, country: str) -> None:
    assert country_of_postcode(code) == country


OFFICIAL: list[Postcode] = [
    ("L6 4EG", "E01006540", "E01006540", ""),
    ("L1 7AZ", "E01006514", "E01033700", "201203"),
    ("L20 4JD", "E01007008", "", ""),
    ("TD15 1AA", "E01027359", "E01027359", ""),
    ("TD15 1TZ", "S01012376", "S01012376", "199912"),
    ("LL14 1AA", "W01000349", "W01000349", ""),
    ("BT1 1AA", "", "", ""),
    ("BT1 1AB", "95GG01S1", "N20000001", ""),
    ("JE2 3AA", "L99999999", "L99999999", ""),
    ("IM1 1AA", "M99999999", "M99999999", ""),
    ("WV1 1AA", "", "", "200411"),
]


@pytest.fixture(scope="module")
def official(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Lookup]:
    """Two editions with invented ranks, and a directory of a few postcodes."""
    folder = tmp_path_factory.mktemp("official")
    directory = write_lookup(folder / "directory.zip", "onspd_2025", OFFICIAL)
    lookups = {}
    for year, edition in EDITIONS.items():
        file = write_indices(folder / f"{year}.csv", published_rows(year))
        ranks, index = folder / f"indices_{year}.parquet", folder / f"{edition.census}.parquet"
        with invented_passing_for_published(folder):
            read_indices(file, year, ranks)
        index_postcodes(directory, edition.census, index)
        lookups[year] = official_lookup(index, ranks)
    return lookups


PEOPLE = {
    "P1": ("l64eg", "live", "live"),
    "P2": ("L1 7AZ", "terminated", "terminated"),
    "P3": ("L20 4JD", "live", "not_found"),
    "P4": ("TD15 1AA", "live", "live"),
    "P5": ("TD15 1TZ", "not_england", "not_england"),
    "P6": ("LL14 1AA", "not_england", "not_england"),
    "P7": ("BT1 1AA", "not_england", "not_england"),
    "P8": ("BT1 1AB", "not_england", "not_england"),
    "P9": ("JE2 3AA", "not_england", "not_england"),
    "P10": ("IM1 1AA", "not_england", "not_england"),
    "P11": ("WV1 1AA", "not_found", "not_found"),
    "P12": ("L2O 4JD", "not_found", "not_found"),
    "P13": ("", "no_postcode", "no_postcode"),
    "P14": ("L99 9ZZ", "not_found", "not_found"),
}


def test_two_official_editions_side_by_side(tmp_path: Path, official: dict[int, Lookup]) -> None:
    rows = "".join(f"{who},G1,{who},40,Female,{code},yes\n" for who, (code, *_) in PEOPLE.items())
    said, unfound, tables = link(tmp_path, HEADER + rows, official)
    matches = tables["matches"]
    assert list(matches["participant_id"]) == [who for who in PEOPLE for _ in range(2)]
    assert list(matches["edition"]) == ["2019", "2025"] * len(PEOPLE)
    for place, year in ((1, "2019"), (2, "2025")):
        of_year = matches[matches["edition"] == year].set_index("participant_id")
        assert dict(of_year["match"]) == {who: known[place] for who, known in PEOPLE.items()}
    first = matches[matches["edition"] == "2019"].set_index("participant_id")
    assert first.loc["P2", "note"] == "not in use since 2012-03"
    assert first.loc["P11", "note"] == "in the lookup, which knows no area for it"
    assert first.loc["P12", "suggestion"] == "L20 4JD"
    countries = [note.partition(":")[0] for note in first.loc["P5":"P10", "note"]]
    assert countries == [
        "Scotland", "Wales", "Northern Ireland", "Northern Ireland", "Channel Islands",
        "Isle of Man",
    ]  # fmt: skip
    assert unfound == ["P3", "P11", "P12", "P14"]  # P3 by the areas of 2021 only
    assert said[1].startswith("edition 2025, 14 participants: 2 live, 1 terminated, 4 not_found")
    ranks = indices(2025).set_index("lsoa")
    second = matches[matches["edition"] == "2025"].set_index("participant_id")
    for domain in DOMAINS:
        assert second.loc["P2", f"{domain}_rank"] == str(ranks.loc["E01033700", f"{domain}_rank"])
    assert set(tables["participants"]["imd_edition"]) == {"2019"}
    assert len(tables["participants"]) == len(PEOPLE)
    assert list(tables["reference"]["file"]) == [
        "2019.csv", "directory.zip", "2025.csv", "directory.zip",
    ]  # fmt: skip


def test_moves_between_editions_are_counted(tmp_path: Path, official: dict[int, Lookup]) -> None:
    rows = "".join(f"{who},G1,{who},40,Female,{code},yes\n" for who, (code, *_) in PEOPLE.items())
    # The order in the config says which edition is the main one, never which came first.
    turned = {year: official[year] for year in (2025, 2019)}
    _, _, tables = link(tmp_path, HEADER + rows, turned)
    assert set(tables["participants"]["imd_edition"]) == {"2025"}
    moves = tables["moves"]
    assert list(moves.columns) == ["edition_from", "edition_to", "domain", "move", "participants"]
    areas = {"P1": ("E01006540",) * 2, "P2": ("E01006514", "E01033700"), "P4": ("E01027359",) * 2}
    before, after = (indices(year).set_index("lsoa") for year in EDITIONS)
    for domain in DOMAINS:
        steps = [
            part_of(after.loc[new, f"{domain}_rank"], 10, 33_755)
            - part_of(before.loc[old, f"{domain}_rank"], 10, 32_844)
            for old, new in areas.values()
        ]
        expected = [
            sum(s < 0 for s in steps),
            sum(s == 0 for s in steps),
            sum(s > 0 for s in steps),
        ]
        of_domain = moves[moves["domain"] == domain]
        assert list(of_domain["participants"]) == [*map(str, expected), "11"]
        assert list(of_domain["edition_from"].unique()) == ["2019"]


def test_overall_index_alone(tmp_path: Path, official: dict[int, Lookup]) -> None:
    """The published File 1 has no domains."""
    alone = replace(official[2019], indices=official[2019].indices[["lsoa", "imd_rank"]])
    sheet = HEADER + "P1,G1,A,40,Female,L6 4EG,yes\n"
    _, _, tables = link(tmp_path, sheet, {2019: alone})
    assert tables["matches"].loc[0, "imd_decile"] != ""
    assert set(tables["matches"].loc[0, "income_rank":]) == {""}
    assert set(tables["counts"]["domain"]) == {"imd"}
    assert tables["participants"].loc[0, "health_decile"] == ""
    assert tables["moves"].empty


def test_lookup_and_indices_that_do_not_belong_together(
    tmp_path: Path, official: dict[int, Lookup]
) -> None:
    known = official[2019].indices
    torn = replace(official[2019], indices=known[known["lsoa"] != "E01006540"])
    with pytest.raises(StudyError, match="areas that the indices of 2019 do not rank") as error:
        link(tmp_path, HEADER + "P1,G1,A,40,Female,L6 4EG,yes\n", {2019: torn})
    assert "E010" not in str(error.value) and "4EG" not in str(error.value)
