"""Propose quotes for every theme, and print those that may be published."""

from pathlib import Path
from typing import TYPE_CHECKING

from focusgroups.logs import logged
from focusgroups.sheets import optional_sheet, read_rows
from focusgroups.tables import read_table, write_table
from focusgroups.themes.quotes import (
    PROPOSAL_COLUMNS,
    QUOTE_COLUMNS,
    QuoteDecisions,
    QuoteRules,
    check_decisions,
    print_quotes,
    propose_quotes,
)

if TYPE_CHECKING:
    from snakemake.script import snakemake


def select_quotes(
    segments: Path,
    coding: Path,
    participants: Path,
    staff: Path | None,
    decisions: Path | None,
    rules: QuoteRules,
    proposals: Path,
    quotes: Path,
) -> list[str]:
    """Write ``proposals`` and ``quotes``; return what the log may say of them."""
    texts = read_table(segments, integers=["n_words"])
    coded = read_table(coding, integers=["rank"], floats=["score"])
    themes = list(dict.fromkeys(coded["theme"]))
    people = read_rows("participants", participants)
    consent = {person["participant_id"]: person["consent"] for person in people}
    ids = [*consent, *(person["staff_id"] for person in read_rows("staff", staff))]
    decided = check_decisions(read_rows("quotes", decisions), texts, consent)
    proposed = propose_quotes(texts, coded, consent, decided, themes, rules)
    printed = print_quotes(proposed, themes, rules, ids)
    write_table(proposed, proposals, PROPOSAL_COLUMNS)
    write_table(printed, quotes, QUOTE_COLUMNS)
    return [f"{len(proposed)} proposals, {len(printed)} quotes printed", *_left_out(decided)]


def _left_out(decided: QuoteDecisions) -> list[str]:
    """A line for each row of the sheet quotes that does not count: its segment's id, and why."""
    reasons = {
        "was chosen when its text was another; read it again in quotes_proposed.csv and copy its "
        "text_check": decided.outdated,
        "is no segment of this study; copy the id from quotes_proposed.csv": decided.unknown,
        "is chosen more than once; the first row counts": decided.repeated,
        "is by somebody who has not agreed to be quoted": decided.without_consent,
        "has a row that says never, which wins": decided.contradicted,
    }
    return [
        f"sheet quotes, not used: {segment_id} {reason}"
        for reason, ids in reasons.items()
        for segment_id in dict.fromkeys(ids)
    ]


if __name__ == "__main__":
    with logged(snakemake.log[0]) as log:
        for line in select_quotes(
            segments=Path(snakemake.input.segments),
            coding=Path(snakemake.input.coding),
            participants=Path(snakemake.input.participants),
            staff=optional_sheet(snakemake.input.staff),
            decisions=optional_sheet(snakemake.input.decisions),
            rules=QuoteRules(
                per_theme=snakemake.params.per_theme,
                min_words=snakemake.params.min_words,
                max_words=snakemake.params.max_words,
                requires_approval=snakemake.params.requires_approval,
            ),
            proposals=Path(snakemake.output.proposals),
            quotes=Path(snakemake.output.quotes),
        ):
            log.info(line)
