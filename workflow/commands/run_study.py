"""Run the analysis of a study, check what it is given or fetch official files for it.

make run STUDY=/secure/study      make check STUDY=/secure/study      make reference STUDY=...

Without STUDY it is the demonstration study.
"""

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from focusgroups.config import examine_config
from focusgroups.errors import StudyError
from focusgroups.yamlfiles import read_yaml

REPOSITORY = Path(__file__).resolve().parents[2]
DEMONSTRATION = REPOSITORY / "config" / "config.yaml"
LAY_OUT = "make study DIR=... lays out a new one"

FETCHING = "fetch_reference"
PROBLEM, WARNING = "ERROR ", "WARNING "  # begin such lines in a log

# Where to look when the release was refused, most telling first.
WHERE_TO_LOOK = {
    "working/checks.csv": "which check failed, and where",
    "private/review_terms.csv": "words that wait for a decision",
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
        raise StudyError(f"STUDY: no such folder; mend the path, or {LAY_OUT}")
    if not config.is_file():
        raise StudyError(
            f"STUDY: there is no config.yaml in that folder; mend the path, or {LAY_OUT}"
        )
    return config


def results_of(config: Path, base: Path) -> Path | None:
    """The folder of results that a config names, from ``base`` on; None when its value is unfit.

    Raises StudyError when the config cannot be read: Snakemake would say so at great length. All
    else that is wrong with it is said in the run, together with what is wrong with other files.
    """
    content = read_yaml(config, "config")
    if not isinstance(content, dict):
        raise StudyError(f"{config.name}: has no key; see config/README.md")
    settings, _ = examine_config(content, config.name)
    return base / settings["results"] if "results" in settings else None


def run_study(study: str, target: str, cores: str) -> int:
    """Run Snakemake for ``study``, or the demonstration if it is empty; return its exit status.

    Only the rule ``target`` or, if that is empty, the whole analysis, of which is said where to
    look. ``cores`` may be empty: then as many as the profile says.
    """
    config = find_config(study) if study else DEMONSTRATION
    results = results_of(config, config.parent if study else REPOSITORY)
    status = run_snakemake([target] if target else [], config if study else None, cores)
    if results and not target:
        said = [] if status else left_out(results)
        print("\n".join([*said, *outcome(status, results)]))
    if results and target == FETCHING and status:
        print("\n".join(problems_in(results / "logs" / f"{FETCHING}.log")))
    return status


def outcome(status: int, results: Path) -> list[str]:
    """What to say after a run: where the report is, or where to look for what stopped it."""
    release = results / "release"
    if not status:
        return [f"The report is {release / 'report.html'}"]
    found = [
        f"    {results / name}  {what}"
        for name, what in WHERE_TO_LOOK.items()
        if (results / name).exists()
    ]
    if release.exists() or not found:
        return []  # nothing was begun: the lines above say why
    return ["Where to look if the lines above do not say enough:", *found]


def left_out(results: Path) -> list[str]:
    """What the last run said of codings and quotes that do not count: else it scrolls past."""
    logs = [results / "logs" / f"{rule}.log" for rule in ("propose_codings", "select_quotes")]
    return [f"warning: {line}" for log in logs for line in lines_of(log, WARNING)]


def problems_in(log: Path) -> list[str]:
    """The problems that a rule's log tells of: Snakemake's own lines come after them otherwise."""
    return lines_of(log, PROBLEM)


def lines_of(log: Path, level: str) -> list[str]:
    """The lines of one ``level`` in a log, if there is one."""
    lines = log.read_text(encoding="utf-8").splitlines() if log.is_file() else []
    return [line.removeprefix(level) for line in lines if line.startswith(level)]


def run_snakemake(arguments: Sequence[str], config: Path | None, cores: str) -> int:
    """Run Snakemake to its end, for the demonstration when there is no ``config``.

    Ctrl-C reaches Snakemake too, which ends in its own time, unlocked.
    """
    command = [sys.executable, "-m", "snakemake", *(["--cores", cores] if cores else [])]
    command += [*arguments, *(["--configfile", str(config)] if config else [])]
    process = subprocess.Popen(command, cwd=REPOSITORY)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cores", default="")
    targets = parser.add_mutually_exclusive_group()
    for option, rule in (("--check", "check_inputs"), ("--reference", FETCHING)):
        targets.add_argument(option, dest="target", action="store_const", const=rule, default="")
    parser.add_argument("study", nargs="?", default="")
    return parser.parse_args()


if __name__ == "__main__":
    given = _arguments()
    try:
        sys.exit(run_study(given.study, given.target, given.cores))
    except StudyError as error:
        sys.exit(str(error))
