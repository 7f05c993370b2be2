"""The control words of rich text that decide what its text is; all others are about its looks."""

from typing import Any

from focusgroups.transcripts.rtf.codepages import MACINTOSH, WINDOWS
from focusgroups.wordsets import word_list, word_set

BODY = "rtf"
BOXES = word_set("shptxt dptxbxtext")
# What must end for a paragraph, a cell or a row to be complete. STORY_END is ours.
STORY_END = ""
PARAGRAPH_ENDS = word_set("par sect nestcell")
MARKS = PARAGRAPH_ENDS | word_set("cell row trowd")

# Stories that somebody may want to read, or must to read the body.
STORIES = BOXES | word_set(
    """stylesheet header headerl headerr headerf footer footerl footerr footerf footnote annotation
    atnid atnauthor revtbl author operator manager company title subject category keywords comment
    doccomm propname staticval template fldinst docvar protusertbl"""
)
# Each group in these is an entry of its own.
LISTS = word_set("docvar protusertbl")
# Nothing in these is text, but a story in them may be.
SHELLS = word_set("fonttbl info userprops object shp shpgrp shpinst do upr")
# In a shell, these are part of the story around it.
RESUMING = {"result": "object", "ud": "upr"}
# All in these goes, as in whatever else is marked with `\*`: pictures, the numbers that the program
# gave to a list, entries of an index, and copies for older programs.
LEFT_OUT = word_set(
    """colortbl filetbl listtable listoverridetable pict nonshppict datafield formfield objdata
    objclass objname listtext pntext pntxta pntxtb nonesttables shprslt sn sv xe tc tcn rxe
    ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn"""
)

CHARACTERS = {
    **{"tab": "\t", "line": "\n", "lbr": "\n", "page": "\n", "column": "\n"},
    **{"lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”"},
    **{"emdash": "—", "endash": "–", "bullet": "•"},
    **dict.fromkeys(word_list("emspace enspace qmspace"), " "),
    **dict.fromkeys(word_list("zwj zwnj zwbo zwnbo ltrmark rtlmark"), ""),
}
SYMBOLS = {b"~": "\xa0", b"_": "-", b"\t": "\t"}  # all others, as the optional hyphen, are none
PAGES = {"ansi": WINDOWS, "mac": MACINTOSH, "pc": 437, "pca": 850}
TOGGLES = {
    **{"b": "bold", "v": "hidden", "deleted": "deleted", "mvf": "deleted"},
    **{"revised": "added", "mvt": "added"},
    **dict.fromkeys(
        word_list(
            """ul uld uldb ulw ulth ulthd ulthdash ulthdashd ulthdashdd ulthldash uldash uldashd
            uldashdd ulldash ulwave ulhwave ululdbwave"""
        ),
        "underlined",
    ),
}
SETTINGS: dict[str, dict[str, Any]] = {
    "pard": {"style": 0, "outline": 9, "in_table": False},
    "plain": {"font": None} | dict.fromkeys(TOGGLES.values(), False),
    "ulnone": {"underlined": False},
    "intbl": {"in_table": True},
}
NUMBERS = {"s": "style", "outlinelevel": "outline"}

FONTS = word_set("f deff ansicpg fcharset cpg")  # all that choose or define one, or a code page
# All others but characters are passed over.
HEEDED = frozenset().union(
    *(TOGGLES, NUMBERS, SETTINGS, PAGES, FONTS, MARKS, STORIES, SHELLS, RESUMING, LEFT_OUT),
    ("u", "uc"),
)
