"""SubRip captions (.srt): a number, times with a comma, and lines that may begin with a label."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

from focusgroups.transcripts.captions.cues import Cue, cues_of
from focusgroups.transcripts.passages import Passage, passages_of
from focusgroups.transcripts.plaintext import text_lines

# Letters' looks and places on the screen; other angle brackets were typed to be read.
TAGS = re.compile(r"</?(?:i|b|u|s|font)(?:\s[^<>]*)?>|\{\\an?[0-9]{1,2}\}", re.IGNORECASE)


def read(path: Path) -> list[Passage]:
    """The passages of a .srt, with times in seconds."""
    lines = text_lines(path)
    return [passage for cue in cues_of(lines, path.name, 1) for passage in _passages(cue)]


def _passages(cue: Cue) -> Iterator[Passage]:
    words = html.unescape(TAGS.sub("", cue.spoken))
    return passages_of(words, cue.place, cue.start, cue.end)
