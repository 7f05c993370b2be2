"""Propose quotes for every theme, and print those that may be published."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from focusgroups.codebook import read_codebook
from focusgroups.logs import logged
from focusgroups.sheets import optional_sheet, read_rows
from focusgroups.tables import read_table, write_table
from focusgroups.themes.counter_examples import find_counter_examples
from focusgroups.themes.quote_keywords import QUOTE_KEYWORD_COLUMNS, printed_keywords
from focusgroups.themes.quotes import (
    COUNTER_EXAMPLE,
    PROPOSAL_COLUMNS,
    QUOTE_COLUMNS,
    QuoteDecisions,
    QuoteRules,
    check_decisions,
    print_quotes,
    propose_quotes,
)
from focusgroups.themes.quotes_workbook import write_quotes_workbook

if TYPE_CHECKING:
    from snakemake.script import snakemake


@dataclass(frozen=True)
class StudyFiles:
    """What quotes are chosen from: the paths of tables, of the codebook and of sheets."""

    segments: Path
    coding: Path
    evidence: Path
    codebook: Path
    participants: Path
    staff: Path | None
    decisions: Path | None


@dataclass(frozen=True)
class QuoteFiles:
    """What is written: proposals as a table and as a workbook, table 4, and its keywords."""

    proposals: Path
    workbook: Path
    quotes: Path
    keywords: Path


def select_quotes(
    files: StudyFiles, rules: QuoteRules, written: QuoteFiles
) -> tuple[str, list[str]]:
    """Write proposals and quotes; return what the log may say of them, and its warnings."""
    texts = read_table(files.segments, integers=["n_words"])
    coded = read_table(files.coding, integers=["rank"], floats=["score"])
    evidence = read_table(files.evidence, integers=["start", "end"])
    codebook = read_codebook(files.codebook)
    themes = list(dict.fromkeys(coded["theme"]))
    people = read_rows("participants", files.participants)
    consent = {person["participant_id"]: person["consent"] for person in people}
    ids = [*consent, *(person["staff_id"] for person in read_rows("staff", files.staff))]
    decided = check_decisions(read_rows("quotes", files.decisions), texts, consent)
    marked = find_counter_examples(texts, evidence, codebook)
    proposed = propose_quotes(texts, coded, marked, consent, decided, themes, rules)
    printed = print_quotes(proposed, themes, rules, ids)
    keywords = printed_keywords(printed, texts, coded, evidence, ids)
    write_table(proposed, written.proposals, PROPOSAL_COLUMNS)
    write_quotes_workbook(proposed, codebook, written.workbook)
    write_table(printed, written.quotes, QUOTE_COLUMNS)
    write_table(keywords, written.keywords, QUOTE_KEYWORD_COLUMNS)
    return _account(proposed, printed), _left_out(decided)


def _account(proposed: pd.DataFrame, printed: pd.DataFrame) -> str:
    """How many were proposed and printed, and how many of each are marked as counter-examples."""
    against = proposed[proposed["kind"] == COUNTER_EXAMPLE]
    both = against.merge(printed[["segment_id", "theme"]], on=["segment_id", "theme"])
    return (
        f"{len(proposed)} proposals, {len(printed)} quotes printed; marked as counter-examples: "
        f"{len(against)} and {len(both)}"
    )


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
        account, warnings = select_quotes(
            StudyFiles(
                segments=Path(snakemake.input.segments),
                coding=Path(snakemake.input.coding),
                evidence=Path(snakemake.input.evidence),
                codebook=Path(snakemake.input.codebook),
                participants=Path(snakemake.input.participants),
                staff=optional_sheet(snakemake.input.staff),
                decisions=optional_sheet(snakemake.input.decisions),
            ),
            QuoteRules(
                per_theme=snakemake.params.per_theme,
                min_words=snakemake.params.min_words,
                max_words=snakemake.params.max_words,
                requires_approval=snakemake.params.requires_approval,
            ),
            QuoteFiles(
                proposals=Path(snakemake.output.proposals),
                workbook=Path(snakemake.output.workbook),
                quotes=Path(snakemake.output.quotes),
                keywords=Path(snakemake.output.keywords),
            ),
        )
        log.info(account)
        for warning in warnings:
            log.warning(warning)
