"""Each check passes on a clean study and fails on a planted fault, naming no content."""

import csv
from collections.abc import Callable
from itertools import product
from pathlib import Path
from time import process_time
from typing import Any
from zipfile import ZipFile

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from check_release import check_release
from focusgroups import documents
from focusgroups.documents.sections.saturation import METHOD
from focusgroups.documents.word_styles import empty_document
from focusgroups.identifiers.spans import AUTO
from focusgroups.identifiers.terms import ALL_FORMS, Term, table_of_terms
from focusgroups.release.finder import Finder, KnownIdentifier
from focusgroups.release.hidden_passages import hidden_passages
from focusgroups.release.known_identifiers import CITED, known_identifiers
from focusgroups.release.verdicts import Verdict

REPORT_STYLE = Path(documents.__file__).parent / "templates/report.css"
QUOTES = "candidate/2_qualitative_findings/table_4_quotes.csv"
FILES = {
    "candidate/1_demographics/table_1_participants.csv": (
        "characteristic,level,n,percent\nparticipants,all,20,100\ngender,Female,12,60\n"
        "gender,Male,8,40\n"
    ),
    "candidate/1_demographics/table_2_deprivation.csv": (
        "edition,domain,decile,n,percent\n2019,imd,1,9,45\n2019,imd,2,,\n"
    ),
    "candidate/2_qualitative_findings/table_3_themes.csv": (
        "theme,segments,participants,focus_groups,percent_of_words\nbelonging,7,14,1,40.5\n"
    ),
    QUOTES: (
        "theme,rank,quote,attribution,segment_id\n"
        "belonging,1,I felt at home there with [name] and the others.,FGD1_SU,FGD1-0002.1\n"
    ),
    "candidate/report.html": "<html><body><main><p>Findings will follow.</p></main></body></html>",
    "working/turns/FGD1.csv": (
        "turn_id,focus_group,turn,speaker,role,start,end,text\n"
        "FGD1-0001,FGD1,1,FAC1,FAC,,,What was it like?\n"
        "FGD1-0002,FGD1,2,P01,SU,,,I felt at home there with [P02] and the others.\n"
        "FGD1-0003,FGD1,3,P02,SU,,,You will. Hope so.\n"
    ),
    "working/segments.csv": (
        "segment_id,turn_id,focus_group,speaker,text,n_words,text_check\n"
        "FGD1-0002.1,FGD1-0002,FGD1,P01,I felt at home there with [P02] and the others.,9,"
        "0123456789ab\n"
    ),
    "working/participants.csv": "participant_id,focus_group\n"
    + "".join(f"P{n:02d},FGD1\n" for n in range(1, 21)),
    "private/redactions/FGD1.csv": (
        "turn_id,start,end,label,original,replacement,source,score\n"
        "FGD1-0002,26,32,PERSON,Sharon,[P02],roster,1\n"
        "FGD1-0007,5,12,PERSON,Maureen,[Person 1],entities,0.8\n"
        "FGD1-0008,5,11,LOCATION,Bootle,[Place 1],entities,0.8\n"
    ),
    "private/hidden_terms/FGD1.csv": (
        "term,label,tier,forms,source\n"
        "Ottilie Brandreth,PERSON,auto,all,author\n"
        "Mark Quick,PERSON,auto,all,comment author\n"
        "Zephy,PERSON,auto,as it stands,deleted text\n"
        "AM,PERSON,auto,as it stands,initials\n"
        "Nell,PERSON,review,as it stands,deleted text\n"
        "Formby,LOCATION,auto,as it stands,comment\n"
        "Zelda Quarn,ORGANISATION,auto,as it stands,comment\n"
        "Quarnley,LOCATION,auto,as it stands,note\n"
    ),
    "private/hidden/FGD1.csv": (
        "focus_group,kind,text\n"
        "FGD1,comment,She never told her sister. I felt at home there.\n"
        "FGD1,deleted text,she never did\n"
        "FGD1,comment,I heard that Ottilie Brandreth left her job before the summer came\n"
    ),
    "private/review/FGD1.csv": (
        "turn_id,start,end,label,original,reason,context\n"
        "FGD1-0009,0,4,PERSON,Dean,may be a name,Dean said\n"
    ),
    "resources/participants.csv": (
        "participant_id,focus_group,speaker_labels,names,postcode,consent\n"
        "P01,FGD1,SU1,Will Okafor,L6 4EG,yes\n"
        "P02,FGD1,SU2,Sharon Hope;Shaz,L4 3QJ,yes\n"
        "P03,FGD1,SU3,Ines O'Shea;Ines Saint-Clairmont,,yes\n"
        "P04,FGD1,SU4,Georgia Webb,,yes\nP05,FGD1,SU5,Wei Chen,,yes\n"
        "P06,FGD1,SU6,Shruti Patel;Roman Guest,,yes\n"
    ),
    "resources/staff.csv": (
        "staff_id,focus_groups,speaker_labels,names,role\nFAC1,FGD1,RD,Rachel Dunmore,facilitator\n"
    ),
    "resources/redaction_decisions.csv": (
        "term,label,decision\nthe Gaffer,PERSON,redact\nCountdown,,keep\n"
    ),
    "resources/quotes.csv": (
        "segment_id,theme,decision,text_check,checked_by\n"
        "FGD1-0002.1,belonging,use,0123456789ab,AB\n"
    ),
}
REAL = {
    "requires_review": True,
    "requires_quote_approval": True,
    "minimum_count": 5,
    "vanished_groups": [],
}

