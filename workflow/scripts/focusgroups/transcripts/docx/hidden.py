"""What a Word document holds beside its talk: names, comments, deleted text, headers, notes."""

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from lxml import etree

from focusgroups.errors import StudyError
from focusgroups.transcripts.containers import Container
from focusgroups.transcripts.docx.styles import styles_of
from focusgroups.transcripts.docx.text import KIND
from focusgroups.transcripts.docx.vanished import (
    Vanished,
    is_deleted,
    is_hidden_row,
    vanished_of,
)
from focusgroups.transcripts.elements import attribute, local_name
from focusgroups.transcripts.hidden.changes import ADDED, DELETED, STANDS, VANISHED, deleted_words
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
    MANAGER,
    NOTE,
    PROPERTY,
    UNREADABLE,
    USER_NAME,
    HiddenText,
)
from focusgroups.transcripts.hidden.links import named_by_field, named_by_link

# A part says by its first element what it is; its name differs from program to program. What those
# with text show beside the talk is of one kind.
SHOWN = {
    "comments": COMMENT,
    "hdr": HEADER_OR_FOOTER,
    "ftr": HEADER_OR_FOOTER,
    "footnotes": NOTE,
    "endnotes": NOTE,
    "glossaryDocument": HIDDEN_TEXT,
}
WHOLE = ("comment", "footnote", "endnote")  # a text of its own; in other parts a paragraph is
PROPERTIES = {
    **{name: PROPERTY for name in ("title", "subject", "description", "keywords", "category")},
    **{"creator": AUTHOR, "lastModifiedBy": LAST_MODIFIED_BY},
    **{"Company": PROPERTY, "Manager": MANAGER},
}
# Parts that cannot be read by their names, and what to call them. Others hide nothing.
MAY_HIDE = {
    **{"comments": "comments", "people": "list of people", "header": "headers"},
    **{"footer": "footers", "footnotes": "footnotes", "endnotes": "endnotes"},
    **{"core": "properties", "app": "properties", "custom": "properties"},
}
# What SharePoint and the team's own templates keep: forms and definitions name nobody.
CUSTOM, NAMELESS = "customXml/", ("contentTypeSchema", "FormTemplates")
LONGEST_CUSTOM_TEXT = 100
CHARACTERS = {"tab": "\n", "ptab": "\n", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
NO_TEXT = ("pPr", "rPr", "instrText", "delInstrText", "txbxContent")

_ACCOUNT = re.compile(r"[\w.+'-]+@[\w.-]+\w|(?<=\\)[\w.-]+$")


def read(path: Path) -> Iterator[HiddenText]:
    """Everything that a .docx holds beside its talk, part by part."""
    archive = Container(path, KIND)
    vanished = vanished_of(styles_of(archive))
    for part in sorted(archive.parts):
        if not part.endswith((".xml", ".rels")):
            continue
        try:
            root = archive.xml(part)
        except StudyError:
            name = re.sub(r"[\d_]+$", "", Path(part).stem)
            if name in MAY_HIDE and part.endswith(".xml"):
                yield HiddenText(UNREADABLE, MAY_HIDE[name])
            continue
        yield from _custom(root) if part.startswith(CUSTOM) else _of_part(root, vanished)


def _custom(root: etree._Element) -> Iterator[HiddenText]:
    """With whom the document is shared, and other short texts that may name somebody."""
    for part in () if local_name(root) in NAMELESS else root.iter():
        text = " ".join((part.text or "").split()) if local_name(part) else ""
        named = any(c.isupper() for c in text) and not any(c.isdigit() for c in text)
        if len(text) <= LONGEST_CUSTOM_TEXT and (named or "@" in text):
            # An account may stand in a claim, as `i:0#.f|membership|gwen@example.org`.
            yield HiddenText(PROPERTY, text.rpartition("|")[2])


def _of_part(root: etree._Element, vanished: Vanished) -> Iterator[HiddenText]:
    name = local_name(root)
    if name in ("coreProperties", "Properties"):
        yield from _properties(root)
    elif name == "Relationships":
        yield from _links(root)
    elif name in ("people", "commentsExtensible", "Tasks"):
        yield from _accounts(root)
    elif name == "settings":
        yield from (HiddenText(PROPERTY, attribute(v, "val")) for v in root.iter("{*}docVar"))
    elif name == "document" or name in SHOWN:
        yield from _marks(root)
        yield from _fields(root)
        yield from _texts(root, SHOWN.get(name, ""), vanished)


def _properties(root: etree._Element) -> Iterator[HiddenText]:
    """Of the document (core), of the program (app) and of the team (custom)."""
    for part in root:
        text = " ".join("".join(str(piece) for piece in part.itertext()).split())
        if local_name(part) == "property":
            name = attribute(part, "name")
            if name.startswith("MSIP_"):  # a label of confidentiality, in a dozen pieces
                yield from [HiddenText(USER_NAME, text)] if name.endswith("_Owner") else ()
                continue
            # Outlook leaves the sender's name in a property of its own.
            yield HiddenText(AUTHOR if name == "_AuthorEmailDisplayName" else PROPERTY, text)
        elif local_name(part) in PROPERTIES:
            yield HiddenText(PROPERTIES[local_name(part)], text)


def _links(root: etree._Element) -> Iterator[HiddenText]:
    """E-mail addresses that are linked to, and whose folder a template or picture lies in."""
    for relation in root:
        yield from named_by_link(attribute(relation, "Target"))


def _accounts(root: etree._Element) -> Iterator[HiddenText]:
    """Everybody who commented, changed, liked or was asked to do something: names and accounts."""
    for part in root.iter():
        if local_name(part) == "person":
            yield HiddenText(USER_NAME, attribute(part, "author"))
        yield HiddenText(USER_NAME, attribute(part, "userName"))
        if local_name(part) == "SetTitle":
            yield HiddenText(COMMENT, attribute(part, "title"))
        account = _ACCOUNT.search(attribute(part, "userId"))
        if account:
            yield HiddenText(USER_NAME, account[0])


def _marks(root: etree._Element) -> Iterator[HiddenText]:
    """Who commented and who changed; what is written about pictures."""
    for author in root.xpath("//@*[local-name()='author']"):
        kind = COMMENT_AUTHOR if local_name(author.getparent()) == "comment" else CHANGE_AUTHOR
        yield HiddenText(kind, str(author))
    for comment in root.iter("{*}comment"):
        yield HiddenText(INITIALS, attribute(comment, "initials"))
    for picture in root.iter("{*}docPr"):
        yield from (HiddenText(PROPERTY, attribute(picture, key)) for key in ("title", "descr"))


def _fields(root: etree._Element) -> Iterator[HiddenText]:
    """Whom the codes of fields name, and who alone may change a passage."""
    for paragraph in root.iter("{*}p"):
        codes = paragraph.iter("{*}instrText", "{*}delInstrText")
        yield from named_by_field("".join(code.text or "" for code in codes))
    for field in root.iter("{*}fldSimple"):
        yield from named_by_field(attribute(field, "instr"))
    for passage in root.iter("{*}permStart"):
        yield HiddenText(USER_NAME, attribute(passage, "ed"))


def _texts(root: etree._Element, kind: str, vanished: Vanished) -> Iterator[HiddenText]:
    """What the part shows, if that is of a ``kind``; what was deleted in it and what is hidden."""
    shown: dict[etree._Element, list[str]] = {}
    for paragraph in root.iter("{*}p"):
        pieces = list(_pieces(paragraph, vanished))
        whole = next((a for a in paragraph.iterancestors() if local_name(a) in WHOLE), paragraph)
        stands = "".join(text for text, state in pieces if state != DELETED)
        shown.setdefault(whole, []).append(stands)
        yield from (HiddenText(DELETED_TEXT, text) for text in deleted_words(pieces))
        for state, same in groupby(pieces, key=lambda piece: piece[1]):
            if state == VANISHED and not kind:
                yield HiddenText(HIDDEN_TEXT, "".join(text for text, _ in same))
    for lines in shown.values():
        # A tab parts what stands left, in the middle and right in a header.
        if kind:
            yield HiddenText(kind, "\n".join(lines))


def _pieces(paragraph: etree._Element, vanished: Vanished) -> Iterator[tuple[str, str]]:
    """The text of a paragraph, and of each piece whether it stands, or what became of it."""
    hidden = vanished.hides_paragraph(paragraph)

    def walk(element: etree._Element, state: str) -> Iterator[tuple[str, str]]:
        for child in element:
            name = local_name(child)
            if name in ("t", "delText"):
                yield child.text or "", DELETED if name == "delText" else state
            elif name in CHARACTERS:
                yield CHARACTERS[name], state
            elif name in ("del", "moveFrom"):
                yield from walk(child, DELETED)
            elif name in ("ins", "moveTo"):
                yield from walk(child, ADDED if state == STANDS else state)
            elif name == "r" and state in (STANDS, ADDED):
                yield from walk(child, VANISHED if vanished.hides(child, hidden) else state)
            elif name and name not in NO_TEXT:
                yield from walk(child, state)

    yield from walk(paragraph, _state_in_table(paragraph))


def _state_in_table(paragraph: etree._Element) -> str:
    holders = [a for a in paragraph.iterancestors() if local_name(a) in ("tr", "tc")]
    if any(is_deleted(holder) for holder in holders):
        return DELETED
    return VANISHED if any(is_hidden_row(holder) for holder in holders) else STANDS
