"""Hidden text gives the terms that could identify somebody, and no others."""

from collections.abc import Sequence

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from focusgroups.identifiers import hiddenterms
from focusgroups.identifiers.authors import author_terms
from focusgroups.identifiers.hiddenforms import forms_of_name
from focusgroups.identifiers.hiddenterms import hidden_terms
from focusgroups.identifiers.spans import AUTO, REVIEW, Span
from focusgroups.identifiers.terms import terms_in_table
from hidden_talk import MODEL, found_in, terms_of


@given(st.text())
def test_any_author_gives_terms_or_none(name: str) -> None:
    for term, label in author_terms(name):
        assert term.strip() and label in ("PERSON", "ORGANISATION", "EMAIL", "URL_HANDLE")


AUTHORS: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "as a trust writes it": ("HOPE, Mark (MERSEY CARE NHS TRUST)", [("Mark Hope", "PERSON")]),
    "several": (
        "Joan Whitty; Research Assistant",
        [("Joan Whitty", "PERSON")],
    ),
    "user name": ("dcartwright", [("dcartwright", "PERSON")]),
    "account": (
        "CORP\\dcartwright2",
        [("dcartwright2", "URL_HANDLE"), ("dcartwright", "PERSON")],
    ),
    "e-mail": (
        "joan.whitty@example.org",
        [
            ("joan.whitty@example.org", "EMAIL"),
            ("joan.whitty", "URL_HANDLE"),
            ("Joan Whitty", "PERSON"),
        ],
    ),
    "pronouns": ("Denise Cartwright (she/her)", [("Denise Cartwright", "PERSON")]),
    "pronouns without brackets": ("Denise Cartwright she/they", [("Denise Cartwright", "PERSON")]),
    "brackets in brackets": ("HOPE (CARE (NORTH)), Mark", [("Mark Hope", "PERSON")]),
    "open bracket": ("Denise Cartwright (she", [("Denise Cartwright", "PERSON")]),
    "capitals": ("HOPE, MARK", [("Mark Hope", "PERSON")]),
    "first name in capitals": ("O'Hare, SIOBHAN", [("Siobhan O'Hare", "PERSON")]),
    "first name in capitals that no list has": ("O'Hare, XANTHA", [("Xantha O'Hare", "PERSON")]),
    "credential": ("Joan Whitty, RGN", [("Joan Whitty", "PERSON")]),
    "credential that no list has": ("Joan Whitty, FXQ", [("Joan Whitty", "PERSON")]),
    "credentials": ("Joan Whitty, RGN/RMN, M.Sc.", [("Joan Whitty", "PERSON")]),
    "credential without comma": ("Joan Whitty RGN", [("Joan Whitty", "PERSON")]),
    "credential after a surname": ("Whitty, RGN", [("Whitty", "PERSON")]),
    "person and office": ("Joan Whitty, Typing Services", [("Joan Whitty", "PERSON")]),
    "two people": (
        "Joan Whitty, Denise Cartwright",
        [("Joan Whitty", "PERSON"), ("Denise Cartwright", "PERSON")],
    ),
    "two people with and": (
        "Joan and Denise Cartwright",
        [("Joan", "PERSON"), ("Denise Cartwright", "PERSON")],
    ),
    "office with letters": ("C & D Typing", [("C & D Typing", "ORGANISATION")]),
    "office with a comma": ("Quillfeather, Ltd", [("Quillfeather, Ltd", "ORGANISATION")]),
    "job after a comma": ("Nkechi Okonkwo, Research Assistant", [("Nkechi Okonkwo", "PERSON")]),
    "job before a colon": ("Research Assistant: Nkechi Okonkwo", [("Nkechi Okonkwo", "PERSON")]),
    "job after a name": ("Nkechi Okonkwo Research Assistant", [("Nkechi Okonkwo", "PERSON")]),
    "job before a name": ("Nurse Okonkwo", [("Okonkwo", "PERSON")]),
    "job after one name": ("Okonkwo, Transcriber", [("Okonkwo", "PERSON")]),
    "job that is a surname": ("Paul Nurse", [("Paul Nurse", "PERSON")]),
    "job alone": ("Clinical Secretary", []),
    "by whom": ("Transcribed by Nkechi Okonkwo", [("Nkechi Okonkwo", "PERSON")]),
    "degree": ("Nkechi Okonkwo PhD", [("Nkechi Okonkwo", "PERSON")]),
    "degree with dots": ("Nkechi Okonkwo Ph.D.", [("Nkechi Okonkwo", "PERSON")]),
    "degree after one name": ("Okonkwo MSc", [("Okonkwo", "PERSON")]),
    "surname that is a degree": ("Nkechi Ma", [("Nkechi Ma", "PERSON")]),
    "first name in brackets": ("Okonkwo (Nkechi)", [("Nkechi Okonkwo", "PERSON")]),
    "pet name in brackets": (
        "Margaret (Peggy) Shaw",
        [("Margaret Shaw", "PERSON"), ("Peggy Shaw", "PERSON")],
    ),
    "unknown pet name in brackets": (
        "Margaret (Zephy) Shaw",
        [("Margaret Shaw", "PERSON"), ("Zephy Shaw", "PERSON")],
    ),
    "pet name in quotation marks": (
        'Shaw, Margaret "Peggy"',
        [("Margaret Shaw", "PERSON"), ("Peggy Shaw", "PERSON")],
    ),
    "no name in brackets": ("Nkechi Okonkwo (External)", [("Nkechi Okonkwo", "PERSON")]),
    "nobody in brackets": ("Okonkwo (Guest)", [("Okonkwo", "PERSON")]),
    "place in brackets": ("Okonkwo (Liverpool)", [("Okonkwo", "PERSON")]),
    "common words": ("Boris White", [("Boris White", "PERSON")]),
    "words that are names": ("Will May", [("Will May", "PERSON")]),
    "common word": ("Charlie", [("Charlie", "PERSON")]),
    "letter": ("C", []),
    "id of ours": ("P07", []),
    "nobody": ("Admin", []),
    "office": ("Transcription Services", []),
}


