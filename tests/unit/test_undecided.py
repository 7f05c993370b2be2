"""Counts of flags that wait for a decision, by focus group and by what is quoted."""

from pathlib import Path

import pandas as pd

from focusgroups.release.undecided import Passages, known_passages, undecided_lines


def flags(*places: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(list(places), columns=["turn_id", "original"])


REVIEW = {
    "FGD1": flags(("FGD1-0001", "Ruby's"), ("FGD1-0001", "ruby"), ("FGD1-0004", "Bold")),
    "FGD2": flags(),
    "FGD10": flags(("FGD10-0001", "RUBY")),
}


def test_places_and_words_are_counted_and_those_in_quotes() -> None:
    passages = Passages(quoted={"FGD1-0001"}, proposed={"FGD1-0001", "FGD1-0004", "FGD10-0001"})
    assert [line.split() for line in undecided_lines(REVIEW, passages)][1:] == [
        ["FGD1", "3", "2", "2", "3"],
        ["FGD2", "0", "0", "0", "0"],
        ["FGD10", "1", "1", "0", "1"],
        ["all", "4", "2", "2", "4"],
    ]


def test_lines_are_a_table_without_content() -> None:
    lines = undecided_lines(REVIEW, Passages(quoted=None, proposed=None))
    assert lines[0] == "group  places  words  in quotes  in proposed quotes"
    assert lines[1] == "FGD1        3      2          -                   -"
    assert len({len(line) for line in lines}) == 1
    assert not any("uby" in line or "Bold" in line for line in lines)


def test_passages_are_those_of_the_last_run_as_far_as_it_came(tmp_path: Path) -> None:
    assert known_passages(tmp_path) == Passages(None, None)
    for name in (
        "candidate/2_qualitative_findings/table_4_quotes.csv",
        "working/quotes_proposed.csv",
    ):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text("segment_id\nFGD1-0001.2\nFGD1-0001.3\n", "utf-8")
    assert known_passages(tmp_path) == Passages({"FGD1-0001"}, {"FGD1-0001"})
