"""Cutting turns: nothing is lost, pieces are short and even, staff and strangers stay out."""

import hashlib
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from focusgroups.tables import read_table, write_table
from focusgroups.themes.segments import cut_text, segment_turns
from focusgroups.themes.words import count_words
from segment_turns import segment_turns as segment_turns_script

TURN_COLUMNS = ("turn_id", "focus_group", "turn", "speaker", "role", "start", "end", "text")

STORY = (
    "I walked past it twice, if I'm honest. Then it rained, so I went in. Dr. [Person 1] had given "
    "me the leaflet... and it was behind the clock. [laughs. Then coughs] Nobody asked me a thing! "
    "She said, sit down, love. So I sat. Was I shaking? I was. But I stayed till they shut."
)


def turns(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        [(t, t.split("-")[0], int(t[-4:]), who, role, "", "", text) for t, who, role, text in rows],
        columns=list(TURN_COLUMNS),
    )


PIECES = [*"abT.!?,; []’'—…é1", "\u0301", "\u00a0", " word. Next ", " [Person 1]'s ", "\n"]


@given(
    st.lists(st.sampled_from(PIECES), max_size=300).map("".join),
    st.integers(min_value=1, max_value=20),
)
def test_pieces_put_together_are_the_text_and_never_too_long(text: str, most: int) -> None:
    pieces = cut_text(text, most)
    assert "".join(pieces) == text
    # What has no gap outside brackets cannot be cut.
    if "[" not in text and "]" not in text:
        assert all(
            count_words(piece) <= most or not any(c.isspace() for c in piece.strip())
            for piece in pieces
        )


def test_cuts_fall_at_sentence_ends_and_pieces_are_even() -> None:
    pieces = cut_text(STORY, 25)
    assert "".join(pieces) == STORY
    assert [piece.strip()[-1] for piece in pieces] == [".", "!", "."]
    lengths = [count_words(piece) for piece in pieces]
    assert max(lengths) <= 25
    assert max(lengths) - min(lengths) <= 6


@pytest.mark.parametrize("most", [3, 5, 8])
def test_titles_tokens_and_notes_are_never_cut(most: int) -> None:
    for piece in cut_text(STORY, most):
        assert piece.count("[") == piece.count("]")
    assert not any(piece.endswith("Dr. ") for piece in cut_text(STORY, 25))


def test_talk_without_any_stop_is_cut_between_words() -> None:
    pieces = cut_text("and so on " * 100, 80)
    assert [count_words(piece) for piece in pieces] == [75, 75, 75, 75]


def test_only_participants_are_segmented_in_natural_order() -> None:
    table = segment_turns(
        turns(
            ("FGD10-0001", "P09", "SU", "Ten."),
            ("FGD2-0002", "P04", "SU", "[P05] said [laughs] two things."),
            ("FGD2-0001", "FAC1", "FAC", "Go on."),
            ("FGD2-0003", "", "UNK", "Who said this?"),
            ("FGD2-0010", "P04", "SU", STORY),
        ),
        40,
    )
    ids = ["FGD2-0002.1", "FGD2-0010.1", "FGD2-0010.2", "FGD10-0001.1"]
    assert list(table["segment_id"]) == ids
    assert table["n_words"].iloc[0] == 3  # neither the token nor the note is a word
    for text, check in zip(table["text"], table["text_check"], strict=True):
        assert check == hashlib.sha256(text.encode()).hexdigest()[:12]


def test_script_counts_unknown_speakers_and_keeps_every_space(tmp_path: Path) -> None:
    first = turns(("FGD1-0001", "P01", "SU", STORY), ("FGD1-0002", "", "UNK", "Eh?"))
    second = turns(("FGD2-0001", "P04", "SU", "NA"))
    for name, table in (("FGD1", first), ("FGD2", second)):
        write_table(table, tmp_path / f"{name}.csv", TURN_COLUMNS)
    account = segment_turns_script(
        [tmp_path / "FGD1.csv", tmp_path / "FGD2.csv"], 20, tmp_path / "segments.csv"
    )
    assert account == (
        "2 turns of participants in 4 segments; 1 turns of unknown speakers left out"
    )
    table = read_table(tmp_path / "segments.csv")
    assert "".join(table.loc[table["turn_id"] == "FGD1-0001", "text"]) == STORY
    assert table["text"].iloc[-1] == "NA"


def test_nothing_spoken_gives_an_empty_table_with_its_columns(tmp_path: Path) -> None:
    write_table(turns(("FGD1-0001", "FAC1", "FAC", "Hm.")), tmp_path / "t.csv", TURN_COLUMNS)
    segment_turns_script([tmp_path / "t.csv"], 20, tmp_path / "segments.csv")
    assert len(read_table(tmp_path / "segments.csv")) == 0
