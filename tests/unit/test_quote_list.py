"""The list of printed quotes: whose they are, and where keywords are said in them."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from focusgroups.codebook import Theme
from focusgroups.documents.findings import Findings, PublishedQuote, ThemeFinding
from focusgroups.documents.quote_list import ListedQuote, groups_of, list_quotes
from focusgroups.errors import StudyError

COLUMNS = ("theme", "rank", "segment_id", "focus_group", "score", "keyword", "start", "end")
Hit = tuple[str, int, int]


def findings(*texts: str) -> Findings:
    """Findings of which only the quotes of one theme count here, the first from FGD10."""
    quotes = tuple(
        PublishedQuote(text, f"FGD{10 - place}_SU", f"FGD{10 - place}-0001.1")
        for place, text in enumerate(texts)
    )
    theme = ThemeFinding(
        Theme("cafe", "The café", "Tea", ("tea",), ()), 1, 1, 1, 1.0, quotes=quotes
    )
    found = object.__new__(Findings)
    object.__setattr__(found, "themes", (theme,))
    return found


def listed(tmp_path: Path, texts: list[str], hits: list[list[Hit]]) -> tuple[ListedQuote, ...]:
    found = findings(*texts)
    rows = [
        ("cafe", rank, quote.segment_id, quote.attribution.removesuffix("_SU"), "1.5", *hit)
        for rank, (quote, said) in enumerate(
            zip(found.themes[0].quotes, hits, strict=True), start=1
        )
        for hit in (said or [("", "", "")])
    ]
    path = tmp_path / "quote_keywords.csv"
    pd.DataFrame(rows, columns=list(COLUMNS)).to_csv(path, index=False)
    return list_quotes(found, path)


def test_keywords_are_marked_where_they_are_said(tmp_path: Path) -> None:
    (quote,) = listed(tmp_path, ["A cup of tea, a 🫖 of tea."], [[("tea", 9, 12), ("tea", 21, 24)]])
    assert [piece.text for piece in quote.pieces if piece.is_keyword] == ["tea", "tea"]
    assert quote.keywords == ("tea",)
    assert (quote.theme, quote.theme_name, quote.group, quote.score) == (
        *("cafe", "The café", "FGD10"),
        1.5,
    )


def test_keywords_that_overlap_are_one_piece(tmp_path: Path) -> None:
    (quote,) = listed(tmp_path, ["tea room here"], [[("tea", 0, 3), ("tea room", 0, 8)]])
    assert [(piece.text, piece.is_keyword) for piece in quote.pieces] == [
        ("tea room", True),
        (" here", False),
    ]
    assert quote.keywords == ("tea", "tea room")


def test_a_quote_without_a_keyword_is_listed_whole(tmp_path: Path) -> None:
    first, second = listed(tmp_path, ["Nothing.", "tea"], [[], [("tea", 0, 3)]])
    assert [piece.text for piece in first.pieces] == ["Nothing."]
    assert not first.keywords
    assert groups_of([first, second]) == ["FGD9", "FGD10"]


@given(
    text=st.text(min_size=1, max_size=40).filter(lambda text: text.strip() and "\r" not in text),
    data=st.data(),
)
def test_the_pieces_are_the_quote(
    tmp_path_factory: pytest.TempPathFactory, text: str, data: st.DataObject
) -> None:
    places = st.integers(0, len(text) - 1)
    hits: list[Hit] = []
    for start in data.draw(st.lists(places, max_size=4)):
        hits.append(("tea", start, data.draw(st.integers(start + 1, len(text)))))
    (quote,) = listed(tmp_path_factory.mktemp("quotes"), [text], [hits])
    assert "".join(piece.text for piece in quote.pieces) == text
    marked = "".join(("x" if piece.is_keyword else ".") * len(piece.text) for piece in quote.pieces)
    assert marked == "".join(
        "x" if any(start <= place < end for _, start, end in hits) else "."
        for place in range(len(text))
    )


@pytest.mark.parametrize("planted", [("rank", "2"), ("segment_id", "FGD10-0002.1")])
def test_hits_of_other_quotes_are_refused(tmp_path: Path, planted: tuple[str, str]) -> None:
    row = dict(zip(COLUMNS, ("cafe", 1, "FGD10-0001.1", "FGD10", 1.5, "tea", 0, 3), strict=True))
    path = tmp_path / "quote_keywords.csv"
    pd.DataFrame([{**row, planted[0]: planted[1]}]).to_csv(path, index=False)
    with pytest.raises(StudyError, match=r"quote_keywords\.csv: does not belong"):
        list_quotes(findings("tea"), path)
