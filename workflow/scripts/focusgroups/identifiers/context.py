"""Names of people that their surroundings give away: titles, kin, `called`, initials."""

import re
from collections.abc import Callable, Iterator

from focusgroups.identifiers.spans import AUTO, REVIEW, Span
from focusgroups.identifiers.wordlists import (
    everyday_names,
    first_names,
    in_dictionary,
    names_besides_words,
    names_that_are_words,
    ordinary_words,
)
from focusgroups.identifiers.words import CAPITALISED, plain, without_possessive
from focusgroups.wordsets import word_set

# Small words of surnames: van der Meulen, de la Cruz, bint Yusuf, Ó Briain.
_SMALL = (
    r"(?:(?:van|von|de|del|della|der|den|da|di|dos|du|la|le|al|el|bin|bint|ibn|ap|ab|ferch|ter|ten|"
    r"[ÓO]|Ní|Nic|Mac|Mc|Abu|abu|ul|ur)(?:\s|['’-]\s?)){0,3}"
)
_NAMES = rf"{_SMALL}{CAPITALISED}(?:\s{_SMALL}{CAPITALISED})?"
# Names that such a word begins, wherever they stand, and initials with a surname.
_ARABIC = re.compile(rf"(?<![\w-])(?:(?:al|el|ul|ad|as|ar|an|abu)-){CAPITALISED}")
_SMALL_FIRST = re.compile(
    rf"(?<![\w-])(?:bin|bint|ibn|van der|van den|van de|van|von|de la|de|da|ap|ferch|Ó|Ní|Nic|"
    rf"Mac)\s"
    rf"(?P<surname>{CAPITALISED})"
)
_WITH_INITIALS = re.compile(rf"(?<![\w.])(?:[A-Z]\.\s?){{1,3}}(?P<surname>{CAPITALISED})")
_BARE_INITIALS = re.compile(r"(?<![\w.])(?:[A-Z]\.){2}(?![\w.])")
_INITIALS = r"(?:[A-Z]\.?\s){0,3}"
_TITLE = re.compile(
    rf"\b(?:(?:Dr|Mr|Mrs|Ms|Mx|Miss|Prof|Rev|Fr|Cllr|Sgt|PC|DC|Sir|Dame|Lady|St(?=aff))\.?|Doctor|"
    rf"Professor|Reverend|Father|Sister|Nurse|Matron|Councillor|Sergeant|Inspector|Constable|"
    rf"Pastor|Imam|Rabbi|Judge|(?i:auntie|aunty|aunt|uncle|nan|nanna|nana|nanny|grandma|grandad|"
    rf"granny|gran|cousin))\s(?P<name>{_INITIALS}{_NAMES})"
)
_LOWER_TITLE = re.compile(
    r"\b(?:dr|mr|mrs|ms|miss|doctor|prof|professor|pastor|councillor|cllr|auntie|aunty|uncle|"
    r"sister|nurse)\.?\s(?P<name>(?:(?:al|el|van|de|von|mac|o)[\s'’-](?:der\s|den\s|"
    r"la\s)?)?[a-z][a-z'’-]{2,})\b"
)
LONGEST_ABBREVIATION = 4  # letters, of what is ours and no person: our OBS
# A surname that is hinted at: Mrs F, Mr V.
_INITIAL = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Doctor|Sister|Nurse)\.?\s(?P<name>[A-HJ-Z])\b(?!\.\w|['’])"
)
# Titles that nothing but a name follows: "nurse specialist" and "hit and miss service" are none.
_SURE_TITLES = ("dr ", "dr.", "mr ", "mr.", "mrs", "ms ", "cllr")
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
_NAMED_AFTER = re.compile(
    rf"(?<![\w-])(?P<name>{_NAMES})(?=,?\s(?:(?:his|her|their|its) name (?:was|is)|(?:they|we|I|"
    rf"everyone) "
    rf"calls? (?:him|her)|(?:they|we|I|everyone) called (?:him|her|me)|was (?:his|her) name)\b"
    rf"|,\s(?:that['’]s\s)?(?:my|me|his|her|our|their)\s(?:own |late |big |little |younger |"
    rf"older |eldest |"
    rf"youngest |best )*{_KIN}\b)"
)
_BY_NAME = re.compile(rf"(?P<name>{CAPITALISED})(?= by name\b)")
_KIN_LOWER = re.compile(
    rf"\b(?:[Mm]e|[Mm]y|[Hh]is|[Hh]er|[Tt]heir|[Yy]our|[Oo]ur)\s(?:own |late |old |big |little |"
    rf"younger |older |"
    rf"eldest |youngest |other |new |best )*{_KIN},?\s(?P<name>[a-z][a-z'’-]{{2,}})\b"
)
_I_AM_LOWER = re.compile(
    r"\b(?:i am|i['’]m|im|it['’]s me|this is)\s(?P<name>[a-z][a-z'’-]{2,})\b", re.IGNORECASE
)
_LOWER_SAID = re.compile(
    r"\b(?P<name>[a-z][a-z'-]{2,})(?=['’]s\s(?:mum|mam|dad|house|mate|lad|birthday|flat|kids|"
    r"place|and\b))"
)
_LOWER_CALLED = re.compile(
    r"\b(?:call(?:s|ed)? (?:me|him|her)|name['’]?s|name is|known as|"
    r"goes by)\s(?P<name>[a-z][a-z'-]{2,})\b"
)
_ME_AND = re.compile(r"\b(?:me|him|her|us|them) and (?P<name>[a-z]{3,})\b")
_FROM_SOMEWHERE = re.compile(
    r"(?<![\w'’-])(?P<name>[a-z]{3,})(?=\s(?:from|off)\s(?:the|next|reception|work|church|"
    r"housing|our|downstairs|upstairs|across|over|number)\b)"
)
_MET = re.compile(r"\b(?:seen|saw|met|rang|told|asked)\s(?P<name>[a-z]{3,})\b(?!\s(?:of|for)\b)")
# Words that are names, too, and that one may see, meet or ask without meaning anybody.
_MET_WORDS = word_set(
    "will may love little short long day white brown green park hill field price young"
)


def find_context(text: str, safe: frozenset[str]) -> list[Span]:
    """Names that titles, kin words, `called` or initials show, and what is likely to be one.

    ``safe`` holds folded terms that identify nobody.
    """
    spans = [*_titled(text, safe), *_kin(text, safe), *_introduced(text, safe)]
    spans += [*_lower_case(text, safe), *_with_small_parts(text, safe)]
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
    for match in _INITIAL.finditer(text):
        yield Span(*match.span("name"), "PERSON", "context", 0.9)
    for match in _LOWER_TITLE.finditer(text):
        key = plain(match["name"])
        if key in first_names():
            yield Span(*match.span("name"), "PERSON", "context", 0.9)
        elif len(key) >= 4 and not _may_be_word(key, match[0], safe):
            yield Span(*match.span("name"), "PERSON", "context", 0.8)


def _may_be_word(key: str, title: str, safe: frozenset[str]) -> bool:
    """Whether a word in lower case after a title is likely no name: `doctor prescribed`."""
    if key in safe or key in ordinary_words() or not in_dictionary(key):
        return key in safe or key in ordinary_words()
    # After `mr` and `dr` even an English word is a surname, but for what they do.
    return not title.startswith(_SURE_TITLES) or key.endswith(("ing", "ed", "n't", "ly"))


def _with_small_parts(text: str, safe: frozenset[str]) -> Iterator[Span]:
    """Names that begin with `al-` and the like, and surnames with initials before them."""
    for match in _ARABIC.finditer(text):
        yield Span(match.start(), match.end(), "PERSON", "context", 0.85)
    for match in _SMALL_FIRST.finditer(text):
        if not in_dictionary(plain(match["surname"])):
            yield Span(match.start(), match.end(), "PERSON", "context", 0.84)
    for match in _WITH_INITIALS.finditer(text):
        key = plain(match["surname"])
        known = not in_dictionary(key) or key in names_besides_words()
        if key not in safe and known and len(key) > 2:
            yield Span(match.start(), match.end(), "PERSON", "context", 0.88)
    for match in _BARE_INITIALS.finditer(text):
        if plain(match[0].replace(".", "")) not in safe:
            yield Span(match.start(), match.end(), "PERSON", "initials", 0.6, REVIEW)


def _kin(text: str, safe: frozenset[str]) -> Iterator[Span]:
    for match in _OUR.finditer(text):
        if match["name"].isupper() and len(match["name"]) <= LONGEST_ABBREVIATION:
            continue
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
    for match in _NAMED_AFTER.finditer(text):
        key = plain(match["name"].split()[0])
        if key in names_that_are_words() or not in_dictionary(key):
            yield from _named(match, text, 0.9, safe)
    for match in _ROLE_FROM.finditer(text):
        if plain(match["name"]) in first_names() | names_that_are_words().keys():
            yield from _named(match, text, 0.9, safe)


def _lower_case(text: str, safe: frozenset[str]) -> Iterator[Span]:
    """Names that a hurried typist left without a capital."""
    words_too = names_that_are_words()
    mostly_names = words_too.keys() - everyday_names()
    kinds: tuple[tuple[re.Pattern[str], Callable[[str], bool], str], ...] = (
        (_OUR_LOWER, lambda key: key in mostly_names or _may_be_unknown(key), AUTO),
        (_KIN_LOWER, _may_be_unknown, AUTO),
        (_KIN_LOWER, lambda key: key in mostly_names, REVIEW),
        (_I_AM_LOWER, _may_be_unknown, AUTO),
        (_LOWER_SAID, lambda key: key in first_names(), AUTO),
        (_LOWER_CALLED, lambda key: key in mostly_names or _may_be_unknown(key), AUTO),
        (_ME_AND, lambda key: key in words_too, REVIEW),
        (_FROM_SOMEWHERE, lambda key: key in words_too, REVIEW),
        (_MET, lambda key: key in words_too and key not in _MET_WORDS, REVIEW),
    )
    for pattern, belongs, tier in kinds:
        for match in pattern.finditer(text):
            name = without_possessive(match["name"])
            if plain(name) not in safe and belongs(plain(name)):
                start = match.start("name")
                doubt = ("context", 0.87) if tier == AUTO else ("lower", 0.3)
                yield Span(start, start + len(name), "PERSON", *doubt, tier)


def _may_be_unknown(key: str) -> bool:
    """Whether a folded word in lower case is a first name, or in no list and no dictionary."""
    clipped = key.endswith("in") and in_dictionary(key + "g")
    return key in first_names() or (len(key) > 3 and not clipped and not in_dictionary(key))
