"""The results section as an outline, in the order and manner of a qualitative paper."""

from focusgroups.findings import Findings
from focusgroups.outline import Block
from focusgroups.sections.deprivation import deprivation
from focusgroups.sections.participants import participants
from focusgroups.sections.saturation import saturation
from focusgroups.sections.themes import themes


def results_section(findings: Findings) -> list[Block]:
    """All blocks of the results section; its figures are those of ``findings.images``.

    Every number is from the candidate tables. What needs a person's judgement is a placeholder.
    """
    return [
        *participants(findings),
        *deprivation(findings),
        *themes(findings),
        *saturation(findings),
    ]
