"""Who speaks each turn: labels, unlabelled speech, prompts, withdrawn people, errors."""

from dataclasses import replace

import pytest

from focusgroups.errors import StudyError
from focusgroups.speakers import Person
from focusgroups.transcripts.labels import looks_like_label, nobody_in_particular
from focusgroups.transcripts.passages import Passage, passages_of
from focusgroups.transcripts.turns import TURN_COLUMNS, attribute_turns

PEOPLE = [
    Person("P01", "SU", ("SU1", "Gwen"), ("Gwen Parr",)),
    Person("P02", "SU", ("SU2",), ("Idris Vale",)),
    Person("P03", "SU", ("SU3",), ("Nesta Bell",), withdrawn=True),
    Person("FAC1", "FAC", ("Facilitator", "RD"), ("Ruth Dale",)),
    Person("PA1", "FAC", ("Public adviser",), ()),
]
PREVIOUS = {"unlabelled_speaker": "previous", "prompt_pattern": ""}


def turns(*lines: str, people=PEOPLE, **conventions: str):
    passages = [p for n, line in enumerate(lines, 1) for p in passages_of(line, f"line {n}")]
    return attribute_turns(passages, "FGD9.txt", "FGD9", people, PREVIOUS | conventions).turns


def spoken(table) -> list[tuple[str, str, str]]:
    return list(zip(table["speaker"], table["role"], table["text"], strict=True))


def test_labels_ids_and_names_resolve_in_any_spelling() -> None:
    table = turns("su 1: a", "FACILITATOR: b", "Idris Vale: c", "p01: d", "r.d.: e", "gwen: f")
    assert table["speaker"].tolist() == ["P01", "FAC1", "P02", "P01", "FAC1", "P01"]
    assert table["role"].tolist() == ["SU", "FAC", "SU", "SU", "FAC", "SU"]
    assert tuple(table.columns) == TURN_COLUMNS


def test_consecutive_passages_of_one_speaker_are_one_turn() -> None:
    table = turns("SU1: one", "Gwen: two", "and three", "SU2: four")
    assert spoken(table) == [("P01", "SU", "one two and three"), ("P02", "SU", "four")]
    assert table["source_ref"].tolist() == ["line 1", "line 4"]
    assert table["speaker_label"].tolist() == ["SU1", "SU2"]
    assert table["turn_id"].tolist() == ["FGD9-0001", "FGD9-0002"]


def test_a_turn_lasts_from_its_first_passage_to_the_end_of_its_last() -> None:
    passages = [Passage("SU1", "a", 1.0, 2.0, "cue 1"), Passage("SU1", "b", 3.0, 4.5, "cue 2")]
    table = attribute_turns(passages, "FGD9.vtt", "FGD9", PEOPLE, PREVIOUS).turns
    assert table[["start", "end"]].values.tolist() == [[1.0, 4.5]]


@pytest.mark.parametrize(
    "label",
    [
        *("Unknown", "Unidentified", "Several", "All", "Speaker ?", "Male voice", "?", "Voices"),
        *("Unknown 2", "Several voices", "Everyone", "SU1?", "Unidentified female speaker", "P?"),
    ],
)
def test_voices_that_the_typist_could_not_tell_are_unknown(label: str) -> None:
    assert spoken(turns("SU1: hello", f"{label}: yes", "SU2: well"))[1] == ("", "UNK", "yes")


@pytest.mark.parametrize("label", ["Speaker 2", "Participant 4", "Participant", "Male 1", "Gwyn"])
def test_labels_of_somebody_particular_are_not_unknown_voices(label: str) -> None:
    assert not nobody_in_particular(label)


def test_speech_before_any_label_is_nobodys() -> None:
    assert spoken(turns("recording begins", "SU1: hello"))[0] == ("", "UNK", "recording begins")


