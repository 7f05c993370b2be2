"""Passages that speak against their theme: where it does not hold, or not for this speaker.

Qualitative work is asked to look for deviant cases and to show them. What is found here is marked
for a person to judge. Sentiment does not find them: in a focus group much that is sad speaks for a
theme (how it was before), and much that is said against one is said calmly. So it goes by what
people say when they differ, wish for something else, tell of what was lost or do not get it
(`lists/counter_cues.csv`), and by keywords of the theme that are denied.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

from focusgroups.codebook import Theme
from focusgroups.themes.words import spoken_words
from focusgroups.wordsets import word_set

DATA_FILES = ("lists/counter_cues.csv",)

COUNTER_COLUMNS = ("segment_id", "theme", "strength", "cues")

# ASSUME: set on 223 comments of patients and on the demonstration, then tried on 77 others.
WEIGHTS = {"outright": 2.0, "wish": 1.5, "loss": 1.0, "denied": 1.0, "bad": 0.7, "cannot": 0.5,
           "but": 0.5, "praise": -0.5}  # fmt: skip
MOST_OF_A_KIND = 3
MARKED_FROM = 1.0
# Cues are counted as in a passage of so many words: a long one has some by chance.
USUAL_WORDS, FEWEST_WORDS = 30, 8
# What a negator turns round: "hadn't complained", "not good".
TURNED = {
    "outright": "praise",
    "wish": "praise",
    "loss": "praise",
    "bad": "praise",
    "praise": "bad",
}

_NEGATORS = word_set("not no never nobody nothing without hardly")
_NEGATED_WITHIN = 3  # words before
_BREAK = "|"  # where a negator reaches no further
_BREAKS = frozenset({_BREAK, "but", "and"})
_PUNCTUATION = re.compile(r"[.!?;:,…–—]")
_AVERSION = re.compile(r"\b(?:without|less|fewer|no|not|never|rather than|free from|free of)\b")
_SAME_STEM = 4  # letters


@dataclass(frozen=True)
class Cue:
    """A phrase that speaks against a theme or, as praise, for it; the last word may be open."""

    kind: str
    forms: tuple[str, ...]
    is_open: bool

    def stands_at(self, forms: Sequence[str], place: int) -> bool:
        """Whether the words from ``place`` on are this phrase."""
        *first, last = forms[place : place + len(self.forms)]
        if len(first) + 1 < len(self.forms) or tuple(first) != self.forms[:-1]:
            return False
        return last.startswith(self.forms[-1]) if self.is_open else last == self.forms[-1]


@dataclass(frozen=True)
class Said:
    """What was said in a passage: the forms of words with breaks, and where each begins."""

    forms: tuple[str, ...]
    starts: tuple[int, ...]
    n_words: int

    def is_denied(self, place: int) -> bool:
        """Whether a negator stands shortly before ``place``, with no break between."""
        for before in self.forms[max(0, place - _NEGATED_WITHIN) : place][::-1]:
            if before in _BREAKS:
                return False
            if _is_negator(before):
                return True
        return False


def find_counter_examples(
    segments: pd.DataFrame, evidence: pd.DataFrame, themes: Sequence[Theme]
) -> pd.DataFrame:
    """The pairs of segment and theme that are marked, with ``COUNTER_COLUMNS``.

    ``segments`` needs ``segment_id`` and ``text``, ``evidence`` has the columns of
    `keyword_evidence.csv`. Marks are for any theme of the codebook; whether a segment is about it
    is for the coding to say. ``cues`` are the words that it is marked by, in the order of kinds.
    """
    hits = defaultdict(list)
    averse = {(theme.id, keyword) for theme in themes for keyword in averse_keywords(theme)}
    columns = (evidence[name] for name in ("segment_id", "theme", "keyword", "start"))
    for segment_id, theme, keyword, start in zip(*columns, strict=True):
        if (theme, keyword) not in averse:
            hits[segment_id, theme].append((str(keyword), int(start)))
    rows = []
    for segment_id, text in zip(segments["segment_id"], segments["text"], strict=True):
        for theme in themes:
            strength, cues = judged(text, tuple(hits.get((segment_id, theme.id), ())))
            if strength >= MARKED_FROM:
                rows.append((segment_id, theme.id, strength, "; ".join(cues)))
    return pd.DataFrame(rows, columns=list(COUNTER_COLUMNS))


@cache
def judged(text: str, hits: tuple[tuple[str, int], ...] = ()) -> tuple[float, tuple[str, ...]]:
    """How strongly ``text`` speaks against a theme, and by which words.

    ``hits`` are keywords of the theme and where they begin; one that is denied speaks against it.

    >>> judged("They do cancel a lot of it, though."), judged("They never cancel anything.")
    ((2.905, ('cancel', 'though')), (-0.968, ()))
    """
    said = _said(text)
    found = defaultdict(dict)  # type: defaultdict[str, dict[str, None]]
    for kind, words in _cues_in(said):
        found[kind][words] = None
    for keyword, start in hits:
        place = said.starts.index(start)
        if said.is_denied(place):
            found["denied"]["no " + keyword] = None
    total = sum(weight * min(MOST_OF_A_KIND, len(found[kind])) for kind, weight in WEIGHTS.items())
    length = max(said.n_words, FEWEST_WORDS) / USUAL_WORDS
    against = tuple(words for kind in WEIGHTS if WEIGHTS[kind] > 0 for words in found[kind])
    return round(total / length**0.5, 3), against


@cache
def averse_keywords(theme: Theme) -> frozenset[str]:
    """Keywords whose absence the theme is about, so that denying one affirms it.

    They begin with a negator, or the definition names them after one ("without judgement").
    """
    definition = theme.definition.casefold()
    absent = {
        word.stem
        for match in _AVERSION.finditer(definition)
        for word in spoken_words(_PUNCTUATION.split(definition[match.end() :])[0])
    }
    return frozenset(
        keyword
        for keyword in theme.keywords
        if _AVERSION.match(keyword.casefold())
        or any(_same(word.stem, stem) for word in spoken_words(keyword) for stem in absent)
    )


def _same(stem: str, other: str) -> bool:
    short, long = sorted((stem, other), key=len)
    return len(short) >= _SAME_STEM and long.startswith(short)


def _said(text: str) -> Said:
    forms: list[str] = []
    starts: list[int] = []
    words = spoken_words(text)
    end = 0
    for word in words:
        if _PUNCTUATION.search(text, end, word.start):
            forms.append(_BREAK)
            starts.append(-1)
        forms.append(word.form)
        starts.append(word.start)
        end = word.end
    return Said(tuple(forms), tuple(starts), len(words))


def _cues_in(said: Said) -> Iterator[tuple[str, str]]:
    """Kind and words of each cue, the longest where several begin; none within another."""
    by_first, open_words = _cues()
    place = 0
    while place < len(said.forms):
        form = said.forms[place]
        cues = [*by_first.get(form, ()), *(cue for cue in open_words if form.startswith(cue.forms))]
        cue = next((cue for cue in cues if cue.stands_at(said.forms, place)), None)
        if cue is None:
            place += 1
            continue
        turned = cue.kind in TURNED and not _is_negator(form) and said.is_denied(place)
        words = " ".join(said.forms[place : place + len(cue.forms)])
        yield (TURNED[cue.kind], f"not {words}") if turned else (cue.kind, words)
        place += len(cue.forms)


def _is_negator(form: str) -> bool:
    return form in _NEGATORS or form.endswith("n't")


@cache
def _cues() -> tuple[dict[str, list[Cue]], list[Cue]]:
    """The cues by their first word, longest first, and those that are one open word."""
    lines = (Path(__file__).parent / DATA_FILES[0]).read_text(encoding="utf-8").splitlines()
    by_first: dict[str, list[Cue]] = defaultdict(list)
    open_words = []
    for row in csv.DictReader(line for line in lines if not line.startswith("#")):
        phrase = row["phrase"]
        forms = tuple(phrase.removesuffix("*").split())
        cue = Cue(row["kind"], forms, phrase.endswith("*"))
        if cue.is_open and len(forms) == 1:
            open_words.append(cue)
        else:
            by_first[forms[0]].append(cue)
    for cues in by_first.values():
        cues.sort(key=lambda cue: -len(cue.forms))
    return dict(by_first), open_words
