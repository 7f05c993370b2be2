"""No script of the analysis opens a socket or starts a program that might.

Only fetch_reference may, which is no part of the analysis: somebody asks for it by its name.
"""

import os
import re
import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from focusgroups.sources import code_of

# The rules that may use the network, and the module through which they do.
ONLINE = {"fetch_reference"}
CLIENT = "focusgroups/deprivation/fetching.py"
# Rules that the demonstration does not run: it has no official files and no language model, which
# is watched where it runs.
APART = {"check_inputs", "read_indices", "index_postcodes", "embed_segments"}
SCRIPT = "workflow/scripts/link_deprivation.py"
ATTEMPTS = {
    "connect": "socket.create_connection(('127.0.0.1', 9), timeout=1)",
    "resolve": "socket.getaddrinfo('localhost', 80)",
    "listen": "socket.socket().bind(('127.0.0.1', 0))",
    "fetch": "__import__('urllib.request').request.urlopen('http://localhost:9', timeout=1)",
    "other program": "__import__('subprocess').run(['true'])",
}


def rules(repository: Path) -> set[str]:
    return {file.stem for file in (repository / "workflow" / "scripts").glob("*.py")} - ONLINE


def told(sockets: Path, what: str) -> Iterator[list[str]]:
    for line in sockets.read_text("utf-8").splitlines():
        first, *rest = line.split()
        if first == what:
            yield rest


def test_no_script_of_the_demonstration_opens_a_socket(finished, repository: Path) -> None:
    assert list(told(finished.sockets, "refused")) == []
    watched = {rule for (rule,) in told(finished.sockets, "watched")}
    assert watched == rules(repository) - APART
    assert list(told(finished.sockets, "used")) == []


def test_reading_the_inputs_opens_no_socket(project) -> None:
    project.sockets.unlink(missing_ok=True)
    project.run("check_inputs")
    assert project.sockets.read_text("utf-8") == "watched check_inputs\n"


def plant(project, lines: str) -> list[str]:
    """Let a rule's script run ``lines`` first; return what was refused of it."""
    script = project.folder / SCRIPT
    text, start = script.read_text("utf-8"), 'if __name__ == "__main__":\n'
    assert text.count(start) == 1
    script.write_text(text.replace(start, lines + start), encoding="utf-8")
    project.sockets.unlink(missing_ok=True)
    outcome = project.snakemake("--force", "results/working/participants.csv")
    assert list(told(project.sockets, "watched")) == [[Path(SCRIPT).stem]]
    assert (outcome.returncode == 0) == ("except" in lines)
    return [event for _, event in told(project.sockets, "refused")]


def test_planted_network_use_fails(project) -> None:
    assert plant(project, f"import socket\n{ATTEMPTS['connect']}\n") == ["socket.getaddrinfo"]


def test_planted_network_use_is_told_even_where_its_refusal_is_hidden(project) -> None:
    hidden = [f"try:\n    {line}\nexcept Exception:\n    pass\n" for line in ATTEMPTS.values()]
    refused = plant(project, "import socket\n" + "".join(hidden))
    assert len(refused) >= len(ATTEMPTS)
    assert {"socket.getaddrinfo", "socket.__new__", "subprocess.Popen"} <= set(refused)


def guard(repository: Path) -> dict[str, Any]:
    """What stands in the module that watches; it watches only where it is told to."""
    assert "FOCUSGROUPS_SOCKETS" not in os.environ
    return runpy.run_path(str(repository / "tests" / "offline" / "sitecustomize.py"))


def test_only_fetching_may_open_a_socket(repository: Path) -> None:
    assert set(guard(repository)["ONLINE"]) == ONLINE


@pytest.mark.parametrize("event", ["socket.connect", "subprocess.Popen"])
@pytest.mark.parametrize("rule", [*ONLINE, "link_deprivation", "check_inputs", ""])
def test_who_may_do_what(repository, tmp_path, monkeypatch, rule: str, event: str) -> None:
    watch = guard(repository)["_watch"]
    monkeypatch.setenv("FOCUSGROUPS_SOCKETS", str(tmp_path / "sockets"))
    monkeypatch.setattr("sys.argv", [f"scripts/tmp1.{rule}.py" if rule else "snakemake"])
    if rule and (rule not in ONLINE or event == "subprocess.Popen"):
        with pytest.raises(PermissionError):
            watch(event, ())
        assert list(told(tmp_path / "sockets", "refused")) == [[rule, event]]
    else:
        watch(event, ())
        used = list(told(tmp_path / "sockets", "used")) if rule else []
        assert used == ([[rule]] if rule else [])


def test_one_module_speaks_to_a_network_and_one_rule_uses_it(repository: Path) -> None:
    clients = (
        r"^\s*(?:import|from) (?:requests|urllib\.request|urllib3|http\.client|http\.server|ftplib"
        r"|smtplib|ssl|socket|asyncio)\b"
    )
    files = sorted((repository / "workflow").rglob("*.py"))
    found = [file for file in files if re.search(clients, file.read_text("utf-8"), re.MULTILINE)]
    shared = "focusgroups/offline.py"  # keeps others from opening sockets
    scripts = repository / "workflow" / "scripts"
    assert {str(file.relative_to(scripts)) for file in found} == {CLIENT, shared}
    users = {rule for rule in scripts.glob("*.py") if str(scripts / CLIENT) in code_of(rule.stem)}
    assert {rule.stem for rule in users} == ONLINE
