"""A whole study on disk: opened when it is sound, refused in plain lines when it is not."""

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from focusgroups.errors import StudyError, raise_problems
from focusgroups.study import Study, examine_study

PEOPLE = (
    "participant_id,focus_group,speaker_labels,names,age,postcode,consent,housing\n"
    "P01,FGD1,Den,Denise Cartwright;Den,52,L6 4EG,yes,renting\n"
    "P02,FGD1,Tez,Terence Makin,61,L5 5PH,no_quotes,owning\n"
    "P03,FGD2,Amina,Amina Warsame,38,L8 6PZ,yes,renting\n"
)
STAFF = "staff_id,focus_groups,speaker_labels,names\nFAC1,FGD1;FGD2,Fac,Rachel Dunmore\n"
CODEBOOK = "themes:\n  - {id: hope, name: Hope, definition: Hoping., keywords: [hope]}\n"


def open_study(config: dict[str, Any], name: str, base: Path, repository: Path) -> Study:
    """A study without problems; StudyError with all that it has."""
    study, problems = examine_study(config, name, base, repository)
    raise_problems(problems)
    return study


class Place:
    """A study in a folder, for a test to spoil."""

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
        self.write("data/transcripts/FGD1.docx", "")
        self.write("data/transcripts/FGD2.txt", "Amina: hello\n")

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        text = (self.folder / name).read_text("utf-8")
        assert old in text
        self.write(name, text.replace(old, new))

    def open(self) -> Study:
        return open_study(self.config, "config.yaml", self.folder, self.folder / "repository")

    def problems(self) -> list[str]:
        with pytest.raises(StudyError) as error:
            self.open()
        return list(error.value.problems)

    def only_problem(self) -> str:
        problems = self.problems()
        assert len(problems) == 1, problems
        return problems[0]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def test_sound_study(place: Place) -> None:
    study = place.open()
    assert study.groups == ["FGD1", "FGD2"]
    assert study.transcripts["FGD1"] == place.folder / "data" / "transcripts" / "FGD1.docx"
    assert (study.resources, study.results) == (place.folder / "data", place.folder / "results")
    assert study.settings["disclosure"]["minimum_count"] == 5
    assert study.paper_figures is None
    assert len(study.sheets["participants"].rows) == 3


def test_only_participants_are_needed(place: Place) -> None:
    (place.folder / "data" / "staff.csv").unlink()
    place.write(
        "data/participants.csv", "participant_id,focus_group,speaker_labels\nP1,FGD1,A\nP2,FGD2,B\n"
    )
    assert place.open().sheets["staff"].rows == []


# The folder of transcripts


def test_groups_come_in_natural_order(place: Place) -> None:
    for number in (10, 9):
        place.write(f"data/transcripts/FGD{number}.vtt", "")
    place.write("data/participants.csv", PEOPLE + "P04,FGD10,A,,,,yes,\nP05,FGD9,B,,,,yes,\n")
    assert place.open().groups == ["FGD1", "FGD2", "FGD9", "FGD10"]


def test_what_is_no_transcript_is_passed_over(place: Place) -> None:
    folder = "data/transcripts/"
    for name in (
        ".DS_Store",
        "~$FGD1.docx",
        ".~lock.FGD2.odt#",
        "._FGD1.docx",
        "Thumbs.db",
        "desktop.ini",
        "old/Denise Cartwright.docx",
        "FGD3.docx/inside.txt",
    ):
        place.write(folder + name, "")
    assert place.open().groups == ["FGD1", "FGD2"]


def test_ending_may_be_in_any_case(place: Place) -> None:
    transcripts = place.folder / "data" / "transcripts"
    (transcripts / "FGD1.docx").rename(transcripts / "FGD1.DOCX")
    assert place.open().transcripts["FGD1"].name == "FGD1.DOCX"


