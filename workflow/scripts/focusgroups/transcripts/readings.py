"""The ways in which the beginning of a line may say who speaks.

A line of a transcript seldom tells for sure: `Gwen: no` and `Listen: no` look alike, and so do a
name on a line of its own and an answer of one word. Each way that fits is a reading; which one
holds is decided when the people of the group and the habits of the whole document are known
(`transcripts.settling`).
"""

import re
from dataclasses import dataclass

from focusgroups.speakers import BRACKETS as BRACKETS_AND_CONTENT
from focusgroups.tokens import is_noise
from focusgroups.transcripts.clocks import CLOCK, SPAN, only_times, seconds, times_of
from focusgroups.transcripts.labels import LONGEST_LABEL, MOST_LABEL_WORDS
from focusgroups.transcripts.tidying import tidy

# How a speaker may be marked, the surest first.
COLON, TIMED, TAB, PREFIXED, SET_APART, INLINE, DASH, BRACKETS, CODE, ALONE = (
    *("colon", "timed", "tab", "prefixed", "set apart", "inline time", "dash", "brackets", "code"),
    "alone",
)
CLOCK_ONLY = "clock"  # no speaker at all: the time of the line after or before

LONGEST_TIMED_LABEL, MOST_TIMED_LABEL_WORDS = 60, 6  # `Parr, Gwen (Adult Social Care)`
LONGEST_HEAD = 160  # characters of a line in which its label ends

# What stands before a label: an arrow or dash of captions, a clock time.
LEADING = re.compile(
    rf"(?:>>\s*|[-–]\s+)?(?:[\[(]?{CLOCK.format('a')}[\])]?\s+(?=[^\W\d_]|[\[(<*_]))?"
)
# What a label may be wrapped in before its colon: `[Gwen]: no`, and `**Gwen:** no` of Markdown.
WRAPPED = (
    re.compile(r"[\[(<](?P<label>[^\[\]()<>:]+)[\])>]\s?:\s*(?P<text>.*)"),
    re.compile(r"(?P<mark>[*_]{1,3})(?P<label>[^*_:]+)(?::(?P=mark)|(?P=mark)\s?:)\s*(?P<text>.*)"),
)
TIME_FIRST = re.compile(rf"[\[(]?{SPAN}[\])]?\s+(?:[-–]\s+)?(?P<label>[^\W\d_][^:]*)")
TIME_AFTER = re.compile(
    r"(?P<label>[\[(]?[^\W\d_][^:\t]*?)(?P<gap>\s+)(?P<open>[\[(])?"
    rf"{SPAN}(?P<noon>\s?[AaPp][Mm])?(?(open)[\])])(?P<colon>\s?:)?(?:\s+(?P<text>\S.*)|\s*)",
    flags=re.DOTALL,
)
TIME_BEHIND = re.compile(rf"\s*[\[(]{SPAN}[\])]$")
TIME_IN_FRONT = re.compile(rf"[\[(]{SPAN}[\])]\s*")
DASHED = re.compile(r"(?P<label>[^\W\d_](?:[^-–—:|;]|-(?=\w))*?)\s*(?:[-–—|;]\s+|—)(?P<text>\S.*)")
BRACKETED = re.compile(r"[\[(<](?P<label>[^\W\d_][^\[\]()<>:]*)[\])>]:?\s*(?P<text>\S.*)?")
# `**Gwen** no` and `## Gwen` of Markdown.
MARKED = re.compile(
    r"(?:(?P<mark>[*_]{1,3})|#{1,6}\s+)(?P<label>[^\W\d_][^*_#:]*)(?(mark)(?P=mark)\s*(?P<text>\S.*)?)"
)
AFTER_LABEL = re.compile(r"^(?::|[-–—](?=\s))\s*")
# Anything but letters before a label: bullets, numbers of lines, times in any notation.
PREFIXED_LINE = re.compile(
    r"(?P<prefix>(?:(?<=[0-9])\s?(?:h|m|s|min|[AaPp][Mm])(?![^\W\d_])|[\W\d_]){0,60})"
    r"(?P<label>[^\W\d_](?:[^:：()\[\]]|\([^()]{0,80}\)|\[[^\[\]]{0,80}\]){0,80}?)"
    r"[\s\"'”’*_)\]}]{0,4}[:：]\s*(?P<text>.*)"
)
NUMBER_AS_LABEL = re.compile(r"(?P<prefix>)[#@]?(?P<label>[0-9]{1,3}):\s+(?P<text>\S.*)")
UP_TO_COLON = re.compile(r"((?:[^:()\[\]]|\([^()]{0,80}\)|\[[^\[\]]{0,80}\]){1,160}?):(.*)")
WIDE_GAP = re.compile(r"[ \u00a0]{3,}(?![\s\d\[(])")  # typed where a tab was meant
CODED = re.compile(r"(?P<label>[A-Za-z]{1,12} ?[0-9]{1,3})[.)]?\s+(?P<text>\S.*)")


