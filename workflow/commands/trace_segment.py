"""Print the trail of one segment or turn: from its words to its place in the transcript.

make trace ID=FGD1-0012.1 STUDY=/secure/study

Without STUDY it is the demonstration study. Only the working and candidate rooms are read, as the
last run left them; the same stands in working/audit.html.
"""

import argparse
import os
import sys
from pathlib import Path

from focusgroups.errors import StudyError
from focusgroups.logs import unexpected
from focusgroups.trail.lines import trail_lines
from focusgroups.trail.material import TrailFiles, read_material
from run_study import DEMONSTRATION, REPOSITORY, find_config, results_of

LATER = "make run makes it"


def trace_segment(wanted: str, study: str) -> list[str]:
    """The lines to print for the segment or turn ``wanted`` of ``study``, or the demonstration.

    Raises StudyError when there is no such id, or nothing has been run yet.
    """
    if not wanted:
        raise StudyError("ID: name a segment or turn, such as make trace ID=FGD1-0012.1")
    config = find_config(study) if study else DEMONSTRATION
    results = results_of(config, config.parent if study else REPOSITORY)
    if results is None:
        raise StudyError(f"{config.name} results: is no folder; see config/README.md")
    lines = trail_lines(read_material(_files(results)), wanted)
    if not lines:
        raise StudyError(
            "working/segments.csv and working/turns: no segment and no turn has this ID; look the "
            "id up there, or in working/audit.html"
        )
    return lines


def _files(results: Path) -> TrailFiles:
    """The tables of both rooms; raises StudyError where a run has not made them yet."""
    files = TrailFiles.in_rooms(results)
    missing = [path for path in files.working.values() if not path.is_file()]
    if missing:
        raise StudyError(f"working/{missing[0].name}: there is no such table yet; {LATER}")
    if not files.turns or not files.trail:
        folder = "trail" if files.turns else "turns"
        raise StudyError(f"working/{folder}: there are no such tables yet; {LATER}")
    return files


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("id", nargs="?", default="")
    parser.add_argument("study", nargs="?", default="")
    return parser.parse_args()


if __name__ == "__main__":
    given = _arguments()
    try:
        print("\n".join(trace_segment(given.id.strip(), given.study)))
        sys.stdout.flush()
    except BrokenPipeError:  # of `make trace | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except StudyError as error:
        sys.exit(str(error))
    except Exception as error:  # its message may quote what somebody said
        sys.exit(unexpected(error))