@pytest.mark.parametrize(
    "line",
    [
        "I said this: you must be joking.",
        "The thing is: nobody asked us.",
        "So: what now?",
        "Note: the tape stops here.",
        "Half past, at 10:30, she came.",
        "https://example.org is where it was.",
        "one more: the kettle.",
        "Yeah, no: it was shut.",
        "Task 3: think of a colour.",
    ],
)
def test_speech_with_a_colon_stays_speech(line: str) -> None:
    assert spoken(turns("SU1: hello", line, "SU2: yes"))[0] == ("P01", "SU", f"hello {line}")


def test_a_line_after_a_soft_break_stays_with_its_paragraph() -> None:
    interview = {"unlabelled_speaker": "SU1"}
    passages = list(passages_of("Facilitator: now\nThe point is: this", "paragraph 1"))
    passages += passages_of("fine", "paragraph 2")
    table = attribute_turns(passages, "FGD9.docx", "FGD9", PEOPLE, PREVIOUS | interview).turns
    assert spoken(table) == [("FAC1", "FAC", "now The point is: this"), ("P01", "SU", "fine")]


def test_speakers_after_soft_breaks_are_told_apart() -> None:
    table = turns("SU1: yes\nSU2: no\nnot really")
    assert spoken(table) == [("P01", "SU", "yes"), ("P02", "SU", "no not really")]


def test_a_label_alone_owns_the_line_that_follows() -> None:
    table = turns("Facilitator:", "welcome", "so", unlabelled_speaker="SU1")
    assert spoken(table) == [("FAC1", "FAC", "welcome"), ("P01", "SU", "so")]


def test_an_interview_gives_unlabelled_speech_to_the_participant() -> None:
    lines = ("1. How was it?", "It was fine.", "Heat map: no idea.", "FACILITATOR: Go on.", "Well.")
    table = turns(*lines, unlabelled_speaker="su1", prompt_pattern=r"[0-9]+[.] [A-Z]")
    assert spoken(table) == [
        ("FAC1", "FAC", "1. How was it?"),
        ("P01", "SU", "It was fine. Heat map: no idea."),
        ("FAC1", "FAC", "Go on."),
        ("P01", "SU", "Well."),
    ]


def test_a_prompt_changes_neither_who_speaks_nor_is_speech_of_the_moderator() -> None:
    table = turns("SU1: yes", "2) Next", "Facilitator: so", "SU1: no", "3) Last", "more",
                  prompt_pattern=r"[0-9]\)")  # fmt: skip
    assert [row[0] for row in spoken(table)] == ["P01", "FAC1", "FAC1", "P01", "FAC1", "P01"]


def test_prompts_of_a_group_without_staff_have_no_speaker() -> None:
    table = turns("1) Next", "SU1: yes", people=PEOPLE[:2], prompt_pattern=r"[0-9]\)")
    assert spoken(table)[0] == ("", "FAC", "1) Next")


def test_a_withdrawn_turn_leaves_a_gap() -> None:
    table = turns("SU1: one", "SU3: gone", "SU2: three")
    assert table["turn_id"].tolist() == ["FGD9-0001", "FGD9-0003"]
    assert table["turn"].tolist() == [1, 3]
    assert "gone" not in table.to_csv()


def test_a_doubtful_label_of_somebody_withdrawn_goes_with_their_words() -> None:
    table = turns("SU1: one", "SU3?: gone", "SU2?: three", "SU1: four")
    assert table["turn_id"].tolist() == ["FGD9-0001", "FGD9-0003", "FGD9-0004"]
    assert table["speaker"].tolist() == ["P01", "", "P01"]


@pytest.mark.parametrize("doubtful", ["SU3?: hm", "SU2 and SU3: hm", "Unknown (SU3?): hm"])
def test_the_turns_of_others_keep_their_numbers_when_somebody_withdraws(doubtful: str) -> None:
    lines = ["SU1: one", "SU3: gone", doubtful, doubtful, "SU3: gone", "SU2: three", "SU1: four"]
    before = turns(*lines, people=[*PEOPLE[:2], replace(PEOPLE[2], withdrawn=False), *PEOPLE[3:]])
    after = turns(*lines)
    assert after["text"].tolist() == ["one", "three", "four"]
    numbers = before.set_index("text")["turn_id"]
    assert after["turn_id"].tolist() == [numbers[text] for text in after["text"]]


