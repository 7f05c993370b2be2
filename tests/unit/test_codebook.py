"""The codebook, as written and as miswritten."""

from pathlib import Path

import pytest

from focusgroups.codebook import Theme, read_codebook
from focusgroups.errors import StudyError

GOOD = """\
themes:
  - id: hope
    name: "Hope: looking ahead"
    definition: >-
      Looking ahead,
      and daring to.
    keywords: [hope*, look forward, "no", café]
    exclude: [hopeless case]
  - id: belonging_2
    name: Belonging
    definition: Being one of us.
    keywords:
      - belong
"""


def write(folder: Path, text: str | bytes) -> Path:
    path = folder / "codebook.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def problems(folder: Path, text: str | bytes) -> list[str]:
    with pytest.raises(StudyError) as error:
        read_codebook(write(folder, text))
    return list(error.value.problems)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_themes_come_in_the_order_of_the_file(tmp_path: Path, mark: bytes, line_end: str) -> None:
    text = mark + GOOD.replace("\n", line_end).encode()
    assert read_codebook(write(tmp_path, text)) == [
        Theme(
            id="hope",
            name="Hope: looking ahead",
            definition="Looking ahead, and daring to.",
            keywords=("hope*", "look forward", "no", "café"),
            exclude=("hopeless case",),
        ),
        Theme("belonging_2", "Belonging", "Being one of us.", ("belong",)),
    ]


def theme(**parts: str) -> str:
    whole = {"id": "hope", "name": "Hope", "definition": "Hoping.", "keywords": "[hope]", **parts}
    return "themes:\n  - " + "\n    ".join(f"{key}: {value}" for key, value in whole.items()) + "\n"


FAULTY = {
    "empty": ("", "codebook.yaml: must be keys, each with its value"),
    "comment": ("# to do\n", "codebook.yaml: must be keys, each with its value"),
    "list": ("- id: hope\n", "codebook.yaml: must be keys, each with its value"),
    "words": ("themes to follow", "codebook.yaml: must be keys, each with its value"),
    "no themes": ("{}", "codebook.yaml: key themes is missing"),
    "none yet": ("themes: []", "codebook.yaml themes: the list is empty"),
    "themes by name": ("themes: {hope: [x]}", "codebook.yaml themes: must be a list"),
    "theme is a word": ("themes: [Hope]", "codebook.yaml themes[1]: must be keys"),
    "not YAML": ("themes:\n  - id: [hope\n", "codebook.yaml line 3: not valid YAML"),
    "tab": ("themes:\n\t- id: hope\n", "codebook.yaml line 2: not valid YAML"),
    "two documents": (GOOD + "---\n" + GOOD, "codebook.yaml line 14: not valid YAML"),
    "control character": ("themes: \x01\n", "codebook.yaml: not valid YAML"),
    "Python object": ("themes: !!python/name:os.system\n", "codebook.yaml line 1: not valid YAML"),
    "Windows-1252": (GOOD.encode("cp1252"), "codebook.yaml line 7: not UTF-8; save it as UTF-8"),
    "impossible date": (theme(name="2019-02-30"), "codebook.yaml: a date or number that cannot be"),
    "key twice": (theme() + "    keywords: [look]\n", "codebook.yaml line 6: a key for the second"),
    "themes twice": (theme() + theme(), "codebook.yaml line 6: a key for the second time"),
    "missing part": ("themes:\n  - {id: a, name: A, definition: A.}", "key keywords is missing"),
    "unknown part": (theme(keyword="[x]"), "codebook.yaml themes[1]: unknown key keyword; known"),
    "no keywords": (theme(keywords="[]"), "codebook.yaml themes[1].keywords: the list is empty"),
    "keywords not a list": (theme(keywords="hope, hopes"), "themes[1].keywords: must be a list"),
    "keyword is no": (theme(keywords="[hope, no]"), "keywords[2]: must be text in quotation marks"),
    "keyword number": (theme(keywords="[12]"), "keywords[1]: must be text in quotation marks"),
    "keyword empty": (theme(keywords="['']"), "keywords[1]: does not fit: A word or phrase"),
    "keyword star": (theme(keywords="['*']"), "keywords[1]: does not fit: A word or phrase"),
    "star inside": (theme(keywords="['ho*pe']"), "keywords[1]: does not fit: A word or phrase"),
    "star first": (theme(exclude="['*less']"), "exclude[1]: does not fit: A word or phrase"),
    "id in capitals": (theme(id="Hope"), "codebook.yaml themes[1].id: does not fit: Short name"),
    "id with a space": (theme(id="high hope"), "themes[1].id: does not fit: Short name"),
    "id for nothing": (theme(id="none"), "codebook.yaml themes[1].id: does not fit: Short name"),
    "id for all": (theme(id="overall"), "codebook.yaml themes[1].id: does not fit: Short name"),
    "id too long": (theme(id="h" * 41), "codebook.yaml themes[1].id: does not fit: Short name"),
    "name empty": (theme(name="''"), "codebook.yaml themes[1].name: is empty; fill it in"),
}


@pytest.mark.parametrize("case", FAULTY)
def test_fault_gives_one_line_with_place_and_remedy(tmp_path: Path, case: str) -> None:
    text, line = FAULTY[case]
    found = problems(tmp_path, text)
    assert len(found) == 1, found
    assert line in found[0]


def test_id_used_twice(tmp_path: Path) -> None:
    text = GOOD.replace("belonging_2", "hope")
    assert problems(tmp_path, text) == ["codebook.yaml theme 2: id hope is used twice; rename one"]


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    assert len(problems(tmp_path, theme(id="Hope", keywords="[]", note="x"))) == 3


def test_id_that_only_begins_with_none_is_allowed(tmp_path: Path) -> None:
    assert read_codebook(write(tmp_path, theme(id="none_of_it")))[0].id == "none_of_it"
    assert read_codebook(write(tmp_path, theme(id="overall_view")))[0].id == "overall_view"


@pytest.mark.parametrize("name", ["nothing.yaml", "."])
def test_no_such_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(StudyError, match="no such file"):
        read_codebook(tmp_path / name)


def test_the_demonstrations_codebook_is_sound(repository: Path) -> None:
    themes = read_codebook(repository / "config" / "codebook.yaml")
    assert [theme.id for theme in themes] == [
        "social_belonging",
        "resourceful_accessible",
        "social_inclusion",
        "moving_forward",
    ]
    assert min(len(theme.keywords) for theme in themes) >= 8
