"""Names that are certain in one turn, looked for in all the others of the group."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from focusgroups.identifiers.months import is_surely_month
from focusgroups.identifiers.spans import AUTO, NAMES, REVIEW, Span
from focusgroups.identifiers.wordlists import (
    everyday_names,
    first_names,
    is_common,
    is_ordinary,
    names_that_are_words,
    safe_terms,
    surnames_that_are_words,
)
from focusgroups.identifiers.words import Word, plain, without_possessive, words
from focusgroups.wordsets import word_set

# After one of these a word without a capital is no name: the cross, to fish.
_BEFORE_WORD = word_set(
    "a an the this that these those my your his her its our their some any no every each to very so"
)


@dataclass(frozen=True)
class SpokenTurn:
    """A turn's text with what decides whether a form in it is a name."""

    text: str
    folded: str
    spoken: Mapping[int, Word]  # by where they start
    after: Mapping[int, str]  # the next word, folded, by where a word starts
    before: Mapping[int, str]  # the word before, folded, by where a word starts


def propagate(
    turns: Mapping[str, SpokenTurn], settled: Mapping[str, Sequence[Span]]
) -> dict[str, list[Span]]:
    """Further mentions of the people, places and organisations that are certain somewhere.

    Of a full name also its first and its last part. Returns new spans per turn, as `mentions` does.
    """
    return mentions(turns, _certain_forms(turns, settled))


def mentions(turns: Mapping[str, SpokenTurn], forms: Mapping[str, str]) -> dict[str, list[Span]]:
    """Where any of ``forms``, each with its label, is said: spans per turn.

    The same words as whole words, with or without a possessive. People also in any other case, for
    review where the form is a word besides: so is a word at a sentence's beginning.
    """
    spread: dict[str, list[Span]] = {turn_id: [] for turn_id in turns}
    for form in said_forms(turns, forms):
        label = forms[form]
        pattern = _pattern(form, label)
        first = plain(form).split()[0]
        holding = {t: turn for t, turn in turns.items() if first in turn.folded}
        places = {t: [m.span() for m in pattern.finditer(turn.text)] for t, turn in holding.items()}
        is_word = _is_word(form, [(holding[t], place) for t in places for place in places[t]])
        for turn_id, found in places.items():
            for start, end in found:
                spread[turn_id] += _judged(form, label, start, end, turns[turn_id], is_word)
    return spread


def said_forms(turns: Mapping[str, SpokenTurn], forms: Iterable[str]) -> list[str]:
    """Those of many ``forms``, in order, of which every word is said somewhere in ``turns``.

    A study may know thousands of forms, of which a group says a few: only those are searched for.
    """
    said = {piece for turn in turns.values() for piece in re.findall(r"\w+", turn.folded)}
    return [form for form in forms if _all_said(_pieces(form), said)]


def _all_said(pieces: Sequence[str], said: Collection[str]) -> bool:
    """Whether all ``pieces`` are in ``said``, the last one perhaps with an s for `'s`."""
    return all(piece in said for piece in pieces[:-1]) and (
        not pieces or pieces[-1] in said or f"{pieces[-1]}s" in said
    )


@cache
def _pieces(form: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", plain(form)))


def spoken_turn(text: str) -> SpokenTurn:
    """``text`` of a turn, taken apart."""
    spoken = words(text)
    return SpokenTurn(
        text,
        text.casefold().replace("’", "'"),
        {word.start: word for word in spoken},
        {word.start: after.key for word, after in pairwise(spoken)},
        {word.start: before.key for before, word in pairwise(spoken)},
    )


@cache
def _pattern(form: str, label: str) -> re.Pattern[str]:
    """Where ``form`` stands; people in any case and, as typists write, with an s for `'s`."""
    if label != "PERSON":
        return re.compile(rf"(?<![\w-]){re.escape(form)}(?!\w)(?!-\w)")
    spaced = r"\s+".join(re.sub("['’]", "['’]", re.escape(piece)) for piece in form.split())
    run_together = "s?" if len(form) > 4 and not _also_a_word(plain(form)) else ""
    return re.compile(rf"(?<![\w-]){spaced}(?={run_together}(?!\w)(?!-\w))", re.IGNORECASE)


def _is_word(form: str, places: Sequence[tuple[SpokenTurn, tuple[int, int]]]) -> bool:
    """Whether a form that no list knows as a first name is used as a word: `the cross`."""
    key = plain(form)
    if " " in key or key in first_names():
        return False
    return key in surnames_that_are_words() or any(
        turn.text[start].islower() and turn.before.get(start) in _BEFORE_WORD
        for turn, (start, _) in places
    )


def _judged(
    form: str, label: str, start: int, end: int, turn: SpokenTurn, is_word: bool
) -> Iterator[Span]:
    """The span of a form where it is a name or may be one; nothing where it is a word."""
    key, said = plain(form), turn.text[start:end]
    word = turn.spoken.get(start)
    if is_surely_month(said, turn.text[:start]):
        return
    if said != form and _also_a_word(key):
        # Nobody wants to be asked about each `will`; those of the other kind are mostly names.
        rare = key in names_that_are_words() and key not in everyday_names()
        rare = rare and turn.before.get(start) not in _BEFORE_WORD
        doubtful = True
        if not rare and not said[0].isupper():
            return
    else:
        doubtful = key in names_that_are_words() and (
            bool(word and word.opens) or not form[0].isupper() or key in safe_terms()
        )
        doubtful |= is_word and said[0].islower()
    if doubtful and turn.after.get(start) in names_that_are_words().get(key, ()):
        return
    tier, source, score = (REVIEW, "word", 0.4) if doubtful else (AUTO, "repeated", 0.7)
    yield Span(start, end, label, source, score, tier)


def _also_a_word(key: str) -> bool:
    return key in names_that_are_words() or is_ordinary(key) or key in safe_terms()


def _certain_forms(
    turns: Mapping[str, SpokenTurn], settled: Mapping[str, Sequence[Span]]
) -> dict[str, str]:
    """Words to look for, each with the label that it mostly has; people on the sheets need none."""
    votes: dict[str, Counter[str]] = {}
    for turn_id, spans in settled.items():
        for span in spans:
            if span.tier != AUTO or span.label not in NAMES or span.person:
                continue
            said = turns[turn_id].text[span.start : span.end]
            if span.label == "PERSON":
                said = without_possessive(said)
            parts = said.split() if span.label == "PERSON" else []
            for form in [said, *(part for part in parts[:1] + parts[-1:] if not part.islower())]:
                if _worth_looking_for(form):
                    votes.setdefault(form, Counter())[span.label] += 1 if form == said else 0
    return {
        form: max(sorted(counted), key=lambda label: counted[label])
        for form, counted in sorted(votes.items())
    }


def _worth_looking_for(form: str) -> bool:
    key = plain(form)
    if key in names_that_are_words():
        return len(key) > 2
    return len(key) > 2 and not is_common(key)
