"""What participants spoke about: the themes together, then each with its quotes."""

from collections.abc import Iterator, Sequence

from focusgroups.documents import wording
from focusgroups.documents.findings import FIGURES, Findings, ThemeFinding
from focusgroups.documents.outline import (
    REPORTED,
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
LISTED_THEMES = 6  # more than these are better read in the table
FIGURE_2, FIGURE_3 = FIGURES[1:3]
FIGURE_S1 = "figure_s1_cooccurrence"


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
            "Themes by focus group: shares of its participants and of their words",
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
        "how the coding divides the talk and cannot confirm it; the axes have no unit. A "
        "segment is drawn once, under its foremost theme, so that a theme may have fewer points "
        "than segments; segments without words are not drawn.",
    )
    yield paragraph(_patterns_and_quotes(findings))
    for finding in findings.themes:
        yield from _theme(finding, findings)
    yield from _together(findings)


def _together(findings: Findings) -> Iterator[Block]:
    """The themes that were given to the same segments, in a figure of its own."""
    if len(findings.themes) < 2:
        return
    yield Heading(2, "Themes that occur together", "themes-together")
    said = "A segment may have several themes, which then occur together."
    yield Paragraph(cited(said, FIGURE_S1))
    yield _figure(
        findings,
        FIGURE_S1,
        "Themes that occur together",
        "In each cell: how many segments of the row’s theme have the column’s theme as well, and "
        "which share of the row’s segments that is.",
    )


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
    rows, values = list[Row](), list[object]()
    for heading, shares in (
        ("Of the words", [finding.by_group for finding in everything]),
        ("Of the participants", [finding.people_by_group for finding in everything]),
    ):
        rows.append(Row((heading,), heading=True))
        for group in dict.fromkeys(group for of_theme in shares for group in of_theme):
            cells = [of_theme.get(group) for of_theme in shares]
            rows.append(Row((group, *map(decimal_cell, cells))))
            values += cells
    return Table(
        TABLE_OF_GROUPS,
        "Themes by focus group, in per cent of its words and of its participants",
        ("Focus group", *map(_name, everything)),
        tuple(rows),
        _withheld_shares(findings.study.minimum_count, values),
        series=REPORTED,
    )


