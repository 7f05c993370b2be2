"""Say how many flagged words of a study wait for a decision, and where to write it.

make review STUDY=/secure/study

Without STUDY it is the demonstration study. Transcripts, sheets and decisions are taken as they are
now: the analysis runs as far as the redaction, which is done again only if something changed.
"""

import argparse
import sys

from focusgroups.errors import StudyError, raise_problems
from focusgroups.release.undecided import known_passages, undecided_lines
from focusgroups.study import Study, examine_study
from focusgroups.tables import read_table
from focusgroups.yamlfiles import read_yaml
from run_study import DEMONSTRATION, REPOSITORY, find_config, results_of, run_snakemake


def review_study(study: str, cores: str) -> int:
    """Bring the flags of ``study``, or of the demonstration, up to date and count them.

    Returns Snakemake's exit status.
    """
    config = find_config(study) if study else DEMONSTRATION
    base = config.parent if study else REPOSITORY
    results_of(config, base)  # says in a line what Snakemake would say at great length
    only_said_if_wrong = ["--quiet", "rules", "progress", "host", "reason"]
    status = run_snakemake(
        ["redact_transcripts", *only_said_if_wrong], config if study else None, cores
    )
    if status:
        return status
    examined, problems = examine_study(read_yaml(config, "config"), config.name, base, REPOSITORY)
    raise_problems(problems)
    print("\n".join(outcome(examined)))
    return status


def outcome(study: Study) -> list[str]:
    """What to say: the counts, what they hold up, and where to decide."""
    private = study.results / "private"
    review = {group: read_table(private / "review" / f"{group}.csv") for group in study.groups}
    if all(flags.empty for flags in review.values()):
        return ["Nothing waits for a decision."]
    if study.settings["release"]["requires_review"]:
        held_up = "Nothing is published while one of those in quotes is undecided."
    else:
        held_up = "release.requires_review is off: they hold nothing up."
    sheet = study.resources / study.sheets["redaction_decisions"].name
    return [
        "Flagged words that wait for a decision:",
        *undecided_lines(review, known_passages(study.results)),
        held_up,
        f"Each word with its places    {private / 'review_terms.csv'}",
        f"Each place in its turn       {private / 'review'}",
        f"Copy your decisions to       {sheet}",
    ]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cores", default="")
    parser.add_argument("study", nargs="?", default="")
    return parser.parse_args()


if __name__ == "__main__":
    given = _arguments()
    try:
        sys.exit(review_study(given.study, given.cores))
    except StudyError as error:
        sys.exit(str(error))
