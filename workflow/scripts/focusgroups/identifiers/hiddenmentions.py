"""Where the talk says what stands in the hidden text of any transcript of the study."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from focusgroups.identifiers.repeats import mentions
from focusgroups.identifiers.roster import name_forms
from focusgroups.identifiers.spans import AUTO, NAMES, REVIEW, Span
from focusgroups.identifiers.wordlists import first_names, ordinary_words, safe_terms
from focusgroups.identifiers.words import occurrences, plain, words

HIDDEN_TERM_COLUMNS = ("term", "label", "tier", "forms", "source")
# How a term is looked for: a person's name in all its forms and any case, all else as it stands.
ALL_FORMS, AS_IT_STANDS = "all", "as it stands"

HIDDEN = "hidden"  # the source of what is found
SCORE = 0.9
SELDOM = 2  # times that a group says what may be a name without a capital
SHORTEST_ANY_CASE = 3  # letters; `Al` and `Jo` are looked for as they stand


def forms_of_name(name: str) -> list[str]:
    """Forms of a person's name that somebody may say, with capitals, none an ordinary word.

    >>> forms_of_name("Dr Rhian MAKIN-SUNDAY")
    ['Makin', 'Makin-Sunday', 'Rhian', 'Rhian Makin-Sunday']
    """
    typed = {plain(p): p for p in name.split() if p not in (p.casefold(), p.upper())}
    said = [form for form in name_forms([name])[0] if " " in form or not _is_common(form)]
    return sorted(" ".join(typed.get(w, w.title()) for w in form.split()) for form in said)


def _is_common(form: str) -> bool:
    return form in ordinary_words() or form in safe_terms()


def find_hidden(texts: Mapping[str, str], terms: pd.DataFrame) -> dict[str, list[Span]]:
    """Every place in the turns of one group that says one of ``terms``.

    ``texts`` maps turn_id to text; ``terms`` has HIDDEN_TERM_COLUMNS. A person's name is found in
    all its forms and in any case, with the care that words which are names besides need; whatever
    may as well be a word comes back for review, as do all places of terms that are for review.
    """
    found: dict[str, list[Span]] = {turn_id: [] for turn_id in texts}
    for tier in (REVIEW, AUTO):
        for turn_id, spans in _said(texts, terms[terms["tier"] == tier], tier).items():
            found[turn_id] += spans
    return found


def _said(texts: Mapping[str, str], terms: pd.DataFrame, tier: str) -> dict[str, list[Span]]:
    """Where terms that share a ``tier`` are said."""
    any_case: dict[str, str] = {}
    exact: dict[str, str] = {}
    others: dict[str, str] = {}
    for term, label, forms in terms[["term", "label", "forms"]].itertuples(index=False, name=None):
        if label not in NAMES:
            others[term] = label
        elif forms == AS_IT_STANDS:
            exact[term] = label
        else:
            for form in forms_of_name(term):
                (any_case if len(form) >= SHORTEST_ANY_CASE else exact)[form] = label
    spread = mentions(texts, any_case)
    for turn_id, spans in mentions(texts, exact).items():
        spread[turn_id] += [s for s in spans if _spoken(s, texts[turn_id]) in exact]
    doubted = _doubt_words(spread, texts, tier) if any(spread.values()) else spread
    for turn_id, text in texts.items():
        for term, label in others.items():
            places = occurrences(term, text)
            doubted[turn_id] += [Span(*place, label, HIDDEN, SCORE) for place in places]
    return doubted


def _spoken(span: Span, text: str) -> str:
    return " ".join(text[span.start : span.end].split())


def everyday_words(texts: Iterable[str]) -> frozenset[str]:
    """Words that ``texts`` say more than once or twice without a capital, and mostly without."""
    every = [word for text in texts for word in words(text)]
    small = Counter(word.key for word in every if not word.capitalised)
    inside = Counter(word.key for word in every if word.capitalised and not word.opens)
    said = {key for key, times in small.items() if times > max(SELDOM, inside[key])}
    return frozenset(said - first_names())


def _doubt_words(
    spread: Mapping[str, Sequence[Span]], texts: Mapping[str, str], tier: str
) -> dict[str, list[Span]]:
    """``spread`` with this ``tier``, or for review what the group uses as a word.

    A surname that no list knows as a word may be one: a group that mostly says it without its
    capital means the word where it has none, or only that of a sentence. Where it says `the day`
    as well, or where the term was doubtful in the first place, such a word is left alone.
    """
    everyday = everyday_words(texts.values())
    opening = {
        turn_id: {word.start for word in words(texts[turn_id]) if word.opens}
        for turn_id, spans in spread.items()
        if spans
    }
    doubted: dict[str, list[Span]] = {turn_id: [] for turn_id in texts}
    for turn_id, spans in spread.items():
        for span in spans:
            said = _spoken(span, texts[turn_id])
            unsure = plain(said) in everyday
            unsure = unsure and (said.islower() or span.start in opening[turn_id])
            if unsure and said.islower() and REVIEW in (tier, span.tier):
                continue
            its_tier = REVIEW if unsure or span.tier == REVIEW else tier
            doubted[turn_id].append(replace(span, source=HIDDEN, score=SCORE, tier=its_tier))
    return doubted
