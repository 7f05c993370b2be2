"""Remove what earlier runs left of people who have withdrawn and of groups without a transcript.

make purge STUDY=/secure/study

Without STUDY it is the demonstration study. What the study as it is now has made stays; outside of
its results nothing goes but what Snakemake remembers of them.
"""

import argparse
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from focusgroups.errors import StudyError, first_of, raise_problems
from focusgroups.logs import unexpected
from focusgroups.purging import (
    FOLDERS,
    Found,
    Removed,
    counted,
    outdated_records,
    remove_files,
    sort_results,
)
from focusgroups.runmemory import (
    LEFTOVERS,
    LOGS,
    RECORDS,
    Made,
    files_below,
    is_locked,
    leftovers,
    made_files,
    place,
    records,
    run_logs,
)
from focusgroups.study import Study, examine_study
from focusgroups.study_checks import GROUP_PATTERN
from focusgroups.withdrawal import Trace, look_into, withdrawn_words
from focusgroups.yamlfiles import read_yaml
from run_study import DEMONSTRATION, REPOSITORY, find_config

MEMORY = (REPOSITORY / ".snakemake").resolve()
MEMORY_FOLDERS = (*RECORDS, LOGS, *LEFTOVERS)
MOST_GROUPS = 20

PUBLIC = "reference"  # the folder of what is made from published files, without a word of the study
BY_HAND = """\
Not touched, and yours to remove where it is not done:
    their words in the transcripts and recordings that you keep
    rows of quotes, codings and decisions that are about their words (make check lists them)
    on the sheet participants all of a withdrawn person's row but id, group, labels, names and
        consent: these stay, so that others' mentions of the person stay redacted
    backups, the recycle bin, earlier versions that Word or a cloud keeps, e-mails, prints"""


@dataclass(frozen=True)
class Purged:
    """What was removed of ``results`` and of Snakemake's ``memory``, and what was ``found`` there.

    ``distrusted`` says that words of somebody withdrawn stood in what counted as up to date;
    ``telling`` are files that no run made and that hold such words, ``closed`` files that could not
    be looked into.
    """

    results: Removed
    memory: Removed
    found: Found
    distrusted: bool
    telling: list[Path]
    closed: list[Path]


def purge_study(study: str) -> int:
    """Purge ``study``, or the demonstration if it is empty, and say what was removed.

    Returns 1 when something is left that a person must remove, else 0. Raises StudyError, and
    removes nothing, when something is wrong with the study or an analysis is on its way.
    """
    given = find_config(study) if study else None
    config = given or DEMONSTRATION
    content = read_yaml(config, "config")  # what Snakemake would say of it at great length
    if is_locked(MEMORY):
        raise StudyError(
            ".snakemake: an analysis is running, or one was killed; wait for its end, or write "
            "snakemake --unlock, then purge again"
        )
    summary = _summary(given)
    base = given.parent if given else REPOSITORY
    examined, problems = examine_study(content, config.name, base, REPOSITORY)
    raise_problems(problems)
    vanished, trace = examined.vanished_groups(), withdrawn_words(examined)
    if examined.reference_problems and not vanished and not trace.people:
        # All that hangs on an official file would count as outdated.
        raise StudyError(*examined.reference_problems, "Nothing was removed.")
    purged = _purge(examined, config, given, summary, trace)
    left = list(_left(examined, purged, trace))
    lacking = [f"{line} (what depends on it was removed)" for line in examined.reference_problems]
    print("\n".join([*_said(examined, purged, vanished, trace), *lacking, *left]))
    if vanished or trace.people:
        print(BY_HAND)
    return int(bool(left))


def _summary(config: Path | None) -> str:
    """What Snakemake would do with each file. Raises StudyError with what it says is wrong."""
    command = [sys.executable, "-m", "snakemake", "--summary"]
    command += ["--configfile", str(config)] if config else []
    before = set(files_below(MEMORY / LOGS))
    told = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    # To be asked is no run: the log of it would be found by the next purge.
    remove_files(sorted({*files_below(MEMORY / LOGS)} - before), MEMORY)
    if told.returncode:
        raise StudyError(told.stderr.strip(), "Nothing was removed.")
    return told.stdout


