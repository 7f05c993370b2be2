"""The colour and the marker of each theme, the same in figures, report and audit page."""

from collections.abc import Sequence

from focusgroups.codebook import NO_THEME

# Okabe and Ito's colours, which people with any colour vision can tell apart, those first that are
# also legible on white; every theme keeps its own, with a marker that tells it in grey.
PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#8C6D1F", "#5B4A9E")
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "p")
NO_THEME_COLOUR, NO_THEME_MARKER = "#9A9A9A", "x"


def theme_colours(themes: Sequence[str]) -> dict[str, str]:
    """The colour of each theme id, in codebook order; after eight themes they begin again."""
    return {theme: PALETTE[i % len(PALETTE)] for i, theme in enumerate(themes)}


def theme_markers(themes: Sequence[str]) -> dict[str, str]:
    """The marker of each theme id; themes that share a colour differ in their marker."""
    shift = len(PALETTE)
    return {theme: MARKERS[(i + i // shift) % len(MARKERS)] for i, theme in enumerate(themes)}


def theme_looks(themes: Sequence[str]) -> dict[str, tuple[str, str]]:
    """The colour and marker of each theme, and of `none`."""
    colours, markers = theme_colours(themes), theme_markers(themes)
    looks = {theme: (colours[theme], markers[theme]) for theme in themes}
    return {**looks, NO_THEME: (NO_THEME_COLOUR, NO_THEME_MARKER)}
