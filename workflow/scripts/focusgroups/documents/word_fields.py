"""Fields, bookmarks and links of a Word document, each with the result that it has now.

A reader that does not count shows the results; Word and LibreOffice count anew when asked.
"""

import string
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from focusgroups.documents.outline import Block, Figure, Reference, Table, Text

SPACE = "\u00a0"


class Captions:
    """Numbers the captions of one document as Word will, and gives each its bookmark.

    ``labels`` is what `outline.numbered` says of the document's blocks.
    """

    def __init__(self, labels: Mapping[str, str]) -> None:
        self.labels = labels
        self._bookmarks = count(1)
        self._last: dict[str, int] = {}

    def add(self, caption: Any, key: str, title: str) -> None:
        """Fill the paragraph ``caption``: *Table 1. Participants*, its number a field.

        Where a table or figure is left out, the field is told its number; from there on Word
        counts. One with a letter, as *Table 2b*, repeats the number before it; supplementary ones,
        as *Table S1*, are counted by themselves.
        """
        kind, before, number, letter = _parts(self.labels[key])
        sequence, switch = _sequence(self.labels[key]), ""
        last = self._last.get(sequence, 0)
        if letter and int(number) == last:
            switch = " \\c"
        elif int(number) != last + 1:
            switch = f" \\r {number}"
        self._last[sequence] = int(number)
        name, mark = bookmark(key), next(self._bookmarks)
        start = f'<w:bookmarkStart {nsdecls("w")} w:id="{mark}" w:name="{name}"/>'
        caption._p.append(parse_xml(start))
        caption.add_run(f"{kind}{SPACE}{before}")
        add_field(caption, f"SEQ {sequence} \\* ARABIC{switch}", number)
        if letter:
            caption.add_run(letter)
        caption._p.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="{mark}"/>'))
        for run in caption.runs:
            run.bold = True
        caption.add_run(f". {_ended(title)}")


def add_text(paragraph: Any, text: Text, labels: Mapping[str, str]) -> None:
    """Running text, with a field for each mention of a table or figure."""
    for piece in text:
        if isinstance(piece, Reference):
            add_field(
                paragraph,
                f"REF {bookmark(piece.key)} \\h \\* MERGEFORMAT",
                labels[piece.key].replace(" ", SPACE),
            )
        else:
            paragraph.add_run(piece)


def add_field(paragraph: Any, instruction: str, result: str) -> None:
    """A field with its present result."""
    begin_field(paragraph, instruction)
    paragraph.add_run(result)
    end_field(paragraph)


def begin_field(paragraph: Any, instruction: str) -> None:
    """The part of a field before its result, which may go on over several paragraphs."""
    _add_mark(paragraph, "begin")
    element = parse_xml(f'<w:instrText {nsdecls("w")} xml:space="preserve"/>')
    element.text = f" {instruction} "
    paragraph.add_run()._r.append(element)
    _add_mark(paragraph, "separate")


def end_field(paragraph: Any) -> None:
    """The end of a field."""
    _add_mark(paragraph, "end")


def _add_mark(paragraph: Any, kind: str) -> None:
    mark = parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="{kind}"/>')
    paragraph.add_run()._r.append(mark)


def add_list(
    document: Any,
    blocks: Sequence[Block],
    kind: type[Table] | type[Figure],
    labels: Mapping[str, str],
    style: str,
) -> None:
    """The captions of all tables or all figures, each a link: a field of Word for each sequence.

    Pages are left out (``\\n``): only a program that sets the pages could tell them, and a list of
    wrong ones is worse than none. Without that switch Word adds them.
    """
    for sequence, entries in _by_sequence(blocks, kind, labels):
        paragraph = None
        for position, block in enumerate(entries):
            paragraph = document.add_paragraph(style=style)
            if position == 0:
                begin_field(paragraph, f'TOC \\n \\h \\z \\c "{sequence}"')
            label = labels[block.key].replace(" ", SPACE)
            _add_link(paragraph, block.key, f"{label}. {_ended(block.title)}")
        if paragraph is not None:
            end_field(paragraph)


def _by_sequence(
    blocks: Sequence[Block], kind: type[Table] | type[Figure], labels: Mapping[str, str]
) -> Iterator[tuple[str, list[Table | Figure]]]:
    """Tables or figures by the sequence that counts them, in order of appearance."""
    found: dict[str, list[Table | Figure]] = {}
    for block in blocks:
        if isinstance(block, kind):
            found.setdefault(_sequence(labels[block.key]), []).append(block)
    yield from found.items()


def _add_link(paragraph: Any, key: str, text: str) -> None:
    """A link to the caption of a table or figure in this document."""
    link = parse_xml(
        f'<w:hyperlink {nsdecls("w")} w:anchor="{bookmark(key)}" w:history="1"><w:r><w:t '
        'xml:space="preserve"/></w:r></w:hyperlink>'
    )
    link[0][0].text = text
    paragraph._p.append(link)


def bookmark(key: str) -> str:
    """A bookmark's name; the leading underscore hides it from Word's list."""
    return f"_Ref_{key}"


def _parts(label: str) -> tuple[str, str, str, str]:
    """A label's kind, the letter of its series, its number, and the letter after it.

    >>> _parts("Table 2b"), _parts("Figure S1")
    (('Table', '', '2', 'b'), ('Figure', 'S', '1', ''))
    """
    kind, name = label.split(" ")
    before = name.rstrip(string.digits + string.ascii_lowercase)
    number = name.removeprefix(before).rstrip(string.ascii_lowercase)
    return kind, before, number, name.removeprefix(before + number)


def _sequence(label: str) -> str:
    """The name under which Word counts: ``Table``, or ``Table_S`` for supplementary ones."""
    kind, before, *_ = _parts(label)
    return f"{kind}_{before}" if before else kind


def _ended(title: str) -> str:
    return title if title.endswith(".") else f"{title}."
