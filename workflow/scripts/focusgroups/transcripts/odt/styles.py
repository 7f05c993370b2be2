"""Which letters of an OpenDocument text stand out."""

from collections.abc import Iterator, Mapping
from contextlib import suppress

from lxml import etree

from focusgroups.errors import StudyError
from focusgroups.transcripts.containers import Container
from focusgroups.transcripts.elements import attribute, local_name

PLAIN = ("normal", "none", "")


def styles_that_stand_out(archive: Container, content: etree._Element) -> frozenset[str]:
    """Names of the styles whose letters are bold or underlined, by themselves or by their parents.

    ``content`` is the root of content.xml, which has the styles of single paragraphs and words;
    styles.xml has the others and may be missing or broken: speech is not in it.
    """
    styles = dict(_styles(content))
    with suppress(StudyError):
        styles = dict(_styles(archive.xml("styles.xml"))) | styles
    return frozenset(name for name in styles if _stands_out(name, styles))


def _styles(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    for part in root:
        if local_name(part) in ("styles", "automatic-styles"):
            for style in part:
                name = attribute(style, "name")
                if local_name(style) == "style" and name:
                    yield name, style


def _stands_out(name: str, styles: Mapping[str, etree._Element]) -> bool:
    """Whether the nearest of a style and its parents that says anything says so."""
    seen: set[str] = set()
    while name in styles and name not in seen:
        seen.add(name)
        for properties in styles[name]:
            if local_name(properties) != "text-properties":
                continue
            marks = [
                attribute(properties, mark) for mark in ("font-weight", "text-underline-style")
            ]
            if any(marks):
                return any(mark not in PLAIN for mark in marks)
        name = attribute(styles[name], "parent-style-name")
    return False
