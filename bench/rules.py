"""How long the demonstration study takes from nothing, and each of its rules.

    .venv/bin/python bench/rules.py [--cores 2] [--runs 3]

Runs the workflow in a temporary copy of the project with the environment ready, and prints seconds
by the clock: the median of the whole runs, then each rule of the median run. Times come from what
Snakemake keeps of each job.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
COPIED = ("config", "resources", "workflow")


def run_once(cores: int) -> tuple[float, dict[str, list[float]]]:
    """Seconds of one run from nothing, and the seconds of each job by rule."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in COPIED:
            shutil.copytree(PROJECT / part, folder / part)
        for part in ("Snakefile", "environment.yml"):
            shutil.copy2(PROJECT / part, folder)
        (folder / "profiles").symlink_to("workflow/profiles")
        command = [sys.executable, "-m", "snakemake", "--cores", str(cores), "--quiet", "all"]
        start = time.perf_counter()
        subprocess.run(command, cwd=folder, check=True, stderr=subprocess.DEVNULL)
        return time.perf_counter() - start, seconds_by_rule(folder / ".snakemake" / "metadata")


def seconds_by_rule(metadata: Path) -> dict[str, list[float]]:
    """Seconds of each job by rule; a job with several outputs is counted once."""
    jobs = {}
    for file in metadata.rglob("*"):
        if file.is_file():
            kept = json.loads(file.read_text(encoding="utf-8"))
            jobs[kept["rule"], *kept["log"]] = kept["endtime"] - kept["starttime"]
    seconds = defaultdict(list)
    for (rule, *_), length in sorted(jobs.items()):
        seconds[rule].append(length)
    return seconds


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    runs = sorted((run_once(options.cores) for _ in range(options.runs)), key=lambda run: run[0])
    total, rules = runs[len(runs) // 2]
    print(f"whole run, {options.cores} cores: {total:.1f} s (median of {len(runs)})")
    print(f"{'rule':<24}{'jobs':>5}{'all, s':>9}{'longest, s':>12}")
    for rule, seconds in sorted(rules.items(), key=lambda item: -max(item[1])):
        print(f"{rule:<24}{len(seconds):>5}{sum(seconds):>9.1f}{max(seconds):>12.1f}")


if __name__ == "__main__":
    main()
