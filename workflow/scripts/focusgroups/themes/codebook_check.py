"""What a codebook does to the talk: keywords that find nothing, too much, or the wrong theme.

Nothing here is an error: a team may have its reasons. Each line says what to look at.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import astuple, dataclass, replace
from itertools import combinations

import pandas as pd

from focusgroups.codebook import Theme
from focusgroups.tables import BETWEEN
from focusgroups.tabulation.disclosure import is_small
from focusgroups.themes.codebook_relations import (
    Relation,
    holds_keyword,
    own_and_repeated,
    shared_keywords,
)
from focusgroups.themes.keywords import find_keywords

CODEBOOK_CHECK_COLUMNS = (
    "check",
    "theme",
    "keyword",
    "other_theme",
    "segments",
    "of_segments",
    "advice",
)
KEYWORDS_COLUMNS = ("theme", "keyword", "segments", "trust")

COUNTS = "counts"
FEW_KEYWORDS = "few keywords"
NO_HITS = "no hits"
REPEATED = "repeated keyword"
DOMINANT = "one keyword carries"
EXCLUDED = "mostly excluded"
IDLE_EXCLUDE = "idle exclude"
SAME = "same keyword"
COVERED = "covered keyword"
IN_PHRASE = "keyword in phrase"
KEYWORDS_OVERLAP = "keywords overlap"
TOGETHER = "assigned together"
# The order in which the lines of a theme come.
CHECKS = (
    COUNTS, FEW_KEYWORDS, REPEATED, NO_HITS, DOMINANT, EXCLUDED, IDLE_EXCLUDE, SAME, COVERED,
    IN_PHRASE, KEYWORDS_OVERLAP, TOGETHER,
)  # fmt: skip

ENOUGH_KEYWORDS = 8
MOST = 0.5  # more than half is most
# ASSUME: a share of fewer segments says nothing of a keyword or a theme.
FEWEST_SEGMENTS = 4
# Themes overlap where most of the smaller one's segments are the other's too: there a reader cannot
# tell them apart. A theme that is in most of the talk meets every other one so often by chance;
# it must be this many times as often.
BEYOND_CHANCE = 1.5

Segments = frozenset[str]
Pair = tuple[str, str]  # a theme's id and a keyword


@dataclass(frozen=True)
class Line:
    """One row of the table; the fields are ``CODEBOOK_CHECK_COLUMNS``."""

    check: str
    theme: str
    keyword: str
    other_theme: str
    segments: int
    of_segments: int
    advice: str


@dataclass(frozen=True)
class Reach:
    """The segments that were reached: by theme and keyword, by theme, and by assigned theme.

    ``said`` are those in which a keyword stands at all, excluded or not; ``cancelling`` the exclude
    phrases, with their themes, that cancel anything; ``number`` is how many segments there are.
    """

    keywords: Mapping[Pair, Segments]
    themes: Mapping[str, Segments]
    assigned: Mapping[str, Segments]
    said: Mapping[Pair, Segments]
    cancelling: Set[Pair]
    number: int

    def of_keyword(self, theme: str, keyword: str) -> Segments:
        """The segments in which ``keyword`` speaks for ``theme``."""
        return self.keywords.get((theme, keyword), frozenset())

    def of_theme(self, theme: str) -> Segments:
        """The segments in which any keyword speaks for ``theme``."""
        return self.themes.get(theme, frozenset())

    def of_assigned(self, theme: str) -> Segments:
        """The segments to which ``theme`` is assigned."""
        return self.assigned.get(theme, frozenset())


def check_codebook(
    themes: Sequence[Theme], segments: pd.DataFrame, evidence: pd.DataFrame, coding: pd.DataFrame
) -> pd.DataFrame:
    """Look for what may be wrong with a codebook, and say what could be done about it.

    ``segments`` needs ``segment_id`` and ``text``, ``evidence`` ``segment_id``, ``theme`` and
    ``keyword``, ``coding`` ``segment_id``, ``theme`` and ``assigned`` (true, false). The result has
    ``CODEBOOK_CHECK_COLUMNS``: per theme a line of counts, then a line for each finding, in the
    order of the codebook and of ``CHECKS``. What has to be found in talk is not looked for in a
    study without any. The order in which segments come in changes nothing.
    """
    reach = _reached(themes, segments, evidence, coding)
    lines = [line for theme in themes for line in _of_theme(theme, reach)]
    lines += [_shared(themes, relation, reach) for relation in shared_keywords(themes)]
    for one, other in combinations(themes, 2):
        lines += _overlap(one, other, reach)
    place = {theme.id: number for number, theme in enumerate(themes)}
    lines.sort(key=lambda line: (place[line.theme], CHECKS.index(line.check)))
    return pd.DataFrame(map(astuple, lines), columns=list(CODEBOOK_CHECK_COLUMNS))


def withhold_counts(checks: pd.DataFrame, withheld: Collection[str], minimum: int) -> pd.DataFrame:
    """``checks`` without the counts that would tell how few people speak of something.

    Both counts are missing in every line about a theme that is ``withheld``, because so few people
    speak of it, or all but so few. So is each count of segments from 1 to less than ``minimum``: no
    more people than that can have said them.
    """
    is_hidden = checks["theme"].isin(withheld) | checks["other_theme"].isin(withheld)
    told = checks.copy()
    for column in ("segments", "of_segments"):
        counts = told[column].astype("Int64")
        is_few = counts.map(lambda count: is_small(count, minimum)).astype(bool)
        told[column] = counts.mask(is_hidden | is_few)
    return told


def withhold_segments(trust: pd.DataFrame, withheld: Collection[str], minimum: int) -> pd.DataFrame:
    """``KEYWORDS_COLUMNS`` of ``trust``, without the numbers of segments that may not be told.

    They are missing where the theme is ``withheld``, and from 1 to less than ``minimum``.
    """
    counts = trust["segments"].astype("Int64")
    is_few = counts.map(lambda count: is_small(count, minimum)).astype(bool)
    told = trust.assign(segments=counts.mask(trust["theme"].isin(withheld) | is_few))
    return told[list(KEYWORDS_COLUMNS)]


def _reached(
    themes: Sequence[Theme], segments: pd.DataFrame, evidence: pd.DataFrame, coding: pd.DataFrame
) -> Reach:
    assigned = coding[coding["assigned"] == "true"]
    keywords = _by_pair(evidence)
    excluding = [theme for theme in themes if theme.exclude]
    said = find_keywords(segments, [replace(theme, exclude=()) for theme in excluding])
    phrases = find_keywords(segments, [_of_phrases(theme) for theme in excluding])
    met = phrases.merge(said, on=["segment_id", "theme"], suffixes=("", "_of_keyword"))
    inside = met[(met["start"] <= met["start_of_keyword"]) & (met["end_of_keyword"] <= met["end"])]
    return Reach(
        keywords,
        {str(theme): frozenset(ids) for theme, ids in evidence.groupby("theme")["segment_id"]},
        {str(theme): frozenset(ids) for theme, ids in assigned.groupby("theme")["segment_id"]},
        {**keywords, **_by_pair(said)},
        frozenset(zip(inside["theme"], inside["keyword"], strict=True)),
        len(segments),
    )


def _by_pair(hits: pd.DataFrame) -> dict[Pair, Segments]:
    """The segments of each theme and keyword in ``hits``."""
    grouped = hits.groupby(["theme", "keyword"], sort=False)["segment_id"]
    return {(str(theme), str(keyword)): frozenset(ids) for (theme, keyword), ids in grouped}


def _of_phrases(theme: Theme) -> Theme:
    """``theme`` with its exclude phrases as keywords."""
    return replace(theme, keywords=theme.exclude, exclude=())


def _of_theme(theme: Theme, reach: Reach) -> Iterator[Line]:
    """The theme's counts, and what can be said of it alone."""
    hit = reach.of_theme(theme.id)
    own, repeated = own_and_repeated(theme)
    found = sum(1 for keyword in own if reach.of_keyword(theme.id, keyword))
    counts = f"{theme.id} has {_counted(len(own), 'keyword')}; {found} of them found something."
    yield Line(COUNTS, theme.id, "", "", len(hit), reach.number, counts)
    if len(own) < ENOUGH_KEYWORDS:
        advice = (
            f"Add words to {theme.id}, in people's own way of putting it: it has "
            f"{_counted(len(own), 'keyword')}, and {ENOUGH_KEYWORDS} or more work much better."
        )
        yield Line(FEW_KEYWORDS, theme.id, "", "", len(hit), reach.number, advice)
    if repeated:
        pairs = ", ".join(f"{_quoted(new)} (as {_quoted(old)})" for new, old in repeated)
        advice = (
            f"Words match by their stem, so that these find nothing of their own in {theme.id} and "
            f"do not count: {pairs}. They do no harm."
        )
        names = BETWEEN.join(new for new, _ in repeated)
        yield Line(REPEATED, theme.id, names, "", 0, reach.number, advice)
    if reach.number:
        yield from _unsaid(theme, own, reach)
        yield from _of_keywords(theme, own, reach)
    yield from _idle_exclude(theme, reach)


