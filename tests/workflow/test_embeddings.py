"""With a language model: vectors are kept from run to run, and go with the words they stand for."""

import csv
from pathlib import Path

import pytest

from focusgroups.codebook import read_codebook
from focusgroups.themes.embeddings import read_known, text_hash
from focusgroups.themes.meaning import theme_texts

VECTORS = "results/private/segment_vectors.csv"
SEGMENTS = "results/working/segments.csv"

pytestmark = pytest.mark.usefixtures("language_model")


def texts(folder: Path) -> set[str]:
    """All that has a vector: what was said, and the codebook's own words."""
    with (folder / SEGMENTS).open(encoding="utf-8", newline="") as lines:
        said = {row["text"] for row in csv.DictReader(lines)}
    themes = read_codebook(folder / "config/codebook.yaml")
    return said | {text for theme in themes for text in theme_texts(theme)}


def log(folder: Path) -> str:
    return (folder / "results/logs/embed_segments.log").read_text("utf-8")


def test_a_later_run_calculates_new_texts_only_and_drops_those_of_somebody_withdrawn(
    project,
) -> None:
    project.edit("config/config.yaml", "embeddings: none", "embeddings: minilm")
    project.run(VECTORS)  # no script may open a socket
    before = texts(project.folder)
    assert f"{len(before)} texts: {len(before)} calculated, 0 known" in log(project.folder)
    assert project.planned(VECTORS).rules == set()

    project.edit("resources/participants.csv", "PR9 0LL,yes", "PR9 0LL,withdrawn")
    project.run(VECTORS)
    now, known = texts(project.folder), read_known(project.folder / VECTORS)
    gone, new = before - now, now - before
    assert gone
    assert f"{len(new)} calculated, {len(now & before)} known; {len(gone)} others" in log(
        project.folder
    )
    assert set(known.vectors) == {text_hash(known.model, text) for text in now}

    # From nothing come the same bytes.
    kept = (project.folder / VECTORS).read_bytes()
    (project.folder / VECTORS).unlink()
    project.run(VECTORS)
    assert (project.folder / VECTORS).read_bytes() == kept
