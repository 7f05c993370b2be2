"""Where participants live: the deprivation of their areas, as counts by decile."""

from collections.abc import Iterator

from focusgroups.deprivation.editions import (
    DECILES,
    LESS_DEPRIVED,
    MORE_DEPRIVED,
    NO_MATCH,
    NOT_IN_BOTH,
    SAME,
)
from focusgroups.documents import wording
from focusgroups.documents.findings import FIGURES, Count, Deprivation, Findings, Moves
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
from focusgroups.documents.sections.cells import (
    NO_CELL,
    WITHHELD_CELL,
    count_cell,
    note,
    whole_cell,
    withheld_note,
)
from focusgroups.tabulation.deprivation import LOW, PRINTED_DOMAINS

OVERALL, HEALTH = PRINTED_DOMAINS
TABLE_2, TABLE_2B, FIGURE_1 = (
    "table_2_deprivation",
    "table_2b_deprivation_moves",
    FIGURES[0],
)

DOMAINS = {
    OVERALL: "Overall (IMD)",
    "income": "Income",
    "employment": "Employment",
    "education": "Education, skills and training",
    HEALTH: "Health deprivation and disability",
    "crime": "Crime",
    "barriers": "Barriers to housing and services",
    "environment": "Living environment",
}
INDEX = "Index of Multiple Deprivation"
SHORT = "w"  # a withheld count, where a column is too narrow for the word
WIDTHS = (0.235, *[0.052] * 10, 0.15, 0.095)  # of table 2


def deprivation(findings: Findings) -> Iterator[Block]:
    """The section on deprivation with tables 2 and 2b and figure 1."""
    yield Heading(2, "Neighbourhood deprivation", "deprivation")
    if not any(_linked(domain) for domain in findings.deprivation):
        yield paragraph(
            "No participant had a postcode that could be linked to an area, so deprivation is not "
            "reported."
        )
        return
    said = [_sentences(domain, findings) for domain in findings.deprivation]
    text = " ".join(sentence for sentence in said if sentence)
    if all(count.n is None for domain in findings.deprivation for count in domain.deciles):
        text = "How many participants lived in areas of which decile is withheld."
    yield Paragraph(cited(text, TABLE_2, FIGURE_1))
    overall = [moved for moved in findings.moves if moved.domain == OVERALL]
    told = any(count.n is not None for moved in findings.moves for count in moved.moves)
    if moves := " ".join(_moves(moved, findings.facts["participants"]) for moved in overall):
        yield Paragraph(cited(moves, TABLE_2B)) if told else paragraph(moves)
    yield Placeholder(
        "Interpretation: say what the deprivation of these areas means for the service and for the "
        "people whom it is meant to reach."
    )
    yield table_2(findings)
    if told:
        yield table_2b(findings)
    yield Figure(
        FIGURE_1,
        "Participants by deprivation decile of the area where they live",
        findings.images[FIGURE_1],
        findings.alt_texts[FIGURE_1],
        "Decile 1 is the tenth of areas in England that are most deprived.",
    )


# --- Tables -------------------------------------------------------------------------------------


def table_2(findings: Findings) -> Table:
    """Table 2: participants by decile, a row for each domain, under the name of its edition."""
    editions = list(dict.fromkeys(d.edition for d in findings.deprivation))
    rows: list[Row] = []
    for edition in editions:
        if len(editions) > 1:
            rows.append(Row((f"English Indices of Deprivation {edition}",), heading=True))
        rows += [_decile_row(d) for d in findings.deprivation if d.edition == edition]
    every = [count.n for domain in findings.deprivation for count in domain.deciles]
    return Table(
        TABLE_2,
        "Participants by deprivation decile of their area (1 = most deprived)",
        ("Domain", *DECILES, f"3 or below, n{wording.SPACE}(%)", "No area found"),
        tuple(rows),
        note(
            f"English Indices of Deprivation {wording.listing(editions)}. Percentages are of all "
            "participants, those without an area included.",
            withheld_note(findings.study.minimum_count, every, f"{SHORT}, withheld"),
        ),
        widths=WIDTHS,
    )


