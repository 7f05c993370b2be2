"""What stands in the cells of the printed tables, and under tables with withheld cells."""

from collections.abc import Sequence

from focusgroups.documents import wording
from focusgroups.documents.findings import Count

WITHHELD_CELL = "withheld"
NO_CELL = "–"  # there is no such number


def whole_cell(n: int | None) -> str:
    """A count, or the word that it is withheld."""
    return WITHHELD_CELL if n is None else wording.digits(n)


def decimal_cell(value: float | None) -> str:
    """A number with one decimal place, or the word that it is withheld."""
    return WITHHELD_CELL if value is None else wording.decimal(value)


def count_cell(count: Count | None) -> str:
    """A count with its percentage in brackets: ``12 (66.7)``."""
    if count is None:
        return NO_CELL
    if count.n is None or count.percent is None:
        return whole_cell(count.n)
    return f"{wording.digits(count.n)} ({wording.decimal(count.percent)})"


def withheld_note(minimum: int, values: Sequence[object], mark: str = "Withheld") -> str:
    """The note under a table if any of the ``values`` behind its cells is None, or ``""``.

    ``mark`` is what stands in such a cell.
    """
    if all(value is not None for value in values):
        return ""
    if not minimum:
        return f"{mark}: not published."
    return f"{mark}: a count below {minimum}, or one from which such a count could be derived."


def note(*sentences: str) -> str:
    """The sentences of a note that say something."""
    return " ".join(sentence for sentence in sentences if sentence)
