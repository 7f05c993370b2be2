"""The paragraphs and tables of a rich text file: of its body, and of what stands apart from it.

The format is parsed here because the usual library gives out deleted and hidden text as if it had
been said, leaves text boxes out, and reads half a file, or one with a brace too many, without a
word about what is missing.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from focusgroups.errors import StudyError
from focusgroups.transcripts.containers import other_kind
from focusgroups.transcripts.hidden.changes import ADDED, DELETED, STANDS, VANISHED
from focusgroups.transcripts.rtf.groups import Piece, Properties, Story, pieces
from focusgroups.transcripts.rtf.words import BOXES, PARAGRAPH_ENDS, STORY_END

# The text may have as much as in any format, but a picture stands in the file as digits.
MOST_MEGABYTES = 30
_BEGINNING = re.compile(rb"(?:\xef\xbb\xbf)?[\s\x00]*\{\\rtf")


class Run(NamedTuple):
    """A piece of a paragraph: what became of it, and whether its letters are set apart."""

    text: str
    state: str
    apart: bool


@dataclass(frozen=True)
class Paragraph:
    """One paragraph, or several whose ends were deleted.

    ``counts`` is for how many paragraphs it counts: none in a text box, which lies beside the text.
    """

    runs: tuple[Run, ...]
    heading: bool
    counts: int

    @property
    def text(self) -> str:
        """What stands in it, with what was added and without what was deleted or is hidden."""
        return "".join(run.text for run in self.runs if run.state in (STANDS, ADDED))

    @property
    def lead(self) -> int:
        """How many characters at the beginning of its text are bold, underlined or a heading's."""
        if self.heading:
            return len(self.text)
        length = 0
        for run in self.runs:
            if run.state in (STANDS, ADDED):
                if run.text.strip() and not run.apart:
                    break
                length += len(run.text)
        return length


@dataclass(frozen=True)
class TableRow:
    """The cells of a row, each of one or more paragraphs."""

    cells: tuple[tuple[Paragraph, ...], ...]
    deleted: bool
    in_box: bool

    @property
    def counts(self) -> int:
        """For how many paragraphs it counts."""
        return sum(paragraph.counts for cell in self.cells for paragraph in cell)


Block = Paragraph | TableRow


def paragraphs_of(blocks: list[Block]) -> list[Paragraph]:
    """All paragraphs, those of tables among them."""
    found: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found.append(block)
        else:
            found += (paragraph for cell in block.cells for paragraph in cell)
    return found


def read_stories(path: Path) -> list[tuple[str, list[Block]]]:
    """Each story of a file, by the control word that begins it; the body, BODY, comes last.

    What a text box holds stands after the paragraph that has the box. Raises StudyError when the
    file is no rich text, too large or incomplete.
    """
    if path.stat().st_size > MOST_MEGABYTES * 1_000_000:
        raise StudyError(f"{path.name}: larger than {MOST_MEGABYTES} MB; remove its pictures")
    content = path.read_bytes()
    if not _BEGINNING.match(content):
        found = other_kind(content[:8]) or "something else; save it as .docx, .odt or .txt"
        raise StudyError(f"{path.name}: not rich text (.rtf) but {found}")
    stories = _Stories()
    for piece in pieces(content, path.name):
        stories.add(piece)
    return stories.finished


class _Stories:
    """Takes the pieces of a file and puts each into its story."""

    def __init__(self) -> None:
        self.finished: list[tuple[str, list[Block]]] = []
        self._flows: dict[Story, _Flow] = {}
        self._style_names: dict[int, str] = {}

    def add(self, piece: Piece) -> None:
        """The next piece of the file."""
        story, properties = piece.story, piece.properties
        if story.word == "stylesheet":
            name = self._style_names.get(properties.style, "") + piece.text
            self._style_names[properties.style] = name.lstrip(" ;")
        elif piece.mark == STORY_END and not piece.text:
            self._end(story, properties)
        else:
            self._flow(story).add(piece, self._is_heading(properties))

    def _flow(self, story: Story) -> "_Flow":
        if story not in self._flows:
            self._flows[story] = _Flow(in_box=story.word in BOXES)
        return self._flows[story]

    def _is_heading(self, properties: Properties) -> bool:
        name = self._style_names.get(properties.style, "")
        return properties.outline < 9 or name.casefold().startswith("heading")

    def _end(self, story: Story, properties: Properties) -> None:
        flow = self._flows.pop(story, None)
        if flow is None:
            return
        flow.end(properties, self._is_heading(properties))
        if story.root is story:
            self.finished.append((story.word, flow.blocks))
        else:
            self._flow(story.root).hold_box(flow.blocks)


class _Flow:
    """The blocks of one story as they come."""

    def __init__(self, in_box: bool) -> None:
        self.blocks: list[Block] = []
        self._in_box = in_box
        self._runs: list[Run] = []
        self._deleted_ends = 0  # of paragraphs that go on in the next
        self._boxes: list[Block] = []  # in the paragraph that is not yet at its end
        self._cell: list[Paragraph] = []
        self._cells: list[tuple[Paragraph, ...]] = []

    def add(self, piece: Piece, heading: bool) -> None:
        """A text, or the end of something."""
        properties = piece.properties
        if piece.text:
            self._runs.append(_run(piece.text, properties))
        elif piece.mark in PARAGRAPH_ENDS and properties.deleted:
            self._deleted_ends += 1
            self._runs.append(Run("\n", DELETED, apart=False))
        elif piece.mark in PARAGRAPH_ENDS:
            self._end_paragraph(heading, properties.in_table or piece.mark == "nestcell")
        elif piece.mark == "cell":
            self._end_cell(heading)
        elif piece.mark == "row":
            self._end_row(heading, properties.deleted)
        elif piece.mark == "trowd" and not self._cells:
            # A new row begins: what seemed to be its first cell was no table.
            self._leave_table()

    def hold_box(self, blocks: list[Block]) -> None:
        """A text box in the paragraph that is not yet at its end."""
        self._boxes += blocks

    def end(self, properties: Properties, heading: bool) -> None:
        """The story is over, whether or not its last paragraph has an end."""
        if self._runs or self._boxes:
            self._end_paragraph(heading, properties.in_table)
        self._leave_table()

    def _end_paragraph(self, heading: bool, in_table: bool) -> None:
        counts = 0 if self._in_box else 1 + self._deleted_ends
        ended: list[Block] = [Paragraph(tuple(self._runs), heading, counts), *self._boxes]
        self._runs, self._boxes, self._deleted_ends = [], [], 0
        if in_table:
            self._cell += paragraphs_of(ended)
        else:
            self._leave_table()
            self.blocks += ended

    def _end_cell(self, heading: bool) -> None:
        self._end_paragraph(heading, in_table=True)
        self._cells.append(tuple(self._cell))
        self._cell = []

    def _end_row(self, heading: bool, deleted: bool) -> None:
        if self._runs or self._cell:
            self._end_cell(heading)
        if self._cells:
            self.blocks.append(TableRow(tuple(self._cells), deleted, self._in_box))
        self._cells = []

    def _leave_table(self) -> None:
        """A row without an end is one all the same; paragraphs without a cell are only that."""
        if self._cells:
            self._end_row(heading=False, deleted=False)
        self.blocks += self._cell
        self._cell = []


def _run(text: str, properties: Properties) -> Run:
    """A text with what became of it; what was first added and then deleted is deleted."""
    state = STANDS
    if properties.deleted:
        state = DELETED
    elif properties.hidden:
        state = VANISHED
    elif properties.added:
        state = ADDED
    return Run(text, state, properties.bold or properties.underlined)
