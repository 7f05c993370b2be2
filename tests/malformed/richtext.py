"""Rich text that is incomplete, unbalanced, or built to exhaust its reader."""

from malformed.cases import FEW_PASSAGES, MARK, SAID, Case, Make, text
from malformed.documents import good_word


def rtf(body: str) -> Make:
    return text(rf"{{\rtf1\ansi\deff0{{\fonttbl{{\f0 Arial;}}}}{body}}}", "latin-1")


SPOKEN = "".join(rf"{line}\par " for line in SAID.splitlines())

RTF = {
    "truncated": Case("rtf", lambda: rtf(SPOKEN)()[:-20], "ends in the middle"),
    "only a header": Case("rtf", lambda: rb"{\rtf1", "ends in the middle"),
    "no text": Case("rtf", rtf(""), "no words"),
    "groups that never close": Case(
        "rtf", text(r"{\rtf1 Gwen: a\par {{{{ SU2: b\par "), "ends in the middle"
    ),
    "groups that never opened": Case(
        "rtf", text(r"{\rtf1 Gwen: a\par}}}}} SU2: b\par }"), "the text ends here"
    ),
    "hundred thousand groups in groups": Case(
        "rtf", lambda: rb"{\rtf1 " + b"{" * 100_000 + b"Gwen: a" + b"}" * 100_000 + b"}", 1
    ),
    "groups in groups that never close": Case(
        "rtf", lambda: rb"{\rtf1 " + b"{" * 400_000, "ends in the middle"
    ),
    "binary data without an end": Case(
        "rtf", rtf(rf"Gwen: {MARK}\par \bin2000000000 abc"), "ends in the middle"
    ),
    "binary data of negative length": Case("rtf", rtf(rf"{SPOKEN}\bin-5 abc")),
    "letters that are none": Case("rtf", rtf(r"Gwen: \u-99999? \u9999999999? \'zz \'e9\par ")),
    "half a letter": Case("rtf", rtf(r"Gwen: \u55357?a\par SU2: \u56832?b\par ")),
    "substitutes without end": Case("rtf", rtf(rf"\uc100000 {SPOKEN}\u233 abc")),
    "a word of a megabyte": Case(
        "rtf", lambda: rb"{\rtf1 Gwen: a\par \x" + b"x" * 1_000_000 + b"}", 1
    ),
    "a number of a megabyte": Case(
        "rtf", lambda: rb"{\rtf1 Gwen: a\par \fs" + b"9" * 1_000_000 + b"}", 1
    ),
    "a picture of twenty megabytes": Case(
        "rtf", lambda: rb"{\rtf1 Gwen: a\par {\pict\pngblip " + b"0f" * 10_000_000 + b"}}", 1
    ),
    "a paragraph of four megabytes": Case(
        "rtf", lambda: rb"{\rtf1 Gwen: " + b"word " * 800_000 + b"}", "paragraph 1: too long"
    ),
    "a million paragraphs": Case(
        "rtf", lambda: rb"{\rtf1 Gwen: a" + rb"\par " * 900_000 + b"}", "too large"
    ),
    "a paragraph on every mark": Case(
        "rtf", lambda: rb"{\rtf1 " + rb"Gwen: a\par " * 400_000 + b"}"
    ),
    "as many paragraphs as there may be": Case(
        "rtf",
        lambda: rb"{\rtf1 " + rb"Gwen: a\par SU2: b\par " * 2_490 + b"}",
        4_980,
        FEW_PASSAGES,
    ),
    "fifty thousand fonts": Case(
        "rtf",
        lambda: (
            rb"{\rtf1{\fonttbl"
            + b"".join(rb"{\f%d A;}" % n for n in range(50_000))
            + b"}"
            + SPOKEN.encode()
            + b"}"
        ),
        2,
    ),
    "rows that never end": Case("rtf", rtf(r"\trowd\intbl Gwen\cell a" + r"\trowd\cell " * 50_000)),
    "an unknown code page": Case(
        "rtf",
        text(rf"{{\rtf1\ansicpg99999 Gwen: \'e9\par {SPOKEN}}}"),
        "a character that its code page",
    ),
    "half a letter of a code page": Case(
        "rtf",
        text(rf"{{\rtf1\ansicpg932 Gwen: \'83\par {SPOKEN}}}"),
        "a character that its code page",
    ),
    "another header": Case("rtf", text(rf"{{\rdf1 {SPOKEN}}}"), "not rich text"),
    "text named rtf": Case("rtf", text(SAID), "not rich text"),
    "Word named rtf": Case("rtf", good_word, "a Word"),
    "zero bytes": Case("rtf", lambda: rb"{\rtf1 " + b"\0" * 5000 + SPOKEN.encode() + b"}", 2),
    "UTF-16": Case("rtf", lambda: rtf(SPOKEN)().decode().encode("utf-16"), "not rich text"),
    "letters beyond ASCII": Case("rtf", lambda: rtf(SPOKEN)().replace(b"yes", b"\xff\xfe\x81")),
    "nothing at all": Case("rtf", lambda: b"", "the file is empty"),
    "noise": Case(
        "rtf", lambda: rb"{\rtf1 " + bytes((n * 197 + n // 7) % 256 for n in range(9000))
    ),
}
