"""Give every segment its themes: keywords, a model that learns from them, and people's codings."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from focusgroups.codebook import read_codebook
from focusgroups.logs import logged
from focusgroups.tables import read_table, write_table
from focusgroups.themes.coding import (
    CODING_COLUMNS,
    THRESHOLD_COLUMNS,
    TRUST_COLUMNS,
    ThemeCoding,
    code_segments,
)
from focusgroups.themes.embeddings import read_known
from focusgroups.themes.human_codings import HumanCodings, read_codings
from focusgroups.themes.keywords import EVIDENCE_COLUMNS, find_keywords
from focusgroups.themes.speaking_words import WORD_COLUMNS
from focusgroups.themes.tiers import suggested

if TYPE_CHECKING:
    from snakemake.script import snakemake


@dataclass(frozen=True)
class CodingFiles:
    """Where the codings go, and what they rest on: keyword hits, words, trust, thresholds."""

    coding: Path
    evidence: Path
    words: Path
    trust: Path
    thresholds: Path


def code_themes(
    segments: Path,
    codebook: Path,
    codings: Sequence[Path],
    vectors: Path | None,
    seed: int,
    files: CodingFiles,
) -> list[str]:
    """Write ``files``; return what the log may say of them."""
    table = read_table(segments)
    themes = read_codebook(codebook)
    hits = find_keywords(table, themes)
    human = read_codings(codings, table, [theme.id for theme in themes])
    known = read_known(vectors) if vectors else None
    coded = code_segments(table, themes, hits, human, seed, known)
    write_table(coded.table, files.coding, CODING_COLUMNS)
    write_table(hits, files.evidence, EVIDENCE_COLUMNS)
    write_table(coded.words, files.words, WORD_COLUMNS)
    write_table(coded.trust, files.trust, TRUST_COLUMNS)
    write_table(coded.thresholds, files.thresholds, THRESHOLD_COLUMNS)
    return _account(coded, human, len(table), hits["segment_id"].nunique())


def _account(coded: ThemeCoding, human: HumanCodings, segments: int, hit: int) -> list[str]:
    """Counts for the log: coverage of the keywords, segments per theme, codings left out."""
    assigned = coded.table[coded.table["assigned"] == "true"].groupby("theme").size()
    unconfirmed = suggested(coded.table).groupby("theme").size()
    lines = [f"{segments} segments, {hit} with a keyword"]
    lines += [
        f"{theme}: assigned to {assigned.get(theme, 0)}, suggested without a keyword for "
        f"{unconfirmed.get(theme, 0)}, threshold {threshold:.3f}"
        for theme, threshold in coded.thresholds.itertuples(index=False)
    ]
    lines.append(
        f"human codings: {len(human.segments)} segments; left out {human.unknown} rows of unknown "
        f"segments, {human.outdated} made for other text; {human.split} decisions were even"
    )
    return lines


if __name__ == "__main__":
    with logged(snakemake.log[0]) as log:
        for line in code_themes(
            segments=Path(snakemake.input.segments),
            codebook=Path(snakemake.input.codebook),
            codings=[Path(path) for path in snakemake.input.codings],
            vectors=Path(snakemake.input.vectors[0]) if snakemake.input.vectors else None,
            seed=snakemake.params.seed,
            files=CodingFiles(
                coding=Path(snakemake.output.coding),
                evidence=Path(snakemake.output.evidence),
                words=Path(snakemake.output.words),
                trust=Path(snakemake.output.trust),
                thresholds=Path(snakemake.output.thresholds),
            ),
        ):
            log.info(line)
