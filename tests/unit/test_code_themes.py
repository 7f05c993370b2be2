"""Coding: from segments on disk to codings that hold for any order, any size and any hand."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from code_themes import code_themes
from focusgroups.codebook import Theme
from focusgroups.tables import read_table, write_table
from focusgroups.themes.coding import CODING_COLUMNS, code_segments, propose, top_themes
from focusgroups.themes.human_codings import HumanCodings
from focusgroups.themes.keywords import EVIDENCE_COLUMNS, find_keywords
from focusgroups.themes.segments import SEGMENT_COLUMNS, text_check
from focusgroups.themes.tiers import suggested

BELONG = Theme("belong", "Belonging", "Being safe and accepted.", ("safe", "accepted", "welcome"))
FORWARD = Theme("forward", "Moving on", "Work and confidence.", ("work", "confiden*", "volunteer*"))
SEED = 7

SAID = [
    "I felt safe in there, dead safe, with the kettle on",
    "They accepted me, kettle and all",
    "You get a welcome and a kettle",
    "The kettle was on and nobody stared at you",
    "I started work on the till",
    "I volunteer on the till of a Wednesday",
    "More confident now, on the till",
    "I was put on the till by Christmas",
    "It rained on the bus",
    "Two buses it is",
    "Mm.",
    "[laughs]",
]


def segments(texts: list[str]) -> pd.DataFrame:
    rows = [
        (
            f"FGD1-{i:04d}.1",
            f"FGD1-{i:04d}",
            "FGD1",
            "P01",
            text,
            len(text.split()),
            text_check(text),
        )
        for i, text in enumerate(texts, start=1)
    ]
    return pd.DataFrame(rows, columns=list(SEGMENT_COLUMNS))


def coded(texts: list[str], themes: list[Theme], human: HumanCodings | None = None) -> pd.DataFrame:
    table = segments(texts)
    hits = find_keywords(table, themes)
    return code_segments(table, themes, hits, human or HumanCodings(), SEED).table


def assigned(coding: pd.DataFrame) -> set[tuple[int, str]]:
    rows = coding[coding["assigned"] == "true"]
    return {(int(i[5:9]), t) for i, t in zip(rows["segment_id"], rows["theme"], strict=True)}


def test_one_row_per_segment_and_theme_with_a_rank_each() -> None:
    coding = coded(SAID, [BELONG, FORWARD])
    assert tuple(coding.columns) == CODING_COLUMNS
    assert list(coding["theme"]) == ["belong", "forward"] * len(SAID)
    ranks = coding["rank"].to_numpy().reshape(-1, 2)
    assert np.sort(ranks, axis=1).tolist() == [[1, 2]] * len(SAID)
    assert set(coding["source"]) == {"model"}
    assert set(coding.loc[coding["assigned"] == "true", "proposed"]) == {"true"}


def test_clear_talk_gets_its_theme_and_silence_none() -> None:
    found = assigned(coded(SAID, [BELONG, FORWARD]))
    assert {(1, "belong"), (2, "belong"), (3, "belong")} <= found
    assert {(5, "forward"), (6, "forward"), (7, "forward")} <= found
    assert not {(n, t) for n, t in found if n in (11, 12)}


def test_the_model_carries_a_theme_to_talk_without_its_keywords() -> None:
    scores = coded(SAID * 6, [BELONG, FORWARD]).pivot(
        index="segment_id", columns="theme", values="score"
    )
    kettle, till = scores.loc["FGD1-0004.1"], scores.loc["FGD1-0008.1"]
    assert kettle["belong"] > kettle["forward"]
    assert till["forward"] > till["belong"]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_shuffled_rows_change_nothing(seed: int) -> None:
    table = segments(SAID * 4)
    shuffled = table.sample(frac=1, random_state=seed)
    themes = [BELONG, FORWARD]
    first = code_segments(table, themes, find_keywords(table, themes), HumanCodings(), SEED)
    again = code_segments(shuffled, themes, find_keywords(shuffled, themes), HumanCodings(), SEED)
    pd.testing.assert_frame_equal(first.table, again.table)


@pytest.mark.parametrize(
    ("texts", "themes", "expected"),
    [
        (["I felt safe"], [BELONG], {(1, "belong")}),
        (["It rained"], [BELONG, FORWARD], set()),
        (["[laughs]"], [BELONG], set()),
        ([], [BELONG], set()),
        (["safe", "safe", "safe"], [BELONG], {(1, "belong"), (2, "belong"), (3, "belong")}),
    ],
)
def test_tiny_studies(
    texts: list[str], themes: list[Theme], expected: set[tuple[int, str]]
) -> None:
    assert assigned(coded(texts, themes)) == expected


def test_a_theme_is_assigned_only_where_a_keyword_of_it_stands() -> None:
    table = segments([*SAID[:10] * 3, *["the kettle was on", "the till, the till"] * 6])
    hits = find_keywords(table, [BELONG, FORWARD])
    coding = code_segments(table, [BELONG, FORWARD], hits, HumanCodings(), SEED).table
    supported = set(zip(hits["segment_id"], hits["theme"], strict=True))
    pairs = list(zip(coding["segment_id"], coding["theme"], strict=True))
    with_keyword = pd.Series([pair in supported for pair in pairs])
    proposed, given = coding["proposed"] == "true", coding["assigned"] == "true"
    assert (given == (proposed & with_keyword)).all()
    alone = suggested(coding)
    assert list(alone.index) == list(coding.index[proposed & ~with_keyword])
    # The kettle and the till carry the themes to talk that has no keyword: a suggestion, no more.
    assert {(i, t) for i, t in zip(alone["segment_id"], alone["theme"], strict=True)} >= {
        ("FGD1-0004.1", "belong"),
        ("FGD1-0008.1", "forward"),
    } - supported
    # A person may assign it, or rule it out: then it is no longer a suggestion.
    first, second = (tuple(row) for row in alone[["segment_id", "theme"]].to_numpy()[:2])
    human = HumanCodings({first: True, second: False})
    decided = code_segments(table, [BELONG, FORWARD], hits, human, SEED).table
    by_pair = decided.set_index(["segment_id", "theme"])["assigned"]
    assert (by_pair[first], by_pair[second]) == ("true", "false")
    left = suggested(decided)
    assert not {first, second} & set(zip(left["segment_id"], left["theme"], strict=True))


def test_people_overrule_the_model_and_its_proposal_stays_visible() -> None:
    first, ninth = "FGD1-0001.1", "FGD1-0009.1"
    human = HumanCodings(
        {(first, "belong"): False, (first, "forward"): False, (ninth, "forward"): True}
    )
    coding = coded(SAID, [BELONG, FORWARD], human).set_index(["segment_id", "theme"])
    assert coding.loc[(first, "belong"), ["assigned", "source"]].tolist() == ["false", "human"]
    assert coding.loc[(ninth, "forward"), ["assigned", "rank"]].tolist() == ["true", 1]
    assert coding.loc[(ninth, "belong"), "source"] == "model"
    top = top_themes(coding.reset_index(), otherwise="none")
    assert (top[first], top[ninth]) == ("none", "forward")


def test_the_model_learns_from_people() -> None:
    texts = [f"the {word} was on" for word in ("boiler", "till", "radio", "match")] * 8
    boiler = {(f"FGD1-{i:04d}.1", "belong"): i % 4 == 1 for i in range(1, 17)}
    before = coded(texts, [BELONG])
    after = coded(texts, [BELONG], HumanCodings(boiler))
    # Segment 17 speaks of the boiler too, and nobody coded it.
    score = {
        n: t.set_index("segment_id").loc["FGD1-0017.1", "score"]
        for n, t in (("b", before), ("a", after))
    }
    others = after.set_index("segment_id").loc[["FGD1-0018.1", "FGD1-0019.1"], "score"]
    assert score["a"] > score["b"]
    assert score["a"] > others.max()


def test_the_share_of_each_theme_follows_its_keywords() -> None:
    random = np.random.default_rng(1)
    scores = random.normal(size=(1000, 2))
    keyword = random.random((1000, 2)) < [0.5, 0.4]
    proposed, thresholds = propose(scores, keyword)
    above = (scores > thresholds).sum(axis=0)
    assert above.tolist() == keyword.sum(axis=0).tolist()  # coverage is 70 %: no growth
    assert not (proposed & (scores <= thresholds)).any()


def test_shares_grow_when_keywords_reach_few() -> None:
    random = np.random.default_rng(1)
    scores, keyword = random.normal(size=(1000, 1)), np.arange(1000)[:, None] < 300
    proposed, _ = propose(scores, keyword)
    assert proposed.sum() == 600


def test_a_theme_far_below_the_best_one_is_dropped() -> None:
    scores, keyword = np.zeros((20, 2)), np.zeros((20, 2), dtype=bool)
    scores[:2], keyword[:2] = [[20.0, 0.2], [0.2, 0.2]], True
    proposed, _ = propose(scores, keyword)
    assert proposed[:2].tolist() == [[True, False], [True, True]]
    assert not proposed[2:].any()


def test_script_writes_both_tables_and_tells_counts(tmp_path: Path) -> None:
    table = segments(SAID)
    write_table(table, tmp_path / "segments.csv", SEGMENT_COLUMNS)
    (tmp_path / "codebook.yaml").write_text(
        "themes:\n- {id: belong, name: B, definition: Being safe., keywords: [safe, accepted]}\n"
        "- {id: forward, name: F, definition: Work., keywords: [work, volunteer*]}\n"
    )
    (tmp_path / "ann.csv").write_text(
        f"segment_id,theme,text_check\nFGD1-0009.1,belong,{table['text_check'][8]}\n"
        "FGD1-0010.1,belong,000000000000\nFGD7-0001.1,none,\n"
    )
    account = code_themes(
        tmp_path / "segments.csv",
        tmp_path / "codebook.yaml",
        [tmp_path / "ann.csv"],
        SEED,
        tmp_path / "coding.csv",
        tmp_path / "evidence.csv",
    )
    assert account[0] == "12 segments, 4 with a keyword"
    assert account[-1] == (
        "human codings: 1 segments; left out 1 rows of unknown segments, 1 made for other text; "
        "0 decisions were even"
    )
    coding = read_table(tmp_path / "coding.csv", integers=["rank"], floats=["score"])
    assert tuple(coding.columns) == CODING_COLUMNS
    assert coding[coding["source"] == "human"]["segment_id"].unique().tolist() == ["FGD1-0009.1"]
    evidence = read_table(tmp_path / "evidence.csv", integers=["start", "end"])
    assert tuple(evidence.columns) == EVIDENCE_COLUMNS
    said = table.set_index("segment_id")["text"]
    assert [said[e.segment_id][e.start : e.end] for e in evidence.itertuples()] == [
        "safe",
        "safe",
        "accepted",
        "work",
        "volunteer",
    ]
