"""Propose what people should code next, and say how common themes are where they coded."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from focusgroups.codebook import read_codebook
from focusgroups.errors import first_of
from focusgroups.logs import logged
from focusgroups.naturalorder import natural_key
from focusgroups.tables import read_table, write_table
from focusgroups.themes.coding_workbook import write_coding_workbook
from focusgroups.themes.human_codings import (
    UsableCodings,
    coding_rows,
    combine_usable,
    text_checks_of,
    usable_codings,
)
from focusgroups.themes.next_to_code import (
    NEXT_COLUMNS,
    RANDOM,
    choose_next,
    spoken_segments,
)
from focusgroups.themes.prevalence import PREVALENCE_COLUMNS, estimate_prevalence

if TYPE_CHECKING:
    from snakemake.script import snakemake

IDS_SHOWN = 10
# What Excel would take for a number, a formula or an error when it opens a CSV file.
TAKEN_FOR_ELSE = r"^(?=[=+@]|-(?![0-9])|[0-9]+(?:e[0-9]+)?$)"


@dataclass(frozen=True)
class Tables:
    """What the proposals are made from: the paths of tables and of the codebook."""

    segments: Path
    coding: Path
    evidence: Path
    words: Path
    thresholds: Path
    codebook: Path


@dataclass
class Account:
    """What the log may say: ``lines``, and ``warnings`` of codings that do not count."""

    lines: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def propose_codings(
    tables: Tables, codings: Sequence[Path], seed: int, proposals: tuple[Path, Path], shares: Path
) -> Account:
    """Write the ``proposals``, as a table and as a workbook, and the ``shares`` of themes."""
    segments = read_table(tables.segments, integers=["n_words"])
    coding = read_table(tables.coding, floats=["score"])
    themes = read_codebook(tables.codebook)
    checks = text_checks_of(segments)
    coders = {name: usable_codings(rows, checks) for name, rows in coding_rows(codings).items()}
    coded = {segment_id for usable in coders.values() for segment_id in usable.themes}
    words = read_table(tables.words, floats=["weight"])
    evidence = read_table(tables.evidence)
    exceeded = read_table(tables.thresholds, floats=["threshold"])
    thresholds = dict(zip(exceeded["theme"], exceeded["threshold"], strict=True))
    proposed = choose_next(segments, coding, thresholds, evidence, words, coded, seed)
    theme_ids = [theme.id for theme in themes]
    prevalence = estimate_prevalence(
        list(spoken_segments(segments)["segment_id"]),
        coding,
        combine_usable(coders, theme_ids),
        coded,
        theme_ids,
        seed,
    )
    write_table(_for_excel(proposed), proposals[0], NEXT_COLUMNS, encoding="utf-8-sig")
    write_coding_workbook(proposed, themes, proposals[1])
    write_table(prevalence, shares, PREVALENCE_COLUMNS)
    random = int((proposed["reason"] == RANDOM).sum())
    return Account(
        [
            f"{len(coded)} segments coded by people, {len(proposed)} proposed next, of which "
            f"{random} at random",
            f"{prevalence['coded'].max()} segments from the start of the random order are coded",
        ],
        list(_left_out(coders.values())),
    )


def _for_excel(table: pd.DataFrame) -> pd.DataFrame:
    """The table with an apostrophe before cells of which Excel would make something else."""
    return table.replace(TAKEN_FOR_ELSE, "'", regex=True)


def _left_out(coders: Collection[UsableCodings]) -> Iterator[str]:
    """A line for each reason why rows of coders do not count, with the ids of their segments."""
    outdated = sorted({name for usable in coders for name in usable.outdated}, key=natural_key)
    unknown = sorted({name for usable in coders for name in usable.unknown}, key=natural_key)
    if outdated:
        yield (
            f"coding/: {len(outdated)} segments were coded when their text was another, and these "
            f"codings do not count: {first_of(outdated, IDS_SHOWN)}; read them again in "
            "working/segments.csv and copy their text_check"
        )
    if unknown:
        yield (
            f"coding/: {len(unknown)} coded segments are none of this study, and these codings do "
            f"not count: {first_of(unknown, IDS_SHOWN)}; find the passages in working/segments.csv "
            "and copy their segment_id and text_check"
        )


if __name__ == "__main__":
    with logged(snakemake.log[0]) as log:
        account = propose_codings(
            Tables(
                segments=Path(snakemake.input.segments),
                coding=Path(snakemake.input.coding),
                evidence=Path(snakemake.input.evidence),
                words=Path(snakemake.input.words),
                thresholds=Path(snakemake.input.thresholds),
                codebook=Path(snakemake.input.codebook),
            ),
            codings=[Path(path) for path in snakemake.input.codings],
            seed=snakemake.params.seed,
            proposals=(Path(snakemake.output.table), Path(snakemake.output.workbook)),
            shares=Path(snakemake.output.prevalence),
        )
        for line in account.lines:
            log.info(line)
        for line in account.warnings:
            log.warning(line)
