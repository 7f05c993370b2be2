"""Keywords that a codebook lacks: words that the model goes by and no keyword of a theme catches.

Words that say the same by the rules of keywords (waiting, waited) are one candidate.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from focusgroups.codebook import Theme
from focusgroups.tables import BETWEEN, DECIMALS, in_natural_order
from focusgroups.themes.features import talk_stop_words
from focusgroups.themes.keywords import find_keywords
from focusgroups.themes.speaking_words import speaking_words, words_by_theme
from focusgroups.themes.tiers import suggested
from focusgroups.themes.words import plain_text, spoken_words

SUGGESTION_COLUMNS = ("theme", "rank", "segment_id", "score", "words", "text_check", "text")
KEYWORD_COLUMNS = (
    "theme",
    "keyword",
    "segments",
    "new_segments",
    "likely_segments",
    "suggested_segments",
    "in_theme_share",
    "weight",
)

MOST_PER_THEME = 15
SHORTEST = 3  # letters of a word
FEWEST_LIKELY = 2  # a word that one segment has is no keyword
# A segment may well have a theme when its score is among so many times as many as are proposed.
REACH = 1.5
# ASSUME, from human-coded comments of another study: words from one half of them, added to the
# codebook, help most in the other half with these. Of the segments without a keyword that a word
# would catch, so many must be likely; of all that have it, so many assigned or suggested, with so
# many more of the theme's share in all talk.
LEAST_LIKELY, LEAST_IN_THEME, PRIOR = 0.4, 0.5, 5

Stems = tuple[str, ...]


@dataclass
class Said:
    """Words of equal stems as people say them: how often in which ``forms``, in which segments."""

    forms: Counter[str] = field(default_factory=Counter)
    segments: set[str] = field(default_factory=set)

    @property
    def usual(self) -> str:
        """The most frequent form, of equals the first by the alphabet."""
        return min(self.forms, key=lambda form: (-self.forms[form], form))


@dataclass(frozen=True)
class ThemeView:
    """The segments that have a keyword of a theme, that may have the theme, and that are given it.

    ``given`` are assigned or suggested, of which ``alone`` are suggested; ``share`` is that of the
    given among all.
    """

    hit: frozenset[str]
    likely: frozenset[str]
    given: frozenset[str]
    alone: frozenset[str]
    share: float


@dataclass(frozen=True)
class Candidate:
    """A word for a theme: how many segments have it, and of them how many are new, likely ..."""

    theme: str
    keyword: str
    segments: int
    new: frozenset[str]
    likely: int
    suggested: int
    in_theme: int
    weight: float

    @property
    def worth(self) -> float:
        """The share of likely ones among the new, of which one more is counted as unlikely."""
        return round(self.likely / (len(self.new) + 1), DECIMALS)

    def row(self) -> tuple[str, str, int, int, int, int, float, float]:
        """A row of ``KEYWORD_COLUMNS``."""
        counts = (self.segments, len(self.new), self.likely, self.suggested)
        return (self.theme, self.keyword, *counts, self.in_theme / self.segments, self.weight)


def list_suggestions(
    segments: pd.DataFrame, coding: pd.DataFrame, theme_words: pd.DataFrame
) -> pd.DataFrame:
    """The segments for which the model alone proposes a theme, the best first, theme by theme.

    ``segments`` needs ``segment_id``, ``text``, ``text_check``; ``coding`` ``segment_id``,
    ``theme``, ``score``, ``proposed``, ``assigned``, ``source``; ``theme_words`` ``WORD_COLUMNS``.
    The result has ``SUGGESTION_COLUMNS``; ``words`` are those of the segment that speak for it.
    """
    texts = dict(zip(segments["segment_id"], segments["text"], strict=True))
    checks = dict(zip(segments["segment_id"], segments["text_check"], strict=True))
    weights = words_by_theme(theme_words)
    rows: list[tuple[str, int, str, float, str, str, str]] = []
    alone = in_natural_order(suggested(coding), "segment_id")
    for theme in dict.fromkeys(coding["theme"]):
        ranked = alone[alone["theme"] == theme].sort_values("score", ascending=False, kind="stable")
        pairs = zip(ranked["segment_id"], ranked["score"], strict=True)
        for rank, (segment_id, score) in enumerate(pairs, start=1):
            text, check = texts[segment_id], checks[segment_id]
            words = BETWEEN.join(speaking_words(plain_text(text), weights.get(theme, {})))
            rows.append((theme, rank, segment_id, score, words, check, text))
    return pd.DataFrame(rows, columns=list(SUGGESTION_COLUMNS))


def candidate_keywords(
    segments: pd.DataFrame,
    coding: pd.DataFrame,
    evidence: pd.DataFrame,
    theme_words: pd.DataFrame,
    themes: Sequence[Theme],
) -> pd.DataFrame:
    """Words that could become keywords of a theme, the most promising first, theme by theme.

    They come from ``theme_words``, are no stop words, and hold no keyword or excluded phrase of any
    theme. A word for two themes stands with the one that it promises more for; a word that would
    catch nothing that those above it leave is left out. ``segments`` needs ``segment_id``,
    ``text``; ``coding`` ``CODING_COLUMNS``; ``evidence`` ``segment_id``, ``theme``. The result has
    ``KEYWORD_COLUMNS``, at most ``MOST_PER_THEME`` rows for a theme.
    """
    weights = _weights(theme_words)
    said = _as_said(segments, {stems for by_stems in weights.values() for stems in by_stems})
    taken = _already_in_the_codebook({words.usual for words in said.values()}, themes)
    views = _views(coding, evidence)
    found: dict[str, Candidate] = {}
    for theme in themes:
        for stems, weight in weights.get(theme.id, {}).items():
            words = said.get(stems)
            if words is None or words.usual in taken or theme.id not in views:
                continue
            candidate = _judged(theme.id, words, views[theme.id], weight)
            best = found.get(words.usual)
            if candidate and (best is None or candidate.worth > best.worth):
                found[words.usual] = candidate
    rows = [row for theme in themes for row in _ranked(theme.id, list(found.values()))]
    return pd.DataFrame(rows, columns=list(KEYWORD_COLUMNS)).round(DECIMALS)


def _weights(theme_words: pd.DataFrame) -> dict[str, dict[Stems, float]]:
    """The heaviest weight of each sequence of stems that may be a keyword, by theme."""
    stop_words = set(talk_stop_words())
    weights: dict[str, dict[Stems, float]] = defaultdict(dict)
    for theme, terms in words_by_theme(theme_words).items():
        for term, weight in terms.items():
            words = spoken_words(term)
            forms = [word.form for word in words]
            if any(f in stop_words or len(f) < SHORTEST or not f.isalpha() for f in forms):
                continue
            stems = tuple(word.stem for word in words)
            weights[theme][stems] = max(weight, weights[theme].get(stems, 0.0))
    return weights


def _as_said(segments: pd.DataFrame, wanted: Collection[Stems]) -> dict[Stems, Said]:
    """Where the ``wanted`` stems stand side by side, and in which forms."""
    said: dict[Stems, Said] = defaultdict(Said)
    for segment_id, text in zip(segments["segment_id"], segments["text"], strict=True):
        words = spoken_words(text)
        for length in (1, 2):
            for place in range(len(words) - length + 1):
                run = words[place : place + length]
                stems = tuple(word.stem for word in run)
                if stems in wanted:
                    said[stems].forms[" ".join(word.form for word in run)] += 1
                    said[stems].segments.add(segment_id)
    return dict(said)


def _already_in_the_codebook(candidates: Collection[str], themes: Sequence[Theme]) -> set[str]:
    """Those ``candidates`` in which a keyword or an excluded phrase of any theme stands."""
    every = [replace(t, keywords=(*t.keywords, *t.exclude), exclude=()) for t in themes]
    table = pd.DataFrame({"segment_id": sorted(candidates), "text": sorted(candidates)})
    return set(find_keywords(table, every)["segment_id"])


def _views(coding: pd.DataFrame, evidence: pd.DataFrame) -> dict[str, ThemeView]:
    alone = suggested(coding)
    views: dict[str, ThemeView] = {}
    for theme, rows in coding.groupby("theme", sort=False):
        ids = rows["segment_id"]
        own = frozenset(alone.loc[alone["theme"] == theme, "segment_id"])
        given = frozenset(ids[rows["assigned"] == "true"]) | own
        reach = REACH * (rows["proposed"] == "true").sum()
        views[str(theme)] = ThemeView(
            hit=frozenset(evidence.loc[evidence["theme"] == theme, "segment_id"]),
            likely=frozenset(ids[rows["score"].rank(ascending=False) <= reach]) | given,
            given=given,
            alone=own,
            share=len(given) / len(rows),
        )
    return views


def _judged(theme: str, words: Said, view: ThemeView, weight: float) -> Candidate | None:
    """A candidate for a theme, or None where adding it would do more harm than good."""
    new = frozenset(words.segments - view.hit)
    likely, in_theme = len(new & view.likely), len(words.segments & view.given)
    smoothed = (in_theme + PRIOR * view.share) / (len(words.segments) + PRIOR)
    if likely < max(FEWEST_LIKELY, LEAST_LIKELY * len(new)) or smoothed < LEAST_IN_THEME:
        return None
    counts = (len(words.segments), new, likely, len(new & view.alone), in_theme)
    return Candidate(theme, words.usual, *counts, weight)


def _ranked(
    theme: str, candidates: Sequence[Candidate]
) -> Iterator[tuple[str, str, int, int, int, int, float, float]]:
    """Rows for a theme's candidates, without those that add nothing to the ones before."""
    own = [candidate for candidate in candidates if candidate.theme == theme]
    own.sort(key=lambda one: (-one.worth, -one.likely, -one.weight, one.keyword))
    caught: set[str] = set()
    rows = 0
    for candidate in own:
        if rows < MOST_PER_THEME and candidate.new - caught:
            caught |= candidate.new
            rows += 1
            yield candidate.row()
