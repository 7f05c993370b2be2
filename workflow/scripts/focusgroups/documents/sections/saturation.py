"""When further focus groups stopped adding anything new."""

from collections.abc import Iterator

from focusgroups.documents import wording
from focusgroups.documents.findings import FIGURES, Findings, SaturationStep
from focusgroups.documents.outline import (
    Block,
    Figure,
    Heading,
    Paragraph,
    Row,
    Table,
    cited,
    paragraph,
)
from focusgroups.documents.sections.cells import NO_CELL, whole_cell
from focusgroups.themes.saturation import NOT_SATURATED, SATURATED

FIGURE_4 = FIGURES[3]
TABLE_OF_STEPS = "saturation"
METHOD = "Guest, Namey and Chen (2020)"


def saturation(findings: Findings, level: int = 1) -> Iterator[Block]:
    """The section on data saturation with figure 4, under a heading of ``level``."""
    yield Heading(level, "Data saturation", "data-saturation")
    if not findings.saturation:
        yield paragraph("Saturation was not measured.")
        return
    yield Paragraph(cited(saturation_sentences(findings), FIGURE_4))
    yield Figure(
        FIGURE_4,
        "New codes with each further focus group",
        findings.images[FIGURE_4],
        findings.alt_texts[FIGURE_4],
        "A code is a keyword of the codebook in a segment to which its theme was given.",
    )


def saturation_sentences(findings: Findings) -> str:
    """How saturation was judged, and what the first run that reached it (or the last) added."""
    steps, rule = findings.saturation, findings.study.saturation
    judged = [step for step in steps if step.verdict in (SATURATED, NOT_SATURATED)]
    if not judged:
        needed = wording.counted(rule.base_size + rule.run_length, "focus group")
        return wording.sentence(
            f"saturation could not be assessed, which by the method of {METHOD} takes {needed}",
            "and codes in the base",
        )
    reached = [step for step in judged if step.verdict == SATURATED]
    step = reached[0] if reached else judged[-1]
    first_groups = "the first focus group"
    if rule.base_size > 1:
        first_groups = f"the first {wording.cardinal(rule.base_size)} focus groups"
    text = wording.sentence(
        f"saturation was judged by the method of {METHOD}: {first_groups}",
        f"gave a base of {wording.counted(_codes(findings, 1, rule.base_size), 'code')}, against",
        "which the new codes of each run of",
        f"{wording.counted(rule.run_length, 'further group')} were held",
    )
    first = step.order - rule.run_length + 1
    run = f"the {wording.ordinal(step.order)} focus group"
    if rule.run_length > 1:
        run = (
            f"the run from the {wording.ordinal(first)} to the {wording.ordinal(step.order)} group"
        )
    ratio = wording.percentage(100 * (step.ratio or 0))
    threshold = wording.percentage(100 * rule.threshold)
    text += " " + wording.sentence(
        f"{run} added {wording.counted(_codes(findings, first, step.order), 'code')},",
        f"{ratio} of the base; with a threshold of {threshold}, saturation was",
        f"reached with the {wording.ordinal(first)} group" if reached else "not reached",
        f"and confirmed by the {wording.cardinal(rule.run_length - 1)} after it"
        if reached and rule.run_length > 1
        else "",
    )
    if reached and judged[-1].verdict == NOT_SATURATED:
        text += " A later run exceeded the threshold again."
    return text


def _codes(findings: Findings, first: int, last: int) -> int:
    """The new codes of the groups from place ``first`` to place ``last``."""
    return sum(step.new_codes or 0 for step in findings.saturation if first <= step.order <= last)


def table_of_steps(findings: Findings) -> Table:
    """The numbers behind figure 4, as in ``saturation.csv``."""
    return Table(
        TABLE_OF_STEPS,
        "New codes with each further focus group",
        ("Focus groups", "New codes", "Share of base", "Verdict"),
        tuple(_row(step) for step in findings.saturation),
        prose=(3,),
    )


def _row(step: SaturationStep) -> Row:
    ratio = NO_CELL if step.ratio is None else wording.percentage(100 * step.ratio)
    return Row((step.groups_seen, whole_cell(step.new_codes), ratio, step.verdict))
