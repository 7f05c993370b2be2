"""Giving themes to segments: keywords first, then a model that learns from them.

Three kinds of evidence make a score: keywords of the codebook, a model trained on the segments that
keywords speak for clearly, and likeness to the theme's own description. The weights were set once
on human-coded text of another study.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from threadpoolctl import threadpool_limits

from focusgroups.codebook import Theme
from focusgroups.tables import DECIMALS, in_natural_order
from focusgroups.themes.features import WordFeatures, character_features, plain_text
from focusgroups.themes.human_codings import HumanCodings
from focusgroups.themes.keywords import evidence_strength
from focusgroups.themes.tiers import HUMAN, MODEL

CODING_COLUMNS = ("segment_id", "theme", "score", "proposed", "assigned", "rank", "source")

KEYWORD_WEIGHT, LIKENESS_WEIGHT = 1.5, 6.0
STRONG_SHARE = 0.5  # of the segment's best evidence: enough to learn from
FEWEST_HITS = 3  # fewer give nothing to learn
FOLDS = 5
# ASSUME: a person's decision weighs as much as three segments that only keywords speak for.
HUMAN_WEIGHT = 3.0
# More segments than this teach the model little and cost much; clear ones are kept first.
MOST_TAUGHT = 6000
LEAST_COVERAGE = 0.6  # a codebook that hits less of the talk is thought to miss some of it
SPREADS = 1.5  # how far below the segment's best theme another may lie, in standard deviations

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class ThemeCoding:
    """The codings (``CODING_COLUMNS``), with what the log says: per theme, the score to exceed."""

    table: pd.DataFrame
    thresholds: Mapping[str, float]


def code_segments(
    segments: pd.DataFrame,
    themes: Sequence[Theme],
    evidence: pd.DataFrame,
    human: HumanCodings,
    seed: int,
) -> ThemeCoding:
    """Score every segment on every theme and decide which themes it has.

    ``segments`` needs ``segment_id`` and ``text``; ``evidence`` comes from `find_keywords`. The
    table has a row per segment and theme, segments in natural order, themes in the codebook's.
    ``proposed`` is the model's own decision. ``assigned`` is the final one: people's where they
    decided; elsewhere a proposal counts only if a keyword of the theme stands in the segment, and
    without one it remains a suggestion (proposed, not assigned). ``rank`` puts assigned themes
    first, then goes by score. The order in which the segments come in changes nothing.
    """
    ordered = in_natural_order(segments, "segment_id")
    ids, theme_ids = list(ordered["segment_id"]), [theme.id for theme in themes]
    strength = evidence_strength(evidence, ids, theme_ids)
    texts = [plain_text(text) for text in ordered["text"]]
    decided = _decision_matrix(human, ids, theme_ids)
    spoken = np.array([bool(text) for text in texts], dtype=bool)
    with threadpool_limits(1):
        scores = _scores(texts, themes, strength, decided, seed)
    proposed = np.zeros(scores.shape, dtype=bool)
    proposed[spoken], thresholds = propose(scores[spoken], strength[spoken] > 0)
    assigned = np.where(np.isnan(decided), proposed & (strength > 0), decided == 1)
    table = pd.DataFrame(
        {
            "segment_id": np.repeat(np.array(ids, dtype=object), len(themes)),
            "theme": np.tile(np.array(theme_ids, dtype=object), len(ids)),
            "score": scores.ravel(),
            "proposed": _true_false(proposed),
            "assigned": _true_false(assigned),
            "rank": _ranks(assigned, scores).ravel(),
            "source": np.where(np.isnan(decided), MODEL, HUMAN).ravel().astype(object),
        },
        columns=list(CODING_COLUMNS),
    )
    return ThemeCoding(table, dict(zip(theme_ids, thresholds.tolist(), strict=True)))


def propose(scores: Floats, keyword: Flags) -> tuple[Flags, Floats]:
    """Decide from scores alone, without any labels, which themes a segment has.

    ``scores`` and ``keyword`` (whether any keyword of the theme was hit) have segments in rows and
    themes in columns. As many segments exceed a theme's threshold as have a keyword of it; when
    keywords reach less than ``LEAST_COVERAGE`` of the segments, all shares grow in proportion. A
    theme must also lie within ``SPREADS`` standard deviations of the segment's best margin.
    Returns the decisions and the thresholds, one per theme.
    """
    if not len(scores):
        return np.zeros(scores.shape, dtype=bool), np.zeros(scores.shape[1])
    coverage = keyword.any(axis=1).mean()
    growth = LEAST_COVERAGE / coverage if 0 < coverage < LEAST_COVERAGE else 1.0
    wanted = np.rint(np.minimum(keyword.mean(axis=0) * growth, 1) * len(scores)).astype(int)
    thresholds = np.array(
        [_threshold(scores[:, column], number) for column, number in enumerate(wanted)]
    )
    margins = scores - thresholds
    within = margins >= margins.max(axis=1, keepdims=True) - SPREADS * margins.std()
    return (margins > 0) & within, thresholds


def top_themes(coding: pd.DataFrame, otherwise: str) -> pd.Series:
    """The best assigned theme of each segment, by segment_id; ``otherwise`` when it has none.

    ``coding`` needs ``segment_id``, ``theme``, ``assigned`` (true, false) and ``rank``.
    """
    best = coding[coding["rank"].astype(int) == 1].set_index("segment_id")
    return best["theme"].where(best["assigned"] == "true", otherwise)


def _scores(
    texts: Sequence[str], themes: Sequence[Theme], strength: Floats, decided: Floats, seed: int
) -> Floats:
    words = WordFeatures(texts)
    described = [
        plain_text(" ".join([theme.name, theme.definition, *theme.keywords])) for theme in themes
    ]
    likeness = np.asarray((words.matrix @ words.transform(described).T).todense())
    likeness = likeness - likeness.mean(axis=0) if len(texts) else likeness
    spoken = sparse.hstack([words.matrix, character_features(texts)]).tocsr()
    strong = (strength > 0) & (strength >= STRONG_SHARE * strength.max(axis=1, keepdims=True))
    taught = np.where(np.isnan(decided), strong, decided == 1)
    weights = np.where(np.isnan(decided), 1.0, HUMAN_WEIGHT)
    log_odds = [
        _out_of_fold_log_odds(spoken, taught[:, column], weights[:, column], seed)
        for column in range(len(themes))
    ]
    combined = (
        KEYWORD_WEIGHT * np.log1p(strength)
        + np.array(log_odds).T.reshape(strength.shape)
        + LIKENESS_WEIGHT * likeness
    )
    rounded: Floats = combined.round(DECIMALS)
    return rounded


def _out_of_fold_log_odds(
    spoken: sparse.csr_matrix, taught: Flags, weights: Floats, seed: int
) -> Floats:
    """What a model that never saw a segment makes of it: log-odds of the theme, per segment.

    A theme with fewer than ``FEWEST_HITS`` segments for it (or against it) gets its share's
    log-odds throughout, smoothed by half a segment.
    """
    hits, misses = int(taught.sum()), int((~taught).sum())
    if min(hits, misses) < FEWEST_HITS or not spoken.shape[1]:
        return np.full(len(taught), np.log((hits + 0.5) / (misses + 0.5)))
    log_odds = np.zeros(len(taught))
    folds = StratifiedKFold(min(FOLDS, hits, misses), shuffle=True, random_state=seed)
    for known, unseen in folds.split(spoken, taught):
        chosen, more = _affordable(known, taught, seed)
        model = LogisticRegression(solver="liblinear", random_state=seed, max_iter=1000)
        model.fit(spoken[chosen], taught[chosen], weights[chosen] * more)
        log_odds[unseen] = model.decision_function(spoken[unseen])
    return log_odds


def _affordable(
    known: npt.NDArray[np.intp], taught: Flags, seed: int
) -> tuple[npt.NDArray[np.intp], Floats]:
    """At most ``MOST_TAUGHT`` of the ``known`` segments, and how many each of them stands for.

    Segments for and against the theme are thinned apart, so that a rare theme keeps its few.
    """
    if len(known) <= MOST_TAUGHT:
        return known, np.ones(len(known))
    random = np.random.default_rng(seed)
    chosen, weights = [], []
    for side in (known[taught[known]], known[~taught[known]]):
        room = min(len(side), max(MOST_TAUGHT // 2, MOST_TAUGHT - (len(known) - len(side))))
        chosen.append(np.sort(random.choice(side, room, replace=False)))
        weights.append(np.full(room, len(side) / room))
    return np.concatenate(chosen), np.concatenate(weights)


def _threshold(scores: Floats, number: int) -> float:
    """The score that exactly ``number`` of the ``scores`` exceed, ties aside."""
    falling = np.sort(scores)[::-1]
    if number == 0:
        return float(falling[0])
    if number == len(falling):
        return float(falling[-1] - 1)
    return float((falling[number - 1] + falling[number]) / 2)


def _decision_matrix(human: HumanCodings, ids: Sequence[str], theme_ids: Sequence[str]) -> Floats:
    """People's decisions as 1, 0 and NaN (nobody decided), segments by themes."""
    row = {segment_id: position for position, segment_id in enumerate(ids)}
    column = {theme: position for position, theme in enumerate(theme_ids)}
    decided = np.full((len(ids), len(theme_ids)), np.nan)
    for (segment_id, theme), applies in human.decisions.items():
        decided[row[segment_id], column[theme]] = applies
    return decided


def _ranks(assigned: Flags, scores: Floats) -> npt.NDArray[np.int64]:
    """1 for a segment's best theme: assigned ones first, then by score, then by codebook."""
    order = np.lexsort((-scores, ~assigned), axis=1)
    ranks = np.empty_like(order)
    np.put_along_axis(ranks, order, np.arange(1, scores.shape[1] + 1)[None, :], axis=1)
    return ranks


def _true_false(flags: Flags) -> npt.NDArray[np.object_]:
    return np.where(flags.ravel(), "true", "false").astype(object)
