"""No small count can be read, subtracted or, knowing the rules, reasoned out."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from focusgroups.tabulation.disclosure import (
    percent,
    withheld_beside,
    withheld_cells,
    withheld_parts,
    withheld_with_subtotal,
    withholds_single,
)

Cells = tuple[int | None, ...]


def divisions(total: int, parts: int, smallest: int = 0) -> Iterator[tuple[int, ...]]:
    """All ways to divide ``total`` people among ``parts`` cells."""
    if parts == 1:
        if total >= smallest:
            yield (total,)
        return
    for first in range(smallest, total + 1):
        for rest in divisions(total - first, parts - 1, smallest):
            yield (first, *rest)


def shown(counts: Sequence[int], withheld: set[int]) -> Cells:
    return tuple(None if cell in withheld else n for cell, n in enumerate(counts))


def told(published: Cells, possible: Sequence[Sequence[int]], minimum: int) -> bool:
    """Whether some withheld cell can have one value only, and that a small one."""
    for cell, count in enumerate(published):
        values = {counts[cell] for counts in possible}
        if count is None and len(values) == 1 and 0 < min(values) < minimum:
            return True
    return False


def solutions(
    published: Cells, total: int, first: int = 0, low: int | None = None
) -> list[tuple[int, ...]]:
    """All counts that fit what is published: cells, total and perhaps the subtotal."""
    open_cells = [cell for cell, count in enumerate(published) if count is None]
    left = total - sum(count for count in published if count is not None)
    if not open_cells:
        return [tuple(n for n in published if n is not None)]
    found = []
    for filling in divisions(left, len(open_cells)):
        counts = list(published)
        for cell, count in zip(open_cells, filling, strict=True):
            counts[cell] = count
        if low is None or sum(n or 0 for n in counts[:first]) == low:
            found.append(tuple(n or 0 for n in counts))
    return found


@pytest.mark.parametrize("minimum", [2, 3, 5])
@pytest.mark.parametrize("smallest", [0, 1])  # deciles may be empty; levels listed never are
def test_nobody_who_knows_the_rules_can_tell_a_small_count(minimum: int, smallest: int) -> None:
    for parts in (1, 2, 3, 4):
        for total in range(minimum, 14):
            possible: dict[Cells, list[tuple[int, ...]]] = defaultdict(list)
            for counts in divisions(total, parts, smallest):
                withheld, protected = withheld_cells(counts, minimum)
                if protected:  # otherwise the caller shows not even the cells
                    possible[shown(counts, withheld)].append(counts)
            assert not [cells for cells, all_of in possible.items() if told(cells, all_of, minimum)]


@settings(deadline=None)
@given(st.lists(st.integers(0, 8), min_size=4, max_size=6), st.integers(1, 3), st.integers(2, 6))
def test_subtotal_does_not_give_a_count_away(counts: list[int], first: int, minimum: int) -> None:
    total = sum(counts)
    if not minimum <= total <= 18:
        return
    withheld, low_withheld = withheld_with_subtotal(counts, first, minimum)
    low = None if low_withheld else sum(counts[:first])
    published = shown(counts, withheld)
    possible = solutions(published, total, first, low)
    assert tuple(counts) in possible
    assert not told(published, possible, minimum)
    for part in (slice(0, first), slice(first, None)):
        sums = {sum(solution[part]) for solution in possible}
        assert len(sums) > 1 or not 0 < min(sums) < minimum


@given(st.lists(st.integers(0, 9), max_size=6), st.integers(0, 1))
def test_without_a_minimum_nothing_is_withheld(counts: list[int], minimum: int) -> None:
    assert withheld_cells(counts, minimum) == (set(), True)
    assert withheld_with_subtotal(counts, 2, minimum) == (set(), False)


def test_the_next_smallest_follows_and_no_more_than_needed() -> None:
    assert withheld_cells([20, 3, 8, 9], 5) == ({1, 2}, True)
    assert withheld_cells([20, 3, 8, 8], 5) == ({1, 2, 3}, True)  # equal ones together
    assert withheld_cells([20, 3, 4, 9], 5) == ({1, 2}, True)
    assert withheld_cells([14, 4], 5) == ({0, 1}, True)
    assert withheld_cells([2, 2], 5) == ({0, 1}, False)


@pytest.mark.parametrize(
    ("count", "total", "withheld"),
    [(0, 18, False), (1, 18, True), (4, 18, True), (5, 18, False), (13, 18, False), (14, 18, True),
     (17, 18, True), (18, 18, False), (4, 4, True)],
)  # fmt: skip
def test_single_count_and_its_complement(count: int, total: int, withheld: bool) -> None:
    assert withholds_single(count, total, 5) is withheld


def test_percent() -> None:
    assert [percent(14, 18), percent(0, 18), percent(0, 0)] == [77.8, 0.0, None]


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=1, max_size=4),
    st.integers(2, 5),
)
def test_no_part_of_a_group_can_be_told_to_be_small(parts: list[tuple[int, int]], m: int) -> None:
    counts, left = [n for n, _ in parts], [rest for _, rest in parts]
    sizes = [n + rest for n, rest in parts]
    assert withheld_parts(counts, sizes, m) == withheld_parts(left, sizes, m)
    if withholds_single(sum(counts), sum(sizes), m):
        return  # table 3 does not tell the sum
    few = {i for i, size in enumerate(sizes) if 0 < size < m}
    withheld = withheld_parts(counts, sizes, m, few)
    for cell, count in enumerate(counts):
        shown_small = withholds_single(count, sizes[cell], m) or cell in few
        assert cell in withheld or not shown_small
    if withheld != set(range(len(counts))):
        for cells in (counts, left):
            together = sum(cells[cell] for cell in withheld)
            assert not withheld or (len(withheld) > 1 and together >= m > 1 < together)


def test_all_that_is_hidden_needs_company() -> None:
    assert withheld_beside([9, 8, 7, 2], {3}, 5) == ({3, 2}, True)
    assert withheld_beside([9, 8], {0}, 5) == ({0, 1}, True)
    assert withheld_beside([9], {0}, 5) == ({0}, False)
    assert withheld_beside([9, 8, 2], set(), 5) == (set(), True)
