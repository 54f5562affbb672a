"""The waiting room in front of the web server's threads. tests/torture shows it at work."""

import pytest

from hipstrength.worker import MOST_WAITING, missing

GET = b"GET / HTTP/1.1\r\nHost: hips.example.org\r\n"
POST = b"POST / HTTP/1.1\r\nHost: hips.example.org\r\ncontent-LENGTH:  10 \r\n"
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
