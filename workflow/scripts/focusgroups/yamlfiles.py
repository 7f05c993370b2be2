"""Reading the YAML files that a study team writes, and saying what is wrong with them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from focusgroups.errors import StudyError, raise_problems


def read_yaml(file: Path, key: str) -> Any:
    """What a YAML file holds. ``key`` is the config's key that names it, for messages.

    Raises StudyError with file and line when it cannot be opened, is not UTF-8, is not YAML, or has
    a key twice.
    """
    try:
        text = file.read_bytes().decode("utf-8-sig")
        repeated = list(_repeated_keys(yaml.compose(text, Loader=yaml.SafeLoader)))
        content: Any = yaml.safe_load(text)
    except OSError:
        problem = f"{file.name}: no such file, or it cannot be opened; mend the config's {key}"
        raise StudyError(problem) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise StudyError(f"{file.name} line {line}: not UTF-8; save it as UTF-8") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{file.name} line {mark.line + 1}" if mark else file.name
        raise StudyError(f"{place}: not valid YAML; compare config/{key}.yaml") from None
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
