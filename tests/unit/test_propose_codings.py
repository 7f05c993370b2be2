"""What to code next: chosen, filled in by people, read back, learnt from, and counted fairly."""

import csv
import io
import random
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from focusgroups.codebook import NO_THEME, Theme, read_codebook
from focusgroups.sheets import read_rows, read_sheet, sheet_rules
from focusgroups.tables import read_table, write_table
from focusgroups.themes.coding import CODING_COLUMNS, THRESHOLD_COLUMNS, code_segments
from focusgroups.themes.coding_workbook import TO_CODE, write_coding_workbook
from focusgroups.themes.human_codings import HumanCodings, combine_codings
from focusgroups.themes.keywords import EVIDENCE_COLUMNS, find_keywords
from focusgroups.themes.next_to_code import (
    BETWEEN_RANDOM,
    BORDERLINE,
    NEXT_COLUMNS,
    PER_THEME,
    RANDOM,
    TOP,
    choose_next,
)
from focusgroups.themes.prevalence import PREVALENCE_COLUMNS, estimate_prevalence
from focusgroups.themes.random_order import coded_prefix, random_order
from focusgroups.themes.segments import SEGMENT_COLUMNS, text_check
from focusgroups.themes.speaking_words import WORD_COLUMNS
from propose_codings import Account, Tables, propose_codings
from workbook_files import workbook

SEED = 7
CODEBOOK = """\
themes:
- {id: belong, name: Belonging, definition: Being safe and accepted., keywords: [safe, accept*]}
- {id: forward, name: Moving on, definition: Work and confidence., keywords: [work, confiden*]}
- {id: access, name: Getting there, definition: Buses and stairs., keywords: [bus, stairs]}
"""
OPENINGS = ["I felt safe", "They accepted me", "I started work", "More confident", "The bus came"]
ENDINGS = ["with the kettle on", "of a Wednesday", "by the stairs", "at the till", "in the rain"]
WORDS = pd.DataFrame(
    [("belong", "kettle", 1.5, 20), ("belong", "felt safe", 2.5, 9), ("forward", "the till", 1, 9)],
    columns=list(WORD_COLUMNS),
)


def segments(number: int = 150) -> pd.DataFrame:
    texts = [
        f'{OPENINGS[n % 5]}, "so to say" {n}, {ENDINGS[n // 5 % 5]} \u201cthere\u201d'
        if n % 3
        else f"It rained {n} times, {ENDINGS[n % 5]}"
        for n in range(number)
    ]
    texts += ["[laughs]", "=sum, he said"]
    rows = [
        (f"FGD1-{n:04d}.1", f"FGD1-{n:04d}", "FGD1", "P01", t, len(t.split()), text_check(t))
        for n, t in enumerate(texts, start=1)
    ]
    table = pd.DataFrame(rows, columns=list(SEGMENT_COLUMNS))
    table.loc[table["text"] == "[laughs]", "n_words"] = 0
    return table


