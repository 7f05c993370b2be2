"""Measure how far coders agree with each other, and each of them with the model."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from focusgroups.codebook import ALL_THEMES, read_codebook
from focusgroups.logs import logged
from focusgroups.tables import read_table, write_table
from focusgroups.themes.agreement import AGREEMENT_COLUMNS, numbered_coders
from focusgroups.themes.agreement import measure_agreement as measured
from focusgroups.themes.human_codings import (
    UsableCodings,
    coding_rows,
    text_checks_of,
    usable_codings,
)

if TYPE_CHECKING:
    from snakemake.script import snakemake


def measure_agreement(
    segments: Path,
    coding: Path,
    codebook: Path,
    codings: Sequence[Path],
    seed: int,
    agreement: Path,
) -> list[str]:
    """Write ``agreement``; return what the log may say of it."""
    table = read_table(segments)
    checks = text_checks_of(table)
    coders = {name: usable_codings(rows, checks) for name, rows in coding_rows(codings).items()}
    themes = [theme.id for theme in read_codebook(codebook)]
    decided = {name: usable.themes for name, usable in coders.items()}
    found = measured(decided, read_table(coding), themes, seed)
    write_table(found, agreement, AGREEMENT_COLUMNS)
    return _account(coders, found)


def _account(coders: Mapping[str, UsableCodings], found: pd.DataFrame) -> list[str]:
    """Counts for the log; coders are numbered there, too, since files may be called by names."""
    lines = [f"files of codings: {len(coders)}"]
    lines += [
        f"{number}: {len(coders[name].themes)} segments; left out {len(coders[name].unknown)} rows "
        f"of unknown segments, {len(coders[name].outdated)} made for other text"
        for name, number in numbered_coders(coders).items()
    ]
    overall = found[found["theme"] == ALL_THEMES]
    for raters, shared in zip(overall["raters"], overall["segments"], strict=True):
        lines.append(f"{raters}: compared on {shared} segments")
    return lines


if __name__ == "__main__":
    with logged(snakemake.log[0]) as log:
        for line in measure_agreement(
            segments=Path(snakemake.input.segments),
            coding=Path(snakemake.input.coding),
            codebook=Path(snakemake.input.codebook),
            codings=[Path(path) for path in snakemake.input.codings],
            seed=snakemake.params.seed,
            agreement=Path(snakemake.output.agreement),
        ):
            log.info(line)
