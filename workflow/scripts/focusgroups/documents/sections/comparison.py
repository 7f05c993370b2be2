"""The published figures beside those computed here, and what a match means."""

from collections.abc import Iterator

from focusgroups.documents import wording
from focusgroups.documents.findings import Findings
from focusgroups.documents.outline import (
    REPORTED,
    Block,
    Heading,
    Paragraph,
    Row,
    Table,
    cited,
    paragraph,
)

TABLE = "paper_comparison"
BASES = {
    "planted": "“planted” figures were built into the study’s files on purpose",
    "given": "“given” figures stand in the config, the codebook or a sheet and are passed on",
    "computed": "“computed” figures came out of the analysis of what was said",
}


def comparison(findings: Findings) -> Iterator[Block]:
    """The comparison with the paper, or nothing when the study makes none."""
    rows = findings.comparison
    if rows is None:
        return
    yield Heading(2, "Comparison with the published figures", "comparison")
    matching = sum(row.match for row in rows)
    figures = wording.out_of(matching, len(rows), "published figure")
    agree = "agrees" if matching == 1 else "agree"
    text = wording.sentence(f"{figures} {agree} with the ones computed here")
    yield Paragraph(cited(text, TABLE))
    yield paragraph(
        "A match says that the arithmetic is right, not that the study was repeated. Matching a "
        "figure that was planted tests the arithmetic only. The paper’s themes were built by "
        "people from what they heard; here a codebook is given, and the analysis proposes where "
        "its themes occur. Whether the number of themes agrees is therefore no finding. "
        "Saturation is not compared: the paper judged it by its own themes, and the measure "
        "above counts keywords, which are finer.",
        _last_group(findings),
    )
    used = [text for basis, text in BASES.items() if any(row.basis == basis for row in rows)]
    yield Table(
        TABLE,
        "Published and recomputed figures",
        ("Figure", "Published", "Recomputed", "Result", "Basis"),
        tuple(
            Row((_label(row.figure), row.published, row.recomputed, _result(row.match), row.basis))
            for row in rows
        ),
        wording.sentence(f"basis: {'; '.join(used)}") if used else "",
        prose=(3, 4),
        series=REPORTED,
    )


def _last_group(findings: Findings) -> str:
    """What stands against the published claim of the demonstration's paper; opens with a space."""
    last = findings.last_group
    if last is None or not findings.study.synthetic:
        return ""
    return " " + wording.sentence(
        "it reports saturation after five groups and nothing new in the sixth; what was computed",
        f"here is that the {wording.ordinal(last.groups)} group added",
        wording.counted(last.new_codes, "new code"),
    )


def _label(figure: str) -> str:
    text = figure.replace("_", " ")
    text = text[:1].upper() + text[1:]
    for word, written in (("Imd", "IMD"), ("White british", "White British")):
        text = text.replace(word, written)
    return text


def _result(match: bool) -> str:
    return "matches" if match else "differs"
