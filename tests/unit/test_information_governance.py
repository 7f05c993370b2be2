"""What docs/information_governance.md promises exists, and its figures are those measured."""

import re
import stat
from pathlib import Path

import pytest
from residual_risk import FIGURES, KINDS, TOGETHER, blind_scores, figures, renewed, within
from utterance_gold import gold_sets

from focusgroups.config import complete_config, read_schema
from focusgroups.newstudy.layout import lay_out
from focusgroups.release.hidden_passages import WINDOW
from focusgroups.sheets import sheet_rules

REPOSITORY = Path(__file__).resolve().parents[2]
PAGE = (REPOSITORY / "docs" / "information_governance.md").read_text("utf-8")
CODE = re.findall(r"`([^`\n]+)`", PAGE)
MEMORY = ".snakemake/"

# How far a figure may fall before the page must say so: another processor may decide a few
# doubtful names otherwise.
SLACK = {
    **dict.fromkeys(("replaced", "replaced or flagged", "leak rate", "precision"), 0.02),
    "flags per 1,000 words": 2.0,
}
LESS_IS_BETTER = {"leak rate", "flags per 1,000 words"}


def rows(head: str) -> list[list[str]]:
    """The rows of the table whose first column has this head; cells stripped."""
    table = re.search(rf"^\| {re.escape(head)} \|.*\n((?:\|.*\n)+)", PAGE, flags=re.MULTILINE)
    assert table, head
    lines = [line.strip("|").split("|") for line in table[1].splitlines()]
    return [[cell.strip() for cell in line] for line in lines[1:]]


def workflow_rooms() -> set[str]:
    """The folders that the workflow's rules name, the study's own among them."""
    text = (REPOSITORY / "workflow" / "rules" / "common.smk").read_text("utf-8")
    block = re.split(r"^pathvars:\n", text, flags=re.MULTILINE)[1].partition("\n\n")[0]
    results = re.findall(r'STUDY\.results / "(\w+)"', block)
    return {"resources/", *(f"results/{room}/" for room in results)}


def test_rooms_of_the_page_are_those_of_the_workflow() -> None:
    assert {row[0].strip("`") for row in rows("room")} == {*workflow_rooms(), MEMORY}
    assert len(workflow_rooms()) == 6
    elsewhere = {name for name in CODE if re.fullmatch(r"results/\w+/", name)}
    assert elsewhere <= workflow_rooms()


