"""What may be wrong with a file that others made."""


class UntrustedError(Exception):
    """A file is not read any further."""


class DamagedError(UntrustedError):
    """Its bytes are not what they should be, at the latest on this ``line`` of an XML part."""

    def __init__(self, line: int = 1) -> None:
        super().__init__()
        self.line = line


class LongListError(UntrustedError):
    """An archive says that the list of its parts is longer than that of any document."""


class OutsizedError(UntrustedError):
    """A part unpacks to more than it may, or its XML would take too much memory."""


class EntitiesError(UntrustedError):
    """An XML part defines a document type, as no office program does and every XML bomb must."""
