"""Running the workflow as a user does, in a copy of the project."""

import fcntl
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from focusgroups.deprivation.editions import EDITIONS
from reference_files import (
    PUBLISHED_RANKS,
    directory_of,
    published_rows,
    ranks_of_invented_editions,
    write_indices,
    write_lookup,
)

COPIED = ("Snakefile", "config", "resources", "workflow", "profiles", "environment.yml")
ROOMS = ("working", "candidate", "release")
OFFLINE = Path(__file__).resolve().parents[1] / "offline"


@dataclass(frozen=True)
class Plan:
    """What a run would do: the rules, and the focus groups with a job of their own."""

    rules: set[str]
    groups: set[str]


@dataclass(frozen=True)
class Project:
    """A copy of the project in which a test may change what it likes."""

    folder: Path

    @property
    def sockets(self) -> Path:
        """A line for every script that was watched, and for every attempt to open a socket."""
        # Not beside the project: tests look at all that a run writes there.
        return self.folder.parents[1] / f"{self.folder.parent.name}-sockets.txt"

    def snakemake(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run snakemake there; never raises, whatever the outcome. No script may open a socket."""
        binaries = Path(sys.executable).parent
        return subprocess.run(
            [sys.executable, "-m", "snakemake", "--cores", "2", *arguments],
            cwd=self.folder,
            env={
                **os.environ,
                "PATH": f"{binaries}:{os.environ['PATH']}",
                "TERM": "dumb",
                "PYTHONPATH": str(OFFLINE),
                "FOCUSGROUPS_SOCKETS": str(self.sockets),
            },
            capture_output=True,
            text=True,
            check=False,
        )

    def run(self, *arguments: str) -> str:
        """Run snakemake to a good end and return all that it said."""
        outcome = self.snakemake(*arguments)
        said = outcome.stdout + outcome.stderr
        assert outcome.returncode == 0, said[-4000:]
        return said

    def planned(self, *arguments: str) -> Plan:
        """What a run would do."""
        said = self.run("--dry-run", *arguments)
        table = said.partition("Job stats:")[2].partition("total")[0]
        messages = " ".join(re.findall(r"^Job \d+: (.*)$", said, flags=re.MULTILINE))
        return Plan(
            rules=set(re.findall(r"^([a-z_]+) +\d+$", table, flags=re.MULTILINE)) - {"job"},
            groups=set(re.findall(r"\bFGD\d+\b", messages)),
        )

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace text that must stand in a file exactly once."""
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{name}: {text.count(old)} times"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def contents(self) -> dict[str, bytes]:
        """Every file of the rooms that must come out the same each time."""
        results = self.folder / "results"
        return {
            str(file.relative_to(results)): file.read_bytes()
            for room in ROOMS
            for file in sorted((results / room).rglob("*"))
            if file.is_file()
        }

    def copy(self, folder: Path) -> "Project":
        """The project with its results and Snakemake's memory, dates included."""
        shutil.copytree(self.folder, folder, symlinks=True)
        return Project(folder)


def new_project(repository: Path, folder: Path) -> Project:
    """A copy of the project as a fresh clone has it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in COPIED:
        source = repository / name
        if source.is_dir() and not source.is_symlink():
            unwanted = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source, folder / name, ignore=unwanted)
        else:
            shutil.copy2(source, folder / name, follow_symlinks=False)
    return Project(folder)


def made_once(
    name: str, factory: pytest.TempPathFactory, make: Callable[[Path], Project]
) -> Project:
    """The project that ``make`` lays out and runs, shared by all processes of this test session.

    Whoever comes first makes it; the others wait. Where that fails, the next one tries anew.
    """
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # until it is closed, however this process ends
        if not (folder / "made").exists():
            shutil.rmtree(folder / "project", ignore_errors=True)
            make(folder / "project")
            (folder / "made").touch()
    return Project(folder / "project")


@pytest.fixture(scope="session")
def finished(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The demonstration study, analysed once; tests must not change it, nor run anything there."""

    def make(folder: Path) -> Project:
        project = new_project(repository, folder)
        project.run()
        return project

    return made_once("finished", tmp_path_factory, make)


@pytest.fixture(scope="session")
def official(finished: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The demonstration with official files for two editions, analysed once, not to be changed."""

    def make(folder: Path) -> Project:
        return with_official_files(finished, folder)

    return made_once("official", tmp_path_factory, make)


def with_official_files(finished: Project, copy: Path) -> Project:
    """The analysed demonstration, analysed again with official files for two editions."""
    project = finished.copy(copy)
    folder = project.folder / "resources" / "deprivation"
    for year in EDITIONS:
        write_indices(folder / f"indices of {year}.csv", published_rows(year))
    people = project.folder / "resources" / "participants.csv"
    write_lookup(folder / "directory.zip", "onspd_2025", directory_of(people))
    (project.folder / PUBLISHED_RANKS).write_text(ranks_of_invented_editions(), encoding="utf-8")
    project.edit("config/config.yaml", "source: embedded", "source: official")
    project.edit("config/config.yaml", "editions: [2019]", "editions: [2019, 2025]")
    project.run()
    return project


@pytest.fixture
def project(finished: Project, tmp_path: Path) -> Iterator[Project]:
    """The analysed demonstration study, in a copy that the test may change."""
    yield finished.copy(tmp_path / "project")


@pytest.fixture
def fresh(repository: Path, tmp_path: Path) -> Project:
    """The demonstration study before any run."""
    return new_project(repository, tmp_path / "project")
