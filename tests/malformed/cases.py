"""What a case of a malformed transcript is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

# Stands in most files; no message may hold it.
MARK = "Zaphrentis"
SAID = f"Gwen: {MARK} was said\nSU2: yes, it was\n"

# What may come of a file: a list of turns, an error that matches, or one of the two.
TURNS = "turns"
EITHER = ""

Make = Callable[[], bytes]

# Limits at a tenth, so that what reaches them is soon made and read. Of each limit there is a case
# at its full size.
FEW_TAGS = {"focusgroups.untrusted.trees.MOST_TAGS": 30_000}
FEW_LINES = {"focusgroups.transcripts.plaintext.MOST_LINES": 10_000}
FEW_PASSAGES = {"focusgroups.transcripts.MOST_PASSAGES": 5_000}


@dataclass(frozen=True)
class Case:
    """A file with this ``ending``.

    ``expected`` is TURNS or how many of them, EITHER, or a pattern of the error line. The
    ``limits`` are those that are other than usual.
    """

    ending: str
    make: Make
    expected: str | int = EITHER
    limits: Mapping[str, int] = field(default_factory=dict)


def text(content: str, encoding: str = "utf-8") -> Make:
    """A file with this text."""
    return lambda: content.encode(encoding)
