"""Each check passes on a clean study and fails on a planted fault, naming no content."""

import csv
from collections.abc import Callable
from datetime import datetime
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
from focusgroups.documents.pages import TEMPLATES, style_of
from focusgroups.documents.sections.saturation import METHOD
from focusgroups.documents.word_styles import empty_document
from focusgroups.identifiers.spans import AUTO
from focusgroups.identifiers.terms import ALL_FORMS, Term, table_of_terms
from focusgroups.release.finder import Finder, KnownIdentifier
from focusgroups.release.hidden_passages import hidden_passages
from focusgroups.release.known_identifiers import CITED, known_identifiers
from focusgroups.release.own_wording import DATA_FILES
from focusgroups.release.printed_text import printed_text
from focusgroups.release.undeclared import fingerprint, undeclared_files
from focusgroups.release.verdicts import Verdict
from focusgroups.tabulation.demographics import tabulate_participants

UNQUOTED = "Nobody ever asked me before what I would like to do with [Sister A] on my days off."
PAGE = "candidate/report.html"
TABLE_1 = "candidate/1_demographics/table_1_participants.csv"
TABLE_2 = "candidate/1_demographics/table_2_deprivation.csv"
TABLE_2B = "candidate/1_demographics/table_2b_deprivation_moves.csv"
TABLE_3 = "candidate/2_qualitative_findings/table_3_themes.csv"
BY_GROUP = "candidate/2_qualitative_findings/themes_by_group.csv"
FIGURE_1 = "candidate/1_demographics/figure_1_deciles.csv"
FIGURE_2 = "candidate/2_qualitative_findings/figure_2_themes_by_group.csv"
SUB_THEMES = "candidate/2_qualitative_findings/sub_themes.csv"
FIGURE_S1 = "candidate/2_qualitative_findings/figure_s1_cooccurrence.csv"
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
    BY_GROUP: "theme,focus_group,percent_of_words,percent_of_participants\n"
    "belonging,FGD1,40.5,70.0\n",
    FIGURE_1: "edition,domain,decile,n,expected\n2019,imd,1,9,2\n2019,imd,2,,2\n",
    FIGURE_2: "theme,focus_group,percent_of_words,percent_of_participants\n"
    "belonging,FGD1,40.5,70.0\n",
    FIGURE_S1: "theme,other_theme,segments,percent_of_segments\nbelonging,belonging,7,100.0\n"
    "belonging,other,,\nother,belonging,,\nother,other,5,100.0\n",
    SUB_THEMES: "theme,label,segments,participants,focus_groups\nbelonging,bus,7,8,1\n",
    "candidate/study_facts.csv": "fact,value\nparticipants,20\ninvited,30\nparticipant_turns,2\n",
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
        f"FGD1-0004,FGD1,4,P04,SU,,,{UNQUOTED}\n"
    ),
    "working/segments.csv": (
        "segment_id,turn_id,focus_group,speaker,text,n_words,text_check\n"
        "FGD1-0002.1,FGD1-0002,FGD1,P01,I felt at home there with [P02] and the others.,9,"
        "0123456789ab\n"
    ),
    "working/coding.csv": (
        "segment_id,theme,score,proposed,assigned,rank,source\n"
        "FGD1-0002.1,belonging,1,true,true,1,model\nFGD1-0002.1,other,0,true,true,2,model\n"
    ),
    "working/participants.csv": "participant_id,focus_group\n"
    + "".join(f"P{n:02d},FGD1\n" for n in range(1, 21)),
    "private/redactions/FGD1.csv": (
        "turn_id,start,end,label,original,replacement,source,score\n"
        "FGD1-0002,26,32,PERSON,Sharon,[P02],roster,1\n"
        "FGD1-0007,5,12,PERSON,Maureen,[Person 1],entities,0.8\n"
        "FGD1-0008,5,11,LOCATION,Bootle,[Place 1],entities,0.8\n"
        "FGD1-0009,5,8,PERSON,Zoe,[Person 2],entities,0.8\n"
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
        "P07,FGD1,SU7,Terence Makin;tez,,yes\nP08,FGD1,SU8,Ian Self,,yes\n"
        "P09,FGD1,SU9,Łukasz White;Tomasz Kern,,yes\nP10,FGD1,SU10,Björn Ødegård,,yes\n"
        "P11,FGD1,SU11,Su Li,,yes\nP12,FGD1,SU12,Xanthe English;Threlfall,,yes\n"
    ),
    "resources/staff.csv": (
        "staff_id,focus_groups,speaker_labels,names,role\nFAC1,FGD1,RD,Rachel Dunmore,facilitator\n"
    ),
    "resources/redaction_decisions.csv": (
        "term,label,decision\nthe Gaffer,PERSON,redact\nCountdown,,keep\nTomasz Kern,,keep\n"
        "Threlfall,,keep\nthe Rocket,LOCATION,redact\nMackerill's,ORGANISATION,redact\n"
        "Hatters,LOCATION,redact\nsixteen,AGE,redact\nthe shed,LOCATION,redact\n"
    ),
    "resources/quotes.csv": (
        "segment_id,theme,decision,text_check,checked_by\n"
        "FGD1-0002.1,belonging,use,0123456789ab,AB\n"
    ),
}
# Table 2 of both editions, and table 2b, of twenty people as they may be published together.
DECILES = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "<=3", "no match")
TWO_EDITIONS = {
    2019: "5,,,0,0,0,0,0,0,0,,5",
    2025: "5,5,0,0,0,0,0,0,0,5,10,5",
}
MOVES = ("more deprived", "same decile", "less deprived", "no match")


