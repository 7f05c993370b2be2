"""The words of people who have withdrawn, to be looked for where none of them may be left."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from focusgroups.errors import StudyError
from focusgroups.filekinds import Kind, kind_of
from focusgroups.release.hidden_passages import HiddenPassages, own_passages
from focusgroups.release.printed_text import printed_text
from focusgroups.speakers import WITHDRAWN, people_of_group
from focusgroups.study import Study
from focusgroups.transcripts import read_transcript
from focusgroups.transcripts.turns import attribute_turns

OF_READERS = (".csv", ".html", ".svg", ".txt")  # text whose words may be in pieces
BINARY = re.compile(rb"[\x00-\x08\x0e-\x1f]")  # what no text has


@dataclass(frozen=True)
class Trace:
    """What tells that a file holds words of those who withdrew.

    ``people`` is how many have withdrawn; ``unread`` names the transcripts in which nobody's words
    could be told, so that none of those can be looked for.
    """

    people: int
    passages: HiddenPassages
    unread: tuple[str, ...]


def withdrawn_words(study: Study) -> Trace:
    """Read all transcripts, if anybody has withdrawn, and keep what only those people said.

    Six words in a row, or a sentence of four or five, are kept; shorter ones anybody may say.
    """
    participants, staff = study.sheets["participants"].rows, study.sheets["staff"].rows
    people = sum(row["consent"] == WITHDRAWN for row in participants)
    gone: list[str] = []
    stays: list[str] = []
    unread: list[str] = []
    for group, transcript in study.transcripts.items() if people else ():
        try:
            told = attribute_turns(
                read_transcript(transcript),
                transcript.name,
                group,
                people_of_group(group, participants, staff),
                study.conventions(group),
            )
        except StudyError:
            unread.append(transcript.name)
            continue
        gone.extend(told.withdrawn["text"])
        stays.extend(told.turns["text"])
    return Trace(people, own_passages(gone, stays), tuple(unread))


@dataclass(frozen=True)
class Looked:
    """Files that hold words of those who withdrew, and files not, or not wholly, looked into."""

    telling: list[Path]
    closed: list[Path]


def look_into(passages: HiddenPassages, files: Iterable[Path]) -> Looked:
    """Look for ``passages`` in ``files``: documents, workbooks, projects of codings, any text."""
    looked = Looked([], [])
    for file in files:
        try:
            if any(passages.count(text) for text in _texts(file)):
                looked.telling.append(file)
        except (StudyError, OSError, ValueError):
            looked.closed.append(file)
    return looked


def _texts(file: Path) -> Iterator[str]:
    """All that is written in ``file``; raises StudyError, OSError or ValueError at what is not."""
    if file.is_symlink():
        raise OSError
    content = file.read_bytes()
    is_text = not BINARY.search(content) and kind_of(content) in (None, Kind.RTF)
    try:
        if not is_text or file.suffix in OF_READERS:
            for piece in printed_text(file, file.name):
                yield piece.text
            return
    except StudyError:
        if not is_text:
            raise
    # Text of another kind, or broken: as it lies there.
    yield content.decode("utf-8", errors="replace")
