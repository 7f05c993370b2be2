"""What each published table is about, which rule makes it, and which columns name its rows."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Published:
    """A published table: its ``title``, the ``rule`` that makes it, what its numbers ``count``.

    ``keys`` are the columns whose cells, together, tell one row from the others.
    """

    title: str
    rule: str
    count: str
    keys: tuple[str, ...]


SEGMENTS = "Rows of working/coding.csv in which the theme is assigned."
PEOPLE = "Rows of working/participants.csv."
DRAWN = "The data as drawn."

TABLES: Mapping[str, Published] = {
    "study_facts": Published(
        "Study facts",
        "tabulate_themes",
        "Turns, segments and participants of the working room; what the sheets and the config say.",
        ("fact",),
    ),
    "table_1_participants": Published(
        "Table 1, participants", "tabulate_participants", PEOPLE, ("characteristic", "level")
    ),
    "table_2_deprivation": Published(
        "Table 2, deprivation",
        "tabulate_deprivation",
        "Rows of working/deprivation_counts.csv; of the overall index and of health, in the first "
        "edition, also rows of working/participants.csv.",
        ("edition", "domain", "decile"),
    ),
    "table_2b_deprivation_moves": Published(
        "Table 2b, moves between editions",
        "tabulate_deprivation",
        "Rows of working/deprivation_moves.csv.",
        ("edition_from", "edition_to", "domain", "move"),
    ),
    "table_3_themes": Published("Table 3, themes", "tabulate_themes", SEGMENTS, ("theme",)),
    "table_4_quotes": Published(
        "Table 4, quotes",
        "select_quotes",
        "Each quote is one row of working/segments.csv.",
        ("theme", "rank"),
    ),
    "quote_keywords": Published(
        "Keywords in quotes",
        "select_quotes",
        "Rows of working/keyword_evidence.csv in segments that are quoted.",
        ("theme", "rank", "start", "keyword"),
    ),
    "themes_by_group": Published(
        "Themes by focus group", "tabulate_themes", SEGMENTS, ("theme", "focus_group")
    ),
    "sub_themes": Published(
        "Sub-themes", "tabulate_sub_themes", "Rows of working/clusters.csv.", ("theme", "label")
    ),
    "agreement": Published(
        "Agreement",
        "measure_agreement",
        "Rows of the coders’ sheets in the study’s folder coding, which are not in this page, and "
        "the column proposed of working/coding.csv.",
        ("raters", "theme"),
    ),
    "saturation": Published(
        "Saturation",
        "measure_saturation",
        "Keywords in rows of working/keyword_evidence.csv whose segment has the theme.",
        ("order",),
    ),
    "saturation_orders": Published(
        "Saturation in other orders",
        "measure_saturation",
        "The same keywords, and clusters of working/clusters.csv, in other orders of the groups.",
        ("codes", "groups_seen"),
    ),
    "codebook_check": Published(
        "Check of the codebook",
        "check_codebook",
        "Segments in rows of working/keyword_evidence.csv and working/coding.csv.",
        ("check", "theme", "keyword", "other_theme"),
    ),
    "keywords": Published(
        "Keywords",
        "check_codebook",
        "Segments in rows of working/keyword_evidence.csv.",
        ("theme", "keyword"),
    ),
    "stability": Published(
        "Stability",
        "measure_stability",
        "Rows of working/stability.csv: the lowest, middle and highest of them. A theme’s row on "
        "keywords takes its own keywords only.",
        ("left_out", "theme"),
    ),
    "paper_comparison": Published(
        "Comparison with published figures",
        "compare_with_paper",
        "The other published tables.",
        ("figure",),
    ),
    "coreq": Published(
        "Reporting checklist", "write_checklist", "The other published tables.", ("item",)
    ),
    "figure_1_deciles": Published(
        "Data of figure 1", "plot_deprivation", DRAWN, ("edition", "domain", "decile")
    ),
    "figure_2_themes_by_group": Published(
        "Data of figure 2", "plot_themes", DRAWN, ("theme", "focus_group")
    ),
    "figure_3_map": Published("Data of figure 3", "plot_segments", DRAWN, ()),
    "figure_4_saturation": Published("Data of figure 4", "plot_saturation", DRAWN, ("order",)),
    "figure_5_stability": Published(
        "Data of figure 5", "plot_stability", DRAWN, ("left_out", "theme")
    ),
    "figure_s1_cooccurrence": Published(
        "Data of figure S1", "plot_cooccurrence", DRAWN, ("theme", "other_theme")
    ),
}


def published(stem: str) -> Published:
    """What is known of the table with this ``stem``; of one that is not known, its name.

    >>> published("table_3_themes").rule
    'tabulate_themes'
    """
    return TABLES.get(stem, Published(stem.replace("_", " ").capitalize(), "", "", ()))
