"""What Snakemake remembers is read as Snakemake writes it."""

import os
from pathlib import Path

import pytest
from snakemake.persistence.file import FilePersistence

from focusgroups.runmemory import (
    Made,
    files_below,
    is_locked,
    leftovers,
    made_files,
    place,
    records,
    run_logs,
)

HEADER = "output_file\tdate\trule\tlog-file(s)\tstatus\tplan\n"


def write(path: Path, text: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return Path(os.path.realpath(tmp_path))


def test_records_are_those_that_snakemake_makes(base: Path) -> None:
    memory = base / ".snakemake"
    kept = FilePersistence(path=memory)
    outside = f"/secure/our stüdy/{'x' * 250}/results/working/coding.csv"
    for name in ("results/private/turns/FGD1.csv", outside):
        kept._io_write(memory / "metadata", {"rule": "a"}, name)
    kept._io_write(memory / "incomplete", {}, "results/working/segments.csv")
    found = records(memory, base)
    assert sorted(map(str, found.values())) == sorted(
        [
            outside,
            f"{base}/results/private/turns/FGD1.csv",
            f"{base}/results/working/segments.csv",
        ]
    )
    assert all(record.is_file() for record in found)
    write(memory / "incomplete" / "migration_underway")
    assert records(memory, base) == found


def test_made_files_are_those_of_the_summary_that_exist(base: Path) -> None:
    for name in ("a.csv", "b.csv", "our stüdy/c.csv"):
        write(base / "results" / name)
    lines = [
        "results/a.csv\tMon\tcode_themes\tresults/logs/code_themes.log\tok\tno update",
        "results/b.csv\tMon\tcode_themes\t-\tparams changed\tupdate pending",
        f"{base}/results/our stüdy/c.csv\tMon\tall\t-\tok\tno update",
        "results/d.csv\t-\tcode_themes\t-\tmissing\tupdate pending",
    ]
    assert made_files(HEADER + "\n".join(lines), base) == Made(
        {base / "results/a.csv": "code_themes", base / "results/our stüdy/c.csv": "all"},
        frozenset({base / "results/b.csv"}),
    )


def test_a_lock_is_seen(base: Path) -> None:
    memory = base / ".snakemake"
    assert not is_locked(memory)
    kept = FilePersistence(path=memory)
    kept._write_locks("output", ["results/a.csv"])
    assert is_locked(memory)
    kept._delete_locks()
    assert not is_locked(memory)


def test_logs_of_other_studies_are_left_out(base: Path) -> None:
    config = write(base / "study" / "it's config.yaml")
    logs = base / ".snakemake" / "log"
    ours = [
        write(logs / "1.log", f"SNAKEMAKE\n  Config file(s): {[str(config)]}\n"),
        write(logs / "2.log", f"  Config file(s): {['study/it' + chr(39) + 's config.yaml']}\n"),
        write(logs / "3.log", "WorkflowError in file common.smk\n"),
        write(logs / "4.log", "  Config file(s): [what is this]\n"),
    ]
    write(logs / "5.log", "  Config file(s): ['/secure/other/config.yaml']\n")
    assert run_logs(base / ".snakemake", base, config) == ours


def test_leftovers_are_scripts_and_copies(base: Path) -> None:
    memory = base / ".snakemake"
    left = [memory / "scripts" / "tmp1.py", memory / "shadow" / "x" / "turns.csv"]
    for file in [*left, memory / "metadata" / "abc", memory / "focusgroups_origin"]:
        write(file)
    assert leftovers(memory) == left


def test_links_are_files_and_are_not_followed(base: Path) -> None:
    elsewhere = write(base / "elsewhere" / "turns.csv").parent
    folder = write(base / "folder" / "a.csv").parent
    (folder / "link").symlink_to(elsewhere)
    (folder / "b.csv").symlink_to(elsewhere / "turns.csv")
    assert list(files_below(folder)) == [folder / "a.csv", folder / "b.csv", folder / "link"]
    assert list(files_below(folder / "link")) == []
    assert list(files_below(base / "nowhere")) == []
    assert place(folder / "link" / "turns.csv") == elsewhere / "turns.csv"
    assert place(folder / "b.csv") == folder / "b.csv"
