"""Which code a script runs: all of it, found without running it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from focusgroups import sources
from focusgroups.sources import code_of


@pytest.fixture
def scripts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of scripts with a small package beside them."""
    files = {
        "count_words.py": "import pandas\nfrom focusgroups.counting import count\n",
        "count_late.py": (
            "def f():\n    from focusgroups.parts import inner\n    import focusgroups.alone\n"
        ),
        "say_nothing.py": "import json\n",
        "count_many.py": (
            "from focusgroups.parts import (\n    inner,  # what it counts\n)\n"
            "from focusgroups import alone as lonely\n"
        ),
        "focusgroups/__init__.py": "",
        "focusgroups/counting.py": (
            "from focusgroups.words import split\n"
            "DATA_FILES = ('lists/stop.txt', '../rules.yaml')\n"
        ),
        "focusgroups/words.py": "from focusgroups.counting import count\n",
        "focusgroups/alone.py": "",
        "focusgroups/unused.py": "",
        "focusgroups/parts/__init__.py": "",
        "focusgroups/parts/inner.py": 'DATA_FILES: tuple[str, ...] = ("page.html",)\n',
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(sources, "SCRIPTS", tmp_path)
    sources._files.cache_clear()
    yield tmp_path
    sources._files.cache_clear()


def names(folder: Path, paths: list[str]) -> list[str]:
    return [Path(path).relative_to(folder).as_posix() for path in paths]


def test_modules_are_found_through_others_and_round_circles(scripts: Path) -> None:
    assert names(scripts, code_of("count_words")) == [
        "focusgroups/__init__.py",
        "focusgroups/counting.py",
        "focusgroups/lists/stop.txt",
        "focusgroups/words.py",
        "rules.yaml",
    ]


def test_late_imports_packages_and_their_data_count(scripts: Path) -> None:
    assert names(scripts, code_of("count_late")) == [
        "focusgroups/__init__.py",
        "focusgroups/alone.py",
        "focusgroups/parts/__init__.py",
        "focusgroups/parts/inner.py",
        "focusgroups/parts/page.html",
    ]


def test_imports_in_brackets_and_under_other_names_count(scripts: Path) -> None:
    assert code_of("count_many") == code_of("count_late")


def test_script_without_our_modules_runs_none(scripts: Path) -> None:
    assert code_of("say_nothing") == []


def test_second_call_gives_the_same(scripts: Path) -> None:
    first = code_of("count_words")
    assert code_of("count_late") == code_of("count_late")
    assert code_of("count_words") == first


def test_the_real_parser_depends_on_what_it_reads() -> None:
    found = {Path(path).name for path in code_of("parse_transcript")}
    assert {
        "sheets.py",
        "sheets.yaml",
        "tables.py",
        "files.py",
        "speakers.py",
        "stories.py",
    } <= found
    assert "themes.py" not in found
    assert all(Path(path).is_absolute() for path in code_of("parse_transcript"))
