"""What sentence embeddings add to a coding: likeness in meaning, and features to learn from."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.decomposition import PCA

from focusgroups.codebook import Theme
from focusgroups.tables import DECIMALS
from focusgroups.themes.embeddings import KnownTexts

# As features they stand beside words and pieces of words, whose rows have length one each.
FEATURE_WEIGHT = 0.75
# Of the vectors' 384 directions these carry nearly all that helps; all of them take much longer.
MOST_DIRECTIONS = 96

Floats = npt.NDArray[np.float64]


def theme_texts(theme: Theme) -> list[str]:
    """What is embedded of a theme: its name with its definition, and each keyword."""
    return [
        f"{theme.name}: {theme.definition}",
        *(word.removesuffix("*") for word in theme.keywords),
    ]


def likeness_in_meaning(known: KnownTexts, texts: Sequence[str], themes: Sequence[Theme]) -> Floats:
    """The cosine of each text with each theme, texts in rows.

    A theme's direction is the sum of that of its definition and of the mean of its keywords.
    """
    directions = np.array([_direction(known.of(theme_texts(theme))) for theme in themes])
    return np.asarray(known.of(texts).astype(np.float64) @ directions.T)


def meaning_features(known: KnownTexts, texts: Sequence[str]) -> sparse.csr_matrix:
    """The vectors of ``texts`` as columns for a model: their main directions, weighted.

    Rounded: linear algebra differs in its last digits between processors.
    """
    vectors = known.of(texts).astype(np.float64)
    if len(vectors) < 2 or not np.ptp(vectors, axis=0).any():
        return sparse.csr_matrix((len(texts), 0))  # nothing differs, so there is no direction
    most = min(MOST_DIRECTIONS, *vectors.shape)
    main = PCA(most, svd_solver="covariance_eigh").fit_transform(vectors)
    return sparse.csr_matrix(FEATURE_WEIGHT * main.round(DECIMALS))


def _direction(vectors: npt.NDArray[np.float32]) -> Floats:
    definition, keywords = vectors[0].astype(np.float64), vectors[1:].astype(np.float64)
    mean = keywords.mean(axis=0)
    direction = definition + mean / np.linalg.norm(mean)
    scaled: Floats = direction / np.linalg.norm(direction)
    return scaled
