"""A map of what was said: like words and like theme scores lie near each other."""

import numpy as np
import numpy.typing as npt
import pandas as pd
from sklearn.manifold import TSNE
from sklearn.neighbors import NearestNeighbors
from threadpoolctl import threadpool_limits

from focusgroups.codebook import NO_THEME
from focusgroups.tables import DECIMALS
from focusgroups.themes.coding import top_themes
from focusgroups.themes.content_words import ContentWords
from focusgroups.themes.features import meaning_space

MAP_COLUMNS = ("segment_id", "theme", "x", "y")

DIMENSIONS = 30
# ASSUME: how much the themes' scores pull beside the words; without them short turns do not settle.
THEME_WEIGHT = 0.3
# t-SNE lays out so many segments; any others take the place of those they are most like.
MOST_LAID_OUT = 3000
NEIGHBOURS = 3
PERPLEXITY = 30.0
FEWEST_FOR_LAYOUT = 10

Floats = npt.NDArray[np.float64]


def map_segments(spoken: ContentWords, coding: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Lay out all segments in which something was ``spoken``.

    ``coding`` needs ``CODING_COLUMNS``. Latent semantic space and the scores of the themes, laid
    out by t-SNE: like words and like scores lie near each other, so the map shows how the coding
    divides the talk, and cannot confirm it. The result has ``MAP_COLUMNS`` in natural order of the
    ids: ``theme`` is the best assigned theme or `none`, ``x`` and ``y`` run from -1 to 1 and have
    no unit.
    """
    if not spoken.ids:
        return pd.DataFrame(columns=list(MAP_COLUMNS))
    with threadpool_limits(1):
        meanings = meaning_space(spoken.words.matrix, DIMENSIONS, seed)
        leanings = THEME_WEIGHT * _leanings(spoken.ids, coding)
        places = _layout(np.hstack([meanings, leanings]), seed)
    return pd.DataFrame(
        {
            "segment_id": spoken.ids,
            "theme": list(top_themes(coding, otherwise=NO_THEME).reindex(spoken.ids)),
            "x": places[:, 0],
            "y": places[:, 1],
        }
    )


def _leanings(ids: list[str], coding: pd.DataFrame) -> Floats:
    """Scores of the segments ``ids`` on all themes, each theme with mean 0 and spread 1."""
    scores = coding.pivot(index="segment_id", columns="theme", values="score").loc[ids]
    centred = scores.to_numpy(dtype=np.float64) - scores.to_numpy(dtype=np.float64).mean(axis=0)
    spread = centred.std(axis=0)
    leanings: Floats = centred / np.where(spread > 1e-9, spread, 1)
    return leanings


def _layout(space: Floats, seed: int) -> Floats:
    """Two coordinates per row of ``space``, centred, from -1 to 1."""
    places = np.zeros((len(space), 2))
    if len(space) < FEWEST_FOR_LAYOUT:
        places[:, : space.shape[1]] = space[:, :2]
    else:
        random = np.random.default_rng(seed)
        number = min(len(space), MOST_LAID_OUT)
        chosen = np.sort(random.choice(len(space), number, replace=False))
        layout = TSNE(
            perplexity=min(PERPLEXITY, (number - 1) / 3), init="pca", random_state=seed, n_jobs=1
        )
        places[chosen] = layout.fit_transform(_apart(space[chosen], seed))
        others = np.setdiff1d(np.arange(len(space)), chosen)
        if len(others):
            nearest = NearestNeighbors(n_neighbors=NEIGHBOURS, algorithm="brute").fit(space[chosen])
            found = nearest.kneighbors(space[others], return_distance=False)
            places[others] = places[chosen][found].mean(axis=1)
    places -= (places.max(axis=0) + places.min(axis=0)) / 2
    extent = np.abs(places).max()
    scaled: Floats = (places / extent if extent > 0 else places).round(DECIMALS)
    return scaled


def _apart(space: Floats, seed: int) -> Floats:
    """``space`` with a trace of noise, since t-SNE stumbles over texts that are exactly equal."""
    noise: Floats = np.random.default_rng(seed).normal(scale=1e-4, size=space.shape)
    return (space + noise).astype(np.float64)
