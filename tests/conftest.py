"""What every test needs: the library on the path, and places of the project."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(REPOSITORY / part) for part in ("workflow/scripts", "tests", "tests/gold")]

from browsers import Chromium, opened_chromium  # noqa: E402
from focusgroups.themes.minilm_packages import is_installed  # noqa: E402
from needed import absent  # noqa: E402
from offices import Office, installed_office  # noqa: E402

# The same examples each time: a test run says the same of the same code.
settings.register_profile("repeatable", derandomize=True)
settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def repository() -> Path:
    """The folder of the project."""
    return REPOSITORY


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real data that may lie beside the project; tests that need it skip where it does not."""
    folder = REPOSITORY.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("no real data beside the project")
    return folder


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    """The system's Chromium; tests that need it skip where it, or Playwright, is not installed."""
    with opened_chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """LibreOffice; tests that need it skip where it is not installed."""
    return installed_office(tmp_path_factory.mktemp("office"))


@pytest.fixture
def language_model() -> None:
    """Tests that need the model of `themes.embeddings: minilm` skip where it is not installed."""
    if not is_installed():
        absent("the language model is not installed (make embeddings)")
