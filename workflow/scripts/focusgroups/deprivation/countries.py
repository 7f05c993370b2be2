"""In which country a postcode or an area lies: each has an index of its own."""

from collections.abc import Mapping

from focusgroups.deprivation.postcodes import area_letters
from focusgroups.wordsets import word_set

ENGLAND, SCOTLAND, WALES = "England", "Scotland", "Wales"
NORTHERN_IRELAND, CHANNEL_ISLANDS = "Northern Ireland", "Channel Islands"
ISLE_OF_MAN = "Isle of Man"

# Postcode areas without one English postcode in the ONS lookup of May 2022, live or terminated.
# Areas that straddle a border (CA, CH, DG, GL, HR, LD, LL, NP, SY, TD) are not among them: there,
# only a lookup can tell.
OUTSIDE_ENGLAND: Mapping[str, frozenset[str]] = {
    SCOTLAND: word_set("AB DD EH FK G HS IV KA KW KY ML PA PH ZE"),
    WALES: word_set("CF SA"),
    NORTHERN_IRELAND: word_set("BT"),
    CHANNEL_ISLANDS: word_set("GY JE"),
    ISLE_OF_MAN: word_set("IM"),
}
# How codes of areas begin. Northern Ireland's of 2011 begin with a digit.
AREA_IN_ENGLAND = "E01"
FIRST_LETTERS = {
    "W": WALES,
    "S": SCOTLAND,
    "N": NORTHERN_IRELAND,
    "9": NORTHERN_IRELAND,
    "L": CHANNEL_ISLANDS,
    "M": ISLE_OF_MAN,
}


def country_of_postcode(typed: str) -> str:
    """The country outside England in which all postcodes that begin so lie, or an empty text.

    >>> [country_of_postcode(typed) for typed in ("G1", "cf10 3at", "TD15 1AA", "L6 4EG")]
    ['Scotland', 'Wales', '', '']
    """
    letters = area_letters(typed)
    return next((name for name, areas in OUTSIDE_ENGLAND.items() if letters in areas), "")


def country_of_area(code: str) -> str:
    """The country of a lower-layer super output area or its like, by its code; else empty.

    >>> [country_of_area(code) for code in ("E01006540", "95GG01S1", "L99999999", "")]
    ['England', 'Northern Ireland', 'Channel Islands', '']
    """
    return ENGLAND if code.startswith(AREA_IN_ENGLAND) else FIRST_LETTERS.get(code[:1], "")
