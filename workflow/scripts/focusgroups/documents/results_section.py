"""The results section as an outline, in the order and manner of a qualitative paper."""

from focusgroups.documents.findings import Findings
from focusgroups.documents.outline import Block
from focusgroups.documents.sections.deprivation import deprivation
from focusgroups.documents.sections.participants import participants
from focusgroups.documents.sections.rigour import rigour
from focusgroups.documents.sections.themes import themes


def results_section(findings: Findings) -> list[Block]:
    """All blocks of the results section; its figures are those of ``findings.images``.

    Every number is from the candidate tables. What needs a person's judgement is a placeholder.
    """
    return [
        *participants(findings),
        *deprivation(findings),
        *themes(findings),
        *rigour(findings),
    ]