def _unsaid(theme: Theme, own: Sequence[str], reach: Reach) -> Iterator[Line]:
    unsaid = [keyword for keyword in own if not reach.said.get((theme.id, keyword))]
    if unsaid:
        advice = (
            f"Nobody says these words of {theme.id}. Look up how people put it, and use * where "
            "only the ending differs; what stays unsaid does no harm."
        )
        yield Line(NO_HITS, theme.id, BETWEEN.join(unsaid), "", 0, reach.number, advice)


def _of_keywords(theme: Theme, own: Sequence[str], reach: Reach) -> Iterator[Line]:
    """A keyword that carries its theme, and keywords that `exclude` takes most segments from."""
    hit = reach.of_theme(theme.id)
    for keyword in own:
        alone = reach.of_keyword(theme.id, keyword)
        if len(hit) >= FEWEST_SEGMENTS and len(alone) > MOST * len(hit):
            advice = (
                f"{theme.id} rests on {_quoted(keyword)}. Read some of these segments: if many are "
                "about something else, write phrases in its place, or put those that mislead under "
                "exclude; if not, add other words for the theme."
            )
            yield Line(DOMINANT, theme.id, keyword, "", len(alone), len(hit), advice)
        every = reach.said.get((theme.id, keyword), frozenset())
        lost = every - alone
        judged = len(every) >= FEWEST_SEGMENTS or not alone
        if judged and len(lost) > MOST * len(every):
            advice = (
                f"The exclude phrases of {theme.id} take back most segments with "
                f"{_quoted(keyword)}. Replace it by phrases that mean the theme, or delete it."
            )
            yield Line(EXCLUDED, theme.id, keyword, "", len(lost), len(every), advice)


