"""What earlier runs left in a study's results, and removing it.

After it nothing is left there but what the study as it is now has made: no person's words who has
withdrawn since, no focus group whose transcript is gone. Whatever the next run would make anew goes
as well, since it was made from all of them.
"""

import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from focusgroups.files import UNFINISHED
from focusgroups.origin import RESULTS as ORIGIN
from focusgroups.runmemory import Made, files_below, place

LOGS = "logs"
FOLDERS = ("private", "working", "candidate", "release", LOGS)


@dataclass(frozen=True)
class Found:
    """The files in a study's results, by what is to become of them.

    ``leftover`` goes, ``current`` stays; no run made the ``others``, and links lead elsewhere for
    what is ``beyond``: a person has to look at both.
    """

    leftover: Sequence[Path]
    current: Sequence[Path]
    others: Sequence[Path]
    beyond: Sequence[Path]


@dataclass
class Removed:
    """Files that were removed, and those that could not be."""

    files: list[Path] = field(default_factory=list)
    stuck: list[Path] = field(default_factory=list)


def sort_results(
    results: Path,
    made: Made,
    recorded: Collection[Path],
    vanished: Collection[Path],
    protected: Collection[Path],
) -> Found:
    """Sort the files below ``results``, whose path has no link in it.

    ``recorded`` are files that a run is known to have made at any time, ``vanished`` those of
    groups whose transcript is gone, ``protected`` folders and files that are the user's own.
    """
    leftover, current, others = [], [], []
    logs = {
        results / LOGS / log for file, rule in made.current.items() for log in _logs(rule, file)
    }
    for file in files_below(results):
        if any(file.is_relative_to(own) for own in protected):
            continue
        if file in made.current or file in logs or file == results / ORIGIN:
            current.append(file)
        elif file in made.outdated or file in recorded or file in vanished or _is_of_runs(file):
            leftover.append(file)
        else:
            others.append(file)
    gone = {*made.outdated, *vanished}
    beyond = sorted(file for file in gone if not file.is_relative_to(results))
    return Found(leftover, current, others, beyond)


def _logs(rule: str, file: Path) -> tuple[str, str]:
    """Where a rule writes its log: one in all, or one for each group."""
    return f"{rule}.log", f"{rule}/{file.stem}.log"


def _is_of_runs(file: Path) -> bool:
    """Whether a file is one that only a run leaves: half-written, or a log."""
    is_log = file.suffix == ".log" and LOGS in (file.parent.name, file.parent.parent.name)
    return UNFINISHED in file.name or is_log


def remove_files(files: Iterable[Path], root: Path) -> Removed:
    """Remove ``files`` below ``root``, and folders that are then empty but for those in ``root``.

    Of a link only itself goes. What cannot be removed is left and told.
    """
    removed = Removed()
    for file in files:
        try:
            # Asked once more, since a folder may have become a link.
            if place(file) != file:
                raise OSError
            file.unlink(missing_ok=True)
        except OSError:
            removed.stuck.append(file)
        else:
            removed.files.append(file)
    for folder in sorted({top for file in removed.files for top in file.parents}, reverse=True):
        if root in folder.parent.parents and not any(folder.iterdir()):
            folder.rmdir()
    return removed


def outdated_records(records: Mapping[Path, Path], results: Path) -> list[Path]:
    """The ``records`` of files below ``results`` that are gone; of other studies none.

    The record of a file that is there must stay: without it a run would take that file for up to
    date, whatever it was made from.
    """
    return [
        record
        for record, file in records.items()
        if file.is_relative_to(results) and not os.path.lexists(file)
    ]


def counted(files: Iterable[Path], root: Path, folders: Sequence[str]) -> str:
    """How many ``files`` there are in each of the ``folders`` of ``root``, and in the rest of it.

    Other folders are the user's, who may have called one by a name.

    >>> counted([Path("r/a/x"), Path("r/a/b/y"), Path("r/c/z")], Path("r"), ["a", "b"])
    '2 in a/, 1 elsewhere in r/'
    """
    counts: dict[str, int] = {}
    for file in files:
        first = file.relative_to(root).parts[0]
        folder = f"in {first}/" if first in folders else f"elsewhere in {root.name}/"
        counts[folder] = counts.get(folder, 0) + 1
    return ", ".join(f"{number} {folder}" for folder, number in counts.items())
