"""How the findings were made, step by step, as the methods section of a paper tells it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from focusgroups.documents import wording
from focusgroups.documents.bibliography import works_mentioned
from focusgroups.documents.findings import Findings, ReferenceFile
from focusgroups.documents.outline import (
    Block,
    Heading,
    Paragraph,
    Placeholder,
    Reference,
    cited,
    paragraph,
)
from focusgroups.documents.sections.methods_rigour import quotes, rigour
from focusgroups.documents.sections.methods_tables import (
    PARAMETERS,
    REFERENCE,
    VERSIONS,
    parameter_table,
    reference_table,
    version_table,
)
from focusgroups.themes.minilm_packages import MINILM

RECRUITMENT = (
    "Recruitment: say how people were sampled and approached, and why anybody who was invited did "
    "not take part."
)
ETHICS = "Ethics: name the committee that approved the study and the reference of its approval."
CONSENT = "Consent: say how participants agreed to take part and to be quoted."
FACILITATION = (
    "Facilitation: say who led the groups, how they were trained, what participants knew of them, "
    "which topics guided the talk and how it was recorded and transcribed."
)
CODEBOOK = (
    "Codebook: say who wrote it, from what and when, and which approach to analysis it belongs to."
)
READING = (
    "Reading: say who read the coded segments and the quotes, what they changed, and how the "
    "findings were interpreted."
)

READ = (
    "Transcripts were read turn by turn, and each turn was given to a participant or a member of "
    "staff by its speaker label."
)
LAYERS = (
    "Identifiers were looked for in layers: forms of their own, such as postcodes, telephone "
    "numbers, dates and ages; the names on the study’s sheets, with short forms and misspellings; "
    "lists of names, places and organisations; a statistical model of English "
)
SURE = (
    "; the words around; and what the transcripts’ files held out of sight, such as authors and "
    "comments. What was found was replaced by its kind, and by the same token wherever the same "
    "person was meant within a group. What could not be decided was put to the study team."
)
KNOWN_BEFOREHAND = "They were given in a codebook beforehand."
CODING = (
    "Words were compared by their stems. A segment was scored on each theme by three kinds of "
    "evidence. First, the keywords in it: rare ones counted more, and each counted as far as it "
    "could be trusted, which was judged by whether the talk around it was like that around the "
    "theme’s other keywords or like talk without any of them. Second, a logistic regression on "
    "words, pairs of words and pieces of words that learnt in two rounds: from segments with clear "
    "keywords, and then from what all the evidence made of each segment (self-training: Scudder "
    "1965). It judged only segments that it had not learnt from. Third, the likeness of the "
    "segment to the theme’s name, definition and keywords."
)
EMBEDDINGS = (
    " The sentence embeddings of all-MiniLM-L6-v2 were part of the likeness (Reimers and "
    "Gurevych 2019), and the logistic regression learnt from them, too."
)
DECIDING = (
    "A theme was proposed for the segments with the highest scores, for as many of them as its "
    "keywords spoke for strongly (at least half as strongly as for the segment’s best theme; "
    "more, in proportion, where keywords spoke for fewer than 60 % of all segments), unless it lay "
    "more than two standard deviations below the segment’s best theme. A proposal was taken up "
    "only where a keyword of the theme stood in the segment or a person gave it the theme. A "
    "segment could have several themes or none; themes of one segment were counted as occurring "
    "together."
)
UNTOUCHED = (
    "No human coding entered the themes reported here: they are proposals for the study "
    "team to check, not an interpretation of what was said."
)
OVERRULED = (
    " had coded a segment, that coding overruled the proposal; where people "
    "were even, the proposal held. Their codings also changed how far keywords were "
    "trusted, were taught to the model with three times the weight of other segments, and "
    "where there were enough for and against a theme, what a model that learnt from people "
    "alone made of a segment was added to its score. In the number of segments for which a "
    "theme was proposed, their decisions stood in place of the keywords."
)
PATTERNS = (
    "Within each theme, and in talk without a theme, segments with like words were grouped by the "
    "method of Ward (Ward 1963). Such patterns are exploratory and made by a machine. The "
    "map of segments was laid out by t-SNE (van der Maaten and Hinton 2008) from their words and "
    "scores; it shows how the coding divides the talk and cannot confirm it."
)
PEOPLE = (
    "Left to people were the codebook, which doubtful words identify somebody, the coding of "
    "segments as far as is said above, and the choice of quotes. Where they decided nothing, what "
    "the analysis proposed stood."
)
SOFTWARE = (
    "The analysis ran as a Snakemake workflow (Mölder et al. 2021), no step of which reaches for "
    "a network; models were those of scikit-learn (Pedregosa et al. 2011). Tables, figures and "
    "documents were made from the same counts. The same input, parameters and software give the "
    "same findings. All that was drawn by lot goes back to the seed"
)
CHECKLIST = (
    "The COREQ checklist (Tong, Sainsbury and Craig 2007) was filled in as far as the analysis "
    "knows its answers; the others are the authors’."
)
EDITIONS = {
    "2019": "McLennan et al. 2019",
    "2025": "Ministry of Housing, Communities and Local Government 2025",
}


def methods(
    findings: Findings,
    parameters: Mapping[str, Mapping[str, Any]],
    coders: int | None,
    versions: Mapping[str, str],
    reference_files: Sequence[ReferenceFile],
) -> Iterator[Block]:
    """The section on methods, with tables of reference files, parameters and software.

    ``parameters`` are sections of the config with the values that were used; ``coders`` is how many
    people's codings overruled the model, None if it was only what they agreed on; ``versions`` are
    those of the software; ``reference_files`` are those in which postcodes were looked up. The
    works that the text mentions stand at its end.
    """
    blocks = [
        Heading(1, "Methods", "methods"),
        *_participants(findings),
        *_preparation(findings, parameters),
        *_deprivation(reference_files),
        *_coding(findings, parameters, coders),
        *quotes(parameters),
        *rigour(findings, parameters),
        Heading(2, "What people decided", "methods-people"),
        paragraph(PEOPLE),
        Placeholder(READING),
        *_software(parameters, versions),
    ]
    yield from blocks
    yield Heading(2, "References", "references")
    for work in works_mentioned(blocks):
        yield paragraph(work.entry)


def _participants(findings: Findings) -> Iterator[Block]:
    facts = findings.facts
    yield Heading(2, "Participants and groups", "methods-participants")
    groups = wording.counted(facts["focus_groups"], "focus group")
    people = wording.counted(facts["participants"], "participant")
    yield paragraph(wording.sentence(f"the transcripts of {groups} with {people} were analysed"))
    for text in (RECRUITMENT, ETHICS, CONSENT, FACILITATION):
        yield Placeholder(text)


def _preparation(
    findings: Findings, parameters: Mapping[str, Mapping[str, Any]]
) -> Iterator[Block]:
    """How transcripts were read, de-identified and divided."""
    yield Heading(2, "From transcripts to segments", "preparation")
    model = parameters["deidentification"]["model"]
    found = f"{LAYERS}({model}, a pipeline for spaCy: Honnibal et al. 2020){SURE}"
    yield paragraph(f"{READ} {found}", _reviewed(parameters.get("release", {})))
    yield paragraph(_segments(findings, parameters["segments"]["max_words"]))


def _segments(findings: Findings, most: int) -> str:
    """What was divided into how many segments, as far as these numbers are known."""
    turns, segments = (findings.facts[name] for name in ("participant_turns", "segments"))
    taken = "turns" if turns is None else wording.counted(turns, "turn")
    made = "segments" if segments is None else wording.counted(segments, "segment")
    were = wording.plural(turns, "was", "were")
    return wording.sentence(
        f"participants’ {taken} {were} divided into {made}, the",
        "unit of analysis: turns of more than",
        f"{wording.digits(most)} words were cut at the ends of sentences",
    )


def _reviewed(release: Mapping[str, Any]) -> str:
    """What undecided words did to a release, if the config is known to say so."""
    if not release.get("requires_review"):
        return ""
    return " Nothing was released while such a word was undecided in a quoted passage."


def _deprivation(files: Sequence[ReferenceFile]) -> Iterator[Block]:
    """How postcodes became deciles, and in which files they were looked up."""
    yield Heading(2, "Deprivation", "methods-deprivation")
    if not files:
        yield paragraph("Deprivation of the areas where participants live was not looked up.")
        return
    years = list(dict.fromkeys(file.edition for file in files))
    works = "".join(f"{EDITIONS[year]}; " for year in years if year in EDITIONS)
    yield Paragraph(
        (
            "Participants’ postcodes were linked to areas and their deciles in the English Indices "
            f"of Deprivation, {wording.plural(len(years), 'edition')} of {wording.listing(years)} "
            f"({works}",
            Reference(REFERENCE),
            ").",
            " Decile 1 is the most deprived tenth of areas in England. People whose postcode was "
            "missing or not found were counted as such. Only counts leave the study team.",
        )
    )
    yield reference_table(files)


def _coding(
    findings: Findings, parameters: Mapping[str, Mapping[str, Any]], coders: int | None
) -> Iterator[Block]:
    """How themes were proposed, what people's codings did to them, and patterns within them."""
    yield Heading(2, "How themes were proposed", "proposing-themes")
    yield paragraph(_codebook(findings), f" {KNOWN_BEFOREHAND}")
    yield Placeholder(CODEBOOK)
    yield paragraph(CODING, EMBEDDINGS if parameters["themes"]["embeddings"] == MINILM else "")
    yield paragraph(DECIDING, _suggestions(findings.facts["suggested_segments"]))
    if coders != 0:
        people = "people" if coders is None else wording.counted(coders, "person", "people")
        yield paragraph(f"Where {people}{OVERRULED}")
    else:
        yield paragraph(UNTOUCHED)
    yield Heading(2, "Patterns within themes and the map", "methods-patterns")
    yield paragraph(PATTERNS)


