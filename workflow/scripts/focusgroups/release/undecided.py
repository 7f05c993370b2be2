"""How much waits for a decision: flags by focus group, and those that stand where quotes do."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from focusgroups.identifiers.decisions import term_of
from focusgroups.tables import read_table

QUOTED = "candidate/2_qualitative_findings/table_4_quotes.csv"
PROPOSED = "working/quotes_proposed.csv"
HEADINGS = ("group", "places", "words", "in quotes", "in proposed quotes")
NOT_KNOWN = "-"


@dataclass(frozen=True)
class Passages:
    """Ids of turns with passages that are quoted, and that are proposed; None when not known."""

    quoted: Collection[str] | None
    proposed: Collection[str] | None


def turns_of(segments: Iterable[str]) -> set[str]:
    """The ids of the turns that segments are part of.

    >>> turns_of(["FGD1-0012.1", "FGD1-0012.2"])
    {'FGD1-0012'}
    """
    return {segment.rpartition(".")[0] for segment in segments}


def known_passages(results: Path) -> Passages:
    """What the last run in ``results`` quoted and proposed, as far as it came."""

    def turns_in(name: str) -> set[str] | None:
        path = results / name
        return turns_of(read_table(path)["segment_id"]) if path.is_file() else None

    return Passages(turns_in(QUOTED), turns_in(PROPOSED))


def undecided_lines(review: Mapping[str, pd.DataFrame], passages: Passages) -> list[str]:
    """A table to print with a line per group and one for all; counts, never content.

    ``review`` maps groups to tables with turn_id and original.
    """
    rows = [HEADINGS, *((group, *_counts(flags, passages)) for group, flags in review.items())]
    rows.append(("all", *_counts(pd.concat(list(review.values())), passages)))
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    return [
        "  ".join(
            cell.rjust(width) if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    ]


def _counts(flags: pd.DataFrame, passages: Passages) -> tuple[str, ...]:
    standing = (
        NOT_KNOWN if turns is None else str(int(flags["turn_id"].isin(list(turns)).sum()))
        for turns in (passages.quoted, passages.proposed)
    )
    return str(len(flags)), str(len(set(map(term_of, flags["original"])))), *standing
