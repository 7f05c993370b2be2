"""The check of all inputs: whatever is wrong, in one list, and no content in it."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from check_inputs import check_inputs
from focusgroups import inspection
from focusgroups.inspection import Inspection, inspect_study
from focusgroups.study import examine_study
from malformed import good_word

PEOPLE = (
    "participant_id,focus_group,speaker_labels,names,age,consent\n"
    "P01,FGD1,Den,Denise Cartwright;Den,52,yes\n"
    "P02,FGD1,Tez,Terence Makin,61,no_quotes\n"
    "P03,FGD2,Amina,Amina Warsame,38,yes\n"
    "P04,FGD10,Orla,Orla Keane,44,yes\n"
)
STAFF = "staff_id,focus_groups,speaker_labels,names\nFAC1,FGD1;FGD2;FGD10,Fac,Rachel Dunmore\n"
CODEBOOK = "themes:\n  - {id: hope, name: Hope, definition: Hoping., keywords: [hope]}\n"
SPOKEN = {
    "FGD1.txt": "Fac: Well?\nDen: I hope so.\nTez: Aye.\n",
    "FGD2.txt": "Fac: And you?\nAmina: Somewhere in Quarrybank.\n",
    "FGD10.txt": "Fac: And you?\nOrla: Yes, love.\n",
}


class Place:
    """A sound study of three groups in a folder, for a test to spoil."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.config: dict[str, Any] = {
            "resources": "data",
            "results": "results",
            "codebook": "codebook.yaml",
            "synthetic": False,
        }
        self.write("data/participants.csv", PEOPLE)
        self.write("data/staff.csv", STAFF)
        self.write("codebook.yaml", CODEBOOK)
        for name, text in SPOKEN.items():
            self.write(f"data/transcripts/{name}", text)

    def write(self, name: str, content: str | bytes) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def replace(self, name: str, old: str, new: str) -> None:
        text = (self.folder / name).read_text("utf-8")
        assert old in text
        self.write(name, text.replace(old, new))

    def check(self) -> Inspection:
        return check_inputs(self.config, "config.yaml", self.folder, self.folder / "repository")


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def beginnings(lines: list[str]) -> list[str]:
    return [line.split(":")[0] for line in lines]


# What is wrong


def test_a_sound_study_has_no_problems(place: Place) -> None:
    found = place.check()
    assert (found.problems, found.warnings) == ([], [])
    assert found.lines == ["7 files read: no problems"]


def test_all_kinds_come_in_one_list_and_in_order(place: Place) -> None:
    place.config["quotes"] = {"per_them": 3}
    place.replace("codebook.yaml", "keywords: [hope]", "keywords: []")
    place.replace("data/participants.csv", ",52,", ",forty,")
    place.replace("data/staff.csv", "FAC1,", "FAC 1,")
    place.write("data/transcripts/FGD2.txt", b"Amina: \0\0")
    place.write("data/transcripts/FGD10.docx", good_word()[:200])
    (place.folder / "data/transcripts/FGD10.txt").unlink()
    place.write("data/transcripts/Group 3.txt", "Den: hello")
    found = place.check()
    assert beginnings(found.problems) == [
        "config.yaml quotes",
        "codebook.yaml themes[1].keywords",
        "participants.csv row 2, column age",
        "staff.csv row 2, column staff_id",
        "transcripts/ file 4 of 4 by name",
        "FGD2.txt line 1",
        "FGD10.docx",
    ]
    assert found.lines[-1] == "7 files read: 7 problems"


def test_every_transcript_is_named_in_natural_order(place: Place) -> None:
    for name in SPOKEN:
        place.write(f"data/transcripts/{name}", "")
    problems = place.check().problems
    assert beginnings(problems) == ["FGD1.txt", "FGD2.txt", "FGD10.txt"]
    assert all("the file is empty" in line for line in problems)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Fac: Well?\nDen: Yes.\nQuentin: No.\n", "FGD1.txt line 3: a speaker label that nobody"),
        ("Fac: Well?\nHm.\n", "FGD1.txt: no participant of FGD1 speaks"),
        ("\0", "FGD1.txt line 1: not plain text"),
        ("", "FGD1.txt: the file is empty"),
    ],
)
def test_what_only_the_transcript_tells(place: Place, text: str, problem: str) -> None:
    place.write("data/transcripts/FGD1.txt", text)
    (line,) = place.check().problems
    assert line.startswith(problem) and "Quentin" not in line


def test_a_group_without_people_is_read_all_the_same(place: Place) -> None:
    place.write("data/transcripts/FGD3.txt", "Quentin: hello\n")
    place.write("data/transcripts/FGD4.txt", "")
    problems = place.check().problems
    assert beginnings(problems) == ["FGD3.txt", "FGD4.txt", "FGD4.txt"]
    assert sum("no participant is in" in line for line in problems) == 2


