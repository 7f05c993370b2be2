"""Official files come over the network whole and checked, or not at all."""

import dataclasses
import errno
import hashlib
import random
import shutil
import signal
import socket
import subprocess
import sys
import threading
import zipfile
from collections import namedtuple
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fetch_reference as script
from fileserver import FileServer, Served, file_server
from focusgroups.config import complete_config, read_schema
from focusgroups.deprivation import fetching, partfile
from focusgroups.deprivation.downloads import PAGES, fetch_needed
from focusgroups.deprivation.editions import EDITIONS
from focusgroups.deprivation.fetching import Arrived, Download, fetch
from focusgroups.deprivation.provenance import COLUMNS, record
from focusgroups.deprivation.reference import described as described_for_people
from focusgroups.deprivation.reference import needed_reference
from focusgroups.errors import StudyError
from focusgroups.tables import read_table
from reference_files import csv_bytes, lookup_rows, published_rows

NAME = "lookup.csv"
CONTENT = b"pcds,doterm,lsoa11\r\n" + random.Random(5).randbytes(400_000)
HASH = hashlib.sha256(CONTENT).hexdigest()
TAG = {"ETag": '"first"'}
TODAY = "2026-03-31"


@pytest.fixture(scope="module")
def running() -> Iterator[FileServer]:
    with file_server() as server:
        yield server


@pytest.fixture
def server(running: FileServer, monkeypatch: pytest.MonkeyPatch) -> FileServer:
    running.served.clear()
    running.asked.clear()
    monkeypatch.setattr(fetching, "PAUSES", (0, 0, 0))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    return running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "resources" / "deprivation"


def described(address: str, **changed: Any) -> Download:
    """An entry of the config for CONTENT."""
    title, publisher = "A lookup", "A publisher"
    usual = Download(NAME, ("postcodes_2011",), title, publisher, address, HASH, len(CONTENT))
    return dataclasses.replace(usual, **changed)


def unknown(address: str, **changed: Any) -> Download:
    """An entry of which neither hash nor size is known."""
    return described(address, **{"sha256": None, "size": None, **changed})


def left(folder: Path) -> dict[str, bytes]:
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    return {path.name: path.read_bytes() for path in files}


def refused(download: Download, folder: Path) -> str:
    """The one line that is said; nothing may lie under the final name."""
    with pytest.raises(StudyError) as error:
        fetch(download, folder)
    (line,) = error.value.problems
    assert line.startswith(f"{download.file}: ") and "; " in line and "\n" not in line
    assert not (folder / download.file).exists()
    return line


# A good file


@pytest.mark.parametrize("download", [described, unknown], ids=["known", "unknown"])
def test_good_file_lies_whole_under_its_name_and_nothing_else(server, folder, download) -> None:
    address = server.serve(NAME, Served(CONTENT, headers=TAG))
    assert fetch(download(address), folder) == Arrived(HASH, len(CONTENT))
    assert left(folder) == {NAME: CONTENT}
    (asked,) = server.asked
    assert asked["Accept-Encoding"] == "identity" and "focus-group" in asked["User-Agent"]
    assert "Range" not in asked


def test_hash_in_capitals_is_the_same_hash(server, folder) -> None:
    address = server.serve(NAME, Served(CONTENT))
    assert fetch(described(address, sha256=HASH.upper()), folder).sha256 == HASH


def test_redirect_is_followed(server, folder) -> None:
    server.serve(NAME, Served(CONTENT))
    address = server.serve("old", Served(status=302, headers={"Location": f"/{NAME}"}))
    fetch(described(address), folder)
    assert [asked["path"] for asked in server.asked] == ["/old", f"/{NAME}"]
    assert left(folder) == {NAME: CONTENT}


def test_proxy_of_the_environment_is_asked(server, folder, monkeypatch) -> None:
    server.serve(NAME, Served(CONTENT))
    monkeypatch.setenv("NO_PROXY", "")
    monkeypatch.setenv("http_proxy", server.root)
    fetch(described(f"http://files.invalid/{NAME}"), folder)
    assert [asked["path"] for asked in server.asked] == [f"http://files.invalid/{NAME}"]


