"""What was said as numbers: words, pairs of words and pieces of words, weighted by rarity."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, CountVectorizer, TfidfTransformer

from focusgroups.tables import DECIMALS

DATA_FILES = ("lists/talk_words.txt",)

# Below this many texts every feature is kept; above it a feature must stand in two of them.
SMALL_CORPUS = 100


def talk_stop_words() -> list[str]:
    """Words that say nothing of what talk is about: English stop words, fillers, contractions."""
    path = Path(__file__).parent / DATA_FILES[0]
    lines = path.read_text(encoding="utf-8").splitlines()
    return sorted({*ENGLISH_STOP_WORDS, *(line for line in lines if not line.startswith("#"))})


class WordFeatures:
    """TF-IDF of words and pairs of neighbouring words; rows have length one."""

    def __init__(self, texts: Sequence[str], stop_words: Sequence[str] | None = None) -> None:
        """Learn the vocabulary from ``texts``, which come from `plain_text`."""
        self._counter = CountVectorizer(
            ngram_range=(1, 2),
            token_pattern=r"\S\S+",
            stop_words=list(stop_words) if stop_words else None,
        )
        self._weights = TfidfTransformer(sublinear_tf=True)
        self._kept = np.zeros(0, dtype=np.intp)
        self.matrix = sparse.csr_matrix((len(texts), 0))
        counts = _counted(self._counter, texts)
        if counts is None:
            return
        self._kept = _frequent(counts)
        self.matrix = self._weights.fit_transform(counts[:, self._kept])

    def transform(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """Other texts in the same columns; words that were not learnt do not count."""
        if not len(self._kept):
            return sparse.csr_matrix((len(texts), 0))
        return self._weights.transform(self._counter.transform(texts)[:, self._kept])

    @property
    def terms(self) -> list[str]:
        """The word or pair behind each column."""
        if not len(self._kept):
            return []
        names = self._counter.get_feature_names_out()
        return [str(name) for name in names[self._kept]]


def character_features(texts: Sequence[str]) -> sparse.csr_matrix:
    """TF-IDF of runs of 3 to 5 characters within words (their ends included); rows of length one.

    Each distinct word is taken apart once: how often a run stands in a text follows from how often
    the text has each word. That is what makes many texts affordable.
    """
    word_counter = CountVectorizer(token_pattern=r"\S+")
    word_counts = _counted(word_counter, texts)
    if word_counts is None:
        return sparse.csr_matrix((len(texts), 0))
    words = word_counter.get_feature_names_out()
    runs = CountVectorizer(analyzer="char_wb", ngram_range=(3, 5)).fit_transform(words)
    counts = (word_counts @ runs).tocsr()
    return TfidfTransformer(sublinear_tf=True).fit_transform(counts[:, _frequent(counts)])


def meaning_space(matrix: sparse.csr_matrix, dimensions: int, seed: int) -> npt.NDArray[np.float64]:
    """Latent semantic space: rows of ``matrix`` in at most ``dimensions`` columns, of length one.

    Texts with related words lie close together. Rows without any term stay at the origin. Rounded:
    linear algebra differs in its last digits between processors, and clusters and maps that are
    built upon the space would turn such a difference into another result.
    """
    dimensions = min(dimensions, min(matrix.shape) - 1)
    if dimensions < 2:
        space = np.asarray(matrix.todense(), dtype=np.float64)
        space = space if space.shape[1] else np.zeros((len(space), 1))
    else:
        space = TruncatedSVD(dimensions, random_state=seed).fit_transform(matrix)
    lengths = np.linalg.norm(space, axis=1, keepdims=True)
    scaled: npt.NDArray[np.float64] = space / np.where(lengths > 1e-9, lengths, 1)
    return scaled.round(DECIMALS) + 0.0  # no -0.0


def _counted(counter: CountVectorizer, texts: Sequence[str]) -> sparse.csr_matrix | None:
    """Counts of the terms that ``counter`` learns from ``texts``; None when there is no term."""
    analyse = counter.build_analyzer()
    return counter.fit_transform(texts) if any(analyse(text) for text in texts) else None


def _frequent(counts: sparse.csr_matrix) -> npt.NDArray[np.intp]:
    """The columns that enough rows have."""
    needed = 1 if counts.shape[0] < SMALL_CORPUS else 2
    return np.flatnonzero(counts.getnnz(axis=0) >= needed)
