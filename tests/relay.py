"""A way to a server that can be cut: whoever connects is let through, left waiting, or refused."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Literal

State = Literal["open", "silent", "cut"]
PIECE = 65536
TICK = 0.05


class Relay:
    """Lets bytes through to a server while it is open."""

    def __init__(self, host: str, port: int) -> None:
        self._target = (host, port)
        self._state: State = "open"
        self._lines: list[socket.socket] = []
        self._ended = threading.Event()
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._door.getsockname()[1])
        threading.Thread(target=self._take, daemon=True).start()

    def become(self, state: State) -> None:
        """Change; where it is cut, the lines that there are end, too."""
        self._state = state
        if state == "cut":
            for line in self._lines:
                with suppress(OSError):
                    line.shutdown(socket.SHUT_RDWR)

    def end(self) -> None:
        self.become("cut")
        self._ended.set()
        self._door.close()

    def _take(self) -> None:
        with suppress(OSError):
            while True:
                caller, _address = self._door.accept()
                if self._state == "cut":
                    caller.close()
                    continue
                server = socket.create_connection(self._target)
                self._lines += [caller, server]
                for source, goal in ((caller, server), (server, caller)):
                    threading.Thread(target=self._carry, args=(source, goal), daemon=True).start()

    def _carry(self, source: socket.socket, goal: socket.socket) -> None:
        with suppress(OSError), source, goal:
            while piece := source.recv(PIECE):
                while self._state == "silent" and not self._ended.wait(TICK):
                    pass
                goal.sendall(piece)


@contextmanager
def relay(host: str, port: int) -> Iterator[Relay]:
    made = Relay(host, port)
    try:
        yield made
    finally:
        made.end()
