"""A file that arrives bit by bit: hidden beside its place until it is whole.

`.{name}.part` holds what has arrived, also after the process was killed, so that a later one can go
on from there. `.{name}.version` says what the server called the version that it is a part of.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path

from focusgroups.deprivation.published import fingerprint

if sys.platform != "win32":
    import fcntl


class InUseError(Exception):
    """Another process is writing the same part, or has just ended."""


class PartFile:
    """What has arrived so far of the file ``target``; comes from `arriving`."""

    def __init__(self, target: Path, file: FileIO) -> None:
        self.folder = target.parent
        self.total: int | None = None  # bytes of the whole file, once a server has said so
        self._target, self._file = target, file
        self._path, self._version = _part_of(target), target.with_name(f".{target.name}.version")
        self._is_gone = False

    @property
    def size(self) -> int:
        """How many bytes have arrived."""
        return os.fstat(self._file.fileno()).st_size

    @property
    def version(self) -> str:
        """What the server called the version that arrives; empty when it has no name."""
        found = self._version.is_file()
        return self._version.read_text("ascii", "replace").strip() if found else ""

    def restart(self, version: str = "") -> None:
        """Begin again, with nothing, to receive ``version``."""
        self._file.truncate(0)
        self._version.unlink(missing_ok=True)
        if version:
            self._version.write_text(version, encoding="ascii", errors="replace")

    def append(self, piece: bytes) -> None:
        """Add ``piece``. Raises OSError when there is no room: what fitted stays."""
        rest = memoryview(piece)
        while rest:
            rest = rest[self._file.write(rest) :]

    def sha256(self) -> str:
        """The hash of all that has arrived."""
        return fingerprint(self._path)

    def discard(self) -> None:
        """Remove what has arrived."""
        self._path.unlink(missing_ok=True)
        self._version.unlink(missing_ok=True)
        self._is_gone = True

    def finish(self) -> None:
        """Put the file in its place. Raises FileExistsError when something lies there by now."""
        os.fsync(self._file.fileno())
        if os.path.lexists(self._target):
            raise FileExistsError
        self._path.rename(self._target)
        self._version.unlink(missing_ok=True)
        self._is_gone = True

    def leave(self) -> None:
        """Leave what has arrived for a later run, if that is anything."""
        if not self._is_gone and not self.size:
            self.discard()


@contextmanager
def arriving(target: Path) -> Iterator[PartFile]:
    """Yield what has arrived of ``target`` so far, for this process alone.

    Raises InUseError when another one has it.
    """
    path = _part_of(target)
    with FileIO(path, "a+") as file:
        _lock(file, path)
        part = PartFile(target, file)
        try:
            yield part
        finally:
            part.leave()


def _part_of(target: Path) -> Path:
    return target.with_name(f".{target.name}.part")


def _lock(file: FileIO, path: Path) -> None:
    """Lock ``file`` until it is closed, where the system and the drive know such a thing."""
    if sys.platform != "win32":
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InUseError from None
        except OSError:
            return
    # Whoever had the lock before may have renamed or removed what was opened here.
    if not path.exists() or not os.path.samestat(os.fstat(file.fileno()), path.stat()):
        raise InUseError
