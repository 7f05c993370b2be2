# What every other file of rules needs: the checked study, its rooms, and the code that a rule runs.

import os
import sys
from pathlib import Path

REPOSITORY = Path(os.path.relpath(workflow.basedir))
sys.path.insert(0, str(REPOSITORY / "workflow" / "scripts"))

from focusgroups.errors import StudyError
from focusgroups.files import close_to_others, remove_folder, remove_unfinished
from focusgroups.origin import foreign_results, keep_origin
from focusgroups.release.titles import category, is_shown, labels
from focusgroups.sources import code_of
from focusgroups.study import examine_settings, examine_study
from focusgroups.study_checks import GROUP_PATTERN
from focusgroups.uncopied import uncopied_codings, uncopied_decisions, uncopied_quotes

# A study has one config file, and its folder is where relative paths start. Two would be merged, and
# one study's rules would slip into another.
if len(workflow.overwrite_configfiles) > 1:
    raise WorkflowError(
        "--configfile: more than one file given; a study has one config.yaml"
    )
CONFIG_FILE = [REPOSITORY / "config" / "config.yaml", *workflow.overwrite_configfiles][
    -1
]
CONFIG_BASE = CONFIG_FILE.parent if workflow.overwrite_configfiles else REPOSITORY

# What Snakemake remembers of earlier runs.
MEMORY = Path(".snakemake")

# Official files may be fetched before anything but the config is filled in: then nothing else of
# the study counts. Snakemake tells its targets too late for this; `onstart` compares.
FETCHES = "fetch_reference" in sys.argv

examine = examine_settings if FETCHES else examine_study
STUDY, PROBLEMS = examine(config, CONFIG_FILE.name, CONFIG_BASE, REPOSITORY)
if not FETCHES and not STUDY.settings.get("synthetic"):
    PROBLEMS += foreign_results(STUDY.results, MEMORY)
if not FETCHES and "results" in STUDY.settings:
    PROBLEMS += uncopied_decisions(
        STUDY.results, STUDY.sheets["redaction_decisions"].rows
    )
    PROBLEMS += uncopied_codings(STUDY.results, STUDY.codings())
    PROBLEMS += uncopied_quotes(STUDY.results, STUDY.sheets["quotes"].rows)
# What make purge and make review ask for needs no official file.
if not {"--summary", "redact_transcripts"} & {*sys.argv}:
    PROBLEMS += STUDY.reference_problems
if FETCHES and PROBLEMS:
    raise WorkflowError(*PROBLEMS)
if PROBLEMS:
    # Nothing can run now. So what is wrong with the transcripts is said at once, too, and not only
    # when they are reached.
    from focusgroups.inspection import inspect_study

    raise WorkflowError(*inspect_study(STUDY, PROBLEMS).lines)

SETTINGS = STUDY.settings
DEMONSTRATION = {f"FGD{number}" for number in range(1, 7)}
GROUPS = STUDY.groups
VANISHED_GROUPS = [] if FETCHES else STUDY.vanished_groups()


pathvars:
    resources=str(STUDY.resources),
    codebook=str(STUDY.codebook),
    private=str(STUDY.results / "private"),
    working=str(STUDY.results / "working"),
    candidate=str(STUDY.results / "candidate"),
    release=str(STUDY.results / "release"),
    logs=str(STUDY.results / "logs"),


wildcard_constraints:
    group=GROUP_PATTERN.pattern,


def sheet(name):
    """The file of a sheet that every study needs, be it a workbook or CSV."""
    return str(STUDY.resources / STUDY.sheets[name].name)


def sheets(*names):
    """The files of those of the named sheets that the study has."""
    return STUDY.sheet_files(*names)


def codings(names):
    """The files of those codings, given so that `snakemake --report` does not name the coders."""
    return lambda wildcards: sheets(*names)


def library(script):
    """The library modules and data files behind a script: editing one reruns the rule."""
    return [os.path.relpath(path) for path in code_of(script)]


def only_checks():
    """Whether this run reads or fetches inputs and no more, so that results stay as they are."""
    targets = set(workflow.dag_settings.targets)
    return bool(targets) and targets <= {"check_inputs", "fetch_reference"}


def released(file):
    """A released file with its caption in `snakemake --report`; of a figure drawing and numbers.

    That report shows what was released and nothing else, in the order of the paper.
    """
    if not is_shown(file):
        return f"<release>/{file}"
    return report(
        f"<release>/{file}",
        caption=f"../report/{Path(file).stem}.rst",
        category=category(file),
        labels=labels(file),
    )


if VANISHED_GROUPS:
    logger.warning(
        "Results of focus groups without a transcript lie in the results folder: "
        f"{', '.join(VANISHED_GROUPS)}. Nothing is released until make purge has removed them."
    )
if SETTINGS["synthetic"] and set(GROUPS) - DEMONSTRATION:
    logger.warning(
        "resources/ has groups that are not the demonstration's. Here everything counts as invented, "
        "and the safety rules are off: real talk belongs in a study of its own (make study)."
    )
if STUDY.switched_off():
    logger.warning(
        f"{CONFIG_FILE.name}: {', '.join(STUDY.switched_off())} switched off for real talk; leave them "
        "at auto unless your data-protection officer agrees"
    )
if STUDY.unserved_postcodes():
    logger.warning(
        f"{CONFIG_FILE.name} deprivation.source: embedded knows the demonstration's postcodes only, and "
        f"{STUDY.unserved_postcodes()} people have another; write official, see config/README.md"
    )
if not FETCHES and STUDY.has_example_codebook(REPOSITORY):
    logger.warning(
        f"{STUDY.codebook.name}: still has the themes of the demonstration study; replace them by "
        "your own before you rely on any result"
    )
