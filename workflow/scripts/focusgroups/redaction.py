"""From turns and what was found in them to turns in which nobody can be recognised.

A group is redacted as a whole: what is certain in one turn is looked for in all the others, so that
nobody is named in one place and hidden in the next.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import pandas as pd

from focusgroups.identifiers.names import is_surely_month
from focusgroups.identifiers.spans import AUTO, NAMES, REVIEW, Span, settle
from focusgroups.identifiers.wordlists import names_that_are_words, ordinary_words, safe_terms
from focusgroups.identifiers.words import lower_words, occurrences, plain, words
from focusgroups.review import review_rows
from focusgroups.roster import Roster, find_people, whose
from focusgroups.sheets import Row
from focusgroups.tokens import NUMBERED, working_token

WORKING_TURN_COLUMNS = (
    "turn_id", "focus_group", "turn", "speaker", "role", "start", "end", "text",
)  # fmt: skip
REDACTION_COLUMNS = (
    "turn_id", "start", "end", "label", "original", "replacement", "source", "score",
)  # fmt: skip
REVIEW_COLUMNS = ("turn_id", "start", "end", "label", "original", "reason", "context")

KEEP = "keep"


@dataclass(frozen=True)
class Redacted:
    """One group: turns fit for the working room, what was replaced, and what a person decides."""

    turns: pd.DataFrame
    redactions: pd.DataFrame
    review: pd.DataFrame


def redact_group(
    group: str,
    turns: pd.DataFrame,
    identifiers: pd.DataFrame,
    roster: Roster,
    decisions: Sequence[Row],
) -> Redacted:
    """Redact the turns of one focus group.

    ``turns`` has TURN_COLUMNS, ``identifiers`` IDENTIFIER_COLUMNS with integer offsets into the
    turns' text; ``decisions`` are rows of redaction_decisions.csv. The tables that come back have
    WORKING_TURN_COLUMNS, REDACTION_COLUMNS and REVIEW_COLUMNS; all offsets are into the original
    text. Text outside the redactions is not changed.
    """
    texts = {str(t): str(text) for t, text in zip(turns["turn_id"], turns["text"], strict=True)}
    found = _found_spans(texts, identifiers)
    lowered = lower_words(texts.values())
    for turn_id, text in texts.items():
        found[turn_id] += find_people(text, roster, group, lowered)
    decided = [row for row in decisions if row["focus_group"] in ("", group)]
    settled = {t: settle(apply_decisions(found[t], texts[t], decided), texts[t]) for t in texts}
    settled = {t: [_with_id(s, texts[t], roster, group) for s in settled[t]] for t in texts}
    spread = propagate(texts, settled)
    settled = {
        t: settle(apply_decisions([*settled[t], *spread[t]], texts[t], decided), texts[t])
        for t in texts
    }
    certain = {
        t: [_with_id(s, texts[t], roster, group) for s in spans if s.tier == AUTO]
        for t, spans in settled.items()
    }
    doubts = {t: [s for s in spans if s.tier == REVIEW] for t, spans in settled.items()}
    replacements = name_replacements(texts, certain)
    return Redacted(
        _working_turns(turns, texts, certain, replacements),
        _redaction_rows(texts, certain, replacements),
        review_rows(texts, doubts, REVIEW_COLUMNS),
    )


def _found_spans(texts: Mapping[str, str], identifiers: pd.DataFrame) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {turn_id: [] for turn_id in texts}
    for row in identifiers.to_dict("records"):
        place = int(row["start"]), int(row["end"])
        label, source, tier = str(row["label"]), str(row["source"]), str(row["tier"])
        span = Span(*place, label, source, float(row["score"]), tier)
        found[str(row["turn_id"])].append(span)
    return found


def _with_id(span: Span, text: str, roster: Roster, group: str) -> Span:
    """A person found without the sheets, by the id of whoever on the sheets has that name."""
    if span.label != "PERSON" or span.person or span.replacement:
        return span
    return replace(span, person=whose(text[span.start : span.end], roster, group))


def apply_decisions(spans: Sequence[Span], text: str, decisions: Sequence[Row]) -> list[Span]:
    """``spans`` of one turn with a study team's decisions carried out.

    A term matches as whole words whatever its case; where terms overlap the longest counts, and one
    for this group before one for all. `redact` covers the place; `keep` frees what lies within it,
    but never a sure mention of somebody on the sheets.
    """
    places = _decided_places(text, decisions)
    kept = [place for place, row in places if row["decision"] == KEEP]
    result = [
        span
        for span in spans
        if span.source == "decision"
        or (span.source == "roster" and span.tier == AUTO)
        or not any(_same_or_within(span, place, text) for place in kept)
    ]
    for place, row in places:
        if row["decision"] != KEEP and place not in spans:
            result.append(place)
    return result


def _decided_places(text: str, decisions: Sequence[Row]) -> list[tuple[Span, Row]]:
    """Where decisions hold in ``text``, without overlap, in order."""
    ranked = sorted(decisions, key=lambda row: (-len(row["term"]), row["focus_group"] == ""))
    taken: list[tuple[Span, Row]] = []
    for row in ranked:
        for start, end in occurrences(row["term"], text):
            label, wanted = row["label"] or "PERSON", row["replacement"]
            place = Span(start, end, label, "decision", 1.0, replacement=wanted)
            if not any(place.overlaps(other) for other, _ in taken):
                taken.append((place, row))
    return sorted(taken, key=lambda pair: pair[0].start)


def _same_or_within(span: Span, place: Span, text: str) -> bool:
    """Whether ``place`` covers the span, a possessive apart."""
    tail = text[place.end : span.end] if span.start >= place.start else "-"
    return span.within(place) or (span.start >= place.start and tail in ("'s", "’s"))


def propagate(
    texts: Mapping[str, str], settled: Mapping[str, Sequence[Span]]
) -> dict[str, list[Span]]:
    """Further mentions of the people, places and organisations that are certain somewhere.

    The same words in the same case, as whole words; of a full name also its parts. Where a part is
    an ordinary word at a sentence's beginning it is for review. Returns new spans per turn.
    """
    forms = _certain_forms(texts, settled)
    spread: dict[str, list[Span]] = {}
    for turn_id, text in texts.items():
        spread[turn_id] = []
        if not forms:
            continue
        spoken = words(text)
        opening = {word.start for word in spoken if word.opens}
        follows = {word.start: after.key for word, after in pairwise(spoken)}
        for form, label in forms.items():
            for start, end in _same_case(form, text):
                if is_surely_month(form, text[:start]):
                    continue
                doubtful = plain(form) in names_that_are_words() and (
                    start in opening or not form[0].isupper() or plain(form) in safe_terms()
                )
                if doubtful and follows.get(start) in names_that_are_words()[plain(form)]:
                    continue
                tier, source, score = (REVIEW, "word", 0.4) if doubtful else (AUTO, "repeated", 0.7)
                spread[turn_id].append(Span(start, end, label, source, score, tier))
    return spread


def _certain_forms(
    texts: Mapping[str, str], settled: Mapping[str, Sequence[Span]]
) -> dict[str, str]:
    """Words to look for, each with the label that it mostly has; people on the sheets need none."""
    votes: dict[str, Counter[str]] = {}
    for turn_id, spans in settled.items():
        for span in spans:
            if span.tier != AUTO or span.label not in NAMES or span.person or span.replacement:
                continue
            said = texts[turn_id][span.start : span.end]
            parts = said.split() if span.label == "PERSON" else []
            for form in [said, *parts]:
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
    return len(key) > 2 and key not in ordinary_words() and key not in safe_terms()


def _same_case(form: str, text: str) -> Iterator[tuple[int, int]]:
    if form not in text:
        return
    for match in re.finditer(rf"(?<![\w-]){re.escape(form)}(?!\w)(?!-\w)", text):
        yield match.start(), match.end()


def name_replacements(
    texts: Mapping[str, str], certain: Mapping[str, Sequence[Span]]
) -> dict[tuple[str, int], str]:
    """The token for each certain span, by turn and offset.

    People on the sheets are their id. Others, places and organisations are numbered in order of
    appearance in the group; the same words, whatever their case, get the same number, and a first
    name or surname that belongs to one full name only gets that person's.
    """
    spoken = {
        (turn_id, span.start): plain(texts[turn_id][span.start : span.end])
        for turn_id, spans in certain.items()
        for span in spans
        if span.label in NUMBERED
    }
    full_names = _full_names(certain, spoken)
    numbers: dict[str, dict[str, int]] = {label: {} for label in NUMBERED}
    tokens: dict[tuple[str, int], str] = {}
    for turn_id, spans in certain.items():
        for span in spans:
            place = (turn_id, span.start)
            if span.replacement:
                tokens[place] = f"[{span.replacement.strip('[]')}]"
            elif span.person:
                tokens[place] = f"[{span.person}]"
            elif span.label in NUMBERED:
                said = re.sub(r"^the |'s$", "", spoken[place])
                who = full_names.get(said, said) if span.label == "PERSON" else said
                taken = numbers[span.label]
                tokens[place] = working_token(span.label, taken.setdefault(who, len(taken) + 1))
            else:
                tokens[place] = working_token(span.label)
    return tokens


def _full_names(
    certain: Mapping[str, Sequence[Span]], spoken: Mapping[tuple[str, int], str]
) -> dict[str, str]:
    """First name or surname to the one full name in the group that it is part of."""
    wholes: dict[str, set[str]] = {}
    for turn_id, spans in certain.items():
        for span in spans:
            said = spoken.get((turn_id, span.start), "")
            if span.label == "PERSON" and not span.person and " " in said:
                for part in (said.split()[0], said.split()[-1]):
                    wholes.setdefault(part, set()).add(said)
    return {part: next(iter(names)) for part, names in wholes.items() if len(names) == 1}


def replaced(text: str, spans: Sequence[Span], tokens: Mapping[int, str]) -> str:
    """``text`` with each span, none overlapping, replaced by the token for its start."""
    pieces: list[str] = []
    position = 0
    for span in sorted(spans, key=lambda span: span.start):
        pieces += [text[position : span.start], tokens[span.start]]
        position = span.end
    return "".join([*pieces, text[position:]])


def _working_turns(
    turns: pd.DataFrame,
    texts: Mapping[str, str],
    certain: Mapping[str, Sequence[Span]],
    tokens: Mapping[tuple[str, int], str],
) -> pd.DataFrame:
    working = turns.copy()
    working["text"] = [
        replaced(
            text, certain[turn_id], {s.start: tokens[turn_id, s.start] for s in certain[turn_id]}
        )
        for turn_id, text in texts.items()
    ]
    return working.loc[:, list(WORKING_TURN_COLUMNS)]


def _redaction_rows(
    texts: Mapping[str, str],
    certain: Mapping[str, Sequence[Span]],
    tokens: Mapping[tuple[str, int], str],
) -> pd.DataFrame:
    rows = [
        (
            t,
            s.start,
            s.end,
            s.label,
            texts[t][s.start : s.end],
            tokens[t, s.start],
            s.source,
            s.score,
        )
        for t, spans in certain.items()
        for s in spans
    ]
    return pd.DataFrame(rows, columns=list(REDACTION_COLUMNS))
