"""Walking through the XML of a word processor's document, whichever program wrote it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from lxml import etree


@dataclass
class ParagraphCounter:
    """How many paragraphs have gone by: all of them, the empty and those in tables included.

    Those in a text box do not count: a box lies beside the text and has the place of the paragraph
    that holds it.
    """

    paragraphs: int = 0
    in_box: bool = False

    def go_by(self, paragraphs: int = 1) -> None:
        """Count ``paragraphs`` more."""
        if not self.in_box:
            self.paragraphs += paragraphs

    def place(self, ahead: int = 0) -> str:
        """Where we are, for a passage; ``ahead`` paragraphs further on."""
        return f"paragraph {self.paragraphs + (0 if self.in_box else ahead)}"

    def box(self) -> "ParagraphCounter":
        """The counter for a text box at this place."""
        return ParagraphCounter(self.paragraphs, in_box=True)


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


def attribute(element: etree._Element, name: str) -> str:
    """An attribute whatever edition of the format its namespace is from; empty when missing."""
    if not isinstance(element.tag, str):
        return ""
    values = (v for key, v in element.attrib.items() if etree.QName(key).localname == name)
    return str(next(values, ""))