def test_chunks_without_a_length_are_taken(server, folder) -> None:
    body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(CONTENT), CONTENT)
    headers = {"Content-Length": None, "Transfer-Encoding": "chunked"}
    address = server.serve(NAME, Served(body, headers=headers))
    fetch(unknown(address), folder)
    assert left(folder) == {NAME: CONTENT}


# Another file than the one that was described


def test_wrong_hash(server, folder) -> None:
    address = server.serve(NAME, Served(CONTENT[:-1] + b"?"))
    line = refused(described(address), folder)
    assert "another file came (SHA-256 " in line and HASH in line and "it was removed" in line
    assert left(folder) == {}


@pytest.mark.parametrize("size", [len(CONTENT) - 1, len(CONTENT) + 1])
def test_wrong_size_is_refused_before_anything_is_received(server, folder, size: int) -> None:
    address = server.serve(NAME, Served(CONTENT))
    line = refused(described(address, size=size), folder)
    assert f"it has {len(CONTENT)} bytes there, and {size} were expected" in line
    assert left(folder) == {}


def test_wrong_size_of_a_file_whose_length_nobody_says(server, folder) -> None:
    address = server.serve(NAME, Served(CONTENT, headers={"Content-Length": None}))
    line = refused(described(address, size=len(CONTENT) + 1), folder)
    assert f"{len(CONTENT)} bytes came, and {len(CONTENT) + 1} were expected" in line
    assert left(folder) == {}


def test_no_more_is_kept_than_was_announced(server, folder, monkeypatch) -> None:
    most = 0

    def watched(part, piece: bytes, append=fetching.PartFile.append) -> None:
        nonlocal most
        append(part, piece)
        most = max(most, part.size)

    monkeypatch.setattr(fetching.PartFile, "append", watched)
    address = server.serve(NAME, Served(CONTENT, headers={"Content-Length": None}))
    line = refused(described(address, size=150_000), folder)
    assert "more came than the 150000 bytes that were announced; it was removed" in line
    assert 0 < most <= 150_000
    address = server.serve(NAME, Served(CONTENT, headers={"Content-Length": "1000"}))
    fetch(unknown(address), folder)
    assert left(folder) == {NAME: CONTENT[:1000]}


def test_file_that_may_be_cut_without_a_trace_is_refused(server, folder) -> None:
    address = server.serve(NAME, Served(CONTENT, headers={"Content-Length": None}))
    assert "does not say how long it is, so a cut one would pass" in refused(
        unknown(address), folder
    )
    assert left(folder) == {}


def test_empty_file(server, folder) -> None:
    address = server.serve(NAME, Served(b""))
    assert "nothing came" in refused(unknown(address), folder)
    assert left(folder) == {}


WEB_PAGES = {
    "said to be one": Served(b"<p>Sorry</p>", headers={"Content-Type": "text/html; charset=utf-8"}),
    "not said to be one": Served(b"\n <!DOCTYPE HTML>\n<html><p>Sorry</p></html>"),
    "of the right length": Served(b"<html>".ljust(len(CONTENT))),
}


@pytest.mark.parametrize("case", WEB_PAGES)
@pytest.mark.parametrize("download", [described, unknown], ids=["known", "unknown"])
def test_web_page_with_status_200(server, folder, case: str, download) -> None:
    address = server.serve(NAME, dataclasses.replace(WEB_PAGES[case]))
    line = refused(download(address), folder)
    expects_other_size = download is described and case == "not said to be one"
    assert ("were expected" if expects_other_size else "sent a web page instead") in line
    assert "Sorry" not in line
    assert left(folder) == {}


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.zip", b"pcds,lsoa"), ("a.xlsx", b"a,b"), ("a.gz", b"PK\3\4"), ("a.csv", b'{"error": 4}')],
)
def test_something_else_than_the_ending_says(server, folder, name: str, content: bytes) -> None:
    address = server.serve(name, Served(content))
    assert "something else came from" in refused(unknown(address, file=name), folder)
    assert left(folder) == {}


