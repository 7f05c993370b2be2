"""Importing libraries that would try out the network."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_sockets() -> Iterator[None]:
    """While this lasts no import opens a socket to see whether IPv6 would work.

    urllib3 does so, and spaCy imports it for downloads that nobody here asks for. In a study's
    process not even a local socket is to be opened: then it is plain that nothing is sent.
    """
    known, socket.has_ipv6 = socket.has_ipv6, False
    try:
        yield
    finally:
        socket.has_ipv6 = known
