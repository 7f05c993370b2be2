"""A place in a turn that could identify somebody, and how places that overlap are settled."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from focusgroups.identifiers.wordlists import is_ordinary, safe_terms
from focusgroups.identifiers.words import plain

AUTO, REVIEW = "auto", "review"

IDENTIFIER_COLUMNS = ("turn_id", "start", "end", "label", "tier", "source", "score")

# Names of things: their surest finder is the longest one. All other labels have a fixed form.
NAMES = ("PERSON", "LOCATION", "ORGANISATION")


@dataclass(frozen=True)
class Span:
    """Characters ``start`` to ``end`` (exclusive, Unicode code points) of one turn's text.

    ``tier`` is `auto` (replaced without asking) or `review` (a person decides). ``source`` names
    the rule that found it; ``score`` in 0 to 1 ranks rules by how often they are right. ``person``
    is the id of somebody on the sheets, or empty; ``replacement`` is what a decision wants instead.
    """

    start: int
    end: int
    label: str
    source: str
    score: float
    tier: str = AUTO
    person: str = ""
    replacement: str = ""

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def within(self, other: "Span") -> bool:
        """Whether every character of this one belongs to ``other``."""
        return other.start <= self.start and self.end <= other.end


_BEFORE_WORD = re.compile(r"^[\W_]+")
_AFTER_WORD = re.compile(r"[\W_]+$")


def settle(spans: Iterable[Span], text: str) -> list[Span]:
    """Spans of one turn without overlap, in order: auto before review, then long, then certain.

    Where a span that gives way reaches beyond the one that wins, what is left of it stays covered
    as long as it still holds a name or a digit. What a review span has beyond a certain one stays
    for review, unless it is a capitalised word right after somebody's name: that is a surname.
    """
    chosen: list[Span] = []
    for span in sorted(spans, key=_precedence):
        rivals = [other for other in chosen if span.overlaps(other)]
        if not rivals:
            chosen.append(span)
        elif span.tier == AUTO:
            chosen.extend(_left_over(span, rivals, text))
        else:
            for piece in _left_over(span, rivals, text):
                _keep_doubt(piece, chosen, text)
    return sorted(chosen, key=lambda span: span.start)


def _keep_doubt(piece: Span, chosen: list[Span], text: str) -> None:
    """Add what is left of a review span to ``chosen``, as a surname where it can only be one."""
    said = text[piece.start : piece.end]
    if all(is_ordinary(plain(word)) or plain(word) in safe_terms() for word in said.split()):
        return
    before = [s for s in chosen if s.end == piece.start - 1 and text[s.end] == " "]
    named = piece.label == "PERSON" and said[0].isupper() and before
    if named and before[0].tier == AUTO and before[0].label == "PERSON":
        # With a surname that is not known to be theirs it may be somebody else of that name.
        whole = replace(before[0], end=piece.end, person="", score=piece.score)
        chosen[chosen.index(before[0])] = whole
    else:
        chosen.append(piece)


def _precedence(span: Span) -> tuple[object, ...]:
    return (
        span.tier != AUTO,
        span.source != "decision",
        span.start - span.end,
        -span.score,
        span.start,
        span.label,
        span.source,
        span.person,
    )


def _left_over(span: Span, rivals: list[Span], text: str) -> list[Span]:
    """The stretches of ``span`` outside ``rivals`` that still say something, trimmed."""
    edges = [span.start]
    for rival in sorted(rivals, key=lambda other: other.start):
        edges += [max(rival.start, span.start), min(rival.end, span.end)]
    edges.append(span.end)
    pieces = []
    for left, right in zip(edges[::2], edges[1::2], strict=True):
        piece = text[left:right]
        start = left + len(piece) - len(_BEFORE_WORD.sub("", piece))
        said = _AFTER_WORD.sub("", text[start:right])
        telling = any(char.isupper() or char.isdigit() for char in said)
        says_nothing = said in ("s", "I") or (span.label in NAMES and is_ordinary(plain(said)))
        if said and (telling or span.label not in NAMES) and not says_nothing:
            pieces.append(replace(span, start=start, end=start + len(said)))
    return pieces