MISNAMED = {
    "unknown ending": ("FGD3.pdf", "not a transcript format; known are .docx"),
    "no ending": ("FGD3", "not a transcript format"),
    "space": ("Group 3.docx", "must be the group's id, such as FGD1"),
    "digit first": ("3.docx", "must be the group's id"),
    "underscore": ("FGD_3.docx", "must be the group's id"),
    "accents": ("Zoë.docx", "must be the group's id"),
    "two endings": ("FGD3.docx.docx", "must be the group's id"),
    "too long": ("G" * 25 + ".txt", "must be the group's id"),
    "participant": ("Denise-2.docx", "holds the name of a person"),
    "staff's surname": ("fgd3-DUNMORE.docx", "holds the name of a person"),
    "short name": ("DEN3.docx", "holds the name of a person"),
    "name before a capital": ("TezGroup.docx", "holds the name of a person"),
    "name run into a word": ("interviewmakin.docx", "holds the name of a person"),
}


@pytest.mark.parametrize("case", MISNAMED)
def test_misnamed_file_is_named_by_position_alone(place: Place, case: str) -> None:
    name, reason = MISNAMED[case]
    place.replace("data/participants.csv", "Terence Makin", "Terence Makin;Tez")
    place.write(f"data/transcripts/{name}", "")
    position = sorted(["FGD1.docx", "FGD2.txt", name]).index(name) + 1
    line = place.only_problem()
    assert line.startswith(f"transcripts/ file {position} of 3 by name: ")
    assert reason in line
    assert not [n for n in ("denise", "dunmore", "tez", "makin", "zoë") if n in line.casefold()]


def test_accents_on_the_sheet_do_not_hide_a_name(place: Place) -> None:
    place.replace("data/participants.csv", "Amina Warsame", "Síle Ní Bhriáin")
    place.write("data/transcripts/Bhriain3.docx", "")
    assert "file 1 of 3 by name: the file name holds the name of a person" in place.only_problem()


def test_a_name_that_only_a_label_holds_is_a_name_in_files_and_ids_too(place: Place) -> None:
    place.write("data/participants.csv", PEOPLE + "vashti1,FGD1,VASHTI,,,,yes,\n")
    place.write("data/transcripts/Vashti3.docx", "")
    problems = place.problems()
    assert sum("holds part of the person's name" in line for line in problems) == 1
    assert sum("holds the name of a person" in line for line in problems) == 1


def test_word_that_only_contains_a_short_name_is_allowed(place: Place) -> None:
    place.write("data/transcripts/Student1.txt", "")
    place.write("data/participants.csv", PEOPLE + "P04,Student1,A,,,,yes,\n")
    assert place.open().groups == ["FGD1", "FGD2", "Student1"]


@pytest.mark.parametrize("name", ["FGD1.odt", "fgd1.txt", "Fgd1.DOCX"])
def test_two_files_for_one_group(place: Place, name: str) -> None:
    place.write(f"data/transcripts/{name}", "")
    lines = [line for line in place.problems() if "two files for focus group" in line]
    assert len(lines) == 1
    assert "fgd1" in lines[0].casefold()


def test_no_transcript_at_all(place: Place) -> None:
    shutil.rmtree(place.folder / "data" / "transcripts")
    assert "transcripts/: not found in resources" in place.problems()[0]
    (place.folder / "data" / "transcripts").mkdir()
    assert "transcripts/: no transcript" in place.problems()[0]


# People


def test_transcript_without_people(place: Place) -> None:
    place.write("data/transcripts/FGD3.docx", "")
    line = "FGD3.docx: no participant is in FGD3; add its people to participants.csv"
    assert place.problems() == [line]


@pytest.mark.parametrize(
    ("name", "text", "where"),
    [
        ("participants", PEOPLE + "P04,FGD3,A,,,,yes,\nP05,FGD3,B,,,,yes,\n", "5, column focus_g"),
        ("staff", STAFF + "FAC2,FGD1;FGD3,Imran,\n", "3, column focus_groups"),
        ("focus_groups", "focus_group,order\nFGD1,1\nFGD3,2\n", "3, column focus_group"),
        (
            "redaction_decisions",
            "term,label,decision,focus_group\nBen,PERSON,redact,FGD3\nBen,PERSON,redact,FGD2\n",
            "2, column focus_group",
        ),
    ],
)
def test_group_without_a_transcript_is_named_once(
    place: Place, name: str, text: str, where: str
) -> None:
    place.write(f"data/{name}.csv", text)
    line = place.only_problem()
    assert line.startswith(f"{name}.csv row {where}")
    assert "no such group in transcripts/" in line


