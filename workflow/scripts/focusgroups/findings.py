"""What the analysis found: the candidate tables, gathered for the documents that print them.

Numbers stay exactly as the tables have them. ``None`` stands for an empty cell: withheld, or not
known.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from focusgroups.codebook import Theme, read_codebook
from focusgroups.errors import StudyError
from focusgroups.tables import read_table

NO_THEME = "none"
NOTHING: Mapping[str, Any] = {
    "segments": 0,
    "participants": 0,
    "focus_groups": 0,
    "percent_of_words": 0.0,
}
UP_TO_THREE = "<=3"
NO_MATCH = "no match"
OVERALL, HEALTH = "imd", "health"

FACTS = ("focus_groups", "scheduled_groups", "added_groups", "participants", "sites",
         "minutes_min", "minutes_max", "invited", "participant_turns", "participant_words",
         "segments", "unattributed_turns")  # fmt: skip

FIGURES = ("figure_1_deciles", "figure_2_themes_by_group", "figure_3_map", "figure_4_saturation")


@dataclass(frozen=True)
class CandidateFiles:
    """Where the candidate tables and figures lie; ``comparison`` is None without a comparison.

    ``images`` and ``alt_texts`` map the stems in ``FIGURES`` to files.
    """

    facts: Path
    participants: Path
    deprivation: Path
    themes: Path
    themes_by_group: Path
    quotes: Path
    saturation: Path
    comparison: Path | None
    images: Mapping[str, Path]
    alt_texts: Mapping[str, Path]

    @classmethod
    def named(cls, files: Mapping[str, Any]) -> "CandidateFiles":
        """From names to paths, as a rule's input has them; other names are ignored.

        ``images`` and ``alt_texts`` are lists, ``comparison`` may be empty or a list.
        """
        tables = ("facts", "participants", "deprivation", "themes", "themes_by_group", "quotes",
                  "saturation")  # fmt: skip
        comparison = files.get("comparison") or None
        if comparison is not None and not isinstance(comparison, str | Path):
            comparison = comparison[0]
        return cls(
            **{name: Path(files[name]) for name in tables},
            comparison=None if comparison is None else Path(comparison),
            images={Path(file).stem: Path(file) for file in files["images"]},
            alt_texts={Path(file).stem: Path(file) for file in files["alt_texts"]},
        )


@dataclass(frozen=True)
class SaturationRule:
    """How saturation was judged, as the config has it: groups, groups, and a share of the base."""

    base_size: int
    run_length: int
    threshold: float


@dataclass(frozen=True)
class StudyDetails:
    """What the config says of the study and of how its findings may be published."""

    title: str
    date: str | None
    synthetic: bool
    minimum_count: int
    saturation: SaturationRule

    @classmethod
    def of(
        cls,
        study: Mapping[str, Any],
        synthetic: bool,
        minimum_count: int,
        saturation: Mapping[str, Any],
    ) -> "StudyDetails":
        """From the config's sections ``study`` and ``saturation`` and two of its decided keys."""
        rule = SaturationRule(**saturation)
        return cls(study["title"], study["date"], synthetic, minimum_count, rule)


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
class PublishedQuote:
    """A quote as it may be printed."""

    text: str
    attribution: str
    segment_id: str


@dataclass(frozen=True)
class ThemeFinding:
    """Where and how much a theme was spoken about. ``theme`` is None for segments without one.

    ``by_group`` maps each focus group to the theme's percentage of its participants' words.
    """

    theme: Theme | None
    segments: int | None
    participants: int | None
    focus_groups: int | None
    percent_of_words: float | None
    by_group: Mapping[str, float | None] = field(default_factory=dict)
    quotes: tuple[PublishedQuote, ...] = ()


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
    """Everything that the documents print."""

    study: StudyDetails
    facts: Mapping[str, int | None]
    characteristics: tuple[Characteristic, ...]
    deprivation: tuple[Deprivation, ...]
    themes: tuple[ThemeFinding, ...]
    unassigned: ThemeFinding | None
    saturation: tuple[SaturationStep, ...]
    comparison: tuple[Comparison, ...] | None
    images: Mapping[str, Path]
    alt_texts: Mapping[str, str]
    withheld_cells: int