@pytest.mark.parametrize("name", ["a.zip", "a.xlsx", "a.gz"])
def test_packed_files_are_known_by_how_they_begin(server, tmp_path, folder, name: str) -> None:
    if name == "a.gz":
        content = b"\x1f\x8b rest"
    else:
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr("a.csv", "a")
        content = (tmp_path / name).read_bytes()
    fetch(unknown(server.serve(name, Served(content)), file=name), folder)
    assert left(folder) == {name: content}


def test_packing_that_was_not_asked_for_is_refused(server, folder) -> None:
    address = server.serve(NAME, Served(CONTENT, headers={"Content-Encoding": "gzip"}))
    assert "packed in another way than was asked for" in refused(unknown(address), folder)


@pytest.mark.parametrize(("status", "reason"), [(404, "Not Found"), (403, "Forbidden")])
def test_status_is_said_with_the_address(server, folder, status: int, reason: str) -> None:
    address = server.serve(NAME, Served(b"<html>no", status=status))
    line = refused(described(address), folder)
    assert f"127.0.0.1 answered {status} ({reason}) to {address}" in line
    assert len(server.asked) == 1
    assert left(folder) == {}


# Cut connections


def test_cut_connection_goes_on_within_a_run(server, folder) -> None:
    address = server.serve(NAME, Served(CONTENT, cuts=[100_000, 150_000]))
    fetch(described(address), folder)
    assert left(folder) == {NAME: CONTENT}
    begun = [int(asked.get("Range", "bytes=0-")[6:-1]) for asked in server.asked]
    assert len(begun) == 3 and begun == sorted(set(begun))
    assert server.asked[-1]["sent"] == len(CONTENT) - begun[-1]


@pytest.mark.parametrize("download", [described, unknown], ids=["known", "unknown"])
def test_cut_for_good_goes_on_in_the_next_run(server, folder, download) -> None:
    address = server.serve(NAME, Served(CONTENT, headers=TAG, cuts=[200_000, 0, 0, 0]))
    line = refused(download(address), folder)
    kept = left(folder)[f".{NAME}.part"]
    assert f"the connection to 127.0.0.1 was cut ({len(kept)} bytes are kept); run again" in line
    assert address in line and str(folder) in line
    assert CONTENT.startswith(kept) and len(kept) > 100_000
    server.asked.clear()
    fetch(download(address), folder)
    (asked,) = server.asked
    assert (asked["Range"], asked["If-Range"]) == (f"bytes={len(kept)}-", '"first"')
    assert asked["sent"] == len(CONTENT) - len(kept)
    assert left(folder) == {NAME: CONTENT}


def cut_for_good(server: FileServer, folder: Path, download, headers) -> Download:
    """What lies there after a run whose connection was cut."""
    served = Served(CONTENT, headers=headers, cuts=[200_000, 0, 0, 0])
    wanted = download(server.serve(NAME, served))
    refused(wanted, folder)
    assert f".{NAME}.part" in left(folder)
    server.asked.clear()
    return wanted


@pytest.mark.parametrize("headers", [{}, TAG], ids=["nameless", "named"])
def test_parts_of_two_versions_are_never_joined(server, folder, headers) -> None:
    wanted = cut_for_good(server, folder, unknown, headers)
    newer = b"pcds" + CONTENT[::-1]
    served = Served(newer, headers={"ETag": '"second"'} if headers else {})
    server.serve(NAME, served)
    fetch(wanted, folder)
    assert left(folder) == {NAME: newer}


def test_server_that_joins_two_versions_is_asked_for_all(server, folder) -> None:
    wanted = cut_for_good(server, folder, unknown, TAG)
    newer = b"pcds" + CONTENT[::-1]
    other = f"bytes {len(left(folder)[f'.{NAME}.part'])}-{len(newer) - 1}/{len(newer)}"
    served = Served(newer, headers={"ETag": '"second"'}, ranges=other)
    server.serve(NAME, served)
    fetch(wanted, folder)
    assert left(folder) == {NAME: newer}


