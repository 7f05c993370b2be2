"""All that a coding is made of: what was said, the keywords in it, and what people decided."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from focusgroups.codebook import Theme
from focusgroups.tables import in_natural_order
from focusgroups.themes.embeddings import KnownTexts
from focusgroups.themes.human_codings import HumanCodings, decision_matrix
from focusgroups.themes.keywords import KeywordRows, rows_by_keyword
from focusgroups.themes.talk import Talk, hear


@dataclass(frozen=True)
class Material:
    """All that a coding is made of; segments in natural order."""

    segments: pd.DataFrame
    theme_ids: Sequence[str]
    talk: Talk
    found: Sequence[KeywordRows]
    by_people: npt.NDArray[np.float64]
    seed: int

    @property
    def ids(self) -> list[str]:
        """The segments' ids, in their order."""
        return list(self.segments["segment_id"])


def gather_material(
    segments: pd.DataFrame,
    themes: Sequence[Theme],
    evidence: pd.DataFrame,
    human: HumanCodings,
    known: KnownTexts | None,
    seed: int,
) -> Material:
    """Put in natural order and hear what was said.

    ``segments`` needs ``segment_id`` and ``text``; ``evidence`` comes from `find_keywords`;
    ``known`` has vectors of all texts and theme descriptions, for studies that use them.
    """
    ordered = in_natural_order(segments, "segment_id").reset_index(drop=True)
    ids, theme_ids = list(ordered["segment_id"]), [theme.id for theme in themes]
    talk = hear(ids, list(ordered["text"]), themes, known)
    found = rows_by_keyword(evidence, ids, theme_ids)
    return Material(ordered, theme_ids, talk, found, decision_matrix(human, ids, theme_ids), seed)