@pytest.mark.parametrize("case", AUTHORS)
def test_authors_names(case: str) -> None:
    author, terms = AUTHORS[case]
    assert list(author_terms(author)) == terms


def test_forms_of_a_name_leave_ordinary_words_out() -> None:
    assert {"Denise Cartwright", "Denise", "Cartwright"} <= set(forms_of_name("DENISE CARTWRIGHT"))
    assert "Sunday" not in forms_of_name("Denise Sunday")


DELETED = {
    "sentence": "I was thinking we could have gone to the other place instead",
    "sentence with a capital": "Then she told me that it would be better for all of us to go",
    "ordinary word": "really",
    "word of the talk": "courses",
    "word at the beginning": "Basically",
    "misspelt word": "thier",
    "two words": "and then",
    "word and comma": "Obviously,",
}


@pytest.mark.parametrize("case", DELETED)
def test_deleted_talk_and_corrected_words_identify_nobody(case: str) -> None:
    text = DELETED[case]
    talk = f"We do the courses and obviously courses help. {text}. Their courses are good."
    terms = terms_of(("deleted text", text), talk=talk)
    assert found_in(talk, terms) == set()
    assert len(found_in(talk, terms, REVIEW)) <= 1  # a word that no list knows is asked about


def test_a_deleted_name_counts_as_it_stands_and_a_doubtful_one_is_asked_about() -> None:
    names = ("Zephy", "Grace", "wuzzle")
    terms = terms_of(*(("deleted text", name) for name in names), talk="So wuzzle said.")
    assert found_in("So Zephy came, the zephyr blew.", terms) == {"Zephy"}
    assert found_in("There was Grace.", terms, REVIEW) == {"Grace"}
    assert found_in("So wuzzle said.", terms, REVIEW) == {"wuzzle"}
    assert found_in("the wuzzle, a wuzzle, my wuzzle, wuzzle", terms, REVIEW) == set()


def test_offices_and_words_of_the_talk_are_no_persons_names() -> None:
    terms = terms_of(("author", "Recovery Rooms"), talk="my recovery began in these rooms")
    assert list(terms["label"]) == ["ORGANISATION"]
    assert found_in("recovery in the rooms", terms) == set()


def test_the_id_of_the_group_is_no_term() -> None:
    hidden = pd.DataFrame([("header or footer", "Brightwell Zephy")], columns=["kind", "text"])
    (term,) = hidden_terms(hidden, "Brightwell", [], MODEL, [])["term"]
    assert term == "Zephy"


