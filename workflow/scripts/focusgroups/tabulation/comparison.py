"""The published figures of a study beside the ones computed here."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from focusgroups.codebook import NO_THEME
from focusgroups.errors import StudyError, raise_problems
from focusgroups.tabulation.deprivation import LOW
from focusgroups.yamlfiles import read_yaml

COMPARISON_COLUMNS = ("figure", "published", "recomputed", "match", "basis")
BASES = ("planted", "given", "computed")
PAPER_EDITION = "2019"  # of the indices: the one that the published deciles are of


@dataclass(frozen=True)
class CandidateTables:
    """The tables that figures are read from, as text: what a reader of the release would see."""

    facts: pd.DataFrame
    participants: pd.DataFrame
    deprivation: pd.DataFrame
    themes: pd.DataFrame


@dataclass(frozen=True)
class PaperFigure:
    """One published figure and what a match with it is worth (one of BASES)."""

    figure: str
    value: str
    basis: str


def read_paper_figures(path: str | Path) -> list[PaperFigure]:
    """Read the published figures; each has the keys figure, value and basis.

    Raises StudyError naming every entry that cannot be understood.
    """
    file = Path(path)
    content = read_yaml(file, "paper_figures")
    try:
        entries = list(content["figures"])
    except (KeyError, TypeError):
        raise StudyError(
            f"{file.name}: must hold a list figures; compare config/paper_figures.yaml"
        ) from None
    problems = []
    for number, entry in enumerate(entries, start=1):
        place = f"{file.name} figures[{number}]"
        if not isinstance(entry, dict) or set(entry) != {"figure", "value", "basis"}:
            problems.append(f"{place}: must have the keys figure, value and basis, and no other")
        elif entry["figure"] not in RECOMPUTED:
            problems.append(f"{place}: unknown figure; known are {', '.join(RECOMPUTED)}")
        elif entry["basis"] not in BASES:
            problems.append(f"{place}: basis must be one of {', '.join(BASES)}")
    raise_problems(problems)
    return [PaperFigure(e["figure"], str(e["value"]), e["basis"]) for e in entries]


def compare(figures: Sequence[PaperFigure], tables: CandidateTables) -> pd.DataFrame:
    """Each published figure beside the recomputed one; COMPARISON_COLUMNS, in the order given.

    ``match`` is `true` where both are the same text. What the tables do not tell (withheld, or not
    known) is empty and no match.
    """
    rows = []
    for figure in figures:
        found = RECOMPUTED[figure.figure](tables)
        match = "true" if found == figure.value else "false"
        rows.append((figure.figure, figure.value, found, match, figure.basis))
    return pd.DataFrame(rows, columns=list(COMPARISON_COLUMNS))


def _cell(table: pd.DataFrame, column: str, **where: str) -> str:
    """The cell of ``column`` in the first row that fits ``where`` without regard to case, or ""."""
    for name, value in where.items():
        table = table[table[name].str.casefold() == value.casefold()]
    return "" if table.empty else str(table.iloc[0][column])


def _fact(name: str) -> Callable[[CandidateTables], str]:
    return lambda tables: _cell(tables.facts, "value", fact=name)


def _level(characteristic: str, level: str) -> Callable[[CandidateTables], str]:
    return lambda tables: _cell(
        tables.participants, "n", characteristic=characteristic, level=level
    )


def _decile(domain: str, decile: str) -> Callable[[CandidateTables], str]:
    return lambda tables: _cell(
        tables.deprivation, "n", edition=PAPER_EDITION, domain=domain, decile=decile
    )


def _minutes(tables: CandidateTables) -> str:
    shortest, longest = _fact("minutes_min")(tables), _fact("minutes_max")(tables)
    return f"{shortest} to {longest}" if shortest and longest else ""


def _age_range(tables: CandidateTables) -> str:
    """The level of age that is a range; bands are written with a hyphen."""
    people = tables.participants
    levels = people.loc[people["characteristic"] == "age", "level"]
    return next((level for level in levels if re.fullmatch(r"[\d.]+ to [\d.]+", level)), "")


def _themes(tables: CandidateTables) -> str:
    """How many themes participants spoke about at all; nobody knows where all are withheld."""
    named = tables.themes.loc[tables.themes["theme"] != NO_THEME, "segments"]
    return str(int((named != "0").sum())) if (named != "").any() or named.empty else ""


RECOMPUTED: Mapping[str, Callable[[CandidateTables], str]] = {
    **{
        name: _fact(name)
        for name in (
            "invited",
            "focus_groups",
            "scheduled_groups",
            "added_groups",
            "participants",
            "sites",
        )
    },
    "minutes": _minutes,
    "age_range": _age_range,
    "female": _level("gender", "female"),
    "white_british": _level("ethnicity", "white british"),
    "single": _level("marital_status", "single"),
    "imd_decile_3_or_below": _decile("imd", LOW),
    "health_decile_3_or_below": _decile("health", LOW),
    "imd_decile_1": _decile("imd", "1"),
    "themes": _themes,
}
