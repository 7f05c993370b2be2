"""How well this pipeline and its peers give themes to texts that people coded, and at what cost.

    .venv/bin/python bench/themes.py GOLD.csv CODEBOOK.yaml [--rounds 5] [--quick]
    .venv/bin/python bench/themes.py GOLD.csv CODEBOOK.yaml --sizes 100000

GOLD.csv has `segment_id`, `text` and `themes` (ids, `;` between, empty for none). This pipeline
runs as it comes; with sentence embeddings, where they are installed; and with 20 segments of each
theme coded, drawn from 60 % of the texts and scored on the rest, in several rounds. Peers run in
every setting of a small grid, and the one that agrees best **with the gold** counts, cut where it
agrees best: who has no gold cannot choose so well. Seconds and memory of a peer are those of its
best setting alone. With `--sizes` only the time and memory of that many texts are measured.

Only figures are printed, never text.
"""

import argparse
import csv
import itertools
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from processes import PROJECT, Answer, ask, is_answered
from theme_measures import MEASURES, RESAMPLED, Result, best_decisions, differences

sys.path.insert(0, str(PROJECT / "workflow" / "scripts"))

from focusgroups.codebook import Theme, read_codebook

PROGRAM = "themers.py"
SEED = 20190514
CONFIRMED, KNOWN_SHARE = 20, 0.6  # coded segments of each theme; where they are drawn from

Setting = dict[str, Any]
Rows = dict[str, Result]


def grid(**values: Sequence[Any]) -> list[Setting]:
    """Every combination of the ``values``."""
    return [
        dict(zip(values, chosen, strict=True)) for chosen in itertools.product(*values.values())
    ]


PEERS: dict[str, list[Setting]] = {
    "keyword matching": grid(count=["keywords", "times"], rarity=[False, True]),
    "corextopic": grid(pairs=[False, True], free=[0, 8], strength=[2, 4, 8, 16]),
    "tomotopy": grid(free=[0, 8], prior=[0.1, 1.0, 10.0], alpha=[0.02, 0.1]),
    "BERTopic": grid(**{"smallest": [10, 20, 40], "one theme": [True, False]}),
    "all coded": grid(C=[0.3, 1.0, 3.0], weights=[None, "balanced"]),
}
OWN_ENVIRONMENT = {"all coded"}  # needs nothing but scikit-learn


@dataclass(frozen=True)
class Gold:
    """Coded texts; ``applies`` says of texts by themes what people gave."""

    ids: list[str]
    texts: list[str]
    themes: list[Theme]
    applies: np.ndarray

    def request(self, settings: Sequence[Setting], folder: str) -> dict[str, Any]:
        """What a program is asked, but for the tool."""
        return {
            "ids": self.ids,
            "texts": self.texts,
            "themes": [asdict(theme) for theme in self.themes],
            "settings": list(settings),
            "folder": folder,
        }

    def given(self, row: int) -> list[str]:
        """The themes of one text."""
        pairs = zip(self.themes, self.applies[row], strict=True)
        return [theme.id for theme, applies in pairs if applies]


def read_gold(table: Path, codebook: Path) -> Gold:
    """The texts in ``table``, coded with the themes of ``codebook``; other codes do not count."""
    themes = read_codebook(codebook)
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    given = [row["themes"].split(";") for row in rows]
    applies = np.array([[theme.id in codes for theme in themes] for codes in given])
    return Gold([row["segment_id"] for row in rows], [row["text"] for row in rows], themes, applies)


def ask_own(gold: Gold, settings: Sequence[Setting], more: Setting) -> tuple[Answer, list[Any]]:
    """What this pipeline makes of the texts in each setting, with what that cost."""
    with tempfile.TemporaryDirectory() as folder:
        answer = ask(PROGRAM, "own", True, {**gold.request(settings, folder), **more})
        if "seconds" not in answer:
            return answer, []
        return answer, [dict(np.load(f"{folder}/{n}.npz")) for n in range(len(settings))]


def own_result(gold: Gold, coded: Any, column: str, rows: Any = slice(None)) -> Result:
    """The decisions in a ``column``, of the texts in ``rows``."""
    parts = (gold.applies, coded["scores"], coded[column], coded["best"])
    return Result(*(part[rows] for part in parts))


def drawn(gold: Gold, seed: int) -> tuple[Setting, np.ndarray]:
    """Codings of ``CONFIRMED`` texts of each theme, and the texts that were held out."""
    random = np.random.default_rng(seed)
    order = random.permutation(len(gold.ids))
    known, held = np.split(order, [int(KNOWN_SHARE * len(order))])
    chosen = {
        int(row)
        for column in gold.applies.T
        for row in random.permutation(known[column[known]])[:CONFIRMED]
    }
    return {"confirmed": {gold.ids[row]: gold.given(row) for row in sorted(chosen)}}, held


def measure_own(gold: Gold, rounds: int, known: Path | None) -> Rows:
    """The rows of this pipeline, printed; those of ``proposed`` are returned for comparisons."""
    ways: dict[str, Setting] = {"this pipeline": {}}
    if known:
        ways["  with embeddings"] = {"known": str(known)}
    rows: Rows = {}
    draws = [drawn(gold, SEED + number) for number in range(rounds)]
    for name, more in ways.items():
        answer, coded = ask_own(gold, [{"confirmed": {}}], more)
        if not is_answered(name, answer):
            continue
        rows[name] = own_result(gold, coded[0], "proposed")
        print_row(name, [rows[name]], answer)
        print_row("    assigned", [own_result(gold, coded[0], "assigned")])
        if not draws:
            continue
        held = [own_result(gold, coded[0], "proposed", rest) for _, rest in draws]
        print_row("    held-out texts", held)
        answer, learnt = ask_own(gold, [setting for setting, _ in draws], more)
        if is_answered(name, answer):
            pairs = zip(learnt, draws, strict=True)
            held = [own_result(gold, part, "proposed", rest) for part, (_, rest) in pairs]
            print_row(f"    same, {CONFIRMED} a theme coded", held, answer)
    return rows


