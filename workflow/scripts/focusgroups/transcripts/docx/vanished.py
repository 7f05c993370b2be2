"""Which letters and rows of a Word document are hidden, and which rows and cells are deleted."""

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from focusgroups.transcripts.docx.styles import OFF, ancestry, child, value
from focusgroups.transcripts.elements import attribute


@dataclass(frozen=True)
class Vanished:
    """``styles`` are the ids of those that hide the letters they are given to."""

    styles: frozenset[str] = frozenset()

    def hides_paragraph(self, paragraph: etree._Element) -> bool:
        """Whether the style of ``paragraph`` hides its letters."""
        return value(child(paragraph, "pPr"), "pStyle") in self.styles

    def hides(self, run: etree._Element, otherwise: bool = False) -> bool:
        """Whether ``run`` is hidden; ``otherwise`` where neither it nor its style says so."""
        properties = child(run, "rPr")
        own = _vanishes(properties)
        if own is not None:
            return own
        return value(properties, "rStyle") in self.styles or otherwise


def vanished_of(styles: Mapping[str, etree._Element]) -> Vanished:
    """Those of a document's ``styles``, as `styles_of` gives them, that hide letters."""
    return Vanished(frozenset(name for name in styles if _style_vanishes(name, styles)))


def drop_vanished(body: etree._Element, vanished: Vanished) -> None:
    """Take out of ``body``, the text of a document, all letters that are formatted as hidden."""
    for run in list(body.iter("{*}r")):
        paragraph = next(run.iterancestors("{*}p"), None)
        hidden = paragraph is not None and vanished.hides_paragraph(paragraph)
        if vanished.hides(run, hidden):
            run.getparent().remove(run)


def is_hidden_row(holder: etree._Element) -> bool:
    """Whether ``holder`` is a row of a table that is hidden as a whole."""
    mark = child(child(holder, "trPr"), "hidden")
    return mark is not None and attribute(mark, "val") not in OFF


def is_deleted(holder: etree._Element) -> bool:
    """Whether ``holder`` is a deleted row of a table, or a deleted cell."""
    row, cell = child(child(holder, "trPr"), "del"), child(child(holder, "tcPr"), "cellDel")
    return row is not None or cell is not None


def _style_vanishes(name: str, styles: Mapping[str, etree._Element]) -> bool:
    """Whether the nearest of a style and those it is based on that says anything says so."""
    marks = (_vanishes(child(style, "rPr")) for style in ancestry(name, styles))
    return next((mark for mark in marks if mark is not None), False)


def _vanishes(properties: etree._Element | None) -> bool | None:
    mark = child(properties, "vanish")
    return None if mark is None else attribute(mark, "val") not in OFF
