"""The tables of the methods: reference files, parameters, software."""

from collections.abc import Mapping, Sequence
from typing import Any

from focusgroups.config import read_schema
from focusgroups.documents import wording
from focusgroups.documents.findings import ReferenceFile
from focusgroups.documents.outline import APPENDED, Row, Table

PARAMETERS, VERSIONS, REFERENCE = "parameters", "versions", "reference_files"
HOLDS = {"postcodes": "Areas of postcodes", "indices": "Ranks of areas"}
HASH_DIGITS = 12


def reference_table(files: Sequence[ReferenceFile]) -> Table:
    """The files in which postcodes were looked up, each with the beginning of its hash."""
    return Table(
        REFERENCE,
        "Reference files on deprivation",
        ("Edition", "Holds", "File", f"SHA-256, first {HASH_DIGITS} digits", "Rows"),
        tuple(
            Row(
                (
                    file.edition,
                    HOLDS[file.holds],
                    file.file,
                    file.sha256[:HASH_DIGITS],
                    wording.digits(file.rows),
                )
            )
            for file in files
        ),
        " ".join(f"{note}." for note in dict.fromkeys(f.note for f in files) if note),
        prose=(1, 2, 3),
        series=APPENDED,
    )


def parameter_table(parameters: Mapping[str, Mapping[str, Any]]) -> Table:
    """Values as they were used, with the meanings that the config's schema gives."""
    schema = read_schema("config")
    rows = []
    for section, values in parameters.items():
        rules = schema["properties"][section]["properties"]
        for key, value in values.items():
            meaning = " ".join(rules[key].get("description", "").split())
            rows.append(Row((f"{section}.{key}", _written(value), meaning)))
    return Table(
        PARAMETERS,
        "Parameters of the analysis",
        ("Key in the config", "Value", "Meaning"),
        tuple(rows),
        prose=(1, 2),
        series=APPENDED,
    )


def version_table(versions: Mapping[str, str]) -> Table:
    """Software by name."""
    return Table(
        VERSIONS,
        "Software",
        ("Software", "Version"),
        tuple(Row((name, version)) for name, version in versions.items()),
        "All other packages are listed in requirements.lock.",
        prose=(1,),
        series=APPENDED,
    )


def _written(value: Any) -> str:
    """A value as it is written in the config, with the items of a list between commas."""
    if isinstance(value, list | tuple):
        return ", ".join(map(_written, value)) or "none"
    if isinstance(value, bool):
        return "true" if value else "false"
    return "none" if value in (None, "") else str(value)
