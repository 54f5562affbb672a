"""Servers on this machine that take what the product sends elsewhere, and keep it."""

import gzip
import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import brotli  # type: ignore[import-untyped]  # it comes without types

SECONDS = 15


class Received:
    """What has come so far, and on which port."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.all: list[str] = []

    def wait_for(self, count: int) -> list[str]:
        """Return everything, once so much has come."""
        wait_until(lambda: len(self.all) >= count)
        return self.all


def wait_until(is_so: Callable[[], bool]) -> None:
    """Wait until something is so; fail when it does not come to that."""
    limit = time.monotonic() + SECONDS
    while not is_so():
        assert time.monotonic() < limit, "it never came to that"
        time.sleep(0.02)


@contextmanager
def reports() -> Iterator[Received]:
    """Take whatever is sent by POST, with the address and the headers that it was sent with."""

    class Taking(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            unpacked = {"gzip": gzip.decompress, "br": brotli.decompress}.get(self.headers["Content-Encoding"], bytes)
            received.all.append(f"{self.path}\n{self.headers}\n{unpacked(body).decode()}")
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 — the library's name
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Taking)
    received = Received(server.server_address[1])
    with _served(server):
        yield received


@contextmanager
def mails() -> Iterator[Received]:
    """Take mails, as a mail server does that asks nobody who they are."""

    class Taking(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 here\r\n")
            while line := self.rfile.readline():
                word = line[:4].upper()
                if word == b"DATA":
                    self.wfile.write(b"354 go on\r\n")
                    received.all.append(b"".join(iter(self.rfile.readline, b".\r\n")).decode())
                self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else b"250 yes\r\n")

    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Taking)
    received = Received(server.server_address[1])
    with _served(server):
        yield received


@contextmanager
def _served(server: socketserver.TCPServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
