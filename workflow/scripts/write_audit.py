"""Write the audit page: every published number with its rows, every segment with its trail."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from focusgroups.codebook import read_codebook
from focusgroups.documents.audit import audit_page
from focusgroups.files import write_text
from focusgroups.logs import logged
from focusgroups.sheets import optional_sheet, read_rows
from focusgroups.themes.saturation import order_of_collection
from focusgroups.trail.material import TrailFiles, read_material

if TYPE_CHECKING:
    from snakemake.script import snakemake

MOST_FAULTS = 20  # in the log; the page has all of them


def write_audit(
    files: TrailFiles,
    codebook: Path,
    focus_groups: Path | None,
    groups: Sequence[str],
    title: str,
    synthetic: bool,
    page: Path,
) -> tuple[str, list[str]]:
    """Write ``page``; return what the log may say of it, and what does not fit together."""
    order = order_of_collection(groups, read_rows("focus_groups", focus_groups))
    study = read_material(files, order)
    text, faults = audit_page(study, read_codebook(codebook), title, synthetic)
    write_text(text, page)
    size = len(text.encode()) // 1024
    said = f"{len(study.published)} tables, {len(study.segments)} segments, {size} KiB"
    return f"{said}, {len(faults)} faults", faults


if __name__ == "__main__":
    with logged(snakemake.log[0]) as log:
        said, faults = write_audit(
            files=TrailFiles.named(dict(snakemake.input.items())),
            codebook=Path(snakemake.input.codebook),
            focus_groups=optional_sheet(snakemake.input.focus_groups),
            groups=snakemake.params.groups,
            title=snakemake.params.title,
            synthetic=snakemake.params.synthetic,
            page=Path(snakemake.output.page),
        )
        log.info("%s", said)
        for fault in faults[:MOST_FAULTS]:
            log.warning("%s", fault)
