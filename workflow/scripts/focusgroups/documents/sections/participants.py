"""Who took part: the groups, how long they lasted, and the participants' characteristics."""

import re
from collections.abc import Iterator, Sequence

from focusgroups.documents import wording
from focusgroups.documents.findings import Characteristic, Count, Findings
from focusgroups.documents.outline import (
    Block,
    Heading,
    Paragraph,
    Placeholder,
    Row,
    Table,
    cited,
    paragraph,
)
from focusgroups.documents.sections.cells import count_cell, note, withheld_note
from focusgroups.tabulation.demographics import AGE, NOT_STATED, PARTICIPANTS

TABLE_1 = "table_1_participants"

RANGE = re.compile(r"([0-9.]+) to ([0-9.]+)")  # of ages; what looks like it elsewhere is a level
BAND = re.compile(r"[0-9]+-[0-9]+")
UNKNOWN_LEVELS = {"", NOT_STATED, "not known", "unknown"}
LISTED_LEVELS = 6  # a sentence with more levels than these is better read as a table
FEWEST_TOGETHER = 3
DESCRIBING = ("gender", "sex", "ethnicity", "marital_status")  # one can say: two were <level>
CAPITALISED = ("ethnicity",)  # characteristics whose levels keep their capitals in a sentence


def participants(findings: Findings) -> Iterator[Block]:
    """The section on participants with table 1."""
    yield Heading(1, "Participants", "participants")
    yield paragraph(_who_came(findings), _where_and_how_long(findings))
    described = [c for c in findings.characteristics if c.name != PARTICIPANTS]
    if not described:
        yield paragraph("No characteristics of the participants were recorded.")
        return
    said = _characteristics(described, findings)
    yield Paragraph(cited(said or "Counts of their characteristics are withheld.", TABLE_1))
    yield Placeholder(
        "Interpretation: say how the people who took part compare with those who were invited and "
        "with those whom the service reaches."
    )
    yield table_1(findings)


def table_1(findings: Findings) -> Table:
    """Table 1: the participants' characteristics, as in ``table_1_participants.csv``."""
    rows: list[Row] = []
    described = [c for c in findings.characteristics if c.name != PARTICIPANTS]
    for characteristic in findings.characteristics:
        if characteristic.name == PARTICIPANTS:
            rows += [Row(("All participants", count_cell(c))) for c in characteristic.levels]
            continue
        rows.append(Row((label(characteristic.name),), heading=True))
        rows += [
            Row((_level(characteristic.name, c.name), count_cell(c))) for c in characteristic.levels
        ]
    levels = [level for c in findings.characteristics for level in c.levels]
    minimum = findings.study.minimum_count
    widened = minimum and any(_range_of(characteristic) for characteristic in described)
    return Table(
        TABLE_1,
        "Characteristics of the participants",
        ("Characteristic", f"n{wording.SPACE}(%)"),
        tuple(rows),
        note(
            "Ranges are widened to multiples of five." if widened else "",
            withheld_note(minimum, [level.n for level in levels]),
        ),
    )


def _range_of(characteristic: Characteristic) -> re.Match[str] | None:
    """The range of the ages, if these are ages and it is given."""
    if characteristic.name != AGE:
        return None
    found = (RANGE.fullmatch(level.name) for level in characteristic.levels)
    return next(filter(None, found), None)


def _level(characteristic: str, name: str) -> str:
    """A level as it is printed in the table: ``34 to 65 (range)``, ``30–39``, ``Female``."""
    if characteristic == AGE and RANGE.fullmatch(name):
        return f"{name} (range)"
    if BAND.fullmatch(name):
        return name.replace("-", "–")
    written = name or NOT_STATED
    return written[0].upper() + written[1:]


def label(name: str) -> str:
    """A column's name as it is printed: ``marital_status`` becomes ``Marital status``."""
    return name.replace("_", " ").capitalize()


def _who_came(findings: Findings) -> str:
    facts = findings.facts
    came, invited = facts["participants"], facts["invited"]
    met = f"took part in {wording.counted(facts['focus_groups'], 'focus group')}"
    if came is None:
        return wording.sentence(f"{wording.WITHHELD} of people {met}")
    if invited is None or invited < came:
        people = wording.plural(came, "person", "people")
        return wording.sentence(f"{wording.digits(came)} {people} {met}")
    part = wording.with_percent(came, 100 * came / invited)
    return wording.sentence(f"of {wording.digits(invited)} people invited, {part} {met}")


