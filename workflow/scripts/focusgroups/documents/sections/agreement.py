"""How far coders agree with each other, and each of them with the model."""

from collections.abc import Iterator, Sequence

from focusgroups.codebook import ALL_THEMES
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
from focusgroups.documents.rigour import Agreement, Estimate
from focusgroups.documents.sections.cells import NO_CELL, note
from focusgroups.themes.agreement import ALL_CODERS, MODEL

OVERALL, BY_THEME = "agreement", "agreement_by_theme"
WITH_MODEL = f" and {MODEL}"
TENTATIVE = 0.667  # Krippendorff (2019): the lowest alpha from which to conclude anything
MOST_TOLD = 3  # more raters are told as a range
COLUMNS = ("Segments", "Same, %", "Kappa", "AC1", "Alpha")
WIDTHS = (0.22, 0.12, 0.165, 0.165, 0.165, 0.165)

HOW_TO_READ = (
    "A decision is whether a segment has a theme. Some decisions are the same by chance; kappa "
    "(Cohen 1960), AC1 (Gwet 2008) and alpha (Krippendorff 2019) allow for that: 1 is full "
    "agreement, 0 is what chance would bring. Where a theme is rare, kappa and alpha may be low "
    "although nearly all decisions are the same. Krippendorff asks for an alpha of 0.800, and of "
    f"at least {TENTATIVE} where conclusions are tentative."
)
NOTE = (
    "Same: the share of decisions that are the same. In brackets: 95 % intervals, from 2,000 "
    "samples of the segments. The model’s decision on a segment is made by models that did not "
    "learn from that segment’s own coding."
)
INVENTED = (
    "The coders of this demonstration are invented, too: their codings show how agreement is "
    "reported and are evidence of nothing."
)


def agreement(findings: Findings) -> Iterator[Block]:
    """The section on agreement, with a table of all raters."""
    yield Heading(2, "Agreement between coders", "coder-agreement")
    rows = [row for row in findings.agreement if row.theme == ALL_THEMES]
    if not rows:
        yield paragraph("Nobody coded segments by hand, so agreement was not measured.")
        return
    people = [row for row in rows if not row.raters.endswith(WITH_MODEL)]
    model = [row for row in rows if row.raters.endswith(WITH_MODEL)]
    said = " ".join(filter(None, [_of_people(people), _of_model(model)]))
    yield Paragraph(cited(said, OVERALL))
    invented = f" {INVENTED}" if findings.study.synthetic else ""
    yield paragraph(HOW_TO_READ, _low([*people, *model]), invented)
    yield Table(
        OVERALL,
        "Agreement on all themes together",
        ("Raters", *COLUMNS),
        tuple(Row((_called(row.raters), *_cells(row))) for row in rows),
        note(NOTE, _undefined(rows)),
        widths=WIDTHS,
        breaking=True,
    )


def table_of_themes(findings: Findings) -> Table:
    """Agreement by theme: of all coders together or the only two, and of each with the model."""
    together = _together([row for row in findings.agreement if not _is_with_model(row)])
    printed = [row for row in findings.agreement if row in together or _is_with_model(row)]
    rows: list[Row] = []
    for raters in dict.fromkeys(row.raters for row in printed):
        rows.append(Row((_called(raters),), heading=True))
        rows += [
            Row((findings.theme_name(row.theme), *_cells(row)), theme=row.theme)
            for row in printed
            if row.raters == raters and row.theme != ALL_THEMES
        ]
    every_pair = "Every two coders are compared in the table’s file."
    return Table(
        BY_THEME,
        "Agreement by theme",
        ("Theme", *COLUMNS),
        tuple(rows),
        note(
            "In brackets: 95 % intervals.",
            _undefined(printed),
            every_pair if len(printed) < len(findings.agreement) else "",
        ),
        widths=WIDTHS,
        breaking=True,
        series=REPORTED,
    )


# --- Cells --------------------------------------------------------------------------------------


def _cells(row: Agreement) -> list[str]:
    figures = [_cell(row.percent, 1), *(_cell(e, 2) for e in (row.kappa, row.ac1, row.alpha))]
    return [wording.digits(row.segments), *figures]


def _cell(estimate: Estimate, places: int) -> str:
    """A figure with its interval in brackets: ``0.85 (0.74 to 0.94)``.

    A narrow column may break the interval before its upper end, and nowhere else.
    """
    if estimate.value is None:
        return NO_CELL
    value = wording.decimal(estimate.value, places)
    interval = _interval(estimate, places).replace("to ", f"to{wording.SPACE}")
    return f"{value} ({interval})" if interval else value


def _interval(estimate: Estimate, places: int) -> str:
    if estimate.low is None or estimate.high is None:
        return ""
    return f"{wording.decimal(estimate.low, places)} to {wording.decimal(estimate.high, places)}"


