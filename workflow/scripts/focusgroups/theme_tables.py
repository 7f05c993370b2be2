"""How widely each theme was spoken about: table 3, and the themes by focus group."""

from collections.abc import Sequence

import pandas as pd

from focusgroups.codings import NO_THEME
from focusgroups.disclosure import withholds_single

TABLE_3_COLUMNS = ("theme", "segments", "participants", "focus_groups", "percent_of_words")
THEMES_BY_GROUP_COLUMNS = ("theme", "focus_group", "percent_of_words")


def coded_segments(
    segments: pd.DataFrame, coding: pd.DataFrame, themes: Sequence[str]
) -> pd.DataFrame:
    """One row per segment and theme that it was given, or `none` where it was given no theme.

    ``segments`` needs ``segment_id, focus_group, speaker, n_words``; ``coding`` needs
    ``segment_id, theme, assigned`` (`true` or `false`). Returns the columns of ``segments`` that
    are named here, and ``theme``; a segment with two themes has two rows.
    """
    given = coding[(coding["assigned"] == "true") & coding["theme"].isin(themes)]
    columns = ["segment_id", "focus_group", "speaker", "n_words"]
    coded = segments[columns].merge(given[["segment_id", "theme"]], on="segment_id", how="left")
    return coded.fillna({"theme": NO_THEME})


def tabulate_themes(
    coded: pd.DataFrame,
    themes: Sequence[str],
    groups: Sequence[str],
    words: int,
    participants: int,
    minimum: int,
) -> pd.DataFrame:
    """Table 3, with a row per theme in the order of ``themes``, zeros included, and then `none`.

    ``coded`` as `coded_segments` gives it, ``groups`` are the ids of all focus groups, ``words`` is
    the number of words that participants spoke, ``participants`` how many took part. Returns
    TABLE_3_COLUMNS: counts as ``Int64``, ``percent_of_words`` with one decimal; since segments may
    have several themes, it may add up to more than 100. Under a ``minimum`` a number of
    participants is missing when it, or what it leaves of all, is small; so are the numbers of
    segments and groups that would give it away.
    """
    rows = []
    for theme in [*themes, NO_THEME]:
        of_theme = coded[coded["theme"] == theme]
        people = int(of_theme["speaker"].nunique())
        reached = int(of_theme["focus_group"].nunique())
        counts: tuple[int | None, ...] = len(of_theme), people, reached
        if withholds_single(people, participants, minimum):
            most = participants - (len(groups) - reached)
            counts = _without_people(len(of_theme), reached, most, minimum)
        rows.append((theme, *counts, _share(int(of_theme["n_words"].sum()), words)))
    table = pd.DataFrame(rows, columns=list(TABLE_3_COLUMNS))
    whole = dict.fromkeys(["segments", "participants", "focus_groups"], "Int64")
    return table.astype({**whole, "percent_of_words": "float64"})


def _without_people(
    segments: int, groups: int, most: int, minimum: int
) -> tuple[int | None, None, int | None]:
    """Segments and groups of a theme whose number of participants is withheld.

    Each is left out where it would tell that number: few segments have at most as many speakers,
    each group reached has at least one, and ``most`` is how many speakers there can be if every
    other group has a participant who is none.
    """
    if not segments:
        return 0, None, 0
    told = groups == min(segments, most)
    return None if segments < minimum else segments, None, None if told else groups


def tabulate_by_group(
    coded: pd.DataFrame, table: pd.DataFrame, groups: Sequence[str]
) -> pd.DataFrame:
    """The share of each theme in the words of each focus group, in per cent with one decimal.

    ``coded`` as in `tabulate_themes`, ``table`` is its result: a theme whose number of groups is
    withheld there has no shares here, since they would tell it. Returns THEMES_BY_GROUP_COLUMNS,
    themes in the order of ``table`` and under each the ``groups`` in theirs; a group in which no
    participant spoke has shares of 0.
    """
    spoken = coded.drop_duplicates("segment_id").groupby("focus_group")["n_words"].sum()
    of_theme = coded.groupby(["theme", "focus_group"])["n_words"].sum()
    rows = []
    for theme, reached in zip(table["theme"], table["focus_groups"], strict=True):
        for group in groups:
            share = _share(int(of_theme.get((theme, group), 0)), int(spoken.get(group, 0)))
            rows.append((theme, group, None if pd.isna(reached) else share))
    shares = pd.DataFrame(rows, columns=list(THEMES_BY_GROUP_COLUMNS))
    return shares.astype({"percent_of_words": "float64"})


def _share(words: int, total: int) -> float:
    return round(100 * words / total, 1) if total else 0.0
