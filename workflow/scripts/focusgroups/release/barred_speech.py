"""What people said and may not be printed, ready to be looked for in all that would be."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

import pandas as pd

from focusgroups.release.finder import legible
from focusgroups.speakers import PARTICIPANT, QUOTABLE, UNKNOWN

IN_A_ROW = 8  # words; fewer may be anybody's, and the pipeline's own

Words = tuple[str, ...]

_TOKEN = re.compile(r"\[[^\[\]]*\]")
_WORD = re.compile(r"[^\W_]+")


class BarredSpeech:
    """Finds runs of words that somebody said and that may not be printed."""

    def __init__(self, said: Iterable[str], free: Iterable[str]) -> None:
        """Bar what is ``said`` and not in ``free`` as well. Tokens are left out of both."""
        runs = {run for text in said for run in _runs(text)}
        for text in free if runs else ():
            runs.difference_update(_runs(text))
        self._runs = frozenset(runs)

    def count(self, text: str) -> int:
        """How many runs of words in ``text`` may not be printed."""
        return len(self._runs.intersection(_runs(text))) if self._runs else 0


def speech_without_consent(turns: pd.DataFrame, consent: Mapping[str, str]) -> BarredSpeech:
    """Speech of participants who withdrew or said no_quotes, and of voices that nobody knows."""
    spoken = turns["role"].isin((PARTICIPANT, UNKNOWN))
    barred = spoken & (turns["speaker"].map(consent) != QUOTABLE)
    return BarredSpeech(turns.loc[barred, "text"], turns.loc[~barred, "text"])


def speech_without_approval(
    turns: pd.DataFrame, segments: pd.DataFrame, approved: Collection[str]
) -> BarredSpeech:
    """All speech of participants but the ``approved`` segments, named by their ids."""
    spoken = turns["role"].isin((PARTICIPANT, UNKNOWN))
    free = segments.loc[segments["segment_id"].isin(approved), "text"]
    return BarredSpeech(turns.loc[spoken, "text"], [*free, *turns.loc[~spoken, "text"]])


def _runs(text: str) -> Iterator[Words]:
    words = _WORD.findall(legible(_TOKEN.sub(" ", text)).casefold())
    return zip(*(words[start:] for start in range(IN_A_ROW)), strict=False)
