"""Patterns within themes, and among what no theme caught: exploratory groups of segments.

They agree only weakly with how people divide the same themes, so they are a start for reading, not
a finding.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse
from sklearn.cluster import AgglomerativeClustering
from threadpoolctl import threadpool_limits

from focusgroups.codebook import NO_THEME, Theme
from focusgroups.tables import BETWEEN_TERMS, DECIMALS
from focusgroups.themes.content_words import ContentWords
from focusgroups.themes.features import WordFeatures, meaning_space
from focusgroups.themes.words import spoken_words

CLUSTER_COLUMNS = ("theme", "cluster", "label", "segment_id", "distance")
SUB_THEME_COLUMNS = (
    "theme",
    "cluster",
    "label",
    "segments",
    "participants",
    "focus_groups",
    "nearest",
)

SEGMENTS_PER_CLUSTER = 8  # the size to aim for in a small theme; large themes grow by the root
MOST_CLUSTERS = 6
# Ward's method compares all pairs; beyond this many segments it works on a sample.
MOST_COMPARED = 3000
DIMENSIONS = 12
LABEL_TERMS = 3
NEAREST = 3  # segments to read first

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Forms:
    """Terms with all their forms together (group, groups): stems, weights, and what is shown."""

    stems: Sequence[str]
    matrix: sparse.csr_matrix
    shown: Sequence[str]


def cluster_segments(
    spoken: ContentWords, coding: pd.DataFrame, themes: Sequence[Theme], seed: int
) -> pd.DataFrame:
    """Cluster the segments of each theme, and those with no theme under `none`.

    ``coding`` needs ``segment_id``, ``theme`` and ``assigned``. Ward's method on latent semantic
    space; segments in which nothing was ``spoken`` are left out. The result has
    ``CLUSTER_COLUMNS``: clusters are numbered by size within a theme, their label is the terms that
    set them apart, not all of them keywords, ``distance`` is from the cluster's centre (0 to about
    1), nearest first.
    """
    ids = np.array(spoken.ids, dtype=object)
    if not len(ids):
        return pd.DataFrame(columns=list(CLUSTER_COLUMNS))
    members = _members(ids, coding, [theme.id for theme in themes])
    keywords = {theme.id: _stems_of_keywords(theme) for theme in themes}
    with threadpool_limits(1):
        forms = _merged_forms(spoken.words)
        tables = [
            _clusters_of_theme(
                theme, rows, ids, spoken.words, forms, keywords.get(theme, frozenset()), seed
            )
            for theme, rows in members.items()
            if len(rows)
        ]
    return pd.concat(tables, ignore_index=True)


def summarise_clusters(clusters: pd.DataFrame, segments: pd.DataFrame) -> pd.DataFrame:
    """A row per cluster of `cluster_segments`, with ``SUB_THEME_COLUMNS``: how large and how wide.

    ``segments`` needs ``segment_id``, ``speaker`` and ``focus_group``. ``participants`` and
    ``focus_groups`` count those who speak in the cluster; ``nearest`` are the ids of up to
    ``NEAREST`` segments that are nearest to its centre, `;` between them.
    """
    said = segments[["segment_id", "speaker", "focus_group"]]
    grouped = clusters.merge(said, on="segment_id", how="left").groupby(
        ["theme", "cluster", "label"], sort=False
    )
    summary = grouped.agg(
        segments=("segment_id", "size"),
        participants=("speaker", "nunique"),
        focus_groups=("focus_group", "nunique"),
        nearest=("segment_id", lambda ids: ";".join(ids.head(NEAREST))),
    )
    return summary.reset_index()[list(SUB_THEME_COLUMNS)]


def _members(
    ids: npt.NDArray[np.object_], coding: pd.DataFrame, theme_ids: Sequence[str]
) -> dict[str, Numbers]:
    """The positions in ``ids`` of each theme's segments, leftovers last."""
    assigned = coding[coding["assigned"] == "true"]
    known = pd.Index(ids)  # by hashing; comparing each with each would take minutes
    members = {
        theme: np.flatnonzero(known.isin(assigned.loc[assigned["theme"] == theme, "segment_id"]))
        for theme in theme_ids
    }
    members[NO_THEME] = np.flatnonzero(~known.isin(assigned["segment_id"]))
    return members


