"""The waiting room in front of the web server's threads. tests/torture shows it at work."""

import resource
import socket
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from hipstrength.worker import MOST_WAITING, missing
from tests.started import Site, started

GET = b"GET / HTTP/1.1\r\nHost: hips.example.org\r\n"
POST = b"POST / HTTP/1.1\r\nHost: hips.example.org\r\ncontent-LENGTH:  10 \r\n"
WHOLE = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
CHUNKS = b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    ("begun", "lacks"),
    [
        (b"", 1),
        (b"G", 1),
        (GET, 1),
        (GET + b"\r\n", 0),
        (POST, 1),
        (POST + b"\r\n", 10),
        (POST + b"\r\n1234", 6),
        (POST + b"\r\n1234567890", 0),
        # The next request follows without a pause.
        (POST + b"\r\n1234567890" + GET, 0),
        (CHUNKS + b"3\r\nabc\r\n", 1),
        (CHUNKS + b"3\r\nabc\r\n0\r\n\r\n", 0),
        # What follows comes only after an answer, or nobody knows how long it is.
        (POST + b"Expect: 100-continue\r\n\r\n", 0),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nTrailer: x\r\n\r\n", 0),
        (POST + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", 0),
        # A coding that is unknown, or a length that is none, is for the thread to refuse.
        (GET + b"Transfer-Encoding: odd\r\n\r\n", 0),
        (GET + b"Content-Length: x\r\n\r\n", 0),
        (GET + b"X-Note: content-length: 5\r\n\r\n", 0),
        # What does not fit into the waiting room is read by a thread.
        (b"x" * MOST_WAITING, 0),
        (GET + b"Content-Length: 999999999\r\n\r\n" + b"x" * MOST_WAITING, 0),
    ],
)
def test_what_a_request_lacks_is_known(begun: bytes, lacks: int) -> None:
    assert missing(begun) == lacks


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="only Linux can take files away from others")
def test_more_connections_than_the_system_gives_end_no_worker(tmp_path: Path) -> None:
    with started(tmp_path / "log", DATA_DIR=str(tmp_path / "data")) as site, ExitStack() as open_ones:
        workers = both_workers(site)
        for pid in workers:
            resource.prlimit(pid, resource.RLIMIT_NOFILE, (64, 64))
        place = ("127.0.0.1", int(site.address.rpartition(":")[2]))
        for number in range(300):
            line = open_ones.enter_context(socket.create_connection(place, timeout=10))
            # Some never ask for anything, and some never hang up.
            line.sendall(WHOLE if number % 2 else b"GET / HTTP/1.1\r\n")

        assert site.get("/healthz") == (200, "ok\n")
        assert children(site.process.pid) == workers
        assert "Too many open files" not in site.said()


def both_workers(site: Site) -> list[int]:
    limit = time.monotonic() + 20
    while len(found := children(site.process.pid)) < 2 and time.monotonic() < limit:
        time.sleep(0.05)
    return found


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]
