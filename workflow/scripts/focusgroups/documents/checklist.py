"""The COREQ checklist, filled in as far as the findings know the answers, and no further."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from focusgroups.documents import wording
from focusgroups.documents.coreq_items import ITEMS, Item
from focusgroups.documents.findings import Findings, ThemeFinding
from focusgroups.documents.outline import Block, Heading, Row, Table, paragraph
from focusgroups.documents.sections.participants import label
from focusgroups.documents.sections.saturation import saturation_sentences
from focusgroups.tables import BETWEEN
from focusgroups.tabulation.demographics import PARTICIPANTS
from focusgroups.tabulation.disclosure import is_small
from focusgroups.themes.saturation import NOT_SATURATED, SATURATED

CHECKLIST_COLUMNS = ("item", "domain", "topic", "question", "answer", "status", "source")
FILLED, IN_PART, OPEN = "filled", "in part", "for the authors"
LEFT_OPEN = "[For the authors]"
OF_CHECKLIST = "C"  # Table C1: Table 1 is one of the results

FACTS = "study_facts.csv"
TABLE_1 = "1_demographics/table_1_participants.csv"
TABLE_2 = "1_demographics/table_2_deprivation.csv"
TABLE_3 = "2_qualitative_findings/table_3_themes.csv"
TABLE_4 = "2_qualitative_findings/table_4_quotes.csv"
SUB_THEMES = "2_qualitative_findings/sub_themes.csv"
SATURATION = "3_rigour/saturation.csv"
AGREEMENT = "3_rigour/agreement.csv"
CODEBOOK_CHECK = "3_rigour/codebook_check.csv"
METHODS = "methods.md"
REPORT = "report.html"

CODER = re.compile(r"coder_[0-9]+")
INTRODUCTION = (
    "The items are those of COREQ (Tong, Sainsbury and Craig 2007; doi:10.1093/intqhc/mzm042); the "
    "questions are put in other words. Answers come from the release files named beside them. What "
    f"only the authors know is marked {LEFT_OPEN}; nothing was filled in by guess."
)


@dataclass(frozen=True)
class Answer:
    """What is known of an item, from which release files, and what people must add to it."""

    text: str = ""
    sources: tuple[str, ...] = ()
    missing: str = ""

    @property
    def status(self) -> str:
        """Whether nothing, something or everything is left to the authors."""
        if not self.text:
            return OPEN
        return IN_PART if self.missing else FILLED

    @property
    def written(self) -> str:
        """The answer with what is missing in it, if there is one."""
        marked = f"{LEFT_OPEN.removesuffix(']')}: {self.missing}]" if self.missing else ""
        return " ".join(filter(None, [self.text, marked])) if self.text else ""


@dataclass(frozen=True)
class Study:
    """All that answers are taken from: findings, whose coding counted, and the software."""

    findings: Findings
    coders: int | None
    versions: Mapping[str, str]


UNKNOWN = Answer()


def answers(study: Study) -> dict[Item, Answer]:
    """Every item of the checklist with its answer, in order."""
    return {item: KNOWN[item.number](study) if item.number in KNOWN else UNKNOWN for item in ITEMS}


def checklist_table(answered: Mapping[Item, Answer]) -> pd.DataFrame:
    """The checklist as a table with ``CHECKLIST_COLUMNS``; what is left open has no answer."""
    return pd.DataFrame(
        [
            (
                item.number,
                item.domain,
                item.topic,
                item.question,
                answer.written,
                answer.status,
                BETWEEN.join(answer.sources),
            )
            for item, answer in answered.items()
        ],
        columns=list(CHECKLIST_COLUMNS),
    )


def checklist_blocks(answered: Mapping[Item, Answer]) -> Iterator[Block]:
    """The checklist as an outline: what it is, then a table for each domain."""
    statuses = [answer.status for answer in answered.values()]
    yield paragraph(INTRODUCTION)
    yield paragraph(
        wording.sentence(
            f"of {wording.digits(len(statuses))} items, {statuses.count(FILLED)} are filled in and",
            f"{statuses.count(IN_PART)} in part;",
            f"{statuses.count(OPEN)} are left to the authors",
        )
    )
    for number, domain in enumerate(dict.fromkeys(item.domain for item in answered), start=1):
        yield Heading(1, f"Domain {number}: {domain}", f"domain-{number}")
        of_domain = {item: answer for item, answer in answered.items() if item.domain == domain}
        yield Table(
            f"coreq_{number}",
            f"Items on {domain[0].lower()}{domain[1:]}",
            ("Item", "Answer", "Release file"),
            tuple(_rows(of_domain)),
            prose=(1, 2),
            widths=(0.32, 0.42, 0.26),
            series=OF_CHECKLIST,
        )


def _rows(answered: Mapping[Item, Answer]) -> Iterator[Row]:
    group = ""
    for item, answer in answered.items():
        if item.group != group:
            group = item.group
            yield Row((group,), heading=True)
        cells = (
            f"{item.number}. {item.topic}: {item.question}",
            answer.written or LEFT_OPEN,
            _lines(answer.sources),
        )
        yield Row(cells, to_fill=() if answer.status == FILLED else (1,))


def _lines(sources: Sequence[str]) -> str:
    """Names of files without their folders, for which a column is too narrow."""
    return ", ".join(source.rpartition("/")[2] for source in sources)


# --- What is known ------------------------------------------------------------------------------


def _sample_size(study: Study) -> Answer:
    facts = study.findings.facts
    people = wording.counted(facts["participants"], "participant")
    groups = wording.counted(facts["focus_groups"], "focus group")
    return Answer(wording.sentence(f"{people} in {groups}"), (FACTS,))


def _non_participation(study: Study) -> Answer:
    """Invited minus taking part; reasons are nowhere in the data."""
    invited, came = (study.findings.facts[name] for name in ("invited", "participants"))
    if invited is None or came is None or invited < came:
        return UNKNOWN
    if invited == came:
        everybody = wording.out_of(came, invited, "person", "people")
        return Answer(wording.sentence(f"{everybody} invited took part"), (FACTS,))
    missing = "how many declined or left, and their reasons"
    away, minimum = invited - came, study.findings.study.minimum_count
    many = wording.WITHHELD if is_small(away, minimum) else wording.digits(away)
    said = f"of {wording.counted(invited, 'person', 'people')} invited, {many} did not take part"
    return Answer(wording.sentence(said), (FACTS,), missing)


def _setting(study: Study) -> Answer:
    sites = study.findings.facts["sites"]
    if not sites:
        return UNKNOWN
    said = f"the groups met at {wording.counted(sites, 'site')}"
    return Answer(wording.sentence(said), (FACTS,), "what kind of places these were")


def _sample(study: Study) -> Answer:
    """Where the sample is described; the numbers stand in the tables."""
    findings = study.findings
    named = [label(c.name).lower() for c in findings.characteristics if c.name != PARTICIPANTS]
    counts = [level.n for c in findings.characteristics for level in c.levels]
    said = []
    if named:
        said.append(f"{wording.listing(named)} (table 1 of the results)")
    if findings.deprivation:
        said.append("deprivation of the area where they live (table 2)")
        counts += [level.n for domain in findings.deprivation for level in domain.deciles]
    if not said:
        return UNKNOWN
    withheld = " Some counts are withheld." if None in counts else ""
    text = wording.sentence(f"participants are described by {wording.listing(said)}")
    sources = (*([TABLE_1] if named else []), *([TABLE_2] if findings.deprivation else []))
    return Answer(f"{text}{withheld}", sources)


def _duration(study: Study) -> Answer:
    facts = study.findings.facts
    length = wording.between(facts["minutes_min"], facts["minutes_max"], "minute")
    return Answer(wording.sentence(f"the groups lasted {length}"), (FACTS,)) if length else UNKNOWN


def _saturation(study: Study) -> Answer:
    steps = study.findings.saturation
    if not steps:
        return UNKNOWN
    judged = any(step.verdict in (SATURATED, NOT_SATURATED) for step in steps)
    missing = "" if judged else "whether and how saturation was judged otherwise"
    return Answer(saturation_sentences(study.findings), (SATURATION,), missing)


def _coders(study: Study) -> Answer:
    """How many people coded by hand, and what became of it."""
    rows = study.findings.agreement
    found = {coder for row in rows for coder in CODER.findall(row.raters)}
    if not rows:
        text = "Nobody’s coding by hand entered the analysis; themes were proposed by a program."
        return Answer(text, (AGREEMENT,), "who read and checked the proposals")
    people = wording.counted(len(found), "person", "people") if found else "people"
    use = "Their coding measured agreement and overruled nothing; themes were proposed by a program"
    if study.coders != 0:
        use = "Themes were proposed by a program, which their coding taught and overruled"
    said = f"{wording.sentence(f'{people} coded segments by hand')} {use}."
    return Answer(said, (AGREEMENT,), "" if found else "how many people coded")


def _coding_tree(study: Study) -> Answer:
    themes = [found.theme for found in study.findings.themes if found.theme]
    keywords = sum(len(theme.keywords) for theme in themes)
    said = (
        f"the codebook has {wording.counted(len(themes), 'theme')}, each with a definition, and "
        f"{wording.counted(keywords, 'keyword')}; the report describes the themes and what their "
        "keywords find"
    )
    return Answer(wording.sentence(said), (CODEBOOK_CHECK, REPORT))


def _derivation(_: Study) -> Answer:
    text = (
        "The themes were given to the analysis in a codebook; a program proposed where they occur "
        "and built none from the data."
    )
    missing = "how people came to the themes of the codebook, beforehand or from the data"
    return Answer(text, (METHODS,), missing)


def _software(study: Study) -> Answer:
    named = [f"{name} {version}" for name, version in study.versions.items()]
    return Answer(wording.sentence(wording.listing(named)), (METHODS, REPORT))


def _quotations(study: Study) -> Answer:
    quotes = [quote for found in study.findings.themes for quote in found.quotes]
    if not quotes:
        return UNKNOWN
    themes = sum(bool(found.quotes) for found in study.findings.themes)
    groups = {quote.attribution.rpartition("_")[0] for quote in quotes}
    said = (
        f"{wording.counted(len(quotes), 'quote')} {wording.plural(len(quotes), 'shows', 'show')} "
        f"{wording.counted(themes, 'theme')} in the words of "
        f"{wording.counted(len(groups), 'focus group')}"
    )
    told = (
        "Each names its focus group and the speaker’s role, but no participant. In the report and "
        "table 4 each carries the id of its segment, by which the study team finds its source."
    )
    return Answer(f"{wording.sentence(said)} {told}", (TABLE_4, REPORT))


def _major_themes(study: Study) -> Answer:
    named = [_theme(found) for found in study.findings.themes if found.theme]
    number = wording.counted(len(named), "theme")
    return Answer(wording.sentence(f"{number}: {wording.listing(named)}"), (TABLE_3, REPORT))


def _theme(found: ThemeFinding) -> str:
    """A theme's name with the number of its segments in brackets."""
    name = found.theme.name if found.theme else ""
    if found.segments is None:
        return f"“{name}” (segments withheld)"
    return f"“{name}” ({wording.counted(found.segments, 'segment')})"


def _minor_themes(study: Study) -> Answer:
    """The exploratory patterns, which are no themes that a person described."""
    findings = study.findings
    rest = [findings.unassigned] if findings.unassigned else []
    patterns = [p for found in [*findings.themes, *rest] for p in found.patterns]
    if not patterns:
        return UNKNOWN
    said = (
        f"{wording.counted(len(patterns), 'pattern')} within the themes and in talk without a "
        f"theme {wording.plural(len(patterns), 'is', 'are')} listed"
    )
    made = "They are exploratory and made by a machine."
    missing = "which of them are themes of their own, and which voices differed"
    return Answer(f"{wording.sentence(said)} {made}", (SUB_THEMES, REPORT), missing)


# By the item's number; of the others nothing is known.
KNOWN: Mapping[int, Callable[[Study], Answer]] = {
    12: _sample_size,
    13: _non_participation,
    14: _setting,
    16: _sample,
    21: _duration,
    22: _saturation,
    24: _coders,
    25: _coding_tree,
    26: _derivation,
    27: _software,
    29: _quotations,
    31: _major_themes,
    32: _minor_themes,
}
