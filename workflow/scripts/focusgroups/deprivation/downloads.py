"""Which official files are to be fetched, and fetching them one after the other."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from focusgroups.deprivation.fetching import Download, fetch
from focusgroups.deprivation.provenance import record
from focusgroups.deprivation.published import fingerprint
from focusgroups.errors import StudyError, raise_problems

Tell = Callable[[str], None]

INDICES_PAGE = "https://www.gov.uk/government/collections/english-indices-of-deprivation"
POSTCODES_PAGE = "https://geoportal.statistics.gov.uk"
# What a name in `holds` means, and the publisher's page that has it.
KINDS = {
    "indices_2019": ("File 1, 2 or 7 of the Indices of Deprivation 2019", INDICES_PAGE),
    "indices_2025": ("File 1, 2 or 7 of the Indices of Deprivation 2025", INDICES_PAGE),
    "postcodes_2011": ("a postcode directory with areas of 2011 (lsoa11)", POSTCODES_PAGE),
    "postcodes_2021": ("a postcode directory with areas of 2021 (lsoa21)", POSTCODES_PAGE),
}


def chosen_downloads(downloads: Sequence[Download], needed: Sequence[str]) -> list[Download]:
    """Those of ``downloads``, in order, that hold something needed which none before them holds."""
    missing, chosen = set(needed), []
    for download in downloads:
        if missing & set(download.holds):
            chosen.append(download)
            missing -= set(download.holds)
    return chosen


def fetch_needed(
    downloads: Sequence[Download],
    needed: Sequence[str],
    folder: Path,
    today: str,
    tell: Tell,
    warn: Tell,
) -> None:
    """Fetch into ``folder`` what is ``needed``, and record where it came from.

    ``needed`` are names as in `Download.holds` which no file in ``folder`` provides. What lies
    there already is never touched. ``tell`` and ``warn`` are given one line each time.
    Raises StudyError with the problems of all files, after each has been tried.
    """
    for line in changed_files(downloads, folder):
        warn(line)
    problems: list[str] = []
    for download in chosen_downloads(downloads, needed):
        try:
            _fetch_one(download, folder, today, tell, warn)
        except StudyError as error:
            problems += error.problems
    raise_problems([*problems, *_unheard_of(downloads, needed, folder)])


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


def _fetch_one(download: Download, folder: Path, today: str, tell: Tell, warn: Tell) -> None:
    if os.path.lexists(folder / download.file):
        raise StudyError(
            f"{download.file}: lies in {folder} and does not hold {' or '.join(download.holds)}; "
            "move it away, and run again"
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
            what, page = KINDS[name]
            yield (
                f"deprivation.downloads: no entry holds {name}; download {what} from {page}, and "
                f"put it into {folder}"
            )