LINES = {
    "common first name": ("deleted text", "denise", "", AUTO, "all"),
    "no capital, said once": ("deleted text", "wuzzle", "wuzzle came", REVIEW, "as it stands"),
    "word in a title": ("property", "Zephy", "", REVIEW, "as it stands"),
    "word that is a name": ("comment", "Grace", "", REVIEW, "as it stands"),
    "word that is a name, and another": ("comment", "Grace Zephy", "", AUTO, "all"),
    "ending of words": ("comment", "Zephing", "", REVIEW, "as it stands"),
    "unknown word": ("comment", "Zephy's", "", AUTO, "all"),
    "two unknown words": ("deleted text", "Nkechi Okonkwo", "", AUTO, "all"),
    "two unknown words, said twice": ("comment", "Nkechi Zephy", "zephy, zephy", AUTO, "all"),
    "first name and common word": ("hidden text", "Boris White", "", AUTO, "all"),
    "common word, of an author": ("author", "Boris", "", REVIEW, "as it stands"),
    "common words, of an author": ("comment author", "Charlie Black", "", AUTO, "all"),
}


@pytest.mark.parametrize("case", LINES)
def test_a_line_of_a_word_or_two(case: str) -> None:
    kind, text, talk, tier, forms = LINES[case]
    (term,) = terms_in_table(terms_of((kind, text), talk=talk))
    assert (term.tier, term.forms, term.source) == (tier, forms, kind)


WRITTEN = {
    "in a comment": ("comment", "Sounds like Bronagh O'Hare to me.", "Bronagh O'Hare"),
    "after what headers say": (
        "header or footer",
        "Transcribed by Nkechi Okonkwo",
        "Nkechi Okonkwo",
    ),
    "surname first": ("comment", "Okonkwo, Nkechi", "Nkechi Okonkwo"),
    "before what she does": (
        "header or footer",
        "Nkechi Okonkwo, Research Assistant",
        "Nkechi Okonkwo",
    ),
    "before a degree": ("header or footer", "Interviewer: Nkechi Okonkwo, RGN", "Nkechi Okonkwo"),
    "common first name and another": ("deleted text", "Boris Walsh", "Boris Walsh"),
}


@pytest.mark.parametrize("case", WRITTEN)
def test_a_name_is_a_persons_whatever_the_language_model_says(case: str) -> None:
    kind, text, name = WRITTEN[case]
    terms = terms_of((kind, text))
    surname = name.split()[-1]
    assert found_in(f"Then {surname.lower()} said, and {name}.", terms) == {surname.lower(), name}


@pytest.mark.parametrize("label", ["ORGANISATION", "LOCATION"])
def test_a_span_is_a_persons_unless_it_is_of_a_place_or_body(
    label: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = [
        "Xanthu Zephy",
        "Zephy House",
        "Zephy Road",
        "Zephy Research",
        "Formby",
        "ZEPHY",
        "Moss",
    ]

    def found(texts: Sequence[str], *_: object) -> list[list[Span]]:
        return [[Span(0, len(text), label, "entity", 0.8, AUTO)] for text in texts]

    monkeypatch.setattr(hiddenterms, "find_identifiers", found)
    terms = terms_of(*(("comment", text) for text in said), talk="moss")
    labels = {term.term: term.label for term in terms_in_table(terms)}
    assert labels.pop("Xanthu Zephy") == "PERSON"
    assert set(labels.values()) == {label} and len(labels) == len(said) - 1
    assert set(terms_of(("note", "Xanthu Zephy"))["label"]) == {label}


@pytest.mark.parametrize("name", ["Boris White", "Elvis Okonkwo", "Will May", "June", "Elvis"])
def test_a_name_that_is_a_common_word_is_asked_about_inside_sentences(name: str) -> None:
    terms = terms_of(("comment author", name))
    first = name.split(maxsplit=1)[0]
    said = f"{first} came. So I told {first} that {first.lower()} came. {name} did?"
    whole = {name} - {first}
    assert found_in(said, terms) == whole
    assert found_in(said, terms, REVIEW) == {first}
    assert found_in(f"{first} came, {first.lower()} did.", terms, REVIEW) == set()


def test_an_agreed_term_is_no_authors_name() -> None:
    hidden = pd.DataFrame([("author", "Boris")], columns=["kind", "text"])
    assert hidden_terms(hidden, "G1", [], MODEL, ["Boris"]).empty


@pytest.mark.parametrize(
    "text", ["Gazebo", "so Gazebo", "Gazebo 2", "a b c d", "Page", "Background Noise"]
)
def test_a_line_that_is_no_name(text: str) -> None:
    assert terms_of(("deleted text", text), talk="the gazebo, the gazebo").empty
