"""Decisions typed into the table of what waits for them, and not yet copied to the sheet.

The next run writes that table anew, and an afternoon's work would be gone.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from focusgroups.errors import StudyError
from focusgroups.sheetfiles import read_cells
from focusgroups.sheetfiles.cells import as_meant
from focusgroups.sheets import Row

TABLE = "private/review_terms.csv"
SHEET = "redaction_decisions"
SHARED = ("term", "decision", "focus_group")  # what tells a row there from others


def uncopied_decisions(results: Path, decisions: Sequence[Row]) -> list[str]:
    """The problem, if there is one, of the table in ``results`` beside the ``decisions`` so far."""
    path = results / TABLE
    if not path.is_file():
        return []
    try:
        typed = set(_decided_in(path))
    except StudyError:
        return [
            f"{TABLE}: changed and no longer to be read; copy your decisions to the sheet {SHEET}, "
            "then delete this file"
        ]
    left = typed - {_key(row) for row in decisions}
    if not left:
        return []
    noun = "decision stands" if len(left) == 1 else "decisions stand"
    return [
        f"{TABLE}: {len(left)} {noun} only there, where a run would overwrite them; copy these "
        f"rows to the sheet {SHEET}, or delete this file"
    ]


def _decided_in(path: Path) -> Iterator[tuple[str, ...]]:
    cells = read_cells(path, TABLE, SHARED)
    header, *body = cells.rows or [[]]
    if not set(SHARED[:2]) <= set(header):
        raise StudyError(f"{TABLE}: without its columns")
    for cells_of_row in body:
        row = dict.fromkeys(SHARED, "") | dict(zip(header, cells_of_row, strict=False))
        if row["decision"]:
            yield _key(row)


def _key(row: Row) -> tuple[str, ...]:
    return tuple(as_meant(row[column]).casefold() for column in SHARED)
