"""Read everything that a study consists of and say all that is wrong with it."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from focusgroups.inspection import Inspection, inspect_reference, inspect_study
from focusgroups.logs import logged
from focusgroups.study import examine_study

if TYPE_CHECKING:
    from snakemake.script import snakemake


def check_inputs(
    config: Mapping[str, Any], config_file: str, base: Path, repository: Path
) -> Inspection:
    """What is found; the arguments are those of `focusgroups.study.examine_study`."""
    study, problems = examine_study(config, config_file, base, repository)
    found = inspect_study(study, [*problems, *study.reference_problems])
    inspect_reference(study, found)
    return found


if __name__ == "__main__":
    with logged(snakemake.log[0]) as log:
        found = check_inputs(
            config=snakemake.config,
            config_file=snakemake.params.config_file,
            base=Path(snakemake.params.base),
            repository=Path(snakemake.params.repository),
        )
        # On the screen they stand once, at the end of the run.
        for line in found.lines:
            log.info("%s", line)
