"""Find what could identify somebody in the turns of one focus group."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from focusgroups.identifiers.detection import detect
from focusgroups.identifiers.spans import AUTO, IDENTIFIER_COLUMNS
from focusgroups.logs import logged
from focusgroups.tables import read_table, write_table

if TYPE_CHECKING:
    from snakemake.script import snakemake


def detect_identifiers(
    turns: Path, model: str, safe_terms: Sequence[str], identifiers: Path
) -> str:
    """Write ``identifiers``; return what the log may say of it."""
    found = detect(read_table(turns), model, safe_terms)
    write_table(found, identifiers, IDENTIFIER_COLUMNS)
    sure = int((found["tier"] == AUTO).sum())
    return f"{turns.stem}: {sure} to replace, {len(found) - sure} to review"


if __name__ == "__main__":
    with logged(snakemake.log[0]) as log:
        log.info(
            detect_identifiers(
                turns=Path(snakemake.input.turns),
                model=snakemake.params.model,
                safe_terms=snakemake.params.safe_terms,
                identifiers=Path(snakemake.output.identifiers),
            )
        )
