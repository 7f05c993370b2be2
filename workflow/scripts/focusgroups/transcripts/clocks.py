"""Clock times as meeting programs and typists write them."""

import re

# 0:03, 1:02:03.5, 00:00:03,250 and, with hours and a fraction, 0:0:5.730.
CLOCK = (
    r"(?:(?P<{0}H>\d{{1,2}}):(?P<{0}M>\d{{1,2}}):(?P<{0}S>\d{{1,2}}[.,]\d{{1,7}})"
    r"|(?:(?P<{0}h>\d{{1,2}}):)?(?P<{0}m>\d{{1,3}}):(?P<{0}s>\d{{2}}(?:[.,]\d{{1,7}})?))"
)
ARROW = r"(?:-->|->|→|–|—|-|to)"
SPAN = rf"{CLOCK.format('a')}(?:\s*{ARROW}\s*{CLOCK.format('b')})?"
_ONLY_A_SPAN = re.compile(rf"[\[({{]?\s*{SPAN}\s*[\])}}]?")

Times = tuple[float | None, float | None]


def seconds(clock: re.Match[str], which: str = "a") -> float | None:
    """Seconds since the recording began that a match of CLOCK states; None if it states none."""
    for hours, minutes, rest in ("HMS", "hms"):
        if clock[which + minutes] is not None:
            whole = int(clock[which + hours] or 0) * 3600 + int(clock[which + minutes]) * 60
            return whole + float(clock[which + rest].replace(",", "."))
    return None


def times_of(clock: re.Match[str]) -> Times:
    """Start and end in seconds of a match of SPAN; what is not stated is None."""
    return seconds(clock), seconds(clock, "b")


def only_times(text: str) -> Times | None:
    """Start and end in seconds when ``text`` is a clock time or two and nothing else.

    >>> only_times("[0:03 - 1:00:05.5]"), only_times("10:30 was late")
    ((3.0, 3605.5), None)
    """
    clock = _ONLY_A_SPAN.fullmatch(text)
    return times_of(clock) if clock else None
