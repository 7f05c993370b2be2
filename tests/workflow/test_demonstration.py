"""The demonstration study from end to end: complete, correct, and nobody in it."""

import re
from pathlib import Path

from sklearn.metrics import average_precision_score

from csvrows import rows_of
from focusgroups.codebook import read_codebook
from focusgroups.documents.bibliography import WORKS
from focusgroups.release.printed_text import printed_room
from focusgroups.tables import read_table
from focusgroups.themes.counter_examples import averse_keywords, judged
from focusgroups.themes.quotes import COUNTER_EXAMPLE
from focusgroups.tokens import DIRECT

PAPER = {
    "focus_groups": "6",
    "participants": "18",
    "age_range": "34 to 65",
    "female": "12",
    "white_british": "14",
    "single": "14",
    "imd_decile_3_or_below": "14",
    "health_decile_3_or_below": "14",
    "imd_decile_1": "9",
    "themes": "4",
}


def test_every_row_of_the_comparison_matches(finished) -> None:
    rows = rows_of(finished.folder / "results/release/paper_comparison.csv")
    assert [row["figure"] for row in rows if row["match"] != "true"] == []
    published = {row["figure"]: row["published"] for row in rows}
    assert published | PAPER == published


def test_release_has_the_order_of_the_paper_and_nothing_else(finished) -> None:
    release = finished.folder / "results" / "release"
    found = sorted(str(file.relative_to(release)) for file in release.rglob("*") if file.is_file())
    candidate = finished.folder / "results" / "candidate"
    wanted = [str(file.relative_to(candidate)) for file in candidate.rglob("*") if file.is_file()]
    assert found == sorted([*wanted, "checks.csv"])
    assert {"report.html", "results_section.docx", "paper_comparison.csv"} < set(found)


def test_all_checks_pass(finished) -> None:
    rows = rows_of(finished.folder / "results/working/checks.csv")
    assert len(rows) >= 12
    assert [row["check"] for row in rows if row["status"] == "fail"] == []


def test_no_direct_gold_identifier_is_left_in_any_room_but_the_private(
    finished, repository: Path
) -> None:
    gold = rows_of(repository / "tests" / "gold" / "identifiers.csv")
    results = finished.folder / "results"
    turns = {}
    for file in sorted((results / "working" / "turns").glob("*.csv")):
        turns.update({row["turn_id"]: row["text"] for row in rows_of(file)})
    direct = [row for row in gold if row["label"] in DIRECT]
    assert {row["label"] for row in direct} == set(DIRECT)

    left = [row["turn_id"] for row in direct if whole_word(row["text"], turns[row["turn_id"]])]
    assert left == []

    texts = [
        printed
        for room in ("working", "candidate", "release")
        for printed in printed_room(files_of(results / room), results / room)[0]
    ]
    # A name that is also a word, or that of an author who is cited, may rightly stand elsewhere;
    # its own turn was looked at above.
    cited = [work.entry for work in WORKS]
    words = " ".join([*turns.values(), *cited]).casefold()
    unmistakable = {row["text"] for row in direct if not whole_word(row["text"].casefold(), words)}
    assert len(unmistakable) > 0.9 * len({row["text"] for row in direct})
    pattern = re.compile("|".join(rf"\b{re.escape(text)}\b" for text in sorted(unmistakable)))
    assert [(p.file, p.place) for p in texts if pattern.search(p.text)] == []


def test_logs_and_snakemakes_memory_hold_no_identifier(finished, repository: Path) -> None:
    gold = rows_of(repository / "tests" / "gold" / "identifiers.csv")
    direct = {row["text"] for row in gold if row["label"] in DIRECT and len(row["text"]) > 4}
    words = {text for text in direct if text[0].isupper() or not text.isalpha()}
    files = files_of(finished.folder / "results" / "logs")
    files += files_of(finished.folder / ".snakemake")
    said = "\n".join(file.read_text(encoding="utf-8", errors="replace") for file in files)
    assert [n for n, text in enumerate(sorted(words)) if whole_word(text, said)] == []


