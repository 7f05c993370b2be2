"""Look for patterns within each theme and among leftovers, and draw a map of all segments."""

from pathlib import Path
from typing import TYPE_CHECKING

from focusgroups.logs import logged
from focusgroups.tables import read_table, write_table
from focusgroups.themes.clusters import CLUSTER_COLUMNS, cluster_segments
from focusgroups.themes.segment_map import MAP_COLUMNS, map_segments

if TYPE_CHECKING:
    from snakemake.script import snakemake


def cluster_themes(
    segments: Path, coding: Path, seed: int, clusters: Path, segment_map: Path
) -> str:
    """Write ``clusters`` and ``segment_map``; return what the log may say of them."""
    texts = read_table(segments)
    coded = read_table(coding, integers=["rank"], floats=["score"])
    found = cluster_segments(texts, coded, list(dict.fromkeys(coded["theme"])), seed)
    places = map_segments(texts, coded, seed)
    write_table(found, clusters, CLUSTER_COLUMNS)
    write_table(places, segment_map, MAP_COLUMNS)
    number = len(found[["theme", "cluster"]].drop_duplicates())
    return f"{number} clusters; {len(places)} of {len(texts)} segments on the map"


if __name__ == "__main__":
    with logged(snakemake.log[0]) as log:
        log.info(
            cluster_themes(
                segments=Path(snakemake.input.segments),
                coding=Path(snakemake.input.coding),
                seed=snakemake.params.seed,
                clusters=Path(snakemake.output.clusters),
                segment_map=Path(snakemake.output.segment_map),
            )
        )
