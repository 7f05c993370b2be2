"""Find what could identify somebody in the turns of one focus group, and in what its file hides."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from focusgroups.identifiers.detection import detect
from focusgroups.identifiers.hiddenterms import hidden_terms
from focusgroups.identifiers.spans import AUTO, IDENTIFIER_COLUMNS
from focusgroups.identifiers.terms import HIDDEN_TERM_COLUMNS
from focusgroups.logs import logged
from focusgroups.tables import read_table, write_table

if TYPE_CHECKING:
    from snakemake.script import snakemake


def detect_identifiers(
    turns: Path,
    hidden: Path,
    model: str,
    safe_terms: Sequence[str],
    identifiers: Path,
    terms: Path,
) -> str:
    """Write ``identifiers`` and ``terms``; return what the log may say of them."""
    spoken = read_table(turns)
    found = detect(spoken, model, safe_terms)
    write_table(found, identifiers, IDENTIFIER_COLUMNS)
    known = hidden_terms(read_table(hidden), turns.stem, list(spoken["text"]), model, safe_terms)
    write_table(known, terms, HIDDEN_TERM_COLUMNS)
    sure = int((found["tier"] == AUTO).sum())
    return (
        f"{turns.stem}: {sure} to replace, {len(found) - sure} to review, {len(known)} terms from "
        "hidden text"
    )


if __name__ == "__main__":
    with logged(snakemake.log[0]) as log:
        log.info(
            detect_identifiers(
                turns=Path(snakemake.input.turns),
                hidden=Path(snakemake.input.hidden),
                model=snakemake.params.model,
                safe_terms=snakemake.params.safe_terms,
                identifiers=Path(snakemake.output.identifiers),
                terms=Path(snakemake.output.terms),
            )
        )
