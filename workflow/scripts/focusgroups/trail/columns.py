"""A focus group's talk, coding and people as columns, which a page can hold many of.

Positions are those of UTF-16, in which browsers count. A segment is named by its number within its
group, and a theme by its number in the codebook.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from focusgroups.documents.tablerows import rows_of
from focusgroups.themes.tiers import HUMAN
from focusgroups.trail.faults import is_place
from focusgroups.trail.material import SEGMENT, TURN, Material

# What a decision was, as bits of one number.
PROPOSED, ASSIGNED, BY_PEOPLE = 1, 2, 4

Data = dict[str, Any]


def found_keywords(study: Material) -> list[str]:
    """All keywords that were found at all, in order."""
    return sorted(set(study.evidence["keyword"]))


def whole_table(table: pd.DataFrame) -> Data:
    """A table as its columns' names and its rows."""
    return {"columns": list(table.columns), "rows": table.to_numpy().tolist()}


def columns_by_group(study: Material, theme_ids: Sequence[str]) -> list[tuple[str, Data]]:
    """All that is known of each focus group, with the group's id; groups in natural order."""
    keywords = {keyword: n for n, keyword in enumerate(found_keywords(study))}
    numbers = {theme: n for n, theme in enumerate(theme_ids)}
    names = ("turns", "segments", "coding", "evidence", "clusters", "proposals", "trail")
    empty: dict[str, pd.DataFrame] = {name: getattr(study, name).iloc[:0] for name in names}
    parts = {name: _by_group(getattr(study, name)) for name in names}
    people = {str(g): of for g, of in study.participants.groupby("focus_group", sort=False)}
    found = []
    for group in study.groups:
        own = {name: of.get(group, empty[name]) for name, of in parts.items()}
        turns, segments = own["turns"], own["segments"]
        place = {segment: n for n, segment in enumerate(segments[SEGMENT])}
        data: Data = {
            "group": group,
            "participants": whole_table(people.get(group, study.participants.iloc[:0])),
            "turns": _turns(turns, own["trail"]),
            "segments": _segments(segments, turns),
            "coding": _coding(own["coding"], place, theme_ids),
            "evidence": _evidence(own["evidence"], segments, place, numbers, keywords),
            "clusters": _columns(own["clusters"], place, ("theme", "cluster", "distance")),
            "proposals": _columns(own["proposals"], place, ("theme", "rank", "decision", "kind")),
        }
        found.append((group, data))
    return found


def _by_group(table: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The rows of ``table`` by the focus group that their ids belong to."""
    ids = table[TURN] if TURN in table else table[SEGMENT]
    groups = ids.map(lambda row: row.rpartition("-")[0])
    return {str(group): rows for group, rows in table.groupby(groups, sort=False)}


def _turns(turns: pd.DataFrame, trail: pd.DataFrame) -> Data:
    known = {row[TURN]: row for row in rows_of(trail)}
    places = [known.get(turn, {}) for turn in turns[TURN]]
    return {
        "id": list(turns[TURN]),
        "speaker": list(turns["speaker"]),
        "role": list(turns["role"]),
        "start": list(turns["start"]),
        "text": list(turns["text"]),
        "transcript": next((place["transcript"] for place in places if place), ""),
        "place": [place.get("source_ref", "") for place in places],
        "redactions": [place.get("redactions", "") for place in places],
    }


def _segments(segments: pd.DataFrame, turns: pd.DataFrame) -> Data:
    """Segments as stretches of their turns; one that is none has its text `apart`."""
    number = {turn: n for n, turn in enumerate(turns[TURN])}
    texts = list(turns["text"])
    ends: dict[str, int] = {}
    starts, apart = [], {}
    for n, (turn, text) in enumerate(zip(segments[TURN], segments["text"], strict=True)):
        start = ends.get(turn, 0)
        if turn not in number or texts[number[turn]][start : start + len(text)] != text:
            apart[str(n)] = text
        starts.append(start)
        ends[turn] = start + len(text)
    stops = [start + len(text) for start, text in zip(starts, segments["text"], strict=True)]
    whole = [texts[number[turn]] if turn in number else "" for turn in segments[TURN]]
    return {
        "id": list(segments[SEGMENT]),
        "turn": [number.get(turn, -1) for turn in segments[TURN]],
        "start": [units(text, start) for text, start in zip(whole, starts, strict=True)],
        "end": [units(text, stop) for text, stop in zip(whole, stops, strict=True)],
        "words": [int(words) for words in segments["n_words"]],
        "speaker": list(segments["speaker"]),
        "check": list(segments["text_check"]),
        "apart": apart,
    }


def _coding(coding: pd.DataFrame, place: Mapping[str, int], theme_ids: Sequence[str]) -> list[Data]:
    """For each theme the score, rank and decision of every segment; None where it has none."""
    columns: dict[str, Data] = {
        theme: {
            "score": [None] * len(place),
            "rank": [0] * len(place),
            "decision": [0] * len(place),
        }
        for theme in theme_ids
    }
    for row in rows_of(coding):
        if row[SEGMENT] not in place or row["theme"] not in columns:
            continue
        n, column = place[row[SEGMENT]], columns[row["theme"]]
        column["score"][n] = None if pd.isna(row["score"]) else float(row["score"])
        column["rank"][n] = 0 if pd.isna(row["rank"]) else int(row["rank"])
        column["decision"][n] = (
            PROPOSED * (row["proposed"] == "true")
            + ASSIGNED * (row["assigned"] == "true")
            + BY_PEOPLE * (row["source"] == HUMAN)
        )
    return list(columns.values())


def _evidence(
    evidence: pd.DataFrame,
    segments: pd.DataFrame,
    place: Mapping[str, int],
    themes: Mapping[str, int],
    keywords: Mapping[str, int],
) -> list[list[int]]:
    """Keyword hits as [segment, theme, keyword, start, end]; none that lies beyond its segment."""
    texts = list(segments["text"])
    hits = []
    for row in rows_of(evidence):
        n, start, end = place.get(row[SEGMENT], -1), row["start"], row["end"]
        if n >= 0 and row["theme"] in themes and is_place(start, end, len(texts[n])):
            span = units(texts[n], int(start)), units(texts[n], int(end))
            hits.append([n, themes[row["theme"]], keywords[row["keyword"]], *span])
    return hits


def _columns(
    table: pd.DataFrame, place: Mapping[str, int], columns: Sequence[str]
) -> list[list[Any]]:
    """Rows of ``table`` as [segment, *columns], of segments that are there."""
    cells = zip(table[SEGMENT], *(table[column] for column in columns), strict=True)
    return [[place[segment], *values] for segment, *values in cells if segment in place]


def units(text: str, position: int) -> int:
    """A ``position`` in code points as one in the UTF-16 units in which browsers count.

    >>> units("a😀b", 2)
    3
    """
    return len(text[:position].encode("utf-16-le", "surrogatepass")) // 2
