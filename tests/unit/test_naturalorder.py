"""Ids in the order in which a person counts."""

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from focusgroups.naturalorder import natural_key

IDS = st.text("aAbFGD019-.²ß", max_size=8)


def test_numbers_count_as_numbers() -> None:
    ids = ["FGD1", "FGD2", "FGD2-0009.2", "FGD2-0009.10", "FGD10", "FGD10-0001.1", "Pilot"]
    assert sorted(reversed(ids), key=natural_key) == ids


def test_case_decides_last() -> None:
    assert sorted(["fgd2", "FGD3", "FGD1"], key=natural_key) == ["FGD1", "fgd2", "FGD3"]


def test_shorter_id_comes_before_longer_ones_that_begin_with_it() -> None:
    ids = ["FGD", "FGD1", "FGD1-b", "FGD-1"]
    assert {tuple(sorted(some, key=natural_key)) for some in permutations(ids)} == {tuple(ids)}


@settings(deadline=None)
@given(st.lists(IDS, unique=True, max_size=6))
def test_order_never_depends_on_where_one_starts(ids: list[str]) -> None:
    assert sorted(ids, key=natural_key) == sorted(sorted(ids), key=natural_key)


@settings(deadline=None)
@given(IDS, IDS)
def test_different_ids_have_different_keys(one: str, other: str) -> None:
    assert (natural_key(one) == natural_key(other)) == (one == other)
