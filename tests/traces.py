"""Looking for what somebody said, wherever a run or Snakemake may have left it."""

import html
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from csvrows import rows_of

IN_A_ROW = 5


def runs_of_words(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z']+", html.unescape(text).casefold().replace("’", "'"))
    return set(zip(*(words[start:] for start in range(IN_A_ROW)), strict=False))


def texts(*folders: Path) -> Iterator[tuple[Path, str]]:
    """Every file below the folders with all its text; of an archive that of its parts."""
    for file in sorted(file for folder in folders for file in folder.rglob("*") if file.is_file()):
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as archive:
                parts = [archive.read(name) for name in archive.namelist()]
            yield file, b" ".join(parts).decode("utf-8", "replace")
        else:
            yield file, file.read_bytes().decode("utf-8", "replace")


class Person:
    """What one participant said before withdrawing, by the results of an earlier run."""

    def __init__(self, results: Path, group: str, person: str) -> None:
        self.id = person
        told = [
            row
            for room in ("private", "working")
            for file in sorted((results / room / "turns").glob("*.csv"))
            for row in rows_of(file)
        ]
        own = [row for row in told if row["speaker"] == person]
        self.turns = {row["turn_id"] for row in own}
        others = " ".join(row["text"] for row in told if row["speaker"] != person)
        self.words = set().union(*(runs_of_words(row["text"]) for row in own))
        self.words -= runs_of_words(others)
        assert len(self.turns) > 5 and len(self.words) > 100
        assert {turn.partition("-")[0] for turn in self.turns} == {group}

    def traces(self, *folders: Path) -> list[str]:
        """Files that hold words of theirs, a turn of theirs by its id, or them as a speaker."""
        found = []
        for file, text in texts(*folders):
            if runs_of_words(text) & self.words:
                found.append(f"words in {file.name}")
            if any(re.search(rf"\b{turn}\b", text) for turn in self.turns):
                found.append(f"turns in {file.name}")
            if file.suffix == ".csv":
                cells = {value for row in rows_of(file) for value in row.values()}
                found += [f"cell of {file.name}"] if self.id in cells else []
        return found
