"""Run the analysis of a study, or check what it is given, and say where to look afterwards.

make run STUDY=/secure/study      make check STUDY=/secure/study

Without STUDY it is the demonstration study.
"""

import argparse
import subprocess
import sys
from pathlib import Path

from focusgroups.errors import StudyError
from focusgroups.yamlfiles import read_yaml

REPOSITORY = Path(__file__).resolve().parents[2]
DEMONSTRATION = REPOSITORY / "config" / "config.yaml"
NEW = "make study DIR=... lays out a new one"

# Where to look when the release was refused, most telling first.
TELLING = {
    "working/checks.csv": "which check failed, and where",
    "private/review": "words that wait for a decision",
    "logs": "what each step said",
}


def find_config(study: str) -> Path:
    """The config of the study that ``study`` names: a folder, or the config itself.

    Raises StudyError when there is none.
    """
    try:
        path = Path(study).expanduser().absolute()
    except RuntimeError:
        raise StudyError("STUDY: no such user; write the whole path") from None
    config = path / "config.yaml" if path.is_dir() else path
    if not path.exists():
        raise StudyError(f"STUDY: no such folder; mend the path, or {NEW}")
    if not config.is_file():
        raise StudyError(f"STUDY: there is no config.yaml in that folder; mend the path, or {NEW}")
    return config


def results_of(config: Path, base: Path) -> Path:
    """The folder of results that a config names, from ``base`` on.

    Raises StudyError when the config cannot be read: Snakemake would say so at great length.
    """
    content = read_yaml(config, "config")
    if not isinstance(content, dict):
        raise StudyError(f"{config.name}: has no key; see config/README.md")
    return base / str(content.get("results", "results"))


def run_study(study: str, target: str, cores: str) -> int:
    """Run Snakemake for ``study``, or the demonstration if it is empty; return its exit status.

    ``target`` is the rule to run; empty for the whole analysis, of which is said where to look.
    """
    config = find_config(study) if study else DEMONSTRATION
    results = results_of(config, config.parent if study else REPOSITORY)
    command = [sys.executable, "-m", "snakemake", "--cores", cores]
    status = _wait([*command, *([target] if target else []), *_own(study, config)])
    if not target:
        print("\n".join(outcome(status, results)))
    return status


def outcome(status: int, results: Path) -> list[str]:
    """What to say after a run: where the report is, or where to look for what stopped it."""
    release = results / "release"
    if not status:
        return [f"The report is {release / 'report.html'}"]
    found = [
        f"    {results / name}  {what}"
        for name, what in TELLING.items()
        if (results / name).exists()
    ]
    if release.exists() or not found:
        return []  # nothing was begun: the lines above say why
    return ["Where to look if the lines above do not say enough:", *found]


def _own(study: str, config: Path) -> list[str]:
    return ["--configfile", str(config)] if study else []


def _wait(command: list[str]) -> int:
    """Run to the end. Ctrl-C reaches the command too, which ends in its own time, unlocked."""
    process = subprocess.Popen(command, cwd=REPOSITORY)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cores", default="4")
    parser.add_argument("--target", default="")
    parser.add_argument("study", nargs="?", default="")
    return parser.parse_args()


if __name__ == "__main__":
    given = _arguments()
    try:
        sys.exit(run_study(given.study, given.target, given.cores))
    except StudyError as error:
        sys.exit(str(error))