def two_editions(
    moves: str = "5,5,5,5", health: str = ",,,5", share: str = "", **deciles: str
) -> "Change":
    """Write tables 2 and 2b: counts by decile, and by move, overall and for health."""
    shown = {2019: deciles.get("before"), 2025: deciles.get("after")}
    table = "edition,domain,decile,n,percent\n" + "".join(
        f"{edition},imd,{decile},{n},\n"
        for edition, cells in TWO_EDITIONS.items()
        for decile, n in zip(DECILES, (shown[edition] or cells).split(","), strict=True)
    )
    moved = "edition_from,edition_to,domain,move,n,percent\n" + "".join(
        f"2019,2025,{domain},{move},{n},{share if not n else ''}\n"
        for domain, cells in (("imd", moves), ("health", health))
        for move, n in zip(MOVES, cells.split(","), strict=True)
    )

    def change(folder: Path) -> None:
        (folder / TABLE_2).write_text(table, encoding="utf-8")
        (folder / TABLE_2B).write_text(moved, encoding="utf-8")

    return change


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


def both(first: Change, second: Change) -> Change:
    def change(folder: Path) -> None:
        first(folder)
        second(folder)

    return change


def leave(name: str, text: str) -> Change:
    """Leave a file that no rule makes."""

    def change(folder: Path) -> None:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")

    return change


def in_two_groups(second: int) -> Change:
    """Let ``second`` of the twenty participants belong to another group."""

    def change(folder: Path) -> None:
        people = [f"P{n:02d},FGD{1 if n > second else 2}" for n in range(1, 21)]
        table = "\n".join(["participant_id,focus_group", *people, ""])
        (folder / "working/participants.csv").write_text(table, encoding="utf-8")

    return change


def pack(name: str, part: str) -> Change:
    """Leave an archive with a name in one of its parts."""

    def change(folder: Path) -> None:
        with ZipFile(folder / name, "w") as archive:
            archive.writestr("first.xml", "<a/>")
            text = "asked Sharon" if part.endswith(".txt") else "<si><t>Sharon</t></si>"
            archive.writestr(part, text)

    return change


