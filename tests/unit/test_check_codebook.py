"""The check of the codebook finds each planted fault and says what to do about it."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from check_codebook import check_codebook as check_codebook_script
from focusgroups.codebook import Theme, read_codebook
from focusgroups.tables import read_table, write_table
from focusgroups.themes.codebook_check import (
    CHECKS,
    CODEBOOK_CHECK_COLUMNS,
    check_codebook,
    withhold_counts,
)
from focusgroups.themes.codebook_relations import (
    holds_keyword,
    own_and_repeated,
    shared_keywords,
)
from focusgroups.themes.keywords import find_keywords

# Eight words that are found once each.
FRUIT = ("apple", "pear", "plum", "quince", "cherry", "grape", "lemon", "melon")
ROOTS = ("carrot", "beet", "turnip", "radish", "parsnip", "swede", "celeriac", "salsify")


def theme(name: str, keywords: Sequence[str], exclude: Sequence[str] = ()) -> Theme:
    return Theme(name, name.title(), f"All about {name}", tuple(keywords), tuple(exclude))


def talk(*texts: str) -> pd.DataFrame:
    ids = [f"FGD1-{number:04d}.1" for number in range(1, len(texts) + 1)]
    return pd.DataFrame({"segment_id": ids, "text": list(texts)}, dtype=object)


def checked(
    themes: Sequence[Theme], segments: pd.DataFrame, assigned: Sequence[tuple[int, str]] = ()
) -> pd.DataFrame:
    coding = pd.DataFrame(
        [(segments["segment_id"].iloc[place], name, "true") for place, name in assigned],
        columns=["segment_id", "theme", "assigned"],
    )
    return check_codebook(themes, segments, find_keywords(segments, themes), coding)


def lines(table: pd.DataFrame, check: str) -> list[tuple[str, str, str, int, int]]:
    """The lines of one check without their advice."""
    found = table[table["check"] == check]
    return list(found.drop(columns=["check", "advice"]).itertuples(index=False, name=None))


def findings(table: pd.DataFrame) -> list[str]:
    return [check for check in table["check"] if check != "counts"]


def test_a_sound_codebook_has_counts_and_no_findings() -> None:
    table = checked([theme("fruit", FRUIT), theme("roots", ROOTS)], talk(*FRUIT, *ROOTS, "rain"))
    assert tuple(table.columns) == CODEBOOK_CHECK_COLUMNS
    assert findings(table) == []
    assert lines(table, "counts") == [("fruit", "", "", 8, 17), ("roots", "", "", 8, 17)]
    assert table["advice"].iloc[0] == "fruit has 8 keywords; 8 of them found something."


def test_too_few_keywords_are_counted_by_what_they_find() -> None:
    # Nine as they are written; apples and the second pear are none of their own.
    table = checked([theme("fruit", [*FRUIT[:7], "apples", "pear"])], talk(*FRUIT))
    assert lines(table, "few keywords") == [("fruit", "", "", 7, 8)]
    assert "it has 7 keywords, and 8 or more" in table.set_index("check")["advice"]["few keywords"]
    assert lines(table, "repeated keyword") == [("fruit", "apples; pear", "", 0, 8)]
    assert '"apples" (as "apple")' in table.set_index("check")["advice"]["repeated keyword"]


def test_an_open_end_is_a_keyword_of_its_own() -> None:
    assert own_and_repeated(theme("fruit", ["apple", "apple*", "Apples", "app*", "apple*"])) == (
        ["apple", "apple*", "app*"],
        [("Apples", "apple"), ("apple*", "apple*")],
    )


def test_phrases_are_no_repetition_of_the_words_in_them() -> None:
    assert own_and_repeated(theme("fruit", ["apple", "apple pie", "pie of apples"]))[1] == []


def test_keywords_that_nobody_says() -> None:
    table = checked([theme("fruit", [*FRUIT, "kumquat", "sour gra*"])], talk(*FRUIT))
    assert lines(table, "no hits") == [("fruit", "kumquat; sour gra*", "", 0, 8)]


def test_one_keyword_that_carries_its_theme() -> None:
    table = checked([theme("fruit", FRUIT)], talk("apples", "an apple", "Apple!", *FRUIT[1:3]))
    assert lines(table, "one keyword carries") == [("fruit", "apple", "", 3, 5)]
    half = checked([theme("fruit", FRUIT)], talk("apples", "an apple", *FRUIT[1:3]))
    assert lines(half, "one keyword carries") == []


def test_a_keyword_that_exclude_takes_most_from() -> None:
    said = talk("apple tree", "the apple trees", "an apple tree again", "an apple", *FRUIT[1:])
    table = checked([theme("fruit", FRUIT, ["apple tree"])], said)
    assert lines(table, "mostly excluded") == [("fruit", "apple", "", 3, 4)]
    assert lines(table, "no hits") == []
    all_gone = checked([theme("fruit", FRUIT, ["apple tree"])], talk("apple tree", *FRUIT[1:]))
    assert lines(all_gone, "mostly excluded") == [("fruit", "apple", "", 1, 1)]
    assert lines(all_gone, "no hits") == []
    assert lines(all_gone, "idle exclude") == []


def test_exclude_phrases_that_cancel_nothing() -> None:
    phrases = ["apple tree", "pear tree", "pear-trees", "tall tree"]
    table = checked([theme("fruit", FRUIT, phrases)], talk("apple tree", "tall tree", *FRUIT))
    assert lines(table, "idle exclude") == [
        ("fruit", "tall tree", "", 0, 10),  # holds no keyword, though it is said
        ("fruit", "pear tree", "", 0, 10),
    ]
    assert "holds no keyword" in table.set_index("check")["advice"]["idle exclude"].iloc[0]


@pytest.mark.parametrize(
    ("own", "other", "exclude", "check"),
    [
        ("mash", "mash", (), "same keyword"),
        ("mashes", "mash", (), "same keyword"),
        ("mash*", "mash*", (), "same keyword"),
        ("mashing", "mash*", (), "covered keyword"),
        ("mashi*", "mash*", (), "covered keyword"),
        ("bowl of mash", "mash", (), "keyword in phrase"),
        ("bowl of mash", "bowl of*", (), "keyword in phrase"),
        ("bowl of mash", "mash", ("bowl of mash",), ""),
        ("bowl of mashi*", "mash", (), ""),
        ("mash", "bowl of mash", (), "reversed"),
        ("mash*", "mash", (), "reversed"),
        ("mash", "smash", (), ""),
    ],
)
def test_keywords_that_speak_for_two_themes(
    own: str, other: str, exclude: tuple[str, ...], check: str
) -> None:
    themes = [theme("fruit", [*FRUIT, own]), theme("roots", [*ROOTS, other], exclude)]
    table = checked(themes, talk("a bowl of mash", "mashing", "smash", *FRUIT, *ROOTS))
    shared = table[table["check"].isin(["same keyword", "covered keyword", "keyword in phrase"])]
    told = [(row.check, row.theme, row.keyword, row.other_theme) for row in shared.itertuples()]
    if check == "reversed":
        assert [row[1:] for row in told] == [("roots", other, "fruit")]
    else:
        assert told == ([(check, "fruit", own, "roots")] if check else [])
    for advice in shared["advice"]:
        assert all(f'"{word}"' in advice for word in (own, other))


def test_shared_keywords_are_counted_where_both_are_said() -> None:
    themes = [theme("fruit", [*FRUIT, "bowl of mash"]), theme("roots", [*ROOTS, "mash"])]
    table = checked(themes, talk("a bowl of mash", "mash", "mashes", *FRUIT, *ROOTS))
    assert lines(table, "keyword in phrase") == [("fruit", "bowl of mash", "roots", 1, 3)]


def test_themes_whose_keywords_are_found_together() -> None:
    both = [f"{one} and {two}" for one, two in zip(FRUIT[:3], ROOTS[:3], strict=True)]
    table = checked(
        [theme("fruit", FRUIT), theme("roots", ROOTS)],
        talk(*both, FRUIT[4], ROOTS[4], ROOTS[5], *["rain"] * 9),
    )
    assert lines(table, "keywords overlap") == [("fruit", "", "roots", 3, 4)]
    advice = table.set_index("check")["advice"]["keywords overlap"]
    assert advice.startswith("Most segments that the keywords of fruit find are found by those of")


def test_themes_that_are_assigned_together() -> None:
    themes = [theme("fruit", FRUIT), theme("roots", ROOTS)]
    assigned = [(place, "fruit") for place in range(8)] + [
        (place, "roots") for place in (0, 1, 2, 9)
    ]
    table = checked(themes, talk(*["rain"] * 20), assigned)
    assert lines(table, "assigned together") == [("fruit", "", "roots", 3, 4)]
    assert (
        "Most segments of roots have fruit as well"
        in table.set_index("check")["advice"]["assigned together"]
    )
    # A theme that is nearly everywhere meets every other one by chance.
    everywhere = checked(themes, talk(*["rain"] * 10), assigned)
    assert lines(everywhere, "assigned together") == []


def test_without_hits_and_without_talk() -> None:
    themes = [theme("fruit", FRUIT, ["tall tree", "apple tree"]), theme("roots", ["carrot"])]
    silent = checked(themes, talk("rain", "[laughs]"))
    assert lines(silent, "no hits")[0] == ("fruit", "; ".join(FRUIT), "", 0, 2)
    empty = checked(themes, talk())
    assert findings(empty) == ["idle exclude", "few keywords"]  # what needs no talk to be seen
    assert lines(empty, "counts") == [("fruit", "", "", 0, 0), ("roots", "", "", 0, 0)]


def test_keywords_without_a_word_in_them() -> None:
    table = checked([theme("fruit", ["*", "!!", *FRUIT])], talk(*FRUIT))
    assert lines(table, "no hits") == [("fruit", "*; !!", "", 0, 8)]
    assert not holds_keyword(theme("fruit", FRUIT), "...")


def test_order_of_rows_changes_nothing_and_lines_follow_the_codebook() -> None:
    themes = [theme("roots", [*ROOTS, "apple"], ["old beet"]), theme("fruit", [*FRUIT, "kiwi"])]
    segments = talk("apples", "an apple", "apple", "beet", *FRUIT, *ROOTS)
    table = checked(themes, segments)
    shuffled = segments.sample(frac=1, random_state=1)
    pd.testing.assert_frame_equal(checked(themes, shuffled), table)
    assert table["theme"].drop_duplicates().tolist() == ["roots", "fruit"]
    for _, own in table.groupby("theme"):
        places = [CHECKS.index(check) for check in own["check"]]
        assert places == sorted(places)


WORDS = st.sampled_from(["talk", "talks", "talking", "listen", "group", "groups", "safe"])
KEYWORDS = st.builds(
    lambda words, end: " ".join(words) + end,
    st.lists(WORDS, min_size=1, max_size=3),
    st.sampled_from(["", "*"]),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(KEYWORDS, min_size=1, max_size=4), st.lists(KEYWORDS, min_size=1, max_size=4))
def test_what_is_said_to_be_shared_is_found_together(one: list[str], other: list[str]) -> None:
    themes = [theme("one", one), theme("other", other)]
    texts = [keyword.removesuffix("*") for keyword in (*one, *other)]
    segments = talk(*texts)
    hits = find_keywords(segments, themes)
    found = {
        (name, keyword): set(rows["segment_id"])
        for (name, keyword), rows in hits.groupby(["theme", "keyword"])
    }
    for relation in shared_keywords(themes):
        here = found[themes[relation.theme].id, relation.keyword]
        there = found[themes[relation.other].id, relation.found]
        said = segments.loc[segments["text"] == relation.keyword.removesuffix("*"), "segment_id"]
        assert set(said) <= here & there
        assert not relation.mutual or here == there


CODEBOOK = """themes:
  - {id: fruit, name: Fruit, definition: What grows, keywords: [apple, pear]}
  - {id: roots, name: Roots, definition: What is dug up, keywords: [beet, apple]}
