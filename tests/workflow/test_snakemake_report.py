"""`snakemake --report` makes an archive that shows all that was released, each with its caption."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from focusgroups.release.titles import DOCUMENTS, TITLES, category, is_shown, labels

CATEGORIES = ["1 Demographics", "2 Qualitative findings", "3 Rigour", DOCUMENTS]


@dataclass(frozen=True)
class Report:
    """The archive: its page, and the files beside it by the names that the page knows."""

    page: str
    files: dict[str, bytes]

    def told(self, name: str) -> Any:
        """What the page holds under ``name``."""
        found = re.search(rf"^ *var {name} = ([\"{{{{].*?);?$", self.page, re.MULTILINE)
        assert found is not None
        return json.loads(found[1])


@pytest.fixture(scope="module")
def report(finished, tmp_path_factory: pytest.TempPathFactory) -> Report:
    archive = tmp_path_factory.mktemp("report") / "report.zip"
    finished.run("--report", str(archive))
    with ZipFile(archive) as opened:
        files = {name.partition("/")[2]: opened.read(name) for name in opened.namelist()}
    return Report(files.pop("report.html").decode("utf-8"), files)


@pytest.fixture
def released(finished) -> list[str]:
    room = finished.folder / "results" / "release"
    found = [file.relative_to(room).as_posix() for file in room.rglob("*") if file.is_file()]
    return sorted(filter(is_shown, found))


def test_everything_released_is_shown_with_caption_and_title(report, released, repository) -> None:
    results = report.told("results")
    assert sorted(path.partition("release/")[2] for path in results) == released
    for path, shown in results.items():
        file = path.partition("release/")[2]
        caption = repository / "workflow" / "report" / f"{Path(file).stem}.rst"
        opening = " ".join(re.findall(r"\w+", caption.read_text("utf-8"))[:5])
        said = " ".join(re.findall(r"\w+", re.sub(r"<.*?>", "", shown["caption"])))
        assert opening in said, file
        assert shown["labels"] == labels(file)
    titles = [shown["labels"]["output"] for shown in results.values()]
    assert len(set(titles)) == len(titles)


def test_it_names_no_coder(finished, report) -> None:
    coders = [file.name for file in (finished.folder / "resources" / "coding").iterdir()]
    assert coders
    pages = [report.page.encode(), *report.files.values()]
    assert not [name for name in coders if any(name.encode() in page for page in pages)]


def test_categories_follow_the_paper(report) -> None:
    categories = report.told("categories")
    assert list(categories) == CATEGORIES
    for name, groups in categories.items():
        files = [path.partition("release/")[2] for group in groups.values() for path in group]
        assert files
        assert {category(file) for file in files} == {name}


def test_files_are_those_released_and_figures_are_pictures(finished, report) -> None:
    results = report.told("results")
    assert {shown["data_uri"] for shown in results.values()} == set(report.files)
    for path, shown in results.items():
        assert report.files[shown["data_uri"]] == (finished.folder / path).read_bytes()
        if path.endswith(".svg"):
            assert shown["mime_type"].startswith("image/svg")
    figures = [path for path in results if path.endswith(".svg")]
    room = finished.folder / "results" / "release"
    assert len(figures) == len(list(room.rglob("*.svg"))) > 4


def test_page_says_what_the_study_is_and_loads_nothing(report) -> None:
    described = report.told("workflow_desc")
    assert "nobody recognisable in it" in described
    assert "Synthetic demonstration data" in described
    loaded = re.findall(r"<(?:script|link|img|iframe)[^>]*(?:src|href)=[\"']?(?!data:)[^ >]+",
                        report.page[: report.page.index("<body")])  # fmt: skip
    assert loaded == []


def test_nothing_of_private_or_working_rooms_is_in_the_archive(finished, report) -> None:
    results = report.told("results")
    assert all("/release/" in path for path in results)
    assert all(not shown["job_properties"]["params"] for shown in results.values())


def test_every_title_has_a_caption_and_every_caption_a_title(repository) -> None:
    captions = {file.stem for file in (repository / "workflow" / "report").glob("*.rst")}
    assert captions == {*TITLES, "workflow"}