def table_2b(findings: Findings) -> Table:
    """Table 2b: participants whose areas moved to another decile, a row for each domain."""
    earlier, later = findings.moves[0].earlier, findings.moves[0].later
    return Table(
        TABLE_2B,
        f"Participants by the decile of their area in {later}, compared with {earlier}",
        (
            "Domain",
            *(
                f"{name}, n{wording.SPACE}(%)"
                for name in (
                    f"More deprived in {later}",
                    "Same decile",
                    f"Less deprived in {later}",
                    "No area in one or both",
                )
            ),
        ),
        tuple(
            Row((_domain(moved.domain), *(count_cell(count) for count in moved.moves)))
            for moved in findings.moves
        ),
        note(
            f"English Indices of Deprivation {earlier} and {later}. Deciles rank areas against all "
            "others in England, and the boundaries of areas changed between the two censuses: a "
            "move is not by itself a change in an area’s own circumstances.",
            withheld_note(
                findings.study.minimum_count,
                [count.n for moved in findings.moves for count in moved.moves],
            ),
        ),
    )


def _decile_row(domain: Deprivation) -> Row:
    cells = [
        NO_CELL if count is None else whole_cell(count.n)
        for count in map(domain.count, (*DECILES, NO_MATCH))
    ]
    cells.insert(len(DECILES), count_cell(domain.count(LOW)))
    short = (SHORT if cell == WITHHELD_CELL else cell for cell in cells)
    return Row((_domain(domain.domain), *short))


def _domain(name: str) -> str:
    return DOMAINS[name]


# --- Sentences ----------------------------------------------------------------------------------


def _linked(domain: Deprivation) -> bool:
    """Whether anybody was given a decile, or may have been, the count being withheld."""
    return any(c.n is None or c.n > 0 for c in domain.deciles if c.name.isdecimal())


def _sentences(domain: Deprivation, findings: Findings) -> str:
    """What is said of one domain: deciles 3 and below, decile 1, and people without an area."""
    if domain.domain not in PRINTED_DOMAINS:
        return ""
    total = findings.facts["participants"]
    several = len({other.edition for other in findings.deprivation}) > 1
    low = f"{_residents(domain.count(LOW), total)} in the three most deprived deciles"
    if domain.domain == HEALTH:
        of = f" of {domain.edition}" if several else ""
        return wording.sentence(f"in the domain of health deprivation and disability{of}, {low}")
    text = wording.sentence(
        f"{low} of the {INDEX} (English Indices of Deprivation {domain.edition})"
    )
    lowest, missing = domain.count("1"), domain.count(NO_MATCH)
    if lowest is not None:
        text += " " + wording.sentence(f"{_residents(lowest, total)} in the most deprived decile")
    if missing is not None and missing.n != 0:
        there = f" in the indices of {domain.edition}" if several else ""
        text += " " + wording.sentence(f"for {_people(missing, total)} no area was found{there}")
    return text


def _moves(moved: Moves, total: int | None) -> str:
    """How many people's areas moved to another decile of the overall index."""
    counts = {count.name: count for count in moved.moves}
    more, same, less = (counts[name] for name in (MORE_DEPRIVED, SAME, LESS_DEPRIVED))
    if more.n is None or same.n is None or less.n is None:
        return wording.sentence(
            "how many participants’ areas moved to another decile between the indices of "
            f"{moved.earlier} and {moved.later} is withheld"
        )
    text = wording.sentence(
        f"{_residents(more, total)} in a more deprived decile of the {INDEX} in "
        f"{moved.later} than in {moved.earlier}, {wording.with_percent(same.n, same.percent)} in",
        f"the same decile and {wording.with_percent(less.n, less.percent)} in a less deprived one",
    )
    missing = counts[NOT_IN_BOTH]
    if missing.n != 0:
        one_or_both = "no area was found in one or both of the editions"
        text += " " + wording.sentence(f"for {_people(missing, total)} {one_or_both}")
    return text


def _residents(count: Count | None, total: int | None) -> str:
    """People and the areas where they live: ``1 of 18 participants (5.6 %) lived in an area``."""
    alone = count is not None and count.n is not None and (count.n < 2 or total == 1)
    return f"{_people(count, total)} lived in {'an area' if alone else 'areas'}"


def _people(count: Count | None, total: int | None) -> str:
    n, percent = (None, None) if count is None else (count.n, count.percent)
    return wording.share(n, percent, total, "participant")
