"""The codebook: the themes that a study looks for, and the words that speak for them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from focusgroups.config import read_schema, schema_problems
from focusgroups.errors import StudyError, raise_problems

DATA_FILES = ("../../schemas/codebook.schema.yaml",)


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
    content = _read_yaml(file)
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


def _read_yaml(file: Path) -> Any:
    """What a YAML file holds; StudyError with file and line when it is none."""
    try:
        text = file.read_bytes().decode("utf-8-sig")
        repeated = list(_repeated_keys(yaml.compose(text, Loader=yaml.SafeLoader)))
        content: Any = yaml.safe_load(text)
    except OSError:
        problem = f"{file.name}: no such file, or it cannot be opened; mend the config's codebook"
        raise StudyError(problem) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise StudyError(f"{file.name} line {line}: not UTF-8; save it as UTF-8") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{file.name} line {mark.line + 1}" if mark else file.name
        raise StudyError(f"{place}: not valid YAML; compare config/codebook.yaml") from None
    except ValueError:  # an unquoted 2019-02-30 is read as a date
        problem = f"{file.name}: a date or number that cannot be; put it in quotation marks"
        raise StudyError(problem) from None
    raise_problems(f"{file.name} line {n}: a key for the second time; join them" for n in repeated)
    return content


def _repeated_keys(node: yaml.Node | None) -> Iterator[int]:
    """Lines of keys that their mapping already has; YAML would silently keep the last one only."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _repeated_keys(item)
    elif isinstance(node, yaml.MappingNode):
        keys = [key.value for key, _ in node.value]
        for position, (key, value) in enumerate(node.value):
            if key.value in keys[:position]:
                yield key.start_mark.line + 1
            yield from _repeated_keys(value)
