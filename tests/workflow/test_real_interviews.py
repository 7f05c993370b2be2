"""A study of one's own: four real interviews, with a real study's safety rules."""

import shutil
from pathlib import Path

import yaml

from csvrows import rows_of


def lay_out_study(folder: Path, interviews: list[Path]) -> Path:
    resources = folder / "resources"
    (resources / "transcripts").mkdir(parents=True)
    rows = ["participant_id,focus_group,speaker_labels,names,age"]
    for number, interview in enumerate(interviews, start=1):
        group = interview.stem.split("_")[0]
        shutil.copy2(interview, resources / "transcripts" / f"{group}.odt")
        rows.append(f"U{number},{group},Participant,,")
    (resources / "participants.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    groups = ";".join(interview.stem.split("_")[0] for interview in interviews)
    staff = f"staff_id,focus_groups,speaker_labels,role\nMOD,{groups},Moderator,facilitator\n"
    (resources / "staff.csv").write_text(staff, encoding="utf-8")
    codebook = {
        "themes": [
            {
                "id": "understanding",
                "name": "Understanding the tool",
                "definition": "Whether the purpose and wording of the pages are clear.",
                "keywords": ["clear", "understand", "explain*", "information", "confus*"],
            },
            {
                "id": "use",
                "name": "Using the tool",
                "definition": "Choosing options, submitting queries, reading results.",
                "keywords": ["click", "select", "submit", "query", "download", "option"],
            },
        ]
    }
    (folder / "codebook.yaml").write_text(yaml.safe_dump(codebook), encoding="utf-8")
    config = {
        "resources": "resources",
        "results": "results",
        "codebook": "codebook.yaml",
        "synthetic": False,
        "transcripts": {
            "unlabelled_speaker": "Participant",
            "prompt_pattern": "([0-9]+([.][a-z])?|[a-z][.][ivx]+)[.)]? +[A-Z]",
        },
    }
    path = folder / "config.yaml"
    path.write_text(yaml.safe_dump(config), encoding="utf-8")
    return path


def test_real_interviews_run_under_a_real_studys_rules(fresh, shared_data, tmp_path) -> None:
    interviews = sorted((shared_data / "transcripts").glob("*.odt"))
    config = lay_out_study(tmp_path / "study", interviews)
    before = {file for file in fresh.folder.rglob("*") if ".snakemake" not in file.parts}

    fresh.run("--configfile", str(config))

    after = {file for file in fresh.folder.rglob("*") if ".snakemake" not in file.parts}
    assert {file for file in after - before if "__pycache__" not in file.parts} == set()
    release = tmp_path / "study" / "results" / "release"
    assert rows_of(release / "2_qualitative_findings/table_4_quotes.csv") == []
    assert not (release / "paper_comparison.csv").exists()
    assert b"ynthetic" not in (release / "report.html").read_bytes()
    # Four people are fewer than the minimum of five: no count but the total may be printed.
    counts = rows_of(release / "1_demographics/table_1_participants.csv")
    assert {row["n"] for row in counts} <= {"", "0", "4"}
    for group in ("P2", "P10", "P14", "P16"):
        turns = rows_of(tmp_path / f"study/results/working/turns/{group}.csv")
        roles = {row["role"] for row in turns}
        assert roles == {"SU", "FAC"}
