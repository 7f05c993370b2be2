"""What kind a file is, by its first bytes, whatever its name says."""

from enum import Enum


class Kind(Enum):
    """A kind of file, by how it begins."""

    ZIP = b"PK\x03\x04"  # so do Word documents, OpenDocument texts and workbooks
    OLE = b"\xd0\xcf\x11\xe0"  # old Word documents and workbooks, and new ones with a password
    PDF = b"%PDF"
    RTF = b"{\\rtf"


def kind_of(content: bytes) -> Kind | None:
    """The kind of a file, of which eight bytes are enough; None when it is none of these.

    >>> kind_of(b"%PDF-1.7")
    <Kind.PDF: b'%PDF'>
    """
    return next((kind for kind in Kind if content.startswith(kind.value)), None)
