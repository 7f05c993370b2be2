"""From a label as typed to a person on the sheets."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from focusgroups.speakers import (
    Person,
    comparable,
    label_index,
    name_in_label,
    people_of_group,
    shared_labels,
)


def participant(number: int, group: str, labels: str, names: str = "", consent: str = "yes"):
    return {
        "participant_id": f"P{number:02d}",
        "focus_group": group,
        "speaker_labels": labels,
        "names": names,
        "consent": consent,
    }


FACILITATOR = {
    "staff_id": "FAC1",
    "focus_groups": "FGD1; FGD3",
    "speaker_labels": "Facilitator;RD",
    "names": "Rachel Dunmore",
}


@pytest.mark.parametrize(
    ("label", "name"),
    [
        *((label, label) for label in ("Ottoline", "fiadh", "Kez", "VASHTI", "Bo", "D’Souza")),
        ("Ngozi-Marie Bell", "Ngozi-Marie Bell"),
        ("Facilitator (Ottoline)", "Ottoline"),
        ("Mrs Quennell", "Quennell"),
        ("Kez?", "Kez"),
        *((label, "") for label in ("", "?", "SU1", "Kez 2", "RD", "R.D.", "ABC", "m", "Int")),
        *((label, "") for label in ("Moderator", "CO-FACILITATOR", "Service user", "Note-taker")),
        *((label, "") for label in ("Public advisor", "Male voice", "Second woman", "Carer A")),
    ],
)
def test_a_label_is_a_name_unless_it_is_a_code_initials_or_a_role(label: str, name: str) -> None:
    assert name_in_label(label) == name


def person(identity: str, labels: str = "", names: str = "") -> Person:
    return Person(identity, "SU", tuple(labels.split(";")), tuple(names.split(";")))


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("P. 3:", "p3"),
        ("SPEAKER 1", "Speaker-1"),
        ("O'Neill", "o’neill"),
        ("Zoë", unicodedata.normalize("NFD", "ZOË")),
        ("Weiß", "WEISS"),
        ("\u00a0Den\u200b", "den"),
        ("Ｐ１", "P1"),
    ],
)
def test_labels_that_people_read_as_one(typed: str, same: str) -> None:
    assert comparable(typed) == comparable(same) != ""


def test_labels_that_people_tell_apart() -> None:
    assert len({comparable(label) for label in ("P1", "P11", "P1a", "Zoe", "Zoë")}) == 5


@settings(deadline=None)
@given(st.text())
def test_comparing_twice_changes_nothing_but_case(label: str) -> None:
    assert all(char.isalnum() for char in comparable(label))
    assert comparable(f" {label}. ") == comparable(label)


def test_people_of_a_group_are_its_participants_and_then_its_staff() -> None:
    rows = [
        participant(2, "FGD1", "Tez; Terry", "Terence Makin;Terry"),
        participant(1, "FGD2", "Den"),
        participant(3, "FGD1", "Amina", consent="withdrawn"),
        participant(4, "FGD11", "Lol"),
    ]
    assert people_of_group("FGD1", rows, [FACILITATOR]) == [
        Person("P02", "SU", ("Tez", "Terry"), ("Terence Makin", "Terry")),
        Person("P03", "SU", ("Amina",), (), withdrawn=True),
        Person("FAC1", "FAC", ("Facilitator", "RD"), ("Rachel Dunmore",)),
    ]
    assert [p.id for p in people_of_group("FGD2", rows, [FACILITATOR])] == ["P01"]
    assert people_of_group("FGD9", rows, [FACILITATOR]) == []


def test_label_wins_over_id_and_id_over_name() -> None:
    people = [
        person("P1", "Den", "Denise;P2;Terry"),
        person("P2", "Terry;P 3", "Terence"),
        person("P3", "Amina", "Amina Warsame;Den"),
    ]
    index = label_index(people)
    owners = {label: found.id for label, found in index.items()}
    assert owners == {
        "den": "P1",
        "terry": "P2",
        "p3": "P2",
        "amina": "P3",
        "p1": "P1",
        "p2": "P2",
        "denise": "P1",
        "terence": "P2",
        "aminawarsame": "P3",
        "AW": "P3",
    }


def test_first_name_of_two_people_stands_for_neither() -> None:
    people = [
        person("P1", "Shell", "Michelle Byrne;Michelle"),
        person("P2", "Mich", "Michelle Ford;Michelle"),
        person("P3", "Di", "Michelle"),
    ]
    index = label_index(people)
    assert "michelle" not in index
    assert index["michellebyrne"].id == "P1"
    assert index["mich"].id == "P2"


def test_nothing_can_be_typed_that_stands_for_an_empty_label() -> None:
    assert set(label_index([person("P1", "?; ", "-")])) == {"p1"}


def test_labels_that_two_people_share_are_reported_once() -> None:
    people = [
        person("P1", "Speaker 1;S1"),
        person("P2", "speaker-1;s.1"),
        person("P3", "S2;s2"),
        person("P4", "SPEAKER1"),
    ]
    assert shared_labels(people) == [("P1", "P2"), ("P1", "P4")]
    assert shared_labels(people[2:]) == []
