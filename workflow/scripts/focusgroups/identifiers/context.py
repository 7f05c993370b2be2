"""Names that their surroundings give away: titles, kin, `called`, streets and surgeries."""

import re
from collections.abc import Iterator

from focusgroups.identifiers.patterns import STREET
from focusgroups.identifiers.spans import Span
from focusgroups.identifiers.wordlists import (
    everyday_names,
    first_names,
    names_that_are_words,
    ordinary_words,
)
from focusgroups.identifiers.words import CAPITALISED, plain, without_possessive
from focusgroups.wordsets import word_set

_NAMES = rf"{CAPITALISED}(?:\s{CAPITALISED})?"
_INITIALS = r"(?:[A-Z]\.?\s){0,2}"
_TITLE = re.compile(
    rf"\b(?:(?:Dr|Mr|Mrs|Ms|Mx|Miss|Prof|Rev|Fr|Cllr|Sgt|PC|DC|Sir|Dame|Lady|St(?=aff))\.?|Doctor|"
    rf"Professor|Reverend|Father|Sister|Nurse|Matron|Councillor|Sergeant|Inspector|Constable|"
    rf"Pastor|Imam|Rabbi|Judge|(?i:auntie|aunty|aunt|uncle|nan|nanna|nana|nanny|grandma|grandad|"
    rf"granny|gran|cousin))\s(?P<name>{_INITIALS}{_NAMES})"
)
_LOWER_TITLE = re.compile(
    r"\b(?:dr|mr|mrs|ms|miss|doctor|prof|cllr|auntie|aunty|uncle|sister|"
    r"nurse)\.?\s(?P<name>[a-z][a-z'’-]{2,})\b"
)
# Titles that nothing but a name follows: "nurse specialist" and "hit and miss service" are none.
_SURE_TITLES = ("dr", "mr ", "mr.", "mrs", "ms", "cllr")
_KIN = (
    r"(?:nans?|nannas?|nana|mum|mam|ma|dad|da|brother|bro|sister|sis|son|daughter|lad|girl|"
    r"husband|wife|fella|feller|partner|ex|boyfriend|girlfriend|mates?|friends?|best friend|"
    r"best mate|cousin|aunt|auntie|aunty|uncle|niece|nephew|grandson|granddaughter|grandad|gran|"
    r"granny|neighbour|landlord|boss|manager|support worker|social worker|key ?worker|counsellor|"
    r"therapist|care coordinator|care co-ordinator|psychiatrist|psychologist|advocate|CPN|OT|GP|"
    r"solicitor|baby|twins?|kid|youngest|eldest|oldest|little one|other half)"
)
_OWNER = r"(?:[Mm]e|[Mm]y|[Hh]is|[Hh]er|[Tt]heir|[Yy]our|[Oo]ur|[Tt]he|[Aa]|'s|’s)"
_KIN_NAME = re.compile(
    rf"\b{_OWNER}\s(?:own |late |old |big |little |younger |older |eldest |youngest |other |new )*"
    rf"{_KIN}(?P<comma>,)?\s(?P<name>{_NAMES})(?P<after>['’]s\b|[,.;:!?)\]]|\s|$)"
)
# A comma before the name needs one after it: "me mate, Jack it in" names nobody.
_APPOSITION = re.compile(r"['’]s\b|[,.;:!?)\]]|$")
_OUR = re.compile(rf"\b(?:[Oo]ur|OUR|wor|Wor)\s(?P<name>{_NAMES})")
_OUR_LOWER = re.compile(r"\b[Oo]ur\s(?P<name>[a-z][a-z'’-]+)")
_LITTLE = re.compile(
    rf"\b(?:little|poor|old|young|big)\s(?P<name>{CAPITALISED})(?=['’]s|[\s,.!?;]|$)"
)
_CALLED = re.compile(
    rf"\b(?:lads?|girls?|wom[ae]n|m[ae]n|fellers?|fellas?|guys?|blokes?|lady|ladies|kids?|person|"
    rf"someone|somebody|nurse|doctor|worker|one|feller|fella|mate|friend|boy|counsellor|"
    rf"volunteer)\s(?:was |is |who's |who was )?"
    rf"(?:called|named)\s(?P<name>{_NAMES})"
)
_NAME_IS = re.compile(
    rf"\b(?:name['’]?s|name is|names are|name was|call me|calls me|called me|known as|this is|"
    rf"I am|I['’]m|introduce|surname is|surname['’]s|with love from|ask for|asked for|"
    rf"say hello to|say hiya to)\s(?P<name>{_NAMES})"
)
_ROLE_FROM = re.compile(
    rf"(?P<name>{CAPITALISED})(?=\s(?:from|in|on|at)\s(?:housing|reception|the desk|"
    rf"the front desk|next door|downstairs|upstairs|number|the café|the cafe|the kitchen|"
    rf"the council|the advice|work)\b)"
)
_BY_NAME = re.compile(rf"(?P<name>{CAPITALISED})(?= by name\b)")
_LOWER_SAID = re.compile(
    r"\b(?P<name>[a-z][a-z'-]{2,})(?=['’]s\s(?:mum|mam|dad|house|mate|lad|birthday|flat|kids|"
    r"place|and\b))"
)