def test_everything_says_that_it_is_synthetic(finished) -> None:
    release = finished.folder / "results" / "release"
    documents = [release / "report.html", release / "results_section.docx"]
    for file in [*release.rglob("*.svg"), *documents]:
        texts, _ = printed_room([file], release)
        assert any("synthetic" in printed.text.casefold() for printed in texts), file.name


def test_every_decision_and_coding_is_of_the_present_text(finished, repository: Path) -> None:
    segments = rows_of(finished.folder / "results/working/segments.csv")
    current = {row["segment_id"]: row["text_check"] for row in segments}
    resources = repository / "resources"
    rows = [*rows_of(resources / "quotes.csv")]
    for coder in sorted((resources / "coding").glob("*.csv")):
        rows += rows_of(coder)
    assert len(rows) > 100
    assert [r["segment_id"] for r in rows if r["text_check"] != current.get(r["segment_id"])] == []


def whole_word(text: str, within: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(text)}(?!\w)", within) is not None


def files_of(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file())


def test_counter_examples_are_found_and_none_is_printed_unnoticed(finished, repository) -> None:
    """Measured: of 12 proposed as counter-examples 11 are (by chance 2); average precision 0.80.

    A sentiment lexicon reaches 0.20 here, the count of negators 0.21, chance 0.15. All 134 assigned
    passages of printable length were labelled before the method was made, but by who then made it.
    """
    working = finished.folder / "results" / "working"
    gold = rows_of(repository / "tests" / "gold" / "counter_examples.csv")
    segments = read_table(working / "segments.csv", ["n_words"]).set_index("segment_id")
    # Whoever changes what is said in one of them reads it again.
    assert [
        r["segment_id"]
        for r in gold
        if segments.at[r["segment_id"], "text_check"] != r["text_check"]
    ] == []
    known = {(row["segment_id"], row["theme"]) for row in gold}

    proposed = [r for r in rows_of(working / "quotes_proposed.csv") if not r["decision"]]
    against = [r for r in proposed if r["kind"] == COUNTER_EXAMPLE]
    right = sum((row["segment_id"], row["theme"]) in known for row in against)
    print(f"proposed as counter-examples: {len(against)}, of which {right} are")
    assert len(against) == 12
    assert right >= 10

    strengths, truth = assigned_and_printable(working, segments, known, repository)
    found = average_precision_score(truth, strengths)
    print(f"average precision {found:.2f} of {len(truth)}, by chance {sum(truth) / len(truth):.2f}")
    assert found >= 0.75

    quotes = rows_of(
        finished.folder / "results/candidate/2_qualitative_findings/table_4_quotes.csv"
    )
    chosen = {row["segment_id"] for row in rows_of(finished.folder / "resources" / "quotes.csv")}
    unnoticed = [
        q
        for q in quotes
        if (q["segment_id"], q["theme"]) in known and q["segment_id"] not in chosen
    ]
    assert unnoticed == []


def assigned_and_printable(working, segments, known, repository) -> tuple[list[float], list[bool]]:
    """How strongly assigned passages of printable length speak against a theme; the truth."""
    themes = {t.id: t for t in read_codebook(repository / "config" / "codebook.yaml")}
    evidence = rows_of(working / "keyword_evidence.csv")
    strengths, truth = [], []
    for row in rows_of(working / "coding.csv"):
        pair = (row["segment_id"], row["theme"])
        if row["assigned"] == "true" and 12 <= segments.at[pair[0], "n_words"] <= 70:
            hits = tuple(
                (hit["keyword"], int(hit["start"]))
                for hit in evidence
                if (hit["segment_id"], hit["theme"]) == pair
                and hit["keyword"] not in averse_keywords(themes[pair[1]])
            )
            strengths.append(judged(segments.at[pair[0], "text"], hits)[0])
            truth.append(pair in known)
    return strengths, truth
