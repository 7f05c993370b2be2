"""How much speaks for each theme in each segment, and which themes follow from it.

Several kinds of evidence make a score: keywords of the codebook, each as far as it can be trusted;
a model that learnt from segments that keywords speak for clearly; one that learnt from people
alone; and likeness to the theme's own description. The weights were set once on human-coded text of
other studies. Nothing here needs a label, and every label that people give is used.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import expit

from focusgroups.tables import DECIMALS
from focusgroups.themes.keyword_trust import judged_by_people, trust_keywords
from focusgroups.themes.keywords import KeywordRows, evidence_strength
from focusgroups.themes.learning import log_odds_from_people, out_of_fold_log_odds
from focusgroups.themes.talk import Talk
from focusgroups.themes.thresholds import propose, thresholds

KEYWORD_WEIGHT, PEOPLE_WEIGHT = 1.5, 0.75
STRONG_SHARE = 0.5  # of the segment's best evidence: enough to learn from
# ASSUME: a person's decision weighs as much as three segments that only keywords speak for.
HUMAN_WEIGHT = 3.0

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Evidence:
    """What keywords say, segments by themes: how strongly, and where clearly (``strong``).

    ``trust`` is that of each keyword of ``found`` before people are heard.
    """

    found: Sequence[KeywordRows]
    trust: Sequence[float]
    strength: Floats
    strong: Flags


@dataclass(frozen=True)
class Decided:
    """Segments by themes: ``scores``, what the model ``proposed``, what is ``assigned`` in the end.

    ``labels`` from 0 to 1 are what the model learnt from; ``exceeded`` is each theme's threshold.
    """

    heard: Evidence
    scores: Floats
    labels: Floats
    proposed: Flags
    assigned: Flags
    exceeded: Floats


def decide_themes(
    talk: Talk,
    found: Sequence[KeywordRows],
    by_people: Floats,
    seed: int,
    copies: npt.NDArray[np.intp] | None = None,
) -> Decided:
    """Score the segments of ``talk`` and decide which themes they have.

    ``found`` are the keywords said in them; ``by_people`` (segments by themes) is 1, 0 or NaN where
    nobody decided. A segment that stands in a sample more than once has so many ``copies``: it
    teaches as often, and counts as often in the shares that thresholds follow; no model that saw a
    copy of it scores it.
    """
    times = np.ones(len(by_people), dtype=np.intp) if copies is None else copies
    unheard, heard = _weigh_keywords(talk, found, by_people)
    scores, labels = _scores(talk, unheard, heard, by_people, times, seed)
    counted = np.repeat(np.arange(len(times)), times)
    said = counted[talk.is_said[counted]]
    proposed = np.zeros(scores.shape, dtype=bool)
    believed = np.where(np.isnan(by_people), heard.strong, by_people == 1)
    proposed[said], exceeded = propose(scores[said], believed[said])
    assigned = np.where(np.isnan(by_people), proposed & (heard.strength > 0), by_people == 1)
    return Decided(heard, scores, labels, proposed, assigned, exceeded)


def _weigh_keywords(
    talk: Talk, found: Sequence[KeywordRows], by_people: Floats
) -> tuple[Evidence, Evidence]:
    """What keywords say before people are heard, and after."""
    trust = trust_keywords(found, talk.words, talk.beside)
    judged = judged_by_people(found, trust, by_people)
    shape = by_people.shape
    return _evidence(found, trust, trust, shape), _evidence(found, trust, judged, shape)


def _evidence(
    found: Sequence[KeywordRows],
    trust: Sequence[float],
    trusted: Sequence[npt.ArrayLike],
    shape: tuple[int, int],
) -> Evidence:
    strength = evidence_strength(found, trusted, shape)
    best = strength.max(axis=1, keepdims=True, initial=0)
    return Evidence(found, trust, strength, (strength > 0) & (strength >= STRONG_SHARE * best))


def _scores(
    talk: Talk,
    unheard: Evidence,
    heard: Evidence,
    by_people: Floats,
    times: npt.NDArray[np.intp],
    seed: int,
) -> tuple[Floats, Floats]:
    """The scores, and the labels from 0 to 1 that the last model learnt from.

    Learning has two rounds. The first learns from clear keywords. What it makes of all evidence
    teaches the second: a keyword in talk unlike its theme's teaches less, and talk without a
    keyword that is like the theme's teaches, too (self-training: Scudder 1965, IEEE Transactions on
    Information Theory 11(3): 363-371). People's decisions are taught in the second alone, as they
    are: a first round that knew of them would hand each back to its own segment, through the labels
    of others that the second learns from.
    """
    is_decided = ~np.isnan(by_people)
    once = np.broadcast_to(times[:, None], by_people.shape).astype(np.float64)
    counted = np.repeat(np.arange(len(times)), times)

    def learnt(labels: Floats, weights: Floats) -> Floats:
        return _by_theme(
            lambda column: _learnt(talk, labels[:, column], weights[:, column], seed),
            labels.shape,
        )

    def from_people(column: int) -> Floats:
        return log_odds_from_people(talk.spoken, by_people[:, column], talk.folds, seed)

    first = _given(talk, unheard) + learnt(unheard.strong.astype(np.float64), once)
    first = first.round(DECIMALS)
    likely = expit(first - thresholds(first[counted], unheard.strong[counted])).round(DECIMALS)
    # Of a theme without any clear keyword nothing is likely; people alone can teach it.
    likely[:, ~unheard.strong.any(axis=0)] = 0
    labels = np.where(is_decided, by_people == 1, likely)
    given = _given(talk, heard) + PEOPLE_WEIGHT * _by_theme(from_people, by_people.shape)
    scores: Floats = (given + learnt(labels, np.where(is_decided, HUMAN_WEIGHT, 1) * once)).round(
        DECIMALS
    )
    return scores, labels


def _learnt(talk: Talk, labels: Floats, weights: Floats, seed: int) -> Floats:
    taught = hashlib.sha256(labels.tobytes() + weights.tobytes()).digest()
    if taught not in talk.remembered:
        talk.remembered[taught] = out_of_fold_log_odds(
            talk.spoken, labels, weights, talk.folds, seed
        )
    return talk.remembered[taught]


def _given(talk: Talk, evidence: Evidence) -> Floats:
    """What speaks for each theme before anything is learnt."""
    given: Floats = KEYWORD_WEIGHT * np.log1p(evidence.strength) + talk.likeness
    return given


def _by_theme(score: Callable[[int], Floats], shape: tuple[int, ...]) -> Floats:
    """``score`` of each theme's number, as columns."""
    return np.array([score(column) for column in range(shape[1])]).T.reshape(shape)
