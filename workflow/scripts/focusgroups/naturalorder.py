"""Ids in the order in which a person counts: FGD2 before FGD10."""

import re


def natural_key(name: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key that compares runs of digits as numbers and the rest without regard to case.

    >>> sorted(["FGD10", "FGD2-b", "FGD2", "fgd1"], key=natural_key)
    ['fgd1', 'FGD2', 'FGD2-b', 'FGD10']
    """
    pieces = re.findall(r"[0-9]+|[^0-9]+", name)
    compared = [(0, int(p), "") if p[0] in "0123456789" else (1, 0, p.casefold()) for p in pieces]
    return (*compared, (-1, 0, name))  # an id comes before longer ones that begin with it
