"""Documents whose archive is sound and whose XML is not."""

from malformed.cases import (
    EITHER,
    FEW_PASSAGES,
    FEW_TAGS,
    MARK,
    SAID,
    TURNS,
    Case,
    text,
)
from malformed.documents import (
    W,
    odt,
    paragraph,
    paragraphs,
    word,
    word_part,
    word_xml,
)
from zipped_files import zipped

LAUGHS = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else f'<!ENTITY l0 "{MARK}">' for n in range(10)
)
BILLION = f"<!DOCTYPE a [{LAUGHS}]>"
QUADRATIC = f'<!DOCTYPE a [<!ENTITY q "{"a" * 50_000}">]>'
DEFAULTS = f'<!DOCTYPE a [{LAUGHS}<!ATTLIST w:p x CDATA "&l9;">]>'


def external(path: str) -> str:
    return f'<!DOCTYPE a [<!ENTITY e SYSTEM "file://{path}">]>'


def parameter(path: str) -> str:
    return f'<!DOCTYPE a [<!ENTITY % e SYSTEM "file://{path}"> %e;]>'


def nested(depth: int, opening: str, closing: str, inside: str) -> str:
    return opening * depth + inside + closing * depth


def attributes(count: int) -> str:
    return " ".join(f'a{number}=""' for number in range(count))


def tables(depth: int) -> str:
    cell = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    return nested(depth, *cell, paragraph("Gwen: inside"))


CIRCLE = (
    f'<w:styles {W}><w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>'
)
STYLED = paragraphs().replace("<w:p>", '<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr>')

NAMESPACES = " ".join(f'xmlns:a{number}="u{number}"' for number in range(20_000))