def _purge(study: Study, config: Path, given: Path | None, summary: str, trace: Trace) -> Purged:
    """Remove what is outdated.

    Groups that vanished come first: with their files there, a release that was refused for them
    would count as up to date.
    """
    results = _results(study)
    vanished = {place(file) for file in study.vanished_files()}
    first = remove_files((file for file in vanished if file.is_relative_to(results)), results)
    if first.files:
        summary = _summary(given)
    made = made_files(summary, REPOSITORY)
    recorded = set(records(MEMORY, REPOSITORY).values())
    protected = [place(path) for path in (study.resources, study.codebook, config)]
    found = sort_results(results, made, recorded, vanished, protected)
    own = [file for file in found.current if file.parent.name != PUBLIC]
    looked_at = [*own, *found.others] if trace.people else []
    looked = look_into(trace.passages, looked_at)
    distrusted = not set(found.current).isdisjoint(looked.telling)
    if distrusted:
        # Snakemake's memory is wrong of something, so it may be wrong of anything.
        nothing = Made({}, made.outdated | set(made.current))
        found = sort_results(results, nothing, recorded, vanished, protected)
    removed = remove_files(found.leftover, results)
    outdated = outdated_records(records(MEMORY, REPOSITORY), results)
    outdated += [*run_logs(MEMORY, REPOSITORY, config), *leftovers(MEMORY)]
    return Purged(
        Removed(first.files + removed.files, removed.stuck),
        remove_files(outdated, MEMORY),
        found,
        distrusted,
        [file for file in looked.telling if file in found.others],
        [file for file in looked.closed if file in found.current or file in found.others],
    )


def _results(study: Study) -> Path:
    """The folder of results as it really lies on disk."""
    return place(study.results / "any").parent


def _said(study: Study, purged: Purged, vanished: list[str], trace: Trace) -> Iterator[str]:
    """What was removed, and what is known of the rest."""
    results = _results(study)
    looked = len(purged.found.current) + len(purged.found.others) - len(purged.closed)
    ids = [group for group in vanished if GROUP_PATTERN.fullmatch(group)]
    if ids:
        yield f"Focus groups without a transcript: {first_of(ids, MOST_GROUPS)}"
    if purged.results.files:
        yield f"Removed results: {counted(purged.results.files, results, FOLDERS)}"
    if purged.memory.files:
        what = counted(purged.memory.files, MEMORY, MEMORY_FOLDERS)
        yield f"Removed from what Snakemake remembers: {what}"
    if not purged.results.files and not purged.memory.files:
        yield "Nothing to remove: whatever is there, the study as it is now has made"
    if purged.distrusted:
        yield (
            "Words of people who have withdrawn stood in results that counted as up to date, so "
            "all results were removed"
        )
    elif trace.people and not trace.unread and not purged.telling:
        yield (
            f"Withdrawn on the sheet participants: {trace.people}; none of their words are in the "
            f"{looked} files that are left and could be looked into"
        )
    known = {*purged.telling, *purged.closed}
    unknown = [file for file in purged.found.others if file not in known]
    if unknown:
        yield (
            f"{results.name}/: {counted(unknown, results, FOLDERS)}: files that no run made and "
            "that stay; look whether they are copies of what had to go"
        )
    if any(file.suffix != ".log" for file in purged.results.files):
        yield "The next run makes anew what is missing"


def _left(study: Study, purged: Purged, trace: Trace) -> Iterator[str]:
    """A line for each kind of thing that a person must see to."""
    results = _results(study)
    stuck = purged.results.stuck
    if stuck:
        yield (
            f"{results.name}/: {counted(stuck, results, FOLDERS)} cannot be removed; close them, "
            "or ask whoever may delete them, then purge again"
        )
    if purged.memory.stuck:
        yield ".snakemake: not all of it can be removed; ask whoever ran the analysis before"
    if purged.found.beyond:
        yield (
            f"{results.name}/: {len(purged.found.beyond)} files lie behind a link to another "
            "folder, which is not followed; delete them there"
        )
    if purged.telling:
        yield (
            f"{results.name}/: {counted(purged.telling, results, FOLDERS)}: files that no run "
            "made, with words of people who have withdrawn; delete them yourself"
        )
    if purged.closed:
        yield (
            f"{results.name}/: {counted(purged.closed, results, FOLDERS)}: files that cannot be "
            "looked into for words of people who have withdrawn; open them, then delete them or "
            "move them out of the results"
        )
    for name in trace.unread:
        yield f"{name}: cannot be read, so no words in it are looked for; make check says why"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("study", nargs="?", default="")
    return parser.parse_args()


if __name__ == "__main__":
    try:
        sys.exit(purge_study(_arguments().study))
    except StudyError as error:
        sys.exit(str(error))
    except Exception as error:  # its message may quote what somebody said
        sys.exit(unexpected(error))
