"""Small documents of word processors, to be spoilt."""

from collections.abc import Mapping
from xml.sax.saxutils import escape

from malformed.cases import SAID
from zipped_files import zipped

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ODF = "urn:oasis:names:tc:opendocument:xmlns"
ODF_NAMES = "".join(f' xmlns:{n}="{ODF}:{n}:1.0"' for n in ("office", "text", "table", "draw"))
MAIN = "word/document.xml"


def word_xml(body: str, before: str = "") -> str:
    return f"{before}<w:document {W}><w:body>{body}</w:body></w:document>"


def word(body: str, parts: Mapping[str, str] | None = None) -> bytes:
    """A .docx with ``body``, and further parts."""
    return zipped({"[Content_Types].xml": "<Types/>", MAIN: word_xml(body), **(parts or {})})


def word_part(content: str | bytes) -> bytes:
    """A .docx with ``content`` in the place of the document."""
    return zipped({"[Content_Types].xml": "<Types/>", MAIN: content})


def paragraph(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def paragraphs() -> str:
    return "".join(paragraph(line) for line in SAID.splitlines())


def odt_xml(body: str, before: str = "") -> str:
    inner = f"<office:body><office:text>{body}</office:text></office:body>"
    return f"{before}<office:document-content{ODF_NAMES}>{inner}</office:document-content>"


def odt(body: str, before: str = "") -> bytes:
    kind = "application/vnd.oasis.opendocument.text"
    return zipped({"mimetype": kind, "content.xml": odt_xml(body, before)})


def good_word() -> bytes:
    return word(paragraphs())


def good_odt() -> bytes:
    return odt("".join(f"<text:p>{escape(line)}</text:p>" for line in SAID.splitlines()))
