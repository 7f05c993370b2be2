"""Scores of de-identification are what a person would count, and the pipeline is run as it runs."""

import json
from pathlib import Path

import pytest
from utterance_gold import Found, GoldSet, Mark, Utterance, read_set, run_pipeline, score

from focusgroups.identifiers.spans import REVIEW


def utterance(text: str, *marks: tuple[str, str], turn: str = "u1") -> Utterance:
    return Utterance(turn, text, tuple(Mark(*place(text, said), label) for said, label in marks))


def place(text: str, said: str) -> tuple[int, int]:
    return text.index(said), text.index(said) + len(said)


def found(text: str, said: str, label: str, tier: str = "auto") -> Found:
    return Found(*place(text, said), label, tier)


TEXT = "Ask Maureen O'Hare in Bootle, or ring 0151 496 0772 about Marks."
GOLD = utterance(
    TEXT,
    ("Maureen O'Hare", "PERSON"),
    ("Bootle", "LOCATION"),
    ("0151 496 0772", "PHONE"),
    ("Marks", "IGNORE"),
)


def test_mention_is_caught_when_every_letter_is() -> None:
    halves = [found(TEXT, "Maureen O", "PERSON"), found(TEXT, "Hare", "LOCATION")]
    result = score([GOLD], {"u1": halves})
    assert result.direct.mentions == 2
    assert result.direct.recall == result.direct.recall_with_review == result.direct.leak == 0.5
    assert score([GOLD], {"u1": halves[:1]}).direct.recall == 0
    assert result.quasi.recall == 0


def test_flagged_counts_apart_and_together_with_replaced() -> None:
    marks = [found(TEXT, "Maureen", "PERSON"), found(TEXT, "O'Hare", "PERSON", REVIEW)]
    result = score([GOLD], {"u1": [*marks, found(TEXT, "0151 496", "PHONE", REVIEW)]})
    assert result.direct.recall == 0
    assert result.direct.recall_with_review == 0.5
    assert (result.flags, result.person_flags) == (2, 1)
    assert result.per_1000_words(result.flags) == pytest.approx(2000 / 12)


def test_flag_of_what_is_replaced_anyway_is_none() -> None:
    marks = [found(TEXT, "Bootle", "LOCATION"), found(TEXT, "Bootle,", "PERSON", REVIEW)]
    assert score([GOLD], {"u1": marks}).flags == 0


def test_precision_asks_for_any_mention_and_passes_over_ignored_text() -> None:
    marks = [
        found(TEXT, "in Bootle", "PERSON"),  # another label, and a word too many
        found(TEXT, "ring", "PERSON"),
        found(TEXT, "about", "VEHICLE"),  # of a program with labels of its own
        found(TEXT, "Marks", "PERSON"),
        found(TEXT, ",", "PERSON"),
    ]
    result = score([GOLD], {"u1": marks})
    assert (result.direct.spans, result.direct.right) == (2, 1)
    assert (result.all.spans, result.needless) == (3, 2)
    assert result.quasi.recall == 1


def test_nothing_found_and_nothing_to_find() -> None:
    plain = utterance("Well, yes.")
    result = score([plain], {"u1": []})
    assert (result.all.recall, result.all.precision, result.needless) == (1, 1, 0)


def test_utterance_without_an_answer_is_an_error() -> None:
    with pytest.raises(KeyError):
        score([GOLD], {})


def test_set_is_read_with_its_people_and_run_as_one_group(tmp_path: Path) -> None:
    texts = {"a": "And then our Brenlyn left.", "b": "so quorlin rang Brenlyn at L20 3PQ."}
    spans = [{"start": 13, "end": 20, "label": "PERSON"}]
    rows = [{"id": i, "text": text, "spans": spans} for i, text in texts.items()]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (tmp_path / "small.jsonl").write_text(lines, encoding="utf-8")
    (tmp_path / "small_people.csv").write_text(
        "participant_id,names,role\nP01,Quorlin Veshley,participant\nS01,Denise Makin,staff\n"
    )
    gold = read_set(tmp_path / "small.jsonl")
    assert gold.utterances[0] == Utterance("a", texts["a"], (Mark(13, 20, "PERSON"),))
    marks = run_pipeline(gold)
    said = [texts[i][m.start : m.end] for i in texts for m in marks[i] if m.tier == "auto"]
    assert said == ["Brenlyn", "quorlin", "Brenlyn", "L20 3PQ"]
    alone = run_pipeline(GoldSet(gold.name, gold.utterances))
    assert [m for m in alone["b"] if (m.start, m.tier) == (3, "auto")] == []
