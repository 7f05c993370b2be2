"""All layers of finding together: patterns, context, lists and the language model."""

from collections.abc import Collection, Sequence
from dataclasses import replace

import pandas as pd

from focusgroups.identifiers.bodies import find_bodies
from focusgroups.identifiers.context import find_context
from focusgroups.identifiers.entities import find_entities
from focusgroups.identifiers.gazetteer import find_listed
from focusgroups.identifiers.names import find_names
from focusgroups.identifiers.online import find_underscored
from focusgroups.identifiers.patterns import find_patterns
from focusgroups.identifiers.spans import AUTO, IDENTIFIER_COLUMNS, REVIEW, Span, settle
from focusgroups.identifiers.wordlists import in_dictionary, safe_terms
from focusgroups.identifiers.words import lower_words, plain

LONGEST_ABBREVIATIONS = 3  # words, of a turn that is not shouted: NHS and PIP


def detect(turns: pd.DataFrame, model: str, safe: Collection[str]) -> pd.DataFrame:
    """Places in one group's turns that could identify somebody, without any sheet.

    ``turns`` has turn_id and text; ``model`` names an installed spaCy package; ``safe`` holds the
    study's own safe terms. Returns a table of IDENTIFIER_COLUMNS in the order of the text, in which
    no two places overlap.
    """
    texts = [str(text) for text in turns["text"]]
    rows = [
        (turn_id, span.start, span.end, span.label, span.tier, span.source, span.score)
        for turn_id, spans in zip(
            turns["turn_id"], find_identifiers(texts, model, safe), strict=True
        )
        for span in spans
    ]
    return pd.DataFrame(rows, columns=list(IDENTIFIER_COLUMNS))


def find_identifiers(
    texts: Sequence[str], model: str, safe: Collection[str], talk: Sequence[str] = ()
) -> list[list[Span]]:
    """For each text of one group its spans, settled and in order.

    ``talk`` holds further texts of the group, for what they say of its use of capitals.
    """
    harmless = safe_terms() | {plain(term) for term in safe}
    calm = [_calm(text) for text in texts]
    lowered = lower_words([*calm, *talk])
    entities = find_entities(calm, model, harmless, lowered)
    found = []
    for spoken, text, named in zip(texts, calm, entities, strict=True):
        spans = [*find_patterns(text), *find_underscored(text), *named]
        spans += find_patterns(spoken) if text != spoken else []
        spans += [*find_context(text, harmless), *find_names(text, harmless, lowered)]
        spans += [*find_bodies(text, harmless), *find_listed(text, harmless)]
        found.append(settle(_without_doubt(spans, text), text))
    return found


def _calm(text: str) -> str:
    """``text``, in small letters if all of it is in capitals, which then tell nothing.

    >>> _calm("ROSE WAS BRILLIANT, PUT THAT DOWN"), _calm("NHS")
    ('rose was brilliant, put that down', 'NHS')
    """
    lower = text.lower()
    shouted = text.isupper() and len(text.split()) > LONGEST_ABBREVIATIONS
    return lower if shouted and len(lower) == len(text) else text


def _without_doubt(spans: Sequence[Span], text: str) -> list[Span]:
    """Doubts that two different rules share become certainty where both name the same words.

    A capitalised word that no list knows, and that the model calls a name besides, is one.
    """
    doubts: dict[tuple[int, int], set[str]] = {}
    for span in spans:
        if span.tier == REVIEW:
            doubts.setdefault((span.start, span.end), set()).add(span.source)
    certain = {
        (start, end)
        for (start, end), sources in doubts.items()
        if sources >= {"capital", "entity"}
        and not all(in_dictionary(plain(word)) for word in text[start:end].split())
    }
    return [
        replace(span, tier=AUTO, score=0.7)
        if span.tier == REVIEW and span.source == "entity" and (span.start, span.end) in certain
        else span
        for span in spans
    ]
