"""Which words of a transcript are labels: the people of the group and the document's habits say.

A label of the sheets is one wherever it stands before a colon or beside a time. Weaker marks, such
as a line of its own or a dash, count where the document marks its speakers so throughout.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from focusgroups.errors import StudyError, first_of
from focusgroups.speakers import Person, comparable, label_index, people_meant
from focusgroups.transcripts.habits import PLAIN_TO_SEE, Habits, Meant, habits_of, is_known
from focusgroups.transcripts.labels import (
    looks_like_label,
    may_be_somebody,
    names_a_role_or_number,
    nobody_in_particular,
)
from focusgroups.transcripts.passages import Passage
from focusgroups.transcripts.readings import (
    COLON,
    INLINE,
    SET_APART,
    TAB,
    TIMED,
    Reading,
)
from focusgroups.transcripts.timing import with_times

MOST_PLACES = 10  # named in one error line

NOBODY = "?"  # the label of words whose speaker cannot be told
# What a meeting program writes of itself.
PROGRAM_NOTE = re.compile(
    r".{1,60} (?:started|stopped) transcription|Transcribed by https?://\S+", re.IGNORECASE
)


def settle_labels(
    passages: Sequence[Passage],
    file_name: str,
    people: Sequence[Person],
    prompt: re.Pattern[str] | None = None,
) -> list[Passage]:
    """``passages`` where every label left is a person's or stands for nobody in particular.

    A word or two before a colon may be a label or the beginning of a sentence. Labels of the sheets
    are labels; of the others, what looks like one is an error, and the rest is speech, as are lines
    that ``prompt`` marks as the topic guide's. A clock time on a line of its own becomes the time
    of the label beside it. Of a passage that is speech those readings stay whose label is known.
    Raises StudyError, naming places only, for labels that nobody has.
    """
    index = label_index(people)
    meant = cache(lambda label: people_meant(label, index))
    timed = with_times(passages, lambda reading: is_known(reading, meant))
    habits = habits_of(timed, meant)
    settled: list[Passage] = []
    unknown: list[Passage] = []
    begun = not habits.labelled
    expecting_speech = not begun
    for position, passage in enumerate(timed):
        reading = _label_of(passage, position in habits.weak, meant, habits)
        if passage.label is None and reading is None and prompt and prompt.match(passage.text):
            result: Passage | None = replace(passage, readings=())
        else:
            result = _settled(passage, reading, meant, habits, begun, expecting_speech)
        labelled = result is None or result.label not in (None, NOBODY)
        begun = begun or labelled
        expecting_speech = not begun or (labelled and result is not None and not result.text)
        (unknown if result is None else settled).append(result or passage)
    if unknown:
        raise StudyError(_unknown_labels(unknown, file_name))
    return settled


def doubtful_labels(settled: Sequence[Passage], file_name: str) -> list[str]:
    """A warning on speech that begins like a label of the group, marked as no other one is.

    `Gwen - no` where labels have colons may be Gwen's words or another's on Gwen. ``settled`` are
    the passages that `settle_labels` returns.
    """
    places = [p.source_ref for p in settled if p.label is None and p.readings]
    if not places:
        return []
    return [
        f"{file_name} {first_of(places, MOST_PLACES)}: begins like a speaker's label but is read "
        "as speech of the speaker before; if it is a label, write a colon after it"
    ]


def _label_of(passage: Passage, weak: bool, meant: Meant, habits: Habits) -> Reading | None:
    """The surest reading of a passage whose label is known, in a form that the document uses."""
    for reading in passage.readings:
        usual = reading.form in PLAIN_TO_SEE or reading.form == habits.main or weak
        if usual and is_known(reading, meant, habits.main):
            return reading
    return None


def _settled(
    passage: Passage,
    reading: Reading | None,
    meant: Meant,
    habits: Habits,
    begun: bool,
    expecting_speech: bool,
) -> Passage | None:
    """``passage`` with its label, if it has one, or None when that is nobody's."""
    if passage.label is not None:
        sure = meant(passage.label) or nobody_in_particular(passage.label)
        return passage if sure else None
    if reading:
        start = reading.start if passage.start is None else passage.start
        end = reading.end if passage.end is None else passage.end
        return Passage(reading.label, reading.text, start, end, passage.source_ref)
    speech = replace(passage, readings=tuple(r for r in passage.readings if meant(r.label)))
    nobodys = replace(passage, readings=(), label=NOBODY)
    if PROGRAM_NOTE.fullmatch(passage.text):
        return nobodys
    for unknown in passage.readings:
        verdict = _unknown_label(unknown, meant, habits, expecting_speech)
        # Before the talk `Funder:` and `Room:` stand once; somebody who speaks stands again.
        if verdict == ERROR and (begun or habits.times[comparable(unknown.label)] > 1):
            return None
        if verdict in (ERROR, DOUBT):
            return nobodys
    return speech


SPEECH, DOUBT, ERROR = "speech", "doubt", "error"


def _unknown_label(reading: Reading, meant: Meant, habits: Habits, expecting_speech: bool) -> str:
    """What to make of a reading whose label is nobody's.

    Somebody who is on no sheet may not be taken for the speaker before. Where a label of theirs is
    likely, it is an error; where it is possible, the words are nobody's. Where we are
    ``expecting_speech``, no weak mark makes a label: after a label on a line of its own, and before
    the first one, where titles and dates stand and no speaker whose the words could become.
    """
    times = habits.times[comparable(reading.label)]
    if reading.form == COLON:
        return _unknown_before_colon(reading, meant, habits, times)
    if reading.form == TIMED and habits.timed:
        sure = looks_like_label(reading.label.replace(",", " "), times, False, True)
        return ERROR if sure else SPEECH
    if reading.form != habits.main or expecting_speech:
        return SPEECH
    if not looks_like_label(reading.label, times, False, True):
        return SPEECH
    often = times > 1 and (reading.form in (SET_APART, TAB, INLINE) or not habits.labelled)
    return ERROR if often or names_a_role_or_number(reading.label) else DOUBT


def _unknown_before_colon(reading: Reading, meant: Meant, habits: Habits, times: int) -> str:
    if not habits.colons:
        sure = times > 1 and looks_like_label(reading.label, times, not reading.text, True)
        return ERROR if sure else SPEECH
    if looks_like_label(reading.label, times, not reading.text, habits.throughout):
        return ERROR
    # `Gwen says:` and `The man at the door:` are not the speaker before.
    first = reading.label.split(maxsplit=1)[0].rstrip(",;")
    named = habits.throughout and (meant(first) or may_be_somebody(reading.label))
    return DOUBT if named else SPEECH


def _unknown_labels(unknown: Sequence[Passage], file_name: str) -> str:
    """One line on all places with a label that nobody has, each such label's first among them."""
    seen: set[str] = set()
    repeats: list[bool] = []
    for passage in unknown:
        label = comparable(passage.label or passage.readings[0].label)
        repeats.append(label in seen)
        seen.add(label)
    order = sorted(range(len(unknown)), key=lambda position: repeats[position])
    order = sorted(order[:MOST_PLACES]) + order[MOST_PLACES:]
    named = first_of([unknown[position].source_ref for position in order], MOST_PLACES)
    return (
        f"{file_name} {named}: a speaker label that nobody has; add it to "
        "speaker_labels on the sheet participants or staff, or, where it is speech, write its "
        "speaker's label before it"
    )
