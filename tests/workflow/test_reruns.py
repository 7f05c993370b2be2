"""Only what depends on a change is done again."""

import csv
import re
import shutil
import time
from pathlib import Path

import yaml

PER_GROUP = {"parse_transcript", "detect_identifiers"}
STUDY_WIDE = {"redact_transcripts", "segment_turns", "code_themes", "write_report", "all"}


def test_second_run_has_nothing_to_do(project) -> None:
    assert "Nothing to be done" in project.run()


def test_deleting_results_and_running_again_gives_the_same_bytes(project) -> None:
    before = project.contents()
    shutil.rmtree(project.folder / "results")
    time.sleep(1.1)  # so that a clock in any output would show
    project.run("--cores", "1")
    after = project.contents()
    assert sorted(before) == sorted(after)
    assert [name for name in before if before[name] != after[name]] == []


def test_seventh_group_leaves_the_other_groups_alone(project) -> None:
    resources = project.folder / "resources"
    shutil.copy2(resources / "transcripts" / "FGD3.txt", resources / "transcripts" / "FGD7.txt")
    sheet = (resources / "participants.csv").read_text(encoding="utf-8")
    people = [line for line in sheet.splitlines() if ",FGD3," in line]
    for number, line in enumerate(people, start=19):
        sheet += re.sub(r"^P\d+,FGD3", f"P{number},FGD7", line) + "\n"
    (resources / "participants.csv").write_text(sheet, encoding="utf-8")
    staff = (resources / "staff.csv").read_text(encoding="utf-8")
    (resources / "staff.csv").write_text(staff.replace("FGD3;", "FGD3;FGD7;"), encoding="utf-8")

    plan = project.planned()

    assert plan.groups == {"FGD7"}
    assert plan.rules >= PER_GROUP | STUDY_WIDE
    results = project.folder / "results"
    others = {file: file.stat().st_mtime_ns for file in (results / "private/turns").iterdir()}
    project.run()
    turns = sorted((results / "working" / "turns").glob("*.csv"))
    assert [file.stem for file in turns] == [f"FGD{n}" for n in range(1, 8)]
    assert {file: file.stat().st_mtime_ns for file in others} == others
    figure = results / "release/2_qualitative_findings/figure_2_themes_by_group.svg"
    assert "FGD7" in figure.read_text(encoding="utf-8")


def test_changed_label_reparses_only_that_group(project) -> None:
    project.edit("resources/participants.csv", "P09,FGD3,Michelle,", "P09,FGD3,Michelle;Chelle,")
    plan = project.planned()
    assert plan.groups == {"FGD3"}
    assert plan.rules >= PER_GROUP


def test_changed_age_parses_nothing_again(project) -> None:
    project.edit("resources/participants.csv", ",52,Female", ",53,Female")
    plan = project.planned()
    assert plan.groups == set()
    assert "link_deprivation" in plan.rules
    assert not plan.rules & {"redact_transcripts", "code_themes", "select_quotes"}


def test_changed_keyword_reruns_from_coding_on(project) -> None:
    project.edit("config/codebook.yaml", "keywords: [accepted, safe,", "keywords: [accepted,")
    plan = project.planned()
    assert plan.groups == set()
    assert "code_themes" in plan.rules
    assert not plan.rules & {"redact_transcripts", "segment_turns", "link_deprivation"}


# Which quotes there are is in them, or, of the methods and the checklist, how they were chosen.
TELLS_OF_QUOTES = {
    "write_report",
    "write_results_section",
    "write_audit",
    "write_methods",
    "write_checklist",
}
RELEASES = {"check_release", "publish_release", "all"}


def test_another_quote_reruns_only_what_prints_quotes(project) -> None:
    candidate = project.folder / "results" / "candidate"
    proposed = project.folder / "results" / "working" / "quotes_proposed.csv"
    with proposed.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["theme"] == "moving_forward"]
    before = next(row for row in rows if row["decision"])
    after = next(row for row in rows if row["kind"] == "counter-example" and not row["decision"])
    old, new = (f"{r['segment_id']},moving_forward,use,{r['text_check']}" for r in (before, after))
    project.edit("resources/quotes.csv", old, new)

    plan = project.planned()

    assert plan.groups == set()
    assert plan.rules >= {"select_quotes", "write_report", "write_results_section"}
    assert plan.rules - {"select_quotes"} <= TELLS_OF_QUOTES | RELEASES
    was = {path: path.read_bytes() for path in candidate.rglob("*.*")}
    project.run()
    changed = {path.name for path, content in was.items() if path.read_bytes() != content}
    printed = {"table_4_quotes.csv", "quote_keywords.csv", "report.html", "results_section.docx"}
    assert printed <= changed <= printed | {"coreq.csv", "coreq.docx"}
    table = (candidate / "2_qualitative_findings/table_4_quotes.csv").read_text(encoding="utf-8")
    assert after["segment_id"] in table
    assert before["segment_id"] not in table


def test_edited_module_reruns_the_rules_that_use_it(project) -> None:
    module = project.folder / "workflow/scripts/focusgroups/themes/saturation.py"
    module.write_text(module.read_text(encoding="utf-8") + "\n# edited\n", encoding="utf-8")
    plan = project.planned()
    assert "measure_saturation" in plan.rules
    assert not plan.rules & {"code_themes", "redact_transcripts"}


def test_settings_of_the_profile_hold_no_study_values(repository: Path) -> None:
    profile = repository / "workflow" / "profiles" / "default" / "config.yaml"
    assert "config" not in yaml.safe_load(profile.read_text(encoding="utf-8"))
