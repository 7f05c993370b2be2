"""The appendix on exploratory patterns: groups of like segments within themes."""

from collections.abc import Iterator

from focusgroups.codebook import NO_THEME
from focusgroups.documents import wording
from focusgroups.documents.appendices import Appendices
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


def patterns(findings: Findings, appendices: Appendices) -> Iterator[Block]:
    """The appendix with a table of the patterns that may be printed."""
    yield Heading(2, "Exploratory patterns", "exploratory-patterns")
    shown = appendices.patterns
    left_out = _left_out(findings, appendices.left_out)
    if not shown:
        yield paragraph("No pattern within the themes can be shown.", left_out)
        return
    text = wording.sentence(
        wording.counted(len(shown), "pattern"),
        f"{wording.plural(len(shown), 'is', 'are')} listed by theme",
        "and in talk without a theme" if shown[-1].theme == NO_THEME else "",
    )
    yield Paragraph((*cited(text, TABLE_OF_PATTERNS), MEANING))
    rows: list[Row] = []
    for theme in dict.fromkeys(pattern.theme for pattern in shown):
        name = "No theme" if theme == NO_THEME else findings.theme_name(theme)
        rows.append(Row((name,), heading=True))
        rows += [
            Row((pattern.label, wording.digits(pattern.segments)))
            for pattern in shown
            if pattern.theme == theme
        ]
    yield Table(
        TABLE_OF_PATTERNS,
        "Exploratory patterns within the themes",
        ("Terms that set the pattern apart", "Segments"),
        tuple(rows),
        f"Terms that could be a name are left out.{left_out}",
        series=APPENDED,
    )


def _left_out(findings: Findings, number: int) -> str:
    """How many patterns are not shown, and why; opens with a space."""
    if not number:
        return ""
    why = "without a term that can be printed"
    if minimum := findings.study.minimum_count:
        people = wording.counted(minimum, "participant")
        why = f"spoken by fewer than {people}, of a withheld theme, or {why}"
    are = wording.plural(number, "is", "are")
    text = wording.sentence(
        f"{wording.counted(number, 'further pattern')} {are} left out: {why}",
    )
    return f" {text}"
