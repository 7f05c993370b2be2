"""The methods: numbers from the candidate tables, what was really used, and nothing invented."""

import csv
import re
from pathlib import Path
from typing import Any

import pytest

from candidate_study import (
    CANDIDATE,
    CODEBOOK,
    PARAMETERS,
    REFERENCE_FILES,
    candidate_tables,
    copied,
    details,
    edit,
    replaced,
    with_other_numbers,
)
from focusgroups.codebook import read_codebook
from focusgroups.documents.bibliography import WORKS
from focusgroups.documents.markdown import FOR_THE_AUTHORS
from focusgroups.documents.versions import software_versions
from focusgroups.documents.wording import SPACE, digits
from focusgroups.release import checks
from focusgroups.release.printed_text import printed_text
from focusgroups.release.verdicts import PASSED
from write_methods import write_methods

MORE = {
    "transcripts": {"unlabelled_speaker": "previous", "prompt_pattern": "[0-9]+[.)] |*x*"},
    "release": {"requires_review": True, "requires_quote_approval": True},
    "wording": {"most": 0.6, "few": 0.1},
}


def written(
    folder: Path,
    target: Path,
    coders: int | None = 0,
    reference: Path = REFERENCE_FILES,
    parameters: dict[str, Any] | None = None,
    **changes: Any,
) -> str:
    page = target / "methods.md"
    files = candidate_tables(folder)
    given = {**PARAMETERS, **(parameters or {})}
    write_methods(files, CODEBOOK, details(**changes), given, coders, reference, page)
    return page.read_text(encoding="utf-8").replace(SPACE, " ")


def references(text: str) -> list[str]:
    return [line for line in text.partition("### References")[2].split("\n") if line]


def fact(name: str, value: str) -> Any:
    return replaced({"fact": name}, value=value)


@pytest.mark.parametrize("seed", [1, 2])
def test_numbers_of_things_are_those_of_the_tables(tmp_path: Path, seed: int) -> None:
    folder = copied(tmp_path)
    with_other_numbers(folder, seed)
    with (folder / "study_facts.csv").open(encoding="utf-8") as file:
        facts = {row["fact"]: digits(int(row["value"])) for row in csv.DictReader(file)}
    text = written(folder, tmp_path)
    groups, people = facts["focus_groups"], facts["participants"]
    assert f"The transcripts of {groups} focus groups with {people} participants" in text
    segments = facts["segments"]
    assert f"{facts['participant_turns']} turns were divided into {segments} segments" in text
    keywords = sum(len(theme.keywords) for theme in read_codebook(CODEBOOK))
    assert f"Four themes with {keywords} keywords were looked for in {segments} segments." in text
    assert f"In {facts['suggested_segments']} segments the model suggested" in text


def test_few_turns_are_told_in_words(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder, "facts", fact("participant_turns", "2"))
    edit(folder, "facts", fact("segments", "3"))
    text = written(folder, tmp_path)
    assert "Participants’ two turns were divided into three segments" in text


