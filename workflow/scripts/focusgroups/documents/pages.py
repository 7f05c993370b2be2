"""What the report and the audit page share: their look, and which script may run in them."""

import base64
import hashlib
from pathlib import Path

import jinja2

DATA_FILES = ("templates/page.css",)
TEMPLATES = Path(__file__).resolve().parent / "templates"


def environment() -> jinja2.Environment:
    """Where templates are found; what enters them is escaped, and must be there."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def script_of(page: str) -> str:
    """The script of a ``page``, as text."""
    return (TEMPLATES / f"{page}.js").read_text(encoding="utf-8")


def style_of(page: str) -> str:
    """The style sheet of a ``page``, below the colours and type that all pages have."""
    files = (TEMPLATES / "page.css", TEMPLATES / f"{page}.css")
    return "".join(file.read_text(encoding="utf-8") for file in files)


def allowed(text: str) -> str:
    """What a page's security policy knows a script or style sheet by, to let it and no other in."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"
