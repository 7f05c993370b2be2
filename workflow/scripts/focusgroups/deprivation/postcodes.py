"""Postcodes as people type them: one spelling for all, and what a mistyped one may have been."""

import itertools
import re
import unicodedata

FULL = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})")
FULL_OR_OUTWARD = re.compile(r"([A-Z]{1,2})[0-9][A-Z0-9]?([0-9][A-Z]{2})?")
LONGEST = 7

# Letters and digits that are typed for one another.
CONFUSED = {"O": "O0", "0": "0O", "I": "I1", "1": "1I"}


def compact(typed: str) -> str:
    """``typed`` in capitals, letters and digits only; full-width characters become plain.

    >>> compact(" l6-4eg.")
    'L64EG'
    """
    plain = typed if typed.isascii() else unicodedata.normalize("NFKC", typed)
    written = plain.replace(" ", "").upper()
    return written if written.isalnum() else "".join(filter(str.isalnum, written))


def spaced(typed: str) -> str:
    """A full postcode in the official spelling (`L6 4EG`); anything else as it was typed."""
    parts = FULL.fullmatch(compact(typed))
    return f"{parts[1]} {parts[2]}" if parts else typed.strip()


def is_full(typed: str) -> bool:
    """Whether it has the form of a whole postcode."""
    return bool(FULL.fullmatch(compact(typed)))


def is_outward(typed: str) -> bool:
    """Whether it has the form of a postcode's first half alone, such as L6."""
    parts = FULL_OR_OUTWARD.fullmatch(compact(typed))
    return parts is not None and parts[2] is None


def area_letters(typed: str) -> str:
    """The letters that begin a postcode, or its first half, and name its area; else empty."""
    parts = FULL_OR_OUTWARD.fullmatch(compact(typed))
    return parts[1] if parts else ""


def variants(typed: str) -> list[str]:
    """What ``typed`` becomes when O and 0, I and 1 are exchanged: full postcodes, compact.

    In alphabetical order; ``typed`` itself is never among them.

    >>> variants("LI 7AZ")
    ['L17AZ']
    """
    written = compact(typed)
    if len(written) > LONGEST:
        return []
    choices = itertools.product(*(CONFUSED.get(char, char) for char in written))
    return sorted(
        form for form in {"".join(choice) for choice in choices} - {written} if FULL.fullmatch(form)
    )
