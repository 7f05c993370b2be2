"""What may stay of a file's hidden text when somebody of the group has withdrawn.

Whose words a comment or a deleted sentence repeats is not written beside it. So nothing of them is
kept but the names in them, which others may say in their talk.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from focusgroups.transcripts.hidden.kinds import (
    COMMENT,
    DELETED_TEXT,
    HIDDEN_TEXT,
    NOTE,
    HiddenText,
)

# Where whole sentences of the talk may stand.
SENTENCES = (COMMENT, DELETED_TEXT, HIDDEN_TEXT, NOTE)
MOST_WORDS_OF_A_NAME = 3
_WORD = r"[^\W\d_](?:[\w'’-]*\w)?"
_IN_A_ROW = re.compile(rf"{_WORD}(?: +{_WORD})*")
_SPEAKER_SELF = re.compile(r"I(?:['’]\w+)?")  # I, I'm


def names_alone(found: Iterable[HiddenText]) -> list[HiddenText]:
    """``found`` in its order; of sentences only the names in them, a line each, and no doubles.

    One to three words with a capital, side by side, count as a name; a name in small letters is
    lost with its sentence. A passage of one to three words stays as it is.
    """
    kept: dict[HiddenText, None] = {}
    for piece in found:
        text = piece.text
        if piece.kind in SENTENCES and len(text.split()) > MOST_WORDS_OF_A_NAME:
            text = "\n".join(dict.fromkeys(_names(text)))
        if text:
            kept[replace(piece, text=text)] = None
    return list(kept)


def _names(text: str) -> Iterator[str]:
    for row in _IN_A_ROW.finditer(text):
        run: list[str] = []
        for word in [*row[0].split(), ""]:
            if word[:1].isupper() and not _SPEAKER_SELF.fullmatch(word):
                run.append(word)
                continue
            if 1 <= len(run) <= MOST_WORDS_OF_A_NAME:
                yield " ".join(run)
            run = []
