"""Names known from lists, and capitalised words that no list knows."""

import re
from collections.abc import Collection, Iterator, Sequence

from focusgroups.identifiers.spans import AUTO, REVIEW, Span
from focusgroups.identifiers.wordlists import (
    british_first_names,
    everyday_names,
    first_names,
    in_dictionary,
    is_ordinary,
    names_that_are_words,
    nicknames,
    surnames,
)
from focusgroups.identifiers.words import PARTICLES, Word, in_phrases, plain, words
from focusgroups.wordsets import word_set

# What people do, and words that are names do not. After the second kind only a word that is
# mostly a name is sure to be one.
SPEAKING = word_set("said says goes told went asked reckons knows thinks rang wants likes came")
ACTING = SPEAKING | word_set(
    "is was isn't wasn't does doesn't did didn't has had hasn't hadn't gets got puts put took "
    "takes gave gives used comes makes made runs run ran lives lived died sits sat sings sang "
    "rings loves loved"
)

# Of these also a word that is mostly none may be the subject; qualities, however, do much.
DOING = word_set(
    "had has went goes came comes got gets put puts took takes used lives lived died sat sits rang "
    "ran runs made makes works worked moved left stayed helped drove brought bought never always"
)
_QUALITIES = word_set(
    "hope faith joy grace patience charity mercy peace harmony destiny serenity comfort summer "
    "winter autumn dawn heaven love chance close long short price cash ward park hill hall field "
    "lane lake wood woods summer storm rush sky day bill gene art"
)
_KIN_OWNED = word_set(
    "mum mam dad nan husband wife son daughter brother sister house mate partner baby kids lad "
    "point idea question flat birthday funeral wedding car"
)

# What likely only people do, of a word that no list knows; things are, have, go and make as well.
PERSONAL = word_set(
    "says asked asks told rang reckons thinks thought knows knew wants wanted likes liked loves "
    "loved hates hated lives lived died passed moved left stayed walked talked spoke texted phoned "
    "visited married cried cries laughed smiled sat sits sang sings met meets helped taught drove "
    "drives cooked brought bought gave gives took takes put puts used works worked didn't doesn't "
    "hasn't hadn't couldn't wouldn't won't can't always never still was has had is"
)
# Endings of things and doings: Knitting, Treatment, Donations.
_NO_NAME_ENDINGS = ("ing", "ings", "tion", "tions", "ment", "ments", "ness", "ed", "ly", "ics")

# Ordinary words that are oftener somebody's than what somebody is.
_OWNED = word_set(
    "mum mam dad lad home friends people boss place own last first appointment appointments "
    "support teacher doctor counsellor therapist tutor school surgery question way week"
)

# Short forms that in small letters are names only among people: told mo, with jo.
VERY_SHORT = word_set("jo mo al di vi bo ed")

# Words besides, but in talk without a capital still oftener somebody.
OFTENER_NAMES = word_set("dean ruby carol hazel heather daisy poppy jade ivy")

MONTHS = word_set("jan april may june august")
# A month is one after these words; after the second kind it may be somebody as well.
_BEFORE_SURE_MONTH = word_set(
    "in since last next this until till every early late mid through during"
)
_BEFORE_MONTH = _BEFORE_SURE_MONTH | word_set(
    "of by from before after and to around about it's that's was is like come the end for"
)

# Before the name of somebody: with, and what one does to people.
_BEFORE_PERSON = word_set(
    "with and told tell asked ask met meet called named like saw see seen says said rang ring "
    "phoned "
    "texted love loved miss missed miss know knew knows known for to by from about except poor old "
    "little bless thank thanks cheers hiya hi hello alright is was wee big cos than mate "
    "husband wife son daughter brother sister mum dad mam nan partner friend cousin uncle auntie"
)
# Before the initials of a body: through PSS.
_BEFORE_BODY = word_set("through with from at to by for of in called joined run")
# Before what can hardly be but somebody, were it a word besides: him they call Squeak.
_BEFORE_NICKNAME = word_set(
    "told tell asked called named call met rang phoned texted bless old poor thank thanks our"
)
LONGEST_NAME = 6  # words
LONGEST_ACRONYM = 5  # letters
SHORTEST_UNKNOWN = 4  # letters of a name that no list has
_LAST_INITIAL = re.compile(r"\s[A-HJ-Z]\b(?![.'’]\w|\s[A-Z]\b)")


