"""Identifiers with a form of their own: postcodes, e-mail, web addresses, streets with a number."""

import re
from collections.abc import Iterator

from focusgroups.identifiers.ages import find_ages
from focusgroups.identifiers.dates import find_dates
from focusgroups.identifiers.ninos import find_ninos
from focusgroups.identifiers.numbers import (
    ONES,
    TEENS,
    TENS,
    find_numbers,
)
from focusgroups.identifiers.online import find_emails, find_net
from focusgroups.identifiers.postcodes import find_postcodes
from focusgroups.identifiers.spans import Span
from focusgroups.identifiers.spelled import find_spelled_names
from focusgroups.identifiers.wordlists import ordinary_words
from focusgroups.identifiers.words import CAPITALISED
from focusgroups.wordsets import word_set

_NUMBER = "|".join(
    [
        "[0-9]{1,2}",
        *TEENS,
        *(f"{ten}(?:[ -](?:{'|'.join(list(ONES)[4:])}))?" for ten in TENS),
        *ONES,
    ]
)

# Words that make a street of the capitalised words before them.
STREET = (
    r"(?:Road|Street|Avenue|Lane|Drive|Close|Terrace|Gardens?|Grove|Crescent|Court|Way|Place|"
    r"Square|Walk|Mews|Hill|Row|Parade|Rise|View|Park|Green|Vale|Mount|Brow|Bank|Croft|Fold|Heys?|"
    r"Meadows?|Promenade|Boulevard|Gate|Yard|Wharf|Wynd|Brae|Loan|Approach|Villas|Cottages|Heights|"
    r"Quay|Circus|Broadway|Strand|Bypass|Side|Rd|St|Ave|Dr|Cres|Ln)"
)
_PLAIN_STREET = (
    r"(?:road|street|avenue|lane|drive|terrace|gardens|grove|crescent|close|court|rd|st|ave)"
)
_HUNDRED = rf"(?:a|{'|'.join([*ONES][4:])}) hundred(?: and (?:{_NUMBER}))?"
_HOUSE = rf"(?:\d{{1,4}}[A-Z]?|{_HUNDRED}|{_NUMBER})"
_FLAT = (
    rf"(?:(?:flat|apartment|apt|unit|room)\s+(?:number\s+)?(?:\d+/\d+|{_HOUSE}|[A-Z])\b"
    r"[\s,]{1,2})"
)
_ADDRESS = re.compile(
    rf"(?<![\w.])(?:\d{{1,2}}/\d{{1,2}}[\s,]{{1,2}})?(?i:{_FLAT})?(?i:(?:number\s+)?{_HOUSE})[\s,]{{1,2}}"
    rf"(?:(?:The|St\.?)\s)?(?:{CAPITALISED}\s){{1,3}}{STREET}\b"
)
_LOWER_ADDRESS = re.compile(
    (
        rf"(?<![\w.])(?:{_FLAT})?(?:number\s+)?{_HOUSE}[\s,]{{1,2}}(?P<name>(?:[a-z'’-]+\s){{1,2}}){_PLAIN_STREET}\b"
    ),
    re.IGNORECASE,
)
_FLAT_STREET = re.compile(rf"(?<![\w.])(?i:{_FLAT})(?:{CAPITALISED}\s){{1,3}}{STREET}\b")
_FLAT_IN = re.compile(
    rf"(?<![\w.])(?i:{_FLAT})(?:{CAPITALISED}\s){{1,3}}(?:House|Heights|Point|Tower|Court|Lodge|"
    rf"Buildings)\b"
)
_NAMED_HOUSE = re.compile(
    rf"(?:{CAPITALISED}\s){{1,3}}(?:Farm|Cottage|Lodge|Croft|Manor|Barn|House|Bungalow|Vicarage|"
    rf"Rectory|Mill|Villa),\s(?:{CAPITALISED}\s){{1,3}}{STREET}\b"
)
_WELSH = re.compile(
    rf"(?<![\w.])(?i:(?:number\s+)?{_HOUSE})[\s,]{{1,2}}(?:Heol|Ffordd|Stryd|L[oô]n|Bryn|Maes|"
    rf"Rhodfa|Clos|Cae|"
    rf"Llys|Tan[ -][Yy]|Pen[ -][Yy]|Rhes|Trem|Parc)(?:[ -](?:y|yr|'r|{CAPITALISED})){{1,3}}"
)
_NUMBER_AFTER = re.compile(
    rf"(?:{CAPITALISED}\s){{1,3}}{STREET},?\s(?i:(?:at\s)?number\s{_HOUSE})(?!\w)"
)
# Words between a number and a street that show it is a distance or a count.
_NO_STREET_NAME = word_set(
    "minutes minute mins miles mile yards doors door houses steps stops buses of the a an this "
    "that down up on off in along across years days weeks months hours people main other same "
    "cars different more way from every whole to by at and or high side busy our your my me with"
)


def find_addresses(text: str) -> Iterator[Span]:
    """A number with a street, with or without a flat before it, or with the number at the end."""
    for pattern in (_ADDRESS, _FLAT_STREET, _FLAT_IN, _NAMED_HOUSE, _WELSH, _NUMBER_AFTER):
        for match in pattern.finditer(text):
            yield Span(match.start(), match.end(), "ADDRESS", "pattern", 0.95)
    for match in _LOWER_ADDRESS.finditer(text):
        name = match["name"].casefold().split()
        common = _NO_STREET_NAME | ordinary_words()
        if not any(word in common for word in name):
            yield Span(match.start(), match.end(), "ADDRESS", "pattern", 0.85)


def find_patterns(text: str) -> list[Span]:
    """Every identifier with a form of its own in one turn; they may overlap."""
    finders = (
        find_postcodes,
        find_numbers,
        find_ninos,
        find_emails,
        find_net,
        find_addresses,
        find_dates,
        find_ages,
        find_spelled_names,
    )
    return [span for finder in finders for span in finder(text)]
