"""Which words of a transcript are labels: the people of the group and the document's habits say.

A label of the sheets is one wherever it stands before a colon or beside a time. Weaker marks, such
as a line of its own or a dash, count where the document marks its speakers so throughout.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from focusgroups.errors import StudyError
from focusgroups.speakers import Person, comparable, label_index, people_meant
from focusgroups.transcripts.labels import (
    looks_like_label,
    names_a_role_or_number,
    nobody_in_particular,
)
from focusgroups.transcripts.passages import Passage
from focusgroups.transcripts.readings import (
    ALONE,
    CLOCK_ONLY,
    COLON,
    SET_APART,
    TAB,
    TIMED,
    Reading,
)

PLAIN_TO_SEE = (COLON, TIMED, SET_APART, TAB)  # speech seldom looks so, even once
NOT_RARE = 3  # a weaker mark that stands before so many known labels is a habit
MOST_PLACES = 10  # named in one error line

NOBODY = "?"  # the label of words whose speaker cannot be told
# What a meeting program writes of itself.
PROGRAM_NOTE = re.compile(
    r".{1,60} (?:started|stopped) transcription|Transcribed by https?://\S+", re.IGNORECASE
)


@dataclass(frozen=True)
class _Habits:
    """How a document marks its speakers.

    ``forms`` are those that make a known label one, ``main`` the one it uses most; ``colons`` and
    ``timed`` tell whether colons and times stand beside labels; ``throughout`` whether most
    passages have a label; ``times`` how often each comparable label, known or not, stands before a
    passage.
    """

    forms: frozenset[str]
    main: str
    colons: bool
    timed: bool
    throughout: bool
    times: Mapping[str, int]


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
    of the label beside it. Raises StudyError, naming places only, for labels that nobody has.
    """
    index = label_index(people)
    timed = _with_times(passages, index)
    habits = _habits(timed, index)
    settled: list[Passage] = []
    unknown: list[Passage] = []
    begun, expecting_speech = False, True
    for passage in timed:
        if prompt and prompt.match(passage.text) and not _label_of(passage, index, habits):
            result: Passage | None = _speech(passage)
        else:
            result = _settled(passage, index, habits, expecting_speech)
        labelled = result is None or result.label is not None
        begun = begun or labelled
        expecting_speech = not begun or (labelled and result is not None and not result.text)
        (unknown if result is None else settled).append(result or passage)
    if unknown:
        raise StudyError(_unknown_labels(unknown, file_name))
    return settled


def _settled(
    passage: Passage, index: Mapping[str, Person], habits: _Habits, expecting_speech: bool
) -> Passage | None:
    """``passage`` with its label, if it has one, or None when that is nobody's."""
    if passage.label is not None:
        sure = people_meant(passage.label, index) or nobody_in_particular(passage.label)
        return passage if sure else None
    reading = _label_of(passage, index, habits)
    if reading:
        return _read(passage, reading)
    if PROGRAM_NOTE.fullmatch(passage.text):
        return replace(_speech(passage), label=NOBODY)
    return _settled_unknown(passage, habits, expecting_speech)


def _label_of(passage: Passage, index: Mapping[str, Person], habits: _Habits) -> Reading | None:
    """The reading of a passage whose label is known, in a form that the document uses."""
    readings = (r for r in passage.readings if r.form in habits.forms)
    return next((reading for reading in readings if _known(reading, index)), None)


def _known(reading: Reading, index: Mapping[str, Person]) -> bool:
    """Whether a reading's label is somebody's, or, plain to see, a voice that nobody could tell."""
    if people_meant(reading.label, index):
        return True
    return reading.form in PLAIN_TO_SEE and nobody_in_particular(reading.label)


def _read(passage: Passage, reading: Reading) -> Passage:
    """``passage`` with the label of ``reading``; times beside the words themselves go first."""
    start = reading.start if passage.start is None else passage.start
    end = reading.end if passage.end is None else passage.end
    return Passage(reading.label, reading.text, start, end, passage.source_ref)


def _speech(passage: Passage) -> Passage:
    return replace(passage, readings=())


def _habits(passages: Sequence[Passage], index: Mapping[str, Person]) -> _Habits:
    known = [next((r for r in p.readings if _known(r, index)), None) for p in passages]
    counts = Counter(reading.form for reading in known if reading)
    main = max(counts, key=lambda form: counts[form], default=COLON)
    often = {form for form in counts if counts[form] >= NOT_RARE and form != ALONE}
    labelled = sum(
        p.label is not None or r is not None for p, r in zip(passages, known, strict=True)
    )
    beside_times = [r for p in passages for r in p.readings if r.form == TIMED]
    return _Habits(
        forms=frozenset({*PLAIN_TO_SEE, *often, main}),
        main=main,
        colons=counts[COLON] > 0 or not counts,
        timed=counts[TIMED] > 0 or len(beside_times) >= NOT_RARE,
        throughout=labelled * 2 >= len(passages),
        times=Counter(
            label
            for p in passages
            for label in {comparable(r.label) for r in p.readings} | {comparable(p.label or "")}
        ),
    )