def test_unreadable_sheet_is_not_blamed_on_the_transcripts(place: Place) -> None:
    place.replace("data/participants.csv", "participant_id", "person")
    assert place.only_problem() == (
        "participants.csv row 1: column participant_id is missing; see config/README.md"
    )


def test_label_shared_by_two_people_of_a_group(place: Place) -> None:
    place.replace("data/participants.csv", "FGD1,Tez,", "FGD1,Tez;den.,")
    assert place.only_problem() == (
        "participants.csv row 2 and participants.csv row 3, column speaker_labels: "
        "the same label in FGD1; give each their own"
    )


def test_label_shared_with_staff(place: Place) -> None:
    place.replace("data/participants.csv", ",Amina,", ",FAC,")
    line = place.only_problem()
    assert line.startswith("participants.csv row 4 and staff.csv row 2, column speaker_labels: ")


def test_label_may_serve_again_in_another_group(place: Place) -> None:
    place.replace("data/participants.csv", ",Amina,", ",Den,")
    assert place.open().groups == ["FGD1", "FGD2"]


def test_id_of_participant_and_staff(place: Place) -> None:
    place.replace("data/staff.csv", "FAC1,", "p03,")
    assert place.only_problem() == (
        "staff.csv row 2, column staff_id: also the id of a participant; rename one"
    )


@pytest.mark.parametrize("identity", ["Denise", "den1", "P-Cartwright", "PDenise"])
def test_id_must_not_hold_the_name(place: Place, identity: str) -> None:
    place.replace("data/participants.csv", "P01,", f"{identity},")
    line = place.only_problem()
    assert line.startswith("participants.csv row 2, column participant_id: holds part of the")
    assert identity not in line


def test_faulty_cells_are_never_quoted_by_the_checks_across_files(place: Place) -> None:
    place.write(
        "data/participants.csv",
        "participant_id,focus_group,speaker_labels,names,consent\n"
        "Quentin Zebedee,Quentin,Quentin,Quentin Zebedee,Quentin\n"
        "Zebedee,FGD1,Quentin,Quentin Zebedee,yes\n"
        "Zebedee Q,FGD1,Quentin,Quentin Zebedee,yes\n",
    )
    place.write("data/staff.csv", STAFF + "Zebedee,Quentin,Quentin,Zebedee\n")
    place.write("data/focus_groups.csv", "focus_group\nQuentin\n")
    place.write("data/quotes.csv", "segment_id,theme,decision\nFGD1-0001.1,Quentin,use\n")
    place.write("data/redaction_decisions.csv", "term,label,decision\nQuentin,,redact\n")
    place.write("data/coding/anna.csv", "segment_id,theme\nFGD1-0001.1,hope;Zebedee\n")
    place.write("data/transcripts/Quentin.txt", "")
    problems = place.problems()
    assert len(problems) >= 10
    assert not [line for line in problems if "quentin" in line.casefold()]
    assert not [line for line in problems if "zebedee" in line.casefold()]


# Codebook, codings, decisions, config


def test_problems_of_config_codebook_sheets_and_folder_come_together(place: Place) -> None:
    place.replace("data/participants.csv", ",52,", ",forty,")
    place.replace("codebook.yaml", "keywords: [hope]", "keywords: []")
    place.write("data/transcripts/Group 3.docx", "")
    place.config["quotes"] = {"per_theme": 0}
    assert [line.split(":")[0] for line in place.problems()] == [
        "config.yaml quotes.per_theme",
        "codebook.yaml themes[1].keywords",
        "participants.csv row 2, column age",
        "transcripts/ file 3 of 3 by name",
    ]


@pytest.mark.parametrize(
    ("name", "theme", "is_fine"),
    [
        ("quotes", "hope", True),
        ("quotes", "joy", False),
        ("quotes", "none", False),
        ("quotes", "hope;hope", False),
        ("coding/anna", "hope", True),
        ("coding/anna", "none", True),
        ("coding/anna", "hope;joy", False),
    ],
)
def test_themes_on_the_sheets_are_those_of_the_codebook(
    place: Place, name: str, theme: str, is_fine: bool
) -> None:
    more = (",decision", ",use") if name == "quotes" else ("", "")
    place.write(f"data/{name}.csv", f"segment_id,theme{more[0]}\nFGD1-0001.1,{theme}{more[1]}\n")
    if is_fine:
        assert place.open().sheets[name].rows[0]["theme"] == theme
    else:
        known = "hope" if name == "quotes" else "hope, none"
        assert place.only_problem() == (
            f"{name}.csv row 2, column theme: not a theme of codebook.yaml; known are {known}"
        )


