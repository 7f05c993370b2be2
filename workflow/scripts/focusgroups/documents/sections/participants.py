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
    if invited == came:
        everybody = "the one person" if came == 1 else f"all {wording.digits(came)} people"
        return wording.sentence(f"{everybody} invited {met}")
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
        who = f"the {wording.plural(facts['focus_groups'], 'group')}"
        text += " " + wording.sentence(who, " and ".join(filter(None, (held, lasted))))
    return text


def _characteristics(described: Sequence[Characteristic], findings: Findings) -> str:
    """A sentence or two for each characteristic, the total in the first that counts."""
    total, said, is_first = findings.facts["participants"], list[str](), True
    for characteristic in described:
        if ends := _range_of(characteristic):
            said.append(_range(ends, total, findings.study.minimum_count))
        clauses = _clauses(characteristic, total)
        if clauses and is_first and clauses[0][:1].isdecimal() and total:
            clauses[0] = f"of the {wording.counted(total, 'participant')}, {clauses[0]}"
            is_first = False
        said.append(wording.sentence(wording.listing(clauses)))
        said += [wording.sentence(text) for text in _not_known(characteristic)]
    return " ".join(filter(None, [*said, *_withheld(described)]))


def _clauses(characteristic: Characteristic, total: int | None) -> list[str]:
    """The levels of one characteristic, from the most frequent down, as parts of a sentence."""
    known = [
        count
        for count in characteristic.levels
        if count.n
        and not _unknown(count)
        and not (characteristic.name == AGE and (BAND.fullmatch(count.name) or _is_range(count)))
    ]
    known = sorted(known, key=lambda count: -(count.n or 0))
    listed, name = known[:LISTED_LEVELS], label(characteristic.name).lower()
    more = ["others had what the table lists"] if len(known) > len(listed) else []
    if characteristic.name in DESCRIBING:
        return [*_described(characteristic.name, listed, total), *more]
    if listed and listed[0].n == total:
        return [f"{name} was {listed[0].name} for {wording.out_of(total, total, 'participant')}"]
    each = [f"{count.name} for {wording.with_percent(count.n, count.percent)}" for count in listed]
    return [f"{name} was {each[0]}", *each[1:], *more] if each else []


def _described(characteristic: str, levels: Sequence[Count], total: int | None) -> list[str]:
    """People by what they are; several levels with one person each are said together."""
    single = [count for count in levels if count.n == 1]
    together = single if len(single) >= FEWEST_TOGETHER else []
    said: list[str] = []
    for count in levels:
        if count in together:
            continue
        who = wording.with_percent(count.n, count.percent)
        if count.n == total:
            who = wording.out_of(count.n, total, "participant")
        verb = "" if said else f" {wording.plural(count.n, 'was', 'were')}"
        said.append(f"{who}{verb} {_spoken(characteristic, count.name)}")
    if together:
        names = wording.listing([_spoken(characteristic, count.name) for count in together])
        percent = together[0].percent
        share = f" ({wording.percentage(percent)})" if percent is not None else ""
        said.append(f"one each{share} {'' if said else 'was '}{names}")
    return said


def _range(ends: re.Match[str], total: int | None, minimum: int) -> str:
    """Lowest and highest; a range that was widened for disclosure is said as a bracket."""
    low, high = ends.groups()
    who = "the participant was" if total == 1 else "participants were"
    if low == high:
        return wording.sentence(f"{who} aged {low} years")
    return wording.sentence(
        f"{who} aged {f'between {low} and {high}' if minimum else f'{low} to {high}'} years"
    )


def _not_known(characteristic: Characteristic) -> Iterator[str]:
    """Of how many people the level is not known."""
    name = label(characteristic.name).lower()
    for count in characteristic.levels:
        if count.n and _unknown(count):
            yield f"{name} was not known for {wording.with_percent(count.n, count.percent)}"


def _withheld(described: Sequence[Characteristic]) -> Iterator[str]:
    """Of which characteristics all counts are withheld, and of which some."""
    names: dict[str, list[str]] = {"all": [], "further": []}
    for characteristic in described:
        levels = [count for count in characteristic.levels if not _is_range(count)]
        if any(count.n is None for count in levels):
            told = any(count.n is not None for count in levels)
            names["further" if told else "all"].append(label(characteristic.name).lower())
    for which, listed in names.items():
        if listed:
            yield wording.sentence(f"{which} counts by {wording.listing(listed)} are withheld")


def _is_range(level: Count) -> bool:
    return RANGE.fullmatch(level.name) is not None


def _unknown(level: Count) -> bool:
    return level.name.casefold() in UNKNOWN_LEVELS


def _spoken(characteristic: str, level: str) -> str:
    return level if characteristic in CAPITALISED else level[:1].lower() + level[1:]
