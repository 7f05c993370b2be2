"""How far the findings hold: saturation, agreement of coders, stability."""

from collections.abc import Iterator

from focusgroups.documents.findings import Findings
from focusgroups.documents.outline import Block, Heading
from focusgroups.documents.sections.agreement import agreement
from focusgroups.documents.sections.saturation import saturation
from focusgroups.documents.sections.stability import stability


def rigour(findings: Findings) -> Iterator[Block]:
    """The section on rigour with figures 4 and 5."""
    yield Heading(1, "Rigour", "rigour")
    yield from saturation(findings)
    yield from agreement(findings)
    yield from stability(findings)
