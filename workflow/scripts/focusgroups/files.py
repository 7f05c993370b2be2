"""Writing files so that nobody ever meets half of one."""

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from focusgroups.errors import StudyError

UNFINISHED = ".unfinished"


@contextmanager
def replacing(path: str | Path) -> Iterator[Path]:
    """Yield a temporary path beside ``path``; rename it to ``path`` when the block ends well.

    The temporary file keeps the ending of ``path``, because some writers choose their format by
    it. When the block raises, the temporary file is removed and ``path`` stays as it was.
    """
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(
        prefix=".", suffix=f"{UNFINISHED}{target.suffix}", dir=target.parent
    )
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def write_text(text: str, path: Path) -> None:
    """Write ``text`` to ``path`` in UTF-8, its lines ending alike on every system."""
    with replacing(path) as temporary:
        temporary.write_text(text, encoding="utf-8", newline="\n")


def remove_unfinished(folder: Path) -> int:
    """Remove what killed processes left half-written below ``folder``; return how many files.

    Such files hold speech like the whole ones would. Only to be called while nothing else writes.
    """
    left = [file for file in folder.rglob(".*") if UNFINISHED in file.name and file.is_file()]
    for file in left:
        file.unlink()
    return len(left)


def remove_folder(folder: Path) -> None:
    """Remove ``folder`` with all that is in it, if it exists.

    Raises StudyError when something in it cannot be removed: it must not be taken for gone.
    """
    try:
        if folder.exists():
            shutil.rmtree(folder)
    except OSError:
        raise StudyError(
            f"{folder.name}/: an earlier release cannot be removed; delete the folder yourself"
        ) from None


def close_to_others(folder: Path) -> None:
    """Let nobody but its owner open ``folder``, which is made if need be.

    Whoever has let a group of colleagues in, and nobody else, has said who may; that stays.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    mode = stat.S_IMODE(folder.stat().st_mode)
    if mode & 0o007:
        with suppress(OSError):  # a colleague's folder, or a drive that knows no such rights
            folder.chmod(mode & ~0o077)


def _umask() -> int:
    """The process's file mode mask, which can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