@pytest.mark.parametrize(
    "ranges",
    [False, 416, "bytes 7-9/10", "none", f"bytes 0-{len(CONTENT) - 1}/{len(CONTENT)}"],
    ids=["ignores it", "416", "another part", "no words", "all of it"],
)
def test_server_that_sends_no_rest_is_asked_for_all(server, folder, ranges) -> None:
    wanted = cut_for_good(server, folder, described, {})
    server.serve(NAME, Served(CONTENT, ranges=ranges))
    fetch(wanted, folder)
    assert left(folder) == {NAME: CONTENT}
    assert "Range" in server.asked[0]
    assert len(server.asked) == (1 if ranges is False else 2)


def test_part_that_is_whole_is_not_asked_for_again(server, folder) -> None:
    folder.mkdir(parents=True)
    (folder / f".{NAME}.part").write_bytes(CONTENT)
    fetch(described(f"{server.root}/gone"), folder)
    assert (left(folder), server.asked) == ({NAME: CONTENT}, [])


@pytest.mark.parametrize("part", [CONTENT + b"more", CONTENT[:9] + b"of something else"])
def test_part_of_something_else_is_never_taken(server, folder, part: bytes) -> None:
    folder.mkdir(parents=True)
    (folder / f".{NAME}.part").write_bytes(part)
    download = described(server.serve(NAME, Served(CONTENT)))
    if len(part) < len(CONTENT):
        assert "another file came" in refused(download, folder)
    fetch(download, folder)
    assert left(folder) == {NAME: CONTENT}


def test_rest_that_comes_in_several_answers(server, folder) -> None:
    wanted = cut_for_good(server, folder, unknown, TAG)
    server.serve(NAME, Served(CONTENT, headers=TAG, most=100_000))
    fetch(wanted, folder)
    assert left(folder) == {NAME: CONTENT}
    assert [asked["sent"] for asked in server.asked[:-1]] == [100_000] * (len(server.asked) - 1)


def test_busy_server_is_asked_again(server, folder) -> None:
    address = server.serve(NAME, Served(b"", status=503))
    assert "127.0.0.1 answered 503 (Service Unavailable); run again" in refused(
        described(address), folder
    )
    assert len(server.asked) == 4
    assert left(folder) == {}


@settings(max_examples=40)
@given(cuts=st.lists(st.integers(0, 400), max_size=3), size=st.integers(1, 300))
def test_whatever_is_cut_the_file_comes_whole(running, cuts: list[int], size: int) -> None:
    content = b"x" + random.Random(size).randbytes(size)
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as folder:
        patch.setattr(fetching, "PAUSES", (0, 0, 0))
        patch.setattr(fetching, "PIECE", 64)
        patch.setenv("NO_PROXY", "127.0.0.1")
        address = running.serve(NAME, Served(content, headers=TAG, cuts=list(cuts)))
        fetch(unknown(address), Path(folder))
        assert left(Path(folder)) == {NAME: content}


# No room, no network, no right to write


def test_disk_that_is_too_full_is_told_before_anything_is_written(
    server, folder, monkeypatch
) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(1, 1, len(CONTENT) - 1))
    address = server.serve(NAME, Served(CONTENT))
    for download in (described(address), unknown(address)):
        line = refused(download, folder)
        assert f"1 MB are needed in {folder}, and 1 MB are free; make room" in line
        assert left(folder) == {}


