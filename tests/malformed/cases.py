"""What a case of a malformed transcript is."""

from collections.abc import Callable
from dataclasses import dataclass

# Stands in most files; no message may hold it.
MARK = "Zaphrentis"
SAID = f"Gwen: {MARK} was said\nSU2: yes, it was\n"

# What may come of a file: a list of turns, an error that matches, or one of the two.
TURNS = "turns"
EITHER = ""

Make = Callable[[], bytes]


@dataclass(frozen=True)
class Case:
    """A file with this ``ending``.

    ``expected`` is TURNS or how many of them, EITHER, or a pattern of the error line.
    """

    ending: str
    make: Make
    expected: str | int = EITHER


def text(content: str, encoding: str = "utf-8") -> Make:
    """A file with this text."""
    return lambda: content.encode(encoding)
