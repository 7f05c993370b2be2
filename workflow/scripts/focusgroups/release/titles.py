"""Under which title and heading each published file stands in `snakemake --report`."""

from pathlib import PurePosixPath

# The order of a paper; Snakemake sorts by name.
DEMOGRAPHICS, QUALITATIVE = "1 Demographics", "2 Qualitative findings"
RIGOUR, DOCUMENTS = "3 Rigour", "4 Documents and checks"
CATEGORIES = {
    "1_demographics": DEMOGRAPHICS,
    "2_qualitative_findings": QUALITATIVE,
    "3_rigour": RIGOUR,
}
OTHERWISE = {"study_facts": DEMOGRAPHICS, "paper_comparison": RIGOUR}

# By the file's name without its ending.
TITLES = {
    "study_facts": "Facts of the study",
    "table_1_participants": "Table 1. Characteristics of the participants",
    "table_2_deprivation": "Table 2. Participants by decile of deprivation",
    "table_2b_deprivation_moves": "Table 2b. Moves between editions of the indices",
    "figure_1_deciles": "Figure 1. Participants by decile of deprivation",
    "table_3_themes": "Table 3. Themes and how widely they were spoken about",
    "table_4_quotes": "Table 4. Quotes by theme",
    "quote_keywords": "Keywords in the quotes",
    "themes_by_group": "Themes by focus group",
    "sub_themes": "Exploratory patterns within the themes",
    "figure_2_themes_by_group": "Figure 2. Themes by focus group",
    "figure_3_map": "Figure 3. Segments by theme",
    "figure_4_saturation": "Figure 4. New codes with each further focus group",
    "figure_s1_cooccurrence": "Figure S1. Themes that occur together",
    "agreement": "Agreement between coders and with the analysis",
    "saturation": "Saturation in the order of collection",
    "saturation_orders": "Saturation in other orders of the groups",
    "codebook_check": "What the codebook’s keywords find",
    "keywords": "How far each keyword can be trusted",
    "stability": "Stability of the findings",
    "figure_5_stability": "Figure 5. Stability of the findings",
    "paper_comparison": "Published and recomputed figures",
    "results_section": "Results section",
    "methods": "Methods",
    "coreq": "COREQ reporting checklist",
    "report": "Report",
    "checks": "Checks before release",
}
# What tells files of one title apart.
FORMS = {".docx": "for Word", ".csv": "as a table", ".md": "as text", ".html": "as a page"}


def is_shown(file: str) -> bool:
    """Whether the report shows ``file``: of a figure only the drawing and its numbers."""
    return PurePosixPath(file).suffix not in (".png", ".txt")


def category(file: str) -> str:
    """The heading under which ``file`` stands, a path within the release."""
    path = PurePosixPath(file)
    return OTHERWISE.get(path.stem) or CATEGORIES.get(str(path.parent), DOCUMENTS)


def labels(file: str) -> dict[str, str]:
    """What the report calls ``file`` in its list; raises KeyError for one without a title.

    One label alone, since a list with more leaves little room for what is shown beside it.
    """
    path = PurePosixPath(file)
    title = TITLES[path.stem]
    if path.stem.startswith("figure_"):
        title += ", numbers" if path.suffix == ".csv" else ""
    elif category(file) == DOCUMENTS:
        title += f", {FORMS[path.suffix]}"
    return {"output": title}
