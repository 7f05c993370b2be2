"""Write the tables of residual risk in `docs/information_governance.md`, measured on blind sets.

    python tests/gold/residual_risk.py

They stand between two marks in that page. Only figures are written, never text.
"""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.append(str(REPOSITORY / "workflow" / "scripts"))

from utterance_gold import QUASI, Score, Tally, gold_sets, run_pipeline, score  # noqa: E402

from focusgroups.tokens import DIRECT, KIND  # noqa: E402

PAGE = REPOSITORY / "docs" / "information_governance.md"
BEGIN, END = "<!-- figures -->\n", "<!-- end of figures -->\n"
TOGETHER = "together"
FIGURES = (
    "blind set",
    "utterances",
    "words",
    "direct identifiers",
    "replaced",
    "replaced or flagged",
    "leak rate",
    "precision",
    "flags per 1,000 words",
)
KINDS = ("kind, both sets together", "mentions", "replaced", "flagged", "left", "leak rate")


def blind_scores() -> dict[str, tuple[int, Score]]:
    """The number of utterances and the score of each blind set, and of them together."""
    blind = [gold for gold in gold_sets() if gold.blind]
    found = {gold.name: run_pipeline(gold) for gold in blind}
    scores = {
        gold.name: (len(gold.utterances), score(gold.utterances, found[gold.name]))
        for gold in blind
    }
    every = [utterance for gold in blind for utterance in gold.utterances]
    whole = {turn: marks for places in found.values() for turn, marks in places.items()}
    if len(whole) != len(every):
        raise ValueError("two blind sets share an id")
    return {**scores, TOGETHER: (len(every), score(every, whole))}


def tables(scores: Mapping[str, tuple[int, Score]]) -> str:
    """Both tables as Markdown: the figures of each set, and what was left of each kind."""
    sets = [figures(name, *scores[name]) for name in scores]
    return f"{markdown(FIGURES, sets)}\n{markdown(KINDS, kinds(scores[TOGETHER][1]))}"


def figures(name: str, utterances: int, result: Score) -> tuple[str, ...]:
    """A row of FIGURES."""
    direct = result.direct
    shares = (direct.recall, direct.recall_with_review, direct.leak, direct.precision)
    return (
        name if name == TOGETHER else f"`{name}`",
        f"{utterances:,}",
        f"{result.words:,}",
        f"{direct.mentions:,}",
        *(f"{share:.3f}" for share in shares),
        f"{result.per_1000_words(result.flags):.1f}",
    )


def kinds(result: Score) -> list[tuple[str, ...]]:
    """Rows of KINDS: a row for each kind of which something was left, one for all others."""
    rows = []
    for sort, labels in (("direct", DIRECT), ("other", QUASI)):
        tallies = {label: result.over([label]) for label in labels}
        safe = [label for label, tally in tallies.items() if not tally.leak]
        rows += [kind(KIND[label], tallies[label]) for label in labels if label not in safe]
        if safe:
            rows.append(kind(", ".join(KIND[label] for label in safe), result.over(safe)))
        rows.append(kind(f"**every {sort} identifier**", result.over(labels)))
    return rows


def kind(name: str, tally: Tally) -> tuple[str, ...]:
    """A row of KINDS."""
    flagged, left = tally.noticed - tally.replaced, tally.mentions - tally.noticed
    return (name, *map(str, (tally.mentions, tally.replaced, flagged, left)), f"{tally.leak:.3f}")


def markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def within(page: str) -> str:
    """What stands between the two marks."""
    return page.partition(BEGIN)[2].partition(END)[0]


def renewed(page: str, figures_now: str) -> str:
    """``page`` with other tables between the marks."""
    before, begin, rest = page.partition(BEGIN)
    return f"{before}{begin}{figures_now}{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    text = renewed(PAGE.read_text("utf-8"), tables(blind_scores()))
    PAGE.write_text(text, encoding="utf-8")
