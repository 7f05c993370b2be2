"""What WebVTT and SubRip have in common: cues, each with times and what was said.

The formats are parsed here because the usual libraries pass over a cue that they cannot read
without a word, and offer one voice per cue: speech would be lost or given to the wrong person.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from focusgroups.errors import StudyError
from focusgroups.transcripts.clocks import CLOCK, seconds

TIMES = re.compile(rf"\s*{CLOCK.format('a')}\s*-->\s*{CLOCK.format('b')}(?:\s.*)?")
CUE_ID = re.compile(r"\S{1,80}")


@dataclass(frozen=True)
class Cue:
    """What was said between two times, in seconds; ``number`` counts the cues of the file."""

    number: int
    start: float | None
    end: float | None
    spoken: str

    @property
    def place(self) -> str:
        """Where the cue is, for a passage or an error."""
        return f"cue {self.number}"


def cues_of(
    lines: Sequence[str], file_name: str, first: int, not_cues: re.Pattern[str] | None = None
) -> Iterator[Cue]:
    """The cues in ``lines``, of which ``first`` is the number of the first one.

    Blocks without times whose first line ``not_cues`` matches are passed over. Raises StudyError
    for words without a time and for times that cannot be read.
    """
    number = 0
    for line, block in _blocks(lines, first):
        timed = [i for i, text in enumerate(block) if "-->" in text and (i < 2 or _is_times(text))]
        if not timed and not_cues and not_cues.match(block[0]):
            continue
        if not timed:
            raise StudyError(
                f"{file_name} line {line}: words without a time; remove the empty line before "
                "them or give them one"
            )
        # A cue begins at its id, which is what stands before the times where a block is one cue.
        begins = [i - 1 if i and CUE_ID.fullmatch(block[i - 1].strip()) else i for i in timed[1:]]
        for times, end in zip(timed, [*begins, len(block)], strict=True):
            number += 1
            place = f"{file_name} line {line + times}, cue {number}"
            yield _cue(number, block[times], "\n".join(block[times + 1 : end]), place)


def _cue(number: int, times: str, spoken: str, place: str) -> Cue:
    clock = TIMES.fullmatch(times)
    if clock is None:
        raise StudyError(
            f"{place}: the times are not readable; write them as 00:01:02.000 --> 00:01:05.000"
        )
    return Cue(number, seconds(clock), seconds(clock, "b"), spoken)


def _is_times(line: str) -> bool:
    return TIMES.fullmatch(line) is not None


def _blocks(lines: Sequence[str], first: int) -> Iterator[tuple[int, list[str]]]:
    """Runs of lines between empty ones, each with the number of its first line."""
    block: list[str] = []
    for number, line in enumerate([*lines, ""], first):
        if line.strip():
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []
