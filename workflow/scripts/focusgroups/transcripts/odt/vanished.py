"""Which passages of an OpenDocument text are hidden, by themselves or by their style."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress

from lxml import etree

from focusgroups.errors import StudyError
from focusgroups.transcripts.containers import Container
from focusgroups.transcripts.elements import attribute, local_name


def hiding_styles(roots: Iterable[etree._Element]) -> frozenset[str]:
    """Names of the styles in ``roots``, of content.xml and styles.xml, that hide what has them."""
    styles = (style for root in roots for style in root.iter("{*}style"))
    return frozenset(
        attribute(style, "name")
        for style in styles
        if any(attribute(part, "display") == "none" for part in style)
    )


def vanished(root: etree._Element, styles: Collection[str]) -> Iterator[etree._Element]:
    """Spans, paragraphs and sections below ``root`` that are hidden, none within another."""
    waiting = [root]
    while waiting:
        part = waiting.pop()
        if local_name(part) in ("span", "p", "h", "section") and _is_hidden(part, styles):
            yield part
        else:
            waiting.extend(reversed(part))


def _is_hidden(part: etree._Element, styles: Collection[str]) -> bool:
    marks = (child for child in part if local_name(child) == "hidden-paragraph")
    return (
        attribute(part, "display") == "none"
        or attribute(part, "style-name") in styles
        or any(attribute(mark, "is-hidden") != "false" for mark in marks)
    )


def blank_vanished(archive: Container, content: etree._Element) -> None:
    """Empty everything in ``content``, the root of content.xml, that is hidden.

    Paragraphs stay, empty, so that the others keep their number.
    """
    roots = [content]
    with suppress(StudyError):  # a broken part of styles hides no speech
        roots.append(archive.xml("styles.xml"))
    for part in list(vanished(content, hiding_styles(roots))):
        for inner in list(part.iter("{*}p", "{*}h", "{*}span")):
            inner.text = None
            for child in list(inner):
                child.tail = None
                if local_name(child) not in ("p", "h", "span"):
                    inner.remove(child)
