"""What Snakemake remembers of runs, as it lies in its folder `.snakemake`.

A record per file that a run made (`metadata`), a marker per file that it was making (`incomplete`),
both named by that file's path in base64; a log per run; and what a killed run leaves: copies of
scripts with their parameters, copies of files.
"""

import ast
import base64
import binascii
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

RECORDS = ("metadata", "incomplete")
LOGS = "log"
# Each is empty, or of no use, once no run is on its way.
LEFTOVERS = ("scripts", "shadow", "backups", "auxiliary", "iocache")
UP_TO_DATE = "no update"
_CONFIGS = re.compile(r"^ *Config file\(s\): (\[.*\])$", re.MULTILINE)


@dataclass(frozen=True)
class Made:
    """Files of a study that runs make: up to date, each with its rule, and what is outdated."""

    current: Mapping[Path, str]
    outdated: frozenset[Path]


def place(path: Path) -> Path:
    """``path`` as it really lies on disk, its own name being perhaps a link's.

    Raises OSError, or RuntimeError, where links lead in a circle.
    """
    return Path(os.path.realpath(path.parent)) / path.name


def made_files(summary: str, base: Path) -> Made:
    """What `snakemake --summary` says of the files that exist; relative paths are from ``base``."""
    current: dict[Path, str] = {}
    outdated: set[Path] = set()
    for line in summary.splitlines()[1:]:
        cells = line.split("\t")
        file = place(base / cells[0])
        if not os.path.lexists(file):
            continue
        if cells[-1] == UP_TO_DATE:
            current[file] = cells[2]
        else:
            outdated.add(file)
    return Made(current, frozenset(outdated))


def is_locked(memory: Path) -> bool:
    """Whether a run is on its way, or was killed and never ended."""
    return any((memory / "locks").glob("*.lock"))


def records(memory: Path, base: Path) -> dict[Path, Path]:
    """Every record and marker, with the file that it is about, wherever that lies."""
    found: dict[Path, Path] = {}
    for folder in (memory / name for name in RECORDS):
        for record in files_below(folder):
            subject = _subject(record.relative_to(folder))
            if subject:
                found[record] = place(base / subject)
    return found


def _subject(record: Path) -> str:
    """The path in a record's name; a long one is parted into folders that begin with @."""
    name = "".join(part.removeprefix("@") for part in record.parts)
    try:
        return base64.urlsafe_b64decode(name).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return ""


def run_logs(memory: Path, base: Path, config: Path) -> list[Path]:
    """The logs of all runs but those that say that their study has another config."""
    return [log for log in files_below(memory / LOGS) if not _of_other_study(log, base, config)]


def _of_other_study(log: Path, base: Path, config: Path) -> bool:
    named = _CONFIGS.search(log.read_text(encoding="utf-8", errors="replace"))
    try:
        paths = [(base / name).resolve() for name in ast.literal_eval(named[1])] if named else []
    except (SyntaxError, TypeError, ValueError):
        return False
    return bool(paths) and config.resolve() not in paths


def leftovers(memory: Path) -> list[Path]:
    """What killed runs left, of whatever study."""
    return [file for name in LEFTOVERS for file in files_below(memory / name)]


def files_below(folder: Path) -> Iterator[Path]:
    """All files below ``folder``; a link counts as a file and is not followed."""
    if folder.is_symlink():
        return
    for parent, folders, names in os.walk(folder):
        links = [name for name in folders if (Path(parent) / name).is_symlink()]
        yield from (Path(parent) / name for name in sorted([*names, *links]))
