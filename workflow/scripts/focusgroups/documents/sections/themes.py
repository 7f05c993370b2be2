"""What participants spoke about: the themes together, then each with its quotes."""

from collections.abc import Iterator, Sequence

from focusgroups.documents import wording
from focusgroups.documents.findings import FIGURES, Findings, ThemeFinding
from focusgroups.documents.outline import (
    Block,
    Figure,
    Heading,
    Paragraph,
    Placeholder,
    Quote,
    Row,
    Table,
    cited,
    paragraph,
)
from focusgroups.documents.sections.cells import decimal_cell, note, whole_cell, withheld_note

TABLE_3 = "table_3_themes"
TABLE_OF_GROUPS = "themes_by_group"
FIGURE_2, FIGURE_3 = FIGURES[1:3]


def themes(findings: Findings) -> Iterator[Block]:
    """The section on qualitative findings with table 3, figures 2 and 3 and the quotes."""
    yield Heading(1, "Qualitative findings", "qualitative-findings")
    yield paragraph(_material(findings))
    by_group = [FIGURE_2] if _any_share(findings) else []
    yield Paragraph(cited(_overview(findings), TABLE_3, *by_group, FIGURE_3))
    yield table_3(findings)
    if by_group:
        yield _figure(
            findings,
            FIGURE_2,
            "Themes by focus group, as a share of the participants’ words",
            "A segment may belong to more than one theme.",
        )
    else:
        yield paragraph(
            "The themes of single focus groups are withheld: too few people speak in them."
        )
    yield _figure(
        findings,
        FIGURE_3,
        "Segments of the participants’ talk by theme",
        "Segments with similar words and similar theme scores lie close together, so the map shows "
        "how the coding divides the talk and cannot confirm it; the axes have no unit.",
    )
    for finding in findings.themes:
        yield from _theme(finding, findings)


def table_3(findings: Findings) -> Table:
    """Table 3: how widely each theme was spoken about, as in ``table_3_themes.csv``."""
    rows, values = [], list[object]()
    for finding in [*findings.themes, *filter(None, [findings.unassigned])]:
        counts = (finding.segments, finding.participants, finding.focus_groups)
        cells = [*map(whole_cell, counts), decimal_cell(finding.percent_of_words)]
        rows.append(Row((_name(finding), *cells), theme=finding.theme.id if finding.theme else ""))
        values += [*counts, finding.percent_of_words]
    return Table(
        TABLE_3,
        "Themes and how widely they were spoken about",
        ("Theme", "Segments", "Participants", "Focus groups", f"Words,{wording.SPACE}%"),
        tuple(rows),
        note(
            "A segment may belong to more than one theme, so columns do not add up.",
            withheld_note(findings.study.minimum_count, values),
        ),
    )


def table_of_groups(findings: Findings) -> Table:
    """The numbers behind figure 2, as in ``themes_by_group.csv``."""
    everything = [*findings.themes, *filter(None, [findings.unassigned])]
    groups = list(dict.fromkeys(group for finding in everything for group in finding.by_group))
    rows, values = [], list[object]()
    for group in groups:
        shares = [finding.by_group.get(group) for finding in everything]
        rows.append(Row((group, *map(decimal_cell, shares))))
        values += shares
    return Table(
        TABLE_OF_GROUPS,
        "Share of each focus group’s words by theme, in per cent",
        ("Focus group", *map(_name, everything)),
        tuple(rows),
        _withheld_shares(findings.study.minimum_count, values),
    )


def _withheld_shares(minimum: int, values: Sequence[object]) -> str:
    if not withheld_note(minimum, values):
        return ""
    return (
        f"Withheld: a theme whose number of participants is withheld, a group in which fewer than "
        f"{minimum} people speak, or one from which such a group could be derived."
    )


def _any_share(findings: Findings) -> bool:
    """Whether the share of any theme in any group is published."""
    return any(finding.by_group for finding in findings.themes)


def _name(finding: ThemeFinding) -> str:
    return finding.theme.name if finding.theme else "No theme"


def _figure(findings: Findings, key: str, title: str, remark: str) -> Figure:
    return Figure(key, title, findings.images[key], findings.alt_texts[key], remark)


def _material(findings: Findings) -> str:
    """How much was said, and how much of it nobody could be given."""
    facts = findings.facts
    turns, words, segments = (
        facts[name] for name in ("participant_turns", "participant_words", "segments")
    )
    parts = [
        f"took {wording.counted(turns, 'turn')}" if turns is not None else "",
        f"spoke {wording.counted(words, 'word')}" if words is not None else "",
    ]
    text = wording.sentence(
        f"participants {' and '.join(filter(None, parts))}" if any(parts) else "",
    )
    if text and segments is not None:
        divided = f"this talk was divided into {wording.counted(segments, 'segment')}"
        text += f" {wording.sentence(divided)}"
    unknown = facts["unattributed_turns"]
    if unknown:
        turn, they = wording.plural(unknown, "turn"), wording.plural(unknown, "it is", "they are")
        text += " " + wording.sentence(
            f"in {wording.cardinal(unknown)} further {turn} the speaker is not known;",
            f"{they} neither coded nor quoted",
        )
    return text