@dataclass(frozen=True)
class Reading:
    """One way to read the beginning of a line: its ``form``, the label, the text without it.

    ``start`` and ``end`` are seconds, None when the label has no time beside it.
    """

    form: str
    label: str
    text: str
    start: float | None = None
    end: float | None = None


def readings_of(line: str, lead: int = 0) -> tuple[Reading, ...]:
    """Every reading of a line, the surest first; none when no label can stand there.

    ``line`` is as typed, with its tabs; ``lead`` is how many of its first characters are set apart
    by bold letters or a heading's style.

    >>> [(reading.form, reading.label) for reading in readings_of("Gwen - well: no")]
    [('dash', 'Gwen')]
    """
    words = tidy(line)
    span = only_times(words)
    if span:
        return (Reading(CLOCK_ONLY, "", "", *span),)
    found = (
        _tab(line),
        _colon(words),
        _timed(line, words),
        _set_apart(line, lead),
        _prefixed(words),
        *(_matched(pattern, form, words) for form, pattern in _SIMPLE),
        _alone(words),
    )
    return tuple(reading for reading in found if reading)


_SIMPLE = ((DASH, DASHED), (BRACKETS, BRACKETED), (BRACKETS, MARKED), (CODE, CODED))


def split_label(line: str) -> tuple[str, str] | None:
    """What may be a label, and the text after its colon; None when there is no label for sure.

    ``line`` is tidy. A label starts with a letter (or is `?`), is short, and is neither a clock
    time nor the beginning of an address on the web.

    >>> split_label("Sandra: No one calls me that.")
    ('Sandra', 'No one calls me that.')
    >>> split_label("At 10:30 we had tea")
    """
    parted = UP_TO_COLON.fullmatch(line)
    if parted is None:
        return None
    before, after = parted[1], parted[2]
    label = before.strip()
    longest, most_words = LONGEST_TIMED_LABEL, MOST_TIMED_LABEL_WORDS
    if not (_fits(label, longest, most_words) or re.fullmatch(r"\?+", label)):
        return None
    if after.startswith("//") or label[-1] in "-–—":
        return None
    if re.search(r"[\s\[][0-9]{1,2}$", before) and re.match(r"[0-9]{2}(?![0-9])", after):
        return None
    return label, after.strip()


def _fits(label: str, longest: int = LONGEST_LABEL, most_words: int = MOST_LABEL_WORDS) -> bool:
    bare = BRACKETS_AND_CONTENT.sub(" ", label).strip()
    return bare[:1].isalpha() and len(bare) <= longest and len(bare.split()) <= most_words


def _colon(words: str) -> Reading | None:
    leading = LEADING.match(words)
    rest = words[leading.end() :] if leading else words
    labelled = split_label(rest) or _wrapped(rest)
    if labelled is None:
        return None
    label, text = labelled
    before = seconds(leading) if leading else None
    behind, in_front = TIME_BEHIND.search(label), TIME_IN_FRONT.match(text)
    if before is not None:
        return Reading(COLON, label, text, before)
    if behind:
        return Reading(COLON, label[: behind.start()], text, *times_of(behind))
    if in_front:
        return Reading(COLON, label, text[in_front.end() :], *times_of(in_front))
    return Reading(COLON, label, text)


