"""The zip archives that .docx and .odt are, opened with distrust."""

from pathlib import Path

from lxml import etree

from focusgroups.errors import StudyError
from focusgroups.filekinds import Kind, kind_of
from focusgroups.untrusted import trees
from focusgroups.untrusted.archives import Archive
from focusgroups.untrusted.faults import (
    DamagedError,
    EntitiesError,
    LongListError,
    OutsizedError,
)

MOST_MEGABYTES = 100
MOST_BYTES = MOST_MEGABYTES * 1_000_000
MOST_TEXT_MEGABYTES = 5  # an hour of talk is some 60 kB
MOST_LINES = 100_000  # where captions have a line for each word, an hour has 40,000
MOST_XML_BYTES = 30_000_000

# What to do about a file of another kind.
OTHER_KINDS = {
    Kind.ZIP: "a Word, OpenDocument or zip file; give it the ending that fits its content",
    Kind.OLE: "an old .doc file or one with a password; save it as .docx without one",
    Kind.PDF: "a PDF; ask for the transcript as .docx, .odt or .txt",
    Kind.RTF: "a rich text file; give it the ending .rtf",
}


def other_kind(beginning: bytes) -> str:
    """What kind of file begins like this, with the remedy; empty when none that we know."""
    kind = kind_of(beginning)
    return OTHER_KINDS[kind] if kind else ""


class Container:
    """The archive of a document: `xml` reads one part of it. Raises StudyError on any fault."""

    def __init__(self, path: Path, kind: str) -> None:
        """Open ``path``; ``kind`` says in messages what it should be, as `a Word document`."""
        self._name, self._kind = path.name, kind
        with path.open("rb") as file:
            found = kind_of(file.read(8))
        if found and found is not Kind.ZIP:
            raise StudyError(f"{self._name}: not {kind} but {OTHER_KINDS[found]}")
        try:
            self._archive = Archive(path)
        except LongListError:
            raise StudyError(
                f"{self._name}: holds too many parts; save only its text again"
            ) from None
        except DamagedError:
            raise self._broken() from None
        if self._archive.stated_size > MOST_BYTES:
            raise StudyError(
                f"{self._name}: unpacks to more than {MOST_MEGABYTES} MB; remove its pictures"
            )
        if self._archive.is_locked:
            raise self.locked()
        self._parts = {part.filename: part for part in self._archive.parts}
        self.parts = frozenset(self._parts)

    def xml(self, part: str) -> etree._Element:
        """The root of an XML part; entities, network and outsized trees are refused."""
        try:
            return trees.parse(self._bytes(part))
        except OutsizedError:
            raise StudyError(
                f"{self._name} {part}: too large for a transcript; save only its text again"
            ) from None
        except EntitiesError:
            raise StudyError(
                f"{self._name} {part}: defines entities, as no word processor does; open it in one "
                "and save it again"
            ) from None
        except DamagedError as error:
            raise StudyError(
                f"{self._name} {part} line {error.line}: damaged; open it in Word or LibreOffice "
                "and save it again"
            ) from None

    def _bytes(self, part: str) -> bytes:
        if part not in self._parts:
            raise self.wrong("a part of it is missing; save it again in its own program")
        try:
            return self._archive.read(self._parts[part], MOST_XML_BYTES)
        except DamagedError:
            raise self._broken() from None

    def wrong(self, remedy: str) -> StudyError:
        """The error for an archive that is not the promised kind of document."""
        return StudyError(f"{self._name}: not {self._kind}; {remedy}")

    def locked(self) -> StudyError:
        """The error for a document with a password."""
        return StudyError(f"{self._name}: protected by a password; save it without one")

    def _broken(self) -> StudyError:
        return self.wrong("it is damaged or incomplete; copy it again from where it came")
