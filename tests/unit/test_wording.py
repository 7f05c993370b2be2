"""Numbers in words at their boundaries: none, one, all, withheld."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from focusgroups.documents import wording

NB = wording.SPACE


@pytest.mark.parametrize(
    ("n", "total", "expected"),
    [
        (14, 18, "14 of 18 participants"),
        (0, 18, "none of the 18 participants"),
        (1, 18, "1 of 18 participants"),
        (18, 18, "all 18 participants"),
        (2, 2, "both participants"),
        (1, 1, "the one participant"),
        (0, 1, "no participant"),
        (3, 6, "three of six participants"),
        (0, 0, "no participants"),
        (None, 18, "a withheld number of participants"),
        (14, None, "14 participants"),
        (None, None, "a withheld number of participants"),
    ],
)
def test_part_of_a_whole(n: int | None, total: int | None, expected: str) -> None:
    assert wording.out_of(n, total, "participant") == expected


@pytest.mark.parametrize(
    ("n", "percent", "expected"),
    [
        (14, 77.777778, f"14 of 18 participants{NB}(77.8{NB}%)"),
        (0, 0.0, "none of the 18 participants"),
        (18, 100.0, "all 18 participants"),
        (None, None, "a withheld number of participants"),
        (14, None, "14 of 18 participants"),
    ],
)
def test_share_gives_the_percentage_of_the_table(
    n: int | None, percent: float | None, expected: str
) -> None:
    assert wording.share(n, percent, 18, "participant") == expected


@pytest.mark.parametrize(
    ("n", "expected"),
    [
        (0, "none"),
        (1, "one"),
        (2, "a few"),
        (4, "a few"),
        (5, "some"),
        (10, "some"),
        (11, "most"),
        (19, "most"),
        (20, "all"),
        (None, ""),
    ],
)
def test_careful_quantities_of_twenty(n: int | None, expected: str) -> None:
    assert wording.quantity(n, 20, most=0.5, few=0.2) == expected


@pytest.mark.parametrize(
    ("n", "total", "expected"),
    [
        (0, 1, "none"),
        (1, 1, "all"),
        (0, 2, "none"),
        (1, 2, "one"),
        (2, 2, "all"),
        (2, 3, "most"),
        (2, 4, "some"),  # exactly half is not most
        (2, 10, "a few"),  # exactly a fifth is a few
        (3, 10, "some"),
        (3, None, ""),
        (0, 0, ""),
    ],
)
def test_careful_quantities_of_a_few_people(n: int, total: int | None, expected: str) -> None:
    assert wording.quantity(n, total, most=0.5, few=0.2) == expected


@given(st.integers(2, 200), st.data())
def test_a_share_exactly_at_a_limit_is_the_lesser_word(total: int, data: st.DataObject) -> None:
    n = data.draw(st.integers(2, total))
    if n < total:
        assert wording.quantity(n, total, most=n / total, few=0.0) == "some"
        assert wording.quantity(n - 1, total, most=0.99, few=(n - 1) / total) in ("one", "a few")


def test_the_limits_are_the_configs() -> None:
    assert wording.quantity(14, 18, most=0.8, few=0.2) == "some"
    assert wording.quantity(7, 18, most=0.8, few=0.4) == "a few"
    assert wording.quantity(18, 18, most=1, few=0) == "all"


@pytest.mark.parametrize(
    ("n", "total", "expected"),
    [
        (0, 18, "none of the 18 participants"),
        (1, 18, "one of the 18 participants"),
        (3, 18, f"a few participants (3 of 18, 16.7{NB}%)"),
        (9, 18, f"some participants (9 of 18, 50.0{NB}%)"),
        (14, 18, f"most participants (14 of 18, 77.8{NB}%)"),
        (18, 18, "all 18 participants"),
        (1, 1, "the one participant"),
        (1, 2, "one of the two participants"),
        (2, 2, "both participants"),
        (0, 0, "no participants"),
        (None, 18, "a withheld number of participants"),
        (4, None, "four participants"),
    ],
)
def test_parts_with_a_careful_word(n: int | None, total: int | None, expected: str) -> None:
    assert wording.part_of(n, total, 0.5, 0.2, "participant") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14 of 18 came", "Fourteen of 18 came."),
        (f"14{NB}(77.8{NB}%) came", f"Fourteen{NB}(77.8{NB}%) came."),
        ("100 came", "100 came."),
        ("1.5 of all", "1.5 of all."),
        ("", ""),
    ],
)
def test_a_sentence_begins_with_a_word(text: str, expected: str) -> None:
    assert wording.sentence(text) == expected


def test_a_withheld_count_is_never_called_small() -> None:
    for text in (wording.counted(None, "person", "people"), wording.out_of(None, 18, "person")):
        assert "fewer" not in text
        assert "few" not in text


@pytest.mark.parametrize(
    ("n", "expected"),
    [(0, "no sites"), (1, "one site"), (9, "nine sites"), (10, "10 sites"), (1200, "1,200 sites")],
)
def test_counted(n: int, expected: str) -> None:
    assert wording.counted(n, "site") == expected


@pytest.mark.parametrize(
    ("n", "expected"),
    [(0, "zero"), (7, "seven"), (13, "thirteen"), (20, "twenty"), (96, "ninety-six"), (100, "100")],
)
def test_spelled(n: int, expected: str) -> None:
    assert wording.spelled(n) == expected


@pytest.mark.parametrize(
    ("n", "expected"),
    [(1, "first"), (9, "ninth"), (11, "11th"), (12, "12th"), (21, "21st"), (22, "22nd")],
)
def test_ordinal(n: int, expected: str) -> None:
    assert wording.ordinal(n) == expected


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        (["a, b", "c", "d"], "a, b; c; and d"),
        (["a", "b and c", "d"], "a, b and c, and d"),
        (["a and b", "c"], "a and b and c"),
    ],
)
def test_listing(items: list[str], expected: str) -> None:
    assert wording.listing(items) == expected


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        (("14 of 18", "", "came"), "Fourteen of 18 came."),
        (("the end.",), "The end."),
        (("", ""), ""),
        (("1,200 words",), "1,200 words."),
        (("it “ends.”",), "It “ends.”"),
    ],
)
def test_sentence(pieces: tuple[str, ...], expected: str) -> None:
    assert wording.sentence(*pieces) == expected


def test_ranges_and_dates() -> None:
    assert wording.between(60, 90, "minute") == "60 to 90 minutes"
    assert wording.between(75, 75, "minute") == "75 minutes"
    assert wording.between(1, 1, "minute") == "1 minute"
    assert wording.between(None, 90, "minute") == ""
    assert wording.readable_date("2019-09-03") == "3 September 2019"


def test_decimals_have_no_negative_zero() -> None:
    assert wording.decimal(-0.01) == "0.0"
    assert wording.decimal(-0.06) == "-0.1"
    assert wording.percentage(12.5) == f"12.5{NB}%"


@given(st.integers(0, 500), st.integers(0, 500))
def test_every_part_of_every_whole_reads_as_words(n: int, total: int) -> None:
    text = wording.out_of(min(n, total), total, "group")
    assert text
    assert "None" not in text
    assert "  " not in text