class Study:
    """A small study on disk, coded by the model and by the coders whose files lie in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.segments = segments()
        write_table(self.segments, folder / "segments.csv", SEGMENT_COLUMNS)
        write_table(WORDS, folder / "theme_words.csv", WORD_COLUMNS)
        (folder / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
        self.themes = read_codebook(folder / "codebook.yaml")
        self.coding = pd.DataFrame()

    def run(self, *coders: Path) -> Account:
        """Code all segments, then propose what to code next."""
        read = {path.stem: read_rows("coding", path) for path in coders}
        checks = dict(zip(self.segments["segment_id"], self.segments["text_check"], strict=True))
        human = combine_codings(read, checks, [theme.id for theme in self.themes])
        hits = find_keywords(self.segments, self.themes)
        coded = code_segments(self.segments, self.themes, hits, human, SEED)
        self.coding = coded.table
        write_table(self.coding, self.folder / "coding.csv", CODING_COLUMNS)
        write_table(coded.thresholds, self.folder / "thresholds.csv", THRESHOLD_COLUMNS)
        write_table(hits, self.folder / "evidence.csv", EVIDENCE_COLUMNS)
        tables = ("segments", "coding", "evidence", "theme_words", "thresholds")
        names = [*(f"{name}.csv" for name in tables), "codebook.yaml"]
        return propose_codings(
            Tables(*(self.folder / name for name in names)),
            list(coders),
            SEED,
            (self.folder / "next.csv", self.folder / "next.xlsx"),
            self.folder / "prevalence.csv",
        )

    def cells(self) -> list[list[str]]:
        """The first worksheet of what to code next, with its header."""
        sheets = CalamineWorkbook.from_path(str(self.folder / "next.xlsx"))
        return [
            [str(cell) for cell in row] for row in sheets.get_sheet_by_name(TO_CODE).to_python()
        ]


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return Study(tmp_path)


def chosen(coded: Sequence[str] = (), rows: pd.DataFrame | None = None) -> pd.DataFrame:
    table, themes = segments() if rows is None else rows, themes_of_codebook()
    hits = find_keywords(table, themes)
    coding = code_segments(table, themes, hits, HumanCodings(), SEED)
    exceeded = dict(coding.thresholds.itertuples(index=False))
    return choose_next(table, coding.table, exceeded, hits, WORDS, set(coded), SEED)


def themes_of_codebook() -> list[Theme]:
    return [
        Theme("belong", "Belonging", "Being safe and accepted.", ("safe", "accept*")),
        Theme("forward", "Moving on", "Work and confidence.", ("work", "confiden*")),
        Theme("access", "Getting there", "Buses and stairs.", ("bus", "stairs")),
    ]


# What is chosen


def test_every_segment_once_and_none_that_is_coded_or_silent() -> None:
    first = chosen()
    assert tuple(first.columns) == NEXT_COLUMNS
    assert first["segment_id"].is_unique
    assert "[laughs]" not in set(first["text"])
    assert set(first["theme"]) == {""}
    again = chosen(coded=list(first["segment_id"]))
    assert not set(first["segment_id"]) & set(again["segment_id"])
    assert len(again) >= len(first) / 2


def test_the_first_twenty_rows_have_something_of_everything() -> None:
    table = chosen()
    start = table.head(20)
    told = start[start["reason"] != RANDOM]
    about = {
        pair
        for reasons, themes in zip(told["reason"], told["about"], strict=True)
        for pair in zip(reasons.split("; "), themes.split("; "), strict=True)
    }
    assert about == {(k, t.id) for k in (TOP, BORDERLINE) for t in themes_of_codebook()}
    assert len(start) - len(told) == 20 // (BETWEEN_RANDOM + 1)
    reasons = [reason for cell in table["reason"] for reason in cell.split("; ")]
    assert reasons.count(TOP) == reasons.count(BORDERLINE) == PER_THEME * 3


def test_top_and_borderline_are_what_they_say() -> None:
    table, themes = segments(), themes_of_codebook()
    hits = find_keywords(table, themes)
    coded = code_segments(table, themes, hits, HumanCodings(), SEED)
    coding, exceeded = coded.table, dict(coded.thresholds.itertuples(index=False))
    found = choose_next(table, coding, exceeded, hits, WORDS, set(), SEED)
    drawn = set(found.loc[found["reason"] == RANDOM, "segment_id"])
    scores = coding[(coding["theme"] == "belong") & ~coding["segment_id"].isin(drawn)]
    falling = scores.sort_values("score", ascending=False, kind="stable")
    best = set(falling["segment_id"].head(PER_THEME))
    margin = (falling["score"] - exceeded["belong"]).abs()
    near = set(falling.loc[margin.sort_values(kind="stable").index, "segment_id"].head(15))
    for row in found[found["reason"] != RANDOM].itertuples():
        kinds = dict(zip(row.about.split("; "), row.reason.split("; "), strict=True))
        if "belong" in kinds:
            assert row.segment_id in (best if kinds["belong"] == TOP else near - best)


def test_rows_about_themes_show_the_evidence_and_random_ones_nothing() -> None:
    table = chosen()
    blind = table[table["reason"] == RANDOM]
    assert (blind[["about", "keywords", "words", "score"]] == "").all(axis=None)
    told = table[(table["reason"] == TOP) & (table["about"] == "belong")]
    safe = told[told["text"].str.startswith("I felt safe")]
    assert set(safe["keywords"]) == {"safe"}
    assert all(words.startswith("felt safe") for words in safe["words"])
    assert all(float(score) for score in told["score"])


def test_shuffled_rows_change_nothing() -> None:
    shuffled = segments().sample(frac=1, random_state=3)
    pd.testing.assert_frame_equal(chosen(), chosen(rows=shuffled))


@pytest.mark.parametrize("number", [0, 1, 5])
def test_tiny_studies(number: int) -> None:
    table = segments()[: number or None].head(number)
    assert set(chosen(rows=table)["segment_id"]) == set(table["segment_id"])


# The random order and what is estimated by it


def test_the_order_of_segments_does_not_depend_on_the_others() -> None:
    ids = [f"FGD{n % 5}-{n:04d}.1" for n in range(300)]
    order = random_order(ids, SEED)
    assert sorted(order) == sorted(ids) and order != sorted(ids)
    assert random_order(ids[::-1], SEED) == order
    assert random_order(ids, SEED + 1) != order
    kept = [segment for segment in ids if not segment.startswith("FGD3")]
    assert random_order(kept, SEED) == [segment for segment in order if segment in set(kept)]
    assert coded_prefix(order, {*order[:7], *order[9:]}) == order[:7]


def test_shares_are_right_on_average_whatever_was_coded_besides() -> None:
    ids = [f"FGD1-{n:04d}.1" for n in range(200)]
    table = pd.DataFrame({"segment_id": ids, "theme": "t", "assigned": "false"})
    shares, naive = [], []
    for seed in range(300):
        applies = set(random.Random(seed).sample(ids, 60))
        top = set(sorted(applies)[:40])
        drawn = [segment for segment in random_order(ids, seed) if segment not in top][:25]
        human = HumanCodings({(s, "t"): s in applies for s in {*top, *drawn}})
        found = estimate_prevalence(ids, table, human, {*top, *drawn}, ["t"], seed)
        shares.append(found["share"][0])
        naive.append(sum(human.decisions.values()) / len(human.decisions))
    assert sum(shares) / 300 == pytest.approx(0.3, abs=0.02)
    assert sum(naive) / 300 > 0.6


def test_interval_is_wilsons() -> None:
    """15 of 148, the score method without continuity correction: Newcombe (1998), table I."""
    ids = [f"FGD1-{n:04d}.1" for n in range(148)]
    table = pd.DataFrame({"segment_id": ids, "theme": "t", "assigned": ["true"] * 37 + [""] * 111})
    human = HumanCodings({(segment, "t"): n < 15 for n, segment in enumerate(ids)})
    (row,) = estimate_prevalence(ids, table, human, ids, ["t"], SEED).itertuples(index=False)
    assert (row.coded, row.applies, row.model_share) == (148, 15, 0.25)
    assert (round(row.share_low, 4), round(row.share_high, 4)) == (0.0624, 0.1605)


def test_few_codings_make_no_share_and_even_votes_do_not_count() -> None:
    ids = random_order([f"FGD1-{n:04d}.1" for n in range(40)], SEED)
    table = pd.DataFrame({"segment_id": ids, "theme": "t", "assigned": "true"})
    nine = HumanCodings({(segment, "t"): True for segment in ids[:9]})
    found = estimate_prevalence(ids, table, nine, ids[:10], ["t"], SEED)
    assert found[["coded", "applies"]].to_numpy().tolist() == [[9, 9]]
    assert found[["share", "share_low", "share_high"]].isna().all(axis=None)
    empty = estimate_prevalence([], table[:0], HumanCodings(), [], ["t"], SEED)
    assert tuple(empty.columns) == PREVALENCE_COLUMNS and len(empty) == 1


# The files that people open


def test_workbook_is_ready_to_be_filled_in(study: Study) -> None:
    study.run()
    first = (study.folder / "next.xlsx").read_bytes()
    study.run()
    assert (study.folder / "next.xlsx").read_bytes() == first
    header, *rows = study.cells()
    assert tuple(header) == NEXT_COLUMNS
    assert len(rows) == len(read_table(study.folder / "next.csv"))
    with zipfile.ZipFile(io.BytesIO(first)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<c " in sheet and 't="n"' not in sheet and "<f>" not in sheet
    assert "<autoFilter " in sheet and 'state="frozen"' in sheet
    assert '<dataValidation type="list"' in sheet and "themes!$A$2:$A$5" in sheet
    assert 'showErrorMessage="1"' not in sheet  # several themes may be typed
    explained = CalamineWorkbook.from_path(str(study.folder / "next.xlsx")).get_sheet_by_name(
        "themes"
    )
    assert [row[0] for row in explained.to_python()] == [
        "theme",
        "belong",
        "forward",
        "access",
        "none",
    ]


def test_both_files_are_sheets_on_which_nothing_is_coded_yet(study: Study) -> None:
    study.run()
    for name in ("next.csv", "next.xlsx"):
        sheet = read_sheet(study.folder / name, sheet_rules()["coding"])
        assert sheet.problems == []
        assert (sheet.rows, len(sheet.waiting)) == ([], len(study.cells()) - 1)


def test_what_excel_would_change_in_csv_is_kept_from_it(tmp_path: Path) -> None:
    study = Study(tmp_path)
    study.segments = study.segments.tail(4).copy()
    checks = ["123456e78901", "012345678901", "a" * 12, "1e5fffffffff"]
    study.segments["text_check"] = checks
    study.segments["n_words"] = 3
    write_table(study.segments, tmp_path / "segments.csv", SEGMENT_COLUMNS)
    study.run()
    content = (tmp_path / "next.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert {row["text_check"] for row in rows} == {f"'{c}" for c in checks[:2]} | {*checks[2:]}
    assert "'=sum, he said" in {row["text"] for row in rows}
    filled = [{**row, "theme": NO_THEME} for row in rows]
    read = read_rows("coding", as_csv(tmp_path / "anna.csv", filled))
    assert {row["text_check"] for row in read} == set(checks)


def test_empty_table_makes_a_workbook(tmp_path: Path) -> None:
    write_coding_workbook(pd.DataFrame(columns=list(NEXT_COLUMNS)), [], tmp_path / "next.xlsx")
    assert read_sheet(tmp_path / "next.xlsx", sheet_rules()["coding"]).problems == []


# The whole loop


def as_csv(path: Path, rows: Sequence[dict[str, str]]) -> Path:
    """A CSV file as Excel saves it: a mark, CRLF, quotation marks where they are needed."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(NEXT_COLUMNS), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode("utf-8-sig"))
    return path


