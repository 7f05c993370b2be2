"""Build the demonstration's transcripts and gold tables from their one source.

    python tests/gold/build_demonstration.py [folder]

The source is `tests/gold/transcripts/FGD1.txt` to `FGD6.txt`: one turn per line, as
`P01 <theme; theme> text with {PERSON:Denise} marked` for participants and `FAC1 text` for staff.
Each group is written as a typist or a meeting program would, in another format, to
`resources/transcripts/`, and what the marks say to `identifiers.csv` and `themes.csv` beside this
script. `tests/transcript_forms.py` writes them; the same source gives the same bytes.
"""

import csv
import io
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.append(str(REPOSITORY / "tests"))

from transcript_forms import FORMS  # noqa: E402

LINE = re.compile(r"(?P<speaker>[A-Z]+[0-9]+) (?:<(?P<themes>[a-z_; ]+)> )?(?P<marked>.+)")
MARK = re.compile(r"\{(?P<label>[A-Z_]+):(?P<text>[^{}]+)\}")


@dataclass(frozen=True)
class Turn:
    """One turn of the source: ``spans`` are (start, end, label) into ``text``.

    ``typed`` is the text with the typist's double spaces, which readers make one.
    """

    speaker: str
    themes: str
    typed: str
    text: str
    spans: tuple[tuple[int, int, str], ...]


def read_source(path: Path) -> list[Turn]:
    """The turns of one source file; ValueError names the line that does not fit."""
    turns: list[Turn] = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        found = LINE.fullmatch(line)
        if found is None or (found["themes"] is None) == participant(found["speaker"]):
            raise ValueError(f"{path.name} line {number}: not `SPEAKER <themes> text`")
        typed, _ = _unmarked(found["marked"])
        text, spans = _unmarked(" ".join(found["marked"].split()))
        if "{" in text or "}" in text:
            raise ValueError(f"{path.name} line {number}: stray braces")
        if turns and turns[-1].speaker == found["speaker"]:
            raise ValueError(f"{path.name} line {number}: the same speaker twice")
        themes = ";".join(theme.strip() for theme in (found["themes"] or "").split(";"))
        turns.append(Turn(found["speaker"], themes, typed, text, spans))
    return turns


def participant(speaker: str) -> bool:
    """Whether an id is a participant's (P01) rather than a member of staff's (FAC1, PA1)."""
    return re.fullmatch("P[0-9]+", speaker) is not None


def _unmarked(marked: str) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    text, spans, position = "", [], 0
    for mark in MARK.finditer(marked):
        text += marked[position : mark.start()]
        spans.append((len(text), len(text) + len(mark["text"]), mark["label"]))
        text += mark["text"]
        position = mark.end()
    return text + marked[position:], tuple(spans)


@dataclass(frozen=True)
class Form:
    """How a group's transcript is typed; ``staff_label`` picks one of each member of staff's."""

    name: str
    staff_label: int = 0


GROUPS = {
    "FGD1": Form("word paragraphs"),
    "FGD2": Form("odt paragraphs"),
    "FGD3": Form("text"),
    "FGD4": Form("vtt of Teams", staff_label=1),
    "FGD5": Form("rtf"),
    "FGD6": Form("srt", staff_label=2),
}


# --- The study ------------------------------------------------------------------------------------


def speaker_labels(repository: Path, staff_label: int) -> dict[str, str]:
    """Every person's id and the label that the typist used."""
    labels: dict[str, str] = {}
    for sheet, column, choice in (
        ("participants", "participant_id", 0),
        ("staff", "staff_id", staff_label),
    ):
        with (repository / "resources" / f"{sheet}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                forms = row["speaker_labels"].split(";")
                labels[row[column]] = forms[min(choice, len(forms) - 1)].strip()
    return labels


def build(repository: Path, target: Path) -> list[Path]:
    """Write the demonstration of ``repository`` under ``target``, laid out alike; return files."""
    date = yaml.safe_load((repository / "config" / "config.yaml").read_text("utf-8"))["study"][
        "date"
    ]
    files: dict[Path, bytes] = {}
    identifiers: list[tuple[object, ...]] = [("turn_id", "start", "end", "label", "text")]
    themes: list[tuple[object, ...]] = [("turn_id", "theme")]
    for group, form in GROUPS.items():
        ending, write = FORMS[form.name]
        turns = read_source(repository / "tests" / "gold" / "transcripts" / f"{group}.txt")
        labels = speaker_labels(repository, form.staff_label)
        spoken = [(labels[turn.speaker], turn.typed) for turn in turns]
        file = Path("resources", "transcripts", f"{group}.{ending}")
        files[file] = write(spoken, f"Focus group {group}", date)
        for number, turn in enumerate(turns, 1):
            turn_id = f"{group}-{number:04d}"
            identifiers += [(turn_id, a, b, kind, turn.text[a:b]) for a, b, kind in turn.spans]
            if turn.themes:
                themes.append((turn_id, turn.themes))
    files[Path("tests", "gold", "identifiers.csv")] = table(identifiers)
    files[Path("tests", "gold", "themes.csv")] = table(themes)
    for file, content in files.items():
        (target / file).parent.mkdir(parents=True, exist_ok=True)
        (target / file).write_bytes(content)
    return list(files)


def table(rows: Sequence[tuple[object, ...]]) -> bytes:
    """``rows`` as comma-separated text."""
    memory = io.StringIO()
    csv.writer(memory, lineterminator="\n").writerows(rows)
    return memory.getvalue().encode("utf-8")


if __name__ == "__main__":
    for written in build(REPOSITORY, Path(sys.argv[1]) if sys.argv[1:] else REPOSITORY):
        print(written)