def _idle_exclude(theme: Theme, reach: Reach) -> Iterator[Line]:
    """Exclude phrases that cancel nothing: those that never could, then those that never did."""
    own, _ = own_and_repeated(_of_phrases(theme))
    idle = [phrase for phrase in own if (theme.id, phrase) not in reach.cancelling]
    unsaid = [phrase for phrase in idle if holds_keyword(theme, phrase)]
    for phrase in idle:
        if phrase not in unsaid:
            advice = (
                f"{_quoted(phrase)} holds no keyword of {theme.id}, so that it can exclude "
                "nothing: delete it, or write the phrase with the keyword as people say it."
            )
            yield Line(IDLE_EXCLUDE, theme.id, phrase, "", 0, reach.number, advice)
    if unsaid and reach.number:
        advice = (
            f"Nobody says these exclude phrases of {theme.id}. They do no harm; check how they are "
            "spelled."
        )
        yield Line(IDLE_EXCLUDE, theme.id, BETWEEN.join(unsaid), "", 0, reach.number, advice)


def _shared(themes: Sequence[Theme], relation: Relation, reach: Reach) -> Line:
    """A line for two keywords of two themes of which one is found wherever the other is."""
    theme, other = themes[relation.theme].id, themes[relation.other].id
    keyword, found = _quoted(relation.keyword), _quoted(relation.found)
    of_other = reach.of_keyword(other, relation.found)
    both = reach.of_keyword(theme, relation.keyword) & of_other
    if relation.mutual:
        check = SAME
        told = f"{keyword} speaks for {theme} and for {other}"
        told += "" if relation.keyword == relation.found else f" (there as {found})"
        advice = f"{told}. Leave it where it means the theme, or put a longer phrase in its place."
    elif relation.whole:
        check = COVERED
        advice = (
            f"{keyword} of {theme} speaks for {other}, too, where {found} takes it in. Write out "
            f"the endings that {other} means, or put {keyword} under its exclude."
        )
    else:
        check = IN_PHRASE
        advice = (
            f"{keyword} of {theme} speaks for {other}, too, through {found}. If it should not, put "
            f"{keyword} under the exclude of {other}."
        )
    return Line(check, theme, relation.keyword, other, len(both), len(of_other), advice)


