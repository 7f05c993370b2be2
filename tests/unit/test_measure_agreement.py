"""Agreement: what coders decided on disk, and the table that compares them and the model."""

import random
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import cohen_kappa_score

from focusgroups.codebook import Theme
from focusgroups.tables import read_table, write_table
from focusgroups.themes.agreement import AGREEMENT_COLUMNS, numbered_coders
from focusgroups.themes.agreement import measure_agreement as measured
from focusgroups.themes.coding import code_segments
from focusgroups.themes.human_codings import HumanCodings
from focusgroups.themes.keywords import find_keywords
from focusgroups.themes.segments import text_check
from measure_agreement import measure_agreement

ROOT = Path(__file__).resolve().parents[2]
THEMES = ["warmth", "work"]
SEED = 5
FIGURES = [column for column in AGREEMENT_COLUMNS[3:] if not column.endswith(("_low", "_high"))]
IDS = [f"FGD{group}-{turn:04d}.1" for group in (10, 2) for turn in range(1, 21)]
CODEBOOK = """themes:
  - {id: warmth, name: Warmth, definition: Being warm., keywords: [warm]}
  - {id: work, name: Work, definition: Having work., keywords: [work]}
"""

Coders = Mapping[str, Mapping[str, frozenset[str]]]


def decisions(seed: int, share: float = 0.4) -> dict[str, frozenset[str]]:
    """Themes given at random."""
    chance = random.Random(seed)
    return {i: frozenset(theme for theme in THEMES if chance.random() < share) for i in IDS}


def nearly(decided: Mapping[str, frozenset[str]], seed: int) -> dict[str, frozenset[str]]:
    """The same but for every eighth decision or so."""
    chance = random.Random(seed)
    flips = {i: {theme for theme in THEMES if chance.random() < 0.12} for i in decided}
    return {i: frozenset(decided[i] ^ flips[i]) for i in decided}


def coding_of(proposed: Mapping[str, frozenset[str]]) -> pd.DataFrame:
    rows = [(i, t, "true" if t in proposed[i] else "false") for i in proposed for t in THEMES]
    return pd.DataFrame(rows, columns=["segment_id", "theme", "proposed"])


MODEL = decisions(1)
ANN = nearly(MODEL, 2)
BOB = nearly(ANN, 3)
CAT = nearly(ANN, 4)


def compared(coders: Coders, proposed: Mapping[str, frozenset[str]] = MODEL) -> pd.DataFrame:
    table = measured(coders, coding_of(proposed), THEMES, SEED)
    return table.set_index(["raters", "theme"])


