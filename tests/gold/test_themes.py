"""How well the coding agrees with people: on the demonstration, and on real comments if at hand.

The floors are a little below what was measured when this was written (see each test), so that a
change that costs quality fails here. The demonstration is hard on purpose: its people seldom speak
in the codebook's words.
"""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import average_precision_score

from focusgroups.codebook import Theme, read_codebook
from focusgroups.themes.coding import code_segments
from focusgroups.themes.human_codings import HumanCodings
from focusgroups.themes.keywords import find_keywords
from focusgroups.themes.segments import segment_turns
from focusgroups.tokens import working_token

SEED = 20190514
MARK = re.compile(r"\{([A-Z_]+):[^{}]+\}")

Gold = dict[str, set[str]]


def demonstration_segments(repository: Path) -> pd.DataFrame:
    """Segments as redaction would leave them if it found exactly what the source marks."""
    rows = []
    for source in sorted((repository / "tests" / "gold" / "transcripts").glob("FGD*.txt")):
        lines = [x for x in source.read_text("utf-8").splitlines() if x and x[0] != "#"]
        for number, line in enumerate(lines, start=1):
            speaker, rest = line.split(" ", 1)
            themed = rest.startswith("<")
            text = MARK.sub(
                lambda mark: working_token(mark[1], 1), rest.split("> ", 1)[1] if themed else rest
            )
            turn_id = f"{source.stem}-{number:04d}"
            rows.append((turn_id, source.stem, speaker, "SU" if themed else "FAC", text))
    columns = ["turn_id", "focus_group", "speaker", "role", "text"]
    return segment_turns(pd.DataFrame(rows, columns=columns), max_words=80)


def demonstration_gold(repository: Path, segments: pd.DataFrame) -> Gold:
    """Gold themes per segment: those of its turn."""
    with (repository / "tests" / "gold" / "themes.csv").open(encoding="utf-8") as file:
        of_turn = {row["turn_id"]: set(row["theme"].split(";")) for row in csv.DictReader(file)}
    turns = dict(zip(segments["segment_id"], segments["turn_id"], strict=True))
    return {segment: of_turn[turn] - {"none", ""} for segment, turn in turns.items()}


@dataclass(frozen=True)
class Agreement:
    """How well themes that segments were given agree with gold ones.

    ``f1`` and ``precision`` are of all pairs of segment and theme; ``best`` is how often the
    segment's best theme is a gold one; ``ranking`` the mean over themes of the average precision of
    the scores, which no threshold has a part in.
    """

    f1: float
    best: float
    precision: float
    ranking: float


def agreement(coding: pd.DataFrame, gold: Gold, column: str) -> Agreement:
    """The agreement of ``column``, which says which themes segments were given.

    A segment's best theme is the one with the highest score among those, or, if there are none,
    among all.
    """
    pairs = zip(coding["segment_id"], coding["theme"], strict=True)
    truth = pd.Series([theme in gold[segment] for segment, theme in pairs], index=coding.index)
    given = coding[column].eq("true")
    order = coding.assign(given=given).sort_values(["given", "score"], ascending=False)
    best = order.drop_duplicates("segment_id").index
    with_theme = coding.loc[best, "segment_id"].map(lambda segment: bool(gold[segment]))
    f1 = 2 * (truth & given).sum() / (truth.sum() + given.sum())
    ranking = [
        average_precision_score(truth[rows.index], rows["score"])
        for _, rows in coding.groupby("theme")
    ]
    return Agreement(
        f1, truth[best[with_theme]].mean(), truth[given].mean(), float(np.mean(ranking))
    )


def report(name: str, coding: pd.DataFrame, gold: Gold) -> dict[str, Agreement]:
    """The agreement of both columns, printed for those who run this with -s."""
    found = {column: agreement(coding, gold, column) for column in ("proposed", "assigned")}
    for column, of in found.items():
        print(
            f"{name}, {column}: micro-F1 {of.f1:.3f}, best theme {of.best:.3f}, precision "
            f"{of.precision:.3f} of {coding[column].eq('true').sum()}, mean AP {of.ranking:.3f}"
        )
    return found


CONFIRMED, KNOWN_SHARE = 20, 0.6  # coded segments of each theme; where they are drawn from


def drawn(
    segments: pd.DataFrame, gold: Gold, themes: list[Theme], seed: int
) -> tuple[HumanCodings, set[str]]:
    """What a coder makes of up to ``CONFIRMED`` segments of each theme, and the held-out ones."""
    random = np.random.default_rng(seed)
    order = random.permutation(segments["segment_id"].to_numpy(dtype=object))
    known, held = np.split(order, [int(KNOWN_SHARE * len(order))])
    chosen: set[str] = set()
    for theme in themes:
        with_theme = [segment for segment in known if theme.id in gold[segment]]
        chosen |= set(random.permutation(np.array(with_theme, dtype=object))[:CONFIRMED])
    decisions = {(i, theme.id): theme.id in gold[i] for i in sorted(chosen) for theme in themes}
    return HumanCodings(decisions), set(held)


