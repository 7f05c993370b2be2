"""The report: the results section, then methods, notes and appendices, as one page of HTML."""

import base64
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from focusgroups.documents import wording
from focusgroups.documents.appendices import Appendices
from focusgroups.documents.findings import Findings, ReferenceFile
from focusgroups.documents.outline import (
    Block,
    Figure,
    Heading,
    Placeholder,
    Row,
    Table,
    numbered,
)
from focusgroups.documents.pages import allowed, environment, script_of, style_of
from focusgroups.documents.quote_list import QUOTE_KEYWORDS, ListedQuote, groups_of
from focusgroups.documents.sections.agreement import BY_THEME, OVERALL
from focusgroups.documents.sections.agreement import table_of_themes as agreement_by_theme
from focusgroups.documents.sections.codebook import CHECKS, DOUBTFUL, codebook
from focusgroups.documents.sections.comparison import TABLE as TABLE_OF_COMPARISON
from focusgroups.documents.sections.comparison import comparison
from focusgroups.documents.sections.data_notes import data_notes
from focusgroups.documents.sections.deprivation import FIGURE_1, TABLE_2, TABLE_2B, deprivation
from focusgroups.documents.sections.methods import methods
from focusgroups.documents.sections.participants import TABLE_1, participants
from focusgroups.documents.sections.patterns import TABLE_OF_PATTERNS, patterns
from focusgroups.documents.sections.rigour import rigour
from focusgroups.documents.sections.saturation import FIGURE_4, TABLE_OF_STEPS, table_of_steps
from focusgroups.documents.sections.stability import FIGURE_5, STABILITY, STABILITY_BY_THEME
from focusgroups.documents.sections.stability import table_of_themes as stability_by_theme
from focusgroups.documents.sections.themes import (
    FIGURE_2,
    FIGURE_3,
    FIGURE_S1,
    TABLE_3,
    TABLE_OF_GROUPS,
    table_of_groups,
    themes,
)
from focusgroups.figures.palette import theme_colours

DATA_FILES = ("templates/report.html", "templates/report.css", "templates/report.js")

# Which published file each table and figure is drawn from, by its key.
SOURCES = {
    TABLE_1: f"1_demographics/{TABLE_1}.csv",
    TABLE_2: f"1_demographics/{TABLE_2}.csv",
    TABLE_2B: f"1_demographics/{TABLE_2B}.csv",
    FIGURE_1: f"1_demographics/{FIGURE_1}.svg",
    TABLE_3: f"2_qualitative_findings/{TABLE_3}.csv",
    FIGURE_2: f"2_qualitative_findings/{FIGURE_2}.svg",
    TABLE_OF_GROUPS: f"2_qualitative_findings/{TABLE_OF_GROUPS}.csv",
    FIGURE_3: f"2_qualitative_findings/{FIGURE_3}.svg",
    FIGURE_4: f"2_qualitative_findings/{FIGURE_4}.svg",
    TABLE_OF_STEPS: f"3_rigour/{TABLE_OF_STEPS}.csv",
    OVERALL: f"3_rigour/{OVERALL}.csv",
    BY_THEME: f"3_rigour/{OVERALL}.csv",
    STABILITY: f"3_rigour/{STABILITY}.csv",
    FIGURE_5: f"3_rigour/{FIGURE_5}.svg",
    STABILITY_BY_THEME: f"3_rigour/{STABILITY}.csv",
    CHECKS: f"3_rigour/{CHECKS}.csv",
    DOUBTFUL: f"3_rigour/{DOUBTFUL}.csv",
    TABLE_OF_PATTERNS: f"2_qualitative_findings/{TABLE_OF_PATTERNS}.csv",
    FIGURE_S1: f"2_qualitative_findings/{FIGURE_S1}.svg",
    TABLE_OF_COMPARISON: f"{TABLE_OF_COMPARISON}.csv",
}
QUOTES_SOURCE = "2_qualitative_findings/table_4_quotes.csv"
KEYWORDS_SOURCE = f"2_qualitative_findings/{QUOTE_KEYWORDS}"
EXPLORER = "explore-quotes"


@dataclass(frozen=True)
class Section:
    """A section of the page: its heading, and the blocks below it."""

    heading: Heading
    blocks: tuple[Block, ...]