LIMITED = """
import resource, signal, sys
from pathlib import Path
from focusgroups.deprivation import fetching, partfile
from focusgroups.errors import StudyError

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (250_000, 250_000))
address, folder = sys.argv[1:]
wanted = fetching.Download("lookup.csv", (), "", "", address, None, None)
try:
    fetching.fetch(wanted, Path(folder))
except StudyError as error:
    print(error)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGXFSZ"), reason="this system limits no file")
def test_disk_that_becomes_full_keeps_what_came_for_the_next_run(
    server, folder, repository: Path
) -> None:
    # The limit lies within the last piece.
    content = CONTENT[: 4 * fetching.PIECE - 2]
    address = server.serve(NAME, Served(content, headers=TAG))
    ended = subprocess.run(
        [sys.executable, "-c", LIMITED, address, str(folder)],
        env={"PYTHONPATH": str(repository / "workflow" / "scripts"), "NO_PROXY": "127.0.0.1"},
        capture_output=True,
        text=True,
        check=True,
    )
    line = f"{NAME}: the disk became full; make room in {folder} for 1 MB, and run again"
    assert ended.stdout.startswith(line)
    assert left(folder) == {
        f".{NAME}.part": content[:250_000],
        f".{NAME}.version": TAG["ETag"].encode(),
    }
    fetch(unknown(address), folder)
    assert left(folder) == {NAME: content}
    assert server.asked[-1]["sent"] == len(content) - 250_000


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_room_that_runs_out_at_the_very_end(server, folder, monkeypatch, number: int) -> None:
    def full(_: int) -> None:
        raise OSError(number, "full")

    monkeypatch.setattr("os.fsync", full)
    download = described(server.serve(NAME, Served(CONTENT)))
    assert "the disk became full" in refused(download, folder)
    assert left(folder) == {f".{NAME}.part": CONTENT}


def test_folder_that_cannot_be_written(server, tmp_path) -> None:
    (tmp_path / "file").write_text("no folder")
    download = described(server.serve(NAME, Served(CONTENT)))
    assert "cannot be written into" in refused(download, tmp_path / "file")
    assert server.asked == []


def test_no_network_says_which_file_to_put_where(server, folder) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{closed.getsockname()[1]}/{NAME}"
        line = refused(described(address), folder)
    remedy = f"or download {address} by hand and put it into {folder} as {NAME}"
    assert line == f"{NAME}: no connection to 127.0.0.1; run again later to go on, {remedy}"
    assert left(folder) == {}


def test_server_that_says_nothing_is_not_waited_for_without_end(
    server, folder, monkeypatch
) -> None:
    monkeypatch.setattr(fetching, "TIMEOUT", (0.05, 0.05))
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/{NAME}"
        assert "no connection to 127.0.0.1" in refused(described(address), folder)


@pytest.mark.parametrize("address", ["http://files.invalid/a", "ftp://files.invalid/a", "http://["])
def test_without_a_hash_only_safe_addresses_are_asked(server, folder, address: str) -> None:
    line = refused(unknown(address), folder)
    assert "without a sha256 in deprivation.downloads only https:// addresses are safe" in line
    assert left(folder) == {}


def test_redirect_to_an_unsafe_address_is_refused(server, folder, monkeypatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("http_proxy", server.root)
    server.serve(NAME, Served(CONTENT))
    moved = Served(status=302, headers={"Location": f"http://files.invalid/{NAME}"})
    line = refused(unknown(server.serve("old", moved)), folder)
    assert "only https:// addresses are safe" in line
    assert left(folder) == {}


@pytest.mark.parametrize("address", ["ftp://files.invalid/a", "http://[", "http:///a"])
def test_address_that_is_none(server, folder, address: str) -> None:
    assert "cannot be asked for" in refused(described(address), folder)


def test_server_without_a_proof_of_its_name(server, folder) -> None:
    address = server.serve(NAME, Served(CONTENT)).replace("http:", "https:")
    line = refused(described(address), folder)
    assert "cannot prove here that it is 127.0.0.1; ask whoever looks after" in line


# Two runs at once


def test_of_two_runs_at_once_one_is_told_to_wait(server, folder) -> None:
    gate = threading.Event()
    download = described(server.serve(NAME, Served(CONTENT, wait=gate)))
    first = threading.Thread(target=fetch, args=(download, folder))
    first.start()
    while not left(folder).get(f".{NAME}.part"):
        assert first.is_alive()
    assert "another run is fetching it; wait until that has ended" in refused(download, folder)
    gate.set()
    first.join()
    assert left(folder) == {NAME: CONTENT}
    assert len(server.asked) == 1


def test_whoever_opened_a_part_that_another_finished_leaves_the_file_alone(
    server, folder, monkeypatch
) -> None:
    folder.mkdir(parents=True)
    (folder / f".{NAME}.part").write_bytes(CONTENT)
    opened = fetching.arriving

    def overtaken(target: Path):
        (folder / f".{NAME}.part").rename(target)
        return opened(target)

    monkeypatch.setattr(fetching, "arriving", overtaken)
    with pytest.raises(StudyError, match="has come to lie there meanwhile"):
        fetch(described(server.serve(NAME, Served(CONTENT))), folder)
    assert left(folder)[NAME] == CONTENT


def test_lock_of_a_part_that_was_renamed_meanwhile_is_none(folder, monkeypatch) -> None:
    folder.mkdir(parents=True)
    monkeypatch.setattr("fcntl.flock", lambda *_: (folder / f".{NAME}.part").unlink())
    with pytest.raises(partfile.InUseError), partfile.arriving(folder / NAME):
        pass


def test_drive_without_locks_does_as_well(server, folder, monkeypatch) -> None:
    def unknown_here(*_: object) -> None:
        raise OSError(errno.ENOTSUP, "no locks")

    monkeypatch.setattr("fcntl.flock", unknown_here)
    fetch(described(server.serve(NAME, Served(CONTENT))), folder)
    assert left(folder) == {NAME: CONTENT}


# Which files


class Said:
    """What a run said."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.warned: list[str] = []


