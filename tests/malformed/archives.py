"""Archives that are truncated, disguised, or unpack to more than they say."""

import io
import struct
import zipfile
import zlib

from malformed.cases import EITHER, MARK, TURNS, Case
from malformed.documents import (
    MAIN,
    good_odt,
    good_word,
    odt_xml,
    paragraphs,
    word,
    word_xml,
)
from zipped_files import zipped


def with_bytes(content: bytes, position: int, new: bytes) -> bytes:
    return content[:position] + new + content[position + len(new) :]


def wrong_crc() -> bytes:
    """Both copies of the document's checksum are wrong."""
    content = good_word()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        right = struct.pack("<I", archive.getinfo(MAIN).CRC)
    return content.replace(right, b"\x01\x02\x03\x04")


def password_flag() -> bytes:
    content = good_word()
    listed = content.index(b"PK\x01\x02")
    return with_bytes(with_bytes(content, 6, b"\x01"), listed + 8, b"\x01")


def other_method(number: int) -> bytes:
    """The document says that it is packed in another way than it is."""
    content = good_word()
    local, listed = content.rindex(b"PK\x03\x04"), content.rindex(b"PK\x01\x02")
    changed = with_bytes(content, local + 8, struct.pack("<H", number))
    return with_bytes(changed, listed + 10, struct.pack("<H", number))