def find_names(text: str, safe: Collection[str], lowered: Collection[str]) -> list[Span]:
    """First names and surnames of the lists, and what only a person can decide.

    ``safe`` and ``lowered`` hold folded terms: those that identify nobody, and the words that the
    group also uses without a capital.
    """
    found = words(text)
    covered = in_phrases(found, safe, text)
    spans: list[Span] = []
    for i, word in enumerate(found):
        if word.key in MONTHS and word.capitalised and not word.opens:
            if word.text.istitle() and not _is_month(found, i):
                spans.append(Span(word.start, word.end, "PERSON", "word", 0.3, REVIEW))
        elif word.capitalised and i not in covered:
            spans += _judged(found, i, text, lowered)
        elif i not in covered:
            spans += _lower(found, i, text)
    return spans


def is_the_word(word: Word, follower: Word, text: str) -> bool:
    """Whether what follows makes a word of what may be a name: `Mark my words`."""
    adjacent = text[word.end : follower.start] == " "
    return adjacent and follower.key in names_that_are_words().get(word.key, ())


def is_surely_month(form: str, before: str) -> bool:
    """Whether ``form`` names a month, given the text ``before`` it: `in May`."""
    last = before.split()[-1:]
    return plain(form) in MONTHS and bool(last) and plain(last[0]) in _BEFORE_SURE_MONTH


def _is_month(found: Sequence[Word], i: int) -> bool:
    """Whether the month name at ``i`` is one: not in "Rose and April run the table"."""
    before = found[i - 1].key
    paired = (
        before == "and" and i > 1 and found[i - 2].capitalised and found[i - 2].key not in MONTHS
    )
    return before in _BEFORE_MONTH and not (paired and _may_be_somebody(found[i - 2].key))


def _may_be_somebody(key: str) -> bool:
    return key in names_that_are_words() or _first_name(key)


def _judged(found: Sequence[Word], i: int, text: str, lowered: Collection[str]) -> Iterator[Span]:
    """A capitalised word outside safe terms: a known name, perhaps one, or none."""
    word, key = found[i], found[i].key
    shouted = word.text.isupper() and len(word.text) > 1
    if len(key) < 2 or key.startswith("i'"):
        return
    if key in names_that_are_words():
        yield from _ambiguous(found, i, text, shouted)
    elif _first_name(key) and not (shouted and len(key) <= 3):
        yield Span(word.start, _with_surname(found, i, text), "PERSON", "list", 0.85)
    elif key in surnames() and not word.opens and not shouted:
        yield Span(word.start, word.end, "PERSON", "list", 0.7)
    elif is_ordinary(key):
        return
    elif key in lowered and in_dictionary(key):
        if i and not word.opens and found[i - 1].key in _BEFORE_NICKNAME and word.text.istitle():
            yield Span(word.start, word.end, "PERSON", "capital", 0.3, REVIEW)
    elif word.opens:
        yield from _opening(found, i, text)
    else:
        yield from _amid(found, i, text)


def _amid(found: Sequence[Word], i: int, text: str) -> Iterator[Span]:
    """A capitalised word amid a sentence that no list has among names."""
    word, key = found[i], found[i].key
    unknown = not in_dictionary(key)
    shouted = word.text.isupper() and len(word.text) > 1
    if key in nicknames() and len(key) > 2:
        yield Span(word.start, _with_surname(found, i, text), "PERSON", "list", 0.7)
    elif shouted and (len(key) <= LONGEST_ACRONYM or text.isupper()):
        if unknown and len(key) > 2 and not text.isupper() and found[i - 1].key in _BEFORE_BODY:
            yield Span(word.start, word.end, "ORGANISATION", "capital", 0.3, REVIEW)
    elif unknown and len(key) >= SHORTEST_UNKNOWN and word.text.istitle():
        # In no list of names, and no English word: a name all the same, and sure to be one.
        yield Span(word.start, _with_surname(found, i, text), "PERSON", "capital", 0.55)
    else:
        yield Span(word.start, word.end, "PERSON", "capital", 0.3, REVIEW)


