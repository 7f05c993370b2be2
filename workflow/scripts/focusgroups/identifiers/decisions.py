"""What the study team has decided on terms, carried out on the places found in a turn."""

from collections.abc import Sequence
from functools import cache

from focusgroups.identifiers.spans import AUTO, REVIEW, Span, settle
from focusgroups.identifiers.wordlists import is_also_a_word
from focusgroups.identifiers.words import occurrences, plain, without_possessive
from focusgroups.sheets import KEEP, Row


def settle_as_decided(spans: Sequence[Span], text: str, decisions: Sequence[Row]) -> list[Span]:
    """``spans`` of one turn as the team decided, without overlap, in order."""
    settled = settle(apply_decisions(spans, text, decisions), text)
    # What is left of a doubt beside something certain may be a decided term itself.
    again = apply_decisions(settled, text, decisions)
    return settled if again == settled else settle(again, text)


def apply_decisions(spans: Sequence[Span], text: str, decisions: Sequence[Row]) -> list[Span]:
    """``spans`` of one turn with a study team's decisions carried out.

    A term matches as whole words whatever its case; where terms overlap the longest counts, and one
    for this group before one for all. `redact` covers the place; `keep` frees what lies within it,
    but no sure mention of somebody on the sheets, unless the form is an English word as well. A
    doubt on the very words of a term is decided wherever it stands, be it in part of a word.
    """
    said_here = _perhaps_said(decisions, text)
    places = _decided_places(text, said_here)
    kept = [place for place, row in places if row["decision"] == KEEP]
    result = [
        span
        for span in spans
        if span.source == "decision"
        or (span.source == "roster" and span.tier == AUTO and not _is_word(span, text))
        or not any(_same_or_within(span, place, text) for place in kept)
    ]
    result = _doubts_decided(result, text, said_here)
    for place, row in places:
        if row["decision"] != KEEP and place not in result:
            result.append(place)
    return result


def _is_word(span: Span, text: str) -> bool:
    """Whether the form of somebody on the sheets is an English word, which may be kept: House."""
    return is_also_a_word(term_of(text[span.start : span.end]))


def term_of(said: str) -> str:
    """The words of a place as one decision covers them: folded, without a possessive.

    >>> term_of("Denise’s"), term_of("ruby  Red")
    ('denise', 'ruby red')
    """
    folded = plain(said)
    return without_possessive(folded) or folded


def _perhaps_said(decisions: Sequence[Row], text: str) -> list[Row]:
    """Those of perhaps hundreds of decisions whose first word stands in ``text``, by rank."""
    folded = plain(text)
    said = [row for row in decisions if _first_word(row["term"]) in folded]
    return sorted(said, key=lambda row: (-len(row["term"]), row["focus_group"] == ""))


@cache
def _first_word(term: str) -> str:
    return next(iter(plain(term).split()), "")


def _decided_places(text: str, decisions: Sequence[Row]) -> list[tuple[Span, Row]]:
    """Where decisions, by rank, hold in ``text``, without overlap, in order."""
    taken: list[tuple[Span, Row]] = []
    for row in decisions:
        for start, end in occurrences(row["term"], text):
            place = _decided(start, end, row)
            if not any(place.overlaps(other) for other, _ in taken):
                taken.append((place, row))
    return sorted(taken, key=lambda pair: pair[0].start)


def _decided(start: int, end: int, row: Row) -> Span:
    label, wanted = row["label"] or "PERSON", row["replacement"]
    return Span(start, end, label, "decision", 1.0, replacement=wanted)


def _doubts_decided(spans: Sequence[Span], text: str, decisions: Sequence[Row]) -> list[Span]:
    """``spans`` where those for review that say a term of ``decisions`` are as decided."""
    by_term: dict[str, Row] = {}
    for row in decisions:
        by_term.setdefault(plain(row["term"]), row)
    result: list[Span] = []
    for span in spans:
        said = text[span.start : span.end]
        decided = by_term.get(plain(said)) or by_term.get(term_of(said))
        if span.tier != REVIEW or decided is None:
            result.append(span)
        elif decided["decision"] != KEEP:
            result.append(_decided(span.start, span.end, decided))
    return result


def _same_or_within(span: Span, place: Span, text: str) -> bool:
    """Whether ``place`` covers the span, a possessive apart."""
    tail = text[place.end : span.end] if span.start >= place.start else "-"
    return span.within(place) or (span.start >= place.start and tail in ("'s", "’s"))
