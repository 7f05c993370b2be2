"""The config of a new study: every key with its meaning and default, as the schema has them."""

import json
import re
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from focusgroups.config import read_schema

# What a study says for itself; all other keys begin with their default.
STUDY_VALUES = {
    "resources": "resources",
    "results": "results",
    "codebook": "codebook.yaml",
    "synthetic": False,
}
HEAD = """\
# The settings of this study. Each key stands below the comment that explains it; config/README.md
# in the project's folder says more. Lines that begin with # are comments. Paths count from the
# folder of this file.
"""
WIDTH = 98


def config_text() -> str:
    """A config that is complete and sound, for people to edit."""
    return HEAD + "\n".join(_lines(read_schema("config"), ""))


def _lines(rules: Mapping[str, Any], indent: str) -> Iterator[str]:
    """The keys of one section; in the first one an empty line stands before each key."""
    for key, rule in rules["properties"].items():
        if not indent:
            yield ""
        if rule.get("type") == "object":
            yield f"{key}:"
            yield from _lines(rule, indent + "  ")
            continue
        meaning = " ".join(rule["description"].split())
        yield from textwrap.wrap(
            meaning, WIDTH, initial_indent=f"{indent}# ", subsequent_indent=f"{indent}# "
        )
        yield from _entry(key, STUDY_VALUES.get(key, rule.get("default")), indent)
    if not indent:
        yield ""


def _entry(key: str, value: Any, indent: str) -> Iterator[str]:
    """A key with its value; a list of mappings as a block, in which each key has its line."""
    if not (isinstance(value, list) and value and isinstance(value[0], dict)):
        yield f"{indent}{key}: {_written(value)}"
        return
    yield f"{indent}{key}:"
    for mapping in value:
        marks = ["- ", *["  "] * (len(mapping) - 1)]
        for mark, (name, content) in zip(marks, mapping.items(), strict=True):
            yield f"{indent}  {mark}{name}: {_written(content)}"


def _written(value: Any) -> str:
    """A value as YAML has it; text that is no plain word in quotation marks."""
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    is_word = isinstance(value, str) and re.fullmatch(r"[a-z_]+(_[0-9]+|\.yaml)?", value)
    return str(value) if is_word else json.dumps(value, ensure_ascii=False)
