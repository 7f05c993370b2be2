"""One look for all figures: size, type, colours, and files that are the same in every run."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import Any, cast

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine

from focusgroups.documents import wording
from focusgroups.files import replacing

# Okabe and Ito's colours, which people with any colour vision can tell apart, those first that are
# also legible on white; every theme keeps its own, with a marker that tells it in grey.
PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#8C6D1F", "#5B4A9E")
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "p")
NO_THEME_COLOUR, NO_THEME_MARKER = "#9A9A9A", "x"

INK, QUIET, GRID = "#1A1A1A", "#595959", "#D9D9D9"
STRONG, PALE = "#0B4F7D", "#A9CBE3"  # bars that are spoken of, and the others
REFERENCE = "#C04F00"  # lines to compare with

FULL_WIDTH = 17.0  # centimetres: two columns of a journal, or the text of an A4 page
CM = 1 / 2.54
FOOT = 0.62  # centimetres kept free under the axes for notes
WITHHELD = "withheld"

# Behind words that a line may cross.
ON_WHITE: dict[str, Any] = {"facecolor": "white", "edgecolor": "none", "pad": 0.8}

SIZE, SMALL = 8.0, 7.0  # points at printed size
FACE = "DejaVu Sans"  # comes with matplotlib, so that every machine draws the same
FACES = "'DejaVu Sans', Verdana, Arial, sans-serif"  # what a reader's machine may have

LOOK: dict[Any, Any] = {
    "font.family": [FACE],
    "font.size": SIZE,
    "text.color": INK,
    "axes.edgecolor": QUIET,
    "axes.labelcolor": INK,
    "axes.labelsize": SIZE,
    "axes.linewidth": 0.6,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlelocation": "left",
    "axes.titlesize": SIZE + 0.5,
    "axes.titleweight": "bold",
    "axes.titlepad": 8,
    "axes.axisbelow": True,
    "grid.color": GRID,
    "grid.linewidth": 0.5,
    "hatch.linewidth": 0.6,
    "legend.fontsize": SIZE,
    "legend.frameon": False,
    "lines.linewidth": 1.4,
    "svg.fonttype": "none",
    "text.parse_math": False,  # a dollar sign in a theme's name is a dollar sign
    "xtick.color": QUIET,
    "xtick.labelcolor": INK,
    "xtick.labelsize": SIZE,
    "xtick.major.width": 0.6,
    "ytick.color": QUIET,
    "ytick.labelcolor": INK,
    "ytick.labelsize": SIZE,
    "ytick.major.width": 0.6,
}


@contextmanager
def house_style() -> Iterator[None]:
    """Draw in the style of this study; also usable as a decorator, ``@house_style()``."""
    with mpl.rc_context(LOOK):
        yield


def new_figure(height: float, synthetic: bool, note: str = "") -> Figure:
    """An empty figure, ``height`` in centimetres, with a foot that says what must be said.

    ``note`` stands at the lower left; ``synthetic`` adds that the data are invented.
    """
    figure = Figure(figsize=(FULL_WIDTH * CM, height * CM), layout="constrained")
    foot = FOOT / height if note or synthetic else 0.0
    engine = cast(ConstrainedLayoutEngine, figure.get_layout_engine())
    engine.set(rect=(0.0, foot, 1.0, 1.0 - foot))
    place: dict[str, Any] = {"y": 0.12 / height, "va": "bottom", "fontsize": SMALL, "color": QUIET}
    if note:
        figure.text(x=0.006, s=note, ha="left", **place)
    if synthetic:
        figure.text(x=0.994, s=wording.SYNTHETIC, ha="right", style="italic", **place)
    return figure


def theme_colours(themes: Sequence[str]) -> dict[str, str]:
    """The colour of each theme id, in codebook order; after eight themes they begin again."""
    return {theme: PALETTE[i % len(PALETTE)] for i, theme in enumerate(themes)}


def theme_markers(themes: Sequence[str]) -> dict[str, str]:
    """The marker of each theme id; themes that share a colour differ in their marker."""
    shift = len(PALETTE)
    return {theme: MARKERS[(i + i // shift) % len(MARKERS)] for i, theme in enumerate(themes)}


def tint(colour: str, strength: float) -> tuple[float, float, float]:
    """``colour`` mixed with white; ``strength`` 0 is white, 1 the colour itself."""
    red, green, blue = (1 - strength * (1 - part) for part in to_rgb(colour))
    return red, green, blue


def bare(axes: Axes) -> None:
    """Take away the frame and the ticks of ``axes``, not their labels."""
    for side in ("left", "right", "top", "bottom"):
        axes.spines[side].set_visible(False)
    axes.tick_params(length=0)


def save_figure(
    figure: Figure, title: str, description: str, svg: Path, png: Path, alt: Path
) -> None:
    """Write ``figure`` as ``svg`` and ``png`` (300 dpi), and ``description`` as the text ``alt``.

    The same data give the same bytes: no date, no software's name, fixed ids. In the drawing text
    stays text; ``title`` and ``description`` are read out by screen readers.
    """
    with mpl.rc_context({**LOOK, "svg.hashsalt": svg.stem}):
        with replacing(svg) as temporary:
            nothing = dict.fromkeys(["Date", "Creator", "Format", "Type"])
            figure.savefig(temporary, format="svg", metadata=nothing)
            drawing = temporary.read_text(encoding="utf-8")
            temporary.write_text(_described(drawing, title, description), encoding="utf-8")
        with replacing(png) as temporary:
            figure.savefig(temporary, format="png", dpi=300, metadata={"Software": None})
    with replacing(alt) as temporary:
        temporary.write_text(f"{description}\n", encoding="utf-8")


def _described(drawing: str, title: str, description: str) -> str:
    """The drawing with a title and a description as its first elements, and more fonts to try."""
    start = drawing.index("<svg ") + len("<svg ")
    end = drawing.index(">", start) + 1
    words = f"\n <title>{escape(title)}</title>\n <desc>{escape(description)}</desc>"
    opened = f'{drawing[:start]}role="img" {drawing[start:end]}{words}{drawing[end:]}'
    return opened.replace(f"'{FACE}'", FACES)