XML = {
    "no document": Case("docx", lambda: zipped({"word/styles.xml": "<a/>"}), "a part of it is"),
    "empty document": Case("docx", lambda: word_part(""), "line 1: damaged"),
    "document of noise": Case("docx", lambda: word_part(bytes(range(256)) * 40), "line 1: damaged"),
    "half a document": Case(
        "docx", lambda: word_part(word_xml(paragraphs())[:200]), "line 1: damaged"
    ),
    "another namespace": Case(
        "docx",
        lambda: word_part(word_xml(paragraphs()).replace("wordprocessingml/2006", "other/2042")),
        TURNS,
    ),
    "another root": Case(
        "docx", lambda: word_part(f"<html><p>{MARK}</p></html>"), r"save it as \.docx"
    ),
    "no paragraphs": Case("docx", lambda: word(""), "no words"),
    "billion laughs": Case(
        "docx", lambda: word_part(word_xml(paragraph("Gwen: &l9;"), BILLION)), "defines entities"
    ),
    "billion laughs in an odt": Case(
        "odt", lambda: odt("<text:p>Gwen: &l9;</text:p>", BILLION), "defines entities"
    ),
    "quadratic blow-up": Case(
        "docx",
        lambda: word_part(word_xml(f"<w:p><w:t>{'&q;' * 100_000}</w:t></w:p>", QUADRATIC)),
        "defines entities",
    ),
    "laughs in an attribute": Case(
        "docx", lambda: word_part(word_xml(paragraphs(), DEFAULTS)), "defines entities"
    ),
    "deep nesting": Case(
        "docx",
        lambda: word(nested(100_000, "<w:sdt>", "</w:sdt>", paragraphs())),
        "line 1: damaged",
    ),
    "nesting that is allowed": Case(
        "docx", lambda: word(nested(240, "<w:sdt>", "</w:sdt>", paragraphs())), TURNS
    ),
    "tables in tables": Case("docx", lambda: word(tables(60)), EITHER),
    "deep lists": Case(
        "odt",
        lambda: odt(nested(240, "<text:list>", "</text:list>", "<text:p>Gwen: deep</text:p>")),
        TURNS,
    ),
    "paragraph of fifty megabytes": Case(
        "docx", lambda: word(paragraph("Gwen: " + "word " * 10_000_000)), "too large for a trans"
    ),
    "paragraph of a megabyte": Case(
        "docx", lambda: word(paragraph("Gwen: " + f"{MARK} " * 100_000)), "paragraph 1: too long"
    ),
    "many empty paragraphs": Case(
        "docx", lambda: word("<w:p/>" * 299_000 + paragraph("Gwen: at last")), TURNS
    ),
    "more tags than any transcript": Case(
        "docx", lambda: word("<w:p/>" * 500_000), "too large for a transcript"
    ),
    "as many paragraphs as tags allow": Case(
        "docx",
        lambda: word("<w:p><w:t>a</w:t></w:p>" * 7_400),
        "more than .* paragraphs",
        FEW_TAGS | FEW_PASSAGES,
    ),
    "as many odt paragraphs as tags allow": Case(
        "odt",
        lambda: odt("<text:p>a</text:p>" * 14_900),
        "more than .* paragraphs",
        FEW_TAGS | FEW_PASSAGES,
    ),
    "as many line breaks as tags allow": Case(
        "odt",
        lambda: odt(f"<text:p>Gwen: {'a<text:line-break/>' * 149_000}</text:p>"),
        "paragraph 1: too",
    ),
    "two million attributes": Case(
        "docx", lambda: word(f"<w:p {attributes(2_000_000)}/>"), "too large for a transcript"
    ),
    "nine attributes everywhere": Case(
        "docx", lambda: word(f"<w:p {attributes(9)}/>" * 200_000), "too large for a transcript"
    ),
    "twenty thousand namespaces": Case(
        "docx",
        lambda: word(f"<w:p {NAMESPACES}>" + '<a5:b a9:c=""/>' * 29_000 + "</w:p>"),
        "no words",
        FEW_TAGS,
    ),
    "tags hidden by an encoding": Case(
        "docx",
        lambda: word_part(
            word_xml("<w:p/>" * 600_000, '<?xml version="1.0" encoding="IBM037"?>').encode("cp037")
        ),
        "line 1: damaged",
    ),
    "UTF-7": Case(
        "docx",
        lambda: word_part(
            b'<?xml version="1.0" encoding="UTF-7"?>'
            + word_xml(paragraphs()).replace("<", "+ADw-").encode()
        ),
        "line 1: damaged",
    ),
    "UTF-16 with a mark": Case(
        "docx",
        lambda: word_part(
            word_xml(paragraphs(), '<?xml version="1.0" encoding="UTF-16"?>').encode("utf-16")
        ),
        TURNS,
    ),
    "UTF-16 cut in half a letter": Case(
        "docx", lambda: word_part(word_xml(paragraphs()).encode("utf-16")[:-1]), EITHER
    ),
    "letters that are no UTF-8": Case(
        "docx",
        lambda: word_part(word_xml(paragraphs()).encode().replace(b"said", b"s\xffid")),
        "line 1: damaged",
    ),
    "zero bytes in the XML": Case(
        "docx", lambda: word_part(word_xml(paragraphs()).replace("said", "s\0id")), "1: damaged"
    ),
    "styles in a circle": Case("docx", lambda: word(STYLED, {"word/styles.xml": CIRCLE}), TURNS),
    "billions of spaces": Case(
        "odt", lambda: odt('<text:p>Gwen: a<text:s text:c="2000000000"/>b</text:p>'), TURNS
    ),
    "billions of repeated cells": Case(
        "odt",
        lambda: odt(
            '<table:table><table:table-row table:number-rows-repeated="1000000000">'
            '<table:table-cell table:number-columns-repeated="1000000000"><text:p>Gwen: one'
            "</text:p></table:table-cell></table:table-row></table:table>"
        ),
        TURNS,
    ),
    "page of the web named docx": Case(
        "docx", text(f"<!DOCTYPE html><p>Gwen: {MARK}</p>"), "damaged or incomplete"
    ),
    "PDF named docx": Case("docx", lambda: b"%PDF-1.7\n" + MARK.encode(), "a PDF"),
    "text named docx": Case("docx", text(SAID), "damaged or incomplete"),
    "picture named odt": Case(
        "odt", lambda: b"\x89PNG\r\n\x1a\n" + bytes(300), "damaged or incomplete"
    ),
}
