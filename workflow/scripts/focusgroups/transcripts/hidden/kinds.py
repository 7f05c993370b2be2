"""What a transcript's file holds beside the talk and shows nobody: names, comments, deleted text.

It is never printed. It is read because whoever wrote a comment, or stands in what was deleted, may
be named in the talk as well.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from focusgroups.speakers import comparable
from focusgroups.transcripts.tidying import tidy
from focusgroups.wordsets import word_set

# Kinds of hidden text, as tables have them.
AUTHOR = "author"
LAST_MODIFIED_BY = "last modified by"
MANAGER = "manager"
USER_NAME = "user name"
COMMENT_AUTHOR = "comment author"
CHANGE_AUTHOR = "change author"
INITIALS = "initials"
COMMENT = "comment"
DELETED_TEXT = "deleted text"
HIDDEN_TEXT = "hidden text"
HEADER_OR_FOOTER = "header or footer"
NOTE = "note"
PROPERTY = "property"
LINK = "link"
UNREADABLE = "unreadable"  # no text of the file: which part of it could not be read

HIDDEN_COLUMNS = ("focus_group", "kind", "text")

# Each kind in messages: one of it, and several.
KINDS = {
    AUTHOR: ("author", "authors"),
    LAST_MODIFIED_BY: ("last-modified-by name", "last-modified-by names"),
    MANAGER: ("manager", "managers"),
    USER_NAME: ("user name", "user names"),
    COMMENT_AUTHOR: ("comment author", "comment authors"),
    CHANGE_AUTHOR: ("author of changes", "authors of changes"),
    INITIALS: ("set of initials", "sets of initials"),
    COMMENT: ("comment", "comments"),
    DELETED_TEXT: ("deleted passage", "deleted passages"),
    HIDDEN_TEXT: ("passage in hidden letters", "passages in hidden letters"),
    HEADER_OR_FOOTER: ("header or footer", "headers or footers"),
    NOTE: ("footnote or endnote", "footnotes or endnotes"),
    PROPERTY: ("property", "properties"),
    LINK: ("link", "links"),
}
NAME_KINDS = (AUTHOR, LAST_MODIFIED_BY, MANAGER, USER_NAME, COMMENT_AUTHOR, CHANGE_AUTHOR)
# Word shows these, and most documents have them: worth a warning only where they may name somebody.
SHOWN_KINDS = (HEADER_OR_FOOTER, NOTE, PROPERTY, LINK)

# Names that programs put in an author's place, compared without digits, spaces and signs; also
# with one of the ENDINGS.
NOBODYS_NAMES = word_set(
    """author anauthor theauthor unknown unknownauthor user username account customer default
    windows local registered valued public shared family test benutzer utilisateur usuario admin
    administrator localadmin owner guest student staff anonymous none null na noname unnamed
    untitled me pc laptop desktop computer mac hp dell lenovo acer asus apple samsung toshiba home
    office speaker transcript transcriber transcriptionist typist researcher interviewer moderator
    facilitator participant editor reviewer creator mailmerge generatedbypythondocx
    zoom teams otter otterai nvivo trint sonix descript happyscribe rev revcom word excel wps abbyy
    calibre pandoc aspose docxj"""
)
ENDINGS = ("user", "account", "customer")
PROGRAMS = (
    *("microsoft", "libreoffice", "openoffice", "apacheopenoffice", "apachepoi", "pythondocx"),
    *("googledocs", "adobe", "openpyxl", "asposewords"),
)
# What headers and titles say of any transcript.
DOCUMENT_WORDS = word_set(
    """a an and by date document draft final focus for from group interview no notes number of on
    page pages part participant project recording session strictly study the transcribed transcript
    transcription title untitled verbatim version word confidential anonymised private copy"""
)

_CAPITAL_INSIDE = re.compile(r"[\w,;)]\s+[^\W\d_a-zà-öø-ÿ]")
_MOST_WORDS_OF_A_NAME = 3


@dataclass(frozen=True)
class HiddenText:
    """One piece of hidden text; ``kind`` is one of the constants above, as `comment author`."""

    kind: str
    text: str


def worth_keeping(found: Iterable[HiddenText], group: str) -> list[HiddenText]:
    """``found`` in its order, tidy, without doubles and without what every file says.

    That is: names that programs give, and headers and titles such as `Focus group 3, page 2`;
    ``group`` is the id of the focus group, which names nobody either. Lines stay lines.
    """
    kept: dict[HiddenText, None] = {}
    for piece in found:
        lines = filter(None, map(tidy, re.split(r"[\n\u2028]", piece.text)))
        text = HiddenText(piece.kind, "\n".join(lines))
        if text.text and not _says_nothing(text, group):
            kept[text] = None
    return list(kept)


def _says_nothing(piece: HiddenText, group: str) -> bool:
    if not any(char.isalpha() for char in piece.text):
        return True
    if comparable(piece.text) == comparable(group):
        return True
    if piece.kind in NAME_KINDS:
        return is_nobody(piece.text)
    if piece.kind in SHOWN_KINDS:
        return is_nobody(piece.text) or not telling_words(piece.text, group)
    return False


def is_nobody(name: str) -> bool:
    """Whether ``name`` is what programs write in the place of an author's.

    >>> is_nobody("Microsoft Office User"), is_nobody("Guest account 1"), is_nobody("Ada User")
    (True, True, False)
    """
    bare = re.sub(r"\d", "", comparable(name))
    endings = (ending for ending in ENDINGS if bare.endswith(ending))
    rest = bare.removesuffix(next(endings, ""))
    return not bare or bare.startswith(PROGRAMS) or not NOBODYS_NAMES.isdisjoint((bare, rest))


def without_id(text: str, group: str) -> str:
    """``text`` without the id of its focus group, which stands in headers and titles."""
    return re.sub(rf"(?<!\w){re.escape(group)}(?!\w)", " ", text, flags=re.IGNORECASE)


def telling_words(text: str, group: str) -> list[str]:
    """The words of ``text`` that are not those of any header, numbers or the group's id."""
    found = without_id(text, group).split()
    bare = [re.sub(r"[\W\d_]", "", word).casefold() for word in found]
    return [word for word in bare if word and word not in DOCUMENT_WORDS]


