"""A large study's candidate files: 40 groups, 400 participants, 12 themes, all of it invented.

Figures are drawn by the rules' own scripts, so that they have their real size.
"""

import csv
import random
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import yaml

from candidate_study import (
    PARAMETERS,
    REFERENCE_FILES,
    TABLES,
    appendix_files,
    candidate_files,
    details,
)
from focusgroups.codebook import ALL_THEMES, NO_THEME
from focusgroups.deprivation.editions import DOMAINS
from plot_cooccurrence import plot_cooccurrence
from plot_deprivation import plot_deprivation
from plot_saturation import plot_saturation
from plot_segments import plot_segments
from plot_stability import plot_stability
from plot_themes import plot_themes
from write_report import write_report

GROUPS = [f"FGD{number}" for number in range(1, 41)]
PEOPLE = [f"P{number:03d}" for number in range(1, 401)]
THEMES = [f"theme_{letter}" for letter in "abcdefghijkl"]
KEYWORDS = 40  # of each theme
QUOTES = 25  # of each theme
SEGMENTS = 100  # of each group
VOCABULARY = """
    after again almost always around asked before better bread bridge brother bus called came
    chair city corner could day door early evening every family far felt first found friend
    garden getting gone green half hands heard home hour kettle kitchen knew laughed later left
    letter library little long looked made market met money morning mother music nearly never
    night nothing office often open paper park people place played quiet rain reading really
    room sat school seen settled shop short sister somebody sometimes started station stayed
    street talking taught thought together told town train tried until upstairs walked warm
    watched week went window winter without wondered work worried year young
"""
WORDS = VOCABULARY.split()


def words(chance: random.Random, number: int) -> str:
    """So many words in sentences."""
    said = [chance.choice(WORDS) for _ in range(number)]
    for end in range(9, number - 1, 10):
        said[end] += "."
    return " ".join(said).capitalize() + "."


class Tables:
    """Writes the tables of one study into ``folder``, by the names in TABLES."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, name: str, columns: str, rows: Iterable[Sequence[object]]) -> Path:
        path = self.folder / TABLES.get(name, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(columns.split())
            writer.writerows(rows)
        return path


def large_report(folder: Path) -> Path:
    """Write the study's candidate tables below ``folder``, draw its figures, write its report."""
    chance = random.Random(40)
    candidate, working = Tables(folder / "candidate"), Tables(folder / "working")
    codebook = folder / "codebook.yaml"
    keywords = {
        theme: [f"{chance.choice(WORDS)} {chance.choice(WORDS)}" for _ in range(KEYWORDS)]
        for theme in THEMES
    }
    content = [
        {
            "id": theme,
            "name": f"What people said of {words(chance, 3).rstrip('.').lower()}",
            "definition": words(chance, 30),
            "keywords": sorted(set(keywords[theme])),
        }
        for theme in THEMES
    ]
    codebook.write_text(yaml.safe_dump({"themes": content}), encoding="utf-8")
    write_people(candidate)
    write_themes(candidate, chance, keywords)
    write_rigour(candidate, chance, keywords)
    draw(candidate.folder, working, codebook, chance)
    page = folder / "report.html"
    write_report(
        files=candidate_files(candidate.folder, ".svg", comparison=False),
        appendix_files=appendix_files(candidate.folder),
        codebook=codebook,
        study=details(title="A large invented study"),
        parameters=PARAMETERS,
        coders=3,
        reference_files=REFERENCE_FILES,
        quote_keywords=candidate.folder / TABLES["quote_keywords"],
        page=page,
    )
    return page


