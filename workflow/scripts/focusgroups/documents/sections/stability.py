"""How much of the findings stays when the analysis is repeated with something left out."""

from collections.abc import Callable, Iterator, Sequence

from focusgroups.codebook import ALL_THEMES
from focusgroups.documents import wording
from focusgroups.documents.findings import FIGURES, Findings
from focusgroups.documents.outline import (
    REPORTED,
    Block,
    Figure,
    Heading,
    Paragraph,
    Row,
    Table,
    cited,
    paragraph,
)
from focusgroups.documents.rigour import Stability
from focusgroups.documents.sections.cells import NO_CELL, note
from focusgroups.themes.stability_columns import GROUP, KEYWORD, PARTICIPANT, RESAMPLED

FIGURE_5 = FIGURES[4]
STABILITY, STABILITY_BY_THEME = "stability", "stability_by_theme"

# What each run did, as it is said in sentences.
REPEATED = {
    GROUP: "without one focus group",
    PARTICIPANT: "without one participant",
    KEYWORD: "without one keyword",
    RESAMPLED: "with participants drawn by lot",
}
EXPLAINED = (
    "The coding was repeated without parts of the study, and for participants drawn by lot, some "
    "of them more than once. Kept are the segments for which the analysis proposes a theme, with "
    "a keyword or without, both in the study and in the repetition, as a share of those for which "
    "it does in either; what was left out does not count. Where people decided, their decision "
    "stands. What leaving out keywords changes shows how much hangs on single words. The places "
    "of themes go by the segments that are assigned to them, which needs a keyword or a person."
)
COLUMNS = ("Kept, median %", "Kept, lowest %", "Quotes, median %", "Quotes, lowest %")
NOTE = (
    "Kept: segments proposed for the theme in both codings, of those in either. Quotes: those that "
    "the analysis would choose by itself, and chooses again, of those not left out. Median and "
    "lowest of the runs."
)


def stability(findings: Findings) -> Iterator[Block]:
    """The section on stability with its table and figure 5."""
    yield Heading(2, "Stability of the themes", "theme-stability")
    rows = [row for row in findings.stability if row.theme == ALL_THEMES]
    if not rows:
        yield paragraph("Stability was not measured.")
        return
    yield paragraph(EXPLAINED)
    said = " ".join(filter(None, [_kept(rows), _quotes(rows), _places(findings)]))
    yield Paragraph(cited(said or "Nothing could be compared.", STABILITY, FIGURE_5))
    yield Table(
        STABILITY,
        "What stays of all themes when a part of the study is left out",
        ("Repeated", "Runs", *COLUMNS),
        tuple(Row((_repeated(row.left_out), _runs(row), *_cells(row))) for row in rows),
        note(NOTE, _undefined(rows)),
    )
    yield Figure(
        FIGURE_5,
        "What stays when a part of the study is left out",
        findings.images[FIGURE_5],
        findings.alt_texts[FIGURE_5],
        "The point is the median of all runs; the line reaches down to the lowest.",
    )


def table_of_themes(findings: Findings) -> Table:
    """The numbers behind figure 5, theme by theme, as in ``stability.csv``."""
    printed = [row for row in findings.stability if row.theme != ALL_THEMES]
    rows: list[Row] = []
    for left_out in dict.fromkeys(row.left_out for row in printed):
        rows.append(Row((_repeated(left_out),), heading=True))
        rows += [
            Row(
                (findings.theme_name(row.theme), _runs(row), _place(row), *_cells(row)),
                theme=row.theme,
            )
            for row in printed
            if row.left_out == left_out
        ]
    return Table(
        STABILITY_BY_THEME,
        "What stays of each theme when a part of the study is left out",
        ("Theme", "Runs", "Place", *COLUMNS),
        tuple(rows),
        note(
            "Place: lowest and highest place of the theme by number of segments, 1 for the most.",
            _undefined(printed),
        ),
        series=REPORTED,
    )


# --- Cells --------------------------------------------------------------------------------------


def _cells(row: Stability) -> list[str]:
    shares = (row.kept_median, row.kept_low, row.quotes_median, row.quotes_low)
    return [NO_CELL if share is None else wording.decimal(share) for share in shares]


def _runs(row: Stability) -> str:
    return NO_CELL if row.runs is None else wording.digits(row.runs)


def _place(row: Stability) -> str:
    if row.rank_low is None or row.rank_high is None:
        return NO_CELL
    low, high = sorted((row.rank_low, row.rank_high))
    return str(low) if low == high else f"{low} to {high}"


def _undefined(rows: Sequence[Stability]) -> str:
    missing = any(cell == NO_CELL for row in rows for cell in (_runs(row), *_cells(row)))
    return f"{NO_CELL}: nothing to measure." if missing else ""


# --- Sentences ----------------------------------------------------------------------------------


def _kept(rows: Sequence[Stability]) -> str:
    """How many segments kept their themes, for each way of repeating."""

    def clause(row: Stability) -> str:
        if row.kept_median is None:
            return ""
        ends = [wording.counted(row.runs, "run")]
        if row.kept_low is not None:
            ends.append(f"lowest {wording.percentage(row.kept_low)}")
        return f"{wording.percentage(row.kept_median)} {REPEATED[row.left_out]} ({', '.join(ends)})"

    return _clauses(rows, clause, "at the median, these shares of the segments were kept:")


def _quotes(rows: Sequence[Stability]) -> str:
    """How many quotes would be chosen again."""

    def clause(row: Stability) -> str:
        if row.quotes_median is None:
            return ""
        low = ""
        if row.quotes_low is not None:
            low = f" (lowest {wording.percentage(row.quotes_low)})"
        return f"{wording.percentage(row.quotes_median)} {REPEATED[row.left_out]}{low}"

    return _clauses(
        rows,
        clause,
        "of the quotes that it would choose by itself, the analysis chose again at the median:",
    )


def _clauses(rows: Sequence[Stability], clause: Callable[[Stability], str], start: str) -> str:
    said = [text for text in map(clause, rows) if text]
    listed = "; ".join(said)
    return wording.sentence(f"{start} {listed}") if said else ""


def _places(findings: Findings) -> str:
    """How many themes have the same place by number of segments in all runs."""
    places: dict[str, set[int | None]] = {}
    for row in findings.stability:
        if row.theme != ALL_THEMES:
            places.setdefault(row.theme, set()).update((row.rank_low, row.rank_high))
    known = [found for found in places.values() if None not in found]
    if len(known) < 2:
        return ""
    still = wording.out_of(sum(len(found) == 1 for found in known), len(known), "theme")
    return wording.sentence(f"by number of segments, {still} kept the same place in every run")


def _repeated(left_out: str) -> str:
    return REPEATED[left_out][0].upper() + REPEATED[left_out][1:]
