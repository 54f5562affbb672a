"""The web server's worker: gunicorn's threads, with a waiting room in front and a door that shuts quietly.

A thread that reads a request waits for as long as its sender likes, and eight people on a bad
line would be enough to keep all others out. So a connection waits without a thread, in the
system's own buffer, until its request is there as a whole.

When the server is stopped, gunicorn drops the connections that nobody has accepted yet. Here
the door is shut first, so that new ones go elsewhere, and whoever is inside is served.
"""

import ctypes
import errno
import mmap
import os
import re
import signal
import socket
import struct
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from selectors import EVENT_READ
from types import FrameType
from typing import Any

from gunicorn.workers.gthread import TConn, ThreadWorker  # type: ignore[import-untyped]  # it comes without types

# Seconds that somebody has to send a request.
PATIENCE = 30.0
# Seconds at the stop for requests that have begun, and for connections on which there is none yet.
LAST_PATIENCE = 8.0
LAST_SILENCE = 2.0
# Bytes that wait for the rest of a request; the log form has six thousand. The largest ones are read by a thread.
MOST_WAITING = 128 * 1024
# Seconds that a browser has to hang up after the last answer.
GOODBYE = 2.0
A_MOMENT = 0.05
LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*([0-9]{1,12})[ \t]*\r\n", re.IGNORECASE)
# What comes after the last chunk, or only after an answer, is for the thread to read.
GOES_ON = re.compile(rb"\r\n(?:expect|trailer):", re.IGNORECASE)
CHUNKED = re.compile(rb"\r\ntransfer-encoding:[ \t]*chunked[ \t]*\r\n", re.IGNORECASE)
# Linux's number for a filter on a socket, and the filter that lets nothing in: see bpf(4), socket(7).
SO_ATTACH_FILTER = 26
LETS_NOTHING_IN = struct.pack("HBBI", 0x06, 0, 0, 0)
NOTHING_NEW = (errno.EAGAIN, errno.EWOULDBLOCK, errno.ECONNABORTED)
NO_MORE_FILES = (errno.EMFILE, errno.ENFILE)
# Browsers that have their answer and have not hung up yet; one that never does takes the place of no other.
MOST_LEAVING = 100

# Seen by the workers, too, which are forked from this process.
_is_closing = mmap.mmap(-1, 1)


def shut_door_at_stop(server: Any) -> None:
    """Let SIGTERM shut the door before gunicorn, whose master `server` is, stops its workers."""
    usual: Callable[[int, FrameType | None], None] = signal.getsignal(signal.SIGTERM)  # type: ignore[assignment]  # gunicorn's own

    def stop(number: int, frame: FrameType | None) -> None:
        # A worker that was forked a moment ago still has this handler. A new master may have taken over the port.
        if os.getpid() == server.pid and Worker.owns_port and not server.reexec_pid:
            close_door(server.LISTENERS)
        usual(number, frame)

    # A port that systemd holds stays open for the next server.
    Worker.owns_port = not server.systemd
    signal.signal(signal.SIGTERM, stop)


def close_door(listeners: Iterable[Any]) -> None:
    """Ignore whoever tries to connect from now on: they try again, and find the port closed or a new server."""
    _is_closing[0] = 1
    program = ctypes.create_string_buffer(LETS_NOTHING_IN)
    length_and_place = struct.pack("HP", 1, ctypes.addressof(program))
    for listener in listeners:
        # Other systems have no such filter; there a few connections are dropped at a stop.
        with suppress(OSError):
            listener.setsockopt(socket.SOL_SOCKET, SO_ATTACH_FILTER, length_and_place)


def missing(begun: bytes) -> int:
    """Return how many bytes a request lacks at least, 0 where it is there as a whole or need not wait."""
    end = begun.find(b"\r\n\r\n")
    if end < 0:
        return 1 if len(begun) < MOST_WAITING else 0
    head = begun[: end + 2]
    length, is_chunked = LENGTH.search(head), CHUNKED.search(head)
    # Two lengths are for the thread to refuse.
    if GOES_ON.search(head) or (length and is_chunked):
        return 0
    if is_chunked:
        return 0 if begun.endswith(b"\r\n0\r\n\r\n") or len(begun) >= MOST_WAITING else 1
    whole = end + 4 + int(length[1]) if length else 0
    return max(0, min(whole, MOST_WAITING) - len(begun))


@dataclass
class Seat:
    """Until when a connection may wait, on the clock that never jumps, and how many bytes it has sent so far."""

    until: float
    seen: int = 0


class Connection(TConn):  # type: ignore[misc]  # gunicorn comes without types
    """A connection that says goodbye without keeping the worker waiting."""

    def __init__(self, worker: "Worker", client: socket.socket, address: Any, server: Any) -> None:
        super().__init__(worker.cfg, client, address, server)
        self.worker = worker

    def close(self, graceful: bool = False) -> None:  # noqa: FBT001, FBT002 — gunicorn calls it so
        """Hang up; `graceful` lets the other side read its answer first."""
        if graceful:
            self.worker.say_goodbye(self.sock)
        else:
            super().close()


