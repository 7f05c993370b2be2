"""Python imports this when it starts, where this folder is on PYTHONPATH: no script opens a socket.

The script of a rule that tries is refused, and so is one that starts another program, which could
not be watched. Only the rules in ONLINE may open sockets; they may start no program either. A file,
which SOCKETS names, gets a line for each script that is watched, for each in ONLINE that opens a
socket, and for each attempt of the others. Snakemake's own process may do as it likes.
"""

import os
import sys
from pathlib import Path
from typing import Any

SOCKETS = "FOCUSGROUPS_SOCKETS"
ONLINE = ("fetch_reference",)
WATCHED, REFUSED, USED = "watched", "refused", "used"
NETWORK = "socket."
EVENTS = (NETWORK, "subprocess.", "os.system", "os.posix_spawn", "os.exec", "os.fork")

_told: set[str] = set()


def _rule() -> str:
    """The rule whose script this process runs: Snakemake copies it to `scripts/tmp123.rule.py`."""
    program = Path((getattr(sys, "argv", None) or [""])[0])
    return program.name.split(".")[-2] if program.parent.name == "scripts" else ""


def _tell(*words: str) -> None:
    with os.fdopen(
        os.open(os.environ[SOCKETS], os.O_WRONLY | os.O_APPEND | os.O_CREAT), "w"
    ) as file:
        file.write(" ".join(words) + "\n")


def _tell_once(what: str, rule: str) -> None:
    if what not in _told:
        _told.add(what)
        _tell(what, rule)


def _watch(event: str, _: Any) -> None:
    rule = _rule() if event == "import" or event.startswith(EVENTS) else ""
    if not rule:
        return
    if event == "import":
        _tell_once(WATCHED, rule)
    elif rule in ONLINE and event.startswith(NETWORK):
        _tell_once(USED, rule)
    else:
        _tell(REFUSED, rule, event)
        raise PermissionError("a script works without a network and other programs")


if SOCKETS in os.environ:
    sys.addaudithook(_watch)
