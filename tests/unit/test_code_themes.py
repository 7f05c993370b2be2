"""Coding: from segments on disk to codings that hold for any order, any size and any hand."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from code_themes import CodingFiles, code_themes
from focusgroups.codebook import Theme, read_codebook
from focusgroups.errors import StudyError
from focusgroups.tables import read_table, write_table
from focusgroups.themes.coding import (
    CODING_COLUMNS,
    TRUST_COLUMNS,
    ThemeCoding,
    code_segments,
    top_themes,
)
from focusgroups.themes.embeddings import KnownTexts, text_hash, write_vectors
from focusgroups.themes.human_codings import HumanCodings
from focusgroups.themes.keywords import EVIDENCE_COLUMNS, find_keywords
from focusgroups.themes.meaning import theme_texts
from focusgroups.themes.minilm import DIMENSIONS
from focusgroups.themes.segments import SEGMENT_COLUMNS, text_check
from focusgroups.themes.speaking_words import WORD_COLUMNS
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
def test_the_order_of_segments_evidence_and_decisions_changes_no_byte(
    seed: int, tmp_path: Path
) -> None:
    table, themes = segments(SAID * 4), [BELONG, FORWARD]
    hits = find_keywords(table, themes)
    decisions = {
        (segment_id, theme.id): bool(place % 3)
        for place, segment_id in enumerate(table["segment_id"][::4])
        for theme in themes
    }
    first = code_segments(table, themes, hits, HumanCodings(decisions), SEED)
    random = np.random.default_rng(seed)
    pairs = list(decisions.items())
    mixed = HumanCodings(dict(pairs[place] for place in random.permutation(len(pairs))))
    shuffled = table.sample(frac=1, random_state=seed)
    again = code_segments(shuffled, themes, hits.sample(frac=1, random_state=seed), mixed, SEED)
    assert written(first, tmp_path / "first") == written(again, tmp_path / "again")


def written(coding: ThemeCoding, folder: Path) -> list[bytes]:
    folder.mkdir()
    tables = [
        (coding.table, CODING_COLUMNS),
        (coding.words, WORD_COLUMNS),
        (coding.trust, TRUST_COLUMNS),
    ]
    for number, (table, columns) in enumerate(tables):
        write_table(table, folder / f"{number}.csv", columns)
    return [(folder / f"{number}.csv").read_bytes() for number in range(len(tables))]


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


SOME = ["I felt safe in there", "They accepted me", "The work is hard", "It rained", "Two buses"]
SAME = Theme("same", "Belonging", "Being safe.", ("safe", "Safe", "safely*", "safe"))
UNSAID = Theme("unsaid", "Gardens", "What grows.", ("allotment", "compost*"))
STUDIES = {
    "no segment": ([], [BELONG, FORWARD]),
    "nothing but laughter": (["[laughs]"] * 20, [BELONG, FORWARD]),
    "one theme": (SOME * 8, [BELONG]),
    "a theme that nobody speaks of": (SOME * 8, [UNSAID, BELONG]),
    "no theme that anybody speaks of": (SOME * 8, [UNSAID]),
    "one keyword in several forms": (SOME * 8, [SAME, FORWARD]),
    "two themes with the same keywords": (SOME * 8, [BELONG, SAME]),
    "one text again and again": (["I felt safe"] * 30, [BELONG, FORWARD]),
    "nothing beside keywords": (
        ["safe"] * 9 + ["accepted"] * 9 + ["[laughs]"] * 9,
        [BELONG],
    ),
}


@pytest.mark.parametrize("name", STUDIES)
@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_odd_studies_are_coded_as_far_as_they_go(name: str, share: float) -> None:
    texts, themes = STUDIES[name]
    table = segments(texts)
    hits = find_keywords(table, themes)
    random = np.random.default_rng(1)
    decisions = {
        (segment_id, theme.id): bool(random.random() < 0.3)
        for segment_id in table["segment_id"].head(round(share * len(texts)))
        for theme in themes
    }
    coding = code_segments(table, themes, hits, HumanCodings(decisions), SEED)
    pairs = list(zip(coding.table["segment_id"], coding.table["theme"], strict=True))
    assert pairs == [(i, theme.id) for i in table["segment_id"] for theme in themes]
    assert np.isfinite(coding.table["score"].to_numpy(dtype=float)).all()
    assert (coding.table["source"] == "human").sum() == len(decisions)
    given = dict(zip(pairs, coding.table["assigned"] == "true", strict=True))
    assert {pair: given[pair] for pair in decisions} == decisions
    assert coding.trust["trust"].between(0.2, 1.2).all()
    assert (coding.words["weight"] > 0).all()
    keywords = set(zip(coding.trust["theme"], coding.trust["keyword"], strict=True))
    assert keywords == set(zip(hits["theme"], hits["keyword"], strict=True))


def test_trust_counts_segments_and_what_people_decided_of_them() -> None:
    table = segments(["I felt safe", "safe, dead safe", "They accepted me", "It rained"])
    ids = list(table["segment_id"])
    human = HumanCodings(
        {(ids[0], "belong"): True, (ids[1], "belong"): False, (ids[3], "belong"): True}
    )
    coding = code_segments(table, [BELONG], find_keywords(table, [BELONG]), human, SEED)
    assert tuple(coding.trust.columns) == TRUST_COLUMNS
    assert coding.trust.to_numpy().tolist() == [
        ["belong", "accepted", 1, 0.8, 0, 0],
        ["belong", "safe", 2, 0.8, 2, 1],
    ]


def test_a_theme_is_assigned_only_where_a_keyword_of_it_stands() -> None:
    table = segments([*SAID[:10] * 6, *(f"Bus {number} came round" for number in range(15))])
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
    said = table.set_index("segment_id")["text"]
    assert {(said[i], t) for i, t in zip(alone["segment_id"], alone["theme"], strict=True)} == {
        (SAID[3], "belong"),
        (SAID[7], "forward"),
    }
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


def in_folder(folder: Path) -> CodingFiles:
    names = ("coding", "evidence", "words", "trust", "thresholds")
    return CodingFiles(*(folder / f"{name}.csv" for name in names))


def test_script_writes_all_tables_and_tells_counts(tmp_path: Path) -> None:
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
        None,
        SEED,
        in_folder(tmp_path),
    )
    assert account[0] == "12 segments, 4 with a keyword"
    assert account[-1] == (
        "human codings: 1 segments; left out 1 rows of unknown segments, 1 made for other text; "
        "0 decisions were even"
    )
    coding = read_table(tmp_path / "coding.csv", integers=["rank"], floats=["score"])
    assert tuple(coding.columns) == CODING_COLUMNS
    assert coding[coding["source"] == "human"]["segment_id"].unique().tolist() == ["FGD1-0009.1"]
    assert tuple(read_table(tmp_path / "words.csv").columns) == WORD_COLUMNS
    trust = read_table(tmp_path / "trust.csv", integers=["segments", "coded", "applies"])
    assert tuple(trust.columns) == TRUST_COLUMNS
    assert trust["keyword"].tolist() == ["accepted", "safe", "volunteer*", "work"]
    thresholds = read_table(tmp_path / "thresholds.csv", floats=["threshold"])
    assert thresholds["theme"].tolist() == ["belong", "forward"]
    above = coding.merge(thresholds).query("proposed == 'true'")
    assert len(above) and (above["score"] > above["threshold"]).all()
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


def test_vectors_carry_a_theme_to_words_that_nobody_else_used(tmp_path: Path) -> None:
    texts = [*SAID[:10] * 3, "Snug as a bug, me", "Grafting all week, me"]
    table = segments(texts)
    write_table(table, tmp_path / "segments.csv", SEGMENT_COLUMNS)
    (tmp_path / "codebook.yaml").write_text(
        "themes:\n- {id: belong, name: B, definition: Being safe., keywords: [safe, accepted]}\n"
        "- {id: forward, name: F, definition: Work., keywords: [work, volunteer*]}\n"
    )
    themes = read_codebook(tmp_path / "codebook.yaml")
    means = dict.fromkeys(texts, (0, 0, 1))
    means |= dict.fromkeys([*texts[:4], texts[-2], *theme_texts(themes[0])], (1, 0, 0))
    means |= dict.fromkeys([*texts[4:8], texts[-1], *theme_texts(themes[1])], (0, 1, 0))
    write_vectors(invented(means), tmp_path / "vectors.csv")
    margins = []
    for vectors in (None, tmp_path / "vectors.csv"):
        made = [tmp_path / "segments.csv", tmp_path / "codebook.yaml"]
        code_themes(*made, [], vectors, SEED, in_folder(tmp_path))
        coding = read_table(tmp_path / "coding.csv", floats=["score"])
        scores = coding.pivot(index="segment_id", columns="theme", values="score").tail(2)
        margins.append((scores["belong"] - scores["forward"]).to_numpy())
    assert margins[1][0] > margins[0][0] + 1
    assert margins[1][1] < margins[0][1] - 1


@pytest.mark.parametrize("content", [None, "", "text_hash,model,vector\nab,one,AA"])
def test_vectors_that_are_gone_or_damaged_stop_with_one_line(
    tmp_path: Path, content: str | None
) -> None:
    write_table(segments(SAID), tmp_path / "segments.csv", SEGMENT_COLUMNS)
    (tmp_path / "codebook.yaml").write_text(
        "themes:\n- {id: belong, name: B, definition: Being safe., keywords: [safe, accepted]}\n"
    )
    made = [tmp_path / "segments.csv", tmp_path / "codebook.yaml"]
    vectors = tmp_path / "vectors.csv"
    if content is not None:
        vectors.write_text(content, encoding="utf-8")
    with pytest.raises(StudyError) as error:
        code_themes(*made, [], vectors, SEED, in_folder(tmp_path))
    (line,) = error.value.problems
    assert line.startswith("segment_vectors.csv: missing or damaged, ")
    assert line.endswith("; delete it and run again")


def invented(means: dict[str, tuple[int, ...]]) -> KnownTexts:
    """Vectors with the given first numbers and nothing after them."""
    vectors = {}
    for text, numbers in means.items():
        whole = np.zeros(DIMENSIONS, dtype="<i2")
        whole[: len(numbers)] = numbers
        vectors[text_hash("invented", text)] = whole.tobytes()
    return KnownTexts("invented", vectors)