class Worker(ThreadWorker):  # type: ignore[misc]  # gunicorn comes without types
    """gunicorn's worker with threads, which get whole requests."""

    # Whether nobody else listens at the port of this server; told by the master before it forks.
    owns_port = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.waiting: dict[Connection, Seat] = {}
        self.leaving: dict[socket.socket, float] = {}

    def accept(self, listener: Any) -> bool:
        """Take a new connection in and let it wait; where the room is full, the one that waits longest has to go.

        Return whether somebody came in.
        """
        try:
            client, address = listener.accept()
        except OSError as error:
            if error.errno in NO_MORE_FILES:
                self._make_room()
            elif error.errno not in NOTHING_NEW:
                raise
            return False
        self.nr_conns += 1
        self.seat(Connection(self, client, address, listener.getsockname()))
        if self.nr_conns >= self.worker_connections - self.cfg.threads and len(self.waiting) > 1:
            self._drop(next(iter(self.waiting)))
        return True

    def is_parent_alive(self) -> bool:
        """Whether the master is there; without it this worker ends, and makes room for a new server on its port."""
        if super().is_parent_alive():
            return True
        # Else its open connections would be kept in use until the last moment.
        self.alive = False
        if self.owns_port:
            close_door(self.sockets)
        return False

    def on_client_socket_readable(self, conn: Connection, client: socket.socket) -> None:
        """Let a connection wait on which the next request begins."""
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
        self.seat(conn)

    def seat(self, conn: Connection) -> None:
        """Let a connection wait until its request is there."""
        self.waiting[conn] = Seat(time.monotonic() + (PATIENCE if self.alive else LAST_SILENCE))
        self.poller.register(conn.sock, EVENT_READ, partial(self.look, conn))

    def look(self, conn: Connection, client: socket.socket) -> None:
        """Hand a connection to a thread if its request is there; else have the system wait for what is missing."""
        if conn not in self.waiting:
            return  # it had to go a moment ago
        try:
            begun = client.recv(MOST_WAITING, socket.MSG_PEEK)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            begun = b""
        seat, lacks = self.waiting[conn], missing(begun)
        if not begun:
            self._drop(conn)
        # Awake without anything new: the other side has hung up, or the system cannot wait for an amount.
        elif lacks and len(begun) > seat.seen:
            seat.seen = len(begun)
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, len(begun) + lacks)
        else:
            self._leave(conn)
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, 1)
            conn.data_ready = True
            self.enqueue_req(conn)

    def murder_pending(self) -> None:
        """Hang up on those whose time is over; gunicorn asks every second."""
        super().murder_pending()
        now = time.monotonic()
        for conn in [conn for conn, seat in self.waiting.items() if seat.until <= now]:
            self._drop(conn)
        for client in [client for client, until in self.leaving.items() if until <= now]:
            self._hang_up(client)

    def say_goodbye(self, client: socket.socket) -> None:
        """End our side of a connection, and close it when the other side has ended, too, without waiting for that."""
        try:
            client.shutdown(socket.SHUT_WR)
            client.settimeout(0)
            self.poller.register(client, EVENT_READ, self._read_last)
        except (OSError, KeyError, ValueError):
            client.close()
        else:
            self.leaving[client] = time.monotonic() + GOODBYE
            if len(self.leaving) > MOST_LEAVING:
                self._hang_up(next(iter(self.leaving)))

    def set_accept_enabled(self, enabled: bool) -> None:  # noqa: FBT001 — gunicorn calls it so
        """Accept or not; at the stop of the server, those who stand at the door come in before it is closed."""
        is_stop = not enabled and not self.alive
        if is_stop and _is_closing[0]:
            self._let_all_in()
        super().set_accept_enabled(enabled)
        if is_stop:
            self._hurry()
            if _is_closing[0]:
                for listener in self.sockets:
                    listener.close()

    def _let_all_in(self) -> None:
        for listener in self.sockets:
            while self.accept(listener):
                pass

    def _make_room(self) -> None:
        """Hang up on somebody, because the system gives no more connections: who is served already goes first."""
        if self.leaving:
            self._hang_up(next(iter(self.leaving)))
        elif self.waiting:
            self._drop(next(iter(self.waiting)))
        else:
            # The threads give some back soon.
            time.sleep(A_MOMENT)

    def _hurry(self) -> None:
        now = time.monotonic()
        for seat in self.waiting.values():
            seat.until = min(seat.until, now + (LAST_PATIENCE if seat.seen else LAST_SILENCE))

    def _leave(self, conn: Connection) -> None:
        del self.waiting[conn]
        self.poller.unregister(conn.sock)

    def _drop(self, conn: Connection) -> None:
        self._leave(conn)
        self.nr_conns -= 1
        conn.close()

    def _read_last(self, client: socket.socket) -> None:
        try:
            is_over = not client.recv(MOST_WAITING)
        except OSError:
            is_over = True
        if is_over:
            self._hang_up(client)

    def _hang_up(self, client: socket.socket) -> None:
        del self.leaving[client]
        with suppress(OSError, KeyError, ValueError):
            self.poller.unregister(client)
        client.close()
