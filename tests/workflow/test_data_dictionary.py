"""Every table that the analysis writes is described column by column, and nothing else is."""

import csv
import re
from pathlib import Path

from focusgroups.deprivation.parquet import read_parquet
from focusgroups.themes.embeddings import VECTOR_COLUMNS

ROOMS = ("private", "working", "candidate")


def described(repository: Path) -> dict[str, list[str]]:
    text = (repository / "docs" / "data_dictionary.md").read_text(encoding="utf-8")
    sections = re.split(r"^## `([^`]+)`", text, flags=re.MULTILINE)
    return {
        name: re.findall(r"^\| `?(\w+)`? \|(?!--)", body.split("|---|")[-1], flags=re.MULTILINE)
        for name, body in zip(sections[1::2], sections[2::2], strict=True)
    }


def written(results: Path) -> dict[str, list[str]]:
    tables = {}
    for room in ROOMS:
        for file in sorted((results / room).rglob("*.csv")):
            name = re.sub(r"FGD\d+", "{group}", file.relative_to(results).as_posix())
            with file.open(encoding="utf-8-sig", newline="") as lines:
                tables[name] = next(csv.reader(lines))
        for file in sorted((results / room).rglob("*.parquet")):
            name = re.sub(r"_\d+", "_{year}", file.relative_to(results).as_posix())
            tables[name] = list(read_parquet(file).columns)
    return tables


def test_dictionary_and_files_agree(finished, official, repository: Path) -> None:
    # Some tables are made only from official files, some only for the demonstration, and one only
    # with packages that the usual installation lacks.
    made = written(official.folder / "results") | written(finished.folder / "results")
    made["private/segment_vectors.csv"] = list(VECTOR_COLUMNS)
    assert described(repository) == made
