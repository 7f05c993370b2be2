"""Comments and deleted passages, which nobody said for print, ready to be looked for in it."""

import re
from collections.abc import Iterable, Iterator

import pandas as pd

from focusgroups.release.finder import Finder, KnownIdentifier, legible
from focusgroups.transcripts.hidden.kinds import COMMENT, DELETED_TEXT, HIDDEN_TEXT

FEWEST_WORDS = 4  # shorter ones anybody may say


def hidden_passages(hidden: pd.DataFrame, talk: Iterable[str]) -> Finder:
    """A finder of the sentences of comments, deleted and hidden text that are in nobody's ``talk``.

    ``hidden`` has kind and text; ``talk`` holds the working turns of all groups.
    """
    said = " . ".join(" ".join(_words(text)) for text in talk)
    return Finder(
        KnownIdentifier(sentence, exact=False, within=False)
        for sentence in _sentences(hidden)
        if len(_words(sentence)) >= FEWEST_WORDS
        and f" {' '.join(_words(sentence))} " not in f" {said} "
    )


def _sentences(hidden: pd.DataFrame) -> Iterator[str]:
    kinds = (COMMENT, DELETED_TEXT, HIDDEN_TEXT)
    for text in hidden.loc[hidden["kind"].isin(kinds), "text"]:
        for sentence in re.split(r"(?<=[.!?…])\s+|\n", str(text)):
            yield sentence.strip(" .,;:!?…\"“”'‘’()[]-–—")


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", legible(text).casefold())
