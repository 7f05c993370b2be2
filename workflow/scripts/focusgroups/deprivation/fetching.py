"""One file over the network into its place: whole and checked, or not at all.

A download that was cut goes on where it stopped, in the same run or in a later one. This is the
only module that speaks to a network, and `fetch_reference` the only rule that uses it.
"""

import errno
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

import requests

from focusgroups.deprivation.partfile import InUseError, PartFile, arriving
from focusgroups.errors import StudyError

AGENT = "focus-group-findings (fetch_reference; python-requests)"
TIMEOUT = (15, 60)  # seconds until there is a connection, and between two pieces
PAUSES: tuple[float, ...] = (1, 2, 4)  # seconds before each further try
PIECE = 1 << 16
LARGEST = 4 << 30  # bytes, where nobody says how many will come

OK, PART, UNFIT_RANGE = (
    HTTPStatus.OK,
    HTTPStatus.PARTIAL_CONTENT,
    HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
)
BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})  # answers that may be others in a while
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
RANGE = re.compile(r"bytes (\d+)-\d+/(\d+)")

# How files of a kind begin; others are pages, or messages of a server.
SIGNATURES = {".zip": b"PK", ".xlsx": b"PK", ".gz": b"\x1f\x8b"}
PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!doctype html|<html|<head|<body|<\?xml)", re.IGNORECASE
)
MESSAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{")

LOOK_UP = "compare the publisher's page (config/README.md), and mend deprivation.downloads"


@dataclass(frozen=True)
class Download:
    """A file that may be fetched, as the config describes it; None where something is not known."""

    file: str
    holds: tuple[str, ...]
    title: str
    publisher: str
    address: str
    sha256: str | None
    size: int | None

    @property
    def host(self) -> str:
        """The server's name."""
        return _split(self.address).hostname or "the server"


@dataclass(frozen=True)
class Arrived:
    """What came: the hash and the size (bytes) of a file that lies in its place now."""

    sha256: str
    size: int


class _CutError(Exception):
    """The connection failed, ended early or told us to come again: another try may do."""


def fetch(download: Download, folder: Path) -> Arrived:
    """Fetch a file into ``folder``, where nothing of its name lies yet.

    Raises StudyError when it cannot be had, or is not the one that the config describes. Then
    nothing lies under its name; what has arrived of it waits in a hidden file if it may be of use.
    """
    _check_address(download, download.address)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with arriving(folder / download.file) as part:
            return _fetch(download, part)
    except InUseError:
        problem = "another run is fetching it; wait until that has ended, and run again"
        raise StudyError(f"{download.file}: {problem}") from None
    except OSError:
        problem = f"cannot be written into {folder}; see that you may write there, and run again"
        raise StudyError(f"{download.file}: {problem}") from None


def _fetch(download: Download, part: PartFile) -> Arrived:
    try:
        _receive(download, part)
        return _settle(download, part)
    except FileExistsError:
        problem = "something of that name has come to lie there meanwhile; run again to use it"
        raise StudyError(f"{download.file}: {problem}") from None
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        more = _megabytes(part.total - part.size) if part.total else "what is missing"
        raise StudyError(
            f"{download.file}: the disk became full; make room in {part.folder} for {more}, and "
            "run again to go on where it stopped"
        ) from None


def _receive(download: Download, part: PartFile) -> None:
    """Receive all of a file, in several tries if need be."""
    if not _may_go_on(download, part):
        part.restart()
    for pause in (*PAUSES, None):
        if part.size == download.size:
            return
        try:
            return _try(download, part)
        except _CutError as cut:
            if pause is None:
                kept = f" ({part.size} bytes are kept)" if part.size else ""
                remedy = f"run again later to go on, or {_by_browser(download, part)}"
                raise StudyError(f"{download.file}: {cut}{kept}; {remedy}") from None
            time.sleep(pause)


def _may_go_on(download: Download, part: PartFile) -> bool:
    """Whether what an earlier run received can be told from a part of another version."""
    if download.size is not None and part.size > download.size:
        return False
    return bool(download.sha256 or part.version)


def _try(download: Download, part: PartFile) -> None:
    """Ask for what is missing, and receive it."""
    with _answer(download, part) as answer:
        announced = _announced(answer, download, part)
        part.total = announced or download.size
        most = part.total or LARGEST
        for piece in _pieces(answer, download):
            if not part.size:
                _check_kind(piece, download, part)
            if part.size + len(piece) > most:
                part.discard()
                problem = f"more came than the {most} bytes that were announced; it was removed"
                raise StudyError(f"{download.file}: {problem}; {LOOK_UP}")
            part.append(piece)
        if announced and part.size < announced:
            raise _CutError(f"{download.host} sent less than was asked for")


@contextmanager
def _answer(download: Download, part: PartFile) -> Iterator[requests.Response]:
    """The server's answer to a request for a file or, where a part is there, for its rest."""
    headers = {"User-Agent": AGENT, "Accept-Encoding": "identity"}
    if part.size:
        headers["Range"] = f"bytes={part.size}-"
        if part.version:
            headers["If-Range"] = part.version
    with requests.Session() as session:
        with _connection(download, f"no connection to {download.host}"):
            answer = session.get(download.address, headers=headers, stream=True, timeout=TIMEOUT)
        with answer:
            for step in (*answer.history, answer):
                _check_address(download, step.url)
            yield answer


@contextmanager
def _connection(download: Download, broken: str) -> Iterator[None]:
    """What goes wrong on the network within this block, in our words; ``broken`` for the most."""
    try:
        yield
    except requests.exceptions.SSLError:
        problem = f"{download.host} cannot prove here that it is {download.host}"
        remedy = "ask whoever looks after your network, or download the file by hand"
        raise StudyError(f"{download.file}: {problem}; {remedy}") from None
    except (requests.ConnectionError, requests.Timeout, requests.exceptions.ChunkedEncodingError):
        raise _CutError(broken) from None
    except requests.RequestException as error:
        problem = f"cannot be asked for ({type(error).__name__})"
        raise StudyError(f"{download.file}: {problem}; {LOOK_UP}") from None


def _pieces(answer: requests.Response, download: Download) -> Iterator[bytes]:
    """What comes, bit by bit. Raises _CutError when less comes than the server announced."""
    with _connection(download, f"the connection to {download.host} was cut"):
        yield from answer.iter_content(PIECE)


def _announced(answer: requests.Response, download: Download, part: PartFile) -> int | None:
    """How many bytes the whole file has, if the server says so; there is room for them.

    Empties ``part`` when the answer is not its continuation. Raises StudyError when the answer
    is not the file, or not all of it could be kept, and _CutError when asking again may help.
    """
    _check_answer(answer, download, part)
    version = _version(answer)
    length = answer.headers.get("Content-Length", "")
    total = int(length) if length.isdecimal() else None
    if answer.status_code == PART:
        found = RANGE.match(answer.headers.get("Content-Range", ""))
        total = int(found[2]) if found else None
        is_other = part.version and version and version != part.version
        if not found or int(found[1]) != part.size or is_other:
            part.restart()
            raise _CutError(f"{download.host} sent another part than was asked for")
    else:
        part.restart(version)
    if total is not None and download.size not in (None, total):
        part.discard()
        problem = f"it has {total} bytes there, and {download.size} were expected"
        raise StudyError(f"{download.file}: {problem}; {LOOK_UP}")
    is_chunked = answer.headers.get("Transfer-Encoding", "").casefold() == "chunked"
    if total is None and not (download.size or download.sha256 or is_chunked):
        problem = f"{download.host} does not say how long it is, so a cut one would pass for whole"
        raise StudyError(f"{download.file}: {problem}; {_by_browser(download, part)}")
    _check_room(total or download.size or 0, download, part)
    return total


def _check_answer(answer: requests.Response, download: Download, part: PartFile) -> None:
    """Raise unless the answer is a file, or the rest of one."""
    status = answer.status_code
    if status in BUSY:
        raise _CutError(f"{download.host} answered {_status(status)}")
    if status == UNFIT_RANGE and part.size:
        part.restart()
        raise _CutError(f"{download.host} answered {_status(status)}")
    if status not in (OK, PART):
        problem = f"{download.host} answered {_status(status)} to {download.address}"
        raise StudyError(f"{download.file}: {problem}; {LOOK_UP}")
    if answer.headers.get("Content-Type", "").casefold().startswith("text/html"):
        raise _page(download, part)
    if answer.headers.get("Content-Encoding", "identity").casefold() != "identity":
        problem = f"{download.host} sends it packed in another way than was asked for"
        raise StudyError(f"{download.file}: {problem}; {_by_browser(download, part)}")


def _check_kind(beginning: bytes, download: Download, part: PartFile) -> None:
    """Raise unless a file begins as its ending says."""
    signature = SIGNATURES.get(Path(download.file).suffix, b"")
    if PAGE.match(beginning):
        raise _page(download, part)
    if MESSAGE.match(beginning) or not beginning.startswith(signature):
        problem = f"something else came from {download.address} than such a file"
        raise StudyError(f"{download.file}: {problem}; {LOOK_UP}")


def _page(download: Download, part: PartFile) -> StudyError:
    problem = f"{download.host} sent a web page instead of the file"
    return StudyError(f"{download.file}: {problem}; {_by_browser(download, part)}")


def _check_address(download: Download, address: str) -> None:
    """Raise when nothing would tell whether a file was changed on its way."""
    parts = _split(address)
    if not download.sha256 and parts.scheme != "https" and parts.hostname not in LOCAL:
        problem = "without a sha256 in deprivation.downloads only https:// addresses are safe"
        raise StudyError(f"{download.file}: {problem}; give the hash or such an address")


def _check_room(total: int, download: Download, part: PartFile) -> None:
    needed, free = total - part.size, shutil.disk_usage(part.folder).free
    if free < needed:
        raise StudyError(
            f"{download.file}: {_megabytes(needed)} are needed in {part.folder}, and "
            f"{_megabytes(free)} are free; make room, and run again"
        )


def _settle(download: Download, part: PartFile) -> Arrived:
    """Put what has arrived in its place if it is what the config describes; else remove it."""
    arrived = Arrived(part.sha256(), part.size)
    expected = (download.sha256 or arrived.sha256).casefold()
    problem = ""
    if not arrived.size:
        problem = "nothing came"
    elif download.size not in (None, arrived.size):
        problem = f"{arrived.size} bytes came, and {download.size} were expected"
    elif arrived.sha256 != expected:
        problem = f"another file came (SHA-256 {arrived.sha256}) than the one with {expected}"
    if problem:
        part.discard()
        raise StudyError(f"{download.file}: {problem}; it was removed; {LOOK_UP}")
    part.finish()
    return arrived


def _version(answer: requests.Response) -> str:
    """What the server calls the version of a file; empty when it has no reliable name."""
    tag = answer.headers.get("ETag", "")
    return tag if tag.startswith('"') else answer.headers.get("Last-Modified", "")


def _split(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def _by_browser(download: Download, part: PartFile) -> str:
    return f"download {download.address} by hand and put it into {part.folder} as {download.file}"


def _status(status: int) -> str:
    """A state as servers say it, such as `404 (Not Found)`."""
    known = {state.value: state.phrase for state in HTTPStatus}
    return f"{status} ({known.get(status, 'unknown')})"


def _megabytes(size: int) -> str:
    return f"{-(-size // 1_000_000)} MB"
