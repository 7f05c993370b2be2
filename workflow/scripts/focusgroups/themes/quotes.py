"""Quotes: passages for each theme, from different groups and people, fit to be printed."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

import pandas as pd

from focusgroups.naturalorder import natural_key
from focusgroups.sheets import NEVER, USE, Row
from focusgroups.speakers import PARTICIPANT, QUOTABLE
from focusgroups.tables import DECIMALS
from focusgroups.tokens import published

PROPOSAL_COLUMNS = (
    "theme",
    "rank",
    "kind",
    "segment_id",
    "focus_group",
    "speaker",
    "score",
    "n_words",
    "text_check",
    "decision",
    "cues",
    "text",
)
QUOTE_COLUMNS = ("theme", "rank", "quote", "attribution", "segment_id")

SPEAKS_FOR, COUNTER_EXAMPLE = "speaks for", "counter-example"  # the kinds of proposals

PROPOSED_PER_PRINTED = 5  # so that a team can choose
COUNTER_EXAMPLES_PROPOSED = 3

# ASSUME: what a reader minds, as a share of the way from the theme's weakest to its best segment.
TOKEN_COST, MOST_TOKENS = 0.12, 4
BROKEN_COST = 0.3
UNHEARD_COST = 0.3
OTHER_THEME_COST = 0.25
SECOND_BEST_COST = 0.5
# ASSUME: variety does not excuse a passage less than a quarter as fit as the
# theme's best.
GOOD_SHARE = 0.25

_BRACKETED = re.compile(r"\[[^\[\]]*\]")
_UNHEARD = re.compile(r"\[[^\[\]]*(?:inaudible|unclear|overlapping|crosstalk)[^\[\]]*\]", re.I)
_TOKEN = re.compile(r"\[([^\[\]]*)\]")
_WHOLE = re.compile(r"[^a-z].*[.!?…][\"'”’)]*", re.DOTALL)


@dataclass(frozen=True)
class QuoteRules:
    """What the study allows: quotes per theme, words of a quote, and whether each is approved."""

    per_theme: int
    min_words: int
    max_words: int
    requires_approval: bool


@dataclass
class QuoteDecisions:
    """A team's decisions that hold. ``use`` maps segment to theme; ids left out are for the log."""

    use: dict[str, str] = field(default_factory=dict)
    never: set[str] = field(default_factory=set)
    contradicted: list[str] = field(default_factory=list)
    outdated: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    without_consent: list[str] = field(default_factory=list)


def check_decisions(
    rows: Sequence[Row], segments: pd.DataFrame, consent: Mapping[str, str]
) -> QuoteDecisions:
    """Sort the rows of quotes.csv into those that hold and those that cannot.

    ``segments`` has ``SEGMENT_COLUMNS``; ``consent`` maps speakers to their consent. A decision
    made for other text is ignored, except that `never` still holds: keeping a passage back can harm
    nobody. `never` wins over `use`; of two themes for one segment the first stands.
    """
    known = segments.set_index("segment_id")
    decisions = QuoteDecisions()
    decisions.never = {row["segment_id"] for row in rows if row["decision"] == NEVER}
    for row in rows:
        segment_id = row["segment_id"]
        if segment_id not in known.index:
            decisions.unknown.append(segment_id)
            continue
        if row["decision"] != USE:
            continue
        if row["text_check"] not in ("", known.at[segment_id, "text_check"]):
            decisions.outdated.append(segment_id)
        elif segment_id in decisions.never:
            decisions.contradicted.append(segment_id)
        elif consent.get(str(known.at[segment_id, "speaker"])) != QUOTABLE:
            decisions.without_consent.append(segment_id)
        elif segment_id in decisions.use:
            decisions.repeated.append(segment_id)
        else:
            decisions.use[segment_id] = row["theme"]
    return decisions