Change = Callable[[Path], None]


def replace(name: str, old: str, new: str) -> Change:
    def change(folder: Path) -> None:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return change


def say(words: str) -> Change:
    """Let somebody say ``words`` in a working turn."""
    return replace("working/turns/FGD1.csv", "What was it like?", words)


def lay_out(folder: Path) -> None:
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def verdicts(folder: Path, **rules: Any) -> dict[str, Verdict]:
    def found(room: str) -> list[Path]:
        return sorted(path for path in (folder / room).rglob("*") if path.is_file())

    output = folder / "checks.csv"
    given, silent = check_release(
        rooms={"candidate": folder / "candidate", "working": folder / "working"},
        files={"candidate": found("candidate"), "working": found("working")},
        sheets={
            name: folder / "resources" / f"{name}.csv"
            for name in ("participants", "staff", "redaction_decisions", "quotes")
        },
        private={
            "redactions": [folder / "private/redactions/FGD1.csv"],
            "hidden_terms": [folder / "private/hidden_terms/FGD1.csv"],
            "hidden": [folder / "private/hidden/FGD1.csv"],
            "review": [folder / "private/review/FGD1.csv"],
        },
        rules=REAL | rules,
        output=output,
    )
    assert "P03" in silent
    with output.open(encoding="utf-8") as file:
        assert [row["check"] for row in csv.DictReader(file)] == [v.check for v in given]
    return {verdict.check: verdict for verdict in given}


def test_clean_study_passes_every_check(tmp_path: Path) -> None:
    lay_out(tmp_path)
    found = verdicts(tmp_path)
    assert {v.check: v.detail for v in found.values() if v.status != "pass"} == {}


