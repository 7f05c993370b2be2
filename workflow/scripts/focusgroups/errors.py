"""The one kind of error that a study team is meant to read and mend."""

from collections.abc import Iterable, Sequence


class StudyError(Exception):
    """One or more problems in a study's files, each a line that names file, place and remedy.

    A line never quotes content: no speech, name, label or postcode. Example:
    ``StudyError("FGD3.docx paragraph 41: no speaker label; see config/README.md")``.
    """

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def raise_problems(problems: Iterable[str]) -> None:
    """Raise all ``problems`` together as one StudyError, or do nothing if there is none."""
    found = tuple(problems)
    if found:
        raise StudyError(*found)


def first_of(places: Sequence[str], most: int) -> str:
    """``places`` for one line of a message: the first ``most``, and how many more there are.

    >>> first_of(["line 2", "line 5", "line 9"], most=2)
    'line 2, line 5 and 1 more'
    """
    more = f" and {len(places) - most} more" if len(places) > most else ""
    return ", ".join(places[:most]) + more
