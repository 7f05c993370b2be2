"""Markdown shows what an outline says: a parser gives every word back, and no marks."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from candidate_study import details
from focusgroups.documents.markdown import FOR_THE_AUTHORS, escaped, markdown
from focusgroups.documents.outline import (
    Block,
    Figure,
    Heading,
    Paragraph,
    Placeholder,
    Quote,
    Reference,
    Row,
    Table,
    paragraph,
)
from focusgroups.release.printed_text import printed_text

MARKED = (
    "*bold* _and_ `code`", "[name] was here", "<b>tag</b> & &amp;", "a | b", "# no heading",
    "1. no list", "- no list", "+ 2) none", "> none", "~~gone~~", "$x$", r"a\b", "![x](y)",
    "max_words and _x", "http://a.b_c/*d*", "=====", "---", "2019) x", "line\nbreak\r\nhere",
)  # fmt: skip
PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def shown(text: str) -> list[tuple[str, str]]:
    """The kind of each block of a text, and what it shows; cells are blocks."""
    kinds: list[str] = []
    found = []
    for token in PARSER.parse(text):
        if token.type.endswith("_open"):
            kinds.append(token.tag)
        elif token.type.endswith("_close"):
            kinds.pop()
        elif token.type == "inline":
            strange = {t.type for t in token.children or []} - {"text", "text_special"}
            assert strange <= {"strong_open", "strong_close"}, strange
            bold = "!" if strange else ""
            pieces = [t.content for t in token.children or []]
            found.append((kinds[-1] + bold, "".join(pieces)))
        else:
            raise AssertionError(token.type)
    return found


def written(*blocks: Block, **changes: Any) -> str:
    return markdown(blocks, details(**{"synthetic": False, **changes}))


def as_one_line(text: str) -> str:
    return re.sub(r"[ \t\r\n\f\v]+", " ", text).strip(" ")


@pytest.mark.parametrize("text", MARKED, ids=range(len(MARKED)))
def test_marks_show_as_they_are(text: str) -> None:
    table = Table("t", text, ("a", text), (Row((text, text)), Row((text,), heading=True)), text)
    page = shown(written(Heading(1, text, "h"), paragraph(text), Placeholder(text), table))
    line = as_one_line(text)
    assert page[1:4] == [("h2", line), ("p", line), ("p!", f"[{FOR_THE_AUTHORS}] {line}")]
    assert page[4] == ("p!", f"Table S1. {line}.")
    assert [text for _, text in page[5:11]] == ["a", line, line, line, line, ""]
    assert page[9][0] == "td!"
    assert page[11] == ("p", line)


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")) |
               st.sampled_from("*_[]<>|`\\~&#+-=1. !()$"), max_size=40))  # fmt: skip
def test_whatever_is_typed_shows_as_it_was_typed(text: str) -> None:
    line = as_one_line(text)
    found = shown(escaped(text))
    assert found == ([("p", line)] if line else [])


def test_title_and_notice_open_the_text() -> None:
    page = shown(written(title="On [name] & *us*", synthetic=True))
    assert page[0] == ("h1", "On [name] & *us*")
    assert page[1][0] == "p!"
    assert "Synthetic" in page[1][1]
    assert len(shown(written(title="x"))) == 1


def test_references_are_labels_and_figures_are_told() -> None:
    table = Table("t", "Of tables", ("a",), (), series="A")
    figure = Figure("figure_3_map", "A map", Path("map.svg"), "What it shows.", "No unit.")
    said = Paragraph(("See ", Reference("t"), " and ", Reference("figure_3_map"), "."))
    page = [text for _, text in shown(written(said, table, figure, Quote("So.", "FGD1_SU", "x")))]
    assert "See Table A1 and Figure 3." in page
    assert "Figure 3. A map. No unit. What it shows." in page
    assert "“So.” (FGD1_SU)" in page


def test_checks_read_the_text_as_it_shows(tmp_path: Path) -> None:
    file = tmp_path / "text.md"
    names = ("Maur*een*", "Ann|Lee", "[name]_x_")
    table = Table("t", "x", names, (Row(names),))
    text = written(*map(paragraph, names), table)
    more = "Ann&#101;&#x20;Lee\n\nMau**reen** said <!-- Zoë -->"
    file.write_text(f"{text}\n{more}", encoding="utf-8")
    pieces = [piece.text.strip() for piece in printed_text(file, "text.md")]
    assert [pieces.count(name) for name in names] == [3, 3, 3]
    assert pieces[-2] == "Anne Lee"
    assert pieces[-1] == "Maureen said <!-- Zoë -->"
