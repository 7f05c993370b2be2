"""From the hidden text of a transcript to the terms in it that could identify somebody.

Names of authors are names whatever they are. In comments, deleted text and headers names are found
as they are in talk; besides, a word or two that somebody deleted, or wrote alone into a header,
stands for itself: it was likely a name.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass

import pandas as pd

from focusgroups.identifiers.authors import author_terms
from focusgroups.identifiers.detection import find_identifiers
from focusgroups.identifiers.hiddenmentions import (
    ALL_FORMS,
    AS_IT_STANDS,
    HIDDEN_TERM_COLUMNS,
    SELDOM,
)
from focusgroups.identifiers.spans import AUTO, NAMES, REVIEW, Span
from focusgroups.identifiers.wordlists import (
    first_names,
    is_ordinary,
    names_that_are_words,
    nicknames,
    safe_terms,
    surnames_that_are_words,
)
from focusgroups.identifiers.words import plain, words
from focusgroups.tokens import DIRECT
from focusgroups.transcripts.hidden.kinds import (
    COMMENT,
    DELETED_TEXT,
    DOCUMENT_WORDS,
    HEADER_OR_FOOTER,
    HIDDEN_TEXT,
    INITIALS,
    NAME_KINDS,
    UNREADABLE,
    telling_words,
    without_id,
)

# Where a word or two alone are likely a name; in a title or a note they are for review.
CUT_OR_WRITTEN = (DELETED_TEXT, HIDDEN_TEXT, COMMENT, HEADER_OR_FOOTER)

MOST_WORDS_ALONE = 3
# Endings of words that open a sentence oftener than they name somebody: Actually, Sometimes.
_NO_NAME_ENDINGS = ("ing", "ings", "tion", "tions", "ment", "ments", "ness", "ed", "ly", "ics")


@dataclass(frozen=True)
class Term:
    """A term to look for. ``tier`` is that of what is found; ``source`` a kind of hidden text."""

    term: str
    label: str
    tier: str
    forms: str
    source: str


def hidden_terms(
    hidden: pd.DataFrame, talk: Sequence[str], model: str, safe: Collection[str]
) -> pd.DataFrame:
    """What the hidden text of one group's transcript says that could identify somebody.

    ``hidden`` has kind and text; ``talk`` holds the texts of the group's turns; ``model`` and
    ``safe`` are those of `detection.detect`. Returns a table of HIDDEN_TERM_COLUMNS: those to be
    replaced first, in the order of the hidden text, no term twice.
    """
    group = "".join(hidden["focus_group"].head(1))
    pieces = [(str(k), str(t)) for k, t in zip(hidden["kind"], hidden["text"], strict=True)]
    names = [piece for piece in pieces if piece[0] in NAME_KINDS]
    initials = [piece for piece in pieces if piece[0] == INITIALS]
    others = (*NAME_KINDS, INITIALS, UNREADABLE)
    prose = [(kind, without_id(text, group)) for kind, text in pieces if kind not in others]
    harmless = safe_terms() | {plain(term) for term in safe}
    small = Counter(word.key for said in talk for word in words(said) if not word.capitalised)
    terms = [*_of_authors(names, harmless, small), *_of_initials(initials)]
    if prose:
        found = find_identifiers([text for _, text in prose], model, safe, talk)
        for (kind, text), spans in zip(prose, found, strict=True):
            terms += [*_of_spans(spans, text, kind), *_of_lines(spans, text, kind, harmless, small)]
    return pd.DataFrame(map(astuple, _without_doubles(terms)), columns=list(HIDDEN_TERM_COLUMNS))


def _without_doubles(terms: Iterable[Term]) -> list[Term]:
    chosen: dict[tuple[str, str], Term] = {}
    for term in sorted(terms, key=lambda term: (term.tier != AUTO, term.forms != ALL_FORMS)):
        chosen.setdefault((plain(term.term), term.label), term)
    return list(chosen.values())


def _of_authors(
    names: Iterable[tuple[str, str]], harmless: frozenset[str], small: Mapping[str, int]
) -> Iterator[Term]:
    for kind, name in names:
        for term, label in author_terms(name):
            if plain(term) in harmless:
                continue
            if label != "PERSON":
                yield Term(term, label, AUTO, AS_IT_STANDS, kind)
            elif _is_person(plain(term).split(), small):
                yield Term(term, label, AUTO, ALL_FORMS, kind)
            else:
                yield Term(term, "ORGANISATION", AUTO, AS_IT_STANDS, kind)


def _is_person(keys: Sequence[str], small: Mapping[str, int]) -> bool:
    """Whether a name is somebody's rather than an office's: the talk has no other use for it.

    `Recovery Rooms` is none where the talk says recovery, or rooms, without a capital.
    """
    doubles = names_that_are_words().keys() | surnames_that_are_words()
    named = keys[0] in first_names() or keys[0] in nicknames() or keys[0] in doubles
    return named or len(keys) == 1 or not any(key in small for key in keys)


def _of_initials(initials: Iterable[tuple[str, str]]) -> Iterator[Term]:
    """Initials in capitals: `DC`, but not `GP`."""
    for kind, text in initials:
        letters = re.sub(r"[\s.]", "", text)
        capitals = re.fullmatch(r"[^\W\d_]{2,4}", letters) and letters.isupper()
        if capitals and not is_ordinary(plain(letters)) and plain(letters) not in safe_terms():
            yield Term(letters, "PERSON", AUTO, AS_IT_STANDS, kind)


def _of_spans(spans: Iterable[Span], text: str, kind: str) -> Iterator[Term]:
    """What the layers of finding see in a piece of text; of dates and ages nothing is kept."""
    for span in spans:
        said = " ".join(text[span.start : span.end].split())
        if span.label not in (*NAMES, *DIRECT) or not telling_words(said, "\n"):
            continue
        person = span.label == "PERSON"
        forms = ALL_FORMS if person and span.tier == AUTO else AS_IT_STANDS
        term = re.sub("['’]s$", "", said) if person else said
        yield Term(term, span.label, span.tier, forms, kind)


def _of_lines(
    spans: Sequence[Span],
    text: str,
    kind: str,
    harmless: frozenset[str],
    small: Mapping[str, int],
) -> Iterator[Term]:
    """Names that stand alone on a line or between colons, bars and brackets."""
    sure = [span for span in spans if span.tier == AUTO]
    for line in re.finditer(r"[^\n:;|()\[\]]+", text):
        if not any(span.start < line.end() and line.start() < span.end for span in sure):
            yield from _alone(line[0].strip(" .,!?-–—\"“”'‘’"), kind, harmless, small)


def _alone(
    text: str, kind: str, harmless: frozenset[str], small: Mapping[str, int]
) -> Iterator[Term]:
    """A line or passage of nothing but one to three words that are no ordinary words.

    A word that the talk uses without a capital is a corrected word rather than a name; so is one
    without a capital itself, unless a list knows it: said once or twice it is for review.
    """
    text = re.sub("['’]s$", "", text)
    found = words(text)
    keys = [word.key for word in found]
    if not 1 <= len(found) <= MOST_WORDS_ALONE or any(char.isdigit() for char in text):
        return
    common = harmless | DOCUMENT_WORDS
    if plain(text) in common or any(is_ordinary(k) or k in common or len(k) < 2 for k in keys):
        return
    doubles = names_that_are_words().keys() | surnames_that_are_words()
    corrected = any(key in small and key not in doubles for key in keys)
    if keys[0] in first_names():
        yield Term(text, "PERSON", AUTO, ALL_FORMS, kind)
    elif not all(word.capitalised for word in found):
        if all(0 < small.get(key, 0) <= SELDOM for key in keys):
            yield Term(text, "PERSON", REVIEW, AS_IT_STANDS, kind)
    elif not corrected:
        listed = keys[0] in nicknames() or (keys[0] in doubles and len(keys) > 1)
        doubtful = len(keys) == 1 and (keys[0] in doubles or keys[0].endswith(_NO_NAME_ENDINGS))
        sure = kind in CUT_OR_WRITTEN and not doubtful
        forms = ALL_FORMS if listed else AS_IT_STANDS
        yield Term(text, "PERSON", AUTO if sure else REVIEW, forms, kind)
