"""Which passages of an OpenDocument text are hidden, by themselves or by their style."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from lxml import etree

from focusgroups.transcripts.elements import attribute, local_name
from focusgroups.transcripts.odt.styles import Style, letters_of, style_of, styles_of


def hiding_styles(roots: Iterable[etree._Element]) -> frozenset[Style]:
    """The styles that hide what has them, by themselves or by their parents.

    ``roots`` are those of content.xml and styles.xml, in this order.
    """
    styles = styles_of(roots)
    return frozenset(style for style in styles if _hides(style, styles))


def _hides(style: Style, styles: Mapping[Style, etree._Element]) -> bool:
    """Whether the nearest of a style and its parents that says anything says so."""
    marks = (attribute(letters, "display") for letters in letters_of(style, styles))
    return next(filter(None, marks), "") == "none"


def vanished(root: etree._Element, styles: Collection[Style]) -> Iterator[etree._Element]:
    """Spans, paragraphs and sections below ``root`` that are hidden, none within another."""
    waiting = [root]
    while waiting:
        part = waiting.pop()
        if local_name(part) in ("span", "p", "h", "section") and _is_hidden(part, styles):
            yield part
        else:
            waiting.extend(reversed(part))


def _is_hidden(part: etree._Element, styles: Collection[Style]) -> bool:
    marks = (child for child in part if local_name(child) == "hidden-paragraph")
    display = attribute(part, "display")
    return (
        display == "none"
        or (display == "condition" and attribute(part, "is-hidden") == "true")
        or style_of(part) in styles
        or any(attribute(mark, "is-hidden") != "false" for mark in marks)
    )


def blank_vanished(content: etree._Element, styles: Collection[Style]) -> None:
    """Empty everything in ``content``, the root of content.xml, that is hidden; so are ``styles``.

    Paragraphs stay, empty, so that the others keep their number.
    """
    for part in list(vanished(content, styles)):
        for inner in list(part.iter("{*}p", "{*}h", "{*}span")):
            inner.text = None
            for child in list(inner):
                child.tail = None
                if local_name(child) not in ("p", "h", "span"):
                    inner.remove(child)
