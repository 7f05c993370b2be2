"""Which counts of people stay unpublished, so that no small one can be read or worked out.

With a minimum of m, a count from 1 to m - 1 is withheld, and with it as many others as it takes
that nobody can find it by subtraction from the total or a subtotal. A minimum of 0 withholds
nothing. Cells are named by their position. The ways to choose are those of cell suppression in
statistical disclosure control (Hundepool et al. 2012, Statistical Disclosure Control, chapter 4).
"""

from collections.abc import Collection, Sequence

import pandas as pd


def is_small(count: int, minimum: int) -> bool:
    """Whether ``count`` people are too few to be published; nobody (0) is no count of people."""
    return 0 < count < minimum


def withholds_single(count: int, total: int, minimum: int) -> bool:
    """Whether ``count`` of ``total`` people must be withheld when it stands alone.

    True when the count or what it leaves of the total is small. For counts that do not add up to
    the total, such as the people who speak of each theme.
    """
    return is_small(count, minimum) or is_small(total - count, minimum)


def withheld_cells(counts: Sequence[int], minimum: int) -> tuple[set[int], bool]:
    """Which ``counts`` to withhold when their total is known, and whether that protects them.

    Small counts are withheld. Alone they might be found by subtraction, so the next smallest counts
    follow, equal ones together, until the withheld are at least two, make at least ``minimum``
    people, and could not each be 1 or each be the largest small count. Where that cannot be had,
    all cells are withheld, zeros included, and the second answer is False: only the cells' number
    could still tell.
    """
    small = {cell for cell, count in enumerate(counts) if is_small(count, minimum)}
    return withheld_beside(counts, small, minimum)


def withheld_beside(
    counts: Sequence[int], hidden: Collection[int], minimum: int
) -> tuple[set[int], bool]:
    """As `withheld_cells`, where the cells that must stay hidden are known already."""
    withheld = set(hidden)
    if not withheld:
        return withheld, True
    sizes = sorted({count for cell, count in enumerate(counts) if count and cell not in withheld})
    for size in [0, *sizes]:
        if size:
            withheld |= {cell for cell, count in enumerate(counts) if count == size}
        if _is_protected([counts[cell] for cell in withheld], minimum):
            return withheld, True
    return set(range(len(counts))), False


def withheld_parts(
    counts: Sequence[int], sizes: Sequence[int], minimum: int, hidden: Collection[int] = ()
) -> set[int]:
    """Which ``counts`` to withhold, each of a group of known size, when their sum is known.

    A count tells how many of its group it leaves, and all counts how many they leave together. So
    both are withheld where small, beside the cells ``hidden`` already, and then those next to
    small, whichever of both it is, until either is protected as in `withheld_cells`: a theme and
    what is not of it withhold the same. Where that cannot be had, all are withheld.
    """
    left = [size - count for size, count in zip(sizes, counts, strict=True)]
    nearest = [min(pair) for pair in zip(counts, left, strict=True)]
    withheld = {
        cell for cell, size in enumerate(sizes) if withholds_single(counts[cell], size, minimum)
    } | set(hidden)
    if not withheld:
        return withheld
    for distance in [0, *sorted({near for near in nearest if near})]:
        if distance:
            withheld |= {cell for cell, near in enumerate(nearest) if near == distance}
        if all(_is_protected([cells[i] for i in withheld], minimum) for cells in (counts, left)):
            return withheld
    return set(range(len(counts)))


def _is_protected(withheld: Sequence[int], minimum: int) -> bool:
    """Whether counts of which only number and sum can be worked out stay unknown."""
    together, number = sum(withheld), len(withheld)
    if number < 2 or together < minimum or together == number:
        return False
    all_largest = together == number * (minimum - 1) and max(withheld) < minimum
    return not all_largest


def withheld_with_subtotal(
    counts: Sequence[int], first: int, minimum: int
) -> tuple[set[int], bool]:
    """Which ``counts`` to withhold beside a subtotal of the ``first`` ones, and whether it too.

    The total is known. The subtotal is published only when neither it nor the rest is small and
    the counts on each side of it can be protected on their own, because it tells the sum of each.
    """
    sides = counts[:first], counts[first:]
    if not any(is_small(sum(side), minimum) for side in sides):
        inside, inside_safe = withheld_cells(sides[0], minimum)
        outside, outside_safe = withheld_cells(sides[1], minimum)
        if inside_safe and outside_safe:
            return inside | {cell + first for cell in outside}, False
    return withheld_cells(counts, minimum)[0], True


def percent(count: int, total: int) -> float | None:
    """``count`` as a percentage of ``total`` with one decimal; None when there is nobody."""
    return round(100 * count / total, 1) if total else None


def with_percent(table: pd.DataFrame, total: int) -> pd.DataFrame:
    """``table`` with ``n`` as ``Int64`` and ``percent`` of ``total``, missing where ``n`` is."""
    shares = [None if pd.isna(n) else percent(int(n), total) for n in table["n"]]
    return table.assign(
        n=table["n"].astype("Int64"),
        percent=pd.Series(shares, index=table.index, dtype="float64"),
    )
