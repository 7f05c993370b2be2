"""Postcodes as people type them: one spelling for all, and what a mistyped one may have been."""

import itertools
import re
import unicodedata
from collections.abc import Container

from focusgroups.wordsets import word_set

FULL = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})")
FULL_OR_OUTWARD = re.compile(r"([A-Z]{1,2})[0-9][A-Z0-9]?([0-9][A-Z]{2})?")

# Postcode areas without one English postcode in the ONS lookup of May 2022, live or terminated.
# Areas that straddle a border (CA, CH, DG, GL, HR, LD, LL, NP, SY, TD) are not among them: there,
# only a lookup can tell.
SCOTLAND = word_set("AB DD EH FK G HS IV KA KW KY ML PA PH ZE")
WALES = word_set("CF SA")
NORTHERN_IRELAND = word_set("BT")
CROWN_DEPENDENCIES = word_set("GY IM JE")
OUTSIDE_ENGLAND = SCOTLAND | WALES | NORTHERN_IRELAND | CROWN_DEPENDENCIES

# Letters and digits that are typed for one another.
CONFUSED = {"O": "O0", "0": "0O", "I": "I1", "1": "1I"}


def compact(typed: str) -> str:
    """``typed`` in capitals without any white space; full-width characters become plain.

    >>> compact(" l6  4eg")
    'L64EG'
    """
    return "".join(unicodedata.normalize("NFKC", typed).upper().split())


def spaced(typed: str) -> str:
    """A full postcode in the official spelling (`L6 4EG`); anything else as it was typed."""
    parts = FULL.fullmatch(compact(typed))
    return f"{parts[1]} {parts[2]}" if parts else typed.strip()


def wholly_outside_england(typed: str) -> bool:
    """Whether a full postcode or an outward code lies in an area that has no part in England."""
    parts = FULL_OR_OUTWARD.fullmatch(compact(typed))
    return bool(parts) and parts[1] in OUTSIDE_ENGLAND  # type: ignore[index]


def likely_postcodes(typed: str, known: Container[str]) -> list[str]:
    """Postcodes in ``known`` (compact) that ``typed`` becomes when O/0 and I/1 are exchanged.

    In alphabetical order and official spelling. ``typed`` itself is never among them.
    """
    written = compact(typed)
    if len(written) > 7:  # longer than any postcode
        return []
    choices = itertools.product(*(CONFUSED.get(char, char) for char in written))
    variants = {"".join(choice) for choice in choices} - {written}
    return sorted(spaced(variant) for variant in variants if variant in known)