def measure_peer(gold: Gold, tool: str, settings: list[Setting], more: Setting) -> Result | None:
    """The best setting of a peer, printed, run once more by itself for what it costs."""
    is_own = tool in OWN_ENVIRONMENT
    with tempfile.TemporaryDirectory() as folder:
        request = {**gold.request(settings, folder), **more}
        answer = ask(PROGRAM, tool, is_own, request)
        if not is_answered(tool, answer):
            return None
        scores = [np.load(f"{folder}/{number}.npy") for number in range(len(settings))]
        results = [best_decisions(gold.applies, table) for table in scores]
        levels = [result.measure("micro-F1") for result in results]
        best = int(np.argmax(levels))
        # By itself for its memory, twice for its time: what is compiled first is not counted.
        answer = ask(PROGRAM, tool, is_own, {**request, "settings": [settings[best]] * 2})
        answer["seconds"] = answer["seconds"][1:]
    said = ", ".join(f"{key} {value}" for key, value in settings[best].items())
    print_row(tool, [results[best]], answer, f"{said}; worst of {len(levels)}: {min(levels):.3f}")
    return results[best]


HEAD = f"{'':30}" + "".join(f"{name:>10}" for name in MEASURES) + f"{'seconds':>10}{'peak, MB':>10}"


def print_row(
    name: str, results: Sequence[Result], answer: Answer | None = None, note: str = ""
) -> None:
    """One row: means over the ``results``, which are the rounds, and what a run cost."""
    cells = [np.mean([result.measure(measure) for result in results]) for measure in MEASURES]
    line = f"{name:30}" + "".join(f"{cell:10.3f}" for cell in cells)
    if answer:
        line += f"{np.mean(answer['seconds']):10.1f}{answer['bytes'] / 2**20:10.0f}"
    print(line + (f"  {note}" if note else ""), flush=True)


def print_differences(rows: Rows, peers: Rows) -> None:
    """How far each row of this pipeline is ahead of each peer, with intervals."""
    for own, result in rows.items():
        print(f"\n{own.strip()} less")
        for name, other in peers.items():
            low_high = differences(result, other, SEED)
            cells = []
            for measure in RESAMPLED:
                ahead = result.measure(measure) - other.measure(measure)
                low, high = low_high[measure]
                cells.append(f"{measure} {ahead:+.3f} ({low:+.3f} to {high:+.3f})")
            print(f"  {name:20}" + "   ".join(cells))


def varied(texts: Sequence[str], number: int) -> Iterator[str]:
    """``number`` texts: the given ones again and again, each time with some words exchanged."""
    random = np.random.default_rng(SEED)
    words = sorted({word for text in texts for word in text.split()})
    for place in range(number):
        said = texts[place % len(texts)].split()
        changes = 1 + len(said) // 10 if said and place >= len(texts) else 0
        for _ in range(changes):
            said[random.integers(len(said))] = words[random.integers(len(words))]
        yield " ".join(said)


def measure_size(gold: Gold, number: int) -> None:
    """Seconds and memory of ``number`` texts by default."""
    texts = list(varied(gold.texts, number))
    many = Gold([f"T{n:07d}" for n in range(number)], texts, gold.themes, gold.applies)
    answer, _ = ask_own(many, [{"confirmed": {}}], {})
    if is_answered("this pipeline", answer):
        print(
            f"{number} texts ({len(set(texts))} different) x {len(gold.themes)} themes: "
            f"{answer['seconds'][0]:.1f} seconds, peak {answer['bytes'] / 2**20:.0f} MB"
        )


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("codebook", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--quick", action="store_true", help="without peers")
    parser.add_argument("--sizes", type=int, nargs="*", default=[])
    options = parser.parse_args()
    gold = read_gold(options.gold, options.codebook)
    for number in options.sizes:
        measure_size(gold, number)
    if options.sizes:
        return
    themed = gold.applies.any(axis=1).sum()
    print(f"{len(gold.ids)} texts x {len(gold.themes)} themes; {themed} texts have a theme\n{HEAD}")
    with tempfile.TemporaryDirectory() as folder:
        answer = ask(PROGRAM, "vectors", True, gold.request([], folder))
        known = Path(folder) / "known.csv" if is_answered("embeddings", answer) else None
        if known:
            cost = f"{answer['seconds'][0]:.1f} seconds, peak {answer['bytes'] / 2**20:.0f} MB"
            print(f"embeddings: {cost}")
        rows, peers = measure_own(gold, options.rounds, known), {}
        for tool, settings in {} if options.quick else PEERS.items():
            if tool == "BERTopic" and not known:
                print(f"{tool}: needs the vectors of embeddings, which are not installed")
                continue
            more = {"gold": gold.applies.tolist(), "vectors": f"{folder}/vectors.npy"}
            if result := measure_peer(gold, tool, settings, more):
                peers[tool] = result
    print_differences(rows, peers)


if __name__ == "__main__":
    main()
