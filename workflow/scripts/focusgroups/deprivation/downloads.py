"""Which official files are to be fetched, and fetching them one after the other."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from focusgroups.deprivation.fetching import Download, fetch
from focusgroups.deprivation.provenance import record
from focusgroups.deprivation.published import fingerprint
from focusgroups.deprivation.reference import described
from focusgroups.errors import StudyError, raise_problems

Tell = Callable[[str], None]

# The publishers' pages, by what a name in `holds` begins with.
PAGES = {
    "indices": "https://www.gov.uk/government/collections/english-indices-of-deprivation",
    "postcodes": "https://geoportal.statistics.gov.uk",
}


def fetch_needed(
    downloads: Sequence[Download],
    needed: Sequence[str],
    folder: Path,
    today: str,
    tell: Tell,
    warn: Tell,
) -> None:
    """Fetch into ``folder`` what is ``needed``, and record where it came from.

    ``needed`` are names as in `Download.holds` which no file in ``folder`` provides. Each of
    ``downloads`` that holds one is tried, in order, until nothing is missing. What lies there
    already is never touched. ``tell`` and ``warn`` are given one line each time. Raises StudyError
    with the problems of all files if something is still missing.
    """
    for line in changed_files(downloads, folder):
        warn(line)
    missing = list(needed)
    problems: list[str] = []
    for download in downloads:
        wanted = [name for name in missing if name in download.holds]
        try:
            if wanted:
                _fetch_one(download, wanted, folder, today, tell, warn)
                missing = [name for name in missing if name not in download.holds]
        except StudyError as error:
            problems += error.problems
    if missing:
        raise_problems([*problems, *_unheard_of(downloads, missing, folder)])
    for line in problems:
        warn(line)


def changed_files(downloads: Sequence[Download], folder: Path) -> Iterator[str]:
    """A line for each file that lies there and is not the one that the config describes."""
    for download in downloads:
        path = folder / download.file
        if download.sha256 and path.is_file():
            found = fingerprint(path)
            if found != download.sha256.casefold():
                yield (
                    f"{download.file}: used as it lies there, though it is not the file with the "
                    f"sha256 of deprivation.downloads (it has {found})"
                )


def _fetch_one(
    download: Download, wanted: Sequence[str], folder: Path, today: str, tell: Tell, warn: Tell
) -> None:
    if os.path.lexists(folder / download.file):
        raise StudyError(
            f"{download.file}: does not hold {' and '.join(wanted)}; move it away from {folder}, "
            "and run again"
        )
    tell(f"{download.file}: downloading it from {download.host}")
    arrived = fetch(download, folder)
    tell(f"{download.file}: {arrived.size} bytes, SHA-256 {arrived.sha256}")
    if not download.sha256:
        tell(f"{download.file}: write that sha256 into deprivation.downloads of your config")
    try:
        record(download, arrived, folder, today)
    except StudyError as error:
        warn(str(error))


def _unheard_of(
    downloads: Sequence[Download], needed: Sequence[str], folder: Path
) -> Iterator[str]:
    """A problem for each need that no entry of the config serves."""
    served = {name for download in downloads for name in download.holds}
    for name in needed:
        if name not in served:
            yield (
                f"deprivation.downloads: no entry holds {name}; download {described(name)}, from "
                f"{PAGES[name.partition('_')[0]]}, and put it into {folder}"
            )
