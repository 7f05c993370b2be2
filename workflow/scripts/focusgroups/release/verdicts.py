"""What a check says: a verdict with counts and places, and a remedy, never content."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from focusgroups.errors import first_of

CHECK_COLUMNS = ("check", "status", "detail")
PASSED, FAILED, NOTE, NOT_REQUIRED = "pass", "fail", "note", "not required"
SEAL = "candidate_seal"
PLACES_SHOWN = 5

ADD_NAME = "Add the form to names on the sheet, or decide it on the sheet redaction_decisions"
DECIDE = "Decide the word on the sheet redaction_decisions: redact, or keep with words around"
REMEDIES = {
    "readable_files": "Delete the folder candidate/ and run again",
    "roster_names": ADD_NAME,
    "decided_terms": DECIDE,
    "participant_postcodes": DECIDE,
    "redacted_terms": DECIDE,
    "hidden_terms": f"See private/hidden_terms. {DECIDE}",
    "hidden_passages": (
        "It is a comment or deleted text of a transcript, which may not be printed: take the quote "
        "off the sheet quotes, or reword what the config or the codebook says"
    ),
    "structured_identifiers": DECIDE,
    "areas": (
        "A rank or the code of an area tells where somebody lives: take the column or the code out "
        "of the sheet, the config or the transcript that it came from, or delete the file"
    ),
    "person_ids": (
        "Published text may show [name] only: reword what the config or the codebook says, or "
        "report this to the maintainers"
    ),
    "withdrawn_people": "make purge removes what is left of them; then run again",
    "consent_to_quotes": "Take the quote off the sheet quotes",
    "quotes_are_segments": "Run again: the quotes were changed after they were chosen",
    "quote_approval": "Approve the quote, with its text_check, on the sheet quotes, or remove it",
    "speech_without_consent": (
        "Words in a row of somebody who withdrew or may not be quoted: take them out of the "
        "config, the codebook or the file that is named"
    ),
    "speech_without_approval": (
        "Words in a row of a passage that nobody approved: approve it on the sheet quotes, or take "
        "them out of the config, the codebook or the file that is named"
    ),
    "review_decided": (
        "Decide the words of private/review_terms.csv on the sheet redaction_decisions"
    ),
    "minimum_count": "Please report this to the maintainers: small counts should be withheld",
    "vanished_groups": "make purge removes their files; then run again",
}


@dataclass(frozen=True)
class Verdict:
    """The outcome of one check; ``detail`` holds counts and places, never content."""

    check: str
    status: str
    detail: str


def note(check: str, ids: Sequence[str], meaning: str) -> Verdict:
    """Something that the team should know and that stops nothing; ``ids`` are of segments."""
    shown = f": {first_of(ids, PLACES_SHOWN)}" if ids else ""
    return Verdict(check, NOTE if ids else PASSED, f"{len(ids)} {meaning}{shown}")


def listed_verdict(check: str, places: Sequence[str]) -> Verdict:
    """Passed without ``places``; otherwise failed, with how many, the first few, and the remedy."""
    if not places:
        return Verdict(check, PASSED, "0 places")
    shown = "; ".join(places[:PLACES_SHOWN])
    more = f"; and {len(places) - PLACES_SHOWN} more" if len(places) > PLACES_SHOWN else ""
    noun = "place" if len(places) == 1 else "places"
    return Verdict(check, FAILED, f"{len(places)} {noun}: {shown}{more}. {REMEDIES[check]}")


def candidate_seal(files: Iterable[Path]) -> str:
    """A hash of the content of ``files``, to tell whether one changed after it was checked."""
    seal = hashlib.sha256()
    for file in sorted(files):
        seal.update(hashlib.sha256(file.read_bytes()).digest())
    return seal.hexdigest()


def seal_candidate(files: Iterable[Path]) -> Verdict:
    """The seal of what was checked; publishing compares it with what it is about to publish."""
    return Verdict(SEAL, PASSED, candidate_seal(files))


def failed_checks(checks: pd.DataFrame, files: Iterable[Path]) -> list[str]:
    """One line per failed check of ``checks`` (CHECK_COLUMNS), and one if ``files`` changed."""
    failed = checks[checks["status"] == FAILED]
    lines = [f"check_release {row.check}: {row.detail}" for row in failed.itertuples()]
    if candidate_seal(files) not in set(checks.loc[checks["check"] == SEAL, "detail"]):
        lines.append("candidate/: changed after it was checked; delete the folder and run again")
    return lines
