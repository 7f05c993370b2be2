"""Text as a reader sees it, whatever signs a program used to write it."""

import re
import unicodedata

# Zero-width spaces and joiners, soft hyphens, byte order and direction marks, control characters:
# nobody sees them, and one inside a name hides it from every later search.
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)

# What is one letter or sign to a reader and several to a search: accents typed apart from their
# letter (composed below), hyphens that hold a line together, and apostrophes from other keys.
HYPHENS = re.compile("[\u2010\u2011]")
APOSTROPHES = re.compile(r"(?<=[^\W\d_])[\u02bc\u2018\u201b\u2032\u00b4`\uff07](?=[^\W\d_])")

LONGEST_WORD = 1_000
PIECES = re.compile(rf"\s+|\S{{1,{LONGEST_WORD}}}")


def tidy(text: str) -> str:
    """``text`` as it reads: nothing that nobody sees, one space at a time, accents composed (NFC).

    >>> tidy("Zoe\u0308  O\u02bcHare")
    'Zoë O’Hare'
    """
    seen = _composed(INVISIBLE.sub("", text))
    return " ".join(APOSTROPHES.sub("’", HYPHENS.sub("-", seen)).split())


def _composed(text: str) -> str:
    """``text`` with each accent in its letter.

    That takes the square of the time for a letter with thousands of accents, so a word too long to
    be one is composed in pieces.
    """
    pieces = PIECES.findall(text) if len(text) > LONGEST_WORD else [text]
    return "".join(unicodedata.normalize("NFC", piece) for piece in pieces)
