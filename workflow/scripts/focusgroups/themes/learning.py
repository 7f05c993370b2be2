"""Models of a theme: what talk that has it is like, learnt from examples that may be mistaken."""

import hashlib

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.linear_model import LogisticRegression

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.intp]

FEWEST = 3  # examples for a theme, or against it; fewer give nothing to learn
FOLDS = 5
# More segments than this teach a model little and cost much.
MOST_TAUGHT = 6000
# A label this near to no or yes counts as one: each other costs an example for and one against.
CLEAR = 0.05
# People's few examples are to be followed more closely than the many that keywords give (C).
PEOPLE_FREEDOM = 3.0


def fold_of(segment_id: str) -> int:
    """The fold of a segment, which is always the same, whatever else the study has.

    Were folds dealt out anew for every study, one segment less would change all models.
    """
    return int(hashlib.sha256(segment_id.encode()).hexdigest(), 16) % FOLDS


def out_of_fold_log_odds(
    spoken: sparse.csr_matrix, labels: Floats, weights: Floats, folds: Rows, seed: int
) -> Floats:
    """What a model that never saw a segment makes of it: log-odds of the theme, per segment.

    ``spoken`` has a row per segment; ``labels`` are from 0 (has it not) to 1 (has it), ``weights``
    say how much each counts, ``folds`` which segments are left out together. A theme with fewer
    than ``FEWEST`` segments for it (or against it) gets its share's log-odds throughout, smoothed
    by half a segment; so does a fold whose others are all for it, or all against it.
    """
    has = labels >= 0.5
    hits, misses = int(has.sum()), int((~has).sum())
    log_odds = np.full(len(labels), np.log((hits + 0.5) / (misses + 0.5)))
    if min(hits, misses) < FEWEST or not spoken.shape[1]:
        return log_odds
    for fold in np.unique(folds):
        known, unseen = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
        if has[known].any() and not has[known].all():
            model = fit_soft(spoken, labels, weights, known, seed)
            log_odds[unseen] = model.decision_function(spoken[unseen])
    return log_odds


def fit_soft(
    spoken: sparse.csr_matrix, labels: Floats, weights: Floats, known: Rows, seed: int
) -> LogisticRegression:
    """A logistic regression of the rows ``known``, each of them taught as far as its label says.

    A segment whose label is 0.7 is an example for the theme with that weight, and one against it
    with the rest. There must be rows on both sides of 0.5.
    """
    chosen, more = _affordable(known, labels >= 0.5, seed)
    label = np.where(labels[chosen] < CLEAR, 0.0, labels[chosen])
    label = np.where(label > 1 - CLEAR, 1.0, label)
    weight = weights[chosen] * more
    on, off = np.flatnonzero(label > 0), np.flatnonzero(label < 1)
    model = LogisticRegression(solver="liblinear", random_state=seed, max_iter=1000)
    return model.fit(
        spoken[np.concatenate([chosen[on], chosen[off]])],
        np.repeat([True, False], [len(on), len(off)]),
        np.concatenate([(weight * label)[on], (weight * (1 - label))[off]]),
    )


def log_odds_from_people(
    spoken: sparse.csr_matrix, decided: Floats, folds: Rows, seed: int
) -> Floats:
    """What a model that learnt from people alone makes of each segment; 0 if they say too little.

    ``decided`` is 1, 0 or NaN (nobody decided). What a person decided of a segment has no part in
    its own log-odds: a coded segment is scored by a model of the other ``folds``.
    """
    coded = ~np.isnan(decided)
    has = decided == 1
    log_odds = np.zeros(len(decided))
    if min(has.sum(), (coded & ~has).sum()) < FEWEST or not spoken.shape[1]:
        return log_odds
    model = LogisticRegression(
        C=PEOPLE_FREEDOM, solver="liblinear", class_weight="balanced", random_state=seed
    )
    asked = [(coded, ~coded), *((coded & (folds != f), coded & (folds == f)) for f in range(FOLDS))]
    for known, unseen in asked:
        if unseen.any() and has[known].any() and not has[known].all():
            model.fit(spoken[known], has[known])
            log_odds[unseen] = model.decision_function(spoken[unseen])
    return log_odds


def _affordable(known: Rows, has: Flags, seed: int) -> tuple[Rows, Floats]:
    """At most ``MOST_TAUGHT`` of the ``known`` segments, and how many each of them stands for.

    Segments for and against the theme are thinned apart, so that a rare theme keeps its few.
    """
    if len(known) <= MOST_TAUGHT:
        return known, np.ones(len(known))
    random = np.random.default_rng(seed)
    chosen, weights = [], []
    for side in (known[has[known]], known[~has[known]]):
        room = min(len(side), max(MOST_TAUGHT // 2, MOST_TAUGHT - (len(known) - len(side))))
        chosen.append(np.sort(random.choice(side, room, replace=False)))
        weights.append(np.full(room, len(side) / room))
    return np.concatenate(chosen), np.concatenate(weights)
