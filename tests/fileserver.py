"""A web server on this machine that serves files, well or badly, and remembers what was asked."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Served:
    """How one address answers.

    ``cuts`` are the bytes after which the connection ends early, one for each request in turn;
    later requests are served to the end. ``headers`` replace those that a good server sends, and
    None leaves one out. ``ranges`` is what it does when asked for a part: True serves it, False
    sends all, and text or a number is a Content-Range or a status of its own. Of a part it sends
    at most ``most`` bytes.
    """

    content: bytes = b""
    status: int = 200
    headers: dict[str, str | None] = field(default_factory=dict)
    cuts: list[int] = field(default_factory=list)
    ranges: bool | str | int = True
    most: int | None = None
    wait: threading.Event | None = None


class FileServer:
    """The addresses that are served, and each request: path, headers, and bytes of body sent."""

    def __init__(self, port: int) -> None:
        self.root = f"http://127.0.0.1:{port}"
        self.served: dict[str, Served] = {}
        self.asked: list[dict[str, Any]] = []

    def serve(self, name: str, served: Served) -> str:
        """Serve ``name``; return its address."""
        self.served[f"/{name}"] = served
        return f"{self.root}/{name}"


@contextmanager
def file_server() -> Iterator[FileServer]:
    """A server while the block lasts, on a port that was free."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        server.files = FileServer(server.server_port)  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server.files  # type: ignore[attr-defined]
        finally:
            server.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        files: FileServer = self.server.files  # type: ignore[attr-defined]
        told: dict[str, Any] = {"path": self.path, "sent": 0, **self.headers}
        files.asked.append(told)
        # Of a request to a proxy the path is a whole address.
        served = files.served.get(re.sub(r"^http://[^/]*", "", self.path), Served(status=404))
        status, headers, body = self._answer(served)
        self.send_response(status)
        for name, value in (headers | served.headers).items():
            if value is not None:
                self.send_header(name, value)
        # Said, so that nobody asks again on a connection that is about to be closed.
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        if served.cuts:
            body = body[: served.cuts.pop(0)]
        for at in range(0, len(body), 1 << 16):
            self._send(body[at : at + (1 << 16)], told)
            if served.wait:
                served.wait.wait(10)

    def _answer(self, served: Served) -> tuple[int, dict[str, str | None], bytes]:
        content, asked = served.content, re.fullmatch(r"bytes=(\d+)-", self.headers["Range"] or "")
        named = self.headers["If-Range"]
        headers: dict[str, str | None] = {"Content-Type": "application/octet-stream"}
        # Who sends a Content-Range of its own does not look at versions either.
        is_same = named in (None, served.headers.get("ETag")) or isinstance(served.ranges, str)
        if asked and served.ranges is not False and is_same and served.status == 200:
            if not isinstance(served.ranges, (bool, str)):
                return served.ranges, {"Content-Length": "0"}, b""
            start = int(asked[1])
            rest = content[start:][: served.most]
            place = f"bytes {start}-{start + len(rest) - 1}/{len(content)}"
            headers["Content-Range"] = place if served.ranges is True else str(served.ranges)
            return 206, {**headers, "Content-Length": str(len(rest))}, rest
        return served.status, {**headers, "Content-Length": str(len(content))}, content

    def _send(self, piece: bytes, told: dict[str, Any]) -> None:
        try:
            self.wfile.write(piece)
            told["sent"] += len(piece)
        except OSError:  # whoever asked has seen enough
            return

    def log_message(self, *_: Any) -> None:
        """Nothing on the screen."""
