"""Where the talk says what stands in the hidden text of any transcript of the study."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from focusgroups.identifiers.hiddenforms import HiddenNames, SoughtForms
from focusgroups.identifiers.months import is_surely_month
from focusgroups.identifiers.repeats import SpokenTurn, mentions, said_forms
from focusgroups.identifiers.spans import AUTO, REVIEW, Span
from focusgroups.identifiers.wordlists import first_names
from focusgroups.identifiers.words import Word, occurrences, plain, uncapitalised
from focusgroups.tokens import is_noise

HIDDEN = "hidden"  # the source of what is found
SCORE = 0.9
SELDOM = 2  # times that a group says what may be a name without a capital
_NOTE = re.compile(r"\[[^\[\]]*\]|\([^()]*\)")


def find_hidden(turns: Mapping[str, SpokenTurn], names: HiddenNames) -> dict[str, list[Span]]:
    """Every place in the turns of one group that says what ``names`` has; spans per turn.

    A person's name is found in all its forms and in any case, with the care that words which are
    names besides need; whatever may as well be a word comes back for review, as do all places of
    terms that are for review.
    """
    found: dict[str, list[Span]] = {turn_id: [] for turn_id in turns}
    for tier in (REVIEW, AUTO):
        forms = names.forms[tier]
        said = _names_said(turns, forms)
        doubted = _doubt_words(said, turns, tier, names) if any(said.values()) else said
        for turn_id, spans in doubted.items():
            found[turn_id] += spans
        for term in said_forms(turns, forms.others):
            for turn_id, turn in turns.items():
                places = occurrences(term, turn.text)
                label = forms.others[term]
                found[turn_id] += [Span(*place, label, HIDDEN, SCORE, tier) for place in places]
        for turn_id, spans in _names_inside(turns, forms.inside).items():
            found[turn_id] += spans
    return found


def _names_inside(
    turns: Mapping[str, SpokenTurn], forms: Mapping[str, str]
) -> dict[str, list[Span]]:
    """For review, where common words of ``forms`` stand with a capital inside a sentence."""
    labels = {plain(form): label for form, label in forms.items()}
    said = {plain(form) for form in said_forms(turns, forms)}
    return {
        turn_id: [
            Span(word.start, word.end, labels[word.key], HIDDEN, SCORE, REVIEW)
            for word in turn.spoken.values()
            if word.key in said and word.capitalised and not word.opens
            if not is_surely_month(word.text, turn.text[: word.start])
        ]
        for turn_id, turn in (turns.items() if said else ())
    }


def _names_said(turns: Mapping[str, SpokenTurn], forms: SoughtForms) -> dict[str, list[Span]]:
    said = mentions(turns, forms.any_case)
    for turn_id, spans in mentions(turns, forms.exact).items():
        said[turn_id] += [span for span in spans if _spoken(span, turns[turn_id]) in forms.exact]
    return {
        turn_id: [span for span in spans if not _in_noise(span, turns[turn_id].text)]
        for turn_id, spans in said.items()
    }


def _in_noise(span: Span, text: str) -> bool:
    """Whether a place is in a typist's note of a sound: no Laugh is in `[laughs]`."""
    return any(
        note.start() < span.start and span.end < note.end() and is_noise(note[0])
        for note in _NOTE.finditer(text)
    )


def _spoken(span: Span, turn: SpokenTurn) -> str:
    return " ".join(turn.text[span.start : span.end].split())


def everyday_words(spoken: Iterable[Word]) -> frozenset[str]:
    """Words that are ``spoken`` more than once or twice without a capital, and mostly without."""
    every = list(spoken)
    inside = Counter(word.key for word in every if word.capitalised and not word.opens)
    small = uncapitalised(every)
    said = {key for key, times in small.items() if times > max(SELDOM, inside[key])}
    return frozenset(said - first_names())


def _doubt_words(
    said: Mapping[str, Sequence[Span]],
    turns: Mapping[str, SpokenTurn],
    tier: str,
    names: HiddenNames,
) -> dict[str, list[Span]]:
    """``said`` with this ``tier``, or for review what the group uses as a word.

    A surname that no list knows as a word may be one: a group, or all together, that mostly say it
    without its capital mean the word where it has none, or only that of a sentence. Where a group
    says `the day` as well, or where the term was doubtful in the first place, such a word is left
    alone.
    """
    here = everyday_words(word for turn in turns.values() for word in turn.spoken.values())
    everyday = here | names.everyday
    doubted: dict[str, list[Span]] = {turn_id: [] for turn_id in turns}
    for turn_id, spans in said.items():
        for span in spans:
            heard = _spoken(span, turns[turn_id])
            first = turns[turn_id].spoken.get(span.start)
            unsure = plain(heard) in everyday
            unsure = unsure and (heard.islower() or bool(first and first.opens))
            if unsure and heard.islower() and REVIEW in (tier, span.tier):
                continue
            its_tier = REVIEW if unsure or span.tier == REVIEW else tier
            doubted[turn_id].append(replace(span, source=HIDDEN, score=SCORE, tier=its_tier))
    return doubted
