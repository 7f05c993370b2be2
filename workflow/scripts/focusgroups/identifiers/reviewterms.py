"""What waits for a decision, a row per term over all groups, for a person to decide in Excel.

The first columns are those of the sheet redaction_decisions, so that decided rows are copied there
as they are.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from focusgroups.identifiers.decisions import term_of
from focusgroups.identifiers.review import REASONS
from focusgroups.identifiers.words import without_possessive
from focusgroups.naturalorder import natural_key
from focusgroups.sheetfiles.cells import as_text
from focusgroups.tokens import LABELS

REVIEW_TERM_COLUMNS = (
    "term", "label", "decision", "focus_group", "replacement",
    "places", "participant_places", "groups", "reasons", "contexts",
)  # fmt: skip

MOST_CONTEXTS = 3

Flag = Mapping[Hashable, Any]  # a place for review: REVIEW_COLUMNS and focus_group


def review_terms(flags: Iterable[Flag], by_participants: Collection[str]) -> pd.DataFrame:
    """One row per term of ``flags``, the places for review of all groups in natural order.

    ``by_participants`` are the ids of participants' turns. One decision on a term holds for all its
    places, whatever their case and with or without a possessive. Terms come first of which a
    decision settles most places, then most places in participants' speech. Returns
    REVIEW_TERM_COLUMNS; what a person fills in is empty.
    """
    places: dict[str, list[Flag]] = defaultdict(list)
    for flag in flags:
        places[term_of(flag["original"])].append(flag)
    rows = [_row(found, by_participants) for _, found in sorted(places.items())]
    rows.sort(key=lambda row: (-row["places"], -row["participant_places"]))
    return pd.DataFrame(rows, columns=list(REVIEW_TERM_COLUMNS))


def _row(places: Sequence[Flag], by_participants: Collection[str]) -> dict[str, Any]:
    said = Counter(_bare(place["original"]) for place in places)
    labels = Counter(place["label"] for place in places)
    reasons = {place["reason"] for place in places}
    groups = sorted({place["focus_group"] for place in places}, key=natural_key)
    return {
        "term": as_text(max(said, key=lambda form: said[form])),
        "label": max(LABELS, key=lambda label: labels[label]),
        "decision": "",
        "focus_group": "",
        "replacement": "",
        "places": len(places),
        "participant_places": sum(place["turn_id"] in by_participants for place in places),
        "groups": ";".join(groups),
        "reasons": "; ".join(reason for reason in REASONS.values() if reason in reasons),
        "contexts": " | ".join(_contexts(places)),
    }


def _bare(said: str) -> str:
    return without_possessive(" ".join(said.split())) or said


def _contexts(places: Sequence[Flag]) -> Iterator[str]:
    """A few of ``places`` as they stand in the talk, groups taking turns, none like another."""
    turn_of: Counter[str] = Counter()
    unlike: dict[str, tuple[int, str]] = {}
    for place in places:
        if place["context"] not in unlike:
            turn_of[place["focus_group"]] += 1
            unlike[place["context"]] = (turn_of[place["focus_group"]], place["turn_id"])
    first = sorted(unlike, key=lambda context: unlike[context][0])
    for context in first[:MOST_CONTEXTS]:
        yield f"{unlike[context][1]}: {context}"
