"""Counter-examples: what speaks against a theme is marked, what only sounds so is not."""

import csv
from pathlib import Path

import pandas as pd
import pytest

from focusgroups.codebook import Theme
from focusgroups.themes import counter_examples
from focusgroups.themes.counter_examples import (
    COUNTER_COLUMNS,
    DATA_FILES,
    WEIGHTS,
    averse_keywords,
    find_counter_examples,
    judged,
)
from focusgroups.themes.keywords import find_keywords

THEME = Theme(
    "t",
    "t",
    "Feeling safe and welcome, less isolated; free, without forms or referral; no judgement.",
    ("safe", "welcome", "belong", "isolat*", "free", "form", "referred", "judge", "no pressure"),
)


def marks(text: str, theme: Theme = THEME) -> str | None:
    """The cues by which ``text`` is marked, None if it is not."""
    segments = pd.DataFrame({"segment_id": ["FGD1-0001.1"], "text": [text]})
    found = find_counter_examples(segments, find_keywords(segments, [theme]), [theme])
    assert tuple(found.columns) == COUNTER_COLUMNS
    return None if found.empty else str(found["cues"].iloc[0])


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("I never felt I belonged there, not once.", "never felt"),
        ("I NEVER felt I belonged there, not once.", "never felt"),
        ("It’s not free if you count the bus.", "no free"),
        ("I wouldn’t say I felt safe, that’s a big word.", "wouldn't say"),
        ("I’d have liked somebody to ask how I was.", "have liked"),
        ("They cancel half of the courses, though.", "cancel"),
        ("It is shut at weekends and I couldn’t get in.", "shut"),
        ("You could wait for hours, it was awful.", "for hours"),
        ("The staff were not helpful, and that was disappointing.", "not helpful"),
    ],
)
def test_what_speaks_against_a_theme_is_marked(text: str, cue: str) -> None:
    assert cue in str(marks(text)).split("; ")


@pytest.mark.parametrize(
    "text",
    [
        "I felt safe and I went every week.",
        "They don’t judge you in there.",
        "There was no form to fill in and nobody referred me.",
        "No pressure at all, you just turn up.",
        "I’m not isolated any longer than I want to be.",
        "It’s not like a hospital. No appointments, nobody asking.",
        "It was never cancelled, not in three years.",
        "I hadn’t complained, and still he sat with me.",
        "You can’t fault them, they couldn’t be better.",
        "The wait was not too long.",
        "You don’t need to be sent by anybody.",
        "[inaudible] [Person 1]",
        "",
    ],
)
def test_a_negation_that_affirms_is_not_marked(text: str) -> None:
    assert marks(text) is None


def test_a_negator_reaches_over_no_break_and_not_far() -> None:
    assert marks("I felt not safe there.") is not None
    assert marks("No. Safe, that is the word.") is None
    assert marks("Not bad but safe in there.") is None
    assert marks("Nobody there ever made us feel anything else than safe.") is None


def test_a_keyword_that_the_definition_wants_absent_affirms_when_denied() -> None:
    absent = {"isolat*", "form", "referred", "judge", "no pressure"}
    assert averse_keywords(THEME) == absent


def test_a_long_passage_needs_more_than_one_with_the_same_words() -> None:
    short = "It was cancelled, though."
    assert judged(short)[0] > judged(short + " And we talked about this and that." * 9)[0] > 0


def test_the_same_words_count_once() -> None:
    once, thrice = judged("Late it was then and there."), judged("Late, late, so late it was.")
    assert once == thrice == (1.356, ("late",))


def test_marks_are_per_theme_by_its_own_keywords() -> None:
    other = Theme("u", "u", "Singing.", ("sing",))
    text = "She was not welcome in there."
    segments = pd.DataFrame({"segment_id": ["FGD1-0001.1"], "text": [text]})
    found = find_counter_examples(segments, find_keywords(segments, [THEME, other]), [THEME, other])
    assert found["theme"].tolist() == ["t"]


def test_every_cue_is_of_a_known_kind_once_and_can_be_found() -> None:
    path = Path(counter_examples.__file__).parent / DATA_FILES[0]
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    rows = list(csv.DictReader(lines))
    phrases = [row["phrase"] for row in rows]
    assert len(set(phrases)) == len(phrases)
    assert {row["kind"] for row in rows} == set(WEIGHTS) - {"denied"}
    for row in rows:
        words = row["phrase"].removesuffix("*")
        strength, cues = judged(words)
        assert (strength < 0 and cues == ()) if row["kind"] == "praise" else cues == (words,), words