def run(
    downloads: Sequence[Download], needed: Sequence[str], folder: Path, problems: int = 0
) -> tuple[Said, list[str]]:
    said, lines = Said(), []
    try:
        fetch_needed(downloads, needed, folder, TODAY, said.told.append, said.warned.append)
    except StudyError as error:
        lines = list(error.problems)
    assert len(lines) == problems, lines
    return said, lines


@pytest.mark.parametrize(
    ("needed", "chosen"),
    [
        ([], ""),
        (["indices_2019"], "0"),
        (["postcodes_2021", "indices_2019"], "02"),
        (["postcodes_2011"], "1"),
        (["postcodes_2011", "postcodes_2021"], "12"),
    ],
)
def test_only_entries_with_something_that_is_still_needed(server, folder, needed, chosen) -> None:
    kinds = (("indices_2019",), ("postcodes_2011",), ("postcodes_2011", "postcodes_2021"))
    address = server.serve(NAME, Served(CONTENT))
    entries = [described(address, file=f"{n}.csv", holds=holds) for n, holds in enumerate(kinds)]
    run(entries, needed, folder)
    assert [name[0] for name in sorted(left(folder)) if name != "provenance.csv"] == list(chosen)


def test_the_next_entry_is_tried_when_one_fails(server, folder) -> None:
    gone = unknown(f"{server.root}/gone", file="gone.csv", holds=("indices_2019",))
    other = described(server.serve(NAME, Served(CONTENT)), holds=("indices_2019",))
    said, _ = run([gone, other], ["indices_2019"], folder)
    assert set(left(folder)) == {NAME, "provenance.csv"}
    (line,) = said.warned
    assert line.startswith("gone.csv: ") and "404" in line


def test_every_file_is_tried_and_all_problems_are_told_together(server, folder) -> None:
    good = described(server.serve(NAME, Served(CONTENT)), holds=("indices_2019",))
    gone = unknown(f"{server.root}/gone", file="gone.csv", holds=("postcodes_2011",))
    wrong = described(good.address, file="b.csv", holds=("postcodes_2021",), sha256="0" * 64)
    needed = ["postcodes_2011", "indices_2019", "indices_2025", "postcodes_2021"]
    said, lines = run([gone, wrong, good], needed, folder, problems=3)
    assert [line.split(":")[0] for line in lines] == ["gone.csv", "b.csv", "deprivation.downloads"]
    assert "no entry holds indices_2025; download the Indices of Deprivation 2025" in lines[2]
    assert f"from {PAGES['indices']}, and put it into" in lines[2]
    assert set(left(folder)) == {NAME, "provenance.csv"}
    assert said.told[-1] == f"{NAME}: {len(CONTENT)} bytes, SHA-256 {HASH}"