def study(folder: Path, coders: Coders, checks: Mapping[str, str] | None = None) -> dict[str, Path]:
    """The files that the rule reads; a row's check is that of its text where none is given."""
    said = {i: f"What was said in {i}." for i in IDS}
    table = pd.DataFrame([(i, text, text_check(text)) for i, text in said.items()])
    table.columns = pd.Index(["segment_id", "text", "text_check"])
    write_table(table, folder / "segments.csv", list(table.columns))
    write_table(coding_of(MODEL), folder / "coding.csv", ["segment_id", "theme", "proposed"])
    (folder / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
    for name, decided in coders.items():
        rows = [
            f"{i},{';'.join(sorted(themes)) or 'none'},{(checks or {}).get(i, '')}\n"
            for i, themes in decided.items()
        ]
        text = "segment_id,theme,text_check\n" + "".join(rows)
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return {name: folder / f"{name}.csv" for name in coders}


def written(folder: Path, files: list[Path]) -> tuple[list[str], bytes]:
    output = folder / "agreement.csv"
    lines = measure_agreement(
        segments=folder / "segments.csv",
        coding=folder / "coding.csv",
        codebook=folder / "codebook.yaml",
        codings=files,
        seed=SEED,
        agreement=output,
    )
    return lines, output.read_bytes()


def test_every_pair_all_together_and_the_model_in_a_fixed_order() -> None:
    table = measured({"cat": CAT, "ann": ANN, "bob": BOB}, coding_of(MODEL), THEMES, SEED)
    assert tuple(table.columns) == AGREEMENT_COLUMNS
    assert list(table["theme"]) == ["warmth", "work", "overall"] * 7
    assert list(table["raters"])[::3] == [
        "coder_1 and coder_2", "coder_1 and coder_3", "coder_2 and coder_3", "all coders",
        "coder_1 and model", "coder_2 and model", "coder_3 and model",
    ]  # fmt: skip
    assert set(table["segments"]) == {40}
    assert "all coders" not in compared({"ann": ANN, "bob": BOB}).index


@pytest.mark.parametrize("theme", THEMES)
def test_figures_of_a_theme_are_those_of_the_decisions_on_it(theme: str) -> None:
    row = compared({"ann": ANN, "bob": BOB}).loc[("coder_1 and coder_2", theme)]
    one, other = ([theme in decided[i] for i in IDS] for decided in (ANN, BOB))
    assert row["percent"] == pytest.approx(100 * np.mean(np.equal(one, other)))
    assert row["kappa"] == pytest.approx(cohen_kappa_score(one, other))


def test_overall_pools_the_decisions_and_the_model_is_what_it_proposed() -> None:
    table = compared({"ann": ANN})
    assert list(dict.fromkeys(raters for raters, _ in table.index)) == ["coder_1 and model"]
    one, other = ([t in decided[i] for i in IDS for t in THEMES] for decided in (ANN, MODEL))
    row = table.loc[("coder_1 and model", "overall")]
    assert row["kappa"] == pytest.approx(cohen_kappa_score(one, other))
    assert row["segments"] == len(IDS)


def test_of_several_coders_alpha_takes_all_and_the_others_the_mean_of_pairs() -> None:
    some = {i: themes for i, themes in CAT.items() if i in IDS[:15]}
    table = compared({"ann": ANN, "bob": BOB, "cat": some})
    pairs = table.loc[[f"coder_{a} and coder_{b}" for a, b in ((1, 2), (1, 3), (2, 3))]]
    assert list(pairs["segments"])[::3] == [40, 15, 15]
    together = table.loc["all coders"]
    assert list(together["segments"]) == [40] * 3
    for figure in ("percent", "kappa", "ac1"):
        means = pairs[figure].groupby("theme").mean()
        assert together[figure].to_dict() == pytest.approx(means.to_dict())
    apart = pairs["alpha"].groupby("theme").mean()
    assert all(together["alpha"][theme] != pytest.approx(apart[theme]) for theme in THEMES)


def test_intervals_hold_the_figures() -> None:
    table = compared({"ann": ANN, "bob": BOB, "cat": CAT})
    for figure in FIGURES:
        assert (table[f"{figure}_low"] < table[figure]).all()
        assert (table[figure] < table[f"{figure}_high"]).all()


def test_swapping_two_coders_changes_their_numbers_only() -> None:
    there, back = compared({"ann": ANN, "bob": BOB}), compared({"ann": BOB, "bob": ANN})
    pd.testing.assert_frame_equal(
        there.loc[["coder_1 and coder_2"]], back.loc[["coder_1 and coder_2"]]
    )
    assert there.loc["coder_1 and model"].equals(back.loc["coder_2 and model"])


def test_another_coder_changes_no_figure_of_the_others() -> None:
    two, three = compared({"ann": ANN, "bob": BOB}), compared({"ann": ANN, "bob": BOB, "z": CAT})
    pd.testing.assert_frame_equal(two, three.loc[two.index])


def test_consensus_is_no_coder_and_is_held_against_the_model() -> None:
    """It is made from the coders' decisions, so agreeing with it would prove nothing."""
    alone = compared({"ann": ANN, "bob": BOB})
    settled = compared({"ann": ANN, "Consensus": CAT, "bob": BOB})
    added = "consensus and model"
    assert list(settled.index) == [*alone.index, *((added, t) for t in (*THEMES, "overall"))]
    pd.testing.assert_frame_equal(settled.loc[alone.index], alone)


def test_a_theme_that_nobody_gave_is_agreed_on_and_has_no_kappa() -> None:
    one, other = ({i: d[i] - {"work"} for i in IDS} for d in (ANN, BOB))
    row = compared({"ann": one, "bob": other}).loc[("coder_1 and coder_2", "work")]
    assert [row[f"percent{end}"] for end in ("", "_low", "_high")] == [100] * 3
    assert [row[f"ac1{end}"] for end in ("", "_low", "_high")] == [1] * 3
    for figure in ("kappa", "alpha"):
        assert [row[f"{figure}{end}"] for end in ("", "_low", "_high")] == pytest.approx(
            [np.nan] * 3, nan_ok=True
        )


def test_a_theme_that_rests_on_one_segment_has_a_kappa_and_no_interval() -> None:
    once = {i: frozenset({"work"} if i == IDS[0] else ()) for i in IDS}
    row = compared({"ann": once, "bob": once}).loc[("coder_1 and coder_2", "work")]
    assert row["kappa"] == row["alpha"] == 1
    assert row[["kappa_low", "kappa_high", "alpha_low", "alpha_high"]].isna().all()


def test_the_prevalence_paradox_shows_in_kappa_and_not_in_ac1() -> None:
    one = {i: frozenset({"work"} if i == IDS[0] else ()) for i in IDS}
    other = {i: frozenset({"work"} if i == IDS[1] else ()) for i in IDS}
    row = compared({"ann": one, "bob": other}).loc[("coder_1 and coder_2", "work")]
    assert row["percent"] == 95
    assert row["kappa"] < 0 and row["alpha"] < 0.01
    assert row["ac1"] > 0.9


def test_coders_without_a_segment_in_common_have_no_figures() -> None:
    halves = {"ann": {i: ANN[i] for i in IDS[:20]}, "bob": {i: BOB[i] for i in IDS[20:]}, "c": {}}
    table = compared(halves)
    for raters in ("coder_1 and coder_2", "all coders", "coder_3 and model"):
        assert (table.loc[raters, "segments"] == 0).all()
        assert table.loc[raters].drop(columns="segments").isna().all(axis=None)
    assert (table.loc["coder_1 and model", "segments"] == 20).all()


def test_coders_are_numbered_in_natural_order() -> None:
    names = ["Zoe", "coder10", "consensus", "coder9", "anna"]
    assert numbered_coders(names) == {
        "anna": "coder_1", "coder9": "coder_2", "coder10": "coder_3", "Zoe": "coder_4",
        "consensus": "consensus",
    }  # fmt: skip


def test_from_files_to_a_file_that_names_nobody(tmp_path: Path) -> None:
    files = study(tmp_path, {"Wilhelmina": ANN, "Ottokar": BOB})
    lines, content = written(tmp_path, [*files.values()])
    text = content.decode() + "\n".join(lines)
    assert "Wilhelmina" not in text and "Ottokar" not in text
    table = read_table(tmp_path / "agreement.csv", ["segments"], list(AGREEMENT_COLUMNS[3:]))
    assert tuple(table.columns) == AGREEMENT_COLUMNS
    there = table.set_index(["raters", "theme"])
    expected = compared({"Wilhelmina": ANN, "Ottokar": BOB})
    assert list(there.index) == list(expected.index)
    for column in AGREEMENT_COLUMNS[3:]:
        assert there[column].to_list() == pytest.approx(expected[column].to_list(), abs=1e-6)
    assert "coder_1 and coder_2: compared on 40 segments" in lines


def test_codings_of_other_text_and_unknown_segments_are_left_out_and_counted(
    tmp_path: Path,
) -> None:
    checks = {IDS[0]: "0" * 12, IDS[1]: text_check(f"What was said in {IDS[1]}.")}
    strange = {**ANN, "FGD9-0001.1": frozenset(THEMES), "FGD9-0002.1": frozenset()}
    lines, _ = written(tmp_path, [*study(tmp_path, {"ann": strange}, checks).values()])
    assert lines == [
        "files of codings: 1",
        "coder_1: 39 segments; left out 2 rows of unknown segments, 1 made for other text",
        "coder_1 and model: compared on 39 segments",
    ]
    table = read_table(tmp_path / "agreement.csv")
    assert set(table["segments"]) == {"39"}


def test_without_coders_there_is_a_header(tmp_path: Path) -> None:
    study(tmp_path, {})
    lines, content = written(tmp_path, [])
    assert content.decode() == ",".join(AGREEMENT_COLUMNS) + "\n"
    assert lines == ["files of codings: 0"]


def test_no_order_of_files_and_rows_changes_a_byte(tmp_path: Path) -> None:
    coders = {"ann": ANN, "bob": BOB, "cat": CAT}
    _, first = written(tmp_path, [*study(tmp_path, coders).values()])
    for seed in range(3):
        folder = tmp_path / str(seed)
        folder.mkdir()
        chance = random.Random(seed)
        shuffled = {
            name: dict(chance.sample(sorted(decided.items()), len(decided)))
            for name, decided in coders.items()
        }
        files = [*study(folder, shuffled).values()]
        for name in ("segments", "coding"):
            header, *rows = (folder / f"{name}.csv").read_text("utf-8").splitlines(keepends=True)
            (folder / f"{name}.csv").write_text(
                header + "".join(chance.sample(rows, len(rows))), encoding="utf-8"
            )
        assert written(folder, chance.sample(files, len(files)))[1] == first


def test_no_seed_of_hashes_changes_a_byte(tmp_path: Path) -> None:
    files = study(tmp_path, {"ann": ANN, "bob": BOB, "cat": CAT})
    _, first = written(tmp_path, [*files.values()])
    program = (
        "import sys; from pathlib import Path; from measure_agreement import measure_agreement;"
        "f = Path(sys.argv[1]); measure_agreement(f / 'segments.csv', f / 'coding.csv',"
        "f / 'codebook.yaml', [f / 'cat.csv', f / 'ann.csv', f / 'bob.csv'], 5, f / 'other.csv')"
    )
    subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)],
        env={"PYTHONPATH": str(ROOT / "workflow" / "scripts"), "PYTHONHASHSEED": "4711"},
        check=True,
    )
    assert (tmp_path / "other.csv").read_bytes() == first


