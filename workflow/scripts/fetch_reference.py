"""Download the official files of deprivation that a study needs and does not have yet."""

import datetime
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from focusgroups.deprivation.downloads import Tell, fetch_needed
from focusgroups.deprivation.editions import EMBEDDED
from focusgroups.deprivation.fetching import Download
from focusgroups.deprivation.reference import find_reference, missing_reference, survey
from focusgroups.errors import raise_problems
from focusgroups.logs import logged

if TYPE_CHECKING:
    from snakemake.script import snakemake


def fetch_reference(
    settings: Mapping[str, Any], folder: Path, today: str, tell: Tell, warn: Tell
) -> None:
    """Fetch what is missing in ``folder``; ``settings`` are the config's section deprivation.

    ``tell`` and ``warn`` are given the lines that the log may have.
    """
    if settings["source"] == EMBEDDED:
        return tell("nothing is to be fetched: deprivation.source is embedded")
    downloads = [
        Download(**{**entry, "holds": tuple(entry["holds"])}) for entry in settings["downloads"]
    ]
    for problem in survey(folder).problems:
        warn(problem)
    needed = missing_reference(folder, settings["editions"])
    fetch_needed(downloads, needed, folder, today, tell, warn)
    still = missing_reference(folder, settings["editions"])
    raise_problems(
        f"{download.file}: does not hold {' and '.join(missed)}; move it away from {folder}, and "
        "mend address or holds in deprivation.downloads"
        for download in downloads
        if (folder / download.file).is_file()
        and (missed := [name for name in download.holds if name in still])
    )
    raise_problems(find_reference(folder, settings["editions"])[1])
    tell(f"all that the editions need lies in {folder}: {_fetched(needed)}")


def _fetched(needed: Sequence[str]) -> str:
    return f"fetched {', '.join(needed)}" if needed else "nothing had to be fetched"


if __name__ == "__main__":
    with logged(snakemake.log[0]) as log:

        def told(line: str) -> None:
            """Say a line in the log and, while people wait for a download, on the screen."""
            log.info("%s", line)
            print(line, file=sys.stderr, flush=True)

        try:
            fetch_reference(
                settings=snakemake.params.deprivation,
                folder=Path(snakemake.params.folder),
                today=datetime.date.today().isoformat(),
                tell=told,
                warn=lambda line: log.warning("%s", line),
            )
        except KeyboardInterrupt:
            log.error("stopped; run again to go on where it stopped")
            sys.exit(1)