def as_workbook(path: Path, rows: Sequence[dict[str, str]]) -> Path:
    path.write_bytes(workbook([list(NEXT_COLUMNS), *([*row.values()] for row in rows)]))
    return path


def filled_in(study: Study, rows: int) -> list[dict[str, str]]:
    """The proposals, of which a person who stops there has coded the first ``rows``."""
    header, *cells = study.cells()
    table = [dict(zip(header, row, strict=True)) for row in cells]
    for number, row in enumerate(table[:rows]):
        kettle = "belong;access" if number % 2 else "belong"
        row["theme"] = kettle if "kettle" in row["text"] else NO_THEME
    return table


@pytest.mark.parametrize("save", [as_csv, as_workbook])
def test_people_code_the_model_learns_and_proposes_others(study: Study, save) -> None:
    account = study.run()
    assert account.warnings == []
    assert "0 segments coded by people" in account.lines[0]
    before = study.coding.set_index(["segment_id", "theme"])
    table = filled_in(study, rows=30)
    coded = [row for row in table if row["theme"]]
    name = "anna.csv" if save is as_csv else "anna.xlsx"
    file = save(study.folder / name, table)

    account = study.run(file)
    assert account.warnings == []
    assert "30 segments coded by people" in account.lines[0]
    after = study.coding.set_index(["segment_id", "theme"])
    for row in coded:
        for theme in study.themes:
            cell = after.loc[(row["segment_id"], theme.id)]
            given = theme.id in row["theme"].split(";")
            assert (cell["source"], cell["assigned"]) == ("human", str(given).lower())
    people = set(after.index[after["source"] == "human"].get_level_values(0))
    assert people == {row["segment_id"] for row in coded}
    # It has learnt that the kettle speaks for belonging, where nobody coded.
    kettles = study.segments["text"].str.contains("kettle") & ~study.segments["segment_id"].isin(
        people
    )
    pairs = [(segment, "belong") for segment in study.segments.loc[kettles, "segment_id"]]
    assert after.loc[pairs, "score"].mean() > before.loc[pairs, "score"].mean()
    # What comes next was not coded; what waited and is still of use comes again.
    following = {row[0] for row in study.cells()[1:]}
    assert not following & people
    # The random rows were coded from the first on, so the shares are told of all of them.
    random_rows = [row for row in coded if row["reason"] == RANDOM]
    prevalence = read_table(study.folder / "prevalence.csv", ["coded", "applies"], ["share"])
    drawn = prevalence.set_index("theme").loc["belong"]
    assert drawn["coded"] >= len(random_rows) >= 7

    # The second round is pasted below the first.
    more = [row for row in filled_in(study, rows=20) if row["theme"]]
    whole = save(study.folder / name, [*coded, *more])
    study.run(whole)
    prevalence = read_table(study.folder / "prevalence.csv", ["coded", "applies"], ["share"])
    drawn = prevalence.set_index("theme").loc["belong"]
    assert drawn["coded"] >= 12
    assert drawn["share"] == pytest.approx(drawn["applies"] / drawn["coded"], abs=1e-6)
    human = study.coding[study.coding["source"] == "human"]
    assert human["segment_id"].nunique() == 50


def test_codings_that_do_not_count_are_said_aloud(study: Study) -> None:
    study.run()
    table = filled_in(study, rows=5)
    outdated_row = table[BETWEEN_RANDOM]  # the first random one
    outdated_row["text_check"] = "0" * 12
    table[1]["segment_id"] = "FGD9-0001.1"
    account = study.run(as_csv(study.folder / "anna.csv", table))
    outdated, unknown = account.warnings
    assert outdated.startswith("coding/: 1 segments were coded when their text was another")
    assert outdated_row["segment_id"] in outdated
    assert unknown.startswith("coding/: 1 coded segments are none of this study")
    assert "FGD9-0001.1" in unknown
    said = " ".join([*account.lines, *account.warnings])
    assert "anna" not in said and "kettle" not in said
    assert outdated_row["segment_id"] in {row[0] for row in study.cells()}  # to be coded again
