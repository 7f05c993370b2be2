"""One reader of hidden text for each format of transcript that can hold any."""

from collections.abc import Callable, Iterable
from pathlib import Path

from focusgroups.transcripts.captions import remarks
from focusgroups.transcripts.docx import hidden as docx
from focusgroups.transcripts.hidden.kinds import HiddenText, worth_keeping
from focusgroups.transcripts.odt import hidden as odt
from focusgroups.transcripts.rtf import hidden as rtf

# Plain text, subtitles and tables show all that they hold.
READERS: dict[str, Callable[[Path], Iterable[HiddenText]]] = {
    ".docx": docx.read,
    ".odt": odt.read,
    ".rtf": rtf.read,
    ".vtt": remarks.read,
}


def read_hidden(path: Path) -> list[HiddenText]:
    """What the transcript at ``path`` holds and does not show, in the order of its parts.

    Without doubles, and without what names nobody in any file. Raises StudyError as reading the
    talk does; only to be called once the talk could be read.
    """
    reader = READERS.get(path.suffix.casefold())
    return worth_keeping(reader(path), path.stem) if reader else []
