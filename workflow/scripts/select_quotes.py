"""Propose quotes for every theme, and print those that may be published."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from focusgroups.logs import logged
from focusgroups.quotes import (
    PROPOSAL_COLUMNS,
    QUOTE_COLUMNS,
    QuoteDecisions,
    QuoteRules,
    check_decisions,
    print_quotes,
    propose_quotes,
)
from focusgroups.sheets import read_rows
from focusgroups.tables import read_table, write_table

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
    """Rows of quotes.csv that do not hold, by segment id."""
    reasons = {
        "made for other text": decided.outdated,
        "no such segment": decided.unknown,
        "already used under another theme": decided.repeated,
        "the speaker has not agreed to be quoted": decided.without_consent,
    }
    return [
        f"quotes.csv: {reason}: {', '.join(dict.fromkeys(ids))}"
        for reason, ids in reasons.items()
        if ids
    ]


def _optional(paths: Any) -> Path | None:
    """The path of a sheet that a study may lack."""
    return Path(paths[0]) if paths else None


if __name__ == "__main__":
    with logged(snakemake.log[0]) as log:
        for line in select_quotes(
            segments=Path(snakemake.input.segments),
            coding=Path(snakemake.input.coding),
            participants=Path(snakemake.input.participants),
            staff=_optional(snakemake.input.staff),
            decisions=_optional(snakemake.input.decisions),
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
