"""Clock times on lines of their own: whose label they stand beside, and which of them were said."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from focusgroups.transcripts.passages import Passage
from focusgroups.transcripts.readings import ALONE, CLOCK_ONLY, COLON, PREFIXED, TIMED, Reading

NOT_RARE = 3  # so many bare times that never go back are marks of how far the recording has gone

Known = Callable[[Reading], bool]  # whether a reading's label is somebody's


def with_times(passages: Sequence[Passage], is_known: Known) -> list[Passage]:
    """``passages`` where a clock time on a line of its own is the time of the label beside it.

    Meeting programs write the time above or below the name. One in brackets is a typist's mark of
    how far the recording has gone, and no speech either; without brackets, where there are several
    and they never go back. Between a label and the next one a time is what was said. ``is_known``
    tells whether a reading's label is one of the group's.
    """
    clocks = [next((r for r in p.readings if r.form == CLOCK_ONLY), None) for p in passages]
    starts = [clock.start or 0 for clock in clocks if clock]
    marks = len(starts) >= NOT_RARE and starts == sorted(starts)
    timed: list[Passage] = []
    span: Reading | None = None
    for passage, clock, following in zip(passages, clocks, [*passages[1:], None], strict=True):
        if clock is None:
            timed.append(_timed(passage, span, is_known) if span else passage)
            span = None
            continue
        answered = not clock.text and (following is None or _may_be_label(following, is_known))
        if timed and timed[-1].start is None and _only_label(timed[-1], is_known):
            if answered:
                timed.append(replace(passage, readings=()))
                continue
            timed[-1] = _timed(timed[-1], clock, is_known)
        elif marks or _is_mark(passage, clock) or (following and _only_label(following, is_known)):
            span = clock
        else:
            timed.append(replace(passage, readings=()))  # somebody said what time it was
            continue
        if clock.text:
            timed.append(Passage(None, clock.text, clock.start, clock.end, passage.source_ref))
            span = None
    return timed


def _is_mark(passage: Passage, clock: Reading) -> bool:
    """Whether a time is surely no speech: in brackets, or with the arrow of a program."""
    return passage.text[0] in "[({" or _has_arrow(passage, clock)


def _has_arrow(passage: Passage, clock: Reading) -> bool:
    return clock.end is not None and ("->" in passage.text or "→" in passage.text)


def _may_be_label(passage: Passage, is_known: Known) -> bool:
    return passage.label is not None or any(map(is_known, passage.readings))


def _only_label(passage: Passage, is_known: Known) -> bool:
    """Whether a passage is a known label that has no time yet and nothing after it.

    After a colon a bare time may be the answer to a question.
    """
    return any(
        not reading.text and reading.start is None and is_known(reading)
        for reading in passage.readings
        if reading.form not in (COLON, PREFIXED)
    )


def _timed(passage: Passage, clock: Reading, is_known: Known) -> Passage:
    """``passage`` with the time above or below it, which makes a name on its own a sure label."""
    readings = tuple(
        replace(reading, form=TIMED)
        if reading.form == ALONE and (clock.end is not None or is_known(reading))
        else reading
        for reading in passage.readings
    )
    if passage.start is not None:
        return replace(passage, readings=readings)
    return replace(passage, readings=readings, start=clock.start, end=clock.end)
