"""Tables on disk: UTF-8, LF, a header row, no index, floats rounded to six decimals."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from focusgroups.files import replacing
from focusgroups.naturalorder import natural_key

DECIMALS = 6

BETWEEN = "; "  # several words, reasons or themes of one cell
BETWEEN_TERMS = ", "  # the terms of a pattern's label


def read_table(
    path: str | Path, integers: Sequence[str] = (), floats: Sequence[str] = ()
) -> pd.DataFrame:
    """Read a table that `write_table` wrote.

    Every column comes back as text, with empty cells as ``""`` (so that a turn which says only
    "None" or "NA" survives), except ``integers``, which become ``Int64`` (empty: ``<NA>``), and
    ``floats``, which become ``float64`` (empty: NaN).
    """
    table = pd.read_csv(path, dtype=str, keep_default_na=False, na_filter=False)
    for column in integers:
        table[column] = pd.to_numeric(table[column].replace("", None)).astype("Int64")
    for column in floats:
        table[column] = pd.to_numeric(table[column].replace("", None)).astype("float64")
    return table


def write_table(
    table: pd.DataFrame, path: str | Path, columns: Sequence[str], encoding: str = "utf-8"
) -> None:
    """Write exactly ``columns`` of ``table`` in that order; rows stay in the order they come in.

    A carriage return on its own, which readers take for the end of a row, becomes a line feed.
    ``encoding`` is `utf-8-sig` for what people open in Excel, which else garbles accents.
    Raises KeyError when a column is missing. The file appears whole or not at all.
    """
    chosen = table.loc[:, list(columns)].copy()
    for column in chosen.select_dtypes("float"):
        chosen[column] = chosen[column].round(DECIMALS) + 0.0  # no -0.0
    chosen = chosen.replace(r"\r(?!\n)", "\n", regex=True)
    with replacing(path) as temporary:
        chosen.to_csv(temporary, index=False, lineterminator="\n", encoding=encoding)


def in_natural_order(table: pd.DataFrame, column: str) -> pd.DataFrame:
    """The rows by the ids in ``column``, FGD2 before FGD10; rows of one id stay in their order."""
    return table.sort_values(column, key=lambda ids: ids.map(natural_key), kind="stable")
