"""How quotes were chosen, how far the findings hold, and what was withheld, as methods tell it."""

from collections.abc import Iterator, Mapping
from typing import Any

from focusgroups.documents import wording
from focusgroups.documents.findings import Findings
from focusgroups.documents.outline import Block, Heading, paragraph
from focusgroups.documents.sections.saturation import METHOD
from focusgroups.themes.bootstrap import SAMPLES
from focusgroups.themes.stability_columns import GROUP, KEYWORD, PARTICIPANT, RESAMPLED

CHOSEN = (
    "Quotes were taken from segments that speak clearly for a theme and little for others, from "
    "different focus groups and speakers, and only from people who agreed to be quoted."
)
MEASURES = (
    "Agreement was measured by the share of decisions that are the same, kappa (Cohen 1960), AC1 "
    "(Gwet 2008) and alpha (Krippendorff 2019), with 95 % percentile intervals (Efron and "
    "Tibshirani 1993) from "
)
# What was left out in turn, as the method names it.
LEFT_OUT = {
    GROUP: "each focus group",
    PARTICIPANT: "each participant",
    KEYWORD: "each keyword",
    RESAMPLED: "for participants drawn with replacement",
}


def quotes(parameters: Mapping[str, Mapping[str, Any]]) -> Iterator[Block]:
    """How quotes were chosen, and who approved of them."""
    yield Heading(2, "Choice of quotes", "methods-quotes")
    rules = parameters["quotes"]
    lengths = wording.between(rules["min_words"], rules["max_words"], "word")
    most = wording.counted(rules["per_theme"], "quote")
    proposed = f"For each theme up to {most} of {lengths} were proposed."
    approved = (
        " Only passages that a person had approved of, for this theme and in these words, are "
        "printed."
        if parameters.get("release", {}).get("requires_quote_approval")
        else " Where the study team had chosen passages, these came first."
    )
    yield paragraph(f"{CHOSEN} {proposed}", approved)


def rigour(findings: Findings, parameters: Mapping[str, Mapping[str, Any]]) -> Iterator[Block]:
    """Saturation, agreement and stability, each as far as it was measured; what was withheld."""
    yield Heading(2, "Saturation, agreement and stability", "methods-rigour")
    yield paragraph(_saturation(findings))
    yield paragraph(_agreement(findings))
    yield paragraph(_stability(findings))
    yield Heading(2, "Disclosure control and wording", "methods-disclosure")
    yield paragraph(_disclosure(parameters["disclosure"]["minimum_count"]))
    if words := parameters.get("wording"):
        yield paragraph(_careful_words(words["most"], words["few"]))


def _saturation(findings: Findings) -> str:
    if not findings.saturation:
        return "Saturation was not measured."
    rule = findings.study.saturation
    base = wording.counted(rule.base_size, "focus group")
    run = wording.counted(rule.run_length, "further group")
    threshold = wording.percentage(100 * rule.threshold)
    return (
        f"Saturation was judged by the method of {METHOD}, with the codebook’s keywords as codes: "
        f"the codes of {base} made the base, and saturation was reached where a run of {run} added "
        f"at most {threshold} of them. The same was done for other orders of the groups."
    )


def _agreement(findings: Findings) -> str:
    if not findings.agreement:
        return "Nobody coded segments by hand, so agreement was not measured."
    return (
        "Segments that people had coded by hand were compared, coder with coder and each coder "
        f"with the model. {MEASURES}{wording.digits(SAMPLES)} bootstrap samples of the segments."
    )


def _stability(findings: Findings) -> str:
    kinds = [row.left_out for row in findings.stability]
    parts = [said for kind, said in LEFT_OUT.items() if kind in kinds and kind != RESAMPLED]
    if not kinds:
        return "Stability was not measured."
    without = f"without {wording.listing(parts)} in turn" if parts else ""
    drawn = LEFT_OUT[RESAMPLED] if RESAMPLED in kinds else ""
    again = wording.listing([*filter(None, (without, drawn))])
    bootstrap = " (Efron and Tibshirani 1993)" if drawn else ""
    return (
        f"To see how stable the findings are, the study was coded again {again}{bootstrap}; of a "
        "large study a random part of these was left out."
    )


def _disclosure(minimum: int) -> str:
    """What was withheld, and what was checked before anything was released."""
    checked = (
        "Before release every file, with what it holds out of sight, was searched for names, "
        "postcodes, areas and other identifiers; if anything had been found, nothing would have "
        "been released."
    )
    if not minimum:
        return f"No count was withheld. {checked}"
    few = wording.counted(minimum, "person", "people")
    return (
        f"Counts of fewer than {few} were withheld, and with them any from which one could be "
        f"derived. {checked}"
    )


def _careful_words(most: float, few: float) -> str:
    return (
        "Of parts of the participants, “most” are more than "
        f"{wording.percentage(100 * most)}, “a few” up to {wording.percentage(100 * few)}, and "
        "“some” what lies between."
    )
