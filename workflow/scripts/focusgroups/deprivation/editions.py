"""The editions of the English Indices of Deprivation: their areas, domains and deciles.

Ranks, deciles and quintiles count from the most deprived (1).
"""

from dataclasses import dataclass
from typing import Any

DOMAINS = (
    "imd",
    "income",
    "employment",
    "education",
    "health",
    "crime",
    "barriers",
    "environment",
)
DECILES = tuple(str(decile) for decile in range(1, 11))
EMBEDDED, OFFICIAL = "embedded", "official"  # where postcodes are looked up
EMBEDDED_EDITION = 2019
NO_MATCH = "no match"  # stands in the column decile for everybody without an area

# Where a person's area stands in a later edition, compared with an earlier one by its decile.
MORE_DEPRIVED, SAME, LESS_DEPRIVED = "more deprived", "same decile", "less deprived"
NOT_IN_BOTH = "no match"  # people without an area in one or both of the editions
MOVES = (MORE_DEPRIVED, SAME, LESS_DEPRIVED, NOT_IN_BOTH)

COUNT_COLUMNS = ("edition", "domain", "decile", "participants")
MOVE_COLUMNS = ("edition_from", "edition_to", "domain", "move", "participants")
REFERENCE_COLUMNS = ("edition", "holds", "file", "sha256", "rows", "note")


@dataclass(frozen=True)
class Edition:
    """An edition: its year, the census whose areas it ranks, and how many areas those are.

    The areas are lower-layer super output areas (LSOA) of England.
    """

    year: int
    census: int
    areas: int


EDITIONS = {
    edition.year: edition for edition in (Edition(2019, 2011, 32_844), Edition(2025, 2021, 33_755))
}


def part_of(rank: Any, parts: int, areas: int) -> Any:
    """Which of ``parts`` equal parts of ``areas`` ranked areas holds ``rank``: the official rule.

    ``rank`` is a whole number, or a column of them, and so is the answer.

    ceil(parts x rank / areas), so 1 is the most deprived tenth when ``parts`` is 10.

    >>> part_of(3284, 10, 32844), part_of(3285, 10, 32844)
    (1, 2)
    """
    return -(-parts * rank // areas)
