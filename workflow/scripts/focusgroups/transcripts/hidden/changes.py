"""What became of the pieces of a paragraph whose changes a word processor kept."""

import re
from collections.abc import Iterator, Sequence

STANDS, ADDED, DELETED, VANISHED = "stands", "added", "deleted", "vanished"

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def deleted_words(pieces: Sequence[tuple[str, str]]) -> Iterator[str]:
    """What was deleted from a paragraph, of which each piece is a text and what became of it.

    Whole words at a time: `Denise`, of which only `enise` was cut.

    >>> list(deleted_words([("With D", STANDS), ("enise", DELETED), ("r", ADDED)]))
    ['Denise']
    """
    before = [(text, state == DELETED) for text, state in pieces if state != ADDED]
    if not any(gone for _, gone in before):
        return
    text = "".join(piece for piece, _ in before)
    cut = bytearray(b"".join((b"x" if gone else b" ") * len(piece) for piece, gone in before))
    for word in _WORD.finditer(text):
        place = slice(*word.span())
        if b"x" in cut[place]:
            cut[place] = b"x" * len(word[0])
    for stretch in re.finditer(b"x+", cut):
        yield text[slice(*stretch.span())]
