"""The codebook: the themes that a study looks for, and the words that speak for them."""

from dataclasses import dataclass
from pathlib import Path

from focusgroups.config import read_schema, schema_problems
from focusgroups.errors import raise_problems
from focusgroups.yamlfiles import read_yaml

DATA_FILES = ("../../schemas/codebook.schema.yaml",)

# What stands where a segment has no theme, and for all themes together: the schema keeps both from
# being an id.
NO_THEME, ALL_THEMES = "none", "overall"


@dataclass(frozen=True)
class Theme:
    """One theme: id, printed name, definition, keywords, and phrases that only look like one."""

    id: str
    name: str
    definition: str
    keywords: tuple[str, ...]
    exclude: tuple[str, ...] = ()


def read_codebook(path: str | Path) -> list[Theme]:
    """Read the themes in the order of the file, which is the order in which they are reported.

    Raises StudyError with every problem: a file that cannot be read, unknown keys, missing parts,
    a theme without keywords, an id used twice.
    """
    file = Path(path)
    content = read_yaml(file, "codebook")
    raise_problems(schema_problems(read_schema("codebook"), content, file.name))
    themes = [
        Theme(
            id=entry["id"],
            name=entry["name"],
            definition=" ".join(entry["definition"].split()),
            keywords=tuple(entry["keywords"]),
            exclude=tuple(entry.get("exclude", [])),
        )
        for entry in content["themes"]
    ]
    ids = [theme.id for theme in themes]
    raise_problems(
        f"{file.name} theme {number}: id {theme} is used twice; rename one"
        for number, theme in enumerate(ids, start=1)
        if theme in ids[: number - 1]
    )
    return themes
