"""What every figure must be: readable, described, honest about invented data, the same twice."""

from collections.abc import Callable
from pathlib import Path

from lxml import etree
from PIL import Image

SVG = "{http://www.w3.org/2000/svg}"
ENDINGS = ("svg", "png", "alt")


def draw_twice(plot: Callable[..., str], folder: Path, **arguments: object) -> dict[str, Path]:
    """Run a plot script's function into two folders, compare the bytes, return the files."""
    runs = []
    for run in ("first", "second"):
        (folder / run).mkdir(parents=True)
        files = {
            ending: folder / run / f"figure.{ending.replace('alt', 'txt')}" for ending in ENDINGS
        }
        plot(**arguments, **files)
        runs.append(files)
    for ending in ENDINGS:
        assert runs[0][ending].read_bytes() == runs[1][ending].read_bytes(), ending
    return runs[0]


def words(files: dict[str, Path]) -> list[str]:
    """The pieces of text in the drawing, which must be text and not outlines."""
    root = etree.parse(str(files["svg"])).getroot()
    return ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]


def check_files(files: dict[str, Path]) -> str:
    """Check title, description, size and metadata; return the alternative text."""
    root = etree.parse(str(files["svg"])).getroot()
    assert root.get("role") == "img"
    assert [child.tag for child in root][:2] == [f"{SVG}title", f"{SVG}desc"]
    said = files["alt"].read_text("utf-8")
    assert said.count("\n") == 1 and said.endswith("\n")
    assert root[1].text == said.strip()
    assert b"<metadata" not in files["svg"].read_bytes()  # neither date nor software
    with Image.open(files["png"]) as picture:
        assert round(picture.info["dpi"][0]) == 300
        assert set(picture.info) == {"dpi"}
        assert abs(picture.width / 300 * 2.54 - 17) < 0.1
    return said.strip()
