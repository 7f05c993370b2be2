"""Names known from lists, and capitalised words that no list knows."""

from collections.abc import Collection, Iterator, Sequence

from focusgroups.identifiers.spans import REVIEW, Span
from focusgroups.identifiers.wordlists import (
    everyday_names,
    first_names,
    is_ordinary,
    names_that_are_words,
    nicknames,
    places,
)
from focusgroups.identifiers.words import Word, in_phrases, plain, words
from focusgroups.wordsets import word_set

# What people do, and words that are names do not. After the second kind only a word that is
# mostly a name is sure to be one.
SPEAKING = word_set("said says goes told went asked reckons knows thinks rang wants likes came")
ACTING = SPEAKING | word_set(
    "is was isn't wasn't does doesn't did didn't has had hasn't hadn't gets got puts put took "
    "takes gave gives used comes makes made runs run ran lives lived died sits sat sings sang "
    "rings loves loved"
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

# Words besides, but in talk without a capital still oftener somebody.
OFTENER_NAMES = word_set("dean ruby carol hazel heather daisy poppy jade ivy")

MONTHS = word_set("april may june august")
# A month is one after these words; after the second kind it may be somebody as well.
_BEFORE_SURE_MONTH = word_set(
    "in since last next this until till every early late mid through during"
)
_BEFORE_MONTH = _BEFORE_SURE_MONTH | word_set(
    "of by from before after and to around about it's that's was is like come the end for"
)

LONGEST_PLACE = max(len(place.split()) for place in places())


def find_names(text: str, safe: Collection[str], lowered: Collection[str]) -> list[Span]:
    """First names and places of the lists, and what only a person can decide.

    ``safe`` and ``lowered`` hold folded terms: those that identify nobody, and the words that the
    group also uses without a capital.
    """
    found = words(text)
    covered = in_phrases(found, safe, text)
    spans = [*_places(found, text, safe), *_titles(found, text, safe)]
    for i, word in enumerate(found):
        if word.key in MONTHS and word.capitalised and not word.opens:
            if word.text.istitle() and not _is_month(found, i):
                spans.append(Span(word.start, word.end, "PERSON", "word", 0.3, REVIEW))
        elif word.capitalised and i not in covered:
            follower = found[i + 1] if i + 1 < len(found) else None
            spans += _judged(word, follower, text, lowered)
        elif i not in covered:
            spans += _lower(word)
    return spans


def _places(found: Sequence[Word], text: str, safe: Collection[str]) -> Iterator[Span]:
    """Places of the list, capitalised, the longest first; `Liverpool 8` with its number."""
    for i, word in enumerate(found):
        if not word.capitalised:
            continue
        for length in range(LONGEST_PLACE, 0, -1):
            stretch = found[i : i + length]
            if len(stretch) < length:
                continue
            said = plain(text[word.start : stretch[-1].end])
            if said in places() and said not in safe:
                end = stretch[-1].end
                digits = text[end : end + 3].strip(" ")
                if said == "liverpool" and text[end : end + 1] == " " and digits[:1].isdigit():
                    end += 1 + len(digits.rstrip(".,;?! "))
                yield Span(word.start, end, "LOCATION", "list", 0.85)
                break


def is_the_word(word: Word, follower: Word, text: str) -> bool:
    """Whether what follows makes a word of what may be a name: `Mark my words`."""
    adjacent = text[word.end : follower.start] == " "
    return adjacent and follower.key in names_that_are_words().get(word.key, ())


def _titles(found: Sequence[Word], text: str, safe: Collection[str]) -> Iterator[Span]:
    """Capitalised words in a row in mid-sentence, none a name by itself: the North Western."""
    known = in_phrases(found, safe, text, shortest=2)
    i = 0
    while i < len(found):
        j = i
        while (
            j < len(found) and found[j].capitalised and j not in known and found[j].key[:2] != "i'"
        ):
            if j > i and text[found[j - 1].end : found[j].start] != " ":
                break
            j += 1
        row = found[i:j]
        while row and (row[0].opens or row[0].key == "i"):
            row = row[1:]
        if len(row) > 1 and not text[row[0].start : row[-1].end].isupper():
            yield Span(row[0].start, row[-1].end, "ORGANISATION", "capital", 0.3, REVIEW)
        i = max(j, i + 1)


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


def _judged(
    word: Word, follower: Word | None, text: str, lowered: Collection[str]
) -> Iterator[Span]:
    """A capitalised word outside safe terms: a known name, perhaps one, or none."""
    key = word.key
    shouted = word.text.isupper() and len(word.text) > 1
    if len(key) < 2 or key.startswith("i'"):
        return
    if key in names_that_are_words():
        yield from _ambiguous(word, follower, text, shouted)
    elif _first_name(key) and not (shouted and len(key) <= 3):
        yield Span(word.start, _with_surname(word, follower, text), "PERSON", "list", 0.85)
    elif is_ordinary(key) or key in lowered:
        return
    elif word.opens:
        if key in nicknames() or _does_or_owns(word, follower, text):
            yield Span(word.start, word.end, "PERSON", "opening", 0.3, REVIEW)
    elif key in nicknames() and len(key) > 2:
        yield Span(word.start, _with_surname(word, follower, text), "PERSON", "list", 0.7)
    elif not (shouted and (len(key) <= 5 or text.isupper())):
        yield Span(word.start, word.end, "PERSON", "capital", 0.3, REVIEW)


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


def _with_surname(word: Word, follower: Word | None, text: str) -> int:
    """Where a first name ends that may have a surname behind it."""
    if follower and follower.capitalised and text[word.end : follower.start] == " ":
        key = follower.key
        if not is_ordinary(key) and not key.startswith("i'") and len(key) > 1:
            return follower.end
    return word.end


def _ambiguous(word: Word, follower: Word | None, text: str, shouted: bool) -> Iterator[Span]:
    """A capitalised name that is a word as well: sure, for review, or the word."""
    key, everyday = word.key, word.key in everyday_names()
    after = text[word.end : word.end + 2]
    next_key = follower.key if follower and text[word.end : follower.start] == " " else ""
    if shouted or next_key in names_that_are_words()[key]:
        return
    end = _with_surname(word, follower, text)
    if word.opens:
        # "Carol doesn't say that to you", "Mark said": words do not say or reckon.
        acts = next_key in SPEAKING or (not everyday and next_key in ACTING)
        sure = acts or (after in ("'s", "’s") and not everyday)
    else:
        sure = (
            not everyday or end > word.end or after in ("'s", "’s") or after[:1] in tuple(".,?!;:")
        )
    if sure:
        yield Span(word.start, end, "PERSON", "list", 0.75)
    else:
        yield Span(word.start, word.end, "PERSON", "word", 0.4, REVIEW)


def _lower(word: Word) -> Iterator[Span]:
    """A first name without its capital; of words that are names besides, only OFTENER_NAMES."""
    key = word.key
    if key in first_names() and not is_ordinary(key) and len(key) >= 3 and key.isalpha():
        yield Span(word.start, word.end, "PERSON", "lower", 0.4, REVIEW)
    elif key in OFTENER_NAMES:
        yield Span(word.start, word.end, "PERSON", "lower", 0.3, REVIEW)
