"""The zip archives that .docx and .odt are, opened with distrust."""

import codecs
import io
import zipfile
import zlib
from pathlib import Path

from lxml import etree

from focusgroups.errors import StudyError

MOST_MEGABYTES = 100
MOST_BYTES = MOST_MEGABYTES * 1_000_000
# An hour of talk is some 60 kB of text. As XML it has up to 50,000 tags, and as a tree in memory it
# takes many times that. An attribute takes as much as a tag.
MOST_TEXT_MEGABYTES = 5
MOST_LINES = 100_000  # where captions have a line for each word, an hour has 40,000
MOST_XML_BYTES, MOST_TAGS, MOST_ATTRIBUTES = 30_000_000, 300_000, 1_000_000
MOST_LIST_BYTES = 1_000_000  # the list of parts; that of a document with 1,000 pictures has 100 kB
CHUNK = 1 << 16
# Word processors use these two. Of the others a few bytes may unpack to gigabytes in one go.
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

# How a file of another kind begins, and what to do about it.
OTHER_KINDS = (
    (b"PK\x03\x04", "a Word, OpenDocument or zip file; give it the ending that fits its content"),
    (b"\xd0\xcf\x11\xe0", "an old .doc file or one with a password; save it as .docx without one"),
    (b"%PDF", "a PDF; ask for the transcript as .docx, .odt or .txt"),
    (b"{\\rtf", "a rich text file; give it the ending .rtf"),
)

# What reading an archive raises when its bytes are not what they should be.
FAULTS = (
    *(zipfile.BadZipFile, zlib.error, NotImplementedError),
    *(EOFError, OSError, OverflowError, ValueError),
)


def other_kind(beginning: bytes) -> str:
    """What kind of file begins like this, with the remedy; empty when none that we know."""
    return next((kind for start, kind in OTHER_KINDS if beginning.startswith(start)), "")


class _LongListError(Exception):
    """An archive says that the list of its parts is longer than that of any document."""


class _Guarded(io.FileIO):
    """A file that refuses to be read in large pieces, as the list of an archive's parts is."""

    def read(self, size: int | None = -1) -> bytes:
        if size is not None and size > MOST_LIST_BYTES:
            raise _LongListError
        return super().read(size) or b""


class Container:
    """The archive of a document: `xml` reads one part of it. Raises StudyError on any fault."""

    def __init__(self, path: Path, kind: str) -> None:
        """Open ``path``; ``kind`` says in messages what it should be, as `a Word document`."""
        self._path, self._name, self._kind = path, path.name, kind
        with path.open("rb") as file:
            beginning = file.read(8)
        found = other_kind(beginning)
        if found and not beginning.startswith(b"PK"):
            raise StudyError(f"{self._name}: not {kind} but {found}")
        parts = self._listed()
        if sum(part.file_size for part in parts) > MOST_BYTES:
            raise StudyError(
                f"{self._name}: unpacks to more than {MOST_MEGABYTES} MB; remove its pictures"
            )
        if any(part.flag_bits & 1 for part in parts):
            raise self.locked()
        self.parts = frozenset(part.filename for part in parts)

    def xml(self, part: str) -> etree._Element:
        """The root of an XML part; entities, network and outsized trees are refused."""
        content = self._bytes(part)
        if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            content = content.decode("utf-16", errors="replace").encode()
        # The parser is told the encoding, so that no declared one can hide a tag from these counts.
        if content.count(b"<") > MOST_TAGS or content.count(b"=") > MOST_ATTRIBUTES:
            raise self._outsized(part)
        if b"<!DOCTYPE" in content:
            raise StudyError(
                f"{self._name} {part}: defines entities, as no word processor does; open it in one "
                "and save it again"
            )
        parser = etree.XMLParser(
            encoding="utf-8",
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
        )
        try:
            return etree.fromstring(content, parser)
        except etree.XMLSyntaxError as error:
            raise StudyError(
                f"{self._name} {part} line {error.lineno or 1}: damaged; open it in Word or "
                "LibreOffice and save it again"
            ) from None

    def _listed(self) -> list[zipfile.ZipInfo]:
        try:
            with _Guarded(self._path) as file, zipfile.ZipFile(file) as archive:
                return archive.infolist()
        except _LongListError:
            raise StudyError(
                f"{self._name}: holds too many parts; save only its text again"
            ) from None
        except FAULTS:
            raise self._broken() from None

    def _bytes(self, part: str) -> bytes:
        """What a part holds, read piece by piece: what its size is said to be may be untrue."""
        if part not in self.parts:
            raise self.wrong("a part of it is missing; save it again in its own program")
        content = bytearray()
        try:
            with _Guarded(self._path) as file, zipfile.ZipFile(file) as archive:
                if archive.getinfo(part).compress_type not in METHODS:
                    raise self._broken()
                with archive.open(part) as packed:
                    while piece := packed.read(CHUNK):
                        content += piece
                        if len(content) > MOST_XML_BYTES:
                            raise self._outsized(part)
        except FAULTS:
            raise self._broken() from None
        return bytes(content)

    def wrong(self, remedy: str) -> StudyError:
        """The error for an archive that is not the promised kind of document."""
        return StudyError(f"{self._name}: not {self._kind}; {remedy}")

    def locked(self) -> StudyError:
        """The error for a document with a password."""
        return StudyError(f"{self._name}: protected by a password; save it without one")

    def _outsized(self, part: str) -> StudyError:
        return StudyError(
            f"{self._name} {part}: too large for a transcript; save only its text again"
        )

    def _broken(self) -> StudyError:
        return self.wrong("it is damaged or incomplete; copy it again from where it came")
