"""What the study team has decided on terms, carried out on the places found in a turn."""

from collections.abc import Sequence

from focusgroups.identifiers.spans import AUTO, Span
from focusgroups.identifiers.words import occurrences
from focusgroups.sheets import KEEP, Row


def apply_decisions(spans: Sequence[Span], text: str, decisions: Sequence[Row]) -> list[Span]:
    """``spans`` of one turn with a study team's decisions carried out.

    A term matches as whole words whatever its case; where terms overlap the longest counts, and one
    for this group before one for all. `redact` covers the place; `keep` frees what lies within it,
    but never a sure mention of somebody on the sheets.
    """
    places = _decided_places(text, decisions)
    kept = [place for place, row in places if row["decision"] == KEEP]
    result = [
        span
        for span in spans
        if span.source == "decision"
        or (span.source == "roster" and span.tier == AUTO)
        or not any(_same_or_within(span, place, text) for place in kept)
    ]
    for place, row in places:
        if row["decision"] != KEEP and place not in spans:
            result.append(place)
    return result


def _decided_places(text: str, decisions: Sequence[Row]) -> list[tuple[Span, Row]]:
    """Where decisions hold in ``text``, without overlap, in order."""
    ranked = sorted(decisions, key=lambda row: (-len(row["term"]), row["focus_group"] == ""))
    taken: list[tuple[Span, Row]] = []
    for row in ranked:
        for start, end in occurrences(row["term"], text):
            label, wanted = row["label"] or "PERSON", row["replacement"]
            place = Span(start, end, label, "decision", 1.0, replacement=wanted)
            if not any(place.overlaps(other) for other, _ in taken):
                taken.append((place, row))
    return sorted(taken, key=lambda pair: pair[0].start)


def _same_or_within(span: Span, place: Span, text: str) -> bool:
    """Whether ``place`` covers the span, a possessive apart."""
    tail = text[place.end : span.end] if span.start >= place.start else "-"
    return span.within(place) or (span.start >= place.start and tail in ("'s", "’s"))
