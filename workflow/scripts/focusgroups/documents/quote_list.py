"""The printed quotes in one list, each with its score and the keywords that are said in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from focusgroups.documents.findings import Findings
from focusgroups.documents.tablerows import number, rows_of, whole
from focusgroups.errors import StudyError
from focusgroups.naturalorder import natural_key
from focusgroups.tables import read_table

QUOTE_KEYWORDS = "quote_keywords.csv"


@dataclass(frozen=True)
class Piece:
    """A stretch of a quote; ``is_keyword`` where a keyword of the quote's theme is said."""

    text: str
    is_keyword: bool


@dataclass(frozen=True)
class ListedQuote:
    """A printed quote: theme and group that it can be picked by, and its text in pieces.

    ``score`` says how strongly the analysis speaks for the theme in the quoted segment, without a
    unit; None where nothing was computed. ``keywords`` are in the order in which they are said.
    """

    theme: str
    theme_name: str
    group: str
    attribution: str
    segment_id: str
    score: float | None
    pieces: tuple[Piece, ...]
    keywords: tuple[str, ...]


def list_quotes(findings: Findings, quote_keywords: Path) -> tuple[ListedQuote, ...]:
    """The quotes of all themes in the order in which the findings print them.

    ``quote_keywords`` has `theme, rank, segment_id, focus_group, score, keyword, start, end`, a row
    for each time that a keyword is said in a quote; one with empty cells for a quote without any.
    Raises StudyError where it knows nothing of a quote, or of another segment in its place.
    """
    table = read_table(quote_keywords, ["rank", "start", "end"], ["score"])
    hits: dict[tuple[str, int], list[Mapping[str, Any]]] = {}
    for row in rows_of(table):
        hits.setdefault((str(row["theme"]), int(row["rank"])), []).append(row)
    listed = []
    for finding in findings.themes:
        for rank, quote in enumerate(finding.quotes, start=1):
            assert finding.theme is not None
            rows = hits.get((finding.theme.id, rank), [])
            if not rows or rows[0]["segment_id"] != quote.segment_id:
                raise StudyError(
                    f"{QUOTE_KEYWORDS}: does not belong to table_4_quotes.csv; run the analysis "
                    "again"
                )
            said = [row for row in rows if row["keyword"]]
            listed.append(
                ListedQuote(
                    theme=finding.theme.id,
                    theme_name=finding.theme.name,
                    group=str(rows[0]["focus_group"]),
                    attribution=quote.attribution,
                    segment_id=quote.segment_id,
                    score=number(rows[0]["score"]),
                    pieces=_pieces(quote.text, said),
                    keywords=tuple(dict.fromkeys(str(row["keyword"]) for row in said)),
                )
            )
    return tuple(listed)


def groups_of(quotes: Sequence[ListedQuote]) -> list[str]:
    """The groups that are quoted, FGD2 before FGD10."""
    return sorted({quote.group for quote in quotes}, key=natural_key)


def _pieces(text: str, said: Sequence[Mapping[str, Any]]) -> tuple[Piece, ...]:
    """``text`` cut where keywords begin and end; keywords that touch or overlap are one piece."""
    within = [False] * (len(text) + 1)
    for row in said:
        start, end = whole(row["start"]) or 0, whole(row["end"]) or 0
        within[start:end] = [True] * len(within[start:end])
    changes = [place for place in range(1, len(text)) if within[place] != within[place - 1]]
    cuts = [0, *changes, len(text)]
    return tuple(Piece(text[start:end], within[start]) for start, end in pairwise(cuts) if end)
