"""The same talk in every form gives the same turns, and nothing said is lost in any."""

from pathlib import Path

import pytest
from build_demonstration import GROUPS, read_source, speaker_labels
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from focusgroups.sheets import read_rows
from focusgroups.speakers import Person, people_of_group
from focusgroups.transcripts import read_transcript
from focusgroups.transcripts.tidying import tidy
from focusgroups.transcripts.turns import attribute_turns
from transcript_forms import FORMS

REPOSITORY = Path(__file__).resolve().parents[2]
PLAIN = {"unlabelled_speaker": "previous", "prompt_pattern": ""}
TITLE, DATE = "Focus group", "2019-09-30"


def written(folder: Path, form: str, spoken: list[tuple[str, str]]) -> Path:
    ending, write = FORMS[form]
    path = folder / f"FGD9.{ending}"
    path.write_bytes(write(spoken, TITLE, DATE))
    return path


def turns_of(path: Path, group: str, people) -> list[tuple[str, str, str]]:
    """Speaker, role and text of each turn; not of what a program writes before and after."""
    table = attribute_turns(read_transcript(path), path.name, group, people, PLAIN).turns
    rows = list(zip(table["speaker"], table["role"], table["text"], strict=True))
    return [row for row in rows if row[1] != "UNK" or not _of_a_program(row[2])]


def _of_a_program(text: str) -> bool:
    return text in (f"{TITLE} 1h 2m 3s", "Transcribed by https://otter.ai")


@pytest.mark.parametrize("group", GROUPS)
def test_the_demonstration_gives_the_same_turns_in_every_form(group: str, tmp_path: Path) -> None:
    source = read_source(REPOSITORY / "tests" / "gold" / "transcripts" / f"{group}.txt")
    sheets = [
        read_rows(name, REPOSITORY / "resources" / f"{name}.csv")
        for name in ("participants", "staff")
    ]
    people = people_of_group(group, *sheets)
    roles = {person.id: person.role for person in people}
    expected = [(turn.speaker, roles[turn.speaker], turn.text) for turn in source]
    labels = speaker_labels(REPOSITORY, GROUPS[group].staff_label)
    spoken = [(labels[turn.speaker], turn.typed) for turn in source]
    for form in FORMS:
        found = turns_of(written(tmp_path, form, spoken), group, people)
        assert found == expected, form


# --- Any talk at all ------------------------------------------------------------------------------

LABELS = {"P01": "Gwen", "P02": "SU2", "FAC1": "Facilitator"}
PEOPLE = [Person(who, who[:2], (label,), ()) for who, label in LABELS.items()]
PEOPLE = [Person(p.id, "FAC" if p.id == "FAC1" else "SU", p.labels, ()) for p in PEOPLE]

WORD = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S"), exclude_characters="\u180e"),
    min_size=1,
    max_size=8,
).map(tidy)
TEXT = st.lists(WORD, min_size=1, max_size=12).map(" ".join)
# Where speech stands on lines of its own its first words may look like a label: `Yes: no`.
BESIDE_LABEL = [
    *("word paragraphs", "word bold", "word tabs", "word table", "word table of two"),
    *("word table of NVivo", "odt paragraphs", "odt tabs", "odt table", "rtf", "text"),
    *("text of Notepad", "text, Unicode", "text with dashes", "vtt of Teams", "vtt of Zoom"),
    *("srt", "csv", "csv of Excel"),
]
Talk = list[tuple[str, str]]


def _merged(talk: Talk) -> Talk:
    merged: Talk = []
    for who, text in talk:
        if merged and merged[-1][0] == who:
            merged[-1] = (who, f"{merged[-1][1]} {text}")
        else:
            merged.append((who, text))
    return merged


def _read_back(folder: Path, form: str, talk: Talk) -> Talk:
    path = written(folder, form, [(LABELS[who], text) for who, text in talk])
    return [(who, text) for who, _, text in turns_of(path, "FGD9", PEOPLE)]


some_talk = st.lists(st.tuples(st.sampled_from(sorted(LABELS)), TEXT), min_size=1, max_size=8)
often = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.mark.parametrize("form", BESIDE_LABEL)
@often
@given(talk=some_talk)
def test_every_word_comes_back_once_and_in_order(tmp_path: Path, form: str, talk: Talk) -> None:
    # After a bold label a colon or a dash belongs to the label, with a mark before it too.
    assume(form != "word bold" or not any(set(":：-–—") & set(text[:5]) for _, text in talk))
    talk = [("P01", "here"), ("P02", "there"), ("P01", "yes"), ("P02", "no"), *talk]
    assert _read_back(tmp_path, form, talk) == _merged(talk)


@pytest.mark.parametrize("form", [form for form in FORMS if form not in BESIDE_LABEL])
@often
@given(talk=some_talk)
def test_words_on_lines_of_their_own_come_back_once_and_in_order(
    tmp_path: Path, form: str, talk: Talk
) -> None:
    assume(not any(set(":：") & set(text) for _, text in talk))  # might be a label of its own
    talk = [("P01", "here."), ("P02", "there."), ("P01", "yes."), ("P02", "no."), *talk]
    talk = [(who, f"{text} .") for who, text in talk]
    found = _read_back(tmp_path, form, talk)
    assert " ".join(text for _, text in found) == " ".join(text for _, text in talk)
