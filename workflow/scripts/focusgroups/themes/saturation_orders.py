"""Saturation whatever the order of the focus groups: a range over orders, not one curve."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import permutations
from math import factorial

import numpy as np
import numpy.typing as npt
import pandas as pd

from focusgroups.naturalorder import natural_key
from focusgroups.tables import DECIMALS

ORDERS_COLUMNS = (
    "codes",
    "groups_seen",
    "orders",
    "new_codes_low",
    "new_codes_median",
    "new_codes_high",
    "ratio_low",
    "ratio_median",
    "ratio_high",
    "saturated_share",
)
COUNTS_OF_ORDERS = ("groups_seen", "orders", "new_codes_low", "new_codes_high")
SHARES_OF_ORDERS = (
    "new_codes_median", "ratio_low", "ratio_median", "ratio_high", "saturated_share",
)  # fmt: skip

KEYWORDS, SUB_THEMES = "keywords", "sub-themes"  # kinds of codes

# So many groups have 40,320 orders; more groups are put into a sample of orders.
MOST_GROUPS_IN_ALL_ORDERS = 8
SAMPLED_ORDERS = 5000

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int32]


@dataclass(frozen=True)
class LastGroup:
    """What the last focus group added: in the order of collection, and whichever were the last.

    ``groups`` is how many groups there are, ``new_codes`` how many codes the one that was held last
    is the first to show; ``low``, ``median`` and ``high`` the same over the ``orders`` looked at,
    each of which ends with one of the groups. In ``saturated_share`` of the orders the last run
    meets the threshold; None where saturation cannot be assessed.
    """

    groups: int
    new_codes: int
    low: int
    median: float
    high: int
    orders: int
    saturated_share: float | None


def last_group(steps: pd.DataFrame, ranges: pd.DataFrame) -> LastGroup | None:
    """The facts on the last group, counted in keywords; None in a study without groups.

    ``steps`` is `saturation.csv`, ``ranges`` `saturation_orders.csv`, both with their numbers read
    as numbers (``COUNTS_OF_ORDERS``, ``SHARES_OF_ORDERS``).
    """
    found = ranges[ranges["codes"] == KEYWORDS]
    if steps.empty or found.empty:
        return None
    row = found.sort_values("groups_seen").iloc[-1]
    share = row["saturated_share"]
    return LastGroup(
        groups=int(row["groups_seen"]),
        new_codes=int(steps["new_codes"].iloc[-1]),
        low=int(row["new_codes_low"]),
        median=float(row["new_codes_median"]),
        high=int(row["new_codes_high"]),
        orders=int(row["orders"]),
        saturated_share=None if pd.isna(share) else float(share),
    )


def sub_themes_by_group(
    clusters: pd.DataFrame, segments: pd.DataFrame, otherwise: str
) -> dict[str, set[tuple[str, str]]]:
    """The sub-themes of each group, as (theme, cluster); those of the theme ``otherwise`` are none.

    ``clusters`` needs ``segment_id``, ``theme``, ``cluster``; ``segments`` ``segment_id`` and
    ``focus_group``.
    """
    group_of = dict(zip(segments["segment_id"], segments["focus_group"], strict=True))
    codes: dict[str, set[tuple[str, str]]] = {}
    for segment, theme, cluster in zip(
        clusters["segment_id"], clusters["theme"], clusters["cluster"], strict=True
    ):
        if theme != otherwise:
            codes.setdefault(group_of[segment], set()).add((theme, str(cluster)))
    return codes


def saturation_over_orders(
    kinds: Mapping[str, Mapping[str, Set[Hashable]]],
    groups: Sequence[str],
    base_size: int,
    run_length: int,
    threshold: float,
    seed: int,
) -> pd.DataFrame:
    """Measure saturation in the orders in which ``groups`` could have been held.

    ``kinds`` maps a kind of codes to the codes of each group. Up to ``MOST_GROUPS_IN_ALL_ORDERS``
    groups are put into all orders, more into ``SAMPLED_ORDERS`` drawn at random. In each order base
    and runs are those of `saturation.measure_saturation`: the base is the first ``base_size``
    groups, a run the ``run_length`` groups that end at a place beyond it, so that runs overlap.

    The result has ``ORDERS_COLUMNS``, a row per kind and number of groups seen: lowest, median and
    highest number of new codes of the group at that place, and of the ratio of the run that ends
    there; and the share of these orders in which that run is at or below ``threshold``. Ratios and
    share are missing until the first run is complete. An order whose base has no code has no ratio
    and is not saturated. The order in which the groups come in changes nothing.
    """
    ordered = sorted(groups, key=natural_key)
    tables = []
    for kind, codes in kinds.items():
        new_codes = _new_codes(_places(len(ordered), seed), codes, ordered)
        ratios = _ratios(new_codes, base_size, run_length)
        tables.append(_ranges(kind, new_codes, ratios, threshold))
    return pd.concat(tables, ignore_index=True)


def _places(groups: int, seed: int) -> npt.NDArray[np.int16]:
    """The place of each group (rows) in each order (columns), from 0."""
    if groups <= MOST_GROUPS_IN_ALL_ORDERS:
        every = np.array(list(permutations(range(groups))), dtype=np.int16)
        return np.ascontiguousarray(every.reshape(factorial(groups), groups).T)
    random = np.random.default_rng(seed)
    first = np.tile(np.arange(groups, dtype=np.int16), (SAMPLED_ORDERS, 1))
    return np.ascontiguousarray(random.permuted(first, axis=1).T)


def _new_codes(
    places: npt.NDArray[np.int16], codes: Mapping[str, Set[Hashable]], groups: Sequence[str]
) -> Numbers:
    """How many codes are first met at each place (rows) of each order (columns).

    A code is met at the earliest place of the groups that have it; codes of the same groups are
    met together and looked at once.
    """
    having: dict[Hashable, list[int]] = {}
    for row, group in enumerate(groups):
        for code in codes.get(group, ()):
            having.setdefault(code, []).append(row)
    new_codes = np.zeros(places.shape, dtype=np.int32)
    column = np.arange(places.shape[1])
    for rows, number in Counter(map(tuple, having.values())).items():
        new_codes[places[list(rows)].min(axis=0), column] += number
    return new_codes


def _ratios(new_codes: Numbers, base_size: int, run_length: int) -> Floats:
    """New codes of the run that ends at each place, by those of the base; NaN where there is none.

    The first run follows the base; each later one begins a group later.
    """
    ratios = np.full(new_codes.shape, np.nan)
    base = new_codes[:base_size].sum(axis=0)
    has_base = base > 0
    for place in range(base_size + run_length - 1, len(new_codes)):
        run = new_codes[place - run_length + 1 : place + 1].sum(axis=0)
        ratios[place, has_base] = (run[has_base] / base[has_base]).round(DECIMALS)
    return ratios


def _ranges(kind: str, new_codes: Numbers, ratios: Floats, threshold: float) -> pd.DataFrame:
    rows = []
    for place, (new, every) in enumerate(zip(new_codes, ratios, strict=True), start=1):
        rated = every[~np.isnan(every)]
        of_ratios: list[float | None] = [None] * 4
        if len(rated):
            saturated = np.count_nonzero(rated <= threshold) / len(every)
            of_ratios = [rated.min(), float(np.median(rated)), rated.max(), saturated]
        of_codes = [int(new.min()), float(np.median(new)), int(new.max())]
        rows.append((kind, place, len(new), *of_codes, *of_ratios))
    shares = dict.fromkeys(SHARES_OF_ORDERS, "float64")
    return pd.DataFrame(rows, columns=list(ORDERS_COLUMNS)).astype(shares)
