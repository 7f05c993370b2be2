"""Keywords: stems, phrases, open ends, exclusions, and offsets into the segment's own text."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from focusgroups.codebook import Theme
from focusgroups.themes.keywords import (
    EVIDENCE_COLUMNS,
    KeywordRows,
    evidence_strength,
    find_keywords,
    rows_by_keyword,
)

THEMES = [
    Theme(
        "belong",
        "Belonging",
        "Being accepted.",
        ("judge", "judged", "just be", "safe"),
        ("safe journey",),
    ),
    Theme("forward", "Moving on", "Confidence.", ("confiden*", "self-esteem", "café", "moving o*")),
]


def hits(*texts: str) -> list[tuple[str, str, str, str]]:
    segments = pd.DataFrame(
        {"segment_id": [f"FGD1-{i:04d}.1" for i in range(len(texts))], "text": texts}
    )
    said = dict(zip(segments["segment_id"], texts, strict=True))
    return [
        (hit.segment_id[8], hit.theme, hit.keyword, said[hit.segment_id][hit.start : hit.end])
        for hit in find_keywords(segments, THEMES).itertuples()
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nobody JUDGES you", [("judge", "JUDGES")]),  # stems, without case
        ("you can just—be there", [("just be", "just—be")]),
        ("just to be", []),
        (
            "more Confidence, less confident",
            [("confiden*", "Confidence"), ("confiden*", "confident")],
        ),
        ("me self esteem", [("self-esteem", "self esteem")]),
        ("a cafe and a Café", [("café", "cafe"), ("café", "Café")]),
        ("moving onwards", [("moving o*", "moving onwards")]),
        ("safe journey home, stay safe", [("safe", "safe")]),
        ("[safe] [Person 1]'s judge", [("judge", "judge")]),
        ("unsafe and prejudged", []),
        ("café", [("café", "café")]),  # e with a combining accent
    ],
)
def test_what_counts_as_a_hit(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(keyword, words) for _, _, keyword, words in hits(text)] == expected


def test_of_keywords_with_one_stem_only_the_first_counts() -> None:
    assert hits("I was judged") == [("0", "belong", "judge", "judged")]


def test_an_exclusion_cancels_the_hits_inside_it_only() -> None:
    assert hits("safe journey", "safe, a safe journey") == [("1", "belong", "safe", "safe")]


PIECES = [*"[] .é’", "judge", "just", "be", "café ", "\u0301"]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_offsets_point_at_spoken_words(text: str) -> None:
    for _, _, keyword, words in hits(text):
        assert words[0].isalnum()
        assert "[" not in words or keyword == "just be"


IDS, THEME_IDS = ["a", "b", "c", "d"], ["t", "u"]
EVIDENCE = pd.DataFrame(
    [("a", "t", "x"), ("a", "t", "x"), ("c", "u", "x"), ("b", "t", "x"), ("a", "t", "y")],
    columns=["segment_id", "theme", "keyword"],
)


def as_lists(found: list[KeywordRows]) -> list[tuple[int, str, list[int]]]:
    return [(keyword.theme, keyword.keyword, keyword.rows.tolist()) for keyword in found]


def test_rows_of_each_keyword_are_counted_once_in_any_order_of_the_evidence() -> None:
    expected = [(0, "x", [0, 1]), (0, "y", [0]), (1, "x", [2])]
    for seed in range(5):
        mixed = EVIDENCE.sample(frac=1, random_state=seed)
        assert as_lists(rows_by_keyword(mixed, IDS, THEME_IDS)) == expected


def test_themes_come_in_the_order_of_the_codebook_not_of_the_alphabet() -> None:
    found = rows_by_keyword(EVIDENCE, IDS, ["u", "t"])
    assert as_lists(found) == [(0, "x", [2]), (1, "x", [0, 1]), (1, "y", [0])]


def test_without_hits_there_is_no_keyword_and_no_strength() -> None:
    found = rows_by_keyword(pd.DataFrame(columns=list(EVIDENCE_COLUMNS)), IDS, THEME_IDS)
    assert found == []
    assert not evidence_strength(found, [], (4, 2)).any()
    assert evidence_strength([], [], (0, 2)).shape == (0, 2)


def test_evidence_adds_up_over_distinct_keywords_by_rarity() -> None:
    found = rows_by_keyword(EVIDENCE, IDS, THEME_IDS)
    strength = evidence_strength(found, [1.0] * 3, (4, 2))
    expected = [[np.log(3) + np.log(5), 0], [np.log(3), 0], [0, np.log(5)], [0, 0]]
    assert np.allclose(strength, expected)


def test_evidence_counts_as_far_as_a_keyword_is_trusted_in_each_segment() -> None:
    found = rows_by_keyword(EVIDENCE, IDS, THEME_IDS)
    strength = evidence_strength(found, [[0.5, 1.0], 0.2, 0.0], (4, 2))
    expected = [[0.5 * np.log(3) + 0.2 * np.log(5), 0], [np.log(3), 0], [0, 0], [0, 0]]
    assert np.allclose(strength, expected)
