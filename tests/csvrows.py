"""The rows of a table, read without the project's own code."""

import csv
from pathlib import Path


def rows_of(table: Path) -> list[dict[str, str]]:
    """Each row from column to cell, all of it text."""
    with table.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
