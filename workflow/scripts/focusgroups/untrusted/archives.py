"""The zip archives that documents and workbooks are, opened with distrust."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from focusgroups.untrusted.faults import DamagedError, LongListError, OutsizedError

MOST_LIST_BYTES = 1_000_000  # the list of parts; that of a document with 1,000 pictures has 100 kB
CHUNK = 1 << 16
# Office programs use these two. Of the others a few bytes may unpack to gigabytes in one go.
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

# What reading an archive raises when its bytes are not what they should be. RuntimeError: a part is
# locked, or packed in a way that only other programs know.
FAULTS = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError),
    *(OSError, OverflowError, ValueError, RuntimeError),
)


class _Guarded:
    """A file that refuses to be read in large pieces, as the list of an archive's parts is."""

    def __init__(self, file: BinaryIO) -> None:
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable
        self._file = file

    def read(self, size: int = -1) -> bytes:
        if size > MOST_LIST_BYTES:
            raise LongListError
        return self._file.read(size)


class Archive:
    """An archive's ``parts`` in order and its ``comment``; a name may stand there twice."""

    def __init__(self, source: Path | bytes) -> None:
        """List what is in a file, or in the bytes of one.

        Raises DamagedError and LongListError, and OSError when the file cannot be opened.
        """
        self._source = source
        with self._opened() as archive:
            self.parts = tuple(archive.infolist())
            self.comment = archive.comment

    @property
    def stated_size(self) -> int:
        """How many bytes all parts have, unpacked, if what the archive says is true."""
        return sum(part.file_size for part in self.parts)

    @property
    def is_locked(self) -> bool:
        """Whether a password protects any part."""
        return any(part.flag_bits & 1 for part in self.parts)

    def read(self, part: zipfile.ZipInfo, most: int) -> bytes:
        """What a part holds, read piece by piece: what its size is said to be may be untrue.

        Raises DamagedError, and OutsizedError as soon as there are more than ``most`` bytes.
        """
        if part.compress_type not in METHODS:
            raise DamagedError
        if part.file_size > most:
            raise OutsizedError
        content = bytearray()
        with self._opened() as archive, archive.open(part) as packed:
            while piece := packed.read(CHUNK):
                content += piece
                if len(content) > most:
                    raise OutsizedError
        return bytes(content)

    @contextmanager
    def _opened(self) -> Iterator[zipfile.ZipFile]:
        source = self._source
        with source.open("rb") if isinstance(source, Path) else io.BytesIO(source) as file:
            try:
                with zipfile.ZipFile(_Guarded(file)) as archive:
                    yield archive
            except FAULTS:
                raise DamagedError from None