def packed_zeros(megabytes: int) -> bytes:
    """A deflate stream of that many spaces, put together from copies of one packed block."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(b" " * (16 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return block * (megabytes // 16) + packer.flush(zlib.Z_FINISH)


def raw_archive(name: str, packed: bytes, said: int, listed: int) -> bytes:
    """An archive of one part, of which its header and the list may say different sizes."""
    raw = name.encode()
    fixed = struct.pack("<HHHHHI", 20, 0, 8, 0, 0x21, 0)
    local = b"PK\x03\x04" + fixed + struct.pack("<IIHH", len(packed), said, len(raw), 0) + raw
    sizes = struct.pack("<IIHHHHHII", len(packed), listed, len(raw), 0, 0, 0, 0, 0, 0)
    entry = b"PK\x01\x02" + struct.pack("<H", 20) + fixed + sizes + raw
    end = struct.pack("<HHHHIIH", 0, 0, 1, 1, len(entry), len(local) + len(packed), 0)
    return local + packed + entry + b"PK\x05\x06" + end


def bomb(said: int, listed: int) -> bytes:
    return raw_archive(MAIN, packed_zeros(4096), said, listed)


def overlapping() -> bytes:
    """Five hundred parts that all are the same packed 32 megabytes."""
    packed = packed_zeros(32)
    one = raw_archive("a0000", packed, 32 << 20, 32 << 20)
    at = one.rindex(b"PK\x01\x02")
    entry, end = one[at : one.rindex(b"PK\x05\x06")], one.rindex(b"PK\x05\x06")
    entries = b"".join(entry[:46] + b"a%04d" % number for number in range(500))
    tail = struct.pack("<HHHHIIH", 0, 0, 500, 500, len(entries), at, 0)
    return one[:at] + entries + one[end : end + 4] + tail


def many_entries(count: int) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        archive.writestr(MAIN, word_xml(paragraphs()))
        for number in range(count):
            archive.writestr(zipfile.ZipInfo(f"word/media/{number}"), b"")
    return memory.getvalue()


def odd_names() -> bytes:
    """A sound document beside parts whose names lead out of the folder."""
    parts = {"../../escaped.txt": MARK, "/escaped.txt": MARK, "..\\..\\escaped.txt": MARK}
    return zipped({MAIN: word_xml(paragraphs()), **parts, "word/../../escaped.txt": MARK})


def symlink_entry() -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        link = zipfile.ZipInfo(MAIN)
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "../../../secret.xml")
    return memory.getvalue()


def huge_offsets() -> bytes:
    """The list says that its document and itself begin where no file ever ends."""
    content = good_word()
    return content[:-6] + b"\xff\xff\xff\xff" + content[-2:]


def relations(target: str) -> str:
    return (
        f'<Relationships><Relationship Type="x/officeDocument" Target="{target}"/></Relationships>'
    )


ARCHIVES = {
    "nothing at all": Case("docx", lambda: b"", "the file is empty"),
    "two letters": Case("docx", lambda: b"PK", "damaged or incomplete"),
    "truncated in the first header": Case("docx", lambda: good_word()[:20], "damaged or inc"),
    "truncated in the middle": Case("docx", lambda: good_word()[:300], "damaged or incomplete"),
    "truncated before the list": Case(
        "odt", lambda: good_odt()[: good_odt().index(b"PK\x01\x02")], "damaged or incomplete"
    ),
    "truncated by one byte": Case("docx", lambda: good_word()[:-1], "damaged or incomplete"),
    "beginning lost": Case("docx", lambda: good_word()[100:], EITHER),
    "wrong checksum": Case("docx", wrong_crc, "damaged or incomplete"),
    "flipped bytes": Case(
        "docx", lambda: with_bytes(good_word(), 160, b"\xff" * 40), "damaged or incomplete"
    ),
    "old Word or a password": Case(
        "docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + MARK.encode() * 300, "password"
    ),
    "old Word renamed odt": Case("odt", lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 2000, "password"),
    "password of the archive": Case("docx", password_flag, "protected by a password"),
    "encrypted odt": Case(
        "odt",
        lambda: zipped(
            {"content.xml": b"\x9c" * 500, "META-INF/manifest.xml": "<m><encryption-data/></m>"}
        ),
        "protected by a password",
    ),
    "odt named docx": Case("docx", good_odt, r"give it the ending \.odt"),
    "docx named odt": Case("odt", good_word, r"give it the ending \.docx"),
    "zip of something else": Case(
        "docx", lambda: zipped({"holiday.txt": MARK}), "a part of it is missing"
    ),
    "spreadsheet named docx": Case(
        "docx",
        lambda: zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": f"<a>{MARK}</a>"}),
        "a part of it is missing",
    ),
    "spreadsheet named odt": Case(
        "odt",
        lambda: zipped({"content.xml": f"<a><body><spreadsheet>{MARK}</spreadsheet></body></a>"}),
        "save the transcript as a text document",
    ),
    "flat odt": Case("odt", lambda: odt_xml(f"<text:p>{MARK}</text:p>").encode(), "damaged"),
    "no such method": Case("docx", lambda: other_method(9), "damaged or incomplete"),
    "method that no program uses": Case(
        "docx",
        lambda: zipped({MAIN: word_xml(paragraphs())}, zipfile.ZIP_BZIP2),
        "damaged or incomplete",
    ),
    "lzma bomb": Case(
        "docx", lambda: zipped({MAIN: b" " * 20_000_000}, zipfile.ZIP_LZMA), "damaged or inc"
    ),
    "unpacks to four gigabytes": Case(
        "docx", lambda: bomb(0xFFFF_FFFE, 0xFFFF_FFFE), "unpacks to more than"
    ),
    "unpacks to four gigabytes and says one kilobyte": Case(
        "docx", lambda: bomb(1000, 1000), "damaged or incomplete"
    ),
    "unpacks to four gigabytes and lists ninety megabytes": Case(
        "docx", lambda: bomb(1000, 90_000_000), "too large for a transcript"
    ),
    "archive in an archive": Case(
        "docx", lambda: zipped({"inner.docx": bomb(1, 1)}), "a part of it is missing"
    ),
    "overlapping parts": Case("docx", overlapping, "unpacks to more than"),
    "thirty thousand parts": Case("docx", lambda: many_entries(30_000), "too many parts"),
    "two thousand parts": Case("docx", lambda: many_entries(2_000), TURNS),
    "names that lead out": Case("docx", odd_names, TURNS),
    "document that is a link": Case("docx", symlink_entry, "line 1: damaged"),
    "document twice": Case(
        "docx",
        lambda: good_word()[: good_word().index(b"PK\x01\x02")] + good_word(),
        EITHER,
    ),
    "offsets beyond any file": Case("docx", huge_offsets, "damaged or incomplete"),
    "main part that leads out": Case(
        "docx",
        lambda: word(paragraphs(), {"_rels/.rels": relations("../../etc")}),
        "a part of it is missing",
    ),
    "list of parts that is none": Case(
        "docx", lambda: word(paragraphs(), {"_rels/.rels": f"<a>{MARK}"}), "line 1: damaged"
    ),
}
