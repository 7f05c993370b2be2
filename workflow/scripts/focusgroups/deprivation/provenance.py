"""Where downloaded reference files come from: the table provenance.csv beside them."""

from pathlib import Path

import pandas as pd

from focusgroups.deprivation.fetching import Arrived, Download
from focusgroups.errors import StudyError
from focusgroups.tables import read_table, write_table

PROVENANCE = "provenance.csv"
LICENCE = "Open Government Licence v3.0"
COLUMNS = ("file", "title", "publisher", "licence", "address", "retrieved", "size", "sha256")


def record(download: Download, arrived: Arrived, folder: Path, today: str) -> None:
    """Write a row for a file that arrived in ``folder`` on ``today`` (2026-03-31).

    It replaces an earlier row of the same file; rows of other files stay. Raises StudyError when
    the table cannot be read or written: then it stays as it is.
    """
    path = folder / PROVENANCE
    row = {
        "file": download.file,
        "title": download.title,
        "publisher": download.publisher,
        "licence": LICENCE,
        "address": download.address,
        "retrieved": today,
        "size": str(arrived.size),
        "sha256": arrived.sha256,
    }
    try:
        known = read_table(path) if path.exists() else pd.DataFrame(columns=list(COLUMNS))
        if list(known.columns) != list(COLUMNS):
            raise ValueError
        others = known[known["file"] != download.file]
        write_table(pd.concat([others, pd.DataFrame([row])]), path, COLUMNS)
    except (OSError, ValueError):
        problem = "cannot be read as it was written, or not be written; it stays as it is"
        remedy = f"mend it or move it away, and add the row of {download.file} yourself"
        raise StudyError(f"{PROVENANCE}: {problem}; {remedy}") from None
