"""Archives that are the same bytes whenever their contents are."""

import zipfile
from pathlib import Path

from focusgroups.documents.archives import rewrite


def archive(path: Path, names: list[str], year: int) -> Path:
    with zipfile.ZipFile(path, "w") as target:
        for name in names:
            entry = zipfile.ZipInfo(name, (year, 5, 17, 12, 30, 0))
            entry.external_attr = (0o600 if year == 2001 else 0o644) << 16
            target.writestr(entry, f"content of {name}")
    return path


def test_order_time_and_permissions_of_the_source_leave_no_trace(tmp_path: Path) -> None:
    first = archive(tmp_path / "a.zip", ["b", "a", "[Content_Types].xml"], 2001)
    second = archive(tmp_path / "b.zip", ["[Content_Types].xml", "a", "b"], 2022)
    for path in (first, second):
        rewrite(path, "2019-09-30")
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as written:
        assert written.namelist() == ["[Content_Types].xml", "a", "b"]
        assert {entry.date_time for entry in written.infolist()} == {(2019, 9, 30, 0, 0, 0)}
        assert {entry.create_system for entry in written.infolist()} == {0}
        assert {entry.external_attr >> 16 for entry in written.infolist()} == {0o600}
        assert written.read("a") == b"content of a"
        assert written.testzip() is None


def test_no_date_or_one_before_zip_is_the_earliest(tmp_path: Path) -> None:
    for date in (None, "1950-01-01"):
        path = archive(tmp_path / "c.zip", ["a"], 2001)
        rewrite(path, date)
        with zipfile.ZipFile(path) as written:
            assert written.getinfo("a").date_time == (1980, 1, 1, 0, 0, 0)


def test_a_mimetype_stands_first_and_uncompressed(tmp_path: Path) -> None:
    path = archive(tmp_path / "d.zip", ["META-INF/manifest.xml", "content.xml", "mimetype"], 2001)
    rewrite(path, None)
    with zipfile.ZipFile(path) as written:
        assert written.namelist()[0] == "mimetype"
        assert written.getinfo("mimetype").compress_type == zipfile.ZIP_STORED
