"""Rich text (.rtf), as Word, LibreOffice, WordPad, TextEdit and older programs write it."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from focusgroups.transcripts.elements import ParagraphCounter
from focusgroups.transcripts.passages import Passage, passages_of
from focusgroups.transcripts.rtf.stories import Block, Paragraph, TableRow, read_stories
from focusgroups.transcripts.rtf.words import BODY
from focusgroups.transcripts.tables import Row, passages_of_rows


def read(path: Path) -> list[Passage]:
    """The passages of an .rtf, paragraph by paragraph, and tables row by row."""
    body = next((blocks for word, blocks in read_stories(path) if word == BODY), [])
    return list(_passages(body))


def _passages(blocks: Sequence[Block]) -> Iterator[Passage]:
    counter = ParagraphCounter()
    for _, alike in groupby(blocks, key=lambda b: (type(b), isinstance(b, TableRow) and b.in_box)):
        rows: list[Row] = []
        for block in alike:
            if isinstance(block, Paragraph):
                counter.go_by(block.counts)
                yield from passages_of(block.text, counter.place(), lead=block.lead)
                continue
            place = counter.place(ahead=min(block.counts, 1))
            counter.go_by(block.counts)
            # Deleted rows still count.
            if not block.deleted:
                rows.append((place, [_text(cell) for cell in block.cells]))
        yield from passages_of_rows(rows)


def _text(cell: Sequence[Paragraph]) -> str:
    return "\n".join(paragraph.text for paragraph in cell)
