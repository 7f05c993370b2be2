"""What every figure must be: readable, described, honest about invented data, the same twice."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pandas as pd
from lxml import etree
from PIL import Image

from focusgroups.release.checks import check_structured
from focusgroups.release.printed_text import Printed
from focusgroups.tables import read_table

SVG = "{http://www.w3.org/2000/svg}"
ENDINGS = {"svg": "svg", "png": "png", "alt": "txt", "data": "csv"}
SMALLEST = 6.0  # points: journals print nothing smaller
SIZE = re.compile(r"font-size: ([0-9.]+)px")


def draw_twice(
    plot: Callable[..., str], folder: Path, with_data: bool = True, **arguments: object
) -> dict[str, Path]:
    """Run a plot script's function into two folders, compare the bytes, return the files."""
    endings = [name for name in ENDINGS if with_data or name != "data"]
    runs = []
    for run in ("first", "second"):
        (folder / run).mkdir(parents=True)
        files = {name: folder / run / f"figure.{ENDINGS[name]}" for name in endings}
        plot(**arguments, **files)
        runs.append(files)
    for name in endings:
        assert runs[0][name].read_bytes() == runs[1][name].read_bytes(), name
    return runs[0]


def data(files: dict[str, Path]) -> pd.DataFrame:
    """The data of a figure as drawn, as text."""
    return read_table(files["data"])


def words(files: dict[str, Path]) -> list[str]:
    """The pieces of text in the drawing, which must be text and not outlines."""
    root = etree.parse(str(files["svg"])).getroot()
    return ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]


def looks_like_an_identifier(texts: Iterable[str]) -> str:
    """What a release would say of ``texts``: numbers in a row can read like a telephone's."""
    return check_structured([Printed("figure", "text", text) for text in texts]).detail


def check_files(files: dict[str, Path]) -> str:
    """Check title, description, size of type and metadata; return the alternative text."""
    root = etree.parse(str(files["svg"])).getroot()
    assert root.get("role") == "img"
    assert [child.tag for child in root][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert min(map(float, SIZE.findall(files["svg"].read_text("utf-8")))) >= SMALLEST
    said = files["alt"].read_text("utf-8")
    assert looks_like_an_identifier([said, *words(files)]) == "0 places"
    assert said.count("\n") == 1 and said.endswith("\n")
    assert root[1].text == said.strip()
    assert b"<metadata" not in files["svg"].read_bytes()  # neither date nor software
    with Image.open(files["png"]) as picture:
        assert round(picture.info["dpi"][0]) == 300
        assert set(picture.info) == {"dpi"}
        assert abs(picture.width / 300 * 2.54 - 17) < 0.1
    return said.strip()