def lay_out(folder: Path) -> None:
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def verdicts(folder: Path, **rules: Any) -> dict[str, Verdict]:
    def found(room: str) -> list[Path]:
        more = (TABLE_2B, "candidate/results_section.docx")
        declared = [folder / name for name in (*FILES, *more)]
        return [path for path in declared if path.is_file() and folder / room in path.parents]

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
        codebook=Path(__file__).parents[2] / "config" / "codebook.yaml",
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
    "decided place": ("decided_terms", say("The Rocket it was.")),
    "decided body": ("decided_terms", replace("candidate/report.html", "will", "at Mackerill's")),
    "decided place that is a word": ("decided_terms", say("She went to Hatters there.")),
    "short name opens a text": ("roster_names", say("Tez came.")),
    "short name in capitals": ("roster_names", say("so TEZ came")),
    "short first name": ("roster_names", say("Well. Ian said so.")),
    "short name beside a digit": ("roster_names", say("she is Tez62 there")),
    "surname of two letters": ("roster_names", say("Li said so.")),
    "short name redacted elsewhere": ("redacted_terms", say("Zoe said so.")),
    "letter without its stroke": ("roster_names", say("was lukasz there")),
    "letter without its slash": ("roster_names", say("the Odegard one")),
    "apostrophe as a space": ("roster_names", say("Ask Ines O Shea.")),
    "apostrophe left out": ("roster_names", say("ask oshea then")),
    "control character": ("roster_names", say("Was Sha\x08ron there?")),
    "surname that is an ordinary word": ("roster_names", say("I asked White about it.")),
    "surname like a setting": ("roster_names", say("I asked kern about it.")),
    "name beside a level": ("roster_names", say("White British, and White came.")),
    "kept full name": ("roster_names", say("I met Tomasz Kern.")),
    "kept name": ("roster_names", say("I met Threlfall.")),
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
    "replacement of a decision in print": ("person_ids", replace(QUOTES, "[name]", "[Sister A]")),
    "bare id in print": ("person_ids", replace(PAGE, "will follow", "of P06 follow")),
    "id in an attribution": ("person_ids", replace(QUOTES, "FGD1_SU,", "FGD1_P02,")),
    "numbered role in an attribution": ("person_ids", replace(QUOTES, "FGD1_SU,", "FGD1_SU1,")),
    "address": ("structured_identifiers", say("it is 14 Oakfield Road, you know")),
    "words of somebody withdrawn in print": (
        "speech_without_consent",
        both(
            replace(PAGE, "will follow", "ask me before what I would like to do with [name] on my"),
            both(
                replace("working/turns/FGD1.csv", "ever asked", "ever did ask"),
                replace("resources/participants.csv", "Webb,,yes", "Webb,,withdrawn"),
            ),
        ),
    ),
    "words of somebody not quoted in print": (
        "speech_without_consent",
        both(
            replace(PAGE, "will follow", "Never ASKED me before, what I would like to do!"),
            replace("resources/participants.csv", "Webb,,yes", "Webb,,no_quotes"),
        ),
    ),
    "words that nobody approved in print": (
        "speech_without_approval",
        replace(PAGE, "will follow", "asked me before what I would like to do with <b>[name]</b>"),
    ),
    "name in a file that no rule makes": ("roster_names", leave("working/notes.csv", "Shaz was")),
    "name in the name of a file that no rule makes": (
        "roster_names",
        leave("working/Okafor.txt", "x"),
    ),
    "file that no rule makes and nobody can look into": (
        "readable_files",
        leave("candidate/more/scan.pdf", "%PDF"),
    ),
    "name in a project of codings": ("roster_names", pack("candidate/study.qdpx", "project.qde")),
    "name in a source of codings": ("roster_names", pack("working/study.qdpx", "sources/1.txt")),
    "name in a workbook": ("roster_names", pack("working/notes.xlsx", "xl/sharedStrings.xml")),
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
    "small count": ("minimum_count", replace(TABLE_2, "imd,2,,", "imd,2,3,15")),
    "small complement": ("minimum_count", replace(TABLE_3, "7,14,1", "7,18,1")),
    "only cell that is withheld": (
        "minimum_count",
        replace(TABLE_1, "gender,Male,8,40", "gender,Male,6,30\ngender,Other,,"),
    ),
    "withheld cells of one person each": (
        "minimum_count",
        replace(TABLE_1, "gender,Male,8,40", "gender,A,,\n" * 7 + "gender,B,,"),
    ),
    "withheld cells that make few people": (
        "minimum_count",
        replace(TABLE_1, "gender,Male,8,40", "gender,Male,5,25\ngender,A,,\ngender,B,,"),
    ),
    "people missing from the levels": ("minimum_count", replace(TABLE_1, "Male,8,40", "Male,5,25")),
    "age that few did not state": (
        "minimum_count",
        replace(
            TABLE_1,
            "gender,Female",
            "age,30 to 45,14,70\nage,30-39,,\nage,40-49,12,60\nage,not stated,6,30\ngender,Female",
        ),
    ),
    "subtotal that gives a decile away": (
        "minimum_count",
        replace(TABLE_2, "imd,2,,", "imd,2,,\n2019,imd,<=3,12,60"),
    ),
    "people without a match known of another domain": (
        "minimum_count",
        replace(
            TABLE_2,
            "2019,imd,2,,",
            "2019,imd,2,,\n2019,imd,no match,,\n2019,health,1,12,60\n2019,health,no match,8,40",
        ),
    ),
    "share beside a withheld count": ("minimum_count", replace(TABLE_2, "imd,2,,", "imd,2,,10")),
    "count that is text": ("minimum_count", replace(TABLE_2, "imd,2,,", "imd,2,<5,")),
    "few segments of withheld people": ("minimum_count", replace(TABLE_3, "7,14,1", "1,,1")),
    "share of few of a group": (
        "minimum_count",
        replace(BY_GROUP, "40.5,70.0", "40.5,15.0"),
    ),
    "share that leaves few of a group": ("minimum_count", replace(FIGURE_2, "70.0", "90.0")),
    "share of a theme that table 3 withholds": (
        "minimum_count",
        both(replace(TABLE_3, "7,14,1,40.5", ",,,"), replace(FIGURE_2, "70.0", "")),
    ),
    "share of a group of few people": (
        "minimum_count",
        both(in_two_groups(3), replace(BY_GROUP, "40.5,70.0", "40.5,82.4\nbelonging,FGD2,1,0.0")),
    ),
    "withheld share that is what the others leave": (
        "minimum_count",
        both(in_two_groups(10), replace(BY_GROUP, "70.0", "100.0\nbelonging,FGD2,1,")),
    ),
    "share of participants that is text": (
        "minimum_count",
        replace(BY_GROUP, "70.0", "nearly all"),
    ),
    "themes by group without shares of participants": (
        "minimum_count",
        replace(BY_GROUP, "percent_of_participants", "percent_of_people"),
    ),
    "small count in the data of figure 1": ("minimum_count", replace(FIGURE_1, "2,,2", "2,3,2")),
    "pair that few people speak of": (
        "minimum_count",
        replace(FIGURE_S1, "g,other,,", "g,other,6,"),
    ),
    "share of a pair that few people speak of": (
        "minimum_count",
        replace(FIGURE_S1, "other,belonging,,", "other,belonging,,14.3"),
    ),
    "pattern of few people": ("minimum_count", replace(SUB_THEMES, "bus,7,8", "bus,7,3")),
    "fact that counts few people": (
        "minimum_count",
        replace("candidate/study_facts.csv", "invited,30", "invited,30\nparticipants_in_work,2"),
    ),
    "area in a turn": ("areas", say("it is e01006512 they said")),
    "area with a hidden mark in it": ("areas", say("it is E0100\u200b6512 there")),
    "area of a Welsh postcode in the report": (
        "areas",
        replace(PAGE, "Findings", '<b title="W01000123">Findings</b>'),
    ),
    "area in a file that no rule makes": ("areas", leave("working/a.csv", "x\nE01033768\n")),
    "ranks in the working room": (
        "areas",
        replace(
            "working/participants.csv",
            "participant_id,focus_group\n",
            "participant_id,focus_group,health_rank\n",
        ),
    ),
    "postcodes in the working room": (
        "areas",
        replace(
            "working/participants.csv",
            "participant_id,focus_group\n",
            "participant_id,focus_group,Postcode\n",
        ),
    ),
    "ranks in a file that no rule makes": ("areas", leave("working/a.csv", "id,imd_rank\n1,2\n")),
    "areas in a file that no rule makes": ("areas", leave("candidate/a.csv", "id,lsoa\n1,2\n")),
    "table without its column of counts": (
        "minimum_count",
        replace(TABLE_1, "characteristic,level,n", "characteristic,level,m"),
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
            *("tez", "odegard", "mackerill", "kern", "threlfall"),
        )
    )


