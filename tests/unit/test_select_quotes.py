"""Quotes: who may be quoted, what a team decided, and that what is printed reads well."""

import io
import shutil
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from focusgroups.codebook import Theme, read_codebook
from focusgroups.sheets import QUOTES, read_sheet, sheet_rules
from focusgroups.tables import read_table, write_table
from focusgroups.themes.counter_examples import find_counter_examples
from focusgroups.themes.keywords import EVIDENCE_COLUMNS, find_keywords
from focusgroups.themes.quote_keywords import QUOTE_KEYWORD_COLUMNS, printed_keywords
from focusgroups.themes.quotes import (
    COUNTER_EXAMPLE,
    PROPOSAL_COLUMNS,
    QUOTE_COLUMNS,
    QuoteRules,
    check_decisions,
    print_quotes,
    propose_quotes,
)
from focusgroups.themes.quotes_workbook import PROPOSALS
from focusgroups.themes.segments import SEGMENT_COLUMNS, text_check
from focusgroups.tokens import published
from select_quotes import QuoteFiles, StudyFiles, select_quotes

RULES = QuoteRules(per_theme=2, min_words=3, max_words=20, requires_approval=False)
THEMES = ["t", "u"]
CONSENT = {"P01": "yes", "P02": "yes", "P03": "no_quotes", "P04": "withdrawn", "P05": "yes"}
FINE = "I went in and they knew me name."
AGAINST = "I disagree, they cancelled it and shut."

Said = tuple[str, str, str, dict[str, float]]


