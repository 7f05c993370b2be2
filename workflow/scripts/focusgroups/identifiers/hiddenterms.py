"""From the hidden text of a transcript to the terms in it that could identify somebody.

Names of authors are names whatever they are. In comments, deleted text and headers names are found
as they are in talk; besides, a word or two that somebody deleted, or wrote alone into a header,
stands for itself: it was likely a name.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from focusgroups.identifiers.authors import JOBS, OFFICES, author_terms
from focusgroups.identifiers.bodies import BODY
from focusgroups.identifiers.detection import find_identifiers
from focusgroups.identifiers.hiddenmentions import SELDOM
from focusgroups.identifiers.patterns import STREET
from focusgroups.identifiers.spans import AUTO, NAMES, REVIEW, Span
from focusgroups.identifiers.terms import (
    ALL_FORMS,
    AS_IT_STANDS,
    CUT_OR_WRITTEN,
    Term,
    table_of_terms,
)
from focusgroups.identifiers.wordlists import (
    first_names,
    is_common,
    is_ordinary,
    names_besides_words,
    nicknames,
    places,
    safe_terms,
)
from focusgroups.identifiers.words import plain, uncapitalised, without_possessive, words
from focusgroups.tokens import DIRECT, NOISES
from focusgroups.transcripts.hidden.kinds import (
    DOCUMENT_WORDS,
    INITIALS,
    NAME_KINDS,
    UNREADABLE,
    telling_words,
    without_id,
)
from focusgroups.wordsets import word_set

# What a header says of any transcript, and a comment of a recording.
NO_NAMES = (
    DOCUMENT_WORDS
    | NOISES
    | word_set("audio sound quality recorded recorder tape timestamp file break theme code quote")
)
MOST_WORDS_ALONE = 3
# A word that makes a place or a body of those before it: Elm Road, Elm Surgery.
_PLACE_OR_BODY = re.compile(rf"(?:{STREET}|{BODY})\Z", re.IGNORECASE)
# Endings of words that open a sentence oftener than they name somebody: Actually, Sometimes.
_NO_NAME_ENDINGS = ("ing", "ings", "tion", "tions", "ment", "ments", "ness", "ed", "ly", "ics")


@dataclass(frozen=True)
class Talk:
    """What is known of the group's talk when its hidden text is judged.

    ``harmless`` holds folded terms that identify nobody, ``agreed`` those of them that the study
    added; ``uncapitalised`` says how often the talk has each folded word without a capital.
    """

    harmless: frozenset[str]
    agreed: frozenset[str]
    uncapitalised: Mapping[str, int]

    def has_as_words(self, keys: Iterable[str]) -> bool:
        """Whether the talk has any of ``keys`` without a capital."""
        return any(key in self.uncapitalised for key in keys)

    def often_has_as_words(self, keys: Iterable[str]) -> bool:
        """Whether the talk has any of ``keys`` without a capital, and oftener than names."""
        return any(self.uncapitalised.get(key, 0) > SELDOM for key in keys)

    def seldom_has_as_words(self, keys: Iterable[str]) -> bool:
        """Whether the talk has each of ``keys`` without a capital, and hardly ever."""
        return all(0 < self.uncapitalised.get(key, 0) <= SELDOM for key in keys)


def hidden_terms(
    hidden: pd.DataFrame, group: str, talk: Sequence[str], model: str, safe: Collection[str]
) -> pd.DataFrame:
    """What the hidden text of one group's transcript says that could identify somebody.

    ``hidden`` has kind and text; ``group`` is the id of the group, which stands in headers;
    ``talk`` holds the texts of its turns; ``model`` and ``safe`` are those of `detection.detect`.
    Returns a table of HIDDEN_TERM_COLUMNS: those to be replaced first, in the order of the hidden
    text, no term twice.
    """
    agreed = frozenset(plain(term) for term in safe)
    known = Talk(
        safe_terms() | agreed,
        agreed,
        uncapitalised(word for said in talk for word in words(said)),
    )
    pieces = [(str(k), str(t)) for k, t in zip(hidden["kind"], hidden["text"], strict=True)]
    no_prose = (*NAME_KINDS, INITIALS, UNREADABLE)
    prose = [(kind, without_id(text, group)) for kind, text in pieces if kind not in no_prose]
    terms = [
        term
        for kind, text in pieces
        if kind in NAME_KINDS
        for term in _of_author(text, kind, known)
    ]
    terms += [term for kind, text in pieces if kind == INITIALS for term in _of_initials(text)]
    if prose:
        found = find_identifiers([text for _, text in prose], model, safe, talk)
        for (kind, text), spans in zip(prose, found, strict=True):
            terms += [*_of_spans(spans, text, kind, known), *_of_lines(spans, text, kind, known)]
    return table_of_terms(_without_doubles(terms))


def _without_doubles(terms: Iterable[Term]) -> list[Term]:
    chosen: dict[tuple[str, str], Term] = {}
    for term in sorted(terms, key=lambda term: (term.tier != AUTO, term.forms != ALL_FORMS)):
        chosen.setdefault((plain(term.term), term.label), term)
    return list(chosen.values())


def _of_author(author: str, kind: str, talk: Talk) -> Iterator[Term]:
    for term, label in author_terms(author):
        # A common word that is somebody's name is a word in most places: for a person to decide.
        if label == "PERSON" and is_common(plain(term)) and plain(term) not in talk.agreed:
            yield Term(term, label, REVIEW, AS_IT_STANDS, kind)
        if plain(term) in talk.harmless or is_common(plain(term)):
            continue
        if label != "PERSON":
            yield Term(term, label, AUTO, AS_IT_STANDS, kind)
        elif _is_person(plain(term).split(), talk):
            yield Term(term, label, AUTO, ALL_FORMS, kind)
        else:
            yield Term(term, "ORGANISATION", AUTO, AS_IT_STANDS, kind)


def _is_person(keys: Sequence[str], talk: Talk) -> bool:
    """Whether a name is somebody's rather than an office's: the talk has no other use for it.

    `Recovery Rooms` is none where the talk says recovery, or rooms, without a capital.
    """
    known = first_names() | nicknames() | names_besides_words()
    return keys[0] in known or len(keys) == 1 or not talk.has_as_words(keys)


def _of_initials(text: str) -> Iterator[Term]:
    """Initials in capitals: `DC`, but not `GP`."""
    letters = re.sub(r"[\s.]", "", text)
    capitals = re.fullmatch(r"[^\W\d_]{2,4}", letters) and letters.isupper()
    if capitals and not is_ordinary(plain(letters)) and plain(letters) not in safe_terms():
        yield Term(letters, "PERSON", AUTO, AS_IT_STANDS, INITIALS)


def _of_spans(spans: Iterable[Span], text: str, kind: str, talk: Talk) -> Iterator[Term]:
    """What the layers of finding see in a piece of text; of dates and ages nothing is kept."""
    for span in spans:
        said = " ".join(text[span.start : span.end].split())
        if span.label not in (*NAMES, *DIRECT) or not telling_words(said, "\n"):
            continue
        nobodys = all(word.key in NO_NAMES for word in words(said))
        # There are people called Head: a single word is nobody's only where it is in doubt.
        if nobodys and (" " in said or span.tier == REVIEW):
            continue
        name = _without_document_words(said) if span.label in NAMES else ""
        if kind in CUT_OR_WRITTEN and _is_written_as_name(name, talk):
            sure = span.tier == AUTO or " " in name
            tier, forms = (AUTO, ALL_FORMS) if sure else (REVIEW, AS_IT_STANDS)
            yield Term(name, "PERSON", tier, forms, kind)
            continue
        person = span.label == "PERSON"
        forms = ALL_FORMS if person and span.tier == AUTO else AS_IT_STANDS
        term = without_possessive(said) if person else said
        yield Term(term, span.label, span.tier, forms, kind)


def _without_document_words(said: str) -> str:
    """``said`` without possessive, what headers begin with, and what somebody does.

    >>> _without_document_words("Transcribed by Okonkwo, Nkechi")
    'Nkechi Okonkwo'
    """
    found = words(said)
    while found and found[0].key in DOCUMENT_WORDS:
        found = found[1:]
    rest = without_possessive(said[found[0].start :]) if found else ""
    if "," not in rest and not any(word.key in JOBS for word in found):
        return rest
    persons = [term for term, label in author_terms(rest) if label == "PERSON"]
    return persons[0] if len(persons) == 1 else ""


def _is_written_as_name(name: str, talk: Talk) -> bool:
    """Whether ``name`` is one to three capitalised words, none ordinary, of no place or body.

    Where such words stand it is somebody's name, whatever the language model calls them. A single
    word in capitals is an abbreviation; what the talk says as a word is a corrected word.
    """
    found = words(name)
    capitalised = all(word.capitalised for word in found)
    if not capitalised or not _may_be_name(name, talk) or plain(name) in places():
        return False
    if len(found) == 1 and name.isupper():
        return False
    keys = [word.key for word in found]
    if keys[0] in first_names() or keys[0] in nicknames():
        return len(keys) == 1 or not _is_of_place_or_body(keys[1:])
    if _is_of_place_or_body(keys) or (len(keys) == 1 and talk.has_as_words(keys)):
        return False
    return not _is_doubtful(keys) and not talk.often_has_as_words(keys)


def _is_of_place_or_body(keys: Iterable[str]) -> bool:
    return any(
        key in OFFICES or key in JOBS or key in places() or _PLACE_OR_BODY.match(key)
        for key in keys
    )


def _of_lines(spans: Sequence[Span], text: str, kind: str, talk: Talk) -> Iterator[Term]:
    """Names that stand alone on a line or between colons, bars and brackets."""
    sure = [span for span in spans if span.tier == AUTO]
    for line in re.finditer(r"[^\n:;|()\[\]]+", text):
        alone = _without_document_words(line[0].strip(" .,!?-–—\"“”'‘’"))
        written = kind in CUT_OR_WRITTEN and _is_written_as_name(alone, talk)
        seen = any(span.start < line.end() and line.start() < span.end for span in sure)
        # A layer may have seen the first name of a whole one only.
        if seen and not (written and " " in alone):
            continue
        term = _named_alone(alone, kind, talk) if _may_be_name(alone, talk) else None
        if term:
            yield term


def _may_be_name(alone: str, talk: Talk) -> bool:
    """Whether a line is one to three words, without digits, none of them an ordinary one.

    After a common first name a word may identify nobody by itself: `Tara White`.
    """
    keys = [word.key for word in words(alone)]
    named = len(keys) > 1 and (keys[0] in first_names() or keys[0] in nicknames())
    common = NO_NAMES if named else talk.harmless | NO_NAMES
    if not 1 <= len(keys) <= MOST_WORDS_ALONE or any(char.isdigit() for char in alone):
        return False
    if plain(alone) in talk.harmless:
        return False
    return not any(is_ordinary(key) or key in common or len(key) < 2 for key in keys)


def _named_alone(alone: str, kind: str, talk: Talk) -> Term | None:
    """The term that a line is which may be a name, if any; the first rule that holds decides.

    - It begins with a common first name, or is written as names are where names are likely: a
      name, in all its forms.
    - A word of it has no capital: for review if the talk says it so once or twice, else no name.
    - The talk says a word of it without a capital, which is no known name: a corrected word.
    - A single word that is a word besides, or ends as words do, is for review, as is all that
      stands where names are not likely (`CUT_OR_WRITTEN`).
    - Anything else is a name.
    """
    found = words(alone)
    keys = [word.key for word in found]
    written = kind in CUT_OR_WRITTEN and _is_written_as_name(alone, talk)
    if keys[0] in first_names() or written:
        return Term(alone, "PERSON", AUTO, ALL_FORMS, kind)
    if not all(word.capitalised for word in found):
        seldom = talk.seldom_has_as_words(keys)
        return Term(alone, "PERSON", REVIEW, AS_IT_STANDS, kind) if seldom else None
    if talk.has_as_words(key for key in keys if key not in names_besides_words()):
        return None
    sure = kind in CUT_OR_WRITTEN and not _is_doubtful(keys)
    return Term(alone, "PERSON", AUTO if sure else REVIEW, _forms(keys), kind)


def _is_doubtful(keys: Sequence[str]) -> bool:
    word = keys[0] in names_besides_words() or keys[0].endswith(_NO_NAME_ENDINGS)
    return len(keys) == 1 and word


def _forms(keys: Sequence[str]) -> str:
    """All forms of what begins with a pet name, or with a word that is a name before another."""
    listed = keys[0] in nicknames() or (keys[0] in names_besides_words() and len(keys) > 1)
    return ALL_FORMS if listed else AS_IT_STANDS