def propose_quotes(
    segments: pd.DataFrame,
    coding: pd.DataFrame,
    marked: pd.DataFrame,
    consent: Mapping[str, str],
    decisions: QuoteDecisions,
    theme_ids: Sequence[str],
    rules: QuoteRules,
) -> pd.DataFrame:
    """Rank passages for each theme: the team's choice, proposals to choose from, counter-examples.

    ``segments`` and ``coding`` have the columns of their files, ``marked`` those of
    `find_counter_examples`; consent maps speakers to `yes`, `no_quotes` or `withdrawn`. Of what is
    marked the strongest is proposed as such, after the others. Only assigned themes, only people
    with consent `yes`, only lengths that the rules allow, and no passage that names a participant
    who has not agreed to be quoted; a chosen passage need only be by somebody who has, and stands
    under the theme that it was chosen for. The result has ``PROPOSAL_COLUMNS``; ``score`` is from 1
    (best) down.
    """
    if not theme_ids:  # no speech is left to be coded: everybody has withdrawn
        return pd.DataFrame(columns=list(PROPOSAL_COLUMNS))
    scored = _scored(segments, coding, consent).merge(
        marked[["segment_id", "theme", "strength", "cues"]], on=["segment_id", "theme"], how="left"
    )
    scored["kind"] = scored["strength"].map(lambda x: COUNTER_EXAMPLE if x > 0 else SPEAKS_FOR)
    scored["cues"] = scored["cues"].fillna("")
    tables = [_of_theme(scored, theme, decisions, rules) for theme in theme_ids]
    return pd.concat(tables, ignore_index=True)[list(PROPOSAL_COLUMNS)]


def print_quotes(
    proposals: pd.DataFrame, theme_ids: Sequence[str], rules: QuoteRules, people: Collection[str]
) -> pd.DataFrame:
    """The table of quotes as it may be published, with ``QUOTE_COLUMNS``.

    Every chosen passage is printed; proposals fill up to ``per_theme``, unless each quote needs
    approval. A counter-example is printed only if somebody chose it. Nothing is printed twice:
    themes take turns, in the codebook's order. ``people`` are
    all ids on the sheets, whose tokens become `[name]`.
    """
    chosen = proposals[proposals["decision"] == USE]
    taken: dict[str, list[int]] = {
        theme: list(chosen.index[chosen["theme"] == theme]) for theme in theme_ids
    }
    used = set(chosen["segment_id"])
    if not rules.requires_approval:
        ordinary = proposals["kind"] == SPEAKS_FOR
        for _ in range(rules.per_theme):
            for theme in theme_ids:
                free = ordinary & (proposals["theme"] == theme)
                free &= ~proposals["segment_id"].isin(used)
                if len(taken[theme]) < rules.per_theme and free.any():
                    best = proposals.index[free][0]
                    taken[theme].append(best)
                    used.add(proposals.at[best, "segment_id"])
    rows = [
        (
            theme,
            rank,
            published(str(proposals.at[place, "text"]), people).strip(),
            attribution(str(proposals.at[place, "focus_group"])),
            proposals.at[place, "segment_id"],
        )
        for theme, places in taken.items()
        for rank, place in enumerate(places, start=1)
    ]
    return pd.DataFrame(rows, columns=list(QUOTE_COLUMNS))


def attribution(group: str) -> str:
    """Who is quoted, as it is printed: the group and the role.

    >>> attribution("FGD3")
    'FGD3_SU'
    """
    return f"{group}_{PARTICIPANT}"