def test_targets_of_make_exist() -> None:
    makefile = (REPOSITORY / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^(\w+):", makefile, flags=re.MULTILINE))
    named = {target for code in CODE for target in re.findall(r"\bmake (\w+)", code)}
    assert {"study", "run", "review", "purge"} <= named <= targets


def test_programs_and_documents_exist() -> None:
    named = {code for code in CODE if code.startswith(("tests/", "bench/", "docs/"))}
    assert len(named) >= 3
    assert {name for name in named if not (REPOSITORY / name).exists()} == set()


def test_keys_of_the_config_exist_and_are_safe_in_a_real_study() -> None:
    sections = read_schema("config")["properties"]
    named = [code.split(".") for code in CODE if re.fullmatch(r"[a-z]+\.[a-z_]+", code)]
    keys = {(first, key) for first, key in named if first in sections}
    assert all(key in sections[section]["properties"] for section, key in keys)
    safety = {key for key in keys if key[0] in ("release", "disclosure")}
    four = {"resources": "r", "results": "r", "codebook": "c", "synthetic": False}
    real = complete_config(four, "config.yaml")
    assert {key: real[key[0]][key[1]] for key in safety} == {
        ("release", "requires_review"): True,
        ("release", "requires_quote_approval"): True,
        ("disclosure", "minimum_count"): 5,
    }
    assert "counts of fewer than 5 people are withheld" in PAGE


def test_sheets_and_columns_exist() -> None:
    rules = sheet_rules()
    sheets = {rule["file"].replace("{coder}", "") for rule in rules.values()}
    stated = " ".join(row[0] for row in rows("what"))
    assert set(re.findall(r"`([^`]+)`", stated)) == sheets
    columns = {column for rule in rules.values() for column in rule["columns"]}
    assert {"consent", "postcode", "text_check", "checked_by"} <= columns & set(CODE)


def test_folder_of_a_study_is_its_owners_alone(tmp_path: Path) -> None:
    lay_out(tmp_path / "study", REPOSITORY)
    assert "(mode 0700)" in PAGE
    assert stat.S_IMODE((tmp_path / "study").stat().st_mode) == 0o700


def test_purge_looks_for_as_many_words_in_a_row_as_the_page_says() -> None:
    assert WINDOW == 6
    assert "their words (six in a row, or a short sentence)" in PAGE


def test_figures_say_on_which_sets_they_were_measured() -> None:
    table = {row[0].strip("`"): row[1:4] for row in rows(FIGURES[0])}
    blind = [gold for gold in gold_sets() if gold.blind]
    assert list(table) == [*(gold.name for gold in blind), TOGETHER]
    for gold in blind:
        words = sum(len(utterance.text.split()) for utterance in gold.utterances)
        assert table[gold.name][:2] == [f"{len(gold.utterances):,}", f"{words:,}"]
    for number in range(3):
        *parts, whole = (int(row[number].replace(",", "")) for row in table.values())
        assert sum(parts) == whole


def test_figures_are_no_better_than_what_is_measured() -> None:
    stated = {row[0].strip("`"): row for row in rows(FIGURES[0])}
    worse = []
    for name, (utterances, result) in blind_scores().items():
        measured = dict(zip(FIGURES, figures(name, utterances, result), strict=True))
        promised = dict(zip(FIGURES, stated[name], strict=True))
        for figure, slack in SLACK.items():
            better = float(promised[figure]) - float(measured[figure])
            if (-better if figure in LESS_IS_BETTER else better) > slack:
                worse.append(f"{name}: {figure}")
        assert promised["direct identifiers"] == measured["direct identifiers"]
    assert worse == [], "write them anew: python tests/gold/residual_risk.py"


def test_kinds_add_up_to_the_figures_above() -> None:
    table = {row[0]: list(map(int, row[1:5])) for row in rows(KINDS[0])}
    *kinds, whole = [numbers for name, numbers in table.items()][: _end(table) + 1]
    assert [sum(column) for column in zip(*kinds, strict=True)] == whole
    together = next(row for row in rows(FIGURES[0]) if row[0] == TOGETHER)
    mentions, replaced, flagged, left = whole
    assert together[3] == f"{mentions:,}"
    assert together[4] == f"{replaced / mentions:.3f}"
    assert together[5] == f"{(replaced + flagged) / mentions:.3f}"
    assert together[6] == f"{left / mentions:.3f}"


def _end(table: dict[str, list[int]]) -> int:
    """Where the rows of direct identifiers end."""
    return list(table).index("**every direct identifier**")


def test_renewing_the_tables_changes_nothing_else() -> None:
    assert renewed(PAGE, within(PAGE)) == PAGE
    other = renewed(PAGE, "| none |\n")
    assert within(other) == "| none |\n"
    assert other.replace("| none |\n", within(PAGE)) == PAGE


BLANKS = (
    *("Controller", "Processor", "Article 6", "Article 9", "Ethics reference", "DPIA reference"),
    *("Retention period", "Data-protection officer, contact", "Date, signature"),
)


@pytest.mark.parametrize("blank", BLANKS)
def test_form_has_a_blank_for(blank: str) -> None:
    form = PAGE.partition("## 9. Form")[2]
    lines = [line for line in form.splitlines() if line.endswith("| |") and blank in line]
    assert len(lines) >= 1


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_page_is_named_where_documents_are(name: str) -> None:
    assert "docs/information_governance.md" in (REPOSITORY / name).read_text("utf-8")


def test_links_inside_lead_somewhere() -> None:
    titles = re.findall(r"^#+ (.*)$", PAGE, flags=re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", title.casefold()).replace(" ", "-") for title in titles}
    assert set(re.findall(r"\]\(#([^)]*)\)", PAGE)) <= anchors
