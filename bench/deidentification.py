"""How much this pipeline and its peers find of the gold utterances, and how fast.

    .venv/bin/python bench/deidentification.py [--words 60000] [--runs 3] [SET.jsonl ...]

Each set of `tests/gold/utterances` (or each SET named) is read by this pipeline, with the people on
the set's sheet and without, and by its peers: Presidio as it comes, Presidio with its recognisers
for the UK, scrubadub, and spaCy by itself. All use the same language model, each runs in a process
of its own with one thread and no network, and all are scored alike by
`tests/gold/utterance_gold.py`. Speed is measured on the demonstration's six transcripts, repeated
to that many words: the median of the runs, loading apart. The peers are looked for in `bench/peers`
only, see bench/README.md.

Only figures are printed, never text.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from processes import PROJECT, Answer, ask, is_answered

sys.path[:0] = [str(PROJECT / part) for part in ("workflow/scripts", "tests/gold")]

from build_demonstration import read_source  # noqa: E402
from utterance_gold import Found, GoldSet, Score, Tally, read_set, score  # noqa: E402

# Whether a tool is part of the project and runs in its environment, or in that of the peers.
OWN = {
    "this pipeline": True,
    "  without sheets": True,
    "Presidio": False,
    "Presidio, UK": False,
    "scrubadub": False,
    "spaCy alone": False,
}


def talk(words: int) -> list[list[str]]:
    """The turns of the demonstration's groups, repeated to at least ``words`` words in all."""
    files = sorted((PROJECT / "tests" / "gold" / "transcripts").glob("FGD*.txt"))
    groups = [[turn.text for turn in read_source(file)] for file in files]
    times = -(-words // sum(count_words(turns) for turns in groups))
    # Each repetition ends its turns in another word, so that no text is the same twice.
    hums = ["h" + "m" * (1 + number) for number in range(times)]
    return [[f"{text} {hum}" for hum in hums for text in turns] for turns in groups]


def count_words(texts: Sequence[str]) -> int:
    """Words between spaces."""
    return sum(len(text.split()) for text in texts)


def ask_all(request: dict[str, Any]) -> dict[str, Answer]:
    """The answers of all tools that could run; of the others it says why not."""
    answers = {tool: ask("deidentifiers.py", tool, own, request) for tool, own in OWN.items()}
    return {tool: answer for tool, answer in answers.items() if is_answered(tool, answer)}


def found_in(gold: GoldSet, places: list[list[list[Any]]]) -> dict[str, list[Found]]:
    """What a tool found in a set, by the id of the utterance."""
    return {
        utterance.id: [Found(*place) for place in here]
        for utterance, here in zip(gold.utterances, places, strict=True)
    }


HEAD = (
    f"{'':25}|{'direct':^27}|{'others':^20}|{'per 1,000 words':^27}\n"
    f"{'':25}| auto +review  prec.   leak | auto +review  prec. | flags  of people   needless"
)


def score_line(tool: str, result: Score) -> str:
    """One row of the table of a set."""
    direct, quasi = result.direct, result.quasi
    flags, of_people, needless = (
        result.per_1000_words(count)
        for count in (result.flags, result.person_flags, result.needless)
    )
    return (
        f"{tool:25}|{direct.recall:5.3f} {direct.recall_with_review:7.3f} "
        f"{direct.precision:6.3f} {direct.leak:6.3f} |{quasi.recall:5.3f} "
        f"{quasi.recall_with_review:7.3f} {result.all.precision:6.3f} |{flags:6.1f} "
        f"{of_people:10.1f} {needless:10.1f}"
    )


def print_set(gold: GoldSet, scores: dict[str, Score]) -> None:
    """The table of one set, and how this pipeline does by label."""
    own = next(iter(scores.values()))
    words = count_words([utterance.text for utterance in gold.utterances])
    print(f"\n{gold.name}: {len(gold.utterances)} utterances, {words} words,", end=" ")
    print(f"{own.direct.mentions} direct and {own.quasi.mentions} other identifiers")
    print(HEAD)
    for tool, result in scores.items():
        print(score_line(tool, result))


def print_labels(scores: dict[str, list[Score]]) -> None:
    """Recall by label over all sets: replaced, and with what is put to a person."""
    print(f"\n{'auto, +review by label':22}{'':4}", *(f"{tool.strip():>15}" for tool in scores))
    first = next(iter(scores.values()))
    known = {label for result in first for label, t in result.labels.items() if t.mentions}
    for label in sorted(known):
        cells, total = [], Tally()
        for results in scores.values():
            total = Tally()
            for result in results:
                total.add(result.over([label]))
            cells.append(f"{total.recall:7.3f} {total.recall_with_review:7.3f}")
        print(f"{label:20}{total.mentions:6}", *cells)


def print_costs(answers: dict[str, Answer], words: int) -> None:
    """Speed and memory of each tool."""
    print(f"\n{f'{words} words of talk':48}{'words/s':>8}{'loading, s':>12}{'peak, MB':>10}")
    for tool, answer in answers.items():
        memory = answer["bytes"] / 2**20
        for way, rate in answer["speeds"].items():
            print(f"{tool:25}{way:23}{rate:8.0f}{answer['loading']:12.1f}{memory:10.0f}")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--words", type=int, default=60_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("sets", nargs="*", type=Path, metavar="SET")
    options = parser.parse_args()
    folder = PROJECT / "tests" / "gold" / "utterances"
    files = [file.resolve() for file in options.sets] or sorted(folder.glob("*.jsonl"))
    sets = [read_set(file) for file in files]
    spoken = talk(options.words)
    request = {
        "sets": [str(file) for file in files],
        "texts": [[utterance.text for utterance in gold.utterances] for gold in sets],
        "talk": spoken,
        "runs": options.runs,
    }
    answers = ask_all(request)
    scores: dict[str, list[Score]] = {tool: [] for tool in answers}
    for number, gold in enumerate(sets):
        for tool, answer in answers.items():
            found = found_in(gold, answer["found"][number])
            scores[tool].append(score(gold.utterances, found))
        print_set(gold, {tool: results[number] for tool, results in scores.items()})
    if sets:
        print_labels(scores)
    print_costs(answers, sum(count_words(turns) for turns in spoken))


if __name__ == "__main__":
    main()
