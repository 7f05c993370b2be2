"""Walking through the XML of a word processor's document, whichever program wrote it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from lxml import etree


@dataclass
class ParagraphCounter:
    """How many paragraphs have gone by: all of them, the empty and those in tables included."""

    paragraphs: int = 0


def local_name(element: etree._Element) -> str:
    """An element's name without its namespace, which editions of a format differ in.

    Empty for comments and processing instructions.
    """
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def nearest(
    element: etree._Element, name: str, left_out: Collection[str]
) -> Iterator[etree._Element]:
    """Descendants called ``name`` that do not lie within another of that name.

    What is called one of ``left_out`` is passed over with all that is in it.
    """
    for child in element:
        if local_name(child) == name:
            yield child
        elif local_name(child) not in left_out:
            yield from nearest(child, name, left_out)
