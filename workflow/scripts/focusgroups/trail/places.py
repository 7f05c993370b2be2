"""Where each turn begins in its transcript, and what was replaced in it: kinds, never originals."""

import re

import pandas as pd

from focusgroups.errors import StudyError
from focusgroups.tokens import LABELS

TRAIL_COLUMNS = ("turn_id", "transcript", "source_ref", "redactions")

# All that a place may say: nothing that was said, nobody's name and no label fits into it.
PLACE = re.compile(r"(?:paragraph|line|cue|row) [0-9]{1,9}")
BETWEEN = "; "


def trail_of(
    group: str, transcript: str, turns: pd.DataFrame, redactions: pd.DataFrame
) -> pd.DataFrame:
    """A row per turn of a focus group, with TRAIL_COLUMNS: fit for the working room.

    ``transcript`` is the name of the group's file, which is its id and an ending; ``turns`` are the
    private ones and need ``turn_id`` and ``source_ref``; ``redactions`` needs ``turn_id`` and
    ``label``. Raises StudyError for a place that is no place: it could hold anything.
    """
    odd = next((n for n, ref in enumerate(turns["source_ref"], 2) if not PLACE.fullmatch(ref)), 0)
    if odd:
        raise StudyError(
            f"private/turns/{group}.csv row {odd}, column source_ref: is no place in a transcript; "
            "delete that table and run again"
        )
    kinds = {turn: kinds_and_counts(of) for turn, of in redactions.groupby("turn_id")["label"]}
    return pd.DataFrame(
        {
            "turn_id": turns["turn_id"],
            "transcript": transcript,
            "source_ref": turns["source_ref"],
            "redactions": [kinds.get(turn, "") for turn in turns["turn_id"]],
        }
    )


def kinds_and_counts(labels: pd.Series) -> str:
    """How often each kind of identifier was replaced.

    >>> kinds_and_counts(pd.Series(["LOCATION", "PERSON", "PERSON"]))
    'PERSON 2; LOCATION 1'
    """
    counts = labels.value_counts()
    return BETWEEN.join(f"{label} {counts[label]}" for label in LABELS if label in counts)


def read_kinds(cell: str) -> list[tuple[str, int]]:
    """The kinds in a cell of the column `redactions`, and how often each was replaced.

    >>> read_kinds("PERSON 2; LOCATION 1")
    [('PERSON', 2), ('LOCATION', 1)]
    """
    pairs = (part.rpartition(" ") for part in cell.split(BETWEEN) if part)
    return [(label, int(count)) for label, _, count in pairs]