def _stems_of_keywords(theme: Theme) -> frozenset[str]:
    return frozenset(word.stem for keyword in theme.keywords for word in spoken_words(keyword))


def _clusters_of_theme(
    theme: str,
    rows: Numbers,
    ids: npt.NDArray[np.object_],
    words: WordFeatures,
    forms: Forms,
    keywords: Set[str],
    seed: int,
) -> pd.DataFrame:
    space = meaning_space(words.matrix[rows], DIMENSIONS, seed)
    numbers, distances = _ward(space, _cluster_count(len(rows)), seed)
    labels = _labels(forms, rows, numbers, keywords)
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


def _labels(forms: Forms, rows: Numbers, numbers: Numbers, keywords: Set[str]) -> dict[int, str]:
    """What sets each cluster apart from the theme's others, or a lone one from all other talk."""
    elsewhere = np.setdiff1d(np.arange(forms.matrix.shape[0]), rows)
    labels: dict[int, str] = {}
    for number in np.unique(numbers):
        inside = forms.matrix[rows[numbers == number]]
        lone = len(np.unique(numbers)) == 1
        outside = forms.matrix[elsewhere if lone else rows[numbers != number]]
        chosen = _distinguishing(forms.stems, inside, outside, keywords)
        labels[int(number)] = BETWEEN_TERMS.join(forms.shown[column] for column in chosen)
    return labels


def _merged_forms(words: WordFeatures) -> Forms:
    """The terms of ``words`` by their stems; the form in most segments is shown, of equals by name.

    Columns stay in the order of the terms, and of a stem in that of its first form.
    """
    terms = words.terms
    stems = [" ".join(word.stem for word in spoken_words(term)) for term in terms]
    column_of = {stem: column for column, stem in enumerate(dict.fromkeys(stems))}
    columns = [column_of[stem] for stem in stems]
    shape = (len(stems), len(column_of))
    merging = sparse.csr_matrix((np.ones(len(stems)), (np.arange(len(stems)), columns)), shape)
    shown: dict[int, str] = {}
    segments = words.matrix.getnnz(axis=0)
    for place in np.lexsort((terms, -segments)) if stems else ():
        shown.setdefault(columns[place], terms[place])
    return Forms(list(column_of), words.matrix @ merging, [shown[n] for n in range(shape[1])])


def _distinguishing(
    stems: Sequence[str],
    inside: sparse.csr_matrix,
    outside: sparse.csr_matrix,
    keywords: Set[str],
) -> list[int]:
    """The columns whose mean weight is most above that outside; those of two segments first.

    ``keywords`` are the stems of the theme's keywords: where all but the last are such, the last is
    another, since the keywords alone would only say the theme again.
    """
    mean = np.asarray(inside.mean(axis=0)).ravel()
    gain = mean - (np.asarray(outside.mean(axis=0)).ravel() if outside.shape[0] else 0)
    shared = inside.getnnz(axis=0) >= 2
    candidates = sorted(
        np.flatnonzero(gain > 0).tolist(),
        key=lambda column: (not shared[column], -round(float(gain[column]), 9), stems[column]),
    )
    chosen: list[int] = []
    pieces: set[str] = set()
    for column in candidates:
        new = set(stems[column].split())
        only_keywords = bool(pieces) and pieces <= keywords and new <= keywords
        if pieces & new or (only_keywords and len(chosen) == LABEL_TERMS - 1):
            continue
        chosen.append(column)
        pieces |= new
        if len(chosen) == LABEL_TERMS:
            break
    return chosen