def gather(files: CandidateFiles, codebook: Path, study: StudyDetails) -> Findings:
    """Read all candidate tables of a study.

    Raises StudyError when a table speaks of a theme that the codebook does not have.
    """
    participants = read_table(files.participants, integers=["n"], floats=["percent"])
    deprivation = read_table(files.deprivation, integers=["n"], floats=["percent"])
    counts = ["segments", "participants", "focus_groups"]
    themes = read_table(files.themes, integers=counts, floats=["percent_of_words"])
    by_group = read_table(files.themes_by_group, floats=["percent_of_words"])
    found, unassigned = _themes(themes, by_group, read_table(files.quotes), codebook)
    return Findings(
        study=study,
        facts=_facts(read_table(files.facts, integers=["value"])),
        characteristics=tuple(
            Characteristic(str(name), _counts(rows, "level"))
            for name, rows in participants.groupby("characteristic", sort=False)
        ),
        deprivation=tuple(
            Deprivation(str(edition), str(domain), _counts(rows, "decile"))
            for (edition, domain), rows in deprivation.groupby(["edition", "domain"], sort=False)
        ),
        themes=found,
        unassigned=unassigned,
        saturation=_saturation(files.saturation),
        comparison=None if files.comparison is None else _comparison(files.comparison),
        images=dict(files.images),
        alt_texts={
            key: " ".join(path.read_text(encoding="utf-8").split())
            for key, path in files.alt_texts.items()
        },
        withheld_cells=_withheld(study, participants, deprivation, themes[counts], by_group),
    )


def _facts(table: pd.DataFrame) -> dict[str, int | None]:
    known = {str(row["fact"]): _whole(row["value"]) for row in _rows(table)}
    return {fact: known.get(fact) for fact in FACTS}


def _counts(table: pd.DataFrame, name: str) -> tuple[Count, ...]:
    return tuple(
        Count(str(row[name]), _whole(row["n"]), _number(row["percent"])) for row in _rows(table)
    )


def _themes(
    table: pd.DataFrame, by_group: pd.DataFrame, quotes: pd.DataFrame, codebook: Path
) -> tuple[tuple[ThemeFinding, ...], ThemeFinding | None]:
    """The themes in codebook order, and what was said outside all of them."""
    themes = read_codebook(codebook)
    known = {theme.id for theme in themes} | {NO_THEME}
    for name, rows in (("table_3_themes", table), ("table_4_quotes", quotes)):
        if not set(rows["theme"]) <= known:
            raise StudyError(
                f"{name}.csv: a theme is not in {codebook.name}; run the analysis again"
            )
    counted = {str(row["theme"]): row for row in _rows(table)}
    found = tuple(
        _theme(theme, counted.get(theme.id, NOTHING), theme.id, by_group, quotes)
        for theme in themes
    )
    rest = counted.get(NO_THEME)
    return found, None if rest is None else _theme(None, rest, NO_THEME, by_group, quotes)


def _theme(
    theme: Theme | None,
    row: Mapping[str, Any],
    name: str,
    by_group: pd.DataFrame,
    quotes: pd.DataFrame,
) -> ThemeFinding:
    return ThemeFinding(
        theme=theme,
        segments=_whole(row["segments"]),
        participants=_whole(row["participants"]),
        focus_groups=_whole(row["focus_groups"]),
        percent_of_words=_number(row["percent_of_words"]),
        by_group={
            str(cell["focus_group"]): _number(cell["percent_of_words"])
            for cell in _rows(by_group[by_group["theme"] == name])
        },
        quotes=tuple(
            PublishedQuote(str(quote["quote"]), str(quote["attribution"]), str(quote["segment_id"]))
            for quote in _rows(quotes[quotes["theme"] == name])
        ),
    )


def _saturation(path: Path) -> tuple[SaturationStep, ...]:
    table = read_table(path, integers=["order", "new_codes"], floats=["ratio"])
    return tuple(
        SaturationStep(
            int(row["order"]),
            str(row["groups_seen"]),
            _whole(row["new_codes"]),
            _number(row["ratio"]),
            str(row["verdict"]),
        )
        for row in _rows(table)
    )


def _comparison(path: Path) -> tuple[Comparison, ...]:
    return tuple(
        Comparison(
            str(row["figure"]),
            str(row["published"]),
            str(row["recomputed"]),
            str(row["match"]).casefold() == "true",
            str(row["basis"]),
        )
        for row in _rows(read_table(path))
    )


def _withheld(study: StudyDetails, *tables: pd.DataFrame) -> int:
    """How many counts the tables leave empty because of the minimum count."""
    if not study.minimum_count:
        return 0
    counted = [table[["n"]] if "n" in table else table for table in tables]
    return sum(int(cells.isna().to_numpy().sum()) for cells in counted)


def _rows(table: pd.DataFrame) -> Sequence[Mapping[str, Any]]:
    return [dict(zip(table.columns, row, strict=True)) for row in table.itertuples(index=False)]


def _whole(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)


def _number(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)