def study(*said: Said) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Segments and codings; each has id, speaker, text, and the score of its assigned themes."""
    segments = pd.DataFrame(
        [
            (i, i.split(".")[0], i.split("-")[0], who, text, len(text.split()), text_check(text))
            for i, who, text, _ in said
        ],
        columns=list(SEGMENT_COLUMNS),
    )
    rows = []
    for segment_id, _, _, scores in said:
        ranked = sorted(THEMES, key=lambda theme: -scores.get(theme, -9))
        rows += [
            (segment_id, t, scores.get(t, -9.0), str(t in scores).lower(), ranked.index(t) + 1)
            for t in THEMES
        ]
    columns = ["segment_id", "theme", "score", "assigned", "rank"]
    return segments, pd.DataFrame(rows, columns=columns)


def decision(segment: str, theme: str, what: str, check: str = "") -> dict[str, str]:
    return {"segment_id": segment, "theme": theme, "decision": what, "text_check": check}


def marked(segments: pd.DataFrame) -> pd.DataFrame:
    """The counter-examples among ``segments``, for a codebook without keywords."""
    themes = [Theme(id=name, name=name, definition="", keywords=(), exclude=()) for name in THEMES]
    return find_counter_examples(segments, pd.DataFrame(columns=list(EVIDENCE_COLUMNS)), themes)


def quotes(
    *said: Said, decisions: tuple[dict[str, str], ...] = (), rules: QuoteRules = RULES
) -> tuple[pd.DataFrame, pd.DataFrame]:
    segments, coding = study(*said)
    decided = check_decisions(decisions, segments, CONSENT)
    proposals = propose_quotes(segments, coding, marked(segments), CONSENT, decided, THEMES, rules)
    return proposals, print_quotes(proposals, THEMES, rules, [*CONSENT, "FAC1"])


def test_only_people_who_agreed_are_proposed_whatever_was_decided() -> None:
    said = [
        (f"FGD1-000{n}.1", who, FINE, {"t": 9.0}) for n, who in enumerate([*CONSENT, "", "P99"])
    ]
    everything = tuple(decision(i, "t", "use") for i, *_ in said)
    for decisions in ((), everything):
        proposals, printed = quotes(*said, decisions=decisions)
        assert set(proposals["speaker"]) == {"P01", "P02", "P05"}
        assert set(printed["segment_id"]) <= set(proposals["segment_id"])


def test_only_assigned_themes_and_allowed_lengths() -> None:
    proposals, _ = quotes(
        ("FGD1-0001.1", "P01", "Too short.", {"t": 9.0}),
        ("FGD1-0002.1", "P01", "Long " * 21 + ".", {"t": 9.0}),
        ("FGD1-0003.1", "P01", FINE, {}),
        ("FGD1-0004.1", "P01", FINE, {"u": 1.0}),
    )
    assert proposals[["theme", "segment_id"]].to_numpy().tolist() == [["u", "FGD1-0004.1"]]


def test_groups_and_speakers_take_turns_before_scores() -> None:
    proposals, printed = quotes(
        ("FGD3-0001.1", "P05", "Too short.", {"t": 0.0}),
        ("FGD1-0001.1", "P01", FINE, {"t": 9.0}),
        ("FGD1-0002.1", "P01", FINE, {"t": 8.0}),
        ("FGD1-0003.1", "P02", FINE, {"t": 7.0}),
        ("FGD2-0001.1", "P05", FINE, {"t": 6.0}),
        ("FGD3-0002.1", "P05", FINE, {"t": 1.0}),  # another group, but far too weak
    )
    order = ["FGD1-0001.1", "FGD2-0001.1", "FGD1-0003.1", "FGD1-0002.1", "FGD3-0002.1"]
    assert proposals["segment_id"].tolist() == order
    assert printed["segment_id"].tolist() == order[:2]
    assert printed["attribution"].tolist() == ["FGD1_SU", "FGD2_SU"]


@pytest.mark.parametrize(
    "worse",
    [
        "I went to [Place 1] with [Person 2] and [Person 3].",
        "and then they knew me name and",
        "I went in and [inaudible] me name.",
        "I went in and they knew me —",
    ],
)
def test_passages_that_read_badly_come_later(worse: str) -> None:
    proposals, _ = quotes(
        ("FGD1-0001.1", "P01", worse, {"t": 5.0}),
        ("FGD1-0002.1", "P01", FINE, {"t": 4.9}),
        ("FGD1-0003.1", "P01", FINE, {"t": 1.0}),
    )
    assert proposals["segment_id"].iloc[0] == "FGD1-0002.1"


def test_a_clear_single_theme_comes_before_a_mixed_one() -> None:
    proposals, _ = quotes(
        ("FGD1-0001.1", "P01", FINE, {"t": 5.0, "u": 6.0}),
        ("FGD1-0002.1", "P01", FINE, {"t": 4.5}),
        ("FGD1-0003.1", "P01", FINE, {"t": 1.0}),
    )
    assert proposals.loc[proposals["theme"] == "t", "segment_id"].iloc[0] == "FGD1-0002.1"


@pytest.mark.parametrize(
    ("better", "worse", "scores", "mixed"),
    [
        (FINE, FINE, {"t": 5.0}, {"t": 5.0, "u": 1.0}),  # one theme, two
        (FINE, FINE, {"t": 5.0, "u": 1.0}, {"t": 5.0, "u": 6.0}),  # its best theme, its second
        ("I went [laughs] there.", "I went [inaudible] there.", {"t": 5.0}, {"t": 5.0}),
    ],
)
def test_each_blemish_counts_alone(
    better: str, worse: str, scores: dict[str, float], mixed: dict[str, float]
) -> None:
    proposals, _ = quotes(
        ("FGD1-0001.1", "P01", worse, mixed),
        ("FGD1-0002.1", "P01", better, scores),
        ("FGD1-0003.1", "P01", FINE, {"t": 1.0}),
    )
    of_theme = proposals.loc[proposals["theme"] == "t", "segment_id"]
    assert of_theme.tolist()[:2] == ["FGD1-0002.1", "FGD1-0001.1"]


def test_nothing_is_printed_twice() -> None:
    _, printed = quotes(
        ("FGD1-0001.1", "P01", FINE, {"t": 5.0, "u": 5.0}),
        ("FGD2-0001.1", "P02", FINE, {"t": 4.0, "u": 4.0}),
    )
    assert printed["theme"].tolist() == ["t", "u"]
    assert printed["segment_id"].is_unique


def test_what_the_team_chose_comes_first_even_under_another_theme() -> None:
    proposals, printed = quotes(
        ("FGD1-0001.1", "P01", FINE, {"t": 9.0}),
        ("FGD1-0002.1", "P02", "Short.", {"u": 1.0}),
        decisions=(decision("FGD1-0002.1", "t", "use", text_check("Short.")),),
    )
    assert proposals["decision"].tolist() == ["use", ""]
    assert printed[["theme", "rank", "segment_id"]].to_numpy().tolist() == [
        ["t", 1, "FGD1-0002.1"],
        ["t", 2, "FGD1-0001.1"],
    ]


@pytest.mark.parametrize("silent", ["[P03]", "[p04]"])
def test_passages_about_people_who_said_no_are_printed_only_when_chosen(silent: str) -> None:
    said = [
        ("FGD1-0001.1", "P01", f"{silent} sat down, so I sat down.", {"t": 9.0}),
        ("FGD1-0002.1", "P01", "[P02] sat down, so I sat down.", {"t": 1.0}),
    ]
    proposals, printed = quotes(*said)
    assert proposals["segment_id"].tolist() == printed["segment_id"].tolist() == ["FGD1-0002.1"]
    proposals, printed = quotes(*said, decisions=(decision("FGD1-0001.1", "t", "use"),))
    assert printed["segment_id"].tolist() == ["FGD1-0001.1", "FGD1-0002.1"]


def test_never_is_nowhere_even_when_its_text_has_changed() -> None:
    said = [("FGD1-0001.1", "P01", FINE, {"t": 9.0, "u": 9.0})]
    for check in ("", text_check(FINE), "0" * 12):
        decisions = (
            decision("FGD1-0001.1", "t", "never", check),
            decision("FGD1-0001.1", "u", "use"),
        )
        proposals, printed = quotes(*said, decisions=decisions)
        assert proposals.empty
        assert printed.empty


def test_decisions_that_do_not_hold_are_told_apart() -> None:
    segments, _ = study(
        ("FGD1-0001.1", "P01", FINE, {"t": 1.0}),
        ("FGD1-0002.1", "P03", FINE, {"t": 1.0}),
        ("FGD1-0003.1", "P01", FINE, {"t": 1.0}),
    )
    decided = check_decisions(
        (
            decision("FGD1-0001.1", "t", "use", "0" * 12),
            decision("FGD1-0002.1", "t", "use"),
            decision("FGD1-0003.1", "t", "use"),
            decision("FGD1-0003.1", "u", "use"),
            decision("FGD7-0001.1", "t", "use"),
        ),
        segments,
        CONSENT,
    )
    assert decided.use == {"FGD1-0003.1": "t"}
    assert decided.outdated == ["FGD1-0001.1"]
    assert decided.without_consent == ["FGD1-0002.1"]
    assert decided.repeated == ["FGD1-0003.1"]
    assert decided.unknown == ["FGD7-0001.1"]


def test_a_choice_against_a_never_is_told() -> None:
    segments, _ = study(("FGD1-0001.1", "P01", FINE, {"t": 1.0}))
    both = (decision("FGD1-0001.1", "t", "use"), decision("FGD1-0001.1", "t", "never"))
    decided = check_decisions(both, segments, CONSENT)
    assert (decided.use, decided.contradicted) == ({}, ["FGD1-0001.1"])


def test_approval_prints_only_what_was_chosen() -> None:
    rules = QuoteRules(2, 3, 20, requires_approval=True)
    said = [(f"FGD1-000{n}.1", "P01", FINE, {"t": 9.0}) for n in range(1, 4)]
    proposals, printed = quotes(*said, rules=rules)
    assert len(proposals) == 3
    assert printed.empty
    assert tuple(printed.columns) == QUOTE_COLUMNS
    _, printed = quotes(
        *said, rules=rules, decisions=tuple(decision(i, "t", "use") for i, *_ in said)
    )
    assert len(printed) == 3


def test_printed_text_shows_kinds_only() -> None:
    _, printed = quotes(
        ("FGD1-0001.1", "P01", "[P02] and [FAC1] met [Person 2] in [Place 1]. ", {"t": 1.0})
    )
    assert printed["quote"].tolist() == ["[name] and [name] met [name] in [place]."]


def test_counter_examples_come_last_and_are_printed_only_when_chosen() -> None:
    said = [
        ("FGD1-0001.1", "P01", AGAINST, {"t": 9.0}),
        ("FGD1-0002.1", "P02", FINE, {"t": 1.0}),
        *((f"FGD2-000{n}.1", "P05", AGAINST, {"t": 8.0}) for n in range(1, 5)),
    ]
    proposals, printed = quotes(*said)
    assert proposals["kind"].tolist() == ["speaks for", *[COUNTER_EXAMPLE] * 3]
    assert proposals["segment_id"].tolist()[:3] == ["FGD1-0002.1", "FGD1-0001.1", "FGD2-0001.1"]
    assert proposals["cues"].tolist()[:2] == ["", "disagree; cancelled; shut"]
    assert printed["segment_id"].tolist() == ["FGD1-0002.1"]

    chosen = (decision("FGD1-0001.1", "t", "use"),)
    proposals, printed = quotes(*said, decisions=chosen)
    assert proposals[["decision", "kind"]].to_numpy().tolist()[0] == ["use", COUNTER_EXAMPLE]
    assert printed["segment_id"].tolist() == ["FGD1-0001.1", "FGD1-0002.1"]


def test_strongest_counter_examples_of_different_groups_come_first() -> None:
    weaker = AGAINST + " And then it was all right and lovely."
    proposals, _ = quotes(
        ("FGD1-0001.1", "P01", weaker, {"t": 9.0}),
        ("FGD1-0002.1", "P01", AGAINST, {"t": 1.0}),
        ("FGD2-0001.1", "P05", weaker, {"t": 1.0}),
    )
    assert proposals["segment_id"].tolist() == ["FGD1-0002.1", "FGD2-0001.1", "FGD1-0001.1"]


def written_study(folder: Path, repository: Path, *decisions: str) -> tuple[StudyFiles, QuoteFiles]:
    """The files that the script reads and writes, of three passages on themes of the codebook."""
    themes = ("social_belonging", "social_inclusion")
    said = (
        ("FGD1-0001.1", "P01", " I felt safe and [P02]'s warm. 😀 Cafe\u0301 and so safe."),
        ("FGD1-0002.1", "P02", "[Person 1] sat down, so I sat down."),
        ("FGD1-0003.1", "P02", AGAINST),
    )
    segments = study(*((i, who, text, {}) for i, who, text in said))[0]
    ids = segments["segment_id"]
    coding = pd.DataFrame(
        [(i, t, 9.0, "true", 1) for i, t in zip(ids, (*themes, themes[0]), strict=True)],
        columns=["segment_id", "theme", "score", "assigned", "rank"],
    )
    codebook = repository / "config" / "codebook.yaml"
    write_table(segments, folder / "segments.csv", SEGMENT_COLUMNS)
    write_table(coding, folder / "coding.csv", list(coding.columns))
    evidence = find_keywords(segments, read_codebook(codebook))
    write_table(evidence, folder / "evidence.csv", EVIDENCE_COLUMNS)
    (folder / "participants.csv").write_text(
        "participant_id,focus_group,speaker_labels,consent\nP01,FGD1,A,yes\nP02,FGD1,B,yes\n"
    )
    sheet = "\n".join(["segment_id,theme,decision,text_check", *decisions]) + "\n"
    (folder / "quotes.csv").write_text(sheet)
    read = ("segments.csv", "coding.csv", "evidence.csv")
    made = ("proposed.csv", "proposed.xlsx", "table.csv", "keywords.csv")
    return (
        StudyFiles(
            *(folder / name for name in read),
            codebook,
            folder / "participants.csv",
            None,
            folder / "quotes.csv",
        ),
        QuoteFiles(*(folder / name for name in made)),
    )


def test_script_writes_its_files_and_lists_ids(tmp_path: Path, repository: Path) -> None:
    files, made = written_study(
        tmp_path,
        repository,
        "FGD1-0001.1,social_belonging,use,000000000000",
        "FGD9-0001.1,social_belonging,use,",
    )
    account, warnings = select_quotes(files, RULES, made)
    assert account == "3 proposals, 2 quotes printed; marked as counter-examples: 1 and 0"
    assert warnings == [
        "sheet quotes, not used: FGD1-0001.1 was chosen when its text was another; read it again "
        "in quotes_proposed.csv and copy its text_check",
        "sheet quotes, not used: FGD9-0001.1 is no segment of this study; copy the id from "
        "quotes_proposed.csv",
    ]
    proposed = read_table(made.proposals)
    assert tuple(proposed.columns) == PROPOSAL_COLUMNS
    assert proposed["text"].tolist()[2].startswith("[Person 1]")
    assert read_table(made.quotes)["quote"].tolist()[1].startswith("[name]")
    keywords = made.keywords.read_text(encoding="utf-8").splitlines()
    assert keywords == [
        ",".join(QUOTE_KEYWORD_COLUMNS),
        "social_belonging,1,FGD1-0001.1,FGD1,9.0,safe,7,11",
        "social_belonging,1,FGD1-0001.1,FGD1,9.0,warm,25,29",
        "social_belonging,1,FGD1-0001.1,FGD1,9.0,safe,46,50",
        "social_inclusion,1,FGD1-0002.1,FGD1,9.0,,,",
    ]


def test_workbook_filled_in_is_the_sheet_of_quotes(tmp_path: Path, repository: Path) -> None:
    files, made = written_study(tmp_path, repository)
    select_quotes(files, RULES, made)
    as_made = made.workbook.read_bytes()
    header, *rows = (
        CalamineWorkbook.from_path(made.workbook).get_sheet_by_name(PROPOSALS).to_python()
    )
    assert tuple(header) == PROPOSAL_COLUMNS
    untouched = read_sheet(made.workbook, sheet_rules()[QUOTES])
    assert (untouched.problems, untouched.rows, untouched.waiting) == ([], [], [2, 3, 4])

    table = pd.DataFrame([[str(cell) for cell in row] for row in rows], columns=header)
    table.loc[1, "decision"] = "use"  # the counter-example, as somebody fills it in
    filled_in = io.BytesIO()
    table.to_excel(filled_in, index=False, engine="xlsxwriter")
    saved = tmp_path / "quotes.xlsx"
    saved.write_bytes(filled_in.getvalue())
    sheet = read_sheet(saved, sheet_rules()[QUOTES])
    assert sheet.problems == []
    assert [row["segment_id"] for row in sheet.rows] == ["FGD1-0003.1"]

    shutil.move(saved, tmp_path / "chosen.xlsx")
    files = StudyFiles(**{**vars(files), "decisions": tmp_path / "chosen.xlsx"})
    assert select_quotes(files, RULES, made)[0].endswith("marked as counter-examples: 1 and 1")
    left = CalamineWorkbook.from_path(made.workbook).get_sheet_by_name(PROPOSALS).to_python()
    assert [row[3] for row in left[1:]] == ["FGD1-0001.1", "FGD1-0002.1"]
    select_quotes(StudyFiles(**{**vars(files), "decisions": None}), RULES, made)
    assert made.workbook.read_bytes() == as_made


TOKENS = ["[P01]", "[Person 12]", "[Place 1]'s", "[laughs]", "[Sister A]", "[NHS number]", "[x y]"]
WORDS = [
    "safe",
    "SAFE,",
    "no",
    "pressure",
    "warm.",
    "cafe\u0301",
    "welco\u0301me",
    "😀",
    "👩‍👩‍👧",
    "–",
    "\n",
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([*TOKENS, *WORDS]), max_size=14), st.sampled_from(["", "  ", "\n"]))
def test_places_of_keywords_are_those_of_the_text_in_print(pieces: list[str], space: str) -> None:
    theme = Theme("t", "t", "", ("safe", "no pressure", "warm", "café", "welcome"), ())
    text = space + " ".join(pieces) + space
    segments, coding = study(("FGD1-0001.1", "P01", text, {"t": 1.0}))
    quote = published(text, ["P01"]).strip()
    printed = pd.DataFrame([("t", 1, quote, "FGD1_SU", "FGD1-0001.1")], columns=list(QUOTE_COLUMNS))
    found = find_keywords(segments, [theme])
    table = printed_keywords(printed, segments, coding, found, ["P01"])
    assert tuple(table.columns) == QUOTE_KEYWORD_COLUMNS
    # The same hits as if they were looked for in print.
    anew = find_keywords(segments.assign(text=quote), [theme])
    hits = anew[["keyword", "start", "end"]].to_numpy().tolist() or [["", pd.NA, pd.NA]]
    assert table[["keyword", "start", "end"]].to_numpy().tolist() == hits
    for row in table[table["keyword"] != ""].itertuples():
        shown = quote[row.start : row.end]
        again = find_keywords(segments.assign(text=shown), [theme])
        assert row.keyword in set(again["keyword"])


def test_an_edit_that_leaves_consent_alone_chooses_no_quotes_again(repository: Path) -> None:
    rules = (repository / "workflow" / "rules" / "themes.smk").read_text(encoding="utf-8")
    rule = rules.split("rule select_quotes:")[1].split("\nrule ")[0]
    assert 'participants=ancient(sheet("participants"))' in rule
    assert "consent=STUDY.consent_fingerprint()" in rule
