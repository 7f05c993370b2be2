"""Vectors of segments: each calculated once, from its own text alone, and gone with its text."""

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from embed_segments import embed_segments
from focusgroups import study
from focusgroups.codebook import read_codebook
from focusgroups.errors import StudyError
from focusgroups.tables import write_table
from focusgroups.themes import embeddings
from focusgroups.themes.embeddings import (
    NOTHING,
    VECTOR_COLUMNS,
    KnownTexts,
    embed,
    read_known,
    text_hash,
    write_vectors,
)
from focusgroups.themes.meaning import theme_texts
from focusgroups.themes.minilm import DIMENSIONS, MiniLM
from focusgroups.themes.minilm_packages import NOT_INSTALLED

SAID = ["I felt safe in there", "The kettle was on", "It rained on the bus", "", "Mm."]
CODEBOOK = """\
themes:
  - id: belong
    name: Belonging
    definition: Being safe.
    keywords: [safe, accept*]
"""


class Pretended:
    """Stands in for the model: the vector follows from the text, and each call is counted."""

    def __init__(self, fingerprint: str = "one") -> None:
        self.fingerprint, self.asked = fingerprint, []

    def vector(self, text: str) -> np.ndarray:
        self.asked.append(text)
        seed = int(text_hash(self.fingerprint, text)[:8], 16)
        vector = np.random.default_rng(seed).normal(size=DIMENSIONS)
        return vector / np.linalg.norm(vector)


def vectors_of(texts: Sequence[str], known: KnownTexts = NOTHING) -> tuple[KnownTexts, list[str]]:
    """The vectors, and which texts the pretended model was asked for."""
    model = Pretended()
    return embed(texts, known, lambda: model), model.asked


@given(st.permutations(SAID), st.integers(1, len(SAID)))
def test_order_and_company_change_no_vector(texts: list[str], number: int) -> None:
    whole, _ = vectors_of(SAID)
    some, _ = vectors_of(texts[:number])
    assert (some.of(texts[:number]) == whole.of(texts[:number])).all()
    assert vectors_of(texts)[0] == whole


def test_known_texts_are_not_calculated_again_and_gone_ones_are_dropped(tmp_path: Path) -> None:
    path = tmp_path / "vectors.csv"
    first, asked = vectors_of([*SAID, SAID[0]])
    assert sorted(asked) == sorted(SAID)  # each once
    write_vectors(first, path)
    now = ["The kettle was on", "Nobody asked me", "Mm."]
    second, asked = vectors_of(now, read_known(path))
    assert asked == ["Nobody asked me"]
    write_vectors(second, path)
    assert (read_known(path).of(now) == vectors_of(now)[0].of(now)).all()
    left = set(pd.read_csv(path)["text_hash"])
    assert left == {text_hash("one", text) for text in now}


def test_vectors_of_another_model_do_not_count() -> None:
    known, _ = vectors_of(SAID)
    other = Pretended("two")
    assert embed(SAID, known, lambda: other).model == "two"
    assert sorted(other.asked) == sorted(SAID)


def test_file_keeps_unit_vectors_and_is_the_same_each_time(tmp_path: Path) -> None:
    for name, texts in (("a.csv", SAID), ("b.csv", SAID[::-1])):
        write_vectors(vectors_of(texts)[0], tmp_path / name)
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    vectors = read_known(tmp_path / "a.csv").of(SAID)
    assert vectors.dtype == np.float32 and vectors.shape == (len(SAID), DIMENSIONS)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    exact = np.array([Pretended().vector(text) for text in SAID])
    assert np.abs(vectors - exact).max() < 2e-4
    write_vectors(vectors_of([])[0], tmp_path / "none.csv")
    assert read_known(tmp_path / "none.csv").of([]).shape == (0, DIMENSIONS)


@pytest.mark.parametrize(
    "content", ["", "text_hash,vector\n", "text_hash,model,vector\nx,y,AAAA\n", "a\n1,2\n"]
)
def test_damaged_file_is_made_anew(tmp_path: Path, content: str) -> None:
    (tmp_path / "vectors.csv").write_text(content, encoding="utf-8")
    assert read_known(tmp_path / "vectors.csv") == NOTHING
    assert read_known(tmp_path / "no such file.csv") == NOTHING


