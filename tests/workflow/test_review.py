"""Where review is required, nothing is published while a quoted passage has an undecided flag."""

import csv
import re
from pathlib import Path

from commands import command
from focusgroups.release.printed_text import printed_room

QUOTES = "2_qualitative_findings/table_4_quotes.csv"
SHEET = ("term", "label", "decision", "focus_group", "replacement")


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, columns: tuple[str, ...], rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def quote_a_flagged_turn(folder: Path) -> str:
    """Approve a passage of a turn in which a flag is open; return its id."""
    results = folder / "results"
    flagged = {
        row["turn_id"] for file in results.glob("private/review/*.csv") for row in read(file)
    }
    agreed = {
        row["participant_id"]
        for row in read(folder / "resources/participants.csv")
        if row["consent"] == "yes"
    }
    segment = next(
        row
        for row in read(results / "working/segments.csv")
        if row["turn_id"] in flagged and row["speaker"] in agreed
    )
    coding = read(results / "working/coding.csv")
    theme = next(row["theme"] for row in coding if row["segment_id"] == segment["segment_id"])
    approval = {"segment_id": segment["segment_id"], "theme": theme, "decision": "use"}
    write(folder / "resources/quotes.csv", tuple(approval), [approval])
    return segment["segment_id"]


def line_for_all(said: str) -> list[str]:
    return next(line.split() for line in said.splitlines() if line.startswith("all "))


def test_release_waits_for_the_decision_on_a_flag_in_a_quote(project) -> None:
    folder, results = project.folder, project.folder / "results"
    decisions = folder / "resources/redaction_decisions.csv"
    shipped = read(decisions)
    write(decisions, SHEET, [])
    config = folder / "config/config.yaml"
    settings = config.read_text("utf-8")
    for key in ("requires_review", "requires_quote_approval"):
        settings = settings.replace(f"{key}: auto", f"{key}: true")
    config.write_text(settings, "utf-8")

    first = command(folder, "review_study")
    assert first.returncode == 0, first.stderr[-3000:]
    terms = read(results / "private/review_terms.csv")
    total = line_for_all(first.stdout)
    assert total[1:3] == [str(sum(int(row["places"]) for row in terms)), str(len(terms))]
    assert "Nothing is published while" in first.stdout
    assert f"Copy your decisions to       {decisions}" in first.stdout
    said = first.stdout + first.stderr
    unusual = [row["term"] for row in terms if len(row["term"]) > 6]
    assert not any(term in said for term in unusual)

    quoted = quote_a_flagged_turn(folder)
    refused = project.snakemake()
    assert refused.returncode != 0
    assert f"check_release review_decided: 1 place: {quoted}" in refused.stderr
    assert "review_terms.csv on the sheet redaction_decisions" in refused.stderr
    assert not (results / "release/report.html").exists()
    in_quotes = int(line_for_all(command(folder, "review_study").stdout)[3])
    assert in_quotes > 0

    # What is typed into the table and not copied stops every run, and is never overwritten.
    for row in terms:
        row["decision"] = "redact"
    write(results / "private/review_terms.csv", tuple(terms[0]), terms)
    typed = (results / "private/review_terms.csv").read_bytes()
    lost = command(folder, "review_study")
    assert lost.returncode != 0
    assert f"review_terms.csv: {len(terms)} decisions stand only there" in lost.stderr
    assert (results / "private/review_terms.csv").read_bytes() == typed

    # Copied to the sheet, they are carried out, and what is new is decided as it was shipped.
    write(decisions, SHEET, terms)
    again = command(folder, "review_study")
    assert again.returncode == 0, again.stderr[-3000:]
    left = {row["term"].casefold() for row in read(results / "private/review_terms.csv")}
    assert not left & {row["term"].casefold() for row in terms}
    write(decisions, SHEET, shipped)
    project.run()
    assert "Nothing waits for a decision." in command(folder, "review_study").stdout
    assert read(results / "private/review_terms.csv") == []
    assert (results / "release/report.html").is_file()


def runs_of_words(text: str) -> set[str]:
    spoken = re.findall(r"[^\W\d_]+", text.casefold())
    return {" ".join(spoken[n : n + 5]) for n in range(len(spoken) - 4)}


def test_nothing_said_is_printed_but_in_quotes(finished) -> None:
    results = finished.folder / "results"
    quotes = [row["quote"] for row in read(results / "candidate" / QUOTES)]
    talk = {
        words
        for file in (results / "working/turns").iterdir()
        for row in read(file)
        for words in runs_of_words(row["text"])
    }
    printed, unreadable = printed_room(
        [file for file in (results / "candidate").rglob("*") if file.is_file()],
        results / "candidate",
    )
    quoted = {words for quote in quotes for words in runs_of_words(quote)}
    assert quoted & talk and not unreadable
    said = {words for piece in printed for words in runs_of_words(piece.text)}
    assert said & talk <= quoted


def test_only_the_choice_of_quotes_hands_speech_on_to_what_is_printed(repository: Path) -> None:
    """Labels of clusters and words of speech are no input of a step that prints."""
    speech = re.compile(r"<private>|turns/|segments\.csv|clusters\.csv|keyword_evidence|proposed")
    counting = {  # their output is numbers, and words of the codebook
        "check_codebook", "measure_agreement", "measure_saturation", "measure_stability",
        "plot_cooccurrence", "tabulate_themes",
    }  # fmt: skip
    files = [repository / "workflow/rules" / f"{name}.smk" for name in ("themes", "findings")]
    found = set()
    for block in re.split(r"^rule ", "".join(map(Path.read_text, files)), flags=re.MULTILINE)[1:]:
        given, _, made = block.partition("    output:\n")
        made = made.partition("    log:\n")[0]
        if re.search(r"<candidate>|\{PEOPLE\}|\{THEMES\}", made) and speech.search(given):
            found.add(block.partition(":")[0])
    assert found == {"select_quotes", *counting}