def _withheld_shares(minimum: int, values: Sequence[object]) -> str:
    if not withheld_note(minimum, values):
        return ""
    return (
        f"Withheld: a theme whose number of participants is withheld, a group in which fewer than "
        f"{minimum} people speak, a share of fewer people than that or of all but fewer, or what "
        "one of these could be derived from."
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
    who = "the participant" if facts["participants"] == 1 else "participants"
    text = wording.sentence(
        f"{who} {' and '.join(filter(None, parts))}" if any(parts) else "",
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
    if quiet := _silent_groups(findings):
        nothing = f"so nothing that follows is from {wording.plural(len(quiet), 'it', 'them')}"
        text += f" No participant spoke in {wording.listing(quiet)}, {nothing}."
    return text


def _overview(findings: Findings) -> str:
    """Which themes were coded, and how widely they were spoken about."""
    names = [f"“{_name(finding)}”" for finding in findings.themes]
    were = wording.plural(len(names), "was", "were")
    listed = f": {wording.listing(names)}" if len(names) <= LISTED_THEMES else ""
    text = wording.sentence(f"{wording.counted(len(names), 'theme')} {were} coded{listed}")
    told = [found for found in findings.themes if found.segments]
    silent = [found for found in findings.themes if found.segments == 0]
    if silent and told:
        unheard = wording.listing([f"“{_name(found)}”" for found in silent])
        text += " " + wording.sentence(f"no segment of the talk was given {unheard}")
    if len(told) > 1 and len(told) + len(silent) == len(findings.themes):
        text += f" {_reach_of_all(told, bool(silent), findings)}"
    if len(findings.themes) > 1 and not told and not silent:
        text += " How widely they were spoken about is withheld."
    rest = findings.unassigned
    if rest and rest.segments and rest.percent_of_words is not None:
        text += " " + wording.sentence(
            f"no theme was given to {wording.counted(rest.segments, 'segment')}, which",
            f"{wording.plural(rest.segments, 'holds', 'hold')}",
            f"{wording.percentage(rest.percent_of_words)} of the participants’ words",
        )
    return text


def _reach_of_all(told: Sequence[ThemeFinding], is_part: bool, findings: Findings) -> str:
    """How many people spoke about each of the themes, from the fewest to the most."""
    people = sorted(found.participants or 0 for found in told)
    total, groups = findings.facts["participants"], findings.facts["focus_groups"]
    if people[0] == people[-1]:
        who = wording.out_of(people[0], total, "participant")
    else:
        of = "" if total is None else f" of the {wording.digits(total)}"
        who = f"{wording.digits(people[0])} to {wording.digits(people[-1])}{of} participants"
    everywhere = groups is not None and all(found.focus_groups == groups for found in told)
    where = f", and in {wording.out_of(groups, groups, 'focus group')}" if everywhere else ""
    each = "each of the others" if is_part else "each"
    return wording.sentence(f"{each} was spoken about by {who}{where}")


def _patterns_and_quotes(findings: Findings) -> str:
    """What readers must know of the patterns and quotes below."""
    text = ""
    if any(finding.patterns for finding in findings.themes):
        text = (
            "Patterns within themes are exploratory: groups of segments with like words, made by a "
            "machine and named here by the words that set them apart, in quotation marks. They are "
            "a start for reading and not sub-themes that people found. "
        )
    if any(finding.quotes for finding in findings.themes):
        return text + (
            "Quotes are verbatim, with what could identify somebody replaced by its kind in square "
            "brackets; the letters after the name of the focus group say that a participant (SU, "
            "service user) is speaking."
        )
    return f"{text}No quotes are printed, since none has been chosen yet."


# --- One theme ----------------------------------------------------------------------------------


def _theme(finding: ThemeFinding, findings: Findings) -> Iterator[Block]:
    theme = finding.theme
    if theme is None:
        return
    yield Heading(2, theme.name, f"theme-{theme.id.replace('_', '-')}", theme=theme.id)
    definition = f"The codebook describes this theme as “{theme.definition.rstrip('.')}”."
    where = _where(finding, findings)
    cites = cited(where, FIGURE_2) if where else ()
    said = (definition, _reach(finding, findings), _size(finding, findings))
    reach = " ".join(filter(None, said))
    patterns = _patterns(finding) if finding.segments else ""
    yield paragraph(reach, " " if where else "", *cites, f" {patterns}" if patterns else "")
    if finding.segments == 0:
        return
    yield Placeholder(
        "Interpretation: say in the team’s own words what this theme meant to the participants and "
        "what the quotes show."
    )
    if not finding.quotes and any(other.quotes for other in findings.themes):
        yield paragraph("No quote has been chosen for this theme.")
    for quote in finding.quotes:
        yield Quote(quote.text, quote.attribution, quote.segment_id)


def _reach(finding: ThemeFinding, findings: Findings) -> str:
    """Who spoke about a theme, and in how many groups."""
    if finding.segments == 0:
        return "No segment of the participants’ talk was given it."
    if finding.participants is None:
        return "How many participants spoke about it, and how much, is withheld."
    words, total = findings.study.wording, findings.facts["focus_groups"]
    who = wording.part_of(
        finding.participants, findings.facts["participants"], words.most, words.few, "participant"
    )
    groups = wording.out_of(finding.focus_groups, total, "focus group")
    if finding.focus_groups == 1 and total is not None and total > 1:
        groups = f"one of the {wording.cardinal(total)} focus groups"
    return wording.sentence(f"{who}, in {groups}, spoke about it")


def _size(finding: ThemeFinding, findings: Findings) -> str:
    """How much was said about a theme, and whether that is the most or the least of all."""
    if not finding.segments or finding.percent_of_words is None:
        return ""
    share = f"{wording.percentage(finding.percent_of_words)} of the participants’ words"
    segments = wording.counted(finding.segments, "segment")
    hold = wording.plural(finding.segments, "holds", "hold")
    others = [f.percent_of_words for f in findings.themes if f is not finding]
    known = [percent for percent in others if percent is not None]
    other = "the other theme" if len(others) == 1 else "any other theme"
    if known and len(known) == len(others):  # a withheld share could be the largest
        if finding.percent_of_words > max(known):
            return wording.sentence(
                f"with {segments} and {share}, it took up more of the talk than {other}"
            )
        if finding.percent_of_words < min(known):
            return wording.sentence(
                f"it took up less of the talk than {other}: {segments} with {share}"
            )
    return wording.sentence(f"it was given to {segments}, which {hold} {share}")


def _where(finding: ThemeFinding, findings: Findings) -> str:
    """How a theme's share of the words differs between the groups in which participants spoke.

    Nothing where a share is withheld, which could be the largest.
    """
    quiet = _silent_groups(findings)
    groups = {name: share for name, share in finding.by_group.items() if name not in quiet}
    shares = {name: share for name, share in groups.items() if share is not None}
    if len(shares) < max(2, len(groups)) or not finding.segments:
        return ""
    absent = [name for name, share in shares.items() if not share]
    # A share may be rounded to nothing: only where the numbers of groups agree is there none.
    if len(finding.by_group) - len(quiet) - len(absent) != finding.focus_groups:
        absent = []
    present = {name: share for name, share in shares.items() if name not in absent}
    high, low = (end(present, key=lambda name: present[name]) for end in (max, min))
    if len(present) == 1:
        share = wording.percentage(present[high])
        return wording.sentence(f"that was {high}, where it took {share} of the words")
    text = "" if not absent else f"it did not come up in {wording.listing(absent)}; elsewhere "
    if present[high] == present[low]:
        same = wording.percentage(present[high])
        return wording.sentence(f"{text}its share of the words was {same} in every group")
    return wording.sentence(
        f"{text}its share of a group’s words ranged from {wording.percentage(present[low])} in",
        f"{low} to {wording.percentage(present[high])} in {high}",
    )


def _patterns(finding: ThemeFinding) -> str:
    """The exploratory patterns of a theme by the terms that set them apart."""
    if not finding.patterns:
        return ""
    named = [
        f"“{p.label}” ({wording.counted(p.segments, 'segment')} from "
        f"{wording.counted(p.participants, 'participant')})"
        for p in finding.patterns
    ]
    if len(named) == 1:
        return wording.sentence(f"one exploratory pattern within it is set apart by {named[0]}")
    number = wording.cardinal(len(named))
    listed = wording.listing(named)
    return wording.sentence(f"within it, {number} exploratory patterns are set apart by {listed}")


def _silent_groups(findings: Findings) -> list[str]:
    """The groups in which no participant spoke: neither about a theme nor about anything else."""
    every = [*findings.themes, *filter(None, [findings.unassigned])]
    groups = dict.fromkeys(group for finding in every for group in finding.by_group)
    return [group for group in groups if all(f.by_group.get(group) == 0 for f in every)]
