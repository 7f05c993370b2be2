"""What a reader must know of the data: what was replaced, withheld or left out."""

from collections.abc import Iterator

from focusgroups.documents import wording
from focusgroups.documents.findings import Findings
from focusgroups.documents.outline import Block, Heading, paragraph


def data_notes(findings: Findings) -> Iterator[Block]:
    """The notes on de-identification, attribution and withheld counts."""
    yield Heading(1, "Notes on the data", "data-notes")
    if findings.study.synthetic:
        yield paragraph(
            "These are synthetic demonstration data: people, groups and words are invented, so "
            "that the analysis can be shown in full. They are evidence of nothing."
        )
    yield paragraph(
        "Quotes are verbatim, except that names of people, places and organisations, and other "
        "identifiers, are replaced by their kind in square brackets, such as [name] or [place]. "
        "Notes of the transcript, such as [laughs], stand as typed. Each quote is attributed to "
        "its focus group and the speaker’s role: FGD3_SU is a participant (SU, service user) of "
        "the group FGD3. The number beside it names the segment, by which the study team can "
        "find its source."
    )
    yield paragraph(
        "Tables and figures bear the same number here and in the results section; those numbered "
        "R stand in this report only."
    )
    yield paragraph(
        "Transcripts, names, postcodes and the deprivation ranks of single areas do not leave the "
        "study team."
    )
    yield paragraph(_withheld(findings))


def _withheld(findings: Findings) -> str:
    minimum, cells = findings.study.minimum_count, findings.withheld_cells
    if not minimum:
        return "No count is withheld."
    rule = f"counts of fewer than {wording.counted(minimum, 'person', 'people')} are withheld"
    with_them = "and with them any from which one could be derived"
    are = wording.plural(cells, "is", "are")
    here = f"in the tables of this report, {wording.counted(cells, 'cell')} {are} withheld"
    return f"{wording.sentence(f'{rule}, {with_them}')} {wording.sentence(here)}"
