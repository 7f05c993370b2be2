"""What people should code next: what teaches the model most, and what shows how common themes are.

The segments of the highest scores confirm a theme or show what is mistaken for it; those near its
threshold are the ones that the model is least sure of. A random part, in a fixed order, is for
estimating how common themes are. Its rows are blind: what the model makes of a segment would sway
whoever codes it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

import pandas as pd

from focusgroups.tables import BETWEEN, in_natural_order
from focusgroups.themes.random_order import random_order
from focusgroups.themes.speaking_words import speaking_words, words_by_theme
from focusgroups.themes.words import plain_text

NEXT_COLUMNS = (
    "segment_id",
    "theme",
    "text_check",
    "text",
    "reason",
    "about",
    "keywords",
    "words",
    "score",
)

TOP, BORDERLINE, RANDOM = "top", "borderline", "random"

PER_THEME = 4  # of the top-ranked, and of the borderline ones
BETWEEN_RANDOM = 3  # rows about themes for each random one
FEWEST_RANDOM = 10


@dataclass
class Proposal:
    """A segment to code: why (``reasons``), and for each reason the theme that it is ``about``."""

    segment_id: str
    reasons: list[str] = field(default_factory=list)
    about: list[str] = field(default_factory=list)


def spoken_segments(segments: pd.DataFrame) -> pd.DataFrame:
    """The ``segments`` in which something was spoken, in natural order: only they are coded."""
    return in_natural_order(segments[segments["n_words"] > 0], "segment_id")


def choose_next(
    segments: pd.DataFrame,
    coding: pd.DataFrame,
    thresholds: Mapping[str, float],
    evidence: pd.DataFrame,
    theme_words: pd.DataFrame,
    coded: Collection[str],
    seed: int,
) -> pd.DataFrame:
    """Segments for people to code, mixed so that any number of them from the first on is of use.

    ``segments`` needs ``segment_id``, ``text``, ``text_check``, ``n_words``; ``coding``
    ``segment_id``, ``theme``, ``score``; ``thresholds`` has the score that a proposal of each theme
    exceeds; ``evidence`` needs ``segment_id``, ``theme``, ``keyword``; ``theme_words``
    ``WORD_COLUMNS``. None of the ``coded`` segments is proposed. The result has ``NEXT_COLUMNS``;
    ``theme`` is empty, to be filled in, and random rows say nothing of what the model makes of
    them.
    """
    spoken = spoken_segments(segments)
    open_ids = [segment_id for segment_id in spoken["segment_id"] if segment_id not in coded]
    theme_ids = list(thresholds)
    number = max(FEWEST_RANDOM, -(-2 * PER_THEME * len(theme_ids) // BETWEEN_RANDOM))
    drawn = random_order(open_ids, seed)[:number]
    scores = coding.pivot(index="segment_id", columns="theme", values="score")
    scores = scores.reindex(columns=theme_ids)
    left = [segment_id for segment_id in open_ids if segment_id not in set(drawn)]
    told = list(_of_themes(scores.loc[left], thresholds).values())
    rows = _mixed(told, [Proposal(segment_id, [RANDOM]) for segment_id in drawn])
    return _table(rows, spoken, scores, _keywords(evidence), words_by_theme(theme_words))


def _of_themes(scores: pd.DataFrame, thresholds: Mapping[str, float]) -> dict[str, Proposal]:
    """The top-ranked and borderline segments of all themes, themes and kinds taking turns."""
    picked = {theme: _picks(scores[theme], at) for theme, at in thresholds.items()}
    proposals: dict[str, Proposal] = {}
    for place in range(PER_THEME):
        for turn in (0, 1):
            for number, theme in enumerate(picked, start=place + turn):
                kind = (TOP, BORDERLINE)[number % 2]
                for segment_id in picked[theme][kind][place : place + 1]:
                    proposal = proposals.setdefault(segment_id, Proposal(segment_id))
                    proposal.reasons.append(kind)
                    proposal.about.append(theme)
    return proposals


def _picks(scores: pd.Series, threshold: float) -> dict[str, list[str]]:
    """A theme's top-ranked segments, and of the others those nearest to its threshold."""
    # Segments come in natural order, which settles ties.
    falling = scores.sort_values(ascending=False, kind="stable")
    top = list(falling.index[:PER_THEME])
    margins = (scores.drop(top) - threshold).abs().sort_values(kind="stable")
    return {TOP: top, BORDERLINE: list(margins.index[:PER_THEME])}


def _mixed(told: Sequence[Proposal], random: Sequence[Proposal]) -> list[Proposal]:
    """Both kinds of rows, a random one after every few others, each kind in its own order."""
    rows, others = list[Proposal](), iter(random)
    for start in range(0, len(told), BETWEEN_RANDOM):
        rows += told[start : start + BETWEEN_RANDOM]
        rows += islice(others, 1)
    return [*rows, *others]


def _keywords(evidence: pd.DataFrame) -> dict[tuple[str, str], list[str]]:
    """The distinct keywords of a theme in a segment, in the order of speech."""
    found: dict[tuple[str, str], list[str]] = {}
    distinct = evidence.drop_duplicates(["segment_id", "theme", "keyword"])
    columns = (distinct[name] for name in ("segment_id", "theme", "keyword"))
    for segment_id, theme, keyword in zip(*columns, strict=True):
        found.setdefault((segment_id, theme), []).append(keyword)
    return found


def _table(
    rows: Sequence[Proposal],
    spoken: pd.DataFrame,
    scores: pd.DataFrame,
    keywords: Mapping[tuple[str, str], Sequence[str]],
    weights: Mapping[str, Mapping[str, float]],
) -> pd.DataFrame:
    said = spoken.set_index("segment_id")

    def cells(row: Proposal) -> Iterator[str]:
        text = str(said.at[row.segment_id, "text"])
        plain = plain_text(text)
        themes = list(dict.fromkeys(row.about))
        hits = [word for theme in themes for word in keywords.get((row.segment_id, theme), ())]
        words = [word for t in themes for word in speaking_words(plain, weights.get(t, {}))]
        yield from (row.segment_id, "", str(said.at[row.segment_id, "text_check"]), text)
        yield BETWEEN.join(row.reasons)
        yield BETWEEN.join(row.about)
        yield BETWEEN.join(dict.fromkeys(hits))
        yield BETWEEN.join(dict.fromkeys(words))
        own = scores.loc[row.segment_id]
        yield BETWEEN.join(f"{own[theme]:.2f}" for theme in row.about)

    return pd.DataFrame([tuple(cells(row)) for row in rows], columns=list(NEXT_COLUMNS))
