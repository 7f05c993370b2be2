"""A small study as the trail needs it: talk, codings and published tables that agree."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd

from focusgroups.tables import write_table
from focusgroups.tabulation.demographics import TABLE_1_COLUMNS, tabulate_participants
from focusgroups.tabulation.themes import (
    TABLE_3_COLUMNS,
    THEMES_BY_GROUP_COLUMNS,
    coded_segments,
    tabulate_by_group,
    tabulate_themes,
)
from focusgroups.themes.saturation import SATURATION_COLUMNS, codes_by_group, measure_saturation
from focusgroups.themes.segments import SEGMENT_COLUMNS, segment_turns, text_check
from focusgroups.trail.material import TrailFiles

THEMES = ["home", "help"]
CODEBOOK = """themes:
  - id: home
    name: At home
    definition: Being at home.
    keywords: [warm, kettle]
  - id: help
    name: Helped
    definition: Being helped.
    keywords: [asked]
"""
ATTACK = "</script><img src=x onerror=alert(1)><!--<script>"
# Two code units of UTF-16 in one code point, before a keyword.
WIDE = "😀😀 it was warm, and [P02] asked after me."
# Turns of two groups: speaker, role, words.
TALK = {
    "A": [
        ("FAC1", "FAC", "What was it like?"),
        ("P01", "SU", WIDE),
        ("P02", "SU", f"They said {ATTACK} to me & left; the kettle was on."),
        ("", "UNK", "Nobody knows who said it."),
    ],
    "B": [
        ("P03", "SU", "Somebody asked. The kettle boiled over and over. " * 12),
        ("P04", "SU", "It rained."),
    ],
}
PEOPLE = [
    ("P01", "A", "52", "Female", "1"),
    ("P02", "A", "61", "Male", "2"),
    ("P03", "B", "38", "Female", "1"),
    ("P04", "B", "", "", ""),
]
KEYWORDS = {"home": ["warm", "kettle"], "help": ["asked"]}
MAX_WORDS = 40


def frame(columns: str, rows: Sequence[tuple[object, ...]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=columns.split())


def turns_of(group: str) -> pd.DataFrame:
    rows = [
        (f"{group}-{n:04}", group, n, speaker, role, "", "", words.strip())
        for n, (speaker, role, words) in enumerate(TALK[group], start=1)
    ]
    return frame("turn_id focus_group turn speaker role start end text", rows)


def lay_out(results: Path) -> TrailFiles:
    """Write all tables that the trail reads below ``results``."""
    working, candidate = results / "working", results / "candidate"

    def write(table: pd.DataFrame, path: Path) -> None:
        write_table(table, path, list(table.columns))

    for group in TALK:
        turns = turns_of(group)
        write(turns, working / "turns" / f"{group}.csv")
        places = turns.assign(
            transcript=f"{group}.docx",
            source_ref=[f"paragraph {n}" for n in turns["turn"]],
            redactions=["PERSON 1" if "[P02]" in text else "" for text in turns["text"]],
        )
        columns = ["turn_id", "transcript", "source_ref", "redactions"]
        write(places[columns], working / "trail" / f"{group}.csv")
    segments = segment_turns(pd.concat(map(turns_of, TALK)), MAX_WORDS)
    write_table(segments, working / "segments.csv", SEGMENT_COLUMNS)
    evidence = frame("segment_id theme keyword start end", list(hits(segments)))
    write(evidence, working / "keyword_evidence.csv")
    coding = coded(segments, evidence)
    write(coding, working / "coding.csv")
    thresholds = frame("theme threshold", [(theme, 0.25) for theme in THEMES])
    write(thresholds, working / "theme_thresholds.csv")
    given = coding[coding["assigned"] == "true"]
    clusters = [
        (theme, 1, f"{theme} words", segment, 0.5)
        for segment, theme in zip(given["segment_id"], given["theme"], strict=True)
    ]
    write(
        frame("theme cluster label segment_id distance", clusters),
        working / "clusters.csv",
    )
    write(proposals(segments), working / "quotes_proposed.csv")
    people = frame("participant_id focus_group age gender imd_decile", PEOPLE)
    people = people.assign(imd_edition="2019", health_decile=people["imd_decile"])
    write(people, working / "participants.csv")
    counts = [("2019", "crime", str(n), 1 if n < 4 else 0) for n in range(1, 11)]
    counts.append(("2019", "crime", "no match", 1))
    write(frame("edition domain decile participants", counts), working / "deprivation_counts.csv")
    moves = frame("edition_from edition_to domain move participants", [])
    write(moves, working / "deprivation_moves.csv")
    runs = [("focus group", group, "home", 3, 90.0, 1, 100.0) for group in TALK]
    write(frame("left_out which theme segments kept rank quotes", runs), working / "stability.csv")
    publish(candidate, segments, coding, evidence, people)
    (results / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
    return TrailFiles.in_rooms(results)


def hits(segments: pd.DataFrame) -> list[tuple[str, str, str, int, int]]:
    found = []
    for segment, text in zip(segments["segment_id"], segments["text"], strict=True):
        for theme, keywords in KEYWORDS.items():
            for keyword in keywords:
                start = text.find(keyword)
                if start >= 0:
                    found.append((segment, theme, keyword, start, start + len(keyword)))
    return found


def coded(segments: pd.DataFrame, evidence: pd.DataFrame) -> pd.DataFrame:
    """Each theme where a keyword of it stands; in B-0002.1 the model suggests one besides."""
    said = set(zip(evidence["segment_id"], evidence["theme"], strict=True))
    rows: list[tuple[object, ...]] = []
    for n, segment in enumerate(segments["segment_id"]):
        for theme in THEMES:
            assigned = (segment, theme) in said
            proposed = assigned or (segment, theme) == ("B-0002.1", "home")
            decisions = str(proposed).lower(), str(assigned).lower()
            rows.append((segment, theme, n / 8 - 0.5, *decisions, 1 + (theme == "help"), "model"))
    return frame("segment_id theme score proposed assigned rank source", rows)


def proposals(segments: pd.DataFrame) -> pd.DataFrame:
    first = segments.iloc[0]
    check = text_check(first["text"])
    row = ("home", 1, "speaks for", first["segment_id"], "A", "P01", 0.9, 8, check, "use")
    columns = (
        "theme rank kind segment_id focus_group speaker score n_words text_check decision text"
    )
    return frame(columns, [(*row, first["text"])])


def publish(
    candidate: Path,
    segments: pd.DataFrame,
    coding: pd.DataFrame,
    evidence: pd.DataFrame,
    people: pd.DataFrame,
) -> None:
    """Write the published tables as the analysis makes them."""
    words = int(segments["n_words"].sum())
    given = coded_segments(segments, coding, THEMES)
    table = tabulate_themes(given, THEMES, words, len(people), 0)
    themes, rigour = candidate / "2_qualitative_findings", candidate / "3_rigour"
    write_table(table, themes / "table_3_themes.csv", TABLE_3_COLUMNS)
    members = people["focus_group"].value_counts().to_dict()
    shares = tabulate_by_group(given, table, members, 0)
    write_table(shares, themes / "themes_by_group.csv", THEMES_BY_GROUP_COLUMNS)
    printed = [("home", 1, "it was warm", "A_SU", segments["segment_id"].iloc[0])]
    quotes = frame("theme rank quote attribution segment_id", printed)
    write_table(quotes, themes / "table_4_quotes.csv", list(quotes.columns))
    write_table(
        tabulate_participants(people, ["age", "gender"], 0),
        candidate / "1_demographics" / "table_1_participants.csv",
        TABLE_1_COLUMNS,
    )
    deciles = [
        ("2019", "imd", "1", 2, 50.0),
        ("2019", "crime", "<=3", 3, 75.0),
        ("2019", "imd", "no match", 1, 25.0),
    ]
    deprivation = frame("edition domain decile n percent", deciles)
    path = candidate / "1_demographics" / "table_2_deprivation.csv"
    write_table(deprivation, path, list(deprivation.columns))
    codes = codes_by_group(evidence, segments, coding)
    steps = measure_saturation(codes, list(TALK), 1, 1, 0.05)
    write_table(steps, rigour / "saturation.csv", SATURATION_COLUMNS)
    spread = [("focus group", "home", 2, 90.0, 90.0)]
    stability = frame("left_out theme runs kept_low kept_median", spread)
    write_table(stability, rigour / "stability.csv", list(stability.columns))
    facts = [
        ("segments", len(segments)),
        ("participants", len(people)),
        ("participant_words", words),
    ]
    facts += [("suggested_segments", 1), ("unattributed_turns", 1), ("invited", 20)]
    write_table(frame("fact value", facts), candidate / "study_facts.csv", ["fact", "value"])


def edit(path: Path, change: Callable[[str], str]) -> None:
    """Change a table's text; a change that changes nothing is a mistake of the test."""
    before = path.read_text(encoding="utf-8")
    after = change(before)
    assert after != before
    path.write_text(after, encoding="utf-8")