"""


def by_script(
    folder: Path, texts: Sequence[str], speakers: Sequence[str], people: int, minimum: int
) -> tuple[str, pd.DataFrame]:
    """What the script says and writes; a theme is assigned wherever a keyword of it stands."""
    (folder / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
    segments = talk(*texts).assign(focus_group="FGD1", speaker=list(speakers), n_words=2)
    evidence = find_keywords(segments, read_codebook(folder / "codebook.yaml"))
    tables = {
        "segments": segments,
        "evidence": evidence,
        "coding": evidence[["segment_id", "theme"]].drop_duplicates().assign(assigned="true"),
        "trust": evidence.groupby(["theme", "keyword"], as_index=False)
        .agg(segments=("segment_id", "nunique"))
        .assign(trust=0.8, coded=0, applies=0),
        "participants": pd.DataFrame({"participant_id": [f"P{n}" for n in range(people)]}),
    }
    for name, table in tables.items():
        write_table(table, folder / f"{name}.csv", list(table.columns))
    account = check_codebook_script(
        folder / "codebook.yaml",
        *[folder / f"{name}.csv" for name in tables],
        minimum=minimum,
        checks=folder / "checks.csv",
        keywords=folder / "keywords.csv",
    )
    return account, read_table(folder / "checks.csv")


def test_script_writes_the_table_and_counts_for_the_log(tmp_path: Path) -> None:
    account, checks = by_script(tmp_path, ["pear", "rain"], ["P0", "P1"], people=9, minimum=0)
    assert account == "2 themes; few keywords 2, no hits 2, same keyword 1"
    assert checks["check"].tolist() == [
        *("counts", "few keywords", "no hits", "same keyword"),
        *("counts", "few keywords", "no hits"),
    ]
    assert checks["segments"].tolist() == ["1", "1", "0", "0", "0", "0", "0"]
    assert checks["of_segments"].tolist() == ["2", "2", "2", "0", "2", "2", "2"]


def test_so_few_segments_that_few_can_have_said_them_are_not_counted_out(tmp_path: Path) -> None:
    _, checks = by_script(
        tmp_path, ["pear"] * 3 + ["beet"] * 2, ["P0", "P1", "P2", "P0", "P0"], 9, minimum=3
    )
    counts = checks[checks["check"] == "counts"].set_index("theme")
    assert counts["segments"].to_dict() == {"fruit": "3", "roots": ""}


@pytest.mark.parametrize(
    ("of_fruit", "people"), [(["P0", "P1"], 9), ([f"P{n}" for n in range(8)], 9)]
)
def test_a_theme_of_few_people_or_of_nearly_all_has_no_counts_however_many_segments(
    tmp_path: Path, of_fruit: list[str], people: int
) -> None:
    speakers = [of_fruit[n % len(of_fruit)] for n in range(20)]
    others = [f"P{n % 4}" for n in range(20)]
    _, checks = by_script(
        tmp_path, ["pear"] * 20 + ["beet"] * 20, [*speakers, *others], people, minimum=3
    )
    about = (checks["theme"] == "fruit") | (checks["other_theme"] == "fruit")
    assert set(checks.loc[about, "check"]) >= {"counts", "one keyword carries", "same keyword"}
    assert set(checks.loc[about, ["segments", "of_segments"]].to_numpy().ravel()) == {""}
    told = checks[~about & (checks["check"] == "counts")]
    assert told[["segments", "of_segments"]].to_numpy().tolist() == [["20", "40"]]


def test_the_keywords_and_their_segments_as_far_as_they_may_be_told(tmp_path: Path) -> None:
    speakers = [f"P{n % 4}" for n in range(26)]
    texts = ["pear"] * 20 + ["beet"] * 4 + ["apple"] * 2
    told = {}
    for minimum, people in ((0, 9), (3, 9), (3, 6)):
        folder = tmp_path / f"{minimum}_{people}"
        folder.mkdir()
        by_script(folder, texts, speakers, people, minimum)
        table = read_table(folder / "keywords.csv")
        assert list(table.columns) == ["theme", "keyword", "segments", "trust"]
        assert set(table["trust"]) == {"0.8"}
        told[minimum, people] = dict(zip(table["theme"] + " " + table["keyword"], table["segments"],
                                         strict=True))  # fmt: skip
    every = {"fruit apple": "2", "fruit pear": "20", "roots apple": "2", "roots beet": "4"}
    assert told[0, 9] == every
    assert told[3, 9] == {**every, "fruit apple": "", "roots apple": ""}
    assert set(told[3, 6].values()) == {""}  # all but two of the six speak of either theme


def test_lines_in_which_the_other_theme_is_withheld_have_no_counts() -> None:
    table = checked([theme("fruit", FRUIT), theme("roots", ["apple", *ROOTS])], talk(*FRUIT))
    for withheld in ("fruit", "roots"):
        told = withhold_counts(table, [withheld], 0).set_index("check").loc["same keyword"]
        assert told[["segments", "of_segments"]].isna().all(axis=None)
    assert withhold_counts(table, [], 0)["segments"].tolist() == table["segments"].tolist()
