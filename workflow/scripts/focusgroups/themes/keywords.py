"""Keywords of the codebook in segments: every hit with its place, and the evidence it gives."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from focusgroups.codebook import Theme
from focusgroups.tables import in_natural_order
from focusgroups.themes.words import Word, spoken_words

EVIDENCE_COLUMNS = ("segment_id", "theme", "keyword", "start", "end")


@dataclass(frozen=True)
class Phrase:
    """A keyword, or an excluded phrase, as stems to find; the last one may be open-ended."""

    theme: int
    keyword: str
    stems: tuple[str, ...]
    open_end: bool
    excluded: bool

    def found_at(self, words: Sequence[Word], place: int) -> bool:
        """Whether the words from ``place`` on are this phrase."""
        last = place + len(self.stems) - 1
        if last >= len(words):
            return False
        closed = self.stems[:-1] if self.open_end else self.stems
        if any(words[place + step].stem != stem for step, stem in enumerate(closed)):
            return False
        return not self.open_end or words[last].form.startswith(self.stems[-1])


@dataclass
class PhraseIndex:
    """Phrases by how they begin, so that a word is compared with few of them."""

    by_stem: dict[str, list[Phrase]] = field(default_factory=lambda: defaultdict(list))
    open_words: list[Phrase] = field(default_factory=list)
    known: dict[str, list[Phrase]] = field(default_factory=dict)

    def candidates(self, word: Word) -> list[Phrase]:
        """The phrases that may begin with ``word``."""
        if word.form not in self.known:
            open_words = [p for p in self.open_words if word.form.startswith(p.stems[0])]
            self.known[word.form] = [*self.by_stem.get(word.stem, ()), *open_words]
        return self.known[word.form]


@dataclass(frozen=True)
class KeywordRows:
    """A keyword of the theme with number ``theme``, and the ``rows`` of segments that have it."""

    theme: int
    keyword: str
    rows: npt.NDArray[np.intp]


def find_keywords(segments: pd.DataFrame, themes: Sequence[Theme]) -> pd.DataFrame:
    """Every keyword in every segment, with the place where it stands.

    ``segments`` needs ``segment_id`` and ``text``. Words match by their stem; a phrase matches as
    a sequence of stems; `*` at the end matches every word that begins so. A hit that lies within an
    ``exclude`` phrase of its theme does not count. The result has ``EVIDENCE_COLUMNS``, offsets
    in code points of the segment's text, end exclusive, in the order of segments and of speech.
    """
    index = _phrase_index(themes)
    ordered = in_natural_order(segments, "segment_id")
    rows = [
        (segment_id, themes[phrase.theme].id, phrase.keyword, start, end)
        for segment_id, text in zip(ordered["segment_id"], ordered["text"], strict=True)
        for phrase, start, end in _hits(spoken_words(text), index)
    ]
    return pd.DataFrame(rows, columns=list(EVIDENCE_COLUMNS))


def rows_by_keyword(
    evidence: pd.DataFrame, segment_ids: Sequence[str], theme_ids: Sequence[str]
) -> list[KeywordRows]:
    """The segments of each keyword that is said at all, in the order of themes and keywords.

    ``evidence`` needs ``segment_id``, ``theme`` and ``keyword``.
    """
    row = {segment_id: position for position, segment_id in enumerate(segment_ids)}
    column = {theme: position for position, theme in enumerate(theme_ids)}
    places = pd.DataFrame(
        {
            "theme": evidence["theme"].map(column),
            "keyword": evidence["keyword"],
            "row": evidence["segment_id"].map(row),
        }
    )
    distinct = places.drop_duplicates().sort_values(["theme", "keyword", "row"])
    return [
        KeywordRows(
            int(rows["theme"].iloc[0]), str(rows["keyword"].iloc[0]), rows["row"].to_numpy()
        )
        for _, rows in distinct.groupby(["theme", "keyword"])
    ]


def evidence_strength(
    found: Sequence[KeywordRows], trust: Sequence[npt.ArrayLike], shape: tuple[int, int]
) -> npt.NDArray[np.float64]:
    """How strongly keywords speak for each theme, segments in rows and themes in columns.

    The sum over the distinct keywords hit of log(1 + n / df), times the keyword's trust: n
    segments in all, df of them with that keyword. A rare keyword says more than one that everybody
    uses. ``trust`` has a number per keyword of ``found``, or one per segment of it.
    """
    strength = np.zeros(shape)
    for keyword, trusted in zip(found, trust, strict=True):
        strength[keyword.rows, keyword.theme] += np.asarray(trusted) * np.log1p(
            shape[0] / len(keyword.rows)
        )
    # The order of adding could differ in the last bit.
    rounded: npt.NDArray[np.float64] = strength.round(9)
    return rounded


def _phrase_index(themes: Sequence[Theme]) -> PhraseIndex:
    """The codebook's phrases; of keywords that say the same (judge, judged) the first stands."""
    index = PhraseIndex()
    for number, theme in enumerate(themes):
        for excluded, keywords in ((False, theme.keywords), (True, theme.exclude)):
            seen: set[tuple[tuple[str, ...], bool]] = set()
            for keyword in keywords:
                phrase = _phrase(number, keyword, excluded)
                key = (phrase.stems, phrase.open_end)
                if not phrase.stems or key in seen:
                    continue
                seen.add(key)
                if phrase.open_end and len(phrase.stems) == 1:
                    index.open_words.append(phrase)
                else:
                    index.by_stem[phrase.stems[0]].append(phrase)
    return index


def _phrase(theme: int, keyword: str, excluded: bool) -> Phrase:
    open_end = keyword.endswith("*")
    words = spoken_words(keyword.removesuffix("*"))
    stems = [word.stem for word in words]
    if open_end and words:
        stems[-1] = words[-1].form
    return Phrase(theme, keyword, tuple(stems), open_end, excluded)


def _hits(words: Sequence[Word], index: PhraseIndex) -> Iterator[tuple[Phrase, int, int]]:
    """The phrases in one segment that count, with their offsets, in the order of speech."""
    found = [
        (phrase, place, place + len(phrase.stems))
        for place, word in enumerate(words)
        for phrase in index.candidates(word)
        if phrase.found_at(words, place)
    ]
    excluded = [hit for hit in found if hit[0].excluded]
    for phrase, first, end in found:
        cancelled = any(
            other.theme == phrase.theme and from_ <= first and end <= to
            for other, from_, to in excluded
        )
        if not phrase.excluded and not cancelled:
            yield phrase, words[first].start, words[end - 1].end
