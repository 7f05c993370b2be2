"""What a rich text file holds beside its talk: names, comments, deleted text, headers, notes."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from focusgroups.transcripts.hidden.changes import DELETED, VANISHED, deleted_words
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
    USER_NAME,
    HiddenText,
)
from focusgroups.transcripts.hidden.links import named_by_field, named_by_link
from focusgroups.transcripts.rtf.stories import Block, Run, TableRow, paragraphs_of, read_stories
from focusgroups.transcripts.rtf.words import BODY
from focusgroups.wordsets import word_list

# Stories by the control words that begin them.
KINDS = {
    **{"author": AUTHOR, "operator": LAST_MODIFIED_BY, "manager": MANAGER},
    **dict.fromkeys(
        word_list("title subject company category keywords comment doccomm staticval"), PROPERTY
    ),
    **{"annotation": COMMENT, "atnauthor": COMMENT_AUTHOR, "atnid": INITIALS, "footnote": NOTE},
    **dict.fromkeys(
        word_list("header headerl headerr headerf footer footerl footerr footerf"),
        HEADER_OR_FOOTER,
    ),
}
# Outlook leaves the sender's name in a property of its own.
SENDER = "_AuthorEmailDisplayName"


def read(path: Path) -> Iterator[HiddenText]:
    """Everything that an .rtf holds beside its talk, story by story."""
    property_name = ""
    for word, blocks in read_stories(path):
        paragraphs = [
            "".join(run.text for run in runs if run.state != DELETED) for runs in _runs(blocks)
        ]
        text = "\n".join(paragraphs)
        if word == "propname":
            property_name = text
        elif word == "revtbl":
            yield from (HiddenText(CHANGE_AUTHOR, name) for name in text.split(";"))
        elif word == "protusertbl":
            yield from (HiddenText(USER_NAME, name) for name in paragraphs)
        elif word == "docvar":  # its name and its value
            yield HiddenText(PROPERTY, "\n".join(paragraphs[1:]))
        elif word == "template":
            yield from named_by_link(text)
        elif word == "fldinst":
            yield from named_by_field(text)
        elif word in KINDS:
            sender = word == "staticval" and property_name == SENDER
            yield HiddenText(AUTHOR if sender else KINDS[word], text)
        yield from _unseen(blocks, in_body=word == BODY)


def _runs(blocks: list[Block]) -> Iterator[Sequence[Run]]:
    """The runs of each paragraph; all of a deleted row are deleted."""
    for block in blocks:
        gone = isinstance(block, TableRow) and block.deleted
        for paragraph in paragraphs_of([block]):
            yield [r._replace(state=DELETED) for r in paragraph.runs] if gone else paragraph.runs


def _unseen(blocks: list[Block], in_body: bool) -> Iterator[HiddenText]:
    """What was deleted and, in the talk, what is formatted as hidden."""
    for runs in _runs(blocks):
        for text in deleted_words([(run.text, run.state) for run in runs]):
            yield HiddenText(DELETED_TEXT, text)
        for state, alike in groupby(runs, key=lambda run: run.state):
            if state == VANISHED and in_body:
                yield HiddenText(HIDDEN_TEXT, "".join(run.text for run in alike))
