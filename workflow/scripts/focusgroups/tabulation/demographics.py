"""Who took part: table 1, and the same counts per focus group."""

import re
from collections.abc import Iterator, Sequence

import pandas as pd

from focusgroups.naturalorder import natural_key
from focusgroups.tabulation.disclosure import is_small, with_percent, withheld_cells

TABLE_1_COLUMNS = ("characteristic", "level", "n", "percent")
BY_GROUP_COLUMNS = ("focus_group", "characteristic", "level", "n")

PARTICIPANTS, ALL = "participants", "all"  # the first row: everybody
AGE = "age"  # the one characteristic whose numbers are put into bands
NOT_STATED = "not stated"
WITHHELD = "withheld"  # the one level where even the names of the levels would tell

NUMBER = re.compile(r"[0-9]{1,3}(\.[0-9]+)?")


def tabulate_participants(
    people: pd.DataFrame, characteristics: Sequence[str], minimum: int
) -> pd.DataFrame:
    """Table 1: how many participants have each level of each characteristic.

    ``people`` has one row per participant and a text column per characteristic, empty where not
    stated. Returns TABLE_1_COLUMNS: first everybody, then per characteristic, in the given order,
    its levels. `age`, if all are numbers, opens with its range, `34 to 65`, counting the people
    whose age is known, and goes on with bands of ten, `30-39`; any other characteristic has its
    levels by descending count. ``n`` is ``Int64``; counts that ``minimum`` forbids are missing,
    come last and in alphabetical order, and the range is widened to multiples of five. ``percent``
    is of all participants and derived from the published count.
    """
    total = len(people)
    rows: list[tuple[str, str, int | None]] = [(PARTICIPANTS, ALL, total)]
    for name in characteristics:
        values = people[name]
        banded = name == AGE and _is_numeric(values)
        levels = list(_published(_levels(values, banded), minimum, banded))
        if banded:
            known = [float(value) for value in values if value]
            if not is_small(len(known), minimum):
                levels.insert(0, (_range(known, minimum), _stated(levels, total)))
        rows.extend((name, level, count) for level, count in levels)
    table = pd.DataFrame(rows, columns=["characteristic", "level", "n"])
    return with_percent(table, total)


def tabulate_by_group(people: pd.DataFrame, characteristics: Sequence[str]) -> pd.DataFrame:
    """The same counts per focus group, for the study team's eyes: nothing is withheld.

    ``people`` as in `tabulate_participants`, with ``focus_group``. Returns BY_GROUP_COLUMNS, groups
    in natural order; only levels that occur in a group are listed.
    """
    pieces = []
    for group in sorted(people["focus_group"].unique(), key=natural_key):
        of_group = people[people["focus_group"] == group]
        table = tabulate_participants(of_group, characteristics, minimum=0)
        pieces.append(table.assign(focus_group=group))
    if not pieces:
        return pd.DataFrame(columns=list(BY_GROUP_COLUMNS))
    return pd.concat(pieces, ignore_index=True).loc[:, list(BY_GROUP_COLUMNS)]


def _is_numeric(values: pd.Series) -> bool:
    """Whether every stated value is a number below a thousand, and at least one is stated."""
    stated = values[values != ""]
    return len(stated) > 0 and all(NUMBER.fullmatch(value) for value in stated)


def _levels(values: pd.Series, banded: bool) -> list[tuple[str, int]]:
    """The levels of a characteristic that occur and their counts, in the order of the table."""
    stated = values[values != ""]
    if banded:
        bands = stated.map(lambda number: int(float(number)) // 10 * 10)
        levels = [(f"{band}-{band + 9}", int((bands == band).sum())) for band in sorted(set(bands))]
    else:
        levels = [(str(level), int(n)) for level, n in stated.value_counts().items()]
        levels.sort(key=lambda level: (-level[1], natural_key(level[0])))
    if len(stated) < len(values):
        levels.append((NOT_STATED, len(values) - len(stated)))
    return levels


def _published(
    levels: Sequence[tuple[str, int]], minimum: int, banded: bool
) -> Iterator[tuple[str, int | None]]:
    """Levels with those counts that may be published.

    Levels in order of size would tell the size of a withheld one by its place: such ones come last,
    by name. Bands of ages stay where they are.
    """
    hidden, protected = withheld_cells([count for _, count in levels], minimum)
    if not protected:
        yield WITHHELD, None
        return
    shown = [(level, None if i in hidden else n) for i, (level, n) in enumerate(levels)]
    if not banded:
        shown.sort(key=lambda level: natural_key(level[0]) if level[1] is None else ())
    yield from shown


def _stated(levels: Sequence[tuple[str, int | None]], total: int) -> int | None:
    """How many people have a known age, as far as the published levels tell."""
    counts = dict(levels)
    if WITHHELD in counts:
        return None
    unstated = counts.get(NOT_STATED, 0)
    return None if unstated is None else total - unstated


def _range(numbers: Sequence[float], minimum: int) -> str:
    """From lowest to highest; with a ``minimum``, outwards to the next multiples of five."""
    lowest, highest = min(numbers), max(numbers)
    if minimum:
        lowest, highest = lowest // 5 * 5, -(-highest // 5) * 5
    return f"{lowest:g} to {highest:g}"