def _codebook(findings: Findings) -> str:
    """How many themes and keywords there were, and how much talk they were looked for in."""
    themes = [finding.theme for finding in findings.themes if finding.theme]
    keywords = sum(len(theme.keywords) for theme in themes)
    named = f"{wording.counted(len(themes), 'theme')} with {wording.counted(keywords, 'keyword')}"
    were = wording.plural(len(themes), "was", "were")
    segments = findings.facts["segments"]
    where = "" if segments is None else f"in {wording.counted(segments, 'segment')}"
    return wording.sentence(f"{named} {were} looked for", where)


def _suggestions(segments: int | None) -> str:
    """What became of the model's proposals without a keyword; opens with a space."""
    if not segments:
        return ""
    these = wording.plural(segments, "this suggestion is", "these suggestions are")
    return " " + wording.sentence(
        f"in {wording.counted(segments, 'segment')} the model suggested a theme without a keyword",
        f"of it; {these} not counted here but left to the study team",
    )


def _software(
    parameters: Mapping[str, Mapping[str, Any]], versions: Mapping[str, str]
) -> Iterator[Block]:
    yield Heading(2, "Parameters and software", "software")
    yield Paragraph(cited(f"{SOFTWARE} {parameters['themes']['seed']}.", PARAMETERS, VERSIONS))
    yield paragraph(CHECKLIST)
    yield parameter_table(parameters)
    yield version_table(versions)
