"""Giving themes to segments: what the scores and people's decisions make of a study, as tables."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from threadpoolctl import threadpool_limits

from focusgroups.codebook import Theme
from focusgroups.themes.embeddings import KnownTexts
from focusgroups.themes.human_codings import HumanCodings
from focusgroups.themes.material import gather_material
from focusgroups.themes.scoring import Decided, decide_themes
from focusgroups.themes.theme_words import weigh_words
from focusgroups.themes.tiers import HUMAN, MODEL

CODING_COLUMNS = ("segment_id", "theme", "score", "proposed", "assigned", "rank", "source")
THRESHOLD_COLUMNS = ("theme", "threshold")
TRUST_COLUMNS = ("theme", "keyword", "segments", "trust", "coded", "applies")

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class ThemeCoding:
    """The codings (``CODING_COLUMNS``), and what they rest on.

    ``words`` are those by which the model tells the themes (`theme_words.WORD_COLUMNS`), ``trust``
    how far it trusts each keyword (``TRUST_COLUMNS``), ``thresholds`` the scores that a proposal
    exceeds (``THRESHOLD_COLUMNS``).
    """

    table: pd.DataFrame
    words: pd.DataFrame
    trust: pd.DataFrame
    thresholds: pd.DataFrame


def code_segments(
    segments: pd.DataFrame,
    themes: Sequence[Theme],
    evidence: pd.DataFrame,
    human: HumanCodings,
    seed: int,
    known: KnownTexts | None = None,
) -> ThemeCoding:
    """Score every segment on every theme and decide which themes it has.

    ``segments`` needs ``segment_id`` and ``text``; ``evidence`` comes from `find_keywords`;
    ``known`` has vectors of all texts and theme descriptions, for studies that use them. The table
    has a row per segment and theme, segments in natural order, themes in the codebook's.
    ``proposed`` is the model's own decision. ``assigned`` is the final one: people's where they
    decided; elsewhere a proposal counts only if a keyword of the theme stands in the segment, and
    without one it remains a suggestion (proposed, not assigned). ``rank`` puts assigned themes
    first, then goes by score. The order in which the segments come in changes nothing.
    """
    with threadpool_limits(1):
        material = gather_material(segments, themes, evidence, human, known, seed)
        decided = decide_themes(material.talk, material.found, material.by_people, seed)
        words = weigh_words(material.talk, decided.labels, material.theme_ids, seed)
    table = coding_table(material.ids, material.theme_ids, decided, material.by_people)
    trust = _trust_table(decided, material.theme_ids, material.by_people)
    exceeded = pd.DataFrame({"theme": material.theme_ids, "threshold": decided.exceeded})
    return ThemeCoding(table, words, trust, exceeded)


def coding_table(
    ids: Sequence[str], theme_ids: Sequence[str], decided: Decided, by_people: Floats
) -> pd.DataFrame:
    """``CODING_COLUMNS``, a row per segment of ``ids`` and theme, in their order."""
    return pd.DataFrame(
        {
            "segment_id": np.repeat(np.array(ids, dtype=object), len(theme_ids)),
            "theme": np.tile(np.array(theme_ids, dtype=object), len(ids)),
            "score": decided.scores.ravel(),
            "proposed": _true_false(decided.proposed),
            "assigned": _true_false(decided.assigned),
            "rank": _ranks(decided.assigned, decided.scores).ravel(),
            "source": np.where(np.isnan(by_people), MODEL, HUMAN).ravel().astype(object),
        },
        columns=list(CODING_COLUMNS),
    )


def top_themes(coding: pd.DataFrame, otherwise: str) -> pd.Series:
    """The best assigned theme of each segment, by segment_id; ``otherwise`` when it has none.

    ``coding`` needs ``segment_id``, ``theme``, ``assigned`` (true, false) and ``rank``.
    """
    best = coding[coding["rank"].astype(int) == 1].set_index("segment_id")
    return best["theme"].where(best["assigned"] == "true", otherwise)


def _trust_table(decided: Decided, theme_ids: Sequence[str], by_people: Floats) -> pd.DataFrame:
    """``TRUST_COLUMNS``; a keyword's theme ``applies`` to so many of the segments ``coded``."""
    rows = []
    for keyword, trust in zip(decided.heard.found, decided.heard.trust, strict=True):
        said = by_people[keyword.rows, keyword.theme]
        coded, applies = int((~np.isnan(said)).sum()), int(np.nansum(said))
        rows.append(
            (theme_ids[keyword.theme], keyword.keyword, len(keyword.rows), trust, coded, applies)
        )
    return pd.DataFrame(rows, columns=list(TRUST_COLUMNS))


def _ranks(assigned: Flags, scores: Floats) -> npt.NDArray[np.int64]:
    """1 for a segment's best theme: assigned ones first, then by score, then by codebook."""
    order = np.lexsort((-scores, ~assigned), axis=1)
    ranks = np.empty_like(order)
    np.put_along_axis(ranks, order, np.arange(1, scores.shape[1] + 1)[None, :], axis=1)
    return ranks


def _true_false(flags: Flags) -> npt.NDArray[np.object_]:
    return np.where(flags.ravel(), "true", "false").astype(object)
