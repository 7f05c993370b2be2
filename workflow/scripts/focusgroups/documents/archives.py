"""Zip archives that are the same bytes whenever their contents are the same."""

import zipfile
from pathlib import Path

EARLIEST = (1980, 1, 1, 0, 0, 0)  # zip knows no earlier date
PERMISSIONS = 0o600 << 16  # zipfile puts the same in place of none
FIRST = ("mimetype", "[Content_Types].xml")  # readers look for these at the start of a document


def rewrite(archive: Path, date: str | None) -> None:
    """Write ``archive`` again with its parts in a fixed order, all dated ``date`` (ISO) or 1980.

    Nothing else about where, when and by whom the archive was made stays in it: no system, no
    comments, and of each part only the same permissions.
    """
    with zipfile.ZipFile(archive) as source:
        parts = {name: source.read(name) for name in source.namelist() if not name.endswith("/")}
    write(archive, parts, date)


def write(archive: Path, parts: dict[str, bytes], date: str | None) -> None:
    """Write ``parts`` (name to content) to ``archive``, as `rewrite` does."""
    moment = _midnight(date)
    with zipfile.ZipFile(archive, "w") as target:
        for name in sorted(parts, key=_place):
            entry = zipfile.ZipInfo(name, moment)
            entry.create_system = 0
            entry.external_attr = PERMISSIONS
            # A document's mimetype must stand at a fixed place, uncompressed.
            stored = name == "mimetype"
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            target.writestr(entry, parts[name], compresslevel=9)


def _place(name: str) -> tuple[int, str]:
    return (FIRST.index(name) if name in FIRST else len(FIRST), name)


def _midnight(date: str | None) -> tuple[int, int, int, int, int, int]:
    if date is None:
        return EARLIEST
    year, month, day = (int(part) for part in date.split("-"))
    return max((year, month, day, 0, 0, 0), EARLIEST)
