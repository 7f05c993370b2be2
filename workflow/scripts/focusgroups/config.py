"""The configuration of a study: checked, completed with defaults, and its `auto` keys decided."""

import copy
from collections.abc import Mapping, Sequence
from typing import Any, cast

import jsonschema
import yaml

from focusgroups.errors import raise_problems
from focusgroups.sheets import SCHEMAS

DATA_FILES = ("../../schemas/config.schema.yaml",)

UNKNOWN_KEY = "additionalProperties"  # the name of the rule that an unknown key breaks
MINIMUM_COUNT = 5  # the usual floor for published counts of people

TYPES = {
    "string": "text in quotation marks",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "keys, each with its value",
}


def complete_config(config: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Check ``config`` against its schema, fill in defaults and decide every `auto`.

    ``name`` is the config file's name, for messages. In the result ``paper_figures`` is None, a
    path, or "auto" for the repository's own. Raises StudyError with every problem at once.
    """
    settings, problems = examine_config(config, name)
    raise_problems(problems)
    return settings


def examine_config(config: Mapping[str, Any], name: str) -> tuple[dict[str, Any], list[str]]:
    """The settings as `complete_config` gives them, and every problem.

    Where there are problems, keys whose value does not fit are left out of the settings.
    """
    schema = read_schema("config")
    problems = schema_problems(schema, config, name)
    faulty = [keys for error in _violations(schema, config) if (keys := list(error.path)[:2])]
    given = config if isinstance(config, Mapping) else {}
    settings = _with_defaults(_without(given, faulty), schema)
    if settings["quotes"]["min_words"] > settings["quotes"]["max_words"] and not problems:
        problems.append(f"{name} quotes: min_words is larger than max_words; mend one of them")
    if settings["wording"]["few"] >= settings["wording"]["most"] and not problems:
        problems.append(f"{name} wording: few is not smaller than most; mend one of them")
    demonstration = settings.get("synthetic", False)
    for key in ("requires_review", "requires_quote_approval"):
        if settings["release"][key] == "auto":
            settings["release"][key] = not demonstration
    if settings["disclosure"]["minimum_count"] == "auto":
        settings["disclosure"]["minimum_count"] = 0 if demonstration else MINIMUM_COUNT
    if settings["paper_figures"] == "auto" and not demonstration:
        settings["paper_figures"] = None
    return _without(settings, faulty), problems


def _without(settings: Mapping[str, Any], faulty: Sequence[Sequence[Any]]) -> dict[str, Any]:
    """A copy of ``settings`` without the keys at the paths ``faulty``, of one or two steps."""
    sound = copy.deepcopy(dict(settings))
    for first, *rest in faulty:
        section = sound.get(first)
        if rest and isinstance(section, dict):
            section.pop(rest[0], None)
        else:
            sound.pop(first, None)
    return sound


def read_schema(name: str) -> dict[str, Any]:
    """One of the schemas in `workflow/schemas`: config or codebook."""
    text = (SCHEMAS / f"{name}.schema.yaml").read_text(encoding="utf-8")
    schema: dict[str, Any] = yaml.safe_load(text)
    return schema


def schema_problems(schema: Mapping[str, Any], content: Any, name: str) -> list[str]:
    """One line per violation, with file and key, without the offending value."""
    errors = _violations(schema, content)
    places = [" ".join([name, _dotted(error.path)]).strip() for error in errors]
    lines = [f"{at}: {_said_plainly(error)}" for at, error in zip(places, errors, strict=True)]
    # Several missing keys come as an error each, which all say the same.
    return list(dict.fromkeys(lines))


def _violations(schema: Mapping[str, Any], content: Any) -> list[jsonschema.ValidationError]:
    validator = jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.FormatChecker(("regex", "date"))
    )
    return sorted(validator.iter_errors(content), key=lambda error: [str(p) for p in error.path])


def _dotted(path: Any) -> str:
    """A path into a document as people write it: `themes[2].keywords`, counting from 1."""
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}"
    return text.lstrip(".")


def _said_plainly(error: jsonschema.ValidationError) -> str:
    """What to change, in words; the fallback is what the schema says of the key."""
    rule, allowed = str(error.validator), cast(Any, error.validator_value)
    content, schema = cast(Any, error.instance), cast(Any, error.schema)
    known = list(schema.get("properties", {}))
    unknown = [str(key) for key in content if key not in known] if rule == UNKNOWN_KEY else []
    missing = [key for key in allowed if key not in content] if rule == "required" else []
    said = {
        UNKNOWN_KEY: f"unknown key {', '.join(unknown)}; known keys are {', '.join(known)}",
        "required": f"key {', '.join(missing)} is missing; see config/README.md",
        "type": f"must be {_either(allowed)}",
        "enum": f"must be one of {_either(allowed)}",
        "minimum": f"must be at least {allowed}",
        "maximum": f"must be at most {allowed}",
        "minItems": "the list is empty; give at least one entry",
        "minLength": "is empty; fill it in",
        "uniqueItems": "an entry stands there twice; keep one",
    }
    meaning = " ".join(schema.get("description", "see config/README.md").split())
    return said.get(rule, f"does not fit: {meaning}")


def _either(allowed: Any) -> str:
    """Types in words, or values as they are written in YAML, joined by or."""
    values = allowed if isinstance(allowed, list) else [allowed]
    written = [str(v).lower() if isinstance(v, bool) else str(v) for v in values]
    return " or ".join(TYPES.get(value, value) for value in written)


def _with_defaults(config: Mapping[str, Any], schema: Mapping[str, Any]) -> dict[str, Any]:
    """``config`` with the schema's default for each key that it leaves out, at every depth."""
    complete: dict[str, Any] = {}
    for key, rule in schema["properties"].items():
        if key not in config and "default" not in rule:
            continue
        value = copy.deepcopy(config.get(key, rule.get("default")))
        complete[key] = _with_defaults(value, rule) if rule.get("type") == "object" else value
    return complete
