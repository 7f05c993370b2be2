"""Measure what becomes of the coding when a group, a person or a keyword is left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from focusgroups.codebook import read_codebook
from focusgroups.logs import logged
from focusgroups.sheets import read_rows
from focusgroups.tables import read_table, write_table
from focusgroups.themes.counter_examples import find_counter_examples
from focusgroups.themes.embeddings import read_known
from focusgroups.themes.human_codings import read_codings
from focusgroups.themes.material import gather_material
from focusgroups.themes.omissions import part_of_large_study
from focusgroups.themes.quotes import QuoteDecisions, QuoteRules, print_quotes, propose_quotes
from focusgroups.themes.stability import Quotes, summarise_stability
from focusgroups.themes.stability import measure_stability as measured
from focusgroups.themes.stability_columns import RUN_COLUMNS, STABILITY_COLUMNS

if TYPE_CHECKING:
    from snakemake.script import snakemake


@dataclass(frozen=True)
class StudyFiles:
    """What a coding is made of."""

    segments: Path
    codebook: Path
    evidence: Path
    codings: Sequence[Path]
    vectors: Path | None
    participants: Path


def measure_stability(
    files: StudyFiles, rules: QuoteRules, minimum: int, seed: int, runs: Path, stability: Path
) -> str:
    """Write ``runs`` and ``stability``; return what the log may say of them."""
    segments = read_table(files.segments, integers=["n_words"])
    themes = read_codebook(files.codebook)
    theme_ids = [theme.id for theme in themes]
    some = part_of_large_study(segments, seed)
    evidence = read_table(files.evidence)
    evidence = evidence[evidence["segment_id"].isin(set(some["segment_id"]))]
    human = read_codings(files.codings, some, theme_ids)
    known = read_known(files.vectors) if files.vectors else None
    study = gather_material(some, themes, evidence, human, known, seed)
    marked = find_counter_examples(segments, evidence, themes)
    found = measured(study, _quotes(segments, marked, files.participants, theme_ids, rules))
    write_table(found, runs, RUN_COLUMNS)
    write_table(summarise_stability(found, theme_ids, minimum), stability, STABILITY_COLUMNS)
    codings = len(found[["left_out", "which"]].drop_duplicates())
    return f"{codings} codings of parts of the study, on {len(some)} of {len(segments)} segments"


def _quotes(
    segments: pd.DataFrame,
    marked: pd.DataFrame,
    participants: Path,
    theme_ids: Sequence[str],
    rules: QuoteRules,
) -> Quotes:
    """How quotes would be chosen with no say of the team: its choice would always be the same."""
    people = read_rows("participants", participants)
    consent = {person["participant_id"]: person["consent"] for person in people}

    def quotes(coding: pd.DataFrame) -> dict[str, set[str]]:
        proposed = propose_quotes(
            segments, coding, marked, consent, QuoteDecisions(), theme_ids, rules
        )
        printed = print_quotes(proposed, theme_ids, rules, consent)
        return {
            theme: set(printed.loc[printed["theme"] == theme, "segment_id"]) for theme in theme_ids
        }

    return quotes


if __name__ == "__main__":
    with logged(snakemake.log[0]) as log:
        log.info(
            measure_stability(
                StudyFiles(
                    segments=Path(snakemake.input.segments),
                    codebook=Path(snakemake.input.codebook),
                    evidence=Path(snakemake.input.evidence),
                    codings=[Path(path) for path in snakemake.input.codings],
                    vectors=Path(snakemake.input.vectors[0]) if snakemake.input.vectors else None,
                    participants=Path(snakemake.input.participants),
                ),
                QuoteRules(
                    per_theme=snakemake.params.per_theme,
                    min_words=snakemake.params.min_words,
                    max_words=snakemake.params.max_words,
                    requires_approval=False,
                ),
                minimum=snakemake.params.minimum,
                seed=snakemake.params.seed,
                runs=Path(snakemake.output.runs),
                stability=Path(snakemake.output.stability),
            )
        )
