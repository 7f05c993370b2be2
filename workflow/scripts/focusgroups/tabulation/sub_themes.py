"""Exploratory patterns within themes, as far as they may be printed."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from focusgroups.identifiers.wordlists import (
    everyday_names,
    in_dictionary,
    names_that_are_words,
)
from focusgroups.identifiers.words import plain
from focusgroups.tables import BETWEEN_TERMS
from focusgroups.tabulation.disclosure import is_small, withholds_single

SUB_THEMES_COLUMNS = ("theme", "label", "segments", "participants", "focus_groups")


def printable_sub_themes(
    patterns: pd.DataFrame, themes: pd.DataFrame, participants: int, minimum: int
) -> pd.DataFrame:
    """Those of ``patterns`` that may be printed, with ``SUB_THEMES_COLUMNS`` and in their order.

    ``patterns`` as `summarise_clusters` gives them, ``themes`` is table 3, ``participants`` how
    many took part. Left out are patterns without a term that can be printed, and those of a theme
    that table 3 withholds; under a ``minimum`` also those in which few people speak, or all but few
    of all or of the theme's. Where the rest of a theme would have few segments, and so be few
    people's, or would have none, so that it could be worked out how few people speak in several of
    its patterns, its smallest pattern is left out with it.
    """
    told = {str(row["theme"]): row for row in themes.to_dict("records") if _is_told(row)}
    kept = []
    for theme, rows in patterns.groupby("theme", sort=False):
        if theme not in told:
            continue
        people = int(told[str(theme)]["participants"])
        labelled = [(printable_label(str(row["label"])), row) for row in rows.to_dict("records")]
        shown = [
            {**row, "label": label}
            for label, row in labelled
            if label and not _is_few(int(row["participants"]), people, participants, minimum)
        ]
        segments = int(told[str(theme)]["segments"])
        while shown and _tell_few(shown, segments, people, minimum):
            shown.pop()
        kept += shown
    return pd.DataFrame(kept, columns=list(SUB_THEMES_COLUMNS))


def _is_told(row: Mapping[Any, Any]) -> bool:
    return not pd.isna(row["participants"])


def _tell_few(shown: Sequence[Mapping[Any, Any]], segments: int, people: int, minimum: int) -> bool:
    """Whether patterns of a theme tell of few people, by what they leave of it or have in common.

    Patterns with all segments of a theme have all its people: as many as they have more than it,
    taken together, speak in several of them.
    """
    rest = segments - sum(row["segments"] for row in shown)
    more = sum(row["participants"] for row in shown) - people
    return is_small(rest, minimum) or (rest == 0 and is_small(more, minimum))


def _is_few(speakers: int, of_theme: int, participants: int, minimum: int) -> bool:
    return withholds_single(speakers, participants, minimum) or withholds_single(
        speakers, of_theme, minimum
    )


def printable_label(label: str) -> str:
    """The terms of ``label`` that are words and cannot be a name.

    A term comes from talk in which a flagged word may still be undecided; it is not shown to a
    person before it is printed.

    >>> printable_label("bus, grace, walk, ngozi")
    'bus, walk'
    """
    terms = label.split(BETWEEN_TERMS) if label else []
    return BETWEEN_TERMS.join(term for term in terms if all(map(_is_only_a_word, term.split())))


def _is_only_a_word(word: str) -> bool:
    key = plain(word)
    is_name = key in names_that_are_words() and key not in everyday_names()
    return in_dictionary(key) and not is_name