def with_coders(
    name: str, segments: pd.DataFrame, gold: Gold, themes: list[Theme], rounds: int
) -> dict[str, Agreement]:
    """The mean agreement on held-out segments, before and after people coded some of the others."""
    hits = find_keywords(segments, themes)
    alone = code_segments(segments, themes, hits, HumanCodings(), SEED).table
    found: dict[str, list[Agreement]] = {"alone": [], "taught": []}
    for seed in range(rounds):
        human, held = drawn(segments, gold, themes, seed)
        taught = code_segments(segments, themes, hits, human, SEED).table
        for way, coding in (("alone", alone), ("taught", taught)):
            found[way].append(agreement(coding[coding["segment_id"].isin(held)], gold, "proposed"))
    means = {}
    for way, rows in found.items():
        means[way] = Agreement(*np.mean([list(vars(row).values()) for row in rows], axis=0))
        print(
            f"{name}, held out, {way}: "
            + ", ".join(f"{key} {value:.3f}" for key, value in vars(means[way]).items())
        )
    return means


def keyword_coding(coding: pd.DataFrame, hits: pd.DataFrame) -> pd.DataFrame:
    """What every keyword hit taken for a theme would give: the figure to beat."""
    hit = set(zip(hits["segment_id"], hits["theme"], strict=True))
    pairs = zip(coding["segment_id"], coding["theme"], strict=True)
    return coding.assign(keyword=["true" if pair in hit else "false" for pair in pairs])


def test_demonstration_agrees_with_its_gold_themes(repository: Path) -> None:
    """Measured: micro-F1 0.574 (keywords alone 0.563), best theme right 0.619 of 223 segments.

    Of what is assigned: micro-F1 0.564, best theme 0.619; precision 0.679 instead of 0.547. Mean
    average precision 0.611.
    """
    segments = demonstration_segments(repository)
    gold = demonstration_gold(repository, segments)
    themes = read_codebook(repository / "config" / "codebook.yaml")
    hits = find_keywords(segments, themes)
    coding = code_segments(segments, themes, hits, HumanCodings(), SEED).table
    found = report("demonstration", coding, gold)
    keywords = agreement(keyword_coding(coding, hits), gold, "keyword").f1
    print(f"demonstration, keywords alone: micro-F1 {keywords:.3f}")
    proposed, assigned = found["proposed"], found["assigned"]
    assert proposed.f1 >= 0.555
    assert proposed.f1 >= keywords
    assert proposed.best >= 0.60
    assert proposed.ranking >= 0.595
    assert assigned.f1 >= 0.545
    assert assigned.best >= 0.60
    # What a keyword confirms is right more often.
    assert assigned.precision >= proposed.precision + 0.10
    # No theme goes missing.
    shares = coding[coding["proposed"] == "true"].groupby("theme").size() / len(segments)
    assert (shares.reindex([theme.id for theme in themes]) > 0.05).all()


def test_demonstration_learns_from_people(repository: Path) -> None:
    """Measured on 40 % held out, mean of 6 draws of 20 segments a theme, before and after.

    Micro-F1 0.568 and 0.539 (precision 0.539 and 0.472), best theme right 0.606 and 0.663, mean
    average precision 0.607 and 0.611.
    """
    segments = demonstration_segments(repository)
    gold = demonstration_gold(repository, segments)
    themes = read_codebook(repository / "config" / "codebook.yaml")
    found = with_coders("demonstration", segments, gold, themes, rounds=6)
    alone, taught = found["alone"], found["taught"]
    assert taught.f1 >= 0.52
    assert taught.best >= max(0.635, alone.best + 0.03)
    assert taught.ranking >= max(0.60, alone.ranking)


@pytest.fixture(scope="module")
def comments(shared_data: Path) -> tuple[pd.DataFrame, Gold, list[Theme]]:
    """Comments that people coded, with their codes and the codebook."""
    file = shared_data / "themes" / "px_gold.csv"
    if not file.is_file():
        pytest.skip("no human-coded comments beside the project")
    segments = pd.read_csv(file, dtype=str, keep_default_na=False)
    gold = {
        segment: set(themes.split(";")) - {""}
        for segment, themes in zip(segments["segment_id"], segments["themes"], strict=True)
    }
    return segments, gold, read_codebook(file.with_name("px_codebook.yaml"))


def test_real_comments_agree_with_their_coders(
    comments: tuple[pd.DataFrame, Gold, list[Theme]],
) -> None:
    """Measured on 4,388 comments and 12 themes: micro-F1 0.666, best theme right 0.782.

    Of what is assigned: micro-F1 0.665, best theme 0.781; 6 of 4,346 proposals have no keyword.
    Mean average precision 0.666.
    """
    segments, gold, themes = comments
    hits = find_keywords(segments, themes)
    coding = code_segments(segments, themes, hits, HumanCodings(), SEED).table
    found = report("comments", coding, gold)
    assert found["proposed"].f1 >= 0.655
    assert found["proposed"].best >= 0.77
    assert found["proposed"].ranking >= 0.655
    assert found["assigned"].f1 >= 0.655
    assert found["assigned"].best >= 0.77


def test_real_comments_teach_what_their_coders_meant(
    comments: tuple[pd.DataFrame, Gold, list[Theme]],
) -> None:
    """Measured on 40 % held out, mean of 2 draws of 20 comments a theme, before and after.

    Micro-F1 0.664 and 0.684, best theme right 0.780 and 0.800, mean average precision 0.677 and
    0.730.
    """
    found = with_coders("comments", *comments, rounds=2)
    alone, taught = found["alone"], found["taught"]
    assert taught.f1 >= max(0.67, alone.f1 + 0.01)
    assert taught.best >= 0.785
    assert taught.ranking >= max(0.715, alone.ranking + 0.04)
