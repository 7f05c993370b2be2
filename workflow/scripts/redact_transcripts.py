"""Replace what identifies somebody in the turns of all focus groups, one group after another."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from focusgroups.identifiers.hiddenforms import hidden_names
from focusgroups.identifiers.hiddenmentions import everyday_words
from focusgroups.identifiers.redaction import (
    REDACTION_COLUMNS,
    REVIEW_COLUMNS,
    WORKING_TURN_COLUMNS,
    redact_group,
)
from focusgroups.identifiers.reviewterms import REVIEW_TERM_COLUMNS, Flag, review_terms
from focusgroups.identifiers.roster import build_roster
from focusgroups.identifiers.terms import terms_in_table
from focusgroups.identifiers.words import words
from focusgroups.logs import logged
from focusgroups.sheets import optional_sheet, read_rows
from focusgroups.speakers import PARTICIPANT
from focusgroups.tables import read_table, write_table
from focusgroups.trail.places import TRAIL_COLUMNS, trail_of

if TYPE_CHECKING:
    from snakemake.script import snakemake


def redact_transcripts(
    turns: Sequence[Path],
    identifiers: Sequence[Path],
    hidden_terms: Sequence[Path],
    participants: Path,
    staff: Path | None,
    decisions: Path | None,
    transcripts: Sequence[str],
    working_turns: Sequence[Path],
    trail: Sequence[Path],
    redactions: Sequence[Path],
    review: Sequence[Path],
    terms_to_review: Path,
) -> Iterator[str]:
    """Write four tables for each group and one for all; yield what the log may say of them.

    All sequences hold one file per group, in the same order; of ``transcripts`` only the names.
    """
    roster = build_roster(read_rows("participants", participants), read_rows("staff", staff))
    decided = read_rows("redaction_decisions", decisions)
    terms = [term for path in hidden_terms for term in terms_in_table(read_table(path))]
    talk = (text for path in turns for text in read_table(path)["text"]) if terms else ()
    everyday = everyday_words(word for text in talk for word in words(text))
    hidden = replace(hidden_names(terms), everyday=everyday)
    flags: list[Flag] = []
    by_participants: set[str] = set()
    per_group = (turns, identifiers, transcripts, working_turns, trail, redactions, review)
    for files in zip(*per_group, strict=True):
        spoken, found, transcript, working_file, trail_file, redactions_file, review_file = files
        group = spoken.stem
        told = read_table(spoken)
        redacted = redact_group(
            group,
            told,
            read_table(found, integers=("start", "end"), floats=("score",)),
            roster,
            decided,
            hidden,
        )
        write_table(redacted.turns, working_file, WORKING_TURN_COLUMNS)
        places = trail_of(group, transcript, told, redacted.redactions)
        write_table(places, trail_file, TRAIL_COLUMNS)
        write_table(redacted.redactions, redactions_file, REDACTION_COLUMNS)
        write_table(redacted.review, review_file, REVIEW_COLUMNS)
        flags += redacted.review.assign(focus_group=group).to_dict("records")
        is_participants = redacted.turns["role"] == PARTICIPANT
        by_participants.update(redacted.turns.loc[is_participants, "turn_id"])
        yield f"{group}: {len(redacted.redactions)} replaced, {len(redacted.review)} to review"
    waiting = review_terms(flags, by_participants)
    # With the mark by which Excel knows UTF-8: people open this file there.
    write_table(waiting, terms_to_review, REVIEW_TERM_COLUMNS, encoding="utf-8-sig")
    yield f"all groups: terms to review: {len(waiting)}"


if __name__ == "__main__":
    with logged(snakemake.log[0]) as log:
        for line in redact_transcripts(
            turns=[Path(file) for file in snakemake.input.turns],
            identifiers=[Path(file) for file in snakemake.input.identifiers],
            hidden_terms=[Path(file) for file in snakemake.input.hidden_terms],
            participants=Path(snakemake.input.participants),
            staff=optional_sheet(snakemake.input.staff),
            decisions=optional_sheet(snakemake.input.decisions),
            transcripts=snakemake.params.transcripts,
            working_turns=[Path(file) for file in snakemake.output.turns],
            trail=[Path(file) for file in snakemake.output.trail],
            redactions=[Path(file) for file in snakemake.output.redactions],
            review=[Path(file) for file in snakemake.output.review],
            terms_to_review=Path(snakemake.output.terms_to_review),
        ):
            log.info(line)
