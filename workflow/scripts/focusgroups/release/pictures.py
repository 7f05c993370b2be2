"""What a PNG carries beside its pixels."""

import io
import struct
import zlib
from collections.abc import Iterator

from PIL import Image

SIGNATURE = b"\x89PNG\r\n\x1a\n"
PIXELS = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"pHYs", b"sRGB", b"gAMA", b"cHRM", b"tRNS", b"bKGD"}
WORDS = {b"tEXt", b"zTXt", b"iTXt"}
MOST_TEXT = 1_000_000  # bytes of a text that is packed


def picture(content: bytes) -> Iterator[tuple[str, str]]:
    """The texts in a PNG; raises ValueError where it carries anything but pixels and text.

    Other chunks, such as a camera's data, and bytes after the end could hold whatever they like.
    """
    chunks = list(_chunks(content))
    kinds = [kind for kind, _ in chunks]
    if not kinds or kinds[-1] != b"IEND" or set(kinds) - PIXELS - WORDS:
        raise ValueError("a picture in it carries more than pixels and text")
    with Image.open(io.BytesIO(content)) as opened:
        opened.load()
    for kind, data in chunks:
        if kind in WORDS:
            yield "metadata", _words(kind, data)


def _words(kind: bytes, data: bytes) -> str:
    """A chunk's key and text, and an international one's language and translated key."""
    key, _, rest = data.partition(b"\0")
    packed = kind == b"zTXt" or (kind == b"iTXt" and rest[:1] == b"\1")
    start = {b"tEXt": 0, b"zTXt": 1, b"iTXt": 2}[kind]
    before, text = b"", rest[start:]
    if kind == b"iTXt":
        language, _, rest = text.partition(b"\0")
        translated, _, text = rest.partition(b"\0")
        before = b" ".join((language, translated, b""))
    written = before + (_unpacked(text) if packed else text)
    if key.startswith(b"Raw profile type") or b"\0" in written:
        raise ValueError("a picture in it carries more than pixels and text")
    encoding = "utf-8" if kind == b"iTXt" else "latin-1"
    return f"{key.decode('latin-1')} {written.decode(encoding, errors='replace')}"


def _unpacked(packed: bytes) -> bytes:
    opened = zlib.decompressobj()
    try:
        text = opened.decompress(packed, MOST_TEXT)
    except zlib.error:
        raise ValueError("a picture in it is damaged") from None
    if not opened.eof or opened.unused_data:
        raise ValueError("a picture in it carries more than pixels and text")
    return text


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks in order, kind and data; an unknown kind for whatever lies after the end."""
    place = len(SIGNATURE)
    if not content.startswith(SIGNATURE):
        return
    while place + 8 <= len(content):
        (length,) = struct.unpack(">I", content[place : place + 4])
        kind = content[place + 4 : place + 8]
        yield kind, content[place + 8 : place + 8 + length]
        place += length + 12
        if kind == b"IEND" and place < len(content):
            yield b"????", b""
            return
