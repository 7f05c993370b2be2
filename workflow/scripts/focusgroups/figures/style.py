"""One look for all figures: size, type, colours, and files that are the same in every run."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import Any, cast

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.transforms import ScaledTranslation

from focusgroups.documents import wording
from focusgroups.files import replacing, write_text

INK, QUIET, GRID = "#1A1A1A", "#595959", "#D9D9D9"
STRONG, PALE = "#0B4F7D", "#A9CBE3"  # bars that are spoken of, and the others
REFERENCE = "#C04F00"  # lines to compare with

FULL_WIDTH = 17.0  # centimetres: two columns of a journal, or the text of an A4 page
CM = 1 / 2.54
FOOT = 0.62  # centimetres kept free under the axes for a line of notes
NEXT_LINE = 0.34  # and for each further line
NAME_LINE = 0.37  # centimetres that each line of a theme's name takes beside its cells
MARGIN = 0.006  # where titles and notes begin, as a share of the width
WITHHELD, WITHHELD_SHORT = "withheld", "w"  # the second where a cell has no room

# Behind words that a line may cross.
ON_WHITE: dict[str, Any] = {"facecolor": "white", "edgecolor": "none", "pad": 0.8}

SIZE, SMALL, SMALLEST = 8.0, 7.0, 6.2  # points at printed size; journals print nothing under 6
MARK_ROOM = 14  # points between cells and names, for a theme's marker
STRONGEST = 0.6  # tint of a cell with the largest share; black numbers stay legible on it
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


def new_figure(height: float, synthetic: bool, note: str = "", below: float = 0.0) -> Figure:
    """An empty figure, ``height`` in centimetres, with a foot that says what must be said.

    ``note`` stands at the lower left, in as many lines as it has; ``synthetic`` adds that the data
    are invented. ``below`` is the room for a legend, in centimetres, between the axes and the foot;
    `legend_below` puts it there.
    """
    figure = Figure(figsize=(FULL_WIDTH * CM, height * CM), layout="constrained")
    foot = (below + (_foot(note) if note or synthetic else 0.0)) / height
    engine = cast(ConstrainedLayoutEngine, figure.get_layout_engine())
    engine.set(rect=(0.0, foot, 1.0, 1.0 - foot))
    place: dict[str, Any] = {"y": 0.12 / height, "va": "bottom", "fontsize": SMALL, "color": QUIET}
    if note:
        figure.text(x=MARGIN, s=note, ha="left", **place)
    if synthetic:
        figure.text(x=1 - MARGIN, s=wording.SYNTHETIC, ha="right", style="italic", **place)
    return figure


def _foot(note: str) -> float:
    return FOOT + NEXT_LINE * note.count("\n")


def legend_below(figure: Figure, keys: Sequence[Line2D], note: str) -> None:
    """A legend in two columns in the room that `new_figure` kept ``below`` the axes."""
    foot = _foot(note) * CM / figure.get_figheight()
    figure.legend(
        handles=keys, loc="lower left", bbox_to_anchor=(0.0, foot), ncols=2, fontsize=SMALL,
        labelspacing=0.5,
    )  # fmt: skip


def lines_of(names: Iterable[str]) -> int:
    """How many lines the longest of ``names`` takes, which are broken already."""
    return max((name.count("\n") + 1 for name in names), default=1)


def head(figure: Figure, title: str) -> None:
    """Say above the whole ``figure`` what it is about."""
    figure.suptitle(title, x=MARGIN, ha="left", fontsize=SIZE + 1, fontweight="bold")


def say_nothing_to_draw(axes: Axes, why: str) -> None:
    """An empty panel that says ``why`` it is empty."""
    axes.set_axis_off()
    axes.text(0.5, 0.5, why, ha="center", va="center", color=QUIET, transform=axes.transAxes)


def tint(colour: str, strength: float) -> tuple[float, float, float]:
    """``colour`` mixed with white; ``strength`` 0 is white, 1 the colour itself."""
    red, green, blue = (1 - strength * (1 - part) for part in to_rgb(colour))
    return red, green, blue


def bare(axes: Axes) -> None:
    """Take away the frame and the ticks of ``axes``, not their labels."""
    for side in ("left", "right", "top", "bottom"):
        axes.spines[side].set_visible(False)
    axes.tick_params(length=0)


def draw_cell(
    axes: Axes, place: tuple[float, float], colour: str, strength: float, text: str, size: float
) -> None:
    """A square of side 1 around ``place`` in a tint of ``colour``, with ``text`` in it."""
    corner = (place[0] - 0.5, place[1] - 0.5)
    face = tint(colour, STRONGEST * strength)
    axes.add_patch(Rectangle(corner, 1, 1, facecolor=face, edgecolor="white", linewidth=1.2))
    ink = QUIET if text == WITHHELD_SHORT else INK
    axes.text(*place, text, ha="center", va="center", fontsize=size, color=ink, linespacing=1.05)


def mark_themes(
    axes: Axes, themes: Sequence[str], looks: Mapping[str, tuple[str, str]], in_rows: bool
) -> None:
    """Each theme's marker between its cells and its name, which stands left of them or above.

    ``looks`` is what `theme_looks` gives; the names need room, ``pad=MARK_ROOM``.
    """
    left, up = (-MARK_ROOM / 2, 0) if in_rows else (0, MARK_ROOM / 2)
    shift = ScaledTranslation(left / 72, up / 72, axes.figure.dpi_scale_trans)
    place = (axes.get_yaxis_transform() if in_rows else axes.get_xaxis_transform()) + shift
    for i, theme in enumerate(themes):
        colour, marker = looks[theme]
        axes.plot(
            [0 if in_rows else i], [i if in_rows else 1], marker=marker, color=colour,
            markersize=5, linestyle="none", transform=place, clip_on=False,
        )  # fmt: skip


def theme_key(look: tuple[str, str], label: str) -> Line2D:
    """The entry of a theme in a legend; ``look`` is its colour and marker."""
    colour, marker = look
    return Line2D([], [], color=colour, marker=marker, markersize=5, linestyle="none", label=label)


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
    write_text(f"{description}\n", alt)


def _described(drawing: str, title: str, description: str) -> str:
    """The drawing with a title and a description as its first elements, and more fonts to try."""
    start = drawing.index("<svg ") + len("<svg ")
    end = drawing.index(">", start) + 1
    words = f"\n <title>{escape(title)}</title>\n <desc>{escape(description)}</desc>"
    opened = f'{drawing[:start]}role="img" {drawing[start:end]}{words}{drawing[end:]}'
    return opened.replace(f"'{FACE}'", FACES)
