"""How long a transcript of 10,000 words takes to read in each form, beside the usual libraries.

    .venv/bin/python bench/transcripts.py [--words 10000] [--runs 5]

The talk of the demonstration is repeated up to that many words, written in every form of
`tests/transcript_forms.py`, and read to turns. Printed are the median seconds without start-up, how
many turns came back right, and for the usual library of the format, where it is installed, its
seconds for the text alone and how many of the words said it lost. Peers (striprtf, webvtt-py, srt,
odfdo) are looked for in `bench/peers`: `pip install --target bench/peers` puts them there.
"""

import argparse
import importlib
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(PROJECT / "workflow" / "scripts"), str(PROJECT / "tests")]
sys.path.append(str(PROJECT / "bench" / "peers"))
sys.path.append(str(PROJECT / "tests" / "gold"))

from build_demonstration import participant, read_source  # noqa: E402

from focusgroups.speakers import Person  # noqa: E402
from focusgroups.transcripts import read_transcript  # noqa: E402
from focusgroups.transcripts.turns import attribute_turns  # noqa: E402
from transcript_forms import FORMS  # noqa: E402

CONVENTIONS = {"unlabelled_speaker": "previous", "prompt_pattern": ""}
# The usual library of each ending, and how it gives the text.
PEERS: dict[str, tuple[str, Callable]] = {
    "docx": ("docx", lambda docx, path: "\n".join(_docx_texts(docx.Document(path)))),
    "odt": ("odfdo", lambda odfdo, path: odfdo.Document(path).get_formatted_text()),
    "rtf": ("striprtf.striprtf", lambda rtf, path: rtf.rtf_to_text(path.read_text())),
    "vtt": ("webvtt", lambda vtt, path: "\n".join(cue.text for cue in vtt.read(path))),
    "srt": ("srt", lambda srt, path: "\n".join(c.content for c in srt.parse(path.read_text()))),
}


def _docx_texts(document) -> list[str]:
    """Everything a document's paragraphs and tables hold, as python-docx sees it."""
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return [*(paragraph.text for paragraph in document.paragraphs), *cells]


def talk(words: int) -> tuple[list[tuple[str, str]], list[Person]]:
    """Turns of the first group, repeated to at least ``words`` words, and who speaks them."""
    source = read_source(PROJECT / "tests" / "gold" / "transcripts" / "FGD1.txt")
    spoken = [(turn.speaker, turn.text) for turn in source]
    times = -(-words // sum(len(text.split()) for _, text in spoken))
    roles = {who: "SU" if participant(who) else "FAC" for who, _ in spoken}
    return spoken * times, [Person(who, role, (who,), ()) for who, role in roles.items()]


def measured(task: Callable[[], object], runs: int) -> tuple[float, object]:
    """The median seconds of ``runs`` runs, and what the last of them gave."""
    seconds, result = [], None
    for _ in range(runs):
        start = time.perf_counter()
        result = task()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds), result


def peers_line(ending: str, path: Path, said: Counter[str], runs: int) -> str:
    """What the usual library takes and loses; empty where there is none."""
    if ending not in PEERS:
        return ""
    name, read = PEERS[ending]
    try:
        module = importlib.import_module(name)
    except ImportError:
        return f"{name.split('.')[0]}: not installed"
    seconds, text = measured(lambda: read(module, path), runs)
    lost = sum((said - Counter(str(text).split())).values())
    return f"{name.split('.')[0]}: {seconds:.3f} s, {lost} words lost"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--words", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    spoken, people = talk(options.words)
    said = Counter(word for _, text in spoken for word in text.split())
    print(f"{sum(said.values())} words, {len(spoken)} turns")
    with tempfile.TemporaryDirectory() as folder:
        for form, (ending, write) in FORMS.items():
            path = Path(folder) / f"FGD1.{ending}"
            path.write_bytes(write(spoken, "Bench", "2019-09-30"))

            def turns(path: Path = path) -> list[tuple[str, str]]:
                passages = read_transcript(path)
                table = attribute_turns(passages, path.name, "FGD1", people, CONVENTIONS).turns
                return list(zip(table["speaker"], table["text"], strict=True))

            seconds, found = measured(turns, options.runs)
            right = sum((Counter(spoken) & Counter(found)).values())
            peer = peers_line(ending.casefold(), path, said, options.runs)
            print(f"{form:24} {seconds:6.3f} s  {right}/{len(spoken)} turns  {peer}")


if __name__ == "__main__":
    main()
