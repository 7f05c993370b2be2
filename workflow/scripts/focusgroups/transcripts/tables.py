"""Transcripts kept as a table: time, speaker, text, in two or three columns or more."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from focusgroups.speakers import comparable
from focusgroups.transcripts.clocks import Times, only_times
from focusgroups.transcripts.labels import NOTES
from focusgroups.transcripts.passages import Passage, check_length, passages_of, voiced
from focusgroups.transcripts.readings import COLON, Reading
from focusgroups.transcripts.tidying import tidy
from focusgroups.wordsets import word_set

# Names of columns in a first row, as typists and transcription programs write them; of the first
# two kinds the surest come first, since a table may have several.
SPEAKER_HEADINGS = (
    *("speaker", "speakers", "speakername", "speakerlabel", "label", "who", "name", "person"),
    *("participant", "participants", "id"),
)
TEXT_HEADINGS = (
    *("text", "utterance", "utterances", "transcript", "transcription", "speech", "verbatim"),
    *("whatwassaid", "content", "dialogue", "said", "spoken", "words", "turn"),
)
START_HEADINGS = (
    *("start", "starttime", "begin", "begintime", "time", "times", "timestamp", "timestamps"),
    *("timecode", "timespan", "from"),
)
END_HEADINGS = ("end", "endtime", "stop", "stoptime", "until")
OTHER_HEADINGS = word_set(
    """line lines no nr number row duration comment comments note notes code codes theme themes role
    age gender"""
)
HEADINGS = {*SPEAKER_HEADINGS, *TEXT_HEADINGS, *START_HEADINGS, *END_HEADINGS, *OTHER_HEADINGS}

LONGEST_CELL_LABEL = 60
LONGEST_LABELS_ON_AVERAGE = 40  # characters; a first column with more holds speech

Row = tuple[str, Sequence[str]]  # place, cells


@dataclass(frozen=True)
class _Columns:
    """Which columns hold what; ``speaker`` is None where labels are typed into the text."""

    width: int
    times: Sequence[int]
    speaker: int | None
    texts: Sequence[int]


def passages_of_rows(rows: Sequence[Row]) -> Iterator[Passage]:
    """Passages of a table; each row is its place and the text of its cells.

    A first row of column names says what the columns hold. Without one, columns of clock times or
    row numbers are found by what is in them; of the others the first is the speaker and the rest is
    the text. A row with a single filled cell, or a table with a single column of words, is read
    like a paragraph.
    """
    for place, cells in rows:
        check_length("".join(cells), place)
    tidied = [(place, [tidy(cell) for cell in cells]) for place, cells in rows]
    heading = tidied[0][1] if tidied and is_heading(tidied[0][1]) else []
    if heading:
        tidied, rows = tidied[1:], rows[1:]
    columns = _columns([cells for _, cells in tidied], heading)
    for (place, cells), (_, untidied) in zip(tidied, rows, strict=True):
        if len(cells) == columns.width and columns.speaker is not None:
            yield from _passages_of_row(place, cells, untidied, columns.speaker, columns)
            continue
        times = _times_of_row(cells, columns) if len(cells) == columns.width else (None, None)
        keep = columns.texts if len(cells) == columns.width else range(len(cells))
        yield from passages_of("\n".join(untidied[i] for i in keep), place, *times)


def column_named(names: Sequence[str], headings: Sequence[str]) -> int | None:
    """Where the first of ``headings`` that is among ``names`` (comparable) stands, if any does."""
    return next((names.index(heading) for heading in headings if heading in names), None)


def is_heading(cells: Sequence[str]) -> bool:
    """Whether a row holds names of columns: those of speaker and text, or known ones only."""
    filled = [comparable(cell) for cell in cells if cell]
    both = any(c in SPEAKER_HEADINGS for c in filled) and any(c in TEXT_HEADINGS for c in filled)
    return len(filled) > 1 and (both or all(cell in HEADINGS for cell in filled))


def _columns(rows: Sequence[Sequence[str]], heading: Sequence[str]) -> _Columns:
    # The usual width: a row of merged cells, or one split once, does not make a table.
    widths = Counter(len(cells) for cells in rows)
    width = max(widths, key=lambda width: (widths[width], width), default=len(heading))
    columns = [[cells[i] for cells in rows if len(cells) == width] for i in range(width)]
    names = [comparable(name) for name in heading] if len(heading) == width else []
    times = [i for i, cells in enumerate(columns) if _mostly_times(cells)]
    numbers = [i for i, cells in enumerate(columns[:1]) if width > 2 and _counts(cells)]
    words = [i for i in range(width) if i not in (*times, *numbers)]
    if len(words) < 2:
        return _Columns(width, times, None, words)
    named, said = column_named(names, SPEAKER_HEADINGS), column_named(names, TEXT_HEADINGS)
    if named is None and said is None and _speech(columns[words[0]]):
        named = words[1]
    speaker = named if named in words else next(i for i in words if i != said)
    texts = [said] if said in words and said != speaker else [i for i in words if i != speaker]
    return _Columns(width, times, speaker, texts)


def _passages_of_row(
    place: str, cells: Sequence[str], untidied: Sequence[str], speaker: int, columns: _Columns
) -> Iterator[Passage]:
    times = _times_of_row(cells, columns)
    # What stands in a column of times and is none (such as a remark) was written to be read.
    remarks = [cells[i] for i in columns.times if cells[i] and not only_times(cells[i])]
    text = " ".join([*remarks, *(untidied[i] for i in columns.texts if cells[i])])
    yield from passages_of_cells(cells[speaker], text, times, place)


def passages_of_cells(speaker: str, text: str, times: Times, place: str) -> Iterator[Passage]:
    """Passages of a row whose cells for the speaker (tidy) and the text are known."""
    label = speaker.rstrip(" :")
    if not label:
        yield from passages_of(text, place, *times)
    elif len(label) > LONGEST_CELL_LABEL or comparable(label) in NOTES:
        # Words rather than a name; the sheets may still have it as a label.
        whole = tidy(f"{speaker} {text}")
        yield Passage(None, whole, *times, place, (Reading(COLON, label, tidy(text)),))
    else:
        yield from voiced(label, text, times, place)


def _times_of_row(cells: Sequence[str], columns: _Columns) -> Times:
    """The first time of a row is when it starts, the last when it ends, as far as stated."""
    spans = [span for i in columns.times if (span := only_times(cells[i]))]
    if not spans:
        return None, None
    return spans[0][0], spans[-1][1] if len(spans) == 1 else spans[-1][0]


def _mostly_times(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and sum(only_times(cell) is not None for cell in filled) * 2 > len(filled)


def _counts(cells: Sequence[str]) -> bool:
    filled = [cell.rstrip(".") for cell in cells if cell]
    return bool(filled) and all(cell.isdecimal() for cell in filled)


def _speech(cells: Sequence[str]) -> bool:
    """Whether cells are too long on average to be labels."""
    filled = [cell for cell in cells if cell]
    return sum(map(len, filled)) > LONGEST_LABELS_ON_AVERAGE * max(len(filled), 1)
