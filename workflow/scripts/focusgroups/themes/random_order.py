"""A fixed random order of segments, in which people code so that shares can be estimated."""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from itertools import takewhile


def random_order(segment_ids: Iterable[str], seed: int) -> list[str]:
    """The segments by a hash of ``seed`` and id.

    The place of one does not depend on which others there are: when somebody's segments go or a
    group is added, the others keep their order.
    """
    return sorted(segment_ids, key=lambda segment_id: (_hash(segment_id, seed), segment_id))


def coded_prefix(order: Sequence[str], coded: Collection[str]) -> list[str]:
    """The segments before the first one in ``order`` that nobody has ``coded``.

    This is inverse sampling (Haldane 1945, Biometrika 33(3): 222-225): however the segments were
    chosen that were coded out of turn, shares among those before the first uncoded one are
    unbiased, as long as people stop for reasons of their own.
    """
    return list(takewhile(lambda segment_id: segment_id in coded, order))


def _hash(segment_id: str, seed: int) -> bytes:
    return hashlib.sha256(f"{seed}:{segment_id}".encode()).digest()
