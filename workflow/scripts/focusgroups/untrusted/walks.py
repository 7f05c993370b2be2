"""XML that others made, walked through without keeping it: for parts too large for a tree."""

from collections.abc import Callable, Mapping
from xml.parsers import expat

from focusgroups.untrusted.faults import DamagedError, EntitiesError

Attributes = Mapping[str, str]


def walk(
    content: bytes,
    start: Callable[[str, Attributes], None] | None = None,
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Call the handlers for what an XML part holds; entities are refused before any is expanded.

    Raises EntitiesError and DamagedError, and whatever the handlers raise.
    """
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _forbid
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise DamagedError(error.lineno) from None


def _forbid(*_declaration: object) -> None:
    raise EntitiesError
