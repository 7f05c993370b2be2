"""WebVTT, as Teams (`<v Name>words</v>`) and Zoom (`Name: words`) export it.

The format is parsed here because the usual library passes over a cue that it cannot read without
a word, and offers one voice per cue: speech would be lost or given to the wrong person.
"""

import html
import re
from collections.abc import Iterator
from pathlib import Path

from focusgroups.errors import StudyError
from focusgroups.transcripts.passages import (
    CLOCK,
    Passage,
    check_length,
    passages_of,
    seconds,
    tidy,
)
from focusgroups.transcripts.plaintext import text_lines

TIMES = re.compile(rf"\s*{CLOCK.format('a')}\s*-->\s*{CLOCK.format('b')}(?:\s.*)?")
# A tag never holds another `<`: the search for its end stops there, however long the cue.
VOICE = re.compile(r"<v(?:\.[^\s<>]*)?(?:\s([^<>]*))?>|(</v\s*>)")
UNCLOSED_VOICE = re.compile(r"<v(?:[\s.]|$)")
# Only what the format knows as a tag goes; `I <3 tea` was said.
OTHER_TAGS = re.compile(r"</?(?:c|i|b|u|ruby|rt|lang)(?:[.\s][^<>]*)?>|<[0-9][0-9:.]*>")
NOT_CUES = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")


def read(path: Path) -> list[Passage]:
    """The passages of a .vtt, one for each voice in each cue, with times in seconds."""
    lines = text_lines(path)
    if not re.fullmatch(r"WEBVTT(?:\s.*)?", lines[0]):
        raise StudyError(f"{path.name} line 1: not WEBVTT; export the transcript again as .vtt")
    passages: list[Passage] = []
    cues = 0
    for number, block in _blocks(lines):
        timed = next((i for i, line in enumerate(block[:2]) if "-->" in line), None)
        if timed is None:
            if NOT_CUES.match(block[0]):
                continue
            raise StudyError(
                f"{path.name} line {number}: words without a time; remove the empty line before "
                "them or give them one"
            )
        cues += 1
        times = TIMES.fullmatch(block[timed])
        if times is None:
            raise StudyError(
                f"{path.name} line {number + timed}, cue {cues}: the times are not readable; write "
                "them as 00:01:02.000 --> 00:01:05.000"
            )
        spoken = "\n".join(block[timed + 1 :])
        if UNCLOSED_VOICE.search(VOICE.sub("", spoken)):
            raise StudyError(f"{path.name} cue {cues}: <v is not closed; write <v Name>words</v>")
        passages += _voices(spoken, f"cue {cues}", seconds(times), seconds(times, "b"))
    return passages


def _blocks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Runs of lines between empty ones, each with its first line's number; not the header.

    A line of times begins a block of its own where the empty line before it is missing.
    """
    block: list[str] = []
    first = 1
    header = True
    for number, line in enumerate([*lines, ""], 1):
        if line.strip() and not (header and "-->" in line):
            if not block:
                first = number
            block.append(line)
            continue
        if block and not header:
            yield first, block
        block, header = ([line], False) if line.strip() else ([], False)
        first = number


def _voices(spoken: str, place: str, start: float | None, end: float | None) -> Iterator[Passage]:
    """Each voice's words in one cue. Words outside a voice tag may have a typed label."""
    check_length(spoken, place)
    voice: str | None = None
    position = 0
    for tag in [*VOICE.finditer(spoken), None]:
        words = html.unescape(OTHER_TAGS.sub("", spoken[position : tag.start() if tag else None]))
        if voice is None:
            yield from passages_of(words, place, start, end)
        elif tidy(words):
            yield Passage(voice, tidy(words), start, end, place)
        if tag:
            voice = tidy(html.unescape(tag[1] or "")) or None
            position = tag.end()
