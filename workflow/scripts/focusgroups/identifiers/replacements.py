"""The token that stands in working text in the place of each identifier."""

from collections.abc import Collection, Mapping, Sequence

from focusgroups.identifiers.spans import Span
from focusgroups.identifiers.words import plain, without_possessive
from focusgroups.tokens import NUMBERED, working_token


def name_replacements(
    texts: Mapping[str, str],
    certain: Mapping[str, Sequence[Span]],
    whole_names: Mapping[str, str],
) -> dict[tuple[str, int], str]:
    """The token for each certain span, by turn and offset.

    People on the sheets are their id. Others, places and organisations are numbered in order of
    appearance in the group; the same words, whatever their case, get the same number, and a first
    name or surname that belongs to one full name only gets that person's. Where the talk has no
    full name, ``whole_names`` says whose a form is, both folded.
    """
    spoken = {
        (turn_id, span.start): _bare(texts[turn_id][span.start : span.end])
        for turn_id, spans in certain.items()
        for span in spans
        if span.label in NUMBERED
    }
    full_names = {**whole_names, **_full_names(certain, spoken, whole_names)}
    numbers: dict[str, dict[str, int]] = {label: {} for label in NUMBERED}
    everybody = frozenset(spoken.values())
    decided = _decided_tokens(certain, spoken)
    tokens: dict[tuple[str, int], str] = {}
    for turn_id, spans in certain.items():
        for span in spans:
            place = (turn_id, span.start)
            if span.replacement:
                tokens[place] = _bracketed(span.replacement)
            elif span.person:
                tokens[place] = f"[{span.person}]"
            elif span.label in NUMBERED:
                said = spoken[place]
                who = _who(said, full_names, everybody) if span.label == "PERSON" else said
                tokens[place] = decided.get(who) or _numbered(
                    span.label, who, numbers[span.label], decided.values()
                )
            else:
                tokens[place] = working_token(span.label)
    return tokens


def _who(said: str, full_names: Mapping[str, str], everybody: Collection[str]) -> str:
    """The one name that stands for ``said``: the full name, also of `the Braithwaites`."""
    singular = said.removesuffix("s")
    name = singular if said not in full_names and singular in everybody else said
    return full_names.get(name, name)


def _decided_tokens(
    certain: Mapping[str, Sequence[Span]], spoken: Mapping[tuple[str, int], str]
) -> dict[str, str]:
    """The token that a decision gives to a name, by its folded form: it holds for its parts too."""
    return {
        spoken[turn_id, span.start]: _bracketed(span.replacement)
        for turn_id, spans in certain.items()
        for span in spans
        if span.replacement and (turn_id, span.start) in spoken
    }


def _bracketed(replacement: str) -> str:
    return f"[{replacement.strip('[]')}]"


def _numbered(label: str, who: str, taken: dict[str, int], decided: Collection[str]) -> str:
    """The token of ``who``, with the next number that is neither ``taken`` nor in a decision."""
    if who not in taken:
        number = max(taken.values(), default=0) + 1
        while working_token(label, number) in decided:
            number += 1
        taken[who] = number
    return working_token(label, taken[who])


def _bare(said: str) -> str:
    return without_possessive(plain(said)).removeprefix("the ")


def _full_names(
    certain: Mapping[str, Sequence[Span]],
    spoken: Mapping[tuple[str, int], str],
    whole_names: Mapping[str, str],
) -> dict[str, str]:
    """First name or surname to the one full name in the group's talk that it is part of.

    What is part of several is mapped to itself.
    """
    wholes: dict[str, set[str]] = {}
    for turn_id, spans in certain.items():
        for span in spans:
            said = spoken.get((turn_id, span.start), "")
            if span.label == "PERSON" and not span.person and " " in said:
                whole = whole_names.get(said, said)
                for part in (said.split()[0], said.split()[-1]):
                    wholes.setdefault(part, set()).add(whole)
    return {p: next(iter(names)) if len(names) == 1 else p for p, names in wholes.items()}


def replaced(text: str, spans: Sequence[Span], tokens: Mapping[int, str]) -> str:
    """``text`` with each span, none overlapping, replaced by the token for its start."""
    pieces: list[str] = []
    position = 0
    for span in sorted(spans, key=lambda span: span.start):
        pieces += [text[position : span.start], tokens[span.start]]
        position = span.end
    return "".join([*pieces, text[position:]])
