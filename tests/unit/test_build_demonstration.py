"""The committed demonstration is what its one source says, byte for byte and turn for turn."""

from pathlib import Path

import pytest
from build_demonstration import GROUPS as FORMS_OF_GROUPS
from build_demonstration import build, read_source

from csvrows import rows_of
from focusgroups.sheets import read_rows
from focusgroups.speakers import people_of_group
from focusgroups.transcripts import read_transcript
from focusgroups.transcripts.turns import attribute_turns

REPOSITORY = Path(__file__).resolve().parents[2]
PLAIN = {"unlabelled_speaker": "previous", "prompt_pattern": ""}


GROUPS = list(FORMS_OF_GROUPS)


def parsed(group: str):
    people = people_of_group(
        group,
        read_rows("participants", REPOSITORY / "resources" / "participants.csv"),
        read_rows("staff", REPOSITORY / "resources" / "staff.csv"),
    )
    (path,) = (REPOSITORY / "resources" / "transcripts").glob(f"{group}.*")
    return attribute_turns(read_transcript(path), path.name, group, people, PLAIN).turns


def gold(name: str) -> list[dict[str, str]]:
    return rows_of(REPOSITORY / "tests" / "gold" / name)


def test_rebuilding_gives_the_committed_bytes(tmp_path: Path) -> None:
    for file in build(REPOSITORY, tmp_path):
        assert (tmp_path / file).read_bytes() == (REPOSITORY / file).read_bytes(), file


@pytest.mark.parametrize("group", GROUPS)
def test_each_transcript_holds_exactly_the_turns_of_its_source(group: str) -> None:
    source = read_source(REPOSITORY / "tests" / "gold" / "transcripts" / f"{group}.txt")
    table = parsed(group)
    assert list(zip(table["speaker"], table["text"], strict=True)) == [
        (turn.speaker, turn.text) for turn in source
    ]
    assert set(table["role"]) == {"SU", "FAC"}


@pytest.mark.parametrize("group", GROUPS)
def test_gold_fits_the_parsed_turns(group: str) -> None:
    table = parsed(group).set_index("turn_id")
    spans = [row for row in gold("identifiers.csv") if row["turn_id"].startswith(f"{group}-")]
    assert spans
    for row in spans:
        text = table.at[row["turn_id"], "text"]
        assert text[int(row["start"]) : int(row["end"])] == row["text"]
    coded = [row["turn_id"] for row in gold("themes.csv") if row["turn_id"].startswith(f"{group}-")]
    assert coded == table.index[table["role"] == "SU"].tolist()


def test_the_demonstration_covers_every_format_and_names_no_author() -> None:
    files = sorted((REPOSITORY / "resources" / "transcripts").glob("FGD*"))
    assert [file.suffix for file in files] == [".docx", ".odt", ".txt", ".vtt", ".rtf", ".srt"]
    for file in files:
        content = file.read_bytes()
        assert b"creator" not in content and b"lastModifiedBy" not in content
        assert b"\\author" not in content and b"\\operator" not in content
        # Plain text and SubRip have no place for a remark.
        assert file.suffix in (".txt", ".srt") or b"Synthetic" in content


@pytest.mark.parametrize(
    "line", ["P01 no themes", "FAC1 <none> themes", "P01 <none> {PERSON:half", "nobody at all"]
)
def test_a_faulty_source_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "FGD1.txt"
    path.write_text(f"FAC1 Hello.\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"FGD1\.txt line 2"):
        read_source(path)
