"""What is to be coded next, as a workbook in which people code."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from focusgroups.codebook import NO_THEME, Theme
from focusgroups.themes.workbook_to_fill import THEMES, new_workbook, passages_sheet, themes_sheet

TO_CODE = "to code"  # the name of the worksheet

WIDTHS = {"segment_id": 15, "theme": 26, "text_check": 14, "text": 80, "reason": 13, "about": 24}
HINT = (
    "Pick one theme, or type several with ; between them, or none. Leave empty what you have not "
    "coded. The sheet 'themes' says what each means."
)
NO_THEME_MEANING = "No theme of the codebook is spoken of."


def write_coding_workbook(table: pd.DataFrame, themes: Sequence[Theme], path: Path) -> None:
    """Write the rows of ``table``, as text, and on a second worksheet what the themes mean.

    ``table`` has a column ``theme`` to be filled in. The same rows give the same bytes.
    """
    # A list to pick from, which also lets several be typed.
    choice = {
        "validate": "list",
        "source": f"={THEMES}!$A$2:$A${len(themes) + 2}",
        "show_error": False,
        "input_title": "theme",
        "input_message": HINT,
    }
    with new_workbook(path) as workbook:
        passages_sheet(workbook, TO_CODE, table, WIDTHS, "theme", choice)
        themes_sheet(workbook, themes, [(NO_THEME, "", NO_THEME_MEANING)])
