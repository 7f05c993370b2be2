"""Copy the candidate to the release, if every check passed; otherwise publish nothing."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from focusgroups.errors import raise_problems
from focusgroups.files import remove_folder, replacing
from focusgroups.logs import logged
from focusgroups.release.verdicts import failed_checks
from focusgroups.tables import read_table

if TYPE_CHECKING:
    from snakemake.script import snakemake


def publish_release(
    candidate: Sequence[Path], checks: Path, candidate_room: Path, release_room: Path
) -> str:
    """Fill the release room with exactly ``candidate`` and ``checks``; return what to log.

    Whatever else lies there goes, so that no earlier release is mistaken for this one.
    """
    remove_folder(release_room)
    raise_problems(failed_checks(read_table(checks), candidate))
    copies = {file: release_room / file.relative_to(candidate_room) for file in candidate}
    copies[checks] = release_room / checks.name
    for source, target in copies.items():
        with replacing(target) as temporary:
            shutil.copyfile(source, temporary)
    return f"{len(copies)} files published"


if __name__ == "__main__":
    with logged(snakemake.log[0]) as log:
        log.info(
            publish_release(
                candidate=[Path(file) for file in snakemake.input.candidate],
                checks=Path(snakemake.input.checks),
                candidate_room=Path(snakemake.input.report).parent,
                release_room=Path(snakemake.output.checks).parent,
            )
        )
