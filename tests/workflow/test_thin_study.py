"""A study with gaps: a theme that nobody mentions, a silent group, no age of one, no postcodes.

It is made from three groups of the demonstration. Every document must come out and say what is
missing.
"""

import csv
import re
from collections.abc import Callable
from pathlib import Path

import docx
from lxml import html

GROUPS = ("FGD1", "FGD3", "FGD5")
SILENT = """\
Facilitator: Good morning everybody, and thank you for coming in.

Facilitator: Would anybody like to begin? There is no hurry at all.

Facilitator: Then we will leave it there for today, and thank you for sitting with us.
"""
UNMENTIONED = """
  - id: unmentioned
    name: Gardens and growing
    definition: Growing plants, and what a garden does for people.
    keywords: [allotment*, greenhouse*, compost*]
"""


def rewrite(file: Path, change: Callable[[list[dict[str, str]]], list[dict[str, str]]]) -> None:
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(change(rows))


def make_thin(project) -> None:
    """Three groups of the demonstration, with what is missing missing."""
    resources = project.folder / "resources"
    for transcript in (resources / "transcripts").iterdir():
        if transcript.stem not in GROUPS[:2]:
            transcript.unlink()
    (resources / "transcripts" / "FGD5.txt").write_text(SILENT, encoding="utf-8")
    for sheet in [*(resources / "coding").iterdir(), resources / "redaction_decisions.csv"]:
        sheet.unlink()
    rewrite(
        resources / "participants.csv",
        lambda rows: [
            {**row, "postcode": "", "age": "" if row["participant_id"] == "P02" else row["age"]}
            for row in rows
            if row["focus_group"] in GROUPS
        ],
    )
    rewrite(
        resources / "staff.csv",
        lambda rows: [
            {**row, "focus_groups": ";".join(g for g in GROUPS if g in row["focus_groups"])}
            for row in rows
            if any(group in row["focus_groups"] for group in GROUPS)
        ],
    )
    rewrite(
        resources / "focus_groups.csv",
        lambda rows: [row for row in rows if row["focus_group"] in GROUPS],
    )
    rewrite(
        resources / "quotes.csv",
        lambda rows: [row for row in rows if row["segment_id"].startswith(GROUPS[0])],
    )
    codebook = project.folder / "config" / "codebook.yaml"
    codebook.write_text(codebook.read_text("utf-8").rstrip("\n") + UNMENTIONED, encoding="utf-8")


def printed(release: Path) -> dict[str, str]:
    """The text of the report and of the Word file, with spaces of every kind alike."""
    page = html.document_fromstring((release / "report.html").read_text(encoding="utf-8"))
    document = docx.Document(str(release / "results_section.docx"))
    texts = {
        "report": page.get_element_by_id("findings").text_content(),
        "Word": "\n".join(paragraph.text for paragraph in document.paragraphs),
    }
    return {name: re.sub(r"\s+", " ", text) for name, text in texts.items()}


def test_what_a_study_lacks_is_said_in_every_document(fresh) -> None:
    make_thin(fresh)
    said = fresh.run()
    assert "FGD5.txt: no participant of FGD5 speaks" in said
    release = fresh.folder / "results" / "release"
    for name, text in printed(release).items():
        assert "No participant spoke in FGD5" in text, name
        assert "Age was not known for 1 (11.1 %)" in text, name
        assert "so deprivation is not reported" in text, name
        assert "No segment of the talk was given “Gardens and growing”" in text, name
        # The theme has its place all the same, and nothing is quoted there.
        assert "No segment of the participants’ talk was given it." in text, name
        assert "Nobody coded segments by hand, so agreement was not measured" in text, name
        assert not re.search(r"\b(nan|NaN|inf)\b", text), name
    table = (release / "2_qualitative_findings" / "table_3_themes.csv").read_text("utf-8")
    assert "\nunmentioned,0,0,0,0.0\n" in table
