"""Look for patterns within each theme and among leftovers, and draw a map of all segments."""

from pathlib import Path
from typing import TYPE_CHECKING

from focusgroups.codebook import read_codebook
from focusgroups.logs import logged
from focusgroups.tables import read_table, write_table
from focusgroups.themes.clusters import (
    CLUSTER_COLUMNS,
    SUB_THEME_COLUMNS,
    cluster_segments,
    summarise_clusters,
)
from focusgroups.themes.content_words import content_words
from focusgroups.themes.segment_map import MAP_COLUMNS, map_segments

if TYPE_CHECKING:
    from snakemake.script import snakemake


def cluster_themes(
    segments: Path,
    coding: Path,
    codebook: Path,
    seed: int,
    clusters: Path,
    sub_themes: Path,
    segment_map: Path,
) -> str:
    """Write ``clusters``, ``sub_themes`` and ``segment_map``; return what the log may say."""
    texts = read_table(segments)
    coded = read_table(coding, integers=["rank"], floats=["score"])
    spoken = content_words(texts)
    found = cluster_segments(spoken, coded, read_codebook(codebook), seed)
    summary = summarise_clusters(found, texts)
    places = map_segments(spoken, coded, seed)
    write_table(found, clusters, CLUSTER_COLUMNS)
    write_table(summary, sub_themes, SUB_THEME_COLUMNS)
    write_table(places, segment_map, MAP_COLUMNS)
    return f"{len(summary)} clusters; {len(places)} of {len(texts)} segments on the map"


if __name__ == "__main__":
    with logged(snakemake.log[0]) as log:
        log.info(
            cluster_themes(
                segments=Path(snakemake.input.segments),
                coding=Path(snakemake.input.coding),
                codebook=Path(snakemake.input.codebook),
                seed=snakemake.params.seed,
                clusters=Path(snakemake.output.clusters),
                sub_themes=Path(snakemake.output.sub_themes),
                segment_map=Path(snakemake.output.segment_map),
            )
        )