_STREET = re.compile(rf"\b(?:{CAPITALISED}\s){{1,2}}{STREET}\b(?!['’])")
_ESTATE = re.compile(
    rf"\b(?:{CAPITALISED}\s){{1,2}}(?:Estate|Estates|Docks?|Common|Heath|Village|Beach|Pier|"
    rf"Island|Bay|Woods|Station|Retail Park|Playground|Cemetery|Crematorium|Market|Arcade|"
    rf"Precinct|Shopping Centre|Prom)\b"
)
BODY = (
    r"(?:Surgery|Hospital|Infirmary|School|Primary|Infants|Juniors|High|Comp|Comprehensive|"
    r"Academy|College|University|Uni|Medical Centre|Medical Practice|Health Centre|Day Centre|"
    r"Drop-in|Centre|Center|Clinic|Practice|Church|Chapel|Mosque|Temple|Synagogue|Cathedral|Club|"
    r"Social|Labour Club|Library|Ward|Unit|Lodge|House|Hall|Trust|Foundation|Chemist|Pharmacy|"
    r"Nursery|Hotel|Arms|Inn|Tavern|Housing|Homes|Assembly|Theatre|Hospice|Project|Partnership|"
    r"Association|Society|Council|Town Hall|Engineering|Freight|Logistics|Ltd|Limited|Direct|"
    r"Group|Services|Motors|Bakery|Cash and Carry|Museum|Gallery|Baths|Leisure Centre|Court|"
    r"Dockers|Brewery|Foodbank|Food Bank|Singers|Choir|Rovers|Rangers|Athletic|Juniors)"
)
_ORGANISATION = re.compile(
    rf"\b(?:(?:St|Saint)\.?\s)?(?:{CAPITALISED}(?:['’]s)?\s(?:and\s|of\s|&\s)?){{1,3}}{BODY}\b"
)
_SAINT = re.compile(rf"\b(?:St|Saint|Our Lady of)\.?\s{CAPITALISED}(?:['’]s)?(?:\s{BODY}\b)?")

# Words in capitals that may open such a phrase and belong to no name.
_NO_PART = word_set(
    "the a an my me our your his her their this that on in at to from by of and or but so up "
    "down is was i they we he she it then when went go near off behind opposite outside "
    "inside there's it's"
)


def find_context(text: str, safe: frozenset[str]) -> list[Span]:
    """Names that titles, kin words, `called` or endings show, and what is likely to be one.

    ``safe`` holds folded terms that identify nobody.
    """
    spans = [*_titled(text, safe), *_kin(text, safe), *_introduced(text, safe)]
    spans += _lower_case(text, safe)
    spans += _ending(text, safe)
    return spans


def _named(match: re.Match[str], text: str, score: float, safe: frozenset[str]) -> Iterator[Span]:
    """The name in ``match`` without words that are none; nothing if no word is left."""
    start, end = match.span("name")
    spoken = text[start:end]
    pieces = spoken.split()
    while pieces and not _may_be_name(pieces[-1], safe):
        pieces.pop()
    if pieces and (_may_be_name(pieces[0], safe) or len(pieces[0].strip(".")) == 1):
        # Two capitalised words in a row may be the end of one sentence's name and no more.
        kept = " ".join(pieces)
        yield Span(start, start + len(kept), "PERSON", "context", score)


