"""Files that lie in a room although no rule makes them there: found, searched and counted.

They are never published. Their names may be telling, so messages number them instead.
"""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path

from focusgroups.errors import StudyError
from focusgroups.files import UNFINISHED
from focusgroups.release.printed_text import Printed, printed_text
from focusgroups.runmemory import files_below

# What a system puts into folders by itself, with nobody's words in it.
TEXT = "text"  # how the places in files of no rule are called
FIRST_TEXT = f"{TEXT} 1"
OF_THE_SYSTEM = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


def undeclared_files(rooms: Iterable[Path], declared: Iterable[Path]) -> list[Path]:
    """The files below ``rooms``, in order, that are none of the ``declared``, whose paths begin so.

    A link counts as a file and is not followed. What a killed run left half-written is passed over,
    since the next run removes it.
    """
    known = set(declared)
    return sorted(
        file
        for room in rooms
        for file in files_below(room)
        if file not in known and file.name not in OF_THE_SYSTEM and UNFINISHED not in file.name
    )


def fingerprint(files: Collection[Path]) -> str:
    """What changes when one of ``files`` comes, goes or is written to; it tells no name."""
    told = hashlib.sha256()
    for file in files:
        found = file.lstat()
        told.update(f"{file}\0{found.st_size}\0{found.st_mtime_ns}\0".encode(errors="replace"))
    return told.hexdigest()[:16] if files else ""


def undeclared_room(files: Collection[Path], room: Path) -> tuple[list[Printed], list[str]]:
    """The text of undeclared ``files`` and their names; second, a line for each not looked into."""
    pieces: list[Printed] = []
    problems: list[str] = []
    for number, path in enumerate(files, start=1):
        name = f"{room.name}/ undeclared file {number} by name"
        pieces.append(Printed(name, "file name", path.relative_to(room).as_posix()))
        try:
            if path.is_symlink():
                raise StudyError(f"{name}: a link, which is not followed; remove it")
            # Places would name columns and parts, which whoever made the file has named.
            for count, piece in enumerate(printed_text(path, name), start=1):
                pieces.append(replace(piece, place=f"{TEXT} {count}"))
        except StudyError as error:
            problems += error.problems
        except (OSError, ValueError):
            problems.append(f"{name}: cannot be looked into; remove it from the folder")
    return pieces, problems
