"""The styles of a Word document: which make a heading, and which letters stand out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from focusgroups.errors import StudyError
from focusgroups.transcripts.containers import Container
from focusgroups.transcripts.elements import attribute, local_name

OFF = ("0", "false", "off", "none")


@dataclass(frozen=True)
class Looks:
    """The ids of the styles that make a heading, and of those that make letters stand out."""

    headings: frozenset[str] = frozenset()
    standing_out: frozenset[str] = frozenset()

    def is_heading(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph has a heading's style or an outline level, or stands out whole."""
        properties = child(paragraph, "pPr")
        style = value(properties, "pStyle")
        return (
            style in self.headings
            or style in self.standing_out
            or value(properties, "outlineLvl") in tuple("012345678")
        )

    def is_set_apart(self, run: etree._Element) -> bool:
        """Whether a run of letters is bold or underlined, by itself or by its style."""
        properties = child(run, "rPr")
        own = _stands_out(properties)
        return value(properties, "rStyle") in self.standing_out if own is None else own


def looks_of(styles: Mapping[str, etree._Element]) -> Looks:
    """The looks that a document's ``styles``, as `styles_of` gives them, define."""
    headings, standing_out = set(), set()
    for name in styles:
        line = list(ancestry(name, styles))
        if any(_is_heading_style(style) for style in line):
            headings.add(name)
        marks = (_stands_out(child(style, "rPr")) for style in line)
        if next((mark for mark in marks if mark is not None), False):
            standing_out.add(name)
    return Looks(frozenset(headings), frozenset(standing_out))


def styles_of(archive: Container) -> dict[str, etree._Element]:
    """The styles by id; none when the part cannot be read, since speech is not in it."""
    try:
        root = archive.xml("word/styles.xml")
    except StudyError:
        return {}
    return {attribute(style, "styleId"): style for style in root if local_name(style) == "style"}


def ancestry(name: str, styles: Mapping[str, etree._Element]) -> Iterator[etree._Element]:
    """A style and those that it is based on, nearest first; a circle is walked once."""
    seen: set[str] = set()
    while name in styles and name not in seen:
        seen.add(name)
        yield styles[name]
        name = value(styles[name], "basedOn")


def _is_heading_style(style: etree._Element) -> bool:
    named = value(style, "name").casefold().startswith("heading")
    return named or value(child(style, "pPr"), "outlineLvl") in tuple("012345678")


def _stands_out(properties: etree._Element | None) -> bool | None:
    """Whether properties of letters make them bold or underlined; None when they do not say."""
    marks = [mark for mark in ("b", "u") if child(properties, mark) is not None]
    if not marks:
        return None
    return any(value(properties, mark) not in OFF for mark in marks)


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first child of that name, if there is one."""
    parts = () if element is None else element
    return next((part for part in parts if local_name(part) == name), None)


def value(element: etree._Element | None, name: str) -> str:
    """The value of a child; empty when there is no such child or it has none."""
    part = child(element, name)
    return "" if part is None else attribute(part, "val")
