"""How widely each theme was spoken about: table 3, and the themes by focus group."""

from collections.abc import Mapping, Sequence

import pandas as pd

from focusgroups.codebook import NO_THEME
from focusgroups.tabulation.disclosure import (
    percent,
    withheld_beside,
    withheld_cells,
    withheld_parts,
    withholds_single,
)

TABLE_3_COLUMNS = ("theme", "segments", "participants", "focus_groups", "percent_of_words")
THEMES_BY_GROUP_COLUMNS = (
    "theme",
    "focus_group",
    "percent_of_words",
    "percent_of_participants",
)
SHARES_BY_GROUP = THEMES_BY_GROUP_COLUMNS[2:]


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


def withheld_themes(
    coded: pd.DataFrame, themes: Sequence[str], participants: int, minimum: int
) -> set[str]:
    """Those of ``themes`` that so few of all ``participants`` speak of, or do not, as to be hidden.

    ``coded`` as `coded_segments` gives it. Nothing that counts such a theme's segments may be told.
    """
    people = coded.groupby("theme")["speaker"].nunique()
    return {
        theme
        for theme in themes
        if withholds_single(int(people.get(theme, 0)), participants, minimum)
    }


def tabulate_themes(
    coded: pd.DataFrame,
    themes: Sequence[str],
    words: int,
    participants: int,
    minimum: int,
) -> pd.DataFrame:
    """Table 3, with a row per theme in the order of ``themes``, zeros included, and then `none`.

    ``coded`` as `coded_segments` gives it, ``words`` is the number of words that participants
    spoke, ``participants`` how many took part. Returns TABLE_3_COLUMNS: counts as ``Int64``,
    ``percent_of_words`` with one decimal; since segments may have several themes, it may add up to
    more than 100. Under a ``minimum`` a number of participants is missing when it, or what it
    leaves of all, is small, and with it everything else in its row, from which it might be guessed.
    """
    hidden = withheld_themes(coded, [*themes, NO_THEME], participants, minimum)
    rows: list[tuple[str, int | None, int | None, int | None, float | None]] = []
    for theme in [*themes, NO_THEME]:
        if theme in hidden:
            rows.append((theme, None, None, None, None))
            continue
        of_theme = coded[coded["theme"] == theme]
        people = int(of_theme["speaker"].nunique())
        reached = int(of_theme["focus_group"].nunique())
        share = percent(int(of_theme["n_words"].sum()), words) or 0.0
        rows.append((theme, len(of_theme), people, reached, share))
    table = pd.DataFrame(rows, columns=list(TABLE_3_COLUMNS))
    whole = dict.fromkeys(["segments", "participants", "focus_groups"], "Int64")
    return table.astype({**whole, "percent_of_words": "float64"})


def tabulate_by_group(
    coded: pd.DataFrame, table: pd.DataFrame, members: Mapping[str, int], minimum: int
) -> pd.DataFrame:
    """The share of each theme in the words of each focus group, and of its participants.

    ``coded`` as in `tabulate_themes`, ``table`` is its result, ``members`` maps every group to the
    number of its participants. Returns THEMES_BY_GROUP_COLUMNS, in per cent with one decimal;
    themes in the order of ``table`` and under each the groups in theirs. A group in which no
    participant spoke has shares of 0. Missing are the shares of a theme that ``table`` withholds,
    and of a group in which fewer people than ``minimum`` speak: they would be those people's own.
    A share of participants is a number of people: it is missing, too, where that, or what it leaves
    of the group, is small, or could be worked out with the number of all who spoke about the theme.
    """
    groups = list(members)
    spoken = coded.drop_duplicates("segment_id").groupby("focus_group")["n_words"].sum()
    of_theme = coded.groupby(["theme", "focus_group"])["n_words"].sum()
    people = coded.groupby(["theme", "focus_group"])["speaker"].nunique()
    silent = _groups_of_few(coded, groups, minimum)
    rows: list[tuple[str, str, float | None, float | None]] = []
    for theme, told in zip(table["theme"], table["participants"], strict=True):
        counts = [int(people.get((theme, group), 0)) for group in groups]
        uncounted = _uncounted(counts, members, silent, minimum)
        for group, count in zip(groups, counts, strict=True):
            said = int(of_theme.get((theme, group), 0))
            share = percent(said, int(spoken.get(group, 0))) or 0.0
            hidden = pd.isna(told) or group in silent
            part = None if hidden or group in uncounted else percent(count, members[group]) or 0.0
            rows.append((theme, group, None if hidden else share, part))
    shares = pd.DataFrame(rows, columns=list(THEMES_BY_GROUP_COLUMNS))
    return shares.astype(dict.fromkeys(SHARES_BY_GROUP, "float64"))


def _uncounted(
    counts: Sequence[int], members: Mapping[str, int], silent: set[str], minimum: int
) -> set[str]:
    """Groups of which the share of participants who spoke about one theme must not be told.

    ``silent`` are withheld anyway, and with them those that would help to tell their sizes.
    """
    groups, sizes = list(members), list(members.values())
    first = {place for place, group in enumerate(groups) if group in silent}
    few = withheld_beside(sizes, first | withheld_cells(sizes, minimum)[0], minimum)[0]
    hidden = withheld_parts(counts, sizes, minimum, few)
    return {groups[place] for place in hidden}


def _groups_of_few(coded: pd.DataFrame, groups: Sequence[str], minimum: int) -> set[str]:
    """Groups in which fewer people than ``minimum`` speak, and those that would help to tell them.

    The shares of one group alone could be worked out from those of all groups and of the others.
    """
    speakers = coded.groupby("focus_group")["speaker"].nunique()
    sizes = [int(speakers.get(group, 0)) for group in groups]
    return {groups[cell] for cell in withheld_cells(sizes, minimum)[0]}
