"""Clusters and the map: whole, named by what was said, the same for any order of rows."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sklearn.decomposition import TruncatedSVD

from cluster_themes import cluster_themes
from focusgroups.codebook import Theme
from focusgroups.tables import read_table, write_table
from focusgroups.themes.clusters import (
    CLUSTER_COLUMNS,
    SUB_THEME_COLUMNS,
    cluster_segments,
    summarise_clusters,
)
from focusgroups.themes.content_words import content_words
from focusgroups.themes.segment_map import MAP_COLUMNS, map_segments

BUS = ["the bus was late [Person 3]", "the late bus stop", "late for the bus stop"]
GUITAR = ["the guitar chords [laughs]", "a guitar and three chords", "my chords on the guitar"]
SEED = 3
OUTING = Theme("outing", "Outing", "Going out", ("ferry", "picnic"))
OTHER = Theme("other", "Other", "Anything else", ("other",))


def study(per_kind: int = 8) -> tuple[pd.DataFrame, pd.DataFrame]:
    texts = [
        *(BUS * per_kind)[: 2 * per_kind],
        *(GUITAR * per_kind)[:per_kind],
        "It rained",
        "[laughs]",
    ]
    ids = [f"FGD1-{i:04d}.1" for i in range(1, len(texts) + 1)]
    people = [f"P{i % 5:02d}" for i in range(len(ids))]
    segments = pd.DataFrame({"segment_id": ids, "text": texts, "speaker": people})
    segments["focus_group"] = "FGD1"
    rows = []
    for number, segment_id in enumerate(ids):
        outing = number < 3 * per_kind
        rows += [
            (segment_id, "outing", 2.0 * outing, str(outing).lower(), 1),
            (segment_id, "other", -1.0, "false", 2),
        ]
    columns = ["segment_id", "theme", "score", "assigned", "rank"]
    return segments, pd.DataFrame(rows, columns=columns)


def clustered(
    segments: pd.DataFrame, coding: pd.DataFrame, themes: list[Theme], seed: int
) -> pd.DataFrame:
    return cluster_segments(content_words(segments), coding, themes, seed)


def mapped(segments: pd.DataFrame, coding: pd.DataFrame, seed: int) -> pd.DataFrame:
    return map_segments(content_words(segments), coding, seed)


def test_clusters_divide_each_theme_and_the_leftovers() -> None:
    segments, coding = study()
    found = clustered(segments, coding, [OUTING, OTHER], SEED)
    outing = found[found["theme"] == "outing"].set_index("segment_id")
    assert len(outing) == 24
    assert found.loc[found["theme"] == "none", "segment_id"].tolist() == ["FGD1-0025.1"]
    said = segments.set_index("segment_id").loc[outing.index, "text"]
    assert outing.loc[said.str.contains("bus"), "cluster"].eq(1).all()  # the larger one is 1
    assert outing.loc[said.str.contains("guitar"), "cluster"].eq(2).all()


def test_the_largest_cluster_is_the_first_wherever_its_segments_stand() -> None:
    segments, coding = study()
    segments.loc[:23, "text"] = segments.loc[:23, "text"].tolist()[::-1]
    found = clustered(segments, coding, [OUTING], SEED)
    outing = found[found["theme"] == "outing"].set_index("segment_id")
    said = segments.set_index("segment_id").loc[outing.index, "text"]
    assert outing.loc[said.str.contains("guitar"), "cluster"].eq(2).all()


def test_labels_are_terms_of_the_cluster_and_never_tokens() -> None:
    segments, coding = study()
    found = clustered(segments, coding, [OUTING], SEED)
    outing = found[found["theme"] == "outing"]
    labels = dict(zip(outing["cluster"], outing["label"], strict=True))
    assert "bus" in labels[1]
    assert "guitar" in labels[2]
    assert not any(word in label for label in found["label"] for word in ("person", "laugh", "["))


def test_the_nearest_segments_come_first() -> None:
    segments, coding = study()
    found = clustered(segments, coding, [OUTING], SEED)
    for _, cluster in found.groupby(["theme", "cluster"]):
        assert cluster["distance"].is_monotonic_increasing
        assert (cluster["distance"] >= 0).all()


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_rows_changes_nothing(seed: int) -> None:
    segments, coding = study()
    shuffled = segments.sample(frac=1, random_state=seed)
    mixed = coding.sample(frac=1, random_state=seed)
    pd.testing.assert_frame_equal(
        clustered(segments, coding, [OUTING], SEED),
        clustered(shuffled, mixed, [OUTING], SEED),
    )
    pd.testing.assert_frame_equal(mapped(segments, coding, SEED), mapped(shuffled, mixed, SEED))


def test_the_last_digits_of_linear_algebra_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    segments, coding = study(20)
    words = ["bus", "stop", "late", "guitar", "chord", "tune", "garden", "bench", "seed", "soil"]
    drawn = np.random.default_rng(SEED).choice(words, (len(segments), 2))
    segments["text"] = [" ".join(pair) for pair in drawn]  # so many ties that a digit would decide
    as_here = clustered(segments, coding, [OUTING], SEED)
    mapped_here = mapped(segments, coding, SEED)
    exact = TruncatedSVD.fit_transform

    def elsewhere(self: TruncatedSVD, matrix: object) -> object:
        space = exact(self, matrix)
        return space + np.random.default_rng(space.shape[1]).normal(0, 1e-10, space.shape)

    monkeypatch.setattr(TruncatedSVD, "fit_transform", elsewhere)
    pd.testing.assert_frame_equal(
        clustered(segments, coding, [OUTING], SEED), as_here, check_exact=True
    )
    pd.testing.assert_frame_equal(mapped(segments, coding, SEED), mapped_here, check_exact=True)


def test_the_map_places_all_spoken_segments_and_keeps_like_ones_near() -> None:
    segments, coding = study()
    places = mapped(segments, coding, SEED)
    assert tuple(places.columns) == MAP_COLUMNS
    assert len(places) == 25  # all but the laughter
    assert places["theme"].tolist() == ["outing"] * 24 + ["none"]
    assert places[["x", "y"]].abs().to_numpy().max() == 1
    spots = places[["x", "y"]].to_numpy()[:24]
    distances = np.linalg.norm(spots[:, None] - spots[None], axis=2) + 9 * np.eye(24)
    nearest = distances.argmin(axis=1)
    assert ((nearest < 16) == (np.arange(24) < 16)).mean() > 0.9


@pytest.mark.parametrize("number", [0, 1, 2, 5])
def test_tiny_studies(number: int) -> None:
    segments, coding = study()
    segments = segments.head(number)
    coding = coding[coding["segment_id"].isin(segments["segment_id"])]
    assert len(clustered(segments, coding, [OUTING, OTHER], SEED)) == number
    assert len(mapped(segments, coding, SEED)) == number


def test_large_themes_are_clustered_by_a_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("focusgroups.themes.clusters.MOST_COMPARED", 12)
    monkeypatch.setattr("focusgroups.themes.segment_map.MOST_LAID_OUT", 12)
    segments, coding = study()
    found = clustered(segments, coding, [OUTING], SEED)
    said = segments.set_index("segment_id")["text"].loc[found["segment_id"]]
    bus = said.str.contains("bus").to_numpy()
    assert set(found.loc[bus, "cluster"]) == {1}
    assert len(found) == len(mapped(segments, coding, SEED)) == 25


def test_forms_of_a_word_are_one_term_shown_as_it_is_said_most() -> None:
    segments, coding = study()
    segments.loc[:15, "text"] = ["three boats late", "some boats late", "a boat late"] * 5 + [
        "boat"
    ]
    found = clustered(segments, coding, [OUTING], SEED)
    labels = set(found.loc[found["theme"] == "outing", "label"])
    named = [term for label in labels for term in label.split(", ")]
    assert "boats" in named and "boat" not in named


def test_a_label_says_more_than_the_keywords_of_its_theme() -> None:
    segments, coding = study()
    told = Theme("outing", "Outing", "Going out", ("bus", "late*", "stop", "guitar", "chord"))
    plain = clustered(segments, coding, [OUTING], SEED)
    found = clustered(segments, coding, [told], SEED)
    labels = found[found["theme"] == "outing"].groupby("cluster")["label"].first()
    before = plain[plain["theme"] == "outing"].groupby("cluster")["label"].first()
    # Nothing else is said there, so that the label has a term less.
    assert [len(label.split(", ")) for label in (before[1], labels[1])] == [3, 2]
    assert labels[2] == before[2] == "chords, guitar"
    segments.loc[15, "text"] = segments.loc[14, "text"] = "the late bus stop in the fog"
    found = clustered(segments, coding, [told], SEED)
    assert "fog" in found.loc[found["cluster"] == 1, "label"].iloc[0]


def test_fillers_name_no_cluster() -> None:
    segments, coding = study()
    segments["text"] = segments["text"] + " actually, sorry, thanks, basically"
    found = clustered(segments, coding, [OUTING], SEED)
    said = " ".join(found["label"])
    assert not any(word in said for word in ("actually", "sorry", "thanks", "basically"))


def test_sub_themes_tell_size_people_groups_and_what_to_read_first() -> None:
    segments, coding = study()
    segments.loc[[0, 23], "focus_group"] = "FGD2"
    found = clustered(segments, coding, [OUTING, OTHER], SEED)
    summary = summarise_clusters(found, segments)
    assert tuple(summary.columns) == SUB_THEME_COLUMNS
    assert list(zip(summary["theme"], summary["cluster"], strict=True)) == [
        ("outing", 1), ("outing", 2), ("none", 1),
    ]  # fmt: skip
    assert summary["segments"].tolist() == [16, 8, 1]
    assert summary["participants"].tolist() == [5, 5, 1]
    assert summary["focus_groups"].tolist() == [2, 2, 1]
    for row in summary.itertuples():
        own = found[(found["theme"] == row.theme) & (found["cluster"] == row.cluster)]
        assert row.nearest.split(";") == own["segment_id"].head(3).tolist()
        assert row.label == own["label"].iloc[0]
    shuffled = segments.sample(frac=1, random_state=1)
    again = summarise_clusters(clustered(shuffled, coding, [OUTING, OTHER], SEED), shuffled)
    pd.testing.assert_frame_equal(again, summary)
    assert summarise_clusters(found.head(0), segments).empty


def test_script_writes_all_files(tmp_path: Path) -> None:
    segments, coding = study()
    write_table(segments, tmp_path / "segments.csv", list(segments.columns))
    write_table(coding, tmp_path / "coding.csv", list(coding.columns))
    (tmp_path / "codebook.yaml").write_text(
        "themes:\n"
        "  - {id: outing, name: Outing, definition: Going out, keywords: [bus]}\n"
        "  - {id: other, name: Other, definition: Anything else, keywords: [other]}\n"
    )
    account = cluster_themes(
        tmp_path / "segments.csv",
        tmp_path / "coding.csv",
        tmp_path / "codebook.yaml",
        SEED,
        tmp_path / "clusters.csv",
        tmp_path / "sub_themes.csv",
        tmp_path / "map.csv",
    )
    assert account == "3 clusters; 25 of 26 segments on the map"
    assert tuple(read_table(tmp_path / "clusters.csv").columns) == CLUSTER_COLUMNS
    assert tuple(read_table(tmp_path / "sub_themes.csv").columns) == SUB_THEME_COLUMNS
    assert tuple(read_table(tmp_path / "map.csv").columns) == MAP_COLUMNS
