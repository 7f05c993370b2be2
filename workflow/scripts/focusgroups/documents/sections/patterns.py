"""The appendix on exploratory patterns: groups of like segments within themes."""

from collections.abc import Iterator

from focusgroups.documents import wording
from focusgroups.documents.findings import Findings
from focusgroups.documents.outline import (
    APPENDED,
    Block,
    Heading,
    Paragraph,
    Row,
    Table,
    cited,
    paragraph,
)

TABLE_OF_PATTERNS = "sub_themes"

MEANING = (
    " They are exploratory: groups of segments with like words, made by a machine. Where people "
    "had divided themes themselves, such groups agreed only weakly with theirs, as measured by "
    "adjusted mutual information. They are a start for reading, not a finding."
)


def patterns(findings: Findings) -> Iterator[Block]:
    """The appendix with a table of the patterns that may be printed."""
    yield Heading(2, "Exploratory patterns", "exploratory-patterns")
    rest = findings.unassigned
    every = [*findings.themes, *([rest] if rest else [])]
    shown = [found for found in every if found.patterns]
    if not shown:
        yield paragraph("No pattern within the themes can be shown.")
        return
    number = sum(len(found.patterns) for found in shown)
    text = wording.sentence(
        wording.counted(number, "pattern"),
        f"{wording.plural(number, 'is', 'are')} listed by theme",
        "and in talk without a theme" if shown[-1].theme is None else "",
    )
    yield Paragraph((*cited(text, TABLE_OF_PATTERNS), MEANING))
    rows: list[Row] = []
    for found in shown:
        theme = found.theme
        rows.append(Row((theme.name if theme else "No theme",), heading=True))
        rows += [
            Row((p.label, *map(wording.digits, (p.segments, p.participants, p.focus_groups))))
            for p in found.patterns
        ]
    yield Table(
        TABLE_OF_PATTERNS,
        "Exploratory patterns within the themes",
        ("Terms that set the pattern apart", "Segments", "Participants", "Focus groups"),
        tuple(rows),
        _left_out(findings.study.minimum_count),
        series=APPENDED,
    )


def _left_out(minimum: int) -> str:
    """What the table does not show."""
    few = ""
    if minimum:
        few = (
            f" Patterns of withheld themes are left out, and those in which fewer than "
            f"{wording.counted(minimum, 'participant')} speak or do not."
        )
    return f"Terms that could be a name are left out, and patterns without any other.{few}"
