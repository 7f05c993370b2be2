"""Comments and deleted passages, which nobody said for print, ready to be looked for in it."""

import re
from collections.abc import Iterable, Iterator, Sequence

import pandas as pd

from focusgroups.release.finder import legible
from focusgroups.transcripts.hidden.kinds import COMMENT, DELETED_TEXT, HIDDEN_TEXT

WINDOW = 6  # words in a row; of a longer passage any so many count
WHOLE = (4, 5)  # words of a sentence that counts as a whole; still shorter ones anybody may say
LONGEST_NAME = 2  # words that a token such as `[name]` may stand for
GAP = ""  # stands for a token, and for the words that it may have replaced

Words = tuple[str, ...]

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n")
_TOKEN = re.compile(r"\[[^\[\]]*\]")
_WORD = re.compile(r"[^\W_]+")


class HiddenPassages:
    """Finds runs of words that stand in hidden text and in nobody's talk."""

    def __init__(self, runs: Iterable[Words]) -> None:
        self._runs = frozenset(runs)

    def count(self, text: str) -> int:
        """How many runs of words in ``text`` are hidden ones."""
        return len(self._runs.intersection(_runs_of(text))) if self._runs else 0


def hidden_passages(hidden: pd.DataFrame, talk: Iterable[str]) -> HiddenPassages:
    """What to look for of comments, deleted and hidden text: what is in nobody's ``talk``.

    ``hidden`` has kind and text; ``talk`` holds the working turns of all groups.
    """
    kinds = (COMMENT, DELETED_TEXT, HIDDEN_TEXT)
    runs: set[Words] = set()
    for text in hidden.loc[hidden["kind"].isin(kinds), "text"]:
        runs.update(_to_look_for(_TOKEN.sub(" ", str(text))))
    for turn in talk if runs else ():
        runs.difference_update(_runs_of(turn))
    return HiddenPassages(runs)


def own_passages(said: Iterable[str], others: Iterable[str]) -> HiddenPassages:
    """What to look for of what some people ``said`` that ``others`` did not say as well.

    Both are as they were said, with names and all.
    """
    runs = {run for text in said for run in _to_look_for(text)}
    for text in others if runs else ():
        runs.difference_update(_runs_of(text))
        runs.difference_update(_runs_if_redacted(text))
    return HiddenPassages(runs)


def _runs_if_redacted(text: str) -> Iterator[Words]:
    """The runs that `_runs_of` may give once a name, wherever in ``text``, is a token."""
    words = _words(text)
    for length in (WINDOW, *WHOLE):
        for gap in range(1, LONGEST_NAME + 1):
            for run in _in_a_row(words, length + gap):
                yield from _with_gap(run, gap, range(length + 1))


def _to_look_for(text: str) -> Iterator[Words]:
    """Runs of WINDOW words of ``text``, its short sentences, and both with a gap for a name."""
    words = _words(text)
    yield from _in_a_row(words, WINDOW)
    for length in range(1, LONGEST_NAME + 1):
        for run in _in_a_row(words, WINDOW + length):
            yield from _with_gap(run, length, range(1, WINDOW))
    for sentence in _SENTENCE_END.split(text):
        whole = tuple(_words(sentence))
        if len(whole) in WHOLE:
            yield whole
        for length in range(1, LONGEST_NAME + 1):
            if len(whole) - length in WHOLE:
                yield from _with_gap(whole, length, range(len(whole) - length + 1))


def _with_gap(run: Words, length: int, places: Iterable[int]) -> Iterator[Words]:
    """``run`` with a gap for ``length`` words at each of ``places``."""
    return ((*run[:place], GAP, *run[place + length :]) for place in places)


def _runs_of(text: str) -> Iterator[Words]:
    """Runs of words in ``text``, tokens left out, and those around each token with a gap for it."""
    pieces = [_words(piece) for piece in _TOKEN.split(text)]
    words = [word for piece in pieces for word in piece]
    for length in (WINDOW, *WHOLE):
        yield from _in_a_row(words, length)
    place = 0
    for piece in pieces[:-1]:
        place += len(piece)
        for length in (WINDOW, *WHOLE):
            for before in range(min(place, length) + 1):
                left, right = words[place - before : place], words[place : place + length - before]
                yield (*left, GAP, *right)


def _in_a_row(words: Sequence[str], length: int) -> Iterator[Words]:
    """Every ``length`` of ``words`` that stand side by side."""
    return zip(*(words[start:] for start in range(length)), strict=False)


def _words(text: str) -> list[str]:
    return _WORD.findall(legible(text).casefold())
