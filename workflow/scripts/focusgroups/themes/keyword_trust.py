"""How far a keyword can be trusted: whether it is said where its theme is talked about.

A codebook's keywords are not equally good. `Ambulance` may stand for transport or for anything that
happened in one. Nobody has coded yet, so a keyword is judged by its siblings: is the talk around it
like the talk around the theme's other keywords, or like talk without any of them?
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from focusgroups.tables import DECIMALS
from focusgroups.themes.keywords import KeywordRows

if TYPE_CHECKING:  # the documents print this module's constants and need no matrices
    from scipy import sparse

Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.intp]

USUAL = 0.8  # of a keyword that nothing is known about
USUAL_SEGMENTS = 60  # so many segments speak as loudly as this assumption
LEAST, MOST = 0.2, 1.2
FEWEST_OTHERS, FEWEST_OWN = 8, 3  # segments of the siblings, and of the keyword alone
# Talk with the siblings must be so many standard errors apart from talk without, to say anything.
LEAST_APART = 3.0
# A person's decision on a segment with the keyword, in such segments.
JUDGED_BEFORE = 10.0


def trust_keywords(
    found: Sequence[KeywordRows], words: "sparse.csr_matrix", beside: Sequence[Rows]
) -> list[float]:
    """How far each keyword of ``found`` can be trusted, from ``LEAST`` to ``MOST``, by the talk.

    ``words`` has a row per segment; ``beside`` are, for each theme, its columns that are no part of
    the theme's keywords: only they are compared. Where the segments that have this keyword and no
    other of its theme lie, on the way from talk with none (0) to talk with the others (1), is the
    keyword's trust, drawn towards ``USUAL`` when few segments say so; it is ``USUAL`` where the two
    can hardly be told apart. Texts are compared with mean texts, as nearest-centroid classifiers do
    (Rocchio 1971).
    """
    trust = np.full(len(found), USUAL)
    for number, columns in enumerate(beside):
        own = [place for place, keyword in enumerate(found) if keyword.theme == number]
        if len(own) < 2 or not len(columns):
            continue
        around = words[:, columns]
        rows = [found[place].rows for place in own]
        for place, measured, weight in _compared(around, own, rows):
            if np.isnan(measured):
                continue
            drawn = (measured * weight + USUAL * USUAL_SEGMENTS) / (weight + USUAL_SEGMENTS)
            trust[place] = np.clip(drawn, LEAST, MOST)
    return [float(value) for value in trust.round(DECIMALS)]


def judged_by_people(
    found: Sequence[KeywordRows], trust: Sequence[float], decided: Floats
) -> list[Floats]:
    """The trust of each keyword in each of its segments, after what people decided of others.

    ``decided`` (segments by themes) is 1, 0 or NaN. People's share of segments with the keyword
    that have its theme is mixed with its ``trust``, which counts as ``JUDGED_BEFORE`` decisions.
    What was decided of a segment itself does not count there: else the model's proposal for it
    would know the answer.
    """
    judged = []
    for keyword, before in zip(found, trust, strict=True):
        said = decided[keyword.rows, keyword.theme]
        is_known = ~np.isnan(said)
        others = is_known.sum() - is_known
        having = np.nansum(said) - np.nan_to_num(said)
        judged.append((before * JUDGED_BEFORE + having) / (JUDGED_BEFORE + others))
    return judged


def _compared(
    around: "sparse.csr_matrix", own: Sequence[int], rows: Sequence[Rows]
) -> Iterator[tuple[int, float, int]]:
    """For each keyword with segments enough: its place, where it lies (0 to 1), its segments."""
    everywhere = np.unique(np.concatenate(rows))
    without = around[np.setdiff1d(np.arange(around.shape[0]), everywhere)]
    for position, place in enumerate(own):
        others = np.unique(np.concatenate([*rows[:position], *rows[position + 1 :]]))
        alone = np.setdiff1d(rows[position], others)
        enough = min(len(others), without.shape[0]) >= FEWEST_OTHERS and len(alone) >= FEWEST_OWN
        if enough:
            yield place, _where_it_lies(around[alone], around[others], without), len(alone)


def _where_it_lies(
    alone: "sparse.csr_matrix", others: "sparse.csr_matrix", without: "sparse.csr_matrix"
) -> float:
    """Where the mean of ``alone`` lies on the line from that of ``without`` (0) to ``others`` (1).

    Each text is compared with means that it has no part in: else the two kinds would seem further
    apart than they are. NaN where they are not clearly apart.
    """
    of_others, of_without = _mean(others), _mean(without)
    low = _likeness(without, of_others) - _likeness_to_rest(without, of_without)
    high = _likeness_to_rest(others, of_others) - _likeness(others, of_without)
    here = _likeness(alone, of_others) - _likeness(alone, of_without)
    apart = high.mean() - low.mean()
    if apart <= LEAST_APART * np.sqrt(high.var() / len(high) + low.var() / len(low)):
        return np.nan
    return float((here.mean() - low.mean()) / apart)


def _mean(texts: "sparse.csr_matrix") -> Floats:
    return np.asarray(texts.mean(axis=0)).ravel()


def _likeness(texts: "sparse.csr_matrix", mean: Floats) -> Floats:
    return np.asarray(texts @ mean)


def _likeness_to_rest(texts: "sparse.csr_matrix", mean: Floats) -> Floats:
    """How far each text is like the mean of the others; ``mean`` is that of all ``texts``."""
    number = texts.shape[0]
    itself = np.asarray(texts.multiply(texts).sum(axis=1)).ravel()
    rest: Floats = (_likeness(texts, mean) * number - itself) / (number - 1)
    return rest
