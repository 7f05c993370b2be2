"""Plain text that is not plain, not text, or too much of it."""

from malformed.cases import EITHER, FEW_PASSAGES, MARK, SAID, TURNS, Case, text
from malformed.documents import good_word

TEXT = {
    "noise": Case(
        "txt",
        lambda: bytes((n * 197 + n // 7) % 256 for n in range(20_000)),
        "not plain|neither UTF-8",
    ),
    "every byte": Case("txt", lambda: bytes(range(256)) * 4, "not plain|neither UTF-8"),
    "zero bytes": Case("txt", text(f"Gwen: a\n{MARK}\0\0"), "line 2: not plain text"),
    "control characters": Case("txt", text("Gwen: \x01\x02\x03\x04 a\n" * 50), "not plain text"),
    "stray control characters": Case("txt", text(SAID + "Gwen: a \x01 b \x1b[0m c\n"), 3),
    "UTF-16 without a mark": Case("txt", text(SAID, "utf-16-le"), "line 1: not plain text"),
    "UTF-16 the other way round": Case("txt", text(SAID, "utf-16-be"), "line 1: not plain text"),
    "UTF-16 with a mark": Case("txt", text(SAID, "utf-16"), 2),
    "UTF-32 with a mark": Case("txt", text(SAID, "utf-32"), 2),
    "half a letter of UTF-16": Case("txt", lambda: SAID.encode("utf-16")[:-1], "utf-16"),
    "two thirds of a mark": Case("txt", lambda: b"\xef\xbb" + SAID.encode(), EITHER),
    "two marks": Case("txt", lambda: b"\xef\xbb\xbf" * 2 + SAID.encode(), 2),
    "mark of UTF-7": Case("txt", lambda: b"+/v8-" + SAID.encode(), EITHER),
    "mark of another order": Case("txt", lambda: b"\xfe\xff" + SAID.encode("utf-16-le"), EITHER),
    "only a mark": Case("txt", lambda: b"\xef\xbb\xbf", "no words"),
    "only a mark of UTF-16": Case("txt", lambda: b"\xff\xfe", "no words"),
    "only white space": Case("txt", text(" \n\t\r\n\u00a0\n" * 1000), "no words"),
    "only what nobody sees": Case("txt", text("\u200b\u200f\ufeff\n" * 100), "no words"),
    "no encoding at all": Case("txt", lambda: f"Gwen: {MARK}\n".encode() + b"\x81\x8d", "line 2"),
    "UTF-8 with one wrong byte": Case("txt", lambda: SAID.encode() + b"Gwen: caf\xe9\n", 3),
    "overlong UTF-8": Case("txt", lambda: b"Gwen: \xc0\xae\xc0\xae/ " + MARK.encode(), EITHER),
    "surrogates in UTF-8": Case("txt", lambda: b"Gwen: \xed\xa0\x80 " + MARK.encode(), EITHER),
    "mixed ends of lines": Case("txt", text("Gwen: a\r\nSU2: b\rGwen: c\n\rSU2: d\u2028e"), 4),
    "odd ends of lines": Case("txt", text("Gwen: a\x0bb\x0cSU2: c\x85Gwen: d\x1ce"), 3),
    "line of fifty megabytes": Case("txt", lambda: b"Gwen: " + b"word " * 10_000_000, "larger th"),
    "line of four megabytes": Case(
        "txt", lambda: b"Gwen: " + f"{MARK} ".encode() * 400_000, "line 1: too long"
    ),
    "ten megabytes of colons": Case("txt", lambda: b":" * 10_000_000, "larger than"),
    "colons as long as a line may be": Case("txt", lambda: b"Gwen" + b":" * 490_000),
    "four megabytes of colons, one a line": Case(
        "txt", lambda: b":\n" * 2_000_000, "more than .* lines"
    ),
    "two million lines": Case("txt", lambda: b"a\n" * 2_000_000, "more than .* lines"),
    "two million empty lines": Case("txt", lambda: b"\n" * 4_900_000, "more than .* lines"),
    "as many lines as there may be": Case(
        "txt", lambda: b"a\n" * 49_000 + b"\n" * 50_000, "no participant"
    ),
    "more paragraphs than there may be": Case(
        "txt", lambda: b"a\n" * 9_900, "more than .* para", FEW_PASSAGES
    ),
    "as many turns as there may be": Case("txt", lambda: b"Gwen: a\nSU2: b\n" * 24_900, 49_800),
    "as many labels of nobody as there may be": Case(
        "txt", lambda: b"".join(b"L%d: a\n" % n for n in range(49_000))
    ),
    "brackets as long as a line may be": Case("txt", lambda: b"Gwen: " + b"(" * 490_000),
    "brackets in pairs": Case("txt", lambda: b"Gwen: " + b"[SU2: a" * 70_000),
    "clock times in a row": Case("txt", lambda: b"1:11" * 120_000),
    "dashes in a row": Case("txt", lambda: b"Gwen" + b" - " * 160_000),
    "tabs in a row": Case("txt", lambda: b"Gwen" + b"\t" * 490_000 + b"a"),
    "spaces in a row": Case("txt", lambda: b"Gwen: a\nSU2: b" + b" " * 490_000 + b"c"),
    "one letter with half a million accents": Case(
        "txt", text("Gwen: a" + "\u0301\u0323" * 120_000)
    ),
    "label of ten thousand characters": Case("txt", text(SAID + MARK * 1000 + ": hello"), 2),
    "marks of direction in labels": Case(
        "txt",
        text("\u202eGw\u200fen\u202c: a\nS\u200bU\u00ad2\u2060: b\n\ufeffGwen\u200d: c"),
        3,
    ),
    "nobody speaks": Case("txt", text(f"There was {MARK}.\nAnd it went on.\n" * 20), "no partici"),
    "only speakers": Case("txt", text("Gwen:\nSU2:\nGwen:\n"), "no participant"),
    "only notes": Case("txt", text("[laughs]\n(pause)\n[inaudible 0:03]\n"), "no participant"),
    "only the facilitator": Case("txt", text(f"Facilitator: {MARK}?\n" * 3), TURNS),
    "labels of nobody": Case("txt", text(f"{SAID}{MARK}: hello\n" * 5), "a speaker label that"),
    "one line without an end": Case("txt", text("Gwen: yes"), TURNS),
    "page of the web named txt": Case(
        "txt", text(f"<!DOCTYPE html>\n<html><body><p>Gwen: {MARK}</p></body></html>")
    ),
    "rich text named txt": Case("txt", text(rf"{{\rtf1 Gwen: {MARK}}}"), "a rich text file"),
    "PDF named txt": Case("txt", lambda: b"%PDF-1.4\n" + MARK.encode(), "a PDF"),
    "Word named txt": Case("txt", good_word, "not plain text but a Word"),
    "picture named txt": Case("txt", lambda: b"\x89PNG\r\n\x1a\n" + bytes(300), "not plain text"),
}
