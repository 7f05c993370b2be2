"""How keywords of a codebook relate to each other, whatever was said.

The keywords are read as if they were talk, by the very search that reads the talk: what is found in
a keyword is found wherever somebody says the keyword as it is written.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from focusgroups.codebook import Theme
from focusgroups.themes.keywords import find_keywords
from focusgroups.themes.words import spoken_words

OPEN = "*"


@dataclass(frozen=True)
class Relation:
    """Where ``keyword`` of ``theme`` is said, ``found`` of the theme ``other`` is found, too.

    ``whole`` says that it is the whole keyword and not a part of a phrase; ``mutual`` that the two
    find the same. Themes are places in the codebook.
    """

    theme: int
    keyword: str
    other: int
    found: str
    whole: bool
    mutual: bool


def own_and_repeated(theme: Theme) -> tuple[list[str], list[tuple[str, str]]]:
    """Keywords that find something of their own, and those that say the same as an earlier one.

    The latter (`judged`) come with the earlier one (`judge`); the search leaves them out.
    """
    own: list[str] = []
    repeated: list[tuple[str, str]] = []
    for keyword in theme.keywords:
        hits = _read([keyword], [replace(theme, keywords=tuple(own), exclude=())])
        same = [
            str(hit.keyword)
            for hit in hits.itertuples()
            if _is_whole(keyword, hit) and _finds_same(keyword, str(hit.keyword))
        ]
        if same:
            repeated.append((keyword, same[0]))
        elif keyword not in own:  # one without a word in it finds not even itself
            own.append(keyword)
    return own, repeated


def holds_keyword(theme: Theme, phrase: str) -> bool:
    """Whether a keyword of ``theme`` stands within ``phrase``, so that it could be excluded."""
    return not _read([phrase], [replace(theme, exclude=())]).empty


def shared_keywords(themes: Sequence[Theme]) -> Iterator[Relation]:
    """Keywords that speak for another theme as well, in the order of the codebook.

    A pair that finds the same is there once, under the theme that comes first. What an ``exclude``
    phrase of the other theme settles is left out.
    """
    for place, theme in enumerate(themes):
        own, _ = own_and_repeated(theme)
        others = [other for other in themes if other.id != theme.id]
        places = {other.id: number for number, other in enumerate(themes)}
        hits = _read(own, others)
        for number, hit in zip(hits["segment_id"], hits.itertuples(), strict=True):
            keyword, found = own[int(number)], str(hit.keyword)
            at_the_end = hit.end == len(_text(keyword))
            if _is_open(keyword) and at_the_end and not _is_open(found):
                continue  # other endings of the keyword are not found; the reverse may hold
            whole = _is_whole(keyword, hit)
            mutual = whole and _finds_same(keyword, found)
            other = places[str(hit.theme)]
            if not mutual or place < other:
                yield Relation(place, keyword, other, found, whole, mutual)


def _read(keywords: Sequence[str], themes: Sequence[Theme]) -> pd.DataFrame:
    """What ``themes`` find in ``keywords``; the ids of the segments are places in ``keywords``."""
    texts = pd.DataFrame(
        {
            "segment_id": [str(number) for number in range(len(keywords))],
            "text": [_text(keyword) for keyword in keywords],
        },
        dtype=object,
    )
    return find_keywords(texts, themes)


def _is_whole(keyword: str, hit: Any) -> bool:
    """Whether ``hit`` is no smaller than ``keyword``."""
    return bool(hit.start == 0 and hit.end == len(_text(keyword)))


def _finds_same(keyword: str, found: str) -> bool:
    """Whether two keywords, the second found in the whole of the first, find the same places.

    Closed ones do; open ones only if each begins with the other.
    """
    if not _is_open(keyword) and not _is_open(found):
        return True
    return _is_open(keyword) and _is_open(found) and _text(keyword) == _text(found)


def _is_open(keyword: str) -> bool:
    return keyword.endswith(OPEN)


def _text(keyword: str) -> str:
    """``keyword`` as it would be said, from its first letter to its last."""
    words = spoken_words(keyword)
    return keyword[words[0].start : words[-1].end] if words else ""
