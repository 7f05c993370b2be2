"""Each program that is measured runs in a process of its own, offline and with one thread.

The measurement calls `ask`; what it starts is a program beside this file that ends in `answer`.
A request and its answer are JSON.
"""

import json
import os
import resource
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[1]
PEERS = PROJECT / "bench" / "peers"
INSTALL = "see Peers in bench/README.md"
THREADS = (
    *("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"),
    "NUMBA_NUM_THREADS",
)

Answer = dict[str, Any]


def ask(program: str, tool: str, is_own: bool, request: Mapping[str, Any]) -> Answer:
    """What one tool of a ``program`` answers; `missing` or `failed` where it could not.

    A tool of our own (``is_own``) runs in the project's environment, another in that of the peers.
    """
    environment = {**os.environ, **dict.fromkeys(THREADS, "1"), "PYTHONHASHSEED": "0"}
    command = [sys.executable, str(PROJECT / "bench" / program)]
    if not is_own:
        # Without `site`, nothing of the project's environment is seen, and all comes from PEERS.
        command.insert(1, "-S")
        environment["PYTHONPATH"] = str(PEERS)
    process = subprocess.run(
        command,
        input=json.dumps({"tool": tool, **request}).encode(),
        capture_output=True,
        env=environment,
        check=False,
    )
    if process.returncode:
        # The last line may hold text that was read, so only the kind of error is said.
        last = process.stderr.decode(errors="replace").strip().splitlines()[-1:]
        return {"failed": last[0].split(":")[0] if last else "no message"}
    return dict(json.loads(process.stdout))


def is_answered(tool: str, answer: Answer) -> bool:
    """Whether the tool could run; if not, it is said why."""
    if "missing" in answer:
        print(f"{tool.strip()}: {answer['missing']} is not installed; {INSTALL}")
    elif "failed" in answer:
        print(f"{tool.strip()}: failed with {answer['failed']}")
    return not {"missing", "failed"} & answer.keys()


def offline(*_: object) -> None:
    """Stand in for a connection: nothing that is measured here may be sent anywhere."""
    raise OSError("no network while measuring")


def answer(tools: Mapping[str, Callable[[dict[str, Any]], Answer]]) -> None:
    """Answer the request on standard input by one of the ``tools``, with the memory it took."""
    socket.socket.connect = offline  # type: ignore[method-assign]
    answers = os.dup(1)
    os.dup2(2, 1)  # whatever a program prints is no answer
    request = json.load(sys.stdin)
    try:
        given = tools[request["tool"]](request)
    except ImportError as error:
        given = {"missing": error.name or "a module"}
    unit = 1 if sys.platform == "darwin" else 1024
    given["bytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    with os.fdopen(answers, "w", encoding="utf-8") as out:
        json.dump(given, out)