def _wrapped(line: str) -> tuple[str, str] | None:
    found = next((f for pattern in WRAPPED if (f := pattern.fullmatch(line[:LONGEST_HEAD]))), None)
    if found is None or not _fits(found["label"].strip()) or is_noise(found["label"]):
        return None
    return found["label"].strip(), found["text"] + line[LONGEST_HEAD:]


def _prefixed(words: str) -> Reading | None:
    """A label that something stands before, or that is longer than labels are.

    Only labels of the sheets count in this form: `12. What next: tea` looks just alike.
    """
    head, rest = words[:LONGEST_HEAD], words[LONGEST_HEAD:]
    found = PREFIXED_LINE.fullmatch(head) or NUMBER_AS_LABEL.fullmatch(head)
    if found is None or found["label"].rstrip()[-1] in "-–—":
        return None
    clock = re.search(CLOCK.format("a"), found["prefix"])
    doubt = "?" if "?" in found["prefix"] else ""
    start = seconds(clock) if clock else None
    return Reading(PREFIXED, found["label"] + doubt, found["text"] + rest, start)


def _timed(line: str, words: str) -> Reading | None:
    """`Gwen  0:03`, `Gwen (0:03): words`, `[Gwen] 10:02:33`, `0:03 Gwen` and the like."""
    first = TIME_FIRST.fullmatch(words)
    if first and _fits(first["label"], LONGEST_TIMED_LABEL, MOST_TIMED_LABEL_WORDS):
        return Reading(TIMED, first["label"], "", *times_of(first))
    head, rest = line.strip()[:LONGEST_HEAD], line.strip()[LONGEST_HEAD:]
    after = TIME_AFTER.fullmatch(head)
    if after is None:
        return None
    label = tidy(after["label"]).rstrip(" ,;|-–—•")
    label = label.strip("[]()") if label[0] in "[(" else label
    text = tidy((after["text"] or "") + rest)
    # With one space before it a clock time in the middle of a line was mostly said.
    sure = not text or after["open"] or after["colon"] or len(after["gap"]) > 1
    if not sure or not _fits(label, LONGEST_TIMED_LABEL, MOST_TIMED_LABEL_WORDS):
        return None
    # A time of day says nothing about when in the recording it was.
    times = (None, None) if after["noon"] else times_of(after)
    # `Gwen [0:03] and so` may as well be speech with a mark of time in it, and `Gwen 10:30` too.
    plain = label == tidy(after["label"]) and not after["open"]
    said = after["open"] if text else len(after["gap"]) == 1 and plain
    form = INLINE if said and not after["colon"] and seconds(after, "b") is None else TIMED
    return Reading(form, label, text, *times)


def _set_apart(line: str, lead: int) -> Reading | None:
    label = tidy(line[:lead]).strip(" :.-–—")
    if not label or not _fits(label):
        return None
    return Reading(SET_APART, label, AFTER_LABEL.sub("", tidy(line[lead:])))


def _tab(line: str) -> Reading | None:
    first, _, rest = WIDE_GAP.sub("\t", line.strip(), count=1).partition("\t")
    span = only_times(tidy(first)) if len(first) < LONGEST_TIMED_LABEL else None
    if span:
        first, _, rest = rest.strip().partition("\t")
    label = tidy(first[:LONGEST_HEAD]).rstrip(" .)-")
    text = tidy(rest)
    if not text or not _fits(label) or ":" in label:
        return None
    return Reading(TAB, label, text, *(span or (None, None)))


def _matched(pattern: re.Pattern[str], form: str, words: str) -> Reading | None:
    found = pattern.fullmatch(words[:LONGEST_HEAD])
    if found is None or not _fits(found["label"].strip()):
        return None
    return Reading(form, found["label"].strip(), (found["text"] or "") + words[LONGEST_HEAD:])


def _alone(words: str) -> Reading | None:
    """A line with nothing but a few words, and no mark at its end that a sentence would have."""
    plain = words[-1:].isalnum() or words[-1:] in ")]"
    return Reading(ALONE, words, "") if plain and ":" not in words and _fits(words) else None
