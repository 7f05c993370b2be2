"""The size of the study in a few numbers, as the first lines of a results section give them."""

from collections.abc import Mapping, Sequence

import pandas as pd

from focusgroups.sheets import Row
from focusgroups.speakers import PARTICIPANT, UNKNOWN

FACT_COLUMNS = ("fact", "value")


def study_facts(
    groups: Sequence[str],
    sheet: Sequence[Row],
    participants: int,
    invited: int | None,
    turns: pd.DataFrame,
    segments: pd.DataFrame,
    suggested_segments: int,
) -> pd.DataFrame:
    """The facts of a study, one per row; FACT_COLUMNS, ``value`` is ``Int64``, missing if unknown.

    ``sheet`` holds the rows of focus_groups.csv; what it says is a fact only when it says so of
    every one of ``groups``. ``turns`` needs ``role``, ``segments`` needs ``n_words``;
    ``suggested_segments`` is how many segments have a theme that the model only suggests.
    """
    facts: Mapping[str, int | None] = {
        "focus_groups": len(groups),
        **_from_sheet(groups, sheet),
        "participants": participants,
        "invited": invited,
        "participant_turns": int((turns["role"] == PARTICIPANT).sum()),
        "participant_words": int(segments["n_words"].sum()),
        "segments": len(segments),
        "suggested_segments": suggested_segments,
        "unattributed_turns": int((turns["role"] == UNKNOWN).sum()),
    }
    table = pd.DataFrame(facts.items(), columns=list(FACT_COLUMNS))
    return table.astype({"value": "Int64"})


def _from_sheet(groups: Sequence[str], sheet: Sequence[Row]) -> Mapping[str, int | None]:
    rows = {row["focus_group"]: row for row in sheet}

    def stated(column: str) -> list[str]:
        """The column's cell for each group, or nothing if any group lacks it."""
        cells = [rows.get(group, {}).get(column, "") for group in groups]
        return cells if all(cells) else []

    scheduled, sites = stated("scheduled"), stated("site")
    minutes = [int(cell) for cell in stated("minutes")]
    return {
        "scheduled_groups": scheduled.count("yes") if scheduled else None,
        "added_groups": scheduled.count("no") if scheduled else None,
        "sites": len(set(sites)) or None,
        "minutes_min": min(minutes, default=None),
        "minutes_max": max(minutes, default=None),
    }
