"""Stability: every part of a study is left out in turn, and what changes is counted."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from focusgroups.codebook import ALL_THEMES, Theme
from focusgroups.errors import StudyError
from focusgroups.tables import read_table, write_table
from focusgroups.themes import omissions as omissions_module
from focusgroups.themes.coding import code_segments
from focusgroups.themes.human_codings import HumanCodings
from focusgroups.themes.keywords import EVIDENCE_COLUMNS, find_keywords
from focusgroups.themes.material import Material, gather_material
from focusgroups.themes.omissions import (
    Omission,
    nothing_left_out,
    omissions,
    part_of_large_study,
)
from focusgroups.themes.quotes import QuoteRules
from focusgroups.themes.scoring import decide_themes
from focusgroups.themes.segments import SEGMENT_COLUMNS, text_check
from focusgroups.themes.stability import measure_stability as measured
from focusgroups.themes.stability import summarise_stability
from focusgroups.themes.stability_columns import (
    COUNTS_OF_STABILITY,
    GROUP,
    KEYWORD,
    KINDS,
    PARTICIPANT,
    RESAMPLED,
    RUN_COLUMNS,
    SHARES_OF_STABILITY,
    STABILITY_COLUMNS,
)
from measure_stability import StudyFiles, measure_stability

BELONG = Theme("belong", "Belonging", "Being accepted.", ("safe", "accepted", "welcome", "kettle"))
FORWARD = Theme("forward", "Moving on", "Work.", ("work", "confiden*", "volunteer*", "till"))
THEMES = [BELONG, FORWARD]
SEED = 7
SAID = [
    "I felt safe in there with the kettle on and a brew",
    "They accepted me, brew and all",
    "You get a welcome and a brew",
    "I started work on the shop floor",
    "I volunteer in the shop on Wednesdays",
    "More confident now in the shop",
    "It rained all the way on the bus",
    "Two buses it is from ours",
]
PEOPLE = {"FGD1": ("P01", "P02"), "FGD2": ("P03", "P04"), "FGD3": ("P05", "P06")}


def segments_of(said: list[str]) -> pd.DataFrame:
    """The same things said by everybody, each with a word of their own."""
    rows = []
    for group, people in PEOPLE.items():
        for place, person in enumerate(people):
            for number, text in enumerate(said):
                turn = f"{group}-{place * len(said) + number + 1:04d}"
                own = f"{text} {person.lower()}word"
                words = len(own.split())
                rows.append((f"{turn}.1", turn, group, person, own, words, text_check(own)))
    return pd.DataFrame(rows, columns=list(SEGMENT_COLUMNS))


def study_of(
    segments: pd.DataFrame, themes: list[Theme] = THEMES, human: HumanCodings | None = None
) -> Material:
    evidence = find_keywords(segments, themes)
    return gather_material(segments, themes, evidence, human or HumanCodings(), None, SEED)


def first_two(coding: pd.DataFrame) -> dict[str, set[str]]:
    """The best two assigned segments of each theme."""
    assigned = coding[coding["assigned"] == "true"].sort_values("score", ascending=False)
    return {theme: set(rows["segment_id"][:2]) for theme, rows in assigned.groupby("theme")}


@pytest.fixture(scope="module")
def study() -> Material:
    return study_of(segments_of(SAID))


@pytest.fixture(scope="module")
def runs(study: Material) -> pd.DataFrame:
    return measured(study, first_two)


def test_every_group_person_and_keyword_is_left_out_once(study: Material) -> None:
    found: dict[str, list[Omission]] = {kind: [] for kind in KINDS}
    for omission in omissions(study):
        found[omission.left_out].append(omission)
    assert [o.which for o in found[GROUP]] == list(PEOPLE)
    assert [o.which for o in found[PARTICIPANT]] == [f"P{i:02d}" for i in range(1, 7)]
    assert [o.which for o in found[KEYWORD]] == [
        *("belong: accepted", "belong: kettle", "belong: safe", "belong: welcome"),
        *("forward: confiden*", "forward: volunteer*", "forward: work"),
    ]
    assert len(found[RESAMPLED]) == omissions_module.SAMPLES
    for group in found[GROUP]:
        left = study.segments.iloc[group.rows]
        assert set(left["focus_group"]) == set(PEOPLE) - {group.which}
        assert {len(keyword.rows) for keyword in group.found} == {4}
    for keyword in found[KEYWORD]:
        assert len(keyword.found) == len(study.found) - 1
        assert len(keyword.rows) == len(study.segments)


def test_samples_are_as_large_as_the_study_and_of_whole_people(study: Material) -> None:
    for omission in omissions(study):
        if omission.left_out != RESAMPLED:
            assert (omission.copies == 1).all()
            continue
        speakers = study.segments["speaker"].iloc[omission.rows]
        times = pd.Series(omission.copies, index=speakers.index).groupby(speakers)
        assert (times.nunique() == 1).all()
        assert times.first().sum() == 6
        assert (speakers.value_counts() == len(SAID)).all()


def test_nothing_left_out_is_the_coding_of_the_study(study: Material) -> None:
    segments = segments_of(SAID)
    coded = code_segments(
        segments, THEMES, find_keywords(segments, THEMES), HumanCodings(), SEED
    ).table
    whole = nothing_left_out(study)
    decided = decide_themes(study.talk, whole.found, study.by_people, SEED, whole.copies)
    assert coded["score"].tolist() == decided.scores.ravel().tolist()
    assert coded["assigned"].eq("true").tolist() == decided.assigned.ravel().tolist()


def test_shares_ranks_and_quotes_are_what_they_say(study: Material, runs: pd.DataFrame) -> None:
    assert tuple(runs.columns) == RUN_COLUMNS
    assert runs["kept"].dropna().between(0, 100).all()
    without = runs[(runs["left_out"] == KEYWORD) & (runs["theme"] == "belong")]
    by_keyword = without.set_index("which")
    # "accepted" is said in a sixth of belonging's eighteen segments, and alone there.
    assert by_keyword.loc["belong: accepted", "kept"] < 70
    assert by_keyword.loc["belong: accepted", "segments"] == 12
    # "kettle" stands beside "safe": without it nothing is lost.
    assert by_keyword.loc["belong: kettle", "kept"] == 100
    assert by_keyword.loc["forward: work", "kept"] == 100
    groups = runs[(runs["left_out"] == GROUP) & (runs["theme"] == ALL_THEMES)]
    assert groups["rank"].isna().all() and (groups["segments"] == 24).all()
    assert set(runs.loc[runs["theme"] != ALL_THEMES, "rank"]) <= {1.0, 2.0}


def test_quotes_that_left_with_their_speaker_are_not_missed(study: Material) -> None:
    def all_by_first_person(coding: pd.DataFrame) -> dict[str, set[str]]:
        ids = set(coding["segment_id"])
        return {"belong": {i for i in ("FGD1-0001.1", "FGD1-0009.1") if i in ids}, "forward": set()}

    runs = measured(study, all_by_first_person)
    people = runs[(runs["left_out"] == PARTICIPANT) & (runs["theme"] == "belong")]
    assert (people["quotes"] == 100).all()
    group = runs[(runs["left_out"] == GROUP) & (runs["theme"] == "belong")].set_index("which")
    assert np.isnan(group.loc["FGD1", "quotes"])


def test_summary_takes_the_lowest_and_the_median(runs: pd.DataFrame) -> None:
    table = summarise_stability(runs, ["belong", "forward"], minimum=0)
    assert tuple(table.columns) == STABILITY_COLUMNS
    assert list(table["left_out"]) == [kind for kind in KINDS for _ in range(3)]
    assert list(table["theme"]) == ["belong", "forward", ALL_THEMES] * 4
    of_own = table[(table["left_out"] == KEYWORD) & (table["theme"] == "belong")].iloc[0]
    own = runs[runs["which"].str.startswith("belong: ") & (runs["theme"] == "belong")]
    assert of_own["runs"] == 4
    assert of_own["kept_low"] == own["kept"].min()
    assert of_own["kept_median"] == own["kept"].median()
    assert table.loc[table["theme"] == ALL_THEMES, "rank_low"].isna().all()


def test_a_small_number_of_people_is_not_told(runs: pd.DataFrame) -> None:
    table = summarise_stability(runs, ["belong", "forward"], minimum=7)
    assert (table["runs"].isna() == (table["left_out"] == PARTICIPANT)).all()
    assert table["kept_low"].notna().all()


def test_what_a_person_decided_stays() -> None:
    segments = segments_of(SAID)
    rained = segments.loc[segments["text"].str.startswith("It rained"), "segment_id"]
    human = HumanCodings({(segment_id, "belong"): True for segment_id in rained})
    runs = measured(study_of(segments, human=human), first_two)
    keyword = runs[(runs["left_out"] == KEYWORD) & (runs["theme"] == "belong")]
    assert keyword["segments"].min() >= len(rained)


def test_shuffled_rows_change_nothing(runs: pd.DataFrame) -> None:
    shuffled = segments_of(SAID).sample(frac=1, random_state=3)
    pd.testing.assert_frame_equal(measured(study_of(shuffled), first_two), runs)


@pytest.mark.parametrize("rows", [0, 1, 8], ids=["nobody", "one segment", "one person"])
def test_studies_too_small_to_leave_anything_out(rows: int) -> None:
    study = study_of(segments_of(SAID).iloc[:rows])
    runs = measured(study, first_two)
    assert not set(runs["left_out"]) - {KEYWORD}
    assert (
        tuple(summarise_stability(runs, ["belong", "forward"], minimum=0).columns)
        == STABILITY_COLUMNS
    )


def test_a_large_study_leaves_out_a_part(monkeypatch: pytest.MonkeyPatch, study: Material) -> None:
    monkeypatch.setattr(omissions_module, "MOST_CODED", 0)
    monkeypatch.setattr(omissions_module, "FEWEST_RUNS", 3)
    kinds = pd.Series([omission.left_out for omission in omissions(study)])
    assert kinds.value_counts().to_dict() == dict.fromkeys(KINDS, 3)


def test_script_writes_both_tables(tmp_path: Path) -> None:
    segments = segments_of(SAID)
    write_table(segments, tmp_path / "segments.csv", SEGMENT_COLUMNS)
    write_table(find_keywords(segments, THEMES), tmp_path / "evidence.csv", EVIDENCE_COLUMNS)
    (tmp_path / "codebook.yaml").write_text(
        "themes:\n"
        "- {id: belong, name: B, definition: D., keywords: [safe, accepted, welcome, kettle]}\n"
        "- {id: forward, name: F, definition: D., keywords: [work, confiden*, volunteer*, till]}\n"
    )
    people = [f"{person},{group},L,,yes\n" for group, two in PEOPLE.items() for person in two]
    (tmp_path / "participants.csv").write_text(
        "participant_id,focus_group,speaker_labels,names,consent\n" + "".join(people)
    )
    files = StudyFiles(
        tmp_path / "segments.csv",
        tmp_path / "codebook.yaml",
        tmp_path / "evidence.csv",
        [],
        None,
        tmp_path / "participants.csv",
    )
    said = measure_stability(
        files,
        QuoteRules(2, 3, 70, False),
        minimum=5,
        seed=SEED,
        runs=tmp_path / "runs.csv",
        stability=tmp_path / "stability.csv",
    )
    codings = 3 + 6 + 7 + omissions_module.SAMPLES
    assert said == f"{codings} codings of parts of the study, on 48 of 48 segments"
    table = read_table(
        tmp_path / "stability.csv", integers=COUNTS_OF_STABILITY, floats=SHARES_OF_STABILITY
    )
    assert tuple(table.columns) == STABILITY_COLUMNS
    assert table["quotes_median"].notna().all()
    with pytest.raises(StudyError, match=r"segment_vectors\.csv: missing or .*; delete it and"):
        measure_stability(
            replace(files, vectors=tmp_path / "none.csv"),
            QuoteRules(2, 3, 70, False),
            minimum=5,
            seed=SEED,
            runs=tmp_path / "runs.csv",
            stability=tmp_path / "stability.csv",
        )
    # No speech and, in what may be published, nobody's id.
    assert "P01" not in (tmp_path / "stability.csv").read_text("utf-8")


def test_a_large_study_is_judged_by_some_of_its_people(monkeypatch: pytest.MonkeyPatch) -> None:
    segments = segments_of(SAID)
    assert part_of_large_study(segments, SEED) is segments
    monkeypatch.setattr(omissions_module, "MOST_SEGMENTS", 20)
    some = part_of_large_study(segments, SEED)
    assert some["speaker"].value_counts().tolist() == [len(SAID)] * 3
    shuffled = segments.sample(frac=1, random_state=2)
    assert set(part_of_large_study(shuffled, SEED)["segment_id"]) == set(some["segment_id"])


def test_one_segment_less_changes_little() -> None:
    """Folds do not move when something is left out: what changes is due to what is missing."""
    said = [f"{text} {word}" for text in SAID for word in ("today", "then", "once", "always")]
    segments = segments_of(said)
    one_less = segments.drop(index=100)
    scores = [
        code_segments(rows, THEMES, find_keywords(rows, THEMES), HumanCodings(), SEED).table
        for rows in (segments, one_less)
    ]
    both = scores[0].merge(scores[1], on=["segment_id", "theme"])
    assert (both["score_x"] - both["score_y"]).abs().median() < 0.05
