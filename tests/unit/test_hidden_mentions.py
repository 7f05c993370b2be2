"""What hidden text names is looked for in all talk, and gone from it."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detect_identifiers import detect_identifiers
from focusgroups.identifiers import hiddenforms
from focusgroups.identifiers.hiddenforms import hidden_names
from focusgroups.identifiers.redaction import redact_group
from focusgroups.identifiers.repeats import said_forms, spoken_turn
from focusgroups.identifiers.roster import build_roster
from focusgroups.identifiers.spans import AUTO, IDENTIFIER_COLUMNS, REVIEW
from focusgroups.identifiers.terms import ALL_FORMS, AS_IT_STANDS, Term, table_of_terms
from focusgroups.sheets import Row
from focusgroups.tables import read_table
from focusgroups.transcripts.hidden.kinds import INITIALS
from focusgroups.transcripts.turns import TURN_COLUMNS
from hidden_files import SPACES, core, cut, paragraph, run, word_file
from hidden_talk import MODEL, found_in, terms_of
from parse_transcript import keep_hidden, parse_transcript
from redact_transcripts import redact_transcripts


def test_a_name_that_is_a_word_is_found_only_as_a_name() -> None:
    terms = terms_of(("author", "Mark Hope"))
    said = "Mark my words, I hope so. We hope to mark it. I saw Mark there, Mark Hope it was."
    assert found_in(said, terms) == {"Mark", "Mark Hope"}
    assert found_in("Mark my words, I hope so. It left a mark.", terms) == set()
    assert found_in("Hope came.", terms, REVIEW) == {"Hope"}


def test_no_name_stands_in_a_typists_note_of_a_sound() -> None:
    terms = terms_of(("author", "Una Laugh"), ("author", "Denise Nods"))
    assert found_in("Yes [laughs]. [nods] (laughs) [Una sighs] I saw Nods.", terms) == {
        "Una",
        "Nods",
    }


def test_a_surname_that_other_groups_say_as_a_word_is_left_to_a_person(tmp_path: Path) -> None:
    creator = core(creator="Denise Quiet")
    talk = {"A": "It was quiet, quiet, so quiet, quiet.", "B": "It was quiet with Denise."}
    files = [
        word_file(tmp_path / f"{group}.docx", paragraph(run(f"P0{i}: {said}")), core=creator)
        for i, (group, said) in enumerate(talk.items(), 1)
    ]
    pd.DataFrame(SHEET).to_csv(tmp_path / "participants.csv", index=False)
    assert analysed(tmp_path, files)["B"]["text"][0] == "It was quiet with [Person 1]."


def test_initials_count_as_they_stand_unless_everybody_knows_them() -> None:
    terms = terms_of(("initials", "DC"), ("initials", "GP"), ("initials", "A"))
    assert found_in("DC said the GP came. A dc adaptor.", terms) == {"DC"}


def test_a_surname_that_the_talk_uses_as_a_word_is_left_alone_there() -> None:
    terms = terms_of(("author", "Denise Day"))
    said = "One day the day came. Every day. Day and night, some day. I met Day there."
    assert found_in(said, terms) == {"Day"}
    assert found_in(said.replace("I met Day there.", ""), terms, REVIEW) == {"Day"}
    assert found_in("I saw denise and makin.", terms_of(("author", "D Makin"))) == {"makin"}


def test_whatever_is_in_doubt_waits_for_a_person_names_or_not() -> None:
    doubtful = [("4 Elm Rise", "ADDRESS"), ("943 476 5918", "NHS_NUMBER"), ("Tibbs", "PERSON")]
    terms = table_of_terms(
        Term(term, label, REVIEW, AS_IT_STANDS, "comment") for term, label in doubtful
    )
    said = "He met Tibbs at 4 Elm Rise with 943 476 5918."
    assert found_in(said, terms) == set()
    assert found_in(said, terms, REVIEW) == {term for term, _ in doubtful}


FORMS = ("Denise", "denise cartwright", "O'Hare", "Mei-Lin", "Cross", "@ada_b", "-", "Makins")


@given(st.text("DeniseCar tw'’h-sğ@_.\n", max_size=40), st.sets(st.sampled_from(FORMS)))
def test_no_form_that_is_said_is_passed_over(noise: str, forms: set[str]) -> None:
    text = f"{noise} {' or '.join(sorted(forms))}'s{noise}"
    turns = {"T": spoken_turn(text)}
    assert set(said_forms(turns, FORMS)) >= forms
    assert said_forms({"T": spoken_turn("Mei said so to denis.")}, FORMS) == ["-"]


def test_names_of_all_groups_are_worked_out_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    forms_of_name = hiddenforms.forms_of_name

    def counted(name: str) -> list[str]:
        asked.append(name)
        return forms_of_name(name)

    monkeypatch.setattr(hiddenforms, "forms_of_name", counted)
    creator = core(creator="Ottilie Brandreth")
    files = [
        word_file(tmp_path / f"{group}.docx", paragraph(run(f"{person}: Yes.")), core=creator)
        for group, person in (("A", "P01"), ("B", "P02"))
    ]
    pd.DataFrame(SHEET).to_csv(tmp_path / "participants.csv", index=False)
    analysed(tmp_path, files)
    assert asked == ["Ottilie Brandreth"]


def working(text: str, terms: list[Term], sheet: Sequence[Row] = ()) -> str:
    """``text`` of a turn, redacted by what ``terms`` and the ``sheet`` of participants know."""
    turn = ("A-1", "A", 1, "P1", "SU", "", "", "x", "line 1", text)
    turns = pd.DataFrame([turn], columns=list(TURN_COLUMNS))
    nothing = pd.DataFrame(columns=list(IDENTIFIER_COLUMNS))
    roster, names = build_roster(sheet, []), hidden_names(terms)
    (shown,) = redact_group("A", turns, nothing, roster, [], names).turns["text"]
    return str(shown)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Rhian, or Tibbs", "[Person 1], or [Person 1]"),
        ("Rhian, Rhian Tibbs, Tibbs's", "[Person 1], [Person 1], [Person 1]'s"),
        ("ask at Tibbs house", "ask at [Person 1] house"),
        ("Una and Lund and Rhian", "[Person 1] and [Person 2] and [Person 3]"),
    ],
    ids=["parts", "parts and whole", "alone", "parts of several"],
)
def test_all_forms_of_a_name_get_one_number(said: str, shown: str) -> None:
    authors = ("Dr Rhian Tibbs", "Una Lund", "Petra Lund")
    terms = [Term(name, "PERSON", AUTO, ALL_FORMS, "author") for name in authors]
    assert working(said, terms) == shown


def test_a_missing_apostrophe_hides_no_name() -> None:
    assert found_in("at Brandreths house", terms_of(("author", "Una Brandreth"))) == {"Brandreth"}


def test_initials_are_the_id_of_the_person_whose_they_are() -> None:
    rows = [("DC", INITIALS), ("RD", INITIALS), ("PL", INITIALS), ("ZQ", INITIALS)]
    authors = ("Denise Cartwright", "Rhian Dunmore", "Rob Dunn", "Pia Lowe")
    terms = [Term(term, "PERSON", AUTO, AS_IT_STANDS, source) for term, source in rows]
    terms += [Term(name, "PERSON", AUTO, ALL_FORMS, "comment author") for name in authors]
    people = ("Denise Cartwright", "Rhian Dunmore", "Petra Lund")
    sheet = [
        {"participant_id": f"P{n}", "focus_group": "A", "speaker_labels": f"P{n}", "names": name}
        for n, name in enumerate(people, 1)
    ]
    shown = working("So DC, RD, PL and ZQ met.", terms, sheet)
    # RD may be either of two authors; PL is an author's, though somebody on the sheet has them too.
    assert shown == "So [P1], [Person 1], [Person 2] and [Person 3] met."


SHEET: list[Row] = [
    {"participant_id": i, "focus_group": g, "speaker_labels": i, "names": n, "consent": "yes"}
    for i, g, n in [("P01", "A", "Rhian Mabbutt"), ("P02", "B", "Petra Lund")]
]


def test_hidden_names_are_gone_from_the_talk_of_every_group(tmp_path: Path) -> None:
    body = "".join(
        paragraph(*runs)
        for runs in (
            (run("P01: I told Ottilie and "), cut("Zephy", "Una Changwell"), run(" we met.")),
            (run("P01: I hope Brandreth can mark it. Zephy knows, and rmabbutt too."),),
            (
                run("P01: The courses are good, "),
                cut("I think that the courses are good"),
                run("."),
            ),
        )
    )
    comments = (
        f'<w:comments {SPACES}><w:comment w:author="Cora Quennell" w:initials="ZQ">'
        f"{paragraph(run('Is that our Brendan?'))}</w:comment></w:comments>"
    )
    first = word_file(
        tmp_path / "A.docx",
        body,
        comments=comments,
        core=core(creator="Ottilie Brandreth", modified="rmabbutt"),
    )
    second = tmp_path / "B.txt"
    second.write_text(
        "P02: Cora rang, and Quennell. Ask Ottilie Brandreth, or Una, or Zephy.\n"
        "P02: I think that the courses are good. Our Rhian said, and ZQ.\n",
        encoding="utf-8",
    )
    pd.DataFrame(SHEET).to_csv(tmp_path / "participants.csv", index=False)

    working = analysed(tmp_path, [first, second])

    talk = {group: " ".join(table["text"]) for group, table in working.items()}
    assert talk["A"] == (
        "I told [Person 1] and we met. I hope [Person 1] can mark it. [Person 2] knows, and "
        "[Person 3] too. The courses are good, ."
    )
    assert talk["B"] == (
        "[Person 1] rang, and [Person 1]. Ask [Person 2], or [Person 3], or [Person 4]. "
        "I think that the courses are good. Our [P01] said, and [Person 5]."
    )


def analysed(folder: Path, transcripts: list[Path]) -> dict[str, pd.DataFrame]:
    """The working turns of each group, made as the workflow makes them."""
    files: dict[str, list[Path]] = {
        kind: [folder / kind / f"{path.stem}.csv" for path in transcripts]
        for kind in (
            *("turns", "hidden", "identifiers", "terms"),
            *("working", "trail", "redactions", "review"),
        )
    }
    conventions = {"unlabelled_speaker": "previous", "prompt_pattern": ""}
    sheet = folder / "participants.csv"
    for i, path in enumerate(transcripts):
        turns, hidden = files["turns"][i], files["hidden"][i]
        parse_transcript(path, sheet, None, conventions, turns)
        keep_hidden(path, sheet, hidden)
        found, terms = files["identifiers"][i], files["terms"][i]
        detect_identifiers(turns, hidden, MODEL, [], found, terms)
    lines = redact_transcripts(
        *(files[kind] for kind in ("turns", "identifiers", "terms")),
        sheet,
        None,
        None,
        [path.name for path in transcripts],
        *(files[kind] for kind in ("working", "trail", "redactions", "review")),
        folder / "review_terms.csv",
    )
    assert not any("Ottilie" in line for line in lines)
    return {path.stem: read_table(path) for path in files["working"]}
