"""Whether coders see the same themes in the same segments, and whether the model sees them, too.

What is compared are decisions: a coder who has coded a segment has decided on all themes, for those
listed and against the others. Raters are compared on the segments that they share.
"""

from collections.abc import Collection, Mapping, Sequence
from itertools import combinations
from math import prod

import numpy as np
import numpy.typing as npt
import pandas as pd
from threadpoolctl import threadpool_limits

from focusgroups.codebook import ALL_THEMES
from focusgroups.naturalorder import natural_key
from focusgroups.sheets import CONSENSUS, is_consensus
from focusgroups.themes.bootstrap import bootstrap_intervals
from focusgroups.themes.reliability import (
    MISSING,
    cohen_kappa,
    gwet_ac1,
    krippendorff_alpha,
    percent_agreement,
    unit_coincidences,
    unit_tables,
)

COEFFICIENTS = ("percent", "kappa", "ac1", "alpha")
AGREEMENT_COLUMNS = (
    "raters", "theme", "segments",
    *(f"{name}{end}" for name in COEFFICIENTS for end in ("", "_low", "_high")),
)  # fmt: skip

MODEL, ALL_CODERS = "model", "all coders"
SEVERAL = 3  # from so many coders on they are compared all together, too
CATEGORIES = 2  # a theme applies to a segment or it does not
PER_CENT = np.array([100, 1, 1, 1])  # only the first coefficient is printed in per cent

Floats = npt.NDArray[np.float64]
Decisions = npt.NDArray[np.int8]  # segments by themes: 1, 0 or MISSING
# What a coder decided: by segment, the themes that apply.
Coded = Mapping[str, Collection[str]]


def numbered_coders(names: Collection[str]) -> dict[str, str]:
    """What each coder is called in print, by name: `coder_1` and so on in natural order.

    The names are those of files and may be people's. The consensus sheet is nobody's; it comes
    last and is called what it is.
    """
    people = sorted((name for name in names if not is_consensus(name)), key=natural_key)
    called = {name: f"coder_{number}" for number, name in enumerate(people, start=1)}
    return called | {name: CONSENSUS for name in names if is_consensus(name)}


def measure_agreement(
    coders: Mapping[str, Coded], coding: pd.DataFrame, theme_ids: Sequence[str], seed: int
) -> pd.DataFrame:
    """Compare every two coders, all of them where they are three or more, and each with the model.

    ``coders`` maps a coder's name to what was decided; ``coding`` needs ``segment_id``, ``theme``
    and ``proposed``, which is the model's own decision. The consensus sheet is compared with the
    model only: it is made from what the coders decided.

    The result has ``AGREEMENT_COLUMNS``: for each set of raters a row per theme, and a row for all
    decisions pooled. ``percent`` is in per cent. Of more than two raters alpha takes all together;
    the others are means over the pairs for which they are defined. Intervals are those of a
    bootstrap over segments. The order in which coders, rows and segments come in changes nothing.
    """
    ids = sorted({segment_id for coded in coders.values() for segment_id in coded}, key=natural_key)
    called = numbered_coders(coders)
    decided = {called[name]: _of_coder(coders[name], ids, theme_ids) for name in called}
    model = _of_model(coding, ids, theme_ids)
    people = [name for name in decided if name != CONSENSUS]
    compared = {f"{a} and {b}": [decided[a], decided[b]] for a, b in combinations(people, 2)}
    if len(people) >= SEVERAL:
        compared[ALL_CODERS] = [decided[name] for name in people]
    compared |= {f"{name} and {MODEL}": [decided[name], model] for name in decided}
    tables = [
        _compared(raters, decisions, theme_ids, seed) for raters, decisions in compared.items()
    ]
    return pd.concat(tables) if tables else pd.DataFrame(columns=list(AGREEMENT_COLUMNS))


def _of_coder(coded: Coded, ids: Sequence[str], theme_ids: Sequence[str]) -> Decisions:
    decided = np.full((len(ids), len(theme_ids)), MISSING, dtype=np.int8)
    for row, segment_id in enumerate(ids):
        if segment_id in coded:
            decided[row] = [theme in coded[segment_id] for theme in theme_ids]
    return decided


def _of_model(coding: pd.DataFrame, ids: Sequence[str], theme_ids: Sequence[str]) -> Decisions:
    rows = coding[coding["segment_id"].isin(ids)]
    proposed = rows.pivot(index="segment_id", columns="theme", values="proposed")
    proposed = proposed.reindex(index=list(ids), columns=list(theme_ids))
    return np.where(proposed.isna(), MISSING, proposed == "true").astype(np.int8)


def _compared(
    raters: str, decisions: Sequence[Decisions], theme_ids: Sequence[str], seed: int
) -> pd.DataFrame:
    """The rows of one set of raters."""
    decided = np.stack(decisions)
    decided = decided[:, (decided != MISSING).any(axis=2).sum(axis=0) >= 2]
    pairs = np.stack([unit_tables(a, b, CATEGORIES) for a, b in combinations(decided, 2)], axis=1)
    together = unit_coincidences(decided, CATEGORIES)

    def measure(weights: Floats) -> Floats:
        return _coefficients(np.tensordot(weights, pairs, 1), np.tensordot(weights, together, 1))

    segments = decided.shape[1]
    width = prod(pairs.shape[1:]) + prod(together.shape[1:])
    with threadpool_limits(1):
        figures = measure(np.ones((1, segments)))[0]
        low, high = bootstrap_intervals(segments, measure, width, seed)
    columns = np.stack([figures, low, high], axis=-1) * PER_CENT[:, None]
    table = pd.DataFrame(columns.reshape(len(figures), -1), columns=list(AGREEMENT_COLUMNS[3:]))
    table.insert(0, "raters", raters)
    table.insert(1, "theme", [*theme_ids, ALL_THEMES])
    table.insert(2, "segments", segments)
    return table


def _coefficients(pairs: Floats, together: Floats) -> Floats:
    """``COEFFICIENTS`` in the last axis, themes and overall in the one before.

    ``pairs`` are tables by pair and theme, ``together`` the coincidences by theme, both by sample.
    """
    pairs, together = _with_overall(pairs), _with_overall(together)
    of_pairs = [measure(pairs) for measure in (percent_agreement, cohen_kappa, gwet_ac1)]
    means = [_mean_of_defined(figures) for figures in of_pairs]
    return np.stack([*means, krippendorff_alpha(together)], axis=-1)


def _with_overall(tables: Floats) -> Floats:
    """``tables``, which have themes in the third axis from the end, and their sum as one more."""
    return np.concatenate([tables, tables.sum(axis=-3, keepdims=True)], axis=-3)


def _mean_of_defined(figures: Floats) -> Floats:
    """The mean over pairs, which are in the last axis but one, of those that are not NaN."""
    defined = ~np.isnan(figures)
    number = defined.sum(axis=-2)
    total = np.where(defined, figures, 0).sum(axis=-2)
    means = np.divide(total, number, out=np.full(total.shape, np.nan), where=number > 0)
    return np.asarray(means, dtype=np.float64)
