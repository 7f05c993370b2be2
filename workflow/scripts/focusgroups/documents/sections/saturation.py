"""When further focus groups stopped adding anything new."""

from collections.abc import Iterator
from math import factorial

from focusgroups.documents import wording
from focusgroups.documents.findings import FIGURES, Findings, SaturationStep
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
from focusgroups.documents.sections.cells import NO_CELL, whole_cell
from focusgroups.themes.saturation import NOT_SATURATED, SATURATED
from focusgroups.themes.saturation_orders import LastGroup

FIGURE_4 = FIGURES[3]
TABLE_OF_STEPS = "saturation"
METHOD = "Guest, Namey and Chen (2020)"


def saturation(findings: Findings) -> Iterator[Block]:
    """The section on data saturation with figure 4."""
    yield Heading(2, "Data saturation", "data-saturation")
    if not findings.saturation:
        yield paragraph("Saturation was not measured.")
        return
    yield Paragraph(cited(saturation_sentences(findings), FIGURE_4))
    if findings.last_group is not None:
        yield paragraph(last_group_sentences(findings.last_group))
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


def last_group_sentences(last: LastGroup) -> str:
    """What the last group added, and what it would have added in other orders of the groups."""
    added = wording.counted(last.new_codes, "new code")
    if last.groups == 1:
        return wording.sentence(f"the one focus group showed {added}")
    text = wording.sentence(
        f"counted in keywords, the {wording.ordinal(last.groups)} and last focus group added",
        f"{added} in the order of collection",
    )
    if last.low == last.high:
        span = f"added {wording.counted(last.low, 'new code')} whichever group it was"
    else:
        span = (
            f"added {wording.digits(last.low)} to {wording.digits(last.high)} "
            f"(median {_median(last.median)})"
        )
    text += " " + wording.sentence(f"over {_orders(last)}, the last one {span}")
    share = last.saturated_share
    if share is None:
        return f"{text} With so few groups saturation is not assessable in any order."
    part = "none" if share == 0 else "all" if share == 1 else wording.percentage(100 * share)
    return f"{text} " + wording.sentence(f"saturation was reached in {part} of these orders")


def _orders(last: LastGroup) -> str:
    """The orders that were looked at: all that there are, or a sample of them."""
    if last.orders == factorial(last.groups):
        every = "both" if last.orders == 2 else f"all {wording.cardinal(last.orders)}"
        return f"{every} orders in which the groups could have been held"
    return f"{wording.cardinal(last.orders)} orders of the groups drawn at random"


def _median(value: float) -> str:
    return wording.digits(int(value)) if value.is_integer() else wording.decimal(value)


def table_of_steps(findings: Findings) -> Table:
    """The numbers behind figure 4, as in ``saturation.csv``."""
    return Table(
        TABLE_OF_STEPS,
        "New codes with each further focus group",
        ("Focus groups", "New codes", "Share of base", "Verdict"),
        tuple(_row(step) for step in findings.saturation),
        prose=(3,),
        series=REPORTED,
    )


def _row(step: SaturationStep) -> Row:
    ratio = NO_CELL if step.ratio is None else wording.percentage(100 * step.ratio)
    return Row((step.groups_seen, whole_cell(step.new_codes), ratio, step.verdict))