def _undefined(rows: Sequence[Agreement]) -> str:
    every = [figure.value for row in rows for figure in (row.percent, row.kappa, row.alpha)]
    if None not in every:
        return ""
    return f"{NO_CELL}: not defined, since raters share no segment or gave all the same."


# --- Sentences ----------------------------------------------------------------------------------


def _of_people(rows: Sequence[Agreement]) -> str:
    """What is said of coders among themselves."""
    together = _together(rows)
    if not together:
        return "Fewer than two people coded segments, so coders cannot be compared with each other."
    row = together[0]
    who = _called(row.raters).lower()
    if row.percent.value is None:
        return wording.sentence(f"{who} have no coded segment in common")
    several = row.raters == ALL_CODERS
    both = "two or more coders" if several else f"both {who}"
    mean = ", in the mean of all pairs of coders" if several else ""
    return wording.sentence(
        f"in {wording.counted(row.segments, 'segment')} that {both} had coded,",
        f"{_same(row)} of the decisions were the same{mean}; alpha",
        "is not defined" if row.alpha.value is None else f"was {_cell(row.alpha, 2)}",
    )


def _together(rows: Sequence[Agreement]) -> list[Agreement]:
    """The rows of all coders together, or of the only two."""
    raters = {row.raters for row in rows}
    chosen = ALL_CODERS if len(raters) > 1 else next(iter(raters), "")
    return [row for row in rows if row.raters == chosen]


def _of_model(rows: Sequence[Agreement]) -> str:
    """What is said of each coder and the model; of many, how far apart they are."""
    told = [row for row in rows if row.percent.value is not None]
    if not told:
        return "No segment that people coded could be compared with the model."
    if len(told) <= MOST_TOLD:
        clauses = [f"those of {_other(row)} in {_same_with_alpha(row)}" for row in told]
        return wording.sentence(
            f"the model’s decisions were the same as {wording.listing(clauses)}"
        )
    shares = sorted(row.percent.value or 0 for row in told)
    alphas = sorted(row.alpha.value for row in told if row.alpha.value is not None)
    ends = [wording.decimal(alphas[place], 2) for place in (0, -1)] if alphas else []
    return wording.sentence(
        f"the model’s decisions were the same as people’s in {wording.decimal(shares[0])} to",
        f"{wording.percentage(shares[-1])}, compared with {wording.cardinal(len(told))} raters",
        f"one by one; alpha was {' to '.join(ends)}" if ends else "",
    )


def _low(rows: Sequence[Agreement]) -> str:
    """Whose alpha lies below the least that conclusions may rest on; opens with a space."""
    known = [row for row in rows if row.alpha.value is not None]
    low = [row for row in known if (row.alpha.value or 0) < TENTATIVE]
    if not known:
        return ""
    if not low:
        return f" No alpha over all themes lies below {TENTATIVE}."
    named = [_called(row.raters).lower() for row in low]
    if len(named) > MOST_TOLD:
        pairs = wording.out_of(len(low), len(known), "comparison")
        return " " + wording.sentence(f"alpha over all themes lies below {TENTATIVE} in {pairs}")
    listed = "; ".join(named)
    return " " + wording.sentence(f"alpha over all themes lies below {TENTATIVE} for: {listed}")


def _same(row: Agreement) -> str:
    value = row.percent.value
    interval = _interval(row.percent, 1)
    share = wording.percentage(value) if value is not None else NO_CELL
    return f"{share} (95 % interval {interval})" if interval else share


def _same_with_alpha(row: Agreement) -> str:
    """A share of decisions with its interval and alpha in one pair of brackets."""
    more = [f"95 % interval {interval}"] if (interval := _interval(row.percent, 1)) else []
    if row.alpha.value is not None:
        ends = _interval(row.alpha, 2)
        value = wording.decimal(row.alpha.value, 2)
        more.append(f"alpha {value}, {ends}" if ends else f"alpha {value}")
    share = wording.percentage(row.percent.value or 0)
    return f"{share} ({'; '.join(more)})" if more else share


def _is_with_model(row: Agreement) -> bool:
    return row.raters.endswith(WITH_MODEL)


def _other(row: Agreement) -> str:
    return _called(row.raters.removesuffix(WITH_MODEL)).lower()


def _called(raters: str) -> str:
    """Raters as they are printed: ``coder_1 and model`` becomes ``Coder 1 and the model``."""
    written = raters.replace("_", " ")
    written = written.replace("consensus", "the consensus")
    if written.endswith(WITH_MODEL):
        written = f"{written.removesuffix(MODEL)}the {MODEL}"
    return written[0].upper() + written[1:]
