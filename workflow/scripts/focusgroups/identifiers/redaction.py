"""From turns and what was found in them to turns in which nobody can be recognised.

A group is redacted as a whole: what is certain in one turn is looked for in all the others, so that
nobody is named in one place and hidden in the next.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from focusgroups.identifiers.decisions import settle_as_decided
from focusgroups.identifiers.hiddenforms import HiddenNames
from focusgroups.identifiers.hiddenmentions import HIDDEN, find_hidden
from focusgroups.identifiers.people import find_people, whose
from focusgroups.identifiers.repeats import propagate, spoken_turn
from focusgroups.identifiers.replacements import name_replacements, replaced
from focusgroups.identifiers.review import review_rows
from focusgroups.identifiers.roster import Roster
from focusgroups.identifiers.spans import AUTO, REVIEW, Span
from focusgroups.identifiers.words import lower_words, plain
from focusgroups.sheets import Row

WORKING_TURN_COLUMNS = (
    "turn_id", "focus_group", "turn", "speaker", "role", "start", "end", "text",
)  # fmt: skip
REDACTION_COLUMNS = (
    "turn_id", "start", "end", "label", "original", "replacement", "source", "score",
)  # fmt: skip
REVIEW_COLUMNS = ("turn_id", "start", "end", "label", "original", "reason", "context")


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
    hidden: HiddenNames,
) -> Redacted:
    """Redact the turns of one focus group.

    ``turns`` has TURN_COLUMNS, ``identifiers`` IDENTIFIER_COLUMNS with integer offsets into the
    turns' text; ``decisions`` are rows of redaction_decisions.csv; ``hidden`` has the names in the
    hidden text of all groups. The tables that come back have WORKING_TURN_COLUMNS,
    REDACTION_COLUMNS and REVIEW_COLUMNS; all offsets are into the original text. Text outside the
    redactions is not changed.
    """
    texts = {str(t): str(text) for t, text in zip(turns["turn_id"], turns["text"], strict=True)}
    found = _found_spans(texts, identifiers)
    decided = [row for row in decisions if row["focus_group"] in ("", group)]
    final = _settled_spans(texts, found, roster, group, decided, hidden)
    certain = {t: [s for s in spans if s.tier == AUTO] for t, spans in final.items()}
    doubts = {t: [s for s in spans if s.tier == REVIEW] for t, spans in final.items()}
    replacements = name_replacements(texts, certain, hidden.whole_names)
    return Redacted(
        _working_turns(turns, texts, certain, replacements),
        _redaction_rows(texts, certain, replacements),
        review_rows(texts, doubts, REVIEW_COLUMNS),
    )


def _settled_spans(
    texts: Mapping[str, str],
    found: Mapping[str, Sequence[Span]],
    roster: Roster,
    group: str,
    decided: Sequence[Row],
    hidden: HiddenNames,
) -> dict[str, list[Span]]:
    """What is ``found`` in the turns, what the sheets and hidden text know, and all repetitions."""

    def settled(spans: Mapping[str, Sequence[Span]]) -> dict[str, list[Span]]:
        """Spans without overlap, as the team decided, of people with their ids."""
        chosen = {t: settle_as_decided(spans[t], texts[t], decided) for t in texts}
        return {t: [_with_id(s, texts[t], roster, group, hidden) for s in chosen[t]] for t in texts}

    spoken = {turn_id: spoken_turn(text) for turn_id, text in texts.items()}
    mentioned = find_hidden(spoken, hidden)
    named = {turn_id: [*found[turn_id], *mentioned[turn_id]] for turn_id in texts}
    lowered = lower_words(texts.values())
    strangers = _said_of_others(texts, named, roster)
    for turn_id, text in texts.items():
        named[turn_id] += find_people(text, roster, group, lowered, strangers)
    first = settled(named)
    repeated = propagate(spoken, first)
    return settled({t: [*first[t], *repeated[t]] for t in texts})


def _found_spans(texts: Mapping[str, str], identifiers: pd.DataFrame) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {turn_id: [] for turn_id in texts}
    for row in identifiers.to_dict("records"):
        place = int(row["start"]), int(row["end"])
        label, source, tier = str(row["label"]), str(row["source"]), str(row["tier"])
        span = Span(*place, label, source, float(row["score"]), tier)
        found[str(row["turn_id"])].append(span)
    return found


def _said_of_others(
    texts: Mapping[str, str], found: Mapping[str, Sequence[Span]], roster: Roster
) -> frozenset[str]:
    """First names, folded, that the talk itself gives to somebody: `our Mo`, `Mo Tanner`."""
    return frozenset(
        said[0]
        for turn_id, spans in found.items()
        for span in spans
        if span.label == "PERSON" and span.tier == AUTO
        for said in [plain(texts[turn_id][span.start : span.end]).split()]
        if said and (span.source == "context" or len(said) > 1)
        if " ".join(said) not in roster.forms
    )


def _with_id(span: Span, text: str, roster: Roster, group: str, hidden: HiddenNames) -> Span:
    """A person found without the sheets, by the id of whoever on the sheets has that name.

    Initials from hidden text are those of the one name in it that they fit.
    """
    if span.label != "PERSON" or span.person or span.replacement:
        return span
    said = text[span.start : span.end]
    if span.source == HIDDEN:
        said = hidden.initials.get(said, said)
    return replace(span, person=whose(said, roster, group))


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
