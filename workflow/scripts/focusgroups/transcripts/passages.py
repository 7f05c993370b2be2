"""What every format of transcript comes down to: passages with a label, or perhaps one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from focusgroups.transcripts.clocks import Times
from focusgroups.transcripts.readings import Reading, readings_of, split_label
from focusgroups.transcripts.tidying import tidy

# Characters and line breaks; a whole hour of talk has a tenth of that.
LONGEST_PASSAGE, MOST_BREAKS = 500_000, 20_000
LINE_ENDS = re.compile(r"[\n\x0b\x0c\x85\u2028\u2029]")


@dataclass(frozen=True)
class Passage:
    """A stretch of a transcript by one speaker, as the document has it.

    ``label`` is the speaker as typed, None when none stands there for certain; ``text`` what was
    said, white space collapsed; ``start`` and ``end`` seconds, None when untimed; ``source_ref``
    the place (`paragraph 41`, `line 12`, `cue 7`). ``readings`` are the ways in which the beginning
    of ``text`` may be a label all the same; a passage with a label has them only when its label may
    be speech.
    """

    label: str | None
    text: str
    start: float | None
    end: float | None
    source_ref: str
    readings: tuple[Reading, ...] = ()


class OutsizedPassageError(Exception):
    """A single paragraph, line or cue, at ``args[0]``, that is too long to be speech."""


def check_length(text: str, source_ref: str) -> None:
    """Raise OutsizedPassageError when ``text`` is longer than any speech, before it is handled."""
    if len(text) > LONGEST_PASSAGE or text.count("\n") > MOST_BREAKS:
        raise OutsizedPassageError(source_ref)


def passages_of(
    text: str,
    source_ref: str,
    start: float | None = None,
    end: float | None = None,
    lead: int = 0,
) -> Iterator[Passage]:
    """Passages of one paragraph, line or cue whose labels, if any, are typed into its text.

    Line breaks inside ``text`` count: a label may stand after one. Lines that cannot have a label
    go with the one before. ``lead`` is how many characters at the beginning are set apart (bold, or
    all of them in a heading). Nothing comes out of a text without words.
    """
    check_length(text, source_ref)
    waiting: Passage | None = None
    further: list[str] = []
    position = 0
    for line in LINE_ENDS.split(text):
        words = tidy(line)
        readings = readings_of(line, max(lead - position, 0)) if words else ()
        position += len(line) + 1
        if words and waiting and not readings:
            further.append(words)
        elif words:
            if waiting:
                yield _joined(waiting, further)
            waiting, further = Passage(None, words, start, end, source_ref, readings), []
    if waiting:
        yield _joined(waiting, further)


def voiced(label: str, text: str, times: Times, source_ref: str) -> Iterator[Passage]:
    """Passages of a text whose speaker the document's form tells, as a cell or a voice tag does.

    Further lines of it may have a label all the same.
    """
    lines = [line for line in LINE_ENDS.split(text) if tidy(line)]
    labelled = (i for i, line in enumerate(lines) if i and split_label(tidy(line).lstrip("->– ")))
    end = next(labelled, len(lines))
    yield Passage(label, tidy(" ".join(lines[:end])), *times, source_ref)
    yield from passages_of("\n".join(lines[end:]), source_ref, *times)


def _joined(passage: Passage, further: list[str]) -> Passage:
    """``passage`` with further lines after its own, whichever reading of it holds."""
    if not further:
        return passage
    readings = (
        replace(reading, text=" ".join(filter(None, [reading.text, *further])))
        for reading in passage.readings
    )
    return replace(passage, text=" ".join([passage.text, *further]), readings=tuple(readings))
