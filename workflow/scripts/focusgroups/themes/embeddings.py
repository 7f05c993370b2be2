"""Sentence embeddings: what each text means as a vector, calculated once and kept.

Texts near in meaning have vectors near in direction, whatever their words. From a vector much of
its text can be guessed: the file of vectors belongs to the private room and holds those of the
study's present texts only.
"""

import base64
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from focusgroups.errors import StudyError
from focusgroups.tables import read_table, write_table
from focusgroups.themes.minilm import DIMENSIONS, MiniLM
from focusgroups.themes.minilm_packages import NOT_INSTALLED, is_installed

VECTOR_COLUMNS = ("text_hash", "model", "vector")
# Vectors are kept as whole numbers of this fineness: four decimals are more than a theme needs, and
# what processors calculate otherwise, in the seventh decimal, seldom changes them.
FINENESS = 10_000

Vectors = npt.NDArray[np.float32]
Model = Callable[[], MiniLM]


@dataclass(frozen=True)
class KnownTexts:
    """Vectors by the text's hash, each as the bytes of whole numbers, and the ``model``'s print."""

    model: str
    vectors: Mapping[str, bytes]

    def of(self, texts: Sequence[str]) -> Vectors:
        """The vectors of ``texts``, a row each, at length one.

        Raises StudyError at one without a vector: every text had one when the file was written.
        """
        hashes = [text_hash(self.model, text) for text in texts]
        without = sum(code not in self.vectors for code in hashes)
        if without:
            raise StudyError(
                f"segment_vectors.csv: missing or damaged, {without} of {len(hashes)} texts have "
                "no vector; delete it and run again"
            )
        numbers = [self.vectors[code] for code in hashes]
        whole = np.frombuffer(b"".join(numbers), dtype="<i2").reshape(-1, DIMENSIONS)
        # Sums of whole numbers are exact, whatever the processor.
        lengths = np.sqrt((whole.astype(np.int64) ** 2).sum(axis=1, keepdims=True))
        vectors: Vectors = (whole / lengths).astype(np.float32)
        return vectors


NOTHING = KnownTexts("", {})


def embed(texts: Iterable[str], known: KnownTexts = NOTHING, load: Model = MiniLM) -> KnownTexts:
    """The vectors of ``texts`` and of no others; what is ``known`` is not calculated again.

    A text's vector depends on the text and the model alone. Of an empty text it is that of no
    words. Raises StudyError when the model is not installed.
    """
    if load is MiniLM and not is_installed():
        raise StudyError(NOT_INSTALLED)
    model = load()
    hashes = {text_hash(model.fingerprint, text): text for text in texts}
    vectors = {
        code: known.vectors.get(code) or _whole_numbers(model.vector(hashes[code]))
        for code in sorted(hashes)
    }
    return KnownTexts(model.fingerprint, vectors)


def text_hash(model: str, text: str) -> str:
    """SHA-256 of the model's fingerprint and the exact text."""
    return hashlib.sha256(f"{model}\n{text}".encode()).hexdigest()


def write_vectors(known: KnownTexts, path: str | Path) -> None:
    """Write a table (``VECTOR_COLUMNS``), ordered by hash; vectors as base64."""
    rows = [
        (code, known.model, base64.b64encode(vector).decode("ascii"))
        for code, vector in sorted(known.vectors.items())
    ]
    write_table(pd.DataFrame(rows, columns=list(VECTOR_COLUMNS)), path, VECTOR_COLUMNS)


def read_known(path: str | Path) -> KnownTexts:
    """What `write_vectors` wrote; nothing, where there is no such file or it is damaged."""
    try:
        table = read_table(path)
        vectors = [base64.b64decode(code, validate=True) for code in table["vector"]]
        known = dict(zip(table["text_hash"], vectors, strict=True))
        model = str(table["model"].iloc[0]) if len(table) else ""
    except (OSError, ValueError, KeyError):
        return NOTHING
    is_whole = all(len(vector) == 2 * DIMENSIONS for vector in vectors)
    return KnownTexts(model, known) if is_whole else NOTHING


def _whole_numbers(vector: npt.NDArray[np.float64]) -> bytes:
    return np.rint(vector * FINENESS).astype("<i2").tobytes()
