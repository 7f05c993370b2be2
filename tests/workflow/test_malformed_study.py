"""A study in which most transcripts cannot be read: the others are, and nothing else happens."""

import csv
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from malformed import MARK, cases

GOOD = {"FGD1": "FGD1.docx", "FGD3": "FGD3.txt"}
ODD = "docx: names that lead out"
BAD = [
    "docx: truncated in the middle",
    "docx: wrong checksum",
    "docx: billion laughs",
    "docx: unpacks to four gigabytes and says one kilobyte",
    "docx: old Word or a password",
    "odt: encrypted odt",
    "odt: docx named odt",
    "txt: zero bytes",
    "txt: line of fifty megabytes",
    "txt: labels of nobody",
    "vtt: a voice that is not closed",
    "srt: no times",
    "rtf: truncated",
    "csv: a mark that never closes",
]
CONFIG = "resources: resources\nresults: results\ncodebook: codebook.yaml\nsynthetic: false\n"


def write_study(folder: Path, repository: Path) -> list[str]:
    """A study of one's own with good, odd and bad groups; returns the bad ones' file names."""
    transcripts = folder / "resources" / "transcripts"
    transcripts.mkdir(parents=True)
    for file in GOOD.values():
        shutil.copy2(repository / "resources" / "transcripts" / file, transcripts)
    made = dict(cases())
    files = [
        f"{group}.{made[case].ending}"
        for group, case in [("Odd", ODD), *((f"Bad-{n}", case) for n, case in enumerate(BAD, 1))]
    ]
    for file, case in zip(files, [ODD, *BAD], strict=True):
        (transcripts / file).write_bytes(made[case].make())
    # Neither is a file, so neither is a transcript.
    (transcripts / "FGD98.docx").mkdir()
    os.mkfifo(transcripts / "FGD99.txt")
    groups = [*GOOD, *(Path(file).stem for file in files)]
    write_sheets(folder / "resources", repository / "resources", groups)
    shutil.copy2(repository / "config" / "codebook.yaml", folder)
    (folder / "config.yaml").write_text(CONFIG, encoding="utf-8")
    return files[1:]


def write_sheets(folder: Path, demonstration: Path, groups: Sequence[str]) -> None:
    """The demonstration's people for its groups, and two people for each other group."""
    with (demonstration / "participants.csv").open(encoding="utf-8", newline="") as sheet:
        people = [row for row in csv.DictReader(sheet) if row["focus_group"] in GOOD]
    labels = [(group, label) for group in groups if group not in GOOD for label in ("Gwen", "SU2")]
    people += [
        {"participant_id": f"Q{n}", "focus_group": group, "speaker_labels": label, "consent": "yes"}
        for n, (group, label) in enumerate(labels, 1)
    ]
    with (demonstration / "staff.csv").open(encoding="utf-8", newline="") as sheet:
        staff = [row | {"focus_groups": ";".join(GOOD)} for row in csv.DictReader(sheet)]
    for name, rows in (("participants", people), ("staff", staff)):
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as sheet:
            writer = csv.DictWriter(sheet, list(rows[0]), restval="")
            writer.writeheader()
            writer.writerows(rows)


def listing(folder: Path) -> dict[str, tuple[int, int]]:
    """Size and date of all in ``folder`` but the results and what Snakemake and Python keep."""
    kept = {".snakemake", "__pycache__", "results"}
    return {
        str(path.relative_to(folder)): (path.lstat().st_size, path.lstat().st_mtime_ns)
        for path in folder.rglob("*")
        if not kept & set(path.relative_to(folder).parts) and not path.is_dir()
    }


def test_bad_transcripts_cost_no_other_group_its_turns_and_write_nothing(
    fresh, repository: Path, tmp_path: Path
) -> None:
    bad = write_study(tmp_path / "study", repository)
    before, beside = listing(tmp_path), set(tmp_path.parent.iterdir())
    outcome = fresh.snakemake("--configfile", str(tmp_path / "study" / "config.yaml"))
    said = outcome.stdout + outcome.stderr
    assert outcome.returncode != 0 and "Nothing is released" in said
    assert listing(tmp_path) == before
    assert set(tmp_path.parent.iterdir()) - {fresh.sockets} == beside
    assert not Path("/escaped.txt").exists()
    assert not (fresh.folder / "results").exists()

    results = tmp_path / "study" / "results"
    turns = {file.stem for file in (results / "private" / "turns").iterdir()}
    assert turns == {*GOOD, "Odd"}
    assert not (results / "release").exists() and not (results / "working" / "turns").exists()
    for name in bad:
        log = results / "logs" / "parse_transcript" / f"{Path(name).stem}.log"
        (line,) = log.read_text("utf-8").splitlines()
        assert line.startswith(f"ERROR {name}")
        assert line.removeprefix("ERROR ") in said
    logs = "".join(file.read_text("utf-8") for file in (results / "logs").rglob("*.log"))
    assert MARK not in said + logs
