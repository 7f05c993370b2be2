"""The 32 items of the COREQ checklist, in their order, each with a question in our own words.

Tong, Sainsbury and Craig 2007 (doi:10.1093/intqhc/mzm042): numbers, domains and names of items.
"""

from dataclasses import dataclass

TEAM = "Research team and reflexivity"
DESIGN = "Study design"
ANALYSIS = "Analysis and findings"


@dataclass(frozen=True)
class Item:
    """One item: its number, its domain and the group within it, its name, what it asks."""

    number: int
    domain: str
    group: str
    topic: str
    question: str


_RESEARCHERS, _RELATIONSHIP = "Personal characteristics", "Relationship with participants"
_THEORY, _SELECTION, _SETTING = "Theoretical framework", "Participant selection", "Setting"
_COLLECTION, _CODING, _REPORTING = "Data collection", "Data analysis", "Reporting"

_TOPICS = (
    (TEAM, _RESEARCHERS, "Interviewer/facilitator", "Who led the focus groups?"),
    (TEAM, _RESEARCHERS, "Credentials", "Which degrees or titles did they hold?"),
    (TEAM, _RESEARCHERS, "Occupation", "What was their work while the study ran?"),
    (TEAM, _RESEARCHERS, "Gender", "Which gender did they have?"),
    (TEAM, _RESEARCHERS, "Experience and training", "How were they prepared for this work?"),
    (TEAM, _RELATIONSHIP, "Relationship established", "Did they know the participants before?"),
    (
        TEAM,
        _RELATIONSHIP,
        "Participant knowledge of the interviewer",
        "What had participants been told of them and of their aims?",
    ),
    (
        TEAM,
        _RELATIONSHIP,
        "Interviewer characteristics",
        "Which assumptions and interests of theirs are stated?",
    ),
    (
        DESIGN,
        _THEORY,
        "Methodological orientation and theory",
        "Which methodology guided the study?",
    ),
    (DESIGN, _SELECTION, "Sampling", "By which procedure were people chosen?"),
    (DESIGN, _SELECTION, "Method of approach", "In what way were they invited?"),
    (DESIGN, _SELECTION, "Sample size", "How many people took part?"),
    (DESIGN, _SELECTION, "Non-participation", "How many declined or left, and why?"),
    (DESIGN, _SETTING, "Setting of data collection", "At what places did the groups meet?"),
    (DESIGN, _SETTING, "Presence of non-participants", "Who else was in the room?"),
    (DESIGN, _SETTING, "Description of sample", "Who are the people in the sample?"),
    (
        DESIGN,
        _COLLECTION,
        "Interview guide",
        "Which questions led the talk, and were they tried out?",
    ),
    (DESIGN, _COLLECTION, "Repeat interviews", "Did anybody meet a second time?"),
    (DESIGN, _COLLECTION, "Audio/visual recording", "How was the talk recorded?"),
    (DESIGN, _COLLECTION, "Field notes", "Were notes taken at the groups or after them?"),
    (DESIGN, _COLLECTION, "Duration", "How long did the groups last?"),
    (
        DESIGN,
        _COLLECTION,
        "Data saturation",
        "Would more groups have brought anything new?",
    ),
    (DESIGN, _COLLECTION, "Transcripts returned", "Could participants correct transcripts?"),
    (ANALYSIS, _CODING, "Number of data coders", "How many people coded?"),
    (
        ANALYSIS,
        _CODING,
        "Description of the coding tree",
        "How are the codes ordered and described?",
    ),
    (
        ANALYSIS,
        _CODING,
        "Derivation of themes",
        "Were themes set beforehand or built from the data?",
    ),
    (ANALYSIS, _CODING, "Software", "Which programs handled the data?"),
    (ANALYSIS, _CODING, "Participant checking", "Did participants comment on the findings?"),
    (
        ANALYSIS,
        _REPORTING,
        "Quotations presented",
        "Do quotes show the themes, and can each be told by its source?",
    ),
    (
        ANALYSIS,
        _REPORTING,
        "Data and findings consistent",
        "Do the findings follow from the data that are shown?",
    ),
    (ANALYSIS, _REPORTING, "Clarity of major themes", "Are the main themes set out?"),
    (
        ANALYSIS,
        _REPORTING,
        "Clarity of minor themes",
        "Are smaller themes and differing voices described?",
    ),
)

ITEMS = tuple(Item(number, *topic) for number, topic in enumerate(_TOPICS, start=1))
