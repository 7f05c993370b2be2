"""Tables of comma-separated values with too few marks, or too many."""

from malformed.cases import FEW_PASSAGES, MARK, TURNS, Case, text
from zipped_files import zipped

CSV = {
    "no header": Case("csv", text(f"Gwen,{MARK}\nSU2,b\n"), "row 1: must name the columns"),
    "only a header": Case("csv", text("speaker,text\n"), "no words"),
    "two columns of speakers": Case("csv", text(f"speaker,speaker,text\nGwen,SU2,{MARK}\n")),
    "another separator": Case("csv", text("speaker;text\nGwen;a\nSU2;b\n"), 2),
    "a mark that never closes": Case(
        "csv", text(f'speaker,text\nGwen,"{MARK}\nSU2,b\n'), "quotation"
    ),
    "a mark in the middle": Case("csv", text('speaker,text\nGwen,a "b" c\nSU2,"d" e\n')),
    "zero bytes": Case("csv", text(f"speaker,text\nGwen,{MARK}\0\n"), "not plain text"),
    "a million commas": Case("csv", lambda: b"speaker,text\nGwen,a" + b"," * 1_000_000 + b"\n"),
    "a million commas with words": Case("csv", lambda: b"speaker,text\nGwen" + b",a" * 500_000),
    "a million columns": Case("csv", lambda: b"speaker,text" + b",x" * 500_000 + b"\nGwen,a\n"),
    "a million rows": Case("csv", lambda: b"speaker,text\n" + b"Gwen,a\nSU2,b\n" * 300_000),
    "as many rows as there may be": Case(
        "csv",
        lambda: b"speaker,text\n" + b"Gwen,a\nSU2,b\n" * 2_490,
        4_980,
        FEW_PASSAGES,
    ),
    "a million commas, row by row": Case(
        "csv", lambda: b"speaker,text\n" + b",\n" * 1_000_000, "more than .* lines"
    ),
    "a cell of four megabytes": Case(
        "csv", lambda: b'speaker,text\nGwen,"' + b"a " * 2_000_000 + b'"'
    ),
    "fewer cells than columns": Case("csv", text("speaker,text,start\nGwen,a\nSU2\n\nGwen,b,c\n")),
    "more cells than columns": Case(
        "csv", text(f"speaker,text\nGwen,a,{MARK}\n"), "row 2: more cells"
    ),
    "times that are none": Case(
        "csv", text("start,speaker,text\nsoon,Gwen,a\n-1,SU2,b\n1e999,Gwen,c\n")
    ),
    "formulas": Case("csv", text('speaker,text\nGwen,"=HYPERLINK(""x"")"\nSU2,@SUM(A1)\n'), TURNS),
    "a workbook named csv": Case(
        "csv", lambda: zipped({"xl/workbook.xml": MARK}), "not plain text"
    ),
    "ends of lines from long ago": Case("csv", text("speaker,text\rGwen,a\rSU2,b\r"), 2),
    "UTF-16 with tabs": Case("csv", text("speaker\ttext\nGwen\ta\nSU2\tb\n", "utf-16"), 2),
    "binary": Case("csv", lambda: bytes(range(256)) * 20, "not plain|neither"),
}