def test_hash_that_nobody_knew_is_told(server, folder) -> None:
    said, _ = run([unknown(server.serve(NAME, Served(CONTENT)))], ["postcodes_2011"], folder)
    assert any(HASH in line for line in said.told)
    assert any("write that sha256 into deprivation.downloads" in line for line in said.told)


def test_file_that_the_team_put_there_is_used_and_never_touched(server, folder) -> None:
    folder.mkdir(parents=True)
    (folder / NAME).write_bytes(b"the team's own")
    download = described(server.serve(NAME, Served(CONTENT)))
    said, _ = run([download], [], folder)
    (line,) = said.warned
    assert line.startswith(f"{NAME}: used as it lies there, though it is not the file with")
    said, lines = run([download], ["postcodes_2011"], folder, problems=1)
    assert "does not hold postcodes_2011; move it away from" in lines[0]
    assert (left(folder), server.asked) == ({NAME: b"the team's own"}, [])


def test_file_of_the_right_hash_is_no_matter_for_a_warning(server, folder) -> None:
    folder.mkdir(parents=True)
    (folder / NAME).write_bytes(CONTENT)
    said, _ = run([described("http://files.invalid/a", sha256=HASH.upper())], [], folder)
    assert (said.told, said.warned) == ([], [])


def test_every_kind_of_file_is_described() -> None:
    deprivation = read_schema("config")["properties"]["deprivation"]["properties"]
    held = deprivation["downloads"]["items"]["properties"]["holds"]["items"]["enum"]
    assert {name.partition("_")[0] for name in held} == set(PAGES)
    assert held == sorted({name for year in EDITIONS for name in needed_reference([year])})
    assert all(described_for_people(name) for name in held)


# Where files come from


def test_provenance_has_a_row_for_each_file_that_was_downloaded(server, folder) -> None:
    both = [
        described(server.serve(name, Served(CONTENT)), file=name, holds=(name,))
        for name in ("b.csv", "a.csv")
    ]
    for download in both:
        run([download], download.holds, folder)
    written = (folder / "provenance.csv").read_text("utf-8")
    (folder / "b.csv").unlink()
    fetch_needed(both, ["b.csv"], folder, "2026-04-01", lambda _: None, lambda _: None)
    rows = read_table(folder / "provenance.csv").to_dict("records")
    assert list(rows[0]) == list(COLUMNS)
    assert rows[0] == {
        "file": "a.csv",
        "title": "A lookup",
        "publisher": "A publisher",
        "licence": "Open Government Licence v3.0",
        "address": f"{server.root}/a.csv",
        "retrieved": TODAY,
        "size": str(len(CONTENT)),
        "sha256": HASH,
    }
    assert [(row["file"], row["retrieved"]) for row in rows[1:]] == [("b.csv", "2026-04-01")]
    assert written.splitlines()[2] == (folder / "provenance.csv").read_text("utf-8").splitlines()[1]


SPOILT = [b"file;title\r\na.csv;A\r\n", b"\xff\xfe\x00", b"", b'file,title\n"a', b"notes\n"]


@pytest.mark.parametrize("text", SPOILT, ids=range(len(SPOILT)))
def test_provenance_that_was_edited_stays_and_the_file_counts(server, folder, text) -> None:
    folder.mkdir(parents=True)
    (folder / "provenance.csv").write_bytes(text)
    said, _ = run([described(server.serve(NAME, Served(CONTENT)))], ["postcodes_2011"], folder)
    (line,) = said.warned
    assert line.startswith("provenance.csv: cannot be read as it was written")
    assert NAME in line
    assert left(folder) == {NAME: CONTENT, "provenance.csv": text}


def test_provenance_saved_by_excel_is_read(folder) -> None:
    folder.mkdir(parents=True)
    record(described("https://a/b"), Arrived(HASH, 1), folder, TODAY)
    path = folder / "provenance.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    record(described("https://a/b", file="c.csv"), Arrived(HASH, 1), folder, TODAY)
    assert list(read_table(path)["file"]) == [NAME, "c.csv"]


