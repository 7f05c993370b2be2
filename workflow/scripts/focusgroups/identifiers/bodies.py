"""Streets, estates, surgeries, schools and the like, which their last word or a title shows."""

import re
from collections.abc import Iterator

from focusgroups.identifiers.patterns import STREET
from focusgroups.identifiers.spans import AUTO, REVIEW, Span
from focusgroups.identifiers.wordlists import (
    first_names,
    in_dictionary,
    is_ordinary,
    names_that_are_words,
)
from focusgroups.identifiers.words import CAPITALISED, plain
from focusgroups.wordsets import word_set

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
_SAINT = re.compile(
    rf"\b(?:(?:St|Saint|Holy|Blessed|Sacred|Christ the|Our Lady(?:['’]s)?(?: of|"
    rf" and)?(?: the)?)\.?\s"
    rf"{CAPITALISED}(?:['’]s)?(?:\s(?:of|and|the|of the|and St|"
    rf"&)\s{CAPITALISED}(?:['’]s)?(?:\s{CAPITALISED})?)*"
    rf"(?:\s{BODY}\b)?)"
)

_LOWER_STREET = re.compile(
    r"(?<![\w-])(?P<name>[a-z][a-z'’-]{3,})\s(?:road|street|avenue|lane|drive|crescent|terrace|"
    r"grove|gardens)\b"
)
_LOWER_BODY = re.compile(
    r"(?<![\w-])(?P<name>(?:[a-z][a-z'’-]{2,}\s){1,2})(?P<kind>medical centre|health centre|"
    r"medical practice|surgery|primary school|high school|primary|infants|hospital|infirmary|"
    r"community centre|care home|leisure centre|library|mosque|gurdwara|sports centre|"
    r"children's centre|pharmacy|chemist|church|chapel|academy|college|day centre|law centre|"
    r"nursing home|ward|unit|house|lodge|clinic|club|school)\b"
)
_LOWER_SAINT = re.compile(r"(?<![\w-])(?:st|saint)\.?\s(?P<name>[a-z][a-z'’]{3,})\b")
_THE_HOSPITAL = re.compile(
    r"\b(?:in|to|at|from|into|up|down|of|outside|near|then|and|or|by) the (?P<name>(?:Northern |"
    r"Southern |Western |Princess |Queen |Liverpool |City |Old |New )?(?:General|Royal|Infirmary|"
    r"Western|Countess|Women['’]s|Victoria|Memorial|Queens|Queen['’]s|Princess Royal|Freeman|"
    r"Heath|Maudsley|Jessop|Hallamshire))\b(?!['’]|\s[A-Z])"
)
# Kirkby health centre, Al-Noor mosque: a name with its kind in lower case.
_SMALL_KIND = re.compile(
    rf"(?<![\w-])(?P<name>(?:(?:al|el)-)?{CAPITALISED}(?:\s{CAPITALISED})?)\s(?:(?:health|"
    rf"leisure|community|medical|"
    rf"sports|day|children['’]s|family|youth|resource) centre|library|mosque|temple|gurdwara|"
    rf"chapel|surgery|"
    rf"primary|hospital|infirmary|college|nursery|practice|baths)\b"
)
_PUB = re.compile(
    rf"\b(?:the|The) (?P<name>{CAPITALISED} and {CAPITALISED}|(?:Black|White|Red|Green|Blue|"
    rf"Golden|King['’]s|"
    r"Queen['’]s|Old|Royal|Grey|Brown|Jolly|Crown and) (?:Horse|Lion|Swan|Bull|Bear|Hart|Stag|"
    r"Dog|Cow|Hind|Boar|Dragon|Rose|Crown|Star|Anchor|Bell|Cross Keys|Oak|Head|Arms|Fleece|Eagle|"
    r"Cock|Ship|Farmers|Sailor))\b"
)
_THE_HOSPITAL_LOWER = re.compile(
    r"\b(?:in|to|at|from|into|up|outside|then|under|up at|up to) the (?P<name>royal|infirmary|"
    r"countess|western|freeman|maudsley)\b(?!\s(?:family|mail|navy|marines|air|college|isles|"
    r"wedding|world))"
)
_NAMED_WARD = re.compile(rf"(?<![\w-])(?P<name>{CAPITALISED})\s(?:ward|unit|estate)\b")
_SOMEBODYS_PLACE = re.compile(
    rf"(?<![\w-]){CAPITALISED}['’]s (?:Place|Kitchen|Corner|Yard|Shed|Bar|Gym)\b"
)
_WARD = re.compile(r"\b[Ww]ard (?:\d{1,2}[A-Za-z]?|[A-Z]\d{0,2})(?!\w)")
_BRANCH = re.compile(
    r"\b(?:Age Concern|Age UK|Women['’]s Aid|Sure Start|Home[- ]Start|Citizens['’]? Advice|"
    r"Samaritans|Cruse|Relate|Barnardo['’]?s|Headway|Mencap|Rethink|YMCA|Shelter|Healthwatch|"
    r"Carers Trust|Dementia Friends|"
    rf"Mind in|Parkrun|Slimming World) {CAPITALISED}\b"
)
_SURE_KINDS = (
    "medical centre",
    "health centre",
    "medical practice",
    "primary school",
    "high school",
)
_STREET_LIKE = word_set("lane road park view house street hill green mount bank wood")
# Words before such an ending that say which kind it is, and not which one.
_GENERIC = word_set(
    "the a an my me our your his her their this that local new old same other another nearest "
    "first last big main doctor doctors doctor's doctors' gp gps gp's dental dentist day minor "
    "major brain heart eye back knee hip plastic cosmetic bariatric spinal after before during "
    "had having open bypass cancer catholic kids children children's childrens private mental "
    "general community cottage teaching psychiatric maternity big small actual whole to at in of "
    "from and or for with by up on every any some each no after vet's vets emergency elective key "
    "keyhole laser bowel foot hand breast weight weightloss loss next previous secure forensic "
    "specialist national english welsh scottish girls boys junior senior wee nice lovely good bad "
    "own what which whatever than like just only into near out outside inside need needed needs "
    "have has get got getting going went go came come is was be been being where when"
)

