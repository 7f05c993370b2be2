"""The appendix on the codebook: what its keywords find, and which of them are in doubt."""

from collections.abc import Iterator

from focusgroups.documents import wording
from focusgroups.documents.appendices import Appendices, CodebookLine, KeywordTrust
from focusgroups.documents.findings import Findings
from focusgroups.documents.outline import (
    APPENDED,
    Block,
    Heading,
    Paragraph,
    Row,
    Table,
    cited,
    paragraph,
)
from focusgroups.documents.sections.cells import (
    NO_CELL,
    WITHHELD_CELL,
    note,
    whole_cell,
    withheld_note,
)
from focusgroups.themes.codebook_check import COUNTS
from focusgroups.themes.keyword_trust import LEAST, USUAL

CHECKS, DOUBTFUL = "codebook_check", "keywords"
# ASSUME: a keyword is in doubt when what is known of it pulls it so far below the trust that every
# keyword begins with (`keyword_trust.USUAL`); in fewer segments there is too little talk around it.
DOUBTED, ENOUGH_SEGMENTS = 0.7, 8


def codebook(findings: Findings, appendices: Appendices) -> Iterator[Block]:
    """The appendix with a table of what to look at, and one of keywords in doubt."""
    yield Heading(2, "The codebook", "the-codebook")
    lines = appendices.codebook
    if not lines:
        yield paragraph("What the keywords find was not looked at.")
        return
    yield Paragraph(cited(_counts(findings, lines), CHECKS))
    yield paragraph(
        "The other rows say what the study team could look at. None of them is an error, and "
        "segments are counted, never people."
    )
    yield _table(findings, lines)
    yield from _in_doubt(findings, appendices.trust)


def _counts(findings: Findings, lines: tuple[CodebookLine, ...]) -> str:
    """In how many segments each theme's keywords are said."""
    said = [
        f"{_told(line.segments)} of “{findings.theme_name(line.theme)}”"
        for line in lines
        if line.check == COUNTS
    ]
    told = [line for line in lines if line.of_segments is not None]
    total = next((line.of_segments for line in told if line.check == COUNTS), None)
    if not said:
        return "What the keywords find was looked at."
    if total is None:
        return "In how many segments the themes’ keywords are said is withheld."
    return wording.sentence(
        f"of {wording.counted(total, 'segment')}, this many have keywords of the themes:",
        wording.listing(said),
    )


def _told(segments: int | None) -> str:
    return wording.WITHHELD if segments is None else wording.digits(segments)


def _table(findings: Findings, lines: tuple[CodebookLine, ...]) -> Table:
    """The lines of `codebook_check.csv` under their themes."""
    rows: list[Row] = []
    for theme in dict.fromkeys(line.theme for line in lines):
        rows.append(Row((findings.theme_name(theme),), heading=True))
        rows += [_row(line) for line in lines if line.theme == theme]
    return Table(
        CHECKS,
        "What the codebook’s keywords find",
        ("Finding", "Segments", "Keywords", "Advice"),
        tuple(rows),
        note(
            "Segments: how many, and out of how many.",
            withheld_note(
                findings.study.minimum_count,
                [count for line in lines for count in (line.segments, line.of_segments)],
            ),
        ),
        prose=(2, 3),
        series=APPENDED,
    )


def _row(line: CodebookLine) -> Row:
    of = f"{whole_cell(line.segments)} of {whole_cell(line.of_segments)}"
    if line.segments is None and line.of_segments is None:
        of = WITHHELD_CELL
    line_of = line.check[0].upper() + line.check[1:]
    return Row((line_of, of, line.keyword or NO_CELL, line.advice))


def _in_doubt(findings: Findings, trust: tuple[KeywordTrust, ...]) -> Iterator[Block]:
    """Keywords that are said where the talk is unlike their theme's other talk."""
    judged = [keyword for keyword in trust if (keyword.segments or 0) >= ENOUGH_SEGMENTS]
    doubted = [keyword for keyword in judged if keyword.trust < DOUBTED]
    enough = wording.cardinal(ENOUGH_SEGMENTS)
    if any(keyword.segments is None for keyword in trust):
        yield paragraph(
            "Keywords of which it is withheld in how many segments they are said are not judged."
        )
    if not doubted:
        yield paragraph(
            wording.sentence(
                f"no keyword that is said in {enough} segments or more has a trust below {DOUBTED}"
            )
        )
        return
    one = len(doubted) == 1
    found = wording.counted(len(judged), "keyword")
    text = wording.sentence(
        f"of {found} said in {enough} segments or more, {wording.cardinal(len(doubted))}",
        "is said where the talk is unlike its theme’s other talk"
        if one
        else "are said where the talk is unlike their themes’ other talk",
    )
    less = f" In the coding {'it' if one else 'they'} counted less for it."
    yield Paragraph((*cited(text, DOUBTFUL), less))
    yield Table(
        DOUBTFUL,
        "Keywords said where the talk is unlike their theme’s other talk",
        ("Theme", "Keyword", "Segments", "Trust"),
        tuple(
            Row(
                (
                    findings.theme_name(keyword.theme),
                    keyword.keyword,
                    whole_cell(keyword.segments),
                    wording.decimal(keyword.trust, 2),
                ),
                theme=keyword.theme,
            )
            for keyword in doubted
        ),
        "Trust: 1 where the talk around the keyword is like that around the theme’s other "
        f"keywords, 0 where it is like talk without any; drawn towards {USUAL} where few segments "
        f"have the keyword, and never below {LEAST}.",
        prose=(1,),
        series=APPENDED,
    )
