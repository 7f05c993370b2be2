"""How much the pipeline finds in the gold utterances, and whether the gold itself is in order.

The floors are a little below what was measured when they were set. No text is compared where a
failing test would print it: blind sets are read by nobody.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest
from utterance_gold import IGNORE, GoldSet, Score, Utterance, gold_sets, run_pipeline, score

from focusgroups.tokens import LABELS

FLOORS = {
    "direct, replaced": 0.92,
    "direct, replaced or flagged": 0.95,
    "direct, precision": 0.96,
}

SETS = {gold.name: gold for gold in gold_sets()}
EVERY_SET = pytest.mark.parametrize("name", SETS)


@cache
def scored(name: str) -> Score:
    return score(SETS[name].utterances, run_pipeline(SETS[name]))


def figures(result: Score) -> dict[str, float]:
    return {
        "direct, replaced": result.direct.recall,
        "direct, replaced or flagged": result.direct.recall_with_review,
        "direct, precision": result.direct.precision,
    }


@EVERY_SET
def test_enough_is_found_and_little_else(name: str) -> None:
    found = figures(scored(name))
    assert {what: found[what] for what, floor in FLOORS.items() if found[what] < floor} == {}


@EVERY_SET
def test_marks_of_the_gold_are_in_order(name: str) -> None:
    faults = [
        (number, fault)
        for number, utterance in enumerate(SETS[name].utterances, 1)
        for fault in marks_out_of_order(utterance)
    ]
    assert faults == []


def marks_out_of_order(utterance: Utterance) -> Iterator[str]:
    """What is wrong with the marks of one utterance, in words that say nothing of its text."""
    text, reached = utterance.text, 0
    if not text.strip() or "{" in text or "}" in text:
        yield "no text, or a brace in it"
    for mark in utterance.marks:
        if mark.label not in (*LABELS, IGNORE):
            yield "a label that is none"
        if mark.start < reached:
            yield "overlaps the mark before it"
        reached = mark.end
        if not 0 <= mark.start < mark.end <= len(text):
            yield "offsets outside the text"
        elif cuts_word(text, mark.start) or cuts_word(text, mark.end):
            yield "ends inside a word"
        elif text[mark.start : mark.end].strip() != text[mark.start : mark.end]:
            yield "begins or ends with a space"


def cuts_word(text: str, place: int) -> bool:
    """Whether letters or digits stand on both sides of ``place``."""
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()


@EVERY_SET
def test_people_of_the_set_are_complete(name: str) -> None:
    people = SETS[name].people
    ids = [row["participant_id"] for row in people]
    assert len(people) > 0
    assert len(set(ids)) == len(ids)
    assert {row["role"] for row in people} <= {"participant", "staff"}
    assert sum(not row["names"].strip() for row in people) == 0


@EVERY_SET
def test_ids_are_unique_and_texts_composed(name: str) -> None:
    utterances = SETS[name].utterances
    assert len({utterance.id for utterance in utterances}) == len(utterances)
    assert sum(u.text != unicodedata.normalize("NFC", u.text) for u in utterances) == 0


def test_no_two_utterances_are_the_same() -> None:
    said = Counter(folded(u.text) for gold in SETS.values() for u in gold.utterances)
    assert sum(times > 1 for times in said.values()) == 0


def folded(text: str) -> str:
    """The words alone, without case and punctuation."""
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())


def test_there_is_enough_of_it_and_a_third_is_blind() -> None:
    def size(sets: list[GoldSet]) -> int:
        return sum(len(gold.utterances) for gold in sets)

    everything = list(SETS.values())
    blind = [gold for gold in everything if gold.blind]
    assert size(everything) >= 300
    assert size(blind) >= size(everything) / 3


def test_text_is_kept_out_of_what_a_failing_test_prints() -> None:
    utterance = Utterance("u1", "Maureen rang", ())
    assert "Maureen" not in repr(GoldSet("blind_9", (utterance,), ({"names": "Maureen"},)))