def test_a_coder_who_throws_dice_does_not_agree_with_a_model_that_learns_from_them() -> None:
    """Were the model's decision on a segment made with the coder's row for it, they would agree."""
    themes = [Theme(t, t, f"About {t}.", (t,)) for t in THEMES]
    chance = random.Random(8)
    words = ["kettle", "till", "bus", "rain", "garden", "choir", "paint", "tea", *THEMES]
    rows = [(f"FGD1-{n:04d}.1", " ".join(chance.sample(words, 4))) for n in range(1, 301)]
    segments = pd.DataFrame(rows, columns=["segment_id", "text"])
    dice = {i: frozenset(t for t in THEMES if chance.random() < 0.4) for i, _ in rows}
    human = HumanCodings({(i, t): t in dice[i] for i in dice for t in THEMES})
    coded = code_segments(segments, themes, find_keywords(segments, themes), human, SEED).table
    assert (coded["source"] == "human").all()
    table = measured({"ann": dice}, coded, THEMES, SEED).set_index("theme")
    assert abs(table.loc["overall", "kappa"]) < 0.15
    # What was decided in the end is the coder's own.
    final = coded.assign(proposed=coded["assigned"])
    assert (measured({"ann": dice}, final, THEMES, SEED)["kappa"] == 1).all()