def _where_and_how_long(findings: Findings) -> str:
    """Planned and added groups, sites and minutes, as far as they are known; opens with a space."""
    facts = findings.facts
    scheduled, added, sites = facts["scheduled_groups"], facts["added_groups"], facts["sites"]
    length = wording.between(facts["minutes_min"], facts["minutes_max"], "minute")
    text = ""
    if scheduled is not None and added:
        had = wording.plural(scheduled, "group had", "groups had")
        was = wording.plural(added, "was", "were")
        text += " " + wording.sentence(
            f"{wording.cardinal(scheduled)} {had} been scheduled and",
            f"{wording.cardinal(added)} {was} added",
        )
    held = f"met at {wording.counted(sites, 'site')}" if sites else ""
    lasted = f"lasted {length}" if length else ""
    if held or lasted:
        text += " " + wording.sentence("the groups", " and ".join(filter(None, (held, lasted))))
    return text


def _characteristics(described: Sequence[Characteristic], findings: Findings) -> str:
    """Ranges in sentences of their own, then all counts in one sentence."""
    minimum, total = findings.study.minimum_count, findings.facts["participants"]
    ranges, clauses = [], []
    for characteristic in described:
        if ends := _range_of(characteristic):
            ranges.append(_range(ends, characteristic.levels, minimum))
        elif clause := _counts(characteristic):
            clauses.append(clause)
    of = "" if total is None else f"of the {wording.counted(total, 'participant')},"
    counts = wording.sentence(of, "; ".join(clauses)) if clauses else ""
    return " ".join(filter(None, [*ranges, counts]))


def _counts(characteristic: Characteristic) -> str:
    """What is said of one characteristic, as a part of a sentence."""
    levels = characteristic.levels
    name = label(characteristic.name).lower()
    banded = characteristic.name == AGE
    known = [
        c for c in levels if c.n and not _unknown(c) and not (banded and BAND.fullmatch(c.name))
    ]
    said = _said(characteristic.name, sorted(known, key=lambda c: -(c.n or 0)))
    said += _missing(levels)
    if any(count.n is None for count in levels):
        said.append(f"{'further' if said else 'all'} counts by {name} are withheld")
    return wording.listing(said)


def _said(characteristic: str, known: Sequence[Count]) -> list[str]:
    """Levels from the most frequent down; several with one person each are said together."""
    if characteristic not in DESCRIBING:
        name = label(characteristic).lower()
        listed = known[:LISTED_LEVELS]
        return [f"for {wording.with_percent(c.n, c.percent)} {name} was {c.name}" for c in listed]
    single = [c for c in known if c.n == 1]
    together = single if len(single) >= FEWEST_TOGETHER else []
    said = [
        f"{wording.with_percent(c.n, c.percent)} {wording.plural(c.n, 'was', 'were')} "
        f"{_spoken(characteristic, c.name)}"
        for c in known[:LISTED_LEVELS]
        if c not in together
    ]
    if together and len(known) <= LISTED_LEVELS:
        names = wording.listing([_spoken(characteristic, c.name) for c in together])
        said.append(f"{wording.with_percent(1, together[0].percent)} each was {names}")
    return said


def _range(ends: re.Match[str], levels: Sequence[Count], minimum: int) -> str:
    """Lowest and highest; a range that was widened for disclosure is said as a bracket."""
    low, high = ends.groups()
    joined = f"between {low} and {high}" if minimum else f"{low} to {high}"
    return wording.sentence(
        "; ".join([f"participants were aged {joined} years", *_missing(levels)])
    )


def _missing(counts: Sequence[Count]) -> list[str]:
    return [
        f"for {wording.with_percent(c.n, c.percent)} it was not known"
        for c in counts
        if c.n and _unknown(c)
    ]


def _unknown(level: Count) -> bool:
    return level.name.casefold() in UNKNOWN_LEVELS


def _spoken(characteristic: str, level: str) -> str:
    return level if characteristic in CAPITALISED else level[:1].lower() + level[1:]