def _may_be_name(word: str, safe: frozenset[str]) -> bool:
    key = plain(word)
    if key in first_names() or key in names_that_are_words():
        return True
    return len(key) > 1 and key not in safe | ordinary_words() and not key.startswith("i'")


def _titled(text: str, safe: frozenset[str]) -> Iterator[Span]:
    for match in _TITLE.finditer(text):
        yield from _named(match, text, 0.96, safe)
    for match in _LOWER_TITLE.finditer(text):
        key = plain(match["name"])
        if key in first_names():
            yield Span(*match.span("name"), "PERSON", "context", 0.9)
        elif len(key) >= 4 and match[0].startswith(_SURE_TITLES) and not _may_be_word(key, safe):
            yield Span(*match.span("name"), "PERSON", "context", 0.8)


def _may_be_word(key: str, safe: frozenset[str]) -> bool:
    """Whether a word in lower case after a title is likely no name: `doctor prescribed`."""
    known = key in ordinary_words() or key in safe or key in names_that_are_words()
    return known or key.endswith(("ing", "ed", "n't", "ly"))


def _kin(text: str, safe: frozenset[str]) -> Iterator[Span]:
    for match in _OUR.finditer(text):
        yield from _named(match, text, 0.95, safe)
    for match in _KIN_NAME.finditer(text):
        if match["comma"] and not _APPOSITION.fullmatch(match["after"]):
            if plain(match["name"].split()[0]) not in names_that_are_words():
                yield from _named(match, text, 0.8, safe)
            continue
        yield from _named(match, text, 0.93, safe)
    for match in _LITTLE.finditer(text):
        key = plain(match["name"])
        if key in first_names() or key in names_that_are_words():
            yield from _named(match, text, 0.85, safe)


def _introduced(text: str, safe: frozenset[str]) -> Iterator[Span]:
    for match in _CALLED.finditer(text):
        yield from _named(match, text, 0.93, safe)
    for match in _NAME_IS.finditer(text):
        for span in _named(match, text, 0.9, safe):
            known = plain(text[span.start : span.end].split(maxsplit=1)[0])
            if known in first_names() or known in names_that_are_words():
                yield span
    for match in _BY_NAME.finditer(text):
        yield from _named(match, text, 0.9, safe)
    for match in _ROLE_FROM.finditer(text):
        if plain(match["name"]) in first_names() | names_that_are_words().keys():
            yield from _named(match, text, 0.9, safe)


def _lower_case(text: str, safe: frozenset[str]) -> Iterator[Span]:
    """Names that a hurried typist left without a capital."""
    for match in _OUR_LOWER.finditer(text):
        name = without_possessive(match["name"])
        start = match.start("name")
        if plain(name) in first_names() and plain(name) not in safe:
            yield Span(start, start + len(name), "PERSON", "context", 0.9)
        elif plain(name) in names_that_are_words() and plain(name) not in everyday_names():
            yield Span(start, start + len(name), "PERSON", "context", 0.85)
    for match in _LOWER_SAID.finditer(text):
        key = plain(match["name"])
        if key in first_names() and key not in safe:
            yield Span(*match.span("name"), "PERSON", "context", 0.85)


def _ending(text: str, safe: frozenset[str]) -> Iterator[Span]:
    """Streets, estates, surgeries, schools: capitalised words with a telling last word."""
    for pattern, label, score in (
        (_STREET, "LOCATION", 0.88),
        (_ESTATE, "LOCATION", 0.88),
        (_ORGANISATION, "ORGANISATION", 0.87),
        (_SAINT, "ORGANISATION", 0.86),
    ):
        for match in pattern.finditer(text):
            start, end = match.span()
            while start < end and plain(text[start:end].split(maxsplit=1)[0]) in _NO_PART:
                first = text[start:end].split(maxsplit=1)[0]
                start += len(first)
                while start < end and text[start].isspace():
                    start += 1
            said = text[start:end]
            harmless = plain(said) in safe or (
                pattern is _ORGANISATION and _partly_safe(said, safe)
            )
            if len(said.split()) > 1 and not harmless:
                yield Span(start, end, label, "context", score)


def _partly_safe(said: str, safe: frozenset[str]) -> bool:
    """Whether all that stands before the telling word is safe, as in `Community Centre`."""
    *front, _ = plain(said).split()
    return all(word in safe for word in front) or " ".join(front) in safe
