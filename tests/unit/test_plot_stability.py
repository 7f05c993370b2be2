"""Figure 5 shows what stays and says the least of it."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from figure_tools import check_files, data, draw_twice, words

from focusgroups.codebook import ALL_THEMES
from focusgroups.tables import write_table
from focusgroups.themes.stability_columns import (
    GROUP,
    KEYWORD,
    KINDS,
    PARTICIPANT,
    STABILITY_COLUMNS,
)
from plot_stability import plot_stability

THEMES = ("belong", "forward")


def plot(folder: Path, rows: list[tuple[object, ...]]) -> dict[str, Path]:
    folder.mkdir(exist_ok=True)
    table = pd.DataFrame(rows, columns=list(STABILITY_COLUMNS))
    table = table.astype({"runs": "Int64", "rank_low": "Int64", "rank_high": "Int64"})
    write_table(table, folder / "stability.csv", STABILITY_COLUMNS)
    (folder / "codebook.yaml").write_text(
        "themes:\n- {id: belong, name: Belonging & being, definition: D., keywords: [safe]}\n"
        "- {id: forward, name: Moving on, definition: D., keywords: [work]}\n"
    )
    return draw_twice(
        plot_stability, folder / "drawn", stability=folder / "stability.csv",
        codebook=folder / "codebook.yaml", synthetic=True,
    )  # fmt: skip


def shares(kind: str, low: float, median: float) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = [
        (kind, theme, 6, low, median, 1, 2, 50.0, 75.0) for theme in THEMES
    ]
    return [*rows, (kind, ALL_THEMES, 6, low, median, None, None, 40.0, np.nan)]


@pytest.mark.parametrize(
    ("rows", "outcome"),
    [
        (
            [*shares(GROUP, 81.9, 96.0), *shares(PARTICIPANT, 90.0, 99.0)],
            "At least 81 % of codings stay without any one focus group or participant",
        ),
        (
            shares(PARTICIPANT, 100.0, 100.0),
            "All codings stay without any one participant",
        ),
        ([*shares(KEYWORD, 50.0, 90.0)], "Stability cannot be judged"),
        ([], "Stability cannot be judged: there is nothing to leave out"),
    ],
    ids=["two kinds", "all stay", "keywords only", "nothing"],
)
def test_outcome_is_said(tmp_path: Path, rows: list[tuple[object, ...]], outcome: str) -> None:
    files = plot(tmp_path, rows)
    assert outcome in check_files(files)
    assert any(outcome in piece for piece in words(files))


def test_every_kind_and_theme_is_drawn_and_told(tmp_path: Path) -> None:
    files = plot(tmp_path, [row for kind in KINDS for row in shares(kind, 62.4, 88.0)])
    said, drawn = check_files(files), " ".join(words(files))
    assert said.count("codings 62 % to 88 %, quotes 40 % to none to compare") == len(KINDS)
    shown = data(files)
    assert list(shown["left_out"].drop_duplicates()) == list(KINDS) and len(shown) == 12
    assert set(shown["kept_low"]) == {"62.4"} and set(shown["quotes_median"]) == {"75.0", ""}
    for piece in ("Belonging & being", "Moving on", "All themes", "focus group (6)", "Share (%)"):
        assert piece in drawn
    assert "Synthetic demonstration data" in drawn