FAULTS: dict[str, tuple[str, Change]] = {
    "full name": ("roster_names", say("Ask Rachel Dunmore.")),
    "first name": ("roster_names", say("Was Sharon there?")),
    "lower-case name": ("roster_names", say("was sharon there")),
    "surname": ("roster_names", say("Mrs Okafor knows.")),
    "nickname": ("roster_names", say("ask Shaz, she knows")),
    "possessive": ("roster_names", say("That was Shaz's cup.")),
    "word as a name": ("roster_names", say("I told Will about it.")),
    "surname that is a word": ("roster_names", say("Paul and Hope came.")),
    "name in the report": (
        "roster_names",
        replace("candidate/report.html", "Findings", "<b>Sha</b>ron's findings"),
    ),
    "curly apostrophe": ("roster_names", say("Ask O’Shea about it.")),
    "soft hyphen": ("roster_names", say("Was Sha\u00adron there?")),
    "zero width": ("roster_names", say("Was Sha\u200bron there?")),
    "accent": ("roster_names", say("Was Sharón there?")),
    "half a surname": ("roster_names", say("That Clairmont one.")),
    "plural": ("roster_names", say("The Okafors came.")),
    "handle": ("roster_names", say("she is sharon_86 there")),
    "postcode with a soft hyphen": ("participant_postcodes", say("L6\u00ad 4EG it was")),
    "redacted name in capitals": ("redacted_terms", say("And MAUREEN said no.")),
    "file that cannot be read": (
        "readable_files",
        replace("candidate/report.html", "Findings", '<img src="data:image/gif;base64,AA">'),
    ),
    "decided term": ("decided_terms", say("So the gaffer comes in.")),
    "postcode": ("participant_postcodes", say("I live at l64eg now.")),
    "postcode in another shape": ("structured_identifiers", say("it is M1 1AE, you know")),
    "phone": ("structured_identifiers", say("ring 0151 496 0123 then")),
    "e-mail": ("structured_identifiers", say("it is someone@example.org")),
    "redacted name elsewhere": ("redacted_terms", say("And Maureen said no.")),
    "redacted name in the report": (
        "redacted_terms",
        replace("candidate/report.html", "will follow", "from Maureen follow"),
    ),
    "hidden name": ("hidden_terms", say("Ask Ottilie Brandreth.")),
    "hidden surname in lower case": ("hidden_terms", say("ask brandreth then")),
    "hidden name in the report": (
        "hidden_terms",
        replace("candidate/report.html", "will follow", "from Ottilie follow"),
    ),
    "hidden name that is a word": ("hidden_terms", say("I told Mark about it.")),
    "deleted word": ("hidden_terms", say("That was Zephy's idea.")),
    "comment in the report": (
        "hidden_passages",
        replace("candidate/report.html", "Findings will", "She never told her sister, will"),
    ),
    "part of a comment in the report": (
        "hidden_passages",
        replace("candidate/report.html", "Findings will", "So left her job before the summer came"),
    ),
    "comment with a token in the report": (
        "hidden_passages",
        replace("candidate/report.html", "Findings will", "I heard that [name] left her job and"),
    ),
    "body that may be somebody": ("hidden_terms", say("Ask Zelda Quarn.")),
    "name like a font in the report": (
        "roster_names",
        replace("candidate/report.html", "will follow", "from Georgia follow"),
    ),
    "cited name in the report": (
        "roster_names",
        replace("candidate/report.html", "will follow", "from Chen and Guest follow"),
    ),
    "name like a font in a style sheet": (
        "roster_names",
        replace("candidate/report.html", "<main>", "<style>/* Georgia */ p { color: red }</style>"),
    ),
    "id in print": ("person_ids", replace(QUOTES, "[name]", "[P02]")),
    "third party told apart in print": ("person_ids", replace(QUOTES, "[name]", "[Person 2]")),
    "withdrawn speaker": (
        "withdrawn_people",
        replace("resources/participants.csv", "L4 3QJ,yes", "L4 3QJ,withdrawn"),
    ),
    "no consent to quotes": (
        "consent_to_quotes",
        replace("resources/participants.csv", "L6 4EG,yes", "L6 4EG,no_quotes"),
    ),
    "quote that nobody said": ("quotes_are_segments", replace(QUOTES, "at home", "at ease")),
    "quote without approval": (
        "quote_approval",
        replace("resources/quotes.csv", "FGD1-0002.1,belonging", "FGD1-0002.1,other"),
    ),
    "approval of other text": (
        "quote_approval",
        replace("resources/quotes.csv", "0123456789ab", "ba9876543210"),
    ),
    "undecided flag": (
        "review_decided",
        replace("private/review/FGD1.csv", "FGD1-0009", "FGD1-0002"),
    ),
    "small count": (
        "minimum_count",
        replace("candidate/1_demographics/table_2_deprivation.csv", "imd,2,,", "imd,2,3,15"),
    ),
    "small complement": (
        "minimum_count",
        replace("candidate/2_qualitative_findings/table_3_themes.csv", "7,14,1", "7,18,1"),
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_planted_fault_is_found_and_its_content_not_repeated(tmp_path: Path, fault: str) -> None:
    check, plant = FAULTS[fault]
    lay_out(tmp_path)
    plant(tmp_path)
    found = verdicts(tmp_path)
    assert found[check].status == "fail"
    assert found[check].detail[0].isdigit()
    said = " ".join(verdict.detail for verdict in found.values())
    assert not any(
        word in said.casefold()
        for word in (
            *("sharon", "shaz", "okafor", "maureen", "gaffer", "l6", "0151", "example"),
            *("ottilie", "brandreth", "zephy", "sister", "quarn", "georgia", "chen"),
        )
    )


INNOCENT = {
    "word at a sentence start": "Will you come? Hope so.",
    "word in lower case": "I hope they will.",
    "kept term": "We watched Countdown.",
    "place": "I went to Bootle.",  # places are redacted, not checked: reports may name their sites
    "word that is a hidden name": "Mark my words. I hope it is quick. I am glad.",
    "hidden initials": "It was AM radio.",
    "hidden term in doubt": "Ask for Nell.",
    "place in a comment": "We went to Formby.",
    "place in a note": "We went to Quarnley.",
    "few words of a deleted passage": "And she never did.",
    "longer word": "It was okaforesque and unsharonlike.",
}


@pytest.mark.parametrize("words", INNOCENT)
def test_innocent_words_pass(tmp_path: Path, words: str) -> None:
    lay_out(tmp_path)
    say(INNOCENT[words])(tmp_path)
    assert [v.check for v in verdicts(tmp_path).values() if v.status == "fail"] == []


def test_fonts_and_the_cited_method_name_nobody(tmp_path: Path) -> None:
    lay_out(tmp_path)
    style = REPORT_STYLE.read_text(encoding="utf-8")
    assert "Georgia" in style and METHOD.startswith(tuple(CITED))
    page = f"<html><style>{style}</style><body><p>By {METHOD}, or ({METHOD}).</p></body></html>"
    (tmp_path / "candidate/report.html").write_text(page, encoding="utf-8")
    document = empty_document()
    document.add_paragraph(f"The method of {METHOD}.")
    document.save(str(tmp_path / "candidate/results_section.docx"))
    with ZipFile(tmp_path / "candidate/results_section.docx") as file:
        assert b"Shruti" in file.read("word/theme/theme1.xml")
    assert [v.detail for v in verdicts(tmp_path).values() if v.status == "fail"] == []
    document.add_paragraph("Ask Shruti and Georgia.")
    document.save(str(tmp_path / "candidate/results_section.docx"))
    assert verdicts(tmp_path)["roster_names"].detail.startswith("1 place")


def test_a_printed_comment_is_mended_where_it_was_written(tmp_path: Path) -> None:
    lay_out(tmp_path)
    FAULTS["comment in the report"][1](tmp_path)
    detail = verdicts(tmp_path)["hidden_passages"].detail
    assert "take the quote off the sheet quotes" in detail
    assert "reword what the config or the codebook says" in detail


known_forms = st.lists(
    st.builds(
        KnownIdentifier,
        st.text("Abaé1 -'ſ", max_size=5),
        exact=st.booleans(),
        within=st.booleans(),
    ),
    max_size=6,
)


@given(known_forms, st.text("AbaBÉé1 -'’s.", max_size=30))
def test_many_forms_are_found_wherever_one_of_them_is(
    forms: list[KnownIdentifier], text: str
) -> None:
    alone = [Finder([form]).count(text) > 0 for form in forms]
    assert (Finder(forms).count(text) > 0) == any(alone)


def test_a_form_without_a_letter_is_found_nowhere() -> None:
    assert Finder([KnownIdentifier(" - ", exact=False, within=False)]).count("It was - so.") == 0


def test_thousands_of_forms_are_looked_for_in_the_time_of_a_few() -> None:
    pairs = ["".join(pair) for pair in product("BCDFGHJKLMNPRST", "aeiou")]
    names = [f"{first}{second.lower()}x" for first in pairs for second in pairs]
    finder = Finder(KnownIdentifier(name, exact=False, within=False) for name in names)
    talk = "so they said to me that it would all be fine in the end and it was " * 500
    began = process_time()
    assert finder.count(f"{talk} Babax {talk}") == 1
    assert process_time() - began < 1.5  # seconds; a hundredth of it if all goes well


def test_groups_share_the_search_for_hidden_names() -> None:
    terms = table_of_terms([Term("Ottilie Brandreth", "PERSON", AUTO, ALL_FORMS, "author")] * 2)
    nothing = pd.DataFrame(columns=["label", "original"])
    kept = {"term": "Ottilie Road", "decision": "keep", "focus_group": "B"}
    known = known_identifiers([], [kept], {g: nothing for g in "AB"}, terms, [])
    assert known.hidden["A"].count("by Ottilie Road") == 1
    assert known.hidden["B"].count("by Ottilie Road") == 0
    assert known.hidden["B"].count("by Ottilie Brandreth") == 1
    assert len({id(finder._folded) for finder in known.hidden.values()}) == 1


def test_a_comment_counts_unless_one_turn_says_all_of_it() -> None:
    comments = ("She never told her sister.", "We went home. And so did everybody else here")
    hidden = pd.DataFrame([("comment", text) for text in comments], columns=["kind", "text"])
    talk = ["Well, she never told her", "sister. And so did everybody else"]
    finder = hidden_passages(hidden, talk)
    assert finder.count("that she never told her sister of it") == 1
    assert finder.count("and so did everybody else here") == 1
    finder = hidden_passages(hidden, [*talk, "She NEVER told her: sister!"])
    assert finder.count("that she never told her sister of it") == 0
    assert hidden_passages(hidden, []).count("we went home") == 0


PASSAGE = "I told Ottilie Brandreth that she never came back to us after it."
PRINTED = {
    "whole": PASSAGE,
    "part": "so she never came back to us",
    "token for the name": "I told [name] that she never came",
    "tokens for the name": "told [P02] [Person 1] that she never came back",
    "token in front": "[name] she never came back to us",
    "without the first word": PASSAGE.removeprefix("I "),
    "short": "Then Zephy rang me",
    "short with a token": "[name] rang me",
    "short sentence with a token": "And so [name] rang me",
}


@pytest.mark.parametrize("case", PRINTED)
def test_a_part_of_a_hidden_passage_counts_with_or_without_its_name(case: str) -> None:
    texts = (PASSAGE, "Then Zephy rang me. And so Xanthu Zephy rang me.")
    hidden = pd.DataFrame([("deleted text", text) for text in texts], columns=["kind", "text"])
    finder = hidden_passages(hidden, ["A talk of other things."])
    assert (finder.count(PRINTED[case]) > 0) == (case != "short with a token")
    assert hidden_passages(hidden, [f"Well, {PRINTED[case]}"]).count(PRINTED[case]) == 0
    assert finder.count("She never came back. I told her that. It was after they left us.") == 0


def test_passages_are_looked_for_in_the_time_that_a_talk_takes_to_read() -> None:
    talk = [f"so they said {n} to me that it would all be fine in the end" for n in range(20_000)]
    texts = [f"{n} she told me what she would do and where she went {n}" for n in range(500)]
    hidden = pd.DataFrame([("comment", text) for text in texts], columns=["kind", "text"])
    began = process_time()
    assert hidden_passages(hidden, talk).count(texts[-1]) > 0
    assert process_time() - began < 3  # seconds; a tenth of it if all goes well


def test_vanished_group_fails(tmp_path: Path) -> None:
    lay_out(tmp_path)
    assert verdicts(tmp_path, vanished_groups=["FGD9"])["vanished_groups"].status == "fail"


def test_rules_that_are_off_say_so(tmp_path: Path) -> None:
    lay_out(tmp_path)
    off = {"requires_review": False, "requires_quote_approval": False, "minimum_count": 0}
    found = verdicts(tmp_path, **off)
    names = ("review_decided", "quote_approval", "minimum_count")
    assert {found[name].status for name in names} == {"not required"}
