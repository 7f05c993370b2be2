"""Tell what every segment means as a vector, for a study that asks for it."""

from pathlib import Path
from typing import TYPE_CHECKING

from focusgroups.codebook import read_codebook
from focusgroups.logs import logged
from focusgroups.tables import read_table
from focusgroups.themes.embeddings import embed, read_known, write_vectors
from focusgroups.themes.meaning import theme_texts

if TYPE_CHECKING:
    from snakemake.script import snakemake


def embed_segments(segments: Path, codebook: Path, vectors: Path) -> str:
    """Bring ``vectors`` up to date with what was said and with the themes' own words.

    Returns what the log may say of it.
    """
    themes = [text for theme in read_codebook(codebook) for text in theme_texts(theme)]
    texts = {*read_table(segments)["text"], *themes}
    before = read_known(vectors)
    now = embed(texts, before)
    write_vectors(now, vectors)
    kept = len(now.vectors.keys() & before.vectors.keys())
    gone = len(before.vectors.keys() - now.vectors.keys())
    return (
        f"{len(texts)} texts: {len(texts) - kept} calculated, {kept} known; {gone} others removed"
    )


if __name__ == "__main__":
    with logged(snakemake.log[0]) as log:
        log.info(
            embed_segments(
                segments=Path(snakemake.input.segments),
                codebook=Path(snakemake.input.codebook),
                vectors=Path(snakemake.output.vectors),
            )
        )
