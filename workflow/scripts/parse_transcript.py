"""Read one transcript, give every turn its speaker, and keep what the file hides."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from focusgroups.logs import logged
from focusgroups.sheets import optional_sheet, read_rows
from focusgroups.speakers import people_of_group
from focusgroups.tables import write_table
from focusgroups.transcripts import read_transcript
from focusgroups.transcripts.hidden.kinds import HIDDEN_COLUMNS, warnings_of
from focusgroups.transcripts.hidden.reading import read_hidden
from focusgroups.transcripts.hidden.withdrawn import names_alone
from focusgroups.transcripts.turns import TURN_COLUMNS, attribute_turns

if TYPE_CHECKING:
    from snakemake.script import snakemake


def parse_transcript(
    transcript: Path,
    participants: Path,
    staff: Path | None,
    conventions: Mapping[str, str],
    turns: Path,
) -> tuple[str, list[str]]:
    """Write ``turns``; return what the log may say of it, and warnings."""
    group = transcript.stem
    people = people_of_group(
        group, read_rows("participants", participants), read_rows("staff", staff)
    )
    passages = read_transcript(transcript)
    told = attribute_turns(passages, transcript.name, group, people, conventions)
    write_table(told.turns, turns, TURN_COLUMNS)
    return f"{group}: {len(passages)} passages, {len(told.turns)} turns", told.doubts


def keep_hidden(transcript: Path, participants: Path, hidden: Path) -> list[str]:
    """Write ``hidden``, what the file holds and does not show; return warnings for the log.

    Where somebody of the group has withdrawn, only what cannot be words of theirs.
    """
    group = transcript.stem
    found = read_hidden(transcript)
    people = people_of_group(group, read_rows("participants", participants), [])
    kept = names_alone(found) if any(person.withdrawn for person in people) else found
    rows = [(group, piece.kind, piece.text) for piece in kept]
    write_table(pd.DataFrame(rows, columns=list(HIDDEN_COLUMNS)), hidden, HIDDEN_COLUMNS)
    return warnings_of(found, transcript.name, group)


if __name__ == "__main__":
    with logged(snakemake.log[0]) as log:
        said, doubts = parse_transcript(
            transcript=Path(snakemake.input.transcript),
            participants=Path(snakemake.input.participants),
            staff=optional_sheet(snakemake.input.staff),
            conventions=snakemake.params.conventions,
            turns=Path(snakemake.output.turns),
        )
        leaks = keep_hidden(
            transcript=Path(snakemake.input.transcript),
            participants=Path(snakemake.input.participants),
            hidden=Path(snakemake.output.hidden),
        )
        log.info("%s", said)
        for warning in doubts + leaks:
            log.warning("%s", warning)
