"""WebVTT, as Teams (`<v Name>words</v>`) and Zoom (`Name: words`) export it."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

from focusgroups.errors import StudyError
from focusgroups.transcripts.captions.cues import Cue, cues_of
from focusgroups.transcripts.passages import Passage, check_length, passages_of, voiced
from focusgroups.transcripts.plaintext import text_lines
from focusgroups.transcripts.tidying import tidy

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
    header = _header_length(lines)
    cues = cues_of(lines[header:], path.name, header + 1, NOT_CUES)
    return [passage for cue in cues for passage in _voices(cue, path.name)]


def _header_length(lines: list[str]) -> int:
    """How many lines the header has; it ends at an empty line, or where times begin a cue."""
    for number, line in enumerate(lines):
        if not line.strip() or "-->" in line:
            return number
    return len(lines)


def _voices(cue: Cue, file_name: str) -> Iterator[Passage]:
    """Each voice's words in one cue. Words outside a voice tag may have a typed label."""
    check_length(cue.spoken, cue.place)
    if UNCLOSED_VOICE.search(VOICE.sub("", cue.spoken)):
        raise StudyError(f"{file_name} {cue.place}: <v is not closed; write <v Name>words</v>")
    voice: str | None = None
    position = 0
    for tag in [*VOICE.finditer(cue.spoken), None]:
        spoken = cue.spoken[position : tag.start() if tag else None]
        words = html.unescape(OTHER_TAGS.sub("", spoken))
        if voice is None:
            yield from passages_of(words, cue.place, cue.start, cue.end)
        elif tidy(words):
            yield from voiced(voice, words, (cue.start, cue.end), cue.place)
        if tag:
            voice = tidy(html.unescape(tag[1] or "")) or None
            position = tag.end()
