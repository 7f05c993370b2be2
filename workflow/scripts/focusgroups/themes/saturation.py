"""Saturation: whether the last focus groups still brought anything new."""

from collections.abc import Mapping, Sequence

import pandas as pd

from focusgroups.naturalorder import natural_key
from focusgroups.sheets import Row
from focusgroups.tables import DECIMALS

SATURATION_COLUMNS = ("order", "groups_seen", "new_codes", "ratio", "verdict")

NOT_ASSESSABLE = "not assessable"
BASE = "base"
RUN_INCOMPLETE = "run not complete"
SATURATED = "saturated"
NOT_SATURATED = "not saturated"


def order_of_collection(groups: Sequence[str], focus_groups: Sequence[Row]) -> list[str]:
    """``groups`` as they were held: by the sheet's ``order``, and those without one after them."""
    position = {row["focus_group"]: int(row["order"]) for row in focus_groups if row["order"]}
    last = max(position.values(), default=0) + 1
    return sorted(groups, key=lambda group: (position.get(group, last), natural_key(group)))


def codes_by_group(
    evidence: pd.DataFrame, segments: pd.DataFrame, coding: pd.DataFrame
) -> dict[str, set[tuple[str, str]]]:
    """The codes of each group: keywords of a theme, in segments to which that theme is assigned.

    ``evidence`` needs ``segment_id``, ``theme``, ``keyword``; ``coding`` ``segment_id``, ``theme``,
    ``assigned``; ``segments`` ``segment_id``, ``focus_group``. A code is (theme, keyword).
    """
    assigned = coding.loc[coding["assigned"] == "true", ["segment_id", "theme"]]
    seen = evidence.merge(assigned, on=["segment_id", "theme"]).merge(
        segments[["segment_id", "focus_group"]], on="segment_id"
    )
    codes: dict[str, set[tuple[str, str]]] = {}
    for group, theme, keyword in zip(
        seen["focus_group"], seen["theme"], seen["keyword"], strict=True
    ):
        codes.setdefault(group, set()).add((theme, keyword))
    return codes


def measure_saturation(
    codes: Mapping[str, set[tuple[str, str]]],
    order: Sequence[str],
    base_size: int,
    run_length: int,
    threshold: float,
) -> pd.DataFrame:
    """Follow the groups in ``order`` and count the codes that each one adds.

    The method of Guest, Namey and Chen (2020, PLOS ONE 15(5): e0232076): the first ``base_size``
    groups give the base of codes; the new codes of the last ``run_length`` groups, divided by the
    base, are the new information; at most ``threshold`` of it means saturation.

    The result has ``SATURATION_COLUMNS``, a row per group. ``ratio`` is missing until the first run
    is complete, and when the base is empty. With fewer groups than a base and a run the verdict is
    `not assessable` throughout.
    """
    known: set[tuple[str, str]] = set()
    new_codes: list[int] = []
    rows: list[tuple[int, int, int, float | None, str]] = []
    for position, group in enumerate(order, start=1):
        fresh = codes.get(group, set()) - known
        known |= fresh
        new_codes.append(len(fresh))
        base = sum(new_codes[:base_size])
        ratio: float | None = None
        if position >= base_size + run_length and base:
            ratio = round(sum(new_codes[-run_length:]) / base, DECIMALS)
        verdict = NOT_ASSESSABLE
        if len(order) >= base_size + run_length:
            verdict = _verdict(position, base_size, run_length, ratio, threshold)
        rows.append((position, position, len(fresh), ratio, verdict))
    return pd.DataFrame(rows, columns=list(SATURATION_COLUMNS)).astype({"ratio": "float64"})


def _verdict(
    position: int, base_size: int, run_length: int, ratio: float | None, threshold: float
) -> str:
    if position <= base_size:
        return BASE
    if position < base_size + run_length:
        return RUN_INCOMPLETE
    if ratio is None:
        return NOT_ASSESSABLE
    return SATURATED if ratio <= threshold else NOT_SATURATED
