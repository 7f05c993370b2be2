"""Which words are labels: marks of speakers, habits of a document, times beside names."""

import pytest

from focusgroups.errors import StudyError
from focusgroups.speakers import Person
from focusgroups.transcripts.passages import passages_of
from focusgroups.transcripts.settling import settle_labels
from focusgroups.transcripts.turns import attribute_turns

PEOPLE = [
    Person("P01", "SU", ("SU1", "Gwen"), ("Gwen Parr",)),
    Person("P02", "SU", ("SU2",), ("Idris Vale",)),
    Person("FAC1", "FAC", ("Facilitator",), ("Ruth Dale",)),
]
PLAIN = {"unlabelled_speaker": "previous", "prompt_pattern": ""}


def passages_in(*lines: str, leads: tuple[int, ...] = ()):
    """Passages of lines; ``leads`` says how much of each of the first lines is bold."""
    leads = leads + (0,) * (len(lines) - len(leads))
    return [
        passage
        for number, (line, lead) in enumerate(zip(lines, leads, strict=True), 1)
        for passage in passages_of(line, f"line {number}", lead=lead)
    ]


def settled(*lines: str, leads: tuple[int, ...] = ()):
    return settle_labels(passages_in(*lines, leads=leads), "FGD9.txt", PEOPLE)


def speakers(*lines: str, leads: tuple[int, ...] = ()) -> list[tuple[str, str]]:
    table = attribute_turns(
        passages_in(*lines, leads=leads), "FGD9.txt", "FGD9", PEOPLE, PLAIN
    ).turns
    return list(zip(table["speaker"], table["text"], strict=True))


# --- Marks ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "Gwen: hello",
        ">> Gwen: hello",
        "- Gwen: hello",
        "[0:03] Gwen: hello",
        "00:00:03 Gwen: hello",
        "Gwen: [0:03] hello",
        "[Gwen]: hello",
        "**Gwen:** hello",
        "[0:03] __Gwen__: hello",
        "P01 (F, 45): hello",
        "Gwen (0:03): hello",
        "Gwen  0:03 hello",
        "Gwen\thello",
        "0:03\tGwen\thello",
        "Gwen (NHS Trust): hello",
        "Parr, Gwen  0:03\nhello",
        "Gwen  0:03\nhello",
        "Gwen  0:03 --> 0:09\nhello",
        "Gwen | 00:03\nhello",
        "[Gwen] 10:02:33\nhello",
        "0:03 Gwen\nhello",
        "0:0:3.0 --> 0:0:5.730\nGwen\nhello",
        "0:03\nGwen\nhello",
        "Gwen\n0:03\nhello",
    ],
)
def test_a_known_label_is_one_however_it_stands(line: str) -> None:
    found = speakers("SU2: yes", *line.split("\n"), "SU2: no")
    assert found == [("P02", "yes"), ("P01", "hello"), ("P02", "no")]
    assert speakers("SU2: yes", line, "SU2: no") == found  # soft breaks in one paragraph


@pytest.mark.parametrize(
    "mark",
    [
        "{} - {}",
        "{}- {}",
        "{} – {}",
        "[{}] {}",
        "<{}> {}",
        "{} [0:03] {}",
        "{} 0:03\n{}",
        "{} 10:30 AM\n{}",
        "{}\n{}",
    ],
)
def test_a_weaker_mark_counts_where_it_is_a_habit(mark: str) -> None:
    talk = [("SU1", "hello."), ("SU2", "well."), ("Facilitator", "so."), ("SU1", "aye.")]
    lines = [line for turn in talk for line in mark.format(*turn).split("\n")]
    ids = {"SU1": "P01", "SU2": "P02", "Facilitator": "FAC1"}
    assert speakers(*lines) == [(ids[label], text) for label, text in talk]


@pytest.mark.parametrize(
    "line", ["Gwen", "Gwen - she was there", "[Gwen] nodded", "SU1 and I went"]
)
def test_a_weaker_mark_is_speech_where_it_is_none(line: str) -> None:
    talk = ["Facilitator: who?", "SU2: guess", line] * 2
    assert speakers(*talk)[1] == ("P02", f"guess {line}")


