"""config/README.md explains every key, sheet and column, and what it says is true."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from focusgroups.codebook import read_codebook
from focusgroups.config import complete_config, read_schema
from focusgroups.deprivation.downloads import PAGES
from focusgroups.sheets import read_sheet, sheet_rules
from focusgroups.study_checks import RESERVED_COLUMNS, TRANSCRIPT_ENDINGS
from focusgroups.tokens import LABELS
from focusgroups.transcripts import READERS

CONFIG = Path(__file__).resolve().parents[2] / "config"
README = (CONFIG / "README.md").read_text("utf-8")
SHEETS = sheet_rules()

# What belongs to the demonstration and not to every study.
STUDY_SPECIFIC = {
    *("resources", "results", "codebook", "synthetic"),
    *("study.title", "study.date", "study.invited", "deidentification.safe_terms"),
    "themes.learn_from",
}


def tables(heading: str) -> Iterator[list[str]]:
    """The rows of the tables under a heading, header rows left out; cells stripped."""
    section = re.split(rf"^#+ {re.escape(heading)}$", README, flags=re.MULTILINE)[1]
    section = re.split(r"^#+ ", section, flags=re.MULTILINE)[0]
    for table in re.split(r"\n\n", section):
        for line in [line for line in table.splitlines() if line.startswith("|")][2:]:
            yield [cell.strip() for cell in line.strip("|").split(" | ")]


def keys(rules: dict[str, Any], before: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    for key, rule in rules["properties"].items():
        if rule.get("type") == "object":
            yield from keys(rule, f"{before}{key}.")
        else:
            yield f"{before}{key}", rule


KEYS = dict(keys(read_schema("config")))
PARTS = read_schema("config")["properties"]
TOP = "Where things are, and whose study it is"
EXPLAINED = {
    row[0].strip("`"): row
    for heading in (TOP, *(name for name, rule in PARTS.items() if rule.get("type") == "object"))
    for row in tables(heading)
}


def code(cell: str) -> list[str]:
    """What stands in backticks in a cell."""
    return re.findall(r"`([^`]*)`", cell)


def test_every_key_is_explained_and_no_other() -> None:
    assert set(EXPLAINED) == set(KEYS)
    assert all(len(row) == 4 and all(row) for row in EXPLAINED.values())


@pytest.mark.parametrize("key", KEYS)
def test_default_is_the_schemas(key: str) -> None:
    stated = EXPLAINED[key][3]
    if key == "deprivation.downloads":
        files = [file for row in tables("Deprivation for any postcode") for file in code(row[1])]
        assert files == [entry["file"] for entry in KEYS[key]["default"]]
        assert "(#deprivation-for-any-postcode)" in stated
    elif "default" in KEYS[key]:
        assert yaml.safe_load(stated.strip("`")) == KEYS[key]["default"]
    else:
        assert key in read_schema("config")["required"]
        assert stated == "must be given"


@pytest.mark.parametrize("key", KEYS)
def test_allowed_values_are_the_schemas(key: str) -> None:
    rule, allowed = KEYS[key], EXPLAINED[key][2]
    choices = [rule, *rule.get("oneOf", [])]
    for choice in choices:
        for bound in ("minimum", "maximum"):
            if bound in choice:
                assert str(choice[bound]) in re.findall(r"\d+(?:\.\d+)?", allowed)
    listed = [yaml.safe_load(word) for word in code(allowed)]
    for choice in [*choices, rule.get("items", {})]:
        assert all(value in listed for value in choice.get("enum", []))
        assert choice.get("const") in [*listed, None]
    if "null" in rule.get("type", ""):
        assert "null" in code(allowed)
    if rule.get("type") == "array":
        assert allowed.startswith("a list")


def test_what_auto_means_is_what_it_does() -> None:
    four = {"resources": "r", "results": "r", "codebook": "c"}
    shown = complete_config({**four, "synthetic": True}, "config.yaml")
    real = complete_config({**four, "synthetic": False}, "config.yaml")
    rows = {row[0].strip("`"): row[1:] for row in tables("The config") if "." in row[0]}
    assert set(rows) == {key for key in KEYS if KEYS[key].get("default") == "auto" and "." in key}
    for key, stated in rows.items():
        section, inner = key.split(".")
        values = [yaml.safe_load(cell.strip("`")) for cell in stated]
        assert values == [shown[section][inner], real[section][inner]]
    assert (shown["paper_figures"], real["paper_figures"]) == ("auto", None)


def test_the_demonstration_sets_defaults_but_for_what_is_its_own() -> None:
    config = yaml.safe_load((CONFIG / "config.yaml").read_text("utf-8"))
    for key, rule in KEYS.items():
        section, _, inner = key.partition(".")
        value = config[section][inner] if inner else config[section]
        if key not in STUDY_SPECIFIC:
            assert value == rule["default"], key


def test_parts_of_a_download_are_explained() -> None:
    parts = KEYS["deprivation.downloads"]["items"]["properties"]
    rows = {row[0].strip("`"): code(row[2]) for row in tables("Entries of downloads")}
    assert list(rows) == list(parts) == KEYS["deprivation.downloads"]["items"]["required"]
    assert rows["holds"] == parts["holds"]["items"]["enum"]
    assert all("null" in rows[part] for part, rule in parts.items() if "null" in rule["type"])


def test_publishers_pages_are_those_that_messages_name() -> None:
    pages = "".join(cell for row in tables("Deprivation for any postcode") for cell in row)
    assert all(f"({page})" in pages for page in PAGES.values())


def test_reserved_columns_are_named() -> None:
    cell = EXPLAINED["participants.characteristics"][2]
    assert set(code(cell)) == RESERVED_COLUMNS


@pytest.mark.parametrize("name", SHEETS)
def test_every_column_of_every_sheet_is_explained(name: str) -> None:
    rows = list(tables(f"Sheet {SHEETS[name]['file']}"))
    assert [row[0].strip("`") for row in rows] == list(SHEETS[name]["columns"])
    assert all(len(row) == 5 and all(row) for row in rows)


def columns() -> list[tuple[str, str]]:
    return [(name, column) for name, rules in SHEETS.items() for column in rules["columns"]]


@pytest.mark.parametrize(("name", "column"), columns())
def test_rule_of_a_column_is_the_sheets(name: str, column: str) -> None:
    rule = SHEETS[name]["columns"][column]
    row = next(row for row in tables(f"Sheet {SHEETS[name]['file']}") if row[0] == f"`{column}`")
    needed = "column" if rule.get("required") else ""
    assert ("column" in row[1].split(",")[0].split(";")[0]) == (needed == "column"), row[1]
    assert ("cells" in row[1]) == bool(rule.get("filled") or column == "label"), row[1]
    assert {value for value in rule.get("values", []) if value} <= set(code(row[2]))
    for bound in rule.get("integer", []):
        assert str(bound) in re.findall(r"\d+", row[2])


@pytest.mark.parametrize(("name", "column"), columns())
def test_example_is_that_of_the_template(name: str, column: str) -> None:
    row = next(row for row in tables(f"Sheet {SHEETS[name]['file']}") if row[0] == f"`{column}`")
    assert row[3] == f"`{SHEETS[name]['columns'][column]['example']}`"


@pytest.mark.parametrize("name", SHEETS)
def test_example_rows_keep_the_rules(tmp_path: Path, name: str) -> None:
    rows = list(tables(f"Sheet {SHEETS[name]['file']}"))
    text = io.StringIO()
    csv.writer(text).writerows(
        [[row[0].strip("`") for row in rows], [row[3].strip("`") for row in rows]]
    )
    path = tmp_path / "sheet.csv"
    path.write_text(text.getvalue(), encoding="utf-8")
    sheet = read_sheet(path, SHEETS[name])
    assert sheet.problems == []
    assert len(sheet.rows) == 1


@pytest.mark.parametrize(
    ("name", "column"),
    [
        *(("participants", c) for c in ("participant_id", "speaker_labels", "names", "postcode")),
        *(("staff", c) for c in ("staff_id", "speaker_labels", "names", "role")),
        *(("focus_groups", "date"), ("redaction_decisions", "term"), ("participants", "consent")),
    ],
)
def test_what_is_never_published_is_said_to_be(name: str, column: str) -> None:
    row = next(row for row in tables(f"Sheet {SHEETS[name]['file']}") if row[0] == f"`{column}`")
    assert row[4].startswith("never")


def test_labels_of_identifiers_are_named() -> None:
    row = next(row for row in tables("Sheet redaction_decisions") if row[0] == "`label`")
    assert tuple(code(row[2])) == LABELS


def test_formats_are_those_that_can_be_read() -> None:
    stated = [row[1].strip("`") for row in tables("Transcripts") if row[1].startswith("`.")]
    assert stated == list(TRANSCRIPT_ENDINGS) == list(READERS)


def test_parts_of_the_codebook_are_explained_and_the_example_is_sound(tmp_path: Path) -> None:
    parts = read_schema("codebook")["properties"]["themes"]["items"]["properties"]
    assert [row[0].strip("`") for row in tables("The codebook")] == list(parts)
    example = re.findall(r"```yaml\n(themes:.*?)```", README, flags=re.DOTALL)
    (tmp_path / "codebook.yaml").write_text(example[0], encoding="utf-8")
    assert read_codebook(tmp_path / "codebook.yaml")[0].keywords[-1] == "no"


def test_examples_of_configs_are_sound() -> None:
    examples = re.findall(r"```yaml\n(resources:.*?|study:.*?)```", README, flags=re.DOTALL)
    four, more = map(yaml.safe_load, examples)
    assert list(four) == read_schema("config")["required"]
    settings = complete_config({**four, **more}, "config.yaml")
    assert settings["quotes"]["per_theme"] == 4


def test_links_inside_lead_somewhere() -> None:
    titles = re.findall(r"^#+ (.*)$", README, flags=re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", title.casefold()).replace(" ", "-") for title in titles}
    assert set(re.findall(r"\]\(#([^)]*)\)", README)) <= anchors


FOREIGN = ("Config file", "check_release")  # said by Snakemake; made up of a check's own words
SAID = [line for row in tables("When something is wrong") for line in code(row[0])]


@pytest.mark.parametrize("message", [line for line in SAID if not line.startswith(FOREIGN)])
def test_messages_are_those_that_the_code_says(message: str, repository: Path) -> None:
    files = [*(repository / "workflow").rglob("*.py"), *(repository / "workflow").rglob("*.smk")]
    source = "\n".join(file.read_text("utf-8") for file in sorted(files))
    source = re.sub(r'"\s*f?"', "", source)  # one text over two lines
    fixed = re.split(r"\.\.\.|\d+|^transcripts/", message)
    assert [piece for piece in fixed if piece.strip(" :") not in source] == []
