"""Where a study's results were made, so that nobody takes them for up to date elsewhere.

Snakemake notices a changed setting, or somebody who has withdrawn, by what it remembers of earlier
runs, file by file and by their paths. In a copied or renamed study, or after its memory has been
cleared, it would say that there is nothing to do.
"""

import hashlib
import secrets
from pathlib import Path

from focusgroups.files import replacing

MEMORY, RESULTS = "focusgroups_origin", "private/origin"


def foreign_results(results: Path, memory: Path) -> list[str]:
    """A problem when the turns in ``results`` were made elsewhere; else nothing.

    ``memory`` is the folder in which Snakemake keeps what it knows of earlier runs.
    """
    origin = _origin(results, _read(memory / MEMORY))
    if not (results / "private" / "turns").is_dir() or origin == _read(results / RESULTS) != "":
        return []
    return [
        f"{results.name}/: made in another place, or before this project's memory of runs was "
        "cleared, so changes would go unnoticed; delete the folder or move it away, and run again"
    ]


def keep_origin(results: Path, memory: Path) -> None:
    """Write down that ``results`` are made here."""
    if not _read(memory / MEMORY):
        with replacing(memory / MEMORY) as path:
            path.write_text(secrets.token_hex(16), encoding="utf-8")
    origin = _origin(results, _read(memory / MEMORY))
    if _read(results / RESULTS) != origin:
        with replacing(results / RESULTS) as path:
            path.write_text(origin, encoding="utf-8")


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _origin(results: Path, memory: str) -> str:
    return hashlib.sha256(f"{memory}\n{results}".encode()).hexdigest() if memory else ""
