"""How well scores and decisions on themes agree with what people coded, and how sure that is.

Everything is a matrix of texts by themes: ``gold`` and ``given`` of truth values, ``scores`` of
numbers.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

MEASURES = ("micro-F1", "macro-F1", "top-1", "mAP")
RESAMPLED = ("micro-F1", "top-1", "mAP")
ROUNDS = 1000


@dataclass(frozen=True)
class Result:
    """What one program made of the texts; ``best`` is the theme that it puts first in each."""

    gold: np.ndarray
    scores: np.ndarray
    given: np.ndarray
    best: np.ndarray

    def measure(self, name: str, weights: np.ndarray | None = None) -> float:
        """One of ``MEASURES``, each text counted as often as ``weights`` says."""
        times = np.ones(len(self.gold)) if weights is None else weights
        match name:
            case "micro-F1":
                return float(2 * (times @ self._hits) / max(times @ self._sizes, 1))
            case "macro-F1":
                both = times @ (self.gold & self.given)
                sizes = times @ self.gold + times @ self.given
                return float(np.mean(2 * both / np.maximum(sizes, 1)))
            case "top-1":
                return float((times @ self._first) / max(times @ self._themed, 1))
            case _:
                pairs = zip(self._falling, self.gold.T, strict=True)
                return float(np.nanmean([_precision(fall, y, times) for fall, y in pairs]))

    @cached_property
    def _hits(self) -> np.ndarray:
        return (self.gold & self.given).sum(axis=1)

    @cached_property
    def _sizes(self) -> np.ndarray:
        return self.gold.sum(axis=1) + self.given.sum(axis=1)

    @cached_property
    def _themed(self) -> np.ndarray:
        return self.gold.any(axis=1)

    @cached_property
    def _first(self) -> np.ndarray:
        return self.gold[np.arange(len(self.gold)), self.best]

    @cached_property
    def _falling(self) -> list[tuple[np.ndarray, np.ndarray]]:
        """Of each theme the texts by falling score, and where equal scores end."""
        falling = []
        for column in self.scores.T:
            order = np.argsort(-column, kind="stable")
            ends = np.flatnonzero(np.append(np.diff(column[order]) != 0, True))
            falling.append((order, ends))
        return falling


def _precision(
    falling: tuple[np.ndarray, np.ndarray], gold: np.ndarray, times: np.ndarray
) -> float:
    """Average precision of one theme; equal scores count together. NaN where nobody gave it."""
    order, ends = falling
    hits = np.cumsum((times * gold)[order])[ends]
    seen = np.cumsum(times[order])[ends]
    if not hits[-1]:
        return float("nan")
    return float((np.diff(hits, prepend=0) * hits / np.maximum(seen, 1)).sum() / hits[-1])


def differences(own: Result, other: Result, seed: int) -> dict[str, tuple[float, float]]:
    """The middle 95 % of the differences in ``RESAMPLED``, own less other, the same texts drawn."""
    random = np.random.default_rng(seed)
    number = len(own.gold)
    found: dict[str, list[float]] = {name: [] for name in RESAMPLED}
    for _ in range(ROUNDS):
        times = np.bincount(random.integers(number, size=number), minlength=number).astype(float)
        for name, values in found.items():
            values.append(own.measure(name, times) - other.measure(name, times))
    return {
        name: (float(np.percentile(values, 2.5)), float(np.percentile(values, 97.5)))
        for name, values in found.items()
    }


def best_decisions(gold: np.ndarray, scores: np.ndarray) -> Result:
    """Decisions at the cut where the micro-F1 is highest **on the gold**.

    Two ways are tried, one cut for the scores as they are and one for scores brought to the same
    mean and spread in each theme. Who has no gold cannot choose so well.
    """
    spread = scores.std(axis=0)
    even = (scores - scores.mean(axis=0)) / np.where(spread > 0, spread, 1)
    results = [
        Result(gold, scores, way >= _best_cut(gold, way), way.argmax(axis=1))
        for way in (scores, even)
    ]
    return max(results, key=lambda result: result.measure("micro-F1"))


def _best_cut(gold: np.ndarray, scores: np.ndarray) -> float:
    order = np.argsort(-scores, axis=None, kind="stable")
    falling = scores.ravel()[order]
    ends = np.flatnonzero(np.append(np.diff(falling) != 0, True))
    hits = np.cumsum(gold.ravel()[order])[ends]
    return float(falling[ends[np.argmax(2 * hits / (ends + 1 + gold.sum()))]])
