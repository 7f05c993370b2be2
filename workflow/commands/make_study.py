"""Lay out an empty study of one's own: `make study DIR=/secure/study`."""

import shlex
import sys
from pathlib import Path

from focusgroups.errors import StudyError
from focusgroups.newstudy.layout import lay_out

REPOSITORY = Path(__file__).resolve().parents[2]


def make_study(folder: str = "") -> str:
    """Make the study; return what the user may read of it.

    Raises StudyError when no folder is named or it cannot be made there.
    """
    if not folder:
        raise StudyError("DIR: no folder is named; make study DIR=/secure/study")
    try:
        study = Path(folder).expanduser().absolute()
    except RuntimeError:
        raise StudyError("DIR: no such user; write the whole path") from None
    lay_out(study, REPOSITORY)
    place = shlex.quote(str(study))
    return (
        f"The study's folder is {place}\n"
        f"Its README.txt says what to fill in. Then, in the project's folder {REPOSITORY}:\n"
        f"    make check STUDY={place}\n"
        f"    make run STUDY={place}"
    )


if __name__ == "__main__":
    try:
        print(make_study(*sys.argv[1:2]))
    except StudyError as error:
        sys.exit(str(error))
