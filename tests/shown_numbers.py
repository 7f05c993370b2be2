"""What a reader sees in the Word file and in the report: tables by their titles, and running text.

Read with python-docx and lxml alone, so that it owes nothing to the code that wrote them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph
from lxml import html

LABEL = re.compile(r"^(Table|Figure) [A-Z]?\d+[a-z]?\. ")
# Lists of tables repeat their captions; quotes are people's words, and the title is the config's.
PASSED_OVER = ("Title", "Quote", "TOC Heading", "table of figures")
CONTENTS = {"nav", "form", "blockquote", "script", "style", "footer"}


@dataclass(frozen=True)
class ShownTable:
    """A table by its title, without its header row and the rows that only name others."""

    part: str
    title: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Passage:
    """A paragraph, note or caption, under its chapter (``part``) and the heading above it."""

    part: str
    heading: str
    text: str


@dataclass(frozen=True)
class Shown:
    """All tables and passages of a document."""

    tables: tuple[ShownTable, ...]
    passages: tuple[Passage, ...]


def _plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def of_word(path: Path) -> Shown:
    """What the Word file at ``path`` shows."""
    document = docx.Document(str(path))
    part = heading = title = ""
    tables, passages = [], []
    for element in document.element.body.iterchildren():
        if element.tag.endswith("}tbl"):
            rows = _word_rows(WordTable(element, document))
            tables.append(ShownTable(part, LABEL.sub("", title).rstrip("."), tuple(rows)))
        elif element.tag.endswith("}p"):
            paragraph = WordParagraph(element, document)
            style, text = paragraph.style.name, _plain(paragraph.text)
            if style.startswith("Heading"):
                part = text if style == "Heading 1" else part
                heading = text
            elif style == "Caption":
                title = text
                passages.append(Passage(part, heading, text))
            elif style not in PASSED_OVER:
                passages.append(Passage(part, heading, text))
    return Shown(tuple(tables), tuple(passages))


def _word_rows(table: WordTable) -> Iterator[tuple[str, ...]]:
    for row in table.rows[1:]:
        cells: list[Any] = []
        for cell in row.cells:
            if not any(cell._tc is other._tc for other in cells):  # merged ones come again
                cells.append(cell)
        texts = tuple(_plain(cell.text) for cell in cells)
        if any(texts[1:]):
            yield texts


def of_page(path: Path) -> Shown:
    """What the report at ``path`` shows, its quotes, contents and forms left out."""
    root = html.document_fromstring(path.read_text(encoding="utf-8"))
    for hidden in root.xpath("//*[contains(@class, 'file')] | //*[@class='date']"):
        hidden.drop_tree()
    part = heading = ""
    tables, passages = [], []
    for element in root.iter():
        if any(above.tag in CONTENTS for above in (element, *element.iterancestors())):
            continue
        if element.tag in ("h2", "h3"):
            heading = _plain(element.text_content())
            part = heading if element.tag == "h2" else part
        elif element.tag == "table":
            caption = _plain(element.find("caption").text_content())
            passages.append(Passage(part, heading, caption))
            rows = tuple(_page_rows(element))
            tables.append(ShownTable(part, LABEL.sub("", caption).rstrip("."), rows))
        elif element.tag in ("p", "figcaption", "dt", "dd"):
            passages.append(Passage(part, heading, _plain(element.text_content())))
    return Shown(tuple(tables), tuple(passages))


def _page_rows(table: Any) -> Iterator[tuple[str, ...]]:
    for row in table.xpath("./tbody/tr"):
        texts = tuple(_plain(cell.text_content()) for cell in row)
        if any(texts[1:]):
            yield texts


# --- Numbers in running text --------------------------------------------------------------------

ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
         "eighteen", "nineteen")  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
WORDS = {
    **{word: n for n, word in enumerate((*ONES, *TEENS), start=1)},
    **{word: 10 * n for n, word in enumerate(TENS, start=2)},
    **{f"{ten}-{one}": 10 * n + m for n, ten in enumerate(TENS, start=2)
       for m, one in enumerate(ONES, start=1)},
    **{word: n for n, word in enumerate(
        ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"), start=2)},
}  # fmt: skip
TOKEN = re.compile(
    r"(?<!\w)-?\d[\d,]*(?:\.\d+)?|\b(?:" + "|".join(sorted(WORDS, key=len, reverse=True)) + r")\b",
    re.IGNORECASE,
)
# What has digits and is no finding: ids, labels, references, and what methods are made of.
NO_FINDINGS = re.compile(
    r"FGD\d+(-[\d.]+)?|\b(Table|Figure)s? [A-Z]?\d+[a-z]?|\b[Cc]oder \d+|AC1|95 %|"
    r"\b(Cohen|Gwet|Krippendorff|Chen) \(?\d{4}\)?|“[^”]*”|‘[^’]*’|keywords?: .*$|"
    r"three most deprived|one or both|one by one|one each|more than one|less deprived one|"
    r"in one list|one from which|from which one|one of these|"
    r"[Tt]he one participant|the one focus group|"
    r"1 is full agreement, 0 is|of 0\.800|0\.667|from 2,000 samples|Decile 1 is|"
    r"\(1 = most deprived\)|two (or more )?coders|two censuses|multiples of five"
)


def numbers_in(text: str) -> list[str]:
    """The numbers of a passage, without commas; words are numbers, too."""
    return [number for number, *_ in places_of_numbers(text)]


def places_of_numbers(text: str) -> list[tuple[str, int, int]]:
    """Each number of a passage with where it begins and ends."""
    blank = NO_FINDINGS.sub(lambda found: " " * len(found[0]), text)
    return [
        (str(WORDS.get(m[0].lower(), m[0].replace(",", "").rstrip("."))), *m.span())
        for m in TOKEN.finditer(blank)
    ]
