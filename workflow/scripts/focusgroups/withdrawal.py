"""The words of people who have withdrawn, to be looked for where none of them may be left."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from focusgroups.errors import StudyError
from focusgroups.release.hidden_passages import HiddenPassages, own_passages
from focusgroups.release.printed_text import printed_text
from focusgroups.speakers import WITHDRAWN, people_of_group
from focusgroups.study import Study
from focusgroups.transcripts import read_transcript
from focusgroups.transcripts.turns import attribute_turns


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


def files_with(passages: HiddenPassages, files: Iterable[Path]) -> list[Path]:
    """Those of ``files`` that hold any of ``passages``, whatever their format."""
    return [file for file in files if any(map(passages.count, _texts(file)))]


def _texts(file: Path) -> Iterable[str]:
    try:
        return [piece.text for piece in printed_text(file, file.name)]
    except (StudyError, UnicodeDecodeError):
        return [file.read_bytes().decode("utf-8", errors="replace")]
