"""Rows of tables as the documents read them: a mapping each, with None for an empty cell."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd


def rows_of(table: pd.DataFrame) -> Sequence[Mapping[str, Any]]:
    """The rows of ``table``, each from column to cell."""
    return [dict(zip(table.columns, row, strict=True)) for row in table.itertuples(index=False)]


def whole(value: Any) -> int | None:
    """A cell as a whole number, or None where it is empty."""
    return None if pd.isna(value) else int(value)


def number(value: Any) -> float | None:
    """A cell as a number, or None where it is empty."""
    return None if pd.isna(value) else float(value)
