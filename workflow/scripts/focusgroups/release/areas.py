"""Codes of areas and columns of ranks: they lead to the few streets where somebody lives."""

import re
import unicodedata

from focusgroups.deprivation.editions import DOMAINS
from focusgroups.release.printed_text import BETWEEN_CELLS, HEAD, Printed
from focusgroups.release.undeclared import FIRST_TEXT

# A code of the Government Statistical Service: country, kind of area, number (E01006512). Marks
# that nobody sees are passed over.
CODE = re.compile(r"(?<![^\W_])[EWSNJKLM][0-9]{8}(?![^\W_])", re.IGNORECASE)

# Names of columns that hold ranks and areas. Those that are words as well count at the head of a
# table only.
TELLING = frozenset({*(f"{domain}_rank" for domain in DOMAINS), "lsoa11cd", "lsoa21cd"})
TELLING_AT_THE_HEAD = TELLING | {"lsoa", "postcode"}
HEADS = (HEAD, FIRST_TEXT)  # a table's first row, in files of rules and in others


def tells_area(piece: Printed) -> bool:
    """Whether ``piece`` has the code of an area, or names a column of ranks, areas or postcodes."""
    text = piece.text
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        text = "".join(char for char in text if unicodedata.category(char) != "Cf")
    telling = TELLING_AT_THE_HEAD if piece.place in HEADS else TELLING
    cells = (cell.strip().casefold() for cell in text.split(BETWEEN_CELLS))
    return bool(CODE.search(text)) or not telling.isdisjoint(cells)
