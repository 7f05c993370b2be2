"""What the model suggests without a keyword, and words that a codebook lacks."""

from pathlib import Path

import pandas as pd
import pytest

from focusgroups.codebook import Theme
from focusgroups.tables import read_table, write_table
from focusgroups.themes.coding import CODING_COLUMNS
from focusgroups.themes.keyword_suggestions import (
    KEYWORD_COLUMNS,
    MOST_PER_THEME,
    SUGGESTION_COLUMNS,
    candidate_keywords,
    list_suggestions,
)
from focusgroups.themes.keywords import EVIDENCE_COLUMNS, find_keywords
from focusgroups.themes.segments import text_check
from focusgroups.themes.speaking_words import WORD_COLUMNS, speaking_words, words_by_theme
from suggest_keywords import suggest_keywords

WAITING = Theme("waiting", "Waiting", "How long it takes.", ("queue", "delay*"), ("no delay",))
STAFF = Theme("staff", "Staff", "How they are.", ("kind", "rude"))
THEMES = [WAITING, STAFF]


def segments(texts: list[str]) -> pd.DataFrame:
    ids = [f"FGD1-{number:04d}.1" for number in range(1, len(texts) + 1)]
    checks = [text_check(text) for text in texts]
    return pd.DataFrame({"segment_id": ids, "text": texts, "text_check": checks})


SAID = segments(
    [
        "The queue was long and we waited hours",
        "They delayed us, waited hours again",
        "waiting hours on a chair",
        "We waited, waited and waited",
        "Kind people at the desk",
        "They were rude at the desk",
        "The desk is by the door",
        "It rained on the way",
    ]
)
# The model proposes these; of the first theme two have a keyword, two have none.
PROPOSED = {"waiting": [1, 2, 3, 4], "staff": [5, 6]}


def coding(human: set[tuple[int, str]] | None = None) -> pd.DataFrame:
    supported = find_keywords(SAID, THEMES)
    pairs = set(zip(supported["segment_id"], supported["theme"], strict=True))
    rows = []
    for number, segment_id in enumerate(SAID["segment_id"], start=1):
        for theme in THEMES:
            proposed = number in PROPOSED[theme.id]
            decided = (number, theme.id) in (human or set())
            given = proposed and (segment_id, theme.id) in pairs
            rows.append(
                (
                    *(segment_id, theme.id, 2.0 - number / 10 if proposed else -2.0),
                    *("true" if flag else "false" for flag in (proposed, given)),
                    *(1, "human" if decided else "model"),
                )
            )
    return pd.DataFrame(rows, columns=list(CODING_COLUMNS))


def words(*rows: tuple[str, str, float]) -> pd.DataFrame:
    return pd.DataFrame([(*row, 3) for row in rows], columns=list(WORD_COLUMNS))


HEAVY = words(
    ("waiting", "waited", 2.0),
    ("waiting", "waiting", 1.5),
    ("waiting", "hours", 1.2),
    ("waiting", "waited hours", 1.1),
    ("waiting", "delayed", 3.0),
    ("waiting", "the", 2.5),
    ("waiting", "rude", 0.9),
    ("waiting", "rained", 0.5),
    ("staff", "desk", 1.0),
)


def found(theme_words: pd.DataFrame = HEAVY, themes: list[Theme] | None = None) -> pd.DataFrame:
    evidence = find_keywords(SAID, THEMES)
    return candidate_keywords(SAID, coding(), evidence, theme_words, themes or THEMES)


def test_suggestions_are_what_the_model_proposes_alone_with_its_words() -> None:
    table = list_suggestions(SAID, coding(), HEAVY)
    assert tuple(table.columns) == SUGGESTION_COLUMNS
    assert table[["theme", "rank", "segment_id", "words"]].to_numpy().tolist() == [
        ["waiting", 1, "FGD1-0003.1", "waiting; hours"],
        ["waiting", 2, "FGD1-0004.1", "waited"],
    ]
    assert table["text_check"].tolist() == SAID["text_check"].tolist()[2:4]
    assert list_suggestions(SAID, coding({(3, "waiting")}), HEAVY)["rank"].tolist() == [1]


def test_words_of_one_stem_are_one_candidate_in_their_usual_form() -> None:
    table = found()
    assert tuple(table.columns) == KEYWORD_COLUMNS
    first = table.iloc[0]
    assert (first["theme"], first["keyword"]) == ("waiting", "waited")
    counts = ["segments", "new_segments", "likely_segments", "suggested_segments"]
    assert first[counts].tolist() == [4, 2, 2, 2]
    assert (first["in_theme_share"], first["weight"]) == (1.0, 2.0)


