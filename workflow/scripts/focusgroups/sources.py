"""Which files of code a script runs, so that editing one reruns what depends on it, no more."""

import ast
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
SCRIPTS = PACKAGE.parent


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
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_bytes(), filename=path.name)


@cache  # many scripts share most modules, and every call of Snakemake asks for all scripts
def _imported(path: Path) -> frozenset[Path]:
    """Files of our own modules that ``path`` imports anywhere, packages' ``__init__`` included."""
    names: set[str] = set()
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    own = (name for name in names if name.split(".")[0] == PACKAGE.name)
    return frozenset(file for name in own for file in _files(name))


def _files(module: str) -> set[Path]:
    """The module's file and those of the packages that importing it runs first."""
    files: set[Path] = set()
    steps = module.split(".")
    for end in range(1, len(steps) + 1):
        place = SCRIPTS.joinpath(*steps[:end])
        both = (place / "__init__.py", place.with_suffix(".py"))
        files.update(file for file in both if file.is_file())
    return files


def _data_files(module: Path) -> list[Path]:
    for node in _tree(module).body:
        if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
            continue
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        if any(isinstance(name, ast.Name) and name.id == "DATA_FILES" for name in targets):
            return [(module.parent / name).resolve() for name in ast.literal_eval(node.value)]
    return []
