"""The zip archives that .docx and .odt are, opened with distrust."""

import zipfile
import zlib
from pathlib import Path

from lxml import etree

from focusgroups.errors import StudyError

MOST_MEGABYTES = 100
MOST_BYTES = MOST_MEGABYTES * 1_000_000
# An hour of talk is some 60 kB of text. As XML it has up to 50,000 tags, and as a tree in memory it
# takes many times that.
MOST_TEXT_MEGABYTES = 5
MOST_XML_BYTES, MOST_TAGS = 30_000_000, 500_000

# How a file of another kind begins, and what to do about it.
OTHER_KINDS = (
    (b"PK\x03\x04", "a Word, OpenDocument or zip file; give it the ending that fits its content"),
    (b"\xd0\xcf\x11\xe0", "an old .doc file or one with a password; save it as .docx without one"),
    (b"%PDF", "a PDF; ask for the transcript as .docx, .odt or .txt"),
    (b"{\\rtf", "a rich text file; save it as .docx, .odt or .txt"),
)


def other_kind(beginning: bytes) -> str:
    """What kind of file begins like this, with the remedy; empty when none that we know."""
    return next((kind for start, kind in OTHER_KINDS if beginning.startswith(start)), "")


class Container:
    """The archive of a document: `xml` reads one part of it. Raises StudyError on any fault."""

    def __init__(self, path: Path, kind: str) -> None:
        """Open ``path``; ``kind`` says in messages what it should be, as `a Word document`."""
        self._name, self._kind = path.name, kind
        with path.open("rb") as file:
            beginning = file.read(8)
        found = other_kind(beginning)
        if found and not beginning.startswith(b"PK"):
            raise StudyError(f"{self._name}: not {kind} but {found}")
        try:
            with zipfile.ZipFile(path) as archive:
                parts = archive.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError):
            raise self._broken() from None
        if sum(part.file_size for part in parts) > MOST_BYTES:
            raise StudyError(
                f"{self._name}: unpacks to more than {MOST_MEGABYTES} MB; remove its pictures"
            )
        if any(part.flag_bits & 1 for part in parts):
            raise self.locked()
        self._path = path
        self.parts = frozenset(part.filename for part in parts)

    def xml(self, part: str) -> etree._Element:
        """The root of an XML part; entities, network and outsized trees are refused."""
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        content = self._bytes(part)
        if len(content) > MOST_XML_BYTES or content.count(b"<") > MOST_TAGS:
            raise StudyError(
                f"{self._name} {part}: too large for a transcript; save only its text again"
            )
        try:
            tree = etree.fromstring(content, parser).getroottree()
        except etree.XMLSyntaxError as error:
            raise StudyError(
                f"{self._name} {part} line {error.lineno or 1}: damaged; open it in Word or "
                "LibreOffice and save it again"
            ) from None
        if tree.docinfo.doctype:
            raise StudyError(
                f"{self._name} {part}: defines entities, as no word processor does; open it in one "
                "and save it again"
            )
        return tree.getroot()

    def _bytes(self, part: str) -> bytes:
        if part not in self.parts:
            raise self.wrong("a part of it is missing; save it again in its own program")
        try:
            with zipfile.ZipFile(self._path) as archive:
                return archive.read(part)
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError):
            raise self._broken() from None

    def wrong(self, remedy: str) -> StudyError:
        """The error for an archive that is not the promised kind of document."""
        return StudyError(f"{self._name}: not {self._kind}; {remedy}")

    def locked(self) -> StudyError:
        """The error for a document with a password."""
        return StudyError(f"{self._name}: protected by a password; save it without one")

    def _broken(self) -> StudyError:
        return self.wrong("it is damaged or incomplete; copy it again from where it came")