def warnings_of(hidden: Sequence[HiddenText], file_name: str, group: str) -> list[str]:
    """One line for the log on what ``file_name`` hides, by kind and number, and how to remove it.

    A second line for each part that could not be read. No line quotes anything.
    """
    # The comments of captions stand in plain sight beside the cues.
    in_sight = (*SHOWN_KINDS, COMMENT) if _ending(file_name) == "vtt" else SHOWN_KINDS
    worth_a_word = [
        piece.kind
        for piece in hidden
        if piece.kind not in in_sight or _may_name_somebody(piece.text, group)
    ]
    counts = {kind: worth_a_word.count(kind) for kind in KINDS}
    told = [f"{n} {KINDS[kind][0 if n == 1 else 1]}" for kind, n in counts.items() if n]
    lines = []
    if told:
        lines.append(
            f"{file_name}: holds text that nobody sees: {', '.join(told)}; names in it are looked "
            "for in all talk, and none of it is printed; to remove it from the file, "
            f"{_remedy(file_name)}"
        )
    lines += [
        f"{file_name}: its {piece.text} cannot be read, so names in that part stay unknown; open "
        "the file in its own program, save it and run again"
        for piece in hidden
        if piece.kind == UNREADABLE
    ]
    return lines


def _may_name_somebody(text: str, group: str) -> bool:
    few = len(telling_words(text, group)) <= _MOST_WORDS_OF_A_NAME
    return few or "@" in text or bool(_CAPITAL_INSIDE.search(without_id(text, group)))


def _ending(file_name: str) -> str:
    return file_name.casefold().rpartition(".")[2]


def _remedy(file_name: str) -> str:
    remedies = {
        "rtf": "save it as .docx and use File, Info, Inspect Document in Word",
        "docx": "use File, Info, Inspect Document in Word",
        "odt": "accept all changes, delete the comments and reset File, Properties in LibreOffice",
        "vtt": "delete its NOTE lines",
    }
    return remedies.get(_ending(file_name), "save only its text as a new file")
