"""Transcripts as they should not be: truncated, disguised, hostile, or merely odd.

Each case gives the bytes of a file, made when it is asked for, and what must come of it. Nothing
here is larger in the repository than the line that makes it.
"""

from collections.abc import Iterator

from malformed.archives import ARCHIVES
from malformed.captions import SRT, VTT
from malformed.cases import MARK, SAID, TURNS, Case, text
from malformed.delimited import CSV
from malformed.documents import good_word
from malformed.richtext import RTF
from malformed.texts import TEXT
from malformed.xmlparts import XML

ENDINGS = {
    "capitals": Case("DOCX", good_word, TURNS),
    "capitals of text": Case("Txt", text(SAID), TURNS),
    "old Word": Case("doc", lambda: b"\xd0\xcf\x11\xe0" + MARK.encode(), "not a transcript format"),
    "PDF": Case("pdf", lambda: b"%PDF" + MARK.encode(), "not a transcript format"),
    "no ending": Case("", text(SAID), "not a transcript format"),
}


def cases() -> Iterator[tuple[str, Case]]:
    """Every case with a name that says its format and its fault."""
    for group in (ARCHIVES, XML, TEXT, VTT, SRT, RTF, CSV, ENDINGS):
        for fault, case in group.items():
            yield f"{case.ending or 'none'}: {fault}", case
