"""What an OpenDocument text holds beside its talk: names, comments, deleted text, notes."""

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from lxml import etree

from focusgroups.errors import StudyError
from focusgroups.transcripts.containers import Container
from focusgroups.transcripts.elements import attribute, local_name
from focusgroups.transcripts.hidden.kinds import (
    AUTHOR,
    CHANGE_AUTHOR,
    COMMENT,
    COMMENT_AUTHOR,
    DELETED_TEXT,
    HEADER_OR_FOOTER,
    HIDDEN_TEXT,
    INITIALS,
    LAST_MODIFIED_BY,
    NOTE,
    PROPERTY,
    UNREADABLE,
    USER_NAME,
    HiddenText,
)
from focusgroups.transcripts.hidden.links import named_by_link
from focusgroups.transcripts.odt.styles import Style
from focusgroups.transcripts.odt.text import KIND, PARAGRAPHS, describes
from focusgroups.transcripts.odt.vanished import hiding_styles, vanished

# The parts that may hide something, and what to call one that cannot be read.
PARTS = {
    **{"content.xml": "text", "meta.xml": "properties", "styles.xml": "headers and footers"},
    **{"VersionList.xml": "list of versions"},
}
PROPERTIES = {
    **{"initial-creator": AUTHOR, "creator": LAST_MODIFIED_BY, "printed-by": USER_NAME},
    **{name: PROPERTY for name in ("title", "subject", "description", "keyword")},
    **{name: PROPERTY for name in ("user-defined", "contributor", "publisher")},
}
# What stands apart from the text around it, and its kind.
APART = {
    **{"annotation": COMMENT, "note-body": NOTE, "changed-region": DELETED_TEXT},
    **{
        f"{end}{which}": HEADER_OR_FOOTER for end in ("header", "footer") for which in ("", "-left")
    },
    **{"header-first": HEADER_OR_FOOTER, "footer-first": HEADER_OR_FOOTER},
}
NAMES = ("creator", "creator-initials", "sender-initials", "date", "date-string")
BREAKS = {"s": " ", "tab": "\n", "line-break": "\n"}


def read(path: Path) -> Iterator[HiddenText]:
    """Everything that an .odt holds beside its talk, part by part."""
    archive = Container(path, KIND)
    roots: dict[str, etree._Element] = {}
    for part, name in PARTS.items():
        if part not in archive.parts:
            continue
        try:
            roots[part] = archive.xml(part)
        except StudyError:
            yield HiddenText(UNREADABLE, name)
    styles = hiding_styles(roots.values())
    for part, root in roots.items():
        if part == "meta.xml":
            yield from _properties(root)
        elif part == "VersionList.xml":
            yield from _versions(root)
        else:
            yield from _apart(root)
            yield from _hidden(root, styles)
            yield from _fields(root)


def _properties(root: etree._Element) -> Iterator[HiddenText]:
    for part in root.iter():
        if local_name(part) in PROPERTIES:
            yield HiddenText(PROPERTIES[local_name(part)], _text(part))


def _versions(root: etree._Element) -> Iterator[HiddenText]:
    """Who kept an earlier version in the file, and what was noted of it."""
    for version in root.iter("{*}version-entry"):
        yield HiddenText(CHANGE_AUTHOR, attribute(version, "creator"))
        yield HiddenText(COMMENT, attribute(version, "comment"))


def _apart(root: etree._Element) -> Iterator[HiddenText]:
    """Comments, notes, deleted text, headers and footers; who commented and changed."""
    marks = {attribute(mark, "change-id"): mark for mark in root.iter("{*}change")}
    for part in root.iter():
        name = local_name(part)
        if name == "changed-region":
            yield from (HiddenText(DELETED_TEXT, text) for text in _deleted(part, marks))
        elif name in APART:
            yield HiddenText(APART[name], _text(part))
        elif name in ("creator-initials", "sender-initials"):
            yield HiddenText(INITIALS, _text(part))
        elif name == "creator":
            by = local_name(part.getparent())
            yield HiddenText(COMMENT_AUTHOR if by == "annotation" else CHANGE_AUTHOR, _text(part))


def _deleted(region: etree._Element, marks: Mapping[str, etree._Element]) -> Iterator[str]:
    """What was deleted, whole words at a time: `Denise`, of which only `enise` was cut.

    ``marks`` are the places in the text where something was changed, by the id of the change.
    """
    for deletion in region.iter("{*}deletion"):
        # Where paragraphs end in it, the words before and after are not those that were cut up.
        text = _text(deletion).removesuffix("\n")
        mark = marks.get(attribute(region, "id"))
        if mark is not None:
            previous = mark.getprevious()
            before = mark.getparent().text if previous is None else previous.tail
            start = re.search(r"[^\W_]*$", before or "") if text[:1].isalnum() else None
            end = re.match(r"[^\W_]*", mark.tail or "") if text[-1:].isalnum() else None
            text = f"{start[0] if start else ''}{text}{end[0] if end else ''}"
        yield text


def _hidden(root: etree._Element, styles: Collection[Style]) -> Iterator[HiddenText]:
    """Text that is formatted as hidden, or that stands in hidden fields, paragraphs, sections."""
    yield from (HiddenText(HIDDEN_TEXT, _text(part)) for part in vanished(root, styles))
    for field in root.iter("{*}hidden-text"):
        if attribute(field, "is-hidden") != "false":
            yield HiddenText(HIDDEN_TEXT, attribute(field, "string-value"))
    for field in root.iter("{*}variable-set", "{*}variable-input"):
        if attribute(field, "display") == "none":
            yield HiddenText(HIDDEN_TEXT, attribute(field, "string-value") or _text(field))


def _fields(root: etree._Element) -> Iterator[HiddenText]:
    """E-mail addresses that are linked to, the team's own fields, what is written of pictures."""
    for link in root.iter("{*}a"):
        yield from named_by_link(attribute(link, "href"))
    for field in root.iter("{*}user-field-decl"):
        yield HiddenText(PROPERTY, attribute(field, "string-value"))
    for part in root.iter("{*}title", "{*}desc"):
        if describes(part):
            yield HiddenText(PROPERTY, _text(part))


def _text(element: etree._Element) -> str:
    """The text in ``element``, without that of what stands apart from it."""
    pieces = [_spaced(element.text)]
    for child in element:
        name = local_name(child)
        if name in BREAKS:
            pieces.append(BREAKS[name])
        elif name and name not in APART and name not in NAMES and not describes(child):
            pieces.append(_text(child))
            pieces += ["\n"] if name in PARAGRAPHS else []
        pieces.append(_spaced(child.tail))
    return "".join(pieces)


def _spaced(text: str | None) -> str:
    return (text or "").replace("\r", " ").replace("\n", " ")