def test_what_is_left_out_is_told_apart_from_what_stays() -> None:
    lines = ("SU1: one", "SU3: gone", "SU2: three")
    passages = [p for n, line in enumerate(lines, 1) for p in passages_of(line, f"line {n}")]
    told = attribute_turns(passages, "FGD9.txt", "FGD9", PEOPLE, PREVIOUS)
    assert told.withdrawn["text"].tolist() == ["gone"]
    everybody = [replace(person, withdrawn=True) for person in PEOPLE]
    told = attribute_turns(passages, "FGD9.txt", "FGD9", everybody, PREVIOUS)
    assert (len(told.turns), len(told.withdrawn)) == (0, 3)


@pytest.mark.parametrize(
    "line",
    [
        "SU1: it was {Nesta says, SU3: gone}",
        "SU1: and nesta bell - : gone",
        "SU1: so,SU3: gone",
    ],
)
def test_what_may_be_words_of_somebody_withdrawn_stops_the_group(line: str) -> None:
    with pytest.raises(StudyError, match=r"line 1: may hold words of somebody who has withdrawn"):
        turns(line, "SU2: two")


def test_a_mention_of_somebody_withdrawn_with_a_label_before_it_is_speech() -> None:
    table = turns("SU1: Nesta.", "SU2: Nesta - she was kind", "and Nesta came", "SU1: Nesta?")
    assert table["text"].tolist() == ["Nesta.", "Nesta - she was kind and Nesta came", "Nesta?"]


def test_what_may_be_somebody_withdrawn_by_the_label_goes() -> None:
    table = turns("SU1: one", "Unknown (SU3?): gone", "Several (Nesta, SU1): gone", "SU2: four")
    assert table["text"].tolist() == ["one", "four"]


def test_words_of_several_go_when_one_of_them_has_withdrawn() -> None:
    table = turns("SU1: one", "SU2 and SU3: gone", "SU1 & SU2: three", "SU1: four")
    assert table["turn"].tolist() == [1, 3, 4]


@pytest.mark.parametrize("lines", [["SU3: hello"], ["RD: well?", "SU3: no", "Unknown: hm"]])
def test_a_group_that_has_withdrawn_altogether_is_an_empty_table(lines: list[str]) -> None:
    table = turns(*lines)
    assert table.empty and tuple(table.columns) == TURN_COLUMNS


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_prompts_are_the_first_facilitators_by_id_whatever_the_sheets_order(
    order: tuple[int, ...],
) -> None:
    staff = [Person(f"FAC{n}", "FAC", (f"F{n}",), ()) for n in (2, 10, 11)]
    people = [PEOPLE[0], *(staff[i] for i in order)]
    table = turns("1) Next", "SU1: yes", people=people, prompt_pattern=r"[0-9]\)")
    assert table["speaker"].tolist() == ["FAC2", "P01"]


# --- Somebody else's words within a turn ----------------------------------------------------------


def test_an_interjection_is_a_turn_of_its_own_and_the_speaker_goes_on() -> None:
    table = turns("SU1: it was [SU2: I cried every night] hard", "and long", "SU2: it was")
    assert spoken(table) == [
        ("P01", "SU", "it was"),
        ("P02", "SU", "I cried every night"),
        ("P01", "SU", "hard and long"),
        ("P02", "SU", "it was"),
    ]


def test_what_somebody_withdrawn_throws_in_goes_too() -> None:
    table = turns("SU1: it was (Nesta Bell: I cried every night). Hard.", "[SU3: so did I]")
    assert table["turn"].tolist() == [1, 3]
    assert table["text"].tolist() == ["it was", "Hard."]


