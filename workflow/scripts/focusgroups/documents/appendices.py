"""What the appendices of the report print: what keywords find, and patterns within themes."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from focusgroups.codebook import NO_THEME
from focusgroups.documents.findings import Findings
from focusgroups.documents.tablerows import rows_of, whole
from focusgroups.identifiers.wordlists import (
    everyday_names,
    in_dictionary,
    names_that_are_words,
)
from focusgroups.identifiers.words import plain
from focusgroups.tables import read_table

BETWEEN = ", "  # of the terms in a pattern's label


@dataclass(frozen=True)
class AppendixFiles:
    """Where the tables of the appendices lie."""

    codebook_check: Path
    keyword_trust: Path
    sub_themes: Path

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

    ``is_told`` is whether that number may be printed.
    """

    theme: str
    keyword: str
    segments: int
    trust: float
    is_told: bool


@dataclass(frozen=True)
class Pattern:
    """A group of segments of a theme, or of none, by the terms that set it apart."""

    theme: str
    label: str
    segments: int


@dataclass(frozen=True)
class Appendices:
    """All that the appendices print; ``left_out`` is how many patterns they do not show."""

    codebook: tuple[CodebookLine, ...]
    trust: tuple[KeywordTrust, ...]
    patterns: tuple[Pattern, ...]
    left_out: int


def gather_appendices(files: AppendixFiles, findings: Findings) -> Appendices:
    """Read the tables; of patterns only those that may be printed."""
    check = read_table(files.codebook_check, integers=["segments", "of_segments"])
    trust = read_table(files.keyword_trust, integers=["segments"], floats=["trust"])
    sub_themes = read_table(files.sub_themes, integers=["segments", "participants"])
    told = _told_themes(findings)
    patterns = tuple(
        Pattern(str(row["theme"]), label, int(row["segments"]))
        for row in rows_of(sub_themes)
        if row["theme"] in told
        and row["participants"] >= findings.study.minimum_count
        and (label := printable_label(str(row["label"])))
    )
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
                int(row["segments"]),
                float(row["trust"]),
                row["theme"] in told,
            )
            for row in rows_of(trust)
        ),
        patterns,
        len(sub_themes) - len(patterns),
    )


def _told_themes(findings: Findings) -> set[str]:
    """The themes of which table 3 tells how many segments they have."""
    every = [*findings.themes, *filter(None, [findings.unassigned])]
    return {f.theme.id if f.theme else NO_THEME for f in every if f.segments is not None}


def printable_label(label: str) -> str:
    """The terms of ``label`` that are words and cannot be a name.

    A term comes from talk in which a flagged word may still be undecided; it is not shown to a
    person before it is printed.

    >>> printable_label("bus, grace, walk, ngozi")
    'bus, walk'
    """
    terms = label.split(BETWEEN) if label else []
    return BETWEEN.join(term for term in terms if all(map(_is_only_a_word, term.split())))


def _is_only_a_word(word: str) -> bool:
    key = plain(word)
    is_name = key in names_that_are_words() and key not in everyday_names()
    return in_dictionary(key) and not is_name
