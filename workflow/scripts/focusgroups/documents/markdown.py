"""An outline as Markdown, with tables as GitHub and Pandoc read them.

Nothing of the study's own text, such as a title or a value of the config, is taken for a mark.
"""

import re
from collections.abc import Mapping, Sequence

from focusgroups.documents import wording
from focusgroups.documents.findings import StudyDetails
from focusgroups.documents.outline import (
    Block,
    Figure,
    Heading,
    Paragraph,
    Placeholder,
    Quote,
    Reference,
    Table,
    Text,
    numbered,
)

FOR_THE_AUTHORS = "For the authors"

_MARKS = re.compile(r"[\\*`\[\]<>|~&$]")
# Within a word an underscore is no mark: max_words.
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
# What makes a heading, list or rule of a line, or the heading of the line above.
_OPENING = re.compile(r"([#+=-]|[0-9]+(?=[.)]))")
_SPACES = re.compile(r"[ \t\r\n\f\v]+")


def markdown(blocks: Sequence[Block], study: StudyDetails) -> str:
    """``blocks`` under the study's title; of figures only their captions and descriptions."""
    labels = numbered(blocks)
    pieces = [f"# {escaped(study.title)}"]
    if study.synthetic:
        pieces.append(f"**{wording.SYNTHETIC}: the people and their words are invented.**")
    for block in blocks:
        pieces += _written(block, labels)
    return "\n\n".join(pieces) + "\n"


def escaped(text: str) -> str:
    """``text`` on one line, its marks written so that they show as they are.

    >>> escaped("[name] *and* max_words")
    '\\\\[name\\\\] \\\\*and\\\\* max_words'
    """
    line = _SPACES.sub(" ", text).strip(" ")
    line = _UNDERSCORE.sub(r"\\_", _MARKS.sub(r"\\\g<0>", line))
    if opening := _OPENING.match(line):
        end = opening.end()
        before = "" if opening[0].isdecimal() else "\\"
        after = "\\" if opening[0].isdecimal() else ""
        line = f"{before}{line[:end]}{after}{line[end:]}"
    return line


def _written(block: Block, labels: Mapping[str, str]) -> list[str]:
    match block:
        case Heading():
            return [f"{'#' * (block.level + 1)} {escaped(block.text)}"]
        case Paragraph():
            return [escaped(_plain(block.text, labels))]
        case Placeholder():
            return [f"> **\\[{FOR_THE_AUTHORS}\\]** {escaped(block.text)}"]
        case Quote():
            return [f"> {escaped(f'“{block.text}” ({block.attribution})')}"]
        case Table():
            caption = f"**{escaped(labels[block.key])}.** {escaped(block.title)}."
            note = [escaped(block.note)] if block.note else []
            return [caption, _table(block), *note]
        case Figure():
            said = " ".join(filter(None, [f"{block.title}.", block.note, block.alt]))
            return [f"**{escaped(labels[block.key])}.** {escaped(said)}"]


def _plain(text: Text, labels: Mapping[str, str]) -> str:
    """A paragraph with the labels of the tables and figures that it refers to."""
    return "".join(labels[p.key] if isinstance(p, Reference) else p for p in text)


def _table(table: Table) -> str:
    """The rows of a table; a row that names those below it stands in bold in the first column."""
    columns = range(len(table.header))
    rules = [":---" if not c or c in table.prose else "---:" for c in columns]
    lines = [list(map(_cell, table.header)), rules]
    for row in table.rows:
        cells = [_cell(cell) for cell in row.cells]
        if row.heading:
            cells = [f"**{cells[0]}**"]
        lines.append(cells + [""] * (len(columns) - len(cells)))
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _cell(text: str) -> str:
    """The text of a cell, in which no line begins."""
    line = _SPACES.sub(" ", text).strip(" ")
    return _UNDERSCORE.sub(r"\\_", _MARKS.sub(r"\\\g<0>", line))