def test_script_says_how_many_and_nothing_of_what(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = Pretended()
    codebook = tmp_path / "codebook.yaml"
    codebook.write_text(CODEBOOK, encoding="utf-8")
    monkeypatch.setattr(
        "embed_segments.embed", lambda texts, known: embed(texts, known, lambda: model)
    )
    for said, told in (
        (SAID, "8 texts: 8 calculated, 0 known; 0 others removed"),
        ([*SAID[2:], "New."], "7 texts: 1 calculated, 6 known; 2 others removed"),
    ):
        write_table(pd.DataFrame({"text": said}), tmp_path / "segments.csv", ["text"])
        assert embed_segments(tmp_path / "segments.csv", codebook, tmp_path / "vectors.csv") == told
    theme = read_codebook(codebook)[0]
    assert read_known(tmp_path / "vectors.csv").of(theme_texts(theme)).shape == (3, DIMENSIONS)
    assert tuple(pd.read_csv(tmp_path / "vectors.csv").columns) == VECTOR_COLUMNS
    assert len(model.asked) == 9


def test_without_the_packages_one_line_says_what_to_install(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embeddings, "is_installed", lambda: False)
    with pytest.raises(StudyError) as caught:
        embed(SAID)
    assert caught.value.problems == (NOT_INSTALLED,)
    assert "make embeddings" in NOT_INSTALLED and "\n" not in NOT_INSTALLED
    config = yaml.safe_load((repository / "config" / "config.yaml").read_text("utf-8"))
    for value, there, expected in (
        ("none", False, []),
        ("minilm", True, []),
        ("minilm", False, [f"config.yaml {NOT_INSTALLED}"]),
    ):
        monkeypatch.setattr(study, "is_installed", lambda there=there: there)
        config["themes"]["embeddings"] = value
        *_, problems = study.examine_study(config, "config.yaml", repository, repository)
        assert problems == expected


def test_dictionary_describes_the_file(repository: Path) -> None:
    text = (repository / "docs" / "data_dictionary.md").read_text("utf-8")
    section = text.partition("private/segment_vectors.csv")[2].partition("\n## ")[0]
    assert re.findall(r"^\| (\w+) \|", section, re.MULTILINE)[1:] == list(VECTOR_COLUMNS)


@pytest.mark.usefixtures("language_model")
def test_model_tells_meaning_whatever_the_words() -> None:
    near = ["I was worried and could not sleep", "Anxiety kept me awake at night"]
    far = "The bus stops beside the supermarket"
    first, second, third = embed([*near, far]).of([*near, far])
    assert first @ second > 0.5
    assert first @ third < 0.2


@pytest.mark.usefixtures("language_model")
def test_model_looks_at_one_text_at_a_time() -> None:
    model = MiniLM()
    texts = [*SAID, "word " * 30, "Wir fühlten uns dort sicher.", "我在那里感到安全", "😀 \u202e"]
    alone = {text: embed([text], load=lambda: model).of([text])[0] for text in texts}
    together = embed(texts[::-1], load=lambda: model)
    again = embed(texts[2:7], load=MiniLM)
    assert all((together.of([text])[0] == vector).all() for text, vector in alone.items())
    assert all((again.of([text])[0] == alone[text]).all() for text in texts[2:7])
    assert again.model == together.model
    assert np.allclose(np.linalg.norm(together.of(texts), axis=1), 1, atol=1e-6)


@pytest.mark.usefixtures("language_model")
def test_of_a_very_long_text_the_beginning_counts() -> None:
    long, longer = "I walked to the bus stop. " * 60, "I walked to the bus stop. " * 2000
    assert (embed([long, longer]).of([long])[0] == embed([longer]).of([longer])[0]).all()
    assert (embed([long]).of([long]) != embed([long[:600]]).of([long[:600]])).any()