def test_codes_with_no_mark_at_all_are_labels_where_they_stand_throughout() -> None:
    lines = ("SU1 hello there", "SU2. well now", "SU1) aye", "su 2 so it is")
    assert [who for who, _ in speakers(*lines)] == ["P01", "P02", "P01", "P02"]


def test_bold_letters_mark_a_label_and_bold_speech_does_not() -> None:
    lines = ("Gwen it was", "SU2 never", "really grand that")
    assert speakers(*lines, leads=(5, 3, 6)) == [
        ("P01", "it was"),
        ("P02", "never really grand that"),
    ]


# --- Times ----------------------------------------------------------------------------------------


def test_times_beside_labels_are_seconds_and_times_of_day_are_none() -> None:
    lines = (
        "Gwen  1:02:03",
        "a",
        "SU2 (0:09 - 0:12): b",
        "Gwen  10:30 AM",
        "c",
        "[0:15]",
        "SU2: d",
    )
    times = [(p.label, p.start, p.end) for p in settled(*lines) if p.label]
    expected = [("Gwen", 3723, None), ("SU2", 9, 12), ("Gwen", None, None), ("SU2", 15, None)]
    assert times == expected


def test_a_typists_time_mark_is_no_speech_and_a_time_that_was_said_is() -> None:
    lines = ("Gwen: when?", "[00:05:00]", "before nine", "SU2: you mean", "10:30", "SU1: yes")
    assert speakers(*lines) == [
        ("P01", "when? before nine"),
        ("P02", "you mean 10:30"),
        ("P01", "yes"),
    ]


@pytest.mark.parametrize(
    "line", ["We met at 10:30", "Ten past, 10:30 or so", "by 10:30 it was shut"]
)
def test_a_time_in_a_sentence_makes_no_label(line: str) -> None:
    assert speakers("Gwen  0:03", "hm.", line, "SU2  0:09", "aye.")[0] == ("P01", f"hm. {line}")


def test_the_end_of_a_turn_may_stand_beside_its_label() -> None:
    lines = ("0:0:3.0 --> 0:0:5.730", "Gwen", "hello.", "SU2 (0:09 - 0:12): b", "more.")
    table = attribute_turns(passages_in(*lines), "FGD9.txt", "FGD9", PEOPLE, PLAIN).turns
    assert table[["start", "end"]].values.tolist() == [[3, 5.73], [9, 12]]


# --- People who are on no sheet -------------------------------------------------------------------


@pytest.mark.parametrize("label", ["Osric  0:07", "Vane, Osric (Guest)  0:07", "[Osric] 0:07"])
def test_an_unknown_name_beside_a_time_is_an_error(label: str) -> None:
    with pytest.raises(StudyError, match=r"^FGD9\.txt line 3: a speaker label") as failure:
        settled("Gwen  0:03", "hello.", label, "mine.", "SU2  0:09", "well.")
    assert "sric" not in str(failure.value)


def test_times_that_stand_beside_nobodys_names_only_are_named_by_place() -> None:
    with pytest.raises(StudyError, match="line 1, line 3, line 5"):
        settled("Osric  0:03", "a.", "Mabel  0:05", "b.", "Osric  0:09", "c.")


def test_a_colon_in_speech_is_no_label_where_names_stand_beside_times() -> None:
    lines = ("Gwen  0:03", "Doctors: they never listen.", "SU2  0:09", "Mabel: a friend of mine.")
    assert [text for _, text in speakers(*lines)] == [lines[1], lines[3]]


def test_an_unknown_bold_name_is_an_error_when_it_speaks_often_and_nobodys_when_once() -> None:
    talk = ("Gwen it was", "Osric indeed", "SU2 never", "Gwen aye")
    bold = (4, 5, 3, 4)
    assert speakers(*talk, leads=bold)[1] == ("", "Osric indeed")
    with pytest.raises(StudyError, match="line 2, line 6"):
        settled(*talk, "SU2 no", "Osric so", leads=(*bold, 3, 5))


