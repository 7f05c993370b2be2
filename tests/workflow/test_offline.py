"""No script of the analysis opens a socket or starts a program that might."""

import re
from collections.abc import Iterator
from pathlib import Path

# Rules that may use the network, none so far.
ONLINE: set[str] = set()
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
    assert watched == rules(repository) - {"check_inputs"}  # no part of the analysis


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


def test_the_library_and_the_commands_import_nothing_that_speaks_to_a_network(
    repository: Path,
) -> None:
    clients = r"^\s*(?:import|from) (?:requests|urllib\.request|urllib3|http|ftplib|smtplib|ssl)\b"
    for file in sorted((repository / "workflow").rglob("*.py")):
        assert not re.search(clients, file.read_text("utf-8"), re.MULTILINE), file.name
