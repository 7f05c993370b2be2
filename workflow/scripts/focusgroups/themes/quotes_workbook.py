"""Proposed quotes as a workbook in which people decide what may be printed."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from focusgroups.codebook import Theme
from focusgroups.sheets import NEVER, USE
from focusgroups.themes.quotes import PROPOSAL_COLUMNS
from focusgroups.themes.workbook_to_fill import new_workbook, passages_sheet, themes_sheet

PROPOSALS = "proposed quotes"  # the name of the worksheet

WIDTHS = {"theme": 26, "rank": 6, "kind": 17, "segment_id": 15, "focus_group": 13, "speaker": 10,
          "score": 8, "n_words": 10, "text_check": 14, "decision": 12, "text": 80}  # fmt: skip
CHOICE = {
    "validate": "list",
    "source": [USE, NEVER],
    "input_title": "decision",
    "input_message": (
        f"{USE}: may be printed under this theme. {NEVER}: printed nowhere. Leave empty what you "
        "have not decided. A counter-example speaks against the theme, as far as its words show."
    ),
    "error_message": f"{USE}, {NEVER} or nothing",
}


def write_quotes_workbook(proposals: pd.DataFrame, themes: Sequence[Theme], path: Path) -> None:
    """Write those of the ``proposals`` that nobody has decided on, as text, and what themes mean.

    ``proposals`` have ``PROPOSAL_COLUMNS``. What was decided stands on the sheet quotes, so that
    rows of this workbook may be pasted below. The same rows give the same bytes.
    """
    table = proposals.loc[proposals["decision"] == "", list(PROPOSAL_COLUMNS)].astype(object)
    table["score"] = table["score"].map(lambda score: f"{score:.2f}")
    with new_workbook(path) as workbook:
        passages_sheet(workbook, PROPOSALS, table.astype(str), WIDTHS, "decision", CHOICE)
        themes_sheet(workbook, themes)
