"""Zip archives for tests, part by part."""

import io
import zipfile
from collections.abc import Mapping


def zipped(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of the parts, in their order."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", method, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return memory.getvalue()
