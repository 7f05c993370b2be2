"""People's codings: who wins, what is left out, and that it is counted."""

from focusgroups.themes.human_codings import combine_codings

CHECKS = {"FGD1-0001.1": "a" * 12, "FGD1-0002.1": "b" * 12}
THEMES = ["t", "u"]


def row(segment: str, theme: str, check: str = "") -> dict[str, str]:
    return {"segment_id": segment, "theme": theme, "text_check": check}


def test_the_majority_decides_and_even_votes_leave_it_open() -> None:
    coders = {
        "ann": [row("FGD1-0001.1", "t; u"), row("FGD1-0002.1", "t")],
        "bob": [row("FGD1-0001.1", "t"), row("FGD1-0002.1", "none")],
        "cat": [row("FGD1-0001.1", "none")],
    }
    found = combine_codings(coders, CHECKS, THEMES)
    assert found.decisions == {
        ("FGD1-0001.1", "t"): True,
        ("FGD1-0001.1", "u"): False,
        ("FGD1-0002.1", "u"): False,
    }
    assert found.split == 1


def test_consensus_settles_the_segments_it_holds() -> None:
    coders = {
        "ann": [row("FGD1-0001.1", "t"), row("FGD1-0002.1", "t")],
        "bob": [row("FGD1-0001.1", "t")],
        "consensus": [row("FGD1-0001.1", "u")],
    }
    found = combine_codings(coders, CHECKS, THEMES)
    assert found.decisions["FGD1-0001.1", "t"] is False
    assert found.decisions["FGD1-0001.1", "u"] is True
    assert found.decisions["FGD1-0002.1", "t"] is True


def test_consensus_settles_with_a_capital_too() -> None:
    coders = {"ann": [row("FGD1-0001.1", "t")], "Consensus": [row("FGD1-0001.1", "u")]}
    assert combine_codings(coders, CHECKS, THEMES).decisions["FGD1-0001.1", "t"] is False


def test_codings_of_other_text_and_unknown_segments_are_counted_and_ignored() -> None:
    coders = {
        "ann": [
            row("FGD1-0001.1", "t", "a" * 12),
            row("FGD1-0002.1", "t", "0" * 12),
            row("FGD9-0001.1", "t"),
        ]
    }
    found = combine_codings(coders, CHECKS, THEMES)
    assert found.segments == {"FGD1-0001.1"}
    assert (found.outdated, found.unknown) == (1, 1)
