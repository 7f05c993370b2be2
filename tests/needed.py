"""What a test needs and the usual installation does not bring: without it the test is skipped.

Where FOCUSGROUPS_NO_SKIPS is set, as continuous integration has it, such a test fails instead.
"""

import os
import shutil
from typing import NoReturn

import pytest

NO_SKIPS = "FOCUSGROUPS_NO_SKIPS"


def absent(what: str) -> NoReturn:
    """End the test because of ``what``, which says what is not there and how to get it."""
    if os.environ.get(NO_SKIPS):
        pytest.fail(f"{what}; {NO_SKIPS} is set", pytrace=False)
    pytest.skip(what)


def program(names: tuple[str, ...], what: str) -> str:
    """The path of the first of the programs called ``names`` that is there; else `absent`."""
    for name in names:
        if path := shutil.which(name):
            return path
    absent(what)
