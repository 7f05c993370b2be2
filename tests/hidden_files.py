"""Word files that hide what a test wants them to hide."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006"
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DC = "http://purl.org/dc/elements/1.1/"
SPACES = (
    f'xmlns:w="{W}" xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
SAID = "It felt safe from the first day."
TALK = f"<w:p><w:r><w:t>{SAID}</w:t></w:r></w:p>"


def word_file(path: Path, body: str = TALK, **parts: str) -> Path:
    """A .docx with ``body`` in its text; ``parts`` holds further parts by name, `_` for the dot."""
    content = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r" Target="word/document.xml" '
            f'Type="{PROPERTIES}/relationships/officeDocument"/></Relationships>'
        ),
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
    }
    return archive(path, content | {PARTS[name]: text for name, text in parts.items()})


PARTS = {
    **{name: f"word/{name}.xml" for name in ("comments", "people", "footnotes", "endnotes")},
    **{name: f"word/{name}.xml" for name in ("header1", "footer2", "styles", "settings")},
    **{name: f"docProps/{name}.xml" for name in ("core", "app", "custom")},
    "links": "word/_rels/settings.xml.rels",
    "data": "customXml/item1.xml",
}


def archive(path: Path, content: Mapping[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as file:
        for name, text in content.items():
            file.writestr(name, text)
    return path


def run(text: str, properties: str = "", tag: str = "t") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def cut(text: str, author: str = "") -> str:
    return f'<w:del w:id="1" w:author="{author}">{run(text, tag="delText")}</w:del>'


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def core(**properties: str) -> str:
    named = {"creator": "dc:creator", "modified": "cp:lastModifiedBy", "title": "dc:title"}
    inside = "".join(f"<{named[k]}>{v}</{named[k]}>" for k, v in properties.items())
    return f'<cp:coreProperties xmlns:cp="{CORE}" xmlns:dc="{DC}">{inside}</cp:coreProperties>'
