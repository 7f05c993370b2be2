"""The numbers of the released tables, as a document may print them: an account of its own.

``table_rows`` says what the rows of each printed table must be, by its title; ``sayable`` which
numbers running text may say under each heading, each named by what it is. Nothing here uses the
code that writes the documents.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

Cells = tuple[str, ...]
OVERALL_INDEX, HEALTH = "imd", "health"


class Release:
    """The tables of a study's candidate folder by their stems, and what its config says.

    Cells are text; ``quotes`` come from the table of quotes.
    """

    def __init__(self, folder: Path, codebook: Path, settings: Mapping[str, Any]) -> None:
        self.tables = {
            path.stem: pd.read_csv(path, dtype=str, keep_default_na=False).to_dict("records")
            for path in sorted(folder.rglob("*.csv"))
            if not path.stem.startswith("figure_")  # what a figure draws is looked at with it
        }
        themes = yaml.safe_load(codebook.read_text(encoding="utf-8"))["themes"]
        self.names = {theme["id"]: theme["name"] for theme in themes} | {"none": "No theme"}
        self.settings = settings

    def rows(self, table: str, **where: str) -> list[dict[str, str]]:
        """The rows of a table that have these values; none where there is no such table."""
        found = self.tables.get(table, [])
        return [row for row in found if all(row[key] == value for key, value in where.items())]

    def fact(self, name: str) -> str:
        return next((row["value"] for row in self.rows("study_facts", fact=name)), "")


# --- Cells --------------------------------------------------------------------------------------


def whole(cell: str) -> str:
    return f"{int(cell):,}" if cell else "withheld"


def tenth(cell: str) -> str:
    return f"{float(cell):.1f}" if cell else "withheld"


def hundredth(cell: str) -> str:
    return f"{float(cell):.2f}" if cell else "–"


def share(cell: str) -> str:
    return f"{float(cell):.1f}" if cell else "–"


def with_percent(row: Mapping[str, str]) -> str:
    return f"{whole(row['n'])} ({tenth(row['percent'])})" if row["n"] else "withheld"


def with_interval(row: Mapping[str, str], name: str, written: Callable[[str], str]) -> str:
    if not row[name]:
        return "–"
    if not row[f"{name}_low"]:
        return written(row[name])
    return f"{written(row[name])} ({written(row[name + '_low'])} to {written(row[name + '_high'])})"


# --- Tables -------------------------------------------------------------------------------------


def characteristics(release: Release) -> list[Cells]:
    return [(with_percent(row),) for row in release.rows("table_1_participants")]


def deciles(release: Release) -> list[Cells]:
    lines: dict[tuple[str, str], dict[str, str]] = {}
    for row in release.rows("table_2_deprivation"):
        cell = with_percent(row) if row["decile"] == "<=3" else whole(row["n"])
        line = lines.setdefault((row["edition"], row["domain"]), {})
        line[row["decile"]] = "w" if cell == "withheld" else cell
    columns = [*map(str, range(1, 11)), "<=3", "no match"]
    return [tuple(line.get(column, "–") for column in columns) for line in lines.values()]


def moves(release: Release) -> list[Cells]:
    lines: dict[str, list[str]] = {}
    for row in release.rows("table_2b_deprivation_moves"):
        lines.setdefault(row["domain"], []).append(with_percent(row))
    return [tuple(line) for line in lines.values()]


def themes(release: Release) -> list[Cells]:
    counts = ("segments", "participants", "focus_groups")
    return [
        (*(whole(row[name]) for name in counts), tenth(row["percent_of_words"]))
        for row in release.rows("table_3_themes")
    ]


def by_group(release: Release) -> list[Cells]:
    lines: dict[tuple[str, str], list[str]] = {}
    for name in ("percent_of_words", "percent_of_participants"):
        for row in release.rows("themes_by_group"):
            lines.setdefault((name, row["focus_group"]), []).append(tenth(row[name]))
    return [tuple(line) for line in lines.values()]


def steps(release: Release) -> list[Cells]:
    return [
        (
            whole(row["new_codes"]),
            f"{100 * float(row['ratio']):.1f} %" if row["ratio"] else "–",
            row["verdict"],
        )
        for row in release.rows("saturation")
    ]


def agreement(release: Release, overall: bool) -> list[Cells]:
    return [
        (
            whole(row["segments"]),
            with_interval(row, "percent", share),
            *(with_interval(row, name, hundredth) for name in ("kappa", "ac1", "alpha")),
        )
        for row in release.rows("agreement")
        if (row["theme"] == "overall") == overall
    ]


def stability(release: Release, overall: bool) -> list[Cells]:
    lines = []
    for row in release.rows("stability"):
        if (row["theme"] == "overall") == overall:
            ends = sorted(int(row[name]) for name in ("rank_low", "rank_high") if row[name])
            place = " to ".join(map(str, dict.fromkeys(ends))) or "–"
            names = ("kept_median", "kept_low", "quotes_median", "quotes_low")
            shares = [share(row[name]) for name in names]
            lines.append((whole(row["runs"]), *([] if overall else [place]), *shares))
    return lines


def codebook(release: Release) -> list[Cells]:
    lines = []
    for row in release.rows("codebook_check"):
        of = f"{whole(row['segments'])} of {whole(row['of_segments'])}"
        of = "withheld" if of == "withheld of withheld" else of
        lines.append((of, row["keyword"] or "–", " ".join(row["advice"].split())))
    return lines


def doubted(release: Release) -> list[dict[str, str]]:
    """Keywords in eight segments or more with a trust below 0.7, as the appendix promises."""
    return [row for row in judged(release) if float(row["trust"]) < 0.7]


def judged(release: Release) -> list[dict[str, str]]:
    return [row for row in release.rows("keywords") if int(row["segments"] or 0) >= 8]


def keywords(release: Release) -> list[Cells]:
    return [(r["keyword"], whole(r["segments"]), hundredth(r["trust"])) for r in doubted(release)]


def patterns(release: Release) -> list[Cells]:
    names = ("segments", "participants", "focus_groups")
    return [tuple(whole(row[name]) for name in names) for row in release.rows("sub_themes")]


def comparison(release: Release) -> list[Cells]:
    return [(row["published"], row["recomputed"]) for row in release.rows("paper_comparison")]


TABLES: Mapping[str, Callable[[Release], list[Cells]]] = {
    "Characteristics of the participants": characteristics,
    "Participants by deprivation decile of their area (1 = most deprived)": deciles,
    "Participants by the decile of their area in 2025, compared with 2019": moves,
    "Themes and how widely they were spoken about": themes,
    "Themes by focus group, in per cent of its words and of its participants": by_group,
    "New codes with each further focus group": steps,
    "Agreement on all themes together": lambda release: agreement(release, overall=True),
    "Agreement by theme": lambda release: agreement(release, overall=False),
    "What stays of all themes when a part of the study is left out": (
        lambda release: stability(release, overall=True)
    ),
    "What stays of each theme when a part of the study is left out": (
        lambda release: stability(release, overall=False)
    ),
    "What the codebook’s keywords find": codebook,
    "Keywords said where the talk is unlike their theme’s other talk": keywords,
    "Exploratory patterns within the themes": patterns,
    "Published and recomputed figures": comparison,
}


# --- Running text -------------------------------------------------------------------------------

Named = dict[str, set[str]]  # what a number is, and how it may be written


def plain(cells: Iterable[str]) -> set[str]:
    return {str(int(cell)) for cell in cells if cell}


def tenths(cells: Iterable[str | float]) -> set[str]:
    return {f"{float(cell):.1f}" for cell in cells if cell != ""}


def hundredths(cells: Iterable[str]) -> set[str]:
    return {f"{float(cell):.2f}".replace("-0.00", "0.00") for cell in cells if cell}


def percent_of(part: str, total: str) -> set[str]:
    """round(100 n / total, 1)"""
    return {f"{100 * int(part) / int(total):.1f}"} if part and total else set()


def column(rows: Sequence[Mapping[str, str]], *names: str) -> list[str]:
    return [row[name] for row in rows for name in names]


def of_participants(release: Release) -> Named:
    rows = release.rows("table_1_participants")
    facts = [row["value"] for row in release.rows("study_facts")]
    digits = {part for row in rows for part in "".join(
        c if c.isdigit() else " " for c in row["level"]).split()}  # fmt: skip
    invited = percent_of(release.fact("participants"), release.fact("invited"))
    return {
        "facts": plain(facts),
        "counts": plain(column(rows, "n")),
        "percentages": tenths(column(rows, "percent")),
        "took part, of those invited": invited,
        "ages and other levels": digits,
    }


def of_deprivation(release: Release) -> Named:
    told = [
        row
        for row in release.rows("table_2_deprivation")
        if row["domain"] in (OVERALL_INDEX, HEALTH) and row["decile"] in ("<=3", "1", "no match")
    ]
    moved = release.rows("table_2b_deprivation_moves", domain=OVERALL_INDEX)
    return {
        "participants": plain([release.fact("participants")]),
        "counts": plain(column([*told, *moved], "n")),
        "percentages": tenths(column([*told, *moved], "percent")),
        "editions": set(column(told, "edition")),
    }


def of_all_themes(release: Release) -> Named:
    rows = release.rows("table_3_themes")
    named = [row for row in rows if row["theme"] != "none"]
    rest = [row for row in rows if row["theme"] == "none"]
    people = sorted(int(row["participants"]) for row in named if row["participants"])
    return {
        "facts": plain(release.fact(f) for f in (
            "participants", "participant_turns", "participant_words", "segments",
            "unattributed_turns", "focus_groups")),
        "number of themes": {str(len(named))},
        "fewest and most participants": {str(people[0]), str(people[-1])} if people else set(),
        "talk without a theme": plain(column(rest, "segments"))
        | tenths(column(rest, "percent_of_words")),
    }  # fmt: skip


def of_theme(release: Release, theme: str) -> Named:
    rows = release.rows("table_3_themes", theme=theme)
    total = release.fact("participants")
    within = release.rows("sub_themes", theme=theme)
    return {
        "counts": plain(column(rows, "segments", "participants", "focus_groups")),
        "totals": plain([total, release.fact("focus_groups")]),
        "percentage of participants": percent_of(rows[0]["participants"], total),
        "percentage of words": tenths(column(rows, "percent_of_words")),
        "percentages of a group’s words": tenths(
            column(release.rows("themes_by_group", theme=theme), "percent_of_words")
        ),
        "patterns": plain(column(within, "segments", "participants")),
        "number of patterns": {str(len(within))},
    }


def of_saturation(release: Release) -> Named:
    rows, rule = release.rows("saturation"), release.settings["saturation"]
    new = [int(row["new_codes"] or 0) for row in rows]
    base, run = rule["base_size"], rule["run_length"]
    last = release.rows("saturation_orders", codes="keywords", groups_seen=str(len(rows)))
    return {
        "order of the groups": plain(column(rows, "order")),
        "config": {str(base), str(run), f"{100 * rule['threshold']:.1f}", str(run - 1)},
        "codes of the base": {str(sum(new[:base]))},
        "codes of a run": {str(sum(new[i : i + run])) for i in range(base, len(new))},
        "codes of the last group": {str(new[-1])} if new else set(),
        "ratio in per cent": tenths(100 * float(row["ratio"]) for row in rows if row["ratio"]),
        "other orders": plain(column(last, "orders", "new_codes_low", "new_codes_high")),
        "median of other orders": {f"{float(c):g}" for c in column(last, "new_codes_median") if c}
        | tenths(column(last, "new_codes_median")),
        "share of other orders": tenths(
            100 * float(row["saturated_share"]) for row in last if row["saturated_share"]
        ),
    }


def of_agreement(release: Release) -> Named:
    rows = release.rows("agreement", theme="overall")
    return {
        "segments": plain(column(rows, "segments")),
        "percentages": tenths(column(rows, "percent", "percent_low", "percent_high")),
        "alpha": hundredths(column(rows, "alpha", "alpha_low", "alpha_high")),
    }


def of_stability(release: Release) -> Named:
    every = release.rows("stability")
    rows = [row for row in every if row["theme"] == "overall"]
    places: dict[str, set[str]] = {}
    for row in every:
        if row["theme"] != "overall":
            places.setdefault(row["theme"], set()).update((row["rank_low"], row["rank_high"]))
    names = ("kept_median", "kept_low", "quotes_median", "quotes_low")
    still = sum(len(found) == 1 for found in places.values())
    return {
        "runs": plain(column(rows, "runs")),
        "percentages": tenths(column(rows, *names)),
        "themes, and those that keep their place": {str(len(places)), str(still)},
        # “without one focus group”, “participant”, “keyword”; the best place
        "what a run leaves out": {"1"},
    }


def of_codebook(release: Release) -> Named:
    rows = release.rows("codebook_check", check="counts")
    return {
        "segments": plain(column(rows, "segments", "of_segments")),
        "keywords judged and in doubt": {str(len(judged(release))), str(len(doubted(release)))},
        "where a keyword is judged": {"8", "0.7", "0.8", "0.2", "1", "0"},
    }


def of_comparison(release: Release) -> Named:
    rows = release.rows("paper_comparison")
    steps_seen = release.rows("saturation")
    return {
        "figures, and those that match": {
            str(len(rows)), str(sum(row["match"] == "true" for row in rows))},
        "what the paper claims": {"5", "6"},
        "the last group": plain([steps_seen[-1]["order"], steps_seen[-1]["new_codes"]]),
    }  # fmt: skip


def of_notes(release: Release) -> Named:
    counted = ("table_1_participants", "table_2_deprivation", "table_2b_deprivation_moves")
    cells = [row["n"] for name in counted for row in release.rows(name)]
    for name in ("table_3_themes", "themes_by_group"):
        rows = release.rows(name)
        told = any(row["percent_of_words"] for row in rows)  # else the whole table is left out
        cells += [cell for row in rows for cell in row.values() if told]
    return {"withheld cells": {str(cells.count(""))}}


def of_quotes(release: Release) -> Named:
    hits = release.rows("quote_keywords")  # a row for each keyword; the score is the quote's
    scores = {(row["theme"], row["rank"]): row["score"] for row in reversed(hits)}.values()
    return {
        "quotes": {str(len(release.rows("table_4_quotes")))},
        "scores": hundredths(scores),
    }


def of_front(release: Release) -> Named:
    named = [theme for theme in release.names if theme != "none"]
    spoken = [row for row in release.rows("table_3_themes") if row["segments"] not in ("0",)]
    facts = ("participants", "focus_groups", "sites", "segments")
    return {
        "facts": plain(release.fact(name) for name in facts),
        "themes": {str(len(named))},
        "passages for the authors": {str(sum(row["theme"] != "none" for row in spoken) + 2)},
    }


HEADINGS: Mapping[str, Callable[[Release], Named]] = {
    "": of_front,
    "Participants": of_participants,
    "Neighbourhood deprivation": of_deprivation,
    "Qualitative findings": of_all_themes,
    "Explore the quotes": of_quotes,
    "Themes that occur together": lambda release: {},
    "Rigour": of_saturation,
    "Data saturation": of_saturation,
    "Agreement between coders": of_agreement,
    "Stability of the themes": of_stability,
    "Comparison with the published figures": of_comparison,
    "Notes on the data": of_notes,
    "The codebook": of_codebook,
    "Exploratory patterns": lambda r: {"patterns": {str(len(r.rows("sub_themes")))}},
}  # fmt: skip


def sayable(release: Release, heading: str) -> Named | None:
    """The numbers that may be said under ``heading``; None if nothing is known of it."""
    theme = next((theme for theme, name in release.names.items() if name == heading), None)
    if theme is None and heading not in HEADINGS:
        return None
    named = HEADINGS[heading](release) if theme is None else of_theme(release, theme)
    return {**named, "minimum count": {str(release.settings["minimum_count"])}}
