"""All that leads from a published number or quote to its rows, read from working and candidate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from focusgroups.naturalorder import natural_key
from focusgroups.tables import read_table

# Working tables by the names under which they are read here, and the rule that makes each.
WORKING_TABLES: Mapping[str, tuple[str, str]] = {
    "segments": ("segments.csv", "segment_turns"),
    "coding": ("coding.csv", "code_themes"),
    "evidence": ("keyword_evidence.csv", "code_themes"),
    "thresholds": ("theme_thresholds.csv", "code_themes"),
    "clusters": ("clusters.csv", "cluster_themes"),
    "proposals": ("quotes_proposed.csv", "select_quotes"),
    "participants": ("participants.csv", "link_deprivation"),
    "deprivation_counts": ("deprivation_counts.csv", "link_deprivation"),
    "deprivation_moves": ("deprivation_moves.csv", "link_deprivation"),
    "stability": ("stability.csv", "measure_stability"),
}
TURNS, TRAIL = "turns", "trail"  # folders with a table per focus group
OF_GROUPS: Mapping[str, tuple[str, str]] = {
    TURNS: ("turns/{group}.csv", "redact_transcripts"),
    TRAIL: ("trail/{group}.csv", "redact_transcripts"),
}

SEGMENT, TURN = "segment_id", "turn_id"


@dataclass(frozen=True)
class TrailFiles:
    """Where these tables lie: those of WORKING_TABLES by name, one per group, all published."""

    working: Mapping[str, Path]
    turns: Sequence[Path]
    trail: Sequence[Path]
    published: Sequence[Path]

    @classmethod
    def named(cls, files: Mapping[str, Any]) -> "TrailFiles":
        """From a mapping of these names, and of the working tables', to paths as text."""
        return cls(
            working={name: Path(files[name]) for name in WORKING_TABLES},
            turns=[Path(path) for path in files["turns"]],
            trail=[Path(path) for path in files["trail"]],
            published=[Path(path) for path in files["published"]],
        )

    @classmethod
    def in_rooms(cls, results: Path) -> "TrailFiles":
        """The tables as they lie in a study's results."""
        working = results / "working"
        return cls(
            working={name: working / file for name, (file, _) in WORKING_TABLES.items()},
            turns=sorted((working / TURNS).glob("[!.]*.csv")),
            trail=sorted((working / TRAIL).glob("[!.]*.csv")),
            published=sorted((results / "candidate").rglob("[!.]*.csv")),
        )


@dataclass(frozen=True)
class Material:
    """The tables of a study, cells as text but for offsets, numbers of words, scores and ranks.

    ``published`` maps the stems of candidate tables to them, in the order of the paper; ``order``
    has the groups as they were held, empty where that is not known.
    """

    turns: pd.DataFrame
    trail: pd.DataFrame
    segments: pd.DataFrame
    coding: pd.DataFrame
    evidence: pd.DataFrame
    thresholds: pd.DataFrame
    clusters: pd.DataFrame
    proposals: pd.DataFrame
    participants: pd.DataFrame
    deprivation_counts: pd.DataFrame
    deprivation_moves: pd.DataFrame
    stability: pd.DataFrame
    published: Mapping[str, pd.DataFrame]
    order: Sequence[str] = field(default=())

    @property
    def groups(self) -> list[str]:
        """The focus groups in natural order."""
        return sorted(set(self.turns["focus_group"]), key=natural_key)


def read_material(files: TrailFiles, order: Sequence[str] = ()) -> Material:
    """Read all tables of ``files``."""
    numbers: Mapping[str, dict[str, Any]] = {
        "segments": {"integers": ["n_words"]},
        "coding": {"integers": ["rank"], "floats": ["score"]},
        "evidence": {"integers": ["start", "end"]},
        "thresholds": {"floats": ["threshold"]},
    }
    return Material(
        turns=_joined(files.turns),
        trail=_joined(files.trail),
        published={path.stem: read_table(path) for path in files.published},
        order=tuple(order),
        **{
            name: read_table(files.working[name], **numbers.get(name, {}))
            for name in WORKING_TABLES
        },
    )


def _joined(files: Sequence[Path]) -> pd.DataFrame:
    ordered = sorted(files, key=lambda file: natural_key(file.stem))
    return pd.concat(map(read_table, ordered), ignore_index=True)