def test_no_stop_word_keyword_or_excluded_phrase_is_a_candidate() -> None:
    keywords = set(found()["keyword"])
    assert not {"delayed", "the", "rude"} & keywords
    excluded = [Theme("waiting", "W", "D.", ("queue",), ("waits",)), STAFF]
    assert "waited" not in set(found(themes=excluded)["keyword"])


def test_what_adds_nothing_or_is_mostly_said_elsewhere_is_left_out() -> None:
    # Hours would catch segment 3 alone; rain is no sign; a desk is where nobody waits for staff.
    assert set(found()["keyword"]) == {"waited"}


def test_a_word_for_two_themes_stands_with_the_one_it_promises_more_for() -> None:
    both = pd.concat([HEAVY, words(("staff", "waited", 9.0))])
    table = found(both)
    assert table.loc[table["keyword"] == "waited", "theme"].tolist() == ["waiting"]


def test_a_suggested_keyword_catches_what_it_says() -> None:
    (row,) = found().itertuples(index=False)
    caught = find_keywords(SAID, [Theme("waiting", "W", "D.", (row.keyword,))])["segment_id"]
    before = find_keywords(SAID, [WAITING])["segment_id"]
    assert caught.nunique() == row.segments
    assert len(set(caught) - set(before)) == row.new_segments


def test_a_theme_has_no_more_than_a_person_can_read() -> None:
    names = [f"{first}{second}ity" for first in "bcdfg" for second in "aeiou"]
    texts = [f"{name} {name}" for name in names for _ in range(2)] + ["nothing"] * 20
    table = segments(texts)
    rows = [
        (s, "t", 1.0 if n < 50 else -1.0, "true" if n < 50 else "false", "false", 1, "model")
        for n, s in enumerate(table["segment_id"])
    ]
    codings = pd.DataFrame(rows, columns=list(CODING_COLUMNS))
    heavy = words(*[("t", name, 1.0) for name in names])
    theme = Theme("t", "T", "D.", ("queue",))
    evidence = find_keywords(table, [theme])
    shuffled = table.sample(frac=1, random_state=1)
    first = candidate_keywords(table, codings, evidence, heavy, [theme])
    again = candidate_keywords(shuffled, codings, evidence, heavy, [theme])
    assert len(first) == MOST_PER_THEME
    pd.testing.assert_frame_equal(first, again)


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ("they waited a long time", ["long time", "waited"]),
        ("a cup of a tea", ["cup of"]),
        ("", []),
    ],
)
def test_words_that_speak_for_a_theme(plain: str, expected: list[str]) -> None:
    weights = {"waited": 1.0, "long time": 2.0, "cup of": 1.0, "absent": 5.0}
    assert speaking_words(plain, weights) == expected


def test_stop_words_speak_for_no_theme() -> None:
    rows = words(("t", "the", 9.0), ("t", "and then", 8.0), ("t", "the kettle", 1.0))
    assert words_by_theme(rows) == {"t": {"the kettle": 1.0}}


def test_pairs_pass_over_words_of_one_letter_as_the_models_do() -> None:
    assert speaking_words("had a seat", {"had seat": 1.0, "a seat": 0.5}) == ["had seat", "a seat"]


def test_script_writes_both_tables_and_tells_counts(tmp_path: Path) -> None:
    write_table(SAID, tmp_path / "segments.csv", list(SAID.columns))
    write_table(coding(), tmp_path / "coding.csv", CODING_COLUMNS)
    write_table(find_keywords(SAID, THEMES), tmp_path / "evidence.csv", EVIDENCE_COLUMNS)
    write_table(HEAVY, tmp_path / "words.csv", WORD_COLUMNS)
    (tmp_path / "codebook.yaml").write_text(
        "themes:\n- {id: waiting, name: W, definition: D., keywords: [queue, delay*]}\n"
        "- {id: staff, name: S, definition: D., keywords: [kind, rude]}\n",
        encoding="utf-8",
    )
    names = ("segments.csv", "coding.csv", "evidence.csv", "words.csv", "codebook.yaml")
    account = suggest_keywords(
        *(tmp_path / name for name in names),
        tmp_path / "suggestions.csv",
        tmp_path / "keywords.csv",
    )
    assert account == [
        "waiting: 2 segments suggested without a keyword, 1 keywords suggested",
        "staff: 0 segments suggested without a keyword, 0 keywords suggested",
    ]
    assert tuple(read_table(tmp_path / "suggestions.csv").columns) == SUGGESTION_COLUMNS
    assert read_table(tmp_path / "keywords.csv")["keyword"].tolist() == ["waited"]


def test_nothing_said_nothing_suggested() -> None:
    empty = SAID[:0]
    none = coding()[:0]
    assert list_suggestions(empty, none, HEAVY[:0]).empty
    evidence = find_keywords(empty, THEMES)
    assert candidate_keywords(empty, none, evidence, HEAVY[:0], THEMES).empty