def report(
    findings: Findings,
    appendices: Appendices,
    parameters: Mapping[str, Mapping[str, Any]],
    coders: int | None,
    versions: Mapping[str, str],
    reference_files: Sequence[ReferenceFile],
    quotes: Sequence[ListedQuote],
) -> str:
    """The page as text. Figures must be .svg files; nothing in it points outside the page.

    ``parameters``, ``coders``, ``versions`` and ``reference_files`` are what the section on methods
    prints; ``quotes`` are those that can be picked by theme, group, score and words.
    """
    blocks = report_blocks(findings, appendices, parameters, coders, versions, reference_files)
    script = script_of("report")
    templates = environment()
    templates.tests["a"] = lambda block, kind: type(block).__name__ == kind
    templates.filters["score"] = lambda score: wording.decimal(score, 2)
    return templates.get_template("report.html").render(
        study=findings.study,
        synthetic=wording.SYNTHETIC,
        date=wording.readable_date(findings.study.date) if findings.study.date else "",
        css=style_of("report"),
        colours=theme_colours([f.theme.id for f in findings.themes if f.theme]),
        glance=at_a_glance(findings),
        sections=list(_sections(blocks)),
        explorer_key=EXPLORER,
        quotes=quotes,
        quoted_themes={quote.theme: quote.theme_name for quote in quotes},
        quoted_groups=groups_of(quotes),
        scores=[quote.score for quote in quotes if quote.score is not None],
        keywords_source=KEYWORDS_SOURCE,
        script=script,
        script_hash=allowed(script),
        labels=numbered(blocks),
        sources=SOURCES,
        quotes_source=QUOTES_SOURCE,
        bodies=_bodies,
        data_uri=_data_uri,
    )


def report_blocks(
    findings: Findings,
    appendices: Appendices,
    parameters: Mapping[str, Mapping[str, Any]],
    coders: int | None,
    versions: Mapping[str, str],
    reference_files: Sequence[ReferenceFile],
) -> list[Block]:
    """The report as an outline: as in the paper, with the tables behind the figures."""
    behind = {
        FIGURE_2: table_of_groups,
        FIGURE_4: table_of_steps,
        OVERALL: agreement_by_theme,
        FIGURE_5: stability_by_theme,
    }
    outline = [
        *participants(findings),
        *deprivation(findings),
        *themes(findings),
        *explorer(findings),
        *rigour(findings),
        *comparison(findings),
        *methods(findings, parameters, coders, versions, reference_files),
        *data_notes(findings),
        Heading(1, "Appendices", "appendices"),
        *codebook(findings, appendices),
        *patterns(findings),
    ]
    blocks: list[Block] = []
    for block in outline:
        if isinstance(block, Placeholder):
            continue  # it asks the authors of the paper, not the readers of the report
        blocks.append(block)
        if isinstance(block, Figure | Table) and block.key in behind:
            blocks.append(behind[block.key](findings))
    return blocks


def explorer(findings: Findings) -> Iterator[Block]:
    """The heading of the list of quotes, which the page itself fills, if there are any."""
    if any(finding.quotes for finding in findings.themes):
        yield Heading(1, "Explore the quotes", EXPLORER)


def at_a_glance(findings: Findings) -> list[tuple[str, str]]:
    """The few numbers that stand at the top: what is counted, and how many."""
    facts = findings.facts
    counts = [
        (facts["participants"], "participant"),
        (facts["focus_groups"], "focus group"),
        (facts["sites"], "site"),
        (facts["segments"], "segment"),
        (len(findings.themes), "theme"),
    ]
    return [(wording.plural(n, what), wording.digits(n)) for n, what in counts if n is not None]


def _sections(blocks: Sequence[Block]) -> Iterator[Section]:
    """The blocks by their headings of level 1."""
    starts = [i for i, b in enumerate(blocks) if isinstance(b, Heading) and b.level == 1]
    for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True):
        heading = blocks[start]
        assert isinstance(heading, Heading)
        yield Section(heading, tuple(blocks[start + 1 : end]))


def _bodies(table: Table) -> list[tuple[str, list[Row]]]:
    """The rows of a table in groups, each with the heading over it or ``""``."""
    groups: list[tuple[str, list[Row]]] = []
    for row in table.rows:
        if row.heading:
            groups.append((row.cells[0], []))
        elif not groups:
            groups.append(("", [row]))
        else:
            groups[-1][1].append(row)
    return groups


def _data_uri(image: Path) -> str:
    """The picture as an address that holds it: no second file, and no clash of ids inside it."""
    return f"data:image/svg+xml;base64,{base64.b64encode(image.read_bytes()).decode('ascii')}"
