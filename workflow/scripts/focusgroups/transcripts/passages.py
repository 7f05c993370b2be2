"""What every format of transcript comes down to: passages with a label, or perhaps one."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Passage:
    """A stretch of a transcript by one speaker, as the document has it.

    ``label`` is the speaker as typed, None when none stands there; ``text`` what was said, white
    space collapsed; ``start`` and ``end`` seconds, None when untimed; ``source_ref`` the place
    (`paragraph 41`, `line 12`, `cue 7`). ``whole`` is empty when the document's form makes the
    label certain (a table's cell, a voice tag). Otherwise the label is only what stands before a
    colon, and ``whole`` is the passage with it, for when it turns out to be speech.
    """

    label: str | None
    text: str
    start: float | None
    end: float | None
    source_ref: str
    whole: str = ""


LONGEST_LABEL, MOST_LABEL_WORDS = 40, 4
LONGEST_PASSAGE = 500_000  # characters; a whole hour of talk has a tenth of that

# Zero-width spaces and joiners, soft hyphens, byte order and direction marks, control characters:
# nobody sees them, and one inside a name hides it from every later search.
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)

# What is one letter or sign to a reader and several to a search: accents typed apart from their
# letter (composed below), hyphens that hold a line together, and apostrophes from other keys.
HYPHENS = re.compile("[\u2010\u2011]")
APOSTROPHES = re.compile(r"(?<=[^\W\d_])[\u02bc\u2018\u201b\u2032\u00b4`\uff07](?=[^\W\d_])")

CLOCK = r"(?:(?P<{0}h>\d{{1,2}}):)?(?P<{0}m>\d{{1,3}}):(?P<{0}s>\d{{2}}(?:[.,]\d{{1,6}})?)"
TIME_CELL = re.compile(
    rf"[\[(]?\s*{CLOCK.format('a')}\s*(?:(?:-->|-|–|—|to)\s*{CLOCK.format('b')}\s*)?[\])]?"
)
LEADING_TIME = re.compile(rf"[\[(]?{CLOCK.format('a')}[\])]?\s+(?=[^\W\d_])")


class OutsizedPassageError(Exception):
    """A single paragraph, line or cue, at ``args[0]``, that is too long to be speech."""


def check_length(text: str, source_ref: str) -> None:
    """Raise OutsizedPassageError when ``text`` is longer than any speech, before it is handled."""
    if len(text) > LONGEST_PASSAGE:
        raise OutsizedPassageError(source_ref)


def tidy(text: str) -> str:
    """``text`` as it reads: nothing that nobody sees, one space at a time, accents composed (NFC).

    >>> tidy("Zoe\u0308  O\u02bcHare")
    'Zoë O’Hare'
    """
    seen = unicodedata.normalize("NFC", INVISIBLE.sub("", text))
    return " ".join(APOSTROPHES.sub("’", HYPHENS.sub("-", seen)).split())


def seconds(clock: re.Match[str], which: str = "a") -> float | None:
    """Seconds since the recording began that a match of CLOCK states; None if it states none."""
    if clock[f"{which}m"] is None:
        return None
    hours, minutes = int(clock[f"{which}h"] or 0), int(clock[f"{which}m"])
    return hours * 3600 + minutes * 60 + float(clock[f"{which}s"].replace(",", "."))


def cell_times(cell: str) -> tuple[float | None, float | None] | None:
    """Start and end in seconds when ``cell`` holds a clock time or two and nothing else."""
    clock = TIME_CELL.fullmatch(cell)
    return (seconds(clock), seconds(clock, "b")) if clock else None


def split_label(line: str) -> tuple[str, str] | None:
    """What may be a label, and the text after its colon; None when there is no label for sure.

    ``line`` is tidy. A label starts with a letter (or is `?`), is short, and is neither a clock
    time nor the beginning of an address on the web.

    >>> split_label("Sandra: No one calls me that.")
    ('Sandra', 'No one calls me that.')
    >>> split_label("At 10:30 we had tea")
    """
    before, colon, after = line.partition(":")
    label = before.strip()
    if not colon or len(label) > LONGEST_LABEL or len(label.split()) > MOST_LABEL_WORDS:
        return None
    if not (label[:1].isalpha() or re.fullmatch(r"\?+", label)):
        return None
    if after.startswith("//"):
        return None
    if re.search(r"\s[0-9]{1,2}$", before) and re.match(r"[0-9]{2}(?![0-9])", after):
        return None
    return label, after.strip()


def passages_of(
    text: str, source_ref: str, start: float | None = None, end: float | None = None
) -> Iterator[Passage]:
    """Passages of one paragraph, line or cue whose labels, if any, are typed into its text.

    Line breaks inside ``text`` count: a label may stand after one. Lines without a label go with
    the one before. Nothing comes out of a text without words.
    """
    check_length(text, source_ref)
    waiting: Passage | None = None
    for line in re.split(r"[\n\u2028]", text):
        words = tidy(line)
        if not words:
            continue
        passage = _passage_of(words, source_ref, start, end)
        if waiting is None:
            waiting = passage
        elif passage.label is None:
            waiting = replace(
                waiting,
                text=f"{waiting.text} {passage.text}".strip(),
                whole=waiting.whole and f"{waiting.whole} {passage.text}",
            )
        else:
            yield waiting
            waiting = passage
    if waiting is not None:
        yield waiting


def _passage_of(words: str, source_ref: str, start: float | None, end: float | None) -> Passage:
    clock = LEADING_TIME.match(words)
    labelled = split_label(words[clock.end() :] if clock else words)
    if labelled is None:
        return Passage(None, words, start, end, source_ref)
    if clock and start is None:
        start = seconds(clock)
    return Passage(*labelled, start, end, source_ref, whole=words)
