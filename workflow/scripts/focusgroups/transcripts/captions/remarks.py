"""What a WebVTT file holds beside its cues: comments, words in its header, names of voices."""

import re
from collections.abc import Iterator
from pathlib import Path

from focusgroups.transcripts.hidden.kinds import COMMENT, PROPERTY, HiddenText
from focusgroups.transcripts.plaintext import text_lines

_COMMENT = re.compile(r"\n*NOTE(?:[ \t]+|\n|$)(.*)", flags=re.DOTALL)
_STYLE = re.compile(r"\n*STYLE[ \t]*(?:\n|$)")
_VOICE = re.compile(r"""\[voice=(?:"([^"]*)"|'([^']*)')""")
# What programs write in a header, of which none is a name.
_OF_PROGRAMS = re.compile(r"(?:kind|language|region|x-timestamp-map)\s*[:=]", flags=re.IGNORECASE)


def read(path: Path) -> Iterator[HiddenText]:
    """The header, and each NOTE and the voices in each STYLE up to the next empty line."""
    first, *lines = text_lines(path)
    yield HiddenText(PROPERTY, first.removeprefix("WEBVTT").lstrip(" \t-–—:"))
    for line in lines:
        if not line.strip() or "-->" in line or _COMMENT.match(line) or _STYLE.match(line):
            break
        if not _OF_PROGRAMS.match(line):
            yield HiddenText(PROPERTY, line)
    for block in re.split(r"\n[ \t]*\n", "\n".join(["", *lines])):
        comment = _COMMENT.match(block)
        if comment:
            yield HiddenText(COMMENT, comment[1])
        elif _STYLE.match(block):
            for double, single in _VOICE.findall(block):
                yield HiddenText(PROPERTY, double or single)
