"""The outline of a document: blocks of content that the Word writer and the report both print.

Sentences, tables and quotes are made once, so that the two documents cannot disagree.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Reference:
    """A mention of a numbered table or figure by its key; it prints as ``Table 1``."""

    key: str


Text = tuple[str | Reference, ...]

# Tables of findings, those of findings that only the report has, so that the others bear the same
# number in all documents, and those of methods and appendices. Ten of the first would be read as a
# postcode, Table S10; no postcode begins with R or A and a digit.
SUPPLEMENTARY, REPORTED, APPENDED = "S", "R", "A"


@dataclass(frozen=True)
class Heading:
    """A heading of ``level`` 1 to 3; ``key`` names its place, ``theme`` is the id of its theme."""

    level: int
    text: str
    key: str
    theme: str = ""


@dataclass(frozen=True)
class Paragraph:
    """Running text, with references to tables and figures between its pieces."""

    text: Text


@dataclass(frozen=True)
class Placeholder:
    """A visibly marked sentence that asks a person for what no program can know."""

    text: str


@dataclass(frozen=True)
class Quote:
    """A participant's words as published, with attribution (``FGD3_SU``) and segment id."""

    text: str
    attribution: str
    segment_id: str


@dataclass(frozen=True)
class Row:
    """A row of a table. A ``heading`` row has one cell and names the rows below it.

    ``theme`` is the id of the theme that the row is about, if any; ``to_fill`` lists the positions
    of cells in which a person must write something.
    """

    cells: tuple[str, ...]
    heading: bool = False
    theme: str = ""
    to_fill: tuple[int, ...] = ()


@dataclass(frozen=True)
class Table:
    """A captioned table of display text. The first column names the rows; others hold numbers.

    ``prose`` lists the positions of columns that hold words and align left. ``widths`` are the
    shares of the page that the columns take; without them, a wide first one and equal others.
    ``breaking`` numbers may be parted at their spaces, as before an interval. ``series`` is the
    letter under which a table without a number of its own is counted.
    """

    key: str
    title: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""
    prose: tuple[int, ...] = ()
    widths: tuple[float, ...] = ()
    breaking: bool = False
    series: str = SUPPLEMENTARY


@dataclass(frozen=True)
class Figure:
    """A captioned figure: an image file (.png for Word, .svg for the report) and its alt text."""

    key: str
    title: str
    image: Path
    alt: str
    note: str = ""


Block = Heading | Paragraph | Placeholder | Quote | Table | Figure


_NUMBER = re.compile(r"(?:table|figure)_(\d+[a-z]?)_")


def numbered(blocks: Iterable[Block]) -> dict[str, str]:
    """The printed label of each table and figure by its key.

    The number is that of its file, also when others are left out: ``table_3_themes`` is ``Table
    3`` and ``table_2b_moves`` is ``Table 2b``. Those without one are counted in order of
    appearance: ``Table S1``, ``Table R1`` where only the report has them, or ``Table A1`` where
    they are appended.
    """
    labels: dict[str, str] = {}
    counters: Counter[str] = Counter()
    for block in blocks:
        if isinstance(block, Table | Figure):
            kind = type(block).__name__
            if number := _NUMBER.match(block.key):
                labels[block.key] = f"{kind} {number[1]}"
            else:
                series = f"{kind} {block.series if isinstance(block, Table) else SUPPLEMENTARY}"
                counters[series] += 1
                labels[block.key] = f"{series}{counters[series]}"
    return labels


def paragraph(*pieces: str | Reference) -> Paragraph:
    """A paragraph of its pieces, leaving out those that say nothing."""
    return Paragraph(tuple(piece for piece in pieces if piece))


def cited(text: str, *keys: str) -> Text:
    """A sentence with references before its full stop: ``... were single (Table 1).``"""
    pieces: list[str | Reference] = [f"{text.removesuffix('.')} ("]
    for position, key in enumerate(keys):
        if position:
            pieces.append(" and " if position == len(keys) - 1 else ", ")
        pieces.append(Reference(key))
    return (*pieces, ").")
