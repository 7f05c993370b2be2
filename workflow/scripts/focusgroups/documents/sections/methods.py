"""How the findings were made: steps, parameters and software."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from focusgroups.config import read_schema
from focusgroups.documents import wording
from focusgroups.documents.findings import ReferenceFile
from focusgroups.documents.outline import (
    APPENDED,
    Block,
    Heading,
    Paragraph,
    Row,
    Table,
    cited,
    paragraph,
)
from focusgroups.documents.sections.saturation import METHOD
from focusgroups.themes.minilm_packages import MINILM

PARAMETERS, VERSIONS, REFERENCE = "parameters", "versions", "reference_files"
HOLDS = {"postcodes": "Areas of postcodes", "indices": "Ranks of areas"}
HASH_DIGITS = 12

PREPARATION = (
    "Each transcript was read turn by turn, and each turn was given to a participant or a "
    "member of staff by its speaker label. Names and other identifiers were found by "
    "patterns (such as postcodes and telephone numbers), by the names on the study’s sheets "
    "and by a statistical model of English, and were replaced by their kind; what could not "
    "be decided was put to the study team. Participants’ turns were then divided at the ends "
    "of sentences into segments, the unit of analysis."
)
CODING = (
    "The themes and their keywords were given in a codebook beforehand. Words were compared "
    "by their stems. A segment was scored on each theme by three kinds of evidence. First, the "
    "keywords that it holds: rare ones count more, and each counts as far as it can be trusted, "
    "which is judged by whether the talk around it is like that around the theme’s other keywords "
    "or like talk without any of them. Second, a logistic regression on words, pairs of words and "
    "pieces of words that learnt in two rounds: from segments with clear keywords, and then from "
    "what all the evidence made of each segment (self-training: Scudder 1965). It judged only "
    "segments that it had not learnt from. Third, the likeness of the segment to the theme’s name, "
    "definition and keywords."
)
EMBEDDINGS = (
    " The sentence embeddings of all-MiniLM-L6-v2 were part of the likeness, and the logistic "
    "regression learnt from them, too."
)
DECIDING = (
    "A theme was proposed for the segments with the highest scores, for as many of them as its "
    "keywords speak for strongly (at least half as strongly as for the segment’s best theme; "
    "more, in proportion, where keywords speak for fewer than 60 % of all segments), unless it lay "
    "more than two standard deviations below the segment’s best theme. A proposal was taken up "
    "only where a keyword of the theme stands in the segment or a person gave it the theme. A "
    "segment could have several themes or none."
)
OTHER_METHODS = (
    "Quotes were taken from segments that speak clearly for a theme, from different focus "
    "groups and speakers, and only from people who agreed to be quoted. Saturation was "
    f"judged by the method of {METHOD}, with the codebook’s keywords as codes."
)


def methods(
    suggested: int | None,
    parameters: Mapping[str, Mapping[str, Any]],
    coders: int | None,
    versions: Mapping[str, str],
    reference_files: Sequence[ReferenceFile],
) -> Iterator[Block]:
    """The section on methods, with a table of ``parameters`` and one of software ``versions``.

    ``suggested`` is the number of segments with a theme that the model suggests without a keyword;
    ``parameters`` are sections of the config with the values that were used; ``coders`` is how many
    people's codings overruled the model, None if it was only what they agreed on;
    ``reference_files`` are those in which postcodes were looked up.
    """
    yield Heading(1, "Methods", "methods")
    yield Heading(2, "From transcripts to segments", "preparation")
    yield paragraph(PREPARATION)
    yield Heading(2, "How themes were proposed", "proposing-themes")
    yield paragraph(CODING, EMBEDDINGS if parameters["themes"]["embeddings"] == MINILM else "")
    yield paragraph(DECIDING, _suggestions(suggested))
    if coders != 0:
        people = "people" if coders is None else wording.counted(coders, "person", "people")
        yield paragraph(
            f"Where {people} had coded a segment, that coding overruled the proposal; where people "
            "were even, the proposal held. Their codings also changed how far keywords were "
            "trusted, were taught to the model with three times the weight of other segments, and "
            "where there were enough for and against a theme, what a model that learnt from people "
            "alone made of a segment was added to its score. In the number of segments for which a "
            "theme is proposed, their decisions stood in place of the keywords."
        )
    else:
        yield paragraph(
            "No human coding entered the themes reported here: they are proposals for the study "
            "team to check, not an interpretation of what was said."
        )
    yield Heading(2, "Quotes, saturation and deprivation", "other-methods")
    yield paragraph(OTHER_METHODS)
    yield from _postcodes(reference_files)
    yield Heading(2, "Parameters and software", "software")
    same = "The same input, parameters and software give the same findings."
    yield Paragraph(cited(same, PARAMETERS, VERSIONS))
    yield _parameter_table(parameters)
    yield Table(
        VERSIONS,
        "Software",
        ("Software", "Version"),
        tuple(Row((name, version)) for name, version in versions.items()),
        "All other packages are listed in requirements.lock.",
        prose=(1,),
        series=APPENDED,
    )


def _postcodes(files: Sequence[ReferenceFile]) -> Iterator[Block]:
    """How postcodes became deciles, and in which files they were looked up."""
    years = list(dict.fromkeys(file.edition for file in files))
    linked = (
        "Postcodes were linked to areas and their deciles in the English Indices of Deprivation, "
        f"{wording.plural(len(years), 'edition')} of {wording.listing(years)}"
    )
    yield Paragraph((*cited(linked, REFERENCE), " Only counts leave the study team."))
    yield Table(
        REFERENCE,
        "Reference files on deprivation",
        ("Edition", "Holds", "File", f"SHA-256, first {HASH_DIGITS} digits", "Rows"),
        tuple(
            Row(
                (
                    file.edition,
                    HOLDS[file.holds],
                    file.file,
                    file.sha256[:HASH_DIGITS],
                    wording.digits(file.rows),
                )
            )
            for file in files
        ),
        " ".join(f"{note}." for note in dict.fromkeys(f.note for f in files) if note),
        prose=(1, 2, 3),
        series=APPENDED,
    )


def _suggestions(segments: int | None) -> str:
    """What became of the model's proposals without a keyword; opens with a space."""
    if not segments:
        return ""
    these = wording.plural(segments, "this suggestion is", "these suggestions are")
    return " " + wording.sentence(
        f"in {wording.counted(segments, 'segment')} the model suggested a theme without a keyword",
        f"of it; {these} not counted here but left to the study team",
    )


def _parameter_table(parameters: Mapping[str, Mapping[str, Any]]) -> Table:
    """Values as they were used, with the meanings that the config's schema gives."""
    schema = read_schema("config")
    rows = []
    for section, values in parameters.items():
        rules = schema["properties"][section]["properties"]
        for key, value in values.items():
            meaning = " ".join(rules[key].get("description", "").split())
            rows.append(Row((f"{section}.{key}", _written(value), meaning)))
    return Table(
        PARAMETERS,
        "Parameters of the analysis",
        ("Key in the config", "Value", "Meaning"),
        tuple(rows),
        prose=(1, 2),
        series=APPENDED,
    )


def _written(value: Any) -> str:
    """A value as it is written in the config, with the items of a list between commas."""
    if isinstance(value, list | tuple):
        return ", ".join(map(_written, value)) or "none"
    if isinstance(value, bool):
        return "true" if value else "false"
    return "none" if value is None else str(value)