def _opening(found: Sequence[Word], i: int, text: str) -> Iterator[Span]:
    """A capitalised word that opens a sentence and that no list has among first names."""
    word, key = found[i], found[i].key
    follower = found[i + 1] if i + 1 < len(found) else None
    if word.text.isupper() and (len(key) <= 5 or text.isupper()):
        return
    known = key in nicknames() or key in surnames()
    if in_dictionary(key) and not known:
        return
    acts = _does_or_owns(word, follower, text)
    doubt = (0.6, AUTO) if acts else (0.3, REVIEW)
    yield Span(word.start, word.end, "PERSON", "opening", *doubt)


def _does_or_owns(word: Word, follower: Word | None, text: str) -> bool:
    """Whether an unknown word at a sentence's beginning is likely somebody: `Chidinma came in`.

    Somebody acts, or something is somebody's; in `Dinner's ready` the possessive is a verb.
    """
    head, _, tail = word.key.rpartition("'")
    if (head or tail).endswith(_NO_NAME_ENDINGS):
        return False
    if head and tail in ("d", "ll", "ve"):
        return True
    if follower is None:
        return False
    between = text[word.end : follower.start]
    if between == " ":
        return follower.key in SPEAKING or follower.key in PERSONAL
    theirs = follower.key in _OWNED or not is_ordinary(follower.key)
    owns = between in ("'s ", "’s ") and theirs
    return owns and not follower.key.endswith(("ing", "ed", "ly"))


def _first_name(key: str) -> bool:
    """Whether a word is a first name of the list, or begins with one: Alfie-Jay."""
    first, _, rest = key.partition("-")
    return key in first_names() or bool(rest and len(first) > 2 and first in first_names())


def _with_surname(found: Sequence[Word], i: int, text: str) -> int:
    """Where the name ends that begins with the first name at ``i``: with middle names, surname.

    Small words of surnames belong to it where a capital follows: `Ana van der Berg`.
    """
    last = i
    for j in range(i + 1, min(i + LONGEST_NAME, len(found))):
        word = found[j]
        if not _joined(text[found[j - 1].end : word.start]):
            break
        if word.key in PARTICLES:
            continue
        if not word.capitalised or is_ordinary(word.key) or word.key.startswith("i'"):
            break
        last = j
    end = found[last].end
    # An initial at the end is part of the name: Gemma T, David P.
    initial = _LAST_INITIAL.match(text, end)
    return initial.end() if initial and last == i else end


def _joined(between: str) -> bool:
    return between in (" ", "-")


def _ambiguous(found: Sequence[Word], i: int, text: str, shouted: bool) -> Iterator[Span]:
    """A capitalised name that is a word as well: sure, for review, or the word."""
    word, key, everyday = found[i], found[i].key, found[i].key in everyday_names()
    follower = found[i + 1] if i + 1 < len(found) else None
    after = text[word.end : word.end + 2]
    next_key = follower.key if follower and text[word.end : follower.start] == " " else ""
    if next_key in names_that_are_words()[key] or (shouted and (everyday or len(key) < 4)):
        return
    if shouted:
        yield Span(word.start, word.end, "PERSON", "word", 0.3, REVIEW)
        return
    end = _with_surname(found, i, text)
    if word.opens:
        sure = _acts_as_person(found, i, text)
    else:
        # Amid a sentence a capital tells, but for months and in titles.
        before = found[i - 1] if i else None
        titled = (before and before.capitalised and not before.opens) or (
            follower and follower.capitalised and next_key and end == word.end
        )
        sure = not everyday or end > word.end or not (titled or key in MONTHS)
    # "Long wait", "Ward staff": what is mostly a word is asked about where it may be a person.
    telling = (
        next_key in ACTING | SPEAKING | {"and"} or after[:1] in tuple(".,?!;:'’–—") or not after
    )
    if sure:
        yield Span(word.start, end, "PERSON", "list", 0.75)
    elif telling or not (word.opens and everyday):
        yield Span(word.start, word.end, "PERSON", "word", 0.4, REVIEW)