def _settled_unknown(passage: Passage, habits: _Habits, expecting_speech: bool) -> Passage | None:
    """What a passage is whose readings are nobody's: speech, or None where that is an error.

    Somebody who is on no sheet may not be taken for the speaker before. Where a label of theirs is
    likely, it is an error; where it is possible, the words are nobody's. Where we are
    ``expecting_speech``, no weak mark makes a label: after a label on a line of its own, and before
    the first one, where titles and dates stand and no speaker whose the words could become.
    """
    for reading in passage.readings:
        times = habits.times[comparable(reading.label)]
        if reading.form == COLON and habits.colons:
            if looks_like_label(reading.label, times, not reading.text, habits.throughout):
                return None
        elif reading.form == TIMED and habits.timed:
            if looks_like_label(reading.label.replace(",", " "), times, False, True):
                return None
        elif (
            not expecting_speech
            and reading.form == habits.main
            and looks_like_label(reading.label, times, False, True)
        ):
            often = reading.form in PLAIN_TO_SEE and times > 1
            if often or names_a_role_or_number(reading.label):
                return None
            return replace(_speech(passage), label=NOBODY)
    return _speech(passage)


def _with_times(passages: Sequence[Passage], index: Mapping[str, Person]) -> list[Passage]:
    """``passages`` where a clock time on a line of its own is the time of the label beside it.

    Meeting programs write the time above or below the name. One in brackets is a typist's mark of
    how far the recording has gone, and no speech either; without brackets, where there are several
    and they never go back.
    """
    clocks = [next((r for r in p.readings if r.form == CLOCK_ONLY), None) for p in passages]
    starts = [clock.start or 0 for clock in clocks if clock]
    marks = len(starts) >= NOT_RARE and starts == sorted(starts)
    timed: list[Passage] = []
    span: Reading | None = None
    for passage, clock, following in zip(passages, clocks, [*passages[1:], None], strict=True):
        if clock is None:
            timed.append(_timed(passage, span, index) if span else passage)
            span = None
            continue
        if timed and timed[-1].start is None and _only_label(timed[-1], index):
            timed[-1] = _timed(timed[-1], clock, index)
        elif marks or _is_mark(passage, clock) or (following and _only_label(following, index)):
            span = clock
        else:
            timed.append(_speech(passage))  # somebody said what time it was
            continue
        if clock.text:
            timed.append(Passage(None, clock.text, clock.start, clock.end, passage.source_ref))
            span = None
    return timed


def _is_mark(passage: Passage, clock: Reading) -> bool:
    """Whether a time is surely no speech: in brackets, or from one time to another."""
    return clock.end is not None or passage.text[0] in "[({"


def _only_label(passage: Passage, index: Mapping[str, Person]) -> bool:
    return any(not reading.text and _known(reading, index) for reading in passage.readings)


def _timed(passage: Passage, clock: Reading, index: Mapping[str, Person]) -> Passage:
    """``passage`` with the time above or below it, which makes a name on its own a sure label."""
    readings = tuple(
        replace(reading, form=TIMED)
        if reading.form == ALONE and (clock.end is not None or _known(reading, index))
        else reading
        for reading in passage.readings
    )
    if passage.start is not None:
        return replace(passage, readings=readings)
    return replace(passage, readings=readings, start=clock.start, end=clock.end)


def _unknown_labels(unknown: Sequence[Passage], file_name: str) -> str:
    """One line on all places with a label that nobody has, each such label's first among them."""
    seen: set[str] = set()
    repeats: list[bool] = []
    for passage in unknown:
        label = comparable(passage.label or passage.readings[0].label)
        repeats.append(label in seen)
        seen.add(label)
    order = sorted(range(len(unknown)), key=lambda position: repeats[position])
    named = ", ".join(unknown[i].source_ref for i in sorted(order[:MOST_PLACES]))
    if len(unknown) > MOST_PLACES:
        named += f" and {len(unknown) - MOST_PLACES} more"
    return (
        f"{file_name} {named}: a speaker label that nobody has; add it to "
        "speaker_labels on the sheet participants or staff, or, where it is speech, write its "
        "speaker's label before it"
    )
