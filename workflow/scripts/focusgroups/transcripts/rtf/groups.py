"""Rich text as it is written: groups, control words and characters, put together to pieces of text.

A group, `{...}`, keeps to itself what its control words set. Some control words turn the rest of
their group into a text of its own, such as a footnote or the table of fonts: a story.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from focusgroups.errors import StudyError
from focusgroups.transcripts.containers import MOST_TEXT_MEGABYTES
from focusgroups.transcripts.rtf.codepages import CHARACTER_SETS, WINDOWS, decoded, is_macintosh
from focusgroups.transcripts.rtf.words import (
    BODY,
    BOXES,
    CHARACTERS,
    FONTS,
    HEEDED,
    LEFT_OUT,
    LISTS,
    MARKS,
    NUMBERS,
    PAGES,
    RESUMING,
    SETTINGS,
    SHELLS,
    STORIES,
    STORY_END,
    SYMBOLS,
    TOGGLES,
)

# An hour of talk has some 50,000 backslashes and braces from LibreOffice, twice that from Word, and
# two for each letter if every letter is a code. It has a few hundred paragraphs.
MOST_SIGNS, MOST_ENDS = 500_000, 50_000

_TOKEN = re.compile(
    rb"\\([A-Za-z]+)(-?[0-9]{1,10})?[0-9]* ?"
    rb"|((?:\\'[0-9A-Fa-f]{2})+)"
    rb"|\\([^A-Za-z])"
    rb"|([{}])"
    rb"|([^\\{}]+)",
    flags=re.DOTALL,
)
_WORD, _NUMBERED_WORD, _CODES, _SYMBOL, _BRACE, _TEXT = range(1, 7)  # the pattern's groups
_NO_TEXT = b"\r\n\x00"  # these stand in a file without meaning anything

_LAST_PARAGRAPH = re.compile(rb"(?<!\\)(?:\\\\)*\\(?:(?:par|sect|row)[\s\x00]|[\r\n])[\s\x00]*\Z")
_BREAKS = dict.fromkeys(map(ord, "\r\v\f"), "\n")  # as codes; a file's own lines mean nothing
_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(eq=False, slots=True)
class Story:
    """A text of its own, called by the control word that begins it.

    ``root`` is the story that a text box or a shell stands in; all others stand in themselves.
    What is in a ``silent`` story is no text.
    """

    word: str
    parent: "Story | None" = None
    root: "Story" = field(init=False)
    silent: bool = field(init=False)

    def __post_init__(self) -> None:
        self.silent = self.word in SHELLS
        inside = self.silent or self.word in BOXES
        self.root = self.parent.root if inside and self.parent else self


class Properties(NamedTuple):
    """What holds for a piece of text; ``story`` is None where all is left out.

    ``style`` is the number of the paragraph's style, ``outline`` its level as a heading, 9 if it
    is none.
    """

    story: Story | None
    font: int | None = None
    bold: bool = False
    underlined: bool = False
    hidden: bool = False
    added: bool = False
    deleted: bool = False
    style: int = 0
    outline: int = 9
    in_table: bool = False


class Piece(NamedTuple):
    """A text or, if it has none, the ``mark`` that ends a paragraph, cell, row or story."""

    story: Story
    properties: Properties
    text: str
    mark: str = STORY_END


def pieces(content: bytes, name: str) -> Iterator[Piece]:
    """The texts and marks of a file in order; ``name`` is the file's, for messages.

    Raises StudyError when it is too large, incomplete or has characters that are none.
    """
    if sum(map(content.count, (b"\\", b"{", b"}"))) > MOST_SIGNS:
        raise _outsized(name)
    return _Groups(content, name).pieces()


def _outsized(name: str) -> StudyError:
    return StudyError(f"{name}: too large for a transcript; save only its text again")


def _tokens(content: bytes) -> Iterator[re.Match[bytes]]:
    """The tokens of a file, without the bytes that a `\\bin` announces."""
    position: int | None = content.index(b"{")
    while position is not None:
        start, position = position, None
        for token in _TOKEN.finditer(content, start):
            yield token
            if token[1] == b"bin":
                position = token.end() + max(int(token[2] or 0), 0)
                break


class _Groups:
    """The state of reading a file from its beginning to its end."""

    def __init__(self, content: bytes, name: str) -> None:
        self._content, self._name, self._position = content, name, 0
        self._now = Properties(Story(BODY))
        self._outer: list[tuple[Properties, int]] = []
        self._starred = False  # the last token was `\*`
        self._substitutes = 1  # characters after a `\u` that stand in for it
        self._passing_over = 0  # of those, how many are yet to come
        self._page, self._default_font = WINDOWS, 0
        self._pages: dict[int, int] = {}  # of fonts
        self._defined_font = 0  # by the entry of the font table that is being read
        # What waits for more with the same properties: text, and bytes, perhaps half a character.
        self._held, self._text = self._now, list[str]()
        self._bytes = bytearray()
        self._size = self._ends = 0
        self._ready: list[Piece] = []

    def pieces(self) -> Iterator[Piece]:
        """All pieces; the end of the file, or of its outermost group, ends the body."""
        for token in _tokens(self._content):
            self._position = token.start()
            kind = token.lastindex
            if kind == _BRACE:
                self._open_or_close(token[_BRACE])
                if not self._outer:
                    break
            elif self._now.story is not None:
                self._inside(token, kind or _TEXT)
            if self._ready:
                yield from self._ready
                self._ready.clear()
        self._check_end()
        self._mark(STORY_END, self._now)
        yield from self._ready

    def _open_or_close(self, brace: bytes) -> None:
        self._passing_over, self._starred = 0, False
        if brace == b"{":
            self._outer.append((self._now, self._substitutes))
            return
        before = self._now
        self._now, self._substitutes = self._outer.pop()
        # The end of a story, not of a shell's part that went on with the one around it.
        if before.story and before.story.parent and before.story.parent is self._now.story:
            self._mark(STORY_END, before)
        elif before.story and before.story.word in LISTS:
            self._mark("par", before)

    def _inside(self, token: re.Match[bytes], kind: int) -> None:
        """A token in a group that is not left out."""
        if kind <= _NUMBERED_WORD:
            starred, self._starred = self._starred, False
            word = token[_WORD].decode("ascii")
            if word in CHARACTERS:
                self._add(CHARACTERS[word])
                return
            # Any other word ends the substitutes: some programs leave them out.
            self._passing_over = 0
            if starred or word in HEEDED:
                number = int(token[_NUMBERED_WORD]) if kind == _NUMBERED_WORD else None
                self._word(word, number, starred)
        elif kind == _SYMBOL:
            self._symbol(token[_SYMBOL])
        elif kind == _CODES:
            self._add_bytes(bytes.fromhex(token[_CODES].decode("ascii").replace("\\'", "")))
        else:
            self._add_bytes(token[_TEXT].translate(None, _NO_TEXT))

    def _word(self, word: str, number: int | None, starred: bool) -> None:
        if word in TOGGLES:
            self._set(**{TOGGLES[word]: number != 0})
        elif word in NUMBERS:
            self._set(**{NUMBERS[word]: number or 0})
        elif word in SETTINGS:
            self._set(**SETTINGS[word])
        elif word in MARKS:
            self._mark(word, self._now)
        elif word == "u":
            self._add_unicode(number)
        elif word == "uc":
            self._substitutes = max(number or 0, 0)
        elif word in PAGES:
            self._page = PAGES[word]
        elif word in FONTS:
            self._font(word, number or 0)
        else:
            self._destination(word, starred)

    def _set(self, **properties: Any) -> None:
        self._now = self._now._replace(**properties)

    def _font(self, word: str, number: int) -> None:
        """A font is chosen or defined, or a code page."""
        defined = self._now.story is not None and self._now.story.word == "fonttbl"
        if word == "deff":
            self._default_font = number
        elif word == "ansicpg":
            self._page = number if number > 0 else self._page
        elif word == "f" and not defined:
            self._set(font=number)
        elif word == "f":
            self._defined_font = number
        elif word == "cpg" and defined and number > 0:
            self._pages.setdefault(self._defined_font, number)
        elif word == "fcharset" and defined and not (number == 0 and is_macintosh(self._page)):
            # The 0 is for the page of Windows. Word for the Macintosh means its own by it.
            self._pages[self._defined_font] = CHARACTER_SETS.get(number, 0)

    def _destination(self, word: str, starred: bool) -> None:
        """The rest of the group is a story, goes on with the one around a shell, or is left out."""
        story = self._now.story
        if story and word in RESUMING and story.word == RESUMING[word]:
            self._set(story=story.parent)
        elif word in STORIES or word in SHELLS:
            self._set(story=Story(word, story))
        elif starred or word in LEFT_OUT:
            self._set(story=None)

    def _symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self._starred = True
        elif symbol in b"\\{}":
            self._add_bytes(symbol)
        elif symbol in b"\r\n":
            self._passing_over = 0
            self._mark("par", self._now)
        else:
            self._add(SYMBOLS.get(symbol, ""))

    def _mark(self, word: str, properties: Properties) -> None:
        self._give_out()
        self._ends += 1
        if self._ends > MOST_ENDS:
            raise _outsized(self._name)
        if properties.story and not properties.story.silent:
            self._ready.append(Piece(properties.story, properties, "", word))

    def _add_unicode(self, number: int | None) -> None:
        if number is None:
            return
        number = number % 0x10000 if number < 0 else number
        self._add(chr(number) if number <= 0x10FFFF else "\ufffd")
        self._passing_over = self._substitutes

    def _add(self, text: str) -> None:
        """A character that needs no code page."""
        if self._passing_over:
            self._passing_over -= 1
        elif self._now.story and not self._now.story.silent:
            self._hold()
            self._decode()
            self._text.append(text)

    def _add_bytes(self, content: bytes) -> None:
        if self._passing_over:
            gone = min(self._passing_over, len(content))
            self._passing_over -= gone
            content = content[gone:]
        if content and self._now.story and not self._now.story.silent:
            self._hold()
            self._bytes += content

    def _hold(self) -> None:
        """Give out what waits unless the next text has the same properties."""
        if self._now is not self._held and self._now != self._held:
            self._give_out()
        self._held = self._now

    def _decode(self) -> None:
        if not self._bytes:
            return
        font = self._default_font if self._held.font is None else self._held.font
        content = bytes(self._bytes)
        self._bytes.clear()
        try:
            self._text.append(decoded(content, self._pages.get(font) or self._page))
        except UnicodeDecodeError:
            if self._held.story and self._held.story.root.word == BODY:
                raise self._error(
                    self._position,
                    "a character that its code page does not have; open it in Word or LibreOffice, "
                    "check its letters and save it as .docx or .odt",
                ) from None
            self._text.append(content.decode("ascii", "replace"))

    def _give_out(self) -> None:
        """The text that waits, as a piece."""
        self._decode()
        text = "".join(self._text).translate(_BREAKS)
        self._text.clear()
        self._size += len(text)
        if self._size > MOST_TEXT_MEGABYTES * 1_000_000:
            raise StudyError(
                f"{self._name}: more than {MOST_TEXT_MEGABYTES} MB of text, which no transcript "
                "has; save only this group's talk in it"
            )
        if _SURROGATES.search(text):
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        if text and self._held.story:
            self._ready.append(Piece(self._held.story, self._held, text))

    def _check_end(self) -> None:
        """Refuse a file that ends within its text or goes on after its end.

        A file that lacks only its last brace is whole if it ends with a paragraph.
        """
        if not self._outer:
            if self._content[self._position :].strip(b"\x00\x1a \t\r\n}"):
                raise self._error(
                    self._position,
                    "the text ends here but the file goes on; open it in Word or LibreOffice, "
                    "check that nothing is missing and save it as .docx or .odt",
                )
        elif len(self._outer) > 1 or not _LAST_PARAGRAPH.search(self._content[-100:]):
            raise self._error(
                len(self._content),
                "the file ends in the middle of the text; copy it again from where it came",
            )

    def _error(self, position: int, problem: str) -> StudyError:
        line = self._content.count(b"\n", 0, position) + 1
        return StudyError(f"{self._name} line {line}: {problem}")
