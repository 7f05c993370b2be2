"""The house is in order: one name per rule, every rule complete, every output described."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from focusgroups.sources import code_of

REPOSITORY = Path(__file__).resolve().parents[2]


def rules() -> dict[str, str]:
    """The text of every rule that runs a script, by name."""
    found = {}
    for file in sorted((REPOSITORY / "workflow" / "rules").glob("*.smk")):
        blocks = re.split(r"^(?:local)?rule (\w+):$", file.read_text("utf-8"), flags=re.MULTILINE)
        found.update(zip(blocks[1::2], blocks[2::2], strict=True))
    return found


@pytest.mark.parametrize("rule", rules())
def test_rule_script_log_and_test_share_one_name(rule: str) -> None:
    text = rules()[rule]
    assert re.fullmatch("[a-z]+(_[a-z]+)+", rule)
    assert f'"../scripts/{rule}.py"' in text
    assert re.search(rf'"<logs>/{rule}(/{{(group|edition|census)}})?\.log"', text)
    assert f'code=library("{rule}")' in text
    assert 'conda:\n        "../../environment.yml"' in text
    assert "message:" in text
    assert (REPOSITORY / "workflow" / "scripts" / f"{rule}.py").is_file()
    assert (REPOSITORY / "tests" / "unit" / f"test_{rule}.py").is_file()


def test_no_script_is_without_a_rule() -> None:
    scripts = {file.stem for file in (REPOSITORY / "workflow" / "scripts").glob("*.py")}
    assert scripts == set(rules())


@pytest.mark.parametrize("rule", rules())
def test_rule_lists_every_module_that_its_script_imports(rule: str) -> None:
    program = (
        f"import sys; sys.path.insert(0, 'workflow/scripts'); import {rule}; "
        "print(*(m.__file__ for n, m in sys.modules.items() if n.split('.')[0] == 'focusgroups'),"
        "sep='\\n')"
    )
    imported = subprocess.run(
        [sys.executable, "-c", program], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    listed = {str(Path(path).resolve()) for path in code_of(rule)}
    assert {str(Path(path).resolve()) for path in imported.stdout.split()} <= listed


def test_data_files_of_modules_exist_and_are_listed() -> None:
    files = [Path(path) for rule in rules() for path in code_of(rule)]
    assert [file.name for file in files if not file.is_file()] == []


def test_snakefile_is_little_more_than_includes() -> None:
    assert len((REPOSITORY / "Snakefile").read_text("utf-8").splitlines()) < 50


def test_scripts_import_no_future_and_the_library_no_snakemake() -> None:
    for file in (REPOSITORY / "workflow" / "scripts").rglob("*.py"):
        text = file.read_text("utf-8")
        assert "from __future__" not in text, file.name
        if "focusgroups" in file.parts:
            assert not re.search(r"^\s*(import|from) snakemake", text, re.MULTILINE), file.name


def test_committed_text_names_no_machine_and_no_package_index() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=REPOSITORY,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    banned = re.compile(rb"(?<![\w.<])/(?:work|tmp|root|home)/|pypi\.org|files\.pythonhosted")
    names = [name for name in listed.stdout.decode().split("\0") if name]
    files = [REPOSITORY / name for name in names if name != "tests/unit/test_house.py"]
    found = [file for file in files if file.is_file() and banned.search(file.read_bytes())]
    assert [file.name for file in found] == []