def test_withheld_numbers_stay_withheld(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    for name in ("participants", "participant_turns", "segments"):
        edit(folder, "facts", fact(name, ""))
    text = written(folder, tmp_path, minimum_count=5)
    assert "six focus groups with a withheld number of participants were analysed" in text
    assert "Participants’ turns were divided into segments" in text
    assert "were looked for. They" in text


def test_every_parameter_stands_with_its_value_and_meaning(tmp_path: Path) -> None:
    text = written(CANDIDATE, tmp_path, parameters=MORE)
    rows = dict(re.findall(r"^\| ([a-z]+\.[a-z_]+) \| (.*?)(?<!\\) \| ", text, re.MULTILINE))
    given = {**PARAMETERS, **MORE}
    assert set(rows) == {f"{name}.{key}" for name, values in given.items() for key in values}
    assert rows["transcripts.prompt_pattern"] == r"\[0-9\]+\[.)\] \|\*x\*"
    assert rows["themes.seed"] == "20190514"
    assert rows["wording.most"] == "0.6"
    assert "goes back to the seed 20190514 (" in text
    assert "“most” are more than 60.0 %, “a few” up to 10.0 %" in text
    for name, version in software_versions(PARAMETERS["deidentification"]["model"]).items():
        assert f"| {name} | {version} |" in text


def test_reference_files_stand_with_their_hash(tmp_path: Path) -> None:
    text = written(CANDIDATE, tmp_path)
    with REFERENCE_FILES.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            assert f"| {row['file']} | {row['sha256'][:12]} | {row['rows']} |" in text
    none = tmp_path / "none.csv"
    none.write_text("edition,holds,file,sha256,rows,note\n", encoding="utf-8")
    without = written(CANDIDATE, tmp_path, reference=none)
    assert "was not looked up" in without
    assert "McLennan" not in without


def test_people_are_asked_for_what_only_they_know(tmp_path: Path) -> None:
    mark = rf"^> \*\*\\\[{FOR_THE_AUTHORS}\\\]\*\* (\w+):"
    asked = re.findall(mark, written(CANDIDATE, tmp_path), re.MULTILINE)
    assert asked == ["Recruitment", "Ethics", "Consent", "Facilitation", "Codebook", "Reading"]


# --- Works cited --------------------------------------------------------------------------------


def test_works_are_listed_where_they_are_mentioned_and_only_there(tmp_path: Path) -> None:
    text = written(CANDIDATE, tmp_path)
    before = text.partition("### References")[0]
    listed = references(text)
    assert listed == [work.entry for work in WORKS if work.is_mentioned(before)]
    named = [entry.split()[0] for entry in listed]
    assert {"Cohen", "Guest", "Gwet", "Krippendorff", "Scudder", "Tong", "Ward"} <= set(named)
    assert "Reimers" not in named
    assert all(str(work.year) in work.entry for work in WORKS)


def test_what_was_not_done_cites_nobody(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    for table in ("agreement", "saturation", "saturation_orders", "stability"):
        edit(folder, table, lambda rows: [])
    text = written(folder, tmp_path)
    said = (
        "agreement was not measured",
        "Saturation was not measured",
        "Stability was not measured",
    )
    assert all(sentence in text for sentence in said)
    named = {entry.split()[0] for entry in references(text)}
    assert named.isdisjoint({"Cohen", "Gwet", "Krippendorff", "Guest", "Efron"})
    assert "Ward" in named


def test_embeddings_and_editions_cite_their_works(tmp_path: Path) -> None:
    on = {"themes": {"embeddings": "minilm", "seed": 1}}
    assert any("Sentence-BERT" in entry for entry in references(
        written(CANDIDATE, tmp_path, parameters=on)))  # fmt: skip
    newer = tmp_path / "newer.csv"
    newer.write_text(REFERENCE_FILES.read_text("utf-8").replace("2019,", "2025,"), "utf-8")
    text = written(CANDIDATE, tmp_path, reference=newer)
    assert "edition of 2025 (Ministry of Housing" in text
    assert "McLennan" not in text


# --- What people did ----------------------------------------------------------------------------


def test_people_overrule_or_do_not(tmp_path: Path) -> None:
    assert "No human coding entered the themes" in written(CANDIDATE, tmp_path)
    assert "Where two people had coded a segment" in written(CANDIDATE, tmp_path, coders=2)
    assert "Where people had coded a segment" in written(CANDIDATE, tmp_path, coders=None)


def test_safety_rules_are_told_as_they_were(tmp_path: Path) -> None:
    strict = written(CANDIDATE, tmp_path, parameters={**MORE, "disclosure": {"minimum_count": 5}})
    loose = written(CANDIDATE, tmp_path)
    for sentence in ("while such a word was undecided", "Only passages that a person had approved",
                     "Counts of fewer than five people were withheld"):  # fmt: skip
        assert sentence in strict
        assert sentence not in loose
    assert "No count was withheld." in loose


def test_the_text_is_the_same_bytes_and_passes_the_checks(tmp_path: Path) -> None:
    text = written(CANDIDATE, tmp_path)
    page = tmp_path / "methods.md"
    first = page.read_bytes()
    assert written(CANDIDATE, tmp_path) == text
    assert page.read_bytes() == first
    assert b"\r" not in first
    pieces = list(printed_text(page, "methods.md"))
    for verdict in (
        checks.check_structured(pieces),
        checks.check_areas(pieces),
        checks.check_person_ids(pieces, ["P01"]),
    ):
        assert verdict.status == PASSED
    assert "**Synthetic demonstration data" in text
    assert "ynthetic demonstration data:" not in written(CANDIDATE, tmp_path, synthetic=False)