def write_people(tables: Tables) -> None:
    total = len(PEOPLE)
    facts = {
        "focus_groups": len(GROUPS),
        "scheduled_groups": len(GROUPS),
        "added_groups": 0,
        "participants": total,
        "sites": 9,
        "minutes_min": 55,
        "minutes_max": 95,
        "invited": 2000,
        "participant_turns": len(GROUPS) * SEGMENTS,
        "participant_words": len(GROUPS) * SEGMENTS * 30,
        "segments": len(GROUPS) * SEGMENTS,
        "suggested_segments": 900,
        "unattributed_turns": 3,
    }
    tables.write("facts", "fact value", facts.items())
    levels = [("participants", "all", total), ("age", "18 to 88", total)]
    levels += [("age", f"{low}-{low + 9}", total // 8) for low in range(10, 90, 10)]
    levels += [("gender", level, total // 4) for level in ("Female", "Male", "Other", "not stated")]
    levels += [("ethnicity", f"Ethnic group {n}", total // 20) for n in range(1, 21)]
    levels += [("marital_status", f"Status {n}", total // 5) for n in range(1, 6)]
    columns = "characteristic level n percent"
    tables.write("participants", columns, [(*level, 100 * level[2] / total) for level in levels])
    deciles = {**{str(decile): 39 for decile in range(1, 11)}, "<=3": 117, "no match": 10}
    rows = [
        (edition, domain, decile, n, 100 * n / total)
        for edition in (2019, 2025)
        for domain in DOMAINS
        for decile, n in deciles.items()
    ]
    tables.write("deprivation", "edition domain decile n percent", rows)


def write_themes(
    tables: Tables, chance: random.Random, keywords: Mapping[str, Sequence[str]]
) -> None:
    rows = [(theme, 300 + n, 350 - n, 40, 5.0 + n) for n, theme in enumerate([*THEMES, NO_THEME])]
    tables.write("themes", "theme segments participants focus_groups percent_of_words", rows)
    cells = [
        (theme, group, round(chance.uniform(0, 30), 1), round(chance.uniform(0, 100), 1))
        for theme in [*THEMES, NO_THEME]
        for group in GROUPS
    ]
    columns = "theme focus_group percent_of_words percent_of_participants"
    tables.write("themes_by_group", columns, cells)
    quotes, hits = [], []
    for theme in THEMES:
        for rank in range(1, QUOTES + 1):
            group, keyword = chance.choice(GROUPS), chance.choice(keywords[theme])
            segment, start = f"{group}-{rank:04d}.1", words(chance, 30)
            text = f"{start} {keyword} {words(chance, 38)}"
            quotes.append((theme, rank, text, f"{group}_SU", segment))
            place = len(start) + 1
            score = round(chance.uniform(0, 5), 6)
            hits.append((theme, rank, segment, group, score, keyword, place, place + len(keyword)))
    tables.write("quotes", "theme rank quote attribution segment_id", quotes)
    columns = "theme rank segment_id focus_group score keyword start end"
    tables.write("quote_keywords", columns, hits)
    patterns = [(theme, words(chance, 3), 20 + n, 15, 12) for theme in THEMES for n in range(8)]
    tables.write("sub_themes", "theme label segments participants focus_groups", patterns)


def write_rigour(
    tables: Tables, chance: random.Random, keywords: Mapping[str, Sequence[str]]
) -> None:
    raters = ["coder_1 and coder_2", "coder_1 and coder_3", "coder_2 and coder_3", "all coders"]
    raters += [f"{name} and model" for name in ("coder_1", "coder_2", "coder_3", "consensus")]
    measures = ("kappa", "ac1", "alpha")
    columns = "raters theme segments percent percent_low percent_high"
    columns += "".join(f" {name} {name}_low {name}_high" for name in measures)
    values = (400, 95.0, 90.0, 98.0, *(0.8, 0.7, 0.9) * len(measures))
    pairs = [(pair, theme, *values) for pair in raters for theme in [*THEMES, ALL_THEMES]]
    tables.write("agreement", columns, pairs)
    steps = [
        (n, n, 100 // n, "" if n < 6 else 0.04, "base" if n < 5 else "saturated")
        for n in range(1, len(GROUPS) + 1)
    ]
    tables.write("saturation", "order groups_seen new_codes ratio verdict", steps)
    orders = [
        (codes, n, 1000, 60 // n, 100 / n, 140 // n + 1, 0.0, 0.02, 0.1, 0.9)
        for codes in ("keywords", "themes")
        for n in range(1, len(GROUPS) + 1)
    ]
    columns = "codes groups_seen orders new_codes_low new_codes_median new_codes_high ratio_low"
    tables.write("saturation_orders", f"{columns} ratio_median ratio_high saturated_share", orders)
    left = ("focus group", "participant", "keyword", "resampled participants")
    rows = [(part, theme, 40, 60.0, 80.0, 1, 12, 50.0, 75.0) for part in left for theme in THEMES]
    rows += [(part, ALL_THEMES, 40, 60.0, 80.0, "", "", 50.0, 75.0) for part in left]
    columns = "left_out theme runs kept_low kept_median rank_low rank_high quotes_low quotes_median"
    tables.write("stability", columns, rows)
    found = [
        ("no hits", theme, keyword, "", 0, 4000, words(chance, 25))
        for theme in THEMES
        for keyword in keywords[theme][::2]
    ]
    columns = "check theme keyword other_theme segments of_segments advice"
    tables.write("codebook_check", columns, found)
    trusted = [
        (theme, keyword, chance.randint(5, 90), 0.8)
        for theme in THEMES
        for keyword in sorted(set(keywords[theme]))
    ]
    tables.write("keywords", "theme keyword segments trust", trusted)


def draw(candidate: Path, working: Tables, codebook: Path, chance: random.Random) -> None:
    """All figures of the report, in .svg and .png, with their descriptions and data."""

    def outputs(stem: str) -> dict[str, Path]:
        kinds = {"svg": "svg", "png": "png", "alt": "txt", "data": "csv"}
        return {name: candidate / f"{stem}.{kind}" for name, kind in kinds.items()}

    segments = [(f"{group}-{n:04d}.1", group) for group in GROUPS for n in range(SEGMENTS)]
    places = working.write(
        "segment_map.csv",
        "segment_id theme x y",
        [
            (segment, chance.choice([*THEMES, NO_THEME]), chance.gauss(0, 1), chance.gauss(0, 1))
            for segment, _ in segments
        ],
    )
    spoken = working.write(
        "segments.csv",
        "segment_id focus_group speaker n_words",
        [(segment, group, chance.choice(PEOPLE), 30) for segment, group in segments],
    )
    given = working.write(
        "coding.csv",
        "segment_id theme assigned",
        [(s, theme, "true") for s, _ in segments for theme in chance.sample(THEMES, 2)],
    )
    table = {name: candidate / path for name, path in TABLES.items()}
    findings = "2_qualitative_findings"
    plot_deprivation(
        table["participants"],
        table["deprivation"],
        True,
        **outputs("1_demographics/figure_1_deciles"),
    )
    plot_themes(
        table["themes_by_group"], codebook, True, **outputs(f"{findings}/figure_2_themes_by_group")
    )
    plot_segments(places, codebook, table["themes"], 5, True, **outputs(f"{findings}/figure_3_map"))
    plot_saturation(
        table["saturation"],
        table["saturation_orders"],
        4,
        2,
        0.05,
        True,
        **outputs(f"{findings}/figure_4_saturation"),
    )
    plot_stability(table["stability"], codebook, True, **outputs("3_rigour/figure_5_stability"))
    plot_cooccurrence(
        spoken,
        given,
        codebook,
        table["themes"],
        5,
        True,
        **outputs(f"{findings}/figure_s1_cooccurrence"),
    )
