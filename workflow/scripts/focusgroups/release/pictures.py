"""What a PNG carries beside its pixels."""

import io
import struct
from collections.abc import Iterator

from PIL import Image

SIGNATURE = b"\x89PNG\r\n\x1a\n"
PIXELS = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"pHYs", b"sRGB", b"gAMA", b"cHRM", b"tRNS", b"bKGD"}
WORDS = {b"tEXt", b"zTXt", b"iTXt"}


def picture(content: bytes) -> Iterator[tuple[str, str]]:
    """The texts in a PNG; raises ValueError where it carries anything but pixels and text.

    Other chunks, such as a camera's data, and bytes after the end could hold whatever they like.
    """
    kinds = list(_chunks(content))
    if not kinds or kinds[-1] != b"IEND" or set(kinds) - PIXELS - WORDS:
        raise ValueError("a picture in it carries more than pixels and text")
    with Image.open(io.BytesIO(content)) as opened:
        opened.load()
        for key, value in opened.info.items():
            if isinstance(value, str | bytes):
                text = value if isinstance(value, str) else value.decode("latin-1")
                yield "metadata", f"{key} {text}"


def _chunks(content: bytes) -> Iterator[bytes]:
    """The kinds of the chunks in order; an unknown kind for whatever lies after the end."""
    place = len(SIGNATURE)
    if not content.startswith(SIGNATURE):
        return
    while place + 8 <= len(content):
        (length,) = struct.unpack(">I", content[place : place + 4])
        kind = content[place + 4 : place + 8]
        yield kind
        place += length + 12
        if kind == b"IEND" and place < len(content):
            yield b"????"
            return
