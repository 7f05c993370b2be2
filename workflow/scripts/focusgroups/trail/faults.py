"""What does not fit together between tables that should: each fault a line with ids, no speech."""

from collections.abc import Iterator, Mapping
from numbers import Integral
from typing import Any

from focusgroups.themes.tiers import MODEL
from focusgroups.trail.counted import Counted
from focusgroups.trail.material import SEGMENT, TURN, Material

NEARLY = 1e-6


def all_faults(study: Material) -> Iterator[str]:
    """Faults of segments, evidence, coding, places and quotes."""
    yield from faults_of_segments(study)
    yield from faults_of_evidence(study)
    yield from faults_of_coding(study)
    yield from faults_of_places(study)
    yield from faults_of_quotes(study)


def faults_of_segments(study: Material) -> Iterator[str]:
    """Segments whose turn is not there, or that do not make up their turn."""
    turns = dict(zip(study.turns[TURN], study.turns["text"], strict=True))
    for turn, texts in study.segments.groupby(TURN, sort=False)["text"]:
        if turn not in turns:
            yield f"segments.csv: {turn} is no turn"
        elif "".join(texts) != turns[turn]:
            yield f"segments.csv: the segments of {turn} do not make up its text"


def faults_of_evidence(study: Material) -> Iterator[str]:
    """Keywords found in segments that are not there, or beyond their ends."""
    sizes = dict(zip(study.segments[SEGMENT], study.segments["text"].str.len(), strict=True))
    columns = (SEGMENT, "start", "end")
    for number, (segment, start, end) in enumerate(
        zip(*(study.evidence[column] for column in columns), strict=True), start=2
    ):
        if segment not in sizes:
            yield f"keyword_evidence.csv row {number}: {segment} is no segment"
        elif not is_place(start, end, sizes[segment]):
            yield f"keyword_evidence.csv row {number}: not a place in {segment}"


def is_place(start: Any, end: Any, size: int) -> bool:
    """Whether two offsets, as a table has them, lie in order within a text of that size."""
    known = isinstance(start, Integral) and isinstance(end, Integral)
    return known and bool(0 <= start < end <= size)


def faults_of_coding(study: Material) -> Iterator[str]:
    """Segments without a coding, and themes that the model assigned without any keyword."""
    uncoded = ~study.segments[SEGMENT].isin(study.coding[SEGMENT])
    for segment in study.segments.loc[uncoded, SEGMENT]:
        yield f"coding.csv: {segment} is not coded"
    by_model = study.coding[
        (study.coding["assigned"] == "true") & (study.coding["source"] == MODEL)
    ]
    supported = set(zip(study.evidence[SEGMENT], study.evidence["theme"], strict=True))
    for segment, theme in zip(by_model[SEGMENT], by_model["theme"], strict=True):
        if (segment, theme) not in supported:
            yield f"coding.csv: {theme} is assigned to {segment} and no keyword of it is there"


def faults_of_places(study: Material) -> Iterator[str]:
    """Turns whose place in the transcript is not known."""
    for turn in study.turns.loc[~study.turns[TURN].isin(study.trail[TURN]), TURN]:
        yield f"trail: no place is known of {turn}"


def faults_of_quotes(study: Material) -> Iterator[str]:
    """Published rows about segments that are not there."""
    known = set(study.segments[SEGMENT])
    for name, table in study.published.items():
        for segment in dict.fromkeys(table[SEGMENT]) if SEGMENT in table else ():
            if segment not in known:
                yield f"{name}.csv: {segment} is no segment"


def difference(counted: Counted, row: Mapping[str, str]) -> dict[str, float]:
    """The recounted numbers that differ from those of the published ``row``, by column.

    What a row withholds, or a table does not have, cannot differ.
    """
    return {
        column: number
        for column, number in counted.numbers.items()
        if row.get(column) and abs(float(row[column]) - number) > NEARLY
    }