def test_a_segment_has_themes_or_none(place: Place) -> None:
    place.write("data/coding/anna.csv", "segment_id,theme\nFGD1-0001.1,none;hope\n")
    assert place.only_problem() == (
        "coding/anna.csv row 2, column theme: none beside a theme; write the one or the other"
    )


def test_decision_to_redact_needs_a_label(place: Place) -> None:
    text = "term,label,decision\nBen,PERSON,redact\nMark,,keep\nRuby,,redact\n"
    place.write("data/redaction_decisions.csv", text)
    assert place.only_problem() == (
        "redaction_decisions.csv row 4, column label: empty; redact needs the kind of identifier"
    )


@pytest.mark.parametrize("column", ["postcode", "names", "consent", "housing_status"])
def test_characteristic_that_must_not_or_cannot_be_carried_on(place: Place, column: str) -> None:
    place.config["participants"] = {"characteristics": ["age", column]}
    line = place.only_problem()
    assert line.startswith("config.yaml participants.characteristics: ")
    assert f" {column} " in line


def test_further_column_may_be_a_characteristic(place: Place) -> None:
    place.config["participants"] = {"characteristics": ["age", "housing"]}
    assert place.open().sheets["participants"].rows[0]["housing"] == "renting"


def test_coder_of_the_config_must_have_a_sheet(place: Place) -> None:
    place.config["themes"] = {"learn_from": ["anna"]}
    assert "themes.learn_from: no codings of anna in coding/" in place.only_problem()
    place.write("data/coding/anna.csv", "segment_id,theme\nFGD1-0001.1,hope\n")
    place.write("data/coding/._anna.csv", "\0\1")
    study = place.open()
    assert study.sheet_files("coding/anna") == [str(place.folder / "data/coding/anna.csv")]


def test_all_coders_count_unless_the_config_names_some(place: Place) -> None:
    for name in ("ben", "anna_10", "anna_9"):
        place.write(f"data/coding/{name}.csv", "segment_id,theme\nFGD1-0001.1,hope\n")
    place.write("data/coding/cat.csv", "segment_id,theme,text\nFGD1-0001.1,,hello\n")
    assert place.open().coders == ["anna_9", "anna_10", "ben"]
    assert len(place.open().codings()) == 3
    place.config["themes"] = {"learn_from": ["ben"]}
    assert place.open().coders == ["ben"]
    place.config["themes"] = {"learn_from": []}
    assert place.open().coders == []


def test_what_coders_agreed_on_is_no_person(place: Place) -> None:
    assert place.open().people_coding() == 0
    place.write("data/coding/Consensus.csv", "segment_id,theme\nFGD1-0001.1,hope\n")
    assert place.open().people_coding() is None
    for name in ("anna", "ben"):
        place.write(f"data/coding/{name}.csv", "segment_id,theme\nFGD1-0001.1,hope\n")
    assert len(place.open().coders) == 3
    assert place.open().people_coding() == 2
    place.config["themes"] = {"learn_from": ["ben"]}
    assert place.open().people_coding() == 1


def test_synthetic_is_for_the_repositorys_own_study_alone(place: Place) -> None:
    place.config["synthetic"] = True
    place.config["paper_figures"] = None
    assert place.only_problem().startswith("config.yaml synthetic: true is for the demonstration")
    (place.folder / "data").rename(place.folder / "resources")
    place.config["resources"] = "resources"
    study = open_study(place.config, "config.yaml", place.folder, place.folder)
    assert study.settings["disclosure"]["minimum_count"] == 0


def test_missing_folder_of_resources(place: Place) -> None:
    place.config["resources"] = "nowhere"
    assert place.only_problem() == (
        "config.yaml resources: no such folder; make it or mend the path"
    )