def _overlap(one: Theme, other: Theme, reach: Reach) -> Iterator[Line]:
    """Lines for two themes whose keywords, or whose segments, are mostly the same."""
    sides = reach.of_theme(one.id), reach.of_theme(other.id)
    if _overlapping(*sides, reach.number):
        both = sides[0] & sides[1]
        through = [_quoted(_most_frequent(theme, both, reach)) for theme in (one, other)]
        advice = (
            f"Most segments that the keywords of {_smaller(one, other, sides)} find are found by "
            f"those of {_larger(one, other, sides)} as well, most often through {through[0]} and "
            f"{through[1]}. See whether these words belong to one theme only."
        )
        yield _pair(KEYWORDS_OVERLAP, one, other, sides, advice)
    sides = reach.of_assigned(one.id), reach.of_assigned(other.id)
    if _overlapping(*sides, reach.number):
        advice = (
            f"Most segments of {_smaller(one, other, sides)} have {_larger(one, other, sides)} as "
            "well. Say in both definitions what tells them apart, or merge them."
        )
        yield _pair(TOGETHER, one, other, sides, advice)


def _overlapping(one: Segments, other: Segments, number: int) -> bool:
    """Whether most of the smaller set lies in the other, and more than chance would put there."""
    smaller, both = min(len(one), len(other)), len(one & other)
    if smaller < FEWEST_SEGMENTS or both <= MOST * smaller:
        return False
    return both >= BEYOND_CHANCE * len(one) * len(other) / number


def _pair(
    check: str, one: Theme, other: Theme, sides: tuple[Segments, Segments], advice: str
) -> Line:
    both, smaller = len(sides[0] & sides[1]), min(map(len, sides))
    return Line(check, one.id, "", other.id, both, smaller, advice)


def _smaller(one: Theme, other: Theme, sides: tuple[Segments, Segments]) -> str:
    return one.id if len(sides[0]) <= len(sides[1]) else other.id


def _larger(one: Theme, other: Theme, sides: tuple[Segments, Segments]) -> str:
    return other.id if len(sides[0]) <= len(sides[1]) else one.id


def _most_frequent(theme: Theme, among: Segments, reach: Reach) -> str:
    """The keyword of ``theme`` in most of the segments ``among``; of equals the first."""
    return max(theme.keywords, key=lambda word: len(reach.of_keyword(theme.id, word) & among))


def _quoted(keyword: str) -> str:
    return f'"{keyword}"'


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
