"""The trail of one segment or turn as lines for a terminal."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from focusgroups.codebook import NO_THEME
from focusgroups.documents.tablerows import rows_of
from focusgroups.themes.tiers import HUMAN
from focusgroups.tokens import KIND
from focusgroups.trail.counted import Counter, counting_rows
from focusgroups.trail.faults import is_place
from focusgroups.trail.material import SEGMENT, TURN, Material
from focusgroups.trail.places import read_kinds
from focusgroups.trail.published import published

WIDTH = 96
NAMES = 22  # columns for what a line is about
CONTEXT = 2  # turns shown before and after

Row = Mapping[str, Any]


def trail_lines(study: Material, wanted: str) -> list[str]:
    """What is known of the segment or turn with the id ``wanted``; nothing where there is none."""
    if wanted in set(study.segments[SEGMENT]):
        return list(_segment(study, wanted))
    if wanted in set(study.turns[TURN]):
        return list(_turn(study, wanted))
    return []


def _segment(study: Material, segment_id: str) -> Iterator[str]:
    (segment,) = rows_of(study.segments[study.segments[SEGMENT] == segment_id])
    codings = rows_of(study.coding[study.coding[SEGMENT] == segment_id].sort_values("rank"))
    given = [str(row["theme"]) for row in codings if row["assigned"] == "true"]
    yield f"Segment {segment_id}"
    yield from _line("speaker", f"{segment['speaker']}, {segment['focus_group']}")
    yield from _line("words", str(segment["n_words"]))
    yield from _line("text_check", segment["text_check"])
    yield from _line("said", segment["text"])
    yield from _of_turn(study, segment["turn_id"])
    yield from _heading("Themes (coding.csv, theme_thresholds.csv, rule code_themes)")
    yield from _table(
        ("theme", "score", "threshold", "proposed", "assigned", "rank", "source", "rests on"),
        [_coding(study, row) for row in codings],
    )
    yield from _heading("Sub-themes (clusters.csv, rule cluster_themes)")
    yield from _sub_themes(study, segment_id)
    yield from _heading("Keywords (keyword_evidence.csv, rule code_themes)")
    yield from _keywords(study, segment)
    yield from _heading("Quote (quotes_proposed.csv and table_4_quotes.csv, rule select_quotes)")
    yield from _quotes(study, segment_id)
    yield from _heading("Counted in")
    yield from _counts(study, segment_id, given)
    yield from _heading("In the talk")
    yield from _context(study, segment["turn_id"])


def _turn(study: Material, turn_id: str) -> Iterator[str]:
    yield f"Turn {turn_id}"
    yield from _of_turn(study, turn_id)
    yield from _heading("Its segments (segments.csv, rule segment_turns)")
    own = study.segments[study.segments[TURN] == turn_id]
    for row in rows_of(own):
        coding = study.coding[study.coding[SEGMENT] == row[SEGMENT]]
        given = coding.loc[coding["assigned"] == "true", "theme"]
        yield from _line(row[SEGMENT], ", ".join(given) or NO_THEME)
    if own.empty:
        yield "  none: only participants' speech is cut into segments"
    yield from _heading("In the talk")
    yield from _context(study, turn_id)


def _of_turn(study: Material, turn_id: str) -> Iterator[str]:
    """Where the turn begins in its transcript, and what was replaced in it."""
    places = rows_of(study.trail[study.trail[TURN] == turn_id])
    if not places:
        yield from _line("place", "not known")
        return
    kinds = read_kinds(places[0]["redactions"])
    said = ", ".join(f"{KIND.get(label, label)} {count}" for label, count in kinds)
    yield from _line("transcript", f"{places[0]['transcript']}, {places[0]['source_ref']}")
    yield from _line("replaced in the turn", said or "nothing")


def _coding(study: Material, row: Row) -> tuple[str, ...]:
    of_theme = study.thresholds.loc[study.thresholds["theme"] == row["theme"], "threshold"]
    threshold = "" if of_theme.empty else f"{of_theme.iloc[0]:.6f}"
    score: str = "" if pd.isna(row["score"]) else f"{row['score']:.6f}"
    decisions = row["proposed"], row["assigned"], str(row["rank"]), row["source"]
    return str(row["theme"]), score, threshold, *decisions, rests_on(row)


def rests_on(row: Row) -> str:
    """What a decision on a theme rests on, for a row of `coding.csv`.

    >>> rests_on({"proposed": "true", "assigned": "false", "source": "model"})
    'model alone: a suggestion, not counted'
    """
    if row["source"] == HUMAN:
        return "people decided"
    if row["assigned"] == "true":
        return "model, with a keyword"
    return "model alone: a suggestion, not counted" if row["proposed"] == "true" else ""


def _keywords(study: Material, segment: Row) -> Iterator[str]:
    hits = rows_of(study.evidence[study.evidence[SEGMENT] == segment[SEGMENT]])
    for hit in hits:
        start, end = hit["start"], hit["end"]
        if is_place(start, end, len(segment["text"])):
            said = f"said as “{segment['text'][start:end]}” ({start}-{end})"
        else:
            said = "not a place in the segment"
        yield f"  {hit['theme']}: {hit['keyword']}, {said}"
    if not hits:
        yield "  none of any theme"


def _sub_themes(study: Material, segment_id: str) -> Iterator[str]:
    found = rows_of(study.clusters[study.clusters[SEGMENT] == segment_id])
    for row in found:
        yield f"  {row['theme']} {row['cluster']}: {row['label']}"
    if not found:
        yield "  none: nothing was spoken in it"


def _quotes(study: Material, segment_id: str) -> Iterator[str]:
    proposals = rows_of(study.proposals[study.proposals[SEGMENT] == segment_id])
    for row in proposals:
        decision = row["decision"] or "none yet"
        kind, theme, rank = row["kind"], row["theme"], row["rank"]
        yield f"  proposed ({kind}) for {theme}, place {rank}; decision: {decision}"
    table = study.published.get("table_4_quotes")
    printed = [] if table is None else rows_of(table[table[SEGMENT] == segment_id])
    for row in printed:
        yield f"  printed under {row['theme']}, quote {row['rank']}, as {row['attribution']}"
    if not printed:
        yield "  not printed" if proposals else "  neither proposed nor printed"


def _counts(study: Material, segment_id: str, given: Sequence[str]) -> Iterator[str]:
    found = list(counting_rows(Counter(study), segment_id, given))
    for stem, row, columns in found:
        keys = [row[key] for key in published(stem).keys if row.get(key)]
        cells = [f"{column} {row[column] or 'withheld'}" for column in columns if column in row]
        yield f"  {stem}.csv, {', '.join(keys)}{': ' if cells else ''}{', '.join(cells)}"
    if not found:
        yield "  no published number"


def _context(study: Material, turn_id: str) -> Iterator[str]:
    ids = list(study.turns[TURN])
    place = ids.index(turn_id) if turn_id in ids else -1
    if place < 0:
        yield "  the turn is not in working/turns"
        return
    group = study.turns["focus_group"].iloc[place]
    near = study.turns.iloc[max(place - CONTEXT, 0) : place + CONTEXT + 1]
    for row in rows_of(near[near["focus_group"] == group]):
        mark = ">" if row[TURN] == turn_id else " "
        who = row["speaker"] or "speaker unknown"
        yield from _wrapped(f"{mark} {row[TURN]} {who}: {row['text']}", "    ")


def _heading(text: str) -> Iterator[str]:
    yield ""
    yield text


def _line(what: str, said: str) -> Iterator[str]:
    yield from _wrapped(f"  {what:<{NAMES}}{said}", " " * (NAMES + 2))


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, subsequent_indent=indent, break_on_hyphens=False)


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(len(row[n]) for row in (header, *rows)) for n in range(len(header))]
    for row in (header, *rows):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield f"  {'  '.join(cells)}".rstrip()
