"""What the appendices of the report print besides the findings: what the keywords find."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from focusgroups.documents.tablerows import rows_of, whole
from focusgroups.tables import read_table


@dataclass(frozen=True)
class AppendixFiles:
    """Where the tables of the appendices lie."""

    codebook_check: Path
    keywords: Path

    @classmethod
    def named(cls, files: Mapping[str, Any]) -> "AppendixFiles":
        """From names to paths, as a rule's input has them; other names are ignored."""
        return cls(*(Path(files[name]) for name in cls.__dataclass_fields__))


@dataclass(frozen=True)
class CodebookLine:
    """Something worth a look that keywords find or do not find, with what could be done."""

    check: str
    theme: str
    keyword: str
    other_theme: str
    segments: int | None
    of_segments: int | None
    advice: str


@dataclass(frozen=True)
class KeywordTrust:
    """How far a keyword speaks for its theme, and in how many segments it is said.

    That number is None where it is withheld.
    """

    theme: str
    keyword: str
    segments: int | None
    trust: float


@dataclass(frozen=True)
class Appendices:
    """All that the appendices print besides the findings."""

    codebook: tuple[CodebookLine, ...]
    trust: tuple[KeywordTrust, ...]


def gather_appendices(files: AppendixFiles) -> Appendices:
    """Read the tables."""
    check = read_table(files.codebook_check, integers=["segments", "of_segments"])
    trust = read_table(files.keywords, integers=["segments"], floats=["trust"])
    return Appendices(
        tuple(
            CodebookLine(
                **{
                    **row,
                    "segments": whole(row["segments"]),
                    "of_segments": whole(row["of_segments"]),
                }
            )
            for row in rows_of(check)
        ),
        tuple(
            KeywordTrust(
                str(row["theme"]),
                str(row["keyword"]),
                whole(row["segments"]),
                float(row["trust"]),
            )
            for row in rows_of(trust)
        ),
    )