def _scored(
    segments: pd.DataFrame, coding: pd.DataFrame, consent: Mapping[str, str]
) -> pd.DataFrame:
    """Segments of people who may be quoted, a row per theme, with the suitability as ``score``.

    ``names_silent`` says whether a passage names a participant who has not agreed to be quoted.
    """
    quotable = segments[segments["speaker"].map(consent) == QUOTABLE]
    counts = coding[coding["assigned"] == "true"].groupby("segment_id").size()
    rows = coding[["segment_id", "theme", "score", "assigned", "rank"]].merge(
        quotable, on="segment_id"
    )
    assigned = rows[rows["assigned"] == "true"].groupby("theme")["score"]
    low = rows["theme"].map(assigned.min())
    spread = (rows["theme"].map(assigned.max()) - low).where(lambda width: width > 0, 1.0)
    others = (rows["segment_id"].map(counts).fillna(0) - 1).clip(lower=0)
    cost = rows["text"].map(_reading_cost)
    cost += OTHER_THEME_COST * others + SECOND_BEST_COST * (rows["rank"] > 1)
    rows["score"] = ((rows["score"] - low) / spread - cost).round(DECIMALS)
    silent = {person.casefold() for person, given in consent.items() if given != QUOTABLE}
    rows["names_silent"] = rows["text"].map(lambda text: _names_any(text, silent))
    return rows.drop(columns="rank")


def _names_any(text: str, people: Collection[str]) -> bool:
    """Whether a token in ``text`` stands for one of ``people``, ids in lower case."""
    return any(token.strip().casefold() in people for token in _TOKEN.findall(text))


@cache
def _reading_cost(text: str) -> float:
    """How much a passage loses by gaps, a broken beginning or end, and what was not heard."""
    passage = text.strip()
    tokens = min(len(_BRACKETED.findall(passage)), MOST_TOKENS)
    broken = not _WHOLE.fullmatch(passage)
    unheard = bool(_UNHEARD.search(passage))
    return TOKEN_COST * tokens + BROKEN_COST * broken + UNHEARD_COST * unheard


def _of_theme(
    scored: pd.DataFrame, theme: str, decisions: QuoteDecisions, rules: QuoteRules
) -> pd.DataFrame:
    rows = scored[(scored["theme"] == theme) & ~scored["segment_id"].isin(decisions.never)]
    wanted = [segment for segment, under in decisions.use.items() if under == theme]
    chosen = rows[rows["segment_id"].isin(wanted)]
    chosen = chosen.sort_values("segment_id", key=lambda ids: ids.map(wanted.index))
    free = rows[
        (rows["assigned"] == "true")
        & ~rows["names_silent"]
        & rows["n_words"].between(rules.min_words, rules.max_words)
        & ~rows["segment_id"].isin(decisions.use)
    ]
    ordinary, against = (free[free["kind"] == kind] for kind in (SPEAKS_FOR, COUNTER_EXAMPLE))
    order = _taking_turns(ordinary, chosen, PROPOSED_PER_PRINTED * rules.per_theme)
    strongest = against.assign(score=against["strength"])
    order += _taking_turns(strongest, chosen.iloc[:0], COUNTER_EXAMPLES_PROPOSED)
    table = pd.concat([chosen.assign(decision=USE), free.loc[order].assign(decision="")])
    return table.assign(rank=range(1, len(table) + 1))


def _taking_turns(free: pd.DataFrame, chosen: pd.DataFrame, number: int) -> list[int]:
    """Index of up to ``number`` rows of ``free``: groups take turns, and within them speakers.

    What the team has ``chosen`` counts as turns taken. Passages below ``GOOD_SHARE`` of the best
    score wait for all others. The best score goes first, then the id.
    """
    groups, speakers = Counter(chosen["focus_group"]), Counter(chosen["speaker"])
    group_of, speaker_of = dict(free["focus_group"]), dict(free["speaker"])
    ids, scores = dict(free["segment_id"]), dict(free["score"])
    waiting = sorted(free.index, key=lambda row: (-scores[row], natural_key(ids[row])))
    weak = {row: scores[row] < GOOD_SHARE * scores[waiting[0]] for row in waiting}
    order: list[int] = []
    while waiting and len(order) < number:
        best = min(
            waiting,
            key=lambda row: (weak[row], groups[group_of[row]], speakers[speaker_of[row]]),
        )
        waiting.remove(best)
        groups[group_of[best]] += 1
        speakers[speaker_of[best]] += 1
        order.append(best)
    return order
