"""Patterns within themes, and among what no theme caught: exploratory groups of segments.

They agree only weakly with how people divide the same themes, so they are a start for reading, not
a finding.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse
from sklearn.cluster import AgglomerativeClustering
from threadpoolctl import threadpool_limits

from focusgroups.codebook import NO_THEME
from focusgroups.tables import DECIMALS, in_natural_order
from focusgroups.themes.features import WordFeatures, meaning_space, plain_text, talk_stop_words

CLUSTER_COLUMNS = ("theme", "cluster", "label", "segment_id", "distance")

SEGMENTS_PER_CLUSTER = 8  # the size to aim for in a small theme; large themes grow by the root
MOST_CLUSTERS = 6
# Ward's method compares all pairs; beyond this many segments it works on a sample.
MOST_COMPARED = 3000
DIMENSIONS = 12
LABEL_TERMS = 3

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.intp]


def cluster_segments(
    segments: pd.DataFrame, coding: pd.DataFrame, theme_ids: Sequence[str], seed: int
) -> pd.DataFrame:
    """Cluster the segments of each theme, and those with no theme under `none`.

    ``segments`` needs ``segment_id`` and ``text``, ``coding`` ``segment_id``, ``theme`` and
    ``assigned``. Ward's method on latent semantic space; segments in which nothing was spoken are
    left out. The result has ``CLUSTER_COLUMNS``: clusters are numbered by size within a theme,
    their label is the terms that set them apart, ``distance`` is from the cluster's centre (0 to
    about 1), nearest first. The order in which segments come in changes nothing.
    """
    ordered = in_natural_order(segments, "segment_id")
    texts = ordered["text"].map(plain_text)
    ids = np.array(ordered.loc[texts != "", "segment_id"], dtype=object)
    if not len(ids):
        return pd.DataFrame(columns=list(CLUSTER_COLUMNS))
    members = _members(ids, coding, theme_ids)
    with threadpool_limits(1):
        words = WordFeatures(list(texts[texts != ""]), stop_words=talk_stop_words())
        tables = [
            _clusters_of_theme(theme, rows, ids, words, seed)
            for theme, rows in members.items()
            if len(rows)
        ]
    return pd.concat(tables, ignore_index=True)


def _members(
    ids: npt.NDArray[np.object_], coding: pd.DataFrame, theme_ids: Sequence[str]
) -> dict[str, Numbers]:
    """The positions in ``ids`` of each theme's segments, leftovers last."""
    assigned = coding[coding["assigned"] == "true"]
    members = {
        theme: np.flatnonzero(np.isin(ids, assigned.loc[assigned["theme"] == theme, "segment_id"]))
        for theme in theme_ids
    }
    members[NO_THEME] = np.flatnonzero(~np.isin(ids, assigned["segment_id"]))
    return members


def _clusters_of_theme(
    theme: str, rows: Numbers, ids: npt.NDArray[np.object_], words: WordFeatures, seed: int
) -> pd.DataFrame:
    space = meaning_space(words.matrix[rows], DIMENSIONS, seed)
    numbers, distances = _ward(space, _cluster_count(len(rows)), seed)
    labels = _labels(words, rows, numbers)
    table = pd.DataFrame(
        {
            "theme": theme,
            "cluster": numbers,
            "label": [labels[number] for number in numbers],
            "segment_id": ids[rows],
            "distance": distances,
        }
    )
    # Rows come in natural order of the ids, which settles ties.
    return table.sort_values(["cluster", "distance"], kind="stable")


def _cluster_count(segments: int) -> int:
    """Few clusters, so that each can be read: 1 for a handful, at most ``MOST_CLUSTERS``.

    >>> [_cluster_count(segments) for segments in (1, 15, 40, 100, 1000)]
    [1, 1, 2, 4, 6]
    """
    return int(np.clip(round((segments / SEGMENTS_PER_CLUSTER) ** 0.5), 1, MOST_CLUSTERS))


def _ward(space: Floats, number: int, seed: int) -> tuple[Numbers, Floats]:
    """Cluster numbers, 1 for the largest, and distances to the centres, per row of ``space``."""
    sample = np.arange(len(space))
    if len(space) > MOST_COMPARED:
        chosen = np.random.default_rng(seed).choice(len(space), MOST_COMPARED, replace=False)
        sample = np.sort(chosen)
    found = np.zeros(len(sample), dtype=np.intp)
    if number > 1:
        found = AgglomerativeClustering(n_clusters=number).fit_predict(space[sample])
    centres = np.array([space[sample[found == cluster]].mean(axis=0) for cluster in range(number)])
    distances = np.linalg.norm(space[:, None, :] - centres[None, :, :], axis=2).round(DECIMALS)
    belongs = distances.argmin(axis=1)
    belongs[sample] = found
    # The largest first; of equals, the one whose first segment comes first.
    first = [int(np.flatnonzero(belongs == cluster)[0]) for cluster in range(number)]
    sizes = np.bincount(belongs, minlength=number)
    by_size = sorted(range(number), key=lambda cluster: (-sizes[cluster], first[cluster]))
    position = np.empty(number, dtype=np.intp)
    position[by_size] = np.arange(1, number + 1)
    return position[belongs], distances[np.arange(len(space)), belongs]


def _labels(words: WordFeatures, rows: Numbers, numbers: Numbers) -> dict[int, str]:
    """What sets each cluster apart from the theme's others, or a lone one from all other talk."""
    elsewhere = np.setdiff1d(np.arange(words.matrix.shape[0]), rows)
    labels: dict[int, str] = {}
    for number in np.unique(numbers):
        inside = words.matrix[rows[numbers == number]]
        lone = len(np.unique(numbers)) == 1
        outside = words.matrix[elsewhere if lone else rows[numbers != number]]
        labels[int(number)] = ", ".join(_distinguishing(words.terms, inside, outside))
    return labels


def _distinguishing(
    terms: Sequence[str], inside: sparse.csr_matrix, outside: sparse.csr_matrix
) -> list[str]:
    """The terms whose mean weight is most above that outside; those of two segments first."""
    mean = np.asarray(inside.mean(axis=0)).ravel()
    gain = mean - (np.asarray(outside.mean(axis=0)).ravel() if outside.shape[0] else 0)
    shared = inside.getnnz(axis=0) >= 2
    candidates = sorted(
        np.flatnonzero(gain > 0).tolist(),
        key=lambda column: (not shared[column], -round(float(gain[column]), 9), terms[column]),
    )
    chosen: list[str] = []
    for column in candidates:
        pieces = set(terms[column].split())
        if not any(pieces & set(term.split()) for term in chosen):
            chosen.append(terms[column])
        if len(chosen) == LABEL_TERMS:
            break
    return chosen
