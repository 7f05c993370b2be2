"""The words by which the model tells a theme: what it learnt, for people to read."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from focusgroups.tables import DECIMALS
from focusgroups.themes.learning import FEWEST, fit_soft
from focusgroups.themes.speaking_words import WORD_COLUMNS
from focusgroups.themes.talk import Talk

MOST_WORDS = 300


def weigh_words(
    talk: Talk, labels: npt.NDArray[np.float64], theme_ids: Sequence[str], seed: int
) -> pd.DataFrame:
    """The words and pairs that speak for each theme, heaviest first (``WORD_COLUMNS``).

    ``labels`` (segments by themes, 0 to 1) are what the model learnt from. The weights are those of
    a model that sees words alone; only positive ones are given, at most ``MOST_WORDS`` per theme,
    and none of a theme that has too few segments to learn from. ``segments`` have the term.
    """
    counts = np.diff(talk.words.tocsc().indptr)
    terms, everything = talk.terms, np.arange(talk.words.shape[0])
    even = np.ones(len(everything))
    rows: list[tuple[str, str, float, int]] = []
    for column, theme in enumerate(theme_ids):
        has = labels[:, column] >= 0.5
        if min(has.sum(), (~has).sum()) < FEWEST or not terms:
            continue
        model = fit_soft(talk.words, labels[:, column], even, everything, seed)
        weights = model.coef_[0].round(DECIMALS)
        heavy = np.flatnonzero(weights > 0).tolist()
        order = sorted(heavy, key=lambda term: (-weights[term], terms[term]))
        rows += [
            (theme, terms[term], float(weights[term]), int(counts[term]))
            for term in order[:MOST_WORDS]
        ]
    return pd.DataFrame(rows, columns=list(WORD_COLUMNS))