def test_an_unknown_code_on_a_line_of_its_own_is_an_error() -> None:
    with pytest.raises(StudyError, match="line 5"):
        settled("SU1", "hello.", "SU2", "well.", "SU9", "mine.", "SU1", "aye.")


def test_what_follows_a_label_on_a_line_of_its_own_is_speech() -> None:
    lines = ("SU1", "Definitely", "SU2", "Lovely Jubbly", "SU1", "Aye")
    assert speakers(*lines) == [("P01", "Definitely"), ("P02", "Lovely Jubbly"), ("P01", "Aye")]
    assert speakers(*lines, "Osric", "mine")[3:] == [("", "Osric mine")]


@pytest.mark.parametrize("label", ["SU1/SU2", "Gwen and Idris", "SU1 & SU2", "SU1, SU2"])
def test_several_people_at_once_are_nobody_in_particular(label: str) -> None:
    assert speakers("SU1: a", f"{label}: yes!", "SU2: b")[1] == ("", "yes!")


def test_titles_before_the_talk_are_nobodys() -> None:
    lines = ("Interview 4", "Liverpool", "SU1", "hello.", "SU2", "well.")
    assert speakers(*lines)[0] == ("", "Interview 4 Liverpool")
    assert speakers(*lines, leads=(11, 9, 3, 0, 3))[0] == ("", "Interview 4 Liverpool")


def test_what_a_meeting_program_writes_of_itself_is_nobodys() -> None:
    lines = (
        "Gwen Parr started transcription",
        "Gwen  0:03",
        "hi.",
        "Gwen Parr stopped transcription",
    )
    assert speakers(*lines) == [("", lines[0]), ("P01", "hi."), ("", lines[3])]


# --- Marks that nobody foresaw, and people who must not be mixed up -------------------------------


@pytest.mark.parametrize(
    "line",
    [
        *("-Gwen: hello", "• Gwen: hello", "12 Gwen: hello", "[3] Gwen: hello", "“Gwen”: hello"),
        *("00.05.12 Gwen: hello", "10:32 AM Gwen: hello", "[0:03 - 0:05] Gwen: hello"),
        *(
            "Gwen：hello",
            "Gwen (laughing and shaking her head at it): hello",
            "Gwen, laughing: hello",
        ),
        *("Gwen [crying]: hello", "Gwen     hello", "Speaker (Gwen): hello"),
        "Gwen, laughing: hello",
    ],
)
def test_a_known_label_is_one_whatever_stands_around_it(line: str) -> None:
    assert speakers("SU2: yes", line, "SU2: no")[1] == ("P01", "hello")


def test_another_typist_may_go_on_in_another_way() -> None:
    lines = ["SU1: a.", "SU2: b.", "SU1: c."]
    lines += ["SU2", "d.", "SU1", "e.", "SU2", "f."]
    assert [who for who, _ in speakers(*lines)] == ["P01", "P02", "P01", "P02", "P01", "P02"]


@pytest.mark.parametrize("line", ["[SU2] drove me", "SU2 - he drove me", "SU2 drove me"])
def test_speech_that_looks_like_a_weak_mark_now_and_then_is_speech(line: str) -> None:
    talk = [part for _ in range(5) for part in ("Facilitator: who?", "SU1: well", line)]
    assert {who for who, _ in speakers(*talk)} == {"FAC1", "P01"}


@pytest.mark.parametrize("label", ["Gwen says", "The man from the café", "One man", "osric@x.org"])
def test_words_of_somebody_else_do_not_become_the_speakers_before(label: str) -> None:
    assert speakers("SU1: a", "SU2: b", f"{label}: mine", "SU1: c")[2] == ("", f"{label}: mine")


