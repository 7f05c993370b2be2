"""Tokens in working and published text, and text without them."""

from hypothesis import given
from hypothesis import strategies as st

from focusgroups.tokens import (
    LABELS,
    published,
    speech,
    tells_apart,
    tokens_apart,
    working_token,
)


def test_names_are_numbered_and_other_kinds_are_not() -> None:
    assert working_token("PERSON", 2) == "[Person 2]"
    assert working_token("LOCATION", 1) == "[Place 1]"
    assert working_token("NHS_NUMBER", 7) == "[NHS number]"


def test_no_working_token_tells_one_from_another_once_published() -> None:
    for label in LABELS:
        first, second = (published(working_token(label, number), []) for number in (1, 2))
        assert first == second


def test_ids_are_recognised_by_the_sheets_in_any_case() -> None:
    assert published("[p07] [FAC1]", ["P07", "FAC1"]) == "[name] [name]"
    assert tells_apart("so [p07]", ["P07"]) and not tells_apart("so [p08]", ["P07"])


def test_what_a_decision_chose_is_no_kind_and_notes_of_sounds_stay() -> None:
    told = "[Sister A] [Mate Z] [P08] [7] [her with the dog] [name] [NHS number] [...] []"
    printed = "[name] [name] [name] [name] [...] [name] [NHS number] [...] []"
    assert published(told, []) == printed == published(printed, [])
    assert tokens_apart(told, []) == {"Sister A", "Mate Z", "P08", "7", "her with the dog"}
    notes = "[laughs] [Inaudible 00:12:03] [00:12] [dog barks] [recording stops]"
    assert published(notes, []) == notes


def test_speech_has_no_tokens_notes_or_stray_possessives() -> None:
    text = "[Person 1]'s mum [[P07] laughs] said it"
    assert speech(text).split() == ["mum", "said", "it"]


def test_sounds_in_round_brackets_are_no_speech_and_what_was_said_there_is() -> None:
    text = "well (laughs) it was (inaudible 00:12) (I think) grand (10:30)"
    assert speech(text).split() == ["well", "it", "was", "(I", "think)", "grand", "(10:30)"]


@given(st.text(alphabet="ab [](')s1", max_size=60))
def test_speech_keeps_every_offset(text: str) -> None:
    blanked = speech(text)
    assert len(blanked) == len(text)
    assert all(new in (" ", old) for new, old in zip(blanked, text, strict=True))
