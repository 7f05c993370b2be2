"""What a WebVTT file holds beside its cues: comments, and words in its first line."""

import re
from collections.abc import Iterator
from pathlib import Path

from focusgroups.transcripts.hidden.kinds import COMMENT, PROPERTY, HiddenText
from focusgroups.transcripts.plaintext import text_lines


def read(path: Path) -> Iterator[HiddenText]:
    """What stands after WEBVTT in the first line, and each NOTE up to the next empty line."""
    first, *lines = text_lines(path)
    yield HiddenText(PROPERTY, first.removeprefix("WEBVTT").lstrip(" \t-–—:"))
    for block in re.split(r"\n[ \t]*\n", "\n".join(["", *lines])):
        comment = re.match(r"\n*NOTE(?:[ \t]+|\n|$)(.*)", block, flags=re.DOTALL)
        if comment:
            yield HiddenText(COMMENT, comment[1])
