"""Bytes that stand for characters by a code page, as older formats name it."""

import codecs

WINDOWS, MACINTOSH = 1252, 10000

# Python's names for pages that it does not call `cp` and their number.
_NAMES = {
    708: "iso8859-6",
    936: "gbk",
    1361: "johab",
    10000: "mac-roman",
    10001: "shift-jis",
    10002: "big5",
    10003: "euc-kr",
    10004: "mac-arabic",
    10006: "mac-greek",
    10007: "mac-cyrillic",
    10008: "gb2312",
    10029: "mac-latin2",
    10079: "mac-iceland",
    10081: "mac-turkish",
    20127: "ascii",
    20866: "koi8-r",
    21866: "koi8-u",
    28591: "iso8859-1",
    28592: "iso8859-2",
    28605: "iso8859-15",
    54936: "gb18030",
    65001: "utf-8",
}

# The numbers that Windows gives to the character sets of fonts, and the code page of each. Fonts of
# signs (2) have none of their own.
CHARACTER_SETS = {
    **{0: 1252, 2: 1252, 77: 10000, 78: 10001, 79: 10003, 80: 10008, 81: 10002, 84: 10004},
    **{85: 10006, 86: 10081, 88: 10029, 89: 10007, 128: 932, 129: 949, 130: 1361, 134: 936},
    **{136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256, 186: 1257, 204: 1251},
    **{222: 874, 238: 1250, 254: 437, 255: 850, 256: 10000},
}


def is_macintosh(page: int) -> bool:
    """Whether a code page is one of the Macintosh's own."""
    return 10000 <= page < 10100


def decoded(content: bytes, page: int) -> str:
    """The characters that ``content`` is in a code page. Raises UnicodeDecodeError if it is none.

    A page that is not known has no characters beyond ASCII. The few bytes that a Windows page
    leaves empty are control characters, as they are to Windows.

    >>> decoded(b"Zo\\xeb", 1252), decoded(b"\\x83A", 932)
    ('Zoë', 'ア')
    """
    name = _NAMES.get(page, f"cp{page}")
    try:
        codec = codecs.lookup(name)
    except LookupError:
        return content.decode("ascii")
    try:
        return codec.decode(content)[0]
    except UnicodeDecodeError:
        if page == 874 or 1250 <= page <= 1258:
            text = codec.decode(content, "surrogateescape")[0]
            if not any("\udca0" <= char <= "\udcff" for char in text):
                return text.translate({0xDC00 + byte: byte for byte in range(0x80, 0xA0)})
        raise
