"""Which letters of an OpenDocument text stand out."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

from lxml import etree

from focusgroups.errors import StudyError
from focusgroups.transcripts.containers import Container
from focusgroups.transcripts.elements import attribute, local_name

# The family and the name of a style; each family has names of its own.
Style = tuple[str, str]
FAMILIES = ("text", "paragraph", "section")
PLAIN = ("normal", "none", "")


def roots_with_styles(archive: Container, content: etree._Element) -> list[etree._Element]:
    """``content``, which has the styles of single paragraphs and words, and the root of styles.xml.

    That has the others and may be missing or broken: speech is not in it.
    """
    roots = [content]
    with suppress(StudyError):
        roots.append(archive.xml("styles.xml"))
    return roots


def styles_that_stand_out(roots: Iterable[etree._Element]) -> frozenset[Style]:
    """The styles whose letters are bold or underlined, by themselves or by their parents."""
    styles = styles_of(roots)
    return frozenset(style for style in styles if _stands_out(style, styles))


def style_of(part: etree._Element) -> Style:
    """The style that a paragraph, a section or a part of a paragraph is given; perhaps unnamed."""
    family = {"p": "paragraph", "h": "paragraph", "section": "section"}.get(
        local_name(part), "text"
    )
    return family, attribute(part, "style-name")


def styles_of(roots: Iterable[etree._Element]) -> dict[Style, etree._Element]:
    """The definitions of the styles in ``roots``; where there are several, that of the first root.

    One that tells no family is for all.
    """
    found: dict[Style, etree._Element] = {}
    for root in roots:
        here: dict[Style, etree._Element] = {}
        for part in root:
            if local_name(part) in ("styles", "automatic-styles"):
                for style in part.iterchildren("{*}style"):
                    told = attribute(style, "family")
                    families = (told,) if told else FAMILIES
                    here |= {(family, attribute(style, "name")): style for family in families}
        found = here | found
    return {style: definition for style, definition in found.items() if style[1]}


def letters_of(style: Style, styles: Mapping[Style, etree._Element]) -> Iterator[etree._Element]:
    """What a style and its parents say of letters, nearest first; a circle is walked once."""
    seen: set[Style] = set()
    while style in styles and style not in seen:
        seen.add(style)
        definition = styles[style]
        yield from (part for part in definition if local_name(part) == "text-properties")
        style = (style[0], attribute(definition, "parent-style-name"))


def _stands_out(style: Style, styles: Mapping[Style, etree._Element]) -> bool:
    """Whether the nearest of a style and its parents that says anything says so."""
    for letters in letters_of(style, styles):
        marks = [attribute(letters, mark) for mark in ("font-weight", "text-underline-style")]
        if any(marks):
            return any(mark not in PLAIN for mark in marks)
    return False
