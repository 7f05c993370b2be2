"""From a transcript, whatever program wrote it, to passages: who, what, when, where."""

from collections.abc import Callable
from pathlib import Path

from focusgroups.errors import StudyError
from focusgroups.transcripts import delimited, plaintext
from focusgroups.transcripts.captions import subrip, webvtt
from focusgroups.transcripts.containers import MOST_BYTES, MOST_MEGABYTES
from focusgroups.transcripts.docx import text as docx
from focusgroups.transcripts.odt import text as odt
from focusgroups.transcripts.passages import OutsizedPassageError, Passage
from focusgroups.transcripts.rtf import text as rtf

__all__ = ["READERS", "Passage", "read_transcript"]

# One reader per ending: the file's path in, its passages in the order of the document out.
READERS: dict[str, Callable[[Path], list[Passage]]] = {
    ".docx": docx.read,
    ".odt": odt.read,
    ".rtf": rtf.read,
    ".txt": plaintext.read,
    ".vtt": webvtt.read,
    ".srt": subrip.read,
    ".csv": delimited.read,
}

MOST_PASSAGES = 50_000  # captions with a cue for each word have 10,000 an hour


def read_transcript(path: Path) -> list[Passage]:
    """The passages of one transcript in the order of the document; the ending may be in any case.

    Whether an uncertain label is one is left to `transcripts.turns`, which knows the people.
    Raises StudyError, naming file, place and remedy, when the file cannot be read, is not what
    its ending says, is too large, or holds no words.
    """
    reader = READERS.get(path.suffix.casefold())
    if reader is None:
        raise StudyError(f"{path.name}: not a transcript format; known are {', '.join(READERS)}")
    try:
        size = path.stat().st_size
        if size == 0:
            raise StudyError(f"{path.name}: the file is empty; save or copy the transcript again")
        if size > MOST_BYTES:
            raise StudyError(
                f"{path.name}: larger than {MOST_MEGABYTES} MB; remove pictures and recordings"
            )
        passages = reader(path)
    except OSError:
        raise StudyError(
            f"{path.name}: cannot be opened; close it in other programs and check who may read it"
        ) from None
    except OutsizedPassageError as error:
        raise StudyError(
            f"{path.name} {error.args[0]}: too long for one person's speech; give each speaker a "
            "paragraph of their own"
        ) from None
    if len(passages) > MOST_PASSAGES:
        raise StudyError(
            f"{path.name}: more than {MOST_PASSAGES} paragraphs, lines or cues, as no transcript "
            "has; save only this group's talk in it"
        )
    if not any(passage.text or passage.label for passage in passages):
        raise StudyError(f"{path.name}: no words in it; save or copy the transcript again")
    return passages
