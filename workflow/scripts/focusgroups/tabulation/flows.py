"""Whether two divisions of the same people, and how many changed place, tell who went where.

How many went from each decile to each other is never printed, but the deciles of two editions
and the moves between them bound it; where people live in few deciles, the bounds can meet.
"""

from collections.abc import Sequence

import numpy as np

NEARLY = 1e-6

MORE, STAYED, LESS, OUT = range(4)  # the kinds of move, in the order of MOVES


def tells_flow(
    before: Sequence[int], after: Sequence[int], moved: Sequence[int], minimum: int
) -> bool:
    """Whether some flow between deciles can have one size only, and that a small one.

    ``before`` and ``after`` are counts by decile with the people without an area last; ``moved``
    counts those who have a more deprived, the same and a less deprived decile after, and those
    without an area in one of both. Flows are from one decile to another, and all out of or into a
    decile in one direction; of each the least and the most people that fit are found by linear
    programming. All counts are taken to be known, so the answer errs towards yes.
    """
    from scipy.optimize import linprog  # noqa: PLC0415

    last = len(before) - 1
    places = [k for k in range(len(before)) if before[k] or after[k] or k == last]
    size = len(places)
    kinds = _kinds(size)
    rows, columns = np.indices((size, size))
    sums = [*(rows == k for k in range(size)), *(columns == k for k in range(size)),
            *(kinds == kind for kind in range(OUT + 1))]  # fmt: skip
    fixed = np.array([part.ravel() for part in sums], dtype=float)
    known = [*(before[k] for k in places), *(after[k] for k in places), *moved]

    def furthest(flow: np.ndarray) -> float:
        return float(linprog(flow, A_eq=fixed, b_eq=known, method="highs").fun)

    for flow in (*np.eye(size * size), *(part.ravel() for part in _sums_by_direction(kinds))):
        way = flow.astype(float)
        least, most = np.ceil(furthest(way) - NEARLY), np.floor(-furthest(-way) + NEARLY)
        if least == most and 0 < most < minimum:
            return True
    return False


def _kinds(size: int) -> np.ndarray:
    """The kind of move from each place to each other."""
    rows, columns = np.indices((size, size))
    kinds: np.ndarray = np.sign(columns - rows) + STAYED
    kinds[-1, :] = kinds[:, -1] = OUT
    return kinds


def _sums_by_direction(kinds: np.ndarray) -> list[np.ndarray]:
    """All flows out of or into a decile that are of one kind."""
    rows, columns = np.indices(kinds.shape)
    return [
        (side == k) & (kinds == kind)
        for k in range(len(kinds))
        for side in (rows, columns)
        for kind in (MORE, LESS)
    ]