def test_a_fault_of_the_program_hides_no_other_file(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = inspection.read_transcript

    def failing(path: Path) -> Any:
        if path.stem == "FGD1":
            raise TypeError("Denise")
        return read(path)

    monkeypatch.setattr(inspection, "read_transcript", failing)
    place.write("data/transcripts/FGD2.txt", "")
    first, second = place.check().problems
    assert first.startswith("FGD1.txt: unexpected TypeError at ") and "Denise" not in first
    assert second.startswith("FGD2.txt: the file is empty")


# What somebody would have to be told twice


UNKNOWN = "Fac: Well?\nQuentin: Yes.\n"


@pytest.mark.parametrize(
    ("name", "old", "new", "judged"),
    [
        # Who speaks is as sure as before.
        ("participants", ",52,", ",forty,", ["FGD1", "FGD2", "FGD10"]),
        ("participants", "61,no_quotes", "61,perhaps", ["FGD1", "FGD2", "FGD10"]),
        ("staff", "names\n", "names,role\nFAC2,FGD1,Obs,,boss\n", ["FGD1", "FGD2", "FGD10"]),
        # Somebody of one group may have lost a label.
        ("participants", "FGD2,Amina,", "FGD2,,", ["FGD1", "FGD10"]),
        ("participants", "FGD1,Tez,", "FGD1,den,", ["FGD2", "FGD10"]),
        # Somebody of any group may.
        ("participants", "P02,FGD1,", "P02,Denise C,", []),
        ("participants", "Tez,Terence", "Tez,Lee,Terence", []),
        ("participants", "speaker_labels", "labels", []),
        ("staff", "FGD1;FGD2;FGD10", "FGD1;Denise C", []),
        ("staff", "speaker_labels", "labels", []),
    ],
)
def test_labels_are_judged_where_the_sheets_leave_no_doubt(
    place: Place, name: str, old: str, new: str, judged: list[str]
) -> None:
    for transcript in SPOKEN:
        place.write(f"data/transcripts/{transcript}", UNKNOWN)
    place.replace(f"data/{name}.csv", old, new)
    problems = place.check().problems
    blamed = [line.split(".")[0] for line in problems if "a speaker label that nobody has" in line]
    assert blamed == judged
    assert not [line for line in problems if "Denise" in line or "Quentin" in line]


@pytest.mark.parametrize(
    ("key", "value", "judged"),
    [
        ("quotes", {"per_theme": "many"}, True),
        ("themes", ["anna"], True),
        ("transcripts", {"prompt_pattern": "("}, False),
        ("transcripts", {"unlabeled_speaker": "Amina"}, False),
        ("transcripts", "previous", False),
        ("codebook", None, True),
        ("synthetic", "perhaps", True),
    ],
)
def test_a_faulty_config_hides_neither_sheets_nor_transcripts(
    place: Place, key: str, value: Any, judged: bool
) -> None:
    place.config[key] = value
    place.replace("data/participants.csv", ",52,", ",forty,")
    place.write("data/transcripts/FGD1.txt", UNKNOWN)
    place.write("data/transcripts/FGD2.txt", "")
    problems = place.check().problems
    assert problems[0].startswith("config.yaml ")
    assert problems[1].startswith("participants.csv row 2, column age")
    rest = ["FGD1.txt line 2", "FGD2.txt"] if judged else ["FGD2.txt"]
    assert beginnings(problems[2:]) == rest


@pytest.mark.parametrize("value", [None, 5, "nowhere"])
def test_without_a_folder_the_codebook_is_read(place: Place, value: Any) -> None:
    place.config["resources"] = value
    place.replace("codebook.yaml", "keywords: [hope]", "keywords: []")
    problems = place.check().problems
    assert beginnings(problems) == ["config.yaml resources", "codebook.yaml themes[1].keywords"]


def test_a_missing_key_is_said_once(place: Place) -> None:
    del place.config["resources"]
    (line,) = place.check().problems
    assert line.startswith("config.yaml: key resources is missing")


def test_an_interviews_speaker_whom_nobody_has_is_said_of_each_group(place: Place) -> None:
    place.config["transcripts"] = {"unlabelled_speaker": "Amina"}
    for name in SPOKEN:
        place.write(f"data/transcripts/{name}", "Fac: Well?\nDen: Aye.\nIt was fine.\n")
    lines = [line for line in place.check().problems if "unlabelled_speaker" in line]
    assert [group for group in ("FGD1", "FGD10") if any(f" {group} " in line for line in lines)]
    assert not [line for line in lines if "Amina" in line]


# What stops nothing


def test_people_who_never_speak_and_voices_that_nobody_knows(place: Place) -> None:
    place.write("data/transcripts/FGD1.txt", "Den: Well.\nUnknown: Aye.\nDen: So.\nSeveral: No.\n")
    found = place.check()
    assert found.problems == []
    assert found.warnings == [
        "FGD1.txt: no turn of the person in participants.csv row 3, staff.csv row 2; if they "
        "spoke, check their speaker_labels",
        "FGD1.txt: 2 of 4 turns have no known speaker; they are counted and never quoted",
    ]
    assert found.lines[0].startswith("warning: FGD1.txt: no turn")
    assert found.lines[-1] == "7 files read: no problems"


def test_files_that_are_no_sheet_and_people_without_names_are_told_by_place(place: Place) -> None:
    place.write("data/Quentin decisions.xlsx", b"PK")
    place.replace("data/participants.csv", "Orla Keane", "")
    assert place.check().warnings == [
        "participants.csv: 1 of 4 people have no names; fill them in, since they are what is "
        "looked for first",
        "data/ file 2 of 3 by name: not one of the sheets, and not read; give it a sheet's name or "
        "put it elsewhere",
    ]


def test_somebody_who_withdrew_is_not_missed(place: Place) -> None:
    place.replace("data/participants.csv", "61,no_quotes", "61,withdrawn")
    place.replace("data/transcripts/FGD1.txt", "Tez: Aye.\n", "")
    place.replace("data/participants.csv", "44,yes", "44,withdrawn")
    assert place.check().warnings == []


def test_hidden_text_is_a_warning_without_its_words(place: Place) -> None:
    text = "WEBVTT\n\nNOTE for Quentin Zebedee\n\n00:01.000 --> 00:02.000\n<v Amina>Yes</v>\n"
    (place.folder / "data/transcripts/FGD2.txt").unlink()
    place.write("data/transcripts/FGD2.vtt", text)
    found = place.check()
    assert found.problems == []
    (line,) = [line for line in found.warnings if "no turn" not in line]
    assert line.startswith("FGD2.vtt: ") and "1 comment" in line and "Quentin" not in line


def test_rows_about_what_no_transcript_has(place: Place) -> None:
    place.write(
        "data/quotes.csv",
        "segment_id,theme,decision\nFGD1-0002.1,hope,use\nFGD1-0001.1,hope,use\n"
        "FGD2-0099.1,hope,use\nFGD7-0001.1,hope,never\n",
    )
    place.write("data/coding/anna.csv", "segment_id,theme\nFGD2-0002.1,hope\nFGD3-0002.1,none\n")
    place.write(
        "data/redaction_decisions.csv",
        "term,label,decision,focus_group\nquarrybank,LOCATION,redact,\nQuarry,LOCATION,redact,\n"
        "quarrybank,LOCATION,keep,FGD1\nyes love,PERSON,keep,FGD10\nso Aye,PERSON,keep,\n",
    )
    found = place.check()
    assert found.problems == []
    assert found.warnings == [
        "redaction_decisions.csv row 3, 4, 5, 6, column term: said in no transcript; check its "
        "spelling",
        "quotes.csv row 3, 4, 5, column segment_id: no such segment; copy it from "
        "results/working/segments.csv",
        "coding/anna.csv row 3, column segment_id: no such segment; copy it from "
        "results/working/segments.csv",
    ]


def test_rows_about_a_transcript_that_cannot_be_read_are_not_blamed(place: Place) -> None:
    place.write("data/quotes.csv", "segment_id,theme,decision\nFGD2-0099.1,hope,use\n")
    place.write(
        "data/redaction_decisions.csv",
        "term,label,decision,focus_group\nZebedee,PERSON,redact,\nZebedee,PERSON,redact,FGD1\n",
    )
    place.write("data/transcripts/FGD2.txt", "")
    (line,) = place.check().warnings
    assert line.startswith("redaction_decisions.csv row 3, column term: ")


def test_codings_that_do_not_count_are_told_by_their_rows(place: Place) -> None:
    checks = {"FGD1-0002.1": "a" * 12, "FGD2-0002.1": "b" * 12}
    table = "".join(f"{segment},{check}\n" for segment, check in checks.items())
    place.write(
        "data/coding/anna.csv",
        "segment_id,theme,text_check,text\nFGD1-0002.1,hope,aaaaaaaaaaaa,I hope so.\n"
        "FGD2-0002.1,hope,aaaaaaaaaaaa,Quarrybank\nFGD1-0003.1,,aaaaaaaaaaaa,Aye\n"
        "FGD10-0002.1,none,,Yes\n",
    )
    waiting = "coding/anna.csv: 1 of 4 rows have no theme yet"
    assert place.check().warnings == [waiting]  # before the first run nobody knows the checks
    place.write("results/working/segments.csv", f"segment_id,text_check\n{table}")
    assert place.check().warnings == [
        "coding/anna.csv row 3, column text_check: its text is another now, so the row does not "
        "count; read the passage again in results/working/segments.csv",
        waiting,
    ]
    place.write("results/working/segments.csv", b"\0\xff")
    assert place.check().warnings == [waiting]


def test_many_rows_are_not_all_named(place: Place) -> None:
    rows = "".join(f"FGD7-{n:04d}.1,hope,use\n" for n in range(1, 15))
    place.write("data/quotes.csv", f"segment_id,theme,decision\n{rows}")
    (line,) = place.check().warnings
    assert line.startswith("quotes.csv row 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 4 more, column ")


# The demonstration


def test_the_demonstration_has_no_problems(repository: Path) -> None:
    config = yaml.safe_load((repository / "config" / "config.yaml").read_text("utf-8"))
    study, problems = examine_study(config, "config.yaml", repository, repository)
    found = inspect_study(study, problems)
    assert found.problems == []
    assert found.files >= 6 + 2 + 4