def _overview(findings: Findings) -> str:
    """The themes by name, which of them took most and least, and what belongs to none."""
    names = [f"“{finding.theme.name}”" for finding in findings.themes if finding.theme]
    were = wording.plural(len(names), "was", "were")
    text = wording.sentence(
        f"{wording.counted(len(names), 'theme')} {were} coded: {wording.listing(names)}"
    )
    sized = [(f.percent_of_words, f) for f in findings.themes if f.percent_of_words is not None]
    # A withheld share could be the largest of all.
    if len(sized) == len(findings.themes) and len({size for size, _ in sized}) > 1:
        most, least = (end(sized, key=lambda pair: pair[0]) for end in (max, min))
        text += " " + wording.sentence(
            f"“{_name(most[1])}” took the largest share of the participants’ words",
            f"({wording.percentage(most[0])}) and “{_name(least[1])}” the smallest",
            f"({wording.percentage(least[0])})",
        )
    rest = findings.unassigned
    if rest and rest.segments and rest.percent_of_words is not None:
        text += " " + wording.sentence(
            f"no theme was given to {wording.counted(rest.segments, 'segment')}, which",
            f"{wording.plural(rest.segments, 'holds', 'hold')}",
            f"{wording.percentage(rest.percent_of_words)} of the participants’ words",
        )
    return text


def _theme(finding: ThemeFinding, findings: Findings) -> Iterator[Block]:
    theme = finding.theme
    if theme is None:
        return
    yield Heading(2, theme.name, f"theme-{theme.id.replace('_', '-')}", theme=theme.id)
    where = _where(finding)
    reach = _reach(finding, findings)
    counted = (f"{reach} ", *cited(where, FIGURE_2)) if where else (reach,)
    definition = f" The codebook describes the theme as “{theme.definition.rstrip('.')}”."
    yield Paragraph((*counted, definition))
    if finding.segments == 0:
        return
    yield Placeholder(
        "Interpretation: say in the team’s own words what this theme meant to the participants and "
        "what the quotes show."
    )
    if not finding.quotes:
        yield paragraph("No quote has been chosen for this theme.")
    for quote in finding.quotes:
        yield Quote(quote.text, quote.attribution, quote.segment_id)


def _reach(finding: ThemeFinding, findings: Findings) -> str:
    """Who spoke about a theme, in how many groups, and how much."""
    if finding.segments == 0:
        return "No participant spoke about this theme."
    if finding.participants is None:
        return "How many participants spoke about this theme, and how much, is withheld."
    who = _speakers(finding.participants, findings.facts["participants"])
    groups = wording.out_of(finding.focus_groups, findings.facts["focus_groups"], "focus group")
    hold = wording.plural(finding.segments, "holds", "hold")
    words = finding.percent_of_words
    much = ""
    if words is not None:
        much = f"that {hold} {wording.percentage(words)} of the participants’ words"
    return wording.sentence(
        f"{who} in {groups} spoke about this theme,",
        f"in {wording.counted(finding.segments, 'segment')}",
        much,
    )


def _speakers(n: int | None, total: int | None) -> str:
    """People with a careful word first: ``most participants (14 of 18, 77.8 %)``."""
    word = wording.quantity(n, total)
    if n is None or not total:
        return wording.counted(n, "participant")
    if word in ("all", "one", "none"):
        return wording.out_of(n, total, "participant")
    percent = wording.percentage(100 * n / total)
    return f"{word} participants ({wording.digits(n)} of {wording.digits(total)}, {percent})"


def _where(finding: ThemeFinding) -> str:
    """In which groups a theme took most and least of the words; of equals the first in order.

    Nothing where a share is withheld, which could be the largest.
    """
    shares = [(share, group) for group, share in finding.by_group.items() if share is not None]
    hidden = len(shares) < len(finding.by_group)
    if hidden or finding.segments == 0 or len({share for share, _ in shares}) < 2:
        return ""
    high, low = (end(shares, key=lambda pair: pair[0]) for end in (max, min))
    return wording.sentence(
        f"it took the largest share of words in {high[1]} ({wording.percentage(high[0])}) and the",
        f"smallest in {low[1]} ({wording.percentage(low[0])})",
    )
