"""The audit page: from a published number to its rows, from a quote to its place in a transcript.

One page of HTML that holds its data as columns of JSON, a block for each focus group, and draws
what is looked at. It is for those who may see the working room.
"""

import json
from collections.abc import Sequence

import pandas as pd

from focusgroups.codebook import Theme
from focusgroups.documents import wording
from focusgroups.documents.pages import allowed, environment, script_of, style_of
from focusgroups.documents.tablerows import rows_of
from focusgroups.figures.palette import theme_colours
from focusgroups.tokens import KIND
from focusgroups.trail.columns import Data, columns_by_group, found_keywords, whole_table
from focusgroups.trail.counted import Counted, Counter
from focusgroups.trail.faults import all_faults, difference
from focusgroups.trail.material import OF_GROUPS, WORKING_TABLES, Material
from focusgroups.trail.published import published

DATA_FILES = ("templates/audit.html", "templates/audit.css", "templates/audit.js")

# Whole tables, for numbers that count people or runs.
COLLECTIONS = ("deprivation_counts", "deprivation_moves", "stability")


def audit_page(
    study: Material, themes: Sequence[Theme], title: str, synthetic: bool
) -> tuple[str, list[str]]:
    """The page as text, and what does not fit together, a line for each fault."""
    tables, differing, recounted = _tables(study)
    faults = [*all_faults(study), *differing]
    shared = {
        "themes": [{"id": theme.id, "name": theme.name} for theme in themes],
        "thresholds": dict(
            zip(study.thresholds["theme"], study.thresholds["threshold"], strict=True)
        ),
        "subThemes": _sub_themes(study.clusters),
        "keywords": found_keywords(study),
        "kinds": KIND,
        "tables": tables,
        "collections": {name: whole_table(getattr(study, name)) for name in COLLECTIONS},
        "sources": {name: list(source) for name, source in {**WORKING_TABLES, **OF_GROUPS}.items()},
        "recounted": recounted,
        "faults": faults,
    }
    theme_ids = [theme.id for theme in themes]
    blocks = [("", shared), *columns_by_group(study, theme_ids)]
    script, style = script_of("audit"), _style(theme_ids)
    template = environment().get_template("audit.html")
    page = template.render(
        title=title,
        synthetic=wording.SYNTHETIC if synthetic else "",
        style=style,
        script=script,
        style_hash=allowed(style),
        script_hash=allowed(script),
        blocks=[(group, _json(data)) for group, data in blocks],
    )
    return page, faults


def _style(theme_ids: Sequence[str]) -> str:
    """The style sheet, with a numbered class for the colour of each theme."""
    colours = theme_colours(theme_ids).values()
    rules = [f".theme-{n} {{ --theme: {colour}; }}\n" for n, colour in enumerate(colours)]
    return style_of("audit") + "".join(rules)


def _json(data: Data) -> str:
    """``data`` for an element that a page does not run; nothing in it can end that element."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


# --- Published tables -----------------------------------------------------------------------------


def _tables(study: Material) -> tuple[list[Data], list[str], int]:
    """Every published table with what its rows count; the numbers that differ; how many were told.

    A row's `counts` are None where its rows are not in the working room.
    """
    counter = Counter(study)
    tables: list[Data] = []
    faults: list[str] = []
    recounted = 0
    for stem, table in study.published.items():
        about = published(stem)
        rows = rows_of(table)
        behind = [counter.rows_behind(stem, row) for row in rows]
        for number, (row, counted) in enumerate(zip(rows, behind, strict=True), start=2):
            told = counted.numbers if counted else {}
            recounted += sum(bool(row.get(column)) for column in told)
            for column, found in difference(counted, row).items() if counted else ():
                faults.append(f"{stem}.csv row {number}, {column}: its rows make {found:g}")
        tables.append(
            {
                "key": stem,
                "title": about.title,
                "rule": about.rule,
                "count": about.count,
                "keys": list(about.keys),
                "columns": list(table.columns),
                "rows": table.to_numpy().tolist(),
                "counts": [_counted(counted) for counted in behind],
            }
        )
    return tables, faults, recounted


def _counted(counted: Counted | None) -> Data | None:
    if counted is None:
        return None
    return {
        "kind": counted.kind,
        "where": dict(counted.where),
        "ids": list(counted.ids),
        "numbers": dict(counted.numbers),
    }


def _sub_themes(clusters: pd.DataFrame) -> dict[str, str]:
    """The labels of sub-themes by `theme/number`."""
    names = clusters["theme"] + "/" + clusters["cluster"]
    return dict(zip(names, clusters["label"], strict=True))
