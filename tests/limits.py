"""Reading transcripts with little time and memory, and measuring what it took.

A process that has imported the readers once forks a child for each file, so that a file which
exhausts its child costs the test nothing else. The child may not write to any file.
"""

import importlib
import json
import os
import resource
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SECONDS, MEGABYTES = 10, 500
TURNS, REFUSED = "turns", "refused"
MEGABYTE = 1 << 20
# Of what `getrusage` counts memory in: kilobytes, on macOS bytes.
PEAK_UNIT = 1 if sys.platform == "darwin" else 1024

PLAIN = {"unlabelled_speaker": "previous", "prompt_pattern": ""}


@dataclass(frozen=True)
class Reading:
    """What came of a file, and what it took.

    ``outcome`` is TURNS, REFUSED (a StudyError, whose ``lines`` are given), or the name of another
    exception, with its place in ``lines``, or of the signal that ended the child. ``text`` is the
    beginning of what was said, ``megabytes`` the child's peak of memory, the imported libraries
    included.
    """

    outcome: str
    lines: tuple[str, ...]
    turns: int
    text: str
    seconds: float
    megabytes: float


class Reader:
    """The process that reads files, one at a time."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def read(self, path: Path, limits: Mapping[str, int] | None = None) -> Reading:
        """Read one transcript, as the group that its name says, and tell what came of it.

        ``limits`` are constants of our modules, each with the value to have for this file alone.
        """
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps([str(path), dict(limits or {})]) + "\n")
        self._process.stdin.flush()
        told = json.loads(self._process.stdout.readline())
        return Reading(**{**told, "lines": tuple(told["lines"])})


@contextmanager
def reader(library: Path) -> Iterator[Reader]:
    """A `Reader` of transcripts with the code in the folder ``library``."""
    with subprocess.Popen(
        [sys.executable, __file__, str(library)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
    ) as process:
        yield Reader(process)
        assert process.stdin
        process.stdin.close()


# --- In the process that reads --------------------------------------------------------------------


def serve() -> None:
    """Read every file that standard input names, and tell of each on standard output."""
    people = _people()
    for line in sys.stdin:
        path, limits = json.loads(line)
        print(json.dumps(_measured(Path(path), limits, people)), flush=True)


def _people() -> list[Any]:
    # Everything that reading needs is imported before the first fork.
    from focusgroups.speakers import Person  # noqa: PLC0415
    from focusgroups.transcripts import turns  # noqa: F401, PLC0415
    from focusgroups.transcripts.hidden import reading  # noqa: F401, PLC0415

    return [
        Person("P01", "SU", ("Gwen",), ()),
        Person("P02", "SU", ("SU2",), ()),
        Person("FAC1", "FAC", ("Facilitator",), ()),
    ]


def _measured(path: Path, limits: Mapping[str, int], people: list[Any]) -> dict[str, Any]:
    receiving, sending = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(receiving)
        _limit()
        for name, value in limits.items():
            module, _, constant = name.rpartition(".")
            assert hasattr(importlib.import_module(module), constant)
            setattr(importlib.import_module(module), constant, value)
        started = time.perf_counter()
        told = _read(path, people)
        told["seconds"] = time.perf_counter() - started
        os.write(sending, json.dumps(told).encode())
        os._exit(0)
    os.close(sending)
    with os.fdopen(receiving, "rb") as pipe:
        told = pipe.read()
    _, status, used = os.wait4(child, 0)
    peak = used.ru_maxrss * PEAK_UNIT / MEGABYTE
    if told:
        return {**json.loads(told), "megabytes": peak}
    ended = signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status) else "exit"
    nothing = {"outcome": ended, "lines": [], "turns": 0, "text": ""}
    return {**nothing, "seconds": used.ru_utime + used.ru_stime, "megabytes": peak}


def _limit() -> None:
    """Let this process use no more than the limits, and let it write to no file."""
    # Time of the processor: a busy machine is no fault of a file.
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    with suppress(OSError, ValueError):  # systems that cannot limit memory measure it all the same
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        most = pages * resource.getpagesize() + MEGABYTES * MEGABYTE
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _read(path: Path, people: list[Any]) -> dict[str, Any]:
    from focusgroups.errors import StudyError  # noqa: PLC0415
    from focusgroups.transcripts import read_transcript  # noqa: PLC0415
    from focusgroups.transcripts.hidden.reading import read_hidden  # noqa: PLC0415
    from focusgroups.transcripts.turns import attribute_turns  # noqa: PLC0415

    told: dict[str, Any] = {"outcome": TURNS, "lines": [], "turns": 0, "text": ""}
    try:
        table = attribute_turns(read_transcript(path), path.name, path.stem, people, PLAIN).turns
        read_hidden(path)
    except StudyError as error:
        return {**told, "outcome": REFUSED, "lines": list(error.problems)}
    except BaseException as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(last.filename).name}:{last.lineno}"
        return {**told, "outcome": type(error).__name__, "lines": [place]}
    text = "\n".join(table["text"])[:10_000]
    return {**told, "turns": len(table), "text": text}


if __name__ == "__main__":
    sys.path.insert(0, sys.argv[1])
    serve()