def test_an_interjection_may_have_a_first_name_before_it_that_one_person_has() -> None:
    people = [*PEOPLE, Person("P04", "SU", ("SU4",), ("Ruth Orme",))]
    lines = ("SU1: it was [Nesta: I cried every night] hard", "SU2: so [Ruth: it was] then")
    table = turns(*lines, people=people)
    assert table["text"].tolist() == ["it was", "hard", "so [Ruth: it was] then"]


def test_a_facilitators_interjection_does_not_take_over_unlabelled_speech() -> None:
    lines = ("fine [Facilitator: go on] thanks", "more")
    table = turns(*lines, unlabelled_speaker="SU1")
    assert [row[0] for row in spoken(table)] == ["P01", "FAC1", "P01"]


@pytest.mark.parametrize(
    "text", ["well [SU2: laughs] so", "well [pause: long] so", "see (one thing: this)", "[SU2] so"]
)
def test_other_brackets_stay_where_they_are(text: str) -> None:
    assert spoken(turns(f"SU1: {text}")) == [("P01", "SU", text)]


def test_unknown_labels_are_named_by_place_all_at_once_and_never_quoted() -> None:
    lines = ["SU1: yes", *(f"Mabel: {n}" for n in range(15)), "Osric: no", "SU2: yes"]
    lines += ["SU1: a", "SU2: b"] * 10
    with pytest.raises(StudyError) as failure:
        turns(*lines)
    (problem,) = failure.value.problems
    assert "line 2, line 3" in problem and "line 17" in problem and "and 6 more" in problem
    assert problem.startswith("FGD9.txt line 2") and "the sheet participants" in problem
    assert "Mabel" not in problem and "Osric" not in problem


def test_an_unknown_label_in_an_interview_is_an_error_too() -> None:
    with pytest.raises(StudyError, match="line 4"):
        turns("it was", "fine", "I think", "Mabel: hello", unlabelled_speaker="SU1")


def test_looks_decide_only_where_sheets_do_not() -> None:
    people = [*PEOPLE, Person("P04", "SU", ("So",), ())]
    assert turns("SU1: yes", "So: what", people=people)["speaker"].tolist() == ["P01", "P04"]


@pytest.mark.parametrize("label", ["Gwyn", "Second moderator", "SU9", "Heat map", "IV"])
def test_names_roles_and_codes_look_like_labels(label: str) -> None:
    assert looks_like_label(label, times=1, alone=False, labelled_throughout=True)


def test_a_group_in_which_staff_alone_speak_is_read_and_doubted() -> None:
    lines = ("Facilitator: hello?", "Facilitator: Anybody?")
    passages = [p for n, line in enumerate(lines, 1) for p in passages_of(line, f"line {n}")]
    told = attribute_turns(passages, "FGD9.txt", "FGD9", PEOPLE, PREVIOUS)
    assert spoken(told.turns) == [("FAC1", "FAC", "hello? Anybody?")]
    assert len(told.withdrawn) == 0
    assert told.doubts == [
        "FGD9.txt: no participant of FGD9 speaks; check their speaker_labels on the sheet "
        "participants"
    ]


@pytest.mark.parametrize(
    ("lines", "conventions", "remedy"),
    [
        (["Facilitator: hello?", "Unknown: hm"], {}, "no participant of FGD9 speaks"),
        (["Facilitator: hello?", "it was cold"], {}, "no participant of FGD9 speaks"),
        (["SU1:", "SU2:"], {}, "no participant of FGD9 speaks"),
        (["hello"], {"unlabelled_speaker": "Mabel"}, "transcripts.unlabelled_speaker"),
        (["SU1: a"], {"prompt_pattern": "["}, "transcripts.prompt_pattern"),
        (["SU1: a", *["x" * 400_000] * 2], {}, "line 1: too long"),
    ],
)
def test_what_cannot_be_attributed_has_a_remedy(lines, conventions, remedy) -> None:
    with pytest.raises(StudyError, match=remedy) as failure:
        turns(*lines, **conventions)
    assert "Mabel" not in str(failure.value)
