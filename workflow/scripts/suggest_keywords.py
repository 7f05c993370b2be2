"""List what the model suggests without a keyword, and words that could become keywords."""

from pathlib import Path
from typing import TYPE_CHECKING

from focusgroups.codebook import read_codebook
from focusgroups.logs import logged
from focusgroups.tables import read_table, write_table
from focusgroups.themes.keyword_suggestions import (
    KEYWORD_COLUMNS,
    SUGGESTION_COLUMNS,
    candidate_keywords,
    list_suggestions,
)

if TYPE_CHECKING:
    from snakemake.script import snakemake


def suggest_keywords(
    segments: Path,
    coding: Path,
    evidence: Path,
    words: Path,
    codebook: Path,
    suggestions: Path,
    keywords: Path,
) -> list[str]:
    """Write ``suggestions`` and ``keywords``; return what the log may say of them."""
    said = read_table(segments)
    coded = read_table(coding, floats=["score"])
    theme_words = read_table(words, floats=["weight"])
    themes = read_codebook(codebook)
    suggested = list_suggestions(said, coded, theme_words)
    found = candidate_keywords(said, coded, read_table(evidence), theme_words, themes)
    write_table(suggested, suggestions, SUGGESTION_COLUMNS)
    write_table(found, keywords, KEYWORD_COLUMNS)
    return [
        f"{theme.id}: {(suggested['theme'] == theme.id).sum()} segments suggested without a "
        f"keyword, {(found['theme'] == theme.id).sum()} keywords suggested"
        for theme in themes
    ]


if __name__ == "__main__":
    with logged(snakemake.log[0]) as log:
        for line in suggest_keywords(
            segments=Path(snakemake.input.segments),
            coding=Path(snakemake.input.coding),
            evidence=Path(snakemake.input.evidence),
            words=Path(snakemake.input.words),
            codebook=Path(snakemake.input.codebook),
            suggestions=Path(snakemake.output.suggestions),
            keywords=Path(snakemake.output.keywords),
        ):
            log.info(line)
