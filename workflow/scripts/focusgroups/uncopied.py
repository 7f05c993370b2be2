"""Decisions and codings typed into the tables that ask for them, and not yet on a sheet.

The next run writes those tables anew, and an afternoon's work would be gone.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from focusgroups.errors import StudyError
from focusgroups.sheetfiles import read_cells
from focusgroups.sheetfiles.cells import as_meant
from focusgroups.sheets import CODING, QUOTES, Row, listed, read_sheet, sheet_rules

TABLE = "private/review_terms.csv"
SHEET = "redaction_decisions"
TO_CODE = ("working/next_to_code.csv", "working/next_to_code.xlsx")
PROPOSED = "working/quotes_proposed.xlsx"
SHARED = ("term", "decision", "focus_group")  # what tells a row there from others

Entry = tuple[str, frozenset[str], str]  # a segment, its themes, and what was decided


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


def uncopied_codings(results: Path, codings: Iterable[Row]) -> list[str]:
    """The problems of the tables of what to code next, beside all ``codings`` of coders so far."""
    known = {_entry(row) for row in codings}
    problems: list[str] = []
    for name in TO_CODE:
        left, readable = _filled_in(results / name, CODING, known)
        if left:
            noun = "coding stands" if left == 1 else "codings stand"
            problems.append(
                f"{name}: {left} {noun} only there, where a run would overwrite them; save "
                "them as a file of your own in coding/, or delete this file"
            )
        elif not readable:
            problems.append(
                f"{name}: changed and no longer to be read; save your codings as a file of your "
                "own in coding/, then delete this file"
            )
    return problems


def uncopied_quotes(results: Path, quotes: Iterable[Row]) -> list[str]:
    """The problem, if there is one, of the workbook of proposed quotes beside the sheet quotes."""
    left, readable = _filled_in(results / PROPOSED, QUOTES, {_entry(row) for row in quotes})
    if left:
        noun = "decision stands" if left == 1 else "decisions stand"
        return [
            f"{PROPOSED}: {left} {noun} only there, where a run would overwrite them; copy these "
            f"rows to the sheet {QUOTES}, or delete this file"
        ]
    if not readable:
        return [
            f"{PROPOSED}: changed and no longer to be read; copy your decisions to the sheet "
            f"{QUOTES}, then delete this file"
        ]
    return []


def _filled_in(path: Path, rules: str, known: Collection[Entry]) -> tuple[int, bool]:
    """How many rows of a table are filled in and not ``known``, and whether it can be read.

    ``rules`` is the sheet that it becomes.
    """
    if not path.is_file():
        return 0, True
    sheet = read_sheet(path, sheet_rules()[rules])
    left = {_entry(row) for row in sheet.rows} - set(known)
    return len(left), not sheet.problems or bool(sheet.waiting)


def _entry(row: Row) -> Entry:
    themes = frozenset(listed(row["theme"]))
    return row["segment_id"].casefold(), themes, row.get("decision", "").casefold()