# The rule


FOUR = {"resources": "r", "results": "r", "codebook": "c", "synthetic": False}


def settled(**deprivation: Any) -> dict[str, Any]:
    complete = complete_config({**FOUR, "deprivation": deprivation}, "config.yaml")
    return dict(complete["deprivation"])


def entry(download: Download) -> dict[str, Any]:
    return {**dataclasses.asdict(download), "holds": list(download.holds)}


def fetched(deprivation: dict[str, Any], folder: Path) -> Said:
    said = Said()
    script.fetch_reference(deprivation, folder, TODAY, said.told.append, said.warned.append)
    return said


def test_embedded_table_needs_no_file(folder) -> None:
    assert fetched(settled(), folder).told == [
        "nothing is to be fetched: deprivation.source is embedded"
    ]
    assert not folder.exists()


def test_rule_fetches_what_no_file_holds_and_then_nothing(server, folder, monkeypatch) -> None:
    monkeypatch.setattr(
        script, "missing_reference", lambda at, _: [] if (at / NAME).exists() else ["indices_2019"]
    )
    monkeypatch.setattr(script, "find_reference", lambda *_: ({}, []))
    download = described(server.serve(NAME, Served(CONTENT)), holds=("indices_2019",))
    official = {**settled(), "source": "official", "downloads": [entry(download)]}
    assert fetched(official, folder).told[-1].endswith(": fetched indices_2019")
    assert fetched(official, folder).told == [
        f"all that the editions need lies in {folder}: nothing had to be fetched"
    ]
    assert len(server.asked) == 1


def test_file_that_does_not_hold_what_the_config_says(server, folder, monkeypatch) -> None:
    monkeypatch.setattr(script, "missing_reference", lambda *_: ["indices_2019"])
    download = described(server.serve(NAME, Served(CONTENT)), holds=("indices_2019",))
    official = {**settled(), "source": "official", "downloads": [entry(download)]}
    with pytest.raises(StudyError, match="does not hold indices_2019; move it away"):
        fetched(official, folder)
    assert NAME in left(folder)


def test_files_that_a_run_would_refuse_are_told_of(folder) -> None:
    """What is all that is needed to this command is so to the analysis."""
    folder.mkdir(parents=True)
    for name in ("a.csv", "b.csv"):
        (folder / name).write_bytes(
            csv_bytes(lookup_rows("nspl", [("L6 4EG", "E01000001", "", "")]))
        )
    (folder / "ranks.csv").write_bytes(csv_bytes(published_rows(2019)[:3]))
    official = {**settled(), "source": "official", "editions": [2019], "downloads": []}
    with pytest.raises(StudyError, match=r"a\.csv, b\.csv all hold .*keep one there"):
        fetched(official, folder)


FAULTY = [
    {"file": "../a.csv"},
    {"file": ".a.csv"},
    {"file": "a.txt"},
    {"file": "a.csv\n"},
    {"file": "provenance.csv"},
    {"holds": []},
    {"holds": ["indices_2004"]},
    {"address": "ftp://a/b.csv"},
    {"address": "https://a/b c.csv"},
    {"sha256": "abc"},
    {"size": 0},
    {"size": "5"},
    {"title": ""},
    {"licence": "mine"},
]


@pytest.mark.parametrize("change", FAULTY, ids=range(len(FAULTY)))
def test_faulty_entries_are_refused(change: dict[str, Any]) -> None:
    (first, *others) = settled()["downloads"]
    with pytest.raises(StudyError) as error:
        settled(downloads=[*others, {**first, **change}])
    (line,) = error.value.problems
    assert line.startswith("config.yaml deprivation.downloads[3]")


def test_entries_of_the_config_are_safe_to_fetch() -> None:
    for entry in settled()["downloads"]:
        download = Download(**entry)
        fetching._check_address(download, download.address)
        assert download.address.startswith("https://")
