"""Reading the candidate tables into the findings that documents print."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from focusgroups.codebook import NO_THEME, Theme, read_codebook
from focusgroups.documents.findings import (
    CandidateFiles,
    Characteristic,
    Comparison,
    Count,
    Deprivation,
    Findings,
    Moves,
    Pattern,
    PublishedQuote,
    ReferenceFile,
    SaturationStep,
    StudyDetails,
    ThemeFinding,
)
from focusgroups.documents.rigour import read_agreement, read_last_group, read_stability
from focusgroups.documents.tablerows import number, rows_of, whole
from focusgroups.errors import StudyError
from focusgroups.tables import read_table
from focusgroups.tabulation.themes import SHARES_BY_GROUP

# Every fact that a document may ask for; an older table may lack some.
FACTS = ("focus_groups", "scheduled_groups", "added_groups", "participants", "sites",
         "minutes_min", "minutes_max", "invited", "participant_turns", "participant_words",
         "segments", "suggested_segments", "unattributed_turns")  # fmt: skip

# A theme without a row in the table was not spoken about.
NOTHING: Mapping[str, Any] = {
    "segments": 0,
    "participants": 0,
    "focus_groups": 0,
    "percent_of_words": 0.0,
}


def gather(files: CandidateFiles, codebook: Path, study: StudyDetails) -> Findings:
    """Read all candidate tables of a study.

    Raises StudyError when a table speaks of a theme that the codebook does not have.
    """
    participants = read_table(files.participants, integers=["n"], floats=["percent"])
    deprivation = read_table(files.deprivation, integers=["n"], floats=["percent"])
    moves = _moves(files.moves)
    counts = ["segments", "participants", "focus_groups"]
    themes = read_table(files.themes, integers=counts, floats=["percent_of_words"])
    by_group = read_table(files.themes_by_group, floats=SHARES_BY_GROUP)
    if by_group["percent_of_words"].isna().all():
        by_group = by_group.iloc[:0]  # nothing of it is published, so nothing is printed
    quotes, patterns = read_table(files.quotes), read_table(files.sub_themes, integers=counts)
    found, unassigned = _themes(themes, by_group, quotes, patterns, codebook)
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
        moves=tuple(
            Moves(str(earlier), str(later), str(domain), _counts(rows, "move"))
            for (earlier, later, domain), rows in moves.groupby(
                ["edition_from", "edition_to", "domain"], sort=False
            )
        ),
        themes=found,
        unassigned=unassigned,
        saturation=_saturation(files.saturation),
        last_group=read_last_group(files.saturation, files.saturation_orders),
        agreement=read_agreement(files.agreement),
        stability=read_stability(files.stability),
        comparison=None if files.comparison is None else _comparison(files.comparison),
        images=dict(files.images),
        alt_texts={
            key: " ".join(path.read_text(encoding="utf-8").split())
            for key, path in files.alt_texts.items()
        },
        withheld_cells=_withheld(study, participants, deprivation, moves, themes, by_group),
    )


def read_reference_files(path: Path) -> tuple[ReferenceFile, ...]:
    """The files in which postcodes were looked up: `reference_files.csv` of the working room."""
    table = read_table(path, integers=["rows"])
    return tuple(
        ReferenceFile(
            str(row["edition"]),
            str(row["holds"]),
            str(row["file"]),
            str(row["sha256"]),
            int(row["rows"]),
            str(row["note"]),
        )
        for row in rows_of(table)
    )


def _moves(path: Path | None) -> pd.DataFrame:
    """Table 2b, without rows where the study has none."""
    if path is None:
        return pd.DataFrame(columns=["edition_from", "edition_to", "domain", "move", "n"])
    return read_table(path, integers=["n"], floats=["percent"])


def _facts(table: pd.DataFrame) -> dict[str, int | None]:
    known = {str(row["fact"]): whole(row["value"]) for row in rows_of(table)}
    return {fact: known.get(fact) for fact in FACTS}


def _counts(table: pd.DataFrame, name: str) -> tuple[Count, ...]:
    return tuple(
        Count(str(row[name]), whole(row["n"]), number(row["percent"])) for row in rows_of(table)
    )


def _themes(
    table: pd.DataFrame,
    by_group: pd.DataFrame,
    quotes: pd.DataFrame,
    patterns: pd.DataFrame,
    codebook: Path,
) -> tuple[tuple[ThemeFinding, ...], ThemeFinding | None]:
    """The themes in codebook order, and what was said outside all of them."""
    themes = read_codebook(codebook)
    known = {theme.id for theme in themes} | {NO_THEME}
    tables = {"table_3_themes": table, "table_4_quotes": quotes, "sub_themes": patterns}
    for name, rows in tables.items():
        if not set(rows["theme"]) <= known:
            raise StudyError(
                f"{name}.csv: a theme is not in {codebook.name}; run the analysis again"
            )
    counted = {str(row["theme"]): row for row in rows_of(table)}
    found = tuple(
        _theme(theme, counted.get(theme.id, NOTHING), theme.id, by_group, quotes, patterns)
        for theme in themes
    )
    rest = counted.get(NO_THEME)
    if rest is None:
        return found, None
    return found, _theme(None, rest, NO_THEME, by_group, quotes, patterns)


def _theme(
    theme: Theme | None,
    row: Mapping[str, Any],
    name: str,
    by_group: pd.DataFrame,
    quotes: pd.DataFrame,
    patterns: pd.DataFrame,
) -> ThemeFinding:
    return ThemeFinding(
        theme=theme,
        segments=whole(row["segments"]),
        participants=whole(row["participants"]),
        focus_groups=whole(row["focus_groups"]),
        percent_of_words=number(row["percent_of_words"]),
        by_group=_by_group(by_group, name, "percent_of_words"),
        people_by_group=_by_group(by_group, name, "percent_of_participants"),
        quotes=tuple(
            PublishedQuote(str(quote["quote"]), str(quote["attribution"]), str(quote["segment_id"]))
            for quote in rows_of(quotes[quotes["theme"] == name])
        ),
        patterns=tuple(
            Pattern(
                str(row["label"]),
                int(row["segments"]),
                int(row["participants"]),
                int(row["focus_groups"]),
            )
            for row in rows_of(patterns[patterns["theme"] == name])
        ),
    )


def _by_group(table: pd.DataFrame, theme: str, share: str) -> dict[str, float | None]:
    rows = rows_of(table[table["theme"] == theme])
    return {str(cell["focus_group"]): number(cell[share]) for cell in rows}


def _saturation(path: Path) -> tuple[SaturationStep, ...]:
    table = read_table(path, integers=["order", "new_codes"], floats=["ratio"])
    return tuple(
        SaturationStep(
            int(row["order"]),
            str(row["groups_seen"]),
            whole(row["new_codes"]),
            number(row["ratio"]),
            str(row["verdict"]),
        )
        for row in rows_of(table)
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
        for row in rows_of(read_table(path))
    )


def _withheld(study: StudyDetails, *tables: pd.DataFrame) -> int:
    """How many cells the tables leave empty because of the minimum count."""
    if not study.minimum_count:
        return 0
    counted = [table[["n"]] if "n" in table else table for table in tables]
    return sum(int(cells.isna().to_numpy().sum()) for cells in counted)
