"""What human coders decided: read, checked against the text they saw, and brought together."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from focusgroups.sheets import CODING, Row, is_consensus, listed, read_rows


@dataclass
class HumanCodings:
    """Decisions of people: ``decisions`` maps (segment_id, theme id) to whether the theme applies.

    The counts say what was left out: ``unknown`` rows for segments that do not exist,
    ``outdated`` rows made for other text, ``split`` decisions where coders were even.
    """

    decisions: dict[tuple[str, str], bool] = field(default_factory=dict)
    unknown: int = 0
    outdated: int = 0
    split: int = 0

    @property
    def segments(self) -> set[str]:
        """The segments that a person has decided at least one theme of."""
        return {segment_id for segment_id, _ in self.decisions}


@dataclass(frozen=True)
class UsableCodings:
    """What one coder decided: the ``themes`` of each coded segment, and what is left out.

    ``unknown`` are the ids in rows for segments that do not exist, ``outdated`` those in rows made
    for other text; one per row, as the rows come.
    """

    themes: Mapping[str, frozenset[str]]
    unknown: Sequence[str]
    outdated: Sequence[str]


def read_codings(
    paths: Sequence[Path], segments: pd.DataFrame, theme_ids: Sequence[str]
) -> HumanCodings:
    """What the coders of the sheets ``paths``, named after the files, decided together.

    ``segments`` needs ``segment_id`` and ``text_check``.
    """
    return combine_codings(coding_rows(paths), text_checks_of(segments), theme_ids)


def coding_rows(paths: Sequence[Path]) -> dict[str, list[Row]]:
    """The rows of each coder's sheet, by the file's name."""
    return {path.stem: read_rows(CODING, path) for path in paths}


def text_checks_of(segments: pd.DataFrame) -> dict[str, str]:
    """The text_check of each segment."""
    return dict(zip(segments["segment_id"], segments["text_check"], strict=True))


def combine_codings(
    coders: Mapping[str, Sequence[Row]], text_checks: Mapping[str, str], theme_ids: Sequence[str]
) -> HumanCodings:
    """Bring the coders' sheets together.

    ``coders`` maps a coder's name to the rows of their sheet; ``text_checks`` maps the segments
    that exist to their present text_check. The consensus sheet decides the segments it holds;
    elsewhere a theme applies when more than half of the coders of that segment gave it. Where as
    many gave it as not, nobody has decided and the model's proposal stands.
    """
    usable = {coder: usable_codings(rows, text_checks) for coder, rows in coders.items()}
    return combine_usable(usable, theme_ids)


def combine_usable(coders: Mapping[str, UsableCodings], theme_ids: Sequence[str]) -> HumanCodings:
    """Like `combine_codings`, of what each coder decided."""
    result = HumanCodings()
    votes: dict[str, dict[str, frozenset[str]]] = {}
    for coder in sorted(coders):
        result.unknown += len(coders[coder].unknown)
        result.outdated += len(coders[coder].outdated)
        for segment_id, themes in coders[coder].themes.items():
            votes.setdefault(segment_id, {})[coder] = themes
    for segment_id, voters in votes.items():
        settled = [themes for coder, themes in voters.items() if is_consensus(coder)]
        given = settled or list(voters.values())
        counts = Counter(theme for themes in given for theme in themes)
        for theme in theme_ids:
            if 2 * counts[theme] == len(given):
                result.split += 1
            else:
                result.decisions[segment_id, theme] = 2 * counts[theme] > len(given)
    return result


def usable_codings(rows: Sequence[Row], text_checks: Mapping[str, str]) -> UsableCodings:
    """The rows of one coder's sheet that are about segments as they are now.

    ``text_checks`` maps the segments that exist to their present text_check. A row decides all
    themes of its segment: those listed apply, the others do not.
    """
    themes: dict[str, frozenset[str]] = {}
    unknown: list[str] = []
    outdated: list[str] = []
    for row in rows:
        segment_id = row["segment_id"]
        if segment_id not in text_checks:
            unknown.append(segment_id)
        elif row["text_check"] not in ("", text_checks[segment_id]):
            outdated.append(segment_id)
        else:
            themes[segment_id] = frozenset(listed(row["theme"]))
    return UsableCodings(themes, unknown, outdated)


def decision_matrix(
    human: HumanCodings, ids: Sequence[str], theme_ids: Sequence[str]
) -> npt.NDArray[np.float64]:
    """People's decisions as 1, 0 and NaN (nobody decided), segments by themes."""
    row = {segment_id: position for position, segment_id in enumerate(ids)}
    column = {theme: position for position, theme in enumerate(theme_ids)}
    decided = np.full((len(ids), len(theme_ids)), np.nan)
    for (segment_id, theme), applies in human.decisions.items():
        decided[row[segment_id], column[theme]] = applies
    return decided
