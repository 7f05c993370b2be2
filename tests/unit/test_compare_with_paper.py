"""Published figures stand beside what the candidate tables say, and only that."""

from pathlib import Path

import pytest
import yaml

from compare_with_paper import compare_with_paper
from focusgroups.errors import StudyError
from focusgroups.tables import read_table
from focusgroups.tabulation.comparison import RECOMPUTED, read_paper_figures

TABLES = {
    "facts": "fact,value\nfocus_groups,6\nscheduled_groups,5\nadded_groups,1\nparticipants,18\n"
    "sites,2\nminutes_min,60\nminutes_max,90\ninvited,187\n",
    "participants": "characteristic,level,n,percent\nparticipants,all,18,100.0\n"
    "age,34 to 65,18,100.0\nage,30-39,2,11.1\ngender,Female,12,66.7\n"
    "ethnicity,White British,14,77.8\nmarital_status,Single,14,77.8\n",
    "deprivation": "edition,domain,decile,n,percent\n2019,imd,1,9,50.0\n2019,imd,<=3,14,77.8\n"
    "2019,health,1,12,66.7\n2019,health,<=3,14,77.8\n",
    "themes": "theme,segments,participants,focus_groups,percent_of_words\na,9,8,6,10.0\n"
    "b,9,8,6,10.0\nc,9,8,6,10.0\nd,9,8,6,10.0\nnone,30,18,6,60.0\n",
}


def compare(folder: Path, paper: Path, **changed: str) -> dict[str, list[str]]:
    for name, text in {**TABLES, **changed}.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    inputs = {name: folder / f"{name}.csv" for name in TABLES}
    compare_with_paper(paper, **inputs, comparison=folder / "comparison.csv")
    rows = read_table(folder / "comparison.csv").itertuples(index=False)
    return {row[0]: list(row[1:]) for row in rows}


@pytest.fixture
def paper(repository: Path) -> Path:
    return repository / "config" / "paper_figures.yaml"


def test_all_published_figures_match_where_the_study_has_them(tmp_path: Path, paper: Path) -> None:
    rows = compare(tmp_path, paper)
    assert set(rows) == set(RECOMPUTED)
    assert [figure for figure, row in rows.items() if row[2] != "true"] == []
    assert rows["age_range"] == ["34 to 65", "34 to 65", "true", "planted"]
    assert rows["invited"] == ["187", "187", "true", "given"]


@pytest.mark.parametrize(
    ("table", "old", "new", "figure", "recomputed"),
    [
        ("participants", "Female,12,66.7", "Female,11,61.1", "female", "11"),
        ("participants", "Female,12,66.7", "Female,,", "female", ""),
        ("participants", "gender,Female,12,66.7\n", "", "female", ""),
        ("participants", "34 to 65", "30 to 65", "age_range", "30 to 65"),
        ("participants", "age,34 to 65,18,100.0\n", "", "age_range", ""),
        ("deprivation", "2019,imd,<=3,14", "2019,imd,<=3,13", "imd_decile_3_or_below", "13"),
        ("deprivation", "imd,1,9", "imd,1,", "imd_decile_1", ""),
        ("facts", "minutes_max,90", "minutes_max,", "minutes", ""),
        ("themes", "d,9,8,6,10.0", "d,0,0,0,0.0", "themes", "3"),
        ("themes", "d,9,8,6,10.0", "d,,,,", "themes", "4"),
        ("themes", "9,8,6,10.0", ",,,", "themes", ""),
    ],
)  # fmt: skip
def test_another_number_is_no_match(
    tmp_path: Path, paper: Path, table: str, old: str, new: str, figure: str, recomputed: str
) -> None:
    assert old in TABLES[table]
    row = compare(tmp_path, paper, **{table: TABLES[table].replace(old, new)})[figure]
    assert row[1] == recomputed
    assert row[2] == str(recomputed == row[0]).lower()


@pytest.mark.parametrize(
    ("deprivation", "recomputed"),
    [
        ("2019,imd,1,9,50.0\n2025,imd,1,8,44.4\n", "9"),
        ("2025,imd,1,8,44.4\n2019,imd,1,9,50.0\n", "9"),
        ("2025,imd,1,9,50.0\n", ""),
    ],
)
def test_published_deciles_are_of_2019(
    tmp_path: Path, paper: Path, deprivation: str, recomputed: str
) -> None:
    table = f"edition,domain,decile,n,percent\n{deprivation}"
    row = compare(tmp_path, paper, deprivation=table)["imd_decile_1"]
    assert row[:3] == ["9", recomputed, str(recomputed == "9").lower()]


def test_known_figures_and_bases(paper: Path) -> None:
    figures = read_paper_figures(paper)
    assert {f.basis for f in figures} == {"planted", "given"}
    assert {"invited", "sites", "minutes"} <= {f.figure for f in figures if f.basis == "given"}


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("figures: [{figure: beds, value: 4, basis: given}]", "figures[1]: unknown figure"),
        ("figures: [{figure: sites, value: 4, basis: guess}]", "figures[1]: basis must be"),
        ("figures: [{figure: sites, value: 4}]", "figures[1]: must have the keys"),
        ("figures: [sites]", "figures[1]: must have the keys"),
        ("figures: 4", "must hold a list figures"),
        ("sites: 2", "must hold a list figures"),
        ("figures: [", "line 1: not valid YAML; compare config/paper_figures.yaml"),
        ("figures: []\nfigures: []", "line 2: a key for the second time"),
    ],
)
def test_file_that_cannot_be_understood(tmp_path: Path, content: str, problem: str) -> None:
    file = tmp_path / "paper.yaml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(StudyError) as error:
        read_paper_figures(file)
    assert str(error.value).startswith("paper.yaml")
    assert problem in str(error.value)


def test_file_in_another_encoding(tmp_path: Path) -> None:
    file = tmp_path / "paper.yaml"
    file.write_bytes("figures: []\n# caf\u00e9".encode("windows-1252"))
    with pytest.raises(StudyError) as error:
        read_paper_figures(file)
    assert error.value.problems == ("paper.yaml line 2: not UTF-8; save it as UTF-8",)


def test_values_are_compared_as_text(tmp_path: Path) -> None:
    file = tmp_path / "paper.yaml"
    entry = {"figure": "sites", "value": 2, "basis": "given"}
    file.write_text(yaml.safe_dump({"figures": [entry]}), encoding="utf-8")
    assert compare(tmp_path, file) == {"sites": ["2", "2", "true", "given"]}