def _acts_as_person(found: Sequence[Word], i: int, text: str) -> bool:
    """Whether what follows a name at a sentence's beginning makes it somebody's.

    `Carol doesn't`, `Mark said`, `Dean, d'you`, `Rose and April`, `Blessing's mum`: words do not
    say or reckon, and only people have mums.
    """
    word, key, everyday = found[i], found[i].key, found[i].key in everyday_names()
    follower = found[i + 1] if i + 1 < len(found) else None
    after = text[word.end : word.end + 2]
    spaced = bool(follower) and text[word.end : follower.start] == " "  # type: ignore[union-attr]
    next_key = follower.key if follower and spaced else ""
    if next_key in SPEAKING or (not everyday and next_key in ACTING):
        return True
    if next_key in DOING and key not in _QUALITIES:
        return True
    if after in ("'s", "’s"):
        return not everyday or bool(follower and follower.key in _KIN_OWNED)
    if follower is None or not (follower.capitalised or next_key == "and"):
        return after[:1] == "," and not everyday
    partner = found[i + 2] if next_key == "and" and i + 2 < len(found) else follower
    listed = after[:1] == "," or next_key == "and"
    return listed and partner.capitalised and _may_be_somebody(partner.key)


def _lower(found: Sequence[Word], i: int, text: str) -> Iterator[Span]:
    """A name without its capital; of words that are names besides, only OFTENER_NAMES.

    A short first name, which may be half a word, is sure only if it is British or stands among
    people. A word in no list and no dictionary is for a person: a name, slang or a slip.
    """
    word, key = found[i], found[i].key
    if key in OFTENER_NAMES or (key in VERY_SHORT and _among_people(found, i, text)):
        yield Span(word.start, word.end, "PERSON", "lower", 0.3, REVIEW)
    elif is_ordinary(key) or len(key) < 3 or not key.replace("-", "").isalpha():
        return
    elif i and found[i - 1].key in ("the", "a", "an") and text[word.end : word.end + 1] not in "'’":
        return  # taking the mick
    elif key in first_names():
        short = len(key) <= 3 and key not in british_first_names()
        sure = not short or _among_people(found, i, text)
        doubt = ("list", 0.7, AUTO) if sure else ("lower", 0.4, REVIEW)
        yield Span(word.start, _with_lower_surname(found, i, text), "PERSON", *doubt)
    elif key in surnames() and len(key) > SHORTEST_UNKNOWN:
        yield Span(word.start, word.end, "PERSON", "list", 0.6)
    elif len(key) < SHORTEST_UNKNOWN or in_dictionary(key):
        return
    elif text.islower() or _among_people(found, i, text):
        # In a turn with capitals where they belong it is dialect or a slip, but among people.
        yield Span(word.start, word.end, "PERSON", "unknown", 0.2, REVIEW)


def _with_lower_surname(found: Sequence[Word], i: int, text: str) -> int:
    """Where a first name without its capital ends: with a surname that is no English word."""
    word = found[i]
    if i + 1 < len(found) and text[word.end : found[i + 1].start] == " ":
        follower = found[i + 1]
        named = follower.key in surnames() or not in_dictionary(follower.key)
        if named and len(follower.key) >= SHORTEST_UNKNOWN:
            return follower.end
    return word.end


def _among_people(found: Sequence[Word], i: int, text: str) -> bool:
    """Whether the words around position ``i`` are those around somebody's name."""
    word = found[i]
    before = found[i - 1].key if i and text[found[i - 1].end : word.start] == " " else ""
    after = found[i + 1].key if i + 1 < len(found) else ""
    owns = text[word.end : word.end + 2] in ("'s", "’s")
    return owns or before in _BEFORE_PERSON or after in SPEAKING or before in first_names()
