"""What the analysis found, as the documents print it: counts, themes, quotes, saturation.

Numbers stay exactly as the tables have them. ``None`` stands for an empty cell: withheld, or not
known.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from focusgroups.codebook import Theme
from focusgroups.documents.rigour import Agreement, Stability
from focusgroups.themes.saturation_orders import LastGroup

FIGURES = (
    "figure_1_deciles",
    "figure_2_themes_by_group",
    "figure_3_map",
    "figure_4_saturation",
    "figure_5_stability",
    "figure_s1_cooccurrence",
)


@dataclass(frozen=True)
class CandidateFiles:
    """Where the candidate tables and figures lie.

    ``comparison`` is None without a comparison, ``moves`` in a study with one edition of the
    indices. ``images`` and ``alt_texts`` map the stems in ``FIGURES`` to files.
    """

    facts: Path
    participants: Path
    deprivation: Path
    themes: Path
    themes_by_group: Path
    quotes: Path
    sub_themes: Path
    saturation: Path
    saturation_orders: Path
    agreement: Path
    stability: Path
    moves: Path | None
    comparison: Path | None
    images: Mapping[str, Path]
    alt_texts: Mapping[str, Path]

    @classmethod
    def named(cls, files: Mapping[str, Any]) -> "CandidateFiles":
        """From names to paths, as a rule's input has them; other names are ignored.

        ``images`` and ``alt_texts`` are lists, absent where no figure is printed; ``moves`` and
        ``comparison`` may be empty or a list.
        """
        tables = ("facts", "participants", "deprivation", "themes", "themes_by_group", "quotes",
                  "sub_themes", "saturation", "saturation_orders", "agreement",
                  "stability")  # fmt: skip
        return cls(
            **{name: Path(files[name]) for name in tables},
            moves=_optional(files, "moves"),
            comparison=_optional(files, "comparison"),
            images={Path(file).stem: Path(file) for file in files.get("images", ())},
            alt_texts={Path(file).stem: Path(file) for file in files.get("alt_texts", ())},
        )


def _optional(files: Mapping[str, Any], name: str) -> Path | None:
    """The file called ``name``, or the first of a list of them; None where there is none."""
    file = files.get(name) or None
    if file is not None and not isinstance(file, str | Path):
        file = file[0]
    return None if file is None else Path(file)


@dataclass(frozen=True)
class SaturationRule:
    """How saturation was judged, as the config has it: groups, groups, and a share of the base."""

    base_size: int
    run_length: int
    threshold: float


@dataclass(frozen=True)
class CarefulWords:
    """Above which share of all people one says *most*, and up to which *a few*."""

    most: float
    few: float


@dataclass(frozen=True)
class StudyDetails:
    """What the config says of the study and of how its findings may be published."""

    title: str
    date: str | None
    synthetic: bool
    minimum_count: int
    saturation: SaturationRule
    wording: CarefulWords

    @classmethod
    def of(
        cls,
        study: Mapping[str, Any],
        synthetic: bool,
        minimum_count: int,
        saturation: Mapping[str, Any],
        wording: Mapping[str, Any],
    ) -> "StudyDetails":
        """From the config's sections of these names and two of its decided keys."""
        rule, words = SaturationRule(**saturation), CarefulWords(**wording)
        return cls(study["title"], study["date"], synthetic, minimum_count, rule, words)


@dataclass(frozen=True)
class Count:
    """A count of people and its percentage, either of which may be withheld."""

    name: str
    n: int | None
    percent: float | None


@dataclass(frozen=True)
class Characteristic:
    """One characteristic of the participants with its levels in the order of the table."""

    name: str
    levels: tuple[Count, ...]


@dataclass(frozen=True)
class Deprivation:
    """Counts by decile in one domain of one edition.

    Their names are ``1`` to ``10``, ``<=3`` and ``no match``.
    """

    edition: str
    domain: str
    deciles: tuple[Count, ...]

    def count(self, decile: str) -> Count | None:
        """The count of the decile called ``decile``, or None if the table lacks it."""
        return next((count for count in self.deciles if count.name == decile), None)


@dataclass(frozen=True)
class Moves:
    """Counts by move from one edition to a later one in one domain; their names are MOVES."""

    earlier: str
    later: str
    domain: str
    moves: tuple[Count, ...]


@dataclass(frozen=True)
class ReferenceFile:
    """A file in which postcodes or areas were looked up; ``holds`` is `postcodes` or `indices`.

    ``note`` is what was odd about it.
    """

    edition: str
    holds: str
    file: str
    sha256: str
    rows: int
    note: str


@dataclass(frozen=True)
class PublishedQuote:
    """A quote as it may be printed."""

    text: str
    attribution: str
    segment_id: str


@dataclass(frozen=True)
class Pattern:
    """An exploratory pattern: segments of a theme, or of none, with the terms that set it apart."""

    label: str
    segments: int
    participants: int
    focus_groups: int


@dataclass(frozen=True)
class ThemeFinding:
    """Where and how much a theme was spoken about. ``theme`` is None for segments without one.

    ``by_group`` maps each focus group to the theme's percentage of its participants' words,
    ``people_by_group`` to that of its participants.
    """

    theme: Theme | None
    segments: int | None
    participants: int | None
    focus_groups: int | None
    percent_of_words: float | None
    by_group: Mapping[str, float | None] = field(default_factory=dict)
    people_by_group: Mapping[str, float | None] = field(default_factory=dict)
    quotes: tuple[PublishedQuote, ...] = ()
    patterns: tuple[Pattern, ...] = ()


@dataclass(frozen=True)
class SaturationStep:
    """What one more focus group added to the codes seen before it."""

    order: int
    groups_seen: str
    new_codes: int | None
    ratio: float | None
    verdict: str


@dataclass(frozen=True)
class Comparison:
    """One published figure beside the one computed here, as text."""

    figure: str
    published: str
    recomputed: str
    match: bool
    basis: str


@dataclass(frozen=True)
class Findings:
    """Everything that both documents print."""

    study: StudyDetails
    facts: Mapping[str, int | None]
    characteristics: tuple[Characteristic, ...]
    deprivation: tuple[Deprivation, ...]
    moves: tuple[Moves, ...]
    themes: tuple[ThemeFinding, ...]
    unassigned: ThemeFinding | None
    saturation: tuple[SaturationStep, ...]
    last_group: LastGroup | None
    agreement: tuple[Agreement, ...]
    stability: tuple[Stability, ...]
    comparison: tuple[Comparison, ...] | None
    images: Mapping[str, Path]
    alt_texts: Mapping[str, str]
    withheld_cells: int

    def theme_name(self, theme: str) -> str:
        """The printed name of the theme with this id; the id itself if no theme has it."""
        names = {found.theme.id: found.theme.name for found in self.themes if found.theme}
        return names.get(theme, theme)