# Words in capitals that may open such a phrase and belong to no name.
_NO_PART = word_set(
    "the a an my me our your his her their this that on in at to from by of and or but so up down "
    "is was i they we he she it then when went go near off behind opposite outside inside there's "
    "it's"
)


def find_bodies(text: str, safe: frozenset[str]) -> list[Span]:
    """Places and bodies that the words around them show; ``safe`` holds folded harmless terms."""
    return [*_ending(text, safe), *_lower_ending(text, safe), *_by_its_kind(text, safe)]


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
            while (
                pattern is not _SAINT
                and start < end
                and plain(text[start:end].split(maxsplit=1)[0]) in _NO_PART
            ):
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


def _lower_ending(text: str, safe: frozenset[str]) -> Iterator[Span]:
    """Streets, surgeries, schools and saints that a hurried typist left without capitals."""
    for match in _LOWER_STREET.finditer(text):
        if not in_dictionary(match["name"]) and match["name"] not in safe:
            yield Span(match.start("name"), match.end(), "LOCATION", "context", 0.8)
    for match in _LOWER_BODY.finditer(text):
        name = match["name"].split()
        unknown = any(not in_dictionary(word) for word in name)
        asked = unknown or match["kind"] in _SURE_KINDS or name[-1] in _STREET_LIKE
        if asked and not any(word in _GENERIC for word in name):
            doubt = ("context", 0.8, AUTO) if unknown else ("lower", 0.3, REVIEW)
            yield Span(match.start(), match.end(), "ORGANISATION", *doubt)
    for match in _THE_HOSPITAL_LOWER.finditer(text):
        yield Span(*match.span("name"), "ORGANISATION", "lower", 0.3, REVIEW)
    for match in _LOWER_SAINT.finditer(text):
        name = match["name"].removesuffix("s").removesuffix("'")
        if {match["name"], name} & first_names() or name in names_that_are_words():
            yield Span(match.start(), match.end(), "ORGANISATION", "context", 0.8)


def _by_its_kind(text: str, safe: frozenset[str]) -> Iterator[Span]:
    """Hospitals by what their town calls them, wards by number, branches of what is national."""
    for match in _NAMED_WARD.finditer(text):
        name = plain(match["name"])
        if name not in safe and name not in _GENERIC and not is_ordinary(name):
            yield Span(match.start(), match.end(), "ORGANISATION", "context", 0.86)
    for pattern in (_WARD, _BRANCH, _SOMEBODYS_PLACE):
        for match in pattern.finditer(text):
            yield Span(match.start(), match.end(), "ORGANISATION", "context", 0.8)
    for match in _SMALL_KIND.finditer(text):
        name = plain(match["name"])
        if name not in safe and not all(in_dictionary(word) for word in name.split()):
            yield Span(match.start(), match.end(), "ORGANISATION", "context", 0.87)
    for match in _PUB.finditer(text):
        if plain(match["name"]) not in safe and f"the {plain(match['name'])}" not in safe:
            yield Span(*match.span("name"), "ORGANISATION", "context", 0.84)
    for match in _THE_HOSPITAL.finditer(text):
        yield Span(*match.span("name"), "ORGANISATION", "context", 0.8)


def _partly_safe(said: str, safe: frozenset[str]) -> bool:
    """Whether all that stands before the telling word is safe, as in `Community Centre`."""
    *front, _ = plain(said).split()
    return all(word in safe for word in front) or " ".join(front) in safe
