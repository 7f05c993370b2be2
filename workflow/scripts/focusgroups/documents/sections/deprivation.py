"""Where participants live: the deprivation of their areas, as counts by decile."""

from collections.abc import Iterator

from focusgroups.deprivation.indices import NO_MATCH
from focusgroups.documents import wording
from focusgroups.documents.findings import (
    FIGURES,
    Count,
    Deprivation,
    Findings,
)
from focusgroups.documents.outline import (
    Block,
    Figure,
    Heading,
    Paragraph,
    Placeholder,
    Row,
    Table,
    cited,
    paragraph,
)
from focusgroups.documents.sections.cells import count_cell, note, withheld_note
from focusgroups.documents.sections.participants import label
from focusgroups.tabulation.demographics import LOW, PRINTED_DOMAINS

OVERALL, HEALTH = PRINTED_DOMAINS
TABLE_2, FIGURE_1 = "table_2_deprivation", FIGURES[0]

DOMAINS = {OVERALL: "Overall", HEALTH: "Health and disability"}
DECILES = {
    "1": "1 (most deprived)",
    "10": "10 (least deprived)",
    LOW: "3 or below",
    NO_MATCH: "No area found",
}


def deprivation(findings: Findings) -> Iterator[Block]:
    """The section on deprivation with table 2 and figure 1."""
    yield Heading(2, "Neighbourhood deprivation", "deprivation")
    if not any(_linked(domain) for domain in findings.deprivation):
        yield paragraph(
            "No participant had a postcode that could be linked to an area, so deprivation is not "
            "reported."
        )
        return
    said = [_sentences(domain, findings) for domain in findings.deprivation]
    text = " ".join(sentence for sentence in said if sentence)
    yield Paragraph(cited(text, TABLE_2, FIGURE_1))
    yield Placeholder(
        "Interpretation: say what the deprivation of these areas means for the service and for the "
        "people whom it is meant to reach."
    )
    yield table_2(findings)
    yield Figure(
        FIGURE_1,
        "Participants by deprivation decile of the area where they live",
        findings.images[FIGURE_1],
        findings.alt_texts[FIGURE_1],
        "Decile 1 is the tenth of areas in England that are most deprived.",
    )


def table_2(findings: Findings) -> Table:
    """Table 2: participants by decile, a column for each domain, as in the table's file."""
    domains = list(dict.fromkeys(d.domain for d in findings.deprivation))
    editions = list(dict.fromkeys(d.edition for d in findings.deprivation))
    rows: list[Row] = []
    for edition in editions:
        tables = {d.domain: d for d in findings.deprivation if d.edition == edition}
        if len(editions) > 1:
            rows.append(Row((f"English Indices of Deprivation {edition}",), heading=True))
        for name in dict.fromkeys(c.name for table in tables.values() for c in table.deciles):
            counts = [tables[d].count(name) if d in tables else None for d in domains]
            rows.append(Row((DECILES.get(name, name), *(count_cell(count) for count in counts))))
    source = f"English Indices of Deprivation {wording.listing(editions)}."
    every = [count.n for domain in findings.deprivation for count in domain.deciles]
    return Table(
        TABLE_2,
        "Participants by deprivation decile of their area",
        ("Decile", *(f"{DOMAINS.get(d, label(d))}, n{wording.SPACE}(%)" for d in domains)),
        tuple(rows),
        note(source, withheld_note(findings.study.minimum_count, every)),
    )


def _linked(domain: Deprivation) -> bool:
    """Whether anybody was given a decile, or may have been, the count being withheld."""
    return any(c.n is None or c.n > 0 for c in domain.deciles if c.name.isdecimal())


def _sentences(domain: Deprivation, findings: Findings) -> str:
    """What is said of one domain: deciles 3 and below, decile 1, and people without an area."""
    total = findings.facts["participants"]
    lived = "lived in areas in the three most deprived deciles"
    low = _people(domain.count(LOW), total)
    if domain.domain == OVERALL:
        index = f"Index of Multiple Deprivation (English Indices of Deprivation {domain.edition})"
        text = wording.sentence(f"{low} {lived} of the {index}")
    else:
        names = {HEALTH: "health deprivation and disability"}
        name = names.get(domain.domain, label(domain.domain).lower())
        text = wording.sentence(f"in the domain of {name}, {low} {lived}")
    lowest, missing = domain.count("1"), domain.count(NO_MATCH)
    if domain.domain == OVERALL and lowest is not None:
        text += " " + wording.sentence(
            f"{_people(lowest, total)} lived in areas in the most deprived decile"
        )
    if domain.domain == OVERALL and missing is not None and missing.n != 0:
        text += " " + wording.sentence(f"for {_people(missing, total)} no area was found")
    return text


def _people(count: Count | None, total: int | None) -> str:
    n, percent = (None, None) if count is None else (count.n, count.percent)
    return wording.share(n, percent, total, "participant")
