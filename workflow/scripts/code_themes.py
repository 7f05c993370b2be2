"""Give every segment its themes: keywords, a model that learns from them, and people's codings."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from focusgroups.codebook import read_codebook
from focusgroups.logs import logged
from focusgroups.sheets import read_rows
from focusgroups.tables import read_table, write_table
from focusgroups.themes.coding import CODING_COLUMNS, ThemeCoding, code_segments
from focusgroups.themes.human_codings import HumanCodings, combine_codings
from focusgroups.themes.keywords import EVIDENCE_COLUMNS, find_keywords
from focusgroups.themes.tiers import suggested

if TYPE_CHECKING:
    from snakemake.script import snakemake


def code_themes(
    segments: Path, codebook: Path, codings: Sequence[Path], seed: int, coding: Path, evidence: Path
) -> list[str]:
    """Write ``coding`` and ``evidence``; return what the log may say of them."""
    table = read_table(segments)
    themes = read_codebook(codebook)
    hits = find_keywords(table, themes)
    human = combine_codings(
        {path.stem: read_rows("coding", path) for path in codings},
        dict(zip(table["segment_id"], table["text_check"], strict=True)),
        [theme.id for theme in themes],
    )
    coded = code_segments(table, themes, hits, human, seed)
    write_table(coded.table, coding, CODING_COLUMNS)
    write_table(hits, evidence, EVIDENCE_COLUMNS)
    return _account(coded, human, len(table), hits["segment_id"].nunique())


def _account(coded: ThemeCoding, human: HumanCodings, segments: int, hit: int) -> list[str]:
    """Counts for the log: coverage of the keywords, segments per theme, codings left out."""
    assigned = coded.table[coded.table["assigned"] == "true"].groupby("theme").size()
    unconfirmed = suggested(coded.table).groupby("theme").size()
    lines = [f"{segments} segments, {hit} with a keyword"]
    lines += [
        f"{theme}: assigned to {assigned.get(theme, 0)}, suggested without a keyword for "
        f"{unconfirmed.get(theme, 0)}, threshold {threshold:.3f}"
        for theme, threshold in coded.thresholds.items()
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
            seed=snakemake.params.seed,
            coding=Path(snakemake.output.coding),
            evidence=Path(snakemake.output.evidence),
        ):
            log.info(line)