def test_paper_figures(place: Place) -> None:
    place.config["paper_figures"] = "published.yaml"
    assert place.only_problem().startswith("config.yaml paper_figures: no such file")
    place.write("published.yaml", "figures: []\n")
    assert place.open().paper_figures == place.folder / "published.yaml"


def test_absolute_paths_are_kept(place: Place, tmp_path_factory: pytest.TempPathFactory) -> None:
    secure = tmp_path_factory.mktemp("secure")
    place.config["results"] = str(secure)
    assert place.open().results == secure


# What reruns depend on


def fingerprints(place: Place) -> dict[str, str]:
    study = place.open()
    return {group: study.speakers_fingerprint(group) for group in study.groups}


@pytest.mark.parametrize(
    ("name", "old", "new", "changed"),
    [
        ("participants", "P01,FGD1,Den,", "P01,FGD1,Den;D,", {"FGD1"}),
        ("participants", "Denise Cartwright;", "Denise Cartwright;Dee;", {"FGD1"}),
        ("participants", "P03,", "P33,", {"FGD2"}),
        ("participants", "L5 5PH,no_quotes", "L5 5PH,withdrawn", {"FGD1"}),
        ("participants", "P02,FGD1", "P02,FGD2", {"FGD1", "FGD2"}),
        ("staff", ",Fac,", ",Fac;F,", {"FGD1", "FGD2"}),
        ("staff", "FGD1;FGD2", "FGD2", {"FGD1"}),
        ("participants", ",52,", ",53,", set()),
        ("participants", "L6 4EG", "L4 3QJ", set()),
        ("participants", "L6 4EG,yes", "L6 4EG,no_quotes", set()),
        ("participants", "renting", "sharing", set()),
        ("participants", "FGD1,Den,Denise", "FGD1, Den ,Denise", set()),
    ],
)
def test_fingerprint_follows_what_speaking_depends_on(
    place: Place, name: str, old: str, new: str, changed: set[str]
) -> None:
    before = fingerprints(place)
    place.replace(f"data/{name}.csv", old, new)
    after = fingerprints(place)
    assert {group for group in after if after[group] != before[group]} == changed


def test_fingerprint_does_not_mind_other_rows(place: Place) -> None:
    before = fingerprints(place)
    header, first, second, third = PEOPLE.splitlines(keepends=True)
    new = "P00,FGD3,New,New Person,,,yes,\n"
    place.write("data/transcripts/FGD3.txt", "")
    place.write("data/participants.csv", header + new + third + "\n" + first + second)
    after = fingerprints(place)
    assert {group: after[group] for group in before} == before


def test_only_sheets_that_exist_are_inputs(place: Place) -> None:
    files = place.open().sheet_files("participants", "staff", "quotes")
    assert [Path(file).name for file in files] == ["participants.csv", "staff.csv"]


def test_groups_that_are_gone_are_named(place: Place) -> None:
    assert place.open().vanished_groups() == []
    for name in (
        "private/turns/FGD10",
        "working/turns/FGD9",
        "private/turns/FGD1",
        "private/turns/.abc.unfinished",
        "private/review/FGD7",
        "private/hidden/FGD8",
        "private/hidden_terms/FGD11",
        "working/trail/FGD12",
    ):
        place.write(f"results/{name}.csv", "")
    assert place.open().vanished_groups() == ["FGD7", "FGD8", "FGD9", "FGD10", "FGD11", "FGD12"]


def test_the_demonstration_is_sound(repository: Path) -> None:
    config = yaml.safe_load((repository / "config" / "config.yaml").read_text("utf-8"))
    study = open_study(config, "config.yaml", repository, repository)
    assert study.groups == ["FGD1", "FGD2", "FGD3", "FGD4", "FGD5", "FGD6"]


def test_unlabelled_speaker_is_known_by_id_and_never_by_name(place: Place) -> None:
    assert place.open().conventions("FGD2")["unlabelled_speaker"] == "previous"
    rows = "participant_id,focus_group,speaker_labels,names\nP1,FGD1,Denise,\nP2,FGD2,Guest,\n"
    place.write("data/participants.csv", rows)
    place.config["transcripts"] = {"unlabelled_speaker": "denise"}
    study = place.open()
    assert study.conventions("FGD1")["unlabelled_speaker"] == "P1"
    assert study.conventions("FGD2")["unlabelled_speaker"] == ""
