"""Which files of code a script runs, so that editing one reruns what depends on it, no more."""

import ast
import re
from functools import cache
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parents[1]

# Every call of Snakemake asks for the code of all scripts. Whole modules would take a second to
# parse, so only the statements that count are.
_IMPORT = re.compile(
    r"^[ \t]*(from focusgroups[\w.]* import (?:\([^)]*\)|[^\n(]+)|import focusgroups[^\n]*)", re.M
)
_NAMES_DATA = re.compile(r"^DATA_FILES\b", re.M)


def code_of(script: str) -> list[str]:
    """Paths of the library modules that ``script`` imports, directly or through others.

    A module names the data files it reads (word lists, templates, schemas) in its constant
    ``DATA_FILES``, relative to its own folder; they are part of the answer. Paths are absolute and
    sorted.
    """
    waiting = set(_imported(SCRIPTS / f"{script}.py"))
    found: set[Path] = set()
    while waiting:
        module = waiting.pop()
        if module not in found:
            found.add(module)
            waiting |= _imported(module)
    data = {file for module in found for file in _data_files(module)}
    return sorted(str(path) for path in found | data)


@cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def _imported(path: Path) -> frozenset[Path]:
    """Files of our own modules that ``path`` imports anywhere, packages' ``__init__`` included."""
    names: set[str] = set()
    for statement in _IMPORT.findall(_text(path)):
        (node,) = ast.parse(statement).body
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return frozenset(file for name in names for file in _files(name))


@cache
def _files(module: str) -> frozenset[Path]:
    """The module's file and those of the packages that importing it runs first."""
    files: set[Path] = set()
    steps = module.split(".")
    for end in range(1, len(steps) + 1):
        place = SCRIPTS.joinpath(*steps[:end])
        both = (place / "__init__.py", place.with_suffix(".py"))
        files.update(file for file in both if file.is_file())
    return frozenset(files)


@cache
def _data_files(module: Path) -> list[Path]:
    if not _NAMES_DATA.search(_text(module)):
        return []
    for node in ast.parse(_text(module)).body:
        if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
            continue
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        if any(isinstance(name, ast.Name) and name.id == "DATA_FILES" for name in targets):
            return [(module.parent / name).resolve() for name in ast.literal_eval(node.value)]
    return []
