"""Names that a spaCy language model finds, kept only where the rest of the text bears them out."""

import importlib
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any

from focusgroups.errors import StudyError
from focusgroups.identifiers.names import is_the_word
from focusgroups.identifiers.spans import NAMES, REVIEW, Span
from focusgroups.identifiers.wordlists import (
    first_names,
    in_dictionary,
    is_ordinary,
    names_that_are_words,
    places,
)
from focusgroups.identifiers.words import Word, in_phrases, plain, words
from focusgroups.offline import without_sockets
from focusgroups.wordsets import word_set

LABELS = {
    "PERSON": "PERSON",
    "GPE": "LOCATION",
    "LOC": "LOCATION",
    "FAC": "LOCATION",
    "ORG": "ORGANISATION",
}
_ARTICLES = word_set("the a an our my me your")


@cache
def _pipeline(model: str) -> Any:
    """The named spaCy pipeline with nothing but its entity recogniser.

    spaCy takes a second to import, so it is imported here, where it is used.
    """
    try:
        with without_sockets():
            package = importlib.import_module(model)
    except ModuleNotFoundError as error:
        raise StudyError(
            f"config.yaml deidentification.model: no spaCy package {model} is installed; "
            "install it or name another"
        ) from error
    unused = ("tagger", "parser", "senter", "attribute_ruler", "lemmatizer")
    pipeline = package.load(exclude=list(unused))
    # A recogniser with vectors of its own has no use for the shared ones.
    shared = pipeline.get_pipe("tok2vec") if "tok2vec" in pipeline.pipe_names else None
    if shared and "ner" not in shared.listening_components:
        pipeline.remove_pipe("tok2vec")
    return pipeline


def find_entities(
    texts: Sequence[str], model: str, safe: frozenset[str], lowered: Collection[str]
) -> list[list[Span]]:
    """For each text the people, places and organisations that ``model`` finds in it.

    ``safe`` and ``lowered`` hold folded terms: those that identify nobody, and words that the group
    also uses without a capital. Raises StudyError when the model is not installed.
    """
    spoken = [_may_be_named(text, safe) for text in texts]
    pieces = [
        (i, *piece)
        for i, (text, said) in enumerate(zip(texts, spoken, strict=True))
        for piece in _telling(text, [w for w in said if _name_like(w, safe, lowered)])
    ]
    read = (texts[i][start:end] for i, start, end in pieces)
    named: list[list[tuple[int, int, str]]] = [[] for _ in texts]
    for (i, start, _), document in zip(
        pieces, _pipeline(model).pipe(read, batch_size=64), strict=True
    ):
        named[i] += [
            (start + e.start_char, start + e.end_char, LABELS[e.label_])
            for e in document.ents
            if e.label_ in LABELS
        ]
    return [
        [
            span
            for entity in named[i]
            for part in _apart(*entity, text)
            for span in _borne_out(*part, text, spoken[i], safe, lowered)
        ]
        for i, text in enumerate(texts)
    ]


def _apart(start: int, end: int, label: str, text: str) -> Iterator[tuple[int, int, str]]:
    """An entity that is a list of people or a way between places, in its parts."""
    said = text[start:end]
    people = any(plain(word) in first_names() for word in re.findall(r"[\w'’-]+", said))
    joints = list((_LISTED if people else _WAY).finditer(said)) if label in NAMES else []
    edges = [0, *(edge for joint in joints for edge in joint.span()), len(said)]
    for left, right in zip(edges[::2], edges[1::2], strict=True):
        if said[left:right].strip():
            yield start + left, start + right, label


_WAY = re.compile(r",\s|\sto\s")
_LISTED = re.compile(r",\s(?:and\s)?|\sand\s|\sto\s|/")


def _may_be_named(text: str, safe: frozenset[str]) -> list[Word]:
    """The words of ``text`` without those of a safe term of several words, or a saying."""
    spoken = words(text)
    # Words of a safe term of several words, such as Home Bargains, are part of no name.
    harmless = in_phrases(spoken, safe, text, shortest=2)
    harmless |= {i for i, pair in enumerate(pairwise(spoken)) if is_the_word(*pair, text)}
    return [word for i, word in enumerate(spoken) if i not in harmless]


