"""Transcripts kept as a table: time, speaker, text, in two or three columns or more."""

from collections.abc import Iterator, Sequence

from focusgroups.speakers import comparable
from focusgroups.transcripts.labels import NOTES
from focusgroups.transcripts.passages import (
    Passage,
    cell_times,
    check_length,
    passages_of,
    tidy,
)
from focusgroups.wordsets import word_set

# Names of columns that typists write in a first row.
HEADINGS = word_set(
    """time timestamp timecode start end speaker who name person label id participant text speech
    transcript transcription utterance utterances content dialogue words said spoken comment
    comments notes line no nr number whatwassaid"""
)
LONGEST_CELL_LABEL = 60

Row = tuple[str, Sequence[str]]


def passages_of_rows(rows: Sequence[Row]) -> Iterator[Passage]:
    """Passages of a table; each row is its place and the text of its cells.

    Columns of clock times or row numbers are found by what is in them; of the others the first is
    the speaker and the rest is the text. A row with a single filled cell, or a table with a single
    column of words, is read like a paragraph. A first row of column names is passed over.
    """
    for place, cells in rows:
        check_length("".join(cells), place)
    tidied = [(place, [tidy(cell) for cell in cells]) for place, cells in rows]
    if tidied and _is_heading(tidied[0][1]):
        tidied, rows = tidied[1:], rows[1:]
    width = max((len(cells) for _, cells in tidied), default=0)
    columns = [[cells[i] for _, cells in tidied if len(cells) == width] for i in range(width)]
    times = {i for i, cells in enumerate(columns) if _mostly_times(cells)}
    numbers = {i for i, cells in enumerate(columns[:1]) if width > 2 and _counts(cells)}
    words = [i for i in range(width) if i not in times | numbers]
    for (place, cells), (_, untidied) in zip(tidied, rows, strict=True):
        if len(cells) != width or len(words) < 2:
            spans = [t for i in sorted(times) if i < len(cells) and (t := cell_times(cells[i]))]
            start, end = spans[0] if spans and len(cells) == width else (None, None)
            keep = words if len(cells) == width else range(len(cells))
            yield from passages_of("\n".join(untidied[i] for i in keep), place, start, end)
            continue
        yield from _passages_of_row(place, cells, sorted(times), words)


def _passages_of_row(
    place: str, cells: Sequence[str], times: Sequence[int], words: Sequence[int]
) -> Iterator[Passage]:
    clocks = [span for i in times if (span := cell_times(cells[i]))]
    start = clocks[0][0] if clocks else None
    end = clocks[-1][1] if len(clocks) == 1 else (clocks[-1][0] if clocks else None)
    # What stands in a column of times and is none (such as a remark) was written to be read.
    remarks = [cells[i] for i in times if cells[i] and not cell_times(cells[i])]
    label = cells[words[0]].rstrip(" :")
    text = " ".join([*remarks, *(cells[i] for i in words[1:] if cells[i])])
    if not label:
        if text:
            yield from passages_of(text, place, start, end)
    elif len(label) > LONGEST_CELL_LABEL or comparable(label) in NOTES:
        # Words rather than a name; the sheets may still have it as a label.
        yield Passage(label, text, start, end, place, whole=f"{cells[words[0]]} {text}".strip())
    else:
        yield Passage(label, text, start, end, place)


def _is_heading(cells: Sequence[str]) -> bool:
    filled = [comparable(cell) for cell in cells if cell]
    return len(filled) > 1 and all(cell in HEADINGS for cell in filled)


def _mostly_times(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and sum(cell_times(cell) is not None for cell in filled) * 2 > len(filled)


def _counts(cells: Sequence[str]) -> bool:
    filled = [cell.rstrip(".") for cell in cells if cell]
    return bool(filled) and all(cell.isdecimal() for cell in filled)