@pytest.mark.parametrize("labels", [("I", "Me"), ("Q", "A"), ("I2", "I2")])
def test_an_interviewer_without_a_row_on_the_sheets_is_an_error(labels: tuple[str, str]) -> None:
    lines = [f"{label}: so?" for label in labels]
    with pytest.raises(StudyError, match="line 1"):
        settled(lines[0], "SU1: yes", lines[0], "SU2: no", lines[0], "SU1: aye")


@pytest.mark.parametrize("form", ["{}\n{}", "{}: {}", "{} - {}", "**{}** {}", "[{}] {}"])
def test_an_interview_whose_labels_nobody_has_is_an_error(form: str) -> None:
    talk = [
        ("Interviewer", "How?"),
        ("Osric", "By bus."),
        ("Interviewer", "Why?"),
        ("Osric", "So."),
    ]
    lines = [line for turn in talk for line in form.format(*turn).split("\n")]
    with pytest.raises(StudyError, match="a speaker label that nobody has"):
        settled(*lines)


def test_a_word_of_its_own_in_captions_without_labels_is_speech() -> None:
    said = ("Exactly", "it was fine", "Exactly", "Brilliant", "and free", "Brilliant")
    passages = [p for n, words in enumerate(said, 1) for p in passages_of(words, f"cue {n}")]
    assert [p.label for p in settle_labels(passages, "FGD9.vtt", PEOPLE)] == [None] * len(said)


def test_lines_at_the_head_of_a_document_are_no_labels() -> None:
    lines = ("Interviewer: Ruth Dale", "Room: 4", "Funder: a trust", "SU1: hello", "SU2: well")
    assert [who for who, _ in speakers(*lines)] == ["", "P01", "P02"]


@pytest.mark.parametrize("label", ["P1/2", "P1&2", "P1, 2", "P1 and P2"])
def test_numbers_typed_apart_do_not_run_into_one(label: str) -> None:
    people = [Person(f"P{n}", "SU", (f"P{n}",), ()) for n in (1, 2, 12)]
    passages = [p for line in ("P1: a", f"{label}: b", "P12: c") for p in passages_of(line, line)]
    table = attribute_turns(passages, "FGD9.txt", "FGD9", people, PLAIN).turns
    assert table["speaker"].tolist() == ["P1", "", "P12"]


def test_speakers_who_follow_in_one_paragraph_are_told_apart() -> None:
    found = speakers("SU1: Me. SU2: And me. Facilitator: Good.", "and well.")
    assert found == [("P01", "Me."), ("P02", "And me."), ("FAC1", "Good. and well.")]


def test_an_answer_that_is_a_time_is_not_lost() -> None:
    assert speakers("SU1: when?", "SU2:", "10:30", "SU1: oh")[1] == ("P02", "10:30")
    lines = ("SU1", "when?", "SU2", "10:30", "SU1", "oh.", "SU2 10:30")
    assert speakers(*lines)[1] == ("P02", "10:30")
    assert speakers("SU1: when?", "Gwen 10:30", "SU2: no")[0] == ("P01", "when? Gwen 10:30")


def test_speech_that_begins_like_a_label_is_warned_of_by_place() -> None:
    lines = ("SU1: a", "Gwen - she was there", "SU2: b", "[SU1] nodded", "Facilitator: so")
    passages = [p for n, line in enumerate(lines, 1) for p in passages_of(line, f"line {n}")]
    (warning,) = attribute_turns(passages, "FGD9.txt", "FGD9", PEOPLE, PLAIN).doubts
    assert warning.startswith("FGD9.txt line 2, line 4: begins like a speaker's label")
    sure = passages[:1] + passages[2:3]
    assert attribute_turns(sure, "FGD9.txt", "FGD9", PEOPLE, PLAIN).doubts == []


def test_a_prompt_is_no_doubtful_label_and_no_unknown_one() -> None:
    lines = ("Facilitator: hi", "Shopping: choose", "SU1: tea", "Shopping: again", "SU2: tea")
    conventions = PLAIN | {"prompt_pattern": "Shopping"}
    told = attribute_turns(passages_in(*lines), "FGD9.txt", "FGD9", PEOPLE, conventions)
    assert told.doubts == [] and len(told.turns) == 5
