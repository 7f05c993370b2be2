"""Plain text: one `Speaker: text` per line, further lines go on with it."""

import codecs
import re
from pathlib import Path

from focusgroups.errors import StudyError
from focusgroups.transcripts.containers import MOST_LINES, MOST_TEXT_MEGABYTES, other_kind
from focusgroups.transcripts.passages import Passage, passages_of

# The four-byte mark begins with the two-byte one, so it is tried first.
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x7f]")  # a few may be stray, many mean no text
REMEDY = "save it as plain text in UTF-8"


def read(path: Path) -> list[Passage]:
    """The passages of a .txt, one for each line with words in it."""
    lines = text_lines(path)
    return [p for number, line in enumerate(lines, 1) for p in passages_of(line, f"line {number}")]


def text_lines(path: Path) -> list[str]:
    """The lines of a text file: by its byte order mark, else strict UTF-8, else Windows-1252.

    Raises StudyError when it is none of these or no text at all.
    """
    content = path.read_bytes()
    found = other_kind(content[:8])
    if found:
        raise StudyError(f"{path.name}: not plain text but {found}")
    if len(content) > MOST_TEXT_MEGABYTES * 1_000_000:
        raise StudyError(
            f"{path.name}: larger than {MOST_TEXT_MEGABYTES} MB, which no transcript is; save only "
            "this group's talk in it"
        )
    text = _decoded(content, path.name)
    beginning = text[:1_000_000]
    if "\x00" in text or len(CONTROLS.findall(beginning)) * 20 > len(beginning):
        line = text[: max(text.find("\x00"), 0)].count("\n") + 1
        raise StudyError(f"{path.name} line {line}: not plain text; {REMEDY}")
    lines = re.split(r"\r\n|\r|\n", text)
    if len(lines) > MOST_LINES:
        raise StudyError(
            f"{path.name}: more than {MOST_LINES} lines, which no transcript has; save only this "
            "group's talk in it"
        )
    return lines


def _decoded(content: bytes, name: str) -> str:
    for mark, encoding in MARKS:
        if content.startswith(mark):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError as error:
                line = content[: error.start].count(b"\n") + 1
                raise StudyError(
                    f"{name} line {line}: not {encoding} throughout; {REMEDY}"
                ) from None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("windows-1252")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        problem = f"{name} line {line}: neither UTF-8 nor Windows-1252; {REMEDY}"
        raise StudyError(problem) from None
