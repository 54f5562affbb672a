"""Who may ask a database that did not answer whether it does again."""

import threading
import time
from collections.abc import Callable

# Seconds between two attempts.
ASKED_EVERY = 0.25


class Gate:
    """Open while the database answers. Once shut, it lets one through at a time, to find out.

    Without it every thread of the server would wait for the pool until that gives up, and
    pages that need no database would wait behind them.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.lock = threading.Lock()
        self.is_shut = False
        self.is_tried = False
        self.next_try = 0.0

    def may_try(self) -> bool:
        """Whether the caller is the one to find out; it must say `open` or `shut` afterwards."""
        with self.lock:
            if self.is_tried or self.clock() < self.next_try:
                return False
            self.is_tried = True
            return True

    def open(self) -> None:
        """The database answers."""
        with self.lock:
            self.is_shut = self.is_tried = False

    def shut(self) -> None:
        """The database does not answer."""
        with self.lock:
            self.is_shut, self.is_tried = True, False
            self.next_try = self.clock() + ASKED_EVERY
