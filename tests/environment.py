"""Print environment.yml for conda users, with exactly the pins of requirements.lock."""

import re
from pathlib import Path

LOCK = Path(__file__).resolve().parents[1] / "requirements.lock"
HEAD = """\
# For conda users: conda env create --file environment.yml
# Written by `make lock` from requirements.lock; do not edit.
name: focus-group-findings
channels:
  - conda-forge
dependencies:
  - python >=3.11,<3.14
  - pip
  - pip:
"""


def pinned_requirements(lock: str) -> list[str]:
    """The requirement lines of a lock, without hashes: `numpy==2.5.5 ; python_version < '3.12'`."""
    lines = re.findall(r"^([A-Za-z0-9][^\n\\]*==[^\n\\]*?)\s*\\?$", lock, flags=re.MULTILINE)
    return [line.strip() for line in lines]


def environment(lock: str) -> str:
    """The text of environment.yml for a lock."""
    entries = "".join(f'      - "{line}"\n' for line in pinned_requirements(lock))
    return HEAD + entries


if __name__ == "__main__":
    print(environment(LOCK.read_text(encoding="utf-8")), end="")
