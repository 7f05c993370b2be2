"""Deprivation from official files: two editions, to the release, with nobody's area in it."""

import os
import re
from pathlib import Path

import pandas as pd

from commands import command
from focusgroups.deprivation.editions import DOMAINS, EDITIONS
from reference_files import directory_of, indices, write_lookup

RULES = {"read_indices", "index_postcodes"}


def table(project, name: str) -> pd.DataFrame:
    return pd.read_csv(project.folder / "results" / name, dtype=str, keep_default_na=False)


def test_everybody_is_counted_in_both_editions(official) -> None:
    matches = table(official, "private/postcode_matches.csv")
    assert matches["match"].value_counts().to_dict() == {
        "live": 2 * 15, "terminated": 2, "not_england": 2, "not_found": 2,
    }  # fmt: skip
    people = table(official, "working/participants.csv")
    assert len(people) == 18 and set(people["imd_edition"]) == {"2019"}
    printed = table(official, "release/1_demographics/table_2_deprivation.csv")
    for year in EDITIONS:
        ranks = indices(year).set_index("lsoa")
        for domain in DOMAINS:
            rows = printed[(printed["edition"] == str(year)) & (printed["domain"] == domain)]
            counts = rows.set_index("decile")["n"].astype(int)
            assert counts.drop("<=3").sum() == 18 and counts["no match"] == 2
            areas = matches.loc[matches["edition"] == str(year), "lsoa"]
            known = ranks.loc[[area for area in areas if area], f"{domain}_rank"]
            assert counts["<=3"] == (known <= 3 * EDITIONS[year].areas / 10).sum()
    moves = table(official, "release/1_demographics/table_2b_deprivation_moves.csv")
    assert list(moves.groupby("domain")["n"].apply(lambda n: n.astype(int).sum())) == [18] * 8


def test_no_postcode_area_or_rank_leaves_the_private_room(official) -> None:
    matches = table(official, "private/postcode_matches.csv")
    ranks = matches[[f"{domain}_rank" for domain in DOMAINS]].to_numpy().ravel()
    secret = {rank for rank in ranks if len(rank) == 5}
    codes = [code for code in matches["postcode"] if code]
    secret |= {*codes, *(code.replace(" ", "") for code in codes), *matches["lsoa"]} - {""}
    results = official.folder / "results"
    files = [
        file
        for place in (results / "working", results / "candidate", results / "release",
                      results / "logs", official.folder / ".snakemake")
        for file in place.rglob("*")
        if file.is_file() and file.suffix not in (".png", ".svg", ".docx")
    ]  # fmt: skip
    assert len(files) > 60
    for file in files:
        text = file.read_text("utf-8", errors="replace")
        text = re.sub(r"<svg.*?</svg>", "", text, flags=re.DOTALL)
        words = set(re.findall(r"(?<![\w.#-])[A-Z0-9]{5,9}(?![\w.-])", text))
        assert not words & secret, file.name
        assert not any(code in text for code in codes), file.name


def test_which_files_were_used_is_told(official) -> None:
    used = table(official, "working/reference_files.csv")
    assert list(used["file"]) == [
        "indices of 2019.csv", "directory.zip", "indices of 2025.csv", "directory.zip",
    ]  # fmt: skip
    report = (official.folder / "results" / "release" / "report.html").read_text("utf-8")
    assert all(name in report for name in {*used["file"]})
    assert all(digest[:12] in report for digest in used["sha256"])


def test_the_index_is_made_once(official, tmp_path: Path) -> None:
    project = official.copy(tmp_path / "project")
    assert project.planned().rules == set()
    people = project.folder / "resources" / "participants.csv"
    text = people.read_text("utf-8")
    people.write_text(text.replace("L6 4EG", "L6 4EH"), encoding="utf-8")
    planned = project.planned().rules
    assert "link_deprivation" in planned and not planned & RULES
    project.edit("config/config.yaml", "editions: [2019, 2025]", "editions: [2025]")
    assert not project.planned().rules & RULES
    lookup = project.folder / "resources" / "deprivation" / "directory.zip"
    write_lookup(lookup, "onspd_2025", directory_of(people)[1:])
    os.utime(lookup, (0, 0))  # older than what was made of the one before
    assert RULES & project.planned().rules == {"index_postcodes"}


def test_what_is_missing_is_said_before_any_job(official, tmp_path: Path) -> None:
    project = official.copy(tmp_path / "project")
    folder = project.folder / "resources" / "deprivation"
    (folder / "directory.zip").unlink()
    (folder / "indices of 2025.csv").rename(folder / "ranks.txt")
    outcome = project.snakemake()
    said = outcome.stdout + outcome.stderr
    assert outcome.returncode != 0 and "Job stats" not in said
    for missed in ("Indices of Deprivation 2025", "areas of 2011", "areas of 2021"):
        assert missed in said
    assert (project.folder / "results" / "working" / "participants.csv").is_file()
    reviewed = command(project.folder, "review_study")
    assert reviewed.returncode == 0, reviewed.stderr
    # All results would count as outdated; but who must take words away needs no official file.
    refused = command(project.folder, "purge_study")
    assert refused.returncode != 0 and "Nothing was removed" in refused.stderr
    people = project.folder / "resources" / "participants.csv"
    first = people.read_text("utf-8").splitlines()[1]
    project.edit("resources/participants.csv", first, first.removesuffix("yes") + "withdrawn")
    purged = command(project.folder, "purge_study").stdout
    assert "what depends on it was removed" in purged
    assert "cannot be looked into" not in purged


def test_purge_passes_over_public_tables(official, tmp_path: Path) -> None:
    project = official.copy(tmp_path / "project")
    people = project.folder / "resources" / "participants.csv"
    first = people.read_text("utf-8").splitlines()[1]
    project.edit("resources/participants.csv", first, first.removesuffix("yes") + "withdrawn")
    project.run("--until", "link_deprivation")
    purged = command(project.folder, "purge_study").stdout
    assert "cannot be looked into" not in purged
    kept = sorted((project.folder / "results" / "private" / "reference").iterdir())
    assert len(kept) == 4


def test_damaged_indices_stop_only_what_needs_them(official, tmp_path: Path) -> None:
    project = official.copy(tmp_path / "project")
    file = project.folder / "resources" / "deprivation" / "indices of 2019.csv"
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(lines[:-1]))
    problem = "indices of 2019.csv: 32843 rows of areas, where the edition 2019 has 32844"
    checked = project.snakemake("check_inputs")
    assert checked.returncode != 0 and problem in checked.stdout + checked.stderr
    outcome = project.snakemake()
    assert outcome.returncode != 0 and problem in outcome.stdout + outcome.stderr
    assert not list((project.folder / "results" / "release").glob("*"))