_SENTENCE_END = re.compile(r"(?<=[.?!…])\s+")


def _telling(text: str, candidates: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Stretches of whole sentences in which a word may be a name: the model need read no others."""
    if not candidates:
        return
    edges = [0, *(m.end() for m in _SENTENCE_END.finditer(text)), len(text)]
    told = [
        (start, end)
        for start, end in pairwise(edges)
        if any(start <= word.start < end for word in candidates)
    ]
    first, last = told[0]
    for start, end in told[1:]:
        if start > last:
            yield first, last
            first = start
        last = end
    yield first, last


def _borne_out(
    start: int,
    end: int,
    label: str,
    text: str,
    spoken: Sequence[Word],
    safe: frozenset[str],
    lowered: Collection[str],
) -> Iterator[Span]:
    """An entity without its ordinary words at either end, sure or for review, or nothing."""
    inside = [word for word in spoken if word.start < end and word.end > start]
    # "Mum Denise" is Denise, but the Red Lion and Mersey Care are more than Lion and Care.
    inside = _trimmed(inside, safe if label == "PERSON" else frozenset(), lowered)
    if not any(_name_like(word, safe, lowered) for word in inside):
        return
    found = Span(inside[0].start, inside[-1].end, label, "entity", 0.8)
    said = plain(text[found.start : found.end])
    if {said, plain(text[found.start : found.end + 2]), f"the {said}"} & safe:
        return
    found = _whole_name(found, said, end, text)
    by_the_strand = found.label == "LOCATION" and text.startswith("the ", found.start)
    if by_the_strand or _sure(inside, found.label, said):
        yield found
    elif not inside[0].opens or len(inside) > 1:
        yield replace(found, tier=REVIEW, score=0.4)
    elif found.label == "PERSON" and _may_be_named_so(inside[0].key):
        yield replace(found, tier=REVIEW, score=0.35, source="opening")


def _may_be_named_so(key: str) -> bool:
    return key in names_that_are_words() or not in_dictionary(key)


def _trimmed(inside: list[Word], safe: Collection[str], lowered: Collection[str]) -> list[Word]:
    """The words from the first to the last that may be part of a name."""
    fitting = [i for i, word in enumerate(inside) if _name_like(word, safe, lowered)]
    return inside[fitting[0] : fitting[-1] + 1] if fitting else []


def _whole_name(found: Span, said: str, entity_end: int, text: str) -> Span:
    """The entity with the label and the extent that names of its kind have."""
    if said in first_names():
        return replace(found, label="PERSON")
    if text[: found.start].endswith("the ") and said not in places():
        # "by the Strand", "in the Royal": no person, and the article belongs to the name.
        label = "LOCATION" if found.label == "PERSON" else found.label
        found = replace(found, start=found.start - 4, label=label)
    possessive = entity_end == found.end + 2 and not text[entity_end:].startswith(" ")
    if found.label == "ORGANISATION" and possessive:
        return replace(found, end=entity_end)  # "at Mackerill's, over in": part of the name
    return found


def _name_like(word: Word, safe: Collection[str], lowered: Collection[str]) -> bool:
    key = word.key
    return (
        word.capitalised
        and not is_ordinary(key)
        and key not in safe
        and key not in _ARTICLES
        and not key.startswith("i'")
        and (key not in lowered or key in names_that_are_words() or not in_dictionary(key))
        and len(key) > 1
    )


def _sure(inside: Sequence[Word], label: str, said: str) -> bool:
    """Whether an entity may be replaced without asking.

    A small model finds names in most capitalised words of informal talk, so a single word counts
    only in mid-sentence, and one that is also a word, or an abbreviation, never.
    """
    first = inside[0]
    if said in places() or said in first_names():
        return True
    if all(in_dictionary(word.key) for word in inside):
        return False  # courses, posts and programmes are written so as well
    if len(inside) > 1:
        return not all(word.opens for word in inside)
    if said in names_that_are_words() or (first.text.isupper() and len(first.text) <= 5):
        return False
    if label == "ORGANISATION":
        return False
    return not first.opens