INNOCENT = {
    "word that names a column": "Postcode",
    "number that is no area": "Was it E0100651 or E010065123 or room m12?",
    "word at a sentence start": "Will you come? Hope so.",
    "word in lower case": "I hope they will.",
    "kept term": "We watched Countdown.",
    "place": "I went to Bootle.",  # places are redacted, not checked: reports may name their sites
    "word that is a hidden name": "Mark my words. I hope it is quick. I am glad.",
    "short name within a code": "The colour 4TEZ81 and FGD1_SU.",
    "decided age": "There were sixteen.",
    "decided word without a capital": "I saw a rocket in the shed. Hatters went mad.",
    "self in a compound": "It is self-development and white and all.",
    "our own index": "Of the English Indices of Deprivation.",
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


def test_every_template_is_known_as_our_own_wording() -> None:
    assert {Path(file).name for file in DATA_FILES} == {file.name for file in TEMPLATES.iterdir()}


def test_fonts_and_the_cited_method_name_nobody(tmp_path: Path) -> None:
    lay_out(tmp_path)
    style = style_of("report")
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


def people(*names: str, **characteristics: str) -> list[dict[str, str]]:
    return [{"names": name, "speaker_labels": "SU1", **characteristics} for name in names]


def roster_of(rows: list[dict[str, str]], **more: Any) -> Finder:
    return known_identifiers(rows, [], {}, table_of_terms([]), [], **more).roster


def test_levels_of_characteristics_name_nobody_unless_they_hold_a_name() -> None:
    rows = people("Ada White", ethnicity="White British") + people("Jo Black", ethnicity="Black")
    rows += people("Xiomara Reyes", relation="Friend of Xiomara")
    finder = roster_of(rows)
    assert finder.count("two were White British, and one was Black") == 0
    assert finder.count("they asked White, they asked Black") == 2
    assert finder.count("a Friend of Xiomara came") == 1


def test_what_the_study_prints_itself_names_nobody() -> None:
    rows = people("Paul Hope")
    assert roster_of(rows).count("the theme Faith and Hope is large") == 1
    wording = ["Faith and Hope"]
    assert roster_of(rows, wording=wording).count("the theme Faith and Hope is large") == 0
    assert roster_of(rows, wording=wording).count("the theme Faith and Hope is for Hope") == 1


def test_empty_documents_hold_no_name(tmp_path: Path) -> None:
    lay_out(tmp_path)
    names = "White Self Lock Read Black Light Dark Root Kern English Georgia Page Multiple Security"
    finder = roster_of(people(*(f"Zyx {name}" for name in names.split())))
    empty_document().save(str(tmp_path / "x.docx"))
    style = style_of("report")
    template = (TEMPLATES / "report.html").read_text(encoding="utf-8")
    (tmp_path / "x.html").write_text(f"<html><style>{style}</style>{template}</html>", "utf-8")
    for name in ("x.docx", "x.html"):
        found = list(printed_text(tmp_path / name, name))
        assert found
        assert [piece.place for piece in found if finder.count(piece.text)] == []


def test_a_short_name_is_found_among_the_properties_of_a_document(tmp_path: Path) -> None:
    document = empty_document()
    properties = document.core_properties
    properties.created, properties.last_modified_by = datetime(2019, 9, 30), "Gaz"
    document.save(str(tmp_path / "x.docx"))
    finder = roster_of(people("Gary Tunstall;Gaz"))
    assert any(finder.count(p.text) for p in printed_text(tmp_path / "x.docx", "x.docx"))


def test_a_word_that_counts_is_not_hidden_by_one_that_does_not() -> None:
    forms = [KnownIdentifier(form, exact=True, within=True) for form in ("hope Grace", "Grace")]
    assert Finder(forms).count("we hope Grace came") == 1
    kept = Finder(forms, kept=["said of the", "the hope Grace foundation"])
    assert kept.count("we said of the hope Grace foundation") == 0


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


def test_files_that_no_rule_makes_are_counted_and_never_stop_by_that(tmp_path: Path) -> None:
    lay_out(tmp_path)
    leave("working/more/notes.csv", "a,b\n1,2\n")(tmp_path)
    leave("candidate/.DS_Store", "x")(tmp_path)
    (tmp_path / "candidate/more.txt").write_text("nothing much", encoding="utf-8")
    found = verdicts(tmp_path)
    assert (found["undeclared_files"].status, found["undeclared_files"].detail[:7]) == (
        "note",
        "2 files",
    )
    assert [v.check for v in found.values() if v.status == "fail"] == []
    (tmp_path / "working/linked").symlink_to(tmp_path / "resources")
    assert verdicts(tmp_path)["readable_files"].detail.startswith("1 place: working/ undeclared")


def test_fingerprint_of_undeclared_files_tells_what_changed_and_no_name(tmp_path: Path) -> None:
    lay_out(tmp_path)
    known = [tmp_path / name for name in FILES]
    assert fingerprint(undeclared_files([tmp_path], known)) == ""
    leave("working/Okafor.txt", "x")(tmp_path)
    first = fingerprint(undeclared_files([tmp_path], known))
    leave("working/Okafor.txt", "xy")(tmp_path)
    second = fingerprint(undeclared_files([tmp_path], known))
    assert len({"", first, second}) == 3 and "kafor" not in first


def test_words_that_others_said_as_well_are_not_barred(tmp_path: Path) -> None:
    lay_out(tmp_path)
    FAULTS["words of somebody not quoted in print"][1](tmp_path)
    replace("working/turns/FGD1.csv", "You will.", UNQUOTED)(tmp_path)
    assert verdicts(tmp_path)["speech_without_consent"].status == "pass"


def test_moves_that_are_withheld_well_pass(tmp_path: Path) -> None:
    lay_out(tmp_path)
    two_editions()(tmp_path)
    assert verdicts(tmp_path)["minimum_count"].detail == "0 places"
    hidden = "5,,,0,0,0,0,0,0,0,,"
    two_editions(moves=",,,", health=",,,", before=hidden, after=hidden)(tmp_path)
    assert verdicts(tmp_path)["minimum_count"].detail == "0 places"
    still = "10,5,0,0,0,0,0,0,0,0,15,5"
    two_editions(moves="0,15,0,5", before=still, after=still)(tmp_path)
    assert verdicts(tmp_path)["minimum_count"].detail == "0 places"


# What table 2b shows or tells, and the row that is named for it.
TOLD_MOVES: dict[str, tuple[int, Change]] = {
    "small move": (2, two_editions(moves="2,8,5,5")),
    "share beside a withheld move": (6, two_editions(share="20")),
    "move beside a withheld one": (3, two_editions(moves=",5,,5")),
    "withheld move that is the rest": (2, two_editions(moves="5,6,,5")),
    "withheld moves that are few together": (2, two_editions(moves=",,,17", health=",,,")),
    "moves beside withheld people without an area": (
        2,
        two_editions(moves="5,5,5,", health=",,,"),
    ),
    "people without an area in one edition only": (5, two_editions(moves=",,,7", health=",,,7")),
    "people without an area in both editions": (
        5,
        two_editions(
            moves=",,,10",
            health=",,,",
            before="5,,,0,0,0,0,0,0,0,,6",
            after="5,,,0,0,0,0,0,0,0,,6",
        ),
    ),
    "nobody became less deprived": (
        2,
        two_editions(
            moves="5,10,0,5",
            before="10,5,0,0,0,0,0,0,0,0,15,5",
            after="8,7,0,0,0,0,0,0,0,0,15,5",
        ),
    ),
    "nobody stayed": (2, two_editions(moves="10,0,5,5")),
}


@pytest.mark.parametrize("fault", TOLD_MOVES)
def test_small_moves_and_those_that_can_be_worked_out_are_found(tmp_path: Path, fault: str) -> None:
    row, plant = TOLD_MOVES[fault]
    lay_out(tmp_path)
    plant(tmp_path)
    found = verdicts(tmp_path)["minimum_count"]
    assert found.status == "fail"
    places = found.detail.partition(": ")[2].partition(". ")[0].split("; ")
    name = TABLE_2B.removeprefix("candidate/")
    assert f"{name} row {row}" in places
    assert all(place.startswith(name) for place in places)


def test_segments_beside_withheld_people_are_said_to_count_none(tmp_path: Path) -> None:
    lay_out(tmp_path)
    replace(TABLE_3, "7,14,1", "7,,1")(tmp_path)
    for table in (BY_GROUP, FIGURE_2):
        replace(table, "40.5,70.0", ",")(tmp_path)
    found = verdicts(tmp_path)["minimum_count"]
    assert found.status == "pass" and "1 withheld rows show segments or words" in found.detail


def test_counts_that_are_withheld_well_pass(tmp_path: Path) -> None:
    lay_out(tmp_path)
    ages = ["30"] * 6 + ["45"] * 7 + ["58"] * 2 + ["61"] * 3 + [""] * 2
    kinds = ["A"] * 9 + ["B"] * 6 + ["C"] * 3 + ["D"] * 2
    people = pd.DataFrame({"age": ages, "gender": kinds, "all": "x"})
    table = tabulate_participants(people, ["age", "gender", "all"], 5)
    table.to_csv(tmp_path / TABLE_1, index=False)
    assert table["n"].isna().sum() > 3
    assert verdicts(tmp_path)["minimum_count"].detail == "0 places"


def test_shares_of_groups_that_are_withheld_well_pass(tmp_path: Path) -> None:
    lay_out(tmp_path)
    in_two_groups(10)(tmp_path)
    for table in (BY_GROUP, FIGURE_2):
        # Seven and seven, five and nine, or ten and four: nobody can tell.
        replace(table, "70.0", "\nbelonging,FGD2,40.5,")(tmp_path)
    assert verdicts(tmp_path)["minimum_count"].detail == "0 places"


def test_pairs_of_enough_people_may_be_told(tmp_path: Path) -> None:
    lay_out(tmp_path)
    rows = [f"FGD1-{n:04d}.1,FGD1-{n:04d},FGD1,P{n:02d},Yes.,1,x\n" for n in range(11, 16)]
    both_themes = [f"FGD1-{n:04d}.1,{theme},1,true,true,1,model\n" for n in range(11, 16)
                   for theme in ("belonging", "other")]  # fmt: skip
    for name, more in (("segments", rows), ("coding", both_themes)):
        path = tmp_path / f"working/{name}.csv"
        path.write_text(path.read_text("utf-8") + "".join(more), encoding="utf-8")
    replace(FIGURE_S1, "g,other,,", "g,other,6,85.7")(tmp_path)
    replace(FIGURE_S1, "r,belonging,,", "r,belonging,6,100.0")(tmp_path)
    assert verdicts(tmp_path)["minimum_count"].detail == "0 places"


@pytest.mark.parametrize("person", ["S1", "s1"])
def test_figure_s1_is_no_person_of_that_id(tmp_path: Path, person: str) -> None:
    lay_out(tmp_path)
    replace(PAGE, "Findings", '<b id="figure_s1_cooccurrence">Figure S1</b> found')(tmp_path)
    for name in ("resources/participants.csv", "working/turns/FGD1.csv"):
        replace(name, "P04", person)(tmp_path)
    assert verdicts(tmp_path)["person_ids"].status == "pass"
    replace(PAGE, "found", f"by {person}")(tmp_path)
    assert verdicts(tmp_path)["person_ids"].status == "fail"


def test_a_table_of_counts_in_another_encoding_is_a_fault(tmp_path: Path) -> None:
    lay_out(tmp_path)
    table = tmp_path / "candidate/1_demographics/table_1_participants.csv"
    table.write_bytes(table.read_bytes() + "gender,René,8,40\n".encode("latin-1"))
    assert verdicts(tmp_path)["readable_files"].status == "fail"


def test_vanished_group_fails(tmp_path: Path) -> None:
    lay_out(tmp_path)
    assert verdicts(tmp_path, vanished_groups=["FGD9"])["vanished_groups"].status == "fail"


def test_rules_that_are_off_say_so(tmp_path: Path) -> None:
    lay_out(tmp_path)
    off = {"requires_review": False, "requires_quote_approval": False, "minimum_count": 0}
    found = verdicts(tmp_path, **off)
    names = ("review_decided", "quote_approval", "minimum_count")
    assert {found[name].status for name in names} == {"not required"}
